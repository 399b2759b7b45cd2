"""Each harm has a demand that answers it, over all kinds of acts; and which harms of a letter its demands answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.grammar import LIBRARY

from letterkit.letter.answers import answers, unanswered
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.clause import Demand
from letterkit.schema.read import read

HARMS = sorted(name for name, kind in LIBRARY.acts.items() if kind.status and not (kind.relief or kind.own))
ENDED = sorted(
    name for name in HARMS if any(LIBRARY.acts[name].status in one.ends for one in LIBRARY.acts.values() if one.relief)
)


def suits(demand: Demand, kind: str) -> bool:
    """Whether a demand can be made for the victim of an act with what the act alone says."""
    status, party = LIBRARY.acts[kind].status, "organisations" if LIBRARY.acts[kind].of == "organisation" else "people"
    takes = {parameter.type for parameter in demand.takes}
    required = {parameter.type for parameter in demand.required}
    return (
        answers(demand, LIBRARY.acts[kind], LIBRARY)
        and (not demand.when or status in demand.when)
        and status not in demand.unless
        and (party in takes or not takes & {"people", "organisations"})
        and required <= {party}
    )


@pytest.mark.parametrize("kind", HARMS)
def test_what_was_done_can_be_answered(kind: str) -> None:
    assert [name for name, demand in LIBRARY.demands.items() if suits(demand, kind)]
    suggested = LIBRARY.acts[kind].demands
    assert any(suits(LIBRARY.demands[str(name)], kind) for name in suggested), "the first that is suggested fits"


@pytest.mark.parametrize("kind", ENDED)
def test_what_an_act_can_end_some_demand_asks_for_and_is_met_by_it(kind: str) -> None:
    status = LIBRARY.acts[kind].status
    ending = {name for name, one in LIBRARY.acts.items() if one.relief and status in one.ends}
    asked = {act for demand in LIBRARY.demands.values() if suits(demand, kind) for act in map(str, demand.met_by)}
    # Released, or a record under `met`.
    lenient = {"denied-counsel", "denied-care", "denied-visits", "harsh-conditions", "isolated"}
    assert ending & asked or status in lenient


@pytest.mark.parametrize("kind", ["arrested", "detained", "sentenced"])
def test_an_end_of_all_harassment_frees_nobody_who_is_not_named(kind: str) -> None:
    demand = LIBRARY.demands["end-harassment"]
    assert answers(demand, LIBRARY.acts[kind], LIBRARY)
    assert answers(demand, LIBRARY.acts["dismissed"], LIBRARY, named=False)
    assert answers(demand, LIBRARY.acts[kind], LIBRARY, named=False) is False


def test_each_status_that_a_demand_is_for_is_made_by_an_act() -> None:
    made = {str(kind.status) for kind in LIBRARY.acts.values() if kind.status}
    assert {str(status) for demand in LIBRARY.demands.values() for status in (*demand.when, *demand.unless)} <= made


def test_what_is_asked_of_a_supplier_is_asked_for_those_whom_it_dismissed() -> None:
    folder = Path(__file__).resolve().parent.parent / "letters" / "bangladesh-2023"
    letter = resolve(read(folder / "campaign.yml", LIBRARY), "brand", LIBRARY)
    assert [found.event.act.kind for found in unanswered(letter, LIBRARY)] == ["threatened"]
