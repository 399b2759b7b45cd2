"""Where pages break in another setting is reckoned as a layout would have it."""

from __future__ import annotations

from letterkit.typeset.breaking import LINE, BlockLines, LetterLayout

SPACE = 10.0


def letter(*lines: int, room: float, ending: float = 8, items: tuple[int, ...] = ()) -> LetterLayout:
    """A letter whose pages have room for so many lines."""
    blocks = tuple(BlockLines(number, SPACE, at in items) for at, number in enumerate(lines))
    return LetterLayout(0, 0, ending * LINE, blocks, (room * LINE, room * LINE))


def test_a_paragraph_is_divided_so_that_two_lines_stay_together() -> None:
    assert letter(10, 6, 4, room=14.2, ending=2).broken(1, 1).lines == [[10, 3], [3, 4]]
    assert letter(10, 6, 4, room=15.2, ending=2).broken(1, 1).lines == [[10, 4], [2, 4]], "the last two together"
    assert letter(10, 3, 4, room=13, ending=2).broken(1, 1).lines == [[10], [3, 4]], "three lines are not divided"


def test_what_announces_a_list_goes_with_its_first_item() -> None:
    assert letter(10, 2, 3, 3, room=13.5, ending=2, items=(2, 3)).broken(1, 1).lines == [[10], [2, 3, 3]]


def test_no_page_begins_with_the_last_item_of_a_list() -> None:
    def broken(*lines: int, room: float, items: tuple[int, ...] = (1, 2, 3)) -> list[list[int]]:
        return letter(*lines, 4, room=room, ending=2, items=items).broken(1, 1).lines

    assert broken(8, 3, 3, 3, room=17.5) == [[8, 3], [3, 3, 4]], "the last but one goes with the last"
    assert broken(8, 3, 4, 3, room=18.5) == [[8, 3, 2], [2, 3, 4]], "or a part of it"
    assert broken(8, 2, 2, room=12.8, items=(1, 2))[:2] == [[6], [2, 2, 2]], "two short ones stay together"


def test_no_page_ends_with_the_first_item_of_a_list_of_more_than_two() -> None:
    def broken(*lines: int, room: float) -> list[list[int]]:
        return letter(*lines, 4, room=room, ending=2, items=tuple(range(1, len(lines)))).broken(1, 1).lines

    assert broken(8, 3, 3, 3, 3, room=13)[0] == [6], "all go, with what announces them"
    assert broken(8, 3, 4, 3, 3, room=14.6)[0] == [8, 3, 2], "or two lines of the second stay"
    assert broken(8, 2, 2, 2, room=12)[0] == [6]
    assert broken(8, 3, 2, 2, room=13)[0] == [8, 3], "of three, a long one may stay"
    assert letter(8, 3, 2, 2, 4, room=13, items=(1, 2, 3)).broken(1, 1).alone == 1, "and is counted"
    assert letter(8, 3, 2, 2, 4, room=15, items=(1, 2, 3)).broken(1, 1).alone == 1, (
        "where the last takes the second along"
    )


def test_an_ending_takes_lines_along() -> None:
    assert letter(10, 6, room=20).broken(1, 1).lines == [[10, 2], [4]]
    assert letter(10, 5, room=19).broken(1, 1).lines == [[10], [5]], "four, or all of it"
    assert letter(10, 6, 1, 1, room=22).broken(1, 1).lines == [[10, 4], [4]], "of short ones, as many as make four"
    assert letter(10, 6, 5, room=24, items=(2,)).broken(1, 1).lines == [[10, 4], [7]], "an item is never alone"
    short = letter(10, 7, 1, room=22)
    assert short.broken(1, 1).lines == [[10, 4], [4]], "a short last paragraph has three lines of the one before"
    assert short.broken(1, 1).gaps[0] > 4 * LINE
    assert letter(6, 4, room=20).broken(1, 1).lines == [[6, 4]], "where there is room, nothing moves"


def test_a_closer_setting_has_fewer_lines_and_less_space() -> None:
    long = letter(*[10] * 6, room=40)
    assert sum(map(sum, long.broken(1, 1).lines)) == 60
    closer = long.broken(0.6, 0.9)
    assert sum(map(sum, closer.lines)) < 60
    assert sum(closer.lines[0]) > sum(long.broken(1, 1).lines[0])
    assert sum(long.broken(1.6, 1.045).lines[0]) < sum(long.broken(1, 1).lines[0])
