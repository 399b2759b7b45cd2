"""Organisations and what happened to them, as campaigns and letterheads tell of them."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar, Table
from letterkit.foundation.suggest import did_you_mean
from letterkit.schema.fields import Days, Gender, Name, Record, Text, ValidationContext, Words, YesNo, one_key


class Act(Record):
    """Something done to a person or an organisation, or by one, on a date (HURIDOCS: act).

    ``kind`` is one of the files in ``templates/clauses/acts``. ``confirmed`` lists days on which what it made of its
    victim was known still to hold.
    """

    kind: Scalar
    date: PartialDate
    confirmed: Days = ()
    ongoing: YesNo = False
    place: Text | None = None
    by: Text | None = None
    law: Scalar | None = None
    for_: Text | None = None
    held_at: Text | None = None
    outcome: Text | None = None
    object: Text | None = None
    alongside: Words = ()
    source: Scalar | None = None

    @classmethod
    def rewrite(cls, table: Table, reading: ValidationContext) -> Table:
        """``{arrested: DATE}`` as ``{kind: arrested, date: DATE}``."""
        known = cls.keys()
        if not any(key in reading.acts for key in table):
            unknown = [key for key in table if key not in known]
            hint = (
                did_you_mean(unknown[0], reading.acts) if unknown else "begin with one, such as 'arrested: 2017-01-21'"
            )
            raise PydanticCustomError("act", "no act is named here; {hint}", {"hint": hint})
        chosen = next((key for key in table if key in reading.acts), None)
        taken = reading.acts[chosen] if chosen else ()
        for key in table:
            if key in ("kind", "date"):
                hint = "the act's name stands before its date, as in 'arrested: 2017-01-21'"
                reading.problems.append(Problem("LK121", f"unknown key '{key}'", key.location, hint))
            elif chosen and key in known and key not in taken:
                others = sorted(kind for kind, keys in reading.acts.items() if key in keys)
                also = f"; these take '{key}': {', '.join(others)}" if len(others) <= 12 else ""
                hint = f"it takes {', '.join(taken)}{also}"
                reading.problems.append(Problem("LK224", f"'{chosen}' takes no '{key}'", key.location, hint))
        return one_key(table, reading.acts, "kind", "date")


class Organisation(Record):
    """A union, a company, an authority or an international body.

    ``article`` is the word that goes before its short name in a sentence ("the", "le", "l'"); "none" for none.
    """

    name: Name
    short: Name | None = None
    article: Name | None = None
    gender: Gender | None = None
    also: Words = ()
    acts: tuple[Act, ...] = ()
