"""Fill the templates of the files that a new workspace and a new campaign begin with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from letterkit.foundation.strict_yaml import read_text
from letterkit.foundation.written_yaml import as_yaml, quoted
from letterkit.schema.library import Library


def entry(value: Any) -> str:
    """An item of a list, as a person writes it: ``release: lomi`` and not ``{release: lomi}``."""
    return as_yaml(value)[1:-1] if isinstance(value, Mapping) and len(value) == 1 else as_yaml(value)


def filled(library: Library, template: str, **values: Any) -> str:
    """A template of the library (its path in ``templates/``) with values."""
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters |= {"quoted": quoted, "yaml": as_yaml, "entry": entry}
    return environment.from_string(read_text(library.files(template)[template])).render(**values)
