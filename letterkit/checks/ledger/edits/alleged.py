"""What an edit tells as done that the campaign has as a charge, a threat or a stated reason: "assaulted a guard"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from letterkit.checks.ledger.edits.sides import Displaced, Side, names_thing
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import TextWord
from letterkit.drafts.drafted import DraftedSentence, Stated
from letterkit.foundation.problems import Location
from letterkit.schema.fields import Text

_CLOSE = 5
"""A word that says when or why stands so many words before what it leads, at most: "after he had assaulted"."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What somebody is said to have done, or is to do: of which kind of act, and whether it is the reason of one."""

    kind: str
    act: str
    reason: bool


class Alleged:
    """Finds it in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._eyes, self._folding = eyes, folding

    def found(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """What a sentence tells as done, of which the drafted one tells that somebody says, threatens or asks it."""
        yield from self._of_another_sentence(drafted, said)
        for stated, what, told in self._kept(drafted, before, said):
            if self._is_done(stated, what, before, said, told):
                key = "stated-reason" if what.reason else "outcome"
                says = f"told as done: the campaign has it as the '{key}:' of '{what.act}'"
                yield Displaced(told[0].start, told[-1].end, says, stated.location)

    def _of_another_sentence(self, drafted: DraftedSentence, said: Side) -> Iterator[Displaced]:
        """What another sentence has as a charge, told as done in words that an edit puts in: "who had obstructed"."""
        new = [one for one in said[2] if names_thing(one)]
        for place, (what, folds) in self._charges.items() if new and not drafted.asks else ():
            told = [one for one in new if one.fold in folds]
            if (
                folds <= {one.fold for one in told}
                and not self._is_others(said)
                and (self._is_of_those_who(said, told) or self._is_committed(what, said, told))
            ):
                says = f"told as done: the campaign has it as the 'outcome:' of '{what.act}'"
                yield Displaced(told[0].start, told[-1].end, says, place)

    @cached_property
    def _charges(self) -> Mapping[Location, tuple[_Said, frozenset[str]]]:
        """The charges of the letter's campaign by their places, each with what its words mean."""
        letter, code = self._eyes.cast.letter, self._eyes.language.code
        acts = [act for owner in (*letter.people.values(), *letter.organisations.values()) for act in owner.acts]
        texts = ((text, text.within(code) or text.first) for act in acts if (text := act.outcome))
        return {
            place: (self._values[place], folds)
            for text, words in texts
            for place in _places(text)
            if place in self._values and (folds := self._folding.content(str(words)))
        }

    def frame(self, drafted: DraftedSentence, before: Side, said: Side) -> list[Token]:
        """The words of the drafted sentence that said who says, threatens or asks it, and of which none is left."""
        return [
            token
            for stated, what, told in self._kept(drafted, before, said)
            if not self._is_told_so(what, before, said, told, stated)
            for token in self._leading(stated, what, before)
        ]

    def _kept(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[tuple[Stated, _Said, list[Token]]]:
        """What the drafted sentence tells so, with its words in the edited one: half of them at least."""
        for stated in drafted.stated if not drafted.asks and self._values else ():
            what = self._values.get(stated.location) if stated.location else None
            if what is None:
                continue
            words = {one.fold for one in _within(before[1], stated) if names_thing(one)}
            told = [one for one in said[1] if one.fold in words]
            if words and 2 * len({one.fold for one in told}) >= len(words):
                yield stated, what, told

    def _is_done(self, stated: Stated, what: _Said, before: Side, said: Side, told: list[Token]) -> bool:
        """Whether the words of a value are told as what was done: nothing is left of what they were, or they follow it.

        What keeps the form that it has in the campaign may be said in other words that are not known here.
        """
        lists = self._eyes.lexicon.lists
        led = {one.low for one in self._led(said, told)}
        if what.reason:
            own = led & (lists["reasons"] | lists["subordinating"])
            return bool(own) and not self._is_told_so(what, before, said, told, stated)
        if self._is_committed(what, said, told) and not self._is_others(said):
            return True
        if self._is_as_written(stated, before, said, told) and not self._is_another_act(what, said, told):
            return self._is_of_those_who(said, told) and not self._is_others(said)
        if bool(led & lists["subordinating"]) and not self._is_others(said):
            return True
        aimed = bool(self._right_before(said[0], told) & (lists["infinitive"] - lists["be"]))
        return not (aimed or self._is_told_so(what, before, said, told, stated))

    @staticmethod
    def _right_before(seen: Seen, told: list[Token]) -> frozenset[str]:
        """The word right before those of a value."""
        return frozenset([word.low for word in seen.words if word.end <= told[0].start][-1:])

    def _is_committed(self, what: _Said, said: Side, told: list[Token]) -> bool:
        """Whether the words of a value stand behind one for doing wrong: "had committed subversion".

        "Found guilty of subversion" tells what a court did, where the campaign tells that.
        """
        lists, begin = self._eyes.lexicon.lists, told[0].start
        mark = max(said[0].text.rfind(mark, 0, begin) for mark in ",;:")
        acts = [each for each in said[0].of("verb", "noun") if what.kind in each.values]
        words = [one for one in said[0].words if mark < one.start and one.end <= begin][-_CLOSE:]
        led = ["" if any(each.start <= one.start < each.end for each in acts) else one.low for one in words]
        at = next((at for at, word in enumerate(led) if word in lists["committing"]), len(led))
        others = lists["reporting"] | lists["distancing"] | lists["charging"] | self._folding.reversing
        return at < len(led) and others.isdisjoint(led[:at]) and not self._is_charged(led[:at])

    def _is_charged(self, led: list[str]) -> bool:
        """Whether a word for the act governs those behind it: "accused of having spread", not "since she spread"."""
        act = max((n for n, word in enumerate(led) if not word), default=len(led))
        return act < len(led) and self._eyes.lexicon.lists["subordinating"].isdisjoint(led[act:])

    def _is_of_those_who(self, said: Side, told: list[Token]) -> bool:
        """Whether a clause says of somebody what they had done: "who had undermined", « qui avait porté atteinte »."""
        lists = self._eyes.lexicon.lists
        led = [one.low for one in self._led(said, told)]
        at = next((at for at, word in enumerate(led) if word in lists["subordinating"]), len(led))
        done = any(word in lists["auxiliaries"] for word in led[at + 1 :])
        others = lists["reporting"] | lists["distancing"] | lists["charging"] | self._folding.reversing
        return done and others.isdisjoint(led)

    def _led(self, said: Side, told: list[Token]) -> list[TextWord]:
        """The words right before those of a value, in the same part of the sentence, behind what tells an act."""
        seen, begin = said[0], told[0].start
        acts = (each.end for each in seen.of("verb", "noun", "status") if each.end <= begin)
        first = max(*(seen.text.rfind(mark, 0, begin) for mark in ",;:"), *acts, -1)
        return [one for one in seen.words if first < one.start and one.end <= begin][-_CLOSE:]

    def _is_as_written(self, stated: Stated, before: Side, said: Side, told: list[Token]) -> bool:
        """Whether words stand in the form in which the drafted sentence has them."""
        known = {before[0].text[one.start : one.end].casefold() for one in _within(before[1], stated)}
        return all(said[0].text[one.start : one.end].casefold() in known for one in told)

    def _is_another_act(self, what: _Said, said: Side, told: list[Token]) -> bool:
        """Whether the words call an act, and none of the kind that the campaign has."""
        called = (each for each in said[0].of("verb") if any(_overlap(each.start, each.end, one) for one in told))
        return any(what.kind not in each.values for each in called)

    def _is_told_so(self, what: _Said, before: Side, said: Side, told: list[Token], stated: Stated) -> bool:
        """Whether a sentence still tells that it was said, threatened or asked, or denies it."""
        seen = said[0]
        if self._is_others(said):
            return True
        acts = (each for each in seen.of("verb", "noun", "status", "over") if not _is_among(each, told))
        if not what.reason and any(True for _ in acts):
            return True
        own = {one.fold for one in self._leading(stated, what, before)}
        if any(one.fold in own for one in said[1] if one not in told):
            return True
        return self._is_reported(seen, told, what.reason)

    def _is_reported(self, seen: Seen, told: Sequence[Token], reason: bool) -> bool:
        """Whether words besides those of a value say that it is said, or that somebody is charged with it."""
        lists, within = self._eyes.lexicon.lists, [(one.start, one.end) for one in told]
        if reason:  # "arrested" charges nobody with the reason
            within += [(each.start, each.end) for each in seen.of("verb", "noun")]
        words = lists["reporting"] | lists["distancing"] | lists["charging"]
        others = (word for word in seen.words if not any(start <= word.start < end for start, end in within))
        return any(word.low in words for word in others)

    def _is_others(self, said: Side) -> bool:
        """Whether a sentence denies something, asks for it, or gives what others say."""
        told = said[0].of("negations", "according", "saying", "demanding")
        return bool(told) or any(word.low in self._eyes.lexicon.lists["absent"] for word in said[0].words)

    def _leading(self, stated: Stated, what: _Said, before: Side) -> list[Token]:
        """The words that lead a value in the drafted sentence: those of its act, or those of a stated reason."""
        things = [one for one in before[1] if names_thing(one) and not stated.start <= one.start < stated.end]
        if not what.reason:
            acts = [each for each in before[0].of("verb", "noun", "status") if what.kind in each.values]
            mine = [one for one in things if any(_overlap(each.start, each.end, one) for each in acts)]
            return mine or things
        begin = before[0].text.rfind(",", 0, stated.start)
        return [one for one in things if begin < one.start < stated.start]

    @cached_property
    def _values(self) -> Mapping[Location, _Said]:
        """The values of the letter's campaign that only say, threaten or ask something, by their places."""
        letter, kinds = self._eyes.cast.letter, self._eyes.cast.library.acts
        owners = {**letter.people, **letter.organisations}
        found: dict[Location, _Said] = {}
        for key, owner in owners.items():
            for act in owner.acts:
                asked = act.outcome if kinds[act.kind].alleged else None
                for text, reason in ((asked, False), (act.stated_reason, True)):
                    for place in _places(text) if text else ():
                        found[place] = _Said(str(act.kind), f"{key}.{act.kind}", reason)
        return found


def _places(text: Text) -> Iterator[Location]:
    """Where a value stands, in each of its languages."""
    places = (getattr(each, "location", None) for each in (text, *text.languages.values()))
    yield from (place for place in places if place)


def _within(tokens: Sequence[Token], stated: Stated) -> list[Token]:
    return [one for one in tokens if stated.start <= one.start < stated.end]


def _overlap(start: int, end: int, token: Token) -> bool:
    return start < token.end and token.start < end


def _is_among(mention: Mention, tokens: Sequence[Token]) -> bool:
    return any(_overlap(mention.start, mention.end, one) for one in tokens)
