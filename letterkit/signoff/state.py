"""What a letter is made of, as digests: whoever approves it approves exactly that, and any later change shows.

A state is kept as a file named by its own digest, so that a change can be told to the line and to the fact. It holds
what the campaign says, and stays inside.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, ValidationError

from letterkit import __version__
from letterkit.drafts.folder import LetterFolder
from letterkit.drafts.provenance import values_of
from letterkit.foundation.caches import version_of
from letterkit.foundation.files import as_typed
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Location
from letterkit.letter.draft import Draft
from letterkit.letter.items import was_heard_of, was_known
from letterkit.letter.letter import Letter
from letterkit.schema.campaign import Campaign
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act
from letterkit.typeset import fonts

# A line of what changed names so many things.
_NAMED = 3
_KINDS = ("people", "organisations")
# What Windows leaves in folders.
_OF_FOLDERS = ("thumbs.db", "desktop.ini")
_KEPT: TypeAdapter[dict[str, list[str] | dict[str, str]]] = TypeAdapter(
    dict[str, list[str] | dict[str, str]], config=ConfigDict(defer_build=True)
)


@dataclass(frozen=True, slots=True)
class State:
    """Everything that a letter is made of: the lines of its draft, and by part each thing with its value or digest.

    The parts are ``facts`` (by their names among the campaign's keys), ``clauses`` (forms, languages and bodies among
    them), ``letterhead``, ``law``, ``fonts`` (files) and ``program`` (what sets the letter); and ``enclosures``, where
    files are enclosed.
    """

    text: tuple[str, ...]
    parts: Mapping[str, Mapping[str, str]]

    def digests(self) -> dict[str, str]:
        """One digest for each part."""
        told = {"text": "\n".join(self.text), **{part: _as_text(things) for part, things in self.parts.items()}}
        return {part: digest_of(text.encode()) for part, text in told.items()}


def digest_of(content: bytes) -> str:
    """SHA-256, as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def state_of(letter: Letter, campaign: Campaign, library: Library, composed: Draft, content: str) -> State:
    """The state of a letter whose draft file says ``content``."""
    files = library.files
    houses = dict.fromkeys(
        key for house in (letter.letterhead, *letter.senders, *letter.notes) for key in house.lineage
    )
    return State(
        tuple(as_typed(content).rstrip("\n").split("\n")),
        {
            "facts": dict(_facts(letter, campaign)),
            "clauses": _digests(_worded(letter, library, composed)),
            "letterhead": _digests(
                {
                    name: path
                    for house in (*houses, "base")
                    for name, path in files(f"letterheads/{house}/**/*").items()
                    if not _left_there(path)
                }
            ),
            "law": _digests(_law(library)),
            "fonts": _fonts(),
            "program": {"letterkit": __version__, "weasyprint": version_of("weasyprint")},
            **(
                {"enclosures": {one.name: digest_of(one.content) for one in letter.attached}} if letter.attached else {}
            ),
        },
    )


def _left_there(path: Path) -> bool:
    """Whether a file manager or an editor leaves a file of that name where somebody only looks: no part of a letter.

    Should a letterhead all the same use one, a change of it shows in the PDF, which is approved too.
    """
    return path.name.startswith(".") or path.name.endswith("~") or path.name.lower() in _OF_FOLDERS


def _law(library: Library) -> dict[str, Path]:
    """The files of the law data, those of one instrument each among them, a workspace's own too."""
    folder, instruments = library.law_files()
    tables = {path.name: path for path in sorted(folder.iterdir()) if path.is_file() and not _left_there(path)}
    return {**tables, **{f"instruments/{path.name}": path for path in instruments}}


