"""What holds for the chunks of any three texts, and for sentences merged by them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import tries

from letterkit.drafts.merge.three_way import Chunk, Matching, Side, chunks
from letterkit.drafts.merge.words import matching, merged_words
from letterkit.language.words import key_of

RUNS = tries(150)

texts = st.lists(st.sampled_from(["the", "police", "held", "Bek", "19", " ", " ", ","]), max_size=12)
"""A text in tokens; with so few different ones, much is matched."""

steps = st.lists(
    st.tuples(st.sampled_from(["insert", "cut", "replace", "double"]), st.integers(0, 99), st.sampled_from("abc, ")),
    max_size=4,
)
"""What somebody does to a text; the number says where."""


def plainly(one: Sequence[str], other: Sequence[str]) -> Iterable[tuple[int, int, int]]:
    """Blocks as Python's own library finds them, which knows nothing of words."""
    return SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()


def not_at_all(one: Sequence[str], other: Sequence[str]) -> Iterable[tuple[int, int, int]]:
    """No blocks: what holds must not depend on how much is matched."""
    return ()


@st.composite
def edited(draw: st.DrawFn) -> tuple[list[str], list[str], list[str]]:
    """A text, and two that somebody has made of it."""
    base = draw(texts)
    return base, changed(base, draw(steps)), changed(base, draw(steps))


triples = st.one_of(st.tuples(texts, texts, texts), edited())
matchings = pytest.mark.parametrize("match", [matching, plainly, not_at_all])


def changed(text: Sequence[str], what: Sequence[tuple[str, int, str]]) -> list[str]:
    result = list(text)
    for step, number, token in what:
        at = number % (len(result) + 1)
        if step == "insert":
            result.insert(at, token)
        elif step == "cut":
            del result[at : at + 2]
        elif step == "replace":
            result[at : at + 1] = [token]
        else:
            result[at:at] = result[at : at + 3]
    return result


def merged(base: Sequence[str], mine: Sequence[str], new: Sequence[str], match: Matching[str]) -> list[str] | None:
    """The one text that three make, or None."""
    result: list[str] = []
    for chunk in chunks(base, mine, new, match):
        if chunk.side == "conflict":
            return None
        result += new[chunk.new] if chunk.side == "new" else mine[chunk.mine]
    return result


@matchings
@RUNS
@given(triples)
def test_chunks_are_the_whole_of_each_text(match: Matching[str], three: tuple[list[str], list[str], list[str]]) -> None:
    found = list(chunks(*three, match))
    for text, side in zip(three, ("base", "mine", "new"), strict=True):
        places = [getattr(chunk, side) for chunk in found]
        assert [*(place.start for place in places), len(text)] == [0, *(place.stop for place in places)]
    assert all(any(place.start < place.stop for place in (one.base, one.mine, one.new)) for one in found)


@matchings
@RUNS
@given(triples)
def test_a_chunk_is_called_by_who_has_changed_it(
    match: Matching[str], three: tuple[list[str], list[str], list[str]]
) -> None:
    base, mine, new = three
    for chunk in chunks(base, mine, new, match):
        was, ours, theirs = base[chunk.base], mine[chunk.mine], new[chunk.new]
        assert {
            "unchanged": was == ours == theirs,
            "same": was != ours == theirs,
            "mine": was == theirs != ours,
            "new": was == ours != theirs,
            "conflict": ours != was != theirs != ours,
        }[chunk.side], chunk


@matchings
@RUNS
@given(triples)
def test_stable_chunks_are_what_is_matched_in_both(
    match: Matching[str], three: tuple[list[str], list[str], list[str]]
) -> None:
    base, mine, new = three
    in_mine, in_new = (
        {(start + at, first + at) for start, first, length in match(base, other) for at in range(length)}
        for other in (mine, new)
    )
    expected = {(at, ours, theirs) for at, ours in in_mine for also, theirs in in_new if at == also}
    found = {
        (chunk.base.start + at, chunk.mine.start + at, chunk.new.start + at)
        for chunk in chunks(base, mine, new, match)
        if chunk.side == "unchanged"
        for at in range(chunk.base.stop - chunk.base.start)
    }
    assert expected <= found
    # What is called unchanged without having been matched stands in an unstable chunk of its own.
    assert all(base[at] == mine[ours] == new[theirs] for at, ours, theirs in found)


