"""Write findings as they come: JSON, GitHub's workflow commands, SARIF 2.1.0. None of them holds more than one back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from letterkit import __version__
from letterkit.ignoring import NEVER
from letterkit.problems import Problem, Severity, UserError

_CODES = re.compile(r"LK\d{0,3}")
_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


class Counted:
    """Problems as they pass, counted by severity."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self._problems = problems
        self.errors = self.warnings = 0

    def __iter__(self) -> Iterator[Problem]:
        for problem in self._problems:
            if problem.severity is Severity.ERROR:
                self.errors += 1
            else:
                self.warnings += 1
            yield problem


def chosen(problems: Iterable[Problem], select: Sequence[str], ignore: Sequence[str]) -> Iterator[Problem]:
    """The problems whose code begins with one of ``select`` (any, when it is empty) and with none of ``ignore``.

    Each of both holds codes or their beginnings ("LK301", "LK4"), divided by commas. What nobody can set aside stays,
    whatever ``ignore`` says. Raises `UserError` (LK113) when
    one of them is no beginning of a code.
    """
    wanted, unwanted = _codes(select), _codes(ignore)
    for problem in problems:
        left_out = unwanted and problem.code.startswith(unwanted) and problem.code not in NEVER
        if (not wanted or problem.code.startswith(wanted)) and not left_out:
            yield problem


def _codes(given: Sequence[str]) -> tuple[str, ...]:
    codes = tuple(code.strip() for codes in given for code in codes.split(",") if code.strip())
    if wrong := [code for code in codes if not _CODES.fullmatch(code)]:
        hint = "write codes as LK301, or their beginnings as LK3"
        raise UserError([Problem("LK113", f"'{code}' is no code of a problem", None, hint) for code in wrong])
    return codes


def as_json(problems: Iterable[Problem]) -> Iterator[str]:
    """A JSON array, an object a line."""
    yield "["
    yield from _rows(map(problem_data, problems))
    yield "\n]\n"


def _rows(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    """What stands between the brackets of a JSON array."""
    for at, item in enumerate(items):
        yield (",\n" if at else "\n") + json.dumps(item, ensure_ascii=False)


def problem_data(problem: Problem) -> dict[str, Any]:
    """A problem as plain data."""
    mark = problem.mark
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        "file": mark.file if mark else None,
        "line": mark.line if mark else None,
        "column": mark.column if mark else None,
        "length": mark.length if mark else None,
    }


def as_github(problems: Iterable[Problem]) -> Iterator[str]:
    """A workflow command a problem, which GitHub shows beside the line."""
    for problem in problems:
        fields = {"title": problem.code}
        if mark := problem.mark:
            fields = {
                "file": mark.file,
                "line": str(mark.line),
                "col": str(mark.column),
                "endColumn": str(mark.column + mark.length),
                **fields,
            }
        given = ",".join(f"{key}={_property(value)}" for key, value in fields.items())
        message = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
        yield f"::{problem.severity.value} {given}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(problems: Iterable[Problem]) -> Iterator[str]:
    """A SARIF log with one run."""
    driver = {"name": "letterkit", "version": __version__}
    yield f'{{"$schema": "{_SARIF}", "version": "2.1.0", "runs": [{{"tool": {{"driver": {json.dumps(driver)}}}, '
    yield '"columnKind": "unicodeCodePoints", "results": ['
    yield from _rows(map(_result, problems))
    yield "\n]}]}\n"


def _result(problem: Problem) -> dict[str, Any]:
    level = "error" if problem.severity is Severity.ERROR else "warning"
    text = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    result: dict[str, Any] = {"ruleId": problem.code, "level": level, "message": {"text": text}}
    if mark := problem.mark:
        region = {"startLine": mark.line, "startColumn": mark.column, "endColumn": mark.column + mark.length}
        place = {"artifactLocation": {"uri": _uri(mark.file)}, "region": region}
        result["locations"] = [{"physicalLocation": place}]
    return result


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else path.as_posix().replace("%", "%25").replace(" ", "%20")


FORMATS = {"json": as_json, "github": as_github, "sarif": as_sarif}