def _facts(letter: Letter, campaign: Campaign) -> Iterator[tuple[str, str]]:
    """What the campaign says by the letter's date, but for its other letters, and for what comes back on this one."""
    own = f"letters/{letter.name}/"
    others = {f"letters/{name}/" for name in (*campaign.letters, *campaign.lists) if name != letter.name}
    others |= {f"senders/{name}/" for name in campaign.senders if name not in letter.plan.from_}
    others -= {f"letters/{name}/" for name in _taken_from(letter, campaign)}
    values = values_of(letter, campaign)
    later = {f"{name}/" for name in _later(letter, campaign, values)}
    for name, (value, _) in values.items():
        if not f"{name}/".startswith((*others, f"{own}replies/", *later)):
            yield name, value


def _later(letter: Letter, campaign: Campaign, values: Mapping[str, tuple[str, Location]]) -> Iterator[str]:
    """What a letter of its date cannot know: acts of after it, and the sources of that time or of those acts alone."""
    named = {location: name for name, (_, location) in values.items()}
    unknown = list(_unknown(letter, campaign))
    names = [named[act.date.location] for act in unknown if act.date.location in named]
    yield from names
    citing = {name: value for name, (value, _) in values.items() if name.endswith("/source")}
    cited = {value for name, value in citing.items() if name.rpartition("/")[0] not in names}
    alone = {act.source for act in unknown if act.source} - cited
    for key, source in campaign.sources.items():
        if key in alone or (source.date and source.date.first > letter.date):
            yield f"sources/{key}"


def _unknown(letter: Letter, campaign: Campaign) -> Iterator[Act]:
    """The acts of which a letter knows neither that they were, nor that they are to come."""
    day = letter.date
    for record in (*campaign.people.values(), *campaign.organisations.values()):
        for act in record.acts:
            if not (was_known(act, day, campaign) or was_heard_of(act, day, campaign, letter.act_kinds)):
                yield act


def _taken_from(letter: Letter, campaign: Campaign) -> Iterator[str]:
    """The letters that a letter is like, one after the other."""
    plans = {str(name): plan for name, plan in (*campaign.lists.items(), *campaign.letters.items())}
    seen = {letter.name}
    like = plans[letter.name].like
    while like and like in plans and like not in seen:
        seen.add(str(like))
        yield str(like)
        like = plans[str(like)].like


def _worded(letter: Letter, library: Library, composed: Draft) -> dict[str, Path]:
    """The files that word a letter: its form and language, the clauses and acts it uses, the bodies it can name."""
    spans = [span for paragraph in composed.paragraphs for span in paragraph.spans]
    clauses = {origin.name for span in spans for origin in span.origins if origin.kind is OriginKind.CLAUSE}
    names = {name.rpartition("/")[2] for name in clauses}
    used = {name: path for name, path in library.files("clauses/*/*.yml").items() if path.stem in names}
    more = (f"letters/{letter.form.name}.md.j2", f"languages/{letter.language.code}/**/*", "bodies.yml")
    files = {name: path for pattern in more for name, path in library.files(pattern).items()}
    # The words of review copies are in no letter.
    return {**used, **{name: path for name, path in files.items() if not name.endswith("/review.yml")}}


def _digests(files: Mapping[str, Path]) -> dict[str, str]:
    return {name: digest_of(path.read_bytes()) for name, path in sorted(files.items()) if path.is_file()}


@cache
def _fonts() -> dict[str, str]:
    return _digests({path.name: path for family in fonts.FAMILIES for path in (fonts.folder() / family).glob("*.ttf")})


# --- Kept ---


def keep_state(place: LetterFolder, state: State) -> str:
    """Keep a state, and give the digest that it is found by."""
    content = _as_text({"text": list(state.text), **state.parts}, indent=1).encode()
    digest = digest_of(content)
    place.files.write(_path(place, digest), content)
    return digest


def kept_state(place: LetterFolder, digest: str) -> State | None:
    """The state of a digest, None when it is not there as it was kept."""
    content = place.files.read(_path(place, digest))
    if content is None or digest_of(content) != digest:
        return None
    try:
        kept = _KEPT.validate_json(content)
    except ValidationError:
        return None
    return State(
        tuple(kept.pop("text", ())), {part: things for part, things in kept.items() if isinstance(things, dict)}
    )


def _path(place: LetterFolder, digest: str) -> Path:
    return place.memory / f"state-{digest[:16]}.json"


