"""Which of a person's sentences state nothing of the world: courtesies, opinions of the writer, requests, questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise, zip_longest

from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import Mood
from letterkit.checks.ledger.sentences.reading import ReadSentence
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import words_of
from letterkit.drafts.document import Document
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.spelling import plain

_ByFirst = Mapping[str, Sequence[tuple[str, ...]]]
"""Phrases of stems by their first one."""


class Plainness:
    """Tells them for one letter."""

    def __init__(self, document: Document, eyes: Eyes, folding: Folding) -> None:
        self._document, self._eyes, self._folding = document, eyes, folding
        self._first = document.language.checking.first_person
        self._to_come = document.language.checking.to_come
        lists = eyes.lexicon.lists
        self._stating = lists.get("subordinating", frozenset())
        self._reporting = lists.get("reporting", frozenset())

    def is_plain(self, reading: ReadSentence, tokens: list[Token]) -> bool:
        """Whether a sentence states nothing; what is asked, and what stands in the list of demands, does not.

        ``tokens`` are those of the sentence that tell something.
        """
        seen = reading.seen
        if self._is_of_elsewhere(seen):
            return False
        if reading.item or _is_question(seen):
            return True
        return self.is_view(reading, tokens) or self.is_courtesy(seen, tokens)

    def is_view(self, reading: ReadSentence, tokens: list[Token]) -> bool:
        """Whether a sentence is a wish, what holds always, or a judgement, whomever it names: "We stand with her"."""
        if self._is_of_elsewhere(reading.seen):
            return False
        seen = reading.seen
        return (
            self.is_wish(reading)
            or self._is_supposed(reading)
            or self._is_denied_ahead(reading)
            or self._only_asks(reading)
            or self._is_norm(seen)
            or self._is_maxim(reading)
            or self._is_judgement(reading, tokens)
        )

    def _is_supposed(self, reading: ReadSentence) -> bool:
        """Whether a sentence only says what would be if something were: "If she had been charged, we would know"."""
        seen = reading.seen
        supposed = [each for each in seen.of("unreal") if seen.words[each.first].low not in self._infinitive]
        if not supposed or supposed[0].first:
            return False
        would = supposed[-1].first > 0 or bool(self._to_come and self._to_come.search(seen.text))
        return would and all(each.mood is not Mood.ASSERTED for each in reading.predicates)

    def _is_denied_ahead(self, reading: ReadSentence) -> bool:
        """Whether a sentence says that nothing will or can do something: "No compensation will bring Mr A back"."""
        seen, lists = reading.seen, self._eyes.lexicon.lists
        if not seen.words or seen.words[0].low not in lists["absent"] | lists["nobody"] | self._nothing:
            return False
        told = [each for each in reading.predicates if each.mention.kind != "noun" and each.mood is Mood.ASSERTED]
        verbs = (lists["be"] | lists["auxiliaries"] | lists["past"]) - self._folding.modals
        first = next((word.start for word in seen.words if word.low in verbs), len(seen.text))
        ahead = self._to_come.search(seen.text) if self._to_come else None
        return ahead is not None and ahead.start() < first and not told and not seen.of("stranger")

    @staticmethod
    def _only_asks(reading: ReadSentence) -> bool:
        """Whether a sentence is a question that gives no day, number or unknown name, whomever it is about."""
        told = [each for each in reading.predicates if each.mood is Mood.ASSERTED]
        return _is_question(reading.seen) and not told and not reading.seen.of("date", "number", "stranger", "duration")

    @cached_property
    def _nothing(self) -> frozenset[str]:
        return self._eyes.lexicon.lists["anything"] & self._eyes.lexicon.lists["turning"]

    @cached_property
    def _infinitive(self) -> frozenset[str]:
        return self._eyes.lexicon.lists["infinitive"]

    def _is_of_elsewhere(self, seen: Seen) -> bool:
        """Whether a sentence names a country that the letter as composed does not: "the situation in Bangladesh"."""
        return any(not country.values <= self._countries for country in seen.of("country"))

    @cached_property
    def _countries(self) -> frozenset[str]:
        named = (self._eyes.see(plain(text)).of("country") for text in self._drafted)
        own = str(self._document.campaign.country)
        return frozenset({own}).union(*(country.values for several in named for country in several))

    def is_wish(self, reading: ReadSentence) -> bool:
        """Whether the writers wish, thank or promise something: "We hope that she will soon be back"."""
        seen = reading.seen
        begun = max(self._begun(seen, self._wishes), self._does(seen))
        past = any(first < self._document.letter.date for each in seen.of("date") for first, _ in each.days[:1])
        if not begun or past or seen.of("stranger"):
            return False
        modal = [each.first for each in seen.of("unreal") if each.first >= begun]
        acts = (each.first for each in seen.of("verb", "status") if not self._describes(each, seen))
        return not self._states(seen, begun, modal) and all(any(at < act for at in modal) for act in acts)

    def _describes(self, verb: Mention, seen: Seen) -> bool:
        """Whether a participle beside a group only says what befell it: "the list of the dismissed orderlies"."""
        people = self._document.letter.people
        groups = [each for each in seen.of("group", "head") if verb.first == each.last or verb.last == each.first]
        records = [people[Scalar(key)] for each in groups for key in each.values if Scalar(key) in people]
        return any(str(act.kind) in verb.values for record in records for act in record.acts)

    def _states(self, seen: Seen, begun: int, modal: Sequence[int]) -> bool:
        """Whether a clause behind the beginning of a wish states something: "I enclose the report, which tells"."""
        behind, lists = seen.words[begun:], self._eyes.lexicon.lists
        finite = lists["be"] | lists["auxiliaries"] | lists["past"]
        if not any(word.low in finite for word in behind):
            return False
        return any(
            word.low in self._stating | self._reporting
            and not (following and following.low in self._addressed)
            and not any(at > number for at in modal)
            for number, (word, following) in enumerate(zip_longest(behind, behind[1:]), begun)
        )

    def begin_alike(self, one: Seen, other: Seen) -> bool:
        """Whether two sentences begin with the same wish or view."""
        begun = max(self._begun(one, self._wishes), self._begun(one, self._opinions))
        return begun > 0 and [word.low for word in one.words[:begun]] == [word.low for word in other.words[:begun]]

    def _begun(self, seen: Seen, phrases: _ByFirst) -> int:
        """How many words the phrase has with which a sentence begins, 0 when it is none of some phrases."""
        known = phrases.get(self._folding.stem(seen.words[0].low), ()) if seen.words else ()
        if not known:
            return 0
        stems = self._folding.stemmed(seen)
        return max((len(phrase) for phrase in known if tuple(stems[: len(phrase)]) == phrase), default=0)

    def _does(self, seen: Seen) -> int:
        """How many words say at the head of a sentence what the writers themselves do: "We have written to"; 0."""
        if not seen.words or not (self._first and self._first.match(seen.text)):
            return 0
        small = self._eyes.lexicon.lists["auxiliaries"] | self._eyes.lexicon.lists["adverbs"] | self._folding.modals
        small |= self._addressed | self._own_words
        at = 1
        while at < len(seen.words) and seen.words[at].low in small:
            at += 1
        known = self._folding.meanings.doings
        return at + 1 if at < len(seen.words) and self._folding.stem(seen.words[at].low) in known else 0

    @cached_property
    def _own_words(self) -> frozenset[str]:
        """The forms of "be" that the first person has, and words that a verb has before it: "have", « nous vous »."""
        return self._eyes.lexicon.lists["be"] | self._eyes.lexicon.lists["speaking"]

    @cached_property
    def _wishes(self) -> _ByFirst:
        return _by_first(self._folding.meanings.wishes)

    @cached_property
    def _opinions(self) -> _ByFirst:
        return _by_first(self._folding.meanings.opinions)

    @cached_property
    def _addressed(self) -> frozenset[str]:
        return self._eyes.lexicon.lists["address"]

    def _is_norm(self, seen: Seen) -> bool:
        """Whether a sentence says what holds always and for everybody: "Nobody should go to prison for a strike."."""
        known, stems = self._folding.meanings, self._folding.stemmed(seen)
        always = [
            phrase
            for at, stem in enumerate(stems)
            for phrase in self._always.get(stem, ())
            if tuple(stems[at : at + len(phrase)]) == phrase
        ]
        if not always or self._is_of_the_case(seen):
            return False
        if self._is_perfect(seen, max(map(len, always))):
            return False
        allowed = known.norms.union(*known.always)
        if any(known.norms.intersection(phrase) for phrase in always) or self._has_modal(seen, always):
            allowed |= self._stems  # "Speaking at a rally is not a crime."
        told = zip(stems, seen.words, strict=True)
        return all(
            stem in allowed or self._folding.folds([word.low]) & self._letter or not self._folding.tells(word)
            for stem, word in told
        )

    def _is_maxim(self, reading: ReadSentence) -> bool:
        """Whether a sentence says of everybody what is so: "Whoever takes a teacher takes a class."."""
        seen = reading.seen
        if not self._begun(seen, self._maxims) or self._is_of_the_case(seen) or self._is_perfect(seen, 0):
            return False
        told = any(each.mention.kind != "noun" and each.mood is Mood.ASSERTED for each in reading.predicates)
        return not told and not seen.of("group", "head", "duration", "offence")

    @cached_property
    def _maxims(self) -> _ByFirst:
        return _by_first(self._folding.meanings.maxims)

    def _is_perfect(self, seen: Seen, phrase: int) -> bool:
        """Whether a sentence tells what has been done; "has the right" is a phrase of so many words that tells none."""
        lists, stems = self._eyes.lexicon.lists, self._folding.stemmed(seen)
        having = lists["auxiliaries"] - lists["be"] - self._folding.modals
        always = self._folding.meanings.always if phrase else ()
        return any(
            word.low in having and not any(tuple(stems[at : at + len(each)]) == each for each in always)
            for at, word in enumerate(seen.words)
        )

    def _has_modal(self, seen: Seen, always: Sequence[tuple[str, ...]]) -> bool:
        """Whether one of the words that make a sentence hold always is a modal: "should"."""
        modal = {self._folding.stem(word) for word in self._folding.modals}
        return any(modal.intersection(phrase) for phrase in always) and bool(seen.words)

    @cached_property
    def _always(self) -> _ByFirst:
        """The phrases that say that something holds always."""
        return _by_first(self._folding.meanings.always)

    def _is_of_the_case(self, seen: Seen) -> bool:
        """Whether a sentence names or means somebody, or tells what was; people by their trade alone are all such."""
        lists = self._eyes.lexicon.lists
        meant = self._folding.singular | (self._folding.plural - lists["possessives"]) | lists["past"]
        named = seen.of("person", "body", "country", "date", "stranger", "law", "occasion")
        counted = any(each.number > 1 for each in seen.of("number"))
        return bool(named) or counted or any(word.low in meant for word in seen.words)

    def _is_judgement(self, reading: ReadSentence, tokens: list[Token]) -> bool:
        """Whether a sentence only says what the writers think of what the letter tells: "This sentence is unjust"."""
        seen, judging = reading.seen, self._folding.judging
        begun = self._begun(seen, self._opinions)
        if not begun and not any(token.fold in judging for token in tokens):
            return False
        if self._tells_facts(reading) or (not begun and self._is_perfect(seen, 0) and not self._has_moved(seen)):
            return False
        opened = seen.words[begun].start if begun and begun < len(seen.words) else 0
        allowed = judging | self._folding.norms | self._folding.courtesies | self._letter
        told = (token.fold for token in tokens if token.start >= opened)
        return all(fold in allowed or fold[:1] in "@#" for fold in told)

    def _has_moved(self, seen: Seen) -> bool:
        """Whether all that was done is that it moved somebody: "has shaken all of us", « nous a bouleversés »."""
        lists, judging = self._eyes.lexicon.lists, self._folding.judging
        having = lists["auxiliaries"] - lists["be"] - self._folding.modals
        small = lists["adverbs"] | lists["be"] | self._eyes.lexicon.function
        for at, word in enumerate(seen.words):
            if word.low in having:
                told = next((each for each in seen.words[at + 1 :] if each.low not in small), None)
                if told is None or not self._folding.folds([told.low]) & judging:
                    return False
        return True

    def _tells_facts(self, reading: ReadSentence) -> bool:
        """Whether a sentence tells an act, a day, a number, an unknown name, or what was."""
        seen, past = reading.seen, self._eyes.lexicon.lists["past"]
        stated = any(each.mention.kind != "noun" and each.mood is Mood.ASSERTED for each in reading.predicates)
        counted = any(each.number > 1 for each in seen.of("number"))
        return stated or counted or bool(seen.of("date", "stranger")) or any(word.low in past for word in seen.words)

    def is_courtesy(self, seen: Seen, tokens: list[Token]) -> bool:
        """Whether all clauses of a sentence state nothing."""
        return all(self._is_plain(seen, first, last, tokens) for first, last in self._clauses(seen))

    def _is_plain(self, seen: Seen, first: int, last: int, tokens: list[Token]) -> bool:
        """Whether a clause, from one place in a sentence to another, states nothing."""
        text = seen.text[first:last]
        own = {token.fold for token in tokens if first <= token.start < last}
        own -= self._folding.courtesies
        speaks = self._speaks(text)
        if self._asks(seen, first, last, speaks):
            return True
        known = self._thought
        return not (own - known if speaks else own)

    @property
    def known(self) -> frozenset[str]:
        """The words of courtesies, of norms and of what the writers think."""
        return self._folding.courtesies | self._folding.norms | self._folding.judging

    @cached_property
    def _thought(self) -> frozenset[str]:
        """The words of a sentence in which the writers only say what they think."""
        return self._letter | self._folding.norms | self._folding.judging

    def _clauses(self, seen: Seen) -> Iterator[tuple[int, int]]:
        """The clauses of a sentence; what a request asks to do "that ..." belongs to it."""
        asks = self._asks(seen, 0, len(seen.text), self._speaks(seen.text))
        ends = self._stating if asks else self._stating | self._reporting
        cuts = [
            word.start
            for before, word in pairwise(seen.words)
            if word.low in ends and not (asks and before.low in self._eyes.lexicon.lists["asking-after"])
        ]
        yield from zip([0, *cuts], [*cuts, len(seen.text)], strict=True)

    def _asks(self, seen: Seen, first: int, last: int, speaks: bool) -> bool:
        asked = [each for each in seen.of("demanding") if first <= each.start < last]
        return bool(asked) and (
            speaks or any(seen.text[one.start : one.end].casefold() in self._modal for one in asked)
        )

    @cached_property
    def _modal(self) -> frozenset[str]:
        """The words that demand something whoever says so: "must"."""
        lists = self._eyes.lexicon.lists
        return lists.get("demanding", frozenset()) & lists.get("unreal", frozenset())

    def _speaks(self, text: str) -> bool:
        """Whether the writer speaks of itself, or to the addressee."""
        return bool(self._first and self._first.search(text)) or any(name in text for name in self._senders)

    @cached_property
    def _senders(self) -> tuple[str, ...]:
        """What the senders are called."""
        houses = (*self._document.letter.senders, *self._document.letter.notes)
        names = (text for house in houses for text in (house.name, house.short) if text)
        return tuple(plain(str(word)) for text in names for word in text.languages.values())

    @cached_property
    def _letter(self) -> frozenset[str]:
        """The stems of the words of the letter as letterkit composed it."""
        return self._folding.folds({word.low for text in self._drafted for word in words_of(plain(text))})

    @cached_property
    def _stems(self) -> frozenset[str]:
        """The stems of all words of the letter as letterkit composed it."""
        return frozenset(self._folding.stem(word.low) for text in self._drafted for word in words_of(plain(text)))

    @cached_property
    def _drafted(self) -> list[str]:
        """The words of the letter as letterkit composed it."""
        document = self._document
        if document.edited:
            return [sentence.text for sentence in document.drafted if not sentence.own]
        runs = (run for passage in document.passages for run in passage.runs)
        return [run.text for run in runs if run.kind is not OriginKind.TEXT]


def _is_question(seen: Seen) -> bool:
    """Whether a sentence ends with a question mark."""
    return seen.text.rstrip().rstrip("»”\"' ").endswith("?")


def _by_first(phrases: Iterable[tuple[str, ...]]) -> _ByFirst:
    begun: dict[str, list[tuple[str, ...]]] = {}
    for phrase in filter(None, phrases):
        begun.setdefault(phrase[0], []).append(phrase)
    return begun
