"""Send letters and record what comes back: the commands ``mail``, ``send`` and ``reply``."""

from __future__ import annotations

import datetime
import email
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from letterkit.checks.run import check
from letterkit.drafts.folder import LetterFolder, alone_in
from letterkit.drafts.history import damaged, now, recover
from letterkit.drafts.job import Job
from letterkit.foundation.files import DISK, as_typed, real_path, shown
from letterkit.foundation.problems import Problem, UserError, stop_on
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.copies import approved_pdf
from letterkit.pipeline.finished import draft_file
from letterkit.pipeline.sign_off import Reviewed
from letterkit.schema.amend import read_whole, with_reply
from letterkit.schema.library import Library
from letterkit.schema.read import read
from letterkit.signoff.mail import Envelope, covering_text, delivery_report, envelope_of, message_of
from letterkit.signoff.register import RegisterEntry, in_time, record, trusted
from letterkit.signoff.smtp import Delivery, Server, deliver
from letterkit.signoff.state import digest_of


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a letter that was to be sent; ``done`` says it in plain words."""

    campaign: str
    letter: str
    envelope: Envelope | None = None
    message_id: str = ""
    delivery: Delivery = field(default_factory=Delivery)
    done: tuple[str, ...] = ()
    written: Path | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter that may go out: its PDF as approved and, where it was signed, as signed; and its envelope.

    ``without`` tells of those who are to have it, too, and have no address, ``problems`` are the warnings of the last
    check.
    """

    one: Reviewed
    pdf: bytes
    envelope: Envelope
    text: str
    without: tuple[str, ...]
    problems: tuple[Problem, ...]


def cleared(job: Job, library: Library, today: datetime.date) -> tuple[Reviewed, bytes, tuple[Problem, ...]]:
    """A letter that may go out on a day, its PDF, and the warnings of the last check. Raises `UserError` otherwise.

    It has to be approved, the PDF for sending has to be there, as approved or as signed by all who sign, and the checks
    as of ``today`` may find no error.
    """
    one, made = approved_pdf(job, library)
    found = (*damaged(job.place), *check(replace(one.finished.document, sending=today)))
    stop_on(found)
    pdf = job.place.files.read(job.place.sending)
    if pdf is None:
        hint = "make it: letterkit pdf ... --for sending"
        raise UserError([Problem("LK968", f"there is no '{shown(job.place.sending)}'", None, hint)])
    signings = [entry for entry in one.register.acts("signed") if entry.told["approved"] == digest_of(made.pdf)]
    expected = signings[-1].told["pdf"] if signings else digest_of(made.pdf)
    if digest_of(pdf) != expected:
        hint = "move it away, and make it anew"
        message = f"'{shown(job.place.sending)}' is not the letter that was {'signed' if signings else 'approved'}"
        raise UserError([Problem("LK968", message, None, hint)])
    if signings and signings[-1].told["open"]:
        names = " and ".join(signings[-1].told["open"])
        raise UserError([Problem("LK968", f"the letter is still to be signed by {names}", None, "letterkit sign ...")])
    return one, pdf, found


def outgoing(job: Job, library: Library, sender: str, today: datetime.date) -> Outgoing:
    """A letter ready to go out by e-mail on a day. Raises `UserError` when it may not, or when it has no address."""
    one, pdf, found = cleared(job, library, today)
    letter, sheet = one.finished.letter, one.finished.composed.sheet
    copies = [str(mail.address) for target in letter.copies for mail in target.email]
    envelope = envelope_of(sheet, copies, sender)
    parts = {passage.part: passage.text for passage in one.finished.document.passages}
    values = {
        "salutation": parts.get("salutation", ""),
        "close": parts.get("close", ""),
        "date": letter.language.date(letter.date),
        "subject": sheet.subject,
        "signed": "\n".join(filter(None, (signature.name for signature in sheet.signatures))),
    }
    text = covering_text(library, letter.language.code, values)
    return Outgoing(one, pdf, envelope, text, tuple(_without(letter)), found)


