"""Letters with one sentence altered as a person would: facts made wrong, and honest edits.

Both are made from the events that a letter tells, so each campaign gives its own; names, dates, places, voice and word
order vary with it.
"""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from support.library import library_of
from support.mistakes import ROOT

from letterkit.checks.run import Checked, check_whole
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


def samples() -> list[Sample]:
    """The letters, each in the languages that it can be in; what asks for them runs in one worker."""
    return [sample for path in FILES for sample in _of_file(path)]


def some_samples() -> list[Sample]:
    """The letters of some of the files, the same each time."""
    return [sample for path in FILES[::9] for sample in _of_file(path)]


def sample_named(name: str, language: str) -> Sample:
    """A letter in a language by "folder/file/letter"."""
    of_file = next(_of_file(path) for path in FILES if name.startswith(f"{_name_of(path)}/"))
    return next(sample for sample in of_file if (sample.name, sample.language) == (name, language))


@cache
def _of_file(path: Path) -> tuple[Sample, ...]:
    return tuple(_samples(path, library_of(ROOT / "tests")))


def _name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def _samples(path: Path, library: Library) -> Iterator[Sample]:
    campaign = read(path, library)
    for name in campaign.letters:
        for language in ("en", "fr"):
            with contextlib.suppress(UserError):
                yield sample_of(campaign, str(name), library, language, f"{_name_of(path)}/{name}")


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
    return _said(check_whole(document))


def _said(checked: Checked) -> Iterator[tuple[str, str]]:
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
    return _verdict([each for each in _findings(_document(sample, text)) if each not in _before(sample)])


def _verdict(found: Sequence[tuple[str, str]]) -> tuple[str, list[str]]:
    said = [message for _, message in found]
    if any(kind == "finding" for kind, _ in found):
        return "contradicted", said
    return ("noted" if found else "silent"), said


def judged_together(
    alterations: Sequence[Alteration], wanted: Callable[[str], bool]
) -> list[tuple[Alteration, str, list[str]]]:
    """What `judged` says of each, most of them in letters that have several alterations apart from each other.

    What is found in the words of one is said of it. Where something is found elsewhere, or something else than is
    ``wanted``, an alteration is judged alone.
    """
    found: dict[Alteration, tuple[str, list[str]]] = {}
    for several in _beside_each_other(alterations):
        said = _judged_apart(several)
        for at, one in enumerate(several):
            verdict = _verdict(said[at]) if said is not None else ("", [])
            found[one] = verdict if said is not None and wanted(verdict[0]) else judged(one)
    return [(one, *found[one]) for one in alterations]


def _beside_each_other(alterations: Sequence[Alteration]) -> Iterator[list[Alteration]]:
    """Alterations of one letter that alter different places of it, none beside another, or add a sentence."""
    letters: dict[int, list[list[tuple[Alteration, range]]]] = {}
    for one in alterations:
        place = _place(one)
        several = letters.setdefault(id(one.sample), [])
        free = next((known for known in several if all(_are_apart(place, other) for _, other in known)), None)
        if free is None:
            several.append(free := [])
        free.append((one, place))
    for several in letters.values():
        yield from ([one for one, _ in known] for known in several)


def _place(alteration: Alteration) -> range:
    """What an alteration takes away of the text of a letter; nothing where it only adds."""
    text, old = alteration.sample.text, alteration.old
    assert not old or text.count(old) == 1, alteration
    return range(text.index(old), text.index(old) + len(old)) if old else range(0)


def _are_apart(place: range, other: range) -> bool:
    """Whether two places have some words between them, so that neither is in the sentence beside the other's."""
    return not place or not other or place.stop + _APART <= other.start or other.stop + _APART <= place.start


_APART = 40


def _judged_apart(several: Sequence[Alteration]) -> list[list[tuple[str, str]]] | None:
    """What is new in a letter with several alterations, for each; None where something is found in none of them."""
    sample = several[0].sample
    if any("\n" in one.new for one in several):
        return None
    body, close = sample.text.rstrip("\n").rsplit("\n\n", 1)
    changes = sorted((_place(one).start, at) for at, one in enumerate(several) if one.old)
    text, end, spans = "", 0, {}
    for start, at in changes:
        text += body[end:start]
        spans[at] = range(len(text), len(text) + len(several[at].new) + 1)
        text, end = text + several[at].new, start + len(several[at].old)
    text += body[end:]
    for at, one in enumerate(several):
        if not one.old:
            text += "\n\n"
            spans[at] = range(len(text), len(text) + len(one.new) + 1)
            text += one.new
    starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
    found: list[list[tuple[str, str]]] = [[] for _ in several]
    checked = check_whole(_document(sample, f"{text}\n\n{close}\n"))
    for problem, said in zip((*checked.problems, *checked.notes), _said(checked), strict=True):
        if said in _before(sample):
            continue
        place = problem.location
        if place is None or place.file != "a.md" or place.line > len(starts):
            return None
        start = starts[place.line - 1] + place.column - 1
        here = range(start, start + max(place.length, 1))
        whose = [at for at, span in spans.items() if here.start < span.stop and span.start < here.stop]
        if len(whose) != 1:
            return None
        found[whose[0]].append(said)
    return found


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
