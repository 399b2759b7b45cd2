"""Add a record to a campaign, such as a person or an act, and say which letters it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from letterkit.checks.run import check, check_campaign
from letterkit.drafts.document import composed_document
from letterkit.drafts.markdown import write_markdown
from letterkit.foundation.codes import Severity
from letterkit.foundation.files import as_typed, shown
from letterkit.foundation.problems import Problem, UserError, in_order
from letterkit.foundation.strict_yaml import Scalar, parse
from letterkit.foundation.suggest import did_you_mean
from letterkit.foundation.written_yaml import as_yaml, quoted
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.plans import plan_of
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.workspace.begin import as_key, short_key, source_key
from letterkit.pipeline.workspace.victims import joined_titles
from letterkit.schema.amend import NewEntry, amend, read_whole, with_entry
from letterkit.schema.campaign import Campaign, Group, Person, Source, Target
from letterkit.schema.fields import PLAIN_LANGUAGE, Record
from letterkit.schema.letter_plan import LetterPlan
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act, Organisation
from letterkit.schema.person_names import parts_of
from letterkit.schema.read import read
from letterkit.schema.references import References
from letterkit.schema.reflection import lists


@dataclass(frozen=True, slots=True)
class Added:
    """What was added to a campaign: the file, its text now, what was added, and what became of each letter.

    ``changed`` are the letters whose text is another now, ``untold`` those that leave the act out, each with what to
    do about it. ``problems`` are what there is to mend that was not there before. Where one is an error, nothing was
    written; nor where it stood there ``already``.
    """

    path: Path
    text: str
    called: str
    changed: tuple[str, ...] = ()
    untold: Mapping[str, str] | None = None
    problems: tuple[Problem, ...] = ()
    already: bool = False


Values = Mapping[str, str]
"""What was given as KEY=VALUE; ``by.fr`` is the French of ``by``."""


def add_person(path: Path, values: Values, key: str, library: Library, *, dry_run: bool = False) -> Added:
    """Add a person or, with ``noun``, a group; ``key`` is how the campaign calls them, "" for one made of the name."""
    campaign = read(path, library)
    record = Group if "noun" in values else Person
    name = values.get("name") or values.get("noun") or next(iter(values.values()), "")
    made = " ".join(parts_of(name).family) if record is Person else name
    wanted = key or _free(as_key(made) or "person", campaign.people)
    values = {key: _titles(key, value, library) for key, value in values.items()}
    entry = NewEntry(("people",), wanted, _written(values, lists(record)), f"the {record.__name__.lower()} '{wanted}'")
    return _added(path, path, entry, campaign, library, dry_run)


def _titles(key: str, value: str, library: Library) -> str:
    """A value; of an office that lists several titles, these as a sentence has them."""
    name, _, language = key.partition(".")
    code = language or library.plain_language or PLAIN_LANGUAGE
    return joined_titles(value, code, library) if name == "office" and code in library.language_codes() else value


def add_source(path: Path, values: Values, key: str, library: Library, *, dry_run: bool = False) -> Added:
    """Add a source; ``key`` is how acts call it, "" for one made of its title."""
    wanted = key or _free(source_key(values.get("title", "")), read(path, library).sources)
    return _add_called(path, "sources", Source, ("title",), values, wanted, library, dry_run)


def add_organisation(path: Path, values: Values, key: str, library: Library, *, dry_run: bool = False) -> Added:
    """Add an organisation; ``key`` is how the campaign calls it, "" for one made of its short name."""
    return _add_called(path, "organisations", Organisation, ("short", "name"), values, key, library, dry_run)


def add_target(path: Path, values: Values, key: str, library: Library, *, dry_run: bool = False) -> Added:
    """Add somebody whom letters can go to; ``key`` is how letters call them, "" for one made of the office."""
    return _add_called(path, "targets", Target, ("office", "name", "of"), values, key, library, dry_run)


def _add_called(
    path: Path, section: str, record: type[Record], called: Sequence[str], values: Values, key: str, library: Library,
    dry_run: bool,
) -> Added:  # fmt: skip
    """Add a record to a section; without a key, one made of the first value of ``called`` that is given."""
    campaign = read(path, library)
    name = next((values[one] for one in called if values.get(one)), "")
    one = section.removesuffix("s")
    wanted = key or _free(short_key(name) or one, getattr(campaign, section))
    entry = NewEntry((section,), wanted, _written(values, lists(record)), f"the {one} '{wanted}'")
    return _added(path, path, entry, campaign, library, dry_run)


def add_act(
    path: Path, who: str, kind: str, date: str, values: Values, library: Library, *, dry_run: bool = False
) -> Added:
    """Add an act done to a person, group or organisation of the campaign, in the file where they stand."""
    campaign = read(path, library)
    if kind not in library.acts and who in library.acts and kind in {*campaign.people, *campaign.organisations}:
        hint = f"write who it was done to first: {kind} {who} {date}"
        raise UserError([Problem("LK216", f"no act named '{kind}': that is somebody of the campaign", None, hint)])
    if kind not in library.acts:
        raise UserError([Problem("LK216", f"no act named '{kind}'", None, did_you_mean(kind, library.acts))])
    section = next((name for name in ("people", "organisations") if who in getattr(campaign, name)), "")
    if not section:
        everybody = {*campaign.people, *campaign.organisations}
        raise UserError([Problem("LK222", f"nobody named '{who}'", None, did_you_mean(who, everybody))])
    act = {kind: quoted(date), **_written(values, lists(Act))}
    entry = NewEntry((section, who, "acts"), "", act, f"the act '{who}.{kind}'")
    return _added(path, _file_of(who, section, campaign, path), entry, campaign, library, dry_run)


def add_demand(path: Path, name: str, values: Values, letter: str, library: Library, *, dry_run: bool = False) -> Added:
    """Add a demand to those of the campaign or, with ``letter``, to a letter's own."""
    campaign = read(path, library)
    demand = library.demands.get(name)
    if demand is None:
        raise UserError([Problem("LK216", f"no demand named '{name}'", None, did_you_mean(name, library.demands))])
    if letter and letter not in campaign.letters:
        raise UserError([Problem("LK211", f"no letter named '{letter}'", None, did_you_mean(letter, campaign.letters))])
    several = {one.name for one in demand.takes if one.type in ("people", "organisations", "instruments", "acts")}
    given = _written(values, several)
    required = [one.name for one in demand.required]
    alone = next(iter(given.values())) if list(given) == required and len(required) == 1 else given
    use: Any = {name: alone} if given else name
    entry = _demand_entry(path, campaign, letter, use, f"the demand '{name}'")
    return _added(path, path, entry, campaign, library, dry_run)


