"""Weigh how many people a sentence says something of: "three were arrested", "of the two arrested, one is free".

The campaign tells it by the acts of people and the counts of groups. Where a group gives no count, nothing is known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.doers import are_doers
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import Mood, Predicate
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.sentences.trades import Trades
from letterkit.checks.ledger.words.lexicon import TextWord, words_of
from letterkit.language.mentions import numbers_in
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Group, Person
from letterkit.schema.organisation import Act

_NEAR = 3
"""How many words can stand between a number and the word for people: "two young union leaders"."""


_WHY = ("for_", "stated_reason", "outcome", "object")
_CODES = {Verdict.CONTRADICTED: "LK507"}


@dataclass(frozen=True, slots=True)
class _Quantity:
    """How many a sentence speaks of, None for all of those spoken of; ``definite`` that it means certain people.

    ``among`` are the keys of those who are what it counts: "two crane drivers".
    """

    mention: Mention
    number: int | None
    definite: bool
    among: frozenset[str] = frozenset()


class Quantities:
    """Weighs them for one letter."""

    def __init__(self, dossier: Dossier, eyes: Eyes) -> None:
        self._dossier, self._eyes, self._lists = dossier, eyes, eyes.lexicon.lists
        self._acts, self._trades = eyes.cast.library.acts, Trades(eyes)
        self._own = str(eyes.cast.campaign.country)
        self._small = self._lists["auxiliaries"] | self._lists["adverbs"] | self._lists["be"]

    def claims(
        self, seen: Seen, predicates: tuple[Predicate, ...]
    ) -> Iterator[tuple[Claim, frozenset[Mention], Predicate]]:
        """The claims of a sentence about how many: what each accounts for, and the predicate whose subject it is."""
        elsewhere = any(self._own not in country.values for country in seen.of("country"))
        given = self._given(seen, predicates)
        if not given or elsewhere or not all(self._is_judged(each, seen) for each in predicates):
            return
        among: dict[str, int] | None = None
        for at, predicate in enumerate(predicates):
            told = _counted(given.get(predicate.mention), among)
            bearers = self._bearers(predicate, told) if not _is_named(predicate, seen, self._lists["people"]) else None
            if bearers is None:
                return
            if predicate.mention in given:
                claim, covers = self._weighed(given[predicate.mention], predicate, bearers, among, seen)
                yield claim, covers, predicate
            elif among is None and bearers and any(each.mention in given for each in predicates[at + 1 :]):
                yield self._introduced(predicate, bearers), frozenset(predicate.dates), predicate
            among = bearers

    def only(self, seen: Seen, predicates: tuple[Predicate, ...]) -> Iterator[tuple[Claim, frozenset[Mention]]]:
        """That something befell nobody else than those named, which the campaign tells of others, too."""
        judged = all(self._is_judged(each, seen) for each in predicates)
        words = [(at, word) for at, word in enumerate(seen.words) if word.low in self._lists["only"]]
        for at, word in words if judged else ():
            for predicate in (each for each in predicates if _are_only(each, at)):
                own = {key for each in predicate.who for key in each.values}
                others = sorted((self._bearers(predicate, None) or {}).keys() - own)
                if others:
                    says = f"the campaign tells it of {' and '.join(others)}, too"
                    where, what = (word.start, predicate.mention.end), min(predicate.kinds)
                    yield Claim("count", what, (), *where, Verdict.CONTRADICTED, says, None, "LK507"), frozenset()

    def _given(self, seen: Seen, predicates: tuple[Predicate, ...]) -> dict[Mention, _Quantity]:
        """The quantities of a sentence by the predicate whose subject each is."""
        given: dict[Mention, _Quantity] = {}
        for quantity in self._quantities(seen) if predicates else ():
            if predicate := self._subject_of(quantity, predicates, seen):
                given.setdefault(predicate.mention, quantity)
        return given

    def _is_judged(self, predicate: Predicate, seen: Seen) -> bool:
        denied = predicate.negated and not any(each.first >= predicate.within[0] for each in self._none(seen))
        return predicate.mood is Mood.ASSERTED and not denied

    def _none(self, seen: Seen) -> list[Mention]:
        none = [each for each in seen.of("negations") if seen.words[each.first].low in self._lists["nobody"]]
        known = {each.first for each in none}
        absent = [at for at, word in enumerate(seen.words) if word.low in self._lists["absent"] and at not in known]
        told = (at for at in absent if self._trades.at(seen, at + 1))
        return none + [Mention("negations", seen.words[at].start, seen.words[at].end, at, at + 1) for at in told]

    def _quantities(self, seen: Seen) -> Iterator[_Quantity]:
        """The numbers of people, and the words for none, one and all of them, in order."""
        lengths = {each.first for each in seen.of("duration")}
        vague = {each.last for each in seen.of("more", "less", "about")}
        none = {each.first: each for each in self._none(seen)}
        numbers = {each.first: each for each in seen.of("number")}
        for at, word in enumerate(seen.words):
            before = seen.words[at - 1].low if at else ""
            if at in numbers and at not in lengths | vague:
                among = self._people_among(seen, numbers[at].last)
                definite = before in self._lists["definite"] or bool(among)
                yield _Quantity(numbers[at], numbers[at].number, definite, among)
            elif at in none:
                yield _Quantity(none[at], 0, True, self._trades.at(seen, none[at].last))
            elif at + 1 not in numbers:
                yield from self._worded(word, at, seen)

    def _worded(self, word: TextWord, at: int, seen: Seen) -> Iterator[_Quantity]:
        """The quantity that a word for one, both or all of them is."""
        place = Mention("number", word.start, word.end, at, at + 1)
        if word.low in self._lists["one-of"] and self._stands_alone(at, seen):
            yield _Quantity(place._replace(number=1), 1, True)
        elif word.low in self._lists["both-of"]:
            yield _Quantity(place._replace(number=2), 2, True)
        elif word.low in self._lists["all-of"]:
            yield _Quantity(place, None, True)

    def _people_among(self, seen: Seen, at: int) -> frozenset[str]:
        """The people, none of them a group, who are what a number counts."""
        keys = self._trades.at(seen, at)
        groups = any(isinstance(self._dossier.owners.get(key), Group) for key in keys)
        return frozenset() if groups else keys

    def _stands_alone(self, at: int, seen: Seen) -> bool:
        """Whether "one" counts, and is no article: "one of them", "one has been released"."""
        after = seen.words[at + 1].low if at + 1 < len(seen.words) else ""
        return after in self._lists["partitive"] | self._lists["auxiliaries"]

    def _subject_of(self, quantity: _Quantity, predicates: tuple[Predicate, ...], seen: Seen) -> Predicate | None:
        """The predicate whose subject a quantity is: the next, or of "two of those arrested remain" the one behind."""
        mention = quantity.mention
        if mention.first and seen.words[mention.first - 1].low in self._lists["agents"]:
            return None  # "killed by two men"
        behind = seen.words[mention.last : mention.last + _NEAR]
        predicates = tuple(each for each in predicates if not (each.is_status and each.mention.kind != "status"))
        following = [each for each in predicates if each.mention.first >= mention.last]
        if not following:
            return self._object_of(mention, predicates, behind, seen)
        partitive = bool(behind) and behind[0].low in self._lists["partitive"]
        if partitive and len(following) > 1:
            return following[1]
        if are_doers(mention, following, seen, self._lists):
            return None
        return following[0] if self._counts(mention, following[0], partitive, seen) else None

    def _counts(self, mention: Mention, predicate: Predicate, partitive: bool, seen: Seen) -> bool:
        """Whether a quantity counts the subject of the predicate behind it: "three leaders were", "none has been"."""
        verb = predicate.mention
        between = seen.words[mention.last : verb.first]
        phrase = not predicate.is_status and verb.last - verb.first > 1
        if any("," in word.gap for word in between) or (phrase and not between):
            return False
        counted = any(word.low in self._lists["people"] for word in seen.words[mention.last : mention.last + _NEAR])
        counted = counted or bool(self._trades.at(seen, mention.last))
        return counted or partitive or all(word.low in self._small or len(word.low) == 1 for word in between)

    def _object_of(
        self, mention: Mention, predicates: tuple[Predicate, ...], behind: tuple[TextWord, ...], seen: Seen
    ) -> Predicate | None:
        """The active verb whose object a number of people is: "the police arrested three leaders"."""
        before = [each for each in predicates if each.mention.last <= mention.first]
        if not before or not any(word.low in self._lists["people"] for word in behind):
            return None
        between = seen.words[before[-1].mention.last : mention.first]
        return before[-1] if all(word.low in self._lists["articles"] for word in between) else None

    def _bearers(self, predicate: Predicate, among: dict[str, int] | None) -> dict[str, int] | None:
        """The keys of all who have what a predicate says, with how many each is; None where that is unknown."""
        found: dict[str, int] = {}
        for key, owner in self._dossier.owners.items():
            if not isinstance(owner, Person | Group) or (among is not None and key not in among):
                continue
            if not self._has(key, predicate):
                continue
            if isinstance(owner, Person):
                found[key] = 1
            elif (count := self._count(owner)) is not None:
                found[key] = count
            elif not owner.members:
                return None
        for key in [key for key in found if isinstance(self._dossier.owners[key], Group)]:
            group = self._dossier.owners[key]
            for member in group.listed if isinstance(group, Group) else ():
                found.pop(str(member), None)
        return found

    def _has(self, key: str, predicate: Predicate) -> bool:
        if predicate.is_status:
            return bool(predicate.kinds & set(self._dossier.holding(key)))
        return any(act.kind in predicate.kinds and self._at(act, predicate) for act in self._dossier.acts(key))

    def _at(self, act: Act, predicate: Predicate) -> bool:
        days = [span for mention in predicate.dates for span in mention.days]
        return not days or any(_meet(span, act) for span in days)

    def _count(self, group: Group) -> int | None:
        if not group.count:
            return len(group.members) or None
        found = [each.number for each in numbers_in(group.count.first, self._eyes.language)]
        return found[0] if found else None

    def _introduced(self, predicate: Predicate, bearers: dict[str, int]) -> Claim:
        """That there are those of whom a sentence goes on to count some: "of those arrested, one"."""
        mention = predicate.mention
        what = min(predicate.kinds)
        return Claim("count", what, tuple(sorted(bearers)), mention.start, mention.end, Verdict.SUPPORTED)

    def _weighed(
        self,
        quantity: _Quantity,
        predicate: Predicate,
        bearers: dict[str, int],
        among: dict[str, int] | None,
        seen: Seen,
    ) -> tuple[Claim, frozenset[Mention]]:
        known, whole = sum(bearers.values()), None if among is None else sum(among.values())
        acts = [act for key in bearers for act in self._dossier.acts(key)]
        told = [act for act in acts if act.kind in predicate.kinds]
        # "nobody has been arrested for the killing"
        narrowed = quantity.number == 0 and not self._ends(predicate, self._words_of(acts), seen)
        sure = quantity.definite or among is not None or predicate.dates or self._is_whole(predicate, told, seen)
        verdict = _verdict(known, whole, quantity.number, sure=bool(sure) and not narrowed)
        if self._is_group(quantity, bearers, seen) or self._is_for_another_reason(narrowed, predicate, told, seen):
            verdict = Verdict.SUPPORTED
        claim = _claimed(quantity, predicate, bearers, verdict, seen)
        claim = replace(claim, evidence=told[0].location if told else None)
        supported = verdict is Verdict.SUPPORTED
        return claim, frozenset({quantity.mention, *((predicate.mention, *predicate.dates) if supported else ())})

    def _ends(self, predicate: Predicate, known: frozenset[str], seen: Seen) -> bool:
        """Whether nothing stands behind a predicate that narrows it: what records say of such acts does not."""
        at = predicate.mention.last
        last = next((n for n in range(at, len(seen.words)) if "," in seen.words[n].gap), len(seen.words))
        small = self._eyes.lexicon.function | self._lists["articles"] | self._lists["governed"]
        return all(word.low in small or word.low in known for word in seen.words[at:last])

    def _is_group(self, quantity: _Quantity, bearers: dict[str, int], seen: Seen) -> bool:
        """Whether a number is that of a group of whom it is true, and means that: "all 22 remain in detention"."""
        before = seen.words[quantity.mention.first - 1].low if quantity.mention.first else ""
        certain = before in self._lists["definite"] | self._lists["all-of"]
        groups = [count for key, count in bearers.items() if isinstance(self._dossier.owners[key], Group)]
        return certain and quantity.number in groups

    def _is_for_another_reason(self, narrowed: bool, predicate: Predicate, told: Sequence[Act], seen: Seen) -> bool:
        """Whether a reason stands behind a predicate that no act has for which it is denied: "for the killing"."""
        behind = seen.words[predicate.mention.last :]
        if not (narrowed and behind) or behind[0].low not in self._lists["reasons"]:
            return False
        said = {word.low for word in behind} - self._eyes.lexicon.function
        return not said & self._words_of(told, _WHY)

    def _words_of(self, acts: Iterable[Act], keys: Sequence[str] = ("place", "by")) -> frozenset[str]:
        """The words of where acts were done, and by whom, or of what they have under other keys."""
        texts = (text for act in acts for key in keys if (text := getattr(act, key)))
        said = (str(text.within(self._eyes.language.code) or text.first) for text in texts)
        return frozenset(word.low for text in said for word in words_of(plain(text)))

    def _is_whole(self, predicate: Predicate, told: list[Act], seen: Seen) -> bool:
        """Whether a sentence gives a total, or names the place of what the campaign tells."""
        if seen.of("totals"):
            return True
        places = {str(text) for act in told if act.place for text in act.place.languages.values()}
        return any(predicate.covers(each) and seen.text[each.start : each.end] in places for each in seen.of("place"))


def _claimed(quantity: _Quantity, predicate: Predicate, bearers: dict[str, int], verdict: Verdict, seen: Seen) -> Claim:
    """The claim about how many; of a denial that is borne out, what is denied is a part."""
    mention, supported = quantity.mention, verdict is Verdict.SUPPORTED
    both = (min(mention.start, predicate.mention.start), max(mention.end, predicate.mention.end))
    place = both if supported and not quantity.number else (mention.start, mention.end)
    says = f"'{seen.text[slice(*both)]}': the campaign tells it of {sum(bearers.values()) or 'nobody'}"
    return Claim(
        kind="count",
        what=str(quantity.number),
        who=tuple(sorted(bearers)),
        start=place[0],
        end=place[1],
        verdict=verdict,
        says="" if supported else says,
        code=_CODES.get(verdict, ""),
    )


def _verdict(known: int, whole: int | None, number: int | None, *, sure: bool) -> Verdict:
    """The verdict on a number of people of whom the campaign has ``known``, of a ``whole`` that was spoken of."""
    if number == known == 0:
        return Verdict.SUPPORTED
    if number == known or (number is None and known == whole):
        return Verdict.SUPPORTED if known or whole is not None else Verdict.UNSUPPORTED
    if number is None and whole is None:
        return Verdict.UNSUPPORTED
    told = known or (whole and not _is_some(number, whole))
    return Verdict.CONTRADICTED if sure and told else Verdict.UNSUPPORTED


def _is_some(number: int | None, whole: int) -> bool:
    """Whether a number is that of some of a whole: "three of the seven are in hospital"."""
    return number is not None and 0 < number < whole


def _counted(quantity: _Quantity | None, among: dict[str, int] | None) -> dict[str, int] | None:
    """Those among whom a sentence counts: those of whom it spoke, or who are what it counts; None for everybody."""
    if among is None and quantity and quantity.among:
        return dict.fromkeys(quantity.among, 1)
    return among


def _is_named(predicate: Predicate, seen: Seen, people: Collection[str]) -> bool:
    """Whether a subject is named, or is a pronoun that stands for those who are: "both", not "both officers"."""
    told = (each for each in seen.of("persons") if not {word.low for word in seen.words[each.last :][:1]} & {*people})
    pronoun = any(predicate.covers(each) for each in told)
    return bool(predicate.who) and (pronoun or not predicate.guessed)


def _are_only(predicate: Predicate, at: int) -> bool:
    """Whether those of whom something is said are named right behind a word: "only Mr A"."""
    return not predicate.guessed and any(each.kind == "person" and 0 < each.first - at <= 2 for each in predicate.who)


def _meet(span: tuple[date, date], act: Act) -> bool:
    return span[0] <= act.date.last and act.date.first <= span[1]
