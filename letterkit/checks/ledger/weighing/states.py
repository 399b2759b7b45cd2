"""Weigh how somebody is said to stand against what the campaign knows on the letter's date: "free", "dismissed"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.records.records import Verdict
from letterkit.checks.ledger.records.weighed import ORDER, Weighed
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import Predicate
from letterkit.checks.ledger.sentences.seen import Days, Mention, Seen
from letterkit.checks.ledger.weighing.comparing import Comparison
from letterkit.checks.ledger.words.meanings import meanings
from letterkit.checks.ledger.words.notation import spelled
from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.organisation import Act

_IN_PRISON = frozenset({"detained", "convicted"})


class States:
    """Weighs predicates of what lasts by a dossier."""

    def __init__(self, dossier: Dossier, eyes: Eyes, comparison: Comparison) -> None:
        self._dossier, self._letter, self._acts = dossier, dossier.letter, eyes.cast.library.acts
        self._lists, self._comparison, self._language = eyes.lexicon.lists, comparison, eyes.language.code
        self._meanings = meanings(eyes.cast.library, self._language)

    def weigh(self, key: str, predicate: Predicate, seen: Seen) -> Weighed:
        """The verdict on a status, or on those that words can be of: "back at work", of who was dismissed or barred."""
        found = [self._of_status(key, status, predicate, seen) for status in sorted(predicate.kinds)]
        worst, best = (pick(found, key=lambda each: ORDER.index(each.verdict)) for pick in (max, min))
        return worst if predicate.negated and worst.verdict is Verdict.CONTRADICTED else best

    def _of_status(self, key: str, status: str, predicate: Predicate, seen: Seen) -> Weighed:
        held = self._dossier.holding(key)
        if status in held:
            return self._held(key, status, predicate, seen)
        acts = self._dossier.acts(key)
        had = [act for act in acts if self._acts[act.kind].status == status]
        if predicate.negated:
            says = f"the campaign does not say that '{key}' was {status}"
            return Weighed(Verdict.SUPPORTED, evidence=had[0].location) if had else Weighed(Verdict.UNSUPPORTED, says)
        if self._is_of_then(had, predicate, seen):
            return Weighed(Verdict.SUPPORTED, evidence=had[-1].location, covers=frozenset(predicate.who))
        if had or "dead" in held or status in self._dossier.told.get(key, ()):
            now = f"is {' and '.join(held)}" if held else "is not"
            says = f"by the campaign, '{key}' {now} on {self._letter.date}"
            return Weighed(Verdict.CONTRADICTED, says, acts[-1].location if acts else None, code="LK512")
        for one in _IN_PRISON & set(held) if status in _IN_PRISON else ():
            return Weighed(Verdict.SUPPORTED, evidence=held[one].location, covers=frozenset(predicate.who))
        return self._unbrought(key, status, predicate)

    def _is_of_then(self, had: Sequence[Act], predicate: Predicate, seen: Seen) -> bool:
        """Whether what held so long is told of that time: with a length, or with a verb in the past."""
        if not any(act.lasted for act in had):
            return False
        words = seen.words[slice(*predicate.within)]
        past = any(word.low in self._lists["past"] for word in words)
        return past or any(predicate.covers(each) for each in seen.of("duration"))

    def _unbrought(self, key: str, status: str, predicate: Predicate) -> Weighed:
        """The verdict on a status that nothing brought: what somebody still has can speak against each way to it."""
        bringing = frozenset(clause.name for clause in self._acts.values() if clause.status == status)
        conflict = self.conflict(key, replace(predicate, kinds=bringing)) if bringing else None
        return conflict or Weighed(Verdict.UNSUPPORTED, f"the campaign does not say that '{key}' is {status}")

    def _held(self, key: str, status: str, predicate: Predicate, seen: Seen) -> Weighed:
        """The verdict on a status that somebody has."""
        clauses = self._acts
        acts = [act for act in self._dossier.acts(key) if clauses[act.kind].status == status]
        if predicate.negated:
            return self._denied(key, status, acts, predicate)
        if all(self._is_apart(predicate.mention, act, seen) for act in acts):
            says = f"by the campaign, '{key}' has been '{acts[-1].kind}' since {acts[-1].date}"
            return Weighed(Verdict.CONTRADICTED, says, acts[-1].location)
        differences = min((self._comparison.of_status(predicate, act, seen) for act in acts), key=len)
        if status in _IN_PRISON and (place := self._dossier.held_at(key)):
            differences = [*self._comparison.held_elsewhere(predicate, place[1], seen), *differences]
        fatal = next((each for each in differences if each.fatal), None)
        others = (*self._dossier.acts(key), *self._dossier.announced(key))
        if fatal and not is_of_another_act(fatal.at, acts[-1], others, predicate, seen):
            return Weighed(Verdict.CONTRADICTED, fatal.says, acts[-1].location, at=fatal.at)
        if differences:
            says = (fatal or differences[0]).says
            return Weighed(Verdict.UNSUPPORTED, says, acts[-1].location, unsure=fatal is not None)
        covers = frozenset((*predicate.dates, *predicate.who))
        return Weighed(Verdict.SUPPORTED, evidence=acts[-1].location, covers=covers)

    def _denied(self, key: str, status: str, acts: Sequence[Act], predicate: Predicate) -> Weighed:
        """The verdict on a denial of what somebody has: of the time before that was so, it may be right."""
        says = f"by the campaign, '{key}' is {status} on {self._letter.date}"
        if predicate.mention.kind == "over" and all(self._acts[act.kind].misfortune for act in acts):
            return Weighed(Verdict.UNSUPPORTED, says, acts[-1].location, unsure=True)  # who was ill can be well again
        before = bool(predicate.dates) and all(last < acts[0].date.first for _, last in days_of(predicate))
        return Weighed(Verdict.UNSUPPORTED if before else Verdict.CONTRADICTED, says, acts[-1].location)

    def _is_apart(self, said: Mention, act: Act, seen: Seen) -> bool:
        """Whether words name another thing of a kind than the act that brought about a state: "prison", "house"."""
        if said.kind != "status":
            return False
        words = self._acts[act.kind].words.get(Scalar(self._language))
        own = {
            meant
            for phrase in (words.verbs if words else ())
            for each in spelled(str(phrase))
            for meant in self._meanings.in_text(each)
        }
        told = self._meanings.in_text(seen.text[said.start : said.end])
        return any((one, other) in self._meanings.apart for one in told for other in own)

    def conflict(self, key: str, predicate: Predicate) -> Weighed | None:
        """That somebody still has what the claimed acts would have ended."""
        held, kinds = self._dossier.holding(key), self._acts
        ended = [
            {status for status in kinds[kind].ends if status in held}
            for kind in predicate.kinds
            if kind in self._dossier.relief or kinds[kind].status == "dead"
        ]
        if ended and len(ended) == len(predicate.kinds) and all(ended):
            status = min(ended[0], key=list(held).index)
            says = f"by the campaign, '{key}' is {' and '.join(held)} on {self._letter.date}"
            named = predicate.mention.kind == "noun"  # "has asked for her release" tells of none
            verdict = Verdict.UNSUPPORTED if named else Verdict.CONTRADICTED
            return Weighed(verdict, says, held[status].location, unsure=named)
        return None


def is_of_another_act(at: Mention | None, act: Act, others: Sequence[Act], predicate: Predicate, seen: Seen) -> bool:
    """Whether a day is that of something else that befell somebody, or is to, of which a sentence may tell, too.

    It has a word for that, or its own is a noun: "has contested her dismissal since 19 July".
    """
    if at is None or at.kind != "date":
        return False
    told = [each for each in seen.of("verb", "noun") if each != predicate.mention]
    noun = predicate.mention.kind == "noun"
    meant = (one for one in others if noun or any(one.kind in each.values for each in told))
    return any((one.date.first, one.date.last) in at.days for one in meant if one.location != act.location)


def days_of(predicate: Predicate) -> Iterator[Days]:
    """The stretches of time that a predicate gives."""
    return (days for mention in predicate.dates for days in mention.days)
