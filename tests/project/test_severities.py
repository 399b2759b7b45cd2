"""How grave a finding is said to be where it is found, and in the table of codes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from letterkit.foundation.codes import CODES, Severity

PACKAGE = Path(__file__).resolve().parents[2] / "letterkit"
_PLACE = 4
"""Where the severity stands among the arguments of a problem."""


def _said(function: ast.FunctionDef) -> Iterator[tuple[str, str, int]]:
    """Each code that a function finds with a severity: its own, or each of those that the function chooses from."""
    chosen = _severities(function)
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Problem" and call.args:
            code = call.args[0]
            given = call.args[_PLACE:] or [word.value for word in call.keywords if word.arg == "severity"]
            if isinstance(code, ast.Constant) and given:
                yield from ((str(code.value), one, call.lineno) for one in _severities(given[0]) or chosen)


def _severities(tree: ast.AST) -> set[str]:
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name))
    return {node.attr for node in found if node.value.id == "Severity" and node.attr in Severity.__members__}


def test_no_code_is_found_more_or_less_grave_than_the_table_says() -> None:
    seen, wrong = 0, []
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8")) if "Severity." in path.read_text(encoding="utf-8") else None
        for function in ast.walk(tree) if tree else ():
            for code, severity, line in _said(function) if isinstance(function, ast.FunctionDef) else ():
                seen += 1
                if not CODES[code].can_be(Severity[severity]):
                    wrong.append(f"{path.name}:{line}: {code} as {severity}")
    assert seen > 30
    assert wrong == []
