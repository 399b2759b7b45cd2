"""Keys of campaign files found by the words that people have for what they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from letterkit.schema.campaign import Group, Occasion, Office, Person, Target
from letterkit.schema.clause_search import likeness, telling
from letterkit.schema.fields import Record
from letterkit.schema.keys import Keys
from letterkit.schema.letter_plan import LetterPlan
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act, Organisation

_RECORDS: Mapping[type[Record], str] = {
    Person: "a person",
    Office: "a person",
    Group: "a group",
    Organisation: "an organisation",
    Act: "an act",
    Target: "a target",
    Occasion: "an occasion",
    LetterPlan: "a letter",
}
_PART, _MOST = 0.5, 3
"""The part of what somebody's words weigh that a key has to have, and how many are found."""


@dataclass(frozen=True, slots=True)
class FoundKey:
    """A key of a record of the campaign file, and what it says of it."""

    key: str
    record: str
    says: str


def keys_for(words: Sequence[str], library: Library) -> list[FoundKey]:
    """The few keys that hold what some words are for, the best first; none where no key has most of them."""
    wanted = dict.fromkeys(word for text in words for word in telling(text, library))
    told = library.derived(_keys_told, "")
    has = {one: {word: likeness(word, known) for word in wanted} for one, known in told.items()}
    rare = {word: log(1 + len(told) / (sum(1 for each in has.values() if each[word]) or 1)) for word in wanted}
    scores = {one: sum(each[word] * rare[word] for word in wanted) for one, each in has.items()}
    enough = _PART * sum(rare.values())
    fitting = [one for one, score in scores.items() if score and score >= enough]
    return sorted(fitting, key=lambda one: -scores[one])[:_MOST]


def _keys_told(library: Library, _: str) -> dict[FoundKey, frozenset[str]]:
    """The words of each key: its name, and what is said of it."""
    words, found = Keys(library), dict[FoundKey, frozenset[str]]()
    for record, called in _RECORDS.items():
        for key, told in ((key, words.of(record, key)) for key in record.keys()):  # noqa: SIM118
            if told:
                one = FoundKey(key, called, str(told.says))
                found[one] = frozenset(telling(f"{key.replace('-', ' ')} {told.says}", library))
    return found