@matchings
@RUNS
@given(edited())
def test_no_change_on_one_side_gives_the_other(
    match: Matching[str], three: tuple[list[str], list[str], list[str]]
) -> None:
    base, mine, _ = three
    assert merged(base, mine, base, match) == mine
    assert merged(base, base, mine, match) == mine


@matchings
@RUNS
@given(st.one_of(st.tuples(texts, texts), edited().map(lambda three: three[:2])))
def test_the_same_change_on_both_sides_is_no_conflict(match: Matching[str], two: tuple[list[str], list[str]]) -> None:
    base, both = two
    assert merged(base, both, both, match) == both
    assert {chunk.side for chunk in chunks(base, both, both, match)} <= {"unchanged", "same"}


@matchings
@RUNS
@given(triples)
def test_sides_can_be_swapped(match: Matching[str], three: tuple[list[str], list[str], list[str]]) -> None:
    base, mine, new = three
    other: dict[Side, Side] = {"mine": "new", "new": "mine"}
    swapped = [
        Chunk(other.get(chunk.side, chunk.side), chunk.base, chunk.new, chunk.mine)
        for chunk in chunks(base, new, mine, match)
    ]
    assert list(chunks(base, mine, new, match)) == swapped


@matchings
@RUNS
@given(edited(), st.integers(0, 99), st.integers(0, 99))
def test_a_word_of_either_side_is_kept_or_in_a_conflict(
    match: Matching[str], three: tuple[list[str], list[str], list[str]], here: int, there: int
) -> None:
    base, mine, new = three
    mine.insert(here % (len(mine) + 1), "hand")
    new.insert(there % (len(new) + 1), "fact")
    kept: list[str] = []
    for chunk in chunks(base, mine, new, match):
        kept += mine[chunk.mine] if chunk.side != "new" else []
        kept += new[chunk.new] if chunk.side in ("new", "conflict") else []
    assert kept.count("hand") == kept.count("fact") == 1


@pytest.mark.parametrize(
    ("base", "mine", "new", "sides"),
    [
        ("", "", "", ""),
        ("abc", "abc", "abc", "unchanged"),
        ("abc", "xbc", "aby", "mine unchanged new"),
        ("abc", "axc", "ayc", "unchanged conflict unchanged"),
        ("abc", "axc", "axc", "unchanged same unchanged"),
        ("abc", "ac", "ac", "unchanged same unchanged"),
        ("abc", "bc", "ab", "mine unchanged new"),
        ("abc", "ac", "ab", "unchanged conflict"),
        ("abcd", "axcd", "abyd", "unchanged conflict unchanged"),
        ("ab", "axb", "ayb", "unchanged conflict unchanged"),
        ("ab", "axb", "aby", "unchanged mine unchanged new"),
        # The example of the definition: one side has moved 4 and 5 in front of 2, the other in front of 3.
        ("123456", "145236", "124536", "unchanged mine unchanged conflict unchanged"),
    ],
)
def test_chunks(base: str, mine: str, new: str, sides: str) -> None:
    assert " ".join(chunk.side for chunk in chunks(base, mine, new, plainly)) == sides


def test_texts_that_are_the_same_are_so_without_a_match() -> None:
    assert [chunk.side for chunk in chunks("ab", "ab", "ab", not_at_all)] == ["unchanged"]


# Sentences


@RUNS
@given(edited())
def test_a_sentence_that_one_side_has_changed(three: tuple[list[str], list[str], list[str]]) -> None:
    base, mine, new = map("".join, three)
    assert merged_words(base, mine, base) == mine
    assert merged_words(base, mine, mine) == mine
    assert key_of(merged_words(base, base, mine) or "") == key_of(mine)
    one, other = merged_words(base, mine, new), merged_words(base, new, mine)
    assert (one is None) == (other is None)
    assert key_of(one or "") == key_of(other or "")


@RUNS
@given(texts, texts)
def test_blocks_follow_each_other_and_are_the_same(one: list[str], other: list[str]) -> None:
    at = there = 0
    for start, first, length in matching(one, other):
        assert length > 0
        assert start >= at
        assert first >= there
        assert one[start : start + length] == other[first : first + length]
        at, there = start + length, first + length
