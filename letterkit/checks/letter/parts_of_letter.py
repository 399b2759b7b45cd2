"""Form: a letter is complete and as long as its house allows, its demands rest on grounds, its courtesies fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from letterkit.checks.letter.address import salutation_addresses_the_target
from letterkit.checks.letter.people import misses
from letterkit.drafts.document import Document
from letterkit.drafts.passages import Passage, Run
from letterkit.foundation.codes import Severity
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.mentions import dates_in
from letterkit.letter.compose.addressing import salutation_and_close
from letterkit.letter.items import Event, FilledClause, FreeText, Item, for_whom
from letterkit.letter.letter import Letter
from letterkit.schema.campaign import Target
from letterkit.schema.clause import Topic
from letterkit.schema.fields import Text
from letterkit.schema.person_names import surname_of

_WORD = re.compile(r"\w[\w’'.-]*")
_SENTENCE_ENDS = re.compile(r"[.!?…,;:]\W*$")
_MOST_WORDS_OF_A_SALUTATION = 12


def something_is_demanded(document: Document) -> Iterator[Problem]:
    """A letter asks for something, unless it thanks for what was done (LK801)."""
    letter = document.letter
    if not letter.demands and not letter.form.thanks:
        message = f"the letter '{letter.name}' demands nothing"
        yield Problem("LK801", message, letter.plan.location, "add 'demands:'", Severity.WARNING)


def nobody_gets_two(document: Document) -> Iterator[Problem]:
    """The addressee gets no copy, and nobody two (LK613)."""
    letter = document.letter
    told = set(map(_called, letter.targets))
    for key, target in zip(letter.plan.copies, letter.copies, strict=False):
        if any(_called(target)) and _called(target) in told:
            message = f"'{key}' gets the letter, or another copy of it, already"
            yield Problem("LK613", message, key.location, "take it out of 'copies:'", Severity.WARNING)
        told.add(_called(target))


def nobody_writes_twice(document: Document) -> Iterator[Problem]:
    """No organisation stands twice among those who write a letter, and nobody signs it twice (LK239)."""
    letter = document.letter
    for key in _again(letter.plan.from_):
        yield Problem("LK239", f"'{key}' writes the letter already", key.location, "keep one of the two")
    named = {str(name).casefold() for house in letter.senders for name in _names(house.name, house.short)}
    for cosigner in letter.plan.with_:
        names = {str(name).casefold() for name in _names(cosigner.name)}
        if names & named:
            place = cosigner.name.first.location or letter.plan.location
            yield Problem(
                "LK239", f"'{cosigner.name.first}' writes the letter already", place, "take it out of 'with:'"
            )
        named |= names
    for name in _again([each.officer.name for each in letter.signatories if each.officer.name]):
        place = next((key.location for key in reversed(letter.plan.signed_by)), letter.plan.location)
        yield Problem("LK239", f"{name} signs the letter already", place, "keep one of the two under 'signed-by:'")


def _again(names: Sequence[Scalar]) -> Iterator[Scalar]:
    """Those that stood there before."""
    return (name for at, name in enumerate(names) if name in names[:at])


def _names(*names: Text | None) -> Iterator[Scalar]:
    return (name for text in names if text for name in text.languages.values())


def _called(target: Target) -> tuple[str, ...]:
    return tuple(str(text.first) if text else "" for text in (target.name, target.office, target.of))


def letter_is_short_enough(document: Document) -> Iterator[Problem]:
    """A letter, from salutation to complimentary close, has no more words than its house allows (LK803)."""
    most = document.letter.letterhead.limits.words
    counted, beyond = 0, None
    for passage in document.passages:
        counted += _words(passage)
        beyond = beyond or (passage if counted > most else None)
    if beyond:
        location = _beginning(document, beyond) if document.edited else document.letter.plan.location
        message = f"the letter has {counted} words; the house allows {most}"
        hint = "leave out what the demands do not need, or give the letterhead other 'limits: {words: ...}'"
        yield Problem("LK803", message, location, hint, Severity.WARNING)


def paragraphs_are_short_enough(document: Document) -> Iterator[Problem]:
    """A paragraph has no more words than its house allows (LK804)."""
    most = document.letter.letterhead.limits.paragraph
    for passage in document.body:
        if (counted := _words(passage)) > most:
            beginning = " ".join(passage.text.split()[:4])
            message = f"the paragraph '{beginning} ...' has {counted} words; the house allows {most}"
            hint = "divide it where the thought turns, or say less"
            location = _beginning(document, passage) if _is_written(passage) else document.letter.plan.location
            yield Problem("LK804", message, location, hint, Severity.WARNING)


def _is_written(passage: Passage) -> bool:
    """Whether most of a passage is in a person's own words."""
    own = sum(len(run.text) for run in passage.runs if run.kind in (OriginKind.TEXT, OriginKind.HAND))
    return own > sum(len(run.text) for run in passage.runs) / 2


