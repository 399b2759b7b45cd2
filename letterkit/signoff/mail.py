"""The e-mail that carries a letter: whom it goes to, a short covering text, the PDF."""

from __future__ import annotations

import datetime
import email.policy
import re
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage, Message
from pathlib import Path

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from letterkit.foundation.problems import Problem, UserError
from letterkit.schema.library import Library
from letterkit.typeset.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Envelope:
    """Whom a message goes to, from whom, about what, and under which name the PDF travels."""

    sender: str
    to: tuple[str, ...]
    copies: tuple[str, ...]
    subject: str
    file: str

    @property
    def recipients(self) -> tuple[str, ...]:
        """Everybody whom it goes to, each once."""
        return tuple(dict.fromkeys((*self.to, *self.copies)))


def envelope_of(sheet: Sheet, copies: Sequence[str], sender: str) -> Envelope:
    """The envelope of a letter. Raises `UserError` (LK971) when an address cannot be one, or when there is none."""
    to = tuple(box.address for box in sheet.mailboxes)
    problems = [problem for address in filter(None, (sender, *to, *copies)) for problem in _odd(address)]
    if not to:
        hint = "add 'email:' to the target, or send it by post"
        problems.append(Problem("LK971", "the target has no e-mail address", None, hint))
    if problems:
        raise UserError(problems)
    # A name that every mail program and file system takes: letters, digits and hyphens, nothing of the campaign's keys.
    file = "-".join(filter(None, (_ascii(head.short) for head in sheet.heads)))
    return Envelope(sender, to, tuple(copies), sheet.subject or sheet.title, f"{file or 'letter'}-{sheet.created}.pdf")


def _odd(address: str) -> list[Problem]:
    try:
        Address(addr_spec=address).addr_spec.encode("ascii")
    except (ValueError, IndexError):
        hint = "write it as name@example.org"
        return [Problem("LK971", f"'{address}' cannot be used as an e-mail address", None, hint)]
    return []


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")


def covering_text(library: Library, language: str, values: Mapping[str, object], kind: str = "mail/*.txt.j2") -> str:
    """A covering text in a language, from the templates that ``kind`` matches.

    Raises `UserError` (LK972) when there is none, or when it fails.
    """
    name = kind.replace("*", language)
    path: Path | None = library.files(kind).get(name)
    if path is None:
        hint = f"write 'templates/{name}', as 'templates/{kind.replace('*', 'en')}' is written"
        raise UserError([Problem("LK972", f"there is no covering text in '{language}'", None, hint)])
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True
    )
    try:
        return environment.from_string(path.read_text(encoding="utf-8")).render(values)
    except Exception as error:
        message = f"the covering text '{name}' fails: {error}"
        raise UserError([Problem("LK972", message, None, f"it can use {', '.join(values)}")]) from error


def message_of(envelope: Envelope, text: str, pdf: bytes, at: datetime.datetime, draft: bool) -> EmailMessage:
    """The message; a ``draft`` opens in mail programs as one that is still to be sent."""
    message = EmailMessage(policy=email.policy.SMTP)
    if envelope.sender:
        message["From"] = envelope.sender
    message["To"] = ", ".join(envelope.to)
    if envelope.copies:
        message["Cc"] = ", ".join(envelope.copies)
    message["Subject"] = envelope.subject
    message["Date"] = at.astimezone(datetime.UTC)
    if draft:
        message["X-Unsent"] = "1"
    else:
        # Not of this machine's name or of the process, as a mail program would make it.
        message["Message-ID"] = f"<{secrets.token_hex(16)}@{envelope.sender.rpartition('@')[2]}>"
    message.set_content(text, cte="quoted-printable")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=envelope.file)
    return message


def delivery_report(content: bytes) -> tuple[tuple[str, str], ...] | None:
    """What a delivery report (RFC 3464) says of each recipient, "failed: 5.1.1"; None when a file is none."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    if message.get_content_type() != "multipart/report" or message.get_param("report-type") != "delivery-status":
        return None
    parts = [part for part in message.walk() if part.get_content_type() == "message/delivery-status"]
    blocks = [block for part in parts for block in part.get_payload() if isinstance(block, Message)]
    return tuple(told for block in blocks if (told := _recipient(block)))


def _recipient(block: Message) -> tuple[str, str] | None:
    whom = str(block.get("Final-Recipient", "")).rpartition(";")[2].strip()
    said = f"{block.get('Action', 'unknown')}: {block.get('Status', '')}".strip(": ")
    return (whom, said) if whom else None
