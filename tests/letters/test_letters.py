"""Whole letters as they are to read: the shipped campaigns, and invented ones of other countries.

A folder holds one Markdown draft for each letter of a campaign: its own ``campaign.yml``, or the one of the folder's
name in ``campaigns/``. When letters change on purpose, run ``pytest tests/letters --refresh`` and read what changed.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from support.library import library_of

from letterkit.checks.ledger.ledger import Keeper
from letterkit.checks.ledger.records.records import Verdict
from letterkit.checks.run import check
from letterkit.drafts.document import composed_document
from letterkit.drafts.markdown import write_markdown
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.read import read

pytestmark = pytest.mark.quick

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FOLDERS = sorted(path for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__")


def test_there_are_letters() -> None:
    assert len(FOLDERS) >= 7
    assert {path.stem for path in (ROOT / "campaigns").glob("*.yml")} <= {folder.name for folder in FOLDERS}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_letters_read_as_they_did_and_the_checks_believe_them(folder: Path, request: pytest.FixtureRequest) -> None:
    own = folder / "campaign.yml"
    library = library_of(ROOT)
    campaign = read(own if own.exists() else ROOT / "campaigns" / f"{folder.name}.yml", library)
    letters = {name: resolve(campaign, name, library) for name in campaign.letters}
    drafts = {name: compose(letter) for name, letter in letters.items()}
    documents = [composed_document(letters[name], draft, campaign, library) for name, draft in drafts.items()]
    assert not [problem for document in documents for problem in check(document) if problem.code.startswith("LK6")]
    # Read as if a person had typed them, no sentence is taken for wrong; a demand is only made twice (LK525) then.
    said = [claim for document in documents for claim in Keeper(document, everything=True).ledger().claims()]
    assert not [claim for claim in said if claim.verdict is Verdict.CONTRADICTED and claim.code != "LK525"]
    made = {f"{name}.md": write_markdown(draft) for name, draft in drafts.items()}
    if request.config.getoption("--refresh"):
        for path in folder.glob("*.md"):
            path.unlink()
        for name, text in made.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    kept = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    difference = [
        line
        for name in sorted({*made, *kept})
        for line in difflib.unified_diff(
            kept.get(name, "").splitlines(),
            made.get(name, "").splitlines(),
            f"kept {name}",
            f"made {name}",
            lineterm="",
        )
    ]
    assert not difference, "\n".join([*difference, "", "'pytest tests/letters --refresh' takes these letters as right"])
