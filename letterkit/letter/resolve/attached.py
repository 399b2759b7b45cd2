"""The files that a letter encloses, read as they go out with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from letterkit.foundation.files import real_path
from letterkit.foundation.problems import UserError
from letterkit.letter.resolve.context import Context
from letterkit.schema.letter_plan import Attachment
from letterkit.schema.letterhead import Letterhead
from letterkit.typeset.foreign import pages_of
from letterkit.typeset.sheet import Attached

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _.-]*")
_MOST = 10 * 1024 * 1024
"""Bytes of one enclosed file: a letter that is larger arrives nowhere by e-mail."""


def attached_of(context: Context, house: Letterhead | None) -> tuple[Attached, ...]:
    """The enclosed files of a letter's plan on a house's letterhead; what cannot be enclosed is a problem (LK244)."""
    files = [found for one in context.plan.attachments for found in _read(context, one, house)]
    names = [file.name for file in files]
    for one, name in zip(context.plan.attachments, names, strict=False):
        if names.count(name) > 1:
            hint = "rename one of them: within the PDF they would have one name"
            context.report("LK244", f"two enclosed files are called '{name}'", one.file.location, hint)
    return tuple(files)


def _read(context: Context, attachment: Attachment, house: Letterhead | None) -> Iterator[Attached]:
    folder, name = Path(context.campaign.folder), attachment.file
    path = folder / name
    within = real_path(path).is_relative_to(real_path(folder))
    if path.suffix.lower() != ".pdf" or not within or not path.is_file():
        message = f"'{name}' is no PDF file in the folder of the campaign or below it"
        context.report("LK244", message, name.location, "put it there, as a PDF, and name it from that folder on")
        return
    if not _PLAIN.fullmatch(path.name):
        message = f"'{path.name}' has characters that not every reader of PDFs shows in the name of a file"
        context.report("LK244", message, name.location, "rename it: letters from A to Z, digits, spaces, '-', '_'")
        return
    content = path.read_bytes()
    if not content.startswith(b"%PDF-"):
        context.report("LK244", f"'{name}' is called a PDF, and is none", name.location, "save it as PDF again")
    elif len(content) > _MOST:
        message = f"'{name}' has {len(content):,} bytes; a file of at most {_MOST:,} can be enclosed"
        context.report("LK244", message, name.location, "make it smaller, or send it apart from the letter")
    else:
        yield Attached(path.name, content, pages=_pages(context, attachment, path.name, content, house))


def _pages(context: Context, attachment: Attachment, name: str, content: bytes, house: Letterhead | None) -> int:
    """How many pages of a file stand behind the letter; what keeps them from standing there is a problem (LK244)."""
    wanted = attachment.pages if attachment.pages is not None else house is not None and house.layout.enclosed_pages
    if not wanted:
        return 0
    try:
        return len(pages_of(content, name, enclosed=True))
    except UserError as error:
        for problem in error.problems:
            hint = f"{problem.hint}; or let it go out as a file alone, with 'pages: no'"
            context.report("LK244", problem.message, attachment.file.location, hint)
        return 0
