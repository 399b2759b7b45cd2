"""Whether a certificate was revoked: what its issuer answers, kept in the file beside the signature (PAdES B-LT).

Answers are OCSP responses (RFC 6960) and lists of revoked certificates (RFC 5280, 5), from the addresses that the
certificates name. With them a signature can be verified when the issuer's servers are gone.
"""

from __future__ import annotations

import asyncio
import datetime
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.x509 import Certificate, GeneralName

_PATIENCE = 10
# A list of revoked certificates is in every signed letter from then on.
_MAX_BYTES = 1_000_000
_LONGEST_CHAIN = 8


@dataclass(frozen=True, slots=True)
class Answers:
    """Certificates, and what their issuers say of them, each in DER."""

    certificates: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()

    def __add__(self, other: Answers) -> Answers:
        """Both, each thing once."""
        return Answers(
            *(
                tuple(dict.fromkeys((*one, *another)))
                for one, another in (
                    (self.certificates, other.certificates),
                    (self.ocsps, other.ocsps),
                    (self.crls, other.crls),
                )
            )
        )


class Revoked(Exception):
    """The issuer has revoked the certificate; the argument says when."""


def asked(certificate: Certificate, known: Iterable[Certificate], at: datetime.datetime) -> Answers | None:
    """What the issuers of a certificate and of those above it say at a time; None where that cannot be had.

    ``known`` are certificates among which the issuers may be. Raises `Revoked`.
    """
    chain = _chain(certificate, list(known))
    if len(chain) == 1 or not is_root(chain[-1]):
        return None
    answers = Answers(certificates=tuple(_der(one) for one in chain))
    for one, issuer in reversed(list(pairwise(chain))):
        for answer in _answers(one, issuer):
            if is_good(one, answers + answer, [chain[-1]], at):
                answers += answer
                break
        else:
            return None
    return answers


def is_good(certificate: Certificate, answers: Answers, roots: Sequence[Certificate], at: datetime.datetime) -> bool:
    """Whether answers show that a certificate, and those above it, were not revoked at a time. Raises `Revoked`."""
    from asn1crypto import crl, ocsp, x509
    from pyhanko_certvalidator import CertificateValidator, ValidationContext
    from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError

    try:
        context = ValidationContext(
            trust_roots=[x509.Certificate.load(_der(one)) for one in roots],
            other_certs=[x509.Certificate.load(one) for one in answers.certificates],
            ocsps=[ocsp.OCSPResponse.load(one) for one in answers.ocsps],
            crls=[crl.CertificateList.load(one) for one in answers.crls],
            moment=at,
            allow_fetching=False,
            revocation_mode="require",
            # An answer is a little older than the signature for which it was asked.
            time_tolerance=datetime.timedelta(minutes=5),
        )
        validator = CertificateValidator(x509.Certificate.load(_der(certificate)), validation_context=context)
        asyncio.run(validator.async_validate_usage(set()))  # type: ignore[no-untyped-call]
    except RevokedError as error:
        raise Revoked(f"on {error.revocation_dt.date()}") from error
    except (PathError, ValidationError, ValueError, TypeError, KeyError):
        return False
    return True


def _chain(certificate: Certificate, known: list[Certificate]) -> list[Certificate]:
    """A certificate and those above it, as far as their issuers can be found."""
    chain = [certificate]
    while not is_root(chain[-1]) and len(chain) < _LONGEST_CHAIN:
        issuer = next((one for one in known if _issued(one, chain[-1])), None) or _fetched_issuer(chain[-1])
        if issuer is None:
            break
        chain.append(issuer)
    return chain


def is_root(certificate: Certificate) -> bool:
    """Whether a certificate was issued with its own key."""
    return _issued(certificate, certificate)


