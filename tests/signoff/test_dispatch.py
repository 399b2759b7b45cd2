"""Letters on their way: to each recipient once, over TLS, whatever breaks; replies into the campaign file."""

from __future__ import annotations

import email
import email.policy
import json
import re
import shutil
import subprocess
import sys
import types
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import fast_mail_parser
import pytest
import yaml
from support.helpers import Result, build, files, letterkit
from support.mail_server import PASSWORD, STAGES, USER, Mailbox, breaking_server, mail_server
from support.signoff import ALL, HEAD, Dying, Killed, approve, stand, with_approvals

from letterkit.foundation.problems import UserError
from letterkit.schema.amend import with_reply

FROM = "office@fdw.example"
LOOK = {"colour": "#24406b", "accent": "#c29a2e"}


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose letter is approved and ready to go out."""
    folder = tmp_path_factory.mktemp("approved")
    data = with_approvals()
    data["sources"]["leak"] = {"title": "Minutes nobody may see", "date": "2017-01-19", "confidential": "yes"}
    data["people"]["zebra-key"] = {
        "name": "Tun Lin Moe", "gender": "male", "publish": "no", "office": "treasurer", "of": "union",
        "acts": [{"arrested": "2017-01-19", "source": "leak"}],
    }  # fmt: skip
    data["letters"]["one"]["facts"][0].append("zebra-key.arrested")
    data["targets"]["clerk"]["email"] = "clerk@ministry.example"
    data["targets"]["archivist"] = {"office": "Archivist", "of": "Ministry"}
    data["letters"]["one"]["copies"] = ["clerk", "archivist"]
    data["targets"]["president"]["until"] = "2099-01-01"
    data["letters"]["one"] |= {"from": "fdw", "reply-by": "2099-06-01"}
    build(folder, {"case.yml": data, "templates/letterheads/fdw/letterhead.yml": {**HEAD, "look": LOOK}})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert letterkit("draft", "case.yml").code == 0
        for role, person in ALL:
            assert approve(role, person).code == 0
        run = letterkit("pdf", "case.yml", "--for", "sending")
        assert run.code == 0, run.err
    return folder


@pytest.fixture(autouse=True)
def folder(approved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(approved, tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("LETTERKIT_SMTP_USER", USER)
    monkeypatch.setenv("LETTERKIT_SMTP_PASSWORD", PASSWORD)
    monkeypatch.setenv("LETTERKIT_MAIL_FROM", FROM)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
    return tmp_path


def send(server: str, *options: object) -> Result:
    return letterkit("send", "case.yml", "one", "--server", server, *options)


def register() -> list[dict[str, Any]]:
    text = Path("output/case/one.register.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def acts() -> list[str]:
    return [line["act"] for line in register() if line["act"] != "approved"]


def read(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def is_the_letter(content: bytes) -> None:
    message = read(content)
    assert message["To"] == "a@b.example"
    assert message["Cc"] == "clerk@ministry.example"
    assert message["Subject"] == "Release Alia Bek"
    body = message.get_body(("plain",))
    assert body is not None
    assert "Please find attached our letter of 23 January 2017, “Release Alia Bek”." in body.get_content()
    [attached] = message.iter_attachments()
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_filename() == "FDW-2017-01-23.pdf"
    assert attached.get_content() == Path("output/case/one-sending.pdf").read_bytes()


# Mail


def test_the_message_opens_as_one_still_to_be_sent_and_is_not_sent() -> None:
    run = letterkit("mail", "case.yml", "one")
    assert run.code == 0, run.err
    content = Path("output/case/one.eml").read_bytes()
    is_the_letter(content)
    assert read(content)["X-Unsent"] == "1"
    assert acts() == []


def test_a_mail_parser_of_another_make_reads_it() -> None:
    assert letterkit("mail", "case.yml", "one").code == 0
    found = fast_mail_parser.parse_email(Path("output/case/one.eml").read_bytes())
    assert found.subject == "Release Alia Bek"
    assert (found.headers["To"], found.headers["Cc"]) == (["a@b.example"], ["clerk@ministry.example"])
    [text] = found.text_plain
    assert "Please find attached our letter of 23 January 2017, “Release Alia Bek”." in text
    assert found.text_html == []
    [attached] = [one for one in found.attachments if one.mimetype == "application/pdf"]
    assert attached.filename == "FDW-2017-01-23.pdf"
    assert attached.content == Path("output/case/one-sending.pdf").read_bytes()


def test_nothing_of_the_inside_travels() -> None:
    assert letterkit("mail", "case.yml", "one").code == 0
    content = Path("output/case/one.eml").read_bytes()
    message = read(content)
    decoded = b"".join(part.get_payload(decode=True) or b"" for part in message.walk() if not part.is_multipart())
    # What is encoded has any three letters somewhere by chance: it is looked at as it was before.
    content = re.sub(rb"(?m)^[\w+/=]{40,}\r?$", b"", content)
    inside = (
        "Minutes nobody",
        "Moe",
        "zebra",
        "leak",
        "Ines",
        "Okoro",
        "case.yml",
        "/one",
        "letterkit",
    )
    for marker in (*inside, str(Path.cwd())):
        assert marker.encode() not in content, marker
        assert marker.encode() not in decoded, marker


# Sending


def test_a_rehearsal_sends_and_writes_nothing(folder: Path) -> None:
    before = files(Path())
    with mail_server(folder) as (box, server):
        run = send(server)
    assert (run.code, box.messages) == (0, [])
    assert "would be sent to a@b.example, clerk@ministry.example; --yes sends it" in run.out
    assert "not to Archivist, who has no e-mail address here: send it by post" in run.out
    assert files(Path()) == before


def test_it_is_sent_once(folder: Path) -> None:
    with mail_server(folder) as (box, server):
        first, *others = (send(server, "--yes") for _ in range(3))
        assert [first.code, *(run.code for run in others)] == [0, 0, 0]
        assert "LK406" in first.err  # the last check is as of today
    [(recipients, content)] = box.messages
    assert recipients == ["a@b.example", "clerk@ministry.example"]
    is_the_letter(content)
    assert acts() == ["sending", "sent"]
    assert register()[-1]["message-id"] == read(content)["Message-ID"]
    assert read(content)["X-Unsent"] is None
    assert b"@fdw.example>" in read(content)["Message-ID"].encode()
    assert stand()["stage"] == "sent"
    assert stand("--on", "2099-06-01")["stage"] == "sent"
    late = stand("--on", "2099-06-02")
    assert (late["stage"], "a reply was asked for by 2099-06-01" in late["said"][0]) == ("overdue", True)
    run = approve("gs", "Marit Holm")
    assert (run.code, "LK952: the letter was sent on" in run.err) == (2, True)


def test_one_bad_address_does_not_stop_the_others(folder: Path) -> None:
    with mail_server(folder) as (box, server):
        box.answers["a@b.example"] = "550 no such user"
        run = send(server, "--yes")
        assert (run.code, "LK973: the server refuses a@b.example: 550 no such user" in run.err) == (2, True)
        assert "sent to clerk@ministry.example" in run.out
        again = send(server, "--yes")
        assert (again.code, "has been sent to all others" in again.out, "refuses a@b.example" in again.err) == (
            2,
            True,
            True,
        )
    assert "refused by the server for a@b.example: 550 no such user" in str(stand()["said"])
    assert [recipients for recipients, _ in box.messages] == [["clerk@ministry.example"]]


def test_a_letter_that_was_refused_for_everybody_is_not_said_to_be_sent(folder: Path) -> None:
    with mail_server(folder) as (box, server):
        box.answers |= dict.fromkeys(("a@b.example", "clerk@ministry.example"), "550 no such user")
        for options in (("--yes",), ("--yes",), ()):
            run = send(server, *options)
            assert run.code == 2
            assert run.err.count("LK973: the server refuses") == 2
        assert "has been sent to nobody" in run.out
    assert (box.messages, stand()["stage"]) == ([], "approved")


def test_after_a_greylisting_it_goes_on_with_who_is_left(folder: Path) -> None:
    with mail_server(folder) as (box, server):
        box.answers["clerk@ministry.example"] = "451 try again later"
        assert send(server, "--yes").code == 2
        box.answers.clear()
        assert send(server, "--yes").code == 0
        assert send(server, "--yes").code == 0
    assert [recipients for recipients, _ in box.messages] == [["a@b.example"], ["clerk@ministry.example"]]
    first, second = (read(content)["Message-ID"] for _, content in box.messages)
    assert first == second


def test_a_message_that_was_kept_and_is_another_now_is_not_sent(folder: Path) -> None:
    with mail_server(folder) as (box, server):
        box.to_message = "451 try again later"
        assert send(server, "--yes").code == 2
        box.to_message = "250 OK"
        [kept] = Path("output/case/.letterkit/one").glob("outgoing-*.eml")
        before = kept.read_bytes()
        kept.write_bytes(before.replace(b"Please find", b"Please ignore"))
        run = send(server, "--yes")
        assert (run.code, "LK968: the message kept in" in run.err, box.messages) == (2, True, []), run.err
        kept.write_bytes(before)
        assert send(server, "--yes").code == 0
    is_the_letter(box.messages[0][1])


def wrong_password(box: Mailbox, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("LETTERKIT_SMTP_PASSWORD", "wrong")


def refused(box: Mailbox, patch: pytest.MonkeyPatch) -> None:
    box.to_message = "554 not wanted"


def untrusted(box: Mailbox, patch: pytest.MonkeyPatch) -> None:
    patch.delenv("SSL_CERT_FILE")


@pytest.mark.parametrize(
    ("fault", "words", "mend"),
    [
        (wrong_password, "535", "look at --user and the password"),
        (refused, "554 not wanted", "what it does not take"),
        (untrusted, "not safe", "name the server as its certificate does"),
    ],
)
def test_what_the_server_refuses_can_be_sent_again(fault: Any, words: str, mend: str, folder: Path) -> None:
    with mail_server(folder) as (box, server):
        with pytest.MonkeyPatch.context() as patch:
            fault(box, patch)
            run = send(server, "--yes")
        assert (run.code, "LK973: nothing was sent" in run.err, words in run.err) == (2, True, True), run.err
        assert mend in run.err
        assert (box.messages, stand()["stage"]) == ([], "approved")
        box.to_message = "250 OK"
        assert send(server, "--yes").code == 0
    assert len(box.messages) == 1
    assert acts() == ["sending", "not sent", "sending", "sent"]


class _Locked(Exception):
    """As the library keyring says that a keyring cannot be read."""


def keyring(patch: pytest.MonkeyPatch, answer: Any) -> None:
    """A system's keyring in the place of the library's."""
    errors = types.ModuleType("keyring.errors")
    errors.__dict__.update(KeyringError=_Locked, NoKeyringError=type("NoKeyringError", (_Locked,), {}))
    ring = types.ModuleType("keyring")
    ring.__dict__.update(get_password=answer, errors=errors)
    patch.setitem(sys.modules, "keyring", ring)
    patch.setitem(sys.modules, "keyring.errors", errors)
    patch.delenv("LETTERKIT_SMTP_PASSWORD")


def test_the_password_can_be_in_the_keyring(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(host: str, user: str) -> str:
        raise _Locked("it is locked")

    keyring(monkeypatch, lambda host, user: {USER: PASSWORD}[user])
    with mail_server(folder) as (box, server):
        assert send(server, "--yes").code == 0
    assert len(box.messages) == 1
    monkeypatch.setitem(sys.modules["keyring"].__dict__, "get_password", locked)
    run = send("localhost:1", "--yes")
    assert (run.code, "LK976: the keyring does not give the password: it is locked" in run.err) == (2, True)


def test_without_tls_nothing_is_sent_not_even_the_password(folder: Path) -> None:
    with mail_server(folder, tls=False) as (box, server):
        run = send(server, "--yes")
    assert (run.code, "the server offers no TLS" in run.err, box.messages) == (2, True, [])
    assert send("127.0.0.1:9", "--yes").code == 2


@pytest.mark.parametrize(("said", "sent"), [("sent", 0), ("not-sent", 1)])
def test_when_nobody_knows_a_person_says_it(said: str, sent: int, folder: Path) -> None:
    with mail_server(folder) as (box, server):
        box.drops = True
        run = send(server, "--yes")
        assert (run.code, "LK974: nobody knows whether the server took <" in run.err) == (2, True)
        box.drops = False
        for _ in range(2):
            run = send(server, "--yes")
            assert (run.code, "LK974" in run.err, box.messages) == (2, True, [])
        run = send(server, "--yes", "--it-was", said)
        assert (run.code, len(box.messages)) == (0, sent)
        assert send(server, "--yes").code == 0
    assert len(box.messages) == sent
    assert stand()["stage"] == "sent"


def test_whom_the_server_asked_to_wait_is_sent_it_whatever_became_of_the_others(folder: Path) -> None:
    with mail_server(folder) as (box, server):
        box.answers["clerk@ministry.example"], box.drops = "451 try again later", True
        run = send(server, "--yes")
        assert (run.code, "LK974" in run.err, "wait for clerk@ministry.example" in run.err) == (2, True, True)
        box.answers.clear()
        box.drops = False
        for options in (("--it-was", "sent"), ()):
            assert send(server, "--yes", *options).code == 0
    assert [recipients for recipients, _ in box.messages] == [["clerk@ministry.example"]]
    assert stand()["stage"] == "sent"


@pytest.mark.parametrize("at", ["handed over", "written down"])
def test_killed_between_two_letters_the_next_run_sends_the_second(at: str, folder: Path) -> None:
    data = yaml.safe_load(Path("case.yml").read_text(encoding="utf-8")) | {"approvals": {}}
    for name in ("first", "second"):
        data["letters"][name] = {"like": "one", "subject": f"The {name}"}
    build(Path(), {"case.yml": data})
    assert letterkit("draft", "case.yml").code == 0
    assert letterkit("pdf", "case.yml", "--for", "sending").code == 0
    both = ("send", "case.yml", "first", "second", "--yes", "--server")
    with mail_server(folder) as (box, server):
        with pytest.MonkeyPatch.context() as patch:
            if at == "handed over":
                patch.setattr("letterkit.pipeline.dispatch._faults", _die)
            else:
                patch.setattr("letterkit.cli.dispatch.time.sleep", _die)
            with pytest.raises(Killed):
                letterkit(*both, server)
        assert [read(content)["Subject"] for _, content in box.messages] == ["The first"]
        run = letterkit(*both, server)
        assert (run.code, run.err.count("LK974")) == ((2, 1) if at == "handed over" else (0, 0))
        assert letterkit(*both, server, "--it-was", "sent").code == 0
    assert [read(content)["Subject"] for _, content in box.messages] == ["The first", "The second"]


def _die(*arguments: object) -> None:
    raise Killed


@pytest.mark.sampled(7)
@pytest.mark.parametrize("stage", STAGES)
def test_wherever_the_server_breaks_off_it_arrives_once(stage: str, folder: Path) -> None:
    with breaking_server(folder, stage) as (kept, server):
        run = send(server, "--yes")
    is_told, is_unclear = stage in ("QUIT", "421"), stage in ("DATA", "text", "dot", "kept")
    assert (run.code, "LK974" in run.err) == (0 if is_told else 2, is_unclear), run.err
    assert ("LK973: nothing was sent" in run.err) == (not is_told and not is_unclear)
    said = ("--it-was", "sent" if kept else "not-sent") if is_unclear else ()
    with mail_server(folder) as (box, server):
        for options in (said, ()):
            assert send(server, "--yes", *options).code == 0
    assert len(box.messages) + len(kept) == 1
    assert (stand()["stage"], acts()[-1]) == ("sent", "sent")


@pytest.mark.sampled(7)
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", range(8))
def test_killed_at_any_write_nothing_is_sent_twice(step: int, after: bool, folder: Path) -> None:
    dying = Dying(step, after)
    with mail_server(folder) as (box, server):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("letterkit.drafts.folder.DISK", dying)
            patch.setattr("letterkit.pipeline.plan.LetterFolder", lambda folder, letter: _place(folder, letter, dying))
            try:
                send(server, "--yes")
                died = False
            except Killed:
                died = True
        assert letterkit("status", "case.yml").code == 0
        assert len(box.messages) <= 1
        run = send(server, "--yes")
        if run.code:
            assert "LK974" in run.err
            assert send(server, "--yes", "--it-was", "sent" if box.messages else "not-sent").code == 0
    assert died == (step < 7)
    assert len(box.messages) == 1
    assert stand()["stage"] == "sent"


def _place(folder: Path, letter: str, dying: Dying) -> Any:
    from letterkit.drafts.folder import LetterFolder

    return LetterFolder(folder, letter, dying)


def unapproved() -> str:
    draft = Path("output/case/one.md")
    draft.write_text(draft.read_text(encoding="utf-8").replace("Nobody has", "Nobody had"), encoding="utf-8")
    return "LK956"


def another_pdf() -> str:
    Path("output/case/one-sending.pdf").write_bytes(b"%PDF-1.7 another")
    return "LK968: 'output/case/one-sending.pdf' is not the letter that was approved"


def no_pdf() -> str:
    Path("output/case/one-sending.pdf").unlink()
    return "LK968: there is no"


@pytest.mark.parametrize("change", [unapproved, another_pdf, no_pdf])
def test_only_what_was_approved_goes_out(change: Any, folder: Path) -> None:
    words = change()
    with mail_server(folder) as (box, server):
        for run in (letterkit("mail", "case.yml", "one"), send(server), send(server, "--yes")):
            assert (run.code, words in run.err) == (2, True), run.err
    assert (box.messages, acts()) == ([], [])


def test_what_is_missing_to_send_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LETTERKIT_MAIL_FROM")
    run = letterkit("send", "case.yml", "one", "--server", "host:smtp", "--yes")
    assert (run.code, run.err.count("LK976")) == (2, 2)
    monkeypatch.setenv("LETTERKIT_MAIL_FROM", "not an address")
    run = send("localhost:9", "--yes")
    assert (run.code, "LK971: 'not an address' cannot be used" in run.err) == (2, True)


# Replies


def test_a_reply_is_recorded_kept_and_taken_up() -> None:
    before = Path("case.yml").read_text(encoding="utf-8")
    Path("scan.pdf").write_bytes(b"%PDF-1.7 the reply")
    options = ("--date", "2017-02-10", "--says", 'the "matter" is under review: soon', "--file", "scan.pdf")
    for _ in range(2):
        run = letterkit("reply", "case.yml", "one", *options)
        assert (run.code, run.err) == (0, "")
    after = Path("case.yml").read_text(encoding="utf-8")
    added = ("    replies:", "      - {date: 2017-02-10")
    assert [line for line in after.splitlines() if not line.startswith(added)] == before.splitlines()
    [recorded] = yaml.safe_load(after)["letters"]["one"]["replies"]
    assert (str(recorded["date"]), recorded["says"]) == ("2017-02-10", 'the "matter" is under review: soon')
    assert Path("output/case/one-replies/2017-02-10-scan.pdf").read_bytes() == b"%PDF-1.7 the reply"
    assert acts() == ["answered"]
    assert stand()["stage"] == "answered"
    assert letterkit("reply", "case.yml", "one", "--date", "2017-02-20", "--says", "nothing").code == 0
    assert len(yaml.safe_load(Path("case.yml").read_text(encoding="utf-8"))["letters"]["one"]["replies"]) == 2
    assert letterkit("follow-up", "case.yml", "one", "--date", "2017-03-06").code == 0
    assert "matter" in Path("output/case/one-2.md").read_text(encoding="utf-8")


REPORT = b"""Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: text/plain

