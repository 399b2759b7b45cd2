"""Find of whom a sentence says something: subjects and objects, owners, and whom a pronoun stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from letterkit.checks.ledger.mentions import Eyes
from letterkit.checks.ledger.predicates import NAMED, Predicate, SpokenOf
from letterkit.checks.ledger.seen import Mention, Seen


@dataclass(frozen=True, slots=True)
class Subjects:
    """Finds them in the sentences of one letter."""

    eyes: Eyes

    def _list(self, name: str) -> frozenset[str]:
        return self.eyes.lexicon.lists.get(name, frozenset())

    def has_victim(self, noun: Mention, seen: Seen) -> bool:
        """Whether a noun says whom it befell: "of A", "A's", "her"."""
        words = seen.words
        if noun.last < len(words) and words[noun.last].low in self._list("objects"):
            near = [each for each in seen.of(*NAMED, "persons", "stranger") if noun.last <= each.first <= noun.last + 9]
            if near:
                return True
        before = words[max(0, noun.first - 2) : noun.first]
        owned = any(word.low in self._list("genitive") and word.gap == "'" for word in before)
        return owned or any(mention.last <= noun.first <= mention.last + 1 for mention in seen.of("possessives"))

    def of_whom(self, bare: Predicate, seen: Seen, spoken: SpokenOf, earlier: Sequence[Predicate]) -> Predicate:
        """A predicate with those of whom it is said; ``spoken`` and ``earlier`` are what was said before."""
        mention, first = bare.mention, bare.within[0]
        named = self._fitting([each for each in seen.of(*NAMED) if bare.covers(each)], bare)
        ahead = [each for each in named if each.first < mention.first]
        behind = self._until_agent([each for each in named if each.first > mention.first], mention, seen)
        if mention.kind == "noun":
            return self._of_noun(bare, ahead, behind, seen, spoken)
        if owners := self._owners(mention, ahead, seen):
            return replace(bare, who=tuple(owners))
        free = self._ungoverned(ahead, seen)
        if free and not behind and self._has_object(mention, first, seen):
            return replace(bare, other=True)
        objects = self._objects(bare, named, free, behind, self.is_passive(mention, first, seen, earlier), seen)
        if objects or free:
            return replace(bare, who=tuple(objects or free))
        return self._unnamed(bare, ahead, behind, seen, spoken)

    def _owners(self, mention: Mention, ahead: Sequence[Mention], seen: Seen) -> list[Mention]:
        """Whose that is with which a phrase begins: "Ms A's passport was returned"."""
        phrase = mention.last - mention.first > 1
        return [each for each in ahead if phrase and each.last + 1 == mention.first and self._is_genitive(each, seen)]

    def _unnamed(
        self, bare: Predicate, ahead: list[Mention], behind: list[Mention], seen: Seen, spoken: SpokenOf
    ) -> Predicate:
        """A predicate whose subject is not named: a pronoun, something else, or of whom was spoken last."""
        found = self._by_pronoun(bare, seen, spoken, "persons")
        if found.who or found.other:
            return found
        if ahead or self._has_subject(bare.mention, bare.within[0], seen):
            return _of_others(bare, behind, bare.kinds <= self.eyes.lexicon.objective and not bare.is_status)
        return replace(bare, who=spoken.last, guessed=True)

    def _of_noun(
        self, bare: Predicate, ahead: list[Mention], behind: list[Mention], seen: Seen, spoken: SpokenOf
    ) -> Predicate:
        """Whom a noun says it befell: "the arrest of A", "A's arrest", "her arrest"."""
        mention = bare.mention
        if mention.last < len(seen.words) and seen.words[mention.last].low in self._list("objects") and behind:
            return replace(bare, who=tuple(behind))
        owners = [each for each in ahead if mention.first - 3 <= each.last <= mention.first]
        return replace(bare, who=tuple(owners[-1:])) if owners else self._by_pronoun(bare, seen, spoken, "possessives")

    def _objects(
        self,
        bare: Predicate,
        named: Sequence[Mention],
        free: Sequence[Mention],
        behind: Sequence[Mention],
        passive: bool,
        seen: Seen,
    ) -> list[Mention]:
        """Whom an active verb befalls, and those whom a phrase has within it ("withdrew the registration of A")."""
        mention = bare.mention
        phrase = seen.words[mention.first : mention.last]
        if len(phrase) > 2 and any(mention.first < each.first < mention.last for each in named):
            return [each for each in named if each.first >= mention.first]
        if passive or bare.is_status or bare.kinds & self.eyes.lexicon.agentive:
            return []
        # "to have A reinstated"
        caused = bool(free) and free[-1].last == mention.first and free[-1] == max(named, key=lambda each: each.first)
        return [] if caused else list(behind)

    def _has_object(self, mention: Mention, first: int, seen: Seen) -> bool:
        """Whether an active verb has an object that nobody knows, so that its subject did it: "A arrested the men"."""
        if mention.kind != "verb" or mention.last - mention.first > 1:
            return False
        if mention.values & self.eyes.lexicon.agentive or self.is_passive(mention, first, seen, ()):
            return False
        behind = seen.words[mention.last : mention.last + 4]
        if not behind or behind[0].low not in self._list("articles") or behind[0].gap != " ":
            return False
        timed = any(mention.last <= each.first < mention.last + 4 for each in seen.of("date", "duration"))
        return not timed and not any(word.low in self.eyes.lexicon.durations for word in behind)

    def _fitting(self, named: list[Mention], bare: Predicate) -> list[Mention]:
        """Those whom such an act can befall, people before the organisations that they are of."""
        library = self.eyes.cast.library
        of = {library.acts[kind].of for kind in bare.kinds} if not bare.is_status else {"person"}
        people = [each for each in named if each.kind != "body"]
        if of == {"organisation"}:
            return [each for each in named if each.kind == "body"]
        return people if people or of == {"person"} else named

    def _until_agent(self, named: list[Mention], mention: Mention, seen: Seen) -> list[Mention]:
        """Those that stand behind the word, before an agent, another verb or another infinitive."""
        ends = self._list("agents") | self._list("be") | self._list("finite")
        others = {each.first for each in seen.of("negations", "unreal")}
        others |= {each.first for each in seen.of("asked") if self._is_further(seen, each.first)}
        stop = next(
            (
                at
                for at in range(mention.last, len(seen.words))
                if seen.words[at].low in ends or at in others or self._begins_infinitive(seen, at)
            ),
            len(seen.words),
        )
        if stop == mention.last:
            return []
        return [each for each in named if each.first < stop]

    def _begins_infinitive(self, seen: Seen, at: int) -> bool:
        """Whether a further thing to do begins at a word: ", to compensate", "and to pay"."""
        return seen.words[at].low in self._list("infinitive") and self._is_further(seen, at)

    def _is_further(self, seen: Seen, at: int) -> bool:
        """Whether a comma or a word that joins stands before a word."""
        return at > 0 and ("," in seen.words[at].gap or seen.words[at - 1].low in self._list("joining"))

    def _ungoverned(self, named: Sequence[Mention], seen: Seen) -> list[Mention]:
        """Those that no preposition and no genitive makes part of something else, nor the words for a relative."""
        free: list[Mention] = []
        governed, before = False, None
        for mention in named:
            if before is None or not self._is_joined(before, mention, seen):
                governed = self._is_governed(mention, seen)
            before = mention
            # What is done to the premises of an organisation is done to it.
            if not governed and (mention.kind == "body" or not self._is_genitive(mention, seen)):
                free.append(mention)
        people = [mention for mention in free if mention.kind != "body"] or free
        return people[self._clause_of_last(people, seen) :]

    def _is_joined(self, before: Mention, mention: Mention, seen: Seen) -> bool:
        """Whether two of a kind are named together, so that what governs the first governs the second: "A and Ms B"."""
        between = self._list("joining") | self._list("titles")
        alike = (before.kind == "body") == (mention.kind == "body")
        return alike and all(word.low in between for word in seen.words[before.last : mention.first])

    def _is_governed(self, mention: Mention, seen: Seen) -> bool:
        """Whether a preposition stands before somebody, or a word for a relative: "with Mr A", "the wife of A"."""
        skipped = self._list("titles") | self._list("articles")
        at = mention.first - 1
        while at >= 0 and seen.words[at].low in skipped:
            at -= 1
        if at < 0 or seen.words[at].low not in self._list("governed"):
            return False
        # "before Ms A was arrested": the preposition begins a clause, of which she is the subject
        after = seen.words[mention.last].low if mention.last < len(seen.words) else ""
        return seen.words[at].low not in self._list("boundaries") or after not in self._list("auxiliaries")

    def _is_genitive(self, mention: Mention, seen: Seen) -> bool:
        """Whether an apostrophe makes somebody an owner: "A's lawyer"."""
        after = seen.words[mention.last] if mention.last < len(seen.words) else None
        return after is not None and after.low in self._list("genitive") and after.gap == "'"

    def _clause_of_last(self, named: Sequence[Mention], seen: Seen) -> int:
        """The first of those named who stands in one clause with the last: no other verb is between them."""
        verbs = self._list("auxiliaries")
        breaks = [
            at
            for at in range(1, len(named))
            if any(word.low in verbs for word in seen.words[named[at - 1].last : named[at].first])
        ]
        return breaks[-1] if breaks else 0

    def is_passive(self, mention: Mention, first: int, seen: Seen, earlier: Sequence[Predicate]) -> bool:
        """Whether a verb is in the passive: after a form of "be", or joined to a verb before."""
        before = seen.words[max(first, mention.first - 4) : mention.last]
        if any(word.low in self._list("be") for word in before):
            return True
        participle = seen.words[mention.first - 1].low if mention.first > first else ""
        if participle in self._list("people") and mention.last - mention.first == 1:
            return True
        joined = seen.words[max(first, mention.first - 2) : mention.first]
        return bool(earlier) and all(word.low in self._list("joining") for word in joined)

    def _has_subject(self, mention: Mention, first: int, seen: Seen) -> bool:
        """Whether something else than a name stands before the word as its subject: "a hearing was held"."""
        skipped = {at for each in seen.of("date", "negations") for at in range(each.first, each.last)}
        content = [
            word
            for at, word in enumerate(seen.words[first : mention.first], first)
            if at not in skipped
            and word.low not in self.eyes.lexicon.function
            and word.low not in self._list("be")
            and word.low not in self._list("boundaries")
            and not word.low.endswith(("ly", "ment"))
            and word.low not in self._list("adverbs")
        ]
        return bool(content)

    def _by_pronoun(self, bare: Predicate, seen: Seen, spoken: SpokenOf, kind: str) -> Predicate:
        pronoun = _pronoun(bare, seen, kind)
        if pronoun is None:
            return bare
        gender = next(iter(pronoun.values))
        ahead = [each for each in seen.of(*NAMED) if each.first < pronoun.first and "" not in each.values]
        candidates = [*reversed(ahead), *spoken.all]
        if gender == "many":
            together = tuple(each for each in ahead if each.kind != "body") or spoken.last
            return replace(bare, who=together, guessed=True)
        for each in candidates:
            if each.kind == "person" and self._can_be(each, gender):
                return replace(bare, who=(each,), guessed=True)
        return replace(bare, other=True)

    def _can_be(self, mention: Mention, gender: str) -> bool:
        people = {str(key): person for key, person in self.eyes.cast.campaign.people.items()}
        return any(
            getattr(people.get(key), "gender", None) in (gender, None) or gender == "one" for key in mention.values
        )


def _of_others(bare: Predicate, behind: list[Mention], takes: bool) -> Predicate:
    """A predicate with another subject: of those behind it where it is a phrase, or else of nobody who is named.

    What something is taken from stands behind, too ("two computers were seized from the union"): ``takes``.
    """
    within = behind if takes or bare.mention.last - bare.mention.first > 1 else []
    return replace(bare, who=tuple(within), other=not within)


def _pronoun(bare: Predicate, seen: Seen, kind: str) -> Mention | None:
    """The last pronoun of a kind before the word of a predicate; a possessive only close to it."""
    first, mention = bare.within[0], bare.mention
    near = [each for each in seen.of(kind) if first <= each.first < mention.first]
    if kind == "possessives":
        near = [each for each in near if each.last >= mention.first - 2]
    return near[-1] if near else None
