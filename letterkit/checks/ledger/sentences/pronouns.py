"""Whom a sentence means that names them elsewhere: by a pronoun, behind a phrase at its head, or before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import NAMED, Predicate, SpokenOf
from letterkit.checks.ledger.sentences.seen import Mention, Seen

_LED = 4
"""How many words behind a verb the preposition can stand that leads to its object."""


@dataclass(frozen=True, slots=True)
class Pronouns:
    """Finds it in the sentences of one letter."""

    eyes: Eyes

    def _list(self, name: str) -> frozenset[str]:
        return self.eyes.lexicon.lists.get(name, frozenset())

    def elsewhere(self, bare: Predicate, seen: Seen, spoken: SpokenOf) -> Mention | None:
        """Whom a participle at the head of a sentence means, or a pronoun behind an active verb."""
        return self._fronted(bare, seen) or self._object_said(bare, seen, spoken)

    def leading(self, bare: Predicate, seen: Seen) -> Sequence[Mention]:
        """Who is named right before the relative pronoun that begins the clause of a verb: "with A, who is ill".

        Behind the organisation of somebody, what befalls people is said of them: "A, treasurer of the union, who".
        """
        who, words = self.eyes.language.phrase("who"), seen.words
        at = next((at for at in range(bare.mention.first - 1, 0, -1) if words[at].low == who), 0)
        named = [each for each in seen.of(*NAMED) if each.last == at] if at >= bare.within[0] else []
        people = seen.of("person", "group", "head")
        ahead = [each for each in people if each.last < at and "" not in each.values]
        if ahead and named and all(each.kind == "body" for each in named) and "person" in self.befallen(bare):
            return ahead[-1:]
        return named

    def befallen(self, bare: Predicate) -> set[str]:
        """Whom the acts can befall that a predicate names, or that bring about the status."""
        kinds = self.eyes.cast.library.acts.values()
        return {kind.of for kind in kinds if (kind.status if bare.is_status else kind.name) in bare.kinds}

    def of(self, bare: Predicate, seen: Seen, spoken: SpokenOf, kind: str) -> Predicate:
        """A predicate of those whom a pronoun of a kind before it means; of nobody known, or as it was without one."""
        pronoun = _pronoun(bare, seen, kind)
        if pronoun is None:
            return bare
        gender = next(iter(pronoun.values))
        if kind == "possessives" and (meant := self._behind(bare, gender, seen)):
            return replace(bare, who=(meant,), guessed=True)
        ahead = [each for each in seen.of(*NAMED) if each.first < pronoun.first and "" not in each.values]
        candidates = [*reversed(ahead), *spoken.all]
        if gender == "many":
            together = tuple(each for each in ahead if each.kind != "body") or spoken.last
            return replace(bare, who=self._several(together, spoken), guessed=True)
        meant = next((each for each in candidates if self._is_meant(each, gender, bare)), None)
        return replace(bare, who=(meant,), guessed=True) if meant else replace(bare, other=True)

    def _several(self, together: tuple[Mention, ...], spoken: SpokenOf) -> tuple[Mention, ...]:
        """Those whom "they" means: of somebody alone who is a man or a woman, the group of which was spoken before."""
        alone = len(together) == 1 and together[0].kind == "person" and not self._can_be(together[0], "many")
        groups = [each for each in spoken.all if each.kind in ("group", "head")] if alone else []
        return tuple(groups[:1]) or together

    def _is_meant(self, named: Mention, gender: str, bare: Predicate) -> bool:
        """Whether a pronoun of a gender can mean somebody, or an organisation."""
        of_body = gender == "thing" or (gender == "one" and self.befallen(bare) == {"organisation"})
        return named.kind == "body" if of_body else named.kind == "person" and self._can_be(named, gender)

    def _behind(self, bare: Predicate, gender: str, seen: Seen) -> Mention | None:
        """Who is named behind the comma of a phrase at the head: "Since his arrest, Mr A has been in hospital"."""
        named = seen.of("person")
        following = next((each for each in named if each.first >= bare.mention.last), None)
        if bare.mention.kind != "noun" or following is None or following is not named[0]:
            return None
        return following if self._begins_clause(following, seen) and self._can_be(following, gender) else None

    def _fronted(self, bare: Predicate, seen: Seen) -> Mention | None:
        """Whom a participle at the head of a sentence means: "Arrested on 4 May, Mr A was released on bail"."""
        taken = {at for each in seen.of("date") for at in range(each.first, each.last)}
        small = self.eyes.lexicon.function | self._list("be") | self._list("adverbs")
        ahead = (at for at in range(bare.mention.first) if at not in taken and seen.words[at].low not in small)
        if bare.mention.kind != "verb" or any(True for _ in ahead):
            return None
        behind = (each for each in seen.of("person", "group") if each.first >= bare.mention.last)
        following = next((each for each in behind if each.first not in taken), None)
        return following if following and self._begins_clause(following, seen) else None

    def _object_said(self, bare: Predicate, seen: Seen, spoken: SpokenOf) -> Mention | None:
        """Whom a pronoun means that is the object of a verb: "gunmen attacked him", "the charges against her"."""
        if bare.mention.kind != "verb":
            return None
        genders = next(filter(None, self._objects(bare.mention, seen)), frozenset[str]())
        ahead = [each for each in seen.of("person", "body") if each.first < bare.mention.first]
        told = (*reversed(ahead), *spoken.all)
        return next((each for each in told if any(self._is_meant(each, gender, bare) for gender in genders)), None)

    def _objects(self, mention: Mention, seen: Seen) -> Iterator[frozenset[str]]:
        """The genders of the pronouns that can be the object of a verb: behind it, within it, before it."""
        if self._is_object(mention.last, seen):
            yield self._genders(mention.last, seen)
        yield from (self._genders(at, seen) for at in range(mention.first + 1, mention.last))
        for at in range(mention.last, min(mention.last + _LED, len(seen.words) - 1)):
            led = seen.words[at].low in self._list("objects") - self._list("agents")
            if led and self._is_object(at + 1, seen, self._list("persons")):
                yield self._genders(at + 1, seen)
        small = self._list("auxiliaries") | self._list("adverbs")
        at = mention.first - 1
        while at > 0 and seen.words[at].low in small:
            at -= 1
        if at >= 0 and at != mention.last:
            yield frozenset(gender for gender, words in self._clitics.items() if seen.words[at].low in words)

    def _genders(self, at: int, seen: Seen) -> frozenset[str]:
        told = (each for each in seen.of("persons", "possessives") if each.first == at)
        return frozenset(value for each in told for value in each.values)

    @property
    def _clitics(self) -> Mapping[str, frozenset[str]]:
        """The pronouns that stand before the verb whose object they are, by their genders."""
        reading = self.eyes.cast.library.language(self.eyes.language.code).reading
        told = reading.clitics.items() if reading else ()
        return {str(gender): frozenset(map(str, words)) for gender, words in told}

    def _is_object(self, at: int, seen: Seen, others: frozenset[str] = frozenset()) -> bool:
        """Whether a word is a pronoun that is an object, and no possessive: "arrested her", not "her brother"."""
        words = seen.words
        if at >= len(words) or words[at].low not in self._list("objects-said") | others:
            return False
        ends = at + 1 == len(words) or words[at + 1].gap != " "
        return ends or words[at + 1].low in self.eyes.lexicon.function

    def _begins_clause(self, named: Mention, seen: Seen) -> bool:
        """Whether a comma stands before somebody named, and nothing else than a title or an article between."""
        small = self._list("titles") | self._list("articles")
        at = named.first
        while at and "," not in seen.words[at].gap and seen.words[at - 1].low in small:
            at -= 1
        return "," in seen.words[at].gap

    def _can_be(self, mention: Mention, gender: str) -> bool:
        people = {str(key): person for key, person in self.eyes.cast.campaign.people.items()}
        return any(
            getattr(people.get(key), "gender", None) in (gender, None) or gender == "one" for key in mention.values
        )


def _pronoun(bare: Predicate, seen: Seen, kind: str) -> Mention | None:
    """The last pronoun of a kind before the word of a predicate; a possessive only close to it."""
    first, mention = bare.within[0], bare.mention
    near = [each for each in seen.of(kind) if first <= each.first < mention.first]
    if kind == "possessives":
        near = [each for each in near if each.last >= mention.first - 2]
    return near[-1] if near else None
