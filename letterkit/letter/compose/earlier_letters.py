"""Recall the letters that a letter follows: when, by whom and to whom they were written, and what came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.origins import OriginKind, bare
from letterkit.foundation.strict_yaml import Scalar
from letterkit.letter.compose.citing import Citing
from letterkit.letter.compose.naming import Naming
from letterkit.letter.following import Earlier, same_office
from letterkit.schema.campaign import Target
from letterkit.schema.letter_plan import Reply


class Recalling:
    """Recalls the earlier letters of one letter."""

    def __init__(self, naming: Naming, citing: Citing) -> None:
        self._naming = naming
        self._letter = naming.letter
        self._language = naming.language
        self._citing = citing

    def letters(self) -> list[Mapping[str, Any]]:
        """The letters that this one follows, the oldest first, as templates see them (see docs/clauses.md).

        One without a date is recalled only when there is no other.
        """
        return self._letters

    @cached_property
    def _letters(self) -> list[Mapping[str, Any]]:
        dated = [earlier for earlier in self._letter.earlier if earlier.date]
        return [self._recalled(earlier) for earlier in dated or self._letter.earlier]

    def written(self) -> list[Mapping[str, Any]]:
        """The same letters, those together that the same people sent to the same target one after the other."""
        groups = (list(group) for _, group in groupby(self.letters(), _way))
        return [{**group[-1], "on": self._language.list([one["on"] for one in group])} for group in groups]

    def correspondence(self) -> list[Mapping[str, Any]]:
        """What `written` has, those letters together that the same people wrote one after the other."""
        runs = (list(run) for _, run in groupby(self.written(), _writers))
        return [
            {
                "by": run[-1]["by"],
                "own": all(one["own"] for one in run),
                "letters": run,
                "about": run[-1]["about"],
            }
            for run in runs
        ]

    def _recalled(self, earlier: Earlier) -> Mapping[str, Any]:
        went_to = (earlier.target or self._letter.target, *earlier.also_to)
        return {
            "on": self._on(earlier),
            "day": self._day(earlier.date),
            "own": self._is_own(earlier),
            "by": "" if self._letter.is_by_those_of(earlier) else self._naming.organisations(earlier.senders),
            "to": _recipient(earlier, self._letter.targets),
            "addressee": self._language.list([self._addressee(target) for target in went_to]),
            "woman": went_to[0].gender == "female",
            "about": self._naming.say(earlier.about) if earlier.about else "",
            "replies": [self._reply(reply, earlier) for reply in earlier.replies],
        }

    def _on(self, earlier: Earlier) -> str:
        """When a letter was written, with its reference: "on 23 January (reference AB/cd)"."""
        date, reference = earlier.date, earlier.reference
        when = self._language.when(date, self._letter.date) if date else str(self._language.writing.times.before)
        said = self._naming.fact(when, date.location if date else earlier.location)
        if not reference:
            return said
        return self._language.phrase("with-reference", said, self._naming.fact(str(reference), reference.location))

    def _day(self, date: PartialDate | None) -> str:
        """The date of a letter as its name has it: "23 January"; "" when it is not known to the day."""
        if date is None or not date.exact:
            return ""
        return self._naming.fact(
            self._language.date(date.first, date.first.year != self._letter.date.year), date.location
        )

    def _is_own(self, earlier: Earlier) -> bool:
        """Whether those who write now wrote it, so that they can say "I" or "we"."""
        letter = self._letter
        if not letter.is_by_those_of(earlier):
            return False
        return len(letter.senders) > 1 or earlier.signatories == tuple(
            str(one.officer.name or "") for one in letter.signatories
        )

    def _addressee(self, target: Target) -> str:
        """Whom a letter went to, in running text: the office, or the name."""
        if target.office:
            title = self._naming.offices.title(target.office, target.gender)
            named = self._language.phrase("the-office", title, agree=(target.gender or "one",))
            return self._naming.fact(named, target.office.location)
        return self._naming.say(target.name) if target.name else ""

    def _reply(self, reply: Reply, earlier: Earlier) -> Mapping[str, Any]:
        sources = (str(reply.source),) if reply.source else ()
        nothing = reply.says.first == "nothing"
        return {
            "on": self._naming.fact(self._language.when(reply.date, self._letter.date), reply.date.location, sources),
            "by": self._naming.say(reply.by, sources) if reply.by else "",
            "to": _recipient(earlier, self._letter.targets),
            "nothing": nothing,
            "says": "" if nothing else self._naming.say(reply.says, sources, kind=OriginKind.PHRASE),
        }

    def elapsed(self) -> str:
        """How long ago the last of the earlier letters was written; "" when that is not known to the day."""
        last = self._letter.earlier[-1].date if self._letter.earlier else None
        if last is None or not last.exact or last.first >= self._letter.date:
            return ""
        return self._naming.fact(self._language.elapsed(last.first, self._letter.date), last.location)

    def obligations(self) -> list[str]:
        """The instruments that grounds of the last earlier letter named and that surely bind the country, cited."""
        keys = self._letter.earlier[-1].instruments if self._letter.earlier else ()
        ratified = self._citing.instruments([Scalar(key) for key in keys])["ratified"]
        numbered = [entry for entry in ratified if entry["number"]]
        others = [self._citing.articled(entry["key"]) for entry in ratified if not entry["number"]]
        return [*([self._citing.conventions(numbered)] if numbered else []), *others]


def _writers(recalled: Mapping[str, Any]) -> tuple[str, ...]:
    return recalled["by"].keys if recalled["by"] else ()


def _way(recalled: Mapping[str, Any]) -> tuple[object, ...]:
    """From whom to whom a recalled letter went."""
    return _writers(recalled), recalled["to"], bare(recalled["addressee"])


def _recipient(earlier: Earlier, now: Sequence[Target]) -> str:
    """Whom a letter went to, as seen by those it goes to now: ``you``, ``predecessor`` or ``other``.

    Of several to whom it went, some may have changed: they are then named.
    """
    if earlier.target is None:
        return "you"
    went_to = (earlier.target, *earlier.also_to)
    if all(any(target is one for one in now) for target in went_to):
        return "you"
    alone = len(went_to) == 1 == len(now)
    return "predecessor" if alone and same_office(earlier.target, now[0]) else "other"
