"""How instruments are cited: with articles that they have and that say so, with numbers and titles that agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letterkit.checks.law.claims import LegalReader
from letterkit.checks.law.law import called
from letterkit.checks.law.legal_phrases import Citation
from letterkit.checks.law.legal_words import reader
from letterkit.drafts.document import Document
from letterkit.drafts.passages import Passage
from letterkit.foundation.problems import Problem
from letterkit.language.spelling import plain
from letterkit.schema.checking import Claims
from letterkit.schema.law.instruments import Instrument
from letterkit.schema.library import Library

_GAP = 40
"""How many characters can stand between an article and its instrument."""
_TELLING, _SHOWN, _LONG = 2, 8, 9
"""How many words tell what an instrument is about, and how many a finding repeats; one of so many letters is enough."""
_NUMBER = r"\d{1,3}(?:(?:bis|ter)\b)?(?:\s?\(\w{1,3}\))*(?![\d.]\d)"
_BODY = re.compile(r"(?P<name>[^,;.:()\d]{3,60}?)\s{0,9}(?:\([A-Z]{2,8}\)|(?<=[A-Z]{3})(?=\s))")
_CLAUSE = re.compile(r"[;:]")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Cited:
    """Articles of one instrument, as a sentence cites them: where the words for the articles stand, and their numbers.

    ``start`` and ``end`` enclose articles and instrument, ``within`` the stretch between the instruments beside it.
    """

    instrument: Instrument
    articles: tuple[tuple[int, int, int], ...]
    start: int
    end: int
    within: tuple[int, int]


class Articles:
    """Finds the articles that sentences of one language cite; a language without ``article`` has none to find."""

    def __init__(self, claims: Claims, look: LegalReader) -> None:
        word = claims.article.pattern if claims.article else "(?!)"
        first = claims.first.pattern if claims.first else "(?!)"
        number = rf"(?:{_NUMBER}|{first})"
        self._listed = re.compile(
            rf"(?:{word})\s*(?P<list>{number}(?:\s*(?:,|,?\s*\b(?:{claims.and_.pattern})\b|[-–])\s*{number}\b)*)",
            re.IGNORECASE,
        )
        self._one = re.compile(
            rf"(?P<number>\d{{1,3}})(?:(?:bis|ter)\b)?(?:\s?\(\w{{1,3}}\))*|(?P<first>{first})", re.I
        )
        self._look = look

    def cited(self, document: Document, sentence: str, citations: Sequence[Citation]) -> Iterator[Cited]:
        """The articles of a sentence with their instruments: "Article 9 of the ICCPR", "C087 (Article 3)"."""
        for found in () if not citations else self._listed.finditer(sentence):
            citation = self._instrument_of(sentence, found, citations)
            if citation is None or len(citation.instruments) != 1:
                continue
            instrument = document.law.instruments.get(citation.instruments[0])
            if instrument:
                numbers = tuple(
                    (each.start(), each.end(), int(each["number"] or 1))
                    for each in self._one.finditer(sentence, *found.span("list"))
                )
                start, end = min(found.start(), citation.start), max(found.end(), citation.end)
                yield Cited(instrument, numbers, start, end, _within(sentence, start, end, citations))

    def _instrument_of(self, sentence: str, found: re.Match[str], citations: Sequence[Citation]) -> Citation | None:
        """The instrument behind the words for articles, or right before them."""
        behind = next((each for each in citations if each.start >= found.end()), None)
        if behind and behind.start - found.end() <= _GAP:
            gap = sentence[found.end() : behind.start]
            if gap.strip() and self._look.is_glue(plain(gap)):
                return behind
        before = next((each for each in reversed(citations) if each.end <= found.start()), None)
        if before and re.fullmatch(r",? ?\(?|, (?:in )?(?:its )?", sentence[before.end : found.start()]):
            return before
        return None


def articles_exist(document: Document) -> Iterator[Problem]:
    """An article that a text cites is one of its instrument's (LK320)."""
    for passage, start, sentence, cited in _citing(document):
        instrument = cited.instrument
        for first, last, number in cited.articles:
            if instrument.last_article and not 0 < number <= instrument.last_article:
                said = f"'{sentence[first:last]}'" if number else "'0'"
                message = f"{said}: {called(instrument)} has {instrument.last_article} articles"
                place = document.place(passage, start + first, start + last)
                yield Problem("LK320", message, place, "correct the article, or the instrument")


