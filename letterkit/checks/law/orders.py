"""The claims of the law that a sentence makes in any other order: State, relation and instrument, wherever they stand.

`claims.LegalReader` reads the usual order with its dates; here a relation ("ratification", "party", "obligations
assumed under") takes the instrument nearest to it in its clause, and the State that owns it, is its subject, is named
after "by" or "for", or is the subject of the main clause behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from letterkit.checks.law.claims import LegalClaim, LegalReader
from letterkit.checks.law.legal_phrases import FUNDAMENTAL, Citation
from letterkit.foundation.dates import PartialDate

_NEAR, _FAR = 40, 140
Spoken = tuple[int, int, str]


@lru_cache(maxsize=512)  # two checks read each sentence, and many letters have the same
def claims_in(look: LegalReader, sentence: str, own: str, known: str) -> tuple[LegalClaim, ...]:
    """All claims of a sentence, in whatever order; ``own`` and ``known`` as for `LegalReader.claims`."""
    return tuple(_claims_in(look, sentence, own, known))


def _claims_in(look: LegalReader, sentence: str, own: str, known: str) -> Iterator[LegalClaim]:
    usual = list(look.claims(sentence, own, known))
    yield from usual
    citations = look.citations(sentence)
    claimed = {claim.citation.start for claim in usual}
    if not citations or sentence.rstrip().endswith("?"):
        return
    spoken = look.spoken_of(sentence, 0, len(sentence), own, known)
    for verb, relation in look.relations(sentence):
        begin, end = _clause(sentence, relation)
        cited = _said_of(look, sentence, begin, relation, [each for each in citations if begin <= each.start < end])
        if cited is None or cited.start in claimed:
            continue
        subject = _subject(look, sentence, relation, cited, [each for each in spoken if begin <= each[0] < end])
        if country := subject or ("" if spoken else _tacitly(look, sentence[begin : relation.start()], verb, known)):
            claimed.add(cited.start)
            yield from _told(country, verb, cited, *look.dates(sentence, cited.end)[:2])


def _tacitly(look: LegalReader, before: str, verb: str, known: str) -> str:
    """The State that obligations are those of where none is named; "" where they are those of others."""
    return known if verb == "bound" and not look.has("others", before) else ""


def _told(
    country: str, verb: str, cited: Citation, dates: tuple[PartialDate, ...], dated: tuple[int, int]
) -> Iterator[LegalClaim]:
    """A claim for each instrument of a citation, with the dates behind it."""
    for instrument in cited.instruments:
        yield LegalClaim(country, "" if instrument.startswith("?") else instrument, verb, cited, dates, dated)


def _clause(sentence: str, relation: re.Match[str]) -> tuple[int, int]:
    marks = [found.end() for found in re.finditer(r"[;:]", sentence)]
    begin = max((at for at in marks if at <= relation.start()), default=0)
    return begin, min((at for at in marks if at > relation.end()), default=len(sentence))


def _said_of(
    look: LegalReader, sentence: str, begin: int, relation: re.Match[str], citations: Sequence[Citation]
) -> Citation | None:
    """The instrument of a relation that is said to be there."""
    cited = _nearest(look, sentence, relation, citations)
    return cited if cited and not _is_unsaid(look, sentence, begin, relation, cited) else None


def _nearest(
    look: LegalReader, sentence: str, relation: re.Match[str], citations: Sequence[Citation]
) -> Citation | None:
    """The instrument of a relation: the first behind it, or else the last before it."""
    behind = [each for each in citations if each.start >= relation.end()]
    if behind and behind[0].start - relation.end() <= 2 * _NEAR:
        between = sentence[relation.end() : behind[0].start]
        if not look.has("principles", between):
            return behind[0]
    before = [each for each in citations if each.end <= relation.start()]
    return before[-1] if before and relation.start() - before[-1].end <= _FAR else None


def _is_unsaid(look: LegalReader, sentence: str, begin: int, relation: re.Match[str], cited: Citation) -> bool:
    """Whether a relation is denied, supposed or asked for; what stands between it and the instrument counts, too."""
    first, last = min(relation.start(), cited.start), max(relation.end(), cited.end)
    before, behind = look.without_front(sentence[begin : relation.start()]), sentence[last:]
    if before != sentence[begin : relation.start()]:  # "As a country that has ratified, X should"
        behind = behind.partition(",")[0]
    return (
        look.has("unsaid", before)
        or look.has("asked", sentence[begin : relation.start()])
        or look.has("denied", sentence[relation.end() : max(relation.end(), cited.start)])
        or (FUNDAMENTAL in cited.instruments and look.has("denied", sentence[cited.end : cited.end + _NEAR // 2]))
        or look.has("supposed", sentence[begin:first])
        or look.has("supposed", behind)
    )


def _subject(
    look: LegalReader, sentence: str, relation: re.Match[str], cited: Citation, spoken: Sequence[Spoken]
) -> str:
    """The State of a relation, "" when it cannot be told."""
    for start, end, code in spoken:
        if relation.start() <= start and end <= relation.end():
            return code
    before = [each for each in spoken if each[1] <= relation.start()]
    if before:
        _, end, code = before[-1]
        between = sentence[end : relation.start()]
        return code if not look.has("others", between) or look.has("among", between) else ""
    return _agent(look, sentence, relation, cited, [each for each in spoken if each[0] >= relation.end()])


def _agent(look: LegalReader, sentence: str, relation: re.Match[str], cited: Citation, spoken: Sequence[Spoken]) -> str:
    """The State behind a relation that is named as its agent, or is the subject of the main clause."""
    behind = max(relation.end(), cited.end)
    for start, _, code in spoken:
        between = sentence[behind if start >= behind else relation.end() : start]
        if len(between) <= _NEAR and (look.has("agent", between) or "," in between):
            return code
    return ""
