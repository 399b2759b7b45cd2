"""Typeset: a sheet and its text become a PDF on letterhead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Location, Problem, UserError, in_order, stop_on
from letterkit.typeset import fonts, scripts
from letterkit.typeset.assets import absent, file_of, locate, logo_of, picture_of
from letterkit.typeset.dialect import unsettable
from letterkit.typeset.fit import NATURAL, Fit, too_long
from letterkit.typeset.grid import grid_of
from letterkit.typeset.html import FOLDER, LANGUAGE, make_context, make_html
from letterkit.typeset.log import from_log, logged, place_of
from letterkit.typeset.pdf import Behind, epoch_of, press
from letterkit.typeset.sheet import PAPERS, STANDARDS, Sheet, texts_of
from letterkit.typeset.stationery import sheets_of
from letterkit.typeset.styles import Styles, shipped_fonts, styles_of, unknown_fonts

_MAX_TEXT = 100_000
BEHIND_FONT = "Source Sans 3"
"""The font of what stands behind a letter."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A typeset letter: the PDF's bytes, its number of pages, and what to mend that did not stop it."""

    pdf: bytes
    pages: int
    problems: tuple[Problem, ...] = ()


def typeset(
    sheet: Sheet,
    markdown: str,
    *,
    templates: Path | Sequence[Path],
    proof: bool,
    written_at: Location | None = None,
    behind: Behind | None = None,
    grid: bool = False,
) -> Typeset:
    """Set ``markdown``, the letter from salutation to complimentary close, on the letterhead that ``sheet`` names.

    ``templates`` are folders that hold ``letterheads/``, the first found file wins. A ``proof`` carries the sheet's
    draft label on every page. ``written_at`` is where the text begins, for problems. ``behind`` gives the
    HTML of pages behind the letter, and has its lines numbered. With ``grid``, page one shows what its standard keeps
    for what. The same input gives the same bytes.

    Raises `UserError` when a template fails, never ends or reaches outside its folders, when a picture or a font cannot
    be used, when no font has a character, when the text has what no letter can hold (LK916), or when the sheet cannot
    be set at all.
    """
    stop_on([*_check(sheet, markdown), *unsettable(markdown, written_at or Location("the text", 1))])
    search = _search_path(sheet, (templates,) if isinstance(templates, Path) else tuple(templates))
    stop_on(() if proof else _unsigned(sheet, search))
    sheets = sheets_of(sheet, search)
    pictures = {**sheets.pictures, "grid": grid_of(sheet)} if grid else sheets.pictures
    context = make_context(sheet, markdown, search, proof, pictures)
    natural = make_html(context, NATURAL, search)
    styles = styles_of(natural, lambda address: file_of(address, search), str(search[0]))
    stop_on([*absent(styles, search), *unknown_fonts(styles)])
    faces = [fonts.face_rules(family) for family in shipped_fonts(styles, sheet.look)]
    faces += [scripts.face_of(script) for script in scripts.scripts_in(natural) if scripts.file_of(script)]
    # What a font of the letterhead's own has shows when it is set.
    unknown = () if styles.declared else tuple(_unknown(sheet, markdown))

    def html_in(fit: Fit) -> str:
        return scripts.replaced(natural if fit == NATURAL else make_html(context, fit, search), unknown)

    if behind:
        faces = list(dict.fromkeys([*faces, fonts.face_rules(BEHIND_FONT)]))

    def places(words: str) -> tuple[Location | None, str]:
        return place_of(words, sheet, markdown, search, written_at)

    missing = [_not_set(one, places, proof) for one in unknown]
    stop_on(missing)
    with logged() as records:
        configuration = fonts.configuration(styles.faces.union(faces))
        css = "\n".join([*faces, _look(sheet, search)])
        printed = press(sheet, html_in, css, configuration, search, places, written_at, sheets, proof, behind)
    problems = [
        *(from_log(one, places) for one in records),
        *missing,
        *printed.problems,
        *_unused(sheet, styles, search),
    ]
    stop_on(problems)
    return Typeset(printed.pdf, printed.pages, in_order(problems))


def _unknown(sheet: Sheet, markdown: str) -> Iterator[scripts.Unknown]:
    """The words of a letter that no font can set, each once."""
    texts = (markdown, *(text for _, text in texts_of(sheet)))
    yield from dict.fromkeys(one for text in texts for one in scripts.unknown_in(text))


def _not_set(one: scripts.Unknown, places: Callable[[str], tuple[Location | None, str]], proof: bool) -> Problem:
    """A word that no font can set: a proof has a sign for it, a letter is not made."""
    location, where = places(one.word)
    return Problem("LK903", f"{one.message}{where}", location, one.hint, Severity.WARNING if proof else Severity.ERROR)


