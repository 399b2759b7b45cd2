"""Remember what became of a letter: each version of its draft, with the text and the facts that it was made from.

A version is a file of its own, ``.letterkit/LETTER/0001.yml`` and so on. The newest is what the next merge begins with.
The draft is changed in three steps, each whole or not done: the version is written as ``pending.yml``, then the draft,
then the version gets its number. Whoever finds a pending version can tell from the draft whether it is before or
after the change (see `recover`).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz.distance import Indel

from letterkit.drafts.folder import LetterFolder, read_draft
from letterkit.drafts.version_text import dumped, dumped_item
from letterkit.foundation.codes import Severity
from letterkit.foundation.files import as_typed, shown
from letterkit.foundation.problems import Location, Problem
from letterkit.language.words import words

_NUMBERED = re.compile(r"(\d{4,})\.yml")
_RECORD = re.compile(rb"^generated:", re.MULTILINE)
_ITEM = re.compile(r"^(?=- )", re.MULTILINE)
_END = "...\n"
_NOTE = "# What letterkit remembers of a draft. Nothing here is printed; do not send this folder.\n"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the campaign that a text carries.

    ``name`` is its place among the campaign's keys (``people/lomi/acts/arrested``), ``value`` what the campaign says
    there, ``text`` how it stands in the letter, ``file``, ``line`` and ``column`` where it was written.
    """

    name: str
    value: str
    text: str
    file: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a generated text with its origins, from the outermost to the innermost, and its facts."""

    text: str
    origins: tuple[Mapping[str, object], ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Generated:
    """A text as generated, and where each of its sentences comes from.

    ``former`` are facts that earlier texts carried and this one does not, since a person began to edit the draft: what
    the edits can still say.
    """

    text: str
    sentences: tuple[Sentence, ...] = ()
    former: tuple[Fact, ...] = ()

    def facts(self) -> Iterator[Fact]:
        """The facts that the text carries, in the order of its sentences."""
        return (fact for sentence in self.sentences for fact in sentence.facts)


@dataclass(frozen=True, slots=True)
class Version:
    """A draft as it was at a time, and the record that it was made from.

    ``at`` is a date and time (ISO 8601). ``cause`` is ``drafted``, ``redrafted``, ``merged``, ``edited`` (by hand),
    ``restored`` or ``found`` (a draft of which nothing was known); ``because`` names the facts that had changed.
    """

    number: int
    at: str
    cause: str
    because: tuple[str, ...]
    draft: str
    record: Generated


def now() -> datetime.datetime:
    """The time by the clock, with its zone."""
    return datetime.datetime.now().astimezone()


def newest(place: LetterFolder) -> Version | None:
    """The version that the draft was last known in; None when there is none, or when it cannot be read."""
    numbers = _numbers(place)
    return read_version(place, numbers[-1]) if numbers else None


def versions(place: LetterFolder) -> Iterator[Version]:
    """All versions of a letter that can be read, the first one first, without the records that they were made from."""
    return filter(None, (_read(place, _path(place, number), whole=False) for number in _numbers(place)))


def damaged(place: LetterFolder) -> Iterator[Problem]:
    """What of a letter's versions a command stands on and cannot be read (LK932): the newest, and one on its way."""
    yield from _damaged(place, _numbers(place)[-1:])
    yield from _broken_off(place)


def all_damaged(place: LetterFolder) -> Iterator[Problem]:
    """Every version of a letter that cannot be read (LK932), one on its way among them."""
    yield from _damaged(place, _numbers(place), whole=False)
    yield from _broken_off(place)


def _broken_off(place: LetterFolder) -> Iterator[Problem]:
    if place.files.read(_pending(place)) is not None and _read(place, _pending(place)) is None:
        message = "a change of the draft was broken off, and what was remembered of it cannot be read"
        hint = "delete this file: the draft is as it was left"
        yield Problem("LK932", message, Location(shown(_pending(place)), 1), hint, Severity.WARNING)


