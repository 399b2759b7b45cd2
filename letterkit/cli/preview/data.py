"""What the page is told: a board, and one letter of it, as plain data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from letterkit.cli.preview.live import Live
from letterkit.cli.report.explain import WRITTEN, what_of
from letterkit.cli.report.machine import problems_data
from letterkit.cli.report.problems import tally_line
from letterkit.drafts.explain import Comes, Explained
from letterkit.foundation.files import shown
from letterkit.pipeline.preview.session import Board, LetterState, counted
from letterkit.pipeline.preview.spots import DraftLine
from letterkit.typeset.depiction import Box


def told(live: Live, name: str, *, internal: bool) -> str:
    """What there is to see as JSON, with everything about the letter ``name``, else the first."""
    board = live.board
    letter = board.letter(name) or next(iter(board.letters), None)
    data = {
        "title": board.title,
        "file": board.file,
        "broken": board.broken,
        "problems": problems_data((*live.trouble, *board.problems), internal=internal),
        "letters": [_in_list(one) for one in board.letters],
        "letter": _letter(live, letter, internal) if letter else None,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _in_list(letter: LetterState) -> dict[str, Any]:
    return {
        "name": letter.name,
        "target": letter.written.target,
        "ready": letter.ready,
        "stale": letter.stale,
        **counted(letter.problems),
    }


def _letter(live: Live, letter: LetterState, internal: bool) -> dict[str, Any]:
    written, place = letter.written, live.session.place(letter.name)
    return {
        "name": letter.name,
        "target": written.target,
        "ready": letter.ready,
        "stale": letter.stale,
        "since": f"{letter.since:%H:%M:%S}" if letter.since else "",
        "draft": shown(place.draft),
        "pdf": shown(place.preview),
        "drafted": written.saved is not None,
        "difference": written.difference,
        "tally": tally_line(written.tally) if written.sentences else "",
        "problems": problems_data(letter.problems, internal=internal),
        "lines": [_line(line) for line in letter.marked.lines],
        "sentences": [_sentence(sentence) for sentence in written.sentences],
        "around": [{"part": one.part, "text": one.text, "file": one.file, "line": one.line} for one in written.around],
        "pages": list(_pages(letter)),
    }


def _pages(letter: LetterState) -> Iterator[dict[str, Any]]:
    pages = letter.printed.pages if letter.printed else ()
    for page, spots, changes in zip(pages, letter.marked.spots, letter.marked.changes, strict=True):
        yield {
            "name": page.name,
            "width": page.width,
            "height": page.height,
            "spots": [[spot.sentence, [_box(box) for box in spot.boxes]] for spot in spots],
            "changes": [_box(box) for box in changes],
        }


def _box(box: Box) -> list[float]:
    return [round(share, 4) for share in (box.left, box.top, box.width, box.height)]


def _line(line: DraftLine) -> list[Any]:
    return [int(line.changed), [[piece.text, piece.sentence, int(piece.changed)] for piece in line.pieces]]


def _sentence(sentence: Explained) -> dict[str, Any]:
    """A sentence's origin, in the words of ``letterkit explain``."""
    worded = any(comes.kind == "clause" for comes in sentence.comes)
    sources = dict.fromkeys(source for comes in sentence.comes for source in comes.sources)
    return {
        "text": sentence.text,
        "written": WRITTEN[sentence.written],
        "began": sentence.began,
        "comes": [_comes(comes) for comes in sentence.comes if not (comes.kind == "form" and worded)],
        "sources": [[f"{one.title}, {one.date}" if one.date else one.title, one.confidential] for one in sources],
        "claims": [
            {"said": f"{claim.kind} {claim.what}", "verdict": claim.verdict, "file": claim.file, "line": claim.line}
            for claim in sentence.claims
        ],
        "missing": list(sentence.missing),
        "source": sentence.source,
    }


def _comes(comes: Comes) -> dict[str, Any]:
    return {"what": what_of(comes), "now": comes.now, "file": comes.file, "line": comes.line}


def files_named(board: Board) -> frozenset[str]:
    """The files that the page names, of which it may ask for a few lines."""
    letters = [one for letter in board.letters for one in letter.problems]
    problems = [one.location.file for one in (*board.problems, *letters) if one.location]
    sentences = [one for letter in board.letters for one in letter.written.sentences]
    origins = [part.file for one in sentences for part in one.comes]
    origins += [claim.file for one in sentences for claim in one.claims]
    around = [part.file for letter in board.letters for part in letter.written.around]
    return frozenset(filter(None, (*problems, *origins, *around, board.file)))
