"""Expectations: what the authors of a campaign wrote that its letters must and must not say holds of a letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from letterkit.checks.law.legal_words import reader
from letterkit.drafts.document import Document
from letterkit.drafts.passages import Passage
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.foundation.suggest import did_you_mean
from letterkit.language.seen import Atom, atoms
from letterkit.letter.items import FilledClause
from letterkit.schema.campaign import Group, Person
from letterkit.schema.expectations import Asked, Expectation
from letterkit.schema.organisation import Organisation
from letterkit.schema.person_names import surname_of
from letterkit.typeset.typography import plain

_SHOWN = 60
"""How many characters of a sentence a message quotes."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a letter says something: a passage, and from where to where in it."""

    passage: Passage
    start: int
    end: int


def is_about(expectation: Expectation, document: Document) -> bool:
    """Whether an expectation is about a letter: by its key, or by its day."""
    chosen = {str(letter) for letter in expectation.letters}
    return not chosen or document.letter.name in chosen or document.letter.date.isoformat() in chosen


def stray_letters(expectation: Expectation, letters: dict[str, str]) -> Iterator[Problem]:
    """The letters of an expectation that there are not; ``letters`` are the days of those that there are."""
    for letter in expectation.letters:
        if letter not in letters and letter not in letters.values():
            hint = did_you_mean(letter, {*letters, *letters.values()})
            yield Problem("LK211", f"no letter named '{letter}', and none of that day", letter.location, hint)


def unmet(expectation: Expectation, document: Document, pages: Callable[[], int]) -> Iterator[Problem]:
    """What a letter says against an expectation, or fails to say; ``pages`` gives how many it has when it is set."""
    said = f"the letter '{document.letter.name}'"
    for key in (*expectation.names, *expectation.does_not_name):
        yield from _stray_key(key, document)
    for key in expectation.names:
        if _record(key, document) and not any(_named(key, document)):
            yield _unmet(f"{said} does not name '{key}'", key, expectation)
    for key in expectation.does_not_name:
        for place in list(_named(key, document))[:1]:
            yield _unmet(f"{said} names '{key}': {_quoted(place, document)}", key, expectation)
    for phrase in expectation.says:
        if not any(_phrase(phrase, document)):
            yield _unmet(f"{said} does not say this", phrase, expectation)
    for phrase in expectation.does_not_say:
        for place in list(_phrase(phrase, document))[:1]:
            yield _unmet(f"{said} says this: {_quoted(place, document)}", phrase, expectation)
    yield from _demands(expectation, document, said)
    yield from _instruments(expectation, document, said)
    if expectation.pages is not None and not expectation.pages.fit(number := pages()):
        message = f"{said} has {number} {'page' if number == 1 else 'pages'}, and not {expectation.pages}"
        yield _unmet(message, expectation.location, expectation)


def _unmet(message: str, at: Scalar | Location | None, expectation: Expectation) -> Problem:
    location = at.location if isinstance(at, Scalar) else at
    why = f"; it is expected since {expectation.why}" if expectation.why else ""
    return Problem("LK831", message + why, location, "mend the letter, or what is expected of it")


# Names


def _record(key: Scalar, document: Document) -> Person | Group | Organisation | None:
    found: Person | Group | Organisation | None = document.campaign.people.get(key)
    return found or document.letter.organisations.get(key)


def _stray_key(key: Scalar, document: Document) -> Iterator[Problem]:
    record = _record(key, document)
    if record is None:
        known = {*document.campaign.people, *document.campaign.organisations}
        yield Problem("LK221", f"nobody named '{key}'", key.location, did_you_mean(key, known))
    elif isinstance(record, Group):
        hint = "write 'says:' or 'does-not-say:' with the words for them"
        yield Problem("LK221", f"'{key}' are people without names", key.location, hint)


def _names_of(key: Scalar, document: Document) -> Iterator[str]:
    """What somebody or an organisation can be named by: family names and every whole name, in all spellings."""
    record = _record(key, document)
    if isinstance(record, Person):
        yield from map(str, (*record.name.languages.values(), *record.also))
        yield surname_of(record, document.language.code)
    elif isinstance(record, Organisation):
        yield from map(str, (*record.name.languages.values(), *record.also))
        yield from map(str, record.short.languages.values() if record.short else ())


def _named(key: Scalar, document: Document) -> Iterator[Place]:
    names = {tuple(atom.sound for atom in atoms(name) if atom.sound) for name in _names_of(key, document)}
    for passage in document.everything:
        words = [atom for atom in atoms(passage.text) if atom.sound]
        for name in filter(None, names):
            yield from (Place(passage, *span) for span in _runs(words, name))


