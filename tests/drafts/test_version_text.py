"""What is written quickly is what the library writes."""

from __future__ import annotations

import random
import string

from letterkit.drafts.version_text import dumped, dumped_item

ODD = (
    "no", "On", "null", "~", "1", "1.5", "2017-01-02", "12:30", "1_000", ".inf", "=", "<<", "", "-", "- x", "? x", "!x",
    "a: b", "a:", "a #b", "a  b", "a ", "'a'", 'say "no"', "O'B ’", "Ab c-", "[a]", "{a", "* a", "&a", "% a", "@a",
    "été — à", "А Б", "a\nb", "a\n", "a\tb", "a\x85b", "a\u2028b", "\ufeffa b", "a \U0001f600", "...", "--- a",
)  # fmt: skip
LETTERS = string.ascii_letters + string.digits + " ,.;()/’'“”–—-:#éÀž\"%&*!|>@`{}[]а漢?=~\\"


def _text(chance: random.Random) -> str:
    made = "".join(chance.choice(LETTERS) for _ in range(chance.randint(0, 14)))
    return chance.choice((chance.choice(ODD), made))


def _record(chance: random.Random, depth: int = 0) -> dict[str, object]:
    record: dict[str, object] = {}
    for at in range(chance.randint(1, 4)):
        inner = [_record(chance, depth + 1) for _ in range(chance.randint(0, 2))] if depth < 2 else _text(chance)
        texts = [_text(chance) for _ in range(chance.randint(0, 3))]
        record[f"key{at}"] = chance.choice((_text(chance), chance.randint(-5, 99), texts, inner))
    return record


def test_a_record_is_written_as_the_library_writes_it() -> None:
    chance = random.Random(7)
    for record in [{"key": one} for one in ODD] + [_record(chance) for _ in range(600)]:
        assert dumped_item(record) == dumped([record])
