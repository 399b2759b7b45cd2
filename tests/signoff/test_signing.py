"""Signatures: two that stay valid, nothing written when something is wrong, and whatever is done to the file shows."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec
from support import tokens
from support.authority import PASSPHRASE, authority, revocation_server, self_made, timestamp_server
from support.helpers import Result, build, files, letterkit
from support.signoff import ALL, HEAD, Dying, Killed, approve, stand, with_approvals

PDF = Path("output/case/one-sending.pdf")


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with an approved letter that two sign, keys beside it."""
    folder = tmp_path_factory.mktemp("ready")
    data = with_approvals()
    data["letters"]["one"] |= {"from": "fdw", "signed-by": ["president", "secretary"]}
    build(folder, {"case.yml": data, "templates/letterheads/fdw/letterhead.yml": HEAD})
    authority().key_file(folder / "verbeek.p12", "Nadia Verbeek")
    authority().key_file(folder / "holm.p12", "HOLM Marit")
    (folder / "authority.pem").write_bytes(authority().pem)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert letterkit("draft", "case.yml").code == 0
        for role, person in ALL:
            assert approve(role, person).code == 0
    return folder


@pytest.fixture(autouse=True)
def folder(ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ready, tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("LETTERKIT_PASSPHRASE", PASSPHRASE)
    return tmp_path / "work"


@pytest.fixture(scope="module")
def signed(ready: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace with both signatures."""
    folder = tmp_path_factory.mktemp("signed") / "work"
    shutil.copytree(ready, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("LETTERKIT_PASSPHRASE", PASSPHRASE)
        both()
    return folder


def sign(who: str, key: str, *options: object) -> Result:
    return letterkit("sign", "case.yml", "one", "--as", who, "--key", key, *options)


def both() -> None:
    for who, key in (("president", "verbeek.p12"), ("secretary", "holm.p12")):
        run = sign(who, key, "--json")
        assert (run.code, run.err) == (0, "")


def verify(*options: object, pdf: Path = PDF) -> Result:
    return letterkit("verify", pdf, *options)


def pdfsig() -> str:
    return subprocess.run(["pdfsig", str(PDF)], capture_output=True, text=True, check=False).stdout


# Signing


def test_two_sign_and_both_stay_valid() -> None:
    run = sign("president", "verbeek.p12")
    assert run.code == 0, run.err
    letter = stand()
    assert letter["stage"] == "approved"
    assert "signed by Nadia Verbeek; still to be signed by Marit Holm" in letter["said"]
    first = PDF.read_bytes()
    half = verify()
    assert (half.code, "It is still to be signed by Marit Holm." in half.out) == (1, True)
    assert sign("secretary", "holm.p12").code == 0
    assert PDF.read_bytes().startswith(first)
    assert stand()["stage"] == "signed"
    assert pdfsig().count("Signature is Valid") == 2
    run = verify("--trust", "authority.pem")
    assert run.code == 0
    first_line, second, third, *rest = run.out.splitlines()
    assert re.fullmatch(r"Signed with the key of Nadia Verbeek on .*; the key of HOLM Marit on .*", first_line)
    assert second == "It has not been changed since."
    assert third.startswith("That does not prove when Nadia Verbeek and HOLM Marit signed")
    assert rest[0] == "It is the letter case/one, version 1 of its draft."
    assert "All approvals were complete when it was signed." in rest
    told = json.loads(verify("--json").out)
    assert [(one["signer"], one["trusted"], one["broken"]) for one in told["signatures"]] == [
        ("Nadia Verbeek", None, ""),
        ("HOLM Marit", None, ""),
    ]


def test_the_approved_letter_is_the_beginning_and_the_metadata_stay(signed: Path) -> None:
    shutil.copytree(signed, Path.cwd(), dirs_exist_ok=True)
    after = PDF.read_bytes()
    PDF.rename("kept.pdf")
    assert letterkit("pdf", "case.yml", "--for", "sending").code == 0
    before = PDF.read_bytes()
    assert after.startswith(before)
    assert pypdf.PdfReader(BytesIO(after)).metadata == pypdf.PdfReader(BytesIO(before)).metadata
    assert pypdf.PdfReader(BytesIO(after)).xmp_metadata.stream.get_data() == (  # type: ignore[union-attr]
        pypdf.PdfReader(BytesIO(before)).xmp_metadata.stream.get_data()  # type: ignore[union-attr]
    )
    assert not re.search(rb"(?i)hanko|letterkit|\bInes\b|Okoro", after)
    PDF.write_bytes(after)
    run = letterkit("pdf", "case.yml", "--for", "sending")
    assert (run.code, PDF.read_bytes()) == (0, after)


def test_a_signature_does_not_tell_where_the_clock_stood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Almaty")
    assert sign("president", "verbeek.p12").code == 0
    fields = pypdf.PdfReader(PDF).trailer["/Root"]["/AcroForm"]["/Fields"]  # type: ignore[index]
    [at] = [str(field.get_object()["/V"]["/M"]) for field in fields if "/V" in field.get_object()]
    assert re.fullmatch(r"D:\d{14}(Z|\+00'00')", at), at
    assert verify().out.startswith("Signed with the key of Nadia Verbeek on ")


def test_order_of_signatures_is_free_and_signing_twice_writes_once() -> None:
    assert sign("fdw.secretary", "holm.p12").code == 2
    assert sign("secretary", "holm.p12").code == 0
    before = files(Path())
    assert sign("secretary", "holm.p12").code == 0
    assert files(Path()) == before
    assert sign("president", "verbeek.p12").code == 0
    assert stand()["stage"] == "signed"
    assert verify().code == 0


def test_an_organisation_seals_it_instead() -> None:
    authority().key_file(Path("seal.p12"), "Federation of Dock Workers, seal")
    assert sign("fdw", "seal.p12").code == 0
    assert stand()["stage"] == "signed"
    assert verify().code == 0
    run = sign("president", "verbeek.p12")
    assert (run.code, "LK963" in run.err) == (2, True)


def test_where_nobody_is_asked_to_approve_it_can_be_signed_all_the_same() -> None:
    text = Path("case.yml").read_text(encoding="utf-8")
    start = text.index("approvals:")
    Path("case.yml").write_text(text[:start], encoding="utf-8")
    Path("output/case/one.register.jsonl").rename("kept.jsonl")
    shutil.rmtree("output/case/.letterkit")
    assert letterkit("draft", "case.yml").code == 0
    both()
    run = verify()
    assert (run.code, "No approvals were asked for." in run.out) == (0, True)
    assert stand()["stage"] == "signed"


def test_a_time_stamp_vouches_for_the_time() -> None:
    with timestamp_server() as address:
        assert sign("president", "verbeek.p12", "--timestamp-server", address).code == 0
        assert sign("secretary", "holm.p12", "--timestamp-server", address).code == 0
    told = json.loads(verify("--json", "--trust", "authority.pem").out)
    assert [one["stamped_by"] for one in told["signatures"]] == ["Test Timestamps"] * 2
    third = told["said"][2]
    assert third.startswith("That does not prove that the certificate of Nadia Verbeek and HOLM Marit had not been")
    assert third.endswith("nor that what the letter says is so.")
    assert pdfsig().count("Signature is Valid") == 2


@pytest.mark.parametrize("way", ["ocsp", "crl"])
def test_what_the_issuer_answers_is_kept_in_the_file(way: str) -> None:
    revoked: set[int] = set()
    with revocation_server(revoked) as issuer:
        answers = f"{issuer}/{way}"
        # With OCSP, the certificate of the authority is to be had where the certificate says.
        for file, name in (("verbeek.p12", "Nadia Verbeek"), ("holm.p12", "Marit Holm")):
            authority().key_file(Path(file), name, answers=answers, alone=way == "ocsp")
        gone = authority().key_file(Path("gone.p12"), "Nadia Verbeek", answers=answers)
        revoked.add(gone.serial_number)
        with timestamp_server(answers=answers) as address:
            stamped = ("--timestamp-server", address)
            before = files(Path())
            run = sign("president", "gone.p12", *stamped)
            assert (run.code, "LK962: the certificate of Nadia Verbeek was revoked on" in run.err) == (2, True)
            assert {name for name in files(Path()) if name not in before} <= {"output/case/.letterkit/lock"}
            assert sign("president", "verbeek.p12", *stamped).err == ""
            assert sign("secretary", "holm.p12", *stamped).err == ""
    run = verify("--json", "--trust", "authority.pem")
    told = json.loads(run.out)
    assert (run.code, [one["level"] for one in told["signatures"]]) == (0, ["B-LT", "B-LT"])
    assert told["said"][2] == "That does not prove that what the letter says is so."
    assert pdfsig().count("Signature is Valid") == 2
    # Years later, when certificates have ended and no server answers.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pyhanko_certvalidator.context.datetime", _Later)
        assert verify("--trust", "authority.pem").code == 0


class _Later(datetime.datetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return datetime.datetime.now(tz) + datetime.timedelta(days=2000)


def test_where_nobody_answers_that_is_said() -> None:
    authority().key_file(Path("verbeek.p12"), "Nadia Verbeek", answers="http://127.0.0.1:9/ocsp")
    with timestamp_server() as address:
        run = sign("president", "verbeek.p12", "--timestamp-server", address)
    assert (run.code, "LK958: nobody says whether the certificates" in run.err) == (0, True)
    assert [one["level"] for one in json.loads(verify("--json").out)["signatures"]] == ["B-T"]


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A token with a key of each signatory and one without a certificate, by its library."""
    with pytest.MonkeyPatch.context() as patch:
        yield tokens.plugged_in(tmp_path_factory.mktemp("token"), patch, ("Nadia Verbeek", "Marit Holm"))


def by_token(who: str, library: Path, *options: object, pin: str = tokens.PIN) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LETTERKIT_PASSPHRASE", pin)
        return letterkit("sign", "case.yml", "one", "--as", who, "--token", library, *options)


def test_two_sign_with_tokens(token: Path) -> None:
    for who, key in (("president", "Nadia Verbeek"), ("secretary", "Marit Holm")):
        run = by_token(who, token, "--token-label", tokens.LABEL, "--token-key", key)
        assert (run.code, run.err) == (0, "")
    assert verify("--trust", "authority.pem").code == 0
    assert pdfsig().count("Signature is Valid") == 2


@pytest.mark.parametrize(
    ("options", "pin", "words"),
    [
        ((), tokens.PIN, "LK961: the token has 2 keys: Marit Holm, Nadia Verbeek"),
        (("--token-key", "Nadia Verbeck"), tokens.PIN, "did you mean 'Nadia Verbeek'?"),
        (("--token-label", "another"), tokens.PIN, "LK961: no token is called 'another'"),
        (("--token-key", "Nadia Verbeek"), "000000", "LK961: the PIN is wrong"),
        (("--token-key", "Nadia Verbeek"), "", "LK961: the token takes no PIN at its reader"),
        (("--token-key", "Marit Holm"), tokens.PIN, "LK962: the certificate is of Marit Holm, and not of Nadia"),
    ],
)
def test_a_token_that_does_not_sign_says_why(options: Any, pin: str, words: str, token: Path) -> None:
    register = Path("output/case/one.register.jsonl").read_bytes()
    run = by_token("president", token, *options, pin=pin)
    assert (run.code, words in run.err) == (2, True), run.err
    assert (Path("output/case/one.register.jsonl").read_bytes(), PDF.exists()) == (register, False)


def test_what_is_no_library_for_tokens_is_named() -> None:
    run = by_token("president", Path("case.yml"))
    assert (run.code, "LK961: 'case.yml' is no library for tokens" in run.err) == (2, True), run.err
    run = letterkit("sign", "case.yml", "one", "--as", "president")
    assert (run.code, "--key FILE, or --token LIBRARY" in run.err) == (2, True)


def test_a_rehearsal_writes_nothing() -> None:
    before = files(Path())
    run = sign("president", "verbeek.p12", "--dry-run")
    assert (run.code, "one-sending.pdf" in run.out, "still to be signed" in run.out) == (0, True, True)
    assert files(Path()) == before


def odd_key(name: str, begins: int, ends: int) -> Callable[[], Result]:
    def run() -> Result:
        authority().key_file(Path("odd.p12"), name, begins, ends)
        return sign("president", "odd.p12")

    return run


def with_answer(answer: bytes) -> Callable[[], Result]:
    def run() -> Result:
        with timestamp_server(answer) as address:
            return sign("president", "verbeek.p12", "--timestamp-server", address)

    return run


def wrong_passphrase() -> Result:
    Path("secret.txt").write_text("not it\n", encoding="utf-8")
    return sign("president", "verbeek.p12", "--passphrase-file", "secret.txt")


def no_key() -> Result:
    Path("odd.p12").write_bytes(b"nothing")
    return sign("president", "odd.p12")


def after_a_change() -> Result:
    draft = Path("output/case/one.md")
    draft.write_text(draft.read_text(encoding="utf-8").replace("Nobody has", "Nobody had"), encoding="utf-8")
    return sign("president", "verbeek.p12")


def over_another_file() -> Result:
    PDF.write_bytes(b"%PDF-1.7\nsomething else")
    return sign("president", "verbeek.p12")


WRONG: dict[str, tuple[Callable[[], Result], str]] = {
    "expired": (odd_key("Nadia Verbeek", -100, -1), "LK962: the certificate of Nadia Verbeek has expired"),
    "not yet": (odd_key("Nadia Verbeek", 1, 900), "LK962: the certificate of Nadia Verbeek is not valid yet"),
    "soon over": (odd_key("Nadia Verbeek", -100, 5), "LK962: the certificate of Nadia Verbeek is about to expire"),
    "somebody else's": (lambda: sign("president", "holm.p12"), "LK962: the certificate is of HOLM Marit, and not of"),
    "nobody of the letter": (lambda: sign("treasurer", "holm.p12"), "LK963: 'treasurer' does not sign this letter"),
    "passphrase": (wrong_passphrase, "LK961: the passphrase does not open 'verbeek.p12'"),
    "no key": (no_key, "LK961: 'odd.p12' is no key file"),
    "a server that is not there": (
        lambda: sign("president", "verbeek.p12", "--timestamp-server", "http://127.0.0.1:9"), "LK965",
    ),
    "a server that talks": (with_answer(b"hello"), "LK965"),
    "a file as server": (lambda: sign("president", "verbeek.p12", "--timestamp-server", "file:///etc"), "LK965"),
    "changed since": (after_a_change, "LK956: what 'legal' decided is void"),
    "another file": (over_another_file, "LK964: 'output/case/one-sending.pdf' cannot be signed: it is not the letter"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_told_before_anything_is_written(what: str) -> None:
    register = Path("output/case/one.register.jsonl").read_bytes()
    there = {name for name in files(Path()) if name.startswith("output")}
    attempt, words = WRONG[what]
    run = attempt()
    assert run.code == 2
    assert words in run.err
    assert Path("output/case/one.register.jsonl").read_bytes() == register
    assert {name for name in files(Path()) if name.startswith("output")} - {PDF.as_posix()} <= there | {
        name for name in files(Path()) if "/.letterkit/" in name
    }
    assert not PDF.exists() or what == "another file"


def test_a_certificate_of_ones_own_is_said_to_be_one() -> None:
    self_made(Path("own.p12"), "Nadia Verbeek")
    assert sign("president", "own.p12").code == 0
    assert "who made the certificate and nobody else vouches for it" in verify().out
    run = verify("--trust", "authority.pem")
    assert run.code == 1
    authority.cache_clear()
    Path("another.pem").write_bytes(authority().pem)
    assert sign("secretary", "holm.p12").code == 0
    assert "does not lead to anybody whom you trust" in verify("--trust", "another.pem").out


@pytest.mark.sampled(5)
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", range(6))
def test_killed_at_any_write_the_signature_is_there_once(step: int, after: bool) -> None:
    died = False
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("letterkit.cli.sign_off.files_for", lambda dry: Dying(step, after))
        try:
            sign("president", "verbeek.p12")
        except Killed:
            died = True
    assert died == (step < 5)
    assert letterkit("status", "case.yml").code == 0
    assert sign("president", "verbeek.p12").code == 0
    assert pdfsig().count("Signature is Valid") == 1
    register = Path("output/case/one.register.jsonl").read_text(encoding="utf-8")
    assert register.count('"act": "signed"') == 1
    assert sign("secretary", "holm.p12").code == 0
    assert verify().code == 0


# Tampering


def appended(change: Callable[[IncrementalPdfFileWriter], None]) -> Callable[[bytes], bytes]:
    def tamper(pdf: bytes) -> bytes:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        change(writer)
        out = BytesIO()
        writer.write(out)
        return out.getvalue()

    return tamper


def a_title(writer: IncrementalPdfFileWriter) -> None:
    from pyhanko.pdf_utils import generic

    info = writer.trailer["/Info"]
    info[generic.pdf_name("/Title")] = generic.pdf_string("Another title")
    writer.update_container(info)


def a_page(writer: IncrementalPdfFileWriter) -> None:
    from pyhanko.pdf_utils import generic

    page = writer.root["/Pages"]["/Kids"][0].get_object()
    stream = generic.StreamObject(stream_data=b"BT ET")
    page["/Contents"] = writer.add_object(stream)
    writer.update_container(page)


def a_note(writer: IncrementalPdfFileWriter) -> None:
    from pyhanko.pdf_utils import generic

    page = writer.root["/Pages"]["/Kids"][0].get_object()
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Text"),
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 9, 9))),
            generic.pdf_name("/Contents"): generic.pdf_string("Ignore the letter."),
        }
    )
    page.setdefault(generic.pdf_name("/Annots"), generic.ArrayObject()).append(writer.add_object(note))
    writer.update_container(page)


