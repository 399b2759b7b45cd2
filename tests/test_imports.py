"""Imports run one way, and the command line starts quickly."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "letterkit"

# The architecture page lists the modules, and says that each imports only from those above it.
ROWS = re.findall(r"^\| (`[^|]+`) \|", (PACKAGE.parent / "docs" / "architecture.md").read_text(), re.MULTILINE)
ORDER = [*re.findall(r"`([\w.]+)`", " ".join(ROWS)), "__main__"]


def _imports(module: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse((PACKAGE / f"{module.replace('.', '/')}.py").read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            assert not node.level, f"{module}: a relative import"
            package, _, rest = node.module.partition(".")
            if package == "letterkit":
                inside = (PACKAGE / rest).is_dir()
                names = [f"{rest}.{alias.name}".strip(".") for alias in node.names] if inside else [rest]
                found.update(name for name in names if name != "__version__")
        elif isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[2] for alias in node.names if alias.name.startswith("letterkit."))
    return found


def test_imports_run_one_way() -> None:
    paths = (path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py") if path.stem != "__init__")
    modules = {".".join(path.with_suffix("").parts) for path in paths}
    assert len(modules) > 20
    assert modules == set(ORDER)
    assert sum(len(_imports(module)) for module in ORDER) > 60
    for place, module in enumerate(ORDER):
        assert _imports(module) <= set(ORDER[:place]), module


def test_help_does_not_load_what_makes_pdfs() -> None:
    code = "import sys; from letterkit.cli import cli; cli(['draft', '--help'], standalone_mode=False)"
    code += "; heavy = {'weasyprint', 'fontTools', 'num2words'} & set(sys.modules); print(); print(sorted(heavy))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "weasyprint" not in run.stdout.splitlines()[-1]
