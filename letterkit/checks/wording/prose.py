"""Prose: a letter is written in one language and one spelling, without haste and without repeating itself."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from babel import Locale

from letterkit.checks.wording.masking import MASK, mask_of
from letterkit.checks.wording.translations import in_other_languages, other_language, small_words
from letterkit.drafts.document import Document
from letterkit.drafts.passages import Passage
from letterkit.foundation.codes import Severity
from letterkit.foundation.kept import Kept, Same
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Location, Problem
from letterkit.language.grammar import Language
from letterkit.letter.names import groups
from letterkit.letter.resolve.plans import plan_of
from letterkit.schema.campaign import Campaign
from letterkit.schema.letter_plan import NOTATION, LetterPlan
from letterkit.schema.library import Library
from letterkit.schema.references import References
from letterkit.schema.senders import house_of

_ONE_SPELLING: Kept[bool] = Kept()
_IN_PROSE = frozenset({"text", "item", "subject", "enclosure", *NOTATION.keys()})
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_WORD_OR_END = re.compile(rf"{_WORD.pattern}|[{MASK}.!?;:()\d]+")
_LONGEST, _SHORTEST, _TOO_OFTEN, _TELLING = 12, 5, 3, 4


class _Word(NamedTuple):
    text: str
    passage: Passage
    start: int
    end: int


def nothing_is_said_three_times(document: Document) -> Iterator[Problem]:
    """No phrase of five words or more stands three times in a letter (LK805).

    Names and titles break a phrase, what groups are called among them, and four of its words say something. What only
    the clauses repeat is theirs, also where a person has edited another word of the sentence.
    """
    common, masked = frozenset(document.language.checking.function_words or ()), mask_of(document)
    if not common:
        return
    called = _CALLED.of(document.campaign, None, lambda: frozenset(_nouns(document.campaign)))
    segments = [segment for passage in document.body for segment in _segments(passage, masked(passage.text), called)]
    told: set[tuple[int, int]] = set()
    for phrase, runs in _said_often(segments):
        if sum(word not in common for word in phrase) < _TELLING:
            continue
        first, last = runs[_TOO_OFTEN - 1][0], runs[_TOO_OFTEN - 1][-1]
        stretch = {(id(run[0].passage), word.start) for run in runs for word in run}
        repeated = len(runs) > _times_drafted(phrase, document) if document.edited else any(map(_is_by_people, runs))
        if repeated and not told.intersection(stretch):
            told |= stretch
            message = f"'{first.passage.text[first.start : last.end]}' stands {len(runs)} times"
            location = document.place(first.passage, first.start, last.end)
            hint = "say it once, or put it another way"
            yield Problem("LK805", message, location, hint, Severity.WARNING)


def _times_drafted(phrase: Sequence[str], document: Document) -> int:
    """How often a phrase stands in an edited letter as it was composed."""
    said = f" {' '.join(phrase)} "
    return sum(f" {' '.join(_WORD.findall(one.text.lower()))} ".count(said) for one in document.drafted)


_CALLED: Kept[frozenset[Location | None]] = Kept()


def _nouns(campaign: Campaign) -> Iterator[Location | None]:
    """Where it stands what the groups of a campaign are called."""
    return (noun.location for group in groups(campaign) for noun in group.noun.languages.values())


def _is_by_people(run: Sequence[_Word]) -> bool:
    """Whether any of some words in a row is a person's, of the campaign or the draft."""
    return any(word.passage.run_at(word.start).kind.is_given for word in run)


def _said_often(segments: Sequence[Sequence[_Word]]) -> Iterator[tuple[tuple[str, ...], list[Sequence[_Word]]]]:
    """The phrases that stand too often, the longest first, each with all places where it stands."""
    if all(len(runs) < _TOO_OFTEN for runs in _runs(segments, _SHORTEST).values()):
        return  # nor does a longer one
    for length in range(_LONGEST, _SHORTEST - 1, -1):
        for phrase, runs in _runs(segments, length).items():
            if len(runs) >= _TOO_OFTEN:
                yield phrase, runs


def _runs(segments: Iterable[Sequence[_Word]], length: int) -> dict[tuple[str, ...], list[Sequence[_Word]]]:
    """All phrases of so many words, each with all places where it stands."""
    places: dict[tuple[str, ...], list[Sequence[_Word]]] = defaultdict(list)
    for segment in segments:
        for at in range(len(segment) - length + 1):
            run = segment[at : at + length]
            places[tuple(word.text for word in run)].append(run)
    return places


def _segments(passage: Passage, text: str, called: Collection[Location | None]) -> Iterator[list[_Word]]:
    """The words of a passage in a row, as far as no name, title, quotation or end of a clause stands between.

    What people are ``called`` stands at these places of the campaign.
    """
    segment: list[_Word] = []
    has_called = any(run.location in called for run in passage.runs if run.location)
    for found in _WORD_OR_END.finditer(text):
        where = passage.run_at(found.start()).location if has_called else None
        if found[0][0].isalpha() and (where is None or where not in called):
            segment.append(_Word(found[0].lower(), passage, found.start(), found.end()))
        else:
            yield segment
            segment = []
    yield segment


