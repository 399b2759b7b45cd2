"""After a change of a campaign, a letter that is taken for untouched is, to the word and to the finding, as it was.

The campaign ``tests/keys/whole.yml`` has every key of every record; each of its values is changed in turn.
"""

from __future__ import annotations

import datetime
import functools
import gc
import pkgutil
import re
import shutil
import sys
import weakref
import zlib
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from types import FunctionType, MethodType, ModuleType

import pytest
from support.composed import campaign_in
from support.library import library_of

import letterkit
from letterkit.checks.run import check_whole
from letterkit.drafts.document import Document, composed_document
from letterkit.drafts.markdown import write_markdown
from letterkit.drafts.provenance import record_of
from letterkit.foundation.kept import Kept
from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import Row, Scalar, Table, parse
from letterkit.letter.compose.composer import compose
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.batch.touched import Touched
from letterkit.schema.campaign import Campaign
from letterkit.schema.fields import Record
from letterkit.schema.read import read

FOLDER = Path(__file__).resolve().parents[1] / "keys"
LIBRARY = library_of()
FILE, MEMORY, SECRET = Path("whole.yml"), Path("batch.reads"), b"s" * 32


def letter_of(campaign: Campaign, name: str) -> tuple[object, frozenset[str]]:
    """All that comes of a letter, or what stops it; and the records whose facts it tells."""
    try:
        letter = resolve(campaign, name, LIBRARY)
        draft = compose(letter)
    except UserError as error:
        return error.problems, frozenset()
    checked = check_whole(composed_document(letter, draft, campaign, LIBRARY))
    record = record_of(letter, campaign, draft, write_markdown(draft))
    told = frozenset("/".join(fact.name.split("/")[:2]) for fact in record.facts())
    return (write_markdown(draft), draft.sheet, checked.problems, checked.notes, record), told


def letters_of(campaign: Campaign) -> dict[str, object]:
    """What comes of each letter by itself."""
    return {str(name): letter_of(campaign, str(name))[0] for name in campaign.letters}


def run(campaign: Campaign, before: str, now: str, most: int | None = None) -> tuple[dict[str, object], set[str]]:
    """What comes of each letter in a batch, and which are taken for untouched since the one ``before``.

    Of those that are not, at most so many are made: of the others is only asked.
    """
    touched = Touched(MEMORY, SECRET, campaign, LIBRARY)
    made: dict[str, object] = {}
    untouched: set[str] = set()
    names = [str(name) for name in campaign.letters]
    try:
        for name in names:
            if touched.is_as_it_was(name, before, "ground"):
                touched.stays(name, now)
                untouched.add(name)
                continue
            if len(made) == most:
                continue
            with touched.reading(name):
                made[name], told = letter_of(campaign, name)
                touched.tells(told)
            touched.made(name, now, "ground")
    finally:
        touched.end()
    return made, untouched


def places(value: object) -> Iterator[Scalar]:
    """The values of a file."""
    if isinstance(value, Scalar):
        yield value
    for inner in value.values() if isinstance(value, Table) else value if isinstance(value, Row) else ():
        yield from places(inner)


