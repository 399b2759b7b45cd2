"""A text as a reader sees it, whatever was typed to make them see it.

A name can be hidden from a search and shown to a reader: by letters of another alphabet that look or sound the same, by
marks within it, by invisible characters, by the escapes of an address. So a text is taken apart into `Atom`s, stretches
of letters with their reading in plain Latin letters, which are then compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal
from urllib.parse import unquote

from letterkit.foundation.caches import prepared

Glue = Literal["", "camel", "tight", "loose", "marked", "stopped", "far"]

# Letters and figures that are taken for each other; "1" can stand for an "i", too, so both read as "l".
_FIGURES = str.maketrans("013456789", "oleasgtbg")
_SYMBOLS = str.maketrans("@$!|€£¥§+", "aslleeyst")
_ONE_SHAPE = str.maketrans("i", "l")
_SHAPES = (("rn", "m"), ("vv", "w"))
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_AGAIN = 3
_PUNYCODE = re.compile(r"xn--[a-z0-9-]+", re.IGNORECASE)
_OVERRIDE = re.compile("\u202e([^\u202c\u2069\n]*)[\u202c\u2069]?")
# Signs between letters, before them ("$on", and not "$5m"), or behind them where not all are such as end a phrase, and
# some with spaces on both sides; but for the one that every address has.
_SIGN = re.compile(
    r"(?<=[^\W_])(?!@[\w-]+\.\w)[@$!|€£¥§+]+(?=[^\W_])|(?<=[^\W\d_])(?!@[\w-]+\.\w)!*[@$|€£¥§][@$!|€£¥§]*"
    r"|(?<![^\s(*_])[@$!|€£¥§]+(?=[^\W\d_]|\d+[^\W\d_]\w)|(?<!\S)[@$!|€£¥§]{3,}(?!\S)"
)
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# What joins what stands beside it: all but a space and what ends a phrase before one.
_LOOSE = re.compile(r"[-‐‑‒–\u00ad\ufffe]?\s+|\s+[-‐‑‒–]")
# A mark between spaces, or one with a space behind it, which divides words and not the letters of one.
_MARKED = re.compile(r"\s?[^\w\s.!?;:]\s")
# A mark that can end a phrase, which joins single letters only: "L. i."
_STOPPED = re.compile(r"\s?[.!?;:]\s+")
# One sign so often divides no more than one does, as "****" where each letter is set in bold.
_SAME = 8
_MARK_OF_LETTER = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
# Scripts that are written without vowels (Unicode, 9.1 and 9.2).
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
# "αυ" and "ευ" before what has no voice: "Eleftheria".
_GREEK_U = re.compile(r"(?<=[ae])y(?=[kptxfs]|th|$)")
_ARMENIAN = re.compile("[\u0530-\u058f]")
# Scripts but for those whose alphabets spell out how a word is read: Latin, Greek, Cyrillic, Armenian, Georgian.
_UNSPELT = re.compile(
    "[^\\W\u0000-\u058f\u10a0-\u10ff\u1c80-\u1cbf\u1d00-\u1fff\u2c60-\u2dff\ua640-\ua7ff\uff00-\uffef\U0001d400-\U0001d7ff]"
)
_ABJAD = re.compile("[\u0590-\u07bf\u0860-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch of letters, from ``start`` to ``end`` of the text.

    ``sound`` is what its letters stand for, in plain Latin ones in lower case; ``look`` what they look like where that
    is another thing, and else "". ``glue`` is what stands between it and the next: nothing, a capital that begins
    a word within a word, a mark, a space, a mark between spaces, one that can end a phrase, or more than that.
    ``foreign`` says that it has letters of another script than Latin, ``bare`` that this script leaves vowels out,
    ``unspelt`` that it does not tell how a word is read.
    """

    start: int
    end: int
    text: str
    sound: str
    look: str
    glue: Glue
    foreign: bool
    bare: bool
    unspelt: bool

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital, or with a letter of a script that has none."""
        return not self.text[:1].islower()


@lru_cache(maxsize=4096)
def atoms(text: str) -> tuple[Atom, ...]:
    """The stretches of letters of a text, as they are read."""
    return tuple(_atoms(*_unescaped(text)))


@lru_cache(maxsize=4096)
def other_atoms(text: str) -> tuple[Atom, ...]:
    """As `atoms`, of what a text is when signs within words are letters and what is shown reversed is read so."""
    if not _SIGN.search(text) and not _OVERRIDE.search(text):
        return ()
    shown, places = _unescaped(text)
    if found := _OVERRIDE.search(shown):
        start, end = found.span(1)
        shown = shown[:start] + shown[start:end][::-1] + shown[end:]
        places = (*places[:start], *reversed(places[start:end]), *places[end:])
    signs = _SIGN.sub(lambda one: one[0].translate(_SYMBOLS), shown)
    # A sign that is taken for a letter is taken for all that look so.
    return tuple(replace(atom, look=atom.look or atom.sound) for atom in _atoms(signs, places))


def invisible(text: str) -> Iterator[tuple[int, str]]:
    """The characters of a text that nobody sees, with their places."""
    return ((found.start(), found[0]) for found in _INVISIBLE.finditer(text))


def _unescaped(text: str) -> tuple[str, Sequence[int]]:
    """A text with what addresses write as escapes, and where each of its characters stood.

    Escapes can be escaped again, as a link is that another one holds.
    """
    shown, places = _unescaped_once(text)
    for _ in range(_AGAIN):
        again, behind = _unescaped_once(shown)
        if again == shown:
            break
        shown, places = again, [places[at] for at in behind]
    return shown, places


def _unescaped_once(text: str) -> tuple[str, Sequence[int]]:
    if "%" not in text and "xn--" not in text.lower():
        return text, range(len(text) + 1)
    characters: list[str] = []
    places: list[int] = []
    at = 0
    for found in sorted([*_ESCAPES.finditer(text), *_PUNYCODE.finditer(text)], key=re.Match.start):
        characters += text[at : found.start()]
        places += range(at, found.start())
        said = unquote(found[0]) if found[0][0] == "%" else _label(found[0])
        characters += said
        places += [found.start()] * len(said)
        at = found.end()
    return "".join(characters) + text[at:], (*places, *range(at, len(text) + 1))


def _label(written: str) -> str:
    try:
        return written[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return written


def _atoms(text: str, places: Sequence[int]) -> Iterator[Atom]:
    spans = [span for found in _letters(text) for span in _words_within(text, *found)]
    for at, (start, end) in enumerate(spans):
        after = spans[at + 1][0] if at + 1 < len(spans) else len(text)
        written = _INVISIBLE.sub("", text[start:end])
        sound = "".join(map(_sound, written))
        sound = _GREEK_U.sub("f", sound.replace("oy", "ou")) if _GREEK.search(written) else sound
        sound = sound.replace("ow", "u") if _ARMENIAN.search(written) else sound
        look = "".join(map(_look, written))
        foreign = any(_is_foreign(letter) for letter in written)
        yield Atom(
            places[start],
            places[end - 1] + 1,
            written,
            sound.strip("0123456789") if sound.isdigit() else re.sub(r"\d", "", sound),
            look if look != sound and not written.isdecimal() else "",
            _glue(text[end:after]) if at + 1 < len(spans) else "far",
            foreign,
            foreign and bool(_ABJAD.search(written)),
            foreign and bool(_UNSPELT.search(written)),
        )


def _letters(text: str) -> Iterator[tuple[int, int]]:
    """Where letters and figures stand together; what nobody sees divides nothing."""
    start, end = -1, -1
    for at, character in enumerate(text):
        if _is_letter(character):
            if start < 0:
                start = at
            end = at + 1
        elif start >= 0 and not _is_unseen(character):
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def _in_ascii(text: str) -> str:
    if text.isascii():
        return text
    from anyascii import anyascii  # few letters have others

    return anyascii(text)


@lru_cache(maxsize=4096)
def _is_letter(character: str) -> bool:
    kind = unicodedata.category(character)
    if kind == "So":
        # A letter in a circle or a square; a sign such as "©" is none.
        said = _in_ascii(unicodedata.normalize("NFKD", character)).strip("()")
        return len(said) == 1 and said.isalpha() and character not in "©®℗"
    return kind[0] in "LN"


@lru_cache(maxsize=4096)
def _is_unseen(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or bool(_INVISIBLE.match(character) and not character.isspace())


def _words_within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of what is written together that begin with capitals: "FreeJosePena", "NGOReport"."""
    begun = start
    for at in range(start + 1, end):
        before, here, after = text[at - 1], text[at], text[at + 1 : at + 2] if at + 1 < end else ""
        if here.isupper() and (before.islower() or (before.isupper() and after.islower())):
            yield begun, at
            begun = at
    yield begun, end


