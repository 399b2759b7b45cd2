"""A sheet and its Markdown become the page that WeasyPrint sets."""

from __future__ import annotations

import re
import traceback
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.bccache import Bucket
from markupsafe import Markup

from letterkit.foundation.caches import PREPARED, keep_whole, own_folder, program, whole
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.typeset import fonts
from letterkit.typeset.assets import logo_of, mark_of
from letterkit.typeset.fit import Fit, roster_place, roster_rows, window_of
from letterkit.typeset.line_ends import linked, unbroken
from letterkit.typeset.sandbox import NoEndError, Sandbox, counted
from letterkit.typeset.script_runs import tagged
from letterkit.typeset.sheet import PAPERS, Margins, Officer, Phrase, Roster, Sheet, Signature
from letterkit.typeset.standards import STANDARDS
from letterkit.typeset.text import text_as_html
from letterkit.typeset.typography import Typography, plain_spaces, set_text

# What the templates make of a letter of ten pages with a roster of hundreds of names stays far below.
_MAX_HTML = 1_000_000
# With more lines than this below the signatures, the lines may go to another page.
_SHORT_TAIL = 9
# More copies than these stand at the foot, wherever the letterhead has them.
_HEAD_COPIES = 8
FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
# A head that stands where a roster at the side would draws none: then it stands at the foot.
_COUNCIL = 'id="council"'
_INLINE_SVG = re.compile(r"<(?:\w+:)?svg\b", re.IGNORECASE)


# --- From text to HTML ---


def make_context(
    sheet: Sheet, markdown: str, search: tuple[Path, ...], proof: bool, pictures: Mapping[str, str]
) -> Mapping[str, Any]:
    """What the letterhead's templates see, but for the fit; ``pictures`` are those behind the letter."""
    logo, window = logo_of(sheet, search), window_of(sheet)
    in_type = _set(sheet)
    beside = sheet.copies_in_head and len(sheet.copies) <= _HEAD_COPIES
    text, close = text_as_html(markdown, sheet.typography, 2 if sheet.subject or sheet.heading else 1)
    return {
        "sheet": in_type,
        "text": text,
        "close": close,
        "proof": proof,
        "pictures": {part: pictures.get(part, "") for part in ("first", "later", "grid")},
        "logo_name": logo.name if logo else "",
        "size": PAPERS[sheet.paper],
        "logo": logo is not None,
        "own_margins": _margins(sheet),
        "marks": [mark_of(head, search) for head in sheet.heads],
        "by_head": _by_head(sheet),
        "short_tail": _tail_lines(sheet) <= _SHORT_TAIL,
        "watermark": _data_url(fonts.slanted(sheet.draft_label)) if proof else "",
        "head_copies": in_type.copies if beside else (),
        "standard": STANDARDS[sheet.standard] if sheet.standard else None,
        "windowed": window is not None,
        "window_size": window.size(sheet.inside_address) if window else 0,
        "roster_at": "" if sheet.stationery.first else roster_place(sheet),
        "roster_rows": roster_rows(sheet),
    }


def _margins(sheet: Sheet) -> Margins:
    """The margins of page one on a sheet of its own; below a window, the letter begins where the standard has it."""
    own, window = sheet.stationery.margins, window_of(sheet)
    return replace(own, top=max(own.top, window.text)) if window and own.top is not None else own


def _by_head(sheet: Sheet) -> tuple[tuple[Signature, ...], ...]:
    """The signatures of each head of several, in their order; none where somebody signs for no head, or none does."""
    heads = [head.key for head in sheet.heads]
    groups = tuple(tuple(one for one in sheet.signatures if one.house == key) for key in heads)
    whole = len(heads) > 1 and all(groups) and sum(map(len, groups)) == len(sheet.signatures)
    return _set_value(groups, sheet.typography) if whole else ()


def _tail_lines(sheet: Sheet) -> int:
    """The lines below the signatures."""
    return len((*sheet.cosigners, *sheet.copies, *sheet.enclosures)) + 2 * len(sheet.notes)


def make_html(context: Mapping[str, Any], fit: Fit, search: tuple[Path, ...]) -> str:
    """The page of a letter as a letterhead's template words it."""
    try:
        with counted():
            page = _environment(search).get_template("letter.html.j2")
            html = page.render(context, fit=fit)
            if context["roster_at"] == "side" and _COUNCIL not in html:
                html = page.render({**context, "roster_at": "foot"}, fit=fit)
    except Exception as error:
        raise UserError([_template_problem(error, search)]) from error
    if len(html) > _MAX_HTML:
        message = f"the letterhead's templates make {len(html):,} characters; a letter has at most {_MAX_HTML:,}"
        raise UserError([Problem("LK910", message, None, "look for a loop in them that repeats too much")])
    if _INLINE_SVG.search(html):
        hint = "save it as a file of the letterhead's folder, and show that"
        raise UserError([Problem("LK908", "the letterhead's templates hold an SVG", None, hint)])
    return tagged(html)


# What of a sheet is read by programs, or is no word of a language.
_AS_WRITTEN = frozenset(
    {
        *(
            "address_mark",
            "created",
            "house",
            "image",
            "initials",
            "key",
            "language",
            "layout_mark",
            "letterhead",
            "like",
        ),
        *("logo", "look", "location", "places", "paper", "reference", "standard", "stationery"),
    }
)


