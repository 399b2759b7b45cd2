"""How far a figure of an edit reaches otherwise than the drafted one: "fewer than 250" for "more than 250"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from letterkit.checks.ledger.edits.sides import Displaced, Side, stating
from letterkit.checks.ledger.edits.tokens import Folding
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.drafts.drafted import DraftedSentence, Stated

_FIGURES = ("number", "duration")
_BOUNDS = ("more", "less", "about")
_Figure = tuple[int, frozenset[str]]


class OtherBounds:
    """Finds it in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._folding, self._limits = folding, eyes.lexicon.lists["limits"]
        self._leading = eyes.lexicon.lists["governed"]

    def found(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """Figures of the drafted sentence that are told to be more, or less, than it tells, or exact."""
        was, now = self._bounded(before[0]), self._bounded(said[0])
        for figure in (each for each in now if each in was):
            (old, known), (new, there) = was[figure], now[figure]
            stated = next((one for one in before[1] if one.start == known.start), None)
            record = stating(drafted, stated) if stated else None
            if old and record and self._leads(old, known, before[0], record):
                continue
            if self._are_apart(old, new, before, said):
                first = new.start if new else there.start
                start = old.start if old else known.start
                says = f"the drafted sentence has '{before[0].text[start : known.end]}'"
                yield Displaced(first, there.end, says, record.location if record else drafted.location, sure=True)

    def _leads(self, bound: Mention, figure: Mention, seen: Seen, record: Stated) -> bool:
        """Whether a word before a figure only leads it: "on strike over two months of wages", not "for over two"."""
        if bound.last - bound.first > 1 or seen.words[bound.first].low not in self._leading:
            return False
        ahead = seen.words[bound.first - 1].low if bound.first else ""
        return bound.start < record.start or (figure.kind == "duration" and ahead not in self._leading)

    def _are_apart(self, old: Mention | None, new: Mention | None, before: Side, said: Side) -> bool:
        """Whether what leads a figure says otherwise: more for less, or one of them where the other sentence has none.

        What is only said with force leads nothing: "no fewer than 40".
        """
        if (old and self._is_light(old, before)) or (new and self._is_light(new, said)):
            return False
        kinds = {old.kind if old else "", new.kind if new else ""}
        return len(kinds) > 1 and "about" not in kinds

    @staticmethod
    def _is_light(bound: Mention, side: Side) -> bool:
        """Whether the words before a figure tell nothing."""
        return not any(bound.start <= one.start < bound.end for one in side[1])

    def _bounded(self, seen: Seen) -> Mapping[_Figure, tuple[Mention | None, Mention]]:
        """The figures that a sentence has once, each with what leads it, and where it stands."""
        found: dict[_Figure, list[tuple[Mention | None, Mention]]] = {}
        for figure in seen.of(*_FIGURES):
            bound = next((each for each in seen.of(*_BOUNDS) if figure.first - each.last in (0, 1)), None)
            found.setdefault((figure.number, figure.values), []).append((bound, figure))
        return {figure: told[0] for figure, told in found.items() if len(told) == 1}
