"""An SMTP server on this machine that requires TLS and a password, and can be told to misbehave."""

from __future__ import annotations

import datetime
import ipaddress
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "secretariat", "a password of the tests"


@dataclass
class Mailbox:
    """What the server took, and how it answers: by recipient, and to the message itself."""

    messages: list[tuple[list[str], bytes]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    to_message: str = "250 OK"
    drops: bool = False

    async def handle_RCPT(self, server: Any, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:
        if self.drops:
            server.transport.abort()
            return "451 gone"
        if self.to_message.startswith("250"):
            self.messages.append((list(envelope.rcpt_tos), bytes(envelope.content or b"")))
        return self.to_message


def _logged_in(server: object, session: object, envelope: object, mechanism: str, given: object) -> AuthResult:
    right = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=given == right, handled=given == right)


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of localhost, which vouches for itself, and its key; valid on any day on which tests may run."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(datetime.datetime(2000, 1, 1))
    builder = builder.not_valid_after(datetime.datetime(2100, 1, 1)).add_extension(names, False)
    made = builder.add_extension(x509.BasicConstraints(True, None), True).sign(key, hashes.SHA256())
    (folder / "server.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    (folder / "server.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    )
    return folder / "server.pem", folder / "server.key"


@contextmanager
def mail_server(folder: Path, tls: bool = True) -> Iterator[tuple[Mailbox, str]]:
    """The server's mailbox, and its address."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate(folder))
    box = Mailbox()
    options: dict[str, Any] = {"auth_require_tls": False}
    if tls:
        options = {
            "tls_context": context,
            "require_starttls": True,
            "auth_required": True,
            "authenticator": _logged_in,
        }
    controller = Controller(box, hostname="127.0.0.1", port=0, **options)
    # The port that the system chooses is known when the server runs.
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        controller.port = free.getsockname()[1]
    controller.start()
    try:
        yield box, f"localhost:{controller.port}"
    finally:
        controller.stop()


STAGES = ("greeting", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "text", "dot", "kept", "QUIT", "421")
"""Where a server can break off: before it answers, within the text, before and after it has kept the message."""


@contextmanager
def breaking_server(folder: Path, stage: str) -> Iterator[tuple[list[bytes], str]]:
    """A server that drops the connection at a stage: what it kept, and its address."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate(folder))
    kept: list[bytes] = []

    class Breaking(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.connection.sendall(f"{line}\r\n".encode())

        def handle(self) -> None:
            if stage == "greeting":
                return
            self.say("220 here")
            while line := self.rfile.readline().decode().strip():
                word = line.split()[0].upper()
                if word == stage:
                    return
                if word == "STARTTLS":
                    self.say("220 go ahead")
                    self.connection = context.wrap_socket(self.connection, server_side=True)
                    self.rfile = self.connection.makefile("rb")
                elif word == "EHLO":
                    self.say("250-here")
                    self.say("250 AUTH PLAIN" if isinstance(self.connection, ssl.SSLSocket) else "250 STARTTLS")
                elif word == "DATA":
                    self.say("354 go ahead")
                    if self.ends_at_the_text():
                        return
                    self.say("250 kept")
                elif word == "QUIT":
                    self.say("421 too late")
                    return
                else:
                    self.say("235 in" if word == "AUTH" else "250 well")

        def finish(self) -> None:
            self.rfile.close()
            self.connection.close()

        def ends_at_the_text(self) -> bool:
            lines = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line)
                if stage == "text" and len(lines) == 9:
                    return True
            if stage in ("kept", "QUIT", "421"):
                kept.append(b"".join(lines))
            return stage in ("dot", "kept")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Breaking) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield kept, f"localhost:{server.server_address[1]}"
        finally:
            server.shutdown()
