"""What the checks find in a campaign and its letters is sought once, however many commands and tests ask for it.

What is checked is the same when the library is, and every text that the checks look at. A test of the checks themselves
calls those of `letterkit.checks.run`, which look anew each time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest

from letterkit.checks.run import Checked
from letterkit.drafts.document import Document
from letterkit.foundation.kept import Same
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.reads import watching
from letterkit.pipeline import check, dispatch, draft, finished, follow_up, plan
from letterkit.pipeline.preview import view
from letterkit.pipeline.workspace import add
from letterkit.pipeline.workspace import campaign as begun
from letterkit.schema.campaign import Campaign
from letterkit.schema.library import Library

OfCampaign = tuple[tuple[Problem, ...], frozenset[Location]]
V = TypeVar("V")
_MOST = 64


@contextmanager
def checked_once() -> Iterator[None]:
    """Within it, commands look at the same campaign and the same letter once."""
    letters: OrderedDict[Hashable, Checked] = OrderedDict()
    campaigns: OrderedDict[Hashable, OfCampaign] = OrderedDict()

    def of_letter(document: Document) -> Checked:
        if watching():  # what was known before would be read for no letter
            return check_whole(document)
        return _known(letters, _key_of(document), lambda: check_whole(document))

    def of_campaign(campaign: Campaign, library: Library) -> OfCampaign:
        return _known(campaigns, _key(campaign, library), lambda: check_campaign(campaign, library))

    check_whole, check_campaign = check.check_whole, check.check_campaign
    with pytest.MonkeyPatch.context() as patch:
        for module in (check, view):
            patch.setattr(module, "check_whole", of_letter)
        for module in (add, begun, dispatch, draft, finished, follow_up):
            patch.setattr(module, "check", lambda document: of_letter(document).problems)
        for module in (add, begun, check, plan):
            patch.setattr(module, "check_campaign", of_campaign)
        yield


def _known(things: OrderedDict[Hashable, V], key: Hashable, make: Callable[[], V]) -> V:
    if key not in things:
        things[key] = make()
        while len(things) > _MOST:
            things.popitem(last=False)
    return things[key]


def _key(campaign: Campaign, library: Library) -> Hashable:
    """A campaign by its texts, and by its folder where it has files beside them."""
    files = tuple(sorted(campaign.texts.items()))
    beside = any("attach" in text or ".csv" in text for _, text in files)
    return Same(library), files, campaign.folder if beside else ""


def _key_of(document: Document) -> Hashable:
    letter, record = document.letter, document.record
    known = repr(record) if record else None
    of_letter = (letter.name, letter.language.code, letter.date, document.sending, document.edited)
    texts = tuple(sorted(document.files.items()))
    sentences = tuple(passage.text for passage in document.all_that_is_sent)
    return _key(document.campaign, document.library), of_letter, texts, sentences, known
