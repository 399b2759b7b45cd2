"""Abbreviations: each is explained where it first stands, once, and then used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from letterkit.checks.names.organisations import explained_otherwise, meant_body
from letterkit.checks.wording.by_language import said_in
from letterkit.checks.wording.tokens import is_ours, readable
from letterkit.drafts.document import Document, by_hand
from letterkit.drafts.passages import Passage
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Location, Problem
from letterkit.letter.names import Body, NameIndex, is_abbreviation
from letterkit.schema.campaign import Campaign
from letterkit.schema.library import Library

_ABBREVIATION = re.compile(r"(?<![\w@#./\-])[^\W\d_]{2,}(?:-[^\W\d_]+)*(?![\w@]|-\w)")
_EXPLAINED = re.compile(r"([\w'\-]+ [\w'\-]+) +\(([^\W\d_][\w\-]{1,11})\)")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")

# Of a short name of fewer letters, each order can be another organisation's.
_SHORT = 3
# Within so many characters stands the word beside.
_WORD = 60


@dataclass(frozen=True, slots=True)
class _Use:
    """An abbreviation where it stands in a passage; before it a reader has read ``all_text`` as far as ``read``."""

    text: str
    passage: Passage
    start: int
    end: int
    all_text: str
    read: int


def abbreviations_are_explained(document: Document) -> Iterator[Problem]:
    """A known abbreviation stands behind its full name, or after it (LK603).

    Its sender's own needs no explanation, the letterhead having the name, and neither do those that the language lists
    as familiar. What the tool composes explains itself, unless a person has edited it.
    """
    known = document.known
    full: dict[str, tuple[str, ...]] = {name: (title,) for name, title in known.instruments}
    full |= {body.short: body.names for body in known.bodies if is_abbreviation(body.short)}
    free = _free(document)
    seen: set[str] = set()
    for use in _uses(document):
        if use.text in seen or use.text in free or use.text not in full:
            continue
        seen.add(use.text)
        if is_ours(document, use.passage, use.start) or _is_explained(use, full[use.text]):
            continue
        if _is_of_a_longer_name(use, known):
            seen.discard(use.text)
            continue
        name = full[use.text][0] if len(full[use.text]) == 1 else _own_name(use.text, document)
        hint = f"write '{name} ({use.text})' here, and '{use.text}' afterwards"
        location = document.place(use.passage, use.start, use.end)
        yield Problem("LK603", f"'{use.text}' is not explained", location, hint, Severity.WARNING)


def _free(document: Document) -> set[str]:
    """The abbreviations that need no explanation: those familiar in the language, and the senders' own."""
    senders = {house.key for house in (*document.letter.senders, document.letter.letterhead)}
    own = (short for body in document.known.bodies if body.key in senders for short in body.shorts)
    return {*(document.language.checking.familiar or ()), *own}


def _own_name(short: str, document: Document) -> str:
    return next(body.name for body in document.known.bodies if body.short == short)


def _is_explained(use: _Use, names: tuple[str, ...]) -> bool:
    """Whether one of the full names stands before an abbreviation, or behind it in parentheses."""
    behind = re.match(r" \(([^()]+)\)", use.passage.text[use.end :])
    if _is_in_parentheses(use):
        return True
    read = f"{use.all_text[: use.read]}\n{behind[1] if behind else ''}".casefold()
    return any(name.casefold() in read for name in names)


def _is_of_a_longer_name(use: _Use, known: NameIndex) -> bool:
    """Whether an abbreviation is a part of the name of another organisation ("Federation of Energy CGT")."""
    names = {name for body in known.bodies for name in body.names if len(name) > len(use.text) and use.text in name}
    return any(
        found.start() <= use.start and use.end <= found.end()
        for name in names
        for found in re.finditer(re.escape(name), readable(use.passage.text))
    )


