"""Which groups could be taken for others of a letter, and which are more of those of whom it has told."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from letterkit.letter.following import concerned
from letterkit.letter.letter import Letter
from letterkit.letter.wholes import wholes_of
from letterkit.schema.campaign import Group


def are_further(key: str, letter: Letter, named: Container[str]) -> bool:
    """Whether the letter has named others of the same kind, to whom the same was done before: "51 other students".

    What befell a group on the same day could have befallen these among them, and those of a wider noun ("workers"
    behind "miners") or of all of a kind could be the same people.
    """
    people = letter.people
    group = people.get(key)
    if not isinstance(group, Group) or group.is_one or group.is_class:
        return False
    others = ((str(other), one) for other, one in people.items() if other in named and other != key)
    return any(isinstance(one, Group) and _are_more_of(key, group, other, one, letter) for other, one in others)


def _are_more_of(key: str, group: Group, other: str, one: Group, letter: Letter) -> bool:
    """Whether a group is of those of another, by its noun and by what befell it later."""
    if not {key, *wholes_of(key, letter.people)}.isdisjoint({other, *wholes_of(other, letter.people)}):
        return False
    words, wider = (_words(each, letter) for each in (group, one))
    later = {str(act.kind): act.date for act in letter.acts(key)}
    return words <= wider and any(
        str(act.kind) in later and not act.date.bound and act.date.last < later[str(act.kind)].first
        for act in letter.acts(other)
    )


def has_a_double(
    key: str,
    group: Group,
    letter: Letter,
    is_exact: Callable[[Group], bool],
    further: Container[str],
    named: Container[str],
) -> bool:
    """Whether the letter speaks of another group of the same noun, which no number tells from this one.

    One of them that is ``further``, or will be since it is not ``named`` yet, is told apart as others.
    """
    groups = (
        (str(other), one) for other in concerned(letter.items()) if isinstance(one := letter.people.get(other), Group)
    )
    alike = [(other, one) for other, one in groups if other != key and one.of == group.of]
    noun, exact = _noun(group, letter), is_exact(group)
    return any(
        _noun(one, letter) == noun
        and not (exact and is_exact(one) and _number_of(one) != _number_of(group))
        and not (key in further or other in further)
        and not (other not in named and _are_more_of(other, one, key, group, letter))
        for other, one in alike
    )


def is_like_its_whole(group: Group, letter: Letter) -> bool:
    """Whether a group is a part of one of the same noun: "the 42 workers" could be others of the 74 workers."""
    whole = letter.people.get(str(group.of)) if group.of else None
    return isinstance(whole, Group) and _noun(whole, letter) == _noun(group, letter)


def next_of_a_row(group: Group, row: Sequence[str], letter: Letter) -> tuple[str, Group | None]:
    """The key of the next group of a row and that group, where it is of the same body and of another noun.

    Behind "300 teachers", those of the same noun are "20 others".
    """
    at = next((at for at, key in enumerate(row) if letter.people.get(key) is group), len(row))
    key = next(iter(row[at + 1 : at + 2]), "")
    other = letter.people.get(key)
    alike = isinstance(other, Group) and other.of == group.of and _noun(other, letter) != _noun(group, letter)
    return key, other if alike and isinstance(other, Group) else None


def _number_of(group: Group) -> str:
    return str(group.count.first) if group.count else ""


def _noun(group: Group, letter: Letter) -> str:
    return str(group.noun.within(letter.language.code) or group.noun.first)


def _words(group: Group, letter: Letter) -> set[str]:
    return set(_noun(group, letter).casefold().split())
