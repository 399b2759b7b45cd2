"""What a letter is besides its text: all that stands around it on the page, worded and ready to be set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from letterkit.foundation.problems import Location
from letterkit.typeset import standards
from letterkit.typeset.typography import Typography


class Phrase(str):
    """Text in a language of its own: ``language`` is its BCP 47 tag, which screen readers pronounce it by."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> Phrase:
        """The text with its language."""
        phrase = super().__new__(cls, text)
        phrase.language = language
        return phrase

    def __reduce__(self) -> tuple[type[Phrase], tuple[str, str]]:
        """What makes the phrase again, in another process."""
        return Phrase, (str(self), self.language)


@dataclass(frozen=True, slots=True)
class Roster:
    """A list of names printed in a letterhead, such as an executive council."""

    title: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer as the letterhead prints them.

    ``titles`` holds the title once, or once in each language of the letterhead, each a `Phrase`.
    """

    name: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What a letterhead shows of one organisation on the letter's date.

    ``names`` is the full name, in each language the letterhead shows, each a `Phrase`; plain text is in the
    letter's language. ``contacts`` pairs a label ("Tel", "Fax", "") with its text. ``logo`` is as in `Look`; its own
    folder is called as its ``key``, and ``like`` are those that it takes a logo from where it has none.
    """

    key: str
    short: str
    names: tuple[str, ...]
    slogan: str = ""
    address: tuple[str, ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()
    officers: tuple[Officer, ...] = ()
    roster: Roster | None = None
    logo: str = ""
    like: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An e-mail address of the inside address; ``note`` says whose it is ("Embassy in Belgium")."""

    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Notation:
    """A line of its own between address and text, on how a letter goes and is to be handled.

    ``key`` says which one it is ("via"); a style sheet knows it by that.
    """

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature block: the printed name ("" for none) and the lines below it, for the head whose key is ``house``.

    ``image`` is the file of a signature, relative to ``templates/letterheads`` ("" for one signed by hand),
    ``image_says`` its alternative text, and ``location`` where it was asked for.
    """

    name: str
    lines: tuple[str, ...]
    image: str = ""
    image_says: str = ""
    location: Location | None = None
    house: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """A table of people on pages of its own after the letter: its title, the heads of its columns, its rows.

    The first cell of a row says whom it is about.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes out within the PDF of a letter: its name, its content, and how the letter calls it.

    ``pages`` is how many of its pages stand behind the letter as well: all, or none.
    """

    name: str
    content: bytes = field(repr=False)
    title: str = ""
    pages: int = 0


PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
"""The sizes of paper, in millimetres."""
STANDARDS = ("", *standards.STANDARDS)
"""How a page is laid out: as the letterhead does, or by a standard."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a letterhead looks where it departs from its style sheet; "" for what it leaves as it is.

    ``logo`` is the name of a picture in its folders, or ``none``, and ``logo_height`` its height in millimetres (0 for
    that of the style sheet); ``name`` is ``none`` where the logo holds the name. ``colour``, of names, and ``accent``,
    of rules and marks, are written ``#rrggbb``; ``font`` sets the text and ``head_font`` the letterhead, each one of
    `letterkit.typeset.fonts.FAMILIES`.
    """

    logo: str = ""
    colour: str = ""
    font: str = ""
    head_font: str = ""
    accent: str = ""
    logo_height: float = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Margins:
    """The margins of a page in millimetres; None for what the layout has."""

    top: float | None = None
    right: float | None = None
    bottom: float | None = None
    left: float | None = None


@dataclass(frozen=True, slots=True)
class Stationery:
    """Sheets that somebody else has designed, on which a letter is set: PDF files or pictures; "" for none.

    ``first`` stands behind page one, ``later`` behind the others; a PDF of two pages has both. ``margins`` and
    ``later_margins`` are those of the body. ``location`` is where the letterhead names them.
    """

    first: str = ""
    later: str = ""
    margins: Margins = Margins()
    later_margins: Margins = Margins()
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything of a letter that is not its text, worded and formatted for its language and house style.

    ``language`` is a BCP 47 tag; ``paper`` a CSS page size; ``letterhead`` the folder under
    ``templates/letterheads`` that draws it, and ``like`` are those whose files it takes where it has none of its own,
    the nearest first; ``standard`` is one of `STANDARDS`. Empty strings and tuples mean that the letter has no such
    part. ``continuation`` are the parts of the header from page two on. Where ``page_numbers`` has the words for the
    numbers from one on, they are lines, of which ``page_label`` begins the last and ``page_of`` stands before the total
    ("Page two of three"); else they are one line that ends in figures ("2/3").
    ``heading`` stands above the subject of an open letter, which has no inside address; an empty line of one parts
    several addressees. ``cosigners`` are organisations that sign without being in the head.
    ``created`` is the letter's date (ISO 8601). ``address_location`` and ``layout_location`` are where the inside
    address and the layout were written, ``places`` where other texts of it were. All is plainly typed; ``typography``
    says how it is set.
    """

    title: str
    language: str
    paper: str
    letterhead: str
    heads: tuple[Head, ...]
    place_and_date: str
    created: str
    author: str
    inside_address: tuple[str, ...] = ()
    mailboxes: tuple[Mailbox, ...] = ()
    mailbox_label: str = ""
    notations: tuple[Notation, ...] = ()
    reference: str = ""
    reference_label: str = ""
    your_reference: str = ""
    your_reference_label: str = ""
    heading: str = ""
    subject: str = ""
    subject_label: str = ""
    continuation: tuple[str, ...] = ()
    page_label: str = ""
    page_numbers: tuple[str, ...] = ()
    page_of: str = ""
    standard: str = ""
    fold_marks: bool = False
    date_below: bool = False
    roster_beside: bool = False
    signatures: tuple[Signature, ...] = ()
    cosigners_label: str = ""
    cosigners: tuple[str, ...] = ()
    initials: str = ""
    union_label: str = ""
    enclosures_label: str = ""
    enclosures: tuple[str, ...] = ()
    copies_label: str = ""
    copies_continued: str = ""
    copies: tuple[str, ...] = ()
    copies_in_head: bool = False
    notes: tuple[str, ...] = ()
    annex: Annex | None = None
    attached: tuple[Attached, ...] = ()
    draft_label: str = "DRAFT"
    typography: Typography = field(default_factory=Typography)
    like: tuple[str, ...] = ()
    look: Look = Look()
    stationery: Stationery = Stationery()
    address_location: Location | None = None
    layout_location: Location | None = None
    places: tuple[tuple[Location, str], ...] = field(default=(), repr=False)

    def notation(self, key: str) -> str:
        """The words of a notation, "" when the letter has no such one."""
        return next((one.text for one in self.notations if one.key == key), "")


def texts_of(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of a sheet or a part of it that is not empty, found by the fields that there are, with its path.

    How the text is set, and where it was written, are none.
    """
    if isinstance(value, str):
        if value:
            yield path, value
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from texts_of(item, (*path, at))
    elif is_dataclass(value) and not isinstance(value, Typography | Location | type):
        for one in fields(value):
            if one.name != "places":
                yield from texts_of(getattr(value, one.name), (*path, one.name))
