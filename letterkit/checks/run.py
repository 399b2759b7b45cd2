"""Check campaigns and letters as a sceptical reader would: functions of one shape, each for one kind of mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from letterkit.checks.consent import consent
from letterkit.checks.ignoring import Comment, comments, malformed, set_aside
from letterkit.checks.ledger.findings import contradicted, not_demanded, not_told, on_no_record
from letterkit.checks.ledger.ledger import ledger_of
from letterkit.checks.ledger.records.records import Ledger
from letterkit.checks.registry import of_campaigns, of_letters
from letterkit.drafts.document import Document
from letterkit.foundation.codes import CODES, Severity
from letterkit.foundation.kept import Kept
from letterkit.foundation.problems import Location, Problem, in_order
from letterkit.schema.campaign import Campaign
from letterkit.schema.library import Library

_OF_FACTS = ("LK3", "LK4", "LK5", "LK6", "LK7")
"""The families of what is wrong with what a letter says; the others are of form."""

_NO_CLAIM = frozenset({"LK809", "LK815", "LK817", "LK823", "LK828", "LK937"})
"""What cannot stay as a sentence: another language, a second salutation, a note to oneself, a sign of a merge."""

CHECKS = of_letters()
CAMPAIGN_CHECKS = of_campaigns()
"""What is looked at once a campaign, whatever its letters say."""


def check_campaign(campaign: Campaign, library: Library) -> tuple[tuple[Problem, ...], frozenset[Location]]:
    """Everything doubtful about the facts of a campaign, with the places of the comments that set something aside."""
    found = in_order(problem for look in CAMPAIGN_CHECKS for problem in look(campaign, library))
    return set_aside(_telling_most(found), comments(campaign.texts))


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a letter found: its problems, the notes on its claims, its ledger, and the comments used.

    ``used`` are the places of the comments that set something aside.
    """

    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    ledger: Ledger
    used: frozenset[Location]


def check(document: Document) -> tuple[Problem, ...]:
    """Everything doubtful about a letter, in the order of its files, but for what a comment sets aside."""
    return check_whole(document).problems


def check_whole(document: Document) -> Checked:
    """As `check`, with the letter's ledger, the notes on it, and the comments that set something aside."""
    said, ledger = _comments_on(document), ledger_of(document)
    looked = (problem for look in CHECKS for problem in look(document))
    found = _telling_most(in_order((*looked, *contradicted(ledger))))
    kept, used = set_aside(found, said)
    # Of a draft that breaks off, one error says all.
    broken = any(problem.code == "LK811" and problem.severity is Severity.ERROR for problem in kept)
    lacking = () if broken else (*not_demanded(ledger, document), *not_told(ledger))
    notes = (*on_no_record(ledger, document, _of_facts(kept)), *lacking)
    noted, used_by_notes = set_aside(in_order(notes), said)
    problems = in_order(consent.discreet((*_gravest(kept), *malformed(said)), document))
    return Checked(problems, in_order(consent.discreet(noted, document)), ledger, used | used_by_notes)


def _comments_on(document: Document) -> tuple[Comment, ...]:
    """The comments in the files of a letter; those of its campaign are looked for once."""
    texts = document.campaign.texts
    drafted = {name: document.files[name] for name in document.files if name not in texts}
    return (*_COMMENTS.of(document.campaign, None, lambda: comments(texts)), *comments(drafted))


_COMMENTS: Kept[tuple[Comment, ...]] = Kept()


def _of_facts(problems: Iterable[Problem]) -> tuple[Location, ...]:
    """Where problems say what is wrong with the facts, or that words cannot stay; one character is a whole record."""
    telling = (problem for problem in problems if problem.code.startswith(_OF_FACTS) or problem.code in _NO_CLAIM)
    found = (problem.location for problem in telling)
    return tuple(place for place in found if place and place.length > 1)


def _gravest(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems without warnings about words of which an error says that they cannot stay.

    A place of one character is a whole record, of which each problem says another thing.
    """
    problems = tuple(problems)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    words = [error.location for error in errors if error.location and error.location.length > 1]
    for problem in problems:
        location = problem.location
        if problem.severity is Severity.ERROR or not (location and any(map(location.overlaps, words))):
            yield problem


def _telling_most(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems without those that say less than another does of the same words."""
    places: dict[str, list[Location]] = {}
    for problem in problems:
        if problem.location:
            places.setdefault(problem.code, []).append(problem.location)

    def is_told(problem: Problem) -> bool:
        telling = (place for code in CODES[problem.code].yields_to for place in places.get(code, ()))
        return problem.location is not None and any(map(problem.location.overlaps, telling))

    return tuple(problem for problem in problems if not is_told(problem))
