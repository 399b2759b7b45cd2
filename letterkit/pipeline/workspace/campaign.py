"""Begin a campaign: from answers to a file that drafts at once, tried before it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from letterkit.checks.run import check, check_campaign
from letterkit.drafts.document import composed_document
from letterkit.foundation.codes import Severity
from letterkit.foundation.files import DISK, shown
from letterkit.foundation.problems import Problem, UserError, in_order
from letterkit.letter.compose.composer import compose
from letterkit.letter.compose.heading import heading
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.workspace import choices
from letterkit.pipeline.workspace.begin import as_key, short_key, source_key
from letterkit.pipeline.workspace.campaign_questions import act_of
from letterkit.pipeline.workspace.filling import filled
from letterkit.pipeline.workspace.grounds import candidates, last_resorts
from letterkit.pipeline.workspace.people import People, PersonEntry, people_of
from letterkit.pipeline.workspace.questions import Answers
from letterkit.pipeline.workspace.schemas import FOLDER, naming_line
from letterkit.pipeline.workspace.target_questions import name_of
from letterkit.pipeline.workspace.victims import without_courtesy
from letterkit.schema.campaign import Group, Office, Person, Target
from letterkit.schema.clause import ROLES
from letterkit.schema.fields import PLAIN_LANGUAGE
from letterkit.schema.letter_plan import LetterPlan
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act
from letterkit.schema.read import read
from letterkit.schema.reflection import phrases
from letterkit.schema.settings import usual_language

_MOST_GROUNDS = 3
"""Of more, the first page would be law."""
_NONE = "none"
_NAMED = 2
"""So many people are named in a title."""
_DETAILS = ("by", "place", "for", "held-at", "outcome")


@dataclass(frozen=True, slots=True)
class BegunCampaign:
    """A campaign file that was begun: where, its text and its letter, and whether it was ``written``.

    ``problems`` are what the answers leave to mend.
    """

    path: Path
    text: str
    letter: str
    problems: tuple[Problem, ...] = ()
    written: bool = False


def _never(_: BegunCampaign) -> bool:
    return False


def default_path(answers: Answers, workspace: Path, library: Library) -> Path:
    """The file of a new campaign that names none: by country and year, with a number where it is taken."""
    country = as_key(choices.countries(library)[str(answers["country"])])
    stem = f"{country}-{answers['letter-date'][:4]}"
    names = (stem, *(f"{stem}-{count}" for count in range(2, 1000)))
    folder = workspace / "campaigns"
    return next(folder / f"{name}.yml" for name in names if not (folder / f"{name}.yml").exists())


def begin_campaign(
    path: Path, answers: Answers, workspace: Path, library: Library, keep: Callable[[BegunCampaign], bool] = _never
) -> BegunCampaign:
    """Begin a campaign file from answers, with grounds that bind the country on the day of the letter.

    What is written drafts with neither error nor warning; where the answers do not let it, ``keep`` says whether the
    file is written all the same. Raises `UserError` for a file that is there already, or for people who cannot be read.
    """
    if path.exists():
        hint = "choose another with --file, or add to this one with 'letterkit add'"
        raise UserError([Problem("LK911", f"there is a file '{shown(path)}' already", None, hint)])
    values, people = _values(path, answers, workspace, library)
    if people.copy:
        DISK.write(*people.copy, instead_of=None)
    begun = _tried_with_grounds(path, values, answers, workspace, library)
    if not begun.problems or keep(begun):
        DISK.write(path, begun.text.encode(), instead_of=None)
        return replace(begun, written=True)
    if people.copy:
        DISK.remove(people.copy[0])
    return begun


def _tried_with_grounds(
    path: Path, values: Mapping[str, Any], answers: Answers, workspace: Path, library: Library
) -> BegunCampaign:
    """The campaign with the fitting grounds, but for those that would leave something to mend themselves."""
    direct = library.form(str(answers["form"])).direct
    role = choices.role_of(str(answers["to"]), workspace, library) if direct else "government"
    chosen: list[Any] = []
    text = _text(values, chosen, library)
    found = _findings(path, text, library)
    waiting = [*candidates(answers, role, library)]
    spare = [one for one in last_resorts(answers, library) if one not in waiting]
    while waiting and len(chosen) < _MOST_GROUNDS:
        ground = waiting.pop(0)
        longer = _text(values, [*chosen, ground], library)
        further = _findings(path, longer, library)
        if _said(further) <= _said(found):
            chosen.append(ground)
            text, found = longer, further
        if not waiting and spare and (not chosen or any(problem.code == "LK806" for problem in found)):
            waiting.append(spare.pop(0))
    if not any(problem.severity is Severity.ERROR for problem in found):
        text = _with_subject(path, text, _said(found), [*chosen], values, answers, library)
    return BegunCampaign(path, text, values["letter"]["key"], found)


def _with_subject(
    path: Path, text: str, found: set[tuple[str, str]], grounds: Sequence[Any], values: Mapping[str, Any],
    answers: Answers, library: Library,
) -> str:  # fmt: skip
    """A campaign's text with the subject line that was given or, without one, with what its letter is about.

    A line that was made, and leaves more to mend than was ``found`` without it, is left out; "none" is no line.
    """
    given = str(answers.get("subject") or "")
    letter = values["letter"]
    line = given or heading(resolve(read(path, library, text), letter["key"], library))
    if line and line != _NONE and not answers.get("title"):
        where = choices.countries(library, letter["language"])[str(answers["country"])]
        values = {**values, "title": f"{line}, {where}"}
    if not line or given == _NONE:
        return text
    said = _in(letter["language"], LetterPlan, {"subject": line}, library)
    longer = _text({**values, "letter": {**letter, **said}}, grounds, library)
    return longer if given or _said(_findings(path, longer, library)) <= found else text


def _said(problems: Sequence[Problem]) -> set[tuple[str, str]]:
    """What problems say, but that a demand has no ground yet: the next one may carry it."""
    return {(problem.code, problem.message) for problem in problems if problem.code != "LK806"}


def _findings(path: Path, text: str, library: Library) -> tuple[Problem, ...]:
    """What is to be mended in a campaign that is not written yet."""
    try:
        campaign = read(path, library, text)
        found = [*check_campaign(campaign, library)[0]]
        for name in campaign.letters:
            letter = resolve(campaign, str(name), library)
            found += check(composed_document(letter, compose(letter), campaign, library))
    except UserError as error:
        return error.problems
    return in_order(problem for problem in found if problem.severity is not Severity.NOTE)


def _text(values: Mapping[str, Any], grounds: Sequence[Any], library: Library) -> str:
    notes = str(values["notes"])
    return str(values["schema"]) + filled(library, "workspace/campaign.yml.j2", notes, **values, grounds=grounds)


def _values(path: Path, answers: Answers, workspace: Path, library: Library) -> tuple[dict[str, Any], People]:
    """What the template of a campaign is filled with, and its people."""
    language = str(answers["language"])
    source = source_key(str(answers["source"]))
    said = {_key_of(key, answers, library): answers[key] for key in _DETAILS if answers.get(key)}
    tied = _tied(answers)
    said |= {"by": next(iter(tied))} if tied else {}
    confirmed = {"confirmed": answers["confirmed"]} if answers.get("confirmed") else {}
    act = _in(language, Act, {str(answers["act"]): answers["date"], **said, **confirmed, "source": source}, library)
    organisation = _organisation(answers, act)
    union = organisation["key"] if organisation else ""
    people = people_of(answers, act, union, path, library)
    entries = {key: _worded(entry, language, library) for key, entry in people.entries.items()}
    target = _target(answers, library)
    victims = people.asked_for or ((union,) if union else ())
    demands = [_demand(name, victims, people, union, library) for name in answers["demand"]]
    named = (workspace / FOLDER).is_dir()
    return {
        "schema": naming_line("campaign", path, workspace) if named else "",
        "notes": usual_language(workspace),
        "title": answers.get("title") or _title(answers, library),
        "file": shown(path),
        "country": answers["country"],
        "include": "shared/addresses.yml" if not target["record"] else "",
        "source": {"key": source, "record": _source(answers)},
        "organisation": organisation,
        "tied": tied,
        "people": entries,
        "target": target,
        "demands": demands,
        "annex": people.annex,
        "about": _about(answers, demands, people),
        "letter": {
            "key": target["key"],
            "form": answers["form"],
            "letterhead": answers["letterhead"],
            "date": answers["letter-date"],
            "language": language,
            "subject": "",
        },
    }, people  # fmt: skip


def _title(answers: Answers, library: Library) -> str:
    """A title for a campaign whose letter has no subject line."""
    people = [without_courtesy(str(name), answers, library) for name in answers.get("person") or ()]
    where = choices.countries(library)[str(answers["country"])]
    whom = str(answers.get("organisation") or answers.get("noun") or answers.get("union") or "a case")
    if people and set(answers["publish"]) == {"yes"}:
        whom = ", ".join(people[:_NAMED]) + (" and others" if len(people) > _NAMED else "")
    return f"{act_of(answers, library).title}: {whom}, {where}"


def _key_of(detail: str, answers: Answers, library: Library) -> str:
    """The key of a detail of the act: a reason that only those give who acted is told as theirs."""
    theirs = library.language(str(answers["language"])).checking.accusing
    stated = detail == "for" and theirs is not None and theirs.search(str(answers["for"]))
    return "stated-reason" if stated else detail


def _worded(entry: PersonEntry, language: str, library: Library) -> PersonEntry:
    record = Group if "noun" in entry.record else Person
    return PersonEntry(_in(language, record, entry.record, library), entry.acts)


def _in(language: str, record: type[Any], values: Mapping[str, Any], library: Library) -> dict[str, Any]:
    """A record's values, its phrases marked with their language where a plain one would be in another."""
    worded = phrases(record) | (phrases(Office) if record is Person else frozenset())
    if language == (library.plain_language or PLAIN_LANGUAGE):
        return dict(values)
    return {
        key: {language: value} if key in worded and isinstance(value, str) else value for key, value in values.items()
    }


