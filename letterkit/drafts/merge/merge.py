"""Merge a person's edits with what is new: three texts become one, and what cannot be decided stands in it twice.

The three are the text as generated (``base``), as a person left it (``mine``), and as generated now (``new``). What is
merged is the sentence: each is followed from ``base`` into both others, wherever it was moved to. One that only one
side has changed is taken from there. One that both have changed is merged word by word, unless the changes lie so close
together that it could come out garbled: then its paragraph stands in the draft twice, as the person has it and as it is
generated now, under notes that say which is whose, and a person decides. Neither takes anything from the other: a
sentence that speaks of "her", or "the same day", is right among its own neighbours only.

A text with such notes holds two versions of the whole letter, the person's and the new one. Merging it again leaves
what the person has under notes, and what then differs between the two is what has still to be decided.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import accumulate, count
from typing import TypeAlias

from letterkit.drafts.merge.align import arranged, followed, weighed
from letterkit.drafts.merge.blocks import Block, MergeLanguage, blocks_of, divisions, printed, tail_of, views
from letterkit.drafts.merge.heads import language_in, merged_heads
from letterkit.drafts.merge.lists import closed, counts_on, marked, pattern_of, punctuated
from letterkit.drafts.merge.words import merged_words
from letterkit.foundation.files import as_typed
from letterkit.language.words import key_of, likeness, words
from letterkit.typeset.typography import plain

_HEAD = re.compile(r"---\n(.*?)\n---[ \t]*\n", re.DOTALL)
# Two sentences that both sides have added are one, said in two ways, when they are this alike.
_SAME_ADDITION = 0.7

Same: TypeAlias = frozenset[tuple[str, str]]
"""Sentences that say the same of the same facts in other words, by their keys."""


def merge(base: str, mine: str, new: str, wording: MergeLanguage, same: Same = frozenset()) -> str:
    """The draft ``mine``, which began as ``base``, with what is new in ``new``.

    All three are draft files. What the person and the campaign have changed alike or apart is merged; what they have
    changed differently stands there twice, under notes (see `undecided`). Line ends stay as they are in ``mine``.
    ``same`` are sentences of ``base`` and of ``new`` that say the same of the same facts ("Ms Bek was charged", "she
    was charged"): where a person has rewritten the one, the other is no news.
    """
    text = as_typed(mine)
    (old_head, old_body), (my_head, my_body), (new_head, new_body) = map(_divided, (base, text, new))
    switched = language_in(old_head) != language_in(new_head)
    merged = merged_heads(old_head, my_head, new_head, wording)
    merged += _merged_bodies(old_body, my_body, new_body, wording, same, switched)
    if "\r\n" in mine:
        merged = merged.replace("\n", "\r\n")
    return merged if not mine.startswith("\ufeff") else "\ufeff" + merged


def _divided(content: str) -> tuple[str, str]:
    found = _HEAD.match(content)
    return (content[: found.end()], content[found.end() :]) if found else ("", content)


def _merged_bodies(base: str, mine: str, new: str, wording: MergeLanguage, same: Same, switched: bool) -> str:
    if new == base:
        return mine
    if plain(mine) == plain(base):
        return new
    if plain(new) == plain(base):
        return mine
    blocks, theirs = blocks_of(mine, wording), blocks_of(new, wording)
    yours, generated, held = views(blocks, wording)
    if switched:
        return printed([(yours, theirs)], tail_of(mine), wording)
    old = blocks_of(base, wording)
    left = _merged(old, yours, theirs, wording, same, held)
    right = left if yours == generated else _merged(old, generated, theirs, wording, same)
    return printed(divisions(left[0], right[1], right[0]), tail_of(mine), wording)


@dataclass(frozen=True, slots=True)
class _Text:
    """One of three texts: its blocks, its sentences, and the block of each sentence."""

    blocks: tuple[Block, ...]
    sentences: tuple[str, ...]
    block_of: tuple[int, ...]


def _text(blocks: Sequence[Block]) -> _Text:
    sentences = tuple(sentence for block in blocks for sentence in block.sentences)
    return _Text(
        tuple(blocks), sentences, tuple(number for number, block in enumerate(blocks) for _ in block.sentences)
    )


def _joined(base: _Text, other: _Text) -> _Text:
    """A text in which two sentences are taken as one that were made out of one."""
    found = {there: here for here, there in followed(base.sentences, other.sentences).items()}
    for at in range(len(other.sentences) - 1):
        one, two = at, at + 1
        if (one in found) == (two in found) or other.block_of[one] != other.block_of[two]:
            continue
        was = base.sentences[found[one] if one in found else found[two]]
        alone = likeness(was, other.sentences[one if one in found else two])
        pair = "".join(other.sentences[one : two + 1])
        if alone < 1 and likeness(was, pair) > alone:
            number = other.block_of[one]
            first = at - other.block_of.index(number)
            old = other.blocks[number].sentences
            sentences = (*old[:first], pair, *old[first + 2 :])
            blocks = list(other.blocks)
            blocks[number] = replace(blocks[number], sentences=sentences)
            return _joined(base, _text(blocks))
    return other


def _merged(
    base_blocks: Sequence[Block],
    my_blocks: Sequence[Block],
    new_blocks: Sequence[Block],
    wording: MergeLanguage,
    same: Same,
    held: frozenset[int] = frozenset(),
) -> tuple[list[Block], list[Block]]:
    """The merged text as two versions, which differ in what has to be decided: the person's, and the new one.

    ``held`` are the numbers of the person's blocks that wait for a decision already.
    """
    mine, new = _text(my_blocks), _text(new_blocks)
    # What one side made one sentence of two is one in all three, or the second would come back beside the whole.
    base = _joined(new, _joined(mine, _text(base_blocks)))
    mine, new = _joined(base, mine), _joined(base, new)
    return _Merging(base, mine, new, same).versions(held)


class _Merging:
    """The merging of three texts. Blocks and sentences have numbers of their own, the same through all three."""

    def __init__(self, base: _Text, mine: _Text, new: _Text, same: Same = frozenset()) -> None:
        self.base, self.mine, self.new, self.same = base, mine, new, same
        self.in_mine = followed(base.sentences, mine.sentences)
        self.in_new = followed(base.sentences, new.sentences)
        fresh = count(len(base.sentences))
        self.my_ids = _ids(self.in_mine, len(mine.sentences), fresh)
        self.new_ids = self._same_additions(_ids(self.in_new, len(new.sentences), fresh))
        fresh = count(len(base.blocks))
        self.my_block_ids = _ids(self._blocks(self.in_mine, mine), len(mine.blocks), fresh)
        self.new_block_ids = self._same_blocks(_ids(self._blocks(self.in_new, new), len(new.blocks), fresh))

    def _same_additions(self, ids: list[int]) -> list[int]:
        """The numbers of the new text, with the person's number for what both have added at the same place."""
        common = set(self.my_ids).intersection(ids)
        places = _places(self.my_ids, common)
        added = {mine: at for at, mine in enumerate(self.my_ids) if mine >= len(self.base.sentences)}
        for at, (number, here) in enumerate(zip(ids, _places(ids, common), strict=True)):
            if number < len(self.base.sentences):
                continue
            scored = [
                (likeness(self.mine.sentences[place], self.new.sentences[at]), mine)
                for mine, place in added.items()
                if places[place] == here
            ]
            score, best = max(scored, default=(0.0, 0))
            if score >= _SAME_ADDITION:
                ids[at] = best
                del added[best]
        return ids

    def _blocks(self, partners: Mapping[int, int], other: _Text) -> dict[int, int]:
        """Which block of the base is which of another text: the one that most of its words went to."""
        found = weighed(
            (self.base.block_of[one], other.block_of[there], 1 + len(words(self.base.sentences[one])))
            for one, there in partners.items()
        )
        return {one: there for one, there in found.items() if self.base.blocks[one].kind == other.blocks[there].kind}

    def _same_blocks(self, ids: list[int]) -> list[int]:
        known = {number: self.my_block_ids[self.mine.block_of[at]] for at, number in enumerate(self.my_ids)}
        taken = set(ids)
        for at, number in enumerate(self.new_ids):
            block = self.new.block_of[at]
            ours = known.get(number)
            if ids[block] >= len(self.base.blocks) <= (ours or 0) and ours is not None and ours not in taken:
                ids[block] = ours
                taken.add(ours)
        return ids

    def versions(self, held: frozenset[int]) -> tuple[list[Block], list[Block]]:
        """All blocks in order, in both versions; the person's blocks that are ``held`` stay as they are."""
        base_blocks = range(len(self.base.blocks))
        order = arranged(list(base_blocks), self.my_block_ids, self.new_block_ids)
        homes = self._homes()
        open_ = self._open(order, homes, {self.my_block_ids[at] for at in held})
        left: list[tuple[int, Block]] = []
        right: list[tuple[int, Block]] = []
        before: int | None = None
        texts: list[tuple[int, str, str, list[str], list[str]]] = []
        for block in order:
            yours, theirs = self._apart(block) if block in open_ else self._sentences(block, homes)
            if yours or theirs:
                texts.append((block, *self._frame(block, before), yours, theirs))
                before = block
        for block, gap, lead, yours, theirs in texts:
            kind = (self._mine(block) or self._new(block)).kind  # type: ignore[union-attr]
            ending = self._ending(block)
            for side, sentences in ((left, yours), (right, theirs)):
                if sentences:
                    side.append((block, closed(Block(kind, gap, lead, tuple(sentences), ending))))
        counted_on = all(map(counts_on, (self.mine.blocks, self.new.blocks)))
        return marked(self._punctuated(left), counted_on), marked(self._punctuated(right), counted_on)

    def _mine(self, block: int) -> Block | None:
        return self.mine.blocks[self.my_block_ids.index(block)] if block in self.my_block_ids else None

    def _new(self, block: int) -> Block | None:
        return self.new.blocks[self.new_block_ids.index(block)] if block in self.new_block_ids else None

    def _frame(self, block: int, before: int | None) -> tuple[str, str]:
        """The space before a block, and its mark: as in the person's text where the block follows the same one."""
        mine, new = self._mine(block), self._new(block)
        lead = (mine or new).lead  # type: ignore[union-attr]
        if mine and new and block < len(self.base.blocks) and self.base.blocks[block].lead == mine.lead:
            lead = new.lead
        for ids, found in ((self.my_block_ids, mine), (self.new_block_ids, new)):
            if found is not None:
                at = ids.index(block)
                if (ids[at - 1] if at else None) == before:
                    return found.before, lead
        items = lead and before is not None and (self._mine(before) or self._new(before)).lead  # type: ignore[union-attr]
        return "\n" if items else "\n\n", lead

    def _homes(self) -> dict[int, int]:
        r"""The block of each sentence: where the person moved it, or else where it now stands.

        What is new in a block that the person has joined to another goes where its neighbour there went. Here the
        person has joined the second paragraph to the first, and the campaign has added sentence 2 to the second: all
        are at home in paragraph 0.

        >>> from letterkit.language.sentences import Sentences
        >>> wording = MergeLanguage("and", Sentences("en"), {}, ())
        >>> base, mine, new = (_text(blocks_of(body, wording)) for body in (
        ...     "Police came at night.\n\nThey held him.",
        ...     "Police came at night. They held him.",
        ...     "Police came at night.\n\nThey held him. He is ill now.",
        ... ))
        >>> _Merging(base, mine, new)._homes()
        {0: 0, 1: 0, 2: 0}
        """
        homes: dict[int, int] = {}
        for at, number in enumerate(self.new_ids):
            homes[number] = self.new_block_ids[self.new.block_of[at]]
        for at, number in enumerate(self.my_ids):
            block = self.my_block_ids[self.mine.block_of[at]]
            was = self.base.block_of[number] if number < len(self.base.sentences) else None
            if number not in homes or block != was:
                homes[number] = block
        self._follow_neighbours(homes)
        return homes

    def _follow_neighbours(self, homes: dict[int, int]) -> None:
        """Give what is new in a block that the person has joined to another the home of its neighbour."""
        gone = {
            block for block in self.new_block_ids if block < len(self.base.blocks) and block not in self.my_block_ids
        }
        for at, number in enumerate(self.new_ids):
            if number >= len(self.base.sentences) and number not in self.my_ids and homes[number] in gone:
                near = [*range(at - 1, -1, -1), *range(at + 1, len(self.new_ids))]
                same = [self.new_ids[other] for other in near if self.new.block_of[other] == self.new.block_of[at]]
                homes[number] = next((homes[other] for other in same if other in self.my_ids), homes[number])

    def _open(self, order: Sequence[int], homes: Mapping[int, int], held: set[int]) -> set[int]:
        """The blocks that have to be decided, with those that share sentences with them: they come out as they are."""
        open_ = held.union(block for block in order if operator.ne(*self._sentences(block, homes)))
        places = dict(zip(self.new_ids, (self.new_block_ids[at] for at in self.new.block_of), strict=True))
        shared = {
            frozenset({self.my_block_ids[at], places[number], homes[number]})
            for number, at in zip(self.my_ids, self.mine.block_of, strict=True)
            if number in places
        }
        while more := {block for blocks in shared if blocks & open_ for block in blocks} - open_:
            open_ |= more
        return open_

    def _apart(self, block: int) -> tuple[list[str], list[str]]:
        """The sentences of a block as the person has them, and as they are generated now."""
        mine, new = self._mine(block), self._new(block)
        return list(mine.sentences if mine else ()), list(new.sentences if new else ())

    def _sentences(self, block: int, homes: Mapping[int, int]) -> tuple[list[str], list[str]]:
        """The sentences of a block in order, in both versions."""
        whole = self._whole(block)
        if whole is not None and not self._moved_into(block, homes):
            return whole
        base = [at for at, home in enumerate(self.base.block_of) if home == block]
        mine = [number for at, number in enumerate(self.my_ids) if homes[number] == block]
        new = [number for at, number in enumerate(self.new_ids) if homes[number] == block]
        yours: list[str] = []
        theirs: list[str] = []
        for number in arranged(base, mine, new):
            left, right = self._decided(number)
            yours += [left] if left else []
            theirs += [right] if right else []
        return _spaced(yours), _spaced(theirs)

    def _whole(self, block: int) -> tuple[list[str], list[str]] | None:
        """A block that one side has deleted altogether: gone, or to be decided when the other has changed it."""
        if block >= len(self.base.blocks):
            return None
        base = self.base.blocks[block]
        here = [at for at, home in enumerate(self.base.block_of) if home == block]
        mine, new = self._mine(block), self._new(block)
        if mine is None and not any(at in self.in_mine for at in here):
            return ([], []) if new is None or new.key == base.key else ([], list(new.sentences))
        if new is None and not any(at in self.in_new for at in here):
            return ([], []) if mine is None or mine.key == base.key else (list(mine.sentences), [])
        return None

    def _moved_into(self, block: int, homes: Mapping[int, int]) -> bool:
        """Whether sentences of other blocks have come into a block."""
        own = {at for at, home in enumerate(self.base.block_of) if home == block}
        for ids, block_ids, text in (
            (self.my_ids, self.my_block_ids, self.mine),
            (self.new_ids, self.new_block_ids, self.new),
        ):
            fresh = (at for at, number in enumerate(ids) if number >= len(self.base.sentences))
            own.update(ids[at] for at in fresh if block_ids[text.block_of[at]] == block)
        return any(home == block and number not in own for number, home in homes.items())

    def _decided(self, number: int) -> tuple[str, str]:
        """A sentence in both versions, which are the same unless it has to be decided."""
        known = number < len(self.base.sentences)
        base = self.base.sentences[number] if known else ""
        mine = self.mine.sentences[self.my_ids.index(number)] if number in self.my_ids else ""
        new = self.new.sentences[self.new_ids.index(number)] if number in self.new_ids else ""
        was, ours, theirs = key_of(base), key_of(mine), key_of(new)
        if was == theirs or ours == theirs or (not known and not new):
            return mine, mine
        if was == ours or (not known and not mine):
            return new, new
        return self._both_changed(base, mine, new)

    def _both_changed(self, base: str, mine: str, new: str) -> tuple[str, str]:
        """A sentence that both sides have changed or deleted, in both versions."""
        if base and mine and new and (merged := merged_words(base, mine, new)) is not None:
            return merged, merged
        return (mine, mine) if (key_of(base), key_of(new)) in self.same else (mine, new)

    # Lists

    def _ending(self, block: int) -> str:
        """The punctuation of a list item, as the person has it or, where they left it alone, as it is now."""
        mine, new = self._mine(block), self._new(block)
        if mine is None or new is None:
            return (mine or new).ending  # type: ignore[union-attr]
        base = self.base.blocks[block].ending if block < len(self.base.blocks) else new.ending
        return new.ending if mine.ending == base else mine.ending

    def _punctuated(self, placed: Sequence[tuple[int, Block]]) -> list[Block]:
        """The blocks, the items of each list punctuated for their places in it, unless the person has other ideas."""
        base = self.base.blocks
        listed = {at for at, block in enumerate(base) if block.kind == "item"}
        listed |= {
            number for number, block in zip(self.new_block_ids, self.new.blocks, strict=True) if block.kind == "item"
        }
        mine = [block.ending for at in sorted(listed) if at < len(base) and (block := self._mine(at))]
        pattern = pattern_of(self.new.blocks) or pattern_of(base)
        return punctuated(placed, listed, pattern, mine, {block.ending for block in base})


def _ids(partners: Mapping[int, int], length: int, fresh: Iterator[int]) -> list[int]:
    """A number for each of so many things: that of its partner in the base, or one of its own."""
    found = {there: here for here, there in partners.items()}
    return [found[at] if at in found else next(fresh) for at in range(length)]


def _places(ids: Sequence[int], common: Set[int]) -> list[frozenset[int]]:
    """For each of some numbers those of ``common`` that stand before it.

    >>> [sorted(before) for before in _places([0, 5, 1], {0, 1})]
    [[], [0], [0]]
    """
    before = list(accumulate(ids, lambda seen, number: seen | ({number} & common), initial=frozenset[int]()))
    return before[:-1]


def _spaced(sentences: Sequence[str]) -> list[str]:
    """Sentences with a space behind each but the last; a line break that stands there stays."""
    return [
        sentence.rstrip() if at == len(sentences) - 1 else sentence if sentence[-1:].isspace() else f"{sentence} "
        for at, sentence in enumerate(sentences)
    ]
