"""Where each sentence of a composed letter comes from, and which facts of the campaign it carries."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar, cast

from letterkit.drafts.history import Fact, Generated, Sentence
from letterkit.foundation.kept import Kept
from letterkit.foundation.origins import Origin, OriginKind
from letterkit.foundation.problems import Location
from letterkit.foundation.reads import Keyed
from letterkit.foundation.strict_yaml import Row, Scalar, Table, parse
from letterkit.letter.draft import Draft, Paragraph
from letterkit.letter.letter import Letter
from letterkit.schema.campaign import Campaign
from letterkit.schema.letterhead import COUNTED

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def record_of(letter: Letter, campaign: Campaign, composed: Draft, text: str) -> Generated:
    """What to remember of a composed letter of a campaign, whose draft file is ``text``."""
    return Generated(text, tuple(_Sentences(letter, campaign).of(composed)))


def values_of(letter: Letter, campaign: Campaign) -> dict[str, tuple[str, Location]]:
    """What the campaign and the sender's letterheads say: each value by its name among their keys, with its place."""
    found = {name: (value, location) for location, (name, value) in _values_of(letter, campaign).items()}
    for name, number, location, _ in _figures(letter):
        found[name] = (str(number), location)
    return found


def _values_of(letter: Letter, campaign: Campaign) -> dict[Location, tuple[str, str]]:
    """What the campaign's files say, and what a spreadsheet says of the letter's senders, by place."""
    return {**_values_of_files(campaign), **_values_of_senders(letter)}


def _values_of_senders(letter: Letter) -> dict[Location, tuple[str, str]]:
    return {place: named for house in letter.senders for place, named in house.told.items()}


def _values_of_files(campaign: Campaign) -> Keyed[Location, tuple[str, str]]:
    """What the campaign's files say, by place."""

    def values() -> Keyed[Location, tuple[str, str]]:
        texts = campaign.texts.items()
        return Keyed({place: named for file, said in texts for place, named in _named(said, file).items()})

    return _VALUES.of(campaign, None, values)


def _places_of_files(campaign: Campaign, language: str) -> Keyed[str, Location]:
    """Where the campaign's files say something, by its name among their keys; ``language`` names none."""

    def places() -> Keyed[str, Location]:
        found = ((name, place) for place, (name, _) in _values_of_files(campaign).items())
        return Keyed({name.removesuffix(language): place for name, place in found})

    return _PLACES.of(campaign, language, places)


def look_up(campaign: Campaign, languages: Iterable[str]) -> None:
    """Look up what the campaign's files say, before any letter asks for it."""
    for language in ("", *(f"/{code}" for code in languages)):
        _places_of_files(campaign, language)


_VALUES: Kept[Keyed[Location, tuple[str, str]]] = Kept()
_PLACES: Kept[Keyed[str, Location]] = Kept()


def _figures(letter: Letter) -> Iterator[tuple[str, int, Location, frozenset[str]]]:
    """The figures of the senders on the letter's date: name, number, place, and how a text writes the number."""
    language = letter.language
    for house in (*letter.senders, *letter.notes):
        figures = house.figures_on(letter.date)
        for kind in COUNTED:
            number = figures.number(kind) if figures else None
            if figures and figures.location and number is not None:
                written = frozenset(language.number(number, words) for words in (True, False))
                yield f"letterheads/{house.key}/figures/{kind}", number, figures.location, written


