"""Read a campaign file and what it includes into one `Campaign`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from letterkit.foundation.files import real_path, shown
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.foundation.reads import Texts
from letterkit.foundation.strict_yaml import Row, Scalar, Table, describe, parse, read_text
from letterkit.foundation.suggest import did_you_mean
from letterkit.schema.addressees import with_roles
from letterkit.schema.campaign import Campaign, Shared
from letterkit.schema.doers import with_doers
from letterkit.schema.fields import ValidationContext, WrittenIn
from letterkit.schema.library import Library
from letterkit.schema.lists import with_each
from letterkit.schema.names_read import note_names
from letterkit.schema.organisation import Act
from letterkit.schema.people_csv import with_rows
from letterkit.schema.references import References, check_references
from letterkit.schema.senders import Refused, with_senders, without_senders
from letterkit.schema.validate import salvage, validate

SUFFIXES = (".yml", ".yaml")
_LETTER_NAME = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)\Z)\w[\w-]{0,59}", re.IGNORECASE)


class UnreadError(UserError):
    """A campaign file with problems.

    ``standing`` is the campaign without what has problems, for finding more of them, or None; ``taken`` are the keys
    of what was left out of it.
    """

    def __init__(self, problems: Iterable[Problem], standing: Campaign | None, taken: frozenset[str]) -> None:
        super().__init__(problems)
        self.standing = standing
        self.taken = taken


def _reading(library: Library) -> ValidationContext:
    """What reads campaigns: what it says of a mistake it has from the clauses, which are searched only then."""

    def acts_meant(word: str) -> Sequence[str]:
        from letterkit.schema import clause_search

        return clause_search.acts_meant(word, library)

    def told_behind(word: str, kind: str) -> str:
        from letterkit.schema import clause_search

        return clause_search.told_behind(word, kind, library)

    return replace(library.reading(acts=True), acts_meant=acts_meant, told_behind=told_behind)


def read(
    path: Path, library: Library, text: str | None = None, included_texts: Mapping[str, str] = MappingProxyType({})
) -> Campaign:
    """The campaign of a YAML file, with the facts of its included files joined in.

    ``text`` is read in place of what the file says, and ``included_texts`` in place of what included ones do, by their
    names in marks.
    Raises `UserError` with every problem of the campaign file and of all included ones. An included file lies
    in the campaign's folder or below it; the campaign's own entries cannot be given again there.
    """
    reading = _reading(library)
    _refuse_as_file(path)
    texts = {shown(path): read_text(path) if text is None else text}
    _refuse_as_draft(texts[shown(path)], shown(path))
    note_names(shown(path), None, texts)  # until it is read: no more may be known of a mistake than its line
    table = parse(texts[shown(path)], shown(path), reading.problems)
    reading = replace(reading, passages=(*_letters_in_a_language(table), *_whole_in_a_language(table)))
    tables = [_included(path, name, reading, texts, included_texts) for name in _include_names(table, reading)]
    refused: Refused = {}

    def listed(file: Table) -> Table:
        """A file with the records of the files that it names among its people and senders."""
        try:
            file = with_senders(file, path.parent, library, refused, texts)
        except UserError as error:
            reading.problems.extend(error.problems)
            file = without_senders(file)
        return with_rows(file, path.parent, reading)

    table, tables = listed(table), [file and listed(file) for file in tables]
    own = validate(Campaign, table, reading)
    included = [found for file in tables if file and (found := validate(Shared, file, reading))]
    if own is not None:
        derived = {"texts": Texts(texts), "refused": refused, "written_in": reading.passages}
        own = own.model_copy(update={"key": path.stem, "folder": str(path.parent), **derived})
        joined = _checked_and_joined(own, included, reading, library)
        if not reading.problems:
            note_names(shown(path), joined, {})
            return _with_references(with_roles(with_doers(_with_what_acts_are(joined, library)), library), library)
    whole = [file for file in tables if file is not None]
    standing, taken = _salvaged(table, whole, reading) if len(whole) == len(tables) else (None, frozenset())
    if standing:
        update = {"key": path.stem, "folder": str(path.parent), "texts": texts, "written_in": reading.passages}
        standing = with_each(standing.model_copy(update=update), [])
        standing = with_roles(with_doers(_with_what_acts_are(standing, library)), library)
    note_names(shown(path), standing, texts)
    unlisted = _unlisted(standing, library, taken) if standing else []
    raise UnreadError((*reading.problems, *unlisted), _if_sound(standing, unlisted), taken)


def _if_sound(campaign: Campaign | None, problems: Iterable[Problem]) -> Campaign | None:
    """A campaign, None where something in it belongs to itself: of that, nothing more can be asked."""
    return None if any(problem.code == "LK246" for problem in problems) else campaign


def _checked_and_joined(
    own: Campaign, included: list[Shared], reading: ValidationContext, library: Library
) -> Campaign:
    if not own.letters:
        hint = "add one under 'letters:'"
        reading.problems.append(Problem("LK127", "the campaign has no letter", own.location, hint))
    for file in (own, *included):
        reading.problems.extend(_told_of_the_wrong(file, library))
    joined = with_each(_join(own, included, reading), reading.problems)
    reading.problems.extend(_letter_names(joined))
    return joined


def _letters_in_a_language(table: Table) -> Iterator[WrittenIn]:
    """The letters that name their language, or take it from another, each up to the next key of its rank or margin."""
    letters = table.get(Scalar("letters"))
    if not isinstance(letters, Table):
        return
    starts = sorted(key.location.line for key in (*table, *letters) if key.location)
    for key, letter in letters.items():
        language = _language_of(letter, letters)
        if isinstance(language, Scalar) and (place := key.location):
            last = next((line - 1 for line in starts if line > place.line), sys.maxsize)
            yield WrittenIn(place.file, place.line, last, str(language))


def _whole_in_a_language(table: Table) -> Iterator[WrittenIn]:
    """The campaign file, where it names a language at its head."""
    key = table.key("language")
    language = table[key] if key is not None else None
    if key is not None and isinstance(language, Scalar) and key.location:
        yield WrittenIn(key.location.file, 1, sys.maxsize, str(language))


def _language_of(letter: object, letters: Table) -> object:
    """The language of a letter: its own, or that of the letter that it is like or follows."""
    for _ in range(len(letters)):
        if not isinstance(letter, Table) or Scalar("language") in letter:
            break
        other = letter.get(Scalar("like")) or letter.get(Scalar("follows"))
        letter = letters.get(other) if isinstance(other, Scalar) else None
    return letter.get(Scalar("language")) if isinstance(letter, Table) else None


def _refuse_as_file(path: Path) -> None:
    if not path.stem.isprintable():
        raise UserError([Problem("LK126", f"a campaign file cannot be called {path.name!a}", hint="rename it")])
    if path.is_dir():
        raise UserError(
            [Problem("LK106", f"'{shown(path)}' is a folder", hint="name a campaign file, such as campaigns/NAME.yml")]
        )


def _refuse_as_draft(text: str, name: str) -> None:
    """Refuse the draft of a letter, whose head says of which campaign it is (LK104)."""
    if found := re.match(r"---\s*\nletter:[ \t]*(\S+)/(\S+)", text):
        hint = f"name its campaign, '{found[1]}.yml', with '--letter {found[2]}' for this letter alone"
        raise UserError([Problem("LK104", "this is the draft of a letter, and no campaign", Location(name, 1), hint)])


def _with_references(campaign: Campaign, library: Library) -> Campaign:
    """A campaign whose facts name only what there is; `UnreadError` for another."""
    unlisted = _unlisted(campaign, library, frozenset())
    if unlisted:
        raise UnreadError(unlisted, _if_sound(campaign, unlisted), frozenset())
    return campaign


def _unlisted(campaign: Campaign, library: Library, taken: frozenset[str]) -> list[Problem]:
    references = References(taken)
    check_references(campaign, library, references)
    return references.problems


def _salvaged(
    table: Table, included: Sequence[Table], reading: ValidationContext
) -> tuple[Campaign | None, frozenset[str]]:
    """The campaign that is left when everything with a problem is taken out, and the keys of what was."""
    own, taken = salvage(Campaign, table, reading)
    files = [salvage(Shared, file, reading) for file in included]
    taken = taken.union(*(keys for _, keys in files))
    if own is None:
        return None, taken
    return _join(own, [file for file, _ in files if file], ValidationContext()), taken


def _with_what_acts_are(campaign: Campaign, library: Library) -> Campaign:
    """A campaign in which each act that was to come when its source was written says so, and each has its own kind.

    Who was `found` with the outcome "dead" was `found-dead`.
    """
    forms = [kind for kind in library.acts.values() if kind.form_of]

    def noted(act: Act) -> Act:
        for form in forms:
            if form.is_told_by(act):
                act = act.model_copy(update={"kind": Scalar(form.name, act.kind.location)})
        source, kind = campaign.sources.get(act.source) if act.source else None, library.acts[act.kind]
        early = source is not None and source.date is not None and source.date.last < kind.begins(act.date)
        if not early or act.date.bound or not kind.can_be_ahead:
            return act
        return act.model_copy(update={"announced": True})

    def told(records: Mapping[Scalar, Any]) -> dict[Scalar, Any]:
        return {key: one.model_copy(update={"acts": tuple(map(noted, one.acts))}) for key, one in records.items()}

    return campaign.model_copy(update={"people": told(campaign.people), "organisations": told(campaign.organisations)})


def _told_of_the_wrong(file: Shared, library: Library) -> Iterator[Problem]:
    """Acts of organisations told of people, and the reverse: their sentences would make no sense."""
    for what, records in (("person", file.people), ("organisation", file.organisations)):
        for act in (act for record in records.values() for act in record.acts):
            if library.acts[act.kind].of not in (what, "either"):
                other = "people" if what == "organisation" else "organisations"
                fitting = sorted(name for name, kind in library.acts.items() if kind.of in (what, "either"))
                message = f"'{act.kind}' is told of {other}"
                yield Problem("LK224", message, act.kind.location, did_you_mean(act.kind, fitting))


def _letter_names(campaign: Campaign) -> Iterator[Problem]:
    """A letter's name becomes the name of its files, which lie beside those of the other letters."""
    seen: dict[str, str] = {}
    for name in campaign.letters:
        first = seen.setdefault(name.casefold(), name)
        if not _LETTER_NAME.fullmatch(name):
            message = f"a letter cannot be called {describe(name)}"
            hint = "its files take its name: use at most 60 letters, digits, hyphens and underscores"
            yield Problem("LK126", message, name.location, hint)
        elif found := re.search("-(draft|review|sending)$", name):
            hint = "that marks a PDF of another letter"
            yield Problem("LK126", f"the name of a letter cannot end in '{found[0]}'", name.location, hint)
        elif first != name:
            message = f"'{name}' and '{first}' would be the same file on some machines"
            yield Problem("LK126", message, name.location, "rename one of the two")


