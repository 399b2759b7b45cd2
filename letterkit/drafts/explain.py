"""Explain a letter: where each sentence of its draft comes from, and what made the parts around the text say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from letterkit.drafts.document import Document
from letterkit.drafts.history import Fact, Generated, Sentence
from letterkit.drafts.merge.align import followed
from letterkit.drafts.provenance import values_of
from letterkit.foundation.problems import Problem
from letterkit.language.words import key_of
from letterkit.schema.campaign import Person
from letterkit.schema.law.words import standing_in_words
from letterkit.schema.organisation import Organisation

Written = Literal["generated", "edited", "hand", "unknown"]
NOTHING = "nothing"
"""What the campaign says now of a fact that it had, and has no more."""


@dataclass(frozen=True, slots=True)
class Rests:
    """A source of the campaign on which a fact rests. A confidential one must not leave the workspace."""

    title: str
    date: str
    confidential: bool


@dataclass(frozen=True, slots=True)
class Comes:
    """One thing that a sentence comes from.

    ``kind`` is ``form``, ``clause``, ``fact``, ``law``, ``house`` (the letterhead), ``language``, ``phrase`` or
    ``text`` (words of the campaign); ``what`` says it to a reader, ``name`` is its key. A fact has its ``value`` as it
    was when the sentence was generated, as ``text`` it stands in the sentence, and ``now`` when the campaign says
    something else by now. ``as_of`` is the day of the law data. "" and 0 stand for what it has not.
    """

    kind: str
    what: str
    name: str = ""
    value: str = ""
    text: str = ""
    now: str = ""
    file: str = ""
    line: int = 0
    as_of: str = ""
    sources: tuple[Rests, ...] = ()


@dataclass(frozen=True, slots=True)
class WeighedClaim:
    """A claim of a sentence and how it stands: ``verdict`` ("contradicted"), what was weighed, and the record."""

    kind: str
    what: str
    who: tuple[str, ...]
    verdict: str
    says: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence with what it comes from.

    ``written`` is ``generated``, ``edited`` (by hand), ``hand`` (written by hand), or ``unknown`` where it is not
    remembered; ``began`` is the generated sentence that an edited one most likely began as, and ``comes`` speaks of
    that one. ``claims`` are what a person's own sentence claims, ``missing`` its words of which nothing is on record,
    ``source`` the key of the source that is named beside it.
    """

    text: str
    file: str
    line: int
    written: Written
    began: str = ""
    comes: tuple[Comes, ...] = ()
    claims: tuple[WeighedClaim, ...] = ()
    missing: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """A line around the text (subject, inside address, ...), and the place that made it say so."""

    part: str
    text: str
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """A letter explained. ``draft`` is None where there is none, and its text as the campaign gives it is explained."""

    campaign: str
    letter: str
    draft: Path | None = None
    sentences: tuple[Explained, ...] = ()
    around: tuple[Beside, ...] = ()
    problems: tuple[Problem, ...] = ()