def _check(sheet: Sheet, markdown: str) -> Iterator[Problem]:
    """What keeps the sheet from being set: values that reach CSS, a path or the PDF as they are."""
    if sheet.paper not in PAPERS:
        yield Problem("LK904", f"unknown paper size {sheet.paper!r}", hint=f"use one of {', '.join(PAPERS)}")
    if not all(FOLDER.fullmatch(name) for name in (sheet.letterhead, *sheet.like)):
        yield Problem("LK904", f"{sheet.letterhead!r} is no name of a letterhead folder", hint="for example 'base'")
    if not LANGUAGE.fullmatch(sheet.language):
        yield Problem("LK904", f"{sheet.language!r} is no language tag", hint="for example 'en-GB'")
    if epoch_of(sheet.created) is None:
        yield Problem("LK904", f"{sheet.created!r} is no date", hint="write it as 2017-01-23")
    look = sheet.look
    odd = not all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in (look.colour, look.accent) if colour)
    if odd or not {look.font, look.head_font} <= {"", *fonts.FAMILIES} or re.search(r'[/\\"\n]', look.logo):
        yield Problem("LK904", f"{look} cannot be set", hint="give a colour as #rrggbb, and fonts that are there")
    if sheet.standard not in STANDARDS:
        known = ", ".join(filter(None, STANDARDS))
        yield Problem("LK904", f"unknown layout standard {sheet.standard!r}", hint=f"use one of {known}")
    if len(markdown) > _MAX_TEXT:
        yield Problem("LK904", f"the text has {len(markdown):,} characters; a letter has at most {_MAX_TEXT:,}")
    yield from too_long(sheet)


def _unsigned(sheet: Sheet, search: Sequence[Path]) -> Iterator[Problem]:
    """Pictures of signatures that are not there; a proof does without them, a letter does not."""
    for signature in sheet.signatures:
        if signature.image and locate(search, signature.image) is None:
            message = f"there is no picture '{signature.image}' of the signature of {signature.name}"
            hint = "put it into the letterhead's folder, or take 'signature:' out to sign by hand"
            yield Problem("LK944", message, signature.location, hint)


def _search_path(sheet: Sheet, roots: Sequence[Path]) -> tuple[Path, ...]:
    """Where a letterhead's files are looked for.

    First in its own folders, then in those of the letterheads it is like, then in base, then by their folder's name.
    """
    senders = tuple(root / "letterheads" for root in roots)
    own = tuple(house / name for name in (sheet.letterhead, *sheet.like) for house in senders)
    if not any(folder.is_dir() for folder in own[: len(senders)]):
        known = sorted({entry.name for house in senders for entry in house.glob("*/")})
        hint = f"there are {', '.join(known)}" if known else "no letterheads were found"
        raise UserError([Problem("LK904", f"no letterhead folder named {sheet.letterhead!r}", hint=hint)])
    return (*own, *(house / "base" for house in senders), *senders)


def _look(sheet: Sheet, search: tuple[Path, ...]) -> str:
    """What every page has, as CSS: pictures as they are, and the choices of the sheet's look as custom properties."""
    look, logo = sheet.look, logo_of(sheet, search)
    values = {"colour": look.colour, "accent": look.accent, "font": look.font and f'"{look.font}"'}
    if look.font:
        size, leading, measure = fonts.TEXT_SIZES[look.font]
        values |= {"text-size": f"{size}pt", "leading": str(leading), "measure": f"{measure}rem"}
    values["head-font"] = look.head_font and f'"{look.head_font}"'
    values["logo-height"] = f"{look.logo_height:g}mm" if look.logo_height else ""
    if logo:
        ratio = picture_of(logo).ratio
        values |= {"logo": f'url("asset://letterhead/{quote(logo.name)}")', "logo-ratio": f"{ratio:.4g}"}
    properties = "; ".join(f"--{key}: {value}" for key, value in values.items() if value)
    # PDF/A (ISO 19005-3, 6.2.8) forbids a viewer to smooth pictures.
    return f":root {{ image-rendering: crisp-edges; {properties} }}"


def _unused(sheet: Sheet, styles: Styles, search: tuple[Path, ...]) -> Iterator[Problem]:
    """A warning for each choice of the look that the letterhead's own style sheet or head does not take up."""
    look = sheet.look
    if sheet.stationery.first:
        return  # The head is printed on the sheet.
    if look.name == "none":
        head = locate(search, "head.html.j2")
        if logo_of(sheet, search) is None:
            message = "the name is printed all the same: there is no logo that could hold it"
            yield Problem("LK902", message, None, "add the logo, or delete 'name: none'", Severity.WARNING)
        elif head and "look.name" not in head.read_text("utf-8"):
            message = "the name is printed all the same: the letterhead's head does not ask for 'look.name'"
            yield Problem(
                "LK902", message, None, "write it as in base/head.html.j2, or delete 'name: none'", Severity.WARNING
            )
    named = look.logo not in ("", "none")
    for key, given in (
        ("colour", look.colour),
        ("accent", look.accent),
        ("font", look.font),
        ("head-font", look.head_font),
        ("logo", named),
        ("logo-height", look.logo_height),
    ):
        if given and f"--{key}" not in styles.variables:
            message = f"the letterhead is not set as written: its style sheet does not take '{key}' from 'look'"
            hint = f"write var(--{key}) in its letter.css, or delete the line '{key}:'"
            yield Problem("LK902", message, None, hint, Severity.WARNING)
