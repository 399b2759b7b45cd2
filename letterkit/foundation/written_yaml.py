"""Write values as YAML has them, so that any reader finds the same text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

# What YAML reads as text whatever stands around it, in braces, too, and with any reader.
_PLAIN = re.compile(r"(?:[^\W\d_](?:[\w.'’()/ -]*[\w.'’()/])?|[0-9]{4}(?:-[0-9]{2}){0,2}|0|[1-9][0-9]*)")
_READ_AS_ELSE = re.compile(r"(?i:true|false|null|~)")


def quoted(value: object) -> str:
    """A text as YAML has it: between quotation marks where it would be read as something else without them."""
    text = str(value)
    if _PLAIN.fullmatch(text) and not _READ_AS_ELSE.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def as_yaml(value: Any) -> str:
    """A value as YAML has it on one line: text, a list in brackets, keys in braces where they do not stand alone."""
    if isinstance(value, Mapping):
        inside = ", ".join(f"{quoted(key)}: {as_yaml(item)}" for key, item in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(as_yaml, value))}]"
    return quoted(value)
