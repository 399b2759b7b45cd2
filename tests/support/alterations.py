"""Letters with one sentence altered as a person would: facts made wrong, and honest edits.

Both are made from the events that a letter tells, so each campaign gives its own; names, dates, places, voice and word
order vary with it.
"""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from support.library import library_of
from support.mistakes import ROOT

from letterkit.checks.run import check_whole
from letterkit.drafts.document import Document, edited_document
from letterkit.drafts.markdown import read_markdown, write_markdown
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import UserError
from letterkit.letter.compose.composer import compose
from letterkit.letter.draft import Draft
from letterkit.letter.items import Event
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.campaign import Campaign, Person
from letterkit.schema.library import Library
from letterkit.schema.read import read

FILES = (
    *sorted((ROOT / "campaigns").glob("*.yml")),
    *sorted((ROOT / "tests" / "letters").glob("*/campaign.yml")),
    *sorted((ROOT / "tests" / "mistakes" / "base").glob("*.yml")),
)


@dataclass(frozen=True, eq=False)
class Sample:
    """A letter in a language, composed, with the text of its draft."""

    name: str
    campaign: Campaign
    library: Library
    letter: Letter
    composed: Draft
    text: str

    @property
    def language(self) -> str:
        """The code of its language."""
        return self.letter.language.code

    @property
    def french(self) -> bool:
        """Whether it is in French."""
        return self.language == "fr"


@dataclass(frozen=True, eq=False)
class Alteration:
    """A sentence put in the place of another, or added when ``old`` is "". ``kind`` says what was done."""

    sample: Sample
    kind: str
    old: str
    new: str


@lru_cache(maxsize=1)
def samples() -> tuple[Sample, ...]:
    """The letters, each in the languages that it can be in; what asks for them runs in one worker."""
    return tuple(_samples(library_of(ROOT / "tests")))


def _samples(library: Library) -> Iterator[Sample]:
    for path in FILES:
        campaign = read(path, library)
        for name in campaign.letters:
            for language in ("en", "fr"):
                with contextlib.suppress(UserError):
                    name_of = f"{path.parent.name}/{path.stem}/{name}"
                    yield sample_of(campaign, str(name), library, language, name_of)


def sample_of(campaign: Campaign, letter: str, library: Library, language: str, name: str = "") -> Sample:
    """One letter of a campaign in a language."""
    resolved = resolve(campaign, letter, library, language=language)
    composed = compose(resolved)
    text = write_markdown(composed).replace("\u00a0", " ").replace("\u202f", " ")
    return Sample(name or letter, campaign, library, resolved, composed, text)


@lru_cache(maxsize=256)
def _before(sample: Sample) -> frozenset[tuple[str, str]]:
    return frozenset(_findings(_document(sample, sample.text)))


def _document(sample: Sample, content: str) -> Document:
    file = read_markdown(content, "a.md")
    return edited_document(sample.letter, sample.composed, sample.campaign, sample.library, file, "a.md", content)


def _findings(document: Document) -> Iterator[tuple[str, str]]:
    checked = check_whole(document)
    for problem in (*checked.problems, *checked.notes):
        yield ("note" if problem.severity is Severity.NOTE else "finding"), f"{problem.code}: {problem.message}"


def judged(alteration: Alteration) -> tuple[str, list[str]]:
    """What the checks make of an altered letter: "contradicted", "noted" or "silent", and what they say."""
    sample, text = alteration.sample, alteration.sample.text
    if alteration.old:
        assert text.count(alteration.old) == 1, alteration
        text = text.replace(alteration.old, alteration.new)
    else:
        body, close = text.rstrip("\n").rsplit("\n\n", 1)
        text = f"{body}\n\n{alteration.new}\n\n{close}\n"
    found = [each for each in _findings(_document(sample, text)) if each not in _before(sample)]
    said = [message for _, message in found]
    if any(kind == "finding" for kind, _ in found):
        return "contradicted", said
    return ("noted" if found else "silent"), said


# Sentences and their facts

_MONTHS = {code: Locale(code).months["format"]["wide"] for code in ("en", "fr")}


def day(date: datetime.date, language: str, year: bool = False) -> str:
    """A day as a person writes it."""
    number = "1er" if language == "fr" and date.day == 1 else str(date.day)
    return f"{number} {_MONTHS[language][date.month]}" + (f" {date.year}" if year else "")


def events(sample: Sample) -> list[tuple[Event, Person]]:
    """What the letter tells to have befallen people whom it names, on a day."""
    people = {str(key): person for key, person in sample.letter.people.items()}
    told = [item for paragraph in sample.letter.facts for item in paragraph if isinstance(item, Event)]
    return [
        (event, person)
        for event in told
        if isinstance(person := people.get(event.who), Person)
        and person.publish == "yes"
        and event.act.date.precision == "day"
        and f"{event.act.kind}" in _VERBS[sample.language]
    ]


def called(person: Person, language: str) -> str:
    """A person as the text calls them: "Ms Bekova"."""
    title = {"en": {"male": "Mr", "female": "Ms"}, "fr": {"male": "M.", "female": "Mme"}}[language]
    name = str(person.name.within(language) or person.name.first)
    return f"{title[person.gender]} {name.split()[-1]}" if person.gender else name


def sentences(sample: Sample) -> list[str]:
    """The sentences of the draft's text."""
    body = sample.text.split("\n---\n", 1)[1]
    found = [piece for line in body.split("\n") for piece in re.split(r"(?<=[.;:])\s+(?=[A-ZÀÉÊ])", line)]
    return [piece.removeprefix("- ").strip() for piece in found if len(piece) > 20]


# English and French words: (passive, active past, noun, another act with a clashing status)
_VERBS = {
    "en": {
        "arrested": ("arrested", "arrested", "arrest", "released"),
        "dismissed": ("dismissed", "dismissed", "dismissal", "reinstated"),
        "charged": ("charged", "charged", "", "acquitted"),
        "killed": ("killed", "killed", "killing", "arrested"),
        "injured": ("injured", "injured", "", "arrested"),
        "released": ("released", "released", "release", "arrested"),
        "sentenced": ("sentenced", "sentenced", "sentencing", "acquitted"),
        "fined": ("fined", "fined", "", "arrested"),
    },
    "fr": {
        "arrested": ("arrêté", "arrêté", "arrestation", "libéré"),
        "dismissed": ("licencié", "licencié", "licenciement", "réintégré"),
        "charged": ("inculpé", "inculpé", "", "acquitté"),
        "killed": ("tué", "tué", "meurtre", "arrêté"),
        "injured": ("blessé", "blessé", "", "arrêté"),
        "released": ("libéré", "libéré", "libération", "arrêté"),
        "sentenced": ("condamné", "condamné", "condamnation", "acquitté"),
        "fined": ("condamné à une amende", "condamné à une amende", "", "arrêté"),
    },
}
_TOWNS = ("Lusaka", "Tampere", "Arequipa")
_E = {"female": "e", "male": "", None: ""}
