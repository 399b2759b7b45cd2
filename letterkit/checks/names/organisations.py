"""Organisations: one name and one abbreviation for each in a letter, those that the campaign gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from letterkit.checks.wording.masking import bare
from letterkit.checks.wording.tokens import TextSlip, readable, reported, shown, words_in
from letterkit.drafts.document import Document
from letterkit.foundation.kept import Kept, Same
from letterkit.foundation.problems import Problem
from letterkit.language.spelling import apart, folded, is_form, plain
from letterkit.letter.names import WORD, Body, NameIndex, groups, is_abbreviation, telling_words

_EXPLAINED = re.compile(r"\((?P<behind>[^\W\d_][\w\-]+)\)|(?P<before>\b[^\W\d_][\w\-]+) \((?P<name>[^()]*[ '][^()]*)\)")


def organisations_have_one_name(document: Document) -> Iterator[Problem]:
    """Whatever organisation a letter names, it names as the campaign does.

    A name or an abbreviation that the campaign lists under ``also``, or that is the one of another language, is a known
    variant (LK601). A name with a word misspelt or with other small words, an abbreviation near the right one or made
    of other initials of the name, and one that stands in parentheses behind the name are slips (LK602). An
    abbreviation that the letter explains by a name of its own belongs to somebody else.
    """
    key = Same(document.known), document.language.code
    variants, pattern = _VARIANTS.of(document.campaign, key, lambda: _variants_to_find(document))
    names = names_to_find(document)
    texts = [(passage, readable(passage.text)) for passage in shown(document)]
    explained = frozenset(found for _, text in texts for found in explained_otherwise(text, document.known))
    for passage, text in texts:
        listed = tuple(_listed(text, pattern, variants))
        slips = (*near_phrases(text, names, document.known), *_near_abbreviations(text, document, explained))
        free = (slip for slip in slips if not any(slip.overlaps(other) for other in listed))
        yield from reported(document, passage, (*listed, *free))


# Known variants


def listed_slip(written: str, start: int, end: int, name: str) -> TextSlip:
    """A spelling that the campaign knows as another one."""
    message = f"'{written}' is another way to write '{name}'"
    return TextSlip("LK601", start, end, message, f"write '{name}' throughout")


_VARIANTS: Kept[tuple[dict[str, str], re.Pattern[str] | None]] = Kept()


def _variants_to_find(document: Document) -> tuple[dict[str, str], re.Pattern[str] | None]:
    variants = _variants(document)
    return variants, _pattern(variants)


def _variants(document: Document) -> dict[str, str]:
    """Names that the campaign lists as other ones or that are those of another language, and what to write instead."""
    known, code = document.known, document.language.code
    found: dict[str, str] = {}
    for body in known.bodies:
        for variant in body.also:
            found[variant] = body.short if body.short and " " not in variant else body.name
        for short in body.shorts:
            if is_abbreviation(short) and short != body.short:
                found.setdefault(short, body.short)
    for group in groups(document.campaign):
        noun = plain(str(group.noun.within(code) or group.noun.first))
        found.update((plain(variant), noun) for variant in group.also)
    right = {name.casefold() for body in known.bodies for name in (body.name, body.short)}
    return {variant: name for variant, name in found.items() if variant.casefold() not in right}


def _pattern(variants: Mapping[str, str]) -> re.Pattern[str] | None:
    """Names of several words in any case; single words as they are written and in capitals."""
    parts = []
    for variant in sorted(variants, key=len, reverse=True):
        words = " +".join(map(re.escape, variant.split()))
        single = re.escape(variant) if variant.isupper() else f"{words}|{re.escape(variant.upper())}"
        parts.append(f"(?i:{words})" if " " in variant else single)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None


def _listed(text: str, pattern: re.Pattern[str] | None, variants: Mapping[str, str]) -> Iterator[TextSlip]:
    by_folded = {" ".join(variant.casefold().split()): name for variant, name in variants.items()}
    for found in pattern.finditer(text) if pattern else ():
        name = by_folded[" ".join(found[0].casefold().split())]
        if not _is_within(found, name):
            yield listed_slip(found[0], found.start(), found.end(), name)


def _is_within(found: re.Match[str], name: str) -> bool:
    """Whether a spelling stands there as a part of the right name."""
    part, whole, text = found[0].casefold(), name.casefold(), found.string.casefold()
    starts = (found.start() - at.start() for at in re.finditer(re.escape(part), whole))
    return any(start >= 0 and text.startswith(whole, start) for start in starts)


# Unknown near-variants


def explained_otherwise(text: str, known: NameIndex) -> Iterator[str]:
    """Abbreviations in parentheses behind a name of their own, or before one, which is none of a known organisation."""
    for found in _EXPLAINED.finditer(text):
        name = found["name"] or text[: found.start()].rstrip()[-120:]
        words = [word[0] for word in WORD.finditer(name)][-10:]
        own = found["name"] or any(word[0] == found["behind"][0] for word in words)
        if own and not _named_at_the_end(name, known):
            yield found["behind"] or found["before"]


def _named_at_the_end(text: str, known: NameIndex) -> Body | None:
    """The organisation with a short name whose full name a text ends with, in whatever language."""
    ending = text.casefold()
    named = (body for body in known.bodies if any(ending.endswith(name.casefold()) for name in body.names))
    return next((body for body in named if body.short), None)


def _near_abbreviations(text: str, document: Document, explained: frozenset[str]) -> Iterator[TextSlip]:
    known, familiar = document.known, document.language.checking.familiar or ()
    for word in words_in(text, document.language):
        right = known.is_right(word.text) or word.text in familiar or word.text in explained
        if right or not is_abbreviation(word.text):
            continue
        body = meant_body(word.text, text[: word.start], text[word.end :], known)
        if body:
            message = f"'{word.text}' seems to mean '{body.short}' ({body.name})"
            hint = f"write '{body.short}'; for another organisation, write its name before '({word.text})'"
            yield TextSlip("LK602", word.start, word.end, message, hint)


def meant_body(written: str, before: str, behind: str, known: NameIndex) -> Body | None:
    """The organisation that an unknown abbreviation seems to mean, between what stands before and behind it.

    The name itself stands on one side, and parentheses part them; or the abbreviation is near the short name, or near
    the initials of the name in some language.
    """
    name = re.match(r" \(([^()]+)\)", behind)
    beside = name[1] if name else before[:-1].rstrip() if before.endswith("(") else ""
    if beside and (body := _named_at_the_end(beside, known)):
        return body
    for body in known.bodies:
        if is_abbreviation(body.short) and _is_near(written, body):
            return body
    for body in known.bodies:
        if body.own and is_abbreviation(body.short):
            for initials in filter(None, map(_initials, body.names)):
                if _apart_capitals(written, initials) <= (1 if len(initials) > 4 else 0):
                    return body
    return None


def _initials(name: str) -> str:
    words = [word[0] for word in WORD.finditer(name) if len(word[0]) > 3 or word[0][0].isupper()]
    return "".join(word[0].upper() for word in words) if len(words) > 3 else ""


def _apart_capitals(written: str, short: str) -> int:
    """The edits between two abbreviations, whose letters stand for words and not for sounds."""
    return OSA.distance(folded(written), folded(short))


def _is_near(written: str, body: Body) -> bool:
    """Whether an abbreviation is a slip for a short name: the shorter that is, the more of it has to be there."""
    one, other = folded(written), folded(body.short)
    edits = _apart_capitals(written, body.short)
    if len(other) > 4 or edits == 0:
        return edits < 2 and len(one) > 3
    mixed = sorted(one) == sorted(other) and (body.own or one[0] == other[0])
    return edits == 1 and (mixed or (len(other) == 4 and len(one) == 5))


@dataclass(frozen=True, slots=True)
class OrganisationNames:
    """The names of organisations to look for: as they are right, and their telling words by the first letter.

    ``right`` are the longest first, each with its first and last word in lower case.
    """

    right: Sequence[tuple[str, str, str]]
    telling: Mapping[str, Sequence[tuple[Body, tuple[str, ...]]]]


_NAMES: Kept[OrganisationNames] = Kept()


def names_to_find(document: Document) -> OrganisationNames:
    """The names of the organisations that a letter knows."""
    return _NAMES.of(document.campaign, Same(document.known), lambda: _names_to_find(document.known))


def _names_to_find(known: NameIndex) -> OrganisationNames:
    several = {name for body in known.bodies for name in (*body.names, *body.also) if " " in name.strip()}
    right = sorted(several, key=lambda name: (-len(name), name))
    ends = ((name, bare(name).split()) for name in right)
    telling: dict[str, list[tuple[Body, tuple[str, ...]]]] = {}
    for body in known.bodies:
        if len(words := telling_words(body.name)) > 1:
            telling.setdefault(words[0][0], []).append((body, words))
    return OrganisationNames([(name, words[0], words[-1]) for name, words in ends], telling)


def _without_right(text: str, names: OrganisationNames) -> str:
    """A text in which names that are right are empty lines, of the same length."""
    low = bare(text)
    there = tuple(name for name, first, last in names.right if first in low and last in low)
    return _right(there).sub(lambda found: "\n" * len(found[0]), text) if there else text


@lru_cache(maxsize=256)
def _right(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(" +".join(map(re.escape, name.split())) for name in names), re.IGNORECASE)


def near_phrases(text: str, names: OrganisationNames, known: NameIndex) -> tuple[TextSlip, ...]:
    """Names of organisations with a word misspelt, or with other small words between."""
    return _NEAR.of(known, text, lambda: tuple(_near_phrases(text, names, known)))


_NEAR: Kept[tuple[TextSlip, ...]] = Kept(64)
"""Two checks look at the same passages."""


def _near_phrases(text: str, names: OrganisationNames, known: NameIndex) -> Iterator[TextSlip]:
    masked = _without_right(text, names)
    words = [found for found in WORD.finditer(masked) if len(found[0]) > 3]
    ended = -1
    for at, first in enumerate(words):
        for body, parts in names.telling.get(first[0][0], ()):
            window = words[at : at + len(parts)]
            if first.start() > ended and _is_near_phrase(body, parts, window, masked, known):
                ended = window[-1].end()
                message = f"'{masked[first.start() : ended]}' seems to be '{body.name}'"
                yield TextSlip("LK602", first.start(), ended, message, f"write '{body.name}'")


def _is_near_phrase(
    body: Body, parts: tuple[str, ...], window: list[re.Match[str]], text: str, known: NameIndex
) -> bool:
    """Whether the telling words of a text read as a name of which half at most are misspelt, or with other small words.

    In the second case, and where two words are all, only capitals tell that a name is meant.
    """
    if len(window) < len(parts):
        return False
    written = [found[0] for found in window]
    pairs = zip(written, parts, strict=True)
    differing = [(word, part) for word, part in pairs if word.casefold() != part.casefold()]
    if len(differing) > len(parts) // 2 or not all(_is_slip(*pair, known) for pair in differing):
        return False
    proper = _are_capital(parts[0], written[0], written[-1])
    if len(parts) == 2 and (not proper or not differing or any(is_form(*pair) for pair in differing)):
        return False
    between = text[window[0].start() : window[-1].end()]
    return (proper or bool(differing)) and _is_as_long(between, body, parts)


def _are_capital(*words: str) -> bool:
    return all(word[0].isupper() for word in words)


def _is_as_long(between: str, body: Body, parts: tuple[str, ...]) -> bool:
    """Whether words are a name, without marks, of about as many words as that of a body from its first part on."""
    right = body.name[body.name.index(parts[0]) : body.name.rindex(parts[-1]) + 1]
    return re.fullmatch(r"[\w' &\-]+", between) is not None and abs(len(between.split()) - len(right.split())) < 2


def _is_slip(written: str, word: str, known: NameIndex) -> bool:
    """Whether a word is a slip for one of a name; a word that is ordinary in the language is none for a small one."""
    near = len(word) > 4 and apart(written, word) <= (1 if len(word) < 8 else 2)
    alike = written[0].isupper() == word[0].isupper()
    return near and alike and (word[0].isupper() or written.casefold() not in known.ordinary)
