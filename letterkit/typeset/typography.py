"""The typography of typed text: quotation marks, dashes, and the spaces at which no line may end.

Text is written plainly, with the keys that every keyboard has. What a typesetter makes of it depends on the
language and the house, and is done when the letter is set, so that it holds for generated words and for those of a
person alike. Words are never changed, nor addresses, references or whatever else has a spelling of its own.

The rules are data (`Typography`); nothing here knows a language.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from letterkit.foundation.signs import with_other_signs

NO_BREAK, NARROW = "\u00a0", "\u202f"
_BLANKS = f" {NO_BREAK}{NARROW}"
_SPACE = f"[{_BLANKS}]"
_CAPITAL = f"[{''.join(chr(code) for code in range(0x530) if chr(code).isupper())}]"
# A quotation mark after one of these opens.
_OPENING = "([{–—/-"

_AS_IT_IS = re.compile(
    r"""
      `[^`]+`                                                 # what is marked as code
    | (?<![a-z0-9+.-])(?:[a-z][a-z0-9+.-]*://|www\.|mailto:)[^\s<>"“”«»]*[\w/]  # addresses of the web
    | (?<![^\s<>()\[\],;:"“”«»‘])[^\s<>()\[\],;:"“”«»‘]+@[^\s<>()\[\],;:"“”«»’]+\w  # and of mail
    | \+\d[\d\s()./-]*\d                                      # international telephone numbers
    | (?<!\d)\d+(?:-\d+){2,}                                  # others, and dates as 2017-01-23
    | (?<![\w.-])[\w.-]+(?:/[\w.-]+)+                         # references: PERC/AL/pw
    | (?<!\w)\w*_\w+ | (?<!\S)--?[^\W\d]\S*                   # names and options of programs
    """,
    re.VERBOSE,
)
_DOUBLE, _SINGLE, _POINTED = '"“”„', "'‘’‚", "«»"
_FAMILY = {mark: family for family in (_DOUBLE, _SINGLE, _POINTED, "‹›") for mark in family}
_MARK = re.compile(f"[{''.join(_FAMILY)}]")
_POINTED_MARKS = re.compile(f"«{_SPACE}*|{_SPACE}*»")
_TYPED = tuple(zip("‘’‚“”„" + NO_BREAK + NARROW, "'''\"\"\"  ", strict=True))
# Beyond this length a text has more than one line.
_LINES = 60
# The longest word that is looked for before a number.
_WORD = 20
# A last word of up to so many characters, its punctuation included, does not stand on a line of its own, when
# the word before it is not so long that the line above would become too short.
_SHORT, _LONG = 7, 16


@dataclass(frozen=True, slots=True)
class Typography:
    """How a language, in a house's style, is set. Without rules, text stays as it was typed.

    ``quotes`` are the marks of an outer and an inner quotation, each an opening and a closing one, with their spaces;
    ``dash`` is the dash of a sentence with its spaces; ``between_digits`` what stands between figures "from-to";
    ``before`` pairs punctuation with the no-break space that goes before it, ``in_numbers`` is the one between
    thousands. The words of ``before_numbers`` hold the number that follows them, those of ``after_numbers`` the
    one before them, those of ``before_names`` and ``after_names`` a name; ``references`` are the words of
    ``before_numbers`` whose number is no range; ``elided`` are the words that begin with an apostrophe.
    """

    quotes: tuple[str, ...] = ()
    dash: str = ""
    between_digits: str = ""
    ellipsis: str = ""
    before: tuple[tuple[str, str], ...] = ()
    in_numbers: str = ""
    before_numbers: tuple[str, ...] = ()
    after_numbers: tuple[str, ...] = ()
    before_names: tuple[str, ...] = ()
    after_names: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    elided: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    text: str = "ragged"
    hyphenated: bool = False
    small_capitals: bool = False


def plain(text: str) -> str:
    """The text as it would be typed: plain spaces, straight quotation marks and apostrophes.

    Two texts that are the same when plain differ in nothing that a reader would call a word.
    """
    if "«" in text or "»" in text:
        text = _POINTED_MARKS.sub('"', text)
    return with_other_signs(text, _TYPED)


def plain_spaces(text: str) -> str:
    """The text with ordinary spaces for those at which no line may end."""
    return text.replace(NO_BREAK, " ").replace(NARROW, " ")


@lru_cache(maxsize=4096)
def set_text(text: str, typography: Typography) -> str:
    """A paragraph or line as a typesetter would set it. Setting it again changes nothing."""
    text = str(text)  # and no kind of text that knows its language, of which there may be others
    for edits in _passes(typography):
        made: list[str] = []
        at = 0
        for edit in _outside(edits(text), text):
            made += (text[at : edit.start], edit.new)
            at = edit.end
        text = "".join(made) + text[at:] if made else text
    return text


def set_runs(runs: Sequence[str], typography: Typography) -> list[str]:
    """A paragraph in runs (of roman, italic, the text of a link) as a typesetter would set it, in as many runs."""
    if len(runs) == 1:
        return [set_text(runs[0], typography)]
    text = "".join(runs)
    owners = [number for number, run in enumerate(runs) for _ in run]
    for edits in _passes(typography):
        made: list[str] = []
        owned: list[int] = []
        at = 0
        for edit in _outside(edits(text), text):
            made += (text[at : edit.start], edit.new)
            owned += owners[at : edit.start]
            owned += [owners[min(edit.start, len(owners) - 1)]] * len(edit.new)
            at = edit.end
        text, owners = "".join(made) + text[at:], owned + owners[at:]
    filled: list[list[str]] = [[] for _ in runs]
    for owner, character in zip(owners, text, strict=True):
        filled[owner].append(character)
    return ["".join(run) for run in filled]


def as_it_is(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that have a spelling of their own: addresses, references, numbers of telephones."""
    return (found.span() for found in _AS_IT_IS.finditer(text))


@dataclass(frozen=True, slots=True, order=True)
class _Edit:
    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern whose group ``at`` becomes something else."""

    pattern: re.Pattern[str]
    new: str

    def __call__(self, text: str) -> Iterator[_Edit]:
        for found in self.pattern.finditer(text):
            yield _Edit(*found.span("at"), self.new)


def _outside(edits: Iterator[_Edit], text: str) -> Iterator[_Edit]:
    """The edits that change something, and nothing that has a spelling of its own."""
    kept: list[tuple[int, int]] | None = None
    for edit in edits:
        kept = list(as_it_is(text)) if kept is None else kept
        following = bisect_right(kept, (edit.start, len(text)))
        touched = (following and edit.start < kept[following - 1][1]) or (
            following < len(kept) and kept[following][0] < edit.end
        )
        if text[edit.start : edit.end] != edit.new and not touched:
            yield edit


@lru_cache(maxsize=64)
def _passes(typography: Typography) -> tuple[Callable[[str], Iterator[_Edit]], ...]:
    """The rules in the order in which they are applied."""
    return () if typography == Typography() else tuple(_rules(typography))


def _rules(typography: Typography) -> Iterator[Callable[[str], Iterator[_Edit]]]:
    if typography.ellipsis:
        yield _rule(r"(?<!\.)(?P<at>\.{3})(?!\.)", typography.ellipsis)
    if typography.quotes:
        yield _Quotes(typography.quotes, typography.elided)
    if typography.dash:
        # A dash does not begin a line, so the space before it does not break.
        dash = re.sub("^ ", NO_BREAK, typography.dash)
        yield _rule(rf"(?<=[\w)\]»”’.,;!?%…])(?P<at>{_SPACE}+(?:-{{1,3}}|–|—){_SPACE}+)(?=[\w(\[«“‘„’§$€£])", dash)
        yield _rule(r"(?<=[^\W_]|[)”’»])(?<!\d)(?P<at>-{2,3}|—)(?=[\w(“‘«])", dash)
    if typography.between_digits:
        yield _Ranges(typography.between_digits, typography.references)
    for mark, space in typography.before:
        ended = r"[!?]*(?:[\s.,)\]»”\"’'…]|$)"
        yield _rule(rf"(?<=[^\s(\[«“‘!?;:{re.escape(mark)}])(?P<at>{_SPACE}*)(?={re.escape(mark)}{ended})", space)
    if typography.in_numbers:
        yield _Thousands(typography.in_numbers)
    yield from _holding(typography)
    yield _rule(rf"\A(?=.{{{_LINES}}}).*[ \n][^ \n]{{1,{_LONG}}}(?P<at> )\S{{1,{_SHORT}}}\Z", NO_BREAK)


def _holding(typography: Typography) -> Iterator[_Rule]:
    """Rules for the spaces at which no line may end."""
    if numbers := _any(typography.before_numbers):
        number = rf"(?:(?:{numbers}){_SPACE}+){{0,3}}(?:\d|§|[IVXLC]+\b)"
        yield _rule(rf"(?<!\w)(?:{numbers})(?P<at>{_SPACE}+)(?={number})", NO_BREAK)
    if units := _any(typography.after_numbers):
        yield _rule(rf"(?<=\d)(?P<at>{_SPACE}+)(?=(?:{units})(?!\w))", NO_BREAK)
    if months := _any(typography.months):
        yield _rule(rf"(?<!\w)\d{{1,2}}[^\W\d]{{0,3}}(?P<at>{_SPACE}+)(?=(?:{months})(?!\w))", NO_BREAK)
        yield _rule(rf"(?<!\w)(?:{months})(?P<at>{_SPACE}+)(?=\d{{1,2}}(?!\d))", NO_BREAK)
    if titles := _any(typography.before_names):
        yield _rule(rf"(?<!\w)(?:{titles})(?P<at>{_SPACE}+)(?=[^\W\d_])", NO_BREAK)
    if suffixes := _any(typography.after_names):
        yield _rule(rf"(?<=[\w.,])(?P<at>{_SPACE}+)(?=(?:{suffixes})(?!\w))", NO_BREAK)
    yield _rule(rf"(?<![\w.’])(?:{_CAPITAL}\.)(?P<at>{_SPACE}+)(?={_CAPITAL})", NO_BREAK)


def _rule(pattern: str, new: str) -> _Rule:
    return _Rule(re.compile(pattern, re.DOTALL), new)


def _any(words: Sequence[str]) -> str:
    """A pattern for any of the words, each with or without a capital."""
    cases = {form for word in words for form in (word, word[:1].upper() + word[1:])}
    return "|".join(re.escape(word) for word in sorted(cases, key=lambda word: (-len(word), word)))


@dataclass(frozen=True, slots=True)
class _Thousands:
    """The spaces between the thousands of a number."""

    space: str

    def __call__(self, text: str) -> Iterator[_Edit]:
        for number in re.finditer(rf"(?<![\d,.])\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)", text):
            for found in re.finditer(_SPACE, number[0]):
                yield _Edit(number.start() + found.start(), number.start() + found.end(), self.space)


@dataclass(frozen=True, slots=True)
class _Ranges:
    """The hyphen of a range "from-to" of years, pages or articles; a reference such as "No. 11-2014" is none."""

    dash: str
    references: tuple[str, ...]

    def __call__(self, text: str) -> Iterator[_Edit]:
        named = re.compile(rf"(?<!\w)(?:{_any(self.references)}){_SPACE}*\Z") if self.references else None
        for found in re.finditer(r"(?<![\w.,:/–-])(\d{1,4})(?P<at>-)(\d{1,4})(?![\w:/–-]|[.,]\d)", text):
            first, last = found[1], found[3]
            # "2017-01" is a month, "2015-17" two years or more.
            short = len(first) == 4 and len(last) == 2 and int(last) > max(12, int(first[2:]))
            # "555-1234" is a telephone number: of numbers so long, the ends of a range have the same length.
            alike = len(last) == len(first) or len(first) < 3
            rising = alike and int(last) > int(first) and not last.startswith("0")
            if (rising or short) and not (named and named.search(text[max(0, found.start() - _WORD) : found.start()])):
                yield _Edit(*found.span("at"), self.dash)


@dataclass(frozen=True, slots=True)
class _Quotes:
    """Quotation marks and apostrophes.

    Marks pair up; the outer and the inner ones of the house alternate with their depth. Where marks of a paragraph
    do not pair, it is not known what is meant, and they stay; but a paragraph can go on in the next one, which
    then begins with a mark of its own.
    """

    marks: tuple[str, ...]
    elided: tuple[str, ...]

    def __call__(self, text: str) -> Iterator[_Edit]:
        pairs, alone, apostrophes, stray = self._read(text)
        # A single mark that opens nothing is an apostrophe; a double one at the beginning goes on from before.
        continued = [place for place in alone if text[place] != "'" and not text[:place].strip()]
        edits = [_Edit(place, place + 1, "’") for place in apostrophes]
        if not stray and all(text[place] == "'" or place in continued for place in alone):
            edits += self._paired(text, pairs)
            edits += [_Edit(place, place + 1, "’") for place in alone if text[place] == "'"]
            edits += [_Edit(place, place + 1, self.marks[0]) for place in continued if text[place] == '"']
        end = 0
        for edit in sorted(edits):
            yield _Edit(max(edit.start, end), edit.end, edit.new)
            end = edit.end

    def _read(self, text: str) -> tuple[list[tuple[int, int, str]], list[int], list[int], bool]:
        """The pairs with their family, what opens and is not closed, apostrophes, and whether there is a stray mark."""
        kept = {place for start, end in as_it_is(text) for place in range(start, end)}
        pairs: list[tuple[int, int, str]] = []
        opened: list[int] = []
        alone: list[int] = []
        apostrophes: list[int] = []
        waiting: Counter[str] = Counter()
        stray = False
        last_opened = -2
        for place in (found.start() for found in _MARK.finditer(text)):
            if place in kept:
                continue
            family, role = _FAMILY[text[place]], self._role(text, place, last_opened)
            if role == "opens":
                opened.append(place)
                waiting[family] += 1
                last_opened = place
            elif role == "closes" and waiting[family]:
                while _FAMILY[text[opened[-1]]] != family:
                    alone.append(opened.pop())
                    waiting[_FAMILY[text[alone[-1]]]] -= 1
                pairs.append((opened.pop(), place, family))
                waiting[family] -= 1
            elif role == "apostrophe" or (role == "closes" and text[place] in "'’"):
                apostrophes.append(place)
            elif not (text[place] == '"' and text[place - 1 : place].isdigit()):  # inches
                stray = True
        return pairs, alone + opened, apostrophes, stray

    def _role(self, text: str, place: int, last_opened: int) -> str:
        """Whether a mark "opens", "closes" or is an "apostrophe"; "" for what cannot be told."""
        mark, before, after = text[place], text[place - 1 : place] if place else "", text[place + 1 : place + 2]
        if mark in "'’" and before.isalnum() and after.isalnum():
            return "apostrophe"
        if role := self._own_role(mark):
            return role
        begins = not before or before.isspace() or before in _OPENING or last_opened == place - 1
        if not begins:
            return "closes"
        if mark == "’" or (mark == "'" and self._is_elided(text, place + 1)):
            return "apostrophe"
        return "opens" if after and not after.isspace() else ""

    def _own_role(self, mark: str) -> str:
        """What a mark does wherever it stands, in this house or in any; "" for one that does both."""
        opening = {own.strip() for own in self.marks[::2]}
        closing = {"’", *(own.strip() for own in self.marks[1::2])}
        if mark in closing - opening - {"’"}:
            return "closes"
        if mark in opening - closing or mark in "“‘«„‚‹":
            return "opens"
        return "closes" if mark in "”»›" else ""

    def _is_elided(self, text: str, place: int) -> bool:
        """Whether a word begins there that is written with an apostrophe: "’90s"."""
        return re.match(rf"(?:\d0s|{_any(self.elided) or '(?!)'})(?!\w)", text[place:]) is not None

    def _paired(self, text: str, pairs: Sequence[tuple[int, int, str]]) -> Iterator[_Edit]:
        outer, inner = self.marks[:2], self.marks[2:]
        chosen: dict[int, tuple[str, ...]] = {}
        enclosing: list[tuple[int, int]] = []
        for start, end, family in sorted(pairs):
            while enclosing and enclosing[-1][1] < start:
                enclosing.pop()
            if enclosing:
                marks = inner if chosen[enclosing[-1][0]] == outer else outer
            else:
                # Single marks are not made double: one of them could be an apostrophe.
                marks = inner if family == _SINGLE and inner[0] in _SINGLE else outer
            chosen[start] = marks
            enclosing.append((start, end))
            # The spaces inside a pair are those of its marks.
            inside = text[start + 1 : end]
            yield _Edit(start, start + 1 + len(inside) - len(inside.lstrip(_BLANKS)), marks[0])
            yield _Edit(start + 1 + len(inside.rstrip(_BLANKS)), end + 1, marks[1])
