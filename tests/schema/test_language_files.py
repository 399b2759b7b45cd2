"""Language files are read as strictly as campaigns: no value of theirs can crash a draft.

Each key of each file of each language, and items of each list, are replaced by values that they should not have. Either
that is a problem at its line, or the language can be used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any, TypeVar

import pytest
from support.library import ROOT, library_of

from letterkit.checks.run import check
from letterkit.drafts.document import composed_document
from letterkit.foundation.problems import Problem, UserError
from letterkit.foundation.strict_yaml import Row, Scalar, Table, location_of, parse, read_text
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.checking import Checking, Claims
from letterkit.schema.fields import Record, ValidationContext
from letterkit.schema.language import LanguageFiles, Writing, mistakes
from letterkit.schema.library import Library
from letterkit.schema.read import read
from letterkit.schema.reading import Reading
from letterkit.schema.reviewing import Reviewing
from letterkit.schema.synonyms import Synonyms
from letterkit.schema.validate import validate

RECORDS: dict[str, type[Record]] = {
    "writing": Writing,
    "checking": Checking,
    "claims": Claims,
    "reading": Reading,
    "review": Reviewing,
    "synonyms": Synonyms,
}
# The notes of files that are made are texts by texts; they are tried where files are made.
FILES = sorted(path for path in (ROOT / "templates" / "languages").glob("*/*.yml") if path.stem != "notes")
# What a language writes with is tried alone: a letter that cannot be written is not read.
READ = ("checking", "claims", "reading", "review", "synonyms")
LIBRARY = library_of()
CAMPAIGN = read(ROOT / "campaigns" / "kazakhstan-2017.yml", LIBRARY)
# What of a library is of no language.
SHARED = ("clauses", "acts", "demands", "keys_of_acts", "_bodies")
Path_ = tuple[Any, ...]
T = TypeVar("T")


def leaves(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The paths of all values that hold no others."""
    items = value.items() if isinstance(value, Table) else enumerate(value) if isinstance(value, Row) else ()
    for key, item in items:
        yield from leaves(item, (*path, key))
    if not isinstance(value, Table | Row):
        yield path


def is_tried(value: Any, path: Path_) -> bool:
    """Whether a value is of a sample: of a list, whose items are read alike, the first, the last and some others."""
    for step in path:
        if isinstance(value, Row) and step % _PACE and step != len(value) - 1:
            return False
        value = value[step]
    return True


_PACE = 19


def inside(value: Any, path: Path_) -> Any:
    for step in path:
        value = value[step]
    return value


def lines(value: Any, path: Path_) -> set[int]:
    """The lines of a value and of all that holds it."""
    found = set()
    for step in path:
        if isinstance(value, Table):
            found.add(location_of(value.key(step)).line)
        value = value[step]
        found.add(location_of(value).line)
    return found


def wrongly(kind: str, old: Scalar) -> Any:
    """A value that hardly any key takes."""
    if kind == "a list":
        new: Any = Row([Scalar("one", old.location), Scalar("two", old.location)])
    elif kind == "a mapping":
        new = Table({Scalar("one", old.location): Scalar("two", old.location)})
    else:
        return Scalar(WRONG[kind], old.location)
    new.location = old.location
    return new


WRONG = {
    "a list": "",
    "a mapping": "",
    "a broken expression": "(?P<a>[",
    "nothing": "",
    "a word": "xyzzy",
    "a brace": "{",
    "an index": "{0[1]} {date!r:>9}",
    "a group": r"(?P<year>\d) \1",
    "flags": "(?s)(a)",
}


def validated(path: Path, table: Table) -> tuple[Record | None, list[Problem]]:
    reading = ValidationContext()
    record = validate(RECORDS[path.stem], table, reading)
    found = [*reading.problems]
    if record is not None and not found:
        files = with_record(path, record)
        found += mistakes(files.code, files.writing, files.checking)
    return record, found


def with_record(path: Path, record: Record) -> LanguageFiles:
    return with_records(path.parent.name, {path.stem: record})


def with_records(code: str, records: dict[str, Record]) -> LanguageFiles:
    return replace(LIBRARY.language(code), **records)


