"""What goes with a letter that is sent by post or through an embassy: a cover sheet and an address label."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

from letterkit.checks.last_look import leaks
from letterkit.drafts.folder import alone_in
from letterkit.drafts.history import recover
from letterkit.drafts.job import Job
from letterkit.drafts.markdown import escape
from letterkit.foundation.files import shown
from letterkit.foundation.problems import Problem, UserError, stop_on
from letterkit.letter.letter import Letter
from letterkit.pipeline.dispatch import Sent, cleared
from letterkit.pipeline.sign_off import Reviewed
from letterkit.schema.library import Library
from letterkit.signoff.mail import covering_text
from letterkit.signoff.register import in_time, record
from letterkit.signoff.state import digest_of
from letterkit.typeset.readback import texts_in
from letterkit.typeset.sheet import Look, Sheet
from letterkit.typeset.typeset import typeset

LABEL = "label"
"""The folder of ``letterheads`` that draws an address label."""

# What of a letter's page is not on a sheet that goes before it.
_OF_THE_LETTER: Mapping[str, Any] = {
    "mailboxes": (),
    "heading": "",
    "subject": "",
    "signatures": (),
    "cosigners": (),
    "cosigners_label": "",
    "initials": "",
    "union_label": "",
    "enclosures": (),
    "attached": (),
    "enclosures_label": "",
    "copies": (),
    "copies_label": "",
    "notes": (),
    "annex": None,
}


def post(job: Job, library: Library, posted: bool) -> Sent:
    """Leave a cover sheet and an address label beside a letter that may go out today; the letter stays as it is.

    When it was ``posted``, the register says that it was sent today; said once more, nothing is written.
    """
    try:
        with alone_in(job.place):
            recover(job.place)
            one, pdf, found = cleared(job, library, datetime.date.today())
            letter, sheet = one.finished.letter, one.finished.composed.sheet
            stop_on(_without_envelope(letter))
            values = {
                "date": letter.language.date(letter.date),
                "subject": escape(sheet.subject),
                "addressee": escape(sheet.inside_address[0]),
                "pages": pages_of(pdf),
                "via": escape(sheet.notation("via")),
                "enclosures": [escape(one) for one in sheet.enclosures],
                "reference": escape(sheet.reference),
                "contacts": [text for head in sheet.heads for _, text in head.contacts if "@" in text],
            }
            text = covering_text(library, letter.language.code, values, "post/*.md.j2")
            written = {}
            for name, page, words in (
                (f"{job.letter}-cover.pdf", replace(sheet, **_OF_THE_LETTER), text),
                (f"{job.letter}-label.pdf", label_of(sheet), ""),
            ):
                made = typeset(page, words, templates=library.folders, proof=False)
                stop_on(leaks(one.finished.document, texts_in(made.pdf)))
                written[job.place.folder / name] = made
            for path, made in written.items():
                job.place.files.write(path, made.pdf)
            told = [f"{shown(path)}: print it" for path in written]
            if posted:
                told.append(_noted(one, job, pdf))
    except UserError as error:
        return Sent(job.campaign.key, job.letter, problems=error.problems)
    problems = (*found, *(problem for made in written.values() for problem in made.problems))
    return Sent(job.campaign.key, job.letter, done=tuple(told), problems=problems)


def _noted(one: Reviewed, job: Job, pdf: bytes) -> str:
    """Write down that a letter was posted, unless that is known."""
    digest = digest_of(pdf)
    for entry in one.register.acts("sent"):
        if entry.told["pdf"] == digest and entry.told.get("by") == "post":
            return f"it was posted on {entry.at.date()} already"
    in_time(one.register)
    accepted = [one.finished.composed.sheet.inside_address[0]]
    record(job.place, one.finished.name, "sent", {"pdf": digest, "by": "post", "accepted": accepted, "refused": {}})
    return "the register says that it was posted today"


def _without_envelope(letter: Letter) -> Iterator[Problem]:
    """Why a letter goes into no envelope (LK971)."""
    if len(letter.targets) > 1 or letter.plan.open_:
        what = "an open letter" if letter.plan.open_ else "a letter to several"
        hint = "write a letter of its own to each who is to have it by post: 'like:' this one, with its 'to:'"
        yield Problem("LK971", f"{what} goes into no envelope", letter.plan.location, hint)
    elif not letter.target.address:
        hint = "add 'address:' to the target, or send it by e-mail"
        yield Problem("LK971", "the target has no postal address", letter.target.location, hint)


def label_of(sheet: Sheet) -> Sheet:
    """The address label of a letter: to whom, and in small print from whom."""
    fonts = Look(font=sheet.look.font, head_font=sheet.look.head_font)  # A label has no colours and no logo.
    own: dict[str, Any] = {"letterhead": LABEL, "look": fonts, "like": (), "standard": "", "continuation": ()}
    return replace(sheet, **_OF_THE_LETTER, **own, fold_marks=False)


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has."""
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(pdf)).pages)
