"""The schemas for editors and the reader say the same of every file, as far as a schema can say it."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from jsonschema import Draft202012Validator
from support.grammar import node
from support.helpers import CAMPAIGN, files, letterkit
from support.library import library_of

from letterkit.cli.editing import KINDS_OF_FILES
from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import parse
from letterkit.schema.fields import Name, Record, Text, ValidationContext
from letterkit.schema.json_schema import BEYOND, FILES, SAID, schema_of
from letterkit.schema.keys import Keys, plain
from letterkit.schema.letter_plan import ClauseCall
from letterkit.schema.validate import validate
from letterkit.schema.wording import Variants

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = library_of(ROOT)
SHIPPED = {
    "campaign": (
        "campaigns/*.yml",
        "tests/letters/*/campaign.yml",
        "tests/mistakes/base/*.yml",
        "templates/specimen.yml",
    ),
    "shared": ("campaigns/shared/*.yml",),
    "letterhead": ("templates/letterheads/*/letterhead.yml",),
    "clause": ("templates/clauses/*/*.yml",),
    "language": tuple(f"templates/languages/*/{name}.yml" for name in ("writing", "checking", "claims", "reading")),
}


@cache
def validator(kind: str) -> Draft202012Validator:
    schema = schema_of(kind, LIBRARY)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def refused(kind: str, data: Any, most: int | None = None) -> list[str]:
    """What an editor would underline: values are text, as letterkit reads them."""
    found = islice(validator(kind).iter_errors(data), most)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:100]}" for error in found]


def shipped() -> Iterator[tuple[str, Path]]:
    for kind, patterns in SHIPPED.items():
        for pattern in patterns:
            found = sorted(ROOT.glob(pattern))
            assert found, pattern
            yield from ((kind, path) for path in found)


def test_every_file_that_the_reader_takes_is_right() -> None:
    assert {kind for kind, _ in shipped()} | {"settings", "tests"} == set(FILES) == set(KINDS_OF_FILES)
    wrong = {
        str(path.relative_to(ROOT)): found
        for kind, path in shipped()
        if (found := refused(kind, plain(parse(path.read_text(encoding="utf-8"), "f"))))
    }
    assert wrong == {}


# One thing wrong in a campaign, at every place of it


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from places(item, (*path, key))


WRONG: tuple[Any, ...] = (
    "",
    "yes",
    "2017-01-23",
    "23.1.2017",
    [],
    ["a", "b"],
    {},
    {"en": "a"},
    {"colour": "red"},
    None,
)


def altered() -> Iterator[tuple[str, dict[str, Any]]]:
    """The small campaign with one value left out, called otherwise, or of another kind."""
    for path in places(CAMPAIGN):
        for number, wrong in enumerate((*WRONG, "renamed")):
            data = copy.deepcopy(CAMPAIGN)
            inner: Any = data
            for step in path[:-1]:
                inner = inner[step]
            if wrong == "renamed":
                if isinstance(inner, list):
                    continue
                inner["colour"] = inner.pop(path[-1])
            elif wrong is None:
                del inner[path[-1]]
            else:
                inner[path[-1]] = wrong
            yield f"{'/'.join(map(str, path))}:{number}", data


def read_by_the_reader(data: dict[str, Any]) -> list[str]:
    reading = ValidationContext(LIBRARY.keys_of_acts)
    try:
        validate(FILES["campaign"][0], node(data), reading)
    except UserError as error:
        return [problem.code for problem in error.problems]
    return [problem.code for problem in reading.problems]


def test_schema_and_reader_refuse_the_same(every: bool) -> None:
    """What the reader takes, the schema takes; an unknown or a missing key, no schema lets pass."""
    too_strict: list[str] = []
    too_lax: list[str] = []
    silent = 0
    # Each place has each kind of value with `--every`, and some of them, by turns, otherwise.
    for name, data in islice(altered(), 0, None, 1 if every else 4):
        codes, found = read_by_the_reader(data), refused("campaign", data, most=1)
        if found and not codes:
            too_strict.append(f"{name} {found}")
        if {"LK121", "LK122"} & set(codes) and not found:
            too_lax.append(f"{name} {codes}")
        silent += bool(codes) and not found
    assert too_strict == []
    assert too_lax == []
    assert silent < 40, "values of the wrong kind that only the reader sees"


def test_what_a_schema_leaves_to_the_reader_is_listed() -> None:
    assert set(BEYOND).isdisjoint(SAID)
    assert {"LK107", "LK109", "LK125", "LK134", "LK221", "LK224"} <= set(BEYOND)
    comment = schema_of("campaign", LIBRARY)["$comment"]
    assert "a key is given twice" in comment


# Words for each key


def records() -> Iterator[type[Record]]:
    """Every record that a file can hold."""
    seen: set[type[Record]] = set()

    def inside(annotation: Any) -> Iterator[type[Record]]:
        if isinstance(annotation, type) and issubclass(annotation, Record):
            if annotation not in seen:
                seen.add(annotation)
                yield annotation
                for name, field in annotation.model_fields.items():
                    if name not in annotation.derived:
                        yield from inside(field.annotation)
        elif get_origin(annotation) is not None:
            for one in get_args(annotation):
                yield from inside(one)

    for roots in FILES.values():
        for root in roots:
            yield from inside(root)


def test_every_key_has_words_and_an_example_and_no_other_has() -> None:
    keys, seen = Keys(LIBRARY), set[tuple[str, str]]()
    lacking: list[str] = []
    for record in records():
        if record in (Text, Name, Variants, ClauseCall):
            continue
        own = record.keys()
        for key in own:
            if (record.__name__, key) in {("Act", "kind"), ("Act", "date")}:
                continue
            known = keys.of(record, key)
            if known is None or known.example is None:
                lacking.append(f"{record.__name__}.{key}")
            seen.update((one.__name__, key) for one in record.__mro__)
    assert lacking == [], "give each its words and an example in templates/keys.yml"
    told = {(str(record), str(key)) for record, known in keys.records.items() for key in known}
    assert told - seen == set()


@pytest.mark.parametrize("kind", FILES)
def test_examples_are_right(kind: str) -> None:
    """Each example is a value that its key can have."""
    schema = schema_of(kind, LIBRARY)
    wrong = []
    for name, record in schema["$defs"].items():
        for shape in (record, *record.get("anyOf", ())):
            for key, value in shape.get("properties", {}).items():
                for example in value.get("examples", ()):
                    within = {
                        **{k: v for k, v in value.items() if k not in ("examples", "description")},
                        "$defs": schema["$defs"],
                    }
                    found = Draft202012Validator(within).iter_errors(example)
                    if [error for error in found if error.validator != "required"]:  # a part of a record is enough
                        wrong.append(f"{name}.{key}: {example}")
    assert wrong == []


# The command, and the files that name their schema


def test_command_prints_and_writes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert json.loads(letterkit("schema", "settings").out)["title"] == "letterkit: settings"
    assert letterkit("schema").code == 2
    assert letterkit("schema", "--into", "schemas").code == 0
    assert set(files(tmp_path)) == {f"schemas/{kind}.json" for kind in FILES}
    assert letterkit("schema", "--into", "schemas").out == ""


def test_own_act_is_in_the_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    own = tmp_path / "templates" / "clauses" / "acts" / "sacked.yml"
    own.parent.mkdir(parents=True)
    own.write_text((ROOT / "templates/clauses/acts/dismissed.yml").read_text(encoding="utf-8"), encoding="utf-8")
    assert '"sacked"' in letterkit("schema", "campaign").out


def test_shipped_and_made_files_name_their_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    letterkit("init", "w", "--name", "Harbour Union", "--place", "Rotterdam", "--signs", "Marit Holm")
    monkeypatch.chdir(tmp_path / "w")
    letterkit("letterheads", "new", "second")
    letterkit(
        "new", "--country", "KZ", "--act", "arrested", "--date", "2024-05-13", "--person", "Nana Lomi",
        "--publish", "yes", "--source", "Note", "--to-office", "Minister of Justice", "--letter-date", "2024-05-20",
    )  # fmt: skip
    named = {path: path.read_text(encoding="utf-8") for path in sorted(Path().rglob("*.yml"))}
    assert len(named) == 5
    of_letterkit = [path for _, path in shipped() if "tests" not in path.relative_to(ROOT).parts]
    assert len(of_letterkit) > 250
    named |= {path: path.read_text(encoding="utf-8") for path in of_letterkit}
    for path, text in named.items():
        [line] = [line for line in text.splitlines() if "yaml-language-server" in line]
        schema = path.parent / line.rpartition("$schema=")[2]
        assert schema.resolve().parent.name == "schemas", path
        assert schema.stem in FILES
        if not path.is_absolute():
            assert schema.is_file(), path
            entries = any(line and not line.startswith("#") for line in text.splitlines())
            assert not entries or refused(schema.stem, plain(parse(text, "f"))) == []


def test_editors_complete_what_there_is_to_name() -> None:
    """Forms, letterheads, languages and countries are offered; another name is the reader's to judge."""
    letter = schema_of("campaign", LIBRARY)["$defs"]["LetterPlan"]["properties"]
    assert "urgent" in letter["form"]["anyOf"][0]["enum"]
    assert "ituc" in letter["from"]["anyOf"][0]["enum"]
    Draft202012Validator(letter["form"]).validate("a-form-of-ones-own")
