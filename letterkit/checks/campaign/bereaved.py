"""Relatives who are called by a death: what befell somebody's widow befell her after he had died.

Looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.ledger.words.lexicon import lexicon
from letterkit.checks.wording.by_language import said_in
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.campaign import Campaign, Office, Person
from letterkit.schema.fields import PLAIN_LANGUAGE
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act


def nobody_is_bereaved_before_a_death(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """What is done to somebody who is called a widow, and nothing else, is later than the death (LK517)."""
    for key, person in campaign.people.items():
        if not isinstance(person, Person) or len(person.offices) != 1 or not _is_bereaved(person.offices[0], library):
            continue
        dead = campaign.people.get(Scalar(str(person.offices[0].of or "")))
        death = next((act for act in dead.acts if library.acts[act.kind].final), None) if dead else None
        for act in person.acts if death else ():
            if death and _is_before(act, death, library):
                called = str(person.offices[0].office.first)
                message = f"'{key}.{act.kind}' is dated {act.date}, and '{key}' is '{called}' since {death.date}"
                hint = "correct one of the two dates, or write what they were to each other then"
                yield Problem("LK517", message, act.kind.location, hint)


def _is_before(act: Act, death: Act, library: Library) -> bool:
    """Whether what others did to somebody was over before a death; what they did themselves was done as another."""
    dated = not (act.date.bound or death.date.bound)
    return dated and not library.acts[act.kind].own and act.date.last < death.date.first


def _is_bereaved(office: Office, library: Library) -> bool:
    """Whether an office is a word for the relative of somebody dead: "widow"."""
    for code, said in said_in(office.office, library):
        words, low = lexicon(library, code or PLAIN_LANGUAGE), str(said).casefold().strip()
        if low in words.kinship and low in words.lists["mourning"]:
            return True
    return False
