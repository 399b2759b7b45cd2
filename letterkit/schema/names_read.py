"""Whose names the files hold that a run has read, so that what it prints can leave them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letterkit.schema.campaign import Campaign, Person


@dataclass(frozen=True, slots=True, eq=False)
class NamesRead:
    """What a campaign file says of names.

    ``withheld`` are the people, by key, who have not agreed to be named; ``named`` the names of all others, of
    organisations and of targets; ``titles`` those of confidential sources. ``texts`` are those of files of which not
    all could be read, by name: they can have more. ``letters`` are the names of its letters, and its own.
    """

    withheld: tuple[tuple[str, Person], ...] = ()
    named: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    letters: frozenset[str] = frozenset()


_NOTED: ContextVar[dict[str, NamesRead] | None] = ContextVar("noted", default=None)


@contextmanager
def noting_names() -> Iterator[None]:
    """Within it, the names of each campaign that is read are noted, of one that is read anew the last ones."""
    token = _NOTED.set({})
    try:
        yield
    finally:
        _NOTED.reset(token)


def names_read() -> tuple[NamesRead, ...]:
    """What was noted of campaigns that withhold something."""
    return tuple(one for one in (_NOTED.get() or {}).values() if one.withheld or one.titles or one.texts)


def all_was_read() -> bool:
    """Whether campaigns were read, and no file of theirs in part."""
    noted = _NOTED.get() or {}
    return bool(noted) and not any(one.texts for one in noted.values())


def note_names(path: str, campaign: Campaign | None, texts: Mapping[str, str]) -> None:
    """Note the names of a campaign; ``texts`` are those of its files when not all could be read."""
    noted = _NOTED.get()
    if noted is None:
        return
    noted[path] = _names_of(campaign, texts)


def _names_of(campaign: Campaign | None, texts: Mapping[str, str]) -> NamesRead:
    from letterkit.schema.campaign import Person

    if campaign is None:
        return NamesRead(texts=tuple(texts.items()))
    people = [(str(key), one) for key, one in campaign.people.items() if isinstance(one, Person)]
    letters = (*campaign.letters, *campaign.lists)
    return NamesRead(
        tuple((key, person) for key, person in people if person.publish != "yes"),
        tuple(map(str, _named(campaign))),
        tuple(str(source.title) for source in campaign.sources.values() if source.confidential),
        tuple(texts.items()),
        frozenset(map(str, (campaign.key, *letters, *(f"{campaign.key}/{letter}" for letter in letters)))),
    )


def _named(campaign: Campaign) -> Iterator[str]:
    """The names that may be printed: of people who agreed, groups, targets and organisations."""
    from letterkit.schema.campaign import Group

    for one in campaign.people.values():
        if isinstance(one, Group):
            yield from one.noun.languages.values()
        elif one.publish == "yes":
            yield from (*one.name.languages.values(), *one.also)
    for target in campaign.targets.values():
        yield from target.name.languages.values() if target.name else ()
    for body in campaign.organisations.values():
        yield from (*body.name.languages.values(), *body.also)
        yield from body.short.languages.values() if body.short else ()
