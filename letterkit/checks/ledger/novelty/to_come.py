"""What an edit makes of what is to come: "stood trial" for "is due to stand trial", and the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.ledger.edits.edit import Edit
from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.ahead import is_ahead
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import Predicate
from letterkit.checks.ledger.sentences.reading import ReadSentence
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import TextWord, words_of
from letterkit.foundation.problems import Location
from letterkit.language.spelling import plain
from letterkit.schema.organisation import Act

_NEAR = 2
"""How many words can stand between what tells that something is to come and the word for it: "is due to be"."""
_LED = 3
"""Within how many words before an act stands what tells that it was done: "has already been heard"."""


class ToCome:
    """Weighs it in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes, dossier: Dossier) -> None:
        self._eyes, self._dossier, self._lists = eyes, dossier, eyes.lexicon.lists
        modals = frozenset(word for word in self._lists["unreal"] if " " not in word)
        self._done = self._lists["done"] | (self._lists["auxiliaries"] - self._lists["be"] - modals)

    def over(self, edit: Edit, reading: ReadSentence, told: frozenset[Location]) -> Iterator[Claim]:
        """That a sentence which told what is to come now tells what was: "stood trial" for "is to stand trial".

        ``told`` are the places of the acts that it told.
        """
        act, seen = self._announced(told), reading.seen
        if act is None or seen.of("unreal", "negations", "demanding", "saying"):
            return
        dated = self._is_dated(act, seen)
        if dated and any(word.low in self._lists["scheduling"] for word in seen.words):
            return
        words = self._told(act, seen) or ([] if dated or is_ahead(seen, self._eyes) else self._past(edit, seen))
        if words:
            where = (words[0].start, words[-1].end)
            says = f"by the campaign, '{act.kind}' is to come on {act.date}"
            yield Claim("edit", "over", (), *where, Verdict.CONTRADICTED, says, act.location, "LK521")

    def ahead(self, edit: Edit, reading: ReadSentence, told: frozenset[Location]) -> Iterator[Claim]:
        """That a sentence which told what was done now tells it as what is to come; ``told`` are its acts' places."""
        for predicate in reading.predicates if not edit.began.asks else ():
            led = [one for one in reading.seen.of("coming") if 0 <= predicate.mention.first - one.last <= _NEAR]
            done = [] if predicate.negated or self._lasts(predicate, reading.seen) else self._done_by(predicate, told)
            if led and done and done[-1].date.last <= self._dossier.letter.date:
                says = f"by the campaign, '{done[-1].kind}' was on {done[-1].date}"
                place = (led[0].start, predicate.mention.end)
                yield Claim("edit", "ahead", (), *place, Verdict.CONTRADICTED, says, done[-1].location, "LK521")

    def _done_by(self, predicate: Predicate, told: frozenset[Location]) -> list[Act]:
        """The acts of which a verb speaks, of those at some places."""
        acts = (act for one in predicate.who for key in one.values for act in self._dossier.acts(key))
        return [act for act in acts if act.kind in predicate.kinds and act.location in told]

    def _lasts(self, predicate: Predicate, seen: Seen) -> bool:
        """Whether a sentence tells since when something is so: « depuis le 4 juillet, elle doit répondre de »."""
        since = (word.low in self._lists["since"] for word in seen.words[slice(*predicate.within)])
        return predicate.lasts or (bool(predicate.dates) and any(since))

    def _announced(self, told: frozenset[Location]) -> Act | None:
        """The act to come, of those at some places."""
        today = self._dossier.letter.date
        acts = (act for key in self._dossier.owners for act in self._dossier.announced(key))
        return next((act for act in acts if act.date.first > today and act.location in told), None)

    def _told(self, act: Act, seen: Seen) -> list[TextWord]:
        """The words by which a sentence tells that an act was done."""
        for each in seen.of("verb", "noun"):
            led = seen.words[max(0, each.first - _LED) : each.last]
            done = [word for word in led if word.low in self._done]
            if act.kind not in each.values or is_ahead(seen, self._eyes, led[0].start, each.end):
                continue
            if done and not self._is_infinitive(each, done[-1], seen):
                return [done[0], seen.words[each.last - 1]]
        return []

    def _is_infinitive(self, act: Mention, done: TextWord, seen: Seen) -> bool:
        """Whether a word between leads an infinitive: "has to appear", "was summoned to appear"."""
        between = (word for word in seen.words[: act.last] if done.start < word.start)
        be = self._lists["be"]
        return any(word.low in self._lists["infinitive"] - be - self._lists["partitive"] for word in between)

    def _past(self, edit: Edit, seen: Seen) -> list[TextWord]:
        """The words of the past that an edit puts in, or those by which something is over."""
        before, past = {word.low for word in words_of(plain(edit.began.text))}, self._done | self._lists["finished"]
        return [word for word in seen.words if word.low in past and word.low not in before]

    @staticmethod
    def _is_dated(act: Act, seen: Seen) -> bool:
        """Whether a sentence still has the day of what is to come."""
        days = (stretch for each in seen.of("date") for stretch in each.days)
        return any(first <= act.date.last and act.date.first <= last for first, last in days)
