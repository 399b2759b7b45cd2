"""Sign the approved letter, and verify a PDF: the commands ``sign`` and ``verify``."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from letterkit.drafts.folder import LetterFolder, alone_in
from letterkit.drafts.history import recover
from letterkit.drafts.job import Job
from letterkit.drafts.redraft import keep_edited
from letterkit.foundation.files import DISK, real_path, shown
from letterkit.foundation.problems import Problem, UserError
from letterkit.foundation.suggest import did_you_mean
from letterkit.letter.letter import Letter
from letterkit.pipeline.copies import approved_pdf
from letterkit.pipeline.finished import draft_file
from letterkit.pipeline.sign_off import LetterStatus, Reviewed, bound, status
from letterkit.schema.library import Library
from letterkit.signoff.keys import KeyPlace
from letterkit.signoff.register import SUFFIX, Register, RegisterEntry, in_time, read_register, record
from letterkit.signoff.signing import SignedPdf, check_certificate, needs_pyhanko, sign_pdf
from letterkit.signoff.state import digest_of
from letterkit.signoff.verifying import FoundSignature, is_whole, signatures_of, told

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """A place for a signature: the field of the PDF, how ``--as`` calls it, and whose certificate may sign there."""

    field: str
    key: str
    holder: str


def sign(job: Job, library: Library, who: str, key: KeyPlace, stamp_server: str = "") -> LetterStatus:
    """Sign the approved letter as ``who``, write that down, and say where the letter stands then.

    A signature that was made and not written down, because something broke it off, is written down. Nothing is written
    when the key, its certificate, the timestamp server or the PDF that is there cannot be right.
    """
    warnings: tuple[Problem, ...] = ()
    try:
        needs_pyhanko()
        draft_file(job)
        with alone_in(job.place):
            recover(job.place)
            keep_edited(job.place)
            one, made = approved_pdf(job, library)
            at = in_time(one.register)
            places, seal = places_of(one.finished.letter)
            there = job.place.files.read(job.place.sending)
            content = made.pdf if there is None else there
            found = _sound(content, made.pdf, job.place)
            place = _chosen(who, (*places, *seal), found)
            places = list(seal) if place in seal else places
            known = _fields_known(one, made.pdf, content)
            if place.field in known:
                return status(job, library, datetime.date.today())
            with key.opened() as opened:
                unknown = {each.field: each.fingerprint for each in found if each.field not in known}
                if any(entry.told["field"] in unknown for entry in _signings(one, made.pdf)):
                    _refuse(job.place, "it is not as it was signed")
                if unknown and unknown != {place.field: opened.fingerprint}:
                    _refuse(job.place, f"it has a signature that letterkit did not write down ({', '.join(unknown)})")
                if not unknown:
                    check_certificate(opened, [place.holder] if place.holder else [], at)
                    signed = sign_pdf(content, opened, [each.field for each in places], place.field, stamp_server)
                    content, warnings = signed.pdf, tuple(_unanswered(signed, stamp_server))
                    found = _sound(content, made.pdf, job.place)
                    job.place.files.write(job.place.sending, content)
            _write_down(one, made.pdf, content, places, found, place)
    except UserError as error:
        now = status(job, library, datetime.date.today())
        return replace(now, problems=tuple(dict.fromkeys((*error.problems, *now.problems))))
    now = status(job, library, datetime.date.today())
    return replace(now, problems=(*warnings, *now.problems))


def _unanswered(signed: SignedPdf, stamp_server: str) -> Iterator[Problem]:
    """A warning for a signature with a time stamp whose certificates nobody vouches for later on."""
    if stamp_server and not signed.answered:
        message = "nobody says whether the certificates of this signature were revoked"
        hint = "it holds as long as they do; a certificate that names a server of its issuer (OCSP, CRL) lasts longer"
        yield Problem("LK958", message, None, hint)


def places_of(letter: Letter) -> tuple[list[SignaturePlace], list[SignaturePlace]]:
    """Where the signatories of a letter sign, in their order; and where an organisation seals it instead of them."""
    places, many = [], len(letter.senders) > 1
    for number, signatory in enumerate(letter.signatories, 1):
        keys = (str(key) for key, term in signatory.house.officers.items() if term is signatory.officer)
        key = next(keys, str(number))
        name = f"{signatory.house.key}.{key}" if many else key
        places.append(SignaturePlace(f"Signature{number}", name, str(signatory.officer.name or "")))
    seals = [SignaturePlace("Seal", house.key, str(house.name.first)) for house in letter.senders]
    return places, seals


def _chosen(who: str, places: Sequence[SignaturePlace], found: Sequence[FoundSignature]) -> SignaturePlace:
    """The place that ``who`` signs at. Raises `UserError` (LK963) when the letter has none for them."""
    place = next((place for place in places if who in (place.key, place.key.rpartition(".")[2])), None)
    if place is None:
        hint = did_you_mean(who, [place.key for place in places])
        raise UserError([Problem("LK963", f"'{who}' does not sign this letter", None, hint)])
    seals = {signature.field == "Seal" for signature in found}
    if seals and seals != {place.field == "Seal"}:
        message = "the letter is signed by its signatories or sealed by an organisation, and not both"
        raise UserError([Problem("LK963", message, None, "go on as it was begun")])
    return place


def _sound(content: bytes, approved: bytes, place: LetterFolder) -> tuple[FoundSignature, ...]:
    """The signatures of the PDF that is to be signed. Raises `UserError` (LK964) when it is not the approved letter."""
    if not content.startswith(approved):
        _refuse(place, "it is not the letter that was approved")
    found = signatures_of(content)
    if not found and content != approved:
        _refuse(place, "something was added to it after it was made")
    if found and not is_whole(found):
        faults = [one.broken for one in found if one.broken]
        _refuse(place, "; ".join(faults) or "something was added behind the last signature")
    return found


def _fields_known(one: Reviewed, approved: bytes, content: bytes) -> set[str]:
    """The fields of a file whose signatures are written down: those of the acts with which it begins."""
    ours = (entry.told for entry in _signings(one, approved))
    return {told["field"] for told in ours if digest_of(content[: told["size"]]) == told["pdf"]}


def _signings(one: Reviewed, approved: bytes) -> Iterator[RegisterEntry]:
    """The signatures of an approved PDF that are written down."""
    digest = digest_of(approved)
    return (entry for entry in one.register.acts("signed") if entry.told["approved"] == digest)


def _refuse(place: LetterFolder, why: str) -> NoReturn:
    hint = "move it away, and sign anew"
    raise UserError([Problem("LK964", f"'{shown(place.sending)}' cannot be signed: {why}", None, hint)])


def _write_down(
    one: Reviewed,
    approved: bytes,
    content: bytes,
    places: Sequence[SignaturePlace],
    found: Sequence[FoundSignature],
    place: SignaturePlace,
) -> None:
    signature = next(signature for signature in found if signature.field == place.field)
    signed = {signature.field for signature in found}
    open_ = [other.holder or other.key for other in places if other.field not in signed]
    about: dict[str, object] = {"as": place.key, "by": signature.signer, "field": place.field}
    about |= {"certificate": signature.fingerprint, "time": signature.stamped_by or "clock", "open": open_}
    about |= {"level": signature.level}
    about |= {"pdf": digest_of(content), "size": len(content), "approved": digest_of(approved), "bytes": len(approved)}
    record(one.finished.job.place, one.finished.name, "signed", about | bound(one))


# --- Verify ---


@dataclass(frozen=True, slots=True)
class Verified:
    """What is to say of a PDF: the sentences, and whether it is a letter, whole, signed and approved by all."""

    path: Path
    said: tuple[str, ...]
    holds: bool
    signatures: tuple[FoundSignature, ...] = ()
    letter: str = ""


def verify(path: Path, output: Path, trusted: Sequence[Certificate] = ()) -> Verified:
    """Verify a PDF, and find the letter that it is among the registers beside it and below ``output``.

    Raises `UserError` when it cannot be read.
    """
    needs_pyhanko()
    content = DISK.read(path)
    if content is None:
        raise UserError([Problem("LK967", f"there is no file '{shown(path)}'", None, "look at its name")])
    found = signatures_of(content, trusted)
    said = list(told(found))
    whole = is_whole(found)
    known = list(_known(content, path, output))
    if not known:
        said.append(f"No register beside it or in '{shown(output)}' knows it: which letter it is cannot be said.")
        return Verified(path, tuple(said), False, found)
    letter, more, holds = max(known, key=lambda one: one[2])
    if found and whole and _FOREIGN in more:
        said[1] = "It has been changed since: it is not as letterkit left it, though its signatures hold."
    return Verified(path, (*said, *more), whole and holds, found, letter)


def _known(content: bytes, path: Path, output: Path) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """What each register that knows the PDF says of it, and whether it is all as it should be."""
    folders = {real_path(path).parent, *(real_path(one.parent) for one in output.glob(f"*/*{SUFFIX}"))}
    for file in sorted(file for folder in folders for file in folder.glob(f"*{SUFFIX}")):
        place = LetterFolder(file.parent, file.name.removesuffix(SUFFIX))
        letter = f"{file.parent.name}/{place.letter}"
        register = read_register(place, letter)
        begun = [entry for entry in register.acts("approved", "signed") if _begins(content, entry)]
        if begun or any(entry.told["pdf"] == digest_of(content) for entry in register.acts("signed")):
            yield letter, *_told_by(register, content, letter, begun)


def _begins(content: bytes, entry: RegisterEntry) -> bool:
    """Whether a PDF begins with the one that an act was about."""
    size, digest = entry.told.get("bytes"), entry.told.get("approved") or entry.told.get("binds", {}).get("pdf")
    return isinstance(size, int) and digest_of(content[:size]) == digest


def _told_by(
    register: Register, content: bytes, letter: str, begun: Sequence[RegisterEntry]
) -> tuple[tuple[str, ...], bool]:
    """What a letter's register says of a PDF, ``begun`` the acts with whose PDF it begins; whether all is well."""
    ours = [entry for entry in register.acts("signed") if entry.told["pdf"] == digest_of(content)]
    entries = [*begun, *ours]
    said = [f"It is the letter {letter}, version {entries[-1].told['version']} of its draft."]
    approved = {entry.told["role"]: entry for entry in begun if entry.act == "approved"}
    said += _approved_by(approved)
    missing = _missing(ours, approved)
    said += [f"The approval of {', '.join(missing)} is missing."] if missing else []
    faults = "; ".join(problem.message for problem in register.problems)
    said += [f"Its register cannot be right: {faults}."] if faults else []
    if not ours:
        return (*said, _unknown(content, begun)), False
    last = ours[-1].told
    if not missing:
        said.append(
            "All approvals were complete when it was signed." if last["roles"] else "No approvals were asked for."
        )
    if last["open"]:
        said.append(f"It is still to be signed by {' and '.join(last['open'])}.")
    return tuple(said), not (missing or faults or last["open"])


_FOREIGN = "What follows the approved letter in the file was not written by letterkit."


def _unknown(content: bytes, begun: Sequence[RegisterEntry]) -> str:
    """What to say of a PDF that is not as any act left it."""
    unsigned = any(entry.told["bytes"] == len(content) for entry in begun)
    return "The register knows of no signature of it." if unsigned else _FOREIGN


def _approved_by(approved: Mapping[str, RegisterEntry]) -> list[str]:
    named = (f"{role} ({entry.told['by']}, {entry.at.date()})" for role, entry in approved.items())
    return [f"It was approved by {', '.join(named)}."] if approved else []


def _missing(ours: Sequence[RegisterEntry], approved: Mapping[str, RegisterEntry]) -> list[str]:
    """The roles that had to approve what was signed, and have not."""
    return [role for role in ours[-1].told["roles"] if role not in approved] if ours else []