def sentences_are_in_the_language(document: Document) -> Iterator[Problem]:
    """No sentence, and no phrase that a campaign words, is in another language than the letter's (LK809)."""
    own = frozenset(document.language.checking.function_words or ())
    if not own:
        return
    code, library = document.language.code, document.library
    others, spoken = library.derived(_other_languages, code), small_words(library)
    masked = mask_of(document)
    seen = [passage for passage in document.everything if passage.part in ("text", "item", "subject", "enclosure")]
    for passage in seen:
        told: list[tuple[int, int]] = []
        short = passage.part != "text"
        pieces = [(start, start + len(text), short) for _, start, text in document.sentences([passage])]
        for start, end, is_phrase in (*pieces, *((start, end, True) for start, end in _phrases(passage))):
            text = masked(passage.text)[start:end]
            foreign = _language_of(text, own, others, document.language.writing.name)
            foreign = foreign or (_language_of_line(passage.text[start:end], text, code, spoken) if is_phrase else "")
            if foreign and all(end <= earlier[0] or earlier[1] <= start for earlier in told):
                told.append((start, end))
                yield from _foreign(passage, start, end, foreign, document)


def _foreign(passage: Passage, start: int, end: int, foreign: str, document: Document) -> Iterator[Problem]:
    """What is said of a stretch in another language, unless it is said of the campaign."""
    language = str(Locale(document.letter.language.code).english_name)
    words = passage.text[start:end].split()
    quoted = " ".join(words[:5]) + (" ..." if len(words) > 5 else "")
    location = document.place(passage, start, start + len(" ".join(words[:5])))
    if not _is_told_of_the_campaign(location, document):
        message = f"'{quoted}' is {foreign}, in a letter in {language}"
        hint = f"translate it into {language}, or put it between quotation marks"
        yield Problem("LK809", message, location, hint, Severity.WARNING)


def _language_of_line(said: str, masked: str, own: str, spoken: Mapping[str, frozenset[str]]) -> str:
    """The language of a subject, a phrase or the like, which has few words, when it is another than a letter's."""
    text = said if said.islower() else masked  # without a capital it names nothing
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word.islower()]
    code = other_language(text, own, spoken) if len(words) > 1 else ""
    return str(Locale(code).english_name) if code else ""


def _is_told_of_the_campaign(location: Location | None, document: Document) -> bool:
    """Whether a text of the campaign is known to be in another language than it says, wherever it is printed."""
    known = (problem.location for problem in in_other_languages(document.campaign, document.library))
    return location is not None and any(place is not None and place.overlaps(location) for place in known)


def _phrases(passage: Passage) -> Iterator[tuple[int, int]]:
    """Where in a passage stand the words that a campaign itself gives to clauses."""
    start = 0
    for run in passage.runs:
        if run.kind.is_given and run.kind is not OriginKind.HAND:
            yield start, start + len(run.text)
        start += len(run.text)


