"""What an edit says with words of another meaning: the opposite, another act, a condition, a part."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from letterkit.checks.ledger.edits.certainty import Certainty
from letterkit.checks.ledger.edits.estimates import counted
from letterkit.checks.ledger.edits.sides import Displaced, Side, put_for
from letterkit.checks.ledger.edits.standing import Leading
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.drafts.drafted import DraftedSentence
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.strict_yaml import Scalar

_TAKEN = frozenset({"detained", "missing"})
"""What somebody is whom others have taken away."""
_SUPPOSED = 3
"""Within how many words before an act stands what only supposes it: "may be sent to prison"."""


class OtherMeanings:
    """Finds it in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._eyes, self._folding, self._standing = eyes, folding, Leading(eyes, folding)
        self._certainty = Certainty(eyes, folding)

    def found(self, drafted: DraftedSentence, before: Side, said: Side, whom: frozenset[str]) -> Iterator[Displaced]:
        """What an edited sentence says otherwise; ``whom`` are the keys of those whose acts the drafted one tells."""
        if not self._certainty.is_in_strange_words(before, said):
            yield from self._turned(drafted, before, said)
        yield from self._of_a_kind(drafted, before, said)
        yield from self._acted(drafted, before, said, whom)
        yield from self._parts(drafted, before, said)

    def _turned(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """A word of the opposite meaning of one that was left out."""
        opposites = self._folding.meanings.opposites
        for gone in before[2]:
            for new in said[2]:
                turned = (self._folding.meaning(gone), self._folding.meaning(new)) in opposites
                turned = turned and self._stands_for(new, gone, before, said)
                turned = turned and not (self._is_denied(new, said) or self._is_withheld(gone, before))
                if turned and not _is_undone(drafted, gone, before):
                    here, there = said[0].text[new.start : new.end], before[0].text[gone.start : gone.end]
                    says = f"'{here}' turns '{there}' of the drafted sentence into its opposite"
                    yield Displaced(new.start, new.end, says, drafted.location)

    def _stands_for(self, new: Token, gone: Token, before: Side, said: Side) -> bool:
        """Whether a preposition stands where another did: "violence against" is not put for "writing for"."""
        words = {side[0].text[one.start : one.end].casefold() for side, one in ((before, gone), (said, new))}
        if not words <= self._eyes.lexicon.lists["governed"]:
            return not words & self._eyes.lexicon.lists["subordinating"]
        led, put = (_led_by(one, side) for side, one in ((before, gone), (said, new)))
        return led == put and self._standing.is_alike(gone, before[0], new, said[0])

    def _is_denied(self, new: Token, said: Side) -> bool:
        """Whether a word that denies was put in before another in its clause: "no lawyer has been allowed"."""
        ahead = (one for one in said[2] if one.fold in self._folding.denying and one.end <= new.start)
        return any(not set(said[0].text[one.end : new.start]) & set(",;:") for one in ahead)

    def _is_withheld(self, gone: Token, before: Side) -> bool:
        """Whether what withheld something is left out before it: "ordered to stop" for "forbidden to continue"."""
        withholding = self._folding.folds(self._eyes.lexicon.lists["withholding"])
        ahead = (one for one in before[2] if one.fold in withholding and one.end <= gone.start)
        return any(not set(before[0].text[one.end : gone.start]) & set(",;:") for one in ahead)

    def _of_a_kind(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """A word of which another of its kind was left out: "the army" for "the police", "home" for "office"."""
        for gone in before[2]:
            for new in said[2]:
                apart = (self._folding.meaning(gone), self._folding.meaning(new)) in self._folding.meanings.apart
                if apart and not self._describes(new, said[0]):
                    yield put_for(drafted, before[0], gone, new)

    def _describes(self, token: Token, seen: Seen) -> bool:
        """Whether a word for an act only says of whom a sentence tells something: "the dismissed workers"."""
        told = (each for each in seen.of("verb") if each.start <= token.start < each.end)
        return any(self._certainty.is_attribute(each, seen) for each in told)

    def _acted(self, drafted: DraftedSentence, before: Side, said: Side, whom: frozenset[str]) -> Iterator[Displaced]:
        """Another act than the drafted one, of which no word is left, wherever its verb stands."""
        was = [each for each in before[0].of("verb") if _is_told_by(each, before[2])]
        if not was or drafted.asks:
            return
        kinds = frozenset[str]().union(*(each.values for each in was))
        kept = {kind for each in said[0].of("verb", "noun", "status") for kind in self._kinds(each)}
        anew = self._certainty.is_anew(before, said)
        if self._certainty.is_in_words_of_its_own(before, said):
            return
        for new in self._new_verbs(before[0], said) if not kinds & kept else ():
            sure = self._is_sure(new, kinds, said, whom) if anew else not self._certainty.is_attribute(new, said[0])
            if sure and not self._akin(kinds, new.values):
                here, there = (side[0].text[each.start : each.end] for side, each in ((said, new), (before, was[0])))
                says = f"'{here}' stands for '{there}'"
                yield Displaced(new.start, new.end, says, drafted.location, untold=True)

    def _is_sure(self, new: Mention, kinds: frozenset[str], said: Side, whom: frozenset[str]) -> bool:
        """Whether a sentence that is told anew tells with a verb what was done to those whom the drafted one names.

        What the campaign tells of them, too, is weighed as that. What ends what they never suffered is said of
        something else, and a word for one step of a case may stand for that of another.
        """
        own = self._suffered(whom)
        if (own & new.values) or self._akin(own, new.values) or self._ends_nothing(new.values, own):
            return False
        if not any(self._eyes.cast.library.acts[kind].status for kind in kinds):
            return False  # what makes nothing of anybody can be told as more: "fired at the march" for "dispersed it"
        step = self._certainty.are_of_courts(kinds | own, new.values) and any(map(self._certainty.is_strange, said[2]))
        outer = [each for each in said[0].of("verb") if each.first <= new.first and new.last <= each.last]
        return not step and not any(self._certainty.is_aside(each, said[0]) for each in outer)

    def _suffered(self, whom: frozenset[str]) -> frozenset[str]:
        """The kinds of all acts of some people and organisations."""
        letter = self._eyes.cast.letter
        owners = (letter.people.get(key) or letter.organisations.get(key) for key in map(Scalar, whom))
        return frozenset(str(act.kind) for owner in owners if owner for act in owner.acts)

    def _ends_nothing(self, kinds: Collection[str], suffered: Collection[str]) -> bool:
        """Whether one of some kinds of act ends only what those who suffered others never did."""
        acts = self._eyes.cast.library.acts
        had = {str(acts[kind].status) for kind in suffered}
        ended = (frozenset(map(str, acts[kind].ends)) for kind in kinds if acts[kind].relief)
        return any(ends and not ends & had for ends in ended)

    @staticmethod
    def _new_verbs(before: Seen, said: Side) -> Iterator[Mention]:
        """The verbs of acts that an edit puts in, and that tell what was done."""
        known = frozenset[str]().union(*(each.values for each in before.of("verb")))
        spoken = said[0].of("saying")  # « laissé entendre » hears nobody
        whole = (each for each in said[0].of("verb") if not _is_cut(each, said[0]))
        for new in (each for each in whole if not any(_meet(each, one) for one in spoken)):
            supposed = any(0 < new.first - each.first <= _SUPPOSED for each in said[0].of("unreal"))
            light = new.last - new.first == 1 and not (_is_told_by(new, said[1]) or known & new.values)  # « frappé »
            if not supposed and (light or _is_told_by(new, said[2])):
                yield new

    def _kinds(self, mention: Mention) -> frozenset[str]:
        """The acts that a word can name, or that bring about a status."""
        if mention.kind != "status":
            return mention.values
        acts = self._eyes.cast.library.acts.values()
        return frozenset(str(kind.name) for kind in acts if str(kind.status) in mention.values)

    def _akin(self, some: Collection[str], others: Collection[str]) -> bool:
        """Whether acts of some kinds and of others make the same of somebody, or each takes them away."""
        acts = self._eyes.cast.library.acts
        if all(any(acts[kind].status in _TAKEN for kind in kinds) for kinds in (some, others)):
            return True
        return bool({acts[kind].status for kind in some} & {acts[kind].status for kind in others} - {None})

    def _parts(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """Some of those of whom the record tells it all: "most of the 52 teachers", "only Mr A" of two."""
        lists, parts = self._eyes.lexicon.lists, self._folding.meanings.parts
        people = [one for one in drafted.stated if one.kind is OriginKind.FACT]
        gone = [token for token in before[2] if token.fold.startswith("@")]
        for new in said[2]:
            some = self._folding.meaning(new) in parts and self._counts(new, said[0])
            if (some or (new.fold in lists["only"] and gone)) and people:
                says = f"'{said[0].text[new.start : new.end]}': the campaign tells it of others, too"
                yield Displaced(new.start, new.end, says, drafted.location)
        if people or drafted.part == "text":
            yield from self._of_them(drafted, before[0], said)

    def _of_them(self, drafted: DraftedSentence, before: Seen, said: Side) -> Iterator[Displaced]:
        """So many, or one, "of them" of whom the drafted sentence tells it."""
        # Those whom the campaign counts so are told of as they are there: "and 14 of them were hurt".
        known = {each.number for each in before.of("number")} | self._counted
        if drafted.asks or any(True for _ in self._parted(before)):
            return
        for first, last in self._parted(said[0]):
            if any(each.first == first and each.number in known for each in said[0].of("number")):
                continue  # « vingt d'entre eux », for « vingt personnes parmi eux »
            words = said[0].words[first : last + 1]
            if any(token in said[2] for token in said[1] if words[0].start <= token.start < words[-1].end):
                says = "the campaign tells it of others, too"
                yield Displaced(words[0].start, words[-1].end, says, drafted.location)

    @cached_property
    def _counted(self) -> frozenset[int]:
        """How many the groups of the letter's campaign are."""
        return counted(self._eyes.cast.campaign, self._eyes.language)

    def _parted(self, seen: Seen) -> Iterator[tuple[int, int]]:
        """The first and last words of each "one of them", "30 of them": not of "all of them", "none of them"."""
        lists, numbers = self._eyes.lexicon.lists, seen.of("number")
        ones = lists["ones"] | lists["one-of"] | (lists["articles"] & lists["about"])
        for each in seen.of("of-them"):
            counted = next((one for one in numbers if one.last == each.first), None)
            if counted and counted.number > 1 and not self._is_whole(counted.first, seen):
                yield counted.first, each.last - 1
            elif each.first and seen.words[each.first - 1].low in ones:
                yield each.first - 1, each.last - 1

    def _is_whole(self, at: int, seen: Seen) -> bool:
        """Whether a number counts all: "all 30 of them", "the two of them"."""
        lists = self._eyes.lexicon.lists
        return at > 0 and seen.words[at - 1].low in lists["all-of"] | lists["definite"]

    def _counts(self, token: Token, seen: Seen) -> bool:
        """Whether people stand close behind a word."""
        at = next((number for number, word in enumerate(seen.words) if word.end >= token.end), 0)
        if any(each.first == at + 1 for each in seen.of("number")):
            return False  # "some 1,200 pickets"
        behind, lexicon = (seen.words[at + 1].low if at + 1 < len(seen.words) else ""), self._eyes.lexicon
        if behind in lexicon.durations or behind.rstrip("s") in lexicon.dozens:
            return False  # "a few days later, all of them", « plusieurs dizaines de mineurs »
        first = next((number for number, word in enumerate(seen.words) if word.start >= token.start), 0)
        if first and seen.words[first - 1].low in self._eyes.lexicon.lists["all-of"]:
            return False  # "each and every one of the miners"
        near = (each for each in seen.of("group", "head", "persons", "person") if at < each.first <= at + 5)
        return any(not _is_parted(seen, at, each.first) for each in near)


def _is_parted(seen: Seen, first: int, last: int) -> bool:
    """Whether a comma stands between two words of a sentence: "most recently, Ms A"."""
    return any("," in word.gap for word in seen.words[first + 1 : last + 1])


def _meet(one: Mention, other: Mention) -> bool:
    """Whether two words have a place in common."""
    return one.first < other.last and other.first < one.last


def _is_cut(mention: Mention, seen: Seen) -> bool:
    """Whether a mark stands between the words of a verb, so that they can belong to two: "the locked doors, he"."""
    return any(set(word.gap) & set(",;:()") for word in seen.words[mention.first + 1 : mention.last])


def _led_by(preposition: Token, side: Side) -> str:
    """The next word behind a preposition that tells something, "" for none."""
    return next((each.fold for each in side[1] if each.start >= preposition.end and not each.small), "")


def _is_undone(drafted: DraftedSentence, gone: Token, before: Side) -> bool:
    """Whether a demand is to undo what a word is for, and its verb is left out, too: "lift her travel ban"."""
    ahead = [one for one in before[2] if one.end <= gone.start and not one.small]
    return drafted.asks and bool(ahead)


def _is_told_by(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether the words of a mention that tell something are among some, the small ones apart."""
    told = [one for one in tokens if one.start < mention.end and mention.start < one.end and not one.small]
    return bool(told)
