"""What setup.cfg declares is what the program uses."""

from __future__ import annotations

import ast
import configparser
import importlib.metadata
import re
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.quick

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "letterkit").rglob("*.py"))

# Part of what the second one offers; it pins the right version itself.
COMPANIONS = {"markupsafe": "jinja2", "pydantic-core": "pydantic"}

options = configparser.ConfigParser()
options.read(ROOT / "setup.cfg", encoding="utf-8")


def normal(name: str) -> str:
    """A distribution's name as the package index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    """The distributions that installing letterkit brings."""
    lines = options["options"]["install_requires"].split()
    return {normal(re.split(r"[<>=!~;\[]", line)[0]) for line in lines}


def nodes() -> list[ast.AST]:
    """Every piece of syntax of letterkit's modules."""
    return [node for module in MODULES for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))]


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
