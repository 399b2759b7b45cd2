"""Say of a PDF whose keys signed it, whether it is unchanged since, and what that does not prove."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from letterkit.foundation.problems import Problem, UserError
from letterkit.signoff.revocation import Answers, Revoked, is_good, is_root, kept
from letterkit.signoff.signing import common_name, fingerprint_of

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


@dataclass(frozen=True, slots=True)
class FoundSignature:
    """A signature as it is found in a PDF.

    ``at`` is the time that it names, by ``stamped_by`` ("" for the clock of whoever signed). ``broken`` says what is
    wrong with it, "" for nothing; ``last`` whether it covers the whole file. ``self_made`` is a certificate that its
    holder issued; ``trusted`` is None where nobody said whom to trust. ``answered`` is a signature whose file has the
    answers of the issuers that its certificates were not revoked when it was made. ``signer`` is "" of one that cannot
    be read.
    """

    field: str
    signer: str
    issuer: str
    at: datetime.datetime | None
    stamped_by: str
    broken: str
    last: bool
    self_made: bool
    trusted: bool | None
    fingerprint: str
    answered: bool = False

    @property
    def level(self) -> str:
        """What it carries with it (ETSI EN 319 142-1): a time stamp (B-T), answers too (B-LT), or neither."""
        return "B-LT" if self.answered else "B-T" if self.stamped_by else "B-B"


def signatures_of(pdf: bytes, trusted: Sequence[Certificate] = ()) -> tuple[FoundSignature, ...]:
    """The signatures of a PDF, the first one first. Raises `UserError` (LK967) when it cannot be read.

    ``trusted`` are certificates of authorities to whom those of the signatures should lead.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(BytesIO(pdf), strict=True)
        if reader.encrypted:
            hint = "get it as letterkit left it, which asks for no password"
            raise UserError([Problem("LK967", "the PDF is encrypted: somebody saved it anew", None, hint)])
        answers = kept(reader)
        return tuple(_found(reader, trusted, answers))
    except UserError:
        raise
    except Exception as error:  # of pyHanko and of what it builds on: a damaged file is one that cannot be read
        hint = "get it anew from whoever sent it"
        raise UserError([Problem("LK967", f"the PDF cannot be read: {error}", None, hint)]) from error


def _found(reader: Any, trusted: Sequence[Certificate], answers: Answers) -> Iterator[FoundSignature]:
    """The signatures of a PDF, those among them that cannot be read, in the order in which they were made."""
    from pyhanko.sign.fields import enumerate_sig_fields
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    made: list[tuple[int, Any]] = []
    for name, value, field in enumerate_sig_fields(reader, filled_status=True):
        try:
            one = EmbeddedPdfSignature(reader, field.get_object(), name)
            one.signer_cert.dump()
            if one.sig_object_type == "/Sig":
                made.append((one.signed_revision, one))
        except Exception:  # of pyHanko and of what it builds on, by the value that was written over
            made.append((reader.xrefs.get_introducing_revision(value.reference), name))
    for _, found in sorted(made, key=lambda each: each[0]):
        yield _unreadable(found) if isinstance(found, str) else _signature(found, trusted, answers)


def _unreadable(field: str) -> FoundSignature:
    """A signature of which nothing can be told."""
    broken = "a signature was written over, or damaged on its way, and cannot be read"
    return FoundSignature(field, "", "", None, "", broken, False, False, None, "")


def _signature(one: Any, trusted: Sequence[Certificate], answers: Answers) -> FoundSignature:
    from cryptography.x509 import load_der_x509_certificate
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature

    certificate = load_der_x509_certificate(one.signer_cert.dump())
    context = _context(trusted)
    broken = ""
    status: Any = None
    try:
        status = validate_pdf_signature(one, context, ts_validation_context=_context(trusted))
        broken = _broken(status) or _padded(one)
    except Exception as error:  # pyHanko's own and those of what it builds on: an odd signature is a broken one
        broken = f"it cannot be verified: {error}"
    covers = one.evaluate_signature_coverage() if one.coverage is None else one.coverage
    stamp = status.timestamp_validity if status is not None else None
    at = stamp.timestamp if stamp is not None else one.self_reported_timestamp
    answered = False
    try:
        answered = _is_answered(certificate, stamp, answers, trusted)
    except Revoked as when:
        broken = broken or f"the certificate was revoked {when}, before it was signed"
    return FoundSignature(
        one.field_name,
        common_name(certificate.subject),
        common_name(certificate.issuer),
        at,
        _stamper(stamp),
        broken,
        covers == SignatureCoverageLevel.ENTIRE_FILE,
        certificate.subject == certificate.issuer,
        # With the answers in the file a certificate was good when it was used, however long it has ended since.
        bool(answered or (status is not None and status.trusted)) if trusted else None,
        fingerprint_of(certificate),
        answered,
    )


