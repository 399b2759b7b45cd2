"""What the letters of a campaign must and must not say, as somebody writes it down beforehand."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from letterkit.foundation.strict_yaml import Scalar, Table, describe
from letterkit.schema.fields import Record, Words, as_list

BESIDE = ".tests.yml"
"""How the name of a file ends that says what is expected of the letters of the campaign beside it."""
_PAGES = re.compile(r"(?:(at most|at least) )?([1-9][0-9]?)")


class Pages(NamedTuple):
    """How many pages a letter has: ``number``, or that many "at most" or "at least" (``bound``)."""

    number: int
    bound: str

    def fit(self, pages: int) -> bool:
        """Whether a number of pages is as expected."""
        if self.bound:
            return pages <= self.number if self.bound == "at most" else pages >= self.number
        return pages == self.number

    def __str__(self) -> str:
        return f"{self.bound} {self.number}".strip()


class Asked(NamedTuple):
    """A demand by the name of its clause, for those whom it has to name; for anybody when ``of`` is empty."""

    demand: Scalar
    of: tuple[Scalar, ...]


def pages_written(value: object) -> Pages:
    """``2``, ``at most 2`` or ``at least 2``, as read from YAML."""
    found = _PAGES.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        message = "expected a number of pages, such as 1 or 'at most 2', found {found}"
        raise PydanticCustomError("pages", message, {"found": describe(value)})
    return Pages(int(found[2]), found[1] or "")


def demands_written(value: object) -> tuple[Asked, ...]:
    """``release``, ``{release: lomi}``, or a list of these, as read from YAML."""
    items = value if isinstance(value, list) else [value]
    return tuple(asked for item in items for asked in _asked(item))


def _asked(item: object) -> Iterator[Asked]:
    if isinstance(item, Scalar) and item.strip():
        yield Asked(item, ())
    elif isinstance(item, Table) and item:
        for demand, whom in item.items():
            keys = whom if isinstance(whom, list) else [whom]
            if not all(isinstance(key, Scalar) and key.strip() for key in keys):
                message = "expected the keys of people or organisations for '{demand}', found {found}"
                found = {"demand": str(demand), "found": describe(whom)}
                raise PydanticCustomError("asked", message, found)
            yield Asked(demand, tuple(keys))
    else:
        message = "expected the name of a demand, or 'demand: for whom', found {found}"
        raise PydanticCustomError("asked", message, {"found": describe(item)})


class Expectation(Record):
    """What letters must and must not say. ``why`` is for those who read it.

    ``letters`` are keys of letters, or the days of letters; all letters, when left out. ``names`` are keys of people
    and organisations, ``says`` phrases, ``asks`` demands, ``cites`` instruments, each with its contrary.
    """

    letters: Words = ()
    why: Scalar | None = None
    names: Words = ()
    does_not_name: Words = ()
    says: Words = ()
    does_not_say: Words = ()
    asks: Annotated[tuple[Asked, ...], BeforeValidator(demands_written)] = ()
    does_not_ask: Annotated[tuple[Asked, ...], BeforeValidator(demands_written)] = ()
    cites: Words = ()
    does_not_cite: Words = ()
    pages: Annotated[Pages, BeforeValidator(pages_written)] | None = None


class Expectations(Record):
    """A file of expectations, beside the campaign whose letters it is about."""

    tests: Annotated[tuple[Expectation, ...], BeforeValidator(as_list)]


def campaign_of(path: Path) -> Path:
    """The campaign file that a path means: itself, or the one beside a file of expectations."""
    if not path.name.endswith(BESIDE):
        return path
    stem = path.name.removesuffix(BESIDE)
    found = (path.with_name(f"{stem}{suffix}") for suffix in (".yml", ".yaml"))
    return next((one for one in found if one.exists()), path.with_name(f"{stem}.yml"))
