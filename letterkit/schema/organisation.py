"""Organisations and what happened to them, as campaigns and letterheads tell of them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError
from rapidfuzz import fuzz

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar, Table
from letterkit.foundation.suggest import nearest
from letterkit.schema.fields import (
    OTHERS_WORDS,
    Days,
    Gender,
    Name,
    OtherNames,
    Record,
    Text,
    ValidationContext,
    Words,
    YesNo,
    as_list,
    elsewhere,
    one_key,
)
from letterkit.schema.other_words import key_meant

Hearing = Literal["in-absentia", "closed", "without-counsel"]
"""How a court sat: without the accused, without the public, without a lawyer."""

STATE = "state"
"""The owner of what belongs to the state."""

_NEAR = 75
"""How much alike, of 100, two words are of which one is the other mistyped."""


class Act(Record):
    """Something done to a person or an organisation, or by one, on a date (HURIDOCS: act).

    ``kind`` is one of the files in ``templates/clauses/acts``. ``how`` is how it was
    done, with its own preposition. ``confirmed`` lists days on which what it made of its
    victim was known still to hold. ``deadline`` is the day by which something is asked of the victim, ``lasted`` how
    long it went on, ``when`` is said in the place of its date. ``stated_reason`` is why those who did it say they
    did. ``announced`` says that its source is older than its date, so that it was to come when it was reported; it is
    no key. ``reported`` is who reports it, or "yes" where nobody is named; the letter then tells it as reported.
    ``facing`` is the penalty that may follow. ``hearing`` says how the court sat, ``until`` is the day to which
    something was put off or lasts.
    """

    called: ClassVar[str] = "an act"
    sample: ClassVar[str] = "arrested: 2024-05-13"
    none_says: ClassVar[frozenset[str]] = frozenset({"stated-reason"})

    derived = frozenset({"location", "announced"})

    kind: Scalar
    date: PartialDate
    confirmed: Days = ()
    ongoing: YesNo = False
    place: Text | None = None
    by: Text | None = None
    how: Annotated[Text | None, OTHERS_WORDS] = None
    law: Scalar | None = None
    for_: Annotated[Text | None, OTHERS_WORDS] = None
    stated_reason: Annotated[Text | None, OTHERS_WORDS] = None
    held_at: Text | None = None
    outcome: Annotated[Text | None, OTHERS_WORDS] = None
    object: Annotated[Text | None, OTHERS_WORDS] = None
    facing: Annotated[Text | None, OTHERS_WORDS] = None
    alongside: Words = ()
    hearing: Annotated[tuple[Hearing, ...], BeforeValidator(as_list)] = ()
    deadline: PartialDate | None = None
    until: PartialDate | None = None
    lasted: Text | None = None
    when: Text | None = None
    reported: Text | None = None
    source: Scalar | None = None
    announced: bool = False

    @property
    def reporter(self) -> str:
        """Who reports it, as the campaign has it; "" for what is told as known, or where nobody is named."""
        said = str(self.reported.first) if self.reported else ""
        return "" if said in ("yes", "true") else said

    @classmethod
    def rewrite(cls, table: Table, reading: ValidationContext) -> Table:
        """``{arrested: DATE}`` as ``{kind: arrested, date: DATE}``."""
        known = cls.keys()
        if not any(key in reading.acts for key in table):
            unknown = [key for key in table if key not in known]
            hint = _act_meant(unknown[0], reading) if unknown else "begin with one, such as 'arrested: 2017-01-21'"
            raise PydanticCustomError("act", "no act is named here; {hint}", {"hint": hint})
        table = _without_not_reported(table)
        chosen = next((key for key in table if key in reading.acts), None)
        if chosen:
            reading.problems.extend(_not_taken(table, chosen, known, reading))
        return _since(one_key(table, reading.acts, "kind", "date"))

    @classmethod
    def mend_of_keys(cls, table: Table, reading: ValidationContext) -> Callable[[str], str]:
        """The mend of a key: the one that the act's sentences tell behind that word, and all that its kind takes."""
        kind, known = str(table.get(Scalar("kind"), "")), cls.keys()
        takes = f"'{kind}' takes {', '.join(reading.acts.get(kind, ()))}"

        def mend(key: str) -> str:
            if kind not in reading.acts or key_meant(key, known) or nearest(key, known):
                return ""
            if told := reading.told_behind(key, kind):
                return f"{told}; {takes}"
            return elsewhere(key, reading.acts[kind], reading) or takes

        return mend


