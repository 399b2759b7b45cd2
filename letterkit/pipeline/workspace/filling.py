"""Fill the templates of the files that a new workspace and a new campaign begin with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from letterkit.foundation.files import shown
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.foundation.strict_yaml import location_of, parse, read_text
from letterkit.foundation.written_yaml import as_yaml, quoted
from letterkit.schema.library import Library

_HINT = "what stands between {{ and }} is as in the English note"
_NOTE = re.compile(r"^([ ]*#[ ]+)(\S.*)$", re.MULTILINE)


def entry(value: Any) -> str:
    """An item of a list, as a person writes it: ``release: lomi`` and not ``{release: lomi}``."""
    return as_yaml(value)[1:-1] if isinstance(value, Mapping) and len(value) == 1 else as_yaml(value)


def filled(library: Library, template: str, language: str, /, **values: Any) -> str:
    """A template of the library (its path in ``templates/``) with values, its notes in a language that has them."""
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters |= {"quoted": quoted, "yaml": as_yaml, "entry": entry}
    text = read_text(library.files(template)[template])
    name = f"languages/{language}/notes.yml"
    path = library.files(name).get(name)
    notes = _notes(path, environment) if path else {}
    # What has no note there is a key to make use of, and stays.
    worded = _NOTE.sub(lambda found: found[1] + notes.get(found[2].rstrip(), found[2]), text)
    try:
        return environment.from_string(worded).render(**values)
    except TemplateError as error:
        if not path:
            raise
        at = Location(shown(path), 1)
        raise UserError([Problem("LK205", f"a note fails: {error.message}", at, _HINT)]) from error


def _notes(path: Path, environment: ImmutableSandboxedEnvironment) -> dict[str, str]:
    """The notes of a language by the English ones; raises `UserError` for those that are no templates."""
    notes = parse(read_text(path), shown(path))
    problems = []
    for own in notes.values():
        try:
            environment.parse(str(own))
        except TemplateError as error:
            problems.append(Problem("LK205", f"the note fails: {error.message}", location_of(own), _HINT))
    if problems:
        raise UserError(problems)
    return {str(english): str(own) for english, own in notes.items()}