def _words(passage: Passage) -> int:
    return len(_WORD.findall(passage.text))


def _beginning(document: Document, passage: Passage) -> Location | None:
    """The place of the first words of a passage's longest run."""
    run, start = max(((run, start) for run, start in _starts(passage)), key=lambda pair: len(pair[0].text))
    found = re.match(r"\s*(?:\S+\s+){0,3}\S+", run.text)
    return document.place(passage, start, start + (found.end() if found else 1))


def _starts(passage: Passage) -> Iterator[tuple[Run, int]]:
    start = 0
    for run in passage.runs:
        yield run, start
        start += len(run.text)


def demands_rest_on_grounds(document: Document) -> Iterator[Problem]:
    """Each demand has a ground, or an act that is one itself, among what a letter says (LK806).

    Nothing is said of a letter with free text, which may be the ground, nor of one that argues from facts alone.
    """
    letter = document.letter
    items = list(letter.items())
    argued = any(isinstance(item, FilledClause) and any(_carried(item, letter)) for item in items)
    if not argued or any(isinstance(item, FreeText) for item in items):
        return
    carried = {topic for item in items for topic in _carried(item, letter)}
    for item in (item for paragraph in letter.demands for item in paragraph):
        if isinstance(item, FilledClause) and _lacks_ground(item, carried, document):
            fitting = _grounds_of(item.clause.topics, document)
            message = f"nothing in the letter carries the demand '{item.clause.name}'"
            hint = f"give it a ground: {', '.join(fitting)}" if fitting else "tell the act that calls for it"
            yield Problem("LK806", message, item.location, hint, Severity.WARNING)


def _lacks_ground(item: FilledClause, carried: set[Topic | str], document: Document) -> bool:
    """Whether no topic of a demand is carried; of one that fits nobody for whom it is made, LK501 says so."""
    bare = bool(item.clause.topics) and not carried.intersection(item.clause.topics)
    return bare and not any(misses(item, key, document) for key in for_whom(item))


def _grounds_of(topics: Iterable[str], document: Document) -> list[str]:
    """The names of the grounds that carry one of some topics."""
    grounds = document.library.of_kind("grounds").values()
    return sorted(clause.name for clause in grounds if set(clause.topics).intersection(topics))


def _carried(item: Item, letter: Letter) -> Iterator[Topic | str]:
    """The topics of which an item can carry a demand; a demand carries none."""
    if isinstance(item, Event):
        yield from letter.act_kinds[item.act.kind].topics
    elif isinstance(item, FilledClause) and item.clause.kind != "demands":
        yield from item.clause.topics
        for parameter in item.clause.takes:
            if parameter.type == "instruments":
                for key in item.arguments.get(parameter.name) or ():
                    yield from letter.law.instrument(key).topics
            elif parameter.type == "acts":
                for event in item.arguments.get(parameter.name) or ():
                    yield from _carried(event, letter)


def reply_is_asked_by_a_day(document: Document) -> Iterator[Problem]:
    """A letter whose form or plan asks for a reply by a day names the day (LK807)."""
    letter, by = document.letter, document.letter.plan.reply_by
    deadlines = (
        said.arguments.get(parameter.name)
        for said in letter.said()
        for parameter in said.clause.takes
        if parameter.type == "deadline"
    )
    if any(deadlines):
        return
    if by is not None:
        texts = (passage.text for passage in document.passages)
        named = {day for text in texts for one in dates_in(text, document.language, letter.date) for day in one.days}
        if not named.intersection((by.first, by.last)):
            message = f"the letter '{letter.name}' asks for no reply by {by}: none of its closings says a day"
            hint = f"close with a clause that does, such as 'closing: {{expect-answer: {by}}}', or leave 'reply-by' out"
            yield Problem("LK807", message, by.location or letter.plan.location, hint, Severity.WARNING)
    elif letter.form.reply_by:
        message = f"the letter '{letter.name}' asks for no reply by a day"
        hint = "give its closing a day, such as 'closing: {expect-answer: 2017-02-20}'"
        yield Problem("LK807", message, letter.plan.location, hint, Severity.WARNING)


