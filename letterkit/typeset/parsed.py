"""Style sheets of letterheads are parsed once, and not once a layout: once a process, or taken as an earlier one did.

This reaches into WeasyPrint: the class with which it reads the style sheets of a page is given another way to make one.
It is done for the versions that it was tested with, and only for the files and pages of letterheads. With any other
version each sheet is parsed each time. `tests/typeset/test_parsed.py` holds that the bytes are the same both ways.
"""

from __future__ import annotations

import copy
import logging
import pickle
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from letterkit.foundation.caches import keep_whole, own_folder, program, whole
from letterkit.typeset.kept_sheets import VERSIONS, as_bytes, from_bytes

SHEETS = "sheets"
"""The folder of parsed style sheets in that of the caches."""

_MOST = 24


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A parsed sheet, the rules for pages and styles of counters that it adds to a document's, and its files.

    ``fonts`` are held so that no others take their place in memory, by which a sheet is known again.
    """

    sheet: Any
    page_rules: tuple[Any, ...]
    files: tuple[tuple[Path, int, int], ...]
    fonts: Any
    counters: Mapping[str, Any] = field(default_factory=dict)


class _Quiet(logging.Handler):
    """Notes whether something was said."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard = False

    def emit(self, record: logging.LogRecord) -> None:
        self.heard = True


@cache
def once() -> bool:
    """Have style sheets parsed once from now on; says whether that is done."""
    import weasyprint
    import weasyprint.css

    if weasyprint.__version__ not in VERSIONS:
        return False
    weasyprint.css.CSS = _Sheets(weasyprint.CSS)
    return True


_Kept = OrderedDict[tuple[Any, ...], _Parsed]
"""Sheets by what they were parsed from, the last used at the end."""


class _Sheets:
    """In the place of WeasyPrint's class of style sheets: gives a copy of what was parsed where that is the same."""

    def __init__(self, plain: Any) -> None:
        self._plain = plain
        self._linked: _Kept = OrderedDict()
        self._within: _Kept = OrderedDict()

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """A style sheet, as WeasyPrint makes it of these arguments."""
        fetcher, url, text = options.get("url_fetcher"), options.get("url"), options.get("string")
        known = not arguments and options.get("matcher") is None and options.get("page_rules") is not None
        if not known or not (url or text) or options.get("font_config") is None or not hasattr(fetcher, "sheets"):
            return self._plain(*arguments, **options)
        parsed = self._known(self._linked if url else self._within, str(url or text), fetcher, options)
        if parsed is None:
            return self._plain(**options)
        sheet = copy.copy(parsed.sheet)
        sheet.page_rules, sheet.layers = options["page_rules"], options["layers"]
        sheet.page_rules.extend(parsed.page_rules)
        options["counter_style"].update(parsed.counters)
        return sheet

    def _known(self, kept: _Kept, source: str, fetcher: Any, options: dict[str, Any]) -> _Parsed | None:
        """A sheet as it was parsed before, or is parsed now; None for one that cannot serve again."""
        key = (source, id(fetcher), id(options["font_config"]), options.get("media_type"))
        parsed = kept.get(key)
        if parsed is None or any(_state(file) != (file, changed, size) for file, changed, size in parsed.files):
            parsed = (_taken(fetcher, options) if options.get("url") else None) or self._parse(fetcher, options)
            if parsed is None:
                return None
            kept[key] = parsed
        kept.move_to_end(key)
        while len(kept) > _MOST:
            kept.popitem(last=False)
        return parsed

    def _parse(self, fetcher: Any, options: dict[str, Any]) -> _Parsed | None:
        """A sheet that leaves nothing but itself, and of which nothing is to be told; None for another."""
        page_rules: list[Any] = []
        layers: list[Any] = []
        styles: dict[Any, Any] = {}
        profiles: dict[Any, Any] = {}
        logger, quiet = logging.getLogger("weasyprint"), _Quiet()
        faces = _Faces(options["font_config"])
        own = {**options, "page_rules": page_rules, "layers": layers, "counter_style": styles, "font_config": faces}
        fetcher.sheets.clear()
        logger.addHandler(quiet)
        try:
            sheet = self._plain(**{**own, "color_profiles": profiles})
        finally:
            logger.removeHandler(quiet)
        if quiet.heard or layers or profiles:
            return None
        files = tuple(_state(file) for file in dict.fromkeys(file for file, _ in fetcher.sheets.values()))
        if options.get("url") and not faces.asked and not styles:
            _keep(fetcher, options, sheet, page_rules)
        return _Parsed(sheet, tuple(page_rules), files, options["font_config"], styles)


class _Faces:
    """The fonts of a letter, which note whether a sheet has some of its own."""

    def __init__(self, fonts: Any) -> None:
        self._fonts = fonts
        self.asked = False

    def __getattr__(self, name: str) -> Any:
        self.asked = True
        return getattr(self._fonts, name)


# --- From one process to the next ---


def _keep(fetcher: Any, options: dict[str, Any], sheet: Any, page_rules: list[Any]) -> None:
    """Keep a sheet that was parsed, with the addresses and contents of the files that it was parsed from."""
    if path := _place(fetcher, options):
        read = {address: digest for address, (_, digest) in fetcher.sheets.items()}
        with suppress(pickle.PicklingError, AttributeError, TypeError):
            keep_whole(path, as_bytes((read, as_bytes((sheet, page_rules)))))


def _taken(fetcher: Any, options: dict[str, Any]) -> _Parsed | None:
    """A sheet as it was parsed, where all its files are found as they were."""
    path = _place(fetcher, options)
    content = whole(path) if path else None
    if content is None:
        return None
    read, parsed = from_bytes(content)
    files = {address: fetcher.file_of(address) for address in read}
    states = tuple(_state(file) for file in dict.fromkeys(files.values()) if file)
    if any(file is None or sha256(file.read_bytes()).hexdigest() != read[address] for address, file in files.items()):
        return None
    sheet, page_rules = from_bytes(parsed)
    return _Parsed(sheet, tuple(page_rules), states, options["font_config"])


def _place(fetcher: Any, options: dict[str, Any]) -> Path | None:
    """Where a sheet is kept; it stands for the folders in which it is looked for."""
    folder = own_folder(SHEETS)
    known = repr((options["url"], options.get("media_type"), fetcher.search, program()))
    return folder / sha256(f"sheet {known}".encode("utf-8", "backslashreplace")).hexdigest() if folder else None


def _state(file: Path) -> tuple[Path, int, int]:
    try:
        status = file.stat()
    except OSError:
        return file, 0, -1
    return file, status.st_mtime_ns, status.st_size
