"""The people of a new campaign: named one by one, counted, or from a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from letterkit.foundation.files import DISK, real_path, shown
from letterkit.foundation.problems import Problem, UserError
from letterkit.foundation.strict_yaml import Scalar, Table
from letterkit.pipeline.workspace.begin import as_key, short_key
from letterkit.pipeline.workspace.questions import Answers
from letterkit.pipeline.workspace.victims import (
    MOST_NAMED,
    gender_told_by,
    is_office,
    joined_titles,
    without_courtesy,
)
from letterkit.schema.campaign import Person
from letterkit.schema.fields import PLAIN_LANGUAGE, ValidationContext
from letterkit.schema.library import Library
from letterkit.schema.people_csv import rows
from letterkit.schema.person_names import parts_of
from letterkit.schema.validate import validate

_MEMBER = Scalar("member")
"""The office that everybody in a union has, as languages list it."""


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person or a group as the campaign file has them: their keys but the acts, and their acts."""

    record: Mapping[str, Any]
    acts: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """The people of a new campaign by key, and the keys of those for whom something is asked.

    ``annex`` is the key of the group that is listed in an annex, "" for none; ``copy`` is where the spreadsheet has to
    be, with its content, None when it lies there.
    """

    entries: Mapping[str, PersonEntry] = field(default_factory=dict)
    asked_for: tuple[str, ...] = ()
    annex: str = ""
    copy: tuple[Path, bytes] | None = None


def people_of(answers: Answers, act: Mapping[str, Any], union: str, campaign: Path, library: Library) -> People:
    """The people whom answers name; ``act`` was done to all who have none of their own.

    ``union`` is the key of their organisation, "" for none. Raises `UserError` for a spreadsheet with problems.
    """
    if answers.get("from"):
        return _from_file(Path(str(answers["from"])), answers, act, union, campaign, library)
    if names := answers.get("person"):
        entries: dict[str, PersonEntry] = {}
        for place, name in enumerate(names):
            told = _person(place, str(name), answers, union, library)
            entries[_key(told, entries)] = PersonEntry(told, (act,))
        return People(entries, tuple(entries))
    if answers.get("noun"):
        record = {"count": answers["count"], "noun": answers["noun"], **({"of": union} if union else {})}
        key = short_key(str(answers["noun"])) or "people"
        return People({key: PersonEntry(record, (act,))}, (key,))
    return People()


def _person(place: int, name: str, answers: Answers, union: str, library: Library) -> dict[str, Any]:
    told = {key: str(answers[key][place]) for key in ("surname", "gender", "publish", "role")}
    told["gender"] = told["gender"] or gender_told_by(name, answers, library)
    name = without_courtesy(name, answers, library)
    found = {"name": name, "surname": told["surname"], "gender": told["gender"], "publish": told["publish"]}
    if told["gender"] == "unsaid":
        del found["gender"]
    if told["role"]:
        found |= {"office": _office(told["role"], answers, union, library), **({"of": union} if union else {})}
    return {key: value for key, value in found.items() if value}


def _office(role: str, answers: Answers, union: str, library: Library) -> str:
    """A role as an office; who has a trade is "journalist and member" of a union, since nobody is its journalist.

    Of an employer (a university, a newspaper) nobody is a member.
    """
    writing = library.language(str(answers["language"])).writing
    member = writing.offices.get(_MEMBER)
    titles = {_MEMBER, *(map(str, member.all) if member else ())}
    role = joined_titles(role, str(answers["language"]), library)
    works_there = not set(writing.employers).isdisjoint(re.findall(r"\w+", str(answers.get("union", "")).lower()))
    if (
        not union
        or works_there
        or is_office(role, str(answers["language"]), library)
        or titles.intersection(role.split())
    ):
        return role
    plain = str(answers["language"]) == PLAIN_LANGUAGE
    return f"{role} {writing.conjunction} {_MEMBER if plain or not member else member.first}"


def _key(person: Mapping[str, Any], taken: Mapping[str, object]) -> str:
    """A key for a person: their surname as given, or else as their name shows it, with a number where it is taken."""
    name = str(person.get("name", ""))
    family = as_key(str(person.get("surname", ""))) or as_key(" ".join(parts_of(name).family)) or as_key(name)
    family = family or "person"
    numbers = (f"{family}-{count}" for count in range(2, len(taken) + 3))
    return next(key for key in (family, *numbers) if key not in taken)


def _from_file(
    file: Path, answers: Answers, act: Mapping[str, Any], union: str, campaign: Path, library: Library
) -> People:
    """The people of a spreadsheet: each by name where they are few, else a group of them."""
    found = _rows(file, library)
    if len(found) > MOST_NAMED:
        key = short_key(str(answers["noun"])) or "people"
        record = {"noun": answers["noun"], **({"of": union} if union else {}), "file": file.name}
        return People({key: PersonEntry(record, (act,))}, (key,), key, _copy(file, campaign.parent / file.name))
    entries: dict[str, PersonEntry] = {}
    for table in found.values():
        own = _plain(table)
        acts = own.pop("acts", [act])
        name = without_courtesy(str(own.get("name", "person")), answers, library)
        if gender := gender_told_by(str(own.get("name", "")), answers, library):
            own |= {"name": name, "gender": own.get("gender", gender)}
        told = {**own, **({"of": union} if union and "office" in own and "of" not in own else {})}
        entries[_key(told, entries)] = PersonEntry(told, tuple(_with_source(one, act) for one in acts))
    return People(entries, tuple(entries))


def _rows(file: Path, library: Library) -> dict[Scalar, Table]:
    """The rows of a spreadsheet, each held against what a person is. Raises `UserError` where something is wrong."""
    reading = ValidationContext(library.keys_of_acts, language=library.plain_language)
    found = rows("row", Scalar(file.name), file.parent, reading)
    if not reading.problems and not found:
        reading.problems.append(Problem("LK106", f"'{shown(file)}' names nobody", None, "add a row for each person"))
    for table in found.values():
        validate(Person, Table({key: value for key, value in table.items() if key != "acts"}), reading)
    if reading.problems:
        raise UserError(reading.problems)
    return found


def _with_source(act: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    return {**act, "source": act.get("source", usual["source"])}


def _plain(value: Any) -> Any:
    if isinstance(value, Table):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else str(value)


def _copy(file: Path, to: Path) -> tuple[Path, bytes] | None:
    """What has to be written beside the campaign, for it reads no file of another folder."""
    if real_path(file) == real_path(to):
        return None
    content = file.read_bytes()
    if DISK.read(to) not in (None, content):
        hint = "rename one of the two"
        raise UserError([Problem("LK911", f"there is another '{shown(to)}' already", None, hint)])
    return None if to.exists() else (to, content)
