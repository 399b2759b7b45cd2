"""What many letters say alike is weighed once, and each letter is told what it would be told alone."""

from __future__ import annotations

import sys
from pathlib import Path

from support.library import ROOT, library_of

from letterkit.checks.run import check_whole
from letterkit.drafts.document import composed_document
from letterkit.foundation.kept import Kept
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.campaign import Campaign
from letterkit.schema.read import read

CAMPAIGN = """
campaign: Dismissals at the port of Poti
country: GE
sources:
  minutes: {title: Minutes of the union's board, date: 2023-03-04}
organisations:
  union: {name: Union of Dockers of Poti, short: UDP}
senders:
  upw:
    letterhead: base
    name: Union of Port Workers
    short: UPW
    place: Rotterdam
    address: [1 Quay]
    figures: [{as-of: 2023-01-01, members: 1200}]
    signatory: {name: Jan Berg, office: President}
  ucd:
    letterhead: base
    name: Union of Crane Drivers of Oslo
    short: UCD
    place: Oslo
    address: [2 Harbour Road]
    figures: [{as-of: 2023-01-01, members: 900}]
    signatory: {name: Anne Dahl, office: Chair}
people:
  lomi:
    name: Nana Lomi
    gender: female
    publish: yes
    office: chair
    of: union
    acts: [{dismissed: 2023-03-01, by: the port company, for: founding a union, source: minutes}]
targets:
  minister: {name: Zaza Beridze, gender: male, office: Minister of Labour, of: Georgia}
  prime: {office: Prime Minister, of: Georgia}
letters:
"""
TEXT = """[text: "Our 1,200 members read of it last week. Jan Berg met Zaza Beridze in Poti on 2 March. \
The UCD and Anne Dahl wrote to Georgia. Nana Lomi was dismissed on 1 February 2023. Nana Lomi was arrested yesterday. \
The Union of Crane Drivers has 900 members. Georgia ratified Convention No. 87 in 1975. The Minister promised \
to reinstate her on 3 March 2023. Ms Lomi was dismissed for founding a union."]"""


def _campaign(folder: Path) -> Campaign:
    letters = [
        f"  {sender}-{target}-{day}: {{from: {sender}, to: {target}, date: 2023-03-{day}, about: [lomi.dismissed],"
        f" facts: [{TEXT}], demands: [reinstate: lomi]}}\n"
        for sender in ("upw", "ucd")
        for target in ("minister", "prime")
        for day in ("06", "20")
    ]
    path = folder / "poti.yml"
    path.write_text(CAMPAIGN + "".join(letters), encoding="utf-8")
    return read(path, library_of(ROOT))


def _told(campaign: Campaign, name: str) -> object:
    library = library_of(ROOT)
    letter = resolve(campaign, name, library)
    checked = check_whole(composed_document(letter, compose(letter), campaign, library))
    return checked.problems, checked.notes, checked.ledger


def _forget() -> None:
    """Have everything that checks keep for the next letter forgotten."""
    kept = 0
    for module in [module for name, module in sys.modules.items() if name.startswith("letterkit.")]:
        if not module.__name__.startswith(("letterkit.schema", "letterkit.typeset")):
            for value in vars(module).values():
                if isinstance(value, Kept):
                    value._things.clear()
                elif hasattr(value, "cache_clear") and getattr(value, "__module__", "") == module.__name__:
                    value.cache_clear()
                kept += isinstance(value, Kept)
    assert kept > 5


def test_each_letter_is_told_what_it_would_be_told_alone(tmp_path: Path) -> None:
    campaign = _campaign(tmp_path)
    names = list(map(str, campaign.letters))
    alone = {}
    for name in names:
        _forget()
        alone[name] = _told(campaign, name)
    assert len({repr(told) for told in alone.values()}) == len(names)
    _forget()
    assert {name: _told(campaign, name) for name in names} == alone
    assert {name: _told(campaign, name) for name in reversed(names)} == alone
