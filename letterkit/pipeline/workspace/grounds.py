"""The grounds that a new letter can rest on, the most fitting first: what binds the country, what the act breaches."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from letterkit.pipeline.workspace.campaign_questions import ACTIVITIES, act_of
from letterkit.pipeline.workspace.questions import Answers
from letterkit.schema.clause import Clause, Ground
from letterkit.schema.law.instruments import InstrumentKind
from letterkit.schema.law.load import law_of
from letterkit.schema.law.ratifications import StandingKind
from letterkit.schema.library import Library


def candidates(answers: Answers, role: str, library: Library) -> Iterator[Any]:
    """Grounds as a campaign writes them. Whether a letter carries one, only trying shows.

    To somebody whom rules of their own bind, these come first, and of the law of states only what is about work.
    """
    own = [str(name) for name in act_of(answers, library).grounds]
    of_role = sorted(name for name, one in library.of_kind("grounds").items() if _binds(one, role))
    yield from of_role
    unions = _is_of_unions(own, library)
    if not of_role:
        yield from (name for name in _of_activity(answers) if name not in own)
    if not of_role and (unions or _is_about_unionists(answers)):
        conventions = _conventions(
            str(answers["country"]), datetime.date.fromisoformat(answers["letter-date"]), library
        )
        yield {"ratified-conventions": conventions} if conventions else "ilo-membership"
    if unions or not of_role:
        yield from own


def last_resorts(answers: Answers, library: Library) -> list[str]:
    """The grounds of a letter in which a demand has none: what the act breaches, declarations that hold everywhere."""
    own = [str(name) for name in act_of(answers, library).grounds]
    return [*own, *(["udhr-unions"] if _is_about_unionists(answers) else []), "defenders-declaration"]


def _binds(ground: Clause, role: str) -> bool:
    """Whether a ground, which nobody has to fill in, binds addressees of a role themselves."""
    return isinstance(ground, Ground) and role in ground.addressed_to and not ground.required


def _of_activity(answers: Answers) -> tuple[str, ...]:
    """The grounds that hold the right to what somebody was punished for."""
    return ACTIVITIES[str(answers["activity"])][1]


def _is_about_unionists(answers: Answers) -> bool:
    return str(answers["activity"]) == "union-work"


def _conventions(country: str, day: datetime.date, library: Library) -> list[str]:
    """The fundamental conventions on freedom of association that the country has ratified."""
    law = law_of(library)
    return [
        key
        for key, one in law.instruments.items()
        if one.kind is InstrumentKind.ILO_CONVENTION
        and one.fundamental_on(day)
        and "association" in one.topics
        and law.status(country, key, day).kind is StandingKind.RATIFIED
    ]


def _is_of_unions(grounds: list[str], library: Library) -> bool:
    """Whether what an act breaches is the law of trade unions."""
    topics = {topic for name in grounds for topic in library.clauses[name].topics}
    return bool(topics & {"association", "work"}) and not topics & {"liberty", "treatment", "life"}