def _is_answered(certificate: Certificate, stamp: Any, answers: Answers, trusted: Sequence[Certificate]) -> bool:
    """Whether the file shows that neither certificate, of signature and time stamp, was revoked when it was signed.

    Raises `Revoked`.
    """
    from cryptography.x509 import load_der_x509_certificate

    if not _stamper(stamp) or not answers.certificates or is_root(certificate):
        return False
    stamping = load_der_x509_certificate(stamp.signing_cert.dump())
    roots = trusted or [one for one in map(load_der_x509_certificate, answers.certificates) if is_root(one)]
    return all(is_good(one, answers, roots, stamp.timestamp) for one in (certificate, stamping))


def _context(trusted: Sequence[Certificate]) -> Any:
    """Whom to trust, without asking any server."""
    from asn1crypto import x509
    from cryptography.hazmat.primitives.serialization import Encoding
    from pyhanko_certvalidator import ValidationContext

    roots = [x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in trusted]
    return ValidationContext(trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail")


def _stamper(stamp: Any) -> str:
    from cryptography.x509 import load_der_x509_certificate

    if stamp is None or not (stamp.valid and stamp.intact):
        return ""
    return common_name(load_der_x509_certificate(stamp.signing_cert.dump()).subject)


def _padded(one: Any) -> str:
    """What is wrong behind a signature in the room that was kept for it, which no signature covers."""
    room: bytes = one.pkcs7_content
    rest = room[_length(room) :].strip(b"\0")
    return "something was written behind the signature, in the room kept for it" if rest else ""


def _length(der: bytes) -> int:
    """How long a value in DER is, by its head (X.690, 8.1.3)."""
    if der[1] < 0x80:
        return 2 + der[1]
    several = der[1] & 0x7F
    return 2 + several + int.from_bytes(der[2 : 2 + several], "big")


def _broken(status: Any) -> str:
    """What is wrong with a signature, in plain words."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import SignatureCoverageLevel

    if not status.intact:
        return "what was signed has been changed"
    if not status.valid:
        return "the signature was not made with the key of the certificate"
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return "it does not cover all that stood in the file"
    level = status.modification_level
    if level is None or level == ModificationLevel.OTHER or level > ModificationLevel.FORM_FILLING:
        return "something was added to the file after it was signed"
    if status.docmdp_ok is False:
        return "something was added to the file that the first signature forbids"
    stamp = status.timestamp_validity
    if stamp is not None and not (stamp.valid and stamp.intact):
        return "its time stamp is not that of this signature"
    return ""


# --- In plain words ---


def told(signatures: Sequence[FoundSignature]) -> Iterator[str]:
    """Three sentences: whose keys signed, whether the file is unchanged since, and what that does not prove."""
    if not signatures:
        yield "Nobody has signed it."
        return
    yield "Signed with " + "; ".join(_whose(one) for one in signatures) + "."
    faults = list(dict.fromkeys(map(_fault, (one for one in signatures if one.broken))))
    if not faults and not signatures[-1].last:
        faults = ["something was added behind the last signature"]
    yield f"It has been changed since: {'; '.join(faults)}." if faults else "It has not been changed since."
    unproved = list(_unproved([one for one in signatures if one.signer]))
    if not all(one.signer for one in signatures):
        unproved.insert(0, "that anybody made the signature that cannot be read")
    yield "That does not prove " + ", nor ".join(unproved) + "."


def is_whole(signatures: Sequence[FoundSignature]) -> bool:
    """Whether there are signatures, all of them sound, and nothing behind the last."""
    return (
        bool(signatures) and not any(one.broken or one.trusted is False for one in signatures) and signatures[-1].last
    )


def _fault(one: FoundSignature) -> str:
    return f"{one.broken} (signature of {one.signer})" if one.signer else one.broken


def _whose(one: FoundSignature) -> str:
    if not one.signer:
        return "a key that cannot be told"
    when = f" on {one.at:%Y-%m-%d at %H:%M %Z}".rstrip() if one.at else ""
    return f"the key of {one.signer}{when}"


def _unproved(signatures: Sequence[FoundSignature]) -> Iterator[str]:
    for one in dict.fromkeys((one.signer, one.issuer, one.self_made, one.trusted) for one in signatures):
        signer, issuer, self_made, trusted = one
        if self_made:
            yield f"that the key is {signer}'s, who made the certificate and nobody else vouches for it"
        elif trusted is None:
            yield f"that the key is {signer}'s, unless you trust '{issuer}', who issued the certificate"
        elif not trusted:
            yield f"that the key is {signer}'s, since the certificate does not lead to anybody whom you trust"
    if clocks := [one.signer for one in signatures if not one.stamped_by]:
        yield f"when {' and '.join(dict.fromkeys(clocks))} signed, since the time is that of a clock nobody vouches for"
    if unasked := [one.signer for one in signatures if not one.answered and not one.self_made]:
        whose = " and ".join(dict.fromkeys(unasked))
        yield f"that the certificate of {whose} had not been revoked, since the file has no answer to that"
    yield "that what the letter says is so"
