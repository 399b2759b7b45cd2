"""Locked demands: what the letters of a list ask for is the same in all, whatever else a person edits."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.drafts.document import Document
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Problem
from letterkit.language.words import key_of, likeness


def demands_are_those_of_the_list(document: Document) -> Iterator[Problem]:
    """An edited letter of a list has every demand as it was composed (LK524)."""
    if not document.edited or not (of := document.list_of):
        return
    told = [(passage, start, text) for passage, start, text in document.sentences(document.passages)]
    said = {key_of(text) for _, _, text in told}
    for demand in document.demanded:
        if key_of(demand) in said:
            continue
        by_hand = [one for one in told if one[0].run_at(one[1]).kind is OriginKind.HAND]
        near = max(by_hand or told, key=lambda one: likeness(one[2], demand))
        place = document.place(near[0], near[1], near[1] + len(near[2]))
        short = demand if len(demand) < 80 else f"{demand[:77]}..."
        hint = f"write it as it was, or change the demands of '{of}' in the campaign: then all letters have them"
        message = f"the letters of '{of}' ask for the same, and this one not: '{short}'"
        yield Problem("LK524", message, place, hint)