def _is_in_parentheses(use: _Use) -> bool:
    """Whether an abbreviation stands alone in parentheses, which explain it by the words before them."""
    text = use.passage.text
    return text[: use.start].endswith(" (") and text[use.end :].startswith(")")


def abbreviations_are_explained_once(document: Document) -> Iterator[Problem]:
    """No full name stands twice with its abbreviation in parentheses (LK604).

    Where the tool explains what a person's own words have explained before, those words are to change.
    """
    shorts = {body.short for body in document.known.bodies}
    seen: dict[tuple[str, str], Location | None] = {}
    for passage in document.body:
        for found in _EXPLAINED.finditer(readable(passage.text)):
            key = (found[1].casefold(), found[2])
            if is_abbreviation(found[2]) or found[2] in shorts:
                start, end = found.span(2)
                here = None if is_ours(document, passage, start) else document.place(passage, start, end)
                own = by_hand(passage, start)
                location = here if own else seen.get(key) or here
                if key in seen and location:
                    message = f"'{found[2]}' is explained again"
                    yield Problem("LK604", message, location, f"write '{found[2]}' alone", Severity.WARNING)
                seen.setdefault(key, here)


def abbreviations_have_the_order_of_the_name(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """The letters of a short name do not stand in another order than the words of the name (LK602)."""
    for body in campaign.organisations.values():
        for code, short in said_in(body.short, library):
            name = body.name.languages.get(code) or body.name.first
            letters = str(short).upper()
            for initials in _initials(str(name)):
                turned = {
                    initials[:at] + initials[at + 1] + initials[at] + initials[at + 2 :]
                    for at in range(len(initials) - 1)
                }
                if letters != initials and letters in turned and len(letters) > _SHORT:
                    message = f"'{short}' has the initials of '{name}' in another order"
                    yield Problem("LK602", message, short.location, f"write '{initials}', if that is its short name")
                    break


def _initials(name: str) -> tuple[str, ...]:
    """The initials of a name: of its words with a capital, and of its long ones."""
    words = re.findall(r"[^\W\d_]+", name)
    large = "".join(word[0] for word in words if word[0].isupper())
    long = "".join(word[0].upper() for word in words if len(word) > _SHORT or word[0].isupper())
    return tuple(dict.fromkeys((large, long)))


def _by_text(document: Document) -> dict[str, list[_Use]]:
    """The uses of each abbreviation that is no word."""
    uses: dict[str, list[_Use]] = {}
    for use in _uses(document):
        if not _is_word(use, document):
            uses.setdefault(use.text, []).append(use)
    return uses


def _means_a_body(use: _Use, known: NameIndex) -> bool:
    """Whether an unknown abbreviation seems to mean an organisation that the letter knows."""
    before, behind = use.passage.text[: use.start], use.passage.text[use.end :]
    return bool(meant_body(use.text, before, behind, known))


def unknown_abbreviations_are_explained(document: Document) -> Iterator[Problem]:
    """An abbreviation that nobody knows is explained when a letter uses it more than once (LK605)."""
    known, language = document.known, document.language
    explained = {short for passage in document.body for short in explained_otherwise(readable(passage.text), known)}
    shorts = {name for name, _ in known.instruments} | set(language.checking.familiar or ())
    shorts |= {name for body in known.bodies for name in (*body.also, *body.shorts)}
    for text, found in _by_text(document).items():
        first = found[0]
        if text in explained or len(found) < 2 or any(map(_is_in_parentheses, found)):
            continue
        if text in shorts or known.is_right(text) or _means_a_body(first, known):
            continue
        if not is_ours(document, first.passage, first.start):
            location = document.place(first.passage, first.start, first.end)
            hint = f"write the full name before '({text})' here"
            yield Problem("LK605", f"nothing explains '{text}'", location, hint, Severity.WARNING)


def abbreviations_of_a_subject_are_known(document: Document) -> Iterator[Problem]:
    """An abbreviation of a subject stands for somebody or something of the letter, or is explained there (LK605)."""
    known = document.known
    right = {name for name, _ in known.instruments} | set(document.language.checking.familiar or ())
    right |= {name for body in known.bodies for name in (*body.also, *body.shorts)}
    right |= {use.text for use in _uses(document)}
    for passage in document.around:
        for found in _ABBREVIATION.finditer(readable(passage.text)) if passage.part == "subject" else ():
            use = _Use(found[0], passage, *found.span(), "", 0)
            strange = is_abbreviation(found[0]) and found[0] not in right and not known.is_right(found[0])
            if strange and not (_is_word(use, document) or _is_in_parentheses(use) or _means_a_body(use, known)):
                hint = "write the short name of an organisation of the campaign, or the full name"
                place = document.place(passage, *found.span())
                yield Problem("LK605", f"nothing explains '{found[0]}'", place, hint, Severity.WARNING)


def abbreviations_of_a_subject_are_explained_below(document: Document) -> Iterator[Problem]:
    """An organisation that a subject calls by its short name is named in the letter, or in full in the subject (LK605).

    Who reads the letter may know it all the same.
    """
    bodies = _own_bodies(document)
    below = " ".join(readable(one.text) for one in document.body)
    around = (readable(one.text) for one in document.around if one.part in ("address", "subject"))
    read = "\n".join([*around, below]).casefold()
    for passage in document.around if bodies else ():
        for found in _ABBREVIATION.finditer(readable(passage.text)) if passage.part == "subject" else ():
            body = bodies.get(found[0])
            used = re.search(rf"(?<!\w){re.escape(found[0])}(?!\w)", below)
            if body and not used and not any(name.casefold() in read for name in body.names):
                message = f"no sentence of the letter says what '{found[0]}' is"
                hint = f"name '{body.name}' in the letter, or write its name in the subject"
                yield Problem("LK605", message, document.place(passage, *found.span()), hint, Severity.NOTE)


def _own_bodies(document: Document) -> dict[str, Body]:
    """The organisations of a campaign by their short names, but for those who write and those whom everybody knows."""
    senders = {house.key for house in (*document.letter.senders, document.letter.letterhead)}
    free, own = _free(document), [one for one in document.known.bodies if one.own and one.key not in senders]
    return {short: body for body in own for short in body.shorts if is_abbreviation(short) and short not in free}


def _uses(document: Document) -> Iterator[_Use]:
    """The abbreviations of the body in their order, those in quotations left out."""
    around = [passage.text for passage in document.around if passage.part in ("address", "subject")]
    # A draft without salutation begins with its opening.
    around += [readable(passage.text) for passage in document.passages if passage.part == "salutation"]
    body = [(passage, readable(passage.text)) for passage in document.body]
    all_text = "\n".join([*around, *(text for _, text in body)])
    begins = sum(len(text) + 1 for text in around)
    for passage, text in body:
        for word, start in _abbreviations_in(text):
            yield _Use(word, passage, start, start + len(word), all_text, begins + start)
        begins += len(text) + 1


@lru_cache(maxsize=256)  # three checks ask, and letters of other senders have the same passages
def _abbreviations_in(text: str) -> tuple[tuple[str, int], ...]:
    """The abbreviations of a text, each with where it begins."""
    words = ((found[0].removesuffix("s"), found.start()) for found in _ABBREVIATION.finditer(text))
    return tuple((word, start) for word, start in words if is_abbreviation(word))


def _is_word(use: _Use, document: Document) -> bool:
    """Whether capitals are no abbreviation: a Roman numeral, or a word among others in capitals."""
    before = re.search(r"([^\W\d_]{2,}) $", use.passage.text[max(use.start - _WORD, 0) : use.start])
    after = re.match(r" ([^\W\d_]{2,})", use.passage.text[use.end : use.end + _WORD])
    shouted = any(found and found[1].isupper() for found in (before, after))
    return shouted or _ROMAN.fullmatch(use.text) is not None
