"""Nobody is written to, or gets a copy, of whom the letter itself knows that they are dead or held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from letterkit.drafts.document import Document
from letterkit.foundation.codes import Severity
from letterkit.foundation.kept import Kept
from letterkit.foundation.problems import Problem
from letterkit.language.spelling import folded
from letterkit.letter.letter import Letter
from letterkit.schema.campaign import Campaign, Person
from letterkit.schema.fields import Text


def recipients_can_be_reached(document: Document) -> Iterator[Problem]:
    """No letter and no copy goes to somebody who is dead, or who is held, by the campaign (LK613)."""
    letter = document.letter
    people = _PEOPLE.of(document.campaign, "", lambda: _by_name(document.campaign))
    for name in (target.name for target in letter.recipients if target.name):
        key = people.get(_key(name))
        status, is_dead = _status(key, letter) if key else ("", False)
        if status:
            message = f"'{name.first}' is written to or gets a copy, and by the campaign '{key}' is {status}"
            hint = "correct the target" if is_dead else "correct the target; if it goes to them there, leave it"
            yield Problem("LK613", message, name.first.location, hint, Severity.WARNING)


_PEOPLE: Kept[Mapping[str, str]] = Kept()


def _by_name(campaign: Campaign) -> Mapping[str, str]:
    """The keys of the people of a campaign by their names."""
    return {_key(one.name): str(key) for key, one in campaign.people.items() if isinstance(one, Person)}


def _status(key: str, letter: Letter) -> tuple[str, bool]:
    """What somebody is who cannot be reached, and whether that is dead; "" for others."""
    kinds = [letter.act_kinds[act.kind] for act in letter.acts(key)]
    held = {str(kind.status) for kind in kinds if kind.grave and kind.state}.intersection(letter.statuses(key))
    dead = next((str(kind.status) for kind in kinds if kind.final), "")
    return dead or min(held, default=""), bool(dead)


def _key(name: Text) -> str:
    """A name without accents, as it is written first."""
    return folded(str(name.first))
