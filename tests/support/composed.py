"""Letters of a campaign file that a test writes as text: composed, and checked."""

from __future__ import annotations

from pathlib import Path

from support.library import library_of

from letterkit.checks.run import check
from letterkit.drafts.document import composed_document
from letterkit.foundation.problems import Problem
from letterkit.letter.compose.composer import compose
from letterkit.letter.draft import Draft
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.campaign import Campaign
from letterkit.schema.read import read


def composed(folder: Path, campaign: str, letter: str) -> Draft:
    """The draft of a letter of a campaign file."""
    return compose(resolve(campaign_in(folder, campaign), letter, library_of()))


def texts_in(folder: Path, campaign: str) -> dict[str, str]:
    """The text of every letter of a campaign file, by its key."""
    known, library = campaign_in(folder, campaign), library_of()
    drafts = {str(name): compose(resolve(known, str(name), library)) for name in known.letters}
    return {name: " ".join(paragraph.text for paragraph in draft.paragraphs) for name, draft in drafts.items()}


def problems_of(folder: Path, campaign: str, letter: str) -> list[Problem]:
    """What the checks find in a letter of a campaign file as it is composed."""
    known, library = campaign_in(folder, campaign), library_of()
    resolved = resolve(known, letter, library)
    return list(check(composed_document(resolved, compose(resolved), known, library)))


def campaign_in(folder: Path, campaign: str) -> Campaign:
    """A campaign that a test writes as text, read from a folder."""
    path = folder / "case.yml"
    path.write_text(campaign, encoding="utf-8")
    return read(path, library_of())
