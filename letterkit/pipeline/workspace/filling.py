"""Fill the templates of the files that a new workspace and a new campaign begin with."""

from __future__ import annotations

import json
import re
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from letterkit.foundation.strict_yaml import read_text
from letterkit.schema.library import Library

# What YAML reads as text whatever stands around it, in braces, too, and with any reader.
_PLAIN = re.compile(r"[^\W\d_](?:[\w.'’()/ -]*[\w.'’()/])?")
_READ_AS_ELSE = re.compile(r"(?i:yes|no|on|off|true|false|null|y|n|~)")


def quoted(value: object) -> str:
    """A text as YAML has it: between quotation marks where it would be read as something else without them."""
    text = str(value)
    if _PLAIN.fullmatch(text) and not _READ_AS_ELSE.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def filled(library: Library, template: str, **values: Any) -> str:
    """A template of the library (its path in ``templates/``) with values."""
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["quoted"] = quoted
    return environment.from_string(read_text(library.files(template)[template])).render(**values)
