"""What a campaign file says that is not read as it was meant: looked at once a campaign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.letter.items import paragraphs_of
from letterkit.schema.campaign import Campaign
from letterkit.schema.fields import OTHERS_WORDS, Name, Record, Text, types_in
from letterkit.schema.letter_plan import ClauseCall, LetterPlan
from letterkit.schema.library import Library
from letterkit.schema.reflection import records_in

# A "#" behind a space ends a value (YAML 1.2, 6.6). With a space behind it, it begins a remark; one that touches a word
# was meant to be read ("Suite #4").
_CUT_OFF = re.compile(r"[ \t]+(#[^\s#]\S*)")
_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "‚": "‘’", "‹": "›"}
_QUOTED = 2
# One line that begins so can be part of a sentence: a dash, a number.
_ITEM = re.compile(r"^[ \t]*(?:[-*•–]|\d+[.)])[ \t]", re.MULTILINE)
_ITEMS = 2
_IN_PARAGRAPHS = ("opening", "facts", "grounds", "consequences", "closing")


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
    """No text is wholly between typographic quotation marks, which do not quote a value (LK132).

    What can be in the words of others is marked where it is declared; but no figure is anybody's words.
    """
    for record in records_in(campaign):
        for field, about in type(record).model_fields.items():
            for written in _written(getattr(record, field)):
                quotable = OTHERS_WORDS in about.metadata and not written[1:2].isdecimal()
                if not quotable and len(written) > _QUOTED and written[-1] in _PAIRS.get(written[0], ()):
                    what = "name" if Name in types_in(about.annotation) else "text"
                    message = f"the quotation marks belong to the {what} here: {written}"
                    yield Problem("LK132", message, written.location, 'delete them, or type straight ones: "..."')


def _written(value: object) -> Iterator[Scalar]:
    """The texts of a field, one in each language; not those of other records."""
    for one in value if isinstance(value, tuple) else (value,):
        yield from one.languages.values() if isinstance(one, Text) else ()


def paragraphs_stay_apart(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """What is written as several paragraphs, or as a list, is not printed as one paragraph (LK133).

    Free texts of a letter's paragraphs keep theirs; what they cannot hold stops the letter.
    """
    plans: tuple[Campaign | LetterPlan, ...] = (campaign, *campaign.letters.values())
    free = {id(text) for plan in plans for text in _free_texts(plan, *_IN_PARAGRAPHS)}
    demanded = {id(text) for plan in plans for text in _free_texts(plan, "demands")}
    for text in _scalars(campaign):
        severity = Severity.ERROR if id(text) in free | demanded else Severity.WARNING
        if _is_list(text):
            hint = "write its items in one sentence; or in the draft, where lists stand as they are written"
            yield Problem("LK133", "the lines of this list become one paragraph", text.location, hint, severity)
        elif len(paragraphs_of(text)) > 1 and id(text) not in free:
            hint = "write one entry each: '- text: ...'" if id(text) in demanded else "write it as one paragraph"
            yield Problem("LK133", "these paragraphs become one", text.location, hint, severity)


def _free_texts(plan: Campaign | LetterPlan, *names: str) -> Iterator[Scalar]:
    """The campaign's own texts among the uses of clauses in some fields of a plan."""
    for name in names:
        for use in _uses(getattr(plan, name, None)):
            if use.name == "text":
                yield from _scalars(use.arguments)


def _uses(value: Any) -> Iterator[ClauseCall]:
    if isinstance(value, ClauseCall):
        yield value
    for item in value if isinstance(value, list | tuple) else ():
        yield from _uses(item)


def _is_list(text: Scalar) -> bool:
    return len(_ITEM.findall(text.written or text)) >= _ITEMS


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
