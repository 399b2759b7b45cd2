"""Mask what in a text is not the writer's wording: names, titles of law, quotations, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from letterkit.drafts.document import Document
from letterkit.foundation.kept import Kept, Same
from letterkit.letter.names import names_in
from letterkit.schema.campaign import Person
from letterkit.schema.law.tables import law_of
from letterkit.schema.library import Library

MASK = "\ufffc"
_SHORT = 6
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
    return _MASKS.of(document.campaign, key, lambda: lru_cache(maxsize=512)(_mask_with(document)))


_MASKS: Kept[Callable[[str], str]] = Kept()


def _mask_with(document: Document) -> Callable[[str], str]:
    names, law = _pattern(_campaign_names(document)), document.library.derived(_law_names, document.language.code)
    return lambda text: law.sub(_mask, names.sub(_mask, unquoted(text)))


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


def _law_names(library: Library, code: str) -> re.Pattern[str]:
    """The names, titles and subjects of instruments in a language, as whole words."""
    instruments = law_of(library).instruments.values()
    texts = [text for instrument in instruments for text in (instrument.names, instrument.titles, instrument.subject)]
    return _pattern(_longest_first(text[code] for text in texts if code in text))


def _longest_first(names: Iterable[str]) -> tuple[str, ...]:
    plain = {" ".join(name.split()).replace("'", "’") for name in names}
    return tuple(sorted((name for name in plain if len(name) > 1), key=lambda name: (-len(name), name)))


def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the names as whole words; long ones with or without capitals ("EU" is none of "eu")."""
    begun: dict[str, list[str]] = {}
    for name in names:
        written = _escaped(name)
        begun.setdefault(name[0].casefold(), []).append(written if len(written) < _SHORT else f"(?i:{written})")
    # Of thousands of names, only those are tried that begin as what stands there does.
    either = "|".join(f"(?=(?i:{_escaped(one)}))(?:{'|'.join(found)})" for one, found in begun.items())
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if either else r"(?!)")


def _escaped(name: str) -> str:
    return re.escape(name).replace("’", "['’]")
