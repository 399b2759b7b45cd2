"""When acts were done, as it is said after the sentence before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.origins import bare
from letterkit.language.mentions import dates_in
from letterkit.letter.compose.act_phrases import ActPhrases
from letterkit.letter.compose.last_sentence import LastSentence
from letterkit.letter.compose.naming import Naming
from letterkit.letter.items import Event
from letterkit.schema.campaign import Group
from letterkit.schema.organisation import Act

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def are_of_two_days(events: Sequence[Event]) -> bool:
    """Whether two acts that one sentence tells were done on two days: "on 3 and 5 May respectively"."""
    return len(events) > 1 and events[0].act.date != events[1].act.date and events[0].who != events[1].who


class Dating:
    """Says when the acts of one letter were done."""

    def __init__(self, naming: Naming, phrases: ActPhrases) -> None:
        self._naming, self._letter, self._language = naming, naming.letter, naming.language
        self._phrases = phrases
        self._starts: set[PartialDate] = set()

    def of(self, events: Sequence[Event], previous: PartialDate | None, before: LastSentence) -> str:
        """When acts that one sentence tells were done or are due, or since when they go on, marked; "" if not known.

        ``previous`` is the day of the last sentence, ``before`` that sentence.
        """
        act = events[0].act
        if are_of_two_days(events):
            said = self._language.respectively(act.date, events[1].act.date, self._letter.date)
            return self._naming.fact(said, act.date.location or act.location, self._phrases.sources(act))
        if act.when:
            return self._at_an_event(events, self._naming.say(act.when, self._phrases.sources(act)), before)
        said = self._since_when(act, previous) if act.ongoing else self._when(events, previous, before)
        return said and self._naming.fact(said, act.date.location or act.location, self._phrases.sources(act))

    def _since_when(self, act: Act, previous: PartialDate | None) -> str:
        """Since when what goes on does so."""
        if previous == act.date and not act.date.bound:
            return str(self._language.writing.times.since_then)
        # What goes on is of no other year than the letter's, unless that is said.
        return self._language.since(act.date, self._letter.date.year)

    def _at_an_event(self, events: Sequence[Event], said: str, before: LastSentence) -> str:
        """When an act was done as the campaign words it, behind the day: "on 3 June, after the march,".

        Alone where it says a day itself, or tells it from what the letter has told ("the next day"), and where the last
        sentence was of that day.
        """
        act = events[0].act
        if self.says_how_often(act) and act.date.bound:
            return said  # Nothing is "several times earlier".
        if self.says_how_often(act):
            return f"{said} {self.plain(events, before.year)}".rstrip()
        dated = any(dates_in(bare(said), self._language, self._letter.date))
        if dated or self._is_relative(bare(said)) or before.date == act.date or act.date.bound:
            return said
        day = self._since_when(act, before.date) if act.ongoing else self.plain(events, before.year)
        return f"{day}, {said},"

    def _is_relative(self, said: str) -> bool:
        """Whether words tell a time from what the letter has told: "the next day", "that evening"."""
        words = f" {said.casefold()} "
        return any(f" {one} " in words for one in map(str, self._language.writing.relative_times))

    def says_how_often(self, act: Act) -> bool:
        """Whether what a campaign says of when an act was done is how often: "several times"."""
        known = set(map(str, self._language.writing.how_often))
        said = str(act.when.within(self._language.code) or act.when.first) if act.when else ""
        return not known.isdisjoint(said.casefold().split())

    def plain(self, events: Sequence[Event], year: int) -> str:
        """The day of acts as it is said whatever the last sentence was, marked; "" where it is not known, or several.

        ``year`` is the one that a day without a year is taken to be of.
        """
        if len({event.act.date for event in events}) > 1:
            return ""
        act, within = events[0].act, self._is_one_by_one(events)
        ahead = events[0].announced
        day = self._language.when(act.date, self._letter.date, ahead=ahead, year=year, within=within)
        return day and self._naming.fact(day, act.date.location or act.location, self._phrases.sources(act))

    def _when(self, events: Sequence[Event], previous: PartialDate | None, before: LastSentence) -> str:
        """When an act was done or is due."""
        event = events[0]
        times, date = self._language.writing.times, event.act.date
        theirs = before.date == event.act.date and not set(before.owners).isdisjoint(one.who for one in events)
        if theirs and event.act.lasted and self._letter.act_kinds[event.act.kind].lasts:
            return ""  # "They were held without charge for three months", from the day of the sentence before.
        said = self._language.when(
            date,
            self._letter.date,
            previous,
            ahead=event.announced,
            year=self._year_known(event.act, before),
            within=self._is_one_by_one(events),
        )
        if said == times.today and before.date == date:
            return ""  # "Today" of the sentence before is that of this one.
        again = {str(times.same_day): times.that_day, str(times.same_month): times.that_month}
        if said in again and before.same in (said, str(again[said])):
            # After "the same day" and "that day", nothing more needs to be said of it.
            return str(again[said]) if before.same == said and said == times.same_day else ""
        return self._beginning(event.act) or said

    def _year_known(self, act: Act, before: LastSentence) -> int:
        """The year that a day without one is taken to be of; 0 where the act's own words name another, too."""
        told = (text.within(self._language.code) for text in (act.for_, act.outcome, act.object) if text)
        years = {int(year) for text in told if text for year in _YEAR.findall(str(text))}
        return 0 if years - {act.date.last.year} else before.year

    def _is_one_by_one(self, events: Sequence[Event]) -> bool:
        """Whether what some days are given for befell within them: arrests of several, an adjournment, no strike."""
        kind = self._letter.act_kinds[events[0].act.kind]
        several = len(events) > 1 or isinstance(self._letter.people.get(events[0].who), Group)
        return kind.moment or (several and not kind.lasts)

    def _beginning(self, act: Act) -> str:
        """When something began that lasted longer than the time that is known of it: "from June 2016"; "" else."""
        elapsed = self._language.writing.elapsed
        longer = [elapsed.months, elapsed.years, *([elapsed.weeks] if act.date.precision == "day" else [])]
        if act.date.precision == "day" and self._letter.act_kinds[act.kind].lasts:
            longer.append(elapsed.days)
        lasted = str(self._naming.translation(act.lasted)).split() if act.lasted else []
        exact = act.date.precision in ("day", "month") and not (act.date.bound or act.date.part or act.date.about)
        if not exact or {one.split()[-1] for one in longer}.isdisjoint(lasted):
            return ""
        self._starts.add(act.date)
        return self._language.beginning(act.date, self._letter.date.year)

    def begins(self, act: Act) -> bool:
        """Whether it is told from when an act lasted, with how long: "for three days from 7 May"."""
        return act.date in self._starts

    def with_length(self, when: str, act: Act) -> str:
        """When an act was done with how long it lasted, each with its space: "for seven months from February"."""
        lasted = self._phrases.phrase("lasted", act.lasted, self._phrases.sources(act))
        said = f" {when}" if when else ""
        # "For 48 hours in November": of a month, a length says how much of it.
        within = act.date.precision in ("month", "year") and not (act.date.ends or act.when)
        return f"{lasted}{said}" if within or act.date in self._starts else f"{said}{lasted}"

    def since(self, act: Act, before: LastSentence) -> str:
        """Since when an act's effect lasts, with its space, marked; "" when that is not known."""
        then = before.date == act.date and not act.date.bound
        year = self._letter.date.year
        said = str(self._language.writing.times.since_then) if then else self._language.since(act.date, year)
        return said and f" {self._naming.fact(said, act.date.location or act.location, self._phrases.sources(act))}"