def _include_names(table: Table, reading: ValidationContext) -> list[Scalar]:
    value: Any = table.get("include", [])  # type: ignore[call-overload]
    items = value if isinstance(value, Row) else [value]
    names: dict[Scalar, None] = {}
    for item in items:
        if not isinstance(item, Scalar) or not item.strip():
            continue
        if item in names:
            reading.problems.append(
                Problem("LK125", f"'{item}' is included twice", item.location, "keep one of the two")
            )
        names[item] = None
    return list(names)


def _included(
    campaign: Path, name: Scalar, reading: ValidationContext, texts: dict[str, str], instead: Mapping[str, str]
) -> Table | None:
    """What an included file holds, parsed, with its text added to ``texts``; None when it cannot be read."""
    folder = real_path(campaign.parent)
    try:
        path = real_path(folder / name)
    except (OSError, RuntimeError):  # links that lead to each other
        path = Path()
    if not path.is_relative_to(folder) or path.suffix not in SUFFIXES or path == real_path(campaign):
        hint = f"include a .yml file of the folder '{shown(campaign.parent)}' or of one below it"
        reading.problems.append(Problem("LK124", f"'{name}' cannot be included", name.location, hint))
        return None
    try:
        file = shown(campaign.parent / name)
        texts[file] = instead[file] if file in instead else read_text(campaign.parent / name, name.location)
        return parse(texts[file], file, reading.problems)
    except UserError as error:
        reading.problems.extend(error.problems)
        return None


def _join(own: Campaign, included: list[Shared], reading: ValidationContext) -> Campaign:
    joined: dict[str, Mapping[Scalar, Any]] = {}
    for kind in Shared.model_fields:
        if kind == "location":
            continue
        entries: dict[Scalar, Any] = {}
        places: dict[Scalar, Location | None] = {}
        for file in [*included, own]:
            for key, entry in getattr(file, kind).items():
                if key in entries:
                    hint = f"it stands already at {places[key]}; keep one of the two"
                    reading.problems.append(Problem("LK125", f"'{key}' is given twice", key.location, hint))
                places.setdefault(key, key.location)
                entries[key] = entry
        joined[kind] = entries
    return own.model_copy(update=joined)