def articles_hold_what_is_said(document: Document) -> Iterator[Problem]:
    """The article that a text cites for a right is the one that holds it (LK322)."""
    claims = document.language.claims
    rights = {str(name): pattern for name, pattern in claims.rights.items()} if claims else {}
    for passage, start, sentence, cited in _citing(document):
        listed = {number for _, _, number in cited.articles}
        of = {name: _number(article) for name, article in cited.instrument.rights.items()}
        known = {*of.values(), *(_number(article) for article in cited.instrument.articles)}
        said = {
            name: found
            for name, pattern in rights.items()
            if name in of and (found := _said_of(pattern, sentence, cited))
        }
        if not said or listed & {of[name] for name in said} or not listed <= known:
            continue
        name, found = next(iter(said.items()))
        message = f"'{found}' is in article {of[name]} of {called(cited.instrument)}"
        first, last, _ = cited.articles[0]
        yield Problem("LK322", message, document.place(passage, start + first, start + last), "correct the article")


def rightly_cited(document: Document, sentence: str) -> Iterator[tuple[int, int]]:
    """Where a sentence that is plain says of a right, with an article, what the law data say."""
    claims = document.language.claims
    if not claims:
        return
    look, code = reader(document.library, document.language.code), document.language.code
    for cited in document.library.derived(_articles, code).cited(document, sentence, look.citations(sentence)):
        of = {name: _number(article) for name, article in cited.instrument.rights.items()}
        listed = {number for _, _, number in cited.articles}
        if any(
            of.get(str(name)) in listed and _said_of(pattern, sentence, cited)
            for name, pattern in claims.rights.items()
        ):
            yield cited.start, cited.end


def numbers_and_titles_agree(document: Document) -> Iterator[Problem]:
    """The number, the year and the subject with which a text cites an instrument are of one (LK321)."""
    look = reader(document.library, document.language.code)
    for passage in document.body:
        for start, end in document.language.sentences.of(passage.text):
            sentence = plain(passage.text[start:end])
            for citation in look.citations(sentence):
                if message := _disagreeing(document, look, sentence, citation):
                    place = document.place(passage, start + citation.start, start + citation.end)
                    yield Problem("LK321", message, place, "correct the one or the other")


def _disagreeing(document: Document, look: LegalReader, sentence: str, citation: Citation) -> str:
    """What the number, year and title of a citation contradict; "" when they agree."""
    table = document.law.instruments
    own = [table[key] for key in citation.instruments if key in table]
    if len(own) != len(citation.instruments):
        return ""
    if len(own) == 1 and (said := _another_number(own[0], citation.text, look)):
        return said
    said = " ".join(sentence[citation.start :].split(",")[0].split()[:_SHOWN])
    own_words = _behind(look, sentence, citation)
    if other := _of_another_right(document, own, _phrase(document, own_words)):
        return f"'{said} ...': that is the matter of {called(other)}"
    subject = _subject(document, own_words)
    strange = subject.difference(*(look.words_of(key) for key in citation.instruments))
    if not strange:
        return ""
    others = [each for key, each in table.items() if each.number and subject <= look.words_of(key)]
    if not _is_told_by(subject, others):
        return ""
    return f"'{said} ...': that is the matter of {called(others[0])}" if others else ""


def _is_told_by(subject: frozenset[str], instruments: Sequence[Instrument]) -> bool:
    """Whether words tell which of the instruments that have them is meant: several do, or a long one of one alone."""
    return len(subject) >= _TELLING or (len(instruments) == 1 and all(len(word) >= _LONG for word in subject))


def _another_number(instrument: Instrument, text: str, look: LegalReader) -> str:
    """That a title stands with a number or year of another instrument: "the Forced Labour Convention (No. 105)"."""
    title = re.search(r"(?:,? (\d{4}))?(?:,? \((?:[^\d()]*)(\d{1,3})\))?(?: \([A-Z]+\))?$", text)
    year, number = (title[1], title[2]) if title else (None, None)
    if number and instrument.number and int(number) != instrument.number:
        return f"'{text}': the number of that convention is {instrument.number}"
    names = " ".join((*instrument.names.values(), *instrument.titles.values()))
    if year and instrument.adopted and int(year) != instrument.adopted.first.year and year not in names:
        return f"'{text}': it is of {instrument.adopted.first.year}"
    return ""