def version_damaged(place: LetterFolder, number: int) -> Iterator[Problem]:
    """A version of a letter, if it is there and cannot be read (LK932)."""
    return _damaged(place, [one for one in _numbers(place) if one == number])


def _damaged(place: LetterFolder, numbers: Sequence[int], *, whole: bool = True) -> Iterator[Problem]:
    last = _numbers(place)[-1:]
    for number in numbers:
        path = _path(place, number)
        # The record of the newest is what a merge begins with; of others the draft alone is asked for.
        if _read(place, path, whole=whole or number in last) is None:
            message = f"version {number} of '{place.letter}' is damaged: no version as letterkit writes them"
            hint = "put this file back from a copy, or delete it: it is gone from the history then, and the draft stays"
            if number in last:
                hint = "put this file back from a copy; without it nothing new is merged into the draft, which stays"
            yield Problem("LK932", message, Location(shown(path), 1), hint, Severity.WARNING)


def next_number(place: LetterFolder) -> int:
    """The number of the next version."""
    return max(_numbers(place), default=0) + 1


def read_version(place: LetterFolder, number: int) -> Version | None:
    """A version by its number; None when it cannot be read."""
    return _read(place, _path(place, number))


def write_version(place: LetterFolder, version: Version) -> None:
    """Remember a version whose draft is as it stands."""
    place.files.write(_path(place, version.number), as_yaml(version).encode())


def change(place: LetterFolder, version: Version, existing: str | None, draft: str) -> None:
    """Change a draft to a version of it. ``existing`` is the draft as it was read before, and has to be still."""
    place.files.write(_pending(place), as_yaml(version).encode())
    place.files.write(place.draft, draft.encode(), instead_of=None if existing is None else existing.encode())
    place.files.move(_pending(place), _path(place, version.number))


def recover(place: LetterFolder) -> None:
    """Finish or take back a change that was broken off.

    The draft says which, also when a person has edited it since: it is the draft before or after the change, or has
    more of its words.
    """
    pending = _read(place, _pending(place))
    if pending is None:
        return
    draft, before = read_draft(place), newest(place)
    if draft is None or before is None or distance(draft, pending.draft) <= distance(draft, before.draft):
        place.files.move(_pending(place), _path(place, pending.number))
    else:
        place.files.remove(_pending(place))


def distance(one: str, other: str) -> int:
    """How far two drafts are from each other: 0 when they are the same, and more with each word that differs."""
    return 0 if as_typed(one) == as_typed(other) else 1 + Indel.distance(words(one), words(other))


def facts_that_changed(before: Generated, after: Generated) -> tuple[str, ...]:
    """The facts that differ between two records, each as "name: old → new"."""
    was, now = ({fact.name: fact.value for fact in record.facts()} for record in (before, after))
    return tuple(
        f"{name}: {was.get(name, '–')} → {now.get(name, '–')}"
        for name in sorted({*was, *now})
        if was.get(name) != now.get(name)
    )


def following(before: Generated, after: Generated) -> Generated:
    """The record ``after`` of a draft with edits that were made to the text of ``before``, with what they can carry."""
    hold = {(fact.name, fact.value) for fact in after.facts()}
    known = {(fact.name, fact.value, fact.text): fact for fact in (*before.former, *before.facts())}
    return replace(after, former=tuple(fact for key, fact in known.items() if key[:2] not in hold))


# Files


def _pending(place: LetterFolder) -> Path:
    return place.memory / "pending.yml"


def _path(place: LetterFolder, number: int) -> Path:
    return place.memory / f"{number:04}.yml"


def _numbers(place: LetterFolder) -> list[int]:
    return sorted(int(found[1]) for name in place.files.names(place.memory) if (found := _NUMBERED.fullmatch(name)))


