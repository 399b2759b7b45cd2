"""Weigh what a sentence makes somebody's deed, of which the campaign only has that they are accused: "had damaged".

Alleged is what somebody is charged with, and the reason that was stated for a step against them. A sentence that makes
it their deed says what the accusers say: with a verb for it and them as its subject, with "guilty", or with a noun for
it that explains what befell them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.reading import ReadSentence
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import TextWord, words_of
from letterkit.foundation.problems import Location
from letterkit.language.spelling import folded, plain
from letterkit.language.stems import stem_in
from letterkit.schema.campaign import Person
from letterkit.schema.library import Library

_KIN = 5
"""Words that begin with so many letters alike, accents apart, are of one: « rébellion », « rebellée »."""
_OBJECT = 6
"""What somebody committed stands so near to the word that says so: "spread propaganda", "the crime he committed"."""
_BETWEEN = 5
"""So many small words can stand between who did something and the verb: "had, by then, already"."""
_MARKS = frozenset(",;:()\u2013\u2014")
_NAMED = ("person", "group", "head")


@dataclass(frozen=True, slots=True)
class _Alleged:
    """What somebody is accused of: whose it is, the key that gives it, its words, the first one, where it stands."""

    key: str
    what: str
    stems: frozenset[str]
    head: str
    place: Location | None


def guilt_in(reading: ReadSentence, eyes: Eyes, dossier: Dossier) -> Iterator[tuple[Claim, frozenset[Mention]]]:
    """The claims of a sentence that make what somebody is accused of their deed."""
    meant = _meant(reading)
    guilt = _Guilt(reading.seen, eyes, dossier, len(meant) > 1)
    if reading.item or guilt.is_others:
        return
    for key in sorted(meant):
        for alleged in guilt.alleged(key):
            if place := guilt.told(alleged):
                says = f"told as done: the campaign has it as the '{alleged.what}"
                claim = Claim("act", "guilt", (key,), *place, Verdict.CONTRADICTED, says, alleged.place, "LK521")
                yield claim, frozenset()
                break


def _meant(reading: ReadSentence) -> frozenset[str]:
    """All whom a sentence can speak of: those named, those of whom it says something, those of whom was spoken last."""
    named = [*reading.seen.of(*_NAMED), *(one for each in reading.predicates for one in each.who)]
    return frozenset(key for one in (*named, *reading.spoken.last) for key in one.values if key)


class _Guilt:
    """Looks for it in one sentence."""

    def __init__(self, seen: Seen, eyes: Eyes, dossier: Dossier, several: bool) -> None:
        self._several = several
        self._seen, self._eyes, self._dossier, self._lists = seen, eyes, dossier, eyes.lexicon.lists
        self._stem = stem_in(eyes.language.code)
        self._groups = eyes.cast.library.derived(_misdeeds, eyes.language.code)

    @property
    def is_others(self) -> bool:
        """Whether a sentence asks for something, or gives what others say."""
        told = self._seen.of("demanding", "according", "saying")
        return bool(told) or any(word.low in self._lists["distancing"] for word in self._seen.words)

    def alleged(self, key: str) -> Iterator[_Alleged]:
        """What the campaign has somebody accused of."""
        kinds, code = self._eyes.cast.library.acts, self._eyes.language.code
        for act in self._dossier.acts(key) if key in self._dossier.owners else ():
            asked = act.outcome if kinds[act.kind].alleged and kinds[act.kind].status else None
            for text, what in ((asked, "outcome"), (act.stated_reason, "stated-reason")):
                if text:
                    words = words_of(plain(str(text.within(code) or text.first)))
                    small = self._eyes.lexicon.function | self._lists["articles"]
                    stems = [self._stem(word.low) for word in words if word.low not in small] or [""]
                    yield _Alleged(key, f"{what}:' of '{key}.{act.kind}'", frozenset(stems), stems[0], act.location)

    def told(self, alleged: _Alleged) -> tuple[int, int] | None:
        """Where a sentence tells it as done, None where it does not."""
        named = list(map(self._names(alleged), self._seen.words))
        for at in range(len(self._seen.words)):
            if named[at] and self._explains(at, alleged.key):
                return self._place(at)
            does = named[at] or self._commits(at, named)
            if does and self._is_doer(at, alleged.key) and not self._is_supposed(at):
                return self._place(at)
        return None

    def _names(self, alleged: _Alleged) -> Callable[[TextWord], bool]:
        """What tells whether a word is one for what somebody is accused of, or for doing it."""
        own = frozenset[str]().union(*(group for group in self._groups if group & alleged.stems))
        kin = folded(alleged.head)[:_KIN]

        def is_named(word: TextWord) -> bool:
            stem = self._stem(word.low)
            return stem in own or (len(kin) == _KIN and folded(stem)[:_KIN] == kin)

        return is_named

    def _commits(self, at: int, named: Sequence[bool]) -> bool:
        """Whether a word is "guilty", or says that a wrong is done that stands close to it: "spread propaganda"."""
        word, lists = self._seen.words[at].low, self._lists
        near = (n for n in range(max(0, at - _OBJECT), min(at + _OBJECT, len(named))) if n != at)
        return word in lists["guilty"] or (
            word in lists["committing"] and any(named[n] or self._is_wrong(n) for n in near)
        )

    def _is_supposed(self, at: int) -> bool:
        """Whether a verb only says what could be: a word that supposes stands before it, in the same clause."""
        begun = max((n for n in range(at + 1) if set(self._seen.words[n].gap) & _MARKS), default=0)
        return any(begun <= each.first < at for each in self._seen.of("unreal"))

    def _place(self, at: int) -> tuple[int, int]:
        return self._seen.words[at].start, self._seen.words[at].end

    def _is_doer(self, at: int, key: str) -> bool:
        """Whether a verb has somebody as its subject, at the head of its clause, and denies nothing."""
        words, lists = self._seen.words, self._lists
        guilty = words[at].low in lists["guilty"]
        first = self._behind_subject(at, guilty)
        if first is None or (guilty and not any(word.low in lists["be"] for word in words[first:at])):
            return False
        subject = self._subject(first, key)
        if subject is None or not self._begins_clause(subject):
            return False
        near = words[first : at + 3]
        denied = any(first <= each.first < at for each in self._seen.of("negations"))
        others = lists["absent"] | lists["nobody"] | lists["only"] | (lists["anything"] & lists["turning"])
        return not denied and not any(word.low in others for word in near)

    def _behind_subject(self, at: int, guilty: bool) -> int | None:
        """The word behind the subject of a verb: only auxiliaries and small words stand between."""
        words, lists = self._seen.words, self._lists
        small = lists["auxiliaries"] | lists["adverbs"] | lists["objects-said"] | lists["be"]
        small |= lists["light-verbs"] if guilty else self._eyes.lexicon.function - lists["governed"]
        led = at > 1 and words[at - 2].low in lists["auxiliaries"]
        first = at - 1 if led and self._is_adverb(at - 1, small) else at
        while (
            first and at - first <= _BETWEEN and not set(words[first].gap) & _MARKS and self._is_small(first - 1, small)
        ):
            first -= 1
        between = words[first:at]
        passive = any(word.low in lists["be"] for word in between) and not guilty
        reflexive = any(len(word.low) <= 2 and word.low in self._lists["reflexive"] for word in between)
        return None if passive and not reflexive else first

    def _is_adverb(self, at: int, small: frozenset[str]) -> bool:
        """Whether a word behind an auxiliary can only say how something was done: "had deliberately damaged"."""
        denied = any(each.first <= at < each.last for each in self._seen.of("negations"))
        return (
            not denied and self._seen.words[at].low not in small and self._seen.words[at].low not in self._lists["be"]
        )

    def _is_small(self, at: int, small: frozenset[str]) -> bool:
        word = self._seen.words[at].low
        if any(each.first <= at < each.last for each in self._seen.of("persons", *_NAMED)):
            return False
        return word in small or word in self._lists["reflexive"]

    def _subject(self, behind: int, key: str) -> int | None:
        """The first word of the subject that ends before a word, if it is somebody; None if it is not."""
        found = self._who(behind, key)
        word = self._seen.words[behind - 1] if behind and found is None else None
        if word and word.low in self._lists["subordinating"]:  # "A, who had damaged"
            return self._who(behind - 1, key)
        return found

    def _who(self, behind: int, key: str) -> int | None:
        """The first word of what calls somebody and ends before a word: a name, a pronoun, "the two women"."""
        for each in self._seen.of(*_NAMED, "persons", "sexes"):
            if each.kind in _NAMED:
                fits = key in each.values
            else:
                fits = bool(each.values & self._genders(key)) or (each.kind == "sexes" and self._several)
            if each.last == behind and fits:
                return each.first
        return None

    def _genders(self, key: str) -> frozenset[str]:
        """The genders of pronouns that can mean somebody, alone or with others."""
        owner = self._dossier.owners.get(key)
        told = {str(owner.gender), "one"} if isinstance(owner, Person) else {"many"}
        return frozenset(told | ({"many"} if self._several else set()))

    def _begins_clause(self, at: int) -> bool:
        """Whether a word stands at the head of a clause: behind a mark, a day, or a word that begins or joins one."""
        words, lists = self._seen.words, self._lists
        while at and words[at - 1].low in lists["titles"] | lists["articles"]:
            at -= 1
        if not at or set(words[at].gap) & _MARKS or any(each.last == at for each in self._seen.of("date", "place")):
            return True
        before, ahead = words[at - 1].low, words[at - 2].low if at > 1 else ""
        if before in lists["reporting"]:  # « après qu'elle eut abîmé », "the damage that she did"
            return ahead in lists["subordinating"] | lists["factive"] or (at > 1 and self._is_wrong(at - 2))
        begun = lists["subordinating"] | lists["boundaries"] | lists["joining"]
        return before in begun or self._is_wrong(at - 1) or self._is_counted(at)

    def _is_counted(self, at: int) -> bool:
        """Whether a number stands right before a word, at the head of a clause: "The two women"."""
        counted = next((each for each in self._seen.of("number") if each.last == at), None)
        return counted is not None and self._begins_clause(counted.first)

    def _is_wrong(self, at: int) -> bool:
        """Whether a word is one for a wrong: "the crime that he committed"."""
        word, lists = self._seen.words[at].low, self._lists
        wrong = word in lists["deeds"] | (lists["anything"] - lists["state-bodies"])
        return wrong or any(self._stem(word) in group for group in self._groups)

    def _explains(self, at: int, key: str) -> bool:
        """Whether a noun for a wrong, as somebody's own, leads what befell them: "after her act of sabotage"."""
        words, lists = self._seen.words, self._lists
        follows = words[at + 1].low if at + 1 < len(words) else ""
        head = at
        while head and not set(words[head].gap) & _MARKS and words[head - 1].low in lists["partitive"] | lists["deeds"]:
            head -= 1
        begin = self._owned_from(head, key) if follows not in lists["charging"] else None
        if begin is None and follows in lists["partitive"] | lists["agents"]:
            of = (each for each in self._seen.of(*_NAMED) if at < each.first <= at + 4 and key in each.values)
            begin = head - (head > 0 and words[head - 1].low in lists["articles"]) if any(of) else None
        return begin is not None and self._leads(begin)

    def _owned_from(self, head: int, key: str) -> int | None:
        """Where the possessive stands before a word, if it can be somebody's; None if it cannot."""
        owners = (each for each in self._seen.of("possessives") if each.last == head)
        return next((each.first for each in owners if each.values & self._genders(key)), None)

    def _leads(self, at: int) -> bool:
        """Whether a word for the reason, or for the time after something, stands right before a place."""
        before: Sequence[TextWord] = self._seen.words[max(0, at - 1) : at]
        led = self._lists["later"] | self._lists["reasons"]
        return any(word.low in led for word in before) or any(
            0 <= at - each.last <= 1 for each in self._seen.of("grounding")
        )


def _misdeeds(library: Library, language: str) -> tuple[frozenset[str], ...]:
    """The stems of the words for each wrong."""
    reading, stem = library.language(language).reading, stem_in(language)
    return tuple(
        frozenset(stem(plain(str(word)).casefold()) for word in group)
        for group in (reading.misdeeds if reading else ())
    )