class _Sentences:
    """Takes the sentences of a letter with their origins and facts."""

    def __init__(self, letter: Letter, campaign: Campaign) -> None:
        self._divided = letter.language.sentences
        own = _values_of_senders(letter)
        self._names: Mapping[Location, tuple[str, str]] = _joined(own, _values_of_files(campaign))
        self._figures = tuple(_figures(letter))
        places = {name: location for location, (name, _) in own.items()}
        self._places: Mapping[str, Location] = _joined(places, _places_of_files(campaign, ""))
        # Of one name in several languages, the letter says that in its own.
        language = f"/{letter.language.code}"
        called = {name.removesuffix(language): location for name, location in places.items()}
        self._called: Mapping[str, Location] = _joined(called, _places_of_files(campaign, language))
        self._bodies = {record.location: f"organisations/{key}" for key, record in campaign.organisations.items()}
        for key, record in campaign.organisations.items():
            self._bodies[record.name.location] = self._bodies[record.name.first.location] = f"organisations/{key}"

    def of(self, composed: Draft) -> Iterator[Sentence]:
        """The sentences of a composed letter, in order."""
        for paragraph in composed.paragraphs:
            for start, end in self._divided.of(paragraph.text):
                yield self._sentence(paragraph, start, end)

    def _sentence(self, paragraph: Paragraph, start: int, end: int) -> Sentence:
        origins: dict[Origin, None] = {}
        stretches: list[tuple[Location, str]] = []
        others: dict[Fact, None] = {}
        open_: list[Location] = []  # the facts of the run before
        at = 0
        for span in paragraph.spans:
            text = span.text[max(0, start - at) : max(0, end - at)]
            if at < end and at + len(span.text) > start and span.text.strip():
                origins.update(dict.fromkeys(span.origins))
                marks = [location for origin in span.origins if (location := self._place_of(origin))]
                for location in marks:
                    if location in open_:
                        before = max(number for number, (other, _) in enumerate(stretches) if other == location)
                        stretches[before] = (location, stretches[before][1] + text)
                    else:
                        stretches.append((location, text))
                open_ = marks
                others.update(dict.fromkeys(self._figures_in(span.origins, text)))
                others.update(dict.fromkeys(self._names_in(span.origins, text)))
            at += len(span.text)
        facts = [_fact(*self._names[location], " ".join(text.split()), location) for location, text in stretches]
        carried = dict.fromkeys((*facts, *others, *self._told_together(facts)))
        return Sentence(paragraph.text[start:end].strip(), tuple(map(_told, origins)), tuple(carried))

    def _told_together(self, facts: Sequence[Fact]) -> Iterator[Fact]:
        """The facts of acts that a sentence tells of several people, which stand in it once."""
        owners = dict.fromkeys(fact.name.split("/")[1] for fact in facts if fact.name.startswith("people/"))
        for fact in facts:
            part, _, rest = fact.name.partition("/acts/")
            for owner in owners if rest else ():
                location = self._places.get(f"people/{owner}/acts/{rest}")
                if location and part != f"people/{owner}" and self._names[location][1] == fact.value:
                    yield _fact(*self._names[location], fact.text, location)

    def _place_of(self, origin: Origin) -> Location | None:
        return origin.location if origin.kind is OriginKind.FACT and origin.location in self._names else None

    def _figures_in(self, origins: tuple[Origin, ...], text: str) -> Iterator[Fact]:
        """The sender's figures that a run of text gives."""
        for name, number, location, written in self._figures:
            if text in written and any(
                origin.kind is OriginKind.HOUSE and origin.location == location for origin in origins
            ):
                yield _fact(name, str(number), text, location)

    def _names_in(self, origins: tuple[Origin, ...], text: str) -> Iterator[Fact]:
        """The names of an organisation that a run of text gives, which can be others than that of its origin."""
        for key in {self._bodies[origin.location]: None for origin in origins if origin.location in self._bodies}:
            for name in ("name", "short"):
                location = self._called.get(f"{key}/{name}")
                if location and (value := self._names[location][1]) in text:
                    yield _fact(*self._names[location], value, location)


def _joined(own: Mapping[K, V], shared: Mapping[K, V]) -> ChainMap[K, V]:
    """The letter's own values before those of the campaign."""
    return ChainMap(cast("dict[K, V]", own), cast("dict[K, V]", shared))


def _fact(name: str, value: str, text: str, location: Location) -> Fact:
    return Fact(name, value, text, location.file, location.line, location.column)


def _told(origin: Origin) -> dict[str, object]:
    place = (
        {"file": origin.location.file, "line": origin.location.line, "column": origin.location.column}
        if origin.location
        else {}
    )
    sources = {"sources": [str(source) for source in origin.sources]} if origin.sources else {}
    return {"kind": str(origin.kind), "name": str(origin.name), **place, **sources}


@lru_cache(maxsize=8)
def _named(text: str, file: str) -> Mapping[Location, tuple[str, str]]:
    """The values of a campaign file by their place, each with its name among the file's keys."""
    return {value.location: (name, str(value)) for name, value in _values(parse(text, file), "") if value.location}


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