def _without(letter: Letter) -> Iterator[str]:
    """That the letter goes to nobody of those who have no e-mail address."""
    for target in (*letter.targets, *letter.copies):
        if not target.email:
            office = target.office and (target.office.within(letter.language.code) or target.office.first)
            yield f"not to {target.name or office or target.of}, who has no e-mail address here: send it by post"


def mail(job: Job, library: Library, sender: str) -> Sent:
    """Leave an e-mail that carries the letter beside it, for a mail program to open; it is not sent."""
    try:
        with alone_in(job.place):
            recover(job.place)
            ready = outgoing(job, library, sender, datetime.date.today())
            message = message_of(ready.envelope, ready.text, ready.pdf, now(), draft=True)
            path = job.place.folder / f"{job.letter}.eml"
            job.place.files.write(path, message.as_bytes())
    except UserError as error:
        return Sent(job.campaign.key, job.letter, problems=error.problems)
    done = (f"{shown(path)}: open it in a mail program, look at it, and send it from there", *ready.without)
    return Sent(job.campaign.key, job.letter, ready.envelope, done=done, written=path, problems=ready.problems)


# --- Send ---


def send(job: Job, library: Library, server: Server, sender: str, *, really: bool, it_was: str = "") -> Sent:
    """Send a letter by SMTP, to each recipient once; without ``really`` only say what would be done.

    What is to be sent is written down before it is sent, and what became of it afterwards. Where nobody knows whether
    the server took it, it is not sent again until ``it_was`` says ``sent`` or ``not-sent``.
    """
    try:
        draft_file(job)
        if not really:
            ready = outgoing(job, library, sender, datetime.date.today())
            waiting = _waiting(ready, _sendings(ready.one))
            if not waiting:
                return _settled(job, ready)
            told = f"would be sent to {', '.join(waiting)}; --yes sends it"
            problems = (*ready.problems, *_refused(ready))
            return Sent(job.campaign.key, job.letter, ready.envelope, done=(told, *ready.without), problems=problems)
        with alone_in(job.place):
            recover(job.place)
            ready = outgoing(job, library, sender, datetime.date.today())
            _settle(ready.one, job.place, it_was)
            ready = replace(ready, one=replace(ready.one, register=trusted(job.place, ready.one.finished.name)))
            waiting = _waiting(ready, _sendings(ready.one))
            if not waiting:
                return _settled(job, ready)
            in_time(ready.one.register)
            return _send(job, ready, server, waiting)
    except UserError as error:
        return Sent(job.campaign.key, job.letter, problems=error.problems)


def _settled(job: Job, ready: Outgoing) -> Sent:
    """A letter of which nobody is left to whom it could be sent: each has it, or a server has refused it for them."""
    refused = tuple(_refused(ready))
    done = "has been sent to all others" if refused else "has been sent to all already"
    if len(refused) == len(ready.envelope.recipients):
        done = "has been sent to nobody"
    return Sent(job.campaign.key, job.letter, ready.envelope, done=(done,), problems=(*ready.problems, *refused))


def _refused(ready: Outgoing) -> Iterator[Problem]:
    """For whom a server has refused the letter for good, in an earlier run (LK973)."""
    for entry in _sendings(ready.one):
        for whom, why in entry.told.get("refused", {}).items():
            if entry.told["pdf"] == digest_of(ready.pdf) and whom in ready.envelope.recipients:
                yield _refusal(whom, why)


def _refusal(whom: str, why: str) -> Problem:
    return Problem("LK973", f"the server refuses {whom}: {why}", None, "correct the address, or send it by post")


