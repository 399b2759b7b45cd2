"""Which words of a person's sentence the records account for, and what is said of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from letterkit.checks.law.legal_words import reader
from letterkit.checks.ledger.edits.edit import Edit
from letterkit.checks.ledger.edits.edits import Edits
from letterkit.checks.ledger.edits.rewording import Rewording
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.novelty.apart import Apart
from letterkit.checks.ledger.novelty.novelty import Novelty, parts_of
from letterkit.checks.ledger.novelty.plainness import Plainness
from letterkit.checks.ledger.novelty.to_come import ToCome
from letterkit.checks.ledger.records.act_values import texts_of
from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.reading import ReadSentence
from letterkit.checks.ledger.sentences.seen import Mention
from letterkit.drafts.document import Document
from letterkit.drafts.drafted import DraftedSentence
from letterkit.drafts.passages import Passage
from letterkit.foundation.problems import Location
from letterkit.language.spelling import plain

_MOST = 3
"""So many runs of words are shown of an edit."""
_BORNE_OUT = frozenset({Verdict.SUPPORTED, Verdict.ANSWERED})
_NAMES = ("person", "group", "head", "body", "addressee", "occasion", "law", "country")


@dataclass(frozen=True, slots=True)
class Account:
    """What a sentence claims besides what was read in it.

    ``same`` says that the sentence says what letterkit drafted, in other forms of its words; ``edited`` that it says
    something else than that. ``plain`` says that it only wishes, thanks or judges, ``apart`` that it gives the words of
    others, or tells of other countries or times (``elsewhere``).
    """

    claims: tuple[Claim, ...] = ()
    same: bool = False
    edited: bool = False
    plain: bool = False
    apart: bool = False
    elsewhere: bool = False

    @property
    def decides(self) -> bool:
        """Whether nothing else is said of the sentence."""
        return self.same or self.edited or self.apart


class Accounts:
    """Accounts for the sentences of one letter."""

    def __init__(self, document: Document, eyes: Eyes, dossier: Dossier) -> None:
        self._document, self._eyes, self._dossier = document, eyes, dossier
        folding = Folding(eyes)
        self._folding, self._edits = folding, Edits(document, eyes, folding)
        self._plainness = Plainness(document, eyes, folding)
        self._apart = Apart(document, eyes, dossier)
        self._look = reader(document.library, document.language.code)
        self._to_come = ToCome(eyes, dossier)
        self._novelty = Novelty(eyes, folding, dossier, self._look)

    def of(
        self,
        passage: Passage,
        start: int,
        end: int,
        reading: ReadSentence,
        claims: Sequence[Claim],
        covered: Iterable[Mention],
    ) -> Account:
        """What is to be said of a sentence of a person whose claims were weighed."""
        edit = self._edits.of(passage, start, end) if self._document.edited else None
        if edit is not None:
            return self._of_edit(edit, reading, claims)
        if self._apart.is_apart(reading):
            return Account((_apart(reading),), apart=True, elsewhere=self._apart.is_of_others(reading.seen))
        if self._is_plain(reading):
            return Account(plain=self._plainness.is_view(reading, self._telling(reading)))
        spans, left = self._untold(reading, claims, covered)
        if not left:
            return Account()
        if not spans:
            return Account((_unknown("statement", reading, "no record says so"),))
        words = [reading.seen.text[token.start : token.end] for token in left]
        return Account((_unknown("statement", reading, f"no record has {_quoted(words)}"),))

    def began(self, passage: Passage, start: int) -> DraftedSentence | None:
        """The drafted sentence that one of a draft began as, None for one that nobody drafted."""
        return self._edits.began(passage, start)

    def _untold(
        self, reading: ReadSentence, claims: Sequence[Claim], covered: Iterable[Mention]
    ) -> tuple[list[tuple[int, int]], list[Token]]:
        """The stretches of a sentence that records account for, and the words beside them that tell something."""
        spans, stems = self._borne_out(reading, claims, covered)
        # "The authorities arrested her": whoever a record says it was.
        known = stems | self._folding.courtesies | (self._nobody if spans else frozenset())
        if any(claim.kind == "law" and claim.verdict is Verdict.SUPPORTED for claim in claims):
            known |= self._folding.norms
            spans += [found.span() for _, found in self._look.relations(reading.seen.text)]
        return spans, [
            token
            for token in self._folding.tokens(reading.seen)
            if not (
                token.small
                or token.fold in known
                or any(first < token.end and token.start < last for first, last in spans)
            )
        ]

    def _of_edit(self, edit: Edit, reading: ReadSentence, claims: Sequence[Claim]) -> Account:
        if made := (
            *self._claims(edit, claims),
            *self._to_come.over(edit, reading, self._acts(edit)),
            *self._to_come.ahead(edit, reading, self._acts(edit)),
            *self._added(edit, reading, claims),
            *_demanded(edit, reading, claims),
        ):
            return Account(made, edited=True)
        if not claims and self._is_courtesy(edit) and self._is_courteous(edit, reading):
            return Account(same=True)
        wrong = any(claim.verdict is Verdict.CONTRADICTED for claim in claims)
        if not edit.changes:
            return Account() if wrong and edit.parted else self._of_forms(edit, reading)
        new, lost = self._novelty.put_in(edit, reading, claims), self._novelty.left_out(edit, reading, claims)
        if new or lost or self._is_in_another_order(edit, reading):
            return Account((_of_words(edit, reading, new, lost),), edited=True)
        return Account() if wrong else Account(same=True)

    def _is_in_another_order(self, edit: Edit, reading: ReadSentence) -> bool:
        """Whether the words of a sentence were moved, and may now be said of others."""
        one = sum(stated.name.startswith("people.") for stated in edit.began.stated) < 2
        return edit.moved and not (one and self._novelty.is_reworded(edit, reading))

    def _is_plain(self, reading: ReadSentence) -> bool:
        return self._plainness.is_plain(reading, self._telling(reading))

    def _is_courteous(self, edit: Edit, reading: ReadSentence) -> bool:
        """Whether an edited courtesy states nothing; one that begins as it was drafted has to be known by its words."""
        tokens = self._telling(reading)
        more = {token.fold for token in edit.more if not token.small}
        if more & self._facts or not more <= self._plainness.known or self._tells_less(edit):
            return False
        if self._plainness.begin_alike(reading.seen, self._eyes.see(plain(edit.began.text))):
            return self._plainness.is_courtesy(reading.seen, tokens)
        return self._plainness.is_plain(reading, tokens)

    def _tells_less(self, edit: Edit) -> bool:
        """Whether the word for an act is left out: "the hunger strike of" tells what the letter is about."""
        told = self._eyes.see(plain(edit.began.text)).of("noun", "verb", "status")
        return any(each.start <= token.start < each.end for each in told for token in edit.less if not token.small)

    @cached_property
    def _facts(self) -> frozenset[str]:
        """What the words of the letter have in common with others that facts of the campaign give."""
        stated = (one.text[each.start : each.end] for one in self._document.drafted for each in one.stated)
        return frozenset[str]().union(*map(self._folding.content, stated)) - self._folding.courtesies

    def _telling(self, reading: ReadSentence) -> list[Token]:
        """The tokens of a sentence that tell something."""
        return [token for token in self._folding.tokens(reading.seen) if not token.small]

    def _is_courtesy(self, edit: Edit) -> bool:
        """Whether a sentence of the writers about their own letter, of which nobody is the matter, is worded anew."""
        first = self._document.language.checking.first_person
        named = any(one.name.startswith("people") for one in edit.began.stated)
        own = bool(first and first.search(edit.began.text)) and not named and not edit.began.asks
        figures = any(letter.isdigit() for run in (*edit.put_in, *edit.left_out) for letter in run)
        return own and bool(edit.put_in and edit.left_out) and not figures

    def _of_forms(self, edit: Edit, reading: ReadSentence) -> Account:
        """The account of a sentence that says what was drafted: words in another form may be mistakes."""
        made = tuple(
            replace(_unknown("edit", reading, _of_form(form)), start=form.start, end=form.end) for form in edit.forms
        )
        return Account(made, same=not made, edited=bool(made))

    def _claims(self, edit: Edit, claims: Sequence[Claim]) -> Iterable[Claim]:
        """The claims of an edit that says what the drafted sentence does not.

        Other words for an act that the records bear out, as they were read, stand for none of theirs.
        """
        where = edit.began.location
        displaced = next(
            (
                one
                for one in edit.displaced
                if one.sure or not self._novelty.retells(one, edit, claims, self._acts(edit))
            ),
            None,
        )
        if edit.turned:
            says = f"those who suffered it and those who did it have changed places: '{_short(edit.began.text)}'"
            yield Claim("edit", "turned", (), *edit.turned, Verdict.CONTRADICTED, says, where, "LK521")
        elif edit.reversed:
            does = f"{_quoted(edit.put_in)} is put in" if edit.put_in else f"{_quoted(edit.left_out)} is left out"
            says = f"{does}, and turns a drafted sentence into its opposite: '{_short(edit.began.text)}'"
            yield Claim("edit", "reversed", (), *edit.reversed, Verdict.CONTRADICTED, says, where, "LK521")
        elif displaced:
            place = (displaced.start, displaced.end)
            yield Claim(
                "edit", "displaced", (), *place, Verdict.CONTRADICTED, displaced.says, displaced.record, "LK521"
            )
        elif edit.other:
            says = f"the drafted sentence has {_quoted(list(dict.fromkeys(edit.left_out)))}"
            yield Claim("edit", "pronoun", (), *edit.other, Verdict.CONTRADICTED, says, where, "LK521")

    def _acts(self, edit: Edit) -> frozenset[Location]:
        """The places of the acts that a sentence told as it was drafted."""
        return self._edits.acts(edit.began)

    def _added(self, edit: Edit, reading: ReadSentence, claims: Sequence[Claim]) -> Iterator[Claim]:
        """That somebody was put beside those of whom the campaign tells an act, and it tells none such of them."""
        unknown = [one for one in claims if one.verdict is Verdict.UNSUPPORTED and one.kind == "act"]
        for token in edit.more if not edit.began.asks else ():
            new = token.fold[1:] not in self._edits.befallen(edit.began)
            told = (one for one in unknown if new and len(one.who) > 1 and token.fold[1:] in one.who)
            says = next((one.says for one in told), "") if token.fold.startswith("@") else ""
            if not says and self._edits.is_put_beside(token, edit, reading.seen):
                says = f"the campaign does not tell it of '{reading.seen.text[token.start : token.end]}'"
            if says:
                where = (token.start, token.end)
                yield Claim("edit", "added", (), *where, Verdict.CONTRADICTED, says, edit.began.location, "LK521")

    def _borne_out(
        self, reading: ReadSentence, claims: Sequence[Claim], covered: Iterable[Mention]
    ) -> tuple[list[tuple[int, int]], frozenset[str]]:
        """The stretches of a sentence, and the stems, that records account for."""
        borne_out = [claim for claim in claims if claim.verdict in _BORNE_OUT]
        spans = [place for claim in borne_out for place in parts_of(claim, reading.seen.text, self._eyes.lexicon)]
        if not borne_out:
            return [], frozenset()
        spans += [(each.start, each.end) for each in covered]
        spans += [(each.start, each.end) for each in reading.seen.of(*_NAMES) if each.values]
        return spans, frozenset[str]().union(*(self._of_acts(claim) for claim in borne_out))

    def _of_acts(self, claim: Claim) -> frozenset[str]:
        """The stems of what the acts that bear out a claim say."""
        acts = [act for key in claim.who for act in self._dossier.acts(key) if act.location == claim.evidence]
        texts = (text for act in acts for text in texts_of(act))
        said = (str(word) for text in texts for word in text.languages.values())
        return frozenset[str]().union(*map(self._folding.content, said))

    @cached_property
    def _nobody(self) -> frozenset[str]:
        """The words that name nobody in particular."""
        return self._folding.folds(self._eyes.lexicon.lists["anything"])

    @cached_property
    def taken_out(self) -> tuple[tuple[str, Location | None], ...]:
        """The demands of the composed letter that nothing in the draft began as, each with where it stood."""
        return tuple((sentence.text, place) for sentence, place in self._edits.taken_out if sentence.asks)

    def untold(self, told: frozenset[Location]) -> tuple[tuple[str, Location | None], ...]:
        """The facts of the composed letter that nothing in the draft tells, each with where it stood.

        ``told`` are the places of the acts that bear out what sentences of the draft say.
        """
        return tuple(
            (sentence.text, place)
            for sentence, place in self._edits.untold
            if not ((acts := self._edits.acts(sentence)) and acts <= told)
        )


def _demanded(edit: Edit, reading: ReadSentence, claims: Sequence[Claim]) -> Iterator[Claim]:
    """That a demand asks for something else than the campaign does, in the place of what it demands."""
    gone = any(not token.small for token in edit.less)
    for claim in claims if edit.began.asks and gone else ():
        new = any(claim.start <= token.start < claim.end for token in edit.more)
        new = new and not any(_is_within(claim, each) for each in reading.seen.of("verb"))
        if new and claim.kind in ("demand", "granted") and claim.verdict is Verdict.UNSUPPORTED:
            where = (claim.start, claim.end)
            yield Claim("edit", "demand", (), *where, Verdict.CONTRADICTED, claim.says, edit.began.location, "LK521")


def _is_within(claim: Claim, mention: Mention) -> bool:
    """Whether the words of a claim are a part of longer ones for an act: "closed" of "the closed offices"."""
    longer = mention.end - mention.start > claim.end - claim.start
    return longer and mention.start <= claim.start and claim.end <= mention.end


def _of_words(edit: Edit, reading: ReadSentence, new: Sequence[Token], lost: Sequence[Token]) -> Claim:
    """The claim of an edit that puts in, or leaves out, what makes it say more than records do."""
    drafted = plain(edit.began.text)
    put_in = tuple(run for run, place in zip(edit.put_in, edit.added, strict=True) if _holds(place, new))
    left_out = tuple(drafted[token.start : token.end] for token in lost) if edit.put_in else edit.left_out
    claim = _unknown("edit", reading, _edited(replace(edit, put_in=put_in, left_out=left_out)))
    claim = replace(claim, what="order" if edit.moved else "")
    return replace(claim, start=new[0].start, end=new[-1].end) if new else claim


def _holds(place: tuple[int, int], tokens: Iterable[Token]) -> bool:
    """Whether one of some tokens stands within a stretch."""
    return any(place[0] <= token.start and token.end <= place[1] for token in tokens)


def _apart(reading: ReadSentence) -> Claim:
    """The claim of a whole sentence that is not judged."""
    return Claim("statement", "", (), 0, len(reading.seen.text), Verdict.ATTRIBUTED)


def _unknown(kind: str, reading: ReadSentence, says: str) -> Claim:
    """The claim of a whole sentence that no record bears out."""
    return Claim(kind, "", (), 0, len(reading.seen.text), Verdict.UNSUPPORTED, says)


def _edited(edit: Edit) -> str:
    """An edit in words."""
    if edit.moved:
        return f"edited: the words stand in another order than in '{_short(edit.began.text)}'"
    pairs: dict[str, str] = {}
    for here, there in edit.pairs:
        if here in edit.put_in and there not in pairs.values():
            pairs.setdefault(here, there)
    told = [f"'{_short(here)}' for '{_short(there)}'" for here, there in pairs.items()][:_MOST]
    more = [run for run in edit.put_in if run not in pairs]
    less = [run for run in edit.left_out if run not in pairs.values()]
    told += [f"{_quoted(runs)} is {done}" for runs, done in ((more, "put in"), (less, "left out")) if runs]
    return f"edited: {'; '.join(told)}"


def _of_form(form: Rewording) -> str:
    """Words that stand in another form, in words."""
    if form.said and form.drafted:
        return f"edited: '{form.said}' for '{form.drafted}'"
    return f"edited: '{form.said}' is put in" if form.said else f"edited: '{form.drafted}' is left out"


def _quoted(words: Sequence[str]) -> str:
    shown = ", ".join(f"'{_short(each)}'" for each in words[:_MOST])
    return f"{shown}, ..." if len(words) > _MOST else shown


def _short(text: str) -> str:
    return text if len(text) < 80 else f"{text[:77]}..."
