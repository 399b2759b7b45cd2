"""Hand one message to an SMTP server, over TLS alone, and say what became of it."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_PATIENCE = 60
# The port on which TLS begins with the connection (RFC 8314); on others STARTTLS has to.
_TLS_PORT = 465


@dataclass(frozen=True, slots=True)
class Server:
    """An SMTP server and, where it asks for them, the credentials."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a message.

    ``accepted`` are the recipients for whom the server took it; ``refused`` those whom it will never take, and
    ``later`` those for whom it asks to try again, each with its words. ``failed`` says why nothing was handed over,
    ``mend`` what to do about it, "" for trying again later; ``unclear`` why nobody knows whether the server took it for
    the others.
    """

    accepted: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    later: Mapping[str, str] = field(default_factory=dict)
    failed: str = ""
    mend: str = ""
    unclear: str = ""


_OTHER_SERVER = "name the server as its certificate does, and a port with TLS: --server mail.example.org:587"
_OTHER_PASSWORD = "look at --user and the password, then run the command again"
_FOR_GOOD = "ask whoever looks after the server what it does not take, or send the letter by post"


def deliver(server: Server, sender: str, recipients: Sequence[str], message: bytes) -> Delivery:
    """Hand a message over for those recipients whom the server takes."""
    context = ssl.create_default_context()
    try:
        smtp = _connected(server, context)
        try:
            if server.user:
                smtp.login(server.user, server.password)
            return _handed_over(smtp, sender, recipients, message)
        finally:
            _taken_leave(smtp)
    except ssl.SSLError as error:
        return Delivery(failed=f"the connection is not safe: {error.reason or error}", mend=_OTHER_SERVER)
    except smtplib.SMTPNotSupportedError as error:
        return Delivery(failed=f"the server offers no TLS, or no way to log in: {error}", mend=_OTHER_SERVER)
    except smtplib.SMTPAuthenticationError as error:
        return Delivery(failed=f"{error.smtp_code} {_said(error.smtp_error)}", mend=_OTHER_PASSWORD)
    except smtplib.SMTPResponseException as error:
        return _not_taken(error.smtp_code, error.smtp_error)
    except (OSError, smtplib.SMTPException) as error:
        return Delivery(failed=str(error) or type(error).__name__)


def _connected(server: Server, context: ssl.SSLContext) -> smtplib.SMTP:
    # The name with which a client greets would be this machine's.
    if server.port == _TLS_PORT:
        return smtplib.SMTP_SSL(server.host, server.port, "localhost", context=context, timeout=_PATIENCE)
    smtp = smtplib.SMTP(server.host, server.port, "localhost", timeout=_PATIENCE)
    try:
        smtp.starttls(context=context)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _taken_leave(smtp: smtplib.SMTP) -> None:
    """End a conversation. However the server takes it, what became of the message was said before."""
    with contextlib.suppress(OSError, smtplib.SMTPException):
        smtp.quit()
    smtp.close()


def _handed_over(smtp: smtplib.SMTP, sender: str, recipients: Sequence[str], message: bytes) -> Delivery:
    smtp.ehlo_or_helo_if_needed()
    code, words = smtp.mail(sender)
    if code != 250:
        return _not_taken(code, words)
    accepted: list[str] = []
    refused: dict[str, str] = {}
    later: dict[str, str] = {}
    for recipient in recipients:
        code, words = smtp.rcpt(recipient)
        if code in (250, 251):
            accepted.append(recipient)
        else:
            (refused if code >= 500 else later)[recipient] = f"{code} {_said(words)}"
    if not accepted:
        return Delivery(refused=refused, later=later)
    try:
        code, words = smtp.data(message)
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        return Delivery(refused=refused, later=later, unclear=str(error) or type(error).__name__)
    except smtplib.SMTPDataError as error:
        return _not_taken(error.smtp_code, error.smtp_error)
    if code != 250:
        return _not_taken(code, words)
    return Delivery(tuple(accepted), refused, later)


def _not_taken(code: int, words: bytes | str) -> Delivery:
    """What a server did not take: for good when the code is 500 or more (RFC 5321, 4.2.1), else for now."""
    return Delivery(failed=f"{code} {_said(words)}", mend=_FOR_GOOD if code >= 500 else "")


def _said(words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return " ".join(text.split())
