"""What is expected of the letters of a campaign: read from its file and the one beside it, and held against them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from letterkit.checks.consent.consent import discreet
from letterkit.checks.ignoring import comments, set_aside
from letterkit.checks.letter.expectations import is_about, stray_letters, unmet
from letterkit.drafts.document import Document
from letterkit.drafts.job import Job
from letterkit.drafts.markdown import read_markdown, write_markdown
from letterkit.foundation.files import shown
from letterkit.foundation.problems import Location, Problem, UserError, in_order
from letterkit.foundation.strict_yaml import parse, read_text
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.plans import plan_of
from letterkit.schema.campaign import Campaign
from letterkit.schema.expectations import BESIDE, Expectation, Expectations
from letterkit.schema.fields import ValidationContext
from letterkit.schema.library import Library
from letterkit.schema.references import References
from letterkit.schema.validate import validate


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of the letters of a campaign, what is wrong with that itself, and the text of the other file."""

    expectations: tuple[Expectation, ...] = ()
    problems: tuple[Problem, ...] = ()
    texts: Mapping[str, str] | None = None


def expected_of(path: Path, campaign: Campaign) -> Expected:
    """What a campaign file and the file beside it expect of its letters."""
    beside = path.with_name(f"{path.stem}{BESIDE}")
    reading, texts = ValidationContext(), dict[str, str]()
    found = list(campaign.tests)
    if beside.is_file():
        try:
            texts[shown(beside)] = read_text(beside)
            other = validate(Expectations, parse(texts[shown(beside)], shown(beside), reading.problems), reading)
            found += other.tests if other else ()
        except UserError as error:
            reading.problems.extend(error.problems)
    plans = {str(name): plan_of(campaign, str(name), References()).date for name in campaign.letters}
    days = {name: day.isoformat() if day else "" for name, day in plans.items()}
    strays = (problem for expectation in found for problem in stray_letters(expectation, days))
    return Expected(tuple(found), (*reading.problems, *strays), texts)


def failing(
    expected: Sequence[Expectation], job: Job, document: Document, library: Library, files: Mapping[str, str]
) -> tuple[tuple[Problem, ...], frozenset[Location]]:
    """What a letter says against expectations of it, and the places of the comments that set something aside.

    ``files`` are the texts in which such comments stand.
    """

    def pages() -> int:
        from letterkit.typeset.typeset import typeset  # few letters are expected to have so many pages

        name = shown(job.place.draft)
        content = document.files[name] if document.edited else write_markdown(compose(document.letter))
        file = read_markdown(content, name)
        return typeset(document.sheet, file.text, templates=library.folders, proof=False).pages

    found = (problem for one in expected if is_about(one, document) for problem in _unmet(one, document, pages))
    kept, used = set_aside(in_order(found), comments(files))
    return in_order(discreet(kept, document)), used


def _unmet(one: Expectation, document: Document, pages: Callable[[], int]) -> Iterator[Problem]:
    try:
        yield from unmet(one, document, pages)
    except UserError as error:  # the letter cannot be set
        yield from error.problems
