"""YAML as the library writes it, of records that are written for each letter: texts of one line, numbers, lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import yaml

# What stands as it is: it begins with a letter, and has nothing that means something in YAML (1.1, 7.3.3), such as a
# colon before a space. A word alone could mean something else, such as "no".
_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ž][\wÀ-ÖØ-öø-ž ,.;()/’'“”–—-]*[A-Za-z0-9.)’”]", re.ASCII)

_BREAK = re.compile("[\n\r\x85\u2028\u2029]")


class _Dumper(yaml.CSafeDumper):
    """YAML in which a text of several lines stands as it is."""


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def dumped(data: object) -> str:
    """Data as YAML."""
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    return text


def dumped_item(record: Mapping[str, Any]) -> str:
    """A record as the only item of a list, as `dumped` gives it."""
    try:
        return "".join(f"{line}\n" for line in _lines(record, 2, "- "))
    except _SeveralLinesError:
        return dumped([record])


class _SeveralLinesError(Exception):
    """A text that does not stand on one line."""


def _lines(value: object, indent: int, lead: str) -> Iterator[str]:
    """The lines of a value behind what leads to it; those of a record begin at a column."""
    if not (isinstance(value, Mapping) and value):
        yield f"{lead}{_scalar(value)}"
        return
    for key, inner in value.items():
        if not (isinstance(inner, Mapping | list) and inner):
            yield f"{lead}{_scalar(key)}: {_scalar(inner)}"
        else:
            yield f"{lead}{_scalar(key)}:"
            if isinstance(inner, Mapping):
                yield from _lines(inner, indent + 2, " " * (indent + 2))
            else:
                for item in inner:
                    yield from _lines(item, indent + 2, f"{' ' * indent}- ")
        lead = " " * indent


_EMPTY: Mapping[type, Callable[[Any], str]] = {int: str, list: lambda _: "[]", dict: lambda _: "{}"}


def _scalar(value: object) -> str:
    kind = type(value)
    if kind in _EMPTY:
        return _EMPTY[kind](value)
    if not isinstance(value, str):
        raise _SeveralLinesError
    if " " in value and ": " not in value and _PLAIN.fullmatch(value):
        return str(value)
    return _quoted(str(value))


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    """A text as it stands on a line of its own, with quotation marks where it needs them."""
    line = dumped([text]).removeprefix("- ").removesuffix("\n")
    if _BREAK.search(text) or "\n" in line:
        raise _SeveralLinesError
    return line
