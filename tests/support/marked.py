"""Campaign files in which each slip is marked with the code of its finding: "by: «LK535 the strike»"."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from pathlib import Path

Found = Sequence[tuple[int, str]] | Set[tuple[int, str]]
_BEGINS, _ENDS, _CODE = "«", "»", len("LK000")
_NOTHING = "LK000"
"""Marks what is no slip, so that something honest can be put in its place."""


def slips_are_told_alone(
    file: str, honest: Sequence[tuple[str, str]], found: Callable[[str, Path], Found], folder: Path
) -> None:
    """Each slip of a file is found at its line and by its code, and nothing of what is ``honest`` in their places.

    ``honest`` are marks, with what stands around them, and what is put for them. ``found`` gives lines and codes, a set
    of them where it tells a code once a line.
    """
    marked = [
        (number, piece[:_CODE])
        for number, line in enumerate(file.split("\n"), start=1)
        for piece in line.split(_BEGINS)[1:]
        if piece[:_CODE] != _NOTHING
    ]
    wrong = right = file
    for mark, put in honest:
        slip = mark[mark.index(_BEGINS) + 1 :].partition(_ENDS)[0]
        wrong = wrong.replace(f"{_BEGINS}{slip}{_ENDS}", slip[_CODE + 1 :])
        right = right.replace(mark, put)
    told = found(wrong, folder)
    assert sorted(told) == sorted(set(marked) if isinstance(told, Set) else marked)
    assert not found(right, folder)
