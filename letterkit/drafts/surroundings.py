"""What stands around the text of a letter: every text of its sheet, with the place that made it say so."""

from __future__ import annotations

from collections.abc import Sequence

from letterkit.drafts.passages import Passage, Run
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Location
from letterkit.foundation.strict_yaml import Scalar
from letterkit.letter.letter import Letter
from letterkit.schema.campaign import Target
from letterkit.schema.fields import Text
from letterkit.typeset.sheet import Sheet, texts_of

# What a sheet holds that is no line of the letter's own: words of the letterhead and the language, and what only
# programs read. All other fields are lines of the letter, those to come among them.
_NOT_OF_THE_LETTER = frozenset(
    {
        *("title", "author", "created", "language", "paper", "standard", "letterhead", "like", "look", "typography"),
        *("heads", "place_and_date", "continuation", "page_label", "page_numbers", "page_of", "draft_label"),
        *("mailbox_label", "union_label", "enclosures_label", "copies_label", "columns", "address"),
        *("image", "image_says", "key"),
    }
)
# What the parts of a letter are called where the field of the sheet has another name.
_PARTS = {
    "inside_address": "address",
    "mailboxes": "address",
    "initials": "reference",
    "copies": "copy",
    "enclosures": "enclosure",
    "attached": "enclosure",
    "signatures": "signature",
    "notes": "note",
}


def around_the_text(letter: Letter, sheet: Sheet) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """The lines of the letter's own, then all other texts that are in its PDF: the letterhead's, its metadata."""
    known = _places_around(letter, sheet)
    own: list[Passage] = []
    others: list[Passage] = []
    for path, text in texts_of(sheet):
        whole, location = str(path[0]), known.get(path[:2]) or known.get(path[:1]) or letter.plan.location
        part = sheet.notations[int(path[1])].key if whole == "notations" else _PARTS.get(whole, whole.replace("_", "-"))
        passage = Passage(part, (Run(text, location, OriginKind.FACT),))
        (others if _NOT_OF_THE_LETTER.intersection(path) else own).append(passage)
    return tuple(own), tuple(others)


def _places_around(letter: Letter, sheet: Sheet) -> dict[tuple[str | int, ...], Location | None]:
    """Where the lines of a sheet were written, by their path in it; what is not here is the letter's own place."""
    plan = letter.plan
    places: dict[tuple[str | int, ...], Location | None] = {
        ("reference",): _place_of(plan.reference),
        ("your_reference",): _place_of(plan.your_reference),
        ("heading",): letter.target.location,
        ("initials",): _place_of(plan.initials),
        ("union_label",): _place_of(plan.union_label),
        ("subject",): _place_of(plan.subject),
        ("title",): _place_of(plan.subject),
        ("annex",): plan.annex[0].location if plan.annex else None,
        ("mailboxes",): letter.target.location,
    }
    places |= {
        ("notations", at): _place_of(getattr(plan, one.key.replace("-", "_"), None))
        for at, one in enumerate(sheet.notations)
    }
    places |= {("mailboxes", at): mail.address.location for at, mail in enumerate(letter.mails)}
    places |= {("inside_address", at): _of(letter.targets, line) for at, line in enumerate(sheet.inside_address)}
    places |= {("cosigners", at): one.location for at, one in enumerate(plan.with_)}
    places |= {("copies", at): target.location for at, target in enumerate(letter.copies)}
    # The annex, if there is one, comes before what the campaign lists.
    enclosed = (*plan.enclosures, *(one.says for one in plan.attachments))
    first = len(sheet.enclosures) - len(enclosed)
    places |= {("enclosures", first + at): text.first.location for at, text in enumerate(enclosed)}
    places |= {("attached", at): one.file.location for at, one in enumerate(plan.attachments)}
    places |= {("signatures", at): one.officer.location for at, one in enumerate(letter.signatories)}
    for at, house in enumerate(letter.notes):
        places["notes", at] = house.about.first.location if house.about else house.location
    places |= {("heads", at): house.location for at, house in enumerate(letter.senders)}
    return places


def _place_of(said: Text | Scalar | None) -> Location | None:
    """Where a line of a letter's plan was written, if it has one."""
    if not said:
        return None
    return said.first.location if isinstance(said, Text) else said.location


def _of(targets: Sequence[Target], line: str) -> Location | None:
    """The place of a line of an inside address among what the targets say."""
    texts = [text for one in targets for text in (one.name, one.office, one.of, *one.address)]
    written = (word for text in texts if text for word in text.languages.values())
    return next((word.location for word in written if str(word) in line), targets[0].location)
