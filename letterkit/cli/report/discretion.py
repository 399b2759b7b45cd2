"""What leaves a command: without the names of people who have not agreed to be named, and confidential titles.

Every text that a command prints passes here, unless ``--internal`` asks for all: problems as `Told`, which alone can be
shown, and all else by `hidden`. Names are those of the campaigns that the command has read. Of a file that could not be
read, the names are taken from its text, however broken it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NewType

from letterkit.checks.discretion import hiding
from letterkit.foundation.problems import Location, Problem, for_insiders
from letterkit.foundation.strict_yaml import MAX_BYTES
from letterkit.language.lexicon import COMMON, frequency_in
from letterkit.schema.names_read import NamesRead, all_was_read, names_read

Told = NewType("Told", Problem)
"""A problem as it may be shown to who has asked; ``internal`` says that its line may not be."""

_WITHHELD = re.compile(r"\bpublish[\"']?\s*:\s*[\"']?(?:no|initials)\b", re.IGNORECASE)
# Every value but those of these keys can be a name: the key may be what is mistyped.
_NAMES = re.compile(
    r"\b(?!(?:publish|gender|office|of|acts|source|until|from)\b)\w+[\"']?\s*:\s*"
    r"(\[[^\]\n]{0,2000}\]|\{[^}\n]{0,2000}\}|[^,}\n]+)"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
# Begins only where such a run begins, or a long run of letters would be read from each of them.
_OTHER_FILE = re.compile(r"(?<![\w./-])[\w./-]+\.(?:ya?ml|csv)\b")
# What can be the name of a file or folder: it has a suffix, or one above it.
_PATH = re.compile(r"(?<![\w./-])[\w-]*[./][\w./-]*[\w/]")
_MOST = 10_000
"""How many characters of a line are looked through: what takes so many is no line of a person's."""

_LANGUAGE = re.compile(r"\b[a-z]{2}\s*:")


def discreet(
    problems: Iterable[Problem], lines: Mapping[str, Sequence[str]] | None = None, *, internal: bool = False
) -> Iterator[Told]:
    """Problems as everybody may read them: initials for withheld names, and no line that names somebody.

    ``lines`` are those of files, by name, that were not written, or are to be other than they are. ``internal``
    ones are as those inside the organisation may read them.
    """
    if internal:
        yield from (Told(for_insiders(problem)) for problem in problems)
        return
    files = _Files(lines or {})
    yield from (_told(problem, files) for problem in problems)


class _Files:
    """Files in which problems stand, each read once for all of them; ``given`` are the lines of some."""

    def __init__(self, given: Mapping[str, Sequence[str]]) -> None:
        self._given, self._rows = given, dict(given)
        self._names: dict[str, frozenset[str]] = {}

    def line(self, place: Location) -> str:
        """The line of a place, "" where there is none."""
        rows = self._lines(place.file)
        return rows[place.line - 1] if 0 < place.line <= len(rows) else ""

    def names(self, file: str) -> frozenset[str]:
        """The words of the names that a file withholds, where it may not have been read as a campaign."""
        if file not in self._given and all_was_read():
            return frozenset()
        if file not in self._names:
            self._names[file] = _names_of(file, self._lines(file))
        return self._names[file]

    def _lines(self, file: str) -> Sequence[str]:
        if file not in self._rows:
            self._rows[file] = _read(file).split("\n")
        return self._rows[file]


def _told(problem: Problem, files: _Files) -> Told:
    """A problem without what is withheld."""
    place = problem.location
    line, names = (files.line(place), files.names(place.file)) if place else ("", frozenset[str]())
    message, hint = (_without(hidden(text), names) for text in (problem.message, problem.hint))
    changed = (message, hint) != (problem.message, problem.hint)
    if changed or (not problem.internal and _may_name(line, names)):
        problem = replace(problem, message=message, hint=hint, internal=problem.internal or problem)
    return Told(problem)


def _may_name(line: str, names: frozenset[str]) -> bool:
    """Whether a line names somebody withheld, or is too long to be looked through."""
    return len(line) > _MOST or hidden(line) != line or _without(line, names) != line