def a_third_signature(pdf: bytes) -> bytes:
    signer = SimpleSigner.load_pkcs12_data(Path("holm.p12").read_bytes(), [], PASSPHRASE.encode())
    out = BytesIO()
    about = PdfSignatureMetadata(field_name="Mallory", md_algorithm="sha256")
    PdfSigner(about, signer, new_field_spec=SigFieldSpec("Mallory")).sign_pdf(
        IncrementalPdfFileWriter(BytesIO(pdf)), output=out
    )
    return out.getvalue()


def saved_again(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        out = BytesIO()
        opened.save(out)
        return out.getvalue()


def swapped_page(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.pages.append(opened.pages[0])
        out = BytesIO()
        opened.save(out)
        return out.getvalue()


def encrypted(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        out = BytesIO()
        opened.save(out, encryption=pikepdf.Encryption(owner="o", user=""))
        return out.getvalue()


def other_bounds(pdf: bytes) -> bytes:
    """The last signature, said to cover less of the file than it does."""
    found = list(re.finditer(rb"/ByteRange\s*\[[^\]]* (\d+)", pdf))[-1]
    new = b"%0*d" % (len(found[1]), int(found[1]) - 7)
    return pdf[: found.start(1)] + new + pdf[found.end(1) :]


def without_a_signature(pdf: bytes) -> bytes:
    """The last signature's value made noughts."""
    found = list(re.finditer(rb"/Contents\s*<([0-9a-fA-F]{200,})>", pdf))[-1]
    return pdf[: found.start(1)] + b"0" * len(found[1]) + pdf[found.end(1) :]


def signed_by_a_namesake(pdf: bytes) -> bytes:
    """The approved letter, signed anew by somebody with a key that they made in the signatory's name."""
    signer = SimpleSigner.load_pkcs12_data(
        self_made(Path("eve.p12"), "Nadia Verbeek").read_bytes(), [], PASSPHRASE.encode()
    )
    out = BytesIO()
    first = pdf[: pdf.index(b"%%EOF") + 6]
    PdfSigner(PdfSignatureMetadata(field_name="Eve"), signer, new_field_spec=SigFieldSpec("Eve")).sign_pdf(
        IncrementalPdfFileWriter(BytesIO(first)), output=out
    )
    return out.getvalue()


def a_byte(at: int) -> Callable[[bytes], bytes]:
    def tamper(pdf: bytes) -> bytes:
        found = len(pdf) * at // 100
        return pdf[:found] + bytes([pdf[found] ^ 1]) + pdf[found + 1 :]

    return tamper


ALTERED: dict[str, Callable[[bytes], bytes]] = {
    "a title": appended(a_title),
    "the content of a page": appended(a_page),
    "a note": appended(a_note),
    "an empty increment": appended(lambda writer: writer.update_root()),
    "a third signature": a_third_signature,
    "saved again": saved_again,
    "a page more": swapped_page,
    "encrypted": encrypted,
    "other bounds of a signature": other_bounds,
    "a signature of noughts": without_a_signature,
    "signed by a namesake": signed_by_a_namesake,
    "the file twice": lambda pdf: pdf + pdf,
    "something before it": lambda pdf: b"% nothing\n" + pdf,
    "an archive behind it": lambda pdf: pdf + b"PK\x05\x06" + b"\0" * 18,
    "a comment behind it": lambda pdf: pdf + b"\n% nothing\n",
    "a space behind it": lambda pdf: pdf + b" ",
    "the last revision less": lambda pdf: pdf[: pdf.rindex(b"%%EOF", 0, -8) + 6],
    "the end less": lambda pdf: pdf[:-40],
    "nothing": lambda pdf: b"",
    "text": lambda pdf: b"hello",
    **{f"a byte at {at} percent": a_byte(at) for at in (3, 12, 25, 37, 50, 63, 75, 88, 97)},
}


@pytest.mark.sampled(5)
@pytest.mark.parametrize("what", ALTERED)
def test_an_altered_file_is_no_letter_of_ours(what: str, signed: Path) -> None:
    shutil.copytree(signed, Path.cwd(), dirs_exist_ok=True)
    before = PDF.read_bytes()
    PDF.write_bytes(ALTERED[what](before))
    assert PDF.read_bytes() != before
    run = verify()
    assert run.code in (1, 2)
    assert (run.code == 2) == ("LK967" in run.err)
    # Without its last revision it is the letter as the first signatory left it.
    assert ("It has not been changed since." in run.out) == (what == "the last revision less")
    assert "It has been changed since: " in run.out or "LK967" in run.err or what == "the last revision less"
    if what == "a signature of noughts":
        assert "a signature was written over, or damaged on its way, and cannot be read" in run.out
        assert "It is the letter case/one" in run.out
    assert [problem["code"] for problem in stand()["problems"]] == ["LK964"]
    again = sign("secretary", "holm.p12")
    # What is left without the last revision is the letter with its first signature, which goes on.
    whole = what == "the last revision less"
    assert (again.code, bool(re.search("LK964|LK967", again.err))) == ((0, False) if whole else (2, True))


def test_a_letter_of_elsewhere_and_an_unsigned_one(signed: Path) -> None:
    shutil.copytree(signed, Path.cwd(), dirs_exist_ok=True)
    run = verify("--output", "nowhere", pdf=Path(shutil.copy(PDF, "other.pdf")))
    assert (run.code, "which letter it is cannot be said" in run.out) == (1, True)
    assert verify(pdf=Path("other.pdf")).code == 0
    PDF.unlink()
    assert letterkit("pdf", "case.yml", "--for", "sending").code == 0
    run = verify()
    assert run.code == 1
    assert run.out.startswith("Nobody has signed it.\nIt is the letter case/one, version 1 of its draft.")
    assert "The register knows of no signature of it." in run.out


def test_a_forged_register_is_no_proof(signed: Path) -> None:
    shutil.copytree(signed, Path.cwd(), dirs_exist_ok=True)
    path = Path("output/case/one.register.jsonl")
    path.write_text(path.read_text(encoding="utf-8").replace("Ines Okoro", "Eve"), encoding="utf-8")
    run = verify()
    assert (run.code, "line 1 of the register was changed after it was written" in run.out) == (1, True)


def test_an_honest_file_is_never_doubted(signed: Path) -> None:
    shutil.copytree(signed, Path.cwd(), dirs_exist_ok=True)
    from letterkit.pipeline.signing import verify as run

    assert all(run(PDF, Path("output")).holds for _ in range(5))