class Explainer:
    """Explains the sentences of one letter by a record of its generated text."""

    def __init__(self, document: Document, record: Generated, remembers: bool) -> None:
        self._letter = document.letter
        self._document = document
        self._record = record
        self._remembers = remembers
        self._values = values_of(document.letter, document.campaign)

    def sentences(self) -> Iterator[Explained]:
        """The sentences of the draft in their order."""
        said = [
            (passage, start, text) for passage, start, text in self._document.sentences(self._document.passages) if text
        ]
        generated = self._record.sentences
        partners = followed([sentence.text for sentence in generated], [text for _, _, text in said])
        began = {there: generated[here] for here, there in partners.items()}
        words = {key_of(sentence.text): sentence for sentence in generated}
        for number, (passage, start, text) in enumerate(said):
            location = self._document.place(passage, start, start + len(text)) if self._document.edited else None
            file, line = (location.file, location.line) if location else ("", 0)
            same, near = words.get(key_of(text)), began.get(number)
            if same:
                yield Explained(text, file, line, "generated", "", tuple(self._comes(same)))
            elif near:
                yield Explained(text, file, line, "edited", near.text, tuple(self._comes(near)))
            else:
                yield Explained(text, file, line, "hand" if self._remembers else "unknown")

    def _comes(self, sentence: Sentence) -> Iterator[Comes]:
        """What a generated sentence comes from: the wording first, then what it says, each once."""
        seen: dict[Comes, None] = {}
        placed = {(origin.get("file"), origin.get("line"), origin.get("column")): origin for origin in sentence.origins}
        for origin in sentence.origins:
            if origin["kind"] != "fact" and (comes := self._origin(origin, sentence)):
                seen.setdefault(comes)
        for fact in sentence.facts:
            origin = placed.get((fact.file, fact.line, fact.column), {})
            seen.setdefault(self._fact(fact, origin))
        owners = {"/".join(fact.name.split("/")[:2]) for fact in sentence.facts}
        for origin in sentence.origins:
            name = str(origin["name"])
            if origin["kind"] == "fact" and name.startswith("organisations.") and name.replace(".", "/") not in owners:
                seen.setdefault(self._placed("fact", self._owner(*name.split(".", 1)), name, origin))
        yield from seen

    def _origin(self, origin: Mapping[str, object], sentence: Sentence) -> Comes | None:
        kind, name = str(origin["kind"]), str(origin["name"])
        if kind == "clause":
            clause = self._document.library.clauses.get(name.rpartition("/")[2])
            return self._placed(kind, str(clause.title) if clause else name, name, origin)
        if kind in ("law", "citation"):
            return self._law(name)
        if kind == "house":
            # The figures are told as facts.
            told = any((fact.file, fact.line) == (origin.get("file"), origin.get("line")) for fact in sentence.facts)
            return None if told else self._placed(kind, "of the letterhead", name, origin)
        what = {"text": "the campaign's own words", "phrase": "a phrase of the campaign"}.get(kind, name)
        return self._placed(kind, what, name, origin)

    def _placed(self, kind: str, what: str, name: str, origin: Mapping[str, object]) -> Comes:
        line = origin.get("line")
        return Comes(
            kind,
            what,
            name,
            file=str(origin.get("file", "")),
            line=line if isinstance(line, int) else 0,
            sources=self._sources(origin),
        )

    def _fact(self, fact: Fact, origin: Mapping[str, object]) -> Comes:
        """A fact at its place of today, which another line above it may have moved."""
        value, location = self._values.get(fact.name, ("", None))
        file, line = (location.file, location.line) if location else (fact.file, fact.line)
        now = "" if value == fact.value else value or NOTHING
        sources, what = self._sources(origin), self._called(fact.name)
        return Comes("fact", what, fact.name, fact.value, fact.text, now, file, line, "", sources)

    def _called(self, name: str) -> str:
        """The name of a value as a reader knows it: "workers of the refinery, dismissed"."""
        kind, *keys = name.split("/")
        languages = self._document.library.language_codes()
        rest = [key for key in keys[1:] if key not in ("acts", *languages)]
        return ", ".join([self._owner(kind, keys[0]), *rest]) if keys else kind

    def _owner(self, kind: str, key: str) -> str:
        if kind == "people":
            people = {str(name): record for name, record in self._document.campaign.people.items()}
            record = people.get(key)
            if isinstance(record, Person):
                return str(record.name.first) if record.publish == "yes" else f"{key} (name withheld)"
            return str(record.noun.within(self._letter.language.code) or record.noun.first) if record else key
        if kind in ("organisations", "letterheads"):
            bodies: Mapping[str, Organisation] = {str(name): body for name, body in self._letter.organisations.items()}
            body = bodies.get(key)
            return str((body.short or body.name).first) if body else key
        return key

    def _law(self, name: str) -> Comes | None:
        """Law data with its source and its day."""
        letter, law = self._letter, self._document.law
        if name in law.instruments:
            standing = law.status(str(letter.country), name, letter.date)
            instrument = law.instruments[name]
            title = instrument.called_on(letter.date, letter.language.code) or name
            source = (Rests(standing.source.title, "", False),) if standing.source else ()
            unseen = [one.removeprefix("rights.") for one in instrument.unverified if one.startswith("rights")]
            doubt = f"; not verified: the articles on {', '.join(unseen)}" if unseen else ""
            value = f"{standing_in_words(standing)}{doubt.replace('the articles on rights', 'its articles')}"
            return Comes("law", title, name, value, as_of=str(standing.as_of or ""), sources=source)
        precedent = law.every_precedent.get(name)
        if precedent:
            rests = tuple(Rests(title, "", False) for title in precedent.sources)
            return Comes("law", f"precedent {name}", name, str(precedent.when), sources=rests)
        return None

    def _sources(self, origin: Mapping[str, object]) -> tuple[Rests, ...]:
        keys = origin.get("sources")
        named = [str(key) for key in keys] if isinstance(keys, Sequence) else []
        known = {str(key): source for key, source in self._document.campaign.sources.items()}
        if origin.get("kind") == "house":  # a letterhead says in words where its figures come from
            return tuple(Rests(one, "", False) for one in named)
        found = [known[key] for key in named if key in known]
        return tuple(
            Rests(str(source.title), str(source.date) if source.date else "", source.confidential) for source in found
        )
