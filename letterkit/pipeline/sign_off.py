"""Approve and reject letters, and say where each stands: the commands ``approve``, ``reject`` and ``status``."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from letterkit.drafts.folder import alone_in, read_draft
from letterkit.drafts.history import damaged, newest, recover
from letterkit.drafts.job import Job
from letterkit.drafts.redraft import keep_edited
from letterkit.foundation.codes import Severity
from letterkit.foundation.files import Rehearsal, shown
from letterkit.foundation.problems import Problem, UserError, stop_on
from letterkit.letter.letter import Letter
from letterkit.pipeline.finished import Finished, as_drafted, draft_file, set_clean
from letterkit.schema.library import Library
from letterkit.signoff.approvals import ApprovalStanding, Decision, acting, in_turn, required_of, standing, stands_for
from letterkit.signoff.register import Register, RegisterEntry, in_time, read_register, record, trusted
from letterkit.signoff.state import State, digest_of, keep_state, state_of


@dataclass(frozen=True, slots=True)
class LetterStatus:
    """Where a letter stands.

    ``stage`` is ``not drafted``, ``drafted``, ``in review``, ``approved``, ``signed``, ``sent``, ``answered``,
    ``overdue``, or ``unclear`` where its files or its register cannot be right. ``said`` tells the rest in plain words,
    ``register`` counts the lines of its register, and ``last`` is the digest of the last of them.
    """

    campaign: str
    letter: str
    stage: str
    waiting: tuple[str, ...] = ()
    standing: ApprovalStanding | None = None
    said: tuple[str, ...] = ()
    register: int = 0
    last: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A letter as it stands, what it is made of, and where its approvals stand."""

    finished: Finished
    state: State
    register: Register
    standing: ApprovalStanding


def reviewed(job: Job, library: Library) -> Reviewed:
    """A letter with its approvals. Raises `UserError` when the draft or the register cannot be right."""
    finished = as_drafted(job, library)
    register = trusted(job.place, finished.name)
    state = state_of(finished.letter, job.campaign, library, finished.composed, finished.content)
    required = required_of(job.campaign, finished.letter)
    return Reviewed(finished, state, register, standing(job.place, required, register, state))


def decide(job: Job, library: Library, *, role: str, person: str, approves: bool, comment: str = "") -> LetterStatus:
    """Have a role approve or reject a letter as it stands, write it down, and say where the letter stands then.

    What has an error is not approved, but can be rejected. Deciding the same once more writes nothing.
    """
    try:
        draft_file(job)
        with alone_in(job.place):
            recover(job.place)
            keep_edited(job.place)
            one = reviewed(job, library)
            at = in_time(one.register)
            requirement = acting(one.standing.required, role, person, at.date())
            stop_on(one.finished.problems if approves else ())
            if approves:
                in_turn(requirement, one.standing)
            _not_sent(one)
            if not _decided(one.standing.decisions.get(role), approves, comment):
                by, for_ = stands_for(requirement, person)
                told: dict[str, object] = {"role": role, "by": by, **({"for": for_} if for_ else {})}
                told |= {"comment": comment} if comment else {}
                told |= _pdf_bound(one, library) if approves else bound(one)
                record(job.place, one.finished.name, "approved" if approves else "rejected", told, at)
    except UserError as error:
        now = status(job, library, datetime.date.today())
        return replace(now, problems=tuple(dict.fromkeys((*error.problems, *now.problems))))
    return status(job, library, datetime.date.today())


def _decided(before: Decision | None, approves: bool, comment: str) -> bool:
    """Whether a role has decided so already, with nothing to add."""
    return before is not None and before.holds and before.approves is approves and comment in ("", before.comment)


def bound(one: Reviewed) -> dict[str, object]:
    """What an act is about: the version of the draft, the state of all that the letter is made of, its digests.

    ``roles`` are those that had to approve.
    """
    place = one.finished.job.place
    known = newest(place)
    roles = [role.role for role in one.standing.required]
    state = keep_state(place, one.state)
    return {"version": known.number if known else 0, "roles": roles, "state": state, "binds": one.state.digests()}


def _pdf_bound(one: Reviewed, library: Library) -> dict[str, object]:
    """What an approval is about: the PDF, too."""
    pdf, told = set_clean(one.finished, library, signed=True).pdf, bound(one)
    return {**told, "binds": {**one.state.digests(), "pdf": digest_of(pdf)}, "bytes": len(pdf)}


def _not_sent(one: Reviewed) -> None:
    for entry in one.register.acts("sent"):
        message = f"the letter was sent on {entry.at.date()}; what was decided before cannot be changed"
        raise UserError([Problem("LK952", message, None, "write another letter: letterkit follow-up")])