def _runs(words: list[Atom], name: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where words are those of a name, the first with a capital; the last may have the ending of a genitive."""
    for at in range(len(words) - len(name) + 1):
        found = words[at : at + len(name)]
        sounds = [word.sound for word in found]
        if found[0].is_capital and sounds[:-1] == list(name[:-1]) and sounds[-1] in (name[-1], f"{name[-1]}s"):
            yield found[0].start, found[-1].end


# Phrases, demands, law


def _phrase(phrase: str, document: Document) -> Iterator[Place]:
    """Where a letter says a phrase, in its text or around it."""
    return _said_in(document.everything, phrase)


def _said_in(passages: Sequence[Passage], phrase: str) -> Iterator[Place]:
    """Where passages have a phrase, whatever its capitals, spaces and quotation marks."""
    words = re.findall(r"\w+|[^\w\s]", plain(phrase))
    pattern = re.compile(r"(?<!\w)" + r"\s*".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)
    for passage in passages if words else ():
        if found := pattern.search(plain(passage.text)):
            yield Place(passage, *found.span())


def _demands(expectation: Expectation, document: Document, said: str) -> Iterator[Problem]:
    for asked in (*expectation.asks, *expectation.does_not_ask):
        yield from _stray_demand(asked, document)
    for asked in expectation.asks:
        lacking = [key for key in asked.of if not _is_asked(asked, key, document)]
        if lacking or not _is_asked(asked, None, document):
            yield _unmet(f"{said} does not ask '{asked.demand}'{_for(lacking)}", asked.demand, expectation)
    for asked in expectation.does_not_ask:
        found = [key for key in asked.of if _is_asked(asked, key, document)]
        if found or (not asked.of and _is_asked(asked, None, document)):
            yield _unmet(f"{said} asks '{asked.demand}'{_for(found)}", asked.demand, expectation)


def _for(keys: list[Scalar]) -> str:
    return f" for {' and '.join(keys)}" if keys else ""


def _stray_demand(asked: Asked, document: Document) -> Iterator[Problem]:
    if asked.demand not in document.library.demands:
        hint = did_you_mean(asked.demand, document.library.demands)
        yield Problem("LK216", f"no demand named '{asked.demand}'", asked.demand.location, hint)
    for key in asked.of:
        if _record(key, document) is None:
            yield from _stray_key(key, document)


def _is_asked(asked: Asked, key: str | None, document: Document) -> bool:
    """Whether a letter makes a demand, for somebody where a key is given; and whether an edited draft still has it."""
    for item in (item for group in document.letter.demands for item in group):
        if isinstance(item, FilledClause) and item.clause.name == asked.demand:
            named = [one for value in item.arguments.values() if isinstance(value, tuple) for one in value]
            if key is None or key in named:
                return not document.edited or _still_there(item, document)
    return False


def _still_there(item: FilledClause, document: Document) -> bool:
    """Whether a draft that was edited has the first words of a demand."""
    wording = (item.clause.wording(document.language.code) or "").strip()
    # One that begins with a choice begins in several ways: "secure the release of", or "release".
    begins = wording.partition("{% endif %}")[0] if wording.startswith("{%") else wording.partition("{%")[0]
    firsts = [piece.partition("{{")[0].strip() for piece in re.split(r"\{%.*?%\}", begins)]
    said = [first for first in firsts if first]
    return not said or any(True for first in said for _ in _said_in(document.body, first))


def _instruments(expectation: Expectation, document: Document, said: str) -> Iterator[Problem]:
    known = document.letter.law.instruments
    for key in (*expectation.cites, *expectation.does_not_cite):
        if key not in known:
            yield Problem("LK221", f"no instrument named '{key}'", key.location, did_you_mean(key, known))
    if not (expectation.cites or expectation.does_not_cite):
        return
    cited = set(_cited(document))
    for key in expectation.cites:
        if key in known and key not in cited:
            yield _unmet(f"{said} does not cite {key}", key, expectation)
    for key in expectation.does_not_cite:
        if key in cited:
            yield _unmet(f"{said} cites {key}", key, expectation)


def _cited(document: Document) -> Iterator[str]:
    """The instruments that the text names."""
    look = reader(document.library, document.letter.language.code)
    for passage in document.body:
        for citation in look.citations(passage.text):
            yield from filter(None, citation.instruments)


def _quoted(place: Place, document: Document) -> str:
    """A piece of the text with where it stands."""
    text = place.passage.text
    start = max(0, place.start - 20)
    piece = text[start : max(place.end, start + _SHOWN)].strip()
    where = document.place(place.passage, place.start, place.end)
    return f"'{piece}'" + (f" ({where})" if where else "")