def _issued(issuer: Certificate, certificate: Certificate) -> bool:
    from cryptography.exceptions import InvalidSignature

    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _fetched_issuer(certificate: Certificate) -> Certificate | None:
    from cryptography.x509 import load_der_x509_certificate
    from cryptography.x509.oid import AuthorityInformationAccessOID

    for address in _addresses(certificate, AuthorityInformationAccessOID.CA_ISSUERS):
        content = _answer(urllib.request.Request(address))
        try:
            issuer = load_der_x509_certificate(content)
        except ValueError:
            continue
        if _issued(issuer, certificate):
            return issuer
    return None


def _answers(certificate: Certificate, issuer: Certificate) -> Iterator[Answers]:
    """What there is to be had about a certificate, the small things first."""
    from asn1crypto import crl, ocsp
    from cryptography.hazmat.primitives.hashes import SHA1
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509.ocsp import OCSPRequestBuilder
    from cryptography.x509.oid import AuthorityInformationAccessOID

    # SHA-1 names the certificate here and protects nothing; many servers know no other name (RFC 5019, 2.1.1).
    question = OCSPRequestBuilder().add_certificate(certificate, issuer, SHA1()).build().public_bytes(Encoding.DER)
    for address in _addresses(certificate, AuthorityInformationAccessOID.OCSP):
        request = urllib.request.Request(address, question, {"Content-Type": "application/ocsp-request"})
        if _is(ocsp.OCSPResponse, content := _answer(request)):
            yield Answers(ocsps=(content,))
    for address in _lists(certificate):
        if _is(crl.CertificateList, content := _answer(urllib.request.Request(address))):
            yield Answers(crls=(content,))


def _is(kind: Any, content: bytes) -> bool:
    """Whether something that a server gave is of a kind."""
    try:
        kind.load(content, strict=True).native  # noqa: B018 - reads all of it
    except (ValueError, TypeError):
        return False
    return True


def _addresses(certificate: Certificate, method: Any) -> Iterator[str]:
    from cryptography.x509 import AuthorityInformationAccess, ExtensionNotFound

    try:
        access = certificate.extensions.get_extension_for_class(AuthorityInformationAccess).value
    except (ExtensionNotFound, ValueError):
        return
    yield from _of_the_web(one.access_location for one in access if one.access_method == method)


def _lists(certificate: Certificate) -> Iterator[str]:
    from cryptography.x509 import CRLDistributionPoints, ExtensionNotFound

    try:
        points = certificate.extensions.get_extension_for_class(CRLDistributionPoints).value
    except (ExtensionNotFound, ValueError):
        return
    yield from _of_the_web(name for point in points for name in point.full_name or ())


def _of_the_web(names: Iterable[GeneralName]) -> Iterator[str]:
    """The addresses among names that a server of the web answers at."""
    yield from (address for name in names if (address := str(name.value)).startswith(("http://", "https://")))


def _answer(request: urllib.request.Request) -> bytes:
    """What a server answers, b"" for nothing that is of use."""
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:
            content: bytes = answer.read(_MAX_BYTES + 1)
    except (OSError, ValueError):
        return b""
    return content if len(content) <= _MAX_BYTES else b""


def _der(certificate: Certificate) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.DER)


# --- In the file ---


def keep(writer: Any, answers: Answers) -> None:
    """Put answers into the PDF that is about to be signed (ETSI EN 319 142-1, 5.4.2), beside those that are there."""
    from asn1crypto import crl, ocsp, x509
    from pyhanko.sign.validation.dss import DocumentSecurityStore

    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        None,
        certs=[x509.Certificate.load(one) for one in answers.certificates],
        ocsps=[ocsp.OCSPResponse.load(one) for one in answers.ocsps],
        crls=[crl.CertificateList.load(one) for one in answers.crls],
    )


def kept(reader: Any) -> Answers:
    """The answers in a PDF."""
    from pyhanko.sign.validation.dss import DocumentSecurityStore
    from pyhanko.sign.validation.errors import NoDSSFoundError

    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return Answers()
    ocsps, crls = (tuple(one.get_object().data for one in found) for found in (store.ocsps, store.crls))
    return Answers(tuple(one.dump() for one in store.load_certs()), ocsps, crls)
