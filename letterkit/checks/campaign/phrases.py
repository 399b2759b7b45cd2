"""Phrases that a campaign words: each fits into the sentence or the list in which the letter puts it.

They are read in the letter as it is composed, so that whatever is printed is looked at, under whatever key it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterkit.checks.wording.leftovers import MERGE, unpaired
from letterkit.checks.wording.masking import unquoted
from letterkit.drafts.document import Document
from letterkit.drafts.passages import Passage
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Location, Problem
from letterkit.language.lexicon import WORD, frequency_in
from letterkit.language.spelling import plain
from letterkit.letter.compose.addressing import salutation_and_close
from letterkit.letter.items import FilledClause, FreeText
from letterkit.letter.names import groups
from letterkit.schema.campaign import Person
from letterkit.schema.fields import Text

# A full stop behind a word, not behind an abbreviation ("etc.", "Ltd."); what lacks the last of its full stops.
_STOPPED = re.compile(r"(?<![\w.])([^\W\d_]{4,})\.$")
_ABBREVIATED = re.compile(r"(?<![\w.])(?:[A-Z]\.){1,4}[A-Z](?![\w.])")
_LOOSE = re.compile(r"[,;:–—-]$")
# What stands apart ("the Code, as amended,") has a comma on either side.
_APART = 2
_LONGEST_GREETING = 70
# Parts of a letter in which phrases stand, and not only names, numbers and addresses.
IN_WORDS = frozenset({"text", "item", "subject", "enclosure"})


def phrases_fit(document: Document) -> Iterator[Problem]:
    """No phrase of a campaign breaks off, brings its own full stop or greets anybody (LK138)."""
    unfinished = frozenset(document.language.checking.unfinished)
    counts = {
        count.location for group in groups(document.campaign) if group.count for count in group.count.languages.values()
    }
    first = next((passage for passage in document.body if passage.part == "text"), None)
    for passage, start, text in given(document):
        if passage.part not in IN_WORDS or passage.run_at(start).location in counts:  # "dozens of" leads to its noun
            continue
        sentence = passage.part == "text" and passage.run_at(start).kind is OriginKind.TEXT
        if sentence and start == 0 and passage is first and (end := _second_salutation(text, document)):
            message = f"'{text[:end]}' greets a second time: the salutation stands above it"
            yield Problem("LK138", message, document.place(passage, 0, end), "begin with what follows it")
        for place, what, hint in _misfits(text, document, unfinished, sentence):
            where = document.place(passage, start + place[0], start + place[1])
            yield Problem("LK138", f"'{text[slice(*place)]}' {what}", where, hint)


def _misfits(
    text: str, document: Document, unfinished: frozenset[str], sentence: bool
) -> Iterator[tuple[tuple[int, int], str, str]]:
    """What of a phrase, or of a ``sentence`` of its own, does not fit: where, what it is, and the mend."""
    words = list(re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text))
    loose = _LOOSE.search(text) if text.count(",") < _APART else None
    if len(words) > 1 and words[-1].end() == len(text) and words[-1][0] in unfinished:
        yield words[-1].span(), "is where the phrase breaks off", "complete the phrase"
    elif loose and words:
        yield loose.span(), "ends the phrase, and something seems to be missing behind it", "complete it, or delete it"
    if sentence:
        return
    stopped = _STOPPED.search(text)
    if stopped and stopped[1].islower() and frequency_in(document.language.code)(stopped[1]):
        hint = "delete it: the letter ends its sentences itself"
        yield (stopped.end() - 1, stopped.end()), f"ends the phrase '{text}'", hint
    if end := _greeting(text, document):
        yield (0, end), "greets, in the middle of the letter", "leave the salutation to the letter"


def demands_are_what_somebody_is_to_do(document: Document) -> Iterator[Problem]:
    """A demand in a campaign's own words is an infinitive phrase, as the list or sentence goes on (LK138)."""
    pattern, code = document.language.checking.no_demand, document.language.code
    for item in (item for group in document.letter.demands for item in group):
        said = item.text.within(code) if isinstance(item, FreeText) and pattern else None
        if said and pattern and pattern.search(plain(str(said))):
            message = f"'{said}' is no infinitive phrase, and follows 'to' or its like in the letter"
            hint = "begin with what is to be done, such as 'publish the decision'"
            yield Problem("LK138", message, said.location, hint)