def hidden(text: str) -> str:
    """A text without what the campaigns withhold that the command has read.

    The names of letters, and those of files and folders that are there, stay: they have to be found.
    """
    if not (known := names_read()):
        return text
    called = frozenset().union(*(read.letters for read in known))
    if text in called:
        return text
    pieces, at = [], 0
    for found in _PATH.finditer(text):
        if found[0] in called or _is_there(found[0]):
            pieces += [_hidden(text[at : found.start()], known), found[0]]
            at = found.end()
    return "".join([*pieces, _hidden(text[at:], known)])


def _hidden(text: str, known: Sequence[NamesRead]) -> str:
    for read in known if text.strip() else ():
        text = hiding(read)(text)
        for file, content in read.texts:
            text = _without(text, _in_text(file, content))
    return text


def _is_there(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def hidden_within(value: Any) -> Any:
    """An answer for programs in which every text is `hidden`, but for the names of its keys."""
    if isinstance(value, str):
        return hidden(value)
    if isinstance(value, Mapping):
        return {key: hidden_within(item) for key, item in value.items()}
    return [hidden_within(item) for item in value] if isinstance(value, list | tuple) else value


def _without(text: str, names: frozenset[str]) -> str:
    """A text with an initial for each word of a withheld name, but for small words of every text."""
    return _WORD.sub(lambda word: f"{word[0][0]}." if _names(word[0], names) else word[0], text) if names else text


def _names(word: str, names: frozenset[str]) -> bool:
    return word.casefold() in names and not (word.islower() and frequency_in("en")(word) >= COMMON)


def _names_of(file: str, lines: Sequence[str]) -> frozenset[str]:
    """The words of the names that are withheld in a file and in those that it includes."""
    text = "\n".join(lines)
    others = {str(Path(file).parent / found) for found in _OTHER_FILE.findall(text)}
    return frozenset().union(_in_text(file, text), *(_in_text(one, _read(one)) for one in others if one != file))


def _in_text(file: str, text: str) -> frozenset[str]:
    """The words of names that are withheld in the text of a file of a campaign, or in a list of people."""
    return _withheld_in_rows(text) if file.endswith(".csv") else _withheld(text)


@lru_cache(maxsize=64)
def _withheld_in_rows(text: str) -> frozenset[str]:
    """The words with a capital in the rows of a list, but for those that say that somebody may be named."""
    rows = (row for row in text.split("\n")[1:] if not re.search(r"(?i)(?:^|[,;\t\"])\s*(?:yes|oui|sí)\b", row))
    return frozenset(word.casefold() for row in rows for word in _WORD.findall(row) if not word.islower())


@lru_cache(maxsize=64)
def _withheld(text: str) -> frozenset[str]:
    rows = text.split("\n")
    words: set[str] = set()
    for at, row in enumerate(rows):
        if _WITHHELD.search(row):
            for given in _NAMES.findall("\n".join(_record(rows, at))):
                told = _WORD.findall(_LANGUAGE.sub(" ", given))
                words.update(word.casefold() for word in told if not word.islower())
    return frozenset(words)


def _record(rows: Sequence[str], at: int) -> list[str]:
    """The lines of the record to which a line belongs: those beside it that are not indented less."""
    if "{" in rows[at] and re.search(r"\bname", rows[at]):
        return [rows[at]]
    depth = _depth(rows[at])
    first, last = at, at
    while first > 0 and (not rows[first - 1].strip() or _depth(rows[first - 1]) >= depth):
        first -= 1
    while last + 1 < len(rows) and (not rows[last + 1].strip() or _depth(rows[last + 1]) >= depth):
        last += 1
    return [row for row in rows[first : last + 1] if _depth(row) == depth]


def _depth(row: str) -> int:
    return len(row) - len(row.lstrip(" -"))


def _read(file: str) -> str:
    """The text of a file as far as it can be read; "" of one that cannot."""
    try:
        path = Path(file)
        return path.read_text(encoding="utf-8", errors="replace") if path.stat().st_size <= MAX_BYTES else ""
    except (OSError, ValueError):
        return ""