def _behind_body(look: LegalReader, sentence: str, citation: Citation) -> int:
    """The end of a citation with the body that is named behind it: "No. 87 of the ILO"."""
    body = _BODY.match(sentence, citation.end)
    return body.end() if body and look.is_glue(plain(body["name"])) else citation.end


def _behind(look: LegalReader, sentence: str, citation: Citation) -> str:
    """What a sentence says behind a citation, up to the next one."""
    following = (each.start for each in look.citations(sentence) if each.start >= citation.end)
    return sentence[_behind_body(look, sentence, citation) : min(following, default=len(sentence))]


def _of_another_right(document: Document, own: Sequence[Instrument], phrase: str) -> Instrument | None:
    """The convention whose matter a right is with which a text tells what others are about, that do not hold it."""
    claims = document.language.claims
    for name, pattern in claims.rights.items() if claims and phrase and all(each.number for each in own) else ():
        if pattern.search(phrase) and not any(_holds(each, str(name), pattern) for each in own):
            holding = (each for each in document.law.instruments.values() if each.number)
            if other := next((each for each in holding if _holds(each, str(name), pattern)), None):
                return other
    return None


def _holds(instrument: Instrument, right: str, pattern: re.Pattern[str]) -> bool:
    """Whether an instrument has a right in one of its articles, or in what it is called and about."""
    texts = (*instrument.names.values(), *instrument.titles.values(), *instrument.subject.values())
    return right in instrument.rights or any(pattern.search(plain(str(text))) for text in texts)


def _phrase(document: Document, after: str) -> str:
    """What follows the number of an instrument as what it is about, "" for nothing."""
    claims = document.language.claims
    begin = claims.about.match(after) if claims and claims.about else None
    if not begin:
        return ""
    end = re.search(r"[,.;:()]", after[begin.end() :])
    return after[begin.end() : begin.end() + end.start()] if end else after[begin.end() :]


def _subject(document: Document, after: str) -> frozenset[str]:
    """The words with which a text tells what an instrument is about, where they follow its number."""
    phrase = _phrase(document, after)
    function = {str(word) for word in document.language.checking.function_words or ()}
    look, words = reader(document.library, document.language.code), []
    for word in (found[0].casefold() for found in _LETTERS.finditer(phrase)):
        if word not in function and len(word) > 2:
            if not any(word in look.words_of(key) for key in document.law.instruments):
                break
            words.append(word)
    return frozenset(words)


def _within(sentence: str, start: int, end: int, citations: Sequence[Citation]) -> tuple[int, int]:
    """The stretch of a clause around a citation in which no other instrument is named."""
    marks = [found.start() for found in _CLAUSE.finditer(sentence)]
    ends = [*(at for at in marks if at < start), *(each.end for each in citations if each.end <= start)]
    begins = [*(at for at in marks if at > end), *(each.start for each in citations if each.start >= end)]
    return max(ends, default=0), min(begins, default=len(sentence))


def _said_of(pattern: re.Pattern[str], sentence: str, cited: Cited) -> str:
    """A right of which a sentence speaks beside a citation, as it is written."""
    first, last = cited.within
    found = pattern.search(sentence, cited.end, last) or pattern.search(sentence, first, cited.start)
    return found[0] if found else ""


def _number(article: str) -> int:
    """The number of an article, without its paragraph: 22 of "22(3)"."""
    found = re.match(r"\d+", article)
    return int(found[0]) if found else 0


def _articles(library: Library, code: str) -> Articles:
    claims = library.language(code).claims
    assert claims
    return Articles(claims, reader(library, code))


def _citing(document: Document) -> Iterator[tuple[Passage, int, str, Cited]]:
    """The sentences that cite articles: passage, where the sentence begins, its text."""
    if not document.language.claims:
        return
    look = reader(document.library, document.language.code)
    articles = document.library.derived(_articles, document.language.code)
    for passage in document.body:
        for start, end in document.language.sentences.of(passage.text):
            sentence = plain(passage.text[start:end])
            citations = look.citations(sentence)
            for cited in articles.cited(document, sentence, citations) if citations else ():
                yield passage, start, sentence, cited
