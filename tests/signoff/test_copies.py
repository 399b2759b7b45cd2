"""The review copy has the evidence and keeps secrets; the PDF for sending is the approved letter and nothing else."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml
from PIL import Image
from support.finals import of_campaigns
from support.helpers import build, files, letterkit
from support.library import ROOT, library_of
from support.sheets import pages_of as texts_of
from support.signoff import ALL, approve, stand, with_approvals, workspace

from letterkit.pipeline import copies
from letterkit.typeset.lines import Line, numbers_of
from letterkit.typeset.typeset import typeset

SECRET = {
    "name": "Tun Lin Moe",
    "also": ["Tunlin Moe"],
    "gender": "male",
    "publish": "no",
    "office": "treasurer",
    "of": "union",
    "acts": [{"arrested": "2017-01-19", "source": "leak"}],
}
MARKERS = ("Tun Lin", "Moe", "zebra-key", "Minutes nobody may see", "leak")


def with_secrets() -> dict[str, Any]:
    data = with_approvals()
    data["sources"]["leak"] = {"title": "Minutes nobody may see", "date": "2017-01-19", "confidential": "yes"}
    data["people"]["zebra-key"] = SECRET
    data["letters"]["one"]["facts"][0].append("zebra-key.arrested")
    return data


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def text_of(pdf: str) -> str:
    return "\n".join(pages_of(pdf))


def pages_of(pdf: str) -> list[str]:
    return [" ".join(page.split()) for page in texts_of(Path(f"output/case/{pdf}").read_bytes())]


def approved() -> None:
    for role, person in ALL:
        assert approve(role, person).code == 0


# The review copy


def test_each_sentence_stands_with_its_line_and_what_it_rests_on(folder: Path) -> None:
    build(folder, {"case.yml": with_secrets()})
    assert letterkit("draft", "case.yml").code == 0
    draft = folder / "output/case/one.md"
    salutation = next(line for line in draft.read_text(encoding="utf-8").split("\n") if line.startswith("Dear"))
    text = draft.read_text(encoding="utf-8").replace(salutation, f"{salutation}\n\nWe wrote this line ourselves.")
    draft.write_text(text, encoding="utf-8")
    run = letterkit("pdf", "case.yml", "--for", "review")
    assert run.code == 0, run.err
    found = json.loads(letterkit("explain", "case.yml", "one", "--json").out)["letters"][0]["sentences"]
    text = text_of("one-review.pdf").replace("\u00a0", " ")
    bare = "".join(text.split())
    assert len(found) > 6
    for sentence in found:
        assert bare.count("".join(sentence["text"].split())) >= 1, sentence["text"]
    assert "clause: Detained" in text
    assert "fact: Alia Bek, detained, place: Astana" in text
    assert "source: A note, 2017-01-20" in text
    assert "No version has been approved yet." in text
    assert "Ines Okoro, Tomas Lind" in text
    assert "Aino Saar, Jon Dale (2024-01-01–)" in text
    assert all("REVIEW COPY" in page for page in pages_of("one-review.pdf"))
    assert "2 We wrote this line ourselves. written by hand: no source" in text


def test_the_pages_behind_are_in_the_letters_language(folder: Path) -> None:
    data = with_secrets()
    data["letters"]["one"] |= {"language": "fr", "facts": [["zebra-key.arrested"]], "subject": {"fr": "Alia Bek"}}
    for key in ("enclosures", "via", "delivery", "copies"):
        del data["letters"]["one"][key]
    del data["targets"]["president"]["email"]
    data["demands"] = [{"release": "alia"}]
    data["people"]["alia"]["acts"] = [{"detained": "2017-01-20", "source": "note"}]
    build(folder, {"case.yml": data})
    run = letterkit("draft", "case.yml")
    assert run.code == 0, run.err
    assert letterkit("pdf", "case.yml", "--for", "review").code == 0
    pages = pages_of("one-review.pdf")
    behind = " ".join(" ".join(page for page in pages if "Vérification, page" in page).replace("\u202f", " ").split())
    assert all("RELECTURE" in page for page in pages)
    words = review_words("fr")
    for key in ("how", "sentences", "seen", "confidential-source", "of-withheld", "findings", "changes"):
        assert str(words[key]).replace("'", "’") in behind.replace("'", "’"), key
    for key, english in review_words("en").items():
        if isinstance(english, str) and english[0].isupper() and "{" not in english and english != words[key]:
            assert not re.search(rf"(?<!\w){re.escape(english)}(?!\w)", behind), key
    assert not any(marker in " ".join(pages) for marker in MARKERS)


def review_words(language: str) -> dict[str, Any]:
    text = (ROOT / "templates/languages" / language / "review.yml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=yaml.BaseLoader))


def test_of_a_language_without_words_for_them_they_are_english_and_say_so(folder: Path) -> None:
    shutil.copytree(ROOT / "tests/spanish", folder, dirs_exist_ok=True)
    assert letterkit("draft", "campaign.yml").code == 0
    run = letterkit("pdf", "campaign.yml", "--for", "review")
    assert run.code == 0, run.err
    text = " ".join(texts_of(Path("output/campaign/president-review.pdf").read_bytes()))
    assert "templates/languages/es/review.yml, which would have their words, is missing." in " ".join(text.split())
    assert "REVIEW COPY" in text


def test_line_numbers_are_those_of_the_lines_as_set() -> None:
    library = library_of()
    letters = list(of_campaigns(library))[2:4]
    assert any("\n- " in markdown for _, _, markdown in letters)
    for name, sheet, markdown in letters:
        lines: list[Line] = []
        behind = partial(_noted, lines)
        made = typeset(sheet, markdown, templates=library.folders, proof=True, behind=behind)
        assert [line.number for line in lines] == list(range(1, len(lines) + 1)), name
        assert lines[-1].page <= made.pages - 2
        words = re.findall(r"\w+", " ".join(line.text for line in lines).replace("\u00ad", ""))
        assert "".join(words) == "".join(re.findall(r"\w+", re.sub(r"\\\\", "", markdown))), name
        # No two lines stand side by side, as a list item and the sign before it would.
        assert len({(line.page, round(line.bottom)) for line in lines}) == len(lines), name
        for line in (lines[0], lines[len(lines) // 2], lines[-1]):
            assert numbers_of([line.text], lines) == [line.number]
        page = pypdf.PdfReader(BytesIO(made.pdf)).pages[0]
        drawn = page["/Contents"][0].get_object().get_data().decode()
        assert drawn.startswith("/Artifact BMC")
        assert drawn.split()[-2:] == ["Q", "EMC"]


def _noted(lines: list[Line], found: Sequence[Line]) -> str:
    lines.extend(found)
    return "<html lang=en><title>Behind</title><p>Behind</html>"


def test_secrets_are_in_the_internal_copy_alone(folder: Path) -> None:
    build(folder, {"case.yml": with_secrets()})
    assert letterkit("draft", "case.yml").code == 0
    assert letterkit("pdf", "case.yml", "--for", "review").code == 0
    text = text_of("one-review.pdf")
    raw = pypdf.PdfReader("output/case/one-review.pdf")
    everything = text + str(raw.metadata) + str(raw.xmp_metadata and raw.xmp_metadata.stream.get_data())
    assert not [marker for marker in MARKERS if marker in everything]
    assert "a confidential source, 2017-01-19" in text
    assert "of somebody whose name is withheld" in text
    assert letterkit("pdf", "case.yml", "--for", "review", "--internal").code == 0
    pages = pages_of("one-review.pdf")
    assert "Minutes nobody may see" in "".join(pages)
    assert all("INTERNAL" in page for page in pages)
    assert "REVIEW COPY" not in "".join(pages)


def test_a_letter_that_names_somebody_has_only_an_internal_copy(folder: Path) -> None:
    build(folder, {"case.yml": with_secrets()})
    assert letterkit("draft", "case.yml").code == 0
    draft = folder / "output/case/one.md"
    draft.write_text(draft.read_text(encoding="utf-8") + "\nTun Lin Moe was there.\n", encoding="utf-8")
    run = letterkit("pdf", "case.yml", "--for", "review")
    assert (run.code, "LK706" in run.err) == (2, True)
    assert not (folder / "output/case/one-review.pdf").exists()
    letterkit("pdf", "case.yml", "--for", "review", "--internal")
    assert "LK706" in text_of("one-review.pdf")


def test_an_annex_that_forgets_to_mask_leaves_no_copy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(folder, {"case.yml": with_secrets()})
    assert letterkit("draft", "case.yml").code == 0
    made = copies._review
    monkeypatch.setattr(copies, "_review", lambda one, internal, library: made(one, True, library))
    run = letterkit("pdf", "case.yml", "--for", "review")
    assert (run.code, "LK705" in run.err) == (2, True), run.err
    assert not (folder / "output/case/one-review.pdf").exists()


def test_what_changed_since_it_was_approved_stands_there(folder: Path) -> None:
    build(folder, {"case.yml": with_approvals()})
    assert letterkit("draft", "case.yml").code == 0
    approved()
    assert letterkit("pdf", "case.yml", "--for", "review").code == 0
    assert "No word of the draft has changed." in text_of("one-review.pdf")
    draft = folder / "output/case/one.md"
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("Nobody has seen her since.", "Nobody saw her again."), encoding="utf-8")
    assert letterkit("pdf", "case.yml", "--for", "review").code == 0
    changed = text_of("one-review.pdf").partition("Changed since")[2]
    assert "saw" in changed
    assert "has seen" in changed


def test_internal_goes_with_review_alone(folder: Path) -> None:
    build(folder, {"case.yml": with_approvals()})
    for options in (("--for", "sending", "--internal"),):
        assert letterkit("pdf", "case.yml", *options).code == 2


# The PDF for sending


def signing(folder: Path) -> Path:
    """A workspace in which the officer who signs has a picture of the signature."""
    workspace(folder)
    Image.new("RGB", (60, 20), "#123456").save(folder / "templates/letterheads/ituc/ink.png")
    head = folder / "templates/letterheads/ituc/letterhead.yml"
    text = head.read_text(encoding="utf-8")
    signs = re.search(r"^signs: (\S+)", text, re.MULTILINE)
    assert signs
    text = re.sub(rf"(?m)^  {signs[1]}:\n", f"  {signs[1]}:\n    signature: ink.png\n", text)
    head.write_text(text, encoding="utf-8")
    assert letterkit("draft", "case.yml").code == 0
    return folder / "output/case/one-sending.pdf"


def pictures(pdf: Path) -> int:
    return sum(len(page.images) for page in pypdf.PdfReader(pdf).pages)


def test_it_is_made_when_all_have_approved_and_no_sooner(folder: Path) -> None:
    path = signing(folder)
    assert letterkit("pdf", "case.yml").code == 0
    plain = pictures(folder / "output/case/one.pdf")
    for number, (role, person) in enumerate(ALL):
        run = letterkit("pdf", "case.yml", "--for", "sending")
        assert (run.code, run.err.count("LK956")) == (2, 3 - number)
        assert f"'{role}' has not approved the letter" in run.err
        assert not path.exists()
        assert approve(role, person).code == 0
    assert letterkit("pdf", "case.yml", "--for", "sending").code == 0
    first = path.read_bytes()
    assert pictures(path) == plain + 1
    path.unlink()
    assert letterkit("pdf", "case.yml", "--for", "sending").code == 0
    assert path.read_bytes() == first


def test_a_change_or_a_rejection_closes_the_way_again(folder: Path) -> None:
    path = signing(folder)
    approved()
    draft = folder / "output/case/one.md"
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("Nobody has seen", "Nobody had seen"), encoding="utf-8")
    run = letterkit("pdf", "case.yml", "--for", "sending")
    assert run.code == 2
    assert re.search(
        r"LK956: what 'legal' decided is void, because since then the draft's line \d+ was changed", run.err
    )
    draft.write_text(text, encoding="utf-8")
    assert stand()["stage"] == "approved"
    assert letterkit("reject", "case.yml", "one", "--as", "gs", "--by", "Marit Holm", "--comment", "Wait.").code == 0
    run = letterkit("pdf", "case.yml", "--for", "sending")
    assert "'gs' has rejected the letter: Wait." in run.err
    assert not path.exists()


def test_a_rehearsal_of_it_writes_nothing(folder: Path) -> None:
    signing(folder)
    approved()
    before = files(folder)
    run = letterkit("pdf", "case.yml", "--for", "sending", "--dry-run")
    assert (run.code, "one-sending.pdf" in run.out) == (0, True)
    assert files(folder) == before


def test_it_says_nothing_that_the_letter_does_not_show(folder: Path) -> None:
    build(folder, {"case.yml": with_secrets()})
    assert letterkit("draft", "case.yml").code == 0
    approved()
    assert letterkit("pdf", "case.yml", "--for", "sending").code == 0
    path = folder / "output/case/one-sending.pdf"
    reader = pypdf.PdfReader(path)
    assert set(reader.metadata or {}) == {"/Title", "/Author", "/CreationDate", "/ModDate"}
    streams = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    content = path.read_bytes() + b"".join(
        stream.get_data() for stream in streams if isinstance(stream, pypdf.generic.StreamObject)
    )
    for marker in (*MARKERS, "Ines", "Okoro", "register", "letterkit", "WeasyPrint", str(folder)):
        assert marker.encode() not in content, marker
