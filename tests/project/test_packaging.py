"""What setup.cfg declares is what the program uses, and constraints.txt pins it."""

from __future__ import annotations

import ast
import configparser
import importlib.metadata
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "letterkit").rglob("*.py"))

# Part of what the second one offers; it pins the right version itself.
COMPANIONS = {
    "markupsafe": "jinja2",
    "pydantic-core": "pydantic",
    **dict.fromkeys(("asn1crypto", "cryptography", "pyhanko-certvalidator"), "pyhanko"),
}

options = configparser.ConfigParser()
options.read(ROOT / "setup.cfg", encoding="utf-8")


def normal(name: str) -> str:
    """A distribution's name as the package index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def required(written: str) -> list[Requirement]:
    """What a key of setup.cfg asks for."""
    return [Requirement(line) for line in written.split()]


def declared() -> set[str]:
    """The distributions that installing letterkit brings, with its extras for users."""
    extras = options["options.extras_require"]
    written = [options["options"]["install_requires"], *(extras[name] for name in extras if name != "dev")]
    return {normal(requirement.name) for text in written for requirement in required(text)}


@cache
def nodes() -> list[ast.Import | ast.ImportFrom | ast.Constant]:
    """Every import and every constant of letterkit's modules."""
    return [
        node
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Constant)
    ]


def distributions(modules: set[str]) -> set[str]:
    """The distributions that bring these top-level modules; an unknown module counts as one of its name."""
    known = importlib.metadata.packages_distributions()
    found = {normal(distribution) for name in modules for distribution in known.get(name, [name])}
    return {COMPANIONS.get(distribution, distribution) for distribution in found}


def imported() -> set[str]:
    """The distributions that letterkit's modules import."""
    names: set[str] = set()
    for node in nodes():
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return distributions(names - {*sys.stdlib_module_names, "letterkit"})


def named() -> set[str]:
    """The distributions a string names, as where a package's files are wanted and not its code."""
    return distributions({node.value for node in nodes() if isinstance(node, ast.Constant) and type(node.value) is str})


def test_every_library_used_is_declared_and_every_declared_one_used() -> None:
    assert imported()
    assert imported() - declared() == set(), "used, and not in setup.cfg"
    assert declared() - imported() - named() == set(), "in setup.cfg, and not used"


def test_every_package_is_listed() -> None:
    packages = {".".join(path.parent.relative_to(ROOT).parts) for path in MODULES}
    assert "letterkit" in packages
    assert set(options["options"]["packages"].split()) == packages | {"letterkit.templates"}


def pinned() -> dict[str, str]:
    """The versions of constraints.txt."""
    pins: dict[str, str] = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            pin = Requirement(line)
            (exact,) = pin.specifier
            assert exact.operator == "==", line
            assert "*" not in exact.version, line
            pins[normal(pin.name)] = exact.version
    return pins


def direct() -> list[Requirement]:
    """What setup.cfg asks for, to use letterkit and to develop it."""
    return required(options["options"]["install_requires"]) + required(options["options.extras_require"]["dev"])


def test_each_library_has_bounds_that_hold_the_pinned_version() -> None:
    builders = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    pins = pinned()
    for requirement in [*direct(), *map(Requirement, builders)]:
        operators = {specifier.operator for specifier in requirement.specifier}
        assert operators in ({">=", "<"}, {"=="}), f"{requirement}: bounds below and above"
        assert requirement.specifier.contains(pins[normal(requirement.name)]), f"{requirement}: make constraints"


def test_what_libraries_bring_is_pinned_too(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("latest"):
        pytest.skip("newer libraries may bring others")
    waiting = direct()
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement = waiting.pop()
        key = normal(requirement.name), frozenset(requirement.extras)
        if key in seen:
            continue
        seen.add(key)
        for line in importlib.metadata.requires(requirement.name) or []:
            further = Requirement(line)
            # An extra that nobody asked for brings nothing.
            extras = [{"extra": extra} for extra in ("", *requirement.extras)]
            if further.marker is None or any(map(further.marker.evaluate, extras)):
                waiting.append(further)
    names = {name for name, _ in seen}
    assert len(names) > len(direct())
    assert names - set(pinned()) == set(), "not in constraints.txt: make constraints"