def _source(answers: Answers) -> dict[str, str]:
    record = {"title": answers["source"], "date": answers["source-date"]}
    return {**record, **({"confidential": "yes"} if answers["confidential"] == "yes" else {})}


def _organisation(answers: Answers, act: Mapping[str, Any]) -> dict[str, Any] | None:
    name = answers.get("organisation") or answers.get("union")
    if not name:
        return None
    record = {"name": name, "short": answers.get("short"), "article": answers.get("article")}
    return {
        "key": short_key(str(answers.get("short") or name)) or "union",
        "record": {key: value for key, value in record.items() if value},
        "acts": [act] if answers.get("organisation") else [],
    }


def _tied(answers: Answers) -> dict[str, dict[str, str]]:
    """The subsidiary or supplier that did it, and the company that is written to about it, each by its key."""
    tie = {"parent": "owned-by", "buyer": "supplies"}.get(str(answers.get("to-is") or ""))
    if not tie:
        return {}
    by, name = str(answers["by"]), name_of(str(answers["by"]))
    article = by.removesuffix(name).strip() or _NONE
    doer, company = short_key(name) or "subsidiary", short_key(str(answers["to-of"])) or "company"
    company = company if company != doer else f"{company}-group"
    return {
        doer: {"name": name, "article": article, tie: company},
        company: {"name": str(answers["to-of"]), "article": _NONE},
    }


