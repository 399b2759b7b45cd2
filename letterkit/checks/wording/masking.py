"""Mask what in a text is not the writer's wording: names, titles of law, quotations, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from letterkit.drafts.document import Document
from letterkit.foundation.kept import Kept, Same
from letterkit.foundation.signs import with_other_signs
from letterkit.letter.names import names_in
from letterkit.schema.campaign import Person
from letterkit.schema.law.load import law_of
from letterkit.schema.library import Library

MASK = "\ufffc"
_SHORT = 6
_FIRST_WORD = re.compile(r"\w+")
# "i" without a dot, and a capital with one, are "i" to an expression.
_SAME = (("’", "'"), ("ı", "i"), ("İ", "i"))
_OWN_SPELLING = re.compile(
    r"“[^“”]*”|«[^«»]*»|\"[^\"]*\"|(?:(?<![^\s<>()])[^\s<>()]+@|https?://|www\.)[^\s<>()]*[^\s<>().,;:!?]",
    re.IGNORECASE,
)


def mask_of(document: Document) -> Callable[[str], str]:
    """What masks a text of a letter: names, titles of law, quotations and addresses become runs of `MASK`.

    The text keeps its length, so that places in it are those in the text as it is read.
    """
    letter, language = document.letter, document.language.code
    key = (Same(document.library), Same(letter.organisations), tuple(house.key for house in letter.senders), language)
    law = document.library.derived(_law_names, document.language.code)
    return _MASKS.of(document.campaign, key, lambda: _Mask(_campaign_names(document), law)).of


class _Mask:
    """Masks the names that it is ``made_of``, and those of law."""

    def __init__(self, names: tuple[str, ...], law: NamesInText) -> None:
        self.made_of = names
        own = NamesInText(names)
        # It does not hold the mask itself, which would then stay until Python looks for what only holds itself.
        self.of = lru_cache(maxsize=512)(lambda text: _masked(text, own.perhaps_in(text), law.perhaps_in(text)))


_MASKS: Kept[_Mask] = Kept()


@lru_cache(maxsize=512)  # letters of other senders have the same passages
def _masked(text: str, names: tuple[str, ...], law: tuple[str, ...]) -> str:
    text = unquoted(text)
    for name in (*names, *law):
        text = _whole(name).sub(_mask, text)
    return text


class NamesInText:
    """Names by their first words, so that in a text only those are looked for of which it has that word.

    There are thousands in a large campaign, and a few in a paragraph.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        self._begun: dict[str, list[tuple[int, str, str]]] = {}
        for place, name in enumerate(names):
            low = bare(name)
            first = _FIRST_WORD.match(low)
            self._begun.setdefault(first[0] if first else "", []).append((place, name, low))

    def perhaps_in(self, text: str) -> tuple[str, ...]:
        """The names that stand in a text, whatever stands around them and with whatever capitals, in their order."""
        low = bare(text)
        words = {"", *_FIRST_WORD.findall(low)}
        found = [one for word in words for one in self._begun.get(word, ()) if one[2] in low]
        return tuple(name for _, name, _ in sorted(found))


def bare(text: str) -> str:
    """What texts have in common that an expression takes for the same when it does not look at capitals."""
    return with_other_signs(text, _SAME).casefold()


@lru_cache(maxsize=512)  # many checks read each passage
def unquoted(text: str) -> str:
    """A text in which quotations and addresses, which keep their own spelling, are runs of `MASK`."""
    return _OWN_SPELLING.sub(_mask, text)


def _mask(found: re.Match[str]) -> str:
    return MASK * len(found[0])


def _campaign_names(document: Document) -> tuple[str, ...]:
    letter, campaign = document.letter, document.campaign
    people = (person for person in campaign.people.values() if isinstance(person, Person))
    return _longest_first(names_in(letter, campaign, people))


def _law_names(library: Library, code: str) -> NamesInText:
    """The names, titles and subjects of instruments in a language."""
    instruments = law_of(library).instruments.values()
    texts = [text for instrument in instruments for text in (instrument.names, instrument.titles, instrument.subject)]
    return NamesInText(_longest_first(text[code] for text in texts if code in text))


def _longest_first(names: Iterable[str]) -> tuple[str, ...]:
    plain = {" ".join(name.split()).replace("'", "’") for name in names}
    return tuple(sorted((name for name in plain if len(name) > 1), key=lambda name: (-len(name), name)))


@lru_cache(maxsize=512)
def _whole(name: str) -> re.Pattern[str]:
    """A name as whole words; a long one with or without capitals ("EU" is none of "eu")."""
    written = re.escape(name).replace("’", "['’]")
    return re.compile(rf"(?<!\w){written}(?!\w)", re.IGNORECASE if len(written) >= _SHORT else 0)
