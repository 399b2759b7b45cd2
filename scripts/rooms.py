"""Print the structure of the package, and fail when a bound is passed: ``python scripts/rooms.py``.

Arrows between rooms, modules of a room, the longest module and function, the highest cyclomatic complexity (McCabe:
one, and one more for each branch, loop, handler, condition of a comprehension and further operand of and/or).
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "letterkit"
MODULE_LINES, FUNCTION_LINES, COMPLEXITY, ROOMS = 400, 60, 15, 10
_BRANCHES = (ast.If, ast.For, ast.While, ast.IfExp, ast.ExceptHandler, ast.comprehension, ast.match_case)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def complexity(function: ast.AST) -> int:
    """The cyclomatic complexity of a function; functions within it count for themselves."""
    score, waiting = 1, list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, _FUNCTIONS):
            continue
        score += isinstance(node, _BRANCHES)
        score += len(node.values) - 1 if isinstance(node, ast.BoolOp) else 0
        score += len(node.ifs) if isinstance(node, ast.comprehension) else 0
        waiting.extend(ast.iter_child_nodes(node))
    return score


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions and methods of a module."""
    return (node for node in ast.walk(tree) if isinstance(node, _FUNCTIONS))


def imported(tree: ast.AST) -> Iterator[str]:
    """The rooms that a module imports from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("letterkit."):
            yield str(node.module).split(".")[1]
        elif isinstance(node, ast.ImportFrom) and node.module == "letterkit":
            yield from (alias.name for alias in node.names if (PACKAGE / alias.name).is_dir())


def main() -> int:
    """Print the figures; 1 when one is over its bound."""
    arrows: Counter[tuple[str, str]] = Counter()
    modules: Counter[str] = Counter()
    lengths: list[tuple[int, str]] = []
    longest: list[tuple[int, str]] = []
    hardest: list[tuple[int, str]] = []
    for path in sorted(PACKAGE.rglob("*.py")):
        where = path.relative_to(PACKAGE)
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        lengths.append((text.count("\n"), where.as_posix()))
        for function in functions(tree):
            name = f"{where.as_posix()}: {function.name}"
            longest.append(((function.end_lineno or 0) - function.lineno + 1, name))
            hardest.append((complexity(function), name))
        if len(where.parts) > 1:
            room = where.parts[0]
            modules[room] += path.stem != "__init__"
            arrows.update((room, other) for other in imported(tree) if other != room)
    print("rooms:", ", ".join(f"{room} {count}" for room, count in modules.most_common()))
    for (room, other), count in sorted(arrows.items()):
        print(f"  {room} -> {other}: {count}")
    print(f"{len(arrows)} arrows between {len(modules)} rooms")
    over = len(modules) > ROOMS
    for what, found, bound in (
        ("lines of a module", lengths, MODULE_LINES),
        ("lines of a function", longest, FUNCTION_LINES),
        ("complexity", hardest, COMPLEXITY),
    ):
        print(f"{what}, at most {bound}:", "; ".join(f"{size} {name}" for size, name in sorted(found)[:-4:-1]))
        passed = [f"{size} {name}" for size, name in sorted(found, reverse=True) if size > bound]
        print("".join(f"  over: {line}\n" for line in passed), end="")
        over = over or bool(passed)
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
