"""Fill the templates of the files that a new workspace and a new campaign begin with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from letterkit.foundation.files import shown
from letterkit.foundation.strict_yaml import parse, read_text
from letterkit.foundation.written_yaml import as_yaml, quoted
from letterkit.schema.library import Library

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
    return environment.from_string(_worded(library, template, language)).render(**values)


def _worded(library: Library, template: str, language: str) -> str:
    """A template whose notes are those of a language (its ``notes.yml``); the English ones for others.

    What has no note there is a key to make use of, and stays.
    """
    text = read_text(library.files(template)[template])
    path = library.files(f"languages/{language}/notes.yml").get(f"languages/{language}/notes.yml")
    if path is None:
        return text
    notes = {str(english): str(own) for english, own in parse(read_text(path), shown(path)).items()}
    return _NOTE.sub(lambda found: found[1] + notes.get(found[2].rstrip(), found[2]), text)