def _send(job: Job, ready: Outgoing, server: Server, waiting: tuple[str, ...]) -> Sent:
    name, spool = ready.one.finished.name, job.place.memory / f"outgoing-{digest_of(ready.pdf)[:16]}.eml"
    content = _spooled(ready, spool, job.place.files.read(spool))
    if content is None:
        content = message_of(ready.envelope, ready.text, ready.pdf, now(), draft=False).as_bytes()
        job.place.files.write(spool, content)
    message_id = str(email.message_from_bytes(content)["Message-ID"])
    about = {"message-id": message_id, "pdf": digest_of(ready.pdf)}
    sending = {**about, "message": digest_of(content)}
    record(job.place, name, "sending", {**sending, "to": list(waiting)})
    delivery = deliver(server, ready.envelope.sender, waiting, content)
    told = {"accepted": list(delivery.accepted), "refused": dict(delivery.refused), "later": dict(delivery.later)}
    problems, done = [*ready.problems, *_refused(ready), *_faults(delivery, message_id)], tuple[str, ...]()
    if delivery.unclear:
        # Those whom the server turned away first were not sent it, whatever became of the message.
        handed = [address for address in waiting if address not in {**delivery.refused, **delivery.later}]
        if len(handed) < len(waiting):
            record(job.place, name, "sending", {**sending, "to": handed})
    else:
        act = "sent" if delivery.accepted else "not sent"
        record(job.place, name, act, {**about, **told, **({"why": delivery.failed} if delivery.failed else {})})
    if delivery.accepted:
        done = (f"sent to {', '.join(delivery.accepted)}, Message-ID {message_id}", *ready.without)
    return Sent(job.campaign.key, job.letter, ready.envelope, message_id, delivery, done, problems=tuple(problems))


def _spooled(ready: Outgoing, spool: Path, content: bytes | None) -> bytes | None:
    """The message that was kept, None where it has to be made: none was, or nothing says that it was to be sent.

    Raises `UserError` (LK968) when it is not as it was written down.
    """
    known = {
        one.told["message"] for one in ready.one.register.acts("sending") if one.told["pdf"] == digest_of(ready.pdf)
    }
    if content is None or not known:
        return None
    if digest_of(content) not in known:
        message = f"the message kept in '{shown(spool)}' is not as it was when letterkit began to send it"
        hint = "put it back from a copy; or move it away, and run the command again"
        raise UserError([Problem("LK968", message, None, hint)])
    return content


def _faults(delivery: Delivery, message_id: str) -> list[Problem]:
    again = "run the command again later; it goes on with those who are left"
    found = [_refusal(whom, why) for whom, why in delivery.refused.items()]
    found += [
        Problem("LK973", f"the server asks to wait for {whom}: {why}", None, again)
        for whom, why in delivery.later.items()
    ]
    if delivery.failed:
        found.append(Problem("LK973", f"nothing was sent: {delivery.failed}", None, delivery.mend or again))
    if delivery.unclear:
        found.append(_unclear(message_id, delivery.unclear))
    return found


def _unclear(message_id: str, why: str) -> Problem:
    hint = "ask whoever looks after the server; then run the command again with --it-was sent, or --it-was not-sent"
    return Problem("LK974", f"nobody knows whether the server took {message_id}: {why}", None, hint)


def _sendings(one: Reviewed) -> list[RegisterEntry]:
    return list(one.register.acts("sending", "sent", "not sent"))


def _waiting(ready: Outgoing, entries: list[RegisterEntry]) -> tuple[str, ...]:
    """The recipients for whom no server has taken the letter, nor refused it for good."""
    settled: set[str] = set()
    for entry in entries:
        if entry.told["pdf"] == digest_of(ready.pdf):
            settled |= {*entry.told.get("accepted", ()), *entry.told.get("refused", {})}
    return tuple(address for address in ready.envelope.recipients if address not in settled)


def _settle(one: Reviewed, place: LetterFolder, it_was: str) -> None:
    """Write down what became of a message that was being sent when something broke off.

    Raises `UserError` (LK974) when nobody has said it.
    """
    entries = _sendings(one)
    if not entries or entries[-1].act != "sending":
        return
    told = entries[-1].told
    about = {"message-id": told["message-id"], "pdf": told["pdf"], "why": "as somebody said afterwards"}
    if it_was == "sent":
        record(place, one.finished.name, "sent", {**about, "accepted": list(told["to"]), "refused": {}, "later": {}})
    elif it_was == "not-sent":
        record(place, one.finished.name, "not sent", {**about, "accepted": [], "refused": {}, "later": {}})
    else:
        raise UserError([_unclear(told["message-id"], "it was being sent when something broke off")])


