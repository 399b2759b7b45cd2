"""A letter whose campaign withholds a name, and what is found in a draft of it that a person wrote on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from support.library import library_of

from letterkit.checks.consent import consent
from letterkit.checks.registry import of_letters
from letterkit.drafts.document import edited_document
from letterkit.drafts.markdown import DraftFile
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem
from letterkit.letter.compose.composer import compose
from letterkit.letter.draft import Draft
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.campaign import Campaign, Person
from letterkit.schema.fields import Name
from letterkit.schema.library import Library
from letterkit.schema.read import read

BASE = Path(__file__).resolve().parents[1] / "mistakes" / "base"


@dataclass(frozen=True)
class Withholding:
    """A letter, and the campaign whose people without consent are replaced by others for a try."""

    letter: Letter
    composed: Draft
    campaign: Campaign
    library: Library

    def found(self, line: str, *names: str) -> list[Problem]:
        """What the checks of consent say of a draft with one more paragraph, when these names are withheld."""
        kept = {key: one for key, one in self.campaign.people.items() if getattr(one, "publish", "yes") == "yes"}
        hidden = {f"p{at}": Person(name=Name(languages={"": name}), publish="no") for at, name in enumerate(names)}
        people = {**kept, **hidden}
        campaign = self.campaign.model_copy(update={"people": people})
        text = f"Dear Sir,\n\n{line}\n\nYours faithfully,\n"
        file = DraftFile("a/b", datetime.date(2017, 1, 23), text, 1)
        document = edited_document(self.letter, self.composed, campaign, self.library, file, "draft.md", text)
        return [*document.unsettable, *(problem for check in of_letters(consent) for problem in check(document))]

    def stops(self, line: str, *names: str) -> list[Problem]:
        """The errors among what is found."""
        return [problem for problem in self.found(line, *names) if problem.severity is Severity.ERROR]


def withholding(base: str = "arrests") -> Withholding:
    """The first letter of a campaign in ``tests/mistakes/base`` with somebody who has not agreed to be named."""
    library = library_of(BASE)
    campaign = read(BASE / f"{base}.yml", library)
    letter = resolve(campaign, next(iter(campaign.letters)), library)
    return Withholding(letter, compose(letter), campaign, library)
