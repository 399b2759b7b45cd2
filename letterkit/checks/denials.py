"""Denials of the law: that a State has not ratified what it has, or is not bound by what binds it (LK324)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from letterkit.checks.claims import LegalReader
from letterkit.checks.law import called
from letterkit.checks.legal_phrases import Citation
from letterkit.checks.legal_words import reader
from letterkit.drafts.document import Document
from letterkit.foundation.problems import Problem
from letterkit.language.spelling import plain
from letterkit.schema.law.ratifications import StandingKind

_NEAR = 40


def denied_ratifications_are_none(document: Document) -> Iterator[Problem]:
    """A text does not deny a ratification that is on record by the letter's date (LK324).

    Read are plain denials of the one State of a sentence, in which nothing else is denied, supposed, reported or dated.
    """
    look, own = reader(document.library, document.language.code), str(document.campaign.country)
    if "unratified" not in look.patterns:
        return
    for passage, start, text in document.sentences():
        for country, cited, key in _denied(look, plain(text), own):
            law = document.law
            if key not in law.instruments or not law.instrument(key).ratifiable:
                continue
            standing = law.status(country, key, document.letter.date)
            if standing.kind is StandingKind.RATIFIED:
                name = document.library.language("en").writing.countries.name_of("en", country)
                since = standing.cell.window[0].year if standing.cell and standing.cell.window else ""
                message = f"{name} is a party to {called(law.instrument(key))}{f' since {since}' if since else ''}"
                place = document.place(passage, start + cited.start, start + cited.end)
                yield Problem("LK324", message, place, "say what it has ratified, or leave the sentence out")


def _denied(look: LegalReader, sentence: str, own: str) -> Iterator[tuple[str, Citation, str]]:
    """What a sentence plainly denies: the State, the citation and each of its instruments."""
    citations = look.citations(sentence)
    found = look.patterns["unratified"].search(sentence) if citations else None
    if not found or sentence.rstrip().endswith("?") or look.date.search(sentence):
        return
    before, behind = sentence[: found.start()], sentence[found.end() :]
    spoken = {code for _, _, code in look.spoken_of(sentence, 0, len(sentence), own, own)} or {own}
    if (
        len(spoken) > 1
        or any(look.has(word, before) for word in ("unsaid", "supposed"))
        or look.has("supposed", behind)
    ):
        return
    for cited in _objects(look, sentence, found, citations):
        yield from ((country, cited, key) for country in spoken for key in cited.instruments)


def _objects(
    look: LegalReader, sentence: str, found: re.Match[str], citations: Sequence[Citation]
) -> Iterator[Citation]:
    """The citations that are denied: those that follow the words for it, or else the one before them."""
    at = found.end()
    for cited in (each for each in citations if each.start >= at):
        between = re.sub(rf"[,\s]|{look.patterns['and'].pattern}", " ", sentence[at : cited.start], flags=re.IGNORECASE)
        if look.has("denied", between):
            between = look.patterns["denied"].sub(" ", between)
        if not look.is_glue(between.strip()):
            break
        yield cited
        at = cited.end
    before = [each for each in citations if each.end <= found.start()]
    if at == found.end() and before:
        tail = look.tail(sentence, before[-1])
        is_subject = look.patterns["taken"].fullmatch(sentence, tail, max(tail, found.start()))
        if is_subject and before[-1].start <= _NEAR:
            yield before[-1]
