"""Whether the salutation calls an official by the office, where that takes to know whether it is a man or a woman."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from letterkit.checks.wording.tokens import readable
from letterkit.drafts.document import Document
from letterkit.foundation.problems import Problem
from letterkit.letter.compose.addressing import salutation_and_close
from letterkit.schema.clause import OF_THE_STATE

_OFFICIALS = frozenset({*OF_THE_STATE, "embassy", "international"})
"""Those who are called by their offices, and of whom everybody can know who they are."""


def officials_are_called_by_their_offices(document: Document) -> Iterator[Problem]:
    """An official whose gender the campaign does not say is not greeted as nobody in particular (LK141)."""
    letter = document.letter
    greeted = salutation_and_close(letter, letter.language)[0]
    typed = {readable(passage.text) for passage in document.passages if passage.part == "salutation"}
    if readable(greeted) not in typed or letter.plan.open_:
        return
    for target in letter.targets:
        if target.gender or target.dear or not target.office or str(target.is_) not in _OFFICIALS:
            continue
        known = (target.model_copy(update={"gender": gender}) for gender in ("female", "male"))
        female, male = (
            salutation_and_close(replace(letter, targets=(one,)), letter.language)[0].rstrip(",:") for one in known
        )
        if female != male:
            message = (
                f"'{target.office.first}' is greeted as '{greeted.rstrip(',:')}': nothing says who holds the office"
            )
            hint = f"add 'gender: female' to the target for '{female}', or 'gender: male' for '{male}'"
            yield Problem("LK141", message, target.office.first.location or target.location, hint)
