"""Find of whom a sentence says something: subjects and objects, owners, and whom a pronoun stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import NAMED, Mood, Predicate, SpokenOf
from letterkit.checks.ledger.sentences.pronouns import Pronouns
from letterkit.checks.ledger.sentences.seen import EVENT, Mention, Seen
from letterkit.schema.campaign import Group, Person


@dataclass(frozen=True, slots=True)
class Subjects:
    """Finds them in the sentences of one letter."""

    eyes: Eyes

    @property
    def pronouns(self) -> Pronouns:
        """What finds whom a sentence means that names them elsewhere."""
        return Pronouns(self.eyes)

    def _list(self, name: str) -> frozenset[str]:
        return self.eyes.lexicon.lists.get(name, frozenset())

    def has_victim(self, noun: Mention, seen: Seen) -> bool:
        """Whether a noun says whom it befell: "of A", "A's", "her"."""
        words = seen.words
        if noun.last < len(words) and words[noun.last].low in self._list("objects"):
            near = [each for each in seen.of(*NAMED, "persons", "stranger") if noun.last <= each.first <= noun.last + 9]
            if near:
                return True
        if any(0 <= noun.first - each.last <= 2 for each in seen.of("undergoing")):
            return True
        before = words[max(0, noun.first - 2) : noun.first]
        owned = any(word.low in self._list("genitive") and word.gap == "'" for word in before)
        return owned or any(mention.last <= noun.first <= mention.last + 1 for mention in seen.of("possessives"))

    def of_whom(self, bare: Predicate, seen: Seen, spoken: SpokenOf, earlier: Sequence[Predicate]) -> Predicate:
        """A predicate with those of whom it is said; ``spoken`` and ``earlier`` are what was said before."""
        mention, first = bare.mention, bare.within[0]
        if mention.kind == "over":
            return self._of_state(bare, seen, spoken)
        named = self._fitting(_inside(bare, seen), bare)
        ahead = [each for each in named if each.first < mention.first]
        behind = self._until_agent([each for each in named if each.first > mention.first], mention, seen)
        if mention.kind == "noun":
            return self._of_noun(bare, ahead, behind, seen, spoken)
        if owners := self._owners(mention, ahead, seen):
            return replace(bare, who=tuple(owners))
        free = self._ungoverned(ahead, seen)
        meant = [each for each in behind if not self._has_relative(each, seen)]
        if self._is_done_to_others(bare, free, (behind, meant), seen):
            return replace(bare, other=True)
        objects = self._objects(bare, named, free, meant, self.is_passive(mention, first, seen, earlier), seen)
        if who := objects or self.pronouns.leading(bare, seen) or free:
            return replace(bare, who=tuple(who))
        return self._unnamed(bare, ahead, meant, seen, spoken)

    def _is_done_to_others(
        self, bare: Predicate, free: Sequence[Mention], behind: tuple[Sequence[Mention], Sequence[Mention]], seen: Seen
    ) -> bool:
        """Whether an active verb has an object that is nobody named: "A arrested the men", "beat the wife of A"."""
        mention, (named, meant) = bare.mention, behind
        if free:
            return not named and self._has_object(mention, bare.within[0], seen)
        return (
            mention.kind == "verb"
            and bool(named)
            and not meant
            and not self.is_passive(mention, bare.within[0], seen, ())
        )

    def with_company(self, bare: Predicate, seen: Seen) -> Predicate:
        """A predicate with those beside whom it befell somebody, too: "was arrested with A"."""
        told = bare.mood is Mood.ASSERTED and not bare.negated and not bare.other
        if bare.mention.kind != "verb" or not bare.who or not told:
            return bare
        named = [each for each in seen.of(*NAMED) if bare.covers(each) and each.first >= bare.mention.last]
        beside = (each for each in named if self._is_company(each, seen) and not self._is_genitive(each, seen))
        return replace(bare, who=tuple(dict.fromkeys((*bare.who, *beside))))

    def _is_company(self, named: Mention, seen: Seen) -> bool:
        """Whether a name stands right behind a word for others who suffered the same."""
        skipped = self._list("titles") | self._list("articles")
        between = (seen.words[led.last : named.first] for led in seen.of("company") if led.last <= named.first)
        return any(all(word.low in skipped and "," not in word.gap for word in words) for words in between)

    def _of_state(self, bare: Predicate, seen: Seen, spoken: SpokenOf) -> Predicate:
        """Of whom it is said that something holds no longer: named before it, or behind, a pronoun, or spoken of."""
        named = self._fitting_state([each for each in seen.of(*NAMED) if bare.covers(each)], bare)
        ahead = [each for each in named if each.first < bare.mention.first]
        free = self._ungoverned(ahead, seen)
        if who := free or ahead[-1:] or [each for each in named if each.first >= bare.mention.first][:1]:
            return replace(bare, who=tuple(who))
        for kind in ("persons", "possessives", "objects-said"):
            found = self.pronouns.of(replace(bare, mention=_at_end(bare)), seen, spoken, kind)
            if found.who:
                return replace(found, mention=bare.mention)
        if body := self._generic_body(bare, seen, spoken):
            return replace(bare, who=(body,))
        return replace(bare, who=tuple(self._fitting_state(spoken.last, bare)), guessed=True)

    def _fitting_state(self, named: Sequence[Mention], bare: Predicate) -> list[Mention]:
        """Those who can be in a state: people or organisations, by the acts that bring it about."""
        kinds = self.pronouns.befallen(bare)
        bodies, people = kinds != {"person"}, kinds != {"organisation"}
        return [each for each in named if (bodies if each.kind == "body" else people)]

    def _owners(self, mention: Mention, ahead: Sequence[Mention], seen: Seen) -> list[Mention]:
        """Whose that is with which a phrase begins: "Ms A's passport was returned"."""
        phrase = mention.last - mention.first > 1
        return [each for each in ahead if phrase and each.last + 1 == mention.first and self._is_genitive(each, seen)]

    def _described(self, bare: Predicate, seen: Seen) -> list[Mention]:
        """Those who are called by what they are, of whom the campaign names as many: "both women"."""
        for each in seen.of("sexes"):
            before = seen.words[each.first - 1].low if each.first else ""
            counted = [number for number in seen.of("number") if number.last == each.first]
            number = counted[0].number if counted else 2 * (before in self._list("both"))
            people = self.eyes.cast.campaign.people
            own = [
                str(key) for key, one in people.items() if getattr(one, "gender", None) in each.values and _is_told(one)
            ]
            if bare.covers(each) and each.first < bare.mention.first and number == len(own) > 1:
                return [each._replace(kind="person", values=frozenset({key})) for key in own]
        return []

    def _unnamed(
        self, bare: Predicate, ahead: list[Mention], behind: list[Mention], seen: Seen, spoken: SpokenOf
    ) -> Predicate:
        """A predicate whose subject is not named: a pronoun, something else, or of whom was spoken last."""
        if described := self._described(bare, seen):
            return replace(bare, who=tuple(described))
        if meant := self.pronouns.elsewhere(bare, seen, spoken):
            return replace(bare, who=(meant,), guessed=True)
        found = self.pronouns.of(bare, seen, spoken, "persons")
        if found.who or found.other:
            return found
        if other := self._of_phrase(bare, ahead, behind, seen, spoken):
            return other
        if ahead or self._has_subject(bare.mention, bare.within[0], seen):
            return _of_others(bare, behind, bare.kinds <= self.eyes.lexicon.objective and not bare.is_status)
        return replace(bare, who=spoken.last, guessed=True)

    def _of_phrase(
        self, bare: Predicate, ahead: list[Mention], behind: list[Mention], seen: Seen, spoken: SpokenOf
    ) -> Predicate | None:
        """A predicate of those whom a phrase leads to or belongs to, or of an organisation; None for nobody."""
        if bare.mention.last - bare.mention.first > 1:
            if behind and seen.words[bare.mention.last].low in self._list("objects"):
                return replace(bare, who=tuple(behind))  # "a charge was laid against A"
            if owned := self._owned(bare, seen):
                found = self.pronouns.of(replace(bare, mention=owned), seen, spoken, "possessives")
                return replace(found, mention=bare.mention)
        if body := self._generic_body(bare, seen, spoken):
            return replace(bare, who=(body,))
        bodies = [each for each in ahead if each.kind == "body"] if bare.mention.kind == "verb" else []
        if bodies and not self.pronouns.befallen(bare) <= {"person"}:
            return replace(bare, who=tuple(bodies[-1:]))  # "the premises of A were raided"
        return None

    @staticmethod
    def _owned(bare: Predicate, seen: Seen) -> Mention | None:
        """The place behind a possessive before or within a phrase, as that of a mention: "his trial"."""
        mention = bare.mention
        near = [each for each in seen.of("possessives") if mention.first <= each.last <= mention.last]
        return mention._replace(first=near[0].last, last=near[0].last) if near else None

    def _generic_body(self, bare: Predicate, seen: Seen, spoken: SpokenOf) -> Mention | None:
        """The organisation that is called one: "the union", of which was spoken, or the only one of that noun."""
        at = next((at for at in range(*bare.within) if seen.words[at].low in self._list("bodies")), None)
        if at is None or self.pronouns.befallen(bare) == {"person"}:
            return None
        own = self._called(seen.words[at].low)
        last = next((each for each in spoken.all if each.kind == "body" and each.values <= set(own)), None)
        values = last.values if last else frozenset(own)
        word = seen.words[at]
        return Mention("body", word.start, word.end, at, at + 1, values) if len(values) == 1 else None

    def _called(self, noun: str) -> list[str]:
        """The organisations that have a noun in their name; all where none has it."""
        names = {
            str(key): {word for said in body.name.languages.values() for word in str(said).casefold().split()}
            for key, body in self.eyes.cast.campaign.organisations.items()
        }
        return [key for key, words in names.items() if noun in words] or [*names]

    def _of_noun(
        self, bare: Predicate, ahead: list[Mention], behind: list[Mention], seen: Seen, spoken: SpokenOf
    ) -> Predicate:
        """Whom a noun says it befell: "the arrest of A", "A's arrest", "her arrest"."""
        mention = bare.mention
        if mention.last < len(seen.words) and seen.words[mention.last].low in self._list("objects") and behind:
            return replace(bare, who=tuple(self._together(behind, seen)))
        if ahead and any(0 <= mention.first - each.last <= 2 for each in seen.of("undergoing")):
            return replace(bare, who=tuple(self._ungoverned(ahead, seen) or ahead[-1:]))
        owners = [each for each in ahead if mention.first - 3 <= each.last <= mention.first]
        return replace(bare, who=tuple(owners[-1:])) if owners else self.pronouns.of(bare, seen, spoken, "possessives")

    def _together(self, named: Sequence[Mention], seen: Seen) -> Sequence[Mention]:
        """Those who are named together with the first: not those of "the death of A and the situation of the cooks"."""
        small = [
            self._list(name) for name in ("joining", "titles", "articles", "objects", "genitive", "all-of", "both")
        ]
        known = frozenset().union(self.eyes.lexicon.function, *small) - self._list("objects-said")  # "all of them"
        told = {
            at for each in seen.of("office", "body", "number", "head", "group") for at in range(each.first, each.last)
        }
        for number, (one, other) in enumerate(pairwise(named), 1):
            between = range(one.last, other.first)
            if any(at not in told and seen.words[at].low not in known for at in between):
                return named[:number]
        return named

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
            return [each for each in named if each.first >= mention.first and not self._has_relative(each, seen)]
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

    def _has_relative(self, named: Mention, seen: Seen) -> bool:
        """Whether somebody only says whose relative is meant: "A's wife", "la femme de A"."""
        if self._is_genitive(named, seen):
            return any(word.low in self._list("relatives") for word in seen.words[named.last + 1 : named.last + 3])
        skipped = self._list("titles") | self._list("articles")
        at = named.first - 1
        while at > 0 and seen.words[at].low in skipped:
            at -= 1
        return (
            at > 0
            and seen.words[at].low in self._list("partitive")
            and (seen.words[at - 1].low in self._list("relatives"))
        )

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
        """Whether a verb is in the passive: after "be", joined to a verb before, or beside a name: "A, held"."""
        before = seen.words[max(first, mention.first - 4) : mention.last]
        apposed = "," in seen.words[mention.first].gap and any(each.last == mention.first for each in seen.of(*NAMED))
        if apposed or any(word.low in self._list("be") for word in before):
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


def _inside(bare: Predicate, seen: Seen) -> list[Mention]:
    """Those named in the segment of a predicate, but for a day that is told by what happened to somebody else."""
    own = bare.mention.first
    days = [each for each in seen.of("date") if each.values >= EVENT and not each.first <= own < each.last]
    elsewhere = {at for each in days for at in range(each.first, each.last)}
    return [each for each in seen.of(*NAMED) if bare.covers(each) and each.first not in elsewhere]


def _is_told(one: Person | Group) -> bool:
    """Whether the campaign names somebody and tells something of them."""
    return isinstance(one, Person) and one.publish == "yes" and bool(one.acts)


def _at_end(bare: Predicate) -> Mention:
    """The place behind the segment of a predicate, as that of a mention: all pronouns of it stand before."""
    return bare.mention._replace(first=bare.within[1], last=bare.within[1])


def _of_others(bare: Predicate, behind: list[Mention], takes: bool) -> Predicate:
    """A predicate with another subject: of those behind it where it is a phrase, or else of nobody who is named.

    What something is taken from stands behind, too ("two computers were seized from the union"): ``takes``.
    """
    within = behind if takes or bare.mention.last - bare.mention.first > 1 else []
    return replace(bare, who=tuple(within), other=not within)
