"""Whom an edit names in the place of somebody else: another name, many for one, a name for a pronoun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from letterkit.checks.ledger.edits.exchanged import exchanged
from letterkit.checks.ledger.edits.sides import Displaced, Side, put_for
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.words.lexicon import TextWord
from letterkit.drafts.drafted import DraftedSentence
from letterkit.foundation.strict_yaml import Scalar


class OtherPeople:
    """Finds them in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._eyes, self._folding = eyes, folding

    def found(self, drafted: DraftedSentence, before: Side, said: Side, whom: frozenset[str]) -> Iterator[Displaced]:
        """Those who stand for others; ``whom`` are those whom it befell that the drafted sentence tells."""
        yield from self._others(drafted, before, said)
        yield from self._surnames(drafted, before, said)
        yield from self._instead_of_pronouns(drafted, before, said, whom)

    def _others(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """Somebody else than was named, or more than one for one."""
        gone, new = (_people(side[2]) for side in (before, said))
        named = _people(before[1])
        if gone and new and not _keys(gone) & _keys(new):
            token, other = new[min(new)], gone[min(gone)]
            yield put_for(drafted, before[0], other, token)
        one = [token for token in before[2] if token.fold in gone or token.fold in self._folding.singular]
        many = self._folding.plural | _several(said)
        if one and len(named) < 2 and not any(each.fold in many for each in before[1]):
            yield from (put_for(drafted, before[0], one[0], token) for token in self._many(many, before, said))

    @staticmethod
    def _many(many: frozenset[str], before: Side, said: Side) -> list[Token]:
        """The words for several people that an edit puts in; told anew, what is theirs may be that of others."""
        theirs = {each.start for each in said[0].of("possessives")} if not exchanged(before[0], said[0]) else set()
        return [token for token in said[2] if token.fold in many and token.start not in theirs]

    def _surnames(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """Another surname behind the given name of somebody whom the drafted sentence names by both."""
        cast = self._eyes.cast
        borne = {one.low for one in said[0].words if one.low in cast.surnames}
        for was in before[0].of("person"):
            named = before[0].words[was.first : was.last]
            surnames = {one.low for one in named if was.values & cast.surnames.get(one.low, frozenset())}
            for each in said[0].of("person") if surnames and len(named) > len(surnames) else ():
                if each.values & was.values and not surnames & borne and (new := self._surname(each.last, said)):
                    says = f"the campaign says '{before[0].text[was.start : was.end]}'"
                    yield Displaced(each.start, new.end, says, drafted.location, sure=True)

    @staticmethod
    def _surname(at: int, said: Side) -> TextWord | None:
        """The word of a name that an edit put in right behind another."""
        word = said[0].words[at] if at < len(said[0].words) else None
        if word is None or not word.is_capital or word.gap != " ":
            return None
        return word if any(token.start <= word.start < token.end for token in said[2]) else None

    def _instead_of_pronouns(
        self, drafted: DraftedSentence, before: Side, said: Side, whom: frozenset[str]
    ) -> Iterator[Displaced]:
        """Somebody who is named in the place of a pronoun, and whom it did not befall."""
        was, now = (any(token.fold in self._folding.singular for token in side[1]) for side in (before, said))
        was = was or bool(before[0].of("possessives") and not said[0].of("possessives"))  # « son recours »
        yield from self._groups(drafted, before, said, whom)
        if not whom or not was or now or _people(before[1]):
            return
        for name, token in _people(said[2]).items():
            if not whom & set(name[1:].split("|")) and not self._has_another(name, said):
                says = f"by the campaign, it befell {' and '.join(sorted(whom))}"
                yield Displaced(token.start, token.end, says, drafted.location)

    def _has_another(self, name: str, said: Side) -> bool:
        """Whether a verb that is put in tells another act, which somebody suffered: "and Mr B injured"."""
        people = self._eyes.cast.letter.people
        acts = {str(act.kind) for key in name[1:].split("|") if (one := people.get(Scalar(key))) for act in one.acts}
        verbs = (each for each in said[0].of("verb") if each.values & acts)
        return any(each.start <= token.start < each.end for each in verbs for token in said[2] if not token.small)

    def _groups(self, drafted: DraftedSentence, before: Side, said: Side, whom: frozenset[str]) -> Iterator[Displaced]:
        """Many who stand where one was told of: "The 52 drillers are held" for "She is held"."""
        told = [token for token in before[2] if self._folding.is_pronoun(token) or token.fold.startswith("@")]
        kept = any(self._folding.is_pronoun(token) or token.fold.startswith("@") for token in said[1])
        known = frozenset[str]().union(*(each.values for each in before[0].of("group", "head")))
        for each in said[0].of("group", "head") if whom and told and not kept else ():
            new = any(each.start <= token.start < each.end for token in said[2])
            if new and not each.values & (whom | known):
                says = f"by the campaign, it befell {' and '.join(sorted(whom))}"
                yield Displaced(each.start, each.end, says, drafted.location)


def _several(said: Side) -> frozenset[str]:
    """The first words of the phrases that mean several people: « tous deux »."""
    phrases = (each for each in said[0].of("persons") if "many" in each.values and each.last - each.first > 1)
    return frozenset(said[0].words[each.first].low for each in phrases)


def _keys(folds: Iterable[str]) -> frozenset[str]:
    """The keys of all who can be meant by names: "Ms A" can be the one A or the other."""
    return frozenset(key for fold in folds for key in fold[1:].split("|"))


def _people(tokens: Sequence[Token]) -> dict[str, Token]:
    return {token.fold: token for token in tokens if token.fold.startswith("@")}
