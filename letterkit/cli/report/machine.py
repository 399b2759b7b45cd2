"""Problems as JSON, for GitHub and as SARIF."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from letterkit.cli.report.answers import ProblemAnswer
from letterkit.foundation.codes import CODES, Code, Severity
from letterkit.foundation.problems import Problem

if TYPE_CHECKING:
    from letterkit.cli.report.discretion import Told

_GITHUB = {Severity.NOTE: "notice"}
_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


class Counted:
    """Problems as they pass, counted by severity."""

    def __init__(self, problems: Iterable[Told]) -> None:
        self._problems = problems
        self.errors = self.warnings = self.notes = 0

    def __iter__(self) -> Iterator[Told]:
        for problem in self._problems:
            if problem.severity is Severity.ERROR:
                self.errors += 1
            elif problem.severity is Severity.WARNING:
                self.warnings += 1
            else:
                self.notes += 1
            yield problem


def as_json(problems: Iterable[Told]) -> Iterator[str]:
    """A JSON array, an object a line."""
    yield "["
    yield from _rows(map(_problem, problems))
    yield "\n]\n"


def _rows(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What stands between the brackets of a JSON array."""
    for at, item in enumerate(items):
        yield (",\n" if at else "\n") + json.dumps(item, ensure_ascii=False)


def problems_data(problems: Iterable[Problem], *, internal: bool = False) -> list[ProblemAnswer]:
    """Problems as plain data, without what is withheld; ``internal`` ones with all."""
    from letterkit.cli.report.discretion import discreet  # what knows names takes long to import

    return list(map(_problem, discreet(problems, internal=internal)))


def _problem(problem: Told) -> ProblemAnswer:
    location = problem.location
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        "file": location.file if location else None,
        "line": location.line if location else None,
        "column": location.column if location else None,
        "length": location.length if location else None,
    }


def as_github(problems: Iterable[Told]) -> Iterator[str]:
    """A workflow command a problem, which GitHub shows beside the line."""
    for problem in problems:
        fields = {"title": problem.code}
        if location := problem.location:
            fields = {
                "file": location.file,
                "line": str(location.line),
                "col": str(location.column),
                "endColumn": str(location.column + location.length),
                **fields,
            }
        given = ",".join(f"{key}={_property(value)}" for key, value in fields.items())
        message = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
        yield f"::{_GITHUB.get(problem.severity, problem.severity.value)} {given}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(problems: Iterable[Told]) -> Iterator[str]:
    """A SARIF log with one run, its rules the codes of all problems."""
    from letterkit import __version__

    driver = {"name": "letterkit", "version": __version__, "rules": [_rule(code) for code in CODES.values()]}
    yield f'{{"$schema": "{_SARIF}", "version": "2.1.0", "runs": [{{"tool": {{"driver": {json.dumps(driver)}}}, '
    yield '"columnKind": "unicodeCodePoints", "results": ['
    yield from _rows(map(_result, problems))
    yield "\n]}]}\n"


def _rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.code,
        "shortDescription": {"text": code.title},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _result(problem: Told) -> dict[str, Any]:
    text = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    result: dict[str, Any] = {"ruleId": problem.code, "level": problem.severity.value, "message": {"text": text}}
    if location := problem.location:
        region = {
            "startLine": location.line,
            "startColumn": location.column,
            "endColumn": location.column + location.length,
        }
        place = {"artifactLocation": {"uri": _uri(location.file)}, "region": region}
        result["locations"] = [{"physicalLocation": place}]
    return result


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else path.as_posix().replace("%", "%25").replace(" ", "%20")


FORMATS = {"json": as_json, "github": as_github, "sarif": as_sarif}


def as_text(value: object) -> str | None:
    """A value as JSON holds it: its text, or null when there is none."""
    return None if value is None else str(value)
