"""The letterheads there are: list them, begin a new one, preview one with every element filled."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from letterkit.foundation.files import DISK, shown
from letterkit.foundation.problems import Location, Problem, UserError, in_order
from letterkit.foundation.strict_yaml import Scalar, parse, read_text
from letterkit.foundation.suggest import did_you_mean
from letterkit.letter.compose.addressing import salutation_and_close
from letterkit.letter.compose.sheet import make_sheet
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.workspace.filling import filled
from letterkit.pipeline.workspace.schemas import FOLDER, naming_line
from letterkit.schema.fields import Name, Text
from letterkit.schema.letterhead import Letterhead
from letterkit.schema.library import Library
from letterkit.schema.read import read
from letterkit.schema.settings import usual_language
from letterkit.schema.templates import shipped_templates
from letterkit.typeset.grid import said
from letterkit.typeset.thumbnails import depict
from letterkit.typeset.typeset import typeset

PICTURE = "preview.png"
_BEGUN = "letterheads/base/letterhead.yml.j2"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
# What a letterhead takes from another that it is like when it is begun: how it looks, not who it is.
_NOT_FACTS = ("like", "style", "layout", "look")


@dataclass(frozen=True, slots=True)
class ListedLetterhead:
    """A letterhead as the list shows it; ``own`` when it is the workspace's, ``picture`` None when it has none yet."""

    name: str
    organisation: str
    languages: tuple[str, ...]
    paper: str
    own: bool
    picture: Path | None


@dataclass(frozen=True, slots=True)
class Preview:
    """A specimen of a letterhead: its PDF, a picture of each page, and what to mend that did not stop it.

    ``grid`` says what the grid shows that is drawn on it, if one is.
    """

    pdf: Path
    pictures: tuple[Path, ...]
    problems: tuple[Problem, ...]
    grid: tuple[str, ...] = ()


def listed(library: Library) -> tuple[tuple[ListedLetterhead, ...], tuple[Problem, ...]]:
    """The letterheads by name, and the problems of those that cannot be read."""
    entries: list[ListedLetterhead] = []
    problems: list[Problem] = []
    for name in sorted(library.letterhead_names()):
        try:
            entries.append(_listed(library.letterhead(name), library))
        except UserError as error:
            problems.extend(error.problems)
    return tuple(entries), in_order(problems)


def _listed(letterhead: Letterhead, library: Library) -> ListedLetterhead:
    folder = library.letterhead_files(letterhead.key)[0].parent
    picture = folder / PICTURE
    return ListedLetterhead(
        name=letterhead.key,
        organisation=letterhead.name.within(letterhead.language) or letterhead.name.first,
        languages=tuple(code for code in library.language_codes() if _is_in(letterhead, code, library)),
        paper=letterhead.layout.paper,
        own=not folder.is_relative_to(shipped_templates()),
        picture=picture if picture.is_file() else None,
    )


def _is_in(letterhead: Letterhead, code: str, library: Library) -> bool:
    """Whether a letterhead has all its words in a language; usual titles of officers are known to the language."""
    offices = library.language(code).writing.offices
    titles = [term.office for term in letterhead.officers.values() if Scalar(term.office.first.lower()) not in offices]
    texts = (
        letterhead.name,
        letterhead.place,
        letterhead.described_as,
        letterhead.speaks_for,
        letterhead.about,
        letterhead.slogan,
    )
    labels = [contact.label for contact in letterhead.contacts]
    words: Sequence[Text | Name | None] = (*texts, *titles, *labels, *letterhead.address)
    return all(text.within(code) is not None for text in words if text)


def begin(name: str, like: str | None, workspace: Path, library: Library) -> Path:
    """Make the folder of a new letterhead, with a ``letterhead.yml`` to fill in; gives that file.

    With ``like`` it takes the style, layout, look and drawings of another letterhead, but neither its facts nor its
    logo. Raises `UserError` when the name will not do or is taken; nothing is overwritten.
    """
    folder = workspace / "templates" / "letterheads" / name
    if not _NAME.fullmatch(name) or name == "base":
        hint = "its folder takes its name: use at most 40 letters, digits and hyphens"
        raise UserError([Problem("LK904", f"a letterhead cannot be called '{name}'", None, hint)])
    names = library.letterhead_names()
    if like is not None and like not in names:
        raise UserError([Problem("LK213", f"no letterhead named '{like}'", None, did_you_mean(like, names))])
    if _has_something(folder) or name in names:
        where = shown(library.letterhead_files(name)[0].parent if name in names else folder)
        hint = f"choose another name; to change this one, write what differs into {shown(folder)}/letterhead.yml"
        hint += "" if folder.exists() else f", below the line 'like: {name}'"
        message = f"there is a letterhead '{name}' already, in '{where}'"
        raise UserError([Problem("LK911", message, None, hint)])
    notes = usual_language(workspace)
    text = filled(library, _BEGUN, notes, name=name, like=like, others=(), own=None)
    if like is not None:
        given = parse(text, _BEGUN)
        others = [key for key in _keys(library.letterhead(like)) if key not in (*given, *_NOT_FACTS)]
        text = filled(library, _BEGUN, notes, name=name, like=like, others=others, own=None)
    if (workspace / FOLDER).is_dir():
        text = naming_line("letterhead", folder / "letterhead.yml", workspace) + text
    DISK.write(folder / "letterhead.yml", text.encode())
    return folder / "letterhead.yml"


