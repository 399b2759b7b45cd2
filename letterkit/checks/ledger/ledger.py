"""Keep the ledger of a letter: every sentence read, every claim weighed, and what is on no record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from letterkit.checks.ledger.accounts import Account, Accounts
from letterkit.checks.ledger.answers import answers
from letterkit.checks.ledger.own_words import coming_days, days_worded, own_days
from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.records.records import MOST_WORDS, STATING, Claim, Ledger, LedgerEntry, Verdict
from letterkit.checks.ledger.sentences.cast import cast_of
from letterkit.checks.ledger.sentences.events import Happenings
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import Mood, Predicate, SpokenOf
from letterkit.checks.ledger.sentences.reading import ClaimReader, ReadSentence
from letterkit.checks.ledger.sentences.seen import Days, Mention, Seen
from letterkit.checks.ledger.weighing.company import apart_in
from letterkit.checks.ledger.weighing.copying import copies_in
from letterkit.checks.ledger.weighing.counts import counts_in, sums_in
from letterkit.checks.ledger.weighing.demands import Demands
from letterkit.checks.ledger.weighing.guilt import guilt_in
from letterkit.checks.ledger.weighing.headings import headed, is_on_record
from letterkit.checks.ledger.weighing.impossible import impossible_in
from letterkit.checks.ledger.weighing.law import LawBook
from letterkit.checks.ledger.weighing.offences import offences_in
from letterkit.checks.ledger.weighing.offices import offices_in
from letterkit.checks.ledger.weighing.quantities import Quantities
from letterkit.checks.ledger.weighing.recurrence import recurring_in
from letterkit.checks.ledger.weighing.relations import relations_in
from letterkit.checks.ledger.weighing.reversals import reversed_in
from letterkit.checks.ledger.weighing.sequence import Sequence
from letterkit.checks.ledger.weighing.weighing import Weighing
from letterkit.checks.ledger.words.lexicon import lexicon, words_of
from letterkit.checks.wording.masking import unquoted
from letterkit.drafts.document import Document, by_hand
from letterkit.drafts.passages import Passage
from letterkit.foundation.problems import Location
from letterkit.language.spelling import plain
from letterkit.language.words import key_of

_ANCHORS = ("date", "number", "stranger", "person", "group")


class Keeper:
    """Keeps the ledger of one letter; ``everything`` reads the tool's own sentences as if a person had written them."""

    def __init__(self, document: Document, everything: bool = False) -> None:
        self._document, self._everything = document, everything
        letter = document.letter
        self._dossier = dossier = Dossier(document)
        words = lexicon(document.library, document.language.code)
        self._eyes = Eyes(
            words, document.language, cast_of(document), letter.date, Happenings(lambda: dossier.happened)
        )
        self._weighing = Weighing(dossier, self._eyes)
        self._reader = ClaimReader(self._eyes)
        self._demands = Demands(self._eyes, dossier)
        self._sequence, self._quantities = Sequence(dossier, self._eyes), Quantities(dossier, self._eyes)
        self._law = LawBook(document)
        self._listed = SpokenOf()
        """Of whom the demands of a list spoke before the one that is weighed: "release A", "lift his travel ban"."""
        self._told: set[Location] = set()
        """The records that bear out what people's own sentences say, of those read so far."""
        self._accounts = Accounts(document, self._eyes, dossier)
        self._days = frozenset(own_days(document))
        self._coming = frozenset(coming_days(document))
        record = document.record
        self._own = {key_of(one.text): one.location for one in document.drafted if one.own}
        self._generated = frozenset(key_of(sentence.text) for sentence in record.sentences) if record else frozenset()

    def ledger(self) -> Ledger:
        """The ledger."""
        entries = list(self._entries())
        for number, key in answers(self._document, [entry.location for entry in entries]).items():
            entries[number] = _answered(entries[number], key)
        if not self._document.edited:
            return Ledger(tuple(entries))
        return Ledger(tuple(entries), self._accounts.taken_out, self._accounts.untold(frozenset(self._told)))

    def _entries(self) -> Iterator[LedgerEntry]:
        subjects = (passage for passage in self._document.around if passage.part == "subject")
        spoken = SpokenOf()
        for passage in (*subjects, *self._document.body):
            self._listed = SpokenOf(all=(*spoken.all, *self._listed.all)) if passage.part == "item" else SpokenOf()
            spoken = SpokenOf(day=spoken.day)
            self._law.begin()
            masked = unquoted(plain(passage.text))
            for start, end in self._document.language.sentences.of(passage.text):
                words = len(words_of(masked[start:end]))
                if words > MOST_WORDS and self._is_worded_by_hand(passage, start, end):
                    spoken = SpokenOf(day=spoken.day)
                    text, place = passage.text[start:end], self._place(passage, start, end)
                    yield LedgerEntry(text, place, unread=True, long=words)
                    continue
                reading = self._reader.read(masked[start:end], spoken, passage.part == "item")
                yield self._entry(passage, start, end, reading, spoken)
                spoken = reading.spoken

    def _entry(self, passage: Passage, start: int, end: int, reading: ReadSentence, spoken: SpokenOf) -> LedgerEntry:
        text = passage.text[start:end]
        if passage.part == "subject":
            return self._subject(passage, start, end, reading)
        location = self._place(passage, start, end)
        hand = self._is_worded_by_hand(passage, start, end)
        claims, covered = self._weighed(reading)
        of_law, cited = self._law.weigh(passage, start, text, reading.seen)
        claims, covered = [*claims, *of_law], covered | cited
        if not hand:
            return LedgerEntry(text, location, tuple(_supported(claim) for claim in claims))
        if not self._document.edited:
            claims = [claim if self._is_theirs(claim, passage, start) else _supported(claim) for claim in claims]
            claims = list(map(_asked_already, claims)) if passage.part == "item" else claims
        claims = [
            self._placed(claim, passage, start) if claim.verdict is Verdict.CONTRADICTED else claim for claim in claims
        ]
        claims = [_supported(one) if self._is_asked_as_drafted(one, reading) else one for one in claims]
        claims = self._as_drafted(claims, passage, start, spoken)
        missing = list(self._anchors(reading, covered))
        return self._by_hand(passage, (start, end), reading, claims, missing, covered)

    def _as_drafted(self, claims: list[Claim], passage: Passage, start: int, spoken: SpokenOf) -> list[Claim]:
        """The claims of a sentence but that records speak against, where they would against the drafted one, too.

        What letterkit drafted is right, so what is said against it lies in how it was read.
        """
        wrong = any(one.verdict is Verdict.CONTRADICTED and one.kind in STATING for one in claims)
        drafted = self._accounts.began(passage, start) if wrong and self._document.edited else None
        if drafted is None:
            return claims
        known, _ = self._weighed(self._reader.read(unquoted(plain(drafted.text)), spoken, passage.part == "item"))
        against = {one.says for one in known if one.verdict is Verdict.CONTRADICTED}
        return [
            _supported(one) if one.verdict is Verdict.CONTRADICTED and one.says in against else one for one in claims
        ]

    def _is_asked_as_drafted(self, claim: Claim, reading: ReadSentence) -> bool:
        """Whether a demand that does not fit stands in the words, name and all, in which letterkit drafted it."""
        if claim.kind != "demand" or claim.verdict is not Verdict.CONTRADICTED:
            return False
        said = reading.seen.text[claim.start : claim.end]
        whom = (one for one in reading.seen.of("person", "group", "head", "body") if one.values & {*claim.who})
        named = any(claim.start <= one.start and one.end <= claim.end for one in whom)
        return named and any(said in plain(one.text) for one in self._document.drafted if one.asks)

    def _is_theirs(self, claim: Claim, passage: Passage, start: int) -> bool:
        """Whether a person worded a claim of a composed letter, and not the clause beside their words."""
        spots = range(start + claim.start, max(start + claim.end, start + claim.start + 1))
        return self._everything or any(by_hand(passage, at) for at in spots)

    def _by_hand(
        self,
        passage: Passage,
        span: tuple[int, int],
        reading: ReadSentence,
        claims: list[Claim],
        missing: list[Mention],
        covered: set[Mention],
    ) -> LedgerEntry:
        """The entry of a person's sentence with the claims that were weighed."""
        text, location = passage.text[slice(*span)], self._place(passage, *span)
        self._told.update(_records_behind(claims))
        account = self._accounted(passage, span, reading, claims, covered)
        if account.decides:
            known = _left_standing(account, claims)
            made = tuple(self._placed(claim, passage, span[0]) for claim in account.claims)
            return LedgerEntry(text, location, (*known, *made))
        if not claims and (account.plain or missing):
            unread = () if account.plain else _texts(text, missing)
            return LedgerEntry(text, location, missing=unread, unread=not account.plain, bare=account.plain)
        telling = [mention for mention in missing if mention.kind not in ("person", "group")]
        if not (telling or any(claim.verdict is Verdict.UNSUPPORTED for claim in claims)):
            claims = [*claims, *account.claims]
        return LedgerEntry(text, location, tuple(claims), _texts(text, telling), bare=not (claims or missing))

    def _accounted(
        self, passage: Passage, span: tuple[int, int], reading: ReadSentence, claims: list[Claim], covered: set[Mention]
    ) -> Account:
        """What is said of a sentence besides its claims: nothing of one that is wrong.

        One that says what was drafted is right, however its words are read.
        """
        account = self._accounts.of(passage, *span, reading, claims, covered)
        wrong = any(claim.verdict is Verdict.CONTRADICTED for claim in claims)
        often = any(claim.kind == "often" for claim in claims)  # "once more" is a small word, and a claim
        return Account() if wrong and (often or not (account.same or account.elsewhere)) else account

    def _subject(self, passage: Passage, start: int, end: int, reading: ReadSentence) -> LedgerEntry:
        """The entry of a subject, which counts nobody otherwise than the campaign, and names whom the letter tells of.

        It names no other country either. What it says of somebody was done to them, or is asked for.
        """
        text, location = passage.text[start:end], self._place(passage, start, end)
        own = str(self._document.campaign.country)
        told = [mention for mention in self._anchors(reading) if mention.kind == "stranger"]
        told = [
            one for one in told if not is_on_record(reading.seen.text[one.start : one.end], self._document.campaign)
        ]
        told += [mention for mention in reading.seen.of("country") if own not in mention.values]
        placed = tuple(self._placed(claim, passage, start) for claim in self._headed(reading))
        return LedgerEntry(text, location, placed, _texts(text, sorted(told, key=lambda mention: mention.first)))

    def _headed(self, reading: ReadSentence) -> list[Claim]:
        """What a subject says wrongly, or without a record."""
        if not self._eyes.lexicon.can_read:
            return []
        counted = (claim for claim, _ in counts_in(reading.seen, self._eyes))
        claims = [claim for claim in counted if claim.verdict is Verdict.CONTRADICTED]
        starts = {claim.start for claim in claims}
        others = (one for one in headed(reading, self._eyes, self._dossier) if one.start not in starts)
        return [*claims, *self._announced(reading), *others]

    def _announced(self, reading: ReadSentence) -> Iterator[Claim]:
        """What a subject says wrongly of somebody whom it names, or without a record: "Sentence of A", "Release of A".

        What ends a harm is what the letter asks for.
        """
        relief = {str(kind) for clause in self._document.library.demands.values() for kind in clause.met_by}
        for predicate in reading.predicates:
            if predicate.who and not predicate.other and not self._is_to_come(predicate):
                asked = predicate.kinds & relief & self._dossier.relief
                told = replace(predicate, kinds=self._dossier.told_alike(predicate.kinds))
                claim, _ = (
                    self._demands.weigh(predicate, reading.seen) if asked else self._weighing.weigh(told, reading.seen)
                )
                if claim.verdict is Verdict.CONTRADICTED or (claim.verdict is Verdict.UNSUPPORTED and claim.who):
                    yield claim

    def _is_to_come(self, predicate: Predicate) -> bool:
        """Whether what is said of somebody is announced for them: "Trial of A"."""
        keys = {key for mention in predicate.who for key in mention.values}
        return any(act.kind in predicate.kinds for key in keys for act in self._dossier.announced(key))

    def _placed(self, claim: Claim, passage: Passage, start: int) -> Claim:
        """A claim with the place of its words."""
        return replace(claim, location=self._place(passage, start + claim.start, start + claim.end))

    def _place(self, passage: Passage, start: int, end: int) -> Location | None:
        """Where the characters of a passage were written: the campaign's own words in the campaign."""
        if self._own and (place := self._own.get(key_of(self._document.language.sentences.at(passage.text, start)))):
            return place
        own = None if self._document.edited else passage.first_own(start, end)
        return self._document.place(passage, start if own is None else own, end)

    def _is_worded_by_hand(self, passage: Passage, start: int, end: int) -> bool:
        """Whether a person worded a sentence, or a part of it, or it is to be read as if one had."""
        return self._everything or self._is_by_hand(passage, start, end)

    def _is_by_hand(self, passage: Passage, start: int, end: int) -> bool:
        """Whether a person worded a sentence, or a part of it."""
        if self._document.edited:
            key = key_of(passage.text[start:end])
            return key in self._own or (by_hand(passage, start) and key not in self._generated)
        return passage.first_own(start, end) is not None

    def _weighed(self, reading: ReadSentence) -> tuple[list[Claim], set[Mention]]:
        claims: list[Claim] = []
        covered: set[Mention] = set()
        if not self._eyes.lexicon.can_read:
            return claims, covered
        demanded = [
            each
            for each in reading.predicates
            if each.mood is Mood.DEMANDED and each.mention.kind not in ("over", "withheld")
        ]
        stated = [each for each in reading.predicates if each.mood is not Mood.DEMANDED]
        counted = list(self._quantities.claims(reading.seen, reading.predicates))
        told = {predicate.mention for *_, predicate in counted}
        weighed = [
            *((claim, covers) for claim, covers, _ in counted),
            *(self._weighing.weigh(each, reading.seen) for each in stated if each.mention not in told),
            *(
                self._demands.weigh(each, reading.seen)
                for each in demanded
                if not self._is_asked(each.mention, reading.seen)
            ),
            *self._demands.worded(reading, self._listed),
            *self._quantities.only(reading.seen, reading.predicates),
            *offices_in(reading.seen, self._eyes),
            *counts_in(reading.seen, self._eyes),
            *sums_in(reading.seen, self._eyes),
            *relations_in(reading.seen, self._eyes),
            *offences_in(reading.seen, reading.predicates, self._eyes, self._dossier),
            *impossible_in(reading.seen, self._eyes, self._dossier),
            *guilt_in(reading, self._eyes, self._dossier),
            *copies_in(reading.seen, self._eyes),
            *recurring_in(reading.seen, reading.predicates, self._eyes, self._dossier),
            *apart_in(reading.seen, stated, self._eyes, self._dossier),
            *self._sequence.claims(reading.seen, reading.predicates),
            *(reversed_in(reading.seen, self._eyes, self._dossier) if not demanded else ()),
        ]
        for claim, covers in weighed:
            claims.append(_in_whose_words(claim, reading))
            covered.update(covers)
        return sorted(claims, key=lambda claim: claim.start), covered

    @staticmethod
    def _is_asked(mention: Mention, seen: Seen) -> bool:
        """Whether the word for an act is within the words of a demand: "lift the travel ban" lifts no other ban."""
        return any(each.first <= mention.first and mention.last <= each.last for each in seen.of("asked"))

    @cached_property
    def _worded(self) -> frozenset[Days]:
        """The stretches of time that the campaign names in its own words."""
        return days_worded(self._document, self._eyes)

    def _anchors(self, reading: ReadSentence, covered: Collection[Mention] = ()) -> Iterator[Mention]:
        """The names, numbers and dates of a sentence that are not ``covered``, and should be on record."""
        seen, corresponding = reading.seen, self._eyes.lexicon.lists.get("corresponding", frozenset())
        own = bool(seen.of("occasion")) or any(word.low in corresponding for word in seen.words)
        for mention in seen.of(*_ANCHORS):
            if mention in covered:
                continue
            # Who is not to be named is the matter of another finding, and no message repeats it.
            if (
                mention.values & self._eyes.cast.withheld
                or "" in mention.values
                or (mention.kind == "number" and mention.number in self._eyes.cast.figures)
            ):
                continue
            if mention.kind == "date" and mention.values:
                continue  # "yesterday": whether something was then, the checks of time ask
            if not (mention.days and self._is_expected(mention, own)):
                yield mention

    def _is_expected(self, mention: Mention, corresponding: bool) -> bool:
        """Whether a day is one that is to come, of the correspondence, or named in the campaign's own words."""
        days = {first for first, _ in mention.days}
        if days & self._coming or (corresponding and days & self._days):
            return True
        return bool(self._worded.intersection(mention.days))


