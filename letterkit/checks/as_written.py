"""What a campaign file says that is not read as it was meant: looked at once a campaign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.campaign import Campaign
from letterkit.schema.fields import Name, Record, records_in
from letterkit.schema.letter_plan import NOTATION, LetterPlan
from letterkit.schema.library import Library

# A "#" behind a space ends a value (YAML 1.2, 6.6). With a space behind it, it begins a remark; one that touches a word
# was meant to be read ("Suite #4").
_CUT_OFF = re.compile(r"[ \t]+(#[^\s#]\S*)")
_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "‚": "‘’", "‹": "›"}
_QUOTED = 2
_SEVERAL = re.compile(r"\n[ \t]*\n|(?:^|\n)[ \t]*(?:[-*•–]|\d+[.)])[ \t]")


def nothing_is_cut_off(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No value ends at a "#" that belongs to it (LK131)."""
    lines = {file: text.split("\n") for file, text in campaign.texts.items()}
    for text in _scalars(campaign):
        place = text.location
        if place is None or place.file not in lines:
            continue
        line = lines[place.file][place.line - 1]
        cut = _CUT_OFF.match(line, place.column - 1 + place.length)
        if cut and line[place.column - 1] not in "\"'|>" and "letterkit:" not in line[cut.start() :]:
            message = f"'{cut[1]}' and what follows on the line is not read: '#' begins a remark"
            hint = "put the whole value between quotation marks; or write a space behind '#' for a remark"
            yield Problem("LK131", message, Location(place.file, place.line, cut.start(1) + 1, len(cut[1])), hint)


def quotation_marks_quote(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No name and no line around a letter is wholly between typographic quotation marks, which do not quote (LK132).

    A phrase of an act can be: what somebody is accused of, in the words of those who accuse.
    """
    for record in records_in(campaign):
        lines = (
            [getattr(record, name) for name in (*NOTATION.fields(), "subject")]
            if isinstance(record, LetterPlan)
            else []
        )
        for text in [record, *lines] if isinstance(record, Name) else filter(None, lines):
            for written in text.languages.values():
                what = "name" if isinstance(record, Name) else "text"
                if len(written) > _QUOTED and written[-1] in _PAIRS.get(written[0], ()):
                    message = f"the quotation marks belong to the {what} here: {written}"
                    yield Problem("LK132", message, written.location, 'delete them, or type straight ones: "..."')


def paragraphs_stay_apart(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """A block of several paragraphs, or with a list in it, would be printed as one (LK133)."""
    for text in _scalars(campaign):
        if text.written and _SEVERAL.search(text.written.strip()):
            hint = "write one entry a paragraph ('- text: ...'); lists can be written in the draft"
            yield Problem("LK133", "the lines of this block become one paragraph", text.location, hint)


def _scalars(value: Any) -> Iterator[Scalar]:
    """All texts within a value, found by the fields of its records."""
    if isinstance(value, Scalar):
        yield value
    elif isinstance(value, Record):
        for field in type(value).model_fields:
            yield from _scalars(getattr(value, field))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _scalars(key)
            yield from _scalars(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _scalars(item)