def _demand_entry(path: Path, campaign: Campaign, letter: str, use: Any, called: str) -> NewEntry:
    """Where a demand goes: to the campaign's, or to a letter's own, with ``letter``.

    A letter that follows goes on asking for what was not met, another for what the campaign asks. Raises `UserError`
    where the campaign's demands stand in another file.
    """
    if not letter:
        return NewEntry(("demands",), "", use, called)
    plan = _plan(campaign, letter)
    if plan.demands is not None:
        return NewEntry(("letters", letter, "demands"), "", use, called)
    if plan.follows:
        return NewEntry(("letters", letter), "demands", ["unmet", use], called)
    own = parse(read_whole(path).removeprefix("\ufeff"), shown(path)).get(Scalar("demands"))
    if plan.like is None and own is not None:
        beside = [one if isinstance(one, Mapping) and len(one) == 1 else as_yaml(one) for one in _several(own)]
        kept = [{key: as_yaml(one[key]) for key in one} if isinstance(one, Mapping) else one for one in beside]
        return NewEntry(("letters", letter), "demands", [*kept, use], f"{called}, beside those of the campaign,")
    hint = "leave --letter out, or give the letter demands of its own under 'demands:' first"
    message = f"the letter '{letter}' asks for what stands elsewhere; one demand of its own would take its place"
    raise UserError([Problem("LK128", message, None, hint)])


def _several(value: Any) -> list[Any]:
    """What stands in a list, or alone in the place of one."""
    return list(value) if isinstance(value, list) else [value]


def _plan(campaign: Campaign, letter: str) -> LetterPlan:
    return next(plan for name, plan in campaign.letters.items() if name == letter)


def _written(values: Values, several: frozenset[str] | set[str]) -> dict[str, Any]:
    """Values as YAML has them: what takes several at its commas, ``by.fr`` among the languages of ``by``."""
    found: dict[str, Any] = {}
    for key, value in values.items():
        name, _, language = key.partition(".")
        if language or isinstance(found.get(name), dict):
            before = found.get(name)
            texts = before if isinstance(before, dict) else {} if before is None else {PLAIN_LANGUAGE: before}
            found[name] = {**texts, language or PLAIN_LANGUAGE: quoted(value)}
        elif name in several and "," in value:
            found[name] = as_yaml([part.strip() for part in value.split(",") if part.strip()])
        else:
            found[name] = quoted(value)
    return found


