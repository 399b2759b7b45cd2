"""Sign a PDF: invisible signatures (PAdES, ETSI EN 319 142-1), each of which leaves those before it valid.

A visible stamp would break PDF/A and PDF/UA; the picture of a signature is part of the page instead. All fields are
made with the first signature: a field that was added later would be a change of what was signed.
"""

from __future__ import annotations

import asyncio
import datetime
import logging
import unicodedata
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from letterkit.foundation.problems import Problem, UserError
from letterkit.signoff.revocation import Answers, Revoked, asked, keep

if TYPE_CHECKING:
    from cryptography.x509 import Certificate, Name

# A certificate that ends within so many days would have ended before the letter is answered.
_DAYS_LEFT = 14
_PATIENCE = 20
_MAX_STAMP = 1_000_000
_DIGEST = "sha256"


@dataclass(frozen=True)
class Key:
    """A private key with its certificate and those ``above`` it; ``signer`` is pyHanko's."""

    signer: Any
    certificate: Certificate
    above: tuple[Certificate, ...] = ()

    @property
    def name(self) -> str:
        """Whose it is, by the certificate."""
        return common_name(self.certificate.subject)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate, as hexadecimal digits."""
        return fingerprint_of(self.certificate)


def fingerprint_of(certificate: Certificate) -> str:
    """The SHA-256 of a certificate, as hexadecimal digits."""
    from cryptography.hazmat.primitives.hashes import SHA256

    return certificate.fingerprint(SHA256()).hex()


def common_name(name: Name) -> str:
    """The common name of a certificate's subject or issuer, or all of it where there is none."""
    from cryptography.x509.oid import NameOID

    found = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string()


def needs_pyhanko() -> None:
    """Raise `UserError` (LK966) when the libraries that sign are not installed."""
    try:
        import pyhanko  # noqa: F401
    except ImportError as error:
        hint = "install them: pip install 'letterkit[sign]'"
        raise UserError(
            [Problem("LK966", "the libraries that sign and verify are not installed", None, hint)]
        ) from error
    for library in ("pyhanko", "pyhanko_certvalidator"):
        # What it has to say is said in our words.
        logging.getLogger(library).addHandler(logging.NullHandler())


def load_key(content: bytes, name: str, passphrase: str | None) -> Key:
    """The key of a PKCS#12 file called ``name``. Raises `UserError` (LK961) when it or the passphrase is wrong."""
    from cryptography.hazmat.primitives.serialization import pkcs12
    from pyhanko.sign.signers import SimpleSigner

    secret = passphrase.encode() if passphrase else None
    try:
        key, certificate, above = pkcs12.load_key_and_certificates(content, secret)
    except ValueError as error:
        wrong = "password" in str(error).lower() or "mac" in str(error).lower()
        message = f"the passphrase does not open '{name}'" if wrong else f"'{name}' is no key file (PKCS#12)"
        hint = "try again" if wrong else "export the key with its certificate as .p12 or .pfx"
        raise UserError([Problem("LK961", message, None, hint)]) from error
    if key is None or certificate is None:
        hint = "export the key together with its certificate as .p12 or .pfx"
        raise UserError([Problem("LK961", f"'{name}' has no {'certificate' if key else 'key'}", None, hint)])
    return Key(SimpleSigner.load_pkcs12_data(content, [], secret), certificate, tuple(above))


def load_authorities(content: bytes, name: str) -> list[Certificate]:
    """The certificates of a PEM file called ``name``. Raises `UserError` (LK961) when it has none."""
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return load_pem_x509_certificates(content)
    except ValueError as error:
        hint = "give the authority's certificate as PEM, which begins with -----BEGIN CERTIFICATE-----"
        raise UserError([Problem("LK961", f"'{name}' has no certificate", None, hint)]) from error


def check_certificate(key: Key, holders: Sequence[str], at: datetime.datetime) -> None:
    """Raise `UserError` (LK962) when a certificate cannot sign at a time, or is of none of ``holders``."""
    problems = []
    certificate = key.certificate
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if at < begins:
        problems.append(f"the certificate of {key.name} is not valid yet; it begins on {begins.date()}")
    elif at > ends:
        problems.append(f"the certificate of {key.name} has expired on {ends.date()}")
    elif ends - at < datetime.timedelta(days=_DAYS_LEFT):
        problems.append(f"the certificate of {key.name} is about to expire, on {ends.date()}")
    if not _may_sign(certificate):
        problems.append(f"the certificate of {key.name} is not one for signatures")
    if holders and not any(_same_person(key.name, holder) for holder in holders):
        problems.append(f"the certificate is of {key.name}, and not of {' or '.join(holders)}")
    if problems:
        hint = "take another key; nothing has been written"
        raise UserError([Problem("LK962", message, None, hint) for message in problems])