def _act_meant(word: str, reading: ValidationContext) -> str:
    """The mend for a kind of act that there is not: the one that is spelt nearly so, or how to look for one."""
    kind, colon, date = word.partition(":")
    if colon and kind in reading.acts:
        return f"put a space behind the colon: '{kind}: {date}'"
    near = nearest(word, reading.acts)
    if near and fuzz.ratio(word, near) >= _NEAR:
        return f"did you mean '{near}'?"
    if meant := reading.acts_meant(word):
        perhaps = " or ".join(f"'{one}'" for one in meant)
        return f"perhaps {perhaps}; 'letterkit clauses search {word}' looks for others"
    return f"'letterkit clauses search {word}' looks for one; an act begins as in 'arrested: 2017-01-21'"


def _not_taken(table: Table, kind: Scalar, known: Sequence[str], reading: ValidationContext) -> Iterator[Problem]:
    """What an act of a kind is given that no sentence of the kind says."""
    taken, date = reading.acts[kind], table[kind]
    for key in table:
        if key in ("kind", "date"):
            hint = "the act's name stands before its date, as in 'arrested: 2017-01-21'"
            yield Problem("LK121", f"unknown key '{key}'", key.location, hint)
        elif key in known and key not in taken:
            besides = reading.told_behind(key, kind) or _others(key, reading)
            hint = f"it takes {', '.join(taken)}; {besides}"
            yield Problem("LK224", f"'{kind}' takes no '{key}'", key.location, hint)
    if isinstance(date, Scalar) and date.startswith("since ") and "ongoing" not in taken:
        hint = f"write the date alone; {_others('ongoing', reading)}"
        yield Problem("LK224", f"'{kind}' does not go on 'since' a day", date.location, hint)


def _without_not_reported(table: Table) -> Table:
    """An act without ``reported: no``, which says nothing of it."""
    key = table.key("reported")
    if key is None or table[key] not in ("no", "false"):
        return table
    rest = Table({one: value for one, value in table.items() if one != key})
    rest.location = table.location
    return rest


def _others(key: str, reading: ValidationContext) -> str:
    """The kinds of act that take a key, a few of them."""
    kinds = sorted(kind for kind, keys in reading.acts.items() if key in keys)
    return f"these take '{key}': {', '.join(kinds[:12])}{', ...' if len(kinds) > 12 else ''}"


def _since(table: Table) -> Table:
    """``date: since 2017-01-21`` as ``date: 2017-01-21, ongoing: yes``."""
    key = table.key("date")
    date = table[key] if key is not None else None
    if key is None or not isinstance(date, Scalar) or not date.startswith("since "):
        return table
    rewritten = Table({**table, key: Scalar(date.removeprefix("since ").strip(), date.location)})
    rewritten.location = table.location
    rewritten[Scalar("ongoing", date.location)] = Scalar("yes", date.location)
    return rewritten


class Organisation(Record):
    """A union, a company, an authority or an international body.

    ``article`` is the word that goes before its name in a sentence ("the", "le", "l'"), ``short_article`` that
    before its short name, where it is another; "none" for none. ``described_as`` says what it is where it is first
    named. ``affiliated_to`` are the organisations that it belongs to: in a letter of theirs it is "our affiliate".
    ``owned_by`` are the companies whose subsidiary it is, or ``state``, ``supplies`` those that buy from it: in a
    letter to one of them it is "your subsidiary", "your supplier", in another "owned by" those. ``several`` are
    organisations under one name, "six independent newspapers", which later is ``short``, "the six newspapers".
    """

    called: ClassVar[str] = "an organisation"
    none_says: ClassVar[frozenset[str]] = frozenset({"article", "short-article"})

    name: Name
    short: Name | None = None
    article: Name | None = None
    short_article: Name | None = None
    gender: Gender | None = None
    described_as: Text | None = None
    several: YesNo = False
    also: OtherNames = ()
    affiliated_to: Words = ()
    owned_by: Words = ()
    supplies: Words = ()
    acts: tuple[Act, ...] = ()
