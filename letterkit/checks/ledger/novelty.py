"""What an edit says that no record gives: of the words that it puts in and leaves out, those that make a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from letterkit.checks.claims import LegalReader
from letterkit.checks.ledger.act_values import texts_of
from letterkit.checks.ledger.counts import number_of
from letterkit.checks.ledger.dossier import Dossier
from letterkit.checks.ledger.edit import Edit
from letterkit.checks.ledger.lexicon import Lexicon
from letterkit.checks.ledger.mentions import Eyes
from letterkit.checks.ledger.reading import ReadSentence
from letterkit.checks.ledger.records import Claim, Verdict
from letterkit.checks.ledger.seen import Days, Seen
from letterkit.checks.ledger.sides import Displaced
from letterkit.checks.ledger.tokens import Folding, Token
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Location
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Group, Person
from letterkit.schema.fields import Text
from letterkit.schema.organisation import Organisation

_WHO = ("person", "group", "head", "body")
_TELLING = ("act", "status", "demand")
_APPOSED = 20
"""How many characters can stand between a word that leads a figure and the figure: « soit depuis plus de »."""
_ORDER = ("earlier", "later", "limits")


class Novelty:
    """Tells it for the edits of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding, dossier: Dossier, look: LegalReader) -> None:
        self._eyes, self._folding, self._dossier, self._look = eyes, folding, dossier, look
        self._lists = eyes.lexicon.lists

    def put_in(self, edit: Edit, reading: ReadSentence, claims: Sequence[Claim]) -> list[Token]:
        """The words put in that neither records nor the drafted sentence account for."""
        keys = self._keys(edit, reading)
        dated = [(each.start, each.end) for each in reading.seen.of("date", "duration")]
        ahead = self._is_ahead(edit, keys)
        known = self._known(edit, keys, claims)
        told = [token for token in edit.more if not self._is_borne_out(token, edit, reading, claims)]
        return [
            token
            for token in told
            if (token not in known or reading.seen.text[token.start].isupper())
            and not self._is_harmless(token, edit, ahead, dated)
            and not self._is_firmer(token, edit, reading)
            and not self._is_refusal(token, edit, reading)
            and not self._is_all_of(token, edit)
            and not self._is_spoken(token, reading)
            and not self._is_known_day(token, edit, reading, claims)
            and not self._is_any(token, reading)
            and not self._leads_to(token, edit, reading, claims)
        ]

    def tells_act(self, one: Token | Displaced, edit: Edit, claims: Sequence[Claim]) -> bool:
        """Whether a word is one by which an act is called, within the words of a claim that a record bears out."""
        if isinstance(one, Token) and self._folding.meaning(one) in self._folding.meanings.conditions:
            return False
        right = (each for each in claims if each.verdict is Verdict.SUPPORTED and each.kind in _TELLING)
        words = (word for token in edit.more if one.start <= token.start < one.end for word in self._low(token, edit))
        within = any(each.start <= one.start and one.end <= each.end for each in right)
        return within and all(word in self._eyes.lexicon.telling for word in words)

    def _low(self, token: Token, edit: Edit) -> list[str]:
        """The words of a token of an edited sentence, in lower case."""
        return [word.low for word in edit.words if token.start <= word.start < token.end]

    def _is_borne_out(self, token: Token, edit: Edit, reading: ReadSentence, claims: Sequence[Claim]) -> bool:
        """Whether a word is one of what a record bears out, or names somebody of whom it does."""
        right = [one for one in claims if one.verdict in (Verdict.SUPPORTED, Verdict.ANSWERED)]
        if token.fold.startswith("@"):
            return _is_known(token, right, claims)
        if self._is_of_state(token, edit, reading, right) or self.tells_act(token, edit, claims):
            return True
        run = next((place for place in edit.added if place[0] <= token.start < place[1]), (token.start, token.end))
        return _is_most(run, [(one.start, one.end) for one in right if one.kind not in ("count", "status")])

    def _is_of_status(self, token: Token, edit: Edit, reading: ReadSentence) -> bool:
        """Whether a word is one of those for a status, and not one that a phrase for it can have within."""
        lexicon, told = self._eyes.lexicon, self._low(token, edit)
        if all(word in lexicon.telling for word in told):
            return True
        own = any(each.start <= token.start < each.end for each in reading.seen.of("status"))
        return own and all(token.small or lexicon.is_of_status(word) for word in told)

    def _is_of_state(self, token: Token, edit: Edit, reading: ReadSentence, right: Sequence[Claim]) -> bool:
        """Whether a word is of those for a state that a record bears out, or denies beside them."""
        states = [one for one in right if one.kind == "status"]
        if token.fold in self._folding.denying and any(one.start - 1 <= token.end <= one.end for one in states):
            return True
        stated = (part for one in states for part in parts_of(one, reading.seen.text, self._eyes.lexicon))
        return any(start <= token.start < end for start, end in stated) and self._is_of_status(token, edit, reading)

    def _known(self, edit: Edit, keys: Iterable[str], claims: Sequence[Claim]) -> set[Token]:
        """The words put in that are what a record gives, or most of it, or that name nobody in particular."""
        telling = [one for one in edit.more if not one.small]
        texts = list(self._told_texts(edit, keys, claims))
        runs = ({one for one in telling if first <= one.start < last} for first, last in edit.added)
        known = {one for run in runs if _is_text(run, texts) for one in run}
        if any(self._is_replaced(one, edit) for one in edit.less):
            return known
        return known | {one for one in telling if one.fold in self._generic}

    def _is_replaced(self, token: Token, edit: Edit) -> bool:
        """Whether a word left out told something that no record gives, or named nobody in particular either."""
        given = any(one.start <= token.start < one.end for one in edit.began.stated)
        return not token.small and (token.fold in self._generic or not given)

    def _told_texts(self, edit: Edit, keys: Iterable[str], claims: Sequence[Claim]) -> Iterator[frozenset[str]]:
        """What records say of those who are named and of the acts that a sentence tells, as words are compared."""
        places = [*(one.location for one in edit.began.stated), *map(_evidence, claims)]
        told = {(place.file, place.line) for place in places if place}
        yield from (self._folding.content(text) for key in keys for text in self._texts(key, told))

    def left_out(self, edit: Edit, reading: ReadSentence, claims: Sequence[Claim]) -> list[Token]:
        """The words left out without which a sentence says more than the drafted one, or a demand asks for less.

        A refusal can be told as what somebody has not: "has had no medical care".

        Where all else is word for word as drafted, every one is told: what is left may be garbled.
        """
        firm = self._folding.meanings.firm - self._both(self._lists["all-of"])
        turned = edit.exchanged and any(token.fold in self._folding.agents for token in edit.less)
        if any(one.kind == "status" and one.verdict is Verdict.SUPPORTED for one in claims):
            edit = replace(edit, less=tuple(token for token in edit.less if token.fold not in self._refusing))
        if not (turned or self.is_reworded(edit, reading)):
            return list(edit.less)
        return [
            token
            for token in edit.less
            if token in edit.unframed or self._is_missed(token, edit, firm) or self._relates(token, edit, reading)
        ]

    def _is_missed(self, token: Token, edit: Edit, firm: frozenset[str]) -> bool:
        """Whether a word that is left out limits what is said, or makes a demand firm."""
        if token.fold in self._folding.agents and not edit.exchanged and self._leads(token, edit):
            return not edit.from_them
        if token.small and self._limits(token):
            return not (token.fold in self._refusing and any(one.fold in self._refusing for one in edit.more))
        return edit.began.asks and self._folding.meaning(token) in firm

    @staticmethod
    def _leads(token: Token, edit: Edit) -> bool:
        """Whether a word led those who did it, as a record gives them, and the sentence still has their words."""
        led = (one for one in edit.began.stated if 0 <= one.start - token.end <= 1)
        return any(not any(one.start <= each.start < one.end for each in edit.less if not each.small) for one in led)

    def _relates(self, token: Token, edit: Edit, reading: ReadSentence) -> bool:
        """Whether a word says what a State is to an instrument, in a sentence that says so no more."""
        if token.small or any(True for _ in self._look.relations(reading.seen.text)):
            return False
        related = self._look.relations(plain(edit.began.text))
        return any(found.start() <= token.start < found.end() for _, found in related)

    def is_reworded(self, edit: Edit, reading: ReadSentence) -> bool:
        """Whether a sentence has words that tell something and were not drafted, or the same in another order."""
        before = {word.low for word in self._eyes.see(plain(edit.began.text)).words}
        new = [word for word in reading.seen.words if word.low not in before]
        return any(self._folding.tells(word) or word.low in self._folding.reversing for word in new)

    def _limits(self, token: Token) -> bool:
        """Whether a small word limits what a sentence says: "not", "only", "former", "nearly"."""
        limiting = self._folding.denying | self._folding.reversing | self._folding.ranking
        return token.fold in limiting | self._folds("only", "more", "less", "about", "former")

    def _is_harmless(self, token: Token, edit: Edit, ahead: bool, dated: Iterable[tuple[int, int]]) -> bool:
        """Whether a small word put in turns nothing that a record says."""
        fold = token.fold
        if not token.small or not fold:
            return token.small
        if fold in self._both(self._folding.modals):
            return ahead or self._is_apposing(token, dated)
        if fold in self._folds(*_ORDER):
            # "before the court"; of what happened before or after something, the order is weighed
            return not any(token.end <= first for first, _ in dated)
        singular = self._folding.singular
        if fold in self._lists["objects-said"] and fold in singular:
            return singular.isdisjoint(one.fold for one in edit.less)
        people = self._number_of(edit)
        if fold in self._folding.plural:
            named = self._eyes.see(plain(edit.began.text)).of("person", "group", "head")
            return people > 1 or not named or any(each.kind != "person" for each in named)
        return people > 1 if fold in self._all_of else fold not in self._turning

    @cached_property
    def _all_of(self) -> frozenset[str]:
        return self._both(self._lists["all-of"])

    def _is_apposing(self, token: Token, dated: Iterable[tuple[int, int]]) -> bool:
        """Whether a word only leads a day or a length in other words: « soit neuf jours plus tard »."""
        near = any(0 <= first - token.end <= _APPOSED for first, _ in dated)
        return near and token.fold in self._lists["apposing"]

    @cached_property
    def _turning(self) -> frozenset[str]:
        """The small words that turn what others say; one that only leads them is told by them."""
        folding = self._folding
        turning = folding.quantities - self._lists["governed"]
        turning |= folding.denying | folding.reversing | folding.ranking | folding.singular
        return self._both(turning | self._folds("only", "more", "less", "about", "former", "others"))

    @cached_property
    def _refusing(self) -> frozenset[str]:
        """The words by which somebody did not do what follows, and what they mean."""
        return self._both(self._folding.reversing)

    def _both(self, words: frozenset[str]) -> frozenset[str]:
        """Words, and what they have in common with others."""
        return words | self._folding.folds(words)

    def _is_refusal(self, token: Token, edit: Edit, reading: ReadSentence) -> bool:
        """Whether a word of refusal stands for another, and nobody named refuses now: "A refused to see a lawyer"."""
        by = {each.end + 1 for each in reading.seen.of("person", "group", "head")}
        return (
            token.fold in self._refusing
            and token.start not in by
            and any(one.fold in self._refusing for one in edit.less)
        )

    def _is_spoken(self, token: Token, reading: ReadSentence) -> bool:
        """Whether a word is one with which the writers speak of themselves, or a courtesy of theirs."""
        first, said = self._eyes.language.checking.first_person, reading.seen.text
        if first is None or not first.search(said):
            return False
        return token.fold in self._folding.courtesies or bool(first.fullmatch(said[token.start : token.end]))

    def _is_all_of(self, token: Token, edit: Edit) -> bool:
        """Whether a number counts all whom the drafted sentence names: "the two" for "Ms A and Mr B"."""
        gone = [one for one in edit.less if one.fold.startswith("@")]
        if token.fold == f"={self._number_of(edit)}":
            return True
        return len(gone) > 1 and token.fold == f"={len(gone)}"

    def _number_of(self, edit: Edit) -> int:
        """How many people the drafted sentence tells of, as records name and count them."""
        before = self._eyes.see(plain(edit.began.text))
        keys = {key for each in before.of("person", "group", "head") for key in each.values}
        owners = [self._dossier.owners[key] for key in sorted(keys) if key in self._dossier.owners]
        return sum(number_of(one, self._eyes.language) if isinstance(one, Group) else 1 for one in owners)

    def _is_known_day(self, token: Token, edit: Edit, reading: ReadSentence, claims: Sequence[Claim]) -> bool:
        """Whether a word tells a day that is told already, or that what happened tells as records do."""
        return self._is_told_twice(token, edit, reading) or self._is_of_event(token, reading, claims)

    def _before(self, edit: Edit) -> Sequence[Token]:
        """The tokens of the drafted sentence."""
        return self._folding.tokens(self._eyes.see(plain(edit.began.text)))

    @staticmethod
    def _is_of_event(token: Token, reading: ReadSentence, claims: Sequence[Claim]) -> bool:
        """Whether a word belongs to a day of what a record bears out: "the same day as Ms A", "four days later"."""
        right = {one.start for one in claims if one.verdict is Verdict.SUPPORTED and one.kind in _TELLING}
        days = (each for one in reading.predicates if one.mention.start in right for each in one.dates)
        return any(each.start <= token.start < each.end for each in days)

    def _is_told_twice(self, token: Token, edit: Edit, reading: ReadSentence) -> bool:
        """Whether the drafted sentence has the same day, or it stands right beside: "a week ago, on 19 November"."""
        if token.days and any(one.days == token.days or one.fold == token.fold for one in self._before(edit)):
            return True
        told = [one for one in self._folding.tokens(reading.seen) if not one.small]
        at = next((at for at, one in enumerate(told) if one.start == token.start), 0)
        beside = told[max(0, at - 1) : at] + told[at + 1 : at + 2]
        days = token.days or self._days_ahead(token, reading)
        return any(
            first <= until and since <= last for other in beside for first, last in days for since, until in other.days
        )

    def _days_ahead(self, token: Token, reading: ReadSentence) -> tuple[Days, ...]:
        """The day that a length leads to, from that of the letter on, beside a later one: "in two weeks, on 16 May"."""
        return tuple(
            self._eyes.ahead(each) for each in reading.seen.of("duration") if each.start == token.start and each.values
        )

    def _measures(self, token: Token, reading: ReadSentence) -> bool:
        """Whether a word only leads a length of time: "to prison for two years"."""
        said = reading.seen.text[token.start : token.end].casefold()
        lengths = reading.seen.of("duration") if said in self._lists["reasons"] else ()
        return any(0 < each.start - token.end <= 1 for each in lengths)

    def _leads_to(self, token: Token, edit: Edit, reading: ReadSentence, claims: Sequence[Claim]) -> bool:
        """Whether a word only leads to what a record bears out, or to a length of time.

        "Missing since 3 May", "let A have her job back", "to prison for two years".
        """
        if self._measures(token, reading):
            return True
        right = {one.kind for one in claims if one.verdict is Verdict.SUPPORTED}
        if token.fold in self._both(self._lists["since"]):
            return bool(right & {"act", "status"})
        return edit.began.asks and "demand" in right and token.fold in self._both(self._lists["causing"])

    def _is_any(self, token: Token, reading: ReadSentence) -> bool:
        """Whether a word for all or some of a thing stands behind a denial: "refuses any negotiation".

        Nor does the name of the letter's own country tell anything.
        """
        if token.fold == f"#{self._eyes.cast.campaign.country}":
            return True
        denials = self._refusing | self._both(self._folding.denying)
        tokens = self._folding.tokens(reading.seen)
        near = [one for one in tokens if 0 <= token.start - one.end <= 1]
        return token.fold in self._folding.quantities and any(one.fold in denials for one in near)

    def _is_firmer(self, token: Token, edit: Edit, reading: ReadSentence) -> bool:
        """Whether a word makes a demand stronger, or what the law says more general."""
        if edit.began.asks:
            return self._folding.meaning(token) in self._folding.meanings.firm
        cited = any(one.kind in (OriginKind.CITATION, OriginKind.LAW) for one in edit.began.stated)
        exchanged = any(not one.small for one in edit.less)
        norm = token.fold in self._folding.norms and not reading.seen.text[token.start].isupper()
        return cited and exchanged and norm

    def _is_ahead(self, edit: Edit, keys: Iterable[str]) -> bool:
        """Whether a sentence tells what is to come, as the campaign announces it."""
        coming = {_line(act.location) for key in keys for act in self._dossier.announced(key)}
        return any(_line(one.location) in coming for one in edit.began.stated)

    def _folds(self, *names: str) -> frozenset[str]:
        return frozenset(word for name in names for word in self._lists[name])

    @cached_property
    def _generic(self) -> frozenset[str]:
        """The words that name nobody and nothing in particular: "the authorities", "a court"."""
        return self._folding.folds(self._folds("anything", "people", "be"))

    def _keys(self, edit: Edit, reading: ReadSentence) -> frozenset[str]:
        """All whom a sentence names, or named as it was drafted."""
        before = self._eyes.see(plain(edit.began.text))
        told = {str(one.name).partition(".")[2] for one in edit.began.stated}
        return frozenset(told | {*_named(before), *_named(reading.seen)}) & set(self._dossier.owners)

    def _texts(self, key: str, told: set[tuple[str, int]]) -> Iterator[str]:
        """What the campaign says of somebody's acts that a sentence tells, and what they and theirs are called."""
        owner = self._dossier.owners[key]
        texts: list[Text | None] = []
        for act in (*self._dossier.acts(key), *self._dossier.announced(key)):
            if _line(act.location) in told:
                texts += texts_of(act)
        if isinstance(owner, Person):
            texts += [office.office for office in owner.offices]
            bodies = (self._dossier.owners.get(str(office.of)) for office in owner.offices if office.of)
            texts += [text for body in bodies if isinstance(body, Organisation) for text in (body.name, body.short)]
        elif isinstance(owner, Organisation):
            texts += [owner.name, owner.short]
        elif isinstance(owner, Group):
            texts += [owner.noun]
        code = self._eyes.language.code
        yield from (str(text.within(code) or text.first) for text in texts if text)


