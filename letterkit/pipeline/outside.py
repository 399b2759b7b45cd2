"""What commands print of letters for those outside: initials for withheld names, no title of a confidential source."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from letterkit.drafts.explain import Explanation, Rests
from letterkit.pipeline.draft import DraftDifference
from letterkit.schema.campaign import Campaign, Person

_WORD = re.compile(r"[^\W\d_]{2,}")
_HIDDEN = "a confidential source"
_Printed = TypeVar("_Printed", Explanation, DraftDifference)


def outside(printed: _Printed, campaign: Campaign) -> _Printed:
    """An explanation or a difference as those outside may read it; its problems are discreet already."""
    hide = _hiding(campaign)
    told = {field.name: _through(getattr(printed, field.name), hide) for field in fields(printed)}
    return replace(printed, **{**told, "problems": printed.problems})


def _through(value: Any, hide: Callable[[str], str]) -> Any:
    """A value with every text in it hidden, however deep."""
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, Rests) and value.confidential:
        return replace(value, title=_HIDDEN, date="")
    if isinstance(value, tuple):
        return tuple(_through(item, hide) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _through(getattr(value, field.name), hide) for field in fields(value)})
    return value


def _hiding(campaign: Campaign) -> Callable[[str], str]:
    """What hides the names of a campaign's withheld people, but for words that others are named by, and titles."""
    people = [person for person in campaign.people.values() if isinstance(person, Person)]
    named = {word for person in people if person.publish == "yes" for word in _words(person)}
    names = {word for person in people if person.publish != "yes" for word in _words(person)} - named
    sources = [source for source in campaign.sources.values() if source.confidential]
    titles = [str(source.title) for source in sources]
    title = re.compile("|".join(re.escape(text) for text in sorted(titles, key=len, reverse=True)) or r"(?!)")

    def hide(text: str) -> str:
        text = title.sub(_HIDDEN, text)
        return _WORD.sub(lambda word: f"{word[0][0]}." if _is_hidden(word[0], names) else word[0], text)

    return hide


def _is_hidden(word: str, names: set[str]) -> bool:
    return word[0].isupper() and word.casefold() in names


def _words(person: Person) -> set[str]:
    """The words of a person's name in every spelling, in lower case."""
    spellings = [*person.name.languages.values(), *person.also]
    return {word.casefold() for name in spellings for word in _WORD.findall(str(name)) if word[0].isupper()}
