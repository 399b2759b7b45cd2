"""Weigh demands that a person words: for whom, and whether they fit what was done to them."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.ledger.dossier import Dossier
from letterkit.checks.ledger.mentions import Eyes
from letterkit.checks.ledger.predicates import Predicate
from letterkit.checks.ledger.records import Claim, Verdict
from letterkit.checks.ledger.seen import Mention
from letterkit.letter.items import FilledClause, fits
from letterkit.schema.clause import Demand


class Demands:
    """What the campaign demands for whom, and what could be demanded."""

    def __init__(self, eyes: Eyes, dossier: Dossier) -> None:
        self._letter, self._library, self._dossier = eyes.cast.letter, eyes.cast.library, dossier
        self._clauses = tuple(self._library.demands.values())
        self._asked = {
            (item.clause.name, str(key))
            for group in self._letter.demands
            for item in group
            if isinstance(item, FilledClause)
            for name in ("people", "organisations", "affiliates")
            for key in item.arguments.get(name) or ()
        }

    def weigh(self, predicate: Predicate) -> tuple[Claim, frozenset[Mention]]:
        """The claim of a predicate that is demanded, or that a demand takes for granted ("end the harassment of")."""
        clauses = [clause for clause in self._clauses if predicate.kinds & set(clause.met_by)]
        found = [
            weighed
            for mention in predicate.who
            for weighed in ([self._of(mention, clauses, predicate)] if "" not in mention.values else [])
        ]
        order = (Verdict.ATTRIBUTED, Verdict.SUPPORTED, Verdict.UNSUPPORTED, Verdict.CONTRADICTED)
        verdict, says, key = max(found, key=lambda each: order.index(each[0]), default=(Verdict.ATTRIBUTED, "", ""))
        mention = predicate.mention
        owner = self._dossier.owners.get(key)
        return (
            Claim(
                kind="demand",
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

    def _of(self, mention: Mention, clauses: list[Demand], predicate: Predicate) -> tuple[Verdict, str, str]:
        """The best verdict for all who can be meant by a name: verdict, what it rests on, key."""
        verdicts = list(self._verdicts(mention, clauses, predicate))
        order = (Verdict.SUPPORTED, Verdict.UNSUPPORTED, Verdict.CONTRADICTED)
        return min(verdicts, key=lambda each: order.index(each[0]))

    def _verdicts(
        self, mention: Mention, clauses: list[Demand], predicate: Predicate
    ) -> Iterator[tuple[Verdict, str, str]]:
        for key in sorted(mention.values):
            held = list(self._dossier.holding(key))[::-1]
            what = min(predicate.kinds)
            if any((clause.name, key) in self._asked for clause in clauses):
                yield Verdict.SUPPORTED, "", key
            elif not clauses:
                kinds = {act.kind for act in self._dossier.acts(key)}
                told = bool(kinds & predicate.kinds) or bool(held)
                says = f"the campaign tells nothing of the kind of '{key}'"
                yield (Verdict.SUPPORTED, "", key) if told else (Verdict.UNSUPPORTED, says, key)
            elif any(fits(clause, held, self._library) for clause in clauses):
                yield Verdict.UNSUPPORTED, f"the campaign does not demand '{what}' for '{key}'", key
            elif held:
                says = f"that '{key}' be {what} does not fit: by the campaign, '{key}' is {' and '.join(held)}"
                yield Verdict.CONTRADICTED, f"{says} on {self._letter.date}", key
            else:
                yield Verdict.UNSUPPORTED, f"the campaign tells nothing that was done to '{key}'", key