_NAMED: Mapping[type, str] = {Roster: "names", Officer: "name", Signature: "name"}
_NAMES = ("“", "”", "‘", "’")


def _set(sheet: Sheet) -> Sheet:
    """The sheet with its texts set; the title is shown by programs, and has plain spaces."""
    in_type: Sheet = _set_value(sheet, sheet.typography)
    return replace(in_type, title=plain_spaces(in_type.title))


def _set_value(value: Any, typography: Typography) -> Any:
    """A text, a tuple or a record of a sheet with every text in it set."""
    if isinstance(value, Phrase):
        return Phrase(set_text(value, typography), value.language)
    if isinstance(value, str):
        return set_text(value, typography)
    if isinstance(value, tuple):
        return tuple(_set_value(item, typography) for item in value)
    if isinstance(value, Typography) or not is_dataclass(value) or isinstance(value, type):
        return value
    texts = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in _AS_WRITTEN}
    # A name is of no language: what somebody is called stands between the marks that most of them use.
    of_people = replace(typography, quotes=_NAMES) if typography.quotes else typography
    named = _NAMED.get(type(value), "")
    return replace(
        value, **{key: _set_value(text, of_people if key == named else typography) for key, text in texts.items()}
    )


def _data_url(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


class _Compiled(BytecodeCache):
    """Templates as this program has compiled them before, from the same text, which Jinja itself looks at."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """What stands for a template: its name and file, and the program that compiles it."""
        return super().get_cache_key(f"{name}\0{program()}", filename)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled before, if anything was."""
        if content := whole(self._folder / f"{bucket.key}.jinja"):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        keep_whole(self._folder / f"{bucket.key}.jinja", bucket.bytecode_to_string())


@lru_cache(maxsize=64)
def _environment(search: tuple[Path, ...]) -> Sandbox:
    environment = Sandbox(
        loader=FileSystemLoader(search),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_Compiled(folder) if (folder := own_folder(PREPARED)) else None,
    )
    environment.filters["unbroken"] = unbroken
    environment.filters["linked"] = linked
    environment.filters["css"] = _css_string
    environment.filters["label_width"] = _label_width
    environment.filters["rows"] = _rows
    return environment


def _label_width(label: str) -> float:
    """The room that a label takes before its list, in ems: what it has in the widest of the fonts, and a space."""
    narrow, wide = "fijlrtI.,:;!()[]-'’ \u00a0\u202f", "mwMW@"
    widths = (0.3 if one in narrow else 0.9 if one in wide else 0.57 if one.islower() else 0.65 for one in label)
    return round(sum(widths) + 0.9, 2)


def _rows(items: Sequence[str | tuple[str, str]], most: int, mark: str = " · ") -> list[list[str | tuple[str, str]]]:
    """Texts, or labels with their texts, in as few rows as can be, and these as even, with a ``mark`` between two.

    A row has at most so many characters of usual width. So none ends in a mark, and none holds one that was left over.
    """
    rows = _filled(items, most, mark)
    widths = (width for width in range(most) if len(_filled(items, width, mark)) == len(rows))
    return _filled(items, next(widths, most), mark)


def _filled(items: Sequence[str | tuple[str, str]], most: int, mark: str) -> list[list[str | tuple[str, str]]]:
    rows: list[list[str | tuple[str, str]]] = []
    room, between = 0.0, _characters(mark)
    for item in items:
        length = _characters(item if isinstance(item, str) else " ".join(item).strip())
        if rows and length + between <= room:
            rows[-1].append(item)
            room -= length + between
        else:
            rows.append([item])
            room = most - length
    return rows


# How wide characters of Source Sans 3 are beside most of them, which have half an em.
_WIDTHS = {**dict.fromkeys("iljI.,:;|!' ·", 0.5), **dict.fromkeys("tfr()[]-/", 0.68), **dict.fromkeys("mwMW@%", 1.65)}


def _characters(text: str) -> float:
    """The characters of usual width that take as much room as a text."""
    return sum(_WIDTHS.get(one, 1.2 if one.isupper() else 1.03) for one in text)


def _css_string(text: str) -> Markup:
    """Text as a string of CSS that can stand in a page's ``<style>`` (CSS Syntax, 4.3.7: escaped code points)."""
    return Markup('"{}"').format(Markup("").join(c if c.isalnum() else f"\\{ord(c):x} " for c in text))


def _template_problem(error: Exception, search: tuple[Path, ...]) -> Problem:
    """The failure as the template's author sees it: in which file, on which line."""
    location = None
    if isinstance(error, TemplateSyntaxError):
        location = Location(error.filename or error.name or "", error.lineno)
    else:
        for frame in traceback.extract_tb(error.__traceback__):
            if any(Path(frame.filename).is_relative_to(folder) for folder in search):
                location = Location(frame.filename, frame.lineno or 1)
    if isinstance(error, NoEndError):
        hint = "look for loops within loops, and for macros that call themselves"
        return Problem("LK910", f"the letterhead's template does not come to an end: {error}", location, hint)
    message = f"no template named {error}" if isinstance(error, TemplateNotFound) else str(error)
    return Problem("LK901", f"the letterhead's template fails: {message or type(error).__name__}", location)
