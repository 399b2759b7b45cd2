"""The files of a letterhead: found in its folders and nowhere else, and looked at before they are used."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from letterkit.foundation.files import real_path, shown
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.typeset import fonts, scripts
from letterkit.typeset.pictures import MAX_BYTES, SUFFIXES, Picture, look_at
from letterkit.typeset.sheet import Head, Sheet
from letterkit.typeset.styles import Styles

_HOSTS = ("letterhead", "fonts")
_FONTS = {".ttf": "font/ttf", ".otf": "font/otf", ".woff": "font/woff", ".woff2": "font/woff2"}
_MAX_FONT = 20_000_000
_DRAWING = "data:image/svg+xml;base64,"

Sheets = dict[str, tuple[Path, str]]
"""The style sheets that were read: of each address its file, and the digest of what it held."""


def locate(folders: Sequence[Path], path: str) -> Path | None:
    """The first file of that path inside one of the folders, links followed; None when there is none."""
    for folder in folders:
        try:
            root = real_path(folder)
            file = real_path(root / unquote(path).lstrip("/"))
        except (OSError, ValueError):  # no name of a file
            continue
        if file.is_relative_to(root) and file.is_file():
            return file
    return None


def file_of(address: str, search: tuple[Path, ...]) -> Path | None:
    """The file of an address in a template or style sheet; None when it is outside, or not there.

    Addresses relative to a style sheet arrive as they are written, because urljoin does not know ``asset:``.
    """
    parts = urlsplit(address)
    host = parts.netloc if parts.scheme == "asset" else "letterhead"
    if parts.scheme not in ("", "asset") or (not parts.scheme and parts.netloc) or host not in _HOSTS:
        return None
    return locate(search if host == "letterhead" else scripts.folders(), parts.path)


def _missing(address: str, location: Location | None = None) -> Problem:
    """What to say of an address that gives no file."""
    short = address if len(address) < 80 else f"{address[:77]}..."
    if address.startswith("local:"):
        hint = f"take one that comes with letterkit: {', '.join(fonts.FAMILIES)}"
        return Problem("LK909", f"the style sheet asks for a font of the machine, '{address[6:]}'", location, hint)
    parts = urlsplit(address)
    if (parts.scheme == "asset" and parts.netloc in _HOSTS) or not (parts.scheme or parts.netloc):
        hint = "look at its name, and put it into the letterhead's folder"
        return Problem("LK906", f"the letterhead asks for '{short}', which is not there", location, hint)
    hint = "a letterhead uses the files of its own folder, of letterheads/base, and asset://fonts"
    return Problem("LK905", f"the letterhead asks for '{short}', which is outside its folders", location, hint)


def absent(styles: Styles, search: tuple[Path, ...]) -> Iterator[Problem]:
    """The addresses in style sheets that give no file."""
    for one in styles.addresses:
        if not one.name.startswith(("data:", "#")) and file_of(one.name, search) is None:
            yield _missing(one.name, one.location)


def logo_of(sheet: Sheet, search: tuple[Path, ...]) -> Path | None:
    """The picture that the look names; else ``logo.svg`` or the like of the nearest folder; None for none."""
    if sheet.look.logo == "none":
        return None
    if sheet.look.logo:
        return locate(search, sheet.look.logo)
    own = [folder for folder in search if folder.name in (sheet.letterhead, *sheet.like)]
    return next(filter(None, (locate([folder], f"logo{kind}") for folder in own for kind in SUFFIXES)), None)


@dataclass(frozen=True, slots=True)
class Mark:
    """A logo among others: its address, and its width as a multiple of its height."""

    address: str
    ratio: float


def mark_of(head: Head, search: tuple[Path, ...]) -> Mark | None:
    """The logo of one head among several, from its own folder or that of a letterhead that it is like."""
    if head.logo == "none":
        return None
    roots = [folder for folder in search if folder.name == "letterheads"]
    for key in (head.key, *head.like):
        for name in [head.logo] if head.logo else [f"logo{kind}" for kind in SUFFIXES]:
            if file := locate(roots, f"{key}/{name}"):
                return Mark(f"asset://letterhead/{quote(f'{key}/{name}')}", picture_of(file).ratio)
    return None


def _served(url: str, search: tuple[Path, ...], sheets: Sheets) -> tuple[str, bytes]:
    """The media type and bytes of a file that the letterhead asks for; a style sheet is noted in ``sheets``."""
    file = file_of(url, search)
    if file is None:
        raise UserError([_missing(url)])
    if file.suffix == ".css":
        content = file.read_bytes()
        sheets[url] = file, sha256(content).hexdigest()
        return "text/css", content
    if kind := _FONTS.get(file.suffix.lower()):
        if file.stat().st_size > _MAX_FONT:
            hint = f"take one of at most {_MAX_FONT:,} bytes"
            raise UserError([Problem("LK909", f"the font '{shown(file)}' is too large", None, hint)])
        return kind, file.read_bytes()
    picture = picture_of(file)
    return picture.kind, picture.content


def picture_of(file: Path) -> Picture:
    """The picture in a file. Raises `UserError` when it cannot be used."""
    with file.open("rb") as opened:
        return look_at(opened.read(MAX_BYTES + 1), shown(file))


def _drawing_in(url: str) -> bytes:
    """The drawing that an address holds in the form in which this program writes it; nothing of any other."""
    with suppress(ValueError):
        return b64decode(url.removeprefix(_DRAWING), validate=True) if url.startswith(_DRAWING) else b""
    return b""


@lru_cache(maxsize=64)
def fetcher(search: tuple[Path, ...]) -> Any:
    """What WeasyPrint asks for files; it raises a ``FatalURLFetchingError`` that has ``problems``."""
    from email.message import EmailMessage, Message

    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Refused(FatalURLFetchingError):  # type: ignore[misc]
        """Stops the letter; says why."""

        def __init__(self, problems: Sequence[Problem]) -> None:
            super().__init__()
            self.problems = problems

    class AssetFetcher(URLFetcher):  # type: ignore[misc]
        """Serves style sheets, fonts and pictures of the letterhead, and pictures in ``data:``; all else stops it."""

        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            self.search = search
            self.sheets: Sheets = {}

        def file_of(self, url: str) -> Path | None:
            """The file that stands for an address."""
            return file_of(url, search)

        def fetch(self, url: str, headers: Any = None) -> Any:
            try:
                if url.startswith("data:"):
                    picture = look_at(_drawing_in(url) or super().fetch(url, headers).read(), "data:")
                    kind, content = picture.kind, picture.content
                else:
                    kind, content = _served(url, search, self.sheets)
            except UserError as error:
                raise Refused(error.problems) from error
            # What a style sheet names is then taken as it is written, and not as relative to the style sheet.
            full = url if urlsplit(url).scheme else f"asset://letterhead/{url.lstrip('/')}"
            about = EmailMessage(policy=Message().policy)  # another takes its time to be imported
            about["Content-Type"] = kind
            return URLFetcherResponse(full, content, about)

    return AssetFetcher(allowed_protocols={"data"}, allow_redirects=False)
