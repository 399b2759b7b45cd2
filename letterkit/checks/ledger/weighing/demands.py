"""Weigh demands that a person words: for whom, and whether they fit what was done to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import Predicate, SpokenOf
from letterkit.checks.ledger.sentences.reading import ReadSentence
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import words_of
from letterkit.letter.items import FilledClause, fits
from letterkit.schema.clause import Demand

_ORDER = (Verdict.ATTRIBUTED, Verdict.SUPPORTED, Verdict.UNSUPPORTED, Verdict.CONTRADICTED)


class Demands:
    """What the campaign demands for whom, and what could be demanded."""

    def __init__(self, eyes: Eyes, dossier: Dossier) -> None:
        self._letter, self._library, self._dossier = eyes.cast.letter, eyes.cast.library, dossier
        self._clauses = tuple(self._library.demands.values())
        writing = eyes.language.writing
        self._conjunction = writing.conjunction.casefold()
        self._particles = {word.low for particle in writing.particles for word in words_of(particle)}
        self._relatives, self._others = (eyes.lexicon.lists[name] for name in ("relatives", "objects-said"))
        self._asked = {
            (item.clause.name, str(key))
            for group in self._letter.demands
            for item in group
            if isinstance(item, FilledClause)
            for name in ("people", "organisations", "affiliates")
            for key in item.arguments.get(name) or ()
        }

    def weigh(self, predicate: Predicate, seen: Seen) -> tuple[Claim, frozenset[Mention]]:
        """The claim of a predicate that is demanded, or that a demand takes for granted ("end the harassment of").

        Whether one that no demand asks for is granted or asked cannot be told: "see that A is convicted".
        """
        clauses = [clause for clause in self._clauses if predicate.kinds & set(clause.met_by)]
        predicate = self._within(predicate, seen)
        found = [
            weighed
            for mention in predicate.who
            for weighed in ([self._of(mention, clauses, predicate)] if "" not in mention.values else [])
        ]
        mention = predicate.mention
        begun = self._begun(seen, mention.first)
        # Of several who were named before, a pronoun may mean those whom it fits: « verser à ces derniers ».
        chosen = min if all(each.first < begun for each in predicate.who) else max
        verdict, says, key = chosen(found, key=lambda each: _ORDER.index(each[0]), default=(Verdict.ATTRIBUTED, "", ""))
        owner = self._dossier.owners.get(key)
        return (
            Claim(
                kind="demand" if clauses else "granted",
                what=min(predicate.kinds),
                who=tuple(dict.fromkeys(each for who in predicate.who for each in sorted(who.values))),
                start=mention.start,
                end=mention.end,
                verdict=verdict,
                says=says,
                evidence=(self._dossier.acts(key)[-1].location if self._dossier.acts(key) else owner.location)
                if owner
                else None,
                code="LK501" if verdict is Verdict.CONTRADICTED else "",
            ),
            frozenset(predicate.who) if verdict is not Verdict.UNSUPPORTED else frozenset(),
        )

    def _within(self, predicate: Predicate, seen: Seen) -> Predicate:
        """A predicate of those only who are named in the demand that asks for it, where any is; of no earlier one."""
        mention = predicate.mention
        begun = self._begun(seen, mention.first)
        until = self._next(seen, mention.last)
        own = tuple(each for each in predicate.who if each in seen.mentions and begun <= each.first < until)
        ahead = all(each in seen.mentions and each.first < begun for each in predicate.who)
        named = (each for each in seen.of("person", "group") if mention.last <= each.first < until)
        own = own or (tuple(named) if predicate.who and ahead else ())
        return replace(predicate, who=own) if own else predicate

    def _begun(self, seen: Seen, at: int) -> int:
        """The word with which the demand begins to which a word belongs."""
        begun = 0
        while (after := self._next(seen, begun + 1)) <= at and after < len(seen.words):
            begun = after
        return begun

    def worded(self, reading: ReadSentence, spoken: SpokenOf) -> Iterator[tuple[Claim, frozenset[Mention]]]:
        """The claims of demands that no act meets, by their own words: "protect A", "allow B to see a lawyer".

        ``spoken`` is of whom the demands before it in a list spoke.
        """
        seen, item = reading.seen, reading.item
        asked = seen.of("asked")
        for at, mention in enumerate(asked):
            if not self._is_made(mention, seen, item):
                continue
            until = min(asked[at + 1].first if at + 1 < len(asked) else len(seen.words), self._next(seen, mention.last))
            clauses = [self._library.demands[name] for name in sorted(mention.values)]
            who = self._whom(mention, until, seen, clauses)
            who = who or (self._spoken_of(range(mention.first, until), seen, spoken) if item else [])
            found = [(self._best(each, clauses), each) for each in who if each.values]
            if found:
                (verdict, says, key), named = max(found, key=lambda each: _ORDER.index(each[0][0]))
                owner, acts = self._dossier.owners.get(key), self._dossier.acts(key)
                claim = Claim(
                    kind="demand",
                    what=clauses[0].name,
                    who=tuple(sorted(named.values)),
                    start=mention.start,
                    end=mention.end if mention.end > mention.start else named.end,
                    verdict=verdict,
                    says=says,
                    evidence=acts[-1].location if acts else owner.location if owner else None,
                    code="LK501" if verdict is Verdict.CONTRADICTED else "",
                )
                yield claim, frozenset(who)

    @staticmethod
    def _is_made(mention: Mention, seen: Seen, item: bool) -> bool:
        """Whether words demand what they say, and are no part of a longer phrase: "let A return to her work"."""
        longer = any(each.first <= mention.first and mention.last < each.last for each in seen.of("verb"))
        return not longer and (item or any(each.first < mention.first for each in seen.of("demanding")))

    def _whom(self, asked: Mention, until: int, seen: Seen, clauses: list[Demand]) -> list[Mention]:
        """Those for whom something is asked: named in its words or behind them, or else right before them."""
        named = self._fitting(seen, clauses)
        behind = [each for each in named if asked.first < each.first < until]
        begun = self._begun(seen, asked.first)
        before = [each for each in named if begun <= each.first and each.last <= asked.first][-1:]
        before = [] if self._pronoun(asked, seen) else before
        chosen = [each for each in behind if each.kind != "body"] or behind or before
        return [each for each in chosen if not self._is_relative(each, seen)]

    def _spoken_of(self, within: range, seen: Seen, spoken: SpokenOf) -> list[Mention]:
        """Whom a pronoun in a stretch of an item means, of those whom the demands before it name: "let him go"."""
        pronouns = [each for each in seen.of("persons", "possessives") if each.first in within]
        genders = pronouns[0].values & {"male", "female"} if pronouns else frozenset[str]()
        people = self._dossier.owners
        named = (each for each in spoken.all if each.kind == "person" and each.values <= set(people))
        fitting = (each for each in named if genders & {getattr(people[key], "gender", None) for key in each.values})
        return list(fitting)[:1]

    def _next(self, seen: Seen, after: int) -> int:
        """The word with which the next demand begins: behind a semicolon, or a comma and "to" with what is to be done.

        A comma and the particle before somebody's name go on with whom it is asked for: « de A, de B et de C ».
        """
        words = seen.words
        named = {each.first for each in seen.of("person", "group", "head", "body", "stranger")}
        for at in range(after, len(words)):
            particle = at + (words[at].low == self._conjunction)
            begins = particle + 1 < len(words) and words[particle].low in self._particles
            if ";" in words[at].gap or ("," in words[at].gap and begins and particle + 1 not in named):
                return at
        return len(words)

    def _fitting(self, seen: Seen, clauses: list[Demand]) -> list[Mention]:
        """Those named of whom the campaign tells, organisations only where a demand can be for one."""
        of_bodies = any(parameter.type == "organisations" for clause in clauses for parameter in clause.takes)
        kinds = ("person", "group", "body") if of_bodies else ("person", "group")
        return [each for each in seen.of(*kinds) if each.values <= set(self._dossier.owners)]

    def _pronoun(self, asked: Mention, seen: Seen) -> bool:
        """Whether something is asked for "it" or "them": for whom was told before, and is not looked for."""
        words = seen.words[asked.first : asked.last]
        return any(word.low in self._others for word in words)

    def _is_relative(self, mention: Mention, seen: Seen) -> bool:
        """Whether it is asked for the relatives of somebody: "the family of A"."""
        before = seen.words[max(0, mention.first - 4) : mention.first]
        return any(word.low in self._relatives for word in before)

    def _best(self, named: Mention, clauses: list[Demand]) -> tuple[Verdict, str, str]:
        """The best verdict for all who can be meant by a name."""
        said = (self._asked_for(key, clauses) for key in sorted(named.values))
        return min(said, key=lambda each: _ORDER.index(each[0]))

    def _asked_for(self, key: str, clauses: list[Demand]) -> tuple[Verdict, str, str]:
        """The verdict on what some demands have in common, for somebody: verdict, what it rests on, key."""
        if any((clause.name, key) in self._asked for clause in clauses):
            return Verdict.SUPPORTED, "", key
        names = " or ".join(clause.name for clause in clauses)
        if unfit := self._unfit(key, clauses):
            return Verdict.CONTRADICTED, f"'{names}' does not fit: {unfit}", key
        kinds = {act.kind for act in self._dossier.acts(key)}
        if all(clause.answers and not kinds & set(clause.answers) for clause in clauses):
            acts = ", ".join(clauses[0].answers)
            return Verdict.UNSUPPORTED, f"of '{key}', the campaign tells none of these: {acts}", key
        return Verdict.UNSUPPORTED, f"the campaign does not demand '{names}' for '{key}'", key

    def _unfit(self, key: str, clauses: list[Demand]) -> str:
        """What speaks against demands for somebody: "" for nothing."""
        held = list(self._dossier.holding(key))[::-1]
        living = all("dead" in clause.unless or "people.dead" in str(clause.words) for clause in clauses)
        dead = living and "dead" in held
        if held and (dead or not any(fits(clause, held, self._library) for clause in clauses)):
            return f"by the campaign, '{key}' is {' and '.join(held)} on {self._letter.date}"
        return ""

    def _of(self, mention: Mention, clauses: list[Demand], predicate: Predicate) -> tuple[Verdict, str, str]:
        """The best verdict for all who can be meant by a name: verdict, what it rests on, key."""
        verdicts = list(self._verdicts(mention, clauses, predicate))
        return min(verdicts, key=lambda each: _ORDER.index(each[0]))

    def _verdicts(
        self, mention: Mention, clauses: list[Demand], predicate: Predicate
    ) -> Iterator[tuple[Verdict, str, str]]:
        for key in sorted(mention.values):
            held = list(self._dossier.holding(key))[::-1]
            what = min(predicate.kinds)
            if any((clause.name, key) in self._asked for clause in clauses):
                yield Verdict.SUPPORTED, "", key
            elif not clauses:
                own = {act.kind for act in self._dossier.acts(key)} & predicate.kinds
                told = bool(own) or (bool(held) and self._is_granted(key, predicate.kinds))
                says = f"the campaign has no '{what}' of '{key}'"
                yield (Verdict.SUPPORTED, "", key) if told else (Verdict.UNSUPPORTED, says, key)
            elif any(fits(clause, held, self._library) for clause in clauses):
                yield Verdict.UNSUPPORTED, f"the campaign does not demand '{what}' for '{key}'", key
            elif held:
                says = f"that '{key}' be {what} does not fit: by the campaign, '{key}' is {' and '.join(held)}"
                yield Verdict.CONTRADICTED, f"{says} on {self._letter.date}", key
            else:
                yield Verdict.UNSUPPORTED, f"the campaign tells nothing that was done to '{key}'", key

    def _is_granted(self, key: str, kinds: frozenset[str]) -> bool:
        """Whether the campaign tells acts of some kinds, or what makes the same of somebody.

        What only puts people at risk goes with every other harm: "end the harassment of A", who was arrested.
        """
        acts = self._library.acts
        told = {act.kind for act in self._dossier.acts(key)}
        statuses = {acts[kind].status for kind in told} - {None}
        return any(kind in told or acts[kind].status in statuses | {"at-risk", None} for kind in kinds)
