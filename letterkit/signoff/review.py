"""The pages behind a review copy: where each sentence comes from, what was found, what changed, who signs off."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from letterkit.drafts.explain import NOTHING, Comes, Explained
from letterkit.drafts.merge.compare import Change
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.campaign import Campaign, Person
from letterkit.schema.reviewing import Reviewing
from letterkit.schema.templates import shipped_templates
from letterkit.signoff.approvals import ApprovalStanding
from letterkit.typeset.fonts import slanted
from letterkit.typeset.lines import Line, numbers_of


@dataclass(frozen=True, slots=True)
class Review:
    """What a review copy shows behind the letter.

    ``name`` is the letter's (campaign/letter), ``version`` that of its draft, 0 where nothing is remembered, ``date``
    the letter's in its own words. ``changes`` are the words changed since the version last approved, None where none
    was approved. ``internal`` ones name confidential sources and those whose names are withheld. ``words`` are those
    of ``language`` (BCP 47); ``missing`` is the letter's language where they are English for want of its own.
    """

    name: str
    paper: str
    version: int
    date: str
    digests: Mapping[str, str]
    sentences: Sequence[Explained]
    findings: Sequence[Problem]
    changes: Sequence[Change] | None
    standing: ApprovalStanding
    internal: bool
    words: Reviewing
    language: str
    missing: str = ""

    @property
    def state(self) -> str:
        """Which version of the letter this is."""
        words, shown = self.words, {part: digest[:16] for part, digest in self.digests.items()}
        version = words.version.format(self.version) if self.version else words.no_version
        return words.state.format(version=version, date=self.date, text=shown["text"], facts=shown["facts"])


def behind(review: Review, campaign: Campaign) -> Callable[[Sequence[Line]], str]:
    """What makes the pages behind the letter, once its lines are known."""
    internal = review.internal
    words = review.words
    hide = (lambda text: text) if internal else masking(campaign, words.withheld)

    def made(lines: Sequence[Line]) -> str:
        numbers = numbers_of([sentence.text for sentence in review.sentences], lines)
        rows = [
            (
                line or "",
                hide(sentence.text),
                [(kind, hide(text)) for kind, text in _told(sentence, campaign, words, internal)],
            )
            for line, sentence in zip(numbers, review.sentences, strict=True)
        ]
        html: str = _template().render(
            review=review,
            words=words,
            label=label(words, internal),
            watermark=slanted(label(words, internal)),
            rows=rows,
            findings=[
                (one.code, getattr(words.grades, one.severity.value), _where(one, words), hide(one.message))
                for one in review.findings
            ],
            changes=None if review.changes is None else list(_changed(review.changes, hide)),
        )
        return html

    return made


def label(words: Reviewing, internal: bool) -> str:
    """What is written across each page of a review copy."""
    return str(words.internal if internal else words.label)


def masking(campaign: Campaign, withheld: str) -> Callable[[str], str]:
    """What takes out of a text the names and keys of those who are not to be named, and of confidential sources.

    ``withheld`` stands in their place.
    """
    words: set[str] = set()
    for key, person in campaign.people.items():
        if isinstance(person, Person) and person.publish != "yes":
            names = [word for text in (person.name, person.surname) if text for word in text.languages.values()]
            whole = [*names, *person.also]
            words |= {str(key), *map(str, whole), *(part for name in whole for part in name.split() if len(part) > 2)}
    for key, source in campaign.sources.items():
        if source.confidential:
            words |= {str(key), str(source.title)}
    if not words:
        return lambda text: text
    anyone = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{anyone})(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub(lambda _: withheld, text)


def _told(sentence: Explained, campaign: Campaign, words: Reviewing, internal: bool) -> Iterator[tuple[str, str]]:
    """What a sentence comes from, each thing with its kind; then on which sources it rests."""
    written = {"hand": words.by_hand, "unknown": words.unknown, "edited": words.edited}
    if sentence.written in written:
        yield "hand", " ".join(filter(None, (written[sentence.written], sentence.began)))
    worded = any(comes.kind == "clause" for comes in sentence.comes)
    for comes in sentence.comes:
        if comes.kind != "form" or not worded:
            yield from _thing(comes, campaign, words, internal)
    for source in dict.fromkeys(source for comes in sentence.comes for source in comes.sources):
        title = source.title if internal or not source.confidential else words.confidential_source
        date = f", {source.date}" if source.date else ""
        inside = f" ({words.confidential})" if internal and source.confidential else ""
        yield words.kinds.source, f"{title}{date}{inside}"


def _thing(comes: Comes, campaign: Campaign, words: Reviewing, internal: bool) -> Iterator[tuple[str, str]]:
    """One thing that a sentence comes from, and what the campaign says of it now, where that is something else."""
    kind = getattr(words.kinds, comes.kind, comes.kind)
    if not internal and _is_withheld(comes, campaign):
        yield kind, words.of_withheld
        return
    # What is nobody's in particular is called by the words of the language.
    own = {"text": words.own_words, "phrase": words.own_phrase, "house": words.of_letterhead}
    title = words.clauses.get(Scalar(comes.name)) if comes.kind == "clause" else None
    what = own.get(comes.kind, str(title or comes.what))
    value = f": {comes.value}" if comes.value and comes.value != comes.what else ""
    as_of = f", {words.as_of.format(comes.as_of)}" if comes.as_of else ""
    where = f" ({comes.file}:{comes.line})" if comes.file and internal else ""
    yield kind, f"{what}{value}{as_of}{where}"
    if comes.now:
        yield "now", words.now.format(words.nothing if comes.now == NOTHING else comes.now)


def _is_withheld(comes: Comes, campaign: Campaign) -> bool:
    """Whether something is told of a person who is not to be named."""
    kind, *keys = comes.name.split("/")
    people: Mapping[str, object] = {str(key): person for key, person in campaign.people.items()}
    person = people.get(keys[0]) if kind == "people" and keys else None
    return isinstance(person, Person) and person.publish != "yes"


def _where(problem: Problem, words: Reviewing) -> str:
    place = problem.location
    return words.place.format(place.line, place.file.rpartition("/")[2]) if place else ""


def _changed(changes: Sequence[Change], hide: Callable[[str], str]) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    for change in changes:
        yield change.line, [(kind, hide(text)) for kind, text in change.runs]


@cache
def _template() -> Any:
    loader = FileSystemLoader(shipped_templates() / "review")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["base64"] = lambda text: b64encode(text.encode()).decode()
    return environment.get_template("annex.html.j2")
