"""What a new campaign can choose from: the countries, acts, demands, letterheads and addresses that there are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from letterkit.foundation.files import shown
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.foundation.strict_yaml import Scalar, parse, read_text
from letterkit.schema.act_kind import ActKind
from letterkit.schema.campaign import Shared, Target
from letterkit.schema.clause import ROLES, Demand
from letterkit.schema.countries import countries as known_countries
from letterkit.schema.fields import PLAIN_LANGUAGE, ValidationContext
from letterkit.schema.library import Library
from letterkit.schema.validate import validate

ADDRESSES = Path("campaigns") / "shared" / "addresses.yml"
"""The shared address file of a workspace."""
_LEFT, _BEGUN = re.compile(r"^#\s*targets:", re.MULTILINE), re.compile(r"^targets:", re.MULTILINE)
ROLE_WORDS: Mapping[str, str] = {
    "government": "somebody in the government",
    "authority": "another authority: a prosecutor, the police, a mayor, a prison",
    "company": "a company",
    "embassy": "an embassy",
    "parliament": "a parliament",
    "court": "a court",
    "international": "an official of an international organisation",
}


def countries(library: Library, language: str = PLAIN_LANGUAGE) -> dict[str, str]:
    """The names of countries by their codes of two letters (ISO 3166)."""
    words = library.language(language).writing.countries
    return {code: words.name_of(language, code) for code in sorted(known_countries())}


def acts(library: Library) -> dict[str, str]:
    """The kinds of act that a letter can begin with, by what was done."""
    return {name: str(act.title) for name, act in sorted(library.acts.items()) if act.demands}


def letterheads(library: Library) -> dict[str, str]:
    """Who can write, by the names of their letterheads; those with problems are left out."""
    found: dict[str, str] = {}
    for name in sorted(library.letterhead_names()):
        try:
            found[name] = str(library.letterhead(name).name.first)
        except UserError:  # said where the letterhead is used
            continue
    return found


def languages(library: Library) -> dict[str, str]:
    """The languages of letters, by their own names."""
    return {code: str(library.language(code).writing.name) for code in library.language_codes()}


def forms(role: str, library: Library) -> dict[str, str]:
    """The forms that a first letter can take: to a government, those that speak to whom is responsible."""
    found = {name: library.form(name) for name in library.form_names()}
    fitting = {name: form for name, form in found.items() if not form.follows and (form.direct or role != "government")}
    return {name: str(form.title) for name, form in fitting.items()}


def addresses(workspace: Path, library: Library) -> Mapping[Scalar, Target]:
    """The targets of the shared address file, none where there is none. Raises `UserError` for one with problems."""
    path = workspace / ADDRESSES
    text = read_text(path) if path.is_file() else ""
    if not any(line.strip() and not line.startswith("#") for line in text.splitlines()):
        return {}
    if (left := _LEFT.search(text)) and not _BEGUN.search(text):
        place = Location(shown(path), text.count("\n", 0, left.start()) + 1, 1, len(left[0]))
        raise UserError([Problem("LK121", "this line still is a note", place, "delete the # before 'targets:'")])
    reading = ValidationContext(library.keys_of_acts, language=library.plain_language)
    found = validate(Shared, parse(text, shown(path)), reading)
    if found is None or reading.problems:
        raise UserError(reading.problems)
    return found.targets


def targets(workspace: Path, library: Library) -> dict[str, str]:
    """To whom a letter can go: the addresses of the workspace, or somebody new of each role."""
    known = {str(key): _called(target) for key, target in addresses(workspace, library).items()}
    return {**known, **{role: ROLE_WORDS[role] for role in ROLES}}


def _called(target: Target) -> str:
    texts = (target.name, target.office, target.of)
    return ", ".join(str(text.first) for text in texts if text)


def role_of(to: str, workspace: Path, library: Library) -> str:
    """Whom a chosen target acts for."""
    known = addresses(workspace, library)
    return known[Scalar(to)].is_ if to in known else to


def demands(act: ActKind, victims: str, role: str, direct: bool, library: Library) -> dict[str, str]:
    """The demands that fit an act and can be asked of a role, those that the act suggests first.

    ``victims`` are "people" or "organisations"; ``direct`` says whether the letter goes to those responsible.
    """
    asked = "government" if not direct or role in ("embassy", "international") else role
    suggested = [str(name) for name in act.demands]
    fitting = [*suggested, *(name for name in sorted(library.demands) if name not in suggested)]
    found = {name: library.demands[name] for name in fitting}
    return {name: str(one.title) for name, one in found.items() if _fits(one, act, victims, asked)}


def _fits(demand: Demand, act: ActKind, victims: str, asked: str) -> bool:
    """Whether a demand can be made of what an act alone says."""
    if demand.by_third_party or (demand.asked_of and asked not in demand.asked_of):
        return False
    if demand.when and (act.status is None or act.status not in demand.when):
        return False
    if act.status and act.status in demand.unless:
        return False
    return {parameter.type for parameter in demand.required} <= {victims}


def takes(demand: Demand, kinds: Sequence[str]) -> str:
    """The first parameter of a demand that is of one of some types, "" for none."""
    return next((parameter.name for parameter in demand.takes if parameter.type in kinds), "")


def misfit(demand: Demand, act: ActKind) -> str:
    """Why a demand cannot be made of what an act alone says; what comes of it is added afterwards."""
    if demand.when and act.status not in demand.when:
        later = "'letterkit add act' tells what made them so, and 'letterkit add demand' adds the demand then"
        return f"is for people who are {' or '.join(map(str, demand.when))}: {later}"
    return "takes more than these answers tell: 'letterkit add demand' adds it afterwards"