def _target(answers: Answers, library: Library) -> dict[str, Any]:
    """The target with its key; without a record where the address file has it."""
    to, language = str(answers["to"]), str(answers["language"])
    if to not in ROLES:
        return {"key": to, "record": {}}
    record = {
        "is": to,
        "name": without_courtesy(str(answers["to-name"]), answers, library),
        "surname": answers.get("to-surname"),
        "gender": answers.get("to-gender", "unsaid").replace("unsaid", ""),
        "office": answers["to-office"],
        "of": answers["to-of"],
        "address": list(answers["to-address"]),
    }
    said = _in(language, Target, {key: value for key, value in record.items() if value}, library)
    return {"key": short_key(str(answers["to-office"])) or to, "record": said}


def _about(answers: Answers, demands: Sequence[Any], people: People) -> list[str]:
    """The acts that the letter is about, where its demands name nobody from whom it could tell."""
    named = any(isinstance(demand, Mapping) for demand in demands)
    return [] if named or len(people.asked_for) < 2 else [f"{key}.{answers['act']}" for key in people.asked_for]


def _demand(name: str, victims: Sequence[str], people: People, union: str, library: Library) -> Any:
    """A demand with those for whom it is made, where it speaks of anybody."""
    demand = library.demands[name]
    of_people = choices.takes(demand, ["people"]) if people.entries else ""
    parameter = of_people or (choices.takes(demand, ["organisations"]) if union else "")
    if not parameter:
        return name
    keys = list(victims) if of_people else [union]
    listed = keys[0] if len(keys) == 1 else keys
    alone = len(demand.required) == 1 and demand.required[0].name == parameter
    return {name: listed if alone else {parameter: listed}}