def as_yaml(version: Version) -> str:
    """A version as the text of its file."""
    head = {
        "version": version.number,
        "at": version.at,
        "cause": version.cause,
        "because": list(version.because),
        "draft": version.draft,
        "generated": version.record.text,
    }
    tail = {"former": [asdict(fact) for fact in version.record.former]} if version.record.former else {}
    blocks = list(_blocks(version.record.sentences)) or ["sentences: []\n"]
    parts = [dumped(head), "sentences:\n" if version.record.sentences else "", *blocks, dumped(tail) if tail else ""]
    if any(part and (part.endswith(_END) or not part.endswith("\n")) for part in parts):
        # What stands behind a text that ends with empty lines, or with another sign for them, depends on the whole.
        items = [_sentence_data(sentence) for sentence in version.record.sentences]
        return _NOTE + dumped({**head, "sentences": items, **tail})
    return _NOTE + "".join(parts)


_BLOCKS: dict[Hashable, str] = {}
_MOST_BLOCKS = 1024


def _blocks(sentences: Sequence[Sentence]) -> Iterator[str]:
    """The items of a list of sentences as YAML; letters that say the same share them. One that is not whole is "-"."""
    if len(_BLOCKS) > _MOST_BLOCKS:
        _BLOCKS.clear()
    keys = [(one.text, repr(one.origins), one.facts) for one in sentences]
    for key, one in zip(keys, sentences, strict=True):
        if key not in _BLOCKS:
            block = dumped_item(_sentence_data(one))
            # Whatever stands in an item is indented.
            _BLOCKS[key] = block if len(_ITEM.findall(block)) == 1 else "-"
    return map(_BLOCKS.__getitem__, keys)


def _sentence_data(sentence: Sentence) -> dict[str, Any]:
    data: dict[str, Any] = {"text": sentence.text, "origins": [dict(origin) for origin in sentence.origins]}
    if sentence.facts:
        data["facts"] = [asdict(fact) for fact in sentence.facts]
    return data


def _read(place: LetterFolder, path: Path, *, whole: bool = True) -> Version | None:
    return _version_in(place.files.read(path) or b"", whole)


@lru_cache(maxsize=4)
def _version_in(content: bytes, whole: bool) -> Version | None:
    """The version that a file holds; a command asks for the newest several times."""
    # The record is the last of a version, and by far the most of it.
    begins = None if whole else _RECORD.search(content)
    try:
        data = yaml.load(content[: begins.start()] if begins else content, Loader=yaml.CBaseLoader)
        former = tuple(map(_fact, data.get("former", ()) if whole else ()))
        record = Generated("")
        if whole:
            record = Generated(_string(data["generated"]), tuple(_sentences(data["sentences"])), former)
        because, draft = tuple(map(_string, data["because"])), _string(data["draft"])
        return Version(int(data["version"]), _string(data["at"]), _string(data["cause"]), because, draft, record)
    except (yaml.YAMLError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _string(value: object) -> str:
    """A text of a version, as its reader needs it; a list or mapping in its place is damage (`TypeError`)."""
    if isinstance(value, str):
        return value
    raise TypeError(value)


def _sentences(data: Iterable[Mapping[str, Any]]) -> Iterator[Sentence]:
    for item in data:
        facts = tuple(map(_fact, item.get("facts", ())))
        yield Sentence(_string(item["text"]), tuple(map(_origin, item["origins"])), facts)


def _fact(data: Mapping[str, Any]) -> Fact:
    fields: dict[str, Any] = {**{key: _string(value) for key, value in data.items()}, **_numbers_in(data)}
    return Fact(**fields)


def _origin(data: Mapping[str, Any]) -> dict[str, object]:
    """An origin: what kind of thing it is and its name, and what else is known of it; its sources are a list."""
    texts: dict[str, object] = {
        key: list(map(_string, _list(value))) if key == "sources" else _string(value) for key, value in data.items()
    }
    return {"kind": texts["kind"], "name": texts["name"], **texts, **_numbers_in(data)}


def _list(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    raise TypeError(value)


def _numbers_in(data: Mapping[str, Any]) -> dict[str, int]:
    return {key: int(data[key]) for key in ("line", "column") if key in data}
