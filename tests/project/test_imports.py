"""Imports run one way between the rooms, and only to what a room offers.

The typesetter knows nothing of campaigns, and the command line starts quickly.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "letterkit"


@cache
def _trees() -> dict[Path, ast.Module]:
    paths = (path for suffix in (".py", ".pyi") for path in PACKAGE.rglob(f"*{suffix}"))
    return {path: ast.parse(path.read_bytes()) for path in sorted(paths)}


def _imported(tree: ast.Module) -> Iterator[str]:
    """The modules that a module imports, wherever in it, by their full names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports say the room"
            for name in (f"{node.module}.{alias.name}" for alias in node.names):
                path = PACKAGE.parent.joinpath(*name.split("."))
                yield name if path.is_dir() or path.with_suffix(".py").is_file() else str(node.module)


def _offered(tree: ast.Module) -> list[str]:
    """The ``__all__`` of a package."""
    assigned = (node for node in tree.body if isinstance(node, ast.Assign))
    named = [node.value for node in assigned if ast.unparse(node.targets[0]) == "__all__"]
    return ast.literal_eval(named[0]) if named else []


def _loaded(code: str) -> set[str]:
    code += "; import json, sys; print(); print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(run.stdout.splitlines()[-1]))


def test_imports_run_one_way() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=PACKAGE.parent)
    assert run.returncode == 0, run.stdout
    assert "3 kept, 0 broken" in run.stdout


def test_a_room_offers_what_others_import_from_it() -> None:
    """Its ``__all__`` names those modules and no other; that of a package in it, those of the package."""
    imported, offered = set(), set()
    for path, tree in _trees().items():
        *folders, _ = path.relative_to(PACKAGE).parts
        for name in _imported(tree):
            package, *parts = name.split(".")
            if package == "letterkit" and len(parts) > 1 and parts[0] not in folders[:1]:
                imported |= {".".join(parts[:count]) for count in range(2, len(parts) + 1)}
        if folders and path.name == "__init__.py":
            offered |= {".".join((*folders, name)) for name in _offered(tree)}
    assert sorted(imported - offered) == [], "not in the __all__ of its package"
    assert sorted(offered - imported) == [], "in an __all__, and imported by no other room"


def test_one_class_has_a_name() -> None:
    """A name that other modules can import is that of one class; one with an underscore is its module's own."""
    trees = (tree for path, tree in _trees().items() if path.suffix == ".py")
    names = Counter(node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    assert names
    assert [name for name, count in names.items() if count > 1 and not name.startswith("_")] == []


def test_the_typesetter_loads_nothing_of_campaigns() -> None:
    loaded = _loaded("import letterkit.typeset.typeset")
    above = {name for name in loaded if name.startswith(("letterkit.schema", "letterkit.letter.", "letterkit.drafts"))}
    assert "letterkit.typeset.sheet" in loaded
    assert not above | {"pydantic", "babel", "rapidfuzz", "yaml"} & loaded


def test_help_loads_nothing_that_it_does_not_need() -> None:
    loaded = _loaded("from letterkit.cli.main import cli; cli(['draft', '--help'], standalone_mode=False)")
    assert "letterkit.cli.drafts" in loaded
    assert not {"weasyprint", "fontTools", "pydantic", "babel", "rich", "yaml", "rapidfuzz"} & loaded


def test_links_are_followed_in_one_way() -> None:
    """`Path.resolve` ends with an error of its own where links lead to each other; `real_path` does not."""
    others = [
        f"{path.name}: {line.strip()}"
        for path in PACKAGE.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if ".resolve()" in line.replace("Path(__file__).resolve()", "")
    ]
    assert others == []