def _other_languages(library: Library, own_code: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The function words of all languages but a letter's, with the language's name."""
    words = {code: library.language(code).checking.function_words for code in library.language_codes()}
    tables: dict[str, Iterable[str]] = {str(code): foreign for code, foreign in library.foreign_words().items()}
    tables.update((code, own) for code, own in words.items() if own)
    return tuple(
        (str(Locale(code).english_name), frozenset(table)) for code, table in tables.items() if code != own_code
    )


@lru_cache(maxsize=512)  # letters of other senders have the same sentences
def _language_of(text: str, own: frozenset[str], others: tuple[tuple[str, frozenset[str]], ...], name: str) -> str:
    """The language or script of a text when it is another than a letter's, or ""."""
    words = [word.lower() for word in re.split(r"[^\w]+", text) if word and not word[0].isdigit()]
    strange = [word for word in words if _script(word[0]) not in (_script(name[0]), "")]
    if len(strange) >= 3:
        return f"in {_script(strange[0][0]).capitalize()} letters"
    if len(words) < 3:
        return ""
    theirs = [word for word in words if word not in own]
    home = len(words) - len(theirs)
    counts = [(sum(map(other.__contains__, theirs)), language) for language, other in others]
    most, language = max(counts)
    if most >= 3 and most > 2 * home and 4 * most >= len(words):
        return language
    return ""


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """The script of a letter by its Unicode name ("LATIN", "CYRILLIC"); "" for what is none."""
    return unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""


def spelling_is_the_house_s(document: Document) -> Iterator[Problem]:
    """What people write in a letter is spelled as its house spells (LK810).

    Official names keep their own spelling: a word with a capital is one, unless it begins a sentence. A phrase that a
    campaign gives to letters of both spellings is passed over.
    """
    language = document.language
    both = frozenset(language.checking.both_spellings)
    wrong = {word: right for word, right in _other_spellings(language) if word not in both}
    masked, linking = mask_of(document), "|".join(map(re.escape, language.checking.function_words or ("-",)))
    kinds = [kind for kind in OriginKind if kind.is_given] if _has_one_spelling(document) else [OriginKind.HAND]
    for passage in document.everything if wrong else ():
        if passage.part not in _IN_PROSE:
            continue
        own = masked(passage.text)
        for found in _WORD.finditer(own):
            right = wrong.get(found[0].lower())
            if right is None or passage.run_at(found.start()).kind not in kinds or _is_name(own, found, linking):
                continue
            message = f"'{found[0]}' is not spelled as the house spells"
            location = document.place(passage, found.start(), found.end())
            yield Problem("LK810", message, location, f"write '{right}'", Severity.WARNING)


def _other_spellings(language: Language) -> Iterator[tuple[str, str]]:
    """The words of a language's other spellings, with what the house writes for each."""
    own = language.writing.spellings[language.style.spelling].words
    for name, spelling in language.writing.spellings.items():
        if name == language.style.spelling:
            yield from spelling.words.items()
        else:
            yield from ((word, own.get(first, first)) for first, word in spelling.words.items())


def _is_name(text: str, found: re.Match[str], linking: str) -> bool:
    """Whether a word has a capital that no beginning of a sentence explains, or goes with another that has.

    ``linking`` are the words that can stand between the two, as alternatives of a pattern ("of", "and").
    """
    if not found[0][0].isupper():
        return False
    begins = re.search(r"(?:^|[.!?:]\s+)$", text[: found.start()])
    return not begins or bool(re.match(rf"\s+(?:[A-Z{MASK}]|(?:{linking})\s+[A-Z{MASK}])", text[found.end() :]))


def _has_one_spelling(document: Document) -> bool:
    """Whether all letters of a campaign in the letter's language are of houses with one spelling."""
    campaign, library, code = document.campaign, document.library, document.language.code
    return _ONE_SPELLING.of(campaign, (Same(library), code), lambda: len(_spellings_of(campaign, library, code)) <= 1)


def _spellings_of(campaign: Campaign, library: Library, language: str) -> set[str | None]:
    """The spellings that the houses of a campaign's letters choose in a language; None for one that chooses none."""
    spellings: set[str | None] = set()
    for name in campaign.letters:
        plan: LetterPlan = plan_of(campaign, str(name), References())
        for key in [plan.letterhead] if plan.letterhead else plan.from_[:1]:
            if key in campaign.senders or key in library.letterhead_names():
                styles = house_of(campaign.senders, library, key).style
                style = next((style for code, style in styles.items() if code == language), None)
                spellings.add(style.spelling if style else None)
    return spellings


def nothing_betrays_haste(document: Document) -> Iterator[Problem]:
    """No exclamation mark, shouting, "and/or", or word or punctuation mark twice (LK812)."""
    checking, masked = document.language.checking, mask_of(document)
    doubled = None if checking.doubled is None else frozenset(checking.doubled)
    for passage in (*document.around, *document.body):
        if passage.part not in ("text", "item", "subject", "enclosure"):
            continue
        own = masked(passage.text)
        for start, end, what, hint in _haste_in(own, tuple(checking.haste), doubled):
            message = f"'{passage.text[start:end]}' {what}"
            yield Problem("LK812", message, document.place(passage, start, end), hint, Severity.WARNING)


_DOUBLED_MARK = re.compile(r"(?<!\.)\.\.(?!\.)|;;|::|,[;:.]|[;:],|;\.|\?!|!\?")
_DOUBLED_WORD = re.compile(r"(?<![\w’'-])([^\W\d_]+)\s+\1(?![\w’'-])", re.IGNORECASE)
_SHOUTED = re.compile(r"(?<!\w)[^\W\d_a-z]{2,}(?:[ ,]+[^\W\d_a-z]{2,}){2,}(?!\w)")


@lru_cache(maxsize=512)  # letters of other senders have the same passages
def _haste_in(
    text: str, patterns: tuple[re.Pattern[str], ...], doubled: frozenset[str] | None
) -> tuple[tuple[int, int, str, str], ...]:
    return tuple(_hasty(text, patterns, doubled))


def _hasty(
    text: str, patterns: Sequence[re.Pattern[str]], doubled: frozenset[str] | None
) -> Iterator[tuple[int, int, str, str]]:
    """What betrays haste in a masked text: where, what it is, and the mend."""
    for found in re.finditer("!+", text):
        yield *found.span(), "has no place in a letter", "end the sentence with a full stop; the facts speak"
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield *found.span(), "leaves to the reader what the writer should decide", "write out what is meant"
    for found in () if doubled is None else _DOUBLED_WORD.finditer(text):
        names = found[1][0].isupper() and text[found.end() - len(found[1])].isupper()
        if found[1].lower() not in (doubled or ()) and not names:
            yield *found.span(), "is one word twice", f"write '{found[1]}' once"
    for found in _DOUBLED_MARK.finditer(text):
        yield *found.span(), "is one punctuation mark too many", "keep the one that belongs there"
    for found in _SHOUTED.finditer(text):
        words = found[0].replace(",", " ").split()
        if found[0].isupper() and max(map(len, words)) > 4 and "," not in found[0]:
            yield *found.span(), "shouts", "write it in small letters"
