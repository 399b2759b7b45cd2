"""Write a letter's PDF, and never over one that somebody else has made of it: notes, a signature, a scan."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from letterkit.drafts.folder import LetterFolder, read_text
from letterkit.foundation.files import shown
from letterkit.foundation.problems import Problem, UserError

_HINT = "move it where signed letters and copies with notes are kept, and run the command again"


def keep_others(place: LetterFolder, path: Path) -> None:
    """Refuse to write over a PDF that letterkit did not write (LK923).

    What letterkit writes is remembered by its digest. A PDF of which nothing is remembered is taken for letterkit's
    when it has what letterkit writes and nothing that another program leaves.
    """
    there = place.files.read(path)
    if there is None:
        return
    if b"/ByteRange" in there:  # ISO 32000-1, 12.8: a signature has one
        raise UserError([Problem("LK923", f"'{shown(path)}' is signed", None, _HINT)])
    known = _remembered(place).get(path.name)
    if _digest(there) not in known if known else not _is_as_we_write(there):
        message = f"'{shown(path)}' is not as letterkit wrote it: it has notes, or is another PDF"
        raise UserError([Problem("LK923", message, None, _HINT)])


def write_pdf(place: LetterFolder, path: Path, pdf: bytes) -> None:
    """Write a PDF, and remember it. Raises `UserError` (LK923) as `keep_others` does."""
    keep_others(place, path)
    there = place.files.read(path)
    # Both are remembered before the file is written: whatever breaks it off, the one that is there is known.
    digests = dict.fromkeys((_digest(pdf), *((_digest(there),) if there is not None else ())))
    remembered = {**_remembered(place), path.name: tuple(digests)}
    lines = "".join(f"{name}: {' '.join(known)}\n" for name, known in sorted(remembered.items()))
    place.files.write(_memory(place), lines.encode())
    place.files.write(path, pdf)


def _memory(place: LetterFolder) -> Path:
    return place.memory / "pdfs.txt"


def _remembered(place: LetterFolder) -> dict[str, tuple[str, ...]]:
    """The digests of the PDFs that were written last, by their names; those of a damaged file are not known."""
    content = read_text(place, _memory(place)) or ""
    pairs = (line.partition(": ") for line in content.splitlines())
    return {name: tuple(known.split()) for name, _, known in pairs if known}


def _digest(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()


def _is_as_we_write(pdf: bytes) -> bool:
    """Whether a PDF is written at once, says that it is PDF/UA, names no program, and has no notes."""
    from pypdf import PdfReader  # it takes long to import, and drafts have no use for it
    from pypdf.errors import PyPdfError

    if pdf.count(b"%%EOF") != 1:
        return False
    try:
        reader = PdfReader(io.BytesIO(pdf))
        metadata = reader.root_object.get("/Metadata")
        if metadata is None or b"pdfuaid:part" not in metadata.get_object().get_data():
            return False
        notes = (note.get_object() for page in reader.pages for note in page.annotations or ())
        return "/Producer" not in (reader.metadata or {}) and all(note["/Subtype"] == "/Link" for note in notes)
    except (PyPdfError, KeyError, ValueError):
        return False