def _free(key: str, taken: Mapping[Scalar, object]) -> str:
    """A key that is not taken: as wanted, or with a number."""
    return next(name for name in (key, *(f"{key}-{n}" for n in range(2, len(taken) + 3))) if Scalar(name) not in taken)


def _file_of(key: str, section: str, campaign: Campaign, path: Path) -> Path:
    """The file in which somebody stands: the campaign's own, or one that it includes."""
    written = next(name for name in getattr(campaign, section) if name == key)
    file = written.location.file if written.location else shown(path)
    return path if file == shown(path) else Path(file)


def _added(path: Path, file: Path, entry: NewEntry, before: Campaign, library: Library, dry_run: bool) -> Added:
    """The campaign with an entry in one of its files, tried, and then written unless it has an error."""
    text = read_whole(file)
    amended = with_entry(text, entry, shown(file))
    plain = as_typed(amended)
    try:
        after = read(path, library, None if file != path else plain, {shown(file): plain})
    except UserError as error:
        return Added(file, plain, entry.called, problems=error.problems)
    if already := _already(entry, before, after):
        return Added(file, plain, already, already=True)
    drafts, known = _looked_at(before, library)
    new_drafts, found = _looked_at(after, library)
    changed = tuple(name for name, draft in new_drafts.items() if draft != drafts.get(name))
    fresh = in_order(problem for said, problem in found.items() if said not in known)
    if any(problem.severity is Severity.ERROR for problem in fresh):
        return Added(file, plain, entry.called, problems=fresh)
    if not dry_run:
        amend(file, text, amended)
    return Added(file, plain, entry.called, changed, _untold(entry, after, changed), fresh)


def _already(entry: NewEntry, before: Campaign, after: Campaign) -> str:
    """What the campaign calls a record that says the same as one that was added to it, "" where there is none.

    So a command that was broken off when it had written can be run again.
    """
    old, new = (_at(campaign, entry.path) for campaign in (before, after))
    if isinstance(new, Mapping):
        added, name = _said(new.get(Scalar(entry.key))), entry.key.rstrip("-0123456789")
        # Under a key of its own, somebody means another.
        alike = (key for key, value in (old or {}).items() if key.startswith(name) and _said(value) == added)
        same = next(alike, None)
        return "" if same is None else entry.called.replace(f"'{entry.key}'", f"'{same}'")
    if entry.key:
        return ""  # A key that a record had not: `with_entry` refuses one that is there.
    several = list(new or ())
    return entry.called if several and _said(several[-1]) in map(_said, old or ()) else ""


def _at(campaign: Campaign, path: Sequence[str]) -> Any:
    """What stands at a place of a campaign, None for nothing."""
    found: Any = campaign
    for step in path:
        found = found.get(Scalar(step)) if isinstance(found, Mapping) else getattr(found, step, None)
    return found


def _said(value: object) -> object:
    """A value without the places where it was written."""
    if isinstance(value, Record):
        return {name: _said(getattr(value, name)) for name in type(value).model_fields if name not in value.derived}
    if isinstance(value, Mapping):
        return {str(key): _said(one) for key, one in value.items()}
    return [_said(one) for one in value] if isinstance(value, (list, tuple)) else value


def _looked_at(campaign: Campaign, library: Library) -> tuple[dict[str, str], dict[tuple[str, str], Problem]]:
    """The text of each letter as it would be drafted; of one with errors, these.

    With it everything that is doubtful about the campaign and its letters, but notes.
    """
    drafts: dict[str, str] = {}
    found = [*check_campaign(campaign, library)[0]]
    for name in map(str, campaign.letters):
        try:
            letter = resolve(campaign, name, library)
            draft = compose(letter)
            drafts[name] = write_markdown(draft)
            found += check(composed_document(letter, draft, campaign, library))
        except UserError as error:
            drafts.setdefault(name, str(error))
            found += error.problems
    return drafts, {(one.code, one.message): one for one in found if one.severity is not Severity.NOTE}


def _untold(entry: NewEntry, campaign: Campaign, changed: Sequence[str]) -> dict[str, str]:
    """The letters that leave a new act out though others could tell it, each with what to do about it."""
    if entry.path[-1] != "acts" or not isinstance(entry.value, Mapping):
        return {}
    act = f"{entry.path[1]}.{next(iter(entry.value))}"
    others = (str(name) for name in campaign.letters if name not in changed)
    return {name: _why(campaign, name, act) for name in others}


def _why(campaign: Campaign, name: str, act: str) -> str:
    if plan_of(campaign, name, References()).facts is not None:
        return f"it lists its facts; add '{act}' under 'facts:' of '{name}'"
    return "it is dated before the act was known"
