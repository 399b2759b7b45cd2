"""What holds for every merge, whatever a person edits and whatever the campaign says anew."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import tries

from letterkit.drafts.merge.blocks import NOTES, MergeLanguage, blocks_of, undecided, views
from letterkit.drafts.merge.compare import compare, summary
from letterkit.drafts.merge.merge import merge
from letterkit.drafts.merge.words import merged_words
from letterkit.drafts.redraft import to_decide
from letterkit.language.sentences import Sentences
from letterkit.language.words import words

pytestmark = pytest.mark.quickly(8)
EN = dict(
    zip(
        NOTES,
        [
            *("Two versions. Keep one, and delete the other.", "Your text:", "Your text: you deleted this."),
            *("New text:", "New text: the campaign no longer says this.", "End of the two versions."),
        ],
        strict=True,
    )
)
WORDING = MergeLanguage("and", Sentences("en", ("Mr", "Ms", "No")), EN, (EN,))
RUNS = tries(150)
FEWER = tries(80)

VOCABULARY = [
    "the",
    "of",
    "and",
    "workers",
    "police",
    "arrested",
    "union",
    "court",
    "on",
    "January",
    "Mr",
    "Bek",
    "was",
    "by",
]

sentences = st.lists(st.sampled_from(VOCABULARY), min_size=2, max_size=9).map(
    lambda said: " ".join(said).capitalize() + "."
)
letters = st.lists(
    st.tuples(st.sampled_from(["", "", "- "]), st.lists(sentences, min_size=1, max_size=4)), min_size=1, max_size=5
)
"""A letter: list items and paragraphs, with their sentences."""

steps = st.lists(st.tuples(st.sampled_from(["word", "insert", "cut", "add", "drop", "move", "shift", "new"]),
                           st.integers(0, 99), st.integers(0, 99)), max_size=4)  # fmt: skip
"""What somebody does to a letter; the numbers say where."""

Letter = Sequence[tuple[str, Sequence[str]]]


def changed(letter: Letter, what: Sequence[tuple[str, int, int]], location: str) -> Letter:
    """A letter after somebody's steps; each new word begins with ``mark`` and is like no other."""
    blocks = [(lead, list(said)) for lead, said in letter]
    for number, (step, here, there) in enumerate(what):
        full = [block for block in blocks if block[1]]
        if not full:
            break
        lead, said = full[here % len(full)]
        at = there % len(said)
        fresh = f"{location}{number}"
        spoken = said[at].rstrip(".").split()
        if step == "word":
            spoken[there % len(spoken)] = fresh
            said[at] = " ".join(spoken) + "."
        elif step == "insert":
            spoken.insert(there % (len(spoken) + 1), fresh)
            said[at] = " ".join(spoken) + "."
        elif step == "cut" and len(spoken) > 1:
            del spoken[there % len(spoken)]
            said[at] = " ".join(spoken) + "."
        elif step == "add":
            said.insert(at, f"Here {fresh} stands.")
        elif step == "drop":
            del said[at]
        elif step == "move":
            full[there % len(full)][1].append(said.pop(at))
        elif step == "shift":
            blocks.insert(there % len(blocks), blocks.pop(here % len(blocks)))
        elif step == "new":
            blocks.insert(here % len(blocks), (lead, [f"Whole {fresh} paragraph."]))
    return [block for block in blocks if block[1]]


def written(letter: Letter, date: str = "2017-01-23") -> str:
    body = ""
    before = ""
    for lead, said in letter:
        body += ("\n" if body and not (lead and before) else "") + f"{lead}{' '.join(said)}\n"
        before = lead
    return f"---\nletter: c/one\nlanguage: en\ndate: {date}\n---\n\n{body}"


def counted(text: str) -> Counter[str]:
    return Counter(words(re.sub(r"^> .*$", "", text, flags=re.MULTILINE)))


@RUNS
@given(letters, steps, steps)
def test_no_word_of_anybody_vanishes(
    letter: Letter, edits: list[tuple[str, int, int]], facts: list[tuple[str, int, int]]
) -> None:
    base, mine, new = (written(one) for one in (letter, changed(letter, edits, "hand"), changed(letter, facts, "fact")))
    merged = merge(base, mine, new, WORDING)
    there = counted(merged)
    for text in (mine, new):
        lost = {word for word in counted(text) if re.match(r"(hand|fact)\d", word) and not there[word]}
        assert not lost, merged


