"""Versions are listed by what stands before their records, and say the same as when they are read whole."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from pathlib import Path

import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from support.strategies import tries

from letterkit.drafts import history
from letterkit.drafts.folder import LetterFolder
from letterkit.drafts.history import Fact, Generated, Sentence, Version, as_yaml, read_version, versions, write_version

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


_SAID = ("- ", "a", "\n", "- text: x\n", " ", "é", "“", "#", ":", "'", '"', "\u2028", "|", "yes", "12", "\t", "...\n")


def _version(chance: random.Random) -> Version:
    def said() -> str:
        return "".join(chance.choices(_SAID, k=chance.randrange(9)))

    def fact() -> Fact:
        return Fact(said(), said(), said(), said(), chance.randrange(9), 4)

    def sentence() -> Sentence:
        origins = tuple({"kind": said(), "sources": [said()]} for _ in range(chance.randrange(3)))
        return Sentence(said(), origins, tuple(fact() for _ in range(chance.randrange(3))))

    sentences = tuple(sentence() for _ in range(chance.randrange(4)))
    record = Generated(said(), sentences, tuple(fact() for _ in range(chance.randrange(2))))
    return Version(1, "at", said(), (said(),), said(), record)


def test_sentences_that_letters_share_stand_in_each_file_as_if_they_were_its_own() -> None:
    chance = random.Random(13)
    for _ in range(200):
        version = _version(chance)
        shared = as_yaml(version)
        history._BLOCKS.clear()
        assert as_yaml(version) == as_yaml(version) == shared
        data = yaml.load(shared, Loader=yaml.CBaseLoader)
        assert data["draft"] == version.draft
        assert [one["text"] for one in data["sentences"]] == [one.text for one in version.record.sentences]
        assert [one["value"] for one in data.get("former", ())] == [one.value for one in version.record.former]