def _glue(between: str) -> Glue:
    seen = "".join(character for character in between if not _is_unseen(character))
    if not seen:
        return "camel"
    if _LOOSE.fullmatch(seen):
        return "loose"
    if _MARKED.fullmatch(seen):
        return "marked"
    if _STOPPED.fullmatch(seen):
        return "stopped"
    one = len(seen) <= _SAME and len(set(seen)) == 1
    return "far" if re.search(r"\s", seen) or (len(seen) > 3 and not one) else "tight"


@lru_cache(maxsize=16384)
def _sound(character: str) -> str:
    """What a character stands for, in lower-case Latin letters; a mark on a letter is none."""
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    said = []
    for part in unicodedata.normalize("NFKD", character):
        if not _MARK_OF_LETTER.match(part):
            said += [letter for letter in _in_ascii(part).lower() if letter.isalnum()]
    return "".join(said)


@lru_cache(maxsize=16384)
def _look(character: str) -> str:
    """What a character looks like: the Latin letter that Unicode lists with those it is taken for, or what it says."""
    base = unicodedata.normalize("NFKD", character)[:1]
    if not base.isascii():
        base = _latin_alike().get(base, "") or _sound(base)
    return "".join(letter for letter in base.lower().translate(_FIGURES) if letter.isalnum())


@cache
def _latin_alike() -> Mapping[str, str]:
    """The Latin letter that Unicode lists with those a character is taken for, where there is one."""
    return prepared("letters that look Latin", "Unicode", _read_latin_alike, lambda: "Unicode")


def _read_latin_alike() -> dict[str, str]:
    from confusable_homoglyphs.confusables import confusables_data  # read from a long file when it is imported

    alike = {
        character: min((each["c"] for each in others if _is_latin(each["c"])), default="")
        for character, others in confusables_data.items()
        if not character.isascii()
    }
    return {character: letter for character, letter in alike.items() if letter}


def _is_latin(text: str) -> bool:
    return len(text) == 1 and text.isascii() and text.isalpha()


@lru_cache(maxsize=16384)
def _is_foreign(character: str) -> bool:
    base = unicodedata.normalize("NFKD", character)[0]
    return base.isalpha() and not base.isascii() and "LATIN" not in unicodedata.name(base, "LATIN")


def has_pairs(letters: str) -> bool:
    """Whether letters have pairs that look like one other: "rn", "vv"."""
    return any(written in letters for written, _ in _SHAPES)


def shape(look: str) -> str:
    """What stands for everything that has the look of some letters: "l" for "i", "m" for "rn"."""
    look = look.translate(_ONE_SHAPE)
    for written, seen in _SHAPES:
        look = look.replace(written, seen)
    return look
