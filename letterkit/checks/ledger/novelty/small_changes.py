"""Small words that an edit puts in, and whether they turn what a record says: "not", "only", "would", "both"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from letterkit.checks.ledger.edits.edit import Edit
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.reading import ReadSentence
from letterkit.checks.ledger.weighing.counts import number_of
from letterkit.foundation.origins import OriginKind
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Group

_APPOSED = 20
"""How many characters can stand between a word that leads a figure and the figure: « soit depuis plus de »."""
_ORDER = ("earlier", "later", "limits")


class SmallChanges:
    """Judges them in the edits of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding, dossier: Dossier) -> None:
        self._eyes, self._folding, self._dossier = eyes, folding, dossier
        self._lists = eyes.lexicon.lists

    def is_harmless(
        self, token: Token, edit: Edit, reading: ReadSentence, claims: Sequence[Claim], ahead: bool
    ) -> bool:
        """Whether a word put in turns nothing; ``ahead`` says that what is told is still to come."""
        dated = [(each.start, each.end) for each in reading.seen.of("date", "duration")]
        return (
            self._is_harmless(token, edit, ahead, dated)
            or self._is_firmer(token, edit, reading)
            or self._is_refusal(token, edit, reading)
            or self._is_all_of(token, edit)
            or self._is_spoken(token, reading)
            or self._is_any(token, reading)
            or self._leads_to(token, edit, reading, claims)
        )

    def _is_harmless(self, token: Token, edit: Edit, ahead: bool, dated: Iterable[tuple[int, int]]) -> bool:
        """Whether a small word put in turns nothing that a record says."""
        fold = token.fold
        if not token.small or not fold:
            return token.small
        if fold in self._folding.both(self._folding.modals):
            return ahead or self._is_apposing(token, dated)
        if fold in self._listed(*_ORDER):
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
        return self._folding.both(self._lists["all-of"])

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
        return self._folding.both(turning | self._listed("only", "more", "less", "about", "former", "others"))

    def _is_refusal(self, token: Token, edit: Edit, reading: ReadSentence) -> bool:
        """Whether a word of refusal stands for another, and nobody named refuses now: "A refused to see a lawyer"."""
        by = {each.end + 1 for each in reading.seen.of("person", "group", "head")}
        return (
            token.fold in self._folding.refusing
            and token.start not in by
            and any(one.fold in self._folding.refusing for one in edit.less)
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
        if token.fold in self._folding.both(self._lists["since"]):
            return bool(right & {"act", "status"})
        return edit.began.asks and "demand" in right and token.fold in self._folding.both(self._lists["causing"])

    def _is_any(self, token: Token, reading: ReadSentence) -> bool:
        """Whether a word for all or some of a thing stands behind a denial: "refuses any negotiation".

        Nor does the name of the letter's own country tell anything.
        """
        if token.fold == f"#{self._eyes.cast.campaign.country}":
            return True
        denials = self._folding.refusing | self._folding.both(self._folding.denying)
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

    def _listed(self, *names: str) -> frozenset[str]:
        return frozenset(word for name in names for word in self._lists[name])
