"""What an edit changes in a sentence that letterkit drafted: the two are held against each other word by word.

A form of the same word, a small word that turns nothing and a phrase moved elsewhere change nothing. All else does: a
word put in or left out, one that denies, supposes or counts, a pronoun, the order of those who do and those who suffer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from letterkit.checks.ledger.edits.agreement import disagreeing
from letterkit.checks.ledger.edits.aligning import (
    are_led_otherwise,
    as_dated,
    as_meant,
    is_in_order,
    is_one_moved,
    pairs,
    phrases,
    runs,
    surplus,
)
from letterkit.checks.ledger.edits.befallen import Befallen
from letterkit.checks.ledger.edits.denials import Denials
from letterkit.checks.ledger.edits.displaced import Displacing
from letterkit.checks.ledger.edits.edit import Edit
from letterkit.checks.ledger.edits.joined import is_joined
from letterkit.checks.ledger.edits.rewording import Rewording, reworded
from letterkit.checks.ledger.edits.shares import as_shared
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.edits.voice import Voice
from letterkit.checks.ledger.sentences.durations import tells_after
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Seen
from letterkit.checks.ledger.words.lexicon import TextWord, words_of
from letterkit.checks.ledger.words.meanings import LIGHT
from letterkit.drafts.document import Document
from letterkit.drafts.drafted import DraftedSentence
from letterkit.drafts.merge.align import followed
from letterkit.drafts.passages import Passage
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Location
from letterkit.language.spelling import plain
from letterkit.language.words import key_of

_MOST = 0.75
"""The share of its words that a sentence has in common with the one that it was divided from, or that was joined."""
_ALIKE = 2
"""Forms of one word begin with so many letters alike: "took", "taken"; others that say the same are no form of it."""
_BEFORE = 50
"""So many sentences before one are looked at for the day that it counts from."""


class Edits:
    """The edits of one letter's draft."""

    def __init__(self, document: Document, eyes: Eyes, folding: Folding) -> None:
        self._document, self._eyes, self._folding = document, eyes, folding
        self._first = document.language.checking.first_person
        self._voice = Voice(eyes, folding)
        self._displacing = Displacing(eyes, folding)
        self._befallen, self._denials = Befallen(document), Denials(eyes, folding)

    @cached_property
    def _said(self) -> list[tuple[Passage, int, str]]:
        return list(self._document.sentences(self._document.passages))

    @cached_property
    def _partners(self) -> Mapping[int, int]:
        """The number of the drafted sentence that each of the draft began as."""
        before = [sentence.text for sentence in self._document.drafted]
        return {there: here for here, there in followed(before, [text for _, _, text in self._said]).items()}

    @cached_property
    def _numbers(self) -> Mapping[tuple[int, int], int]:
        return {(id(passage), start): at for at, (passage, start, _) in enumerate(self._said)}

    @cached_property
    def taken_out(self) -> tuple[tuple[DraftedSentence, Location | None], ...]:
        """The drafted sentences that nothing in the draft began as, and whose words are nowhere in its new ones.

        Each is given with where it stood.
        """
        kept = {there: here for here, there in self._partners.items()}
        lost = (at for at in range(len(self._document.drafted)) if at not in kept and at in self._content)
        gone = (at for at in lost if self._stood_there(at) and not self._is_told(at))
        return tuple((self._document.drafted[at], self._where(at, kept)) for at in gone)

    def _stood_there(self, at: int) -> bool:
        """Whether the draft ever had a sentence; nobody took out what came into the campaign after it was drafted."""
        return self._remembered is None or key_of(self._document.drafted[at].text) in self._remembered

    @cached_property
    def _remembered(self) -> frozenset[str] | None:
        """The sentences of the text from which the draft was made, None where nothing is remembered of it."""
        record = self._document.record
        return frozenset(key_of(sentence.text) for sentence in record.sentences) if record else None

    def _is_told(self, at: int) -> bool:
        """Whether changed sentences have most of the words of a drafted one that no sentence began as."""
        words = {word for word in self._content[at] if not word.startswith("@")} or self._content[at]
        return len(words - self._changed) <= (1 - _MOST) * len(words)

    @cached_property
    def _changed(self) -> frozenset[str]:
        """The words of the sentences that are not as drafted."""
        as_drafted = {key_of(one.text) for one in self._document.drafted}
        texts = [text for _, _, text in self._said]
        changed = (at for at, text in enumerate(texts) if key_of(text) not in as_drafted)
        return frozenset[str]().union(*(self._told_in(texts[at], _before(at, lambda at: texts[at])) for at in changed))

    def _told_in(self, sentence: str, earlier: Iterable[str]) -> frozenset[str]:
        """What the words of a sentence that tell something have in common with others."""
        return frozenset(token.fold for token in self._folding.tokens(self._seen(sentence, earlier)) if not token.small)

    @property
    def untold(self) -> Iterator[tuple[DraftedSentence, Location | None]]:
        """Those of them that tell a fact."""
        return ((one, place) for one, place in self.taken_out if one.part == "text" and one.location and not one.asks)

    def acts(self, drafted: DraftedSentence) -> frozenset[Location]:
        """The places of the acts that a drafted sentence tells."""
        return self._befallen.acts(drafted)

    def befallen(self, drafted: DraftedSentence) -> frozenset[str]:
        """The keys of those whose acts a drafted sentence tells."""
        return self._befallen.of(drafted)

    def is_put_beside(self, token: Token, edit: Edit, seen: Seen) -> bool:
        """Whether somebody stands beside those of whom a drafted sentence tells acts, and has none such: "A and B"."""
        keys = frozenset(token.fold[1:].split("|")) if token.fold.startswith("@") else frozenset[str]()
        if not keys or edit.began.asks or keys & self._befallen.of(edit.began):
            return False
        return is_joined(token, seen, self._eyes.lexicon) and self._befallen.others_beside(edit.began, keys)

    def _where(self, at: int, kept: Mapping[int, int]) -> Location | None:
        """Where a drafted sentence stood: at the end of the last one before it that the draft has, or at its head."""
        before = max((there for there in kept if there < at), default=None)
        if before is None:
            return next((self._document.place(passage, start, start + 1) for passage, start, _ in self._said), None)
        passage, start, text = self._said[kept[before]]
        return self._document.place(passage, start + len(text) - 1, start + len(text))

    @cached_property
    def _content(self) -> Mapping[int, frozenset[str]]:
        """The words that drafted sentences tell something with, of those that are not in the draft as they were."""
        kept = {key_of(text) for _, _, text in self._said}
        return {
            at: self._told_in(one.text, _before(at, lambda at: self._document.drafted[at].text))
            for at, one in enumerate(self._document.drafted)
            if key_of(one.text) not in kept
        }

    def began(self, passage: Passage, start: int) -> DraftedSentence | None:
        """The drafted sentence that one of the draft began as, None for one that nobody drafted."""
        began = self._partners.get(self._numbers.get((id(passage), start), -1))
        return self._document.drafted[began] if began is not None else None

    def of(self, passage: Passage, start: int, end: int) -> Edit | None:
        """What an edit has changed in a sentence, None for one that nobody drafted."""
        number = self._numbers.get((id(passage), start))
        if number is None or not self._document.drafted:
            return None
        began = self._partners.get(number)
        among = self._befallen.of(self._document.drafted[began]) if began is not None else frozenset[str]()
        seen = self._seen(passage.text[start:end], _before(number, lambda at: self._said[at][2]), among)
        said = self._folding.tokens(seen)
        if began is None:
            began = self._divided(said)
            alone = began is not None and began not in self._partners.values() and self._divided_from(began) == 1
            return self._compared(began, said, seen, whole=alone) if began is not None else None
        return self._compared(began, said, seen, whole=True)

    def _seen(self, sentence: str, earlier: Iterable[str], among: frozenset[str] = frozenset()) -> Seen:
        """What stands in a sentence; "the next day" is that of the day that those before it name last.

        ``earlier`` are those, the last one first.
        """
        text = plain(sentence)
        if not tells_after((word.low for word in words_of(text)), self._eyes.lexicon):
            return self._eyes.see(text, among=among)
        days = (self._eyes.day(self._eyes.see(plain(each))) for each in earlier)
        return self._eyes.see(text, next((day for day in days if day), None), among)

    def _divided(self, said: Sequence[Token]) -> int | None:
        """The drafted sentence that a new one was divided from: it has most of its words."""
        own = {token.fold for token in said if not token.small}
        shared = {at: len(own & words) for at, words in self._content.items()}
        best = max(shared, key=lambda at: shared[at], default=None)
        return best if best is not None and own and shared[best] >= _MOST * len(own) else None

    def _divided_from(self, began: int) -> int:
        """How many new sentences have most of their words from a drafted one."""
        new = (text for at, (_, _, text) in enumerate(self._said) if at not in self._partners)
        return sum(self._divided(self._folding.tokens(self._eyes.see(plain(text)))) == began for text in new)

    def _compared(self, began: int, said: Sequence[Token], seen: Seen, *, whole: bool) -> Edit:
        drafted = self._document.drafted[began]
        among = self._befallen.of(drafted)
        before = self._seen(drafted.text, _before(began, lambda at: self._document.drafted[at].text), among)
        known = self._folding.tokens(before)
        said = as_shared((seen, said), (before, known), self._eyes.lexicon)
        said = as_meant(as_dated(said, known, seen.text), known)
        known = tuple(as_meant(known, said))
        put_in, left_out, parted = self._differing(began, said, known, whole)
        exchanged = self._voice.exchanged(before, seen)
        put_in, left_out = disagreeing(self._folding, known, put_in, left_out, exchanged)
        in_order = bool(not whole or put_in or left_out) or self._is_in_order(before, known, seen, said)
        if self._is_courtesy(drafted, seen):
            put_in, left_out = self._of_a_courtesy(put_in, left_out)
        added, gone = runs(put_in, said), runs(left_out, known)
        edit = Edit(
            drafted,
            tuple(seen.text[first:last] for first, last in added),
            tuple(before.text[first:last] for first, last in gone),
            added,
            moved=not in_order,
            exchanged=exchanged,
            made_passive=self._voice.exchanged(seen, before),
            from_them=self._voice.led_as_source(before, seen),
            pairs=tuple(pairs(seen, said, added, before, known, gone)),
            more=tuple(put_in),
            less=tuple(left_out),
            words=seen.words,
            parted=parted,
        )
        if not whole:
            return edit
        sides = ((before, known, left_out), (seen, said, put_in))
        edit = replace(
            edit,
            displaced=self._displacing.of(drafted, *sides, among),
            unframed=tuple(self._displacing.unframed(drafted, *sides)),
        )
        alike = all(token.small for token in (*put_in, *left_out))
        return replace(
            edit,
            reversed=self._denials.turning((put_in, seen), (left_out, before), said) if alike else None,
            other=self._of_another(put_in, left_out) if alike else None,
            turned=self._voice.turned(before, seen),
            forms=() if edit.changes else self._inflected(before, seen),
        )

    def _differing(
        self, began: int, said: Sequence[Token], known: Sequence[Token], whole: bool
    ) -> tuple[list[Token], list[Token], bool]:
        """What a sentence has more than the drafted one, and what less, but for what was divided or joined.

        The last says whether anything was.
        """
        own, others = Counter(token.fold for token in said), Counter(token.fold for token in known)
        joined = self._joined(began, own - others)
        put_in = surplus(said, own - others - joined)
        if joined or not whole:
            put_in = [token for token in put_in if not token.small or token.fold in self._folding.denying]
        elsewhere = self._elsewhere(began) if whole else Counter[str]()
        left_out = surplus(known, others - own - elsewhere) if whole else []
        parted = bool(not whole or joined or elsewhere)
        if not self._folding.denying.isdisjoint(elsewhere):  # "They had no warrant." for "without a warrant"
            left_out = self._but_denying(left_out)
        return self._not_again(put_in, others), self._not_again(left_out, own), parted

    def _but_denying(self, tokens: Sequence[Token]) -> list[Token]:
        return [token for token in tokens if token.fold not in self._folding.denying]

    def _not_again(self, tokens: Sequence[Token], others: Counter[str]) -> list[Token]:
        """Some tokens but for those of a meaning that the other sentence has: said twice, it is not said otherwise."""
        same = self._folding.meanings.same
        return [token for token in tokens if token.fold not in same or token.fold not in others]

    def _joined(self, began: int, more: Counter[str]) -> Counter[str]:
        """The words of other drafted sentences that were joined to this one."""
        joined: Counter[str] = Counter()
        for at, words in self._content.items():
            free = words and at != began and at not in self._partners.values()
            # "and drop all charges against him" names nobody again.
            told = {word for word in words if not word.startswith("@")} or words
            if free and sum(word in more for word in told) >= _MOST * len(told):
                joined.update(words)
        return joined

    def _elsewhere(self, began: int) -> Counter[str]:
        """The words that new sentences have which were divided from a drafted one."""
        words: Counter[str] = Counter()
        for at, (passage, _, text) in enumerate(self._said):
            if at in self._partners or not any(run.kind is OriginKind.HAND for run in passage.runs):
                continue
            tokens = self._folding.tokens(self._eyes.see(plain(text)))
            if self._divided(tokens) == began:
                words.update(token.fold for token in tokens)
        return words

    def _is_in_order(self, before: Seen, known: Sequence[Token], seen: Seen, said: Sequence[Token]) -> bool:
        """Whether the same words stand in the same order, but for a phrase that was moved as a whole."""
        one, other = ([token for token in tokens if not self._folding.is_pronoun(token)] for tokens in (known, said))
        was, now = self._led_by_articles(before, known), self._led_by_articles(seen, said)
        if {article for article, _ in was - now} & {article for article, _ in now - was}:
            return False  # "and principles the systematically"
        if is_in_order(one, other):
            return True
        lists = self._eyes.lexicon.lists
        small, skipped = lists["governed"], lists["articles"]
        of = lists["partitive"]
        here, there = (phrases(*side, small, skipped) for side in ((before, one), (seen, other)))
        return is_one_moved(here, there) or are_led_otherwise(here, there, of)

    def _led_by_articles(self, seen: Seen, tokens: Sequence[Token]) -> Counter[tuple[str, str]]:
        """What stands right behind articles, each with its article: who moves a phrase moves both."""
        articles, folds = self._eyes.lexicon.lists["articles"], {one.start: one.fold for one in tokens}
        led = ((one, two) for one, two in pairwise(seen.words) if one.low in articles and two.start in folds)
        return Counter((one.low, folds[two.start]) for one, two in led)

    def _inflected(self, before: Seen, seen: Seen) -> tuple[Rewording, ...]:
        """The words of another form; "found that it was arbitrary" has no other than "found it arbitrary".

        How somebody is called is no form: whom names mean was compared.
        """
        found = tuple(reworded(before, seen, {word for side in (before, seen) for word in self._called(side)}))
        reporting = self._eyes.lexicon.lists["reporting"]
        if any({form.said.casefold(), form.drafted.casefold()} & reporting for form in found):
            return ()
        return tuple(filter(self._is_inflected, found))

    def _called(self, seen: Seen) -> Iterator[TextWord]:
        """The words by which people are called: titles and names."""
        called = [token for token in self._folding.tokens(seen) if token.fold.startswith("@")]
        return (word for word in seen.words if any(one.start <= word.start < one.end for one in called))

    def _is_inflected(self, form: Rewording) -> bool:
        """Whether a difference is more than one small word for another, as "it" for "and"."""
        words = {plain(word).casefold() for word in (form.said, form.drafted) if word}
        if not self._folding.folds(words) - {LIGHT}:
            return False
        telling = self._folding.stems(words - self._eyes.lexicon.function)
        if len(self._folding.folds(words)) < len(telling) or len({stem[:_ALIKE] for stem in telling}) > 1:
            return False  # another word of the same meaning
        lists = self._eyes.lexicon.lists
        carrying = lists.get("be", frozenset()) | lists.get("auxiliaries", frozenset())
        return carrying.issuperset(words) or not words <= self._eyes.lexicon.function | carrying

    def _is_courtesy(self, drafted: DraftedSentence, seen: Seen) -> bool:
        """Whether the writers speak of themselves, and ask for nothing."""
        return not drafted.asks and bool(self._first and self._first.search(seen.text))

    def _is_modal(self, token: Token) -> bool:
        return token.small and token.fold in self._folding.modals

    def _of_a_courtesy(self, put_in: Sequence[Token], left_out: Sequence[Token]) -> tuple[list[Token], list[Token]]:
        """Of what was put into a courtesy and left out, the tokens that change what it says."""
        modal = all(any(self._is_modal(token) for token in tokens) for tokens in (put_in, left_out))
        turned = self._opposites(put_in, left_out)
        return [*self._told(put_in, modal, turned)], [*self._told(left_out, modal, turned)]

    def _opposites(self, put_in: Sequence[Token], left_out: Sequence[Token]) -> frozenset[str]:
        """The words of which one says the opposite of another: "to welcome" for "to protest against"."""
        meaning, opposites = self._folding.meaning, self._folding.meanings.opposites
        pairs = ((one, other) for one in put_in for other in left_out if (meaning(other), meaning(one)) in opposites)
        return frozenset(token.fold for pair in pairs for token in pair)

    def _told(self, tokens: Iterable[Token], exchanged: bool, turned: frozenset[str]) -> Iterator[Token]:
        """The tokens that change what a courtesy says; what makes it possible does when it is ``exchanged``."""
        told = self._folding.denying | self._folding.reversing | self._folding.quantities | set(self._genders)
        told |= self._folding.modals if exchanged else set()
        for token in tokens:
            new = token.fold in told if token.small else token.fold not in self._folding.courtesies
            if token.fold in turned or (new and token.fold not in self._folding.address):
                yield token

    def _of_another(self, put_in: Sequence[Token], left_out: Sequence[Token]) -> tuple[int, int] | None:
        """The pronoun that is of another gender than the drafted one."""
        genders = self._genders
        was = {genders[token.fold] for token in left_out if token.fold in genders}
        now = [token for token in put_in if token.fold in genders]
        # "il lui a été interdit": who suffered it is an object now.
        if any(token.fold in self._eyes.lexicon.lists["objects-said"] for token in put_in):
            return None
        other = [token for token in now if was and genders[token.fold] not in was]
        return (other[0].start, other[0].end) if other else None

    @cached_property
    def _genders(self) -> Mapping[str, str]:
        """The pronouns that tell a gender, each with it."""
        reading = self._document.library.language(self._document.language.code).reading
        told = (reading.persons, reading.possessives) if reading else ()
        return {
            str(word).casefold(): str(gender)
            for table in told
            for gender, words in table.items()
            for word in words
            if gender in ("male", "female")
        }


def _before(number: int, text: Callable[[int], str]) -> Iterator[str]:
    """The sentences before one, the last one first."""
    return map(text, range(number - 1, max(number - _BEFORE, 0) - 1, -1))
