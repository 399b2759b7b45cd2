"""Acts as noun phrases: "the arrest of A and the dissolution of B", "reports of the arrest of A"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from letterkit.foundation.origins import MARKS, bare
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.letter.compose.hearsay import Hearsay
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.noun import Noun
from letterkit.letter.compose.runs import deed_runs
from letterkit.letter.items import Event
from letterkit.letter.lasting import lasts
from letterkit.schema.organisation import Act

_WHOM = "\ufffc"
"""Stands for those whom an act befell, while its noun phrase is told."""

_LONG_AGO = 60
"""After how many days nobody protests any more against an arrest, but against a detention."""


class ActNouns:
    """Says acts of one letter as noun phrases.

    ``act`` says a form of acts (see `Telling.act`), ``untold`` when and why those were that nothing else tells.
    """

    def __init__(
        self, naming: Naming, hearsay: Hearsay, act: Callable[..., str], untold: Callable[[Sequence[Event]], str]
    ) -> None:
        self._naming, self._letter, self._language = naming, naming.letter, naming.language
        self._hearsay, self._act, self._untold = hearsay, act, untold

    def about(
        self,
        events: Sequence[Event],
        manner: str,
        besides: Sequence[str],
        *,
        dated: bool = False,
        known: Callable[[], bool] | None = None,
        last: Act | None = None,
    ) -> Noun:
        """Acts as one noun phrase: "the arrest of A and B and the dissolution of C".

        ``manner`` says how people are named in it (see `Naming.person`), ``besides`` are other noun phrases; ``dated``
        says when and why those were done of which the letter tells nowhere else; ``known`` whether the last
        sentence was of those whom they befell: "their arrest"; ``last`` is the act that it told: "this rejection".
        """
        told = list(deed_runs(events, self._letter.people))

        def phrases(_: str, *, singly: bool = False) -> list[str]:
            if not told and not besides:
                message = "nothing is known by this date that the letter could be about"
                hint = "add 'about: [NAME.ACT]', or acts to the people whom the demands name"
                self._naming.problems.append(Problem("LK225", message, self._letter.plan.location, hint))
            said = (
                self._theirs(told, known)
                or self._just_told(told, last)
                or self._nouns(told, events, manner, singly=singly, dated=dated)
            )
            return [*said, *besides]

        many = len(told) + len(besides) > 1 or any(self._is_plural(run[0].act.kind) for run in told)
        number = ("many",) if many else ("one",)
        return Noun(self._language, number, phrases, apart=True, singly=lambda how: phrases(how, singly=True))

    def _is_plural(self, kind: str) -> bool:
        """Whether a kind of act is called by a plural: "the criminal charges", « les poursuites »."""
        noun = str(self._letter.act_kinds[kind].wording(self._language.code, "noun") or "").split("{")[0].strip()
        return bool(noun) and self._language.number_of(noun) == "many"

    def _theirs(self, runs_: Sequence[Sequence[Event]], known: Callable[[], bool] | None) -> list[str]:
        """Acts against those of whom the last sentence was, as theirs: "his arrest and dismissal"; none for others."""
        whom = [[event.who for event in run] for run in runs_]
        apart = len(set(map(tuple, whom))) != 1 or any(run[0].act.reported for run in runs_)
        if known is None or apart or any(map(self._untold, runs_)):
            return []
        heads = [self._without_whom(self._act(run, "noun", manner=_WHOM)) for run in runs_]
        # "The rejection of the request" is not his rejection.
        whose = {
            str(self._language.writing.owner_particle),
            *(both for _, _, both in self._language.writing.contractions),
        }
        if not all(heads) or not whose.isdisjoint(" ".join(map(bare, heads)).split()) or not known():
            return []
        named = self._naming.people if whom[0][0] in self._letter.people else self._naming.organisations
        own = self._language.with_possessive(self._language.list(heads), named(whom[0]).features)
        return [own] if own else []

    def _just_told(self, runs_: Sequence[Sequence[Event]], last: Act | None) -> list[str]:
        """The act of the last sentence, which need not say again whom it befell: "this rejection"; none for others.

        Only where what follows its noun is of something: of "the suspension from work", "this suspension" says less.
        """
        alone = len(runs_) == 1 and len(runs_[0]) == 1 and last is not None and runs_[0][0].act is last
        words = bare(self._act(runs_[0], "noun", manner=_WHOM)).split() if alone else []
        writing = self._language.writing
        of = {str(writing.owner_particle), *(both for _, _, both in writing.contractions)}
        this = writing.demonstratives.get(Scalar(words[0])) if words else None
        return [f"{this} {words[1]}"] if this and words[2:3] and words[2] in of and words[3] != _WHOM else []

    def _nouns(
        self,
        runs_: Sequence[Sequence[Event]],
        every: Sequence[Event],
        manner: str,
        *,
        singly: bool = False,
        dated: bool = False,
    ) -> Iterator[str]:
        """Noun phrases of acts: what is known, then reports of the others as one.

        ``singly`` gives those of acts against the same by themselves where a particle stands before each.
        """

        def nouns(chosen: Sequence[Sequence[Event]], *, singly: bool) -> Iterator[str]:
            for _, alike in groupby(chosen, key=lambda run: [event.who for event in run]):
                alike_runs = list(alike)
                how = self._naming.manner_at_first(alike_runs[0], every) if manner == "opening" else manner
                if dated and (times := [self._untold(one) for one in alike_runs]) and any(times):
                    yield from (
                        f"{self._act(one, 'noun', manner=how)}{time}"
                        for one, time in zip(alike_runs, times, strict=True)
                    )
                    continue
                yield from self._of_the_same(alike_runs, how, opening=manner == "opening", singly=singly)
                bodies = [one.who for one in alike_runs[0] if one.who not in self._letter.people]
                if len(bodies) == 1:
                    # "The closure of Radio 21 and the arrest of A, its director"
                    self._naming.offices.note_body(bodies[0], manner)

        yield from nouns([run for run in runs_ if run[0].act.reported is None], singly=singly)
        if reported := list(nouns([run for run in runs_ if run[0].act.reported is not None], singly=True)):
            yield self._hearsay.noun(reported)

    def _of_the_same(self, runs_: Sequence[Sequence[Event]], how: str, *, opening: bool, singly: bool) -> Iterator[str]:
        """Acts against the same, named once: "the arrest and the torture of A", "... and the threats to her"."""

        def said(run: Sequence[Event], manner: str) -> str:
            return self._act(run, self._noun_of(run) if opening else "noun", manner=manner)

        first, *others = runs_
        heads = [self._without_whom(said(run, _WHOM)) for run in runs_] if others else []
        writing = self._language.writing
        if heads and all(heads):
            *apart, last = heads if singly and writing.particle_in_lists else [self._language.list(heads)]
            yield from apart
            yield self._with_whom(last, first, how)
            return
        # Behind these no pronoun stands, or another one: "infligées à elle".
        unfit = {str(writing.owner_particle), *(str(particle) for particle, _, _ in writing.contractions)}
        yield said(first, how)
        for run in others:
            text, them = said(run, _WHOM), self._them(run)
            fits = them and unfit.isdisjoint(bare(text).partition(_WHOM)[0].split()[-1:])
            yield text.replace(_WHOM, them) if fits else said(run, how)

    def _without_whom(self, text: str) -> str:
        """A noun phrase without the "of A" with which it ends, marked; "" where it ends in another way."""
        ending = f" {self._language.writing.owner_particle} {_WHOM}"
        if not bare(text).endswith(ending) or text.count(_WHOM) != 1:
            return ""
        before, _, after = text.rpartition(_WHOM)
        return re.sub(rf" {self._language.writing.owner_particle} ((?:{MARKS})*)$", r"\1", before) + after

    def _with_whom(self, heads: str, run: Sequence[Event], how: str) -> str:
        """Noun phrases with whom the acts befell."""
        keys, writing = [event.who for event in run], self._language.writing
        people = keys[0] in self._letter.people
        whom = self._naming.people(keys, how, befell=False) if people else self._naming.organisations(keys)
        particle = str(writing.owner_particle)
        return f"{heads} {whom.each(particle) if writing.particle_in_lists else f'{particle} {whom}'}"

    def _them(self, run: Sequence[Event]) -> str:
        """The pronoun of those whom an act befell, behind a preposition; "" where there is none for them."""
        keys, stressed = [event.who for event in run], self._language.writing.stressed
        if not stressed or any(key not in self._letter.people for key in keys):
            return ""
        features = self._naming.people(keys).features
        return "" if features == ("one",) else str(self._language.agreement(stressed, features) or "")

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
        # Who does something that endangers their own lives is in danger as long as nothing says that it is over.
        endangered = kind.endangers and not (act.date.ends or act.lasted) and (act.ongoing or not long_ago)
        return "still" if (still or endangered) and kind.wording(self._language.code, "still") else "noun"
