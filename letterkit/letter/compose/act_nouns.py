"""Acts as noun phrases: "the arrest of A and the dissolution of B", "reports of the arrest of A"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from letterkit.foundation.problems import Problem
from letterkit.letter.compose.hearsay import Hearsay
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.noun import Noun
from letterkit.letter.compose.runs import deed_runs
from letterkit.letter.items import Event
from letterkit.letter.lasting import lasts

_LONG_AGO = 60
"""After how many days nobody protests any more against an arrest, but against a detention."""


class ActNouns:
    """Says acts of one letter as noun phrases.

    ``act`` says a form of acts (see `Telling.act`).
    """

    def __init__(self, naming: Naming, hearsay: Hearsay, act: Callable[..., str]) -> None:
        self._naming, self._letter, self._language = naming, naming.letter, naming.language
        self._hearsay, self._act = hearsay, act

    def about(self, events: Sequence[Event], manner: str, besides: Sequence[str]) -> Noun:
        """Acts as one noun phrase: "the arrest of A and B and the dissolution of C".

        ``manner`` says how people are named in it (see `Naming.person`), ``besides`` are other noun phrases.
        """
        told = list(deed_runs(events, self._letter.people))

        def phrases(_: str) -> list[str]:
            if not told and not besides:
                message = "nothing is known by this date that the letter could be about"
                hint = "add 'about: [NAME.ACT]', or acts to the people whom the demands name"
                self._naming.problems.append(Problem("LK225", message, self._letter.plan.location, hint))
            return [*self._nouns(told, events, manner), *besides]

        number = ("many",) if len(told) + len(besides) > 1 else ("one",)
        return Noun(self._language, number, phrases, apart=True)

    def _nouns(self, runs_: Sequence[Sequence[Event]], every: Sequence[Event], manner: str) -> Iterator[str]:
        """Noun phrases of acts: what is known, then reports of the others as one."""

        def noun(run: Sequence[Event]) -> str:
            if manner == "opening":
                return self._act(run, self._noun_of(run), manner=self._naming.manner_at_first(run, every))
            return self._act(run, "noun", manner=manner)

        yield from (noun(run) for run in runs_ if run[0].act.reported is None)
        if reported := [noun(run) for run in runs_ if run[0].act.reported is not None]:
            yield self._hearsay.noun(reported)

    def noun(self, run: Sequence[Event], manner: str) -> str:
        """The noun phrase of acts of one kind."""
        return "".join(self._nouns([run], run, manner))

    def deed(self, event: Event) -> str:
        """An act as it was done then, however long ago: "the arrest of A, president of the B"."""
        return self._act([event], "noun", manner=self._naming.manner_at_first([event], [event]))

    def _noun_of(self, run: Sequence[Event]) -> str:
        """The form of an act in a noun phrase: what is long ago, and holds still, is told as what it is today."""
        act, kind = run[0].act, self._letter.act_kinds[run[0].act.kind]
        long_ago = any((self._letter.date - event.act.date.last).days > _LONG_AGO for event in run)
        still = long_ago and not act.announced and lasts(act, [event.who for event in run], self._letter)
        return "still" if still and kind.wording(self._language.code, "still") else "noun"
