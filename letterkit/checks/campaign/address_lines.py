"""The lines of an address: each stands there once, and the words of authorities in them are spelt as words are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.checks.wording.misspelt import meant_words
from letterkit.foundation.problems import Problem
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Campaign
from letterkit.schema.fields import PLAIN_LANGUAGE
from letterkit.schema.library import Library

_WORD = re.compile(r"[^\W\d_]{6,}")
_STEM = 6


def lines_stand_once(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No line of an address stands in it twice (LK812)."""
    for target in campaign.targets.values():
        seen = set[str]()
        for line in target.address:
            for _, said in said_in(line, library):
                low = plain(str(said)).casefold().strip()
                if low in seen:
                    message = f"'{said}' stands twice in the address"
                    yield Problem("LK812", message, said.location, "delete one of the two")
                seen.add(low)


def authorities_are_words(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No word of an address is a letter or a swap from that of an authority, and none itself (LK819)."""
    for target in campaign.targets.values():
        for code, said in (one for line in target.address for one in said_in(line, library)):
            begun = library.derived(_authorities, code or PLAIN_LANGUAGE)
            for word in _WORD.findall(plain(str(said))):
                meant = meant_words(word.casefold(), code or PLAIN_LANGUAGE, library)
                if right := [one for one in meant if one.strip("'")[:_STEM] in begun]:
                    yield Problem("LK819", f"'{word}' seems to be mistyped", said.location, f"write {right[0]}")


def _authorities(library: Library, code: str) -> frozenset[str]:
    """How words of ministries, offices and states begin that a language knows, in lower case."""
    language = language_of(library, code)
    patterns = [*language.checking.posts.values(), *([language.checking.state] if language.checking.state else [])]
    texts = [pattern.pattern for pattern in patterns]
    texts += [str(title) for office in language.writing.offices.values() for title in office.all]
    return frozenset(word.casefold()[:_STEM] for text in texts for word in _WORD.findall(text))
