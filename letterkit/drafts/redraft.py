"""Bring what is new into a draft: what it would become, and how it becomes it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from letterkit.drafts.alike import told_alike
from letterkit.drafts.folder import LetterFolder, read_draft, read_text
from letterkit.drafts.history import (
    Generated,
    Version,
    change,
    damaged,
    distance,
    facts_that_changed,
    following,
    newest,
    next_number,
    now,
    read_version,
    version_damaged,
    write_version,
)
from letterkit.drafts.markdown import page_of, read_markdown
from letterkit.drafts.merge.blocks import MergeLanguage, undecided
from letterkit.drafts.merge.heads import two_values
from letterkit.drafts.merge.merge import merge
from letterkit.foundation.codes import Severity
from letterkit.foundation.files import as_typed, shown
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.language.sentences import Sentences
from letterkit.schema.library import Library
from letterkit.typeset.typography import plain


@dataclass(frozen=True, slots=True)
class Redraft:
    """What a draft would become: ``text``, from ``existing``.

    ``edited`` is a version of what a person left, to be remembered first; ``version`` that of the new text, None when
    everything is as remembered. ``beside`` is a text to lay beside a draft of which nothing is known.
    """

    existing: str | None
    text: str
    edited: Version | None = None
    version: Version | None = None
    beside: str | None = None
    problems: tuple[Problem, ...] = ()


def notes_for(language: str, library: Library, draft: str = "") -> MergeLanguage:
    """What a merge needs of a language, and of that in which a draft has its notes."""
    found = re.search(r"^language:\s*(\w+)", draft, re.MULTILINE)
    written = found[1] if found and found[1] in library.language_codes() else language
    own, other = library.language(language).writing, library.language(written).writing
    return MergeLanguage(
        str(own.conjunction),
        Sentences(language, tuple(map(str, own.abbreviations))),
        own.two_versions.by_key(),
        (own.two_versions.by_key(), other.two_versions.by_key()),
    )


def redraft(place: LetterFolder, record: Generated, notes_for: MergeLanguage) -> Redraft:
    """What the draft of a letter becomes with a newly generated text; nothing is written."""
    existing, known = read_draft(place), newest(place)
    if existing is None:
        return _anew(place, record, known)
    if known is None:
        return _of_unknown_origin(place, existing, record)
    known = _begun_as(place, existing, known)
    number = next_number(place)
    edited = edited_version(place, known, existing)
    if edited is not None:
        known, number = edited, number + 1
    untouched = plain(as_typed(existing)) == plain(known.record.text)
    record = record if untouched else following(known.record, record)
    alike = told_alike(known.record, record) if known.record.text != record.text else frozenset()
    text = merge(known.record.text, existing, record.text, notes_for, alike)
    if as_typed(text) == as_typed(existing):
        remembered = replace(known, record=record)
        return Redraft(existing, existing, edited, None if remembered == known else remembered)
    because = facts_that_changed(known.record, record)
    cause = "redrafted" if untouched else "merged"
    version = Version(number, _time(now()), cause, because, as_typed(text), record)
    return Redraft(existing, text, edited, version)


def keep(place: LetterFolder, redrafted: Redraft) -> None:
    """Write what `redraft` has found; whatever breaks it off, the next run finds the old state or the new one."""
    if redrafted.edited is not None:
        write_version(place, redrafted.edited)
    if redrafted.beside is not None:
        place.files.write(place.newer, redrafted.beside.encode())
    if redrafted.text == redrafted.existing:
        if redrafted.version is not None:
            write_version(place, redrafted.version)
    elif redrafted.version is not None:
        change(place, redrafted.version, redrafted.existing, redrafted.text)
    else:
        place.files.write(place.draft, redrafted.text.encode(), instead_of=None)


def keep_edited(place: LetterFolder) -> None:
    """Remember the draft as a person has left it, when it is not as last remembered."""
    existing, known = read_draft(place), newest(place)
    if existing is not None and known is not None and (edited := edited_version(place, known, existing)) is not None:
        write_version(place, edited)


def edited_version(place: LetterFolder, known: Version, existing: str) -> Version | None:
    """The draft as a version edited by hand, or None when it is as remembered. Its time is that of the file."""
    if as_typed(existing) == known.draft:
        return None
    try:
        saved = datetime.datetime.fromtimestamp(place.draft.stat().st_mtime).astimezone()
    except OSError:
        saved = now()
    return Version(next_number(place), _time(saved), "edited", (), as_typed(existing), known.record)


def bring_back(place: LetterFolder, number: int) -> Redraft:
    """What the draft becomes when a version of it is brought back. Raises `UserError` when there is none to be read."""
    version = read_version(place, number)
    if version is None:
        if found := [replace(one, severity=Severity.ERROR) for one in version_damaged(place, number)]:
            raise UserError(found)
        hint = "'letterkit history' lists the versions there are"
        raise UserError([Problem("LK935", f"there is no version {number} of '{place.letter}'", None, hint)])
    existing, known, problems = read_draft(place), newest(place), tuple(damaged(place))
    # Where the newest version cannot be read, nobody knows what in the draft is new: it is kept whole.
    edited = None if existing is None else edited_version(place, known or replace(version, draft=""), existing)
    if existing is not None and as_typed(existing) == version.draft:
        return Redraft(existing, existing, edited if known else None, problems=problems)
    last = edited.number + 1 if edited else next_number(place)
    restored = Version(last, _time(now()), "restored", (str(number),), version.draft, version.record)
    return Redraft(existing, version.draft, edited, restored, problems=problems)


def to_decide(content: str, name: str, notes_for: MergeLanguage) -> Iterator[Problem]:
    """What waits for a person in a draft file: two versions of a passage (LK931), notes to themselves (LK707)."""
    file = read_markdown(content, name)
    for left in page_of(file.text)[1]:
        hint = "do what it says and delete it; a note is in the draft alone, and no letter goes out with one"
        yield Problem("LK707", "a note to yourself is left in the draft", Location(name, file.line + left.line), hint)
    expected: list[str] = []
    for line, note in undecided(content, notes_for):
        if expected and note.removesuffix("-deleted") == expected[0]:
            del expected[0]
            continue
        expected = ["yours", "new", "end"] if note == "begin" else []
        message = "the campaign and you have changed this differently"
        hint = "keep one of the two versions, and delete the other with the notes"
        values = two_values(content.split("\n")[line:]) if note == "begin" and line < file.line else None
        if values:
            key, mine, new = values
            message = f"the campaign and you have changed '{key}' differently: you to '{mine}', the campaign to '{new}'"
            hint = (
                f"keep one line '{key}: ...' with the value that is right, and delete these lines that begin with '#'"
            )
        if note != "begin":
            message, hint = "a note of two versions is left over", "delete it when you have decided"
        yield Problem("LK931", message, Location(name, line), hint)


def _anew(place: LetterFolder, record: Generated, known: Version | None) -> Redraft:
    if known is not None and known.draft == record.text:
        version = None if known.record == record else replace(known, record=record)
    else:
        because = facts_that_changed(known.record, record) if known else ()
        version = Version(next_number(place), _time(now()), "drafted", because, record.text, record)
    problems = (*damaged(place), *_renamed(place, record.text))
    return Redraft(None, record.text, None, version, None, problems)


def _begun_as(place: LetterFolder, existing: str, known: Version) -> Version:
    """The version that a draft began as: when one was drafted anew, the one before it may have come back."""
    before = read_version(place, known.number - 1) if known.cause == "drafted" and known.number > 1 else None
    return before if before and distance(existing, before.draft) < distance(existing, known.draft) else known


def _renamed(place: LetterFolder, text: str) -> Iterator[Problem]:
    """A warning for each file beside a missing draft that has its head: it may be the draft under another name.

    A file of whose letter something is remembered is the draft of that one.
    """
    head = re.search(r"^letter:.*$", text, re.MULTILINE)
    remembered = frozenset(place.files.names(place.memory.parent))
    for name in place.files.names(place.folder):
        path = place.folder / name
        if not name.endswith(".md") or name.removesuffix(".md") in remembered or path in (place.draft, place.newer):
            continue
        if head and head[0].encode() in (place.files.read(path) or b"").splitlines()[:10]:
            message = f"'{shown(path)}' is a draft of this letter under another name; it is not read"
            hint = f"to go on with it, give it the name '{place.draft.name}' and run the command again"
            yield Problem("LK936", message, Location(shown(path), 1), hint, Severity.WARNING)


def _of_unknown_origin(place: LetterFolder, existing: str, record: Generated) -> Redraft:
    """A draft that cannot be merged, because what it began as is not known; from now on it can."""
    same = plain(as_typed(existing)) == plain(record.text)
    cause = "drafted" if same else "found"
    version = Version(next_number(place), _time(now()), cause, (), as_typed(existing), record)
    problems = list(damaged(place))
    if same:
        return Redraft(existing, existing, None, version, None, tuple(problems))
    beside = read_text(place, place.newer)
    if beside not in (None, record.text):
        hint = "move what it says elsewhere, or delete it; then run the command again"
        problems.append(_kept(place, f"'{shown(place.newer)}' has been edited by hand, and was kept", hint))
        return Redraft(existing, existing, problems=tuple(problems))
    hint = f"the generated text is in '{shown(place.newer)}'; move over what you want, then delete that file"
    message = f"nothing is remembered of how '{shown(place.draft)}' began; it was kept, and nothing was merged into it"
    problems.append(_kept(place, message, hint))
    return Redraft(existing, existing, None, version, None if beside else record.text, tuple(problems))


def _kept(place: LetterFolder, message: str, hint: str) -> Problem:
    return Problem("LK921", message, Location(shown(place.draft), 1), hint, Severity.WARNING)


def _time(when: datetime.datetime) -> str:
    return when.isoformat(timespec="seconds")