def otherwise(value: str) -> Iterator[str]:
    """What could stand in a value's place."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = datetime.date.fromisoformat(value)
        yield from (str(day + datetime.timedelta(days)) for days in (1, -40))
    elif value in ("yes", "no"):
        yield "no" if value == "yes" else "yes"
    elif value.isdecimal():
        yield str(int(value) + 1)
    else:
        yield from (f"{value}s", f"New {value}", value[1:])


def changed() -> list[tuple[int, int, str, str]]:
    """Where a value of the campaign stands, what it is, and another."""
    text = (FOLDER / FILE).read_text(encoding="utf-8")
    lines = text.split("\n")
    found = []
    for value in places(parse(text, str(FILE))):
        place = value.location
        if place and lines[place.line - 1][place.column - 1 :].startswith(value):
            found += [(place.line, place.column, str(value), other) for other in otherwise(str(value)) if other]
    return found


CHANGES = changed()


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def altered(line: int, column: int, value: str, other: str) -> str:
    lines = (FOLDER / FILE).read_text(encoding="utf-8").split("\n")
    before = lines[line - 1]
    lines[line - 1] = before[: column - 1] + other + before[column - 1 + len(value) :]
    return "\n".join(lines)


def check_change(first: dict[str, object], at: int, every: bool) -> set[str]:
    """Hold the letters that are taken for untouched by a change against what comes of each alone.

    So is one of those that are made anew; with ``every``, all of them. The first is made in any case: with it is found
    out that what the letters share is as it was.
    """
    line, column, value, other = CHANGES[at]
    FILE.write_text(altered(line, column, value, other), encoding="utf-8")
    try:
        changed = read(FILE, LIBRARY)
    except UserError:
        return set()
    shutil.copy("first.reads", MEMORY)
    made, untouched = run(read(FILE, LIBRARY), "first", "second", None if every else 2)
    result = {**{name: first[name] for name in untouched}, **made}
    assert result.keys() == {*map(str, changed.letters)} or not every
    for name in {*untouched, *(made if every else [*made][-1:])}:
        assert result[name] == letter_of(changed, name)[0], (name, line, value, other, name in untouched)
    return untouched


@pytest.fixture
def first(workspace: Path) -> dict[str, object]:
    """What comes of each letter before anything changes; what was read for them is remembered."""
    made, untouched = run(read(FILE, LIBRARY), "", "first")
    assert not untouched
    shutil.copy(MEMORY, "first.reads")
    return made


def test_whatever_changes_no_letter_is_taken_for_untouched_that_becomes_another(
    first: dict[str, object], every: bool
) -> None:
    found = [check_change(first, at, every) for at in range(0, len(CHANGES), 1 if every else 45)]
    assert sum(map(bool, found)) > len(found) / 5


# Many letters


def many(letters: int) -> str:
    """A campaign of letters to one minister, each about somebody of its own, who is named in no other."""
    people = (
        f"  p{at}: {{name: Aino {chr(65 + at)}ekk{chr(97 + at)}, publish: yes, acts: [{{arrested: 2023-02-{at + 1:02}, "
        f"by: the police, place: Poti, for: a rally, source: note}}]}}\n"
        for at in range(letters)
    )
    plans = (
        f"  l{at}: {{from: ituc, to: minister, date: 2023-03-06, about: p{at}.arrested, facts: [p{at}.arrested], "
        f"demands: [release: p{at}]}}\n"
        for at in range(letters)
    )
    return (
        "campaign: Arrests\ncountry: GE\nsources: {note: {title: Note, date: 2023-03-01}}\n"
        "targets: {minister: {office: Minister of Labour, of: Georgia, address: [Tbilisi]}}\n"
        f"people:\n{''.join(people)}letters:\n{''.join(plans)}"
    )


def test_of_many_letters_nothing_is_left_in_the_campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    campaign = campaign_in(tmp_path, many(2))
    touched = Touched(MEMORY, SECRET, campaign, LIBRARY)
    for name, plan in campaign.letters.items():
        with touched.reading(name):
            assert plan.to == ("minister",)
        assert plan.to == ("minister",)  # read for no letter
        touched.made(name, "", "")
    plan = campaign.letters[Scalar("l0")]
    assert vars(plan) == {}
    touched.end()
    assert vars(plan)["to"] == ("minister",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2023-02-03", "2023-02-04"),
        ("2023-02-03, by: the police", "2023-02-03, by: the army"),
        (
            "2023-02-03, by: the police, place: Poti, for: a rally",
            "2023-02-03, by: the police, place: Poti, for: a strike",
        ),
    ],
)
def test_a_changed_fact_touches_the_letter_that_tells_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    monkeypatch.chdir(tmp_path)
    text = many(8)
    first, _ = run(campaign_in(tmp_path, text), "", "first")
    now = campaign_in(tmp_path, text.replace(old, new))
    made, untouched = run(now, "first", "second")
    # The first letter may be looked at as well: with it is found out that what all letters share is as it was.
    assert {"l1", "l3", "l4", "l5", "l6", "l7"} <= untouched
    assert "l2" in made
    assert {**first, **made} == letters_of(now)


def test_consent_touches_every_letter_that_could_name_somebody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = many(4)
    run(campaign_in(tmp_path, text), "", "first")
    now = campaign_in(tmp_path, text.replace("Cekkc, publish: yes", "Cekkc, publish: no"))
    made, _ = run(now, "first", "second")
    assert "l2" in made
    assert "Cekkc" not in str(made["l2"])


def test_what_is_worked_out_of_all_records_touches_a_letter_that_tells_none_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All who are not to be named are looked for in every letter; nothing of them but that is read for it."""
    monkeypatch.chdir(tmp_path)
    text = many(4).replace("Dekkd, publish: yes", "Dekkd, publish: no")
    first, _ = run(campaign_in(tmp_path, text), "", "first")
    now = campaign_in(tmp_path, text.replace("Aino Dekkd", "Aino Cekkc"))
    made, _ = run(now, "first", "second")
    alone = letters_of(now)
    assert alone["l2"] != first["l2"]
    assert {**first, **made} == alone


def test_what_is_remembered_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run(campaign_in(tmp_path, many(3)), "", "first")
    kept = zlib.decompress(MEMORY.read_bytes()).decode()
    assert not re.search("p0|ekk|Poti|police|Minister|2023", kept)
    MEMORY.write_bytes(MEMORY.read_bytes()[:-9])  # half written: nothing is known
    assert not run(campaign_in(tmp_path, many(3)), "first", "second")[1]


