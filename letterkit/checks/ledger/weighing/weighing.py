"""Weigh what a sentence says of somebody against the acts that the campaign knows on the letter's date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from letterkit.checks.ledger.edits.hedges import Hedges
from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.records.weighed import ORDER, Weighed
from letterkit.checks.ledger.sentences.ahead import is_ahead
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import Mood, Predicate
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.weighing.comparing import Comparison
from letterkit.checks.ledger.weighing.dated_apart import dated_apart
from letterkit.checks.ledger.weighing.states import States, days_of, is_of_another_act
from letterkit.foundation.problems import Location
from letterkit.language.mentions import numbers_in
from letterkit.schema.campaign import Group
from letterkit.schema.organisation import Act

_STILL = 3
"""Within how many words before an act stands what says that it holds to this day."""
_MARKS = frozenset(",;:()")


class Weighing:
    """Weighs predicates by a dossier."""

    def __init__(self, dossier: Dossier, eyes: Eyes) -> None:
        self._dossier, self._letter, self._acts = dossier, dossier.letter, eyes.cast.library.acts
        self._lists, self._titles = eyes.lexicon.lists, eyes.language.checking.titles
        self._comparison, self._general = Comparison(eyes), eyes.lexicon.general
        self._withheld, self._states = eyes.cast.withheld, States(dossier, eyes, self._comparison)
        self._hedges, self._eyes = Hedges(eyes), eyes

    def weigh(self, predicate: Predicate, seen: Seen) -> tuple[Claim, frozenset[Mention]]:
        """The claim of a predicate, and the mentions of its segment that the records account for."""
        inside = frozenset(mention for mention in seen.mentions if predicate.covers(mention))
        if predicate.mood in (Mood.ATTRIBUTED, Mood.UNREAL):
            # What is to come has its day and place, too, and somebody has to have said so.
            covers = inside if predicate.mood is Mood.ATTRIBUTED else frozenset(predicate.who)
            return self._claim(predicate, [Weighed(Verdict.ATTRIBUTED)]), covers
        if self._is_of_doers(predicate, seen):
            return self._claim(predicate, [Weighed(Verdict.SUPPORTED)]), inside  # "no soldier has been charged"
        if predicate.other or not predicate.who:
            return self._of_nobody_named(predicate, inside)
        weighed = self._as_guessed(predicate, [self._of_one(*own, seen) for own in dated_apart(predicate, seen)])
        weighed = [self._or_of_another(*pair, predicate, seen) for pair in zip(predicate.who, weighed, strict=True)]
        covers = frozenset[Mention]().union(*(each.covers for each in weighed))
        if any(each.verdict is not Verdict.SUPPORTED for each in weighed):
            covers = frozenset.intersection(*(each.covers for each in weighed))
        return self._claim(predicate, [self._as_reported(each, predicate, seen) for each in weighed]), covers

    @staticmethod
    def _as_guessed(predicate: Predicate, weighed: Sequence[Weighed]) -> Sequence[Weighed]:
        """The verdicts on several whom a pronoun can mean: records speak against it where they do so of all of them."""
        contradicted = [each.verdict is Verdict.CONTRADICTED for each in weighed]
        if not predicate.guessed or all(contradicted):
            return weighed
        return [
            Weighed(Verdict.UNSUPPORTED, each.says, each.evidence) if wrong else each
            for each, wrong in zip(weighed, contradicted, strict=True)
        ]

    def _as_reported(self, weighed: Weighed, predicate: Predicate, seen: Seen) -> Weighed:
        """What bears out a sentence that tells it as known, and is only reported, does not bear it out."""
        said = "" if predicate.negated else self._hedges.as_known(weighed.evidence, seen)
        if weighed.verdict is not Verdict.SUPPORTED or not said:
            return weighed
        meant = frozenset[str]().union(*(each.values for each in predicate.who))
        if self._hedges.known_of(predicate.kinds) & meant:
            return replace(weighed, verdict=Verdict.UNSUPPORTED, says=said)
        return replace(weighed, verdict=Verdict.CONTRADICTED, says=said, code="LK521")

    def _of_nobody_named(self, predicate: Predicate, inside: frozenset[Mention]) -> tuple[Claim, frozenset[Mention]]:
        """The claim of a predicate of people whom the campaign does not name: "no suspect has been arrested"."""
        if predicate.negated and not self._befell_anybody(predicate):
            return self._claim(predicate, [Weighed(Verdict.SUPPORTED)]), inside
        unknown = Weighed(Verdict.UNSUPPORTED, "of somebody whom the campaign does not name")
        return self._claim(predicate, [unknown]), frozenset()

    def _befell_anybody(self, predicate: Predicate) -> bool:
        """Whether the campaign tells of anybody what a predicate denies of those whom it does not name."""
        kinds = {
            str(clause.name)
            for clause in self._acts.values()
            if (clause.status if predicate.is_status else clause.name) in predicate.kinds
        }
        return any(str(act.kind) in kinds for key in self._dossier.owners for act in self._dossier.acts(key))

    def _is_of_doers(self, predicate: Predicate, seen: Seen) -> bool:
        """Whether a denial is of those who did something, and of nobody whom the campaign tells anything of."""
        before = range(predicate.within[0], predicate.mention.first)
        at = next((at for at in before if seen.words[at].low in self._lists["absent"]), None)
        noun = seen.words[at + 1].low if at is not None and at + 1 < predicate.mention.first else ""
        named = any(each.first < predicate.mention.first for each in predicate.who)
        return bool(noun) and not named and self._comparison.is_doer(noun, self._dossier)

    def _claim(self, predicate: Predicate, weighed: Sequence[Weighed]) -> Claim:
        worst = max(weighed, key=lambda each: ORDER.index(each.verdict) if each.verdict in ORDER else -1)
        mention = worst.at or predicate.mention
        who = tuple(dict.fromkeys(key for each in predicate.who for key in sorted(each.values)))
        return Claim(
            kind="status" if predicate.is_status else "act",
            what=min(predicate.kinds),
            who=who,
            start=mention.start,
            end=mention.end,
            verdict=worst.verdict,
            says=worst.says,
            evidence=worst.evidence,
            code=worst.code if worst.verdict is Verdict.CONTRADICTED else "",
            unsure=worst.unsure and worst.verdict is Verdict.UNSUPPORTED,
        )

    def _of_one(self, mention: Mention, predicate: Predicate, seen: Seen) -> Weighed:
        """The best verdict for all who can be meant by a name."""
        own = sorted(self._meant(mention, seen)) or [""]
        found = [self._of_key(key, predicate, seen) for key in own]
        if len(own) > 1 and self._means_all(mention, seen):
            return self._of_all(own, found, mention, seen)
        return min(found, key=lambda each: ORDER.index(each.verdict))

    def _meant(self, mention: Mention, seen: Seen) -> frozenset[str]:
        """The keys of all who can be meant by a name with the title before it: "Mr Kim" is no woman."""
        keys, named = mention.values - {""}, mention in seen.mentions  # and not in an earlier sentence
        before = seen.words[mention.first - 1].text if named and mention.first else ""
        gender = next((gender for gender, titles in self._titles.items() if before in titles), None)
        people = {key: self._dossier.owners.get(key) for key in keys}
        fitting = frozenset(key for key, one in people.items() if getattr(one, "gender", None) in (None, gender))
        return fitting if gender and fitting else keys

    def _or_of_another(self, mention: Mention, weighed: Weighed, predicate: Predicate, seen: Seen) -> Weighed:
        """That somebody else suffered what the campaign does not tell of those named, for all else that is said.

        Others named beside them, or told of by the same day, place, charge or reason, are those whom it befell.
        """
        unsaid = weighed.verdict is Verdict.UNSUPPORTED and not weighed.evidence and mention.values - {""}
        if not unsaid or predicate.negated or predicate.guessed:
            return weighed
        found = self._beside(mention, predicate, seen) or self._elsewhere(mention, predicate, seen)
        return replace(found, covers=weighed.covers) if found else weighed

    def _beside(self, mention: Mention, predicate: Predicate, seen: Seen) -> Weighed | None:
        """That others who are named in the same breath suffered it."""
        named = [*predicate.who, *(each for each in seen.of("person", "group", "body") if predicate.covers(each))]
        others = {one for each in named for one in each.values} - mention.values - {"", *self._withheld}
        for key in sorted(others):
            found = self._of_key(key, predicate, seen)
            if found.verdict is not Verdict.SUPPORTED or self._did_it(mention, key, found.evidence, seen):
                continue
            if any(key in each.values and each.last == predicate.mention.first for each in named):
                return found  # "for visiting the bloggers in prison"
            if predicate.who:
                says = f"the campaign tells it of {key}, and not of {' and '.join(sorted(mention.values - {''}))}"
                return Weighed(Verdict.CONTRADICTED, says, found.evidence)
        return None

    def _did_it(self, mention: Mention, key: str, place: Location | None, seen: Seen) -> bool:
        """Whether who is named is who did what befell somebody: "the refusal of the company to negotiate"."""
        acts = (act for act in self._dossier.acts(key) if act.location == place)
        said = seen.text[mention.start : mention.end]
        return any(self._comparison.is_by(said, act) for act in acts)

    def _elsewhere(self, mention: Mention, predicate: Predicate, seen: Seen) -> Weighed | None:
        """That somebody suffered it of whom a sentence gives the day, the place, the charge or the reason."""
        # No message names who is not to be named; who is named in the sentence is told of there.
        skipped = mention.values | self._withheld | self._named(seen)
        others = [one for one in self._dossier.owners if one not in skipped and not predicate.is_status]
        for key, act in ((one, each) for one in others for each in self._dossier.acts(one)):
            if (
                act.kind in predicate.kinds
                and self._comparison.tells_of(predicate, act, seen)
                and not self._did_it(mention, key, act.location, seen)
                and not _is_of_years_before(act, seen)
            ):
                says = f"by the campaign, it befell '{key}' on {act.date}"
                return Weighed(Verdict.CONTRADICTED, says, act.location)
        return None

    def _named(self, seen: Seen) -> frozenset[str]:
        """The keys of all whom a sentence names or counts: of "310 teachers", those who are as many."""
        named = {key for each in seen.of("person", "group", "head", "body") for key in each.values}
        numbers, language = {each.number for each in seen.of("number")}, self._eyes.language
        groups = {key: one.count for key, one in self._dossier.owners.items() if isinstance(one, Group) and one.count}
        counts = {key: {each.number for each in numbers_in(str(said.first), language)} for key, said in groups.items()}
        return frozenset(named | {key for key, own in counts.items() if own & numbers})

    def _means_all(self, name: Mention, seen: Seen) -> bool:
        """Whether a name that several have means all of them: "both Kim brothers", "les frères Kim"."""
        near = seen.words[max(0, name.first - 2) : name.last + 1]
        return any(word.low in self._lists["kin"] for word in near)

    def _of_all(self, keys: Sequence[str], found: Sequence[Weighed], name: Mention, seen: Seen) -> Weighed:
        """The verdict on all who have a name: of some of whom the campaign tells it, and of others it does not."""
        worst = max(found, key=lambda each: ORDER.index(each.verdict))
        told = [key for key, each in zip(keys, found, strict=True) if each.verdict is Verdict.SUPPORTED]
        counted = {each for each in seen.of("number") if each.number == len(keys) and 0 <= name.first - each.last <= 2}
        covers = worst.covers | counted
        if worst.verdict is Verdict.UNSUPPORTED and told:
            record = found[keys.index(told[0])].evidence
            return Weighed(Verdict.CONTRADICTED, f"the campaign tells it of {' and '.join(told)} only", record, covers)
        return replace(worst, covers=covers)

    def _of_key(self, key: str, predicate: Predicate, seen: Seen) -> Weighed:
        if key not in self._dossier.owners:
            return Weighed(Verdict.UNSUPPORTED, "of somebody whom the campaign tells nothing of")
        if predicate.is_status:
            return self._states.weigh(key, predicate, seen)
        if over := self._over(key, predicate, seen):
            return over
        exact = [act for act in self._dossier.acts(key) if act.kind in predicate.kinds]
        if predicate.negated:
            return self._denied(key, exact, predicate)
        if exact:
            return self._best(exact, predicate, seen, key)
        return (
            self._not_yet(key, predicate, seen)
            or self._coming(key, predicate, seen)
            or self._too_early(key, predicate)
            or self._entailed(key, predicate, seen)
            or self._akin(key, predicate, seen)
            or self._states.conflict(key, predicate)
            or Weighed(Verdict.UNSUPPORTED, f"the campaign has no '{min(predicate.kinds)}' of '{key}'")
        )

    def _coming(self, key: str, predicate: Predicate, seen: Seen) -> Weighed | None:
        """The verdict by what is announced, on what is said to be on a day that is to come."""
        ahead = [act for act in self._dossier.announced(key) if act.kind in predicate.kinds]
        coming = any(first >= self._letter.date for mention in predicate.dates for first, _ in mention.days)
        coming = coming or any(self._acts[act.kind].at_once for act in ahead)
        return self._best(ahead, predicate, seen, key) if ahead and coming else None

    def _not_yet(self, key: str, predicate: Predicate, seen: Seen) -> Weighed | None:
        """That what is told as done is still to come: "stood trial", of whom the trial lies ahead."""
        words = seen.words[max(predicate.within[0], predicate.mention.first - 3) : predicate.mention.last]
        having = self._lists["auxiliaries"] - self._lists["be"] - self._lists["coming"]
        done = any(word.low in self._lists["done"] | having for word in words)
        done = done and not is_ahead(seen, self._eyes, words[0].start, words[-1].end)
        fixed = any(word.low in self._lists["scheduling"] for word in seen.words)
        for act in self._dossier.announced(key) if done else ():
            if fixed and _meet(act, predicate):
                continue
            if act.kind in predicate.kinds and act.date.first > self._letter.date:
                says = f"by the campaign, '{act.kind}' of '{key}' is to come on {act.date}"
                return Weighed(Verdict.CONTRADICTED, says, act.location)
        return None

    def _too_early(self, key: str, predicate: Predicate) -> Weighed | None:
        """That what goes ahead of the claimed acts is still to come: a sentence before the trial."""
        for act in self._dossier.announced(key):
            status = self._acts[act.kind].status
            if act.date.first > self._letter.date and all(status in self._acts[kind].after for kind in predicate.kinds):
                says = f"by the campaign, '{act.kind}' of '{key}' is to come on {act.date}"
                return Weighed(Verdict.CONTRADICTED, says, act.location)
        return None

    def _entailed(self, key: str, predicate: Predicate, seen: Seen) -> Weighed | None:
        """That an act has the claimed one in it: who was sentenced was tried.

        On another day, or before or after something else, it is on no record.
        """
        if any(word.low in self._lists["earlier"] | self._lists["later"] for word in seen.words):
            return None
        acts = [act for act in self._dossier.acts(key) if predicate.kinds & set(self._acts[act.kind].entails)]
        found = self._best(acts, predicate, seen, key) if acts else None
        if found and found.verdict is Verdict.CONTRADICTED:
            return replace(found, verdict=Verdict.UNSUPPORTED)
        return found

    def _akin(self, key: str, predicate: Predicate, seen: Seen) -> Weighed | None:
        """The verdict by acts of other kinds that made of somebody what the claimed one does."""
        statuses = {self._acts[kind].status for kind in predicate.kinds} - {None}
        kin = [act for act in self._dossier.acts(key) if self._acts[act.kind].status in statuses]
        if not kin:
            return None
        found = self._best(kin, predicate, seen, key)
        if found.verdict is Verdict.SUPPORTED and predicate.kinds & self._general:
            return found
        says = found.says or f"the campaign has '{kin[-1].kind}' of '{key}' on {kin[-1].date}"
        return Weighed(Verdict.UNSUPPORTED, says, found.evidence, found.covers)

    def _over(self, key: str, predicate: Predicate, seen: Seen) -> Weighed | None:
        """That what somebody is said to be since a day is over: "the journalist, imprisoned since 14 October"."""
        statuses = {self._acts[kind].status for kind in predicate.kinds} - {None}
        acts, held = self._dossier.acts(key), self._dossier.holding(key)
        had = any(self._acts[act.kind].status in statuses for act in acts)
        others = (each for each in seen.of("verb", "noun") if not _meets(each, predicate.mention))
        ended = any(each.values & self._dossier.relief for each in others)
        lasts = predicate.lasts or self._is_still(predicate, seen)
        if not lasts or not had or ended or predicate.negated or statuses & set(held):
            return None
        says = f"by the campaign, '{key}' is {' and '.join(held) or 'not'} on {self._letter.date}"
        return Weighed(Verdict.CONTRADICTED, says, acts[-1].location, code="LK512")

    def _is_still(self, predicate: Predicate, seen: Seen) -> bool:
        """Whether a word close before one for an act says that it holds to this day: "still without news of him"."""
        at = predicate.mention.first
        near = seen.words[max(predicate.within[0], at - _STILL) : at]
        cut = any(set(word.gap) & _MARKS for word in seen.words[max(predicate.within[0], at - _STILL) + 1 : at + 1])
        past = any(word.low in self._lists["past"] for word in near)
        return not cut and not past and any(word.low in self._lists["still"] for word in near)

    def _denied(self, key: str, exact: Sequence[Act], predicate: Predicate) -> Weighed:
        """The verdict on what is denied: against a record of it, or borne out, where nothing speaks against it."""
        meant = not predicate.dates or any(_meet(act, predicate) for act in exact)
        if exact and meant and not predicate.guessed:
            act = exact[-1]
            return Weighed(
                Verdict.CONTRADICTED, f"the campaign has '{act.kind}' of '{key}' on {act.date}", act.location
            )
        still = None if exact else self._still(key, predicate)
        if still or not (exact or predicate.guessed or self._is_like(key, predicate)):
            return Weighed(Verdict.SUPPORTED, evidence=still, covers=frozenset(predicate.who))
        return Weighed(Verdict.UNSUPPORTED, f"the campaign does not say that '{key}' was not {min(predicate.kinds)}")

    def _still(self, key: str, predicate: Predicate) -> Location | None:
        """Where the record is of what somebody still has, and some acts would have ended."""
        ended = {status for kind in predicate.kinds for status in self._acts[kind].ends}
        held = (act for status, act in self._dossier.holding(key).items() if status in ended)
        return next((act.location for act in held), None)

    def _is_like(self, key: str, predicate: Predicate) -> bool:
        """Whether the campaign tells of somebody what is like some acts, or comes after them in a case."""
        statuses = {self._acts[kind].status for kind in predicate.kinds} - {None}
        kinds = [self._acts[act.kind] for act in self._dossier.acts(key)]
        return any(kind.status in statuses or statuses & set(kind.after) for kind in kinds)

    def _best(self, acts: Sequence[Act], predicate: Predicate, seen: Seen, key: str) -> Weighed:
        """The verdict by the act that a sentence differs least from, of those of somebody."""
        compared = [(act, list(self._comparison.differences(predicate, act, seen))) for act in acts]
        act, differences = min(compared, key=lambda pair: (sum(each.fatal for each in pair[1]), len(pair[1])))
        fatal = [each for each in differences if each.fatal]
        others = (*self._dossier.acts(key), *self._dossier.announced(key))
        unsure = any(is_of_another_act(each.at, act, others, predicate, seen) for each in fatal)
        covers = self._comparison.covered(predicate, act, seen)
        if fatal and not unsure:
            return Weighed(
                Verdict.CONTRADICTED, fatal[0].says, act.location, covers | {*predicate.dates}, at=fatal[0].at
            )
        if differences:
            says = (fatal or differences)[0].says
            return Weighed(Verdict.UNSUPPORTED, says, act.location, covers, unsure=unsure)
        return Weighed(Verdict.SUPPORTED, evidence=act.location, covers=covers)


def _meet(act: Act, predicate: Predicate) -> bool:
    """Whether a time that a predicate gives can be that of an act."""
    return any(first <= act.date.last and act.date.first <= last for first, last in days_of(predicate))


def _is_of_years_before(act: Act, seen: Seen) -> bool:
    """Whether a sentence gives a time in a year before that of an act, and so can tell of another one."""
    return any(last.year < act.date.first.year for each in seen.of("date") for _, last in each.days[-1:])


def _meets(one: Mention, other: Mention) -> bool:
    """Whether two words have a place in common."""
    return one.first < other.last and other.first < one.last
