"""What an organisation is to the company that a letter goes to: "your subsidiary Lake Tea", where it is first named.

A sentence is tried in several forms before one of them stands, so which mention is the first shows only in the text.
Until then each carries a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterkit.foundation.origins import bare, capitalise
from letterkit.language.grammar import Language
from letterkit.letter.compose.spoken_to import addressed
from letterkit.letter.letter import Letter

_FIRST, _LAST, _NAME, _END = 0xE020, 0xE0FD, "\ue0fe", "\ue0ff"
"""Marks of a mention, one for each organisation, of where its name begins and ends; campaigns can hold none."""
_MENTION = re.compile(f"([{chr(_FIRST)}-{chr(_LAST)}])([^{_NAME}]*){_NAME}([^{_END}]*){_END}")


class Ties:
    """Remembers, within one letter, of which organisations it has been said what they are to the addressee.

    ``of_subsidiary`` says whether the campaign has a subsidiary of the addressee.
    """

    def __init__(self, letter: Letter, language: Language) -> None:
        found = dict(_ties(letter))
        self._marks = {key: chr(code) for key, code in zip(found, range(_FIRST, _LAST + 1), strict=False)}
        self._words = {self._marks[key]: language.phrase(name, "").strip() for key, name in found.items()}
        self._told: set[str] = set()
        self.of_subsidiary = "your-subsidiary" in found.values()

    def marked(self, key: str, article: str, name: str) -> str:
        """A mention of an organisation, ``name`` behind its ``article``; marked where it has a tie."""
        return f"{self._marks[key]}{article}{_NAME}{name}{_END}" if key in self._marks else f"{article}{name}"

    def has(self, key: str) -> bool:
        """Whether an organisation is something to the addressee."""
        return key in self._marks

    def again(self, key: str) -> str:
        """What an organisation is to the addressee, in the place of its name: "your subsidiary"; "" for nothing."""
        return self._words[self._marks[key]] if key in self._marks else ""

    def told(self, text: str) -> str:
        """A text as it stands in the letter: its first mention of each says what it is to the addressee."""

        def said(found: re.Match[str]) -> str:
            mark, article, name = found.groups()
            whole = f"{article}{name}"
            if mark not in self._told:
                whole = f"{self._words[mark]}, {whole}," if article else f"{self._words[mark]} {name}"
            self._told.add(mark)
            before = bare(text[: found.start()]).rstrip()
            return capitalise(whole) if not before or before[-1] in ".!?" else whole

        return _MENTION.sub(said, text)


def plain(text: str) -> str:
    """A text outside the letter, such as a table, without the marks of its mentions."""
    return _MENTION.sub(r"\2\3", text)


def _ties(letter: Letter) -> Iterator[tuple[str, str]]:
    """The organisations that are something to the company written to, each with the phrase for it."""
    asked = addressed(letter)
    for key, record in letter.organisations.items() if asked else ():
        if asked in record.owned_by:
            yield str(key), "your-subsidiary"
        elif asked in record.supplies:
            yield str(key), "your-supplier"
