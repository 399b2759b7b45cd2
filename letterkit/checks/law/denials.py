"""Denials of the law: that a State has not ratified what it has, or is not bound by what binds it (LK324)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letterkit.checks.law.claims import LegalReader
from letterkit.checks.law.law import called
from letterkit.checks.law.legal_phrases import Citation
from letterkit.checks.law.legal_words import reader
from letterkit.drafts.document import Document
from letterkit.foundation.problems import Problem
from letterkit.language.spelling import plain
from letterkit.schema.law.instruments import InstrumentKind
from letterkit.schema.law.ratifications import StandingKind

_NEAR = 40


@dataclass(frozen=True, slots=True)
class Denial:
    """That a State is nothing to an instrument; ``is_plain`` when the sentence says only that, and says it outright."""

    country: str
    cited: Citation
    instrument: str
    is_plain: bool


def denials(look: LegalReader, sentence: str, own: str, known: str) -> list[Denial]:
    """What a sentence denies that a State has ratified, or is bound by.

    ``own`` is the country that "you" stands for, "" when it stands for none; ``known`` the one that was spoken of last.
    """
    citations = look.citations(sentence)
    if not citations or "unratified" not in look.patterns or sentence.rstrip().endswith("?"):
        return []
    return list(_plainly(look, sentence, own, known, citations)) or list(
        _related(look, sentence, own, known, citations)
    )


def _plainly(look: LegalReader, sentence: str, own: str, known: str, citations: Sequence[Citation]) -> Iterator[Denial]:
    """The plain denials of the one State of a sentence: nothing else in it is denied, supposed, reported or dated.

    A State that is said to have left an instrument, or signed it only, is said so whenever that was.
    """
    left = look.patterns["left"].search(sentence) if "left" in look.patterns else None
    found = left or look.patterns["unratified"].search(sentence)
    if not found or (not left and look.date.search(_clause_of(look, sentence, found))):
        return
    before, behind = sentence[: found.start()], sentence[found.end() :]
    spoken = {code for _, _, code in look.spoken_of(sentence, 0, len(sentence), own, known)} or {known}
    unsaid = any(look.has(word, before) for word in ("unsaid", "supposed"))
    if len(spoken) > 1 or unsaid or look.has("supposed", behind):
        return
    for cited in _objects(look, sentence, found, citations):
        yield from (Denial(country, cited, key, True) for country in spoken for key in cited.instruments)


def _clause_of(look: LegalReader, sentence: str, found: re.Match[str]) -> str:
    """A sentence without the clauses before a denial that claim something themselves: "ratified A in 1979, but"."""
    begun = 0
    for mark in re.finditer(r"[,;:]\s", sentence[: found.start()]):
        if any(True for _ in look.relations(sentence[begun : mark.start()])):
            begun = mark.end()
    return sentence[begun:]


def _related(look: LegalReader, sentence: str, own: str, known: str, citations: Sequence[Citation]) -> Iterator[Denial]:
    """The denials that stand between a State and what it is said to be bound by: "all but", "neither ... nor"."""
    spoken = look.spoken_of(sentence, 0, len(sentence), own, known)
    told = any(True for _ in look.relations(sentence))
    supposed = look.has("supposed", sentence) or look.has("asked", sentence)
    if spoken and told and not supposed and look.has("denied", sentence[spoken[0][1] : citations[0].start]):
        for cited in citations:
            yield from (Denial(spoken[0][2], cited, key, False) for key in cited.instruments)


def denied_ratifications_are_none(document: Document) -> Iterator[Problem]:
    """A text does not deny a ratification that is on record by the letter's date (LK324)."""
    look, own, law = reader(document.library, document.language.code), str(document.campaign.country), document.law
    for passage, start, text in document.sentences():
        for denial in denials(look, plain(text), own, own):
            key, cited = denial.instrument, denial.cited
            if not denial.is_plain or key not in law.instruments or not law.instrument(key).ratifiable:
                continue
            standing = law.status(denial.country, key, document.letter.date)
            if standing.kind is StandingKind.RATIFIED:
                name = document.library.language("en").writing.countries.name_of("en", denial.country)
                since = standing.cell.window[0].year if standing.cell and standing.cell.window else ""
                message = f"{name} is a party to {called(law.instrument(key))}{f' since {since}' if since else ''}"
                place = document.place(passage, start + cited.start, start + cited.end)
                yield Problem("LK324", message, place, "say what it has ratified, or leave the sentence out")


def members_of_the_ilo_are_said_to_be(document: Document) -> Iterator[Problem]:
    """A text does not deny that a State is a member of the ILO, of which it has ratified a convention (LK324)."""
    look, own, law = reader(document.library, document.language.code), str(document.campaign.country), document.law
    for passage, start, text in document.sentences():
        sentence = plain(text)
        found = look.patterns["no-member"].search(sentence) if "no-member" in look.patterns else None
        if not found or look.has("unsaid", sentence[: found.start()]) or sentence.rstrip().endswith("?"):
            continue
        named = look.spoken_of(sentence, 0, found.start(), own, own)
        country = named[-1][2] if named else ""
        ratified = (
            instrument
            for key, instrument in law.instruments.items()
            if instrument.kind is InstrumentKind.ILO_CONVENTION
            and law.status(country, key, document.letter.date).kind is StandingKind.RATIFIED
        )
        if country and (first := next(ratified, None)):
            name = document.library.language("en").writing.countries.name_of("en", country)
            message = f"{name} is a member of the ILO, and a party to {called(first)}"
            place = document.place(passage, start + found.start(), start + found.end())
            yield Problem("LK324", message, place, "leave the sentence out")


def _objects(
    look: LegalReader, sentence: str, found: re.Match[str], citations: Sequence[Citation]
) -> Iterator[Citation]:
    """The citations that are denied: within the words for it, those that follow them, or else the one before them."""
    yield from (each for each in citations if found.start() <= each.start and each.end <= found.end())
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