def _records_behind(claims: list[Claim]) -> Iterator[Location]:
    """The records that bear out some claims."""
    return (each.evidence for each in claims if each.evidence and each.verdict is Verdict.SUPPORTED)


def _answered(entry: LedgerEntry, source: str) -> LedgerEntry:
    """A sentence with the source that is named for it: what is on no other record rests on that."""
    claims = tuple(
        replace(claim, verdict=Verdict.ANSWERED, says=f"rests on '{source}'")
        if claim.verdict is Verdict.UNSUPPORTED
        else claim
        for claim in entry.claims
    )
    return replace(entry, claims=claims, source=source, unread=False, bare=False)


def _in_whose_words(claim: Claim, reading: ReadSentence) -> Claim:
    """A claim, attributed where the sentence gives it as the words of others."""
    seen = reading.seen
    told = {at for each in reading.predicates for at in range(each.mention.first, each.mention.last)}
    said = any(each.end <= claim.start and each.first not in told for each in seen.of("saying"))
    if (
        (said or seen.of("according"))
        and claim.kind not in ("demand", "granted")
        and claim.verdict is not Verdict.SUPPORTED
    ):
        return replace(claim, verdict=Verdict.ATTRIBUTED, says="", code="")
    return claim


def _asked_already(claim: Claim) -> Claim:
    """A demand of a campaign's own words that one of its demands makes, too, as the fault that this is."""
    if claim.kind != "demand" or claim.verdict is not Verdict.SUPPORTED or not claim.who:
        return claim
    says = f"the campaign demands the same for {' and '.join(claim.who)} already"
    return replace(claim, verdict=Verdict.CONTRADICTED, says=says, code="LK525")


def _supported(claim: Claim) -> Claim:
    """A claim of a generated sentence, which its own records bear out."""
    return replace(claim, verdict=Verdict.SUPPORTED, says="", code="")


def _left_standing(account: Account, claims: list[Claim]) -> Iterable[Claim]:
    """The claims of a sentence beside what is said of all of it."""
    if account.apart:
        return filter(_is_known, () if account.elsewhere else claims)
    return (one if one.unsure else _supported(one) for one in claims)


def _is_known(claim: Claim) -> bool:
    """Whether a record says something of a claim."""
    return claim.verdict is not Verdict.UNSUPPORTED


def _texts(text: str, mentions: list[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text[mention.start : mention.end] for mention in mentions))


def ledger_of(document: Document) -> Ledger:
    """The ledger of a letter."""
    return Keeper(document).ledger()