def _may_sign(certificate: Certificate) -> bool:
    from cryptography.x509 import ExtensionNotFound, KeyUsage

    try:
        usage = certificate.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        return True
    return bool(usage.digital_signature or usage.content_commitment)


def _same_person(certificate: str, name: str) -> bool:
    """Whether a certificate's name has every word of a name, in any order and case, with or without accents."""
    return set(_words(name)) <= set(_words(certificate))


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return bare.split()


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """A PDF with one more signature; ``answered`` whether it has what the issuers say of its certificates (B-LT)."""

    pdf: bytes
    answered: bool


def sign_pdf(pdf: bytes, key: Key, fields: Sequence[str], field: str, stamp_server: str) -> SignedPdf:
    """Sign a PDF in ``field``; the ``fields`` that are not there are made first.

    ``stamp_server`` is the address of a timestamp server (RFC 3161), "" for none: then the time is that of the clock.
    With one, the issuers of the certificates are asked whether they were revoked, and their answers kept in the file.
    Raises `UserError` when the server gives no time stamp (LK965), or when a certificate was revoked (LK962).
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.fields import (
        MDPPerm,
        SigFieldSpec,
        SigSeedSubFilter,
        append_signature_field,
        enumerate_sig_fields,
    )

    class Writer(IncrementalPdfFileWriter):
        """Leaves the metadata as they are: they would name the program, and no longer be what PDF/A asks for."""

        def _update_meta(self) -> None:
            pass

    class UtcSigner(PdfSigner):
        """Writes its times in UTC: the zone of the clock would tell where somebody signed."""

        def init_signing_session(self, *arguments: Any, **named: Any) -> Any:
            session = super().init_signing_session(*arguments, **named)
            session.system_time = datetime.datetime.now(datetime.UTC)
            return session

    writer = Writer(BytesIO(pdf))
    first = not list(enumerate_sig_fields(writer))
    for name in fields if first else ():
        append_signature_field(writer, SigFieldSpec(name))
    about = PdfSignatureMetadata(
        field_name=field,
        md_algorithm=_DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        name=key.name,
        certify=first,
        docmdp_permissions=MDPPerm.NO_CHANGES if len(fields) == 1 else MDPPerm.FILL_FORMS,
    )
    signed = BytesIO()
    stamper = _stamper(stamp_server) if stamp_server else None
    try:
        answers = _asked(key, stamper) if stamper else None
        if answers:
            # In the same revision: the signature then covers all of the file, its answers too.
            keep(writer, answers)
        UtcSigner(about, key.signer, timestamper=stamper).sign_pdf(writer, output=signed)
    except (OSError, _StampError) as error:
        message = f"the timestamp server {stamp_server} gives no time stamp: {error}"
        hint = "try again later, or sign without one; nothing has been written"
        raise UserError([Problem("LK965", message, None, hint)]) from error
    return SignedPdf(signed.getvalue(), answers is not None)


def _asked(key: Key, stamper: Any) -> Answers | None:
    """What is said of the certificates of a signature and of its time stamp; None where that cannot be had."""
    from cryptography.x509 import load_der_x509_certificate
    from pyhanko.sign.general import extract_certificate_info

    token = asyncio.run(stamper.async_dummy_response(_DIGEST))
    told = extract_certificate_info(token["content"])
    stamping, *others = [load_der_x509_certificate(one.dump()) for one in (told.signer_cert, *told.other_certs)]
    answers, now = Answers(), datetime.datetime.now(datetime.UTC)
    for certificate in (key.certificate, stamping):
        try:
            found = asked(certificate, (*key.above, *others), now)
        except Revoked as when:
            message = f"the certificate of {common_name(certificate.subject)} was revoked {when}"
            raise UserError([Problem("LK962", message, None, "take another key; nothing has been written")]) from when
        if found is None:
            return None
        answers += found
    return answers


class _StampError(Exception):
    """A timestamp server that answers something else."""


def _stamper(address: str) -> Any:
    from asn1crypto import tsp
    from pyhanko.sign.timestamps import TimeStamper

    class Stamper(TimeStamper):
        """Asks a server for time stamps (RFC 3161, 3.4)."""

        async def async_request_tsa_response(self, req: Any) -> Any:
            if not address.startswith(("http://", "https://")):
                raise _StampError("write its address as https://...")
            kind = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
            request = urllib.request.Request(address, req.dump(), kind)
            with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:
                content = answer.read(_MAX_STAMP)
            try:
                response = tsp.TimeStampResp.load(content, strict=True)
                granted = response["status"]["status"].native in ("granted", "granted_with_mods")
            except ValueError as error:
                raise _StampError("its answer is no time stamp") from error
            if not granted:
                raise _StampError("it refuses")
            return response

    return Stamper()  # type: ignore[no-untyped-call]
