"""Stories of hand edits and new facts: each with the draft that has to come out, beside it.

A story has rounds. In each a person edits the draft, then the campaign (or a file of the library) changes, and the
draft is merged. ``keep`` says which version of a conflict the person keeps first.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from support.library import library_of

from letterkit.drafts.markdown import write_markdown
from letterkit.drafts.merge.blocks import undecided
from letterkit.drafts.merge.merge import merge
from letterkit.drafts.redraft import notes_for
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.read import read

pytestmark = pytest.mark.quick
HERE = Path(__file__).parent
TEMPLATES = HERE.parent.parent / "templates"
STORIES = {
    path.stem: yaml.safe_load(path.read_text()) for path in sorted(HERE.glob("*.yml")) if path.stem != "campaign"
}


def replaced(text: str, pairs: list[list[str]]) -> str:
    for old, new in pairs:
        assert text.count(old) == 1, f"{text.count(old)} times: {old}"
        text = text.replace(old, new)
    return text


def solved(draft: str, keep: str, notes: dict[str, str]) -> str:
    """The draft after a person has kept one version of each conflict."""
    parts: list[str] = []
    side = ""
    for part in draft.split("\n\n"):
        note = next((name for name in notes if part == f"> **{notes[name]}**"), "")
        if note:
            side = "" if note in ("begin", "end") else note.removesuffix("-deleted")
        elif side in ("", keep):
            parts.append(part)
    return "\n\n".join(parts)


def generate(folder: Path, campaign: str, letter: str) -> str:
    (folder / "campaign.yml").write_text(campaign)
    library = library_of(folder)
    return write_markdown(compose(resolve(read(folder / "campaign.yml", library), letter, library)))


@pytest.mark.parametrize("name", STORIES)
def test_the_draft_is_as_told(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    story: dict[str, Any] = STORIES[name]
    campaign, letter = (HERE / "campaign.yml").read_text(), story["letter"]
    base = draft = generate(tmp_path, campaign, letter)
    for round_ in story["rounds"]:
        words = notes_for(letter.partition("-")[0] if letter == "fr" else "en", library_of(tmp_path), draft)
        if keep := round_.get("keep"):
            draft = solved(draft, keep, dict(words.notes))
        draft = replaced(draft, round_.get("edit", []))
        if story.get("windows"):
            draft = draft.replace("\n", "\r\n")
        campaign = replaced(campaign, round_.get("change", []))
        for file, old, new in story.get("library", []):
            own = tmp_path / "templates" / file
            own.parent.mkdir(parents=True)
            own.write_text(replaced((TEMPLATES / file).read_text(), [[old, new]]))
        new = generate(tmp_path, campaign, letter)
        assert new != base, "nothing is new in this story"
        base, draft = new, merge(base, draft, new, words)
        assert merge(base, draft, new, words) == draft, "merging again changes it"
    if story.get("windows"):
        assert draft.count("\r\n") == draft.count("\n")
        draft = draft.replace("\r\n", "\n")
    expected = HERE / f"{name}.md"
    if request.config.getoption("--refresh"):
        expected.write_bytes(draft.encode())
    assert draft.encode() == expected.read_bytes()
    decisions = [note for _, note in undecided(draft, words) if note in ("begin", "head")]
    assert len(decisions) == story["conflicts"]


def test_most_stories_end_well() -> None:
    assert len(STORIES) >= 30
    assert sum(not story["conflicts"] for story in STORIES.values()) >= 26
    assert all(story["story"].startswith("Conflict") == bool(story["conflicts"]) for story in STORIES.values())
    assert {path.stem for path in HERE.glob("*.md")} == set(STORIES)
