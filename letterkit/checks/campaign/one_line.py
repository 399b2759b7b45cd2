"""What a letter has on one line: what a campaign writes on several for it is run together.

Looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterkit.checks.wording.by_language import said_in
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.campaign import Campaign
from letterkit.schema.library import Library


def subjects_have_one_line(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """A subject whose lines are kept apart by "|" is not printed as one line without a word (LK133)."""
    for plan in campaign.letters.values():
        for _, said in said_in(plan.subject, library):
            lines = [line for line in (said.written or "").split("\n") if line.strip()]
            if len(lines) > 1 and _keeps_lines(said, campaign):
                message = "the lines of this subject become one"
                hint = "write it on one line; join two subjects by a colon, a dash or 'and'"
                yield Problem("LK133", message, said.location, hint)


def _keeps_lines(said: Scalar, campaign: Campaign) -> bool:
    """Whether a block was written with the sign that keeps its lines apart, which stands on the line before it."""
    place = said.location
    before = campaign.texts[place.file].split("\n")[: place.line - 1] if place and place.file in campaign.texts else []
    return bool(before) and re.search(r"\|[-+\d]*\s*(?:#.*)?$", before[-1]) is not None
