"""What counts as the same told in other words, and what a merge makes of it."""

from __future__ import annotations

import pytest

from letterkit.drafts.alike import told_alike
from letterkit.drafts.history import Fact, Generated, Sentence
from letterkit.drafts.merge.blocks import NOTES, MergeLanguage
from letterkit.drafts.merge.merge import merge
from letterkit.language.sentences import Sentences

SAID = {name: f"This is the note called {name}." for name in NOTES}
WORDING = MergeLanguage("and", Sentences("en", ("Ms", "Mr")), SAID, (SAID,))
CLAUSE = ({"kind": "clause", "name": "acts/tried"},)
TRIED = Fact("people/bek/acts/tried", "2026-12-10", "on 10 December")
NAMED = Fact("people/bek/name", "Aida Bek", "Ms Bek")
OLD = Sentence("Ms Bek is to be tried on 10 December.", CLAUSE, (TRIED, NAMED))


def sentence(text: str, *facts: Fact, clause: str = "acts/tried") -> Sentence:
    return Sentence(text, ({"kind": "clause", "name": clause},), facts)


def alike(new: Sentence, old: Sentence = OLD) -> bool:
    return bool(told_alike(Generated("", (old,)), Generated("", (new,))))


def test_a_pronoun_for_a_name_is_told_alike_in_both_directions() -> None:
    new = sentence("She is to be tried on 10 December.", TRIED)
    assert alike(new)
    assert alike(OLD, new)
    her = sentence("The journalist is to be tried on 10 December.", TRIED)
    assert alike(her)


MOVED = Fact("people/bek/acts/tried", "2026-12-12", "on 12 December")
OTHER = Fact("people/lee/name", "Ann Lee", "Ms Lee")


@pytest.mark.parametrize(
    "new",
    [
        sentence("She is to be tried on 12 December.", MOVED),
        sentence("She was acquitted on 10 December.", TRIED, clause="acts/acquitted"),
        sentence("She is not to be tried on 10 December.", TRIED),
        sentence("She is to be tried in secret on 10 December.", TRIED),
        sentence("Is to be tried on 10 December.", TRIED),
        sentence("All 12 are to be tried on 10 December.", TRIED),
        sentence("Ms Lee is to be tried on 10 December.", TRIED, OTHER),
    ],
    ids=lambda one: one.text,
)
def test_what_says_something_else_is_not(new: Sentence) -> None:
    assert not alike(new)


def test_a_name_that_is_left_out_of_a_list_is_news() -> None:
    both = sentence("Ms Bek and Ms Lee are to be freed.", NAMED, OTHER, clause="release")
    assert not alike(sentence("Ms Bek is to be freed.", NAMED, clause="release"), both)
    assert not alike(sentence("She is to be freed.", clause="release"), both)


@pytest.mark.parametrize("mine", ["Her trial begins on 10 December, before a judge of the junta.", ""])
def test_a_rewritten_sentence_stands_where_only_the_reference_has_changed(mine: str) -> None:
    def letter(*said: str) -> str:
        return "\n\n".join(["Dear Sir,", " ".join(filter(None, said)), "Yours,\n"])

    first, charged = "Ms Bek was arrested in Osh in April.", "She was charged on 3 May."
    new = sentence("She is to be tried on 10 December.", TRIED)
    same = told_alike(Generated("", (OLD,)), Generated("", (new,)))
    merged = merge(letter(first, OLD.text), letter(first, mine), letter(first, charged, new.text), WORDING, same)
    assert merged.count(mine) >= 1
    assert charged in merged
    assert new.text not in merged
    assert "note called" not in merged
    assert "note called" in merge(
        letter(first, OLD.text), letter(first, mine), letter(first, charged, new.text), WORDING
    )
