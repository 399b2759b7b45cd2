"""What is kept of a record: made once, never another record's, and gone with it."""

from __future__ import annotations

import gc
import weakref

import pytest

from letterkit.foundation.kept import Kept, Same

pytestmark = pytest.mark.quick


class _Record:
    __hash__ = None  # type: ignore[assignment]


def test_a_thing_is_made_once_for_a_record_and_a_key() -> None:
    kept, one, other, made = Kept[str](), _Record(), _Record(), list[str]()

    def make(name: str) -> str:
        made.append(name)
        return name

    told = [kept.of(record, key, lambda name=name: make(name)) for record, key, name in [
        (one, "a", "1a"), (one, "a", "again"), (other, "a", "2a"), (one, Same(other), "1o"), (one, Same(other), "again")
    ]]  # fmt: skip
    assert told == ["1a", "1a", "2a", "1o", "1o"]
    assert made == ["1a", "2a", "1o"]


def test_a_failure_is_not_kept() -> None:
    kept, record = Kept[int](), _Record()
    with pytest.raises(ZeroDivisionError):
        kept.of(record, 1, lambda: 1 // 0)
    assert kept.of(record, 1, lambda: 5) == 5


def test_little_is_kept_and_nothing_of_what_is_gone() -> None:
    gc.freeze()  # what other tests have made is not looked through
    kept = Kept[_Record](most=2)
    record, gone = _Record(), list[int]()

    class _Thing(_Record):
        def __del__(self) -> None:
            gone.append(1)

    for key in range(5):
        kept.of(record, key, _Thing)
    gc.collect()
    assert len(gone) == 3
    del record
    gc.collect()
    assert len(gone) == 5


def test_a_record_in_a_key_goes_when_nothing_else_has_it() -> None:
    kept, record, other = Kept[str](), _Record(), _Record()
    assert kept.of(record, Same(other), lambda: "made") == "made"
    gone = weakref.ref(other)
    del other
    assert gone() is None