def close_fits_salutation(document: Document) -> Iterator[Problem]:
    """The complimentary close is the one that goes with the salutation, and calls the target the same (LK808).

    Where one of the two speaks to somebody else, they cannot be the same.
    """
    checking, spelling = document.language.checking, document.language.style.spelling
    salutation, close = _salutation(document), _close(document)
    if salutation is None or close is None:
        return
    opening = salutation.text.rstrip(" ,:!")
    for pair in checking.unfit_closes:
        fits = pair.spelling != spelling or not pair.salutation.match(opening)
        if not fits and (found := pair.close.match(close.text)):
            message = f"'{found[0]}' does not go with '{opening}'"
            hint = f"close with '{pair.instead}'"
            if not document.edited:
                hint += ", in the letterhead's 'close' or 'close-without-name'"
            yield Problem("LK808", message, document.place(close, 0, found.end()), hint, Severity.WARNING)
    repeated = checking.close_repeats.search(close.text) if checking.close_repeats else None
    differ = repeated and repeated[1] and _alike(repeated[1]) != _alike(opening)
    if repeated and differ and not any(salutation_addresses_the_target(document)):
        message = f"the salutation says '{opening}', the close '{repeated[1]}'"
        location = document.place(close, repeated.start(1), repeated.end(1))
        yield Problem("LK808", message, location, f"write '{opening}' in both", Severity.WARNING)


def target_is_not_called_by_first_name(document: Document) -> Iterator[Problem]:
    """The salutation has no first name without a surname (LK808), but for a title that goes with one: "Dame Helen".

    Such a title is known from ``dear``, where it stands before the name.
    """
    target, salutation = document.letter.target, _salutation(document)
    if salutation is None or target.name is None:
        return
    dear = target.dear and (target.dear.within(document.language.code) or target.dear.first)
    if dear and len(str(dear).split()) > 1 and str(dear) in salutation.text:
        return
    name = str(target.name.within(document.language.code) or target.name.first)
    surname = surname_of(target, document.language.code)
    said = set(re.findall(r"[\w’'-]+", salutation.text))
    for first in name.removesuffix(surname).split():
        if len(first) > 2 and first in said and not said.intersection(surname.split()):
            at = salutation.text.index(first)
            message = f"the salutation calls the target '{first}', by first name"
            hint = f"write '{salutation_and_close(document.letter, document.language)[0]}'"
            location = document.place(salutation, at, at + len(first))
            yield Problem("LK808", message, location, hint, Severity.WARNING)


def salutation_and_close_are_there(document: Document) -> Iterator[Problem]:
    """An edited draft begins with a salutation and ends with a complimentary close (LK811)."""
    if document.edited and document.passages:
        salutation, close = salutation_and_close(document.letter, document.language)
        checking = document.language.checking
        if checking.salutations and _salutation(document) is None:
            hint = f"begin it with '{salutation}', in a paragraph of its own"
            location = _beginning(document, document.passages[0])
            yield Problem("LK811", "the draft has no salutation", location, hint, Severity.WARNING)
        if checking.closes and _close(document) is None:
            broken = _breaks_off(document)
            hint = f"end it with '{close}', in a paragraph of its own"
            earlier = "'letterkit history' lists earlier versions, and 'letterkit restore' brings one back"
            hint += f"; where a part was lost, {earlier}" if broken else ""
            location = _beginning(document, document.passages[-1])
            message = (
                "the draft breaks off: it has no complimentary close"
                if broken
                else "the draft has no complimentary close"
            )
            severity = Severity.ERROR if broken else Severity.WARNING
            yield Problem("LK811", message, location, hint, severity)


def _breaks_off(document: Document) -> bool:
    """Whether a draft ends in the middle of a sentence, or has less than half of the sentences that were drafted."""
    told = sum(1 for _ in document.sentences(document.passages))
    return not _SENTENCE_ENDS.search(document.passages[-1].text) or 2 * told < len(document.drafted)


def _salutation(document: Document) -> Passage | None:
    """The salutation, when the first paragraph is one: short, and beginning as salutations of its language do."""
    first = document.passages[0] if len(document.passages) > 1 else None
    own = salutation_and_close(document.letter, document.language)[0].split()[:1]
    if first is None or _words(first) > _MOST_WORDS_OF_A_SALUTATION:
        return None
    pattern = document.language.checking.salutations
    known = (pattern and pattern.match(first.text)) or first.text.split()[:1] == own
    return first if known else None


def _close(document: Document) -> Passage | None:
    """The complimentary close: one of the last paragraphs (a name may stand below it) that begins as closes do."""
    own = salutation_and_close(document.letter, document.language)[1].split()[:1]
    pattern = document.language.checking.closes
    for passage in reversed(document.passages[1:][-3:]):
        if (pattern and pattern.match(passage.text)) or passage.text.split()[:1] == own:
            return passage
    return None


def _alike(address: str) -> str:
    return re.sub(r"\W+", " ", address).strip().lower()