It could not be delivered.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; a@b.example
Action: failed
Status: 5.1.1

--x--
"""


def test_a_delivery_report_is_no_reply() -> None:
    Path("report.eml").write_bytes(REPORT)
    before = Path("case.yml").read_bytes()
    run = letterkit("reply", "case.yml", "one", "--date", "2017-02-10", "--file", "report.eml")
    assert (run.code, "delivery report: a@b.example: failed: 5.1.1" in run.out) == (0, True)
    assert Path("case.yml").read_bytes() == before
    assert (acts(), register()[-1]["report"]) == (["delivery report"], {"a@b.example": "failed: 5.1.1"})
    assert stand()["stage"] == "approved"


ODD = {
    "before the letter": (("--date", "2017-01-01", "--says", "no"), "cannot answer a letter of 2017-01-23"),
    "not yet": (("--date", "2199-01-01", "--says", "no"), "has not come yet"),
    "nothing said": (("--date", "2017-02-10"), "what the reply says is missing"),
    "no day": (("--date", "May", "--says", "no"), "expected a day"),
}


@pytest.mark.parametrize("what", ODD)
def test_odd_replies_are_refused(what: str) -> None:
    before = files(Path())
    options, words = ODD[what]
    run = letterkit("reply", "case.yml", "one", *options)
    assert (run.code, words in run.err) == (2, True)
    assert files(Path()) == before


def test_a_rehearsed_reply_writes_nothing() -> None:
    before = files(Path())
    run = letterkit("reply", "case.yml", "one", "--date", "2017-02-10", "--says", "no", "--dry-run")
    assert (run.code, "case.yml" in run.out) == (0, True)
    assert files(Path()) == before


@pytest.mark.sampled(5)
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", range(6))
def test_killed_at_any_write_the_reply_is_there_once(step: int, after: bool) -> None:
    Path("scan.pdf").write_bytes(b"%PDF-1.7 the reply")
    options = ("--date", "2017-02-10", "--says", "soon", "--file", "scan.pdf")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("letterkit.cli.dispatch.files_for", lambda dry: Dying(step, after))
        try:
            letterkit("reply", "case.yml", "one", *options)
            died = False
        except Killed:
            died = True
    assert died == (step < 5)
    assert letterkit("reply", "case.yml", "one", *options).code == 0
    assert len(yaml.safe_load(Path("case.yml").read_text(encoding="utf-8"))["letters"]["one"]["replies"]) == 1
    assert acts() == ["answered"]
    assert letterkit("status", "case.yml").code == 0


WAYS = {
    "none": "    from: x\n    to: y # a comment\n",
    "one in braces": "    from: x\n    replies: {date: 2017-01-30, says: nothing}\n    to: y\n",
    "a list": "    replies:\n      - {date: 2017-01-30, says: nothing}\n\n    to: y\n",
    "a list as far in": "    replies:\n    - date: 2017-01-30\n      says: nothing\n    to: y\n",
    "one on lines": "    replies:\n      date: 2017-01-30\n      says: nothing\n    to: y\n",
    "a list in brackets": "    replies: [{date: 2017-01-30,\n      says: nothing}]\n    to: y\n",
    "an empty list": "    replies: []\n    to: y\n",
    "a text at the end": "    to: y\n    subject: |\n      Two\n      lines\n\n",
}
NEW = {"date": "2017-02-01", "says": '"a: \\"b\\""'}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("way", WAYS)
def test_a_reply_finds_its_place_and_leaves_the_rest(way: str, end: str) -> None:
    text = f"letters:\n  one:\n{WAYS[way]}  two: {{like: one}} # end\n".replace("\n", end)
    once = with_reply(text, "one", NEW, "f")
    twice = with_reply(once, "one", NEW, "f")
    letter = yaml.safe_load(twice)["letters"]["one"]
    assert [reply["says"] for reply in letter["replies"]][-2:] == ['a: "b"'] * 2
    rest = [line for line in text.split(end) if "repl" not in line and "20" not in line and "says" not in line]
    assert [line for line in rest if line not in twice.split(end)] == []


def test_where_there_is_no_place_it_says_what_to_write() -> None:
    with pytest.raises(UserError, match="no place was found") as refused:
        with_reply("letters: {two: {to: y}}\n", "one", NEW, "f")
    assert "{date: 2017-02-01" in refused.value.problems[0].hint


# Post


def page(name: str) -> str:
    return subprocess.run(["pdftotext", "-layout", name, "-"], capture_output=True, check=True, text=True).stdout


def test_a_letter_that_goes_by_post_has_a_cover_sheet_and_a_label() -> None:
    run = letterkit("post", "case.yml", "one")
    assert (run.code, "LK902" in run.err) == (0, False), run.err
    cover, label = page("output/case/one-cover.pdf"), page("output/case/one-label.pdf")
    assert "of 23 January 2017 (our reference AB/cd), is addressed to H.E. Nursultan Nazarbayev." in " ".join(
        cover.split()
    )
    assert "“Release Alia Bek”" in cover
    assert "It has 1 page, and is accompanied by:" in " ".join(cover.split())
    lines = [line.strip() for line in label.splitlines() if line.strip()]
    assert lines[-2:] == ["Palace", "Astana"]
    assert "Moe" not in cover + label
    assert acts() == []


def test_a_posted_letter_counts_as_sent_once() -> None:
    for said in ("the register says that it was posted today", "already"):
        run = letterkit("post", "case.yml", "one", "--posted")
        assert run.code == 0, run.err
        assert said in run.out
    assert acts() == ["sent"]
    assert "sent on" in letterkit("status", "case.yml").out


def test_what_has_no_address_or_is_not_approved_is_not_posted() -> None:
    text = Path("case.yml").read_text(encoding="utf-8")
    Path("case.yml").write_text(text.replace("Alia Bek", "Alia Beka"), encoding="utf-8")
    run = letterkit("post", "case.yml", "one")
    assert run.code == 2
    assert "LK956" in run.err
    assert not list(Path("output/case").glob("*-label.pdf"))
