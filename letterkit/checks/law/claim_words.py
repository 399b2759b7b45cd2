"""The words and names with which a language claims something of the law, as plain text and as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """All that reading a language depends on, as plain text."""

    patterns: tuple[tuple[str, str], ...]
    grantors: tuple[tuple[str, str], ...]
    relations: tuple[tuple[str, str], ...]
    glue: frozenset[str]
    names: tuple[tuple[str, str], ...]
    numbers: tuple[tuple[int, str], ...]
    about: tuple[tuple[str, frozenset[str]], ...]
    countries: tuple[tuple[str, str], ...]
    months: tuple[str, ...]


def plain_name(name: str) -> str:
    """The name of an instrument as it is looked up: one kind of space and apostrophe, in lower case."""
    return re.sub(r"\s+", " ", name.replace("'", "’").replace("-", " ")).casefold()


def flexible(name: str) -> str:
    """A pattern for a name: any apostrophe and hyphen; an abbreviation only in capitals."""
    pattern = r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", name)))
    pattern = re.sub("['’]", "['’]", pattern)
    return f"(?-i:{pattern})" if name.isupper() else pattern
