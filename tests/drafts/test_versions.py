"""Versions are listed by what stands before their records, and say the same as when they are read whole."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.strategies import tries

from letterkit.drafts.folder import LetterFolder
from letterkit.drafts.history import Generated, Sentence, Version, read_version, versions, write_version

pytestmark = pytest.mark.quick

TEXTS = st.lists(st.sampled_from([*"ab \n:|-'\"#\té", "\u00a0", "\ngenerated: x\n"]), max_size=30).map("".join)


@given(TEXTS, st.lists(TEXTS, max_size=2), TEXTS)
@example("generated: a\ngenerated:\n\nsentences:\n", ["generated:"], "generated:\n")
@example(" \ngenerated: a \n", [], "")
@tries(50)
def test_a_listed_version_is_the_one_that_is_read(draft: str, because: list[str], text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = LetterFolder(Path(folder), "one")
        version = Version(
            7, "2024-05-01T10:00:00+00:00", "merged", tuple(because), draft, Generated(text, (Sentence(text),))
        )
        write_version(place, version)
        whole = read_version(place, 7)
        assert whole == version
        assert list(versions(place)) == [replace(version, record=Generated(""))]