def parts_of(claim: Claim, said: str, lexicon: Lexicon) -> tuple[tuple[int, int], ...]:
    """The stretches of a sentence that say what is claimed: of the words for a status, without others between them."""
    if claim.kind != "status":
        return ((claim.start, claim.end),)
    start, end = lexicon.needless(said[claim.start : claim.end])
    return (claim.start, claim.start + start), (claim.start + end, claim.end)


def _is_known(name: Token, right: Iterable[Claim], claims: Iterable[Claim]) -> bool:
    """Whether a name is of somebody of whom records bear out all that is claimed."""
    unknown = {key for one in claims if one.verdict is Verdict.UNSUPPORTED for key in one.who}
    return name.fold[1:] in {key for one in right for key in one.who} - unknown


def _is_text(run: set[Token], texts: Iterable[frozenset[str]]) -> bool:
    """Whether words are those of a text, or most of them."""
    folds = {one.fold for one in run if not one.days}
    return bool(folds) and any(folds <= text and 2 * len(folds) >= len(text) for text in texts)


def _is_most(run: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    """Whether words are one of some stretches, or almost all of it: a longer phrase can have others within."""
    first, last = run
    return any(begin <= first and last <= end and 2 * (last - first) >= end - begin for begin, end in spans)


def _evidence(claim: Claim) -> Location | None:
    """Where the record is that bears out a claim."""
    return claim.evidence if claim.verdict is Verdict.SUPPORTED else None


def _line(place: Location | None) -> tuple[str, int]:
    return (place.file, place.line) if place else ("", 0)


def _named(seen: Seen) -> Iterator[str]:
    return (key for each in seen.of(*_WHO) for key in each.values)
