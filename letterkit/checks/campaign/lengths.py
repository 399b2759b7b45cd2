"""Lengths of time that a campaign gives of what lasts, held against its own dates and those of its letters."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from letterkit.checks.campaign.phrase_kinds import acts_of
from letterkit.checks.ledger.sentences.durations import DAYS
from letterkit.checks.ledger.words.lexicon import lexicon, words_of
from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.foundation.problems import Problem
from letterkit.language.mentions import numbers_in
from letterkit.letter.resolve.plans import plan_of
from letterkit.schema.campaign import Campaign
from letterkit.schema.fields import PLAIN_LANGUAGE
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act
from letterkit.schema.references import References

_SLACK = 1.25
"""People say "three months" of eleven weeks."""

_WHOLE = ", which can be from one month to another: '2017-01/2017-03'"


def lengths_fit_their_dates(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """What has lasted since a day has not lasted longer than from that day to the last letter (LK407).

    What lasted within a month or a year did not last longer than that.
    """
    newest = _newest_letter(campaign)
    for key, owner in (*campaign.people.items(), *campaign.organisations.items()):
        for act in owner.acts:
            kind = library.acts[act.kind]
            most = _most(act, newest) if kind.lasts else None
            for text in (act.outcome, act.lasted) if most else ():
                for code, said in said_in(text, library):
                    days = _days(str(said), code, library)
                    if days and most and days > most * _SLACK:
                        since = f"since {act.date}" if act.ongoing else f"in {act.date}"
                        until = f": {most} days until the last letter" if act.ongoing else ""
                        message = f"'{said}' of '{key}.{act.kind}' is longer than {since}{until}"
                        hint = "correct the length or the date" + ("" if act.ongoing else _WHOLE)
                        yield Problem("LK407", message, said.location, hint)
                        break


def _newest_letter(campaign: Campaign) -> datetime.date | None:
    plans = (plan_of(campaign, str(name), References()) for name in campaign.letters)
    return max((plan.date for plan in plans if plan.date), default=None)


def _most(act: Act, newest: datetime.date | None) -> int | None:
    """The days that an act has lasted at most; None where its dates do not tell."""
    if act.date.bound or act.date.about:
        return None
    if act.ongoing:
        return (newest - act.date.first).days + 1 if newest and newest > act.date.first else None
    return (act.date.last - act.date.first).days + 1 if act.date.last > act.date.first else None


def _days(text: str, code: str, library: Library) -> int | None:
    """The days of a length with which a text begins."""
    number = next(iter(numbers_in(text, language_of(library, code))), None)
    if number is None or number.start > 0:
        return None
    words = words_of(text[number.end :])
    unit = lexicon(library, code or PLAIN_LANGUAGE).durations.get(words[0].low, "") if words else ""
    return DAYS[unit] * number.number if unit else None


def laws_are_older_than_letters(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No law of a campaign, and no charge that names one, bears a year after its last letter (LK517)."""
    newest = _newest_letter(campaign)
    charges = [act.outcome for _, _, act in acts_of(campaign) if library.acts[act.kind].alleged and act.outcome]
    for text in (*(law.name for law in campaign.laws.values()), *charges) if newest else ():
        for said in text.languages.values():
            later = [year for year in _YEAR.findall(said) if newest and int(year) > newest.year]
            if later:
                message = f"'{said}' is of {later[0]}, and the last letter of the campaign of {newest}"
                yield Problem("LK517", message, said.location, "correct the year, or the date of the letter")


_YEAR = re.compile(r"(?<![\d/-])(?:19|20)\d\d(?![\d/-])")