class Changed(Library):
    """The shipped library with another language; what else it holds is read once."""

    def __init__(self, files: LanguageFiles) -> None:
        super().__init__(LIBRARY.folders)
        self.__dict__ |= {name: getattr(LIBRARY, name) for name in SHARED}
        self._forms, self._letterheads, self._files = LIBRARY._forms, LIBRARY._letterheads, LIBRARY._files
        self._changed = files

    def _once(self, what: str, make: Callable[[], Any], *, of_heads: bool = False) -> Any:
        """Made of the changed language, and not of the files, which have not changed."""
        return make()

    def derived(self, make: Callable[[Library, str], T], language: str) -> T:
        """What is made of the other language alone is made once; what is made of all is asked for with none."""
        of_other = language not in ("", self._changed.code)
        return LIBRARY.derived(make, language) if of_other else super().derived(make, language)

    def language(self, code: str) -> LanguageFiles:
        return self._changed if code == self._changed.code else LIBRARY.language(code)


def batched(values: list[Path_], size: int) -> Iterator[list[Path_]]:
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch


def usable(code: str, records: dict[str, Record]) -> None:
    """Draft and check a letter; whatever is wrong is a problem, and no crash."""
    library = Changed(with_records(code, records))
    with suppress(UserError):
        letter = resolve(CAMPAIGN, next(iter(CAMPAIGN.letters)), library, language=code)
        check(composed_document(letter, compose(letter), CAMPAIGN, library))


@contextmanager
def made_wrong(table: Table, group: list[Path_], kind: str) -> Iterator[None]:
    old = [(where, inside(table, where)) for where in group]
    for where, value in old:
        inside(table, where[:-1])[where[-1]] = wrongly(kind, value)
    yield
    for where, value in old:
        inside(table, where[:-1])[where[-1]] = value


def places(value: Any, path: Path_) -> set[tuple[int, int]]:
    """Where a value and its key stand, as line and column."""
    holder = inside(value, path[:-1])
    stand = [location_of(holder[path[-1]])]
    stand += [location_of(holder.key(path[-1]))] if isinstance(holder, Table) else []
    return {(place.line, place.column) for place in stand}


def not_refused(path: Path, table: Table, group: list[Path_], kind: str) -> list[Path_]:
    """Those of the values that can be wrong without being a problem; whatever is one is named at its line.

    All are wrong at once: those are out that a problem points at, then the rest is tried again. Where the problems
    point at what holds several of them, these are tried apart, until a problem tells whose it is.
    """
    if not group:
        return []
    with made_wrong(table, group, kind):
        _, found = validated(path, table)
        on = {where: lines(table, where) for where in group}
        at = {where: places(table, where) for where in group}
    if not found:
        return group
    spots = [problem.location for problem in found if problem.location]
    assert len(spots) == len(found), f"{group}: {found}"
    assert {spot.file for spot in spots} == {str(path)}
    named = {spot.line for spot in spots}
    assert named <= set().union(*on.values()), f"{group}: {found}"
    pointed_at = {(spot.line, spot.column) for spot in spots}
    left = [where for where in group if not pointed_at & at[where]]
    if len(left) < len(group):
        return not_refused(path, table, left, kind)
    blamed = [where for where in group if named & on[where]]
    others = [where for where in group if not named & on[where]]
    if len({where[0] for where in blamed}) == len(blamed):
        return not_refused(path, table, others, kind)
    apart = [others, *beside_each_other(blamed)]
    return [where for some in apart for where in not_refused(path, table, some, kind)]


def beside_each_other(values: list[Path_]) -> Iterator[list[Path_]]:
    """The values in groups, each with one of a key of the file at the most, so that a problem tells whose it is."""
    of_key: dict[Any, list[Path_]] = {}
    for where in values:
        of_key.setdefault(where[0], []).append(where)
    for group in zip_longest(*of_key.values()):
        yield [where for where in group if where is not None]


def taken_wrongly(path: Path, kind: str, every: bool) -> Iterator[Record]:
    """What is read of a file in which many values are wrong, and none of them is a problem."""
    table = parse(read_text(path), str(path))
    tried = [where for where in leaves(table) if every or is_tried(table, where)]
    assert len(tried) > 30
    taken = not_refused(path, table, tried, kind)
    for group in batched(taken, 400):
        with made_wrong(table, group, kind):
            record, found = validated(path, table)
        if record is not None and not found:
            yield record


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize("code", sorted({path.parent.name for path in FILES}))
def test_a_wrong_value_is_a_problem_at_its_line_or_does_no_harm(code: str, kind: str, every: bool) -> None:
    files = {path.stem: path for path in FILES if path.parent.name == code}
    assert {*files} == {"writing", *READ}
    for record in taken_wrongly(files["writing"], kind, every):
        usable(code, {"writing": record})
    for records in zip_longest(*(taken_wrongly(files[name], kind, every) for name in READ)):
        wrong = {name: record for name, record in zip(READ, records, strict=True) if record is not None}
        for together in [{name: record} for name, record in wrong.items()] if every else [wrong]:
            usable(code, together)