def _has_something(folder: Path) -> bool:
    """Whether a folder has more in it than what a process left that was broken off: nothing, or parts of files."""
    return folder.exists() and not (folder.is_dir() and all(path.suffix == ".part" for path in folder.iterdir()))


def _keys(letterhead: Letterhead) -> Iterator[str]:
    """The keys that a letterhead has, as they are written."""
    for attribute in letterhead.model_fields_set - letterhead.derived:
        yield letterhead.__class__.model_fields[attribute].alias or attribute


def preview(
    name: str,
    library: Library,
    output: Path,
    date: datetime.date | None = None,
    language: str | None = None,
    *,
    grid: bool = False,
) -> Preview:
    """Set a specimen on a letterhead, with every element filled; pictures of its pages stand beside the PDF.

    A letterhead of the workspace keeps the picture of page one in its folder, for the list. The specimen is dated
    ``date``, else the day since which all the letterhead's officers and rosters hold; its language is ``language``,
    else the letterhead's. With ``grid``, it is a proof that shows the grid of the standard. Raises `UserError`.
    """
    letter = specimen(name, library, date, language)
    letterhead = letter.letterhead
    text, place = _text(letter, library)
    salutation, close = salutation_and_close(letter, letter.language)
    markdown = f"{salutation}\n\n{text}\n\n{close}\n"
    place = Location(place.file, place.line - 2)
    sheet = make_sheet(letter, letter.language)
    set_ = typeset(sheet, markdown, templates=library.folders, proof=grid, written_at=place, grid=grid)
    pictures = depict(set_.pdf)
    name = f"{name}-grid" if grid else name
    pdf = output / "letterheads" / f"{name}.pdf"
    DISK.write(pdf, set_.pdf)
    paths = tuple(pdf.with_name(f"{name}-{number}.png") for number in range(1, len(pictures) + 1))
    for path, picture in zip(paths, pictures, strict=True):
        DISK.write(path, picture)
    if _listed(letterhead, library).own and not grid:
        DISK.write(library.letterhead_files(name)[0].parent / PICTURE, pictures[0])
    return Preview(pdf, paths, set_.problems, tuple(said(sheet)) if grid else ())


def specimen(name: str, library: Library, date: datetime.date | None = None, language: str | None = None) -> Letter:
    """The letter ``preview`` of the specimen campaign, written on a letterhead by those whose it is."""
    names = library.letterhead_names()
    if name not in names:
        raise UserError([Problem("LK213", f"no letterhead named '{name}'", None, did_you_mean(name, names))])
    letterhead = library.letterhead(name)
    campaign = read(next(iter(library.files("specimen.yml").values())), library)
    key = Scalar("preview")
    writers = letterhead.joint or (Scalar(name),)
    plan = campaign.letters[key].model_copy(update={"from_": writers, "letterhead": Scalar(name)})
    campaign = campaign.model_copy(update={"letters": {**campaign.letters, key: plan}})
    senders = [library.letterhead(writer) for writer in writers if writer in names]
    begins = [term.from_ for house in senders for term in house.officers.values()]
    begins += [roster.from_ for house in senders for roster in house.rosters]
    day = date or max(filter(None, [plan.date, *begins]), default=None)
    return resolve(campaign, key, library, date=day, language=language)


def _text(letter: Letter, library: Library) -> tuple[str, Location]:
    """The specimen's text in the letter's language, and where it is."""
    wanted = f"letterheads/base/specimen.{letter.language.code}.md"
    file = library.files(wanted).get(wanted)
    if file is None:
        hint = f"write one as templates/{wanted}, or choose another language with --language"
        raise UserError([Problem("LK206", f"the specimen has no text in '{letter.language.code}'", None, hint)])
    return read_text(file).strip(), Location(shown(file), 1)