def what_is_to_be_done_is_an_infinitive(document: Document) -> Iterator[Problem]:
    """What a clause says after "to" or its like is an infinitive phrase: "to takes them back" is not said (LK138)."""
    pattern, code = document.language.checking.no_demand, document.language.code
    for item in (each for each in document.letter.items() if isinstance(each, FilledClause) and pattern):
        for name in (parameter.name for parameter in item.clause.takes if parameter.type == "infinitive"):
            text = item.arguments.get(name)
            said = text.within(code) if isinstance(text, Text) else None
            if said and pattern and pattern.search(plain(str(said))):
                message = f"'{said}' is no infinitive phrase, and follows 'to' or its like in '{item.clause.name}'"
                hint = "begin with what is to be done, such as 'take them back'"
                yield Problem("LK138", message, said.location, hint)


def _greeting(text: str, document: Document) -> int:
    """Where a salutation ends with which a phrase begins: "Dear Minister, please"; 0 where it does not."""
    pattern = document.language.checking.salutations
    found = pattern.match(text) if pattern else None
    if not found or not re.match(r"[^,.]{2,60},\s+\w", text):
        return 0
    if _names_somebody(text[found.end() : text.index(",")], document):  # "Mr Mamani, sentenced to two years"
        return 0
    end = text.index(",")
    return end if found.end() <= end and _is_small(text[end + 1 :].split()[0], document) else 0


def _names_somebody(words: str, document: Document) -> bool:
    """Whether words are the name of somebody of the campaign, who is told of and not spoken to."""
    people = (one for one in document.campaign.people.values() if isinstance(one, Person))
    names = {word.casefold() for one in people for name in one.name.languages.values() for word in name.split()}
    return bool(words.split()) and names.issuperset(word.casefold() for word in words.split())


def _second_salutation(text: str, document: Document) -> int:
    """Where words end that do nothing but greet the addressee, before the comma of a sentence; 0 for others."""
    pattern, target = document.language.checking.salutations, document.letter.target
    words = text.split(",")[0].split() if "," in text[:_LONGEST_GREETING] else []
    if not pattern or not words or not pattern.match(text):
        return 0
    own = [salutation_and_close(document.letter, document.language)[0]]
    own += [str(said) for one in (target.name, target.office, target.of) if one for said in one.languages.values()]
    called = {word.casefold().strip(".,") for said in own for word in said.split()}
    small = {str(word) for word in document.language.checking.function_words or ()}
    greets = all(pattern.match(word) or word.casefold().strip(".") in called | small for word in words)
    return text.index(",") if greets else 0


def _is_small(word: str, document: Document) -> bool:
    return word.islower() and frequency_in(document.language.code)(word.strip(".,;:")) >= WORD


def phrases_are_whole(document: Document) -> Iterator[Problem]:
    """No bracket, quotation mark or full stop of a campaign's phrase lacks its fellow (LK814, LK819)."""
    for passage, start, text in given(document):
        for at in unpaired(text):
            message = f"'{text[at]}' has no other half in '{text}'"
            place = document.place(passage, start + at, start + at + 1)
            yield Problem("LK814", message, place, "add the other half, or delete it")
        for found in _ABBREVIATED.finditer(unquoted(text)):
            place = document.place(passage, start + found.start(), start + found.end())
            message = f"'{found[0]}' lacks the last of its full stops"
            yield Problem("LK819", message, place, f"write '{found[0]}.'")


def no_merge_is_unfinished_in_a_campaign(document: Document) -> Iterator[Problem]:
    """No text of a campaign is a sign of a version control system where two versions meet (LK937)."""
    for passage, start, text in given(document):
        if MERGE.match(text):
            place = document.place(passage, start, start + len(text))
            hint = "keep one of the two versions, and delete the lines with these signs"
            yield Problem("LK937", f"'{text[:7]}' divides two versions", place, hint)


def given(document: Document) -> Iterator[tuple[Passage, int, str]]:
    """What a campaign itself words of a composed letter: the passage, the beginning in it, and the text.

    What is edited was composed before, and is looked at there.
    """
    told: set[tuple[Location | None, str]] = set()
    for passage in () if document.edited else document.everything:
        start = 0
        for run in passage.runs:
            own = run.location is not None and run.location.file in document.campaign.texts
            if own and run.kind in _WORDED and run.text.strip() and (run.location, run.text) not in told:
                told.add((run.location, run.text))
                yield passage, start, run.text
            start += len(run.text)


_WORDED = (OriginKind.FACT, OriginKind.PHRASE, OriginKind.TEXT)
