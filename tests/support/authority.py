"""A certificate authority of the tests: keys of signatories and of a timestamp server, valid or not."""

from __future__ import annotations

import datetime
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

PASSPHRASE = "open sesame"


def _name(name: str) -> x509.Name:
    organisation = x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Test Unions")
    return x509.Name([organisation, x509.NameAttribute(NameOID.COMMON_NAME, name)])


@dataclass(frozen=True)
class Authority:
    """Issues certificates."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def issue(
        self,
        name: str,
        key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey,
        begins: int,
        ends: int,
        stamps: bool = False,
        answers: str = "",
    ) -> x509.Certificate:
        """A certificate that is valid from ``begins`` to ``ends``, in days from now.

        ``answers`` is where one can ask whether it was revoked: ``ocsp`` or ``crl`` at a server.
        """
        builder = _certificate(name, self.certificate.subject, key, begins, ends)
        builder = builder.add_extension(x509.BasicConstraints(False, None), True)
        usage = x509.KeyUsage(True, not stamps, False, False, False, False, False, False, False)
        builder = builder.add_extension(usage, True)
        if stamps:
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
        if answers.endswith("/crl"):
            point = x509.DistributionPoint([x509.UniformResourceIdentifier(answers)], None, None, None)
            builder = builder.add_extension(x509.CRLDistributionPoints([point]), False)
        elif answers:
            ways = {AuthorityInformationAccessOID.OCSP: "/ocsp", AuthorityInformationAccessOID.CA_ISSUERS: "/issuer"}
            base = answers.removesuffix("/ocsp")
            places = [
                x509.AccessDescription(way, x509.UniformResourceIdentifier(base + at)) for way, at in ways.items()
            ]
            builder = builder.add_extension(x509.AuthorityInformationAccess(places), False)
        own = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        return builder.add_extension(own, False).sign(self.key, hashes.SHA256())

    def key_file(
        self, path: Path, name: str, begins: int = -1, ends: int = 900, answers: str = "", alone: bool = False
    ) -> x509.Certificate:
        """Leave a key of ``name`` with its certificate as PKCS#12, ``alone`` or with that of the authority."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self.issue(name, key, begins, ends, answers=answers)
        _stored(path, name, key, certificate, [] if alone else [self.certificate])
        return certificate

    def said(self, question: bytes, revoked: set[int]) -> bytes:
        """What it answers to a question (OCSP)."""
        asked = ocsp.load_der_ocsp_request(question)
        now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
        gone = asked.serial_number in revoked
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            asked.issuer_name_hash, asked.issuer_key_hash, asked.serial_number, asked.hash_algorithm,
            ocsp.OCSPCertStatus.REVOKED if gone else ocsp.OCSPCertStatus.GOOD,
            now, now + datetime.timedelta(days=1), now - datetime.timedelta(hours=1) if gone else None, None,
        )  # fmt: skip
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, self.certificate)
        return builder.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def listed(self, revoked: set[int]) -> bytes:
        """Its list of revoked certificates."""
        now = datetime.datetime.now(datetime.UTC)
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.certificate.subject)
        builder = builder.last_update(now).next_update(now + datetime.timedelta(days=1))
        for number in revoked:
            one = x509.RevokedCertificateBuilder().serial_number(number)
            builder = builder.add_revoked_certificate(one.revocation_date(now - datetime.timedelta(hours=1)).build())
        own = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        builder = builder.add_extension(own, False).add_extension(x509.CRLNumber(1), False)
        return builder.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _certificate(
    name: str, issuer: x509.Name, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, begins: int, ends: int
) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + datetime.timedelta(days=begins))
        .not_valid_after(now + datetime.timedelta(days=ends))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
    )


def _stored(
    path: Path, name: str, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate, above: list[x509.Certificate]
) -> Path:
    lock = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, above, lock))
    return path


@cache
def authority(name: str = "Test Authority") -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _certificate(name, _name(name), key, -1, 3650)
    builder = builder.add_extension(x509.BasicConstraints(True, 1), True)
    usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
    return Authority(key, builder.add_extension(usage, True).sign(key, hashes.SHA256()))


def self_made(path: Path, name: str) -> Path:
    """A key whose holder made the certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _certificate(name, _name(name), key, -1, 900)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    return _stored(path, name, key, builder.add_extension(usage, True).sign(key, hashes.SHA256()), [])


@contextmanager
def serving(handler: type[http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    """A server on this machine, by its address."""
    server = http.server.HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def revocation_server(revoked: set[int]) -> Iterator[str]:
    """A server of the authority that says which certificates are ``revoked``, by their numbers."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self._say(authority().said(self.rfile.read(int(self.headers["Content-Length"])), revoked))

        def do_GET(self) -> None:
            whole = authority().certificate.public_bytes(serialization.Encoding.DER)
            self._say(authority().listed(revoked) if self.path == "/crl" else whole)

        def _say(self, content: bytes) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *arguments: object) -> None:
            pass

    with serving(Handler) as address:
        yield address


@contextmanager
def timestamp_server(answer: bytes | None = None, answers: str = "") -> Iterator[str]:
    """A timestamp server on this machine (RFC 3161), by its address; ``answer`` in place of what it should say.

    ``answers`` is where one can ask for its certificate.
    """
    from asn1crypto import keys, tsp
    from asn1crypto import x509 as asn1
    from pyhanko.sign.timestamps import DummyTimeStamper

    key = rsa.generate_private_key(65537, 2048)
    der = serialization.Encoding.DER
    certificate = authority().issue("Test Timestamps", key, -1, 900, True, answers).public_bytes(der)
    plain = key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    stamper = DummyTimeStamper(asn1.Certificate.load(certificate), keys.PrivateKeyInfo.load(plain))

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            said = answer if answer is not None else stamper.request_tsa_response(tsp.TimeStampReq.load(asked)).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *arguments: object) -> None:
            pass

    with serving(Handler) as address:
        yield address
