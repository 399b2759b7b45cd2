"""Which sentences of a composed letter make its demands, and which of them a person has taken out of its draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from letterkit.foundation.origins import Origin, OriginKind
from letterkit.letter.draft import Draft, Paragraph


def taken_out(draft: Draft, text: str) -> tuple[str, ...]:
    """The demands, by the names of their clauses, whose words do not stand in a draft any more: ``text``, Markdown."""
    plain = _plain(re.sub(r"\\(.)", r"\1", text))
    return tuple(dict.fromkeys(name for name, words in _worded(draft) if _plain(words) not in plain))


def _worded(draft: Draft) -> Iterator[tuple[str, str]]:
    """The demands of a composed letter: the name of each clause, and its words there."""
    for paragraph in draft.paragraphs:
        asking = [(next((one for one in span.origins if _is_demand(one)), None), span.text) for span in paragraph.spans]
        for origin, spans in groupby(asking, key=lambda one: one[0]):
            if origin:
                yield origin.name.removeprefix("demands/"), "".join(text for _, text in spans)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text)).casefold()


def _is_demand(origin: Origin) -> bool:
    return origin.kind is OriginKind.CLAUSE and origin.name.startswith("demands/")


def asks(paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether a lead or a demand words a stretch of a paragraph, or a part of it."""
    at = 0
    for span in paragraph.spans:
        if at < end and at + len(span.text) > start and span.text.strip() and any(map(_of_a_demand, span.origins)):
            return True
        at += len(span.text)
    return False


def _of_a_demand(origin: Origin) -> bool:
    return _is_demand(origin) or (origin.kind is OriginKind.CLAUSE and origin.name.startswith("leads/"))
