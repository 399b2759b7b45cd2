"""One letter of a campaign to work on, and where its files lie."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from letterkit.drafts.folder import LetterFolder
from letterkit.schema.campaign import Campaign

if TYPE_CHECKING:
    from letterkit.typeset.prints import Prints


@dataclass(frozen=True, slots=True)
class Job:
    """One letter to work on: its campaign, its name, its files, and the day to date it instead of its own, if any.

    ``prints`` are the PDFs that are known and need not be made again; None makes them all.
    """

    campaign: Campaign
    letter: str
    place: LetterFolder
    date: datetime.date | None = None
    prints: Prints | None = None
