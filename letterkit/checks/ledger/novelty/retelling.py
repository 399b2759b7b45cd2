"""Words of an edit that only tell an act in another way: a light verb beside its noun, its voice, a denial within it.

"Made an arrest" says no more than "arrested", "was searched by the police" no more than "the police searched", and
"broke the agreement" has no denial where "failed to keep the agreement" had one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from letterkit.checks.ledger.edits.edit import Edit
from letterkit.checks.ledger.edits.sides import Displaced
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.records.records import STATING, TELLING, Claim, Verdict
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Seen
from letterkit.checks.ledger.words.lexicon import TextWord, words_of
from letterkit.foundation.problems import Location
from letterkit.language.spelling import plain

_MARKS = frozenset(",;:()\u2013\u2014")
_BEFORE = 3
"""How many words can stand between a denial and what it denies within what an act is called: « n'a pas respecté »."""


class Retelling:
    """Tells them in the language of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._eyes, self._folding = eyes, folding
        self._lists = eyes.lexicon.lists

    def retells(self, one: Displaced, edit: Edit, claims: Sequence[Claim], acts: frozenset[Location]) -> bool:
        """Whether words only tell in another way one of some acts that records bear out."""
        right = (each for each in claims if each.verdict is Verdict.SUPPORTED and each.kind in TELLING)
        if one.untold and any(each.evidence in acts for each in right):
            return True
        return self.tells_act(one, edit, claims) or self.is_light(one, edit, claims)

    def tells_act(self, one: Token | Displaced, edit: Edit, claims: Sequence[Claim]) -> bool:
        """Whether a word is one by which an act is called, within the words of a claim that a record bears out."""
        if isinstance(one, Token) and self._folding.meaning(one) in self._folding.meanings.conditions:
            return False
        kinds = TELLING if edit.began.asks else STATING
        right = (each for each in claims if each.verdict is Verdict.SUPPORTED and each.kind in kinds)
        told = (token for token in edit.more if one.start <= token.start < one.end)
        words = (word for token in told for word in words_put_in(token, edit))
        within = any(each.start <= one.start and one.end <= each.end for each in right)
        return within and all(word in self._eyes.lexicon.telling for word in words)

    def is_light(self, token: Token | Displaced, edit: Edit, claims: Sequence[Claim]) -> bool:
        """Whether a word put in is a verb that tells nothing beside an act that records bear out."""
        run = next((place for place in edit.added if place[0] <= token.start < place[1]), (token.start, token.end))
        start, end = (token.start, token.end) if isinstance(token, Token) else run
        said = [word for word in edit.words if start <= word.start < end]
        words = [word.low for word in said if word.low not in self._eyes.lexicon.function]
        if any(word.is_capital for word in said):
            return False
        told = any(one.verdict is Verdict.SUPPORTED and one.kind in ("act", "status") for one in claims)
        return told and bool(words) and self._light.issuperset(self._folding.stems(words))

    @cached_property
    def _light(self) -> frozenset[str]:
        return self._folding.stems(self._lists["light-verbs"])

    def besides(self, edit: Edit, claims: Sequence[Claim]) -> list[Token]:
        """The words put in, but for light verbs, and for what leads those who did it and stood ahead of the verb."""
        agents = self._folding.agents if edit.made_passive else frozenset[str]()
        more = [token for token in edit.more if token.fold not in agents and not self.is_light(token, edit, claims)]
        return [token for token in more if not self._is_of_view(token, edit)]

    def _is_of_view(self, token: Token, edit: Edit) -> bool:
        """Whether a word is of a comment that was put in between marks: ", a charge that we consider absurd".

        It gives no name and no figure, and either says that the writers think so, or has only words of judgement.
        """
        part = next((each for each in _parts(edit.words) if each[0].start <= token.start < each[-1].end), ())
        told = [word for word in part if self._folding.tells(word)]
        new = [each for each in edit.more if any(_are_of([word], [each]) for word in told)]
        if not _are_of(told, new) or any(_is_fact(each) for each in new) or _names(part, edit):
            return False
        return self._says_we_think(part) or all(self._judges(each) for each in new)

    def _says_we_think(self, part: Sequence[TextWord]) -> bool:
        """Whether words have a phrase by which the writers give their view: "we consider"."""
        stems = [self._folding.stem(word.low) for word in part]
        opinions = self._folding.meanings.opinions
        return any(stems[at : at + len(each)] == list(each) for each in opinions for at in range(len(stems)))

    def _judges(self, token: Token) -> bool:
        """Whether a word says what the writers think of something."""
        return bool({token.fold, self._folding.stem(token.fold)} & (self._folding.judging | self._folding.courtesies))

    def is_turned(self, edit: Edit) -> bool:
        """Whether the voice of a sentence was changed, and nobody's part in it."""
        agents = self._folding.agents
        active = edit.exchanged and any(token.fold in agents for token in edit.less)
        return active or (edit.made_passive and any(token.fold in agents for token in edit.more))

    def without_own_denials(self, edit: Edit, said: Seen, claims: Sequence[Claim]) -> tuple[Token, ...]:
        """The words left out, but for those that deny or refuse within what an act is called that ``said`` tells."""
        if not any(one.verdict is Verdict.SUPPORTED and one.kind in ("act", "status") for one in claims):
            return edit.less
        before = self._eyes.see(plain(edit.began.text))
        words = words_of(plain(edit.began.text))
        told = frozenset[str]().union(*(each.values for each in said.of("verb", "noun")))
        acts = [each for each in before.of("verb", "noun") if each.values & told]
        denying = self._folding.denying | self._folding.reversing | self._folding.folds(self._folding.reversing)

        def is_own(token: Token) -> bool:
            at = next((n for n, word in enumerate(words) if word.start >= token.start), 0)
            near = any(each.first - _BEFORE <= at < each.last for each in acts)
            return token.fold in denying and near

        return tuple(token for token in edit.less if not is_own(token))


def _are_of(words: Iterable[TextWord], tokens: Sequence[Token]) -> bool:
    """Whether each of some words is of one of some tokens."""
    return all(any(each.start <= word.start < each.end for each in tokens) for word in words)


def _is_fact(token: Token) -> bool:
    """Whether a token is a day, a figure, a country or a person."""
    return bool(token.days) or token.fold[:1] in ("@", "#", "=")


def _names(part: Sequence[TextWord], edit: Edit) -> bool:
    """Whether words have a name among them: a capital, but at the head of the sentence."""
    return any(word.is_capital and word is not edit.words[0] for word in part)


def words_put_in(token: Token, edit: Edit) -> list[str]:
    """The words of a token of an edited sentence, in lower case."""
    return [word.low for word in edit.words if token.start <= word.start < token.end]


def _parts(words: Sequence[TextWord]) -> Iterator[Sequence[TextWord]]:
    """The words of a sentence between its marks."""
    first = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or set(words[at].gap) & _MARKS:
            yield words[first:at]
            first = at
