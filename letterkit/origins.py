"""Where each sentence of a composed letter comes from, and which facts of the campaign it carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from letterkit.compose import language_of
from letterkit.history import Fact, Record, Sentence
from letterkit.letter import Draft, Origin, Paragraph
from letterkit.problems import Mark
from letterkit.resolve import Letter
from letterkit.sentences import sentences_of
from letterkit.source import Row, Scalar, Table, parse


def record_of(letter: Letter, composed: Draft, text: str) -> Record:
    """What to remember of a composed letter, whose draft file is ``text``."""
    abbreviations = tuple(language_of(letter).data["abbreviations"])
    names = {
        mark: named for name, said in letter.campaign.texts.items() for mark, named in _named_values(said, name).items()
    }
    return Record(text, tuple(_sentences(composed, abbreviations, names)))


_Names = Mapping[Mark, tuple[str, str]]


def _sentences(composed: Draft, abbreviations: tuple[str, ...], names: _Names) -> Iterator[Sentence]:
    for paragraph in composed.paragraphs:
        for start, end in sentences_of(paragraph.text, abbreviations):
            yield _sentence(paragraph, start, end, names)


def _sentence(paragraph: Paragraph, start: int, end: int, names: _Names) -> Sentence:
    origins: dict[Origin, None] = {}
    stretches: list[tuple[Mark, str]] = []
    open_: list[Mark] = []  # the facts of the run before
    at = 0
    for span in paragraph.spans:
        if at < end and at + len(span.text) > start and span.text.strip():
            origins.update(dict.fromkeys(span.origins))
            marks = [origin.mark for origin in span.origins if origin.kind == "fact" and origin.mark in names]
            for mark in filter(None, marks):
                text = span.text[max(0, start - at) : end - at]
                if mark in open_:
                    before = max(number for number, (other, _) in enumerate(stretches) if other == mark)
                    stretches[before] = (mark, stretches[before][1] + text)
                else:
                    stretches.append((mark, text))
            open_ = list(filter(None, marks))
        at += len(span.text)
    facts = tuple(
        Fact(*names[mark], " ".join(text.split()), mark.file, mark.line, mark.column) for mark, text in stretches
    )
    return Sentence(paragraph.text[start:end].strip(), tuple(map(_told, origins)), facts)


def _told(origin: Origin) -> dict[str, object]:
    place = {"file": origin.mark.file, "line": origin.mark.line, "column": origin.mark.column} if origin.mark else {}
    sources = {"sources": [str(source) for source in origin.sources]} if origin.sources else {}
    return {"kind": origin.kind, "name": str(origin.name), **place, **sources}


@lru_cache(maxsize=8)
def _named_values(text: str, file: str) -> _Names:
    """The values of a campaign file by their place, each with its name among the file's keys."""
    return {value.mark: (name, str(value)) for name, value in _values(parse(text, file), "") if value.mark}


def _values(value: object, name: str) -> Iterator[tuple[str, Scalar]]:
    """The values below one, named by the keys to them; an item of a list by its first key, or else by its number."""
    if isinstance(value, Table):
        for key, inner in value.items():
            yield from _values(inner, f"{name}/{key}".lstrip("/"))
    elif isinstance(value, Row):
        seen: dict[str, int] = {}
        for number, item in enumerate(value, 1):
            if not isinstance(item, Table) or not item:
                yield from _values(item, f"{name}/{number}")
                continue
            # An act is known by its kind: inserting another before it does not rename it.
            first = str(next(iter(item)))
            seen[first] = seen.get(first, 0) + 1
            own = f"{name}/{first}" + (f"#{seen[first]}" if seen[first] > 1 else "")
            for key, inner in item.items():
                yield from _values(inner, own if key == first else f"{own}/{key}")
    elif isinstance(value, Scalar):
        yield name, value
