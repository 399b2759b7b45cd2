"""Problems of files that could not be read, or not yet: without the names of people who have not agreed to be named.

Checks know a campaign and redact what they say. A mistake that keeps a file from being read comes before that, and its
line may name somebody; so the names are taken from the text of the file, however broken it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import MAX_BYTES

_WITHHELD = re.compile(r"\bpublish[\"']?\s*:\s*[\"']?(?:no|initials)\b", re.IGNORECASE)
# Every value but those of these keys can be a name: the key may be what is mistyped.
_NAMES = re.compile(
    r"\b(?!(?:publish|gender|office|of|acts|source|until|from)\b)\w+[\"']?\s*:\s*"
    r"(\[[^\]\n]{0,2000}\]|\{[^}\n]{0,2000}\}|[^,}\n]+)"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
# Begins only where such a run begins, or a long run of letters would be read from each of them.
_OTHER_FILE = re.compile(r"(?<![\w./-])[\w./-]+\.ya?ml\b")
_LANGUAGE = re.compile(r"\b[a-z]{2}\s*:")


def discreet(problems: Iterable[Problem], lines: Mapping[str, Sequence[str]] | None = None) -> Iterator[Problem]:
    """Problems as everybody may read them: initials for withheld names, and no line that names somebody.

    ``lines`` are those of files, by name, that were not written, or are to be other than they are.
    """
    withheld: dict[str, frozenset[str]] = {}
    rows: dict[str, Sequence[str]] = dict(lines or {})
    for problem in problems:
        if problem.internal or not problem.location:
            yield problem
            continue
        file, number = problem.location.file, problem.location.line
        if file not in withheld:
            withheld[file] = _names_of(file, (lines or {}).get(file))
            rows.setdefault(file, _read(file).split("\n"))
        names = withheld[file]
        message, hint = (_without(text, names) for text in (problem.message, problem.hint))
        line = rows[file][number - 1] if 0 < number <= len(rows[file]) else ""
        if (message, hint) != (problem.message, problem.hint) or _without(line, names) != line:
            yield replace(problem, message=message, hint=hint, internal=problem)
        else:
            yield problem


def _without(text: str, names: frozenset[str]) -> str:
    """A text with an initial for each word of a withheld name."""
    return _WORD.sub(lambda word: f"{word[0][0]}." if word[0].casefold() in names else word[0], text)


def _names_of(file: str, lines: Sequence[str] | None) -> frozenset[str]:
    """The words of the names that are withheld in a file and in those that it includes."""
    text = "\n".join(lines) if lines is not None else _read(file)
    others = {str(Path(file).parent / found) for found in _OTHER_FILE.findall(text)}
    return frozenset().union(_withheld(text), *(_withheld(_read(other)) for other in others if other != file))


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
