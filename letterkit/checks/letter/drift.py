"""Drift: what a person wrote into a draft still says what the campaign says no longer.

A value is old when the record of the draft knows it from an earlier text, and the campaign gives another in its place,
or none. One that the campaign says elsewhere ("18 January" of another act) is looked for only in sentences that began
as the one that carried it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from letterkit.drafts.document import Document
from letterkit.drafts.history import Fact
from letterkit.drafts.merge.align import followed
from letterkit.drafts.passages import Passage
from letterkit.drafts.provenance import values_of
from letterkit.foundation.codes import Severity
from letterkit.foundation.dates import PartialDate
from letterkit.foundation.problems import Location, Problem
from letterkit.language.grammar import Language
from letterkit.language.mentions import NumberMention, dates_in, numbers_in
from letterkit.language.words import key_of, words
from letterkit.letter.names import words_of
from letterkit.schema.campaign import Person
from letterkit.schema.person_names import family_name

# A new value so near to the old one tells of the change itself: "from 19 to 22", "19, now 22".
_BESIDE = 24
# A smaller number stands for too many things, unless the words counted follow it.
_TELLING = 10
_NUMBERS = re.compile(r"(?:#\d+|/\d+)(?=/|$)")

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Old:
    """A value that no longer holds, with what the campaign says instead and where ("" and None for nothing).

    ``shared`` says that the campaign gives the same value elsewhere.
    """

    fact: Fact
    new: str
    location: Location | None
    shared: bool


class _Values:
    """What held when the draft was made, and what holds now."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.now = values_of(document.letter, document.campaign)
        self.languages = frozenset(document.library.language_codes())
        self._alike: dict[str, list[tuple[str, Location]]] = {}
        for name, value in self.now.items():
            self._alike.setdefault(self.plain(name), []).append(value)

    def plain(self, name: str) -> str:
        """A name without numbers and languages: which of several it is changes when another is put before it."""
        name = _NUMBERS.sub("", name)
        head, _, tail = name.rpartition("/")
        return head if tail in self.languages else name

    @cached_property
    def old(self) -> tuple[_Old, ...]:
        """The values that no longer hold, each once."""
        record = self.document.record
        everywhere = {
            (_kind(self.plain(name), value), key_of(value).casefold())
            for name, (value, _) in self.now.items()
            if not name.startswith(("sources/", "letters/"))
        }
        found: dict[tuple[str, str], _Old] = {}
        for fact in (*record.former, *record.facts()) if record else ():
            name = self.plain(fact.name)
            values = self._alike.get(name, [])
            shared = (_kind(name, fact.value), key_of(fact.value).casefold()) in everywhere
            if any(key_of(value) == key_of(fact.value) for value, _ in values) or (shared and not values):
                continue
            new, location = self.now.get(fact.name) or (values[0] if values else ("", None))
            found.setdefault((name, fact.value), _Old(_as_plain(fact, name), new, location, shared))
        return tuple(found.values())

    @cached_property
    def nouns(self) -> Mapping[str, tuple[str, ...]]:
        """The words counted of each group ("people/pickets"), as they are and as they were."""
        record = self.document.record
        named = [(name, value) for name, (value, _) in self.now.items()]
        named += [(fact.name, fact.value) for fact in (record.former if record else ())]
        found: dict[str, tuple[str, ...]] = {}
        for name, value in named:
            owner, _, part = self.plain(name).rpartition("/")
            if part == "noun":
                found[owner] = (*found.get(owner, ()), *(_stem(word) for word in words(value)[:1]))
        return found

    @cached_property
    def carried(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts of the generated sentence that each sentence of the draft began as, by its words."""
        record = self.document.record
        said = [key_of(run.text) for passage in self.document.passages for run in passage.runs]
        generated = record.sentences if record else ()
        partners = followed([sentence.text for sentence in generated], said)
        return {said[there]: generated[here].facts for here, there in partners.items()}


def _as_plain(fact: Fact, name: str) -> Fact:
    return Fact(name, fact.value, fact.text, fact.file, fact.line, fact.column)


def _stem(word: str) -> str:
    return word.casefold().rstrip("sx")


def nothing_old_is_left(document: Document) -> Iterator[Problem]:
    """No sentence that a person wrote or edited says what the campaign said when the draft was made, and not now."""
    if not document.edited:
        return
    values = _Values(document)
    if not values.old:
        return
    for passage, start, sentence in _undisputed(document):
        carried = {(values.plain(fact.name), fact.value): fact for fact in values.carried.get(key_of(sentence), ())}
        related = {name for name, _ in carried}
        taken: list[Stretch] = []
        for old in values.old:
            find, code = FINDERS[_kind(old.fact.name, old.fact.value)]
            if old.shared and (old.fact.name not in related or _says_too(carried, old)):
                continue
            for first, last in find(sentence, old, old.fact.name in related, values):
                if any(first < other_last and other_first < last for other_first, other_last in taken):
                    continue
                taken.append((first, last))
                location = document.place(passage, start + first, start + last)
                yield _left(code, sentence[first:last], old, location)


def _says_too(carried: Mapping[tuple[str, str], Fact], old: _Old) -> bool:
    """Whether a generated sentence says a value of something else, for which it holds."""
    return any(value == old.fact.value and name != old.fact.name for name, value in carried)


def _undisputed(document: Document) -> Iterator[tuple[Passage, int, str]]:
    """The sentences by hand, but for those of two versions of which one is still to be kept."""
    notes = document.language.writing.two_versions
    disputed, inside = set(), False
    for passage in document.passages:
        inside = (inside or passage.text.startswith(notes.begin)) and not passage.text.startswith(notes.end)
        if inside:
            disputed.add(id(passage))
    return (found for found in document.written_by_hand() if id(found[0]) not in disputed)


def _left(code: str, said: str, old: _Old, location: Location | None) -> Problem:
    if old.location is None:
        message = f"'{said}': the campaign said so when this was drafted, and says it no longer"
        return Problem(code, message, location, "take it out, or write what the campaign says now", Severity.WARNING)
    message = f"'{said}': the campaign now says '{old.new}'"
    hint = f"it stands at {old.location.file}:{old.location.line}; write '{old.new}' here, or correct it there"
    return Problem(code, message, location, hint, Severity.WARNING)


Finder = Callable[[str, _Old, bool, _Values], Iterator[Stretch]]


def _kind(name: str, value: str) -> str:
    """What a value is, by its name without numbers and languages: ``number``, ``name``, ``date`` or ``phrase``."""
    owner, *keys = name.split("/")
    part = keys[-1] if keys else owner
    if part == "count" or owner == "letterheads":
        return "number"
    if part in ("name", "short", "surname"):
        return "name"
    if part in ("date", "from", "until") or (len(keys) > 1 and keys[-2] == "acts"):
        with suppress(ValueError):
            PartialDate.parse(value)
            return "date"
    return "phrase"


# Numbers


def _numbers(sentence: str, old: _Old, related: bool, values: _Values) -> Iterator[Stretch]:
    """An old number, in figures or words, of what the campaign counts, or of the sender's members."""
    document = values.document
    language = document.language
    counted = [mention.number for mention in numbers_in(old.fact.value, language)][:1]
    if not counted or old.fact.name.startswith("letterheads"):
        yield from _as_written(sentence, old, counted, language)
        return
    new = [mention.number for mention in numbers_in(old.new, language)]
    mentions = list(numbers_in(sentence, language))
    nouns = set(values.nouns.get(old.fact.name.rpartition("/")[0], ()))
    for mention in _counts(sentence, mentions, document):
        if mention.number != counted[0] or any(
            other.number in new and _is_beside(mention.start, other.start, sentence) for other in mentions
        ):
            continue
        of_group = not nouns.isdisjoint(map(_stem, words(sentence[mention.end :])[:3]))
        if of_group or related or counted[0] > _TELLING:
            yield mention.start, mention.end


def _as_written(sentence: str, old: _Old, counted: Iterable[int], language: Language) -> Iterator[Stretch]:
    """An old value as it stood or stands in the campaign, or with its number in words or figures."""
    texts = {old.fact.text, old.fact.value}
    texts.update(language.number(number, words_) for number in counted for words_ in (True, False))
    for text in sorted(texts, key=len, reverse=True):
        yield from _literally(text, sentence)


def _counts(sentence: str, mentions: Iterable[NumberMention], document: Document) -> Iterator[NumberMention]:
    """The numbers of a sentence that can count something: none of a date, of a measure or of a title."""
    language = document.language
    dates = [(date.start, date.end) for date in dates_in(sentence, language, document.letter.date)]
    units = language.checking.units
    holding = {str(word).casefold() for word in language.writing.typography.before_numbers}
    for mention in mentions:
        ahead = words(sentence[mention.end :])[:1]
        behind = sentence[: mention.start].split()[-1:]
        dated = any(first <= mention.start < last for first, last in dates)
        measured = ahead and units and units.match(ahead[0])
        if not (dated or measured or (behind and behind[0].casefold() in holding)):
            yield mention


def _is_beside(at: int, there: int, sentence: str) -> bool:
    between = sentence[min(at, there) : max(at, there)]
    return len(between) < _BESIDE and len(words(between)) < 4


# Dates


def _dates(sentence: str, old: _Old, related: bool, values: _Values) -> Iterator[Stretch]:
    """An old date: a day however it is written, a longer time as the text had it."""
    date, today = PartialDate.parse(old.fact.value), values.document.letter.date
    if not date.exact:
        if related:
            yield from _literally(old.fact.text, sentence)
        return
    with suppress(ValueError):
        new = PartialDate.parse(old.new)
        mentions = list(dates_in(sentence, values.document.language, today))
        others = [mention for mention in mentions if new.first in mention.days]
        for mention in mentions:
            told = any(_is_beside(mention.start, other.start, sentence) for other in others if other != mention)
            if date.first in mention.days and date.first != today and not told:
                yield mention.start, mention.end
        return
    for mention in dates_in(sentence, values.document.language, today):
        if date.first in mention.days and date.first != today:
            yield mention.start, mention.end


# Names


def _names(sentence: str, old: _Old, related: bool, values: _Values) -> Iterator[Stretch]:
    """An old name in full, or a word of an old name of a person that no right name has."""
    found = list(_literally(old.fact.value, sentence, exactly=True))
    known = values.document.known
    if old.fact.name.startswith(("people/", "targets/")):
        for word in words(old.fact.value):
            telling = len(word) > 2 and word[0].isupper() and word.casefold() not in known.ordinary
            if telling and not set(words_of(word)) <= known.words:
                found.extend(_literally(word, sentence, exactly=True))
    elif related:
        found.extend(_literally(old.fact.text, sentence))
    now = list(_literally(old.new, sentence, exactly=True)) if old.new else []
    # A new name can hold the old one: "Union" and "Free Union".
    return (stretch for stretch in found if not any(first <= stretch[0] and stretch[1] <= last for first, last in now))


# Places, outcomes and other phrases


def _is_name(word: str) -> bool:
    return len(word) > 3 and word[0].isupper()


def _is_named(key: str, sentence: str, document: Document) -> bool:
    """Whether a sentence has the surname of a person of the campaign."""
    person = document.campaign.people.get(key)  # type: ignore[call-overload]
    return isinstance(person, Person) and any(_literally(_surname(person), sentence))


def _phrases(sentence: str, old: _Old, related: bool, values: _Values) -> Iterator[Stretch]:
    """An old phrase: one with a name in it anywhere, any other where the person it is told of is spoken of."""
    document = values.document
    kind, *keys = old.fact.name.split("/")
    spoken_of = related or (kind == "people" and any(_is_named(key, sentence, document) for key in keys[:1]))
    named = any(map(_is_name, words(old.fact.value)))
    if old.new and any(_literally(old.new, sentence)):
        return
    texts = dict.fromkeys((old.fact.value, old.fact.text)) if named or spoken_of else {}
    found = [stretch for text in texts if len(text) > 3 for stretch in _literally(text, sentence)]
    yield from found
    if related and not found:
        for text in _differing(old.fact.value, old.new):
            yield from _literally(text, sentence)


def _differing(old: str, new: str) -> Iterator[str]:
    """The words in which an old phrase differs from the new one, with those beside them: "two years"."""
    before, after = words(old), words(new)
    for what, start, end, _, _ in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what in ("replace", "delete") and end - start < len(before):
            yield " ".join(before[start : end + 1] if end < len(before) else before[start - 1 : end])


def _surname(person: Person) -> str:
    return str(person.surname.first if person.surname else family_name(str(person.name.first)))


def _literally(text: str, sentence: str, exactly: bool = False) -> Iterator[Stretch]:
    """Where a text stands in a sentence as whole words, with any spaces; with other capitals unless ``exactly``."""
    written = r"\s+".join(map(re.escape, text.split())).replace("'", "['’]").replace("’", "['’]")
    pattern = re.compile(rf"(?<!\w){written}(?!\w)" if written else r"(?!)", 0 if exactly else re.IGNORECASE)
    return ((found.start(), found.end()) for found in pattern.finditer(sentence))


FINDERS: Mapping[str, tuple[Finder, str]] = {
    "number": (_numbers, "LK511"),
    "date": (_dates, "LK513"),
    "name": (_names, "LK514"),
    "phrase": (_phrases, "LK515"),
}
