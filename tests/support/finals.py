"""The clean PDFs of all shipped campaigns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from letterkit.drafts.markdown import text_of
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.library import Library
from letterkit.schema.read import read
from letterkit.typeset.sheet import Sheet

ROOT = Path(__file__).resolve().parents[2]


@lru_cache(maxsize=2)
def of_campaigns(library: Library) -> tuple[tuple[str, Sheet, str], ...]:
    """The name of each letter, its sheet and its text; several files of tests ask for them when they are collected."""
    return tuple(_of_campaigns(library))


def _of_campaigns(library: Library) -> Iterator[tuple[str, Sheet, str]]:
    for path in sorted((ROOT / "campaigns").glob("*.yml")):
        campaign = read(path, library)
        for name in campaign.letters:
            draft = compose(resolve(campaign, str(name), library))
            yield f"{path.stem}-{name}", draft.sheet, text_of(draft.paragraphs)