def status(job: Job, library: Library, today: datetime.date) -> LetterStatus:
    """Where a letter stands on a day; nothing is written."""
    place = replace(job.place, files=job.place.files if isinstance(job.place.files, Rehearsal) else Rehearsal())
    job = replace(job, place=place)
    name = f"{job.campaign.key}/{job.letter}"
    found = read_register(place, name)
    told = LetterStatus(
        job.campaign.key, job.letter, "unclear", register=len(found.entries), last=found.last, problems=found.problems
    )
    if found.problems:
        return told
    try:
        recover(place)
        if read_draft(place) is None and not found.entries:
            return replace(told, stage="not drafted")
        one = reviewed(job, library)
    except UserError as error:
        return replace(told, problems=error.problems)
    stage, said = _stage(one, today)
    waiting = tuple(f"{who.role} ({' or '.join(who.by)})" for who in one.standing.waiting) if stage in _OPEN else ()
    errors = tuple(problem for problem in one.finished.problems if problem.severity is Severity.ERROR)
    errors += (*_altered(one, stage), *damaged(place))
    return replace(
        told, stage=stage, waiting=waiting, standing=one.standing, said=(*said, *_said(one, stage)), problems=errors
    )


_OPEN = ("drafted", "in review")


def _stage(one: Reviewed, today: datetime.date) -> tuple[str, tuple[str, ...]]:
    """The stage of a letter, the furthest that it has reached, and what is told of it."""
    letter = one.finished.letter
    plan = next(plan for name, plan in one.finished.job.campaign.letters.items() if name == letter.name)
    if plan.replies:
        return "answered", (f"answered on {plan.replies[-1].date}",)
    if sent := list(one.register.acts("sent")):
        return _sent(sent[-1], letter, today)
    if (one.standing.complete or not one.standing.required) and (signed := _signed(one)):
        return signed
    if one.standing.complete:
        return "approved", ()
    reviewing = one.standing.decisions or one.finished.job.place.files.read(one.finished.job.place.review) is not None
    return ("in review" if one.standing.required and reviewing else "drafted"), ()


def _signed(one: Reviewed) -> tuple[str, tuple[str, ...]] | None:
    """How far a letter has been signed as it is, None where nobody has."""
    holding = [entry.told for entry in one.register.acts("signed") if entry.told["binds"] == one.state.digests()]
    if not holding:
        return None
    if open_ := holding[-1]["open"]:
        return "approved", (f"signed by {holding[-1]['by']}; still to be signed by {' and '.join(open_)}",)
    return "signed", (f"signed by {' and '.join(told['by'] for told in holding)}",)


def _sent(last: RegisterEntry, letter: Letter, today: datetime.date) -> tuple[str, tuple[str, ...]]:
    """Whether a letter that was sent is overdue on a day."""
    by = letter.reply_by
    if by and by.last < today:
        return "overdue", (f"sent on {last.at.date()}; a reply was asked for by {by}",)
    return "sent", (f"sent on {last.at.date()}" + (f"; a reply is asked for by {by}" if by else ""),)


def _altered(one: Reviewed, stage: str) -> Iterator[Problem]:
    """An error when the PDF for sending is no longer as it was signed."""
    signed, place = list(one.register.acts("signed")), one.finished.job.place
    content = place.files.read(place.sending)
    if signed and content is not None and stage != "in review" and digest_of(content) != signed[-1].told["pdf"]:
        message = f"'{shown(place.sending)}' is not as it was signed on {signed[-1].at.date()}"
        hint = "put it back from a copy; or move it away, and sign anew"
        yield Problem("LK964", message, None, hint)


def _said(one: Reviewed, stage: str) -> Iterator[str]:
    """What was decided, what of it holds no longer and why."""
    for role, decision in (*one.standing.decisions.items(), *one.standing.unasked.items()):
        by = f"{decision.by}, for {decision.for_}" if decision.for_ else decision.by
        verb = "approved" if decision.approves else "rejected"
        told = f"{role}: {verb} by {by} on {decision.at.date()}"
        told += f": {decision.comment}" if decision.comment else ""
        if role in one.standing.unasked:
            yield f"{told}; this role is asked for no longer"
        elif decision.holds:
            yield told
        else:
            void = "void for any PDF made now" if stage in ("sent", "answered", "overdue") else "void"
            yield f"{told}; {void}, because since then {'; '.join(decision.changed)}"
    yield from _not_taken(one)


def _not_taken(one: Reviewed) -> Iterator[str]:
    """For whom no server has taken the letter yet, as the last attempt has it, and why."""
    last = next(reversed([*one.register.acts("sent", "not sent")]), None)
    for entry in one.register.acts("sent", "not sent"):
        yield from (f"refused by the server for {whom}: {why}" for whom, why in entry.told.get("refused", {}).items())
    if last is not None:
        later = [f"{whom}: {why}" for whom, why in last.told.get("later", {}).items()]
        yield from (f"not taken on {last.at.date()} for {one}" for one in later)
        if why := last.told.get("why"):
            yield f"not sent on {last.at.date()}: {why}" if last.act == "not sent" else f"sent {why}"