# --- Replies ---


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: on which day, what it says, from whom ("" for the target), and the file that it came as."""

    date: datetime.date
    says: str = ""
    by: str = ""
    file: Path | None = None


def reply(path: Path, job: Job, library: Library, answer: Answer) -> Sent:
    """Record a reply in the campaign file and in the register, and keep the file that it came as beside the letter.

    A delivery report (RFC 3464) is no reply: it is noted in the register alone. Recording the same once more writes
    nothing.
    """
    try:
        letter = resolve(job.campaign, job.letter, library)
        _in_time(answer, letter.date)
        content = DISK.read(answer.file) if answer.file else None
        if answer.file and content is None:
            raise UserError([Problem("LK911", f"there is no file '{shown(answer.file)}'", None, "look at its name")])
        report = delivery_report(content) if content else None
        if report is None and not answer.says:
            hint = "say it with --says, or --says nothing for one that does not answer"
            raise UserError([Problem("LK975", "what the reply says is missing", None, hint)])
        with alone_in(job.place):
            register = trusted(job.place, f"{job.campaign.key}/{job.letter}")
            in_time(register)
            told: dict[str, object] = {"date": answer.date.isoformat()}
            done = _kept(job, answer, content, told)
            if report is None:
                done += _into_campaign(path, job, library, answer, letter.language.code)
                told |= {"says": answer.says, **({"by": answer.by} if answer.by else {})}
            else:
                told["report"] = dict(report)
                done += [f"delivery report: {whom}: {said}" for whom, said in report]
            act = "answered" if report is None else "delivery report"
            if not any(dict(entry.told) == told for entry in register.acts(act)):
                record(job.place, f"{job.campaign.key}/{job.letter}", act, told)
    except UserError as error:
        return Sent(job.campaign.key, job.letter, problems=error.problems)
    return Sent(job.campaign.key, job.letter, done=tuple(done))


def _kept(job: Job, answer: Answer, content: bytes | None, told: dict[str, object]) -> list[str]:
    """Keep the file that a reply came as, and tell of it in what the register will say."""
    if not answer.file or content is None:
        return []
    kept = job.place.folder / f"{job.letter}-replies" / f"{answer.date}-{answer.file.name}"
    if job.place.files.read(kept) != content:
        job.place.files.write(kept, content)
    told |= {"file": kept.name, "content": digest_of(content)}
    return [f"{shown(kept)}: kept"]


def _in_time(answer: Answer, written: datetime.date) -> None:
    if answer.date < written:
        message = f"a reply of {answer.date} cannot answer a letter of {written}"
        raise UserError([Problem("LK975", message, None, "look at the date, and at which letter it answers")])
    if answer.date > datetime.date.today():
        message = f"a reply of {answer.date} has not come yet"
        raise UserError([Problem("LK975", message, None, "look at the date")])


def _into_campaign(path: Path, job: Job, library: Library, answer: Answer, language: str) -> list[str]:
    """Write a reply under ``replies:`` of its letter, unless it stands there."""

    def phrase(text: str) -> str:
        quoted = json.dumps(text, ensure_ascii=False)
        return quoted if language == "en" or text == "nothing" else f"{{{language}: {quoted}}}"

    new: Mapping[str, str] = {
        "date": answer.date.isoformat(),
        **({"by": phrase(answer.by)} if answer.by else {}),
        "says": phrase(answer.says),
    }
    plan = next(plan for name, plan in job.campaign.letters.items() if name == job.letter)
    for known in plan.replies:
        same_by = (str(known.by.within(language) or "") if known.by else "") == answer.by
        if str(known.date) == new["date"] and str(known.says.within(language)) == answer.says and same_by:
            return [f"{shown(path)} has this reply already"]
    before = read_whole(path)
    after = with_reply(before, job.letter, new, shown(path))
    read(path, library, as_typed(after))
    job.place.files.write(real_path(path), after.encode(), instead_of=before.encode())
    return [f"{shown(path)}: the reply stands under 'replies:' of '{job.letter}' now"]