@RUNS
@given(letters, steps, steps)
def test_merging_again_changes_nothing(
    letter: Letter, edits: list[tuple[str, int, int]], facts: list[tuple[str, int, int]]
) -> None:
    base, mine, new = (written(one) for one in (letter, changed(letter, edits, "hand"), changed(letter, facts, "fact")))
    merged = merge(base, mine, new, WORDING)
    assert merge(new, merged, new, WORDING) == merged
    assert merge(base, mine, new, WORDING) == merged


@RUNS
@given(letters, steps, steps, steps)
def test_notes_never_nest_and_hold_both_versions(
    letter: Letter,
    edits: list[tuple[str, int, int]],
    facts: list[tuple[str, int, int]],
    later: list[tuple[str, int, int]],
) -> None:
    second = changed(letter, facts, "fact")
    base, mine, new = written(letter), written(changed(letter, edits, "hand")), written(second)
    newest = written(changed(second, later, "late"))
    merged = merge(new, merge(base, mine, new, WORDING), newest, WORDING)
    order = [note.removesuffix("-deleted") for _, note in undecided(merged, WORDING)]
    assert order == ["begin", "yours", "new", "end"] * (len(order) // 4), merged
    lost = {word for word in counted(mine) if word.startswith("hand") and not counted(merged)[word]}
    assert not lost, merged
    assert not {word for word in counted(newest) if word.startswith("late") and not counted(merged)[word]}, merged


@RUNS
@given(letters, steps)
def test_one_side_alone_is_taken_as_it_is(letter: Letter, what: list[tuple[str, int, int]]) -> None:
    base, other = written(letter), written(changed(letter, what, "hand"))
    assert merge(base, base, other, WORDING) == other
    assert merge(base, other, base, WORDING) == other
    assert merge(base, other, other, WORDING) == other
    lines = [[line for line in text.split("\n") if line] for text in (base, other)]
    assert (compare(base, other) == ()) == (lines[0] == lines[1])


@tries(100)
@given(letters, steps, steps)
def test_line_ends_and_marks_of_an_editor_stay(
    letter: Letter, edits: list[tuple[str, int, int]], facts: list[tuple[str, int, int]]
) -> None:
    base, mine, new = (written(one) for one in (letter, changed(letter, edits, "hand"), changed(letter, facts, "fact")))
    plain = merge(base, mine, new, WORDING)
    assert merge(base, "\ufeff" + mine.replace("\n", "\r\n"), new, WORDING) == "\ufeff" + plain.replace("\n", "\r\n")


# Two versions


def test_an_abbreviation_before_a_small_letter_divides_no_sentence() -> None:
    said = "All five were dismissed by Kablo Sanayi A.Ş. in Gebze on 9 November."
    base = written([("", ["Dear Sir,"]), ("", [said, "It was for their election."]), ("", ["Yours,"])])
    mine = base.replace(said, "On 9 November your company threw out all five. We know of nobody else who lost a job.")
    new = base.replace("9 November", "10 November")
    yours, theirs = sections(merge(base, mine, new, WORDING))
    assert theirs == [[said_in(f"{said} It was for their election.".replace("9", "10"))]]
    assert yours[0][0].startswith("On 9 November your company")


wide = st.integers(0, 9999).map(lambda number: f"Sentence {number} of the letter tells what happened on day {number}.")
"""Sentences that are one like the other in some words, and none of which is another."""

facts_told = st.lists(
    st.tuples(st.sampled_from(["", "", "- "]), st.lists(wide, min_size=1, max_size=5)), min_size=1, max_size=4
).filter(lambda letter: len({one for _, said in letter for one in said}) == sum(len(said) for _, said in letter))

rewriting = st.lists(
    st.tuples(st.sampled_from(["rewrite", "split", "Word", "add", "drop"]), st.integers(0, 99), st.integers(0, 99)),
    max_size=5,
)


def rewritten(letter: Letter, what: Sequence[tuple[str, int, int]], whose: str) -> Letter:
    """A letter after somebody has reworded, divided, added and deleted sentences, each where it stands."""
    blocks = [(lead, list(said)) for lead, said in letter]
    for number, (step, here, there) in enumerate(what):
        full = [said for _, said in blocks if said]
        if not full:
            break
        said = full[here % len(full)]
        at = there % len(said)
        fresh = f"{whose} {number}"
        if step == "rewrite":
            said[at] = f"In other words {fresh} has put it so."
        elif step == "split":
            said[at : at + 1] = [said[at].replace(" of the letter", f" by {fresh}"), f"It was {fresh} who divided it."]
        elif step == "Word":
            said[at] = said[at].replace("happened", f"{fresh} saw")
        elif step == "add":
            said.insert(at, f"Here {fresh} stands.")
        else:
            del said[at]
    return [block for block in blocks if block[1]]


def sections(merged: str) -> tuple[list[list[str]], list[list[str]]]:
    """What stands under the notes of a text, as the paragraphs of each side."""
    yours: list[list[str]] = []
    new: list[list[str]] = []
    side: list[str] | None = None
    for paragraph in re.split(r"\n+", merged.partition("---\n\n")[2]):
        note = next((name for name, said in EN.items() if paragraph == f"> **{said}**"), "")
        if note:
            sides = {"yours": yours, "new": new}.get(note.removesuffix("-deleted"))
            side = None if sides is None else []
            if sides is not None and side is not None:
                sides.append(side)
        elif side is not None and paragraph:
            side.append(said_in(paragraph))
    return yours, new


def said_in(paragraph: str) -> str:
    return re.sub(r"^- ", "", paragraph).rstrip(".;")


def paragraphs(letter: Letter) -> list[str]:
    return [said_in(line) for line in written(letter).partition("---\n\n")[2].split("\n") if line]


def assert_versions_are_verbatim(merged: str, mine: Letter, new: Letter) -> None:
    for found, letter in zip(sections(merged), (mine, new), strict=True):
        whole = "\n".join(paragraphs(letter)) + "\n"
        for section in found:
            assert "\n".join(section) in whole, merged


@FEWER
@given(facts_told, rewriting, rewriting)
def test_two_versions_are_what_each_side_has_word_for_word(
    letter: Letter, edits: list[tuple[str, int, int]], facts: list[tuple[str, int, int]]
) -> None:
    mine, new = rewritten(letter, edits, "Hand"), rewritten(letter, facts, "Fact")
    merged = merge(written(letter), written(mine), written(new), WORDING)
    assert_versions_are_verbatim(merged, mine, new)


@FEWER
@given(facts_told, rewriting, rewriting, rewriting)
def test_what_a_person_has_under_notes_stays_as_it_is(
    letter: Letter,
    edits: list[tuple[str, int, int]],
    facts: list[tuple[str, int, int]],
    later: list[tuple[str, int, int]],
) -> None:
    mine, new = rewritten(letter, edits, "Hand"), rewritten(letter, facts, "Fact")
    newest = rewritten(new, later, "Late")
    merged = merge(written(letter), written(mine), written(new), WORDING)
    again = merge(written(new), merged, written(newest), WORDING)
    kept = [paragraph for section in sections(again)[0] for paragraph in section]
    for section in sections(merged)[0]:
        for paragraph in section:
            assert paragraph in kept or said_in(paragraph) in again, again


@FEWER
@given(facts_told, rewriting, rewriting)
def test_no_version_tells_a_sentence_twice_or_in_another_order(
    letter: Letter, edits: list[tuple[str, int, int]], facts: list[tuple[str, int, int]]
) -> None:
    mine, new = rewritten(letter, edits, "Hand"), rewritten(letter, facts, "Fact")
    merged = merge(written(letter), written(mine), written(new), WORDING)
    for version in views(blocks_of(merged.partition("---\n\n")[2], WORDING), WORDING)[:2]:
        said = [sentence.strip().rstrip(".;") for block in version for sentence in block.sentences]
        assert len(said) == len(set(said)), merged
        for side in (mine, new):
            own = [sentence.rstrip(".;") for _, block in side for sentence in block]
            left = [sentence for sentence in said if sentence in own]
            assert left == [sentence for sentence in own if sentence in left], merged


# Sentences

BASE = "On 5 January 19 workers of the plant were arrested in Imus."


@pytest.mark.parametrize(
    ("mine", "new", "merged"),
    [
        ("19|some 19", "Imus|Bacoor", "On 5 January some 19 workers of the plant were arrested in Bacoor."),
        ("workers|wokers", "19|22", "On 5 January 22 wokers of the plant were arrested in Imus."),
        ("workers|**workers**", "19|22", "On 5 January 22 **workers** of the plant were arrested in Imus."),
        ("arrested|all arrested", "19|22", "On 5 January 22 workers of the plant were all arrested in Imus."),
        ("January|January,", "19 workers|22 women", "On 5 January, 22 women of the plant were arrested in Imus."),
        ("19|22", "19|22", "On 5 January 22 workers of the plant were arrested in Imus."),
        ("plant |plant\n", "19|22", "On 5 January 22 workers of the plant\nwere arrested in Imus."),
        ("were arrested|have been held", "plant were arrested|plant were charged", None),
        ("workers of|women at", "19|one", None),
        ("arrested in Imus|arrested there", "Imus|Bacoor", None),
        ("19|20", "19|22", None),
    ],
)
def test_changes_in_one_sentence(mine: str, new: str, merged: str | None) -> None:
    ours, theirs = (BASE.replace(*change.split("|")) for change in (mine, new))
    assert merged_words(BASE, ours, theirs) == merged


# Conflicts

LETTER = written(
    [("", ["Dear Minister,"]), ("", ["Mr Bek was arrested on 5 January.", "He is in prison."]), ("", ["Yours,"])]
)


def conflict() -> tuple[str, str]:
    mine = LETTER.replace("was arrested on 5 January", "has been in custody since Monday")
    new = LETTER.replace("arrested on 5 January", "sentenced on 9 January")
    return new, merge(LETTER, mine, new, WORDING)


def test_a_conflict_says_who_says_what() -> None:
    _, merged = conflict()
    assert merged.split("---\n\n")[1] == (
        "Dear Minister,\n\n> **Two versions. Keep one, and delete the other.**\n\n> **Your text:**\n\n"
        "Mr Bek has been in custody since Monday. He is in prison.\n\n> **New text:**\n\n"
        "Mr Bek was sentenced on 9 January. He is in prison.\n\n> **End of the two versions.**\n\nYours,\n"
    )
    assert [note for _, note in undecided(merged, WORDING)] == ["begin", "yours", "new", "end"]
    assert (
        merged.split("\n")[next(undecided(merged, WORDING))[0] - 1]
        == "> **Two versions. Keep one, and delete the other.**"
    )


def test_a_standing_conflict_takes_what_is_new_into_the_new_version_alone() -> None:
    new, merged = conflict()
    newer = new.replace("He is in prison.", "He is in prison in Imus.")
    again = merge(new, merged, newer, WORDING)
    yours, mark, theirs = merged.partition("> **New text:**")
    assert again == yours + mark + theirs.replace("in prison.", "in prison in Imus.")
    newest = newer.replace("9 January", "10 January")
    assert merge(newer, again, newest, WORDING) == again.replace("9 January", "10 January")


def test_what_a_person_writes_into_the_new_version_is_not_lost() -> None:
    new, merged = conflict()
    edited = merged.replace("sentenced on 9 January", "sentenced by handpicked judges at midnight")
    again = merge(new, edited, new.replace("9 January", "10 January and fined"), WORDING)
    for words_ in ("custody since Monday", "handpicked judges at midnight", "10 January and fined"):
        assert again.count(words_) == 1, again
    assert [note for _, note in undecided(again, WORDING)] == ["begin", "yours", "new", "end"]


def test_notes_that_a_person_has_half_deleted_are_left_over() -> None:
    new, merged = conflict()
    half = merged.replace("> **Two versions. Keep one, and delete the other.**\n\n", "")
    assert [note for _, note in undecided(half, WORDING)] == ["yours", "new", "end"]
    again = merge(new, half, new.replace("Yours,", "Sincerely yours,"), WORDING)
    assert again == half.replace("Yours,\n", "Sincerely yours,\n")


def test_a_value_of_the_head_that_both_change() -> None:
    def dated(date: str) -> str:
        return LETTER.replace("2017-01-23", date)

    merged = merge(LETTER, dated("2017-01-24"), dated("2017-01-26"), WORDING)
    said = "# Your text:\ndate: 2017-01-24\n# New text:\n# date: 2017-01-26\n# End of the two versions.\n"
    assert f"# Two versions. Keep one, and delete the other.\n{said}" in merged
    assert [note for _, note in undecided(merged, WORDING)] == ["begin", "yours", "new", "end"]
    for content in (merged, merged.replace("\n", "\r\n")):
        [problem] = to_decide(content, "one.md", WORDING)
        assert "'date' differently: you to '2017-01-24', the campaign to '2017-01-26'" in problem.message
        assert "keep one line 'date: ...'" in problem.hint
    later = merge(dated("2017-01-26"), merged, dated("2017-01-30"), WORDING)
    assert later == merged.replace("2017-01-26", "2017-01-30")
    decided = re.sub(r"(?m)^#.*\n", "", merged)
    assert merge(dated("2017-01-26"), decided, dated("2017-01-26"), WORDING) == decided
    taken = merged.replace("2017-01-24", "2017-01-26")
    assert merge(dated("2017-01-26"), taken, dated("2017-01-26"), WORDING) == dated("2017-01-26")


def test_a_switched_language_keeps_both_texts_and_their_notes() -> None:
    french = {name: f"fr {said}" for name, said in EN.items()}
    both = replace(WORDING, notes=french, all_notes=(french, EN))
    new = LETTER.replace("language: en", "language: fr").replace("Dear Minister", "Madame")
    merged = merge(LETTER, LETTER.replace("prison", "a prison"), new, both)
    assert merged.count("He is in") == 2
    assert "Madame" in merged
    assert "> **fr Your text:**" in merged
    assert "language: fr" in merged


# Comparing


def test_a_comparison_names_the_words() -> None:
    after = LETTER.replace("5 January", "6 January").replace("Yours,", "Sincerely,")
    first, *rest = compare(LETTER, after)
    assert first.line == 9
    assert [run for run in first.runs if run[0] != "same"] == [("removed", "5"), ("added", "6")]
    assert summary([first, *rest]) == "+2 -2"
    assert compare(LETTER, LETTER) == ()


MARKS = {
    "as printed": lambda text: text,
    "without the mark of a quotation": lambda text: text.replace("> **", "**"),
    "without emphasis": lambda text: text.replace("**", ""),
    "bare": lambda text: text.replace("> **", "").replace("**", ""),
    "underscores": lambda text: text.replace("**", "_"),
    "two underscores": lambda text: text.replace("**", "__"),
    "wrapped": lambda text: _rewrapped(text, 10),
    "wrapped and bare": lambda text: _rewrapped(text.replace("> **", "").replace("**", ""), 10),
    "indented": lambda text: text.replace("> **", "   > **"),
    "moved in": lambda text: text.replace("> **", "    **"),
    "a list": lambda text: text.replace("> **", "- **"),
    "a numbered list": lambda text: text.replace("> **", "1. **"),
    "escaped": lambda text: text.replace("> **", "&gt; **"),
    "escaped marks": lambda text: text.replace("> **", r"\> \*\*"),
    "twice quoted": lambda text: text.replace("> **", "> > **"),
    "capitals": lambda text: "".join(line.upper() if line.startswith(">") else line for line in text.splitlines(True)),
    "no empty lines": lambda text: re.sub(r"\n\n(> )|(\*\*)\n\n", r"\n\1\2\n", text),
    "headings": lambda text: text.replace("> **", "## "),
    "typographic": lambda text: text.replace(":**", " :**"),
    "a table": lambda text: _each_note(text, r"| \1 |"),
    "a footnote": lambda text: _each_note(text, r"[^1]: \1"),
    "quoted": lambda text: _each_note(text, r"“\1”"),
    "code": lambda text: _each_note(text, r"`\1`"),
    "HTML": lambda text: _each_note(text, r"<blockquote><b>\1</b></blockquote>"),
    "behind the text before": lambda text: re.sub(r"\n\n> \*\*(.*)\*\*$", r" \1", text, flags=re.MULTILINE),
    "no-break spaces": lambda text: _each_note(text, r"> \1").replace(" versions", "\u00a0versions"),
    "soft hyphens": lambda text: text.replace("version", "ver\u00adsion").replace("changed", "chan\u200bged"),
    "divided words": lambda text: text.replace("version", "ver-\n> sion"),
    "line breaks of HTML": lambda text: _each_note(text, lambda found: found[1].replace(" ", "<br>")),
    "accents": lambda text: _each_note(text, lambda found: found[1].replace("e", "é")),
    "wide letters": lambda text: text.replace("versions", "".join(chr(ord(c) + 0xFEE0) for c in "versions")),
}


def _each_note(text: str, instead: str | Callable[[re.Match[str]], str]) -> str:
    return re.sub(r"^> \*\*(.*)\*\*$", instead, text, flags=re.MULTILINE)


def _rewrapped(text: str, width: int) -> str:
    """A text whose paragraphs an editor has wrapped, each line of a quotation with its mark."""
    head, mark, body = text.partition("\n---\n")
    parts = []
    for paragraph in body.split("\n\n"):
        quoted = "> " if paragraph.lstrip().startswith(">") else ""
        lines = textwrap.wrap(paragraph.lstrip("> "), width, break_long_words=False)
        parts.append("\n".join(quoted + line for line in lines))
    return head + mark + "\n\n".join(parts) + "\n"


@pytest.mark.parametrize("marks", MARKS)
def test_notes_are_known_again_whatever_an_editor_makes_of_them(marks: str) -> None:
    new, merged = conflict()
    edited = MARKS[marks](merged)
    assert {note for _, note in undecided(edited, WORDING)} >= {"begin", "end"}
    again = merge(new, edited, new.replace("9 January", "11 January"), WORDING)
    assert {note for _, note in undecided(again, WORDING)} >= {"begin", "end"}
    assert again.count("in custody since Monday") == 1 or "wrapped" in marks


def test_a_note_of_which_somebody_has_corrected_a_word_is_known_again() -> None:
    merged = conflict()[1].replace("versions", "verisons").replace("campaign", "campain")
    assert "begin" in {note for _, note in undecided(merged, WORDING)}


def test_a_letter_that_speaks_of_versions_has_no_notes() -> None:
    said = [
        "Dear Minister,",
        "Your text: it says nothing.",
        "There are two versions of it. Keep one.",
        "New text follows.",
    ]
    text = "\n\n".join(said)
    assert list(undecided(text, WORDING)) == []


def test_two_sentences_that_a_person_joined_are_one_in_the_new_version() -> None:
    joined = LETTER.replace("on 5 January. He is in prison.", "on 5 January and he is in prison.")
    new = LETTER.replace("5 January", "6 January").replace("in prison", "in hospital")
    merged = merge(LETTER, joined, new, WORDING)
    assert joined != LETTER
    theirs = merged.partition("> **New text:**")[2].partition("> **End")[0]
    assert "and he is" not in theirs
    assert merged.count("in hospital") == 1


def test_a_new_item_of_a_list_has_the_number_or_the_sign_of_its_neighbours() -> None:
    base = "We ask you to:\n\n- free them;\n- pay them; and\n- answer us.\n"
    mine = "We ask you to:\n\n1. free them;\n2. pay them; and\n3. answer us.\n"
    new = "We ask you to:\n\n- free them;\n- pay them;\n- protect them; and\n- answer us.\n"
    merged = merge(base, mine, new, WORDING).strip()
    assert merged == "We ask you to:\n\n1. free them;\n2. pay them;\n3. protect them; and\n4. answer us."
    starred = merge(base, base.replace("- ", "* "), new, WORDING).strip()
    assert starred == "We ask you to:\n\n* free them;\n* pay them;\n* protect them; and\n* answer us."


def test_an_item_that_went_leaves_no_gap_in_generated_numbers() -> None:
    base = "We ask you to:\n\n1. free them;\n2. pay them; and\n3. answer us.\n"
    mine = "We ask you to:\n\n1. free them;\n2. pay them;\n3. answer us; and\n4. come and see us.\n"
    new = "We ask you to:\n\n1. pay them; and\n2. answer us.\n"
    merged = merge(base, mine, new, WORDING).strip()
    assert merged == "We ask you to:\n\n1. pay them;\n2. answer us; and\n3. come and see us."
    quoted = mine.replace("3. answer", "7. answer").replace("4. come", "345. come")
    assert "345. come" in merge(base, quoted, new, WORDING), "numbers that are no count stay as they are typed"
    bullets = merge(base, base, new.replace("1. ", "- ").replace("2. ", "- "), WORDING)
    assert bullets.strip() == "We ask you to:\n\n- pay them; and\n- answer us.", "as the campaign has them now"


def test_a_list_that_a_person_made_of_sentences_keeps_its_marks() -> None:
    base = "Dear Sir,\n\nHe was held. He is ill.\n\nWe ask you to:\n\n- free them; and\n- answer us.\n\nYours,\n"
    mine = base.replace("He was held. He is ill.", "- He was held.\n- He is ill.\n- Nobody came")
    new = base.replace("He is ill.", "He is ill. On 3 May, the court sat.").replace("answer us", "write to us")
    merged = merge(base, mine, new, WORDING)
    assert "- He was held.\n- He is ill. On 3 May, the court sat.\n- Nobody came\n" in merged
    assert "- free them; and\n- write to us.\n" in merged