def _as_text(data: Mapping[str, object], indent: int | None = None) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=indent)


# --- What changed ---


def changes(approved: Mapping[str, str], before: State | None, now: State) -> tuple[str, ...]:
    """What is other than it was approved, in plain words; nothing when all is the same.

    ``approved`` are the digests of the parts as approved, ``before`` that state where it is kept.
    """
    told: list[str] = []
    for part, digest in now.digests().items():
        if approved.get(part) == digest:
            continue
        if part == "text":
            told += _lines_changed(before.text, now.text) if before else ["the draft was changed"]
        elif before is None:
            told.append(f"{_PARTS[part]} changed")
        elif part == "facts":
            told += _several(_facts_changed(before.parts.get(part, {}), now.parts[part]), "facts")
        else:
            things = list(_things_changed(before.parts.get(part, {}), now.parts[part]))
            # Other facts use other clauses.
            if part == "clauses" and approved.get("facts") != now.digests()["facts"]:
                things = [name for name in things if name in before.parts.get(part, {}) and name in now.parts[part]]
            told += [f"{_PARTS[part]} changed: {', '.join(_several(things, 'files'))}"] if things else []
    return tuple(told)


_PARTS = {
    "facts": "the facts of the campaign were",
    "clauses": "the clauses were",
    "letterhead": "the letterhead was",
    "law": "the law data were",
    "fonts": "the fonts were",
    "program": "the program was",
    "enclosures": "the enclosed files were",
}


def _several(told: Iterable[str], what: str) -> list[str]:
    named = list(dict.fromkeys(told))
    more = len(named) - _NAMED
    return named if more <= 0 else [*named[:_NAMED], f"and {more} more {what}"]


def _lines_changed(before: Sequence[str], now: Sequence[str]) -> list[str]:
    told: list[str] = []
    for kind, was, was_end, begins, ends in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind == "delete":
            taken = [line for line in before[was:was_end] if line.strip()] or [""]
            told.append(f"from the draft, above its line {begins + 1}, {_count(len(taken))} taken out")
        elif kind != "equal":
            verb = "added" if kind == "insert" else "changed"
            lines = [number for number in range(begins + 1, ends + 1) if now[number - 1].strip()] or [begins + 1]
            name = f"line {lines[0]} was" if len(lines) == 1 else f"lines {lines[0]} to {lines[-1]} were"
            told.append(f"the draft's {name} {verb}")
    return _several(told, "places of the draft")


def _count(lines: int) -> str:
    return "1 line was" if lines == 1 else f"{lines} lines were"


def _facts_changed(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """Facts that came, went and changed; of an act that came or went, only that."""
    came = {_called(name) for name in now if name not in before and _whole(name)}
    went = {_called(name) for name in before if name not in now and _whole(name)}
    for name in sorted({*before, *now}, key=lambda name: (name not in now, name)):
        if before.get(name) == now.get(name):
            continue
        whole = _called(name).partition(": ")[0]
        if name not in before:
            yield f"{whole if whole in came else _called(name)} was added"
        elif name not in now:
            yield f"{whole if whole in went else _called(name)} was taken out"
        else:
            yield f"{_called(name)} was changed"


def _whole(name: str) -> bool:
    """Whether a value stands for all of an act."""
    kind, *keys = name.split("/")
    return kind in _KINDS and len(keys) == 3 and keys[1] == "acts"


def _called(name: str) -> str:
    """The name of a value as people speak of it: "kushakbaev.sentenced: outcome"."""
    kind, *keys = name.split("/")
    if kind in _KINDS and len(keys) >= 3 and keys[1] == "acts":
        return ": ".join([f"{keys[0]}.{keys[2]}", *keys[3:]])
    if kind in _KINDS and len(keys) > 1:
        return f"{keys[0]}: {' '.join(keys[1:])}"
    return " ".join([kind, *keys])


def _things_changed(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    return (name for name in sorted({*before, *now}) if before.get(name) != now.get(name))