# Nothing that outlives a letter reads a campaign unnoticed


def functions() -> Iterator[tuple[str, Callable[..., object]]]:
    """The functions of the package whose results Python keeps."""
    for found in pkgutil.walk_packages(letterkit.__path__, "letterkit."):
        if found.name.endswith("__main__"):
            continue
        module = import_module(found.name)
        for name, value in vars(module).items():
            if isinstance(value, functools._lru_cache_wrapper) and value.__module__ == module.__name__:
                yield f"{module.__name__}.{name}", value


def subclasses(kind: type) -> Iterator[type]:
    yield kind
    for one in kind.__subclasses__():
        yield from subclasses(one)


def holds_records(kind: str, classes: dict[str, type], seen: set[str]) -> bool:
    """Whether a value of a type, as it is written, can hold a record of a campaign."""
    for name in set(re.findall(r"\w+", kind)) - seen:
        seen.add(name)
        found = classes.get(name)
        if found is None:
            continue
        if issubclass(found, Record | Document | Letter):
            return True
        if is_dataclass(found) and any(holds_records(str(one.type), classes, seen) for one in fields(found)):
            return True
    return False


def test_no_function_is_remembered_by_records() -> None:
    found = dict(functions())
    assert len(found) > 60
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("letterkit.")]
    classes = {one.__name__: one for module in modules for one in vars(module).values() if isinstance(one, type)}
    assert holds_records("tuple[Event, ...]", classes, set())
    told = [
        name
        for name, function in found.items()
        for part, kind in function.__wrapped__.__annotations__.items()  # type: ignore[attr-defined]
        if part != "return" and holds_records(str(kind), classes, set())
    ]
    assert told == ["letterkit.checks.discretion.hiding"]  # which hides names in what is printed


FEW = {
    *("code", "codes", "language", "conjunction", "kind", "unit", "half", "partitives", "fillers"),  # of languages
    *("folder", "own", "file", "script", "digit", "character", "what"),
}
"""What there is little of, whatever the letters say."""


def test_only_what_there_is_little_of_is_remembered_without_bounds() -> None:
    unbounded = [(name, one) for name, one in functions() if one.cache_parameters()["maxsize"] is None]  # type: ignore[attr-defined]
    assert len(unbounded) > 20
    told = {(name, part) for name, one in unbounded for part in one.__wrapped__.__annotations__}  # type: ignore[attr-defined]
    assert not [(name, part) for name, part in told if part not in {*FEW, "return"}]


def referred_to_by(thing: object) -> Iterator[object]:
    """What a thing holds; of a function, what it was made with."""
    if isinstance(thing, FunctionType):
        yield from (cell.cell_contents for cell in thing.__closure__ or ())
    elif isinstance(thing, functools._lru_cache_wrapper):
        yield thing.__wrapped__
    elif (
        isinstance(thing, partial | MethodType)
        or type(thing).__module__.startswith("letterkit.")
        or isinstance(thing, dict | tuple | list | set | frozenset)
    ):
        yield from gc.get_referents(thing)


def test_what_is_kept_for_a_campaign_looks_nothing_up_later(workspace: Path) -> None:
    campaign = read(FILE, LIBRARY)
    letters_of(campaign)
    modules = [module for name, module in sys.modules.items() if name.startswith("letterkit.")]
    keeping = [one for module in modules for one in vars(module).values() if isinstance(one, Kept)]
    waiting = [thing for kept in keeping for thing, _ in kept._things.get(id(campaign), {}).values()]
    assert len(waiting) > 15
    seen: dict[int, object] = {}
    lazily: set[str] = set()
    while waiting:
        one = waiting.pop()
        if id(one) in seen or one is LIBRARY or isinstance(one, type | ModuleType | Record):
            continue
        seen[id(one)] = one
        kind = type(one)
        own = [part for base in kind.__mro__ for part in vars(base).values() if isinstance(part, cached_property)]
        if own or isinstance(one, Document | Letter | Campaign):
            lazily.add(kind.__name__)
        else:
            waiting.extend(referred_to_by(one))
    assert lazily == set()


def test_what_is_kept_goes_at_once(workspace: Path) -> None:
    campaign = read(FILE, LIBRARY)
    letters_of(campaign)
    modules = [module for name, module in sys.modules.items() if name.startswith("letterkit.")]
    keeping = [one for module in modules for one in vars(module).values() if isinstance(one, Kept)]
    gc.disable()  # which of many letters comes too late
    try:
        things = [kept._things.pop(id(campaign)) for kept in keeping if id(campaign) in kept._things]
        known = [weakref.ref(one) for each in things for one, _ in each.values() if type(one).__weakrefoffset__]
        assert len(known) > 5
        del things
        assert [one() for one in known if one() is not None] == []
    finally:
        gc.enable()
