"""The preview: what it shows as files change, what it does to drafts, and whom it answers."""

from __future__ import annotations

import asyncio
import gc
import json
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from support.helpers import build, campaign, files, letterkit
from support.library import library_of

from letterkit.cli.preview import data
from letterkit.cli.preview.app import application
from letterkit.cli.preview.guard import HEADERS
from letterkit.cli.preview.live import Live
from letterkit.cli.preview.serve import at_work, listen
from letterkit.pipeline.preview import session as sessions
from letterkit.pipeline.preview.session import Session
from letterkit.pipeline.preview.view import PreviewProof
from letterkit.typeset.depiction import Box, Page, PageWord

PORT, TOKEN = 8765, "a-token"
SOURCE = Path("campaigns/c.yml")
DRAFT = Path("output/c/one.md")


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return build(tmp_path, {SOURCE.as_posix(): campaign()})


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that need no typesetting: one, with the words of the draft one after the other."""

    def printed(job: object, library: object, composed: object, file: Any, before: PreviewProof | None) -> PreviewProof:
        if before is not None and before.key == file.text:
            return before
        words = re.findall(r"[^\W_]+", file.text)
        boxes = [Box(0.1 + 0.08 * (at % 10), 0.1 + 0.02 * (at // 10), 0.07, 0.015) for at in range(len(words))]
        page = Page(f"page{abs(hash(file.text))}", b"\xff\xd8", 595, 842, tuple(map(PageWord, words, boxes)))
        return PreviewProof(file.text, file.text.encode(), (page,))

    monkeypatch.setattr(sessions, "printed", printed)


@pytest.fixture
def session(workspace: Path, pages: None) -> Session:
    return Session(SOURCE, Path(), Path("output"), library_of())


def change(path: Path, old: str, new: str) -> Path:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path.resolve()


def finish(session: Session) -> None:
    while session.go_on():
        pass


# --- What it shows ---


def test_it_shows_each_letter_as_drafting_now_would_leave_it_and_writes_no_draft(session: Session) -> None:
    board = session.refresh(None)
    finish(session)
    letter = board.letters[0]
    assert (board.title, board.broken, letter.name, letter.ready) == ("Example", False, "one", True)
    assert "Alia Bek" in letter.written.text
    assert letter.written.saved is None
    assert sorted(files(Path("output"))) == ["c/preview/one.pdf"]
    letterkit("draft", str(SOURCE))
    assert DRAFT.read_text(encoding="utf-8") == letter.written.text


def test_what_changed_last_is_marked_in_the_draft_and_on_the_pages(session: Session) -> None:
    first = session.refresh(None).letters[0]
    assert not any(line.changed for line in first.marked.lines)
    assert not any(first.marked.changes)
    letter = session.refresh([change(SOURCE, "place: Astana", "place: Almaty")]).letters[0]
    new = [piece.text.strip() for line in letter.marked.lines for piece in line.pieces if piece.changed]
    told = letter.written.text.count("Almaty")
    assert [text.strip(".") for text in new] == ["Almaty"] * told
    assert sum(line.changed for line in letter.marked.lines) == told
    assert [len(boxes) for boxes in letter.marked.changes] == [told]
    # What leaves the letter as it is does not take the mark away.
    again = session.refresh([change(SOURCE, "campaign: Example", "campaign: Another")]).letters[0]
    assert again.marked == letter.marked


def test_each_word_of_the_draft_and_of_the_pages_belongs_to_its_sentence(session: Session) -> None:
    letter = session.refresh(None).letters[0]
    said: dict[int, str] = {}
    for line in letter.marked.lines:
        for piece in line.pieces:
            said[piece.sentence] = said.get(piece.sentence, "") + piece.text
    for number, sentence in enumerate(letter.written.sentences):
        assert re.findall(r"\w+", said[number]) == re.findall(r"\w+", sentence.text), sentence
    assert "letter: c/one" in said[-1]
    assert "".join(piece.text for line in letter.marked.lines for piece in line.pieces) == letter.written.text.replace(
        "\n", ""
    )
    assert {spot.sentence for spots in letter.marked.spots for spot in spots} == {*range(len(letter.written.sentences))}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("campaign: Example", "campaign: [Example", "LK102"),
        ("country: KZ", "cuontry: KZ", "LK121"),
        ("of: union", "of: onion", "LK221"),
    ],
)
def test_while_the_campaign_is_broken_the_last_good_page_stays_with_the_problem(
    session: Session, old: str, new: str, code: str
) -> None:
    good = session.refresh(None)
    broken = session.refresh([change(SOURCE, old, new)])
    assert broken.broken
    assert code in {problem.code for problem in broken.problems}
    assert broken.letters == good.letters
    mended = session.refresh([change(SOURCE, new, old)])
    assert (mended.broken, mended.problems, mended.letters) == (False, (), good.letters)


def test_a_campaign_that_disappears_is_told_and_comes_back(session: Session) -> None:
    good = session.refresh(None)
    text = SOURCE.read_bytes()
    SOURCE.unlink()
    gone = session.refresh([SOURCE.resolve()])
    assert gone.broken
    assert "c.yml" in gone.problems[0].message
    assert gone.letters == good.letters
    SOURCE.write_bytes(text)
    assert not session.refresh([SOURCE.resolve()]).broken


def test_an_error_in_one_letter_leaves_its_last_pages_and_says_that_they_are_old(session: Session) -> None:
    good = session.refresh(None).letters[0]
    letter = session.refresh(
        [change(SOURCE, "text: Nobody has seen her since.", "text: '[name] was seen by XX.'")]
    ).letters[0]
    assert letter.stale
    assert letter.printed == good.printed
    assert "LK707" in {problem.code for problem in letter.problems}
    assert "XX" in letter.written.text


def test_no_page_and_no_pdf_stays_that_names_somebody_against_their_will(session: Session) -> None:
    session.refresh(None)
    finish(session)
    path = session.place("one").preview
    assert path.is_file()
    letter = session.refresh([change(SOURCE, "publish: 'yes'", "publish: 'no'")]).letters[0]
    assert "LK706" in {problem.code for problem in letter.problems}, "the subject names her"
    assert letter.printed is None
    finish(session)
    assert not path.exists()
    session.refresh([change(SOURCE, "subject: Release Alia Bek", "subject: A release")])
    finish(session)
    assert path.is_file()
    assert b"Alia" not in path.read_bytes()


def test_two_pages_look_at_two_letters(session: Session) -> None:
    change(SOURCE, "letters:\n", "letters:\n  two: {like: one, date: 2017-01-24}\n")

    async def look(live: Live) -> None:
        with live.looking_at("one"), live.looking_at("two"), live.looking_at("one"):
            await until(live, lambda: live.board.letters and all(letter.ready for letter in live.board.letters))
        told = [json.loads(data.told(live, name, internal=False)) for name in ("one", "two", "no such letter")]
        assert [one["letter"]["name"] for one in told] == ["one", "two", "two"]

    run(session, look)


def test_letters_come_and_go_with_the_campaign(session: Session) -> None:
    session.refresh(None)
    finish(session)
    board = session.refresh([change(SOURCE, "letters:\n", "letters:\n  two: {like: one, date: 2017-01-24}\n")])
    assert [letter.name for letter in board.letters] == ["two", "one"]
    finish(session)
    assert all(letter.ready for letter in session.board.letters)
    board = session.refresh([change(SOURCE, "  two: {like: one, date: 2017-01-24}\n", "")])
    assert [letter.name for letter in board.letters] == ["one"]


def test_the_letter_that_is_looked_at_comes_first(workspace: Path, pages: None) -> None:
    change(SOURCE, "letters:\n", "letters:\n  two: {like: one, date: 2017-01-24}\n")
    session = Session(SOURCE, Path(), Path("output"), library_of())
    board = session.refresh(None, ["one"])
    assert {letter.name: letter.ready for letter in board.letters} == {"two": False, "one": True}


def test_only_what_changed_is_done_again(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.refresh(None)
    done: list[str] = []
    written = sessions.written
    monkeypatch.setattr(sessions, "written", lambda job, library: done.append(job.letter) or written(job, library))
    session.refresh(
        [Path("notes.txt").resolve(), Path("output/c/one-draft.pdf").resolve(), Path("output/c/other.md").resolve()]
    )
    assert done == []
    letterkit("draft", str(SOURCE))
    session.refresh([DRAFT.resolve()])
    assert done == ["one"]


def test_included_files_and_templates_are_watched(workspace: Path, pages: None) -> None:
    change(SOURCE, "campaign: Example", "include: [shared/more.yml]\ncampaign: Example")
    build(
        workspace,
        {"campaigns/shared/more.yml": "targets: {mayor: {office: Mayor, of: Astana}}\n", "templates/x/y.yml": ""},
    )
    session = Session(SOURCE, Path(), Path("output"))
    assert not session.refresh(None).broken
    folders = {folder.relative_to(workspace.resolve()).as_posix() for folder in session.board.folders}
    assert {"campaigns", "campaigns/shared", "templates", "templates/x", "."} <= folders
    for name in ("campaigns/shared/more.yml", "campaigns/people.csv", "templates/x/y.yml"):
        assert session.matters((workspace / name).resolve())


def test_memory_stays_flat_over_many_saves(session: Session) -> None:
    session.refresh(None)
    gc.freeze()  # what other tests have made is not looked through

    def saves(count: int) -> int:
        for at in range(count):
            here, there = ("Astana", "Almaty")[:: -1 if at % 2 else 1]
            session.refresh([change(SOURCE, f"place: {here}", f"place: {there}")])
            finish(session)
        gc.collect()
        return len(gc.get_objects())

    saves(4)
    before = saves(2)
    assert saves(10) - before < 500


# --- What it does to drafts ---


def test_a_draft_edited_in_the_page_is_saved_and_kept_as_a_version(session: Session) -> None:
    session.refresh(None)
    base = session.begin("one").text
    assert DRAFT.read_text(encoding="utf-8") == base
    text = base.replace("Nobody has seen her since.", "Nobody has seen her for days.")
    assert session.save("one", base, text).how == "saved"
    assert DRAFT.read_text(encoding="utf-8") == text
    history = json.loads(letterkit("history", str(SOURCE), "--json").out)
    assert [version["cause"] for version in history["c/one"]] == ["drafted", "edited"]
    # A later fact goes through the merge, and the edit stays.
    change(SOURCE, "place: Astana", "place: Almaty")
    letter = session.refresh(None).letters[0]
    assert "for days" in letter.written.text
    assert "Almaty" in letter.written.text
    assert letter.written.difference == "+1 -1"


def test_a_draft_saved_in_an_editor_at_once_is_merged_with_the_one_of_the_page(session: Session) -> None:
    session.refresh(None)
    base = session.begin("one").text
    change(DRAFT, "Nobody has seen her since.", "Nobody has seen her for days.")
    change(SOURCE, "place: Astana", "place: Almaty")
    session.refresh([SOURCE.resolve(), DRAFT.resolve()])
    text = base.replace("Yours sincerely", "Yours faithfully")
    saved = session.save("one", base, text)
    assert saved.how == "merged"
    left = DRAFT.read_text(encoding="utf-8")
    assert left == saved.text
    for words in ("for days", "Yours faithfully", "Almaty"):
        assert words in left


def test_the_same_words_changed_in_the_page_and_in_an_editor_stand_there_twice(session: Session) -> None:
    session.refresh(None)
    base = session.begin("one").text
    change(DRAFT, "Nobody has seen her since.", "Her family has not seen her.")
    saved = session.save("one", base, base.replace("Nobody has seen her since.", "No lawyer was let in."))
    assert saved.how == "undecided"
    left = DRAFT.read_text(encoding="utf-8")
    assert "Her family has not seen her." in left
    assert "No lawyer was let in." in left
    session.refresh([DRAFT.resolve()])
    # While that is not decided, a third version is not saved over it, and says so.
    status, said = _refused(session, base, base.replace("Nobody", "None"))
    assert (status, said["code"]) == (409, "LK934")
    assert DRAFT.read_text(encoding="utf-8") == left


def _refused(session: Session, base: str, text: str) -> tuple[int, dict[str, Any]]:
    with client_of(session) as client:
        answer = client.post("save", json={"letter": "one", "base": base, "text": text})
    return answer.status_code, answer.json()["problems"][0]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("---\nletter", "letter", "LK914"),
        ("letter: c/one", "letter: c/two", "LK915"),
        ("Nobody", "No" * 300_000, "LK917"),
    ],
)
def test_what_is_no_draft_is_not_saved(session: Session, old: str, new: str, code: str) -> None:
    session.refresh(None)
    base = session.begin("one").text
    status, said = _refused(session, base, base.replace(old, new, 1))
    assert (status, said["code"]) == (409, code)
    assert DRAFT.read_text(encoding="utf-8") == base


def test_a_draft_is_edited_while_the_campaign_is_broken(session: Session) -> None:
    session.refresh(None)
    base = session.begin("one").text
    session.refresh([change(SOURCE, "country: KZ", "cuontry: KZ")])
    text = session.begin("one").text.replace("Nobody", "No one")
    assert session.save("one", base, text).how == "saved"
    assert DRAFT.read_text(encoding="utf-8") == text


def test_line_ends_and_a_byte_order_mark_stay(session: Session) -> None:
    session.refresh(None)
    base = session.begin("one").text
    DRAFT.write_bytes(b"\xef\xbb\xbf" + base.replace("\n", "\r\n").encode())
    session.save("one", base, base.replace("Nobody", "No one"))
    assert DRAFT.read_bytes() == b"\xef\xbb\xbf" + base.replace("Nobody", "No one").replace("\n", "\r\n").encode()


# --- Whom it answers ---


def client_of(session: Session, headers: Mapping[str, str] | None = None) -> TestClient:
    live = Live(session)
    live.board = session.board
    base = f"http://127.0.0.1:{PORT}"
    given = {"origin": base} if headers is None else headers
    return TestClient(application(live, TOKEN, PORT), base_url=f"{base}/{TOKEN}/", headers=given)


def test_the_page_and_what_it_asks_for(session: Session) -> None:
    session.refresh(None)
    with client_of(session) as client:
        page = client.get("")
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert {name: page.headers[name] for name in HEADERS} == HEADERS
        for name in re.findall(r'(?:src|href)="([\w.]+)"', page.text):
            assert client.get(name).status_code == 200, name
        told = client.get("state").json()
        letter = told["letter"]
        assert (told["title"], letter["name"], letter["draft"]) == ("Example", "one", DRAFT.as_posix())
        assert client.get(f"page/{letter['pages'][0]['name']}.jpg").content == b"\xff\xd8"
        assert client.get("letter.pdf?letter=one").status_code == 200
        origin = next(
            one for sentence in letter["sentences"] for one in sentence["comes"] if one["file"].endswith("c.yml")
        )
        excerpt = client.get(f"source?file={origin['file']}&line={origin['line']}").json()
        shown = dict(enumerate(excerpt["lines"], excerpt["first"]))
        assert shown[origin["line"]] == SOURCE.read_text(encoding="utf-8").split("\n")[origin["line"] - 1]


def test_confidential_and_withheld(workspace: Path, pages: None) -> None:
    change(SOURCE, "  note:\n", "  note:\n    confidential: yes\n")
    session = Session(SOURCE, Path(), Path("output"), library_of())
    session.refresh(None)
    with client_of(session) as client:
        sources = [source for one in client.get("state").json()["letter"]["sentences"] for source in one["sources"]]
    assert ["A note, 2017-01-20", True] in sources


@pytest.mark.parametrize("file", ["/etc/passwd", "../secret.yml", "campaigns/other.yml", "output/c/.letterkit/lock"])
def test_no_other_file_is_shown(session: Session, file: str) -> None:
    build(Path(), {"secret.yml": "secret", "campaigns/other.yml": "secret"})
    session.refresh(None)
    with client_of(session) as client:
        assert client.get(f"source?file={file}&line=1").status_code == 404
        assert client.get("../../etc/passwd").status_code in (403, 404)
        assert client.get("%2e%2e/app.py").status_code == 404


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (f"/{TOKEN}/", {"host": "attacker.example"}),
        (f"/{TOKEN}/", {"host": f"attacker.example:{PORT}"}),
        (f"/{TOKEN}/", {"host": "127.0.0.1:1"}),
        (f"/{TOKEN}/state", {"origin": "https://attacker.example"}),
        (f"/{TOKEN}/state", {"origin": "null"}),
        (f"/{TOKEN}/state", {"sec-fetch-site": "cross-site"}),
        (f"/{TOKEN}/state", {"sec-fetch-site": "same-site"}),
        ("/", {}),
        ("/another-token/", {}),
        (f"/{TOKEN}x/", {}),
        ("/state", {}),
    ],
)
def test_others_are_refused(session: Session, path: str, headers: dict[str, str]) -> None:
    session.refresh(None)
    with client_of(session, headers) as client:
        answer = client.get(f"http://127.0.0.1:{PORT}{path}")
    assert answer.status_code == 403
    assert "Alia" not in answer.text
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"origin": "https://attacker.example", "content-type": "application/json"}, 403),
        ({"origin": f"http://127.0.0.1:{PORT}", "content-type": "text/plain"}, 400),
        ({"origin": f"http://localhost:{PORT}", "content-type": "application/json"}, 403),
    ],
)
def test_only_the_page_itself_changes_a_draft(session: Session, headers: dict[str, str], status: int) -> None:
    session.refresh(None)
    with client_of(session, headers) as client:
        assert client.post("begin", content=b'{"letter": "one"}').status_code == status
    assert not DRAFT.exists()


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"letter": 1}', b'{"letter": "other"}', b"[" * 100_000, b'"' + b"x" * 10**7]
)
def test_what_is_no_request_is_refused(session: Session, content: bytes) -> None:
    session.refresh(None)
    with client_of(session, {"origin": f"http://127.0.0.1:{PORT}", "content-type": "application/json"}) as client:
        assert client.post("begin", content=content).status_code == 400
        assert client.post("save", content=content).status_code == 400


def test_the_page_loads_nothing_from_elsewhere() -> None:
    folder = Path(sessions.__file__).parents[2] / "cli" / "preview" / "page"
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert {"index.html", "preview.css", "preview.js"} <= {*texts}
    for name, text in texts.items():
        found = set(re.findall(r"(?:https?:)?//[\w.]+\.\w+", text)) - {"http://www.w3.org"}
        assert not found, name
    assert not re.search(r"\sstyle=|\son\w+=|<script>|<style", texts["index.html"])
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|\beval\b", texts["preview.js"])


# --- While it runs ---


def run(session: Session, look: Any) -> None:
    async def running() -> None:
        live = Live(session)
        async with at_work(live):
            await asyncio.wait_for(look(live), 30)

    asyncio.run(running())


async def until(live: Live, true: Any) -> None:
    while not true():
        await live.wait_for(live.coming, 0.2)


def text_now(live: Live) -> str:
    return live.board.letters[0].written.text if live.board.letters else ""


def test_fifty_saves_in_a_second_are_few_pieces_of_work(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def slowly(job: Any, library: Any) -> Any:
        time.sleep(0.25)
        done.append(job.letter)
        return written(job, library)

    async def look(live: Live) -> None:
        await until(live, lambda: text_now(live))
        monkeypatch.setattr(sessions, "written", slowly)
        text = SOURCE.read_text(encoding="utf-8")
        for at in range(50):
            SOURCE.write_text(text.replace("count: '19'", f"count: '{100 + at}'"), encoding="utf-8")
            await asyncio.sleep(0.02)
        await until(live, lambda: "149" in text_now(live))
        assert 1 <= len(done) < 15

    written = sessions.written
    run(session, look)


def test_what_changes_while_it_runs_is_seen(session: Session) -> None:
    async def look(live: Live) -> None:
        await until(live, lambda: text_now(live))
        change(SOURCE, "place: Astana", "place: Almaty")
        await until(live, lambda: "Almaty" in text_now(live))
        # A folder that is taken away and put back is another folder of the same name.
        Path("campaigns").rename("elsewhere")
        await until(live, lambda: live.board.broken)
        Path("elsewhere").rename("campaigns")
        await until(live, lambda: not live.board.broken)
        change(SOURCE, "place: Almaty", "place: Atyrau")
        await until(live, lambda: "Atyrau" in text_now(live))

    run(session, look)


def test_a_fault_is_told_and_the_work_goes_on(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    async def look(live: Live) -> None:
        await until(live, lambda: text_now(live))
        with monkeypatch.context() as patch:
            patch.setattr(sessions, "written", lambda job, library: 1 / 0)
            change(SOURCE, "place: Astana", "place: Almaty")
            await until(live, lambda: live.trouble)
            assert live.trouble[0].code == "LK999"
        change(SOURCE, "place: Almaty", "place: Atyrau")
        await until(live, lambda: "Atyrau" in text_now(live))
        assert not live.trouble

    run(session, look)


def test_it_ends_while_there_is_work(session: Session) -> None:
    """A server that is told to end is not kept by a file that changes in the same moment."""

    async def look(live: Live) -> None:
        await until(live, lambda: text_now(live))
        live.close()
        live.change(None)
        await asyncio.sleep(0.1)
        assert live.closed
        assert not live.trouble

    run(session, look)


def test_a_port_that_is_taken(workspace: Path) -> None:
    with listen(0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        result = letterkit("preview", str(SOURCE), "--port", str(port))
    assert result.code == 2
    assert str(port) in result.err
    assert "leave --port out" in result.err


def test_it_says_which_libraries_are_missing(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = letterkit("preview", str(SOURCE))
    assert result.code == 2
    assert "LK966" in result.err
    assert "letterkit[preview]" in result.err
