"""Slips of the pen that make a file no YAML: what a person did, where, and the mend, in plain words.

The parser says where it could not go on, which is often a line or more behind the slip. So the lines around that place
are looked at for the ways in which people slip: each function here knows one, and gives a `Slip` where it finds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import yaml

_KEY = r"[\w][\w .'-]*"
_COLON_IN_VALUE = re.compile(rf"^(\s*(?:- )*{_KEY}):\s+([^\"'\[{{|>#].*?:(?:\s.*|$))")
_ENTRY = re.compile(r"^\s*(?:- +)*[^\s#:]+[^#:]*:(?:\s|$)")
_NO_SPACE = re.compile(rf"^\s*(?:- )?({_KEY}):(\S+)")
_STRANGE_SPACE = re.compile(rf"^\s*(?:- )?({_KEY}):([\u00a0\u2000-\u200b\u202f\u3000])")
_TWO_KEYS = re.compile(r"^\S+ +([a-z][a-z-]*):(?:\s|$)")
_OTHER_COLON = re.compile(rf"^\s*(?:- )?({_KEY}?)\s*([=;：﹕︰ː])\s*\S")
_QUOTED = re.compile(r"""^\s*(?:- )?(?:[^:#"']+:\s+)?("[^"]*"|'[^']*')\s*([^\s#,}\]].*)$""")
_BRACKETS = re.compile(r"^\s*(?:- )?[^:#]+:\s+(\[[^\]]*\]|\{[^}]*\})\s*([^\s#].*)$")
_SPECIAL = re.compile(r"^\s*(?:- )?(?:[^:#]+:\s+)?([@`%*&!|>])")
_BULLET = re.compile(r"^\s*([*•·–—‣▪o])\s+\S")
_DASH_WITHOUT_SPACE = re.compile(r"^\s*-([^\s-][^:#]*:(?:\s.*)?)$")
_OPENED = re.compile(r"""^\s*(?:- )?(?:[^:#"']+:\s+)(["'])(?:(?!\1).)*$""")
_NOTE_WITHIN = re.compile(r"\s#(?=\S)")
_QUOTABLE = 100
"""How many characters of a line a mend repeats."""
_FAR = 30
"""So many lines above the place where the parser stopped, a quotation mark is looked for that was left open."""
_OPEN = {"{": "}", "[": "]"}


class Slip(NamedTuple):
    """What was done: a message, the line and column of it (from 1), and the mend."""

    message: str
    line: int
    column: int
    mend: str


class _Scene(NamedTuple):
    """The lines of a file, where the parser stopped and what it was reading, as line and column from 0."""

    lines: list[str]
    at: tuple[int, int]
    since: tuple[int, int]
    problem: str
    context: str

    def before(self, line: int) -> int:
        """The last line before one that says something; -1 for none."""
        above = (at for at in range(line - 1, -1, -1) if self.lines[at].strip() and not _is_comment(self.lines[at]))
        return next(above, -1)


def slip_in(text: str, error: yaml.MarkedYAMLError) -> Slip | None:
    """The slip for which a text is no YAML, None where it is none that is known."""
    at = error.problem_mark or error.context_mark
    if at is None:
        return None
    since = error.context_mark or at
    lines = [*text.split("\n"), ""]
    stopped = (min(at.line, len(lines) - 1), at.column)
    scene = _Scene(lines, stopped, (since.line, since.column), error.problem or "", error.context or "")
    return next((slip for look in _LOOKS for slip in look(scene)), None)


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _strange_indentation(scene: _Scene) -> Iterator[Slip]:
    """A tab, or a space that is no ordinary one, at the beginning of a line."""
    for number in (scene.at[0], scene.before(scene.at[0])):
        blank = re.match(r"[\s\u00a0\u2000-\u200b\u3000]*", scene.lines[number])
        strange = blank and re.search(r"[^ ]", blank[0])
        if strange and strange[0] == "\t":
            mend = "put spaces in its place; most editors can do that for the Tab key ('insert spaces')"
            yield Slip("a tab begins this line, and only spaces can", number + 1, strange.start() + 1, mend)
        elif strange:
            called = f"U+{ord(strange[0]):04X}"
            message = f"this line begins with spaces of another kind ({called}), as they come from web pages and Word"
            yield Slip(message, number + 1, strange.start() + 1, "delete them, and type ordinary spaces")


def _strange_space(scene: _Scene) -> Iterator[Slip]:
    """A space behind a colon that is no ordinary one, so that the line has no key."""
    for number in dict.fromkeys((scene.at[0], scene.before(scene.at[0]), scene.since[0])):
        found = _STRANGE_SPACE.match(scene.lines[number]) if number >= 0 else None
        if found:
            message = f"behind the colon stands a space of another kind (U+{ord(found[2]):04X}), as it comes from Word"
            yield Slip(message, number + 1, found.start(2) + 1, f"write '{found[1]}: ...', with an ordinary space")


def _quotes(scene: _Scene) -> Iterator[Slip]:
    """A quotation mark that is never closed, or text behind the one that closes."""
    line, column = scene.since
    if "quoted scalar" in scene.context:
        mark = scene.lines[line][column : column + 1]
        mend = f"put {mark} at the end of the text"
        yield Slip("this quotation mark is opened and never closed", line + 1, column + 1, mend)
    for number in (scene.at[0], scene.before(scene.at[0])):
        found = _QUOTED.match(scene.lines[number])
        if found:
            mend = "put the whole value between two quotation marks; within '...', write an apostrophe twice"
            message = "text stands behind the closing quotation mark"
            yield Slip(message, number + 1, found.start(2) + 1, mend)
    yield from _closed_elsewhere(scene)


def _closed_elsewhere(scene: _Scene) -> Iterator[Slip]:
    """A quotation mark that only another one closes, lines below, where the parser then finds no sense."""
    for number in range(scene.at[0] - 1, max(-1, scene.at[0] - _FAR), -1):
        if opened := _OPENED.match(scene.lines[number]):
            mark, between = opened[1], scene.lines[number + 1 : scene.at[0]]
            if mark in scene.lines[scene.at[0]] and not any(mark in line for line in between):
                mend = f"put {mark} at the end of the text"
                yield Slip("this quotation mark is not closed on its line", number + 1, opened.start(1) + 1, mend)
            return


def _brackets(scene: _Scene) -> Iterator[Slip]:
    """A bracket that is never closed, text behind the one that closes, a comma or quotation marks missing within."""
    found = _BRACKETS.match(scene.lines[scene.at[0]])
    if found:
        mend = "a value that begins with a bracket has to stand between quotation marks"
        yield Slip("text stands behind the closing bracket", scene.at[0] + 1, found.start(2) + 1, mend)
    if "flow" not in scene.context:
        return
    line, column = scene.since
    bracket = scene.lines[line][column : column + 1]
    if scene.at[0] > line and (note := _NOTE_WITHIN.search(scene.lines[line], column)):
        mend = "put the text with the # between quotation marks, and the bracket closes where it should"
        yield Slip("' #' begins a note: the rest of the line does not count", line + 1, note.end(), mend)
    elif scene.at[0] > line:
        mend = f"put {_OPEN.get(bracket, 'its pair')} where the list or the group ends"
        yield Slip(f"the bracket {bracket} is opened here and never closed", line + 1, column + 1, mend)
    else:
        mend = (
            "put a comma before the next key, or quotation marks around a text that holds a colon, a comma or a bracket"
        )
        message = f"within {bracket} ... {_OPEN.get(bracket, '')}, a comma is missing here, or a text holds a colon"
        yield Slip(message, scene.at[0] + 1, scene.at[1] + 1, mend)


def _special_beginnings(scene: _Scene) -> Iterator[Slip]:
    """A sign that means something to YAML at the beginning of a value, or of an item of a list."""
    number = scene.at[0]
    line = scene.lines[number]
    for near in dict.fromkeys((number, scene.before(number), scene.since[0])):
        bullet = _BULLET.match(scene.lines[near]) if near >= 0 else None
        if bullet and (bullet[1] == "*" or near != number):
            message = f"'{bullet[1]}' begins no item of a list"
            yield Slip(message, near + 1, bullet.start(1) + 1, "write '-' and a space")
            return
        dash = _DASH_WITHOUT_SPACE.match(scene.lines[near]) if near >= 0 else None
        if dash and "block" in scene.context:
            mend = f"write '- {dash[1].strip()}'" if len(dash[1]) <= _QUOTABLE else "write a space behind the dash"
            yield Slip("behind this dash a space is missing", near + 1, dash.start(1), mend)
            return
    found = _SPECIAL.match(line)
    if found and found[1] not in "|>" and (found[1] != "%" or found.start(1)):
        mend = "put the whole value between quotation marks"
        yield Slip(f"a value cannot begin with {found[1]}", number + 1, found.start(1) + 1, mend)


def _colons(scene: _Scene) -> Iterator[Slip]:
    """A colon too many, one without a space, or none."""
    found = _COLON_IN_VALUE.match(scene.lines[scene.at[0]])
    if found and "mapping values" in scene.problem:
        value = found[2].strip()
        said = value.strip("“”„«»‘’ ")
        mend = "put the value between quotation marks"
        mend += f': {found[1].strip()}: "{said}"' if len(found[1]) + len(said) <= _QUOTABLE else ""
        mend += "; typographic ones do not count" if said != value else ""
        if key := _TWO_KEYS.match(value):
            mend = f"begin a new line with '{key[1]}:'; or, where the colon belongs to the text, {mend}"
        yield Slip("the value holds a colon with a space behind it", scene.at[0] + 1, scene.at[1] + 1, mend)
        return
    for number in (scene.at[0], scene.before(scene.at[0])):
        yield from _no_colon(scene, number)


def _no_colon(scene: _Scene, number: int) -> Iterator[Slip]:
    line = scene.lines[number]
    if number < 0 or not line.strip() or _is_comment(line) or _ENTRY.match(line):
        return
    column = _indent(line) + 1
    if found := _OTHER_COLON.match(line):
        said = line.strip()[:40]
        mend = f"write '{found[1].strip().removeprefix('- ')}: ...', with a colon and a space"
        yield Slip(f"'{found[2]}' is no colon: '{said}'", number + 1, found.start(2) + 1, mend)
    elif found := _NO_SPACE.match(line):
        mend = f"write '{found[1]}: {found[2]}'" if len(found[0]) <= _QUOTABLE else "write a space behind the colon"
        yield Slip("behind this colon a space is missing", number + 1, found.end(1) + 1, mend)
    elif re.match(rf"^\s*(?:- )?{_KEY}", line):
        said = line.strip().removeprefix("- ")[:40]
        mend = f"write '{said.split()[0]}: ...'; if it goes on with the line above, indent it further than that line"
        yield Slip(f"'{said}' has no colon", number + 1, column, mend)


def _indentation(scene: _Scene) -> Iterator[Slip]:
    """A line that stands further in or out than those to which it belongs."""
    number = scene.at[0]
    line, above = scene.lines[number], scene.before(number)
    if above < 0 or not line.strip():
        return
    own, other = _indent(line), _indent(scene.lines[above])
    item = re.match(r" *(?:- +)+", scene.lines[above])
    wanted = len(item[0]) if item else other
    if "'-' indicator" in scene.problem:
        mend = f"indent it by {wanted} spaces, as the text behind the dash above; or begin it with '- '"
        yield Slip("this line stands where a new item of the list would begin", number + 1, own + 1, mend)
    elif own > wanted and "mapping values" in scene.problem:
        mend = (
            f"indent it by {wanted} spaces, as the line above"
            if wanted
            else "begin it at the margin, as the line above"
        )
        message = f"this line is indented by {own} spaces, and the one above, which holds a value, by {wanted}"
        yield Slip(message, number + 1, own + 1, mend)
    elif own not in (wanted, scene.since[1]) and "block mapping" in scene.context:
        mend = f"indent it by {wanted} spaces, as the line above"
        mend += f", or by {scene.since[1]}, as the group of keys above" if wanted != scene.since[1] else ""
        message = f"this line is indented by {own} spaces, and no line above it, to which it could belong, is"
        yield Slip(message, number + 1, own + 1, mend)


def _second_document(scene: _Scene) -> Iterator[Slip]:
    """A line of dashes, which begins another document."""
    if "another document" in scene.problem:
        message = "a line of dashes begins another document, and a file holds one"
        yield Slip(message, scene.at[0] + 1, 1, "delete the '---' line; a rule between parts is a comment, '# ---'")


_LOOKS: tuple[Callable[[_Scene], Iterator[Slip]], ...] = (
    _second_document,
    _strange_indentation,
    _strange_space,
    _quotes,
    _brackets,
    _special_beginnings,
    _colons,
    _indentation,
)


# What a message of the YAML parser is about, and the mend; the first whose words it has.
_MENDS = (
    (("another document",), "delete the '---' line; a file holds one document"),
    (("incompatible YAML document", "directive"), "delete the line that begins with %"),
    (
        ("mapping values are not allowed",),
        "put quotes around a value that contains ': ', or look at the indentation of this line",
    ),
    (
        ("character that cannot start any token", "found character '\\t'"),
        "indent with spaces, and put quotes around a value that begins with @, `, % or a tab",
    ),
    (("indentation",), "indent with spaces (no tabs), by the same number for all keys that belong together"),
    (("',' or '}'",), "look for a missing comma, and put quotes around text that holds { or }"),
    (("found undefined alias", "alphabetic or numeric"), "put quotes around a value that begins with * or &"),
    (("expected <block end>",), "look at the indentation of this line and the one before it"),
)


def mend_of(error: yaml.MarkedYAMLError) -> str:
    """The mend for text that is no YAML, where no slip was found in it."""
    problem = error.problem or ""
    for words, hint in _MENDS:
        if any(word in problem for word in words):
            return hint
    begun, at = error.context_mark, error.problem_mark
    if begun and at and begun.line < at.line and begun.column:
        return f"look for a missing quote, bracket or comma between line {begun.line + 1} and here"
    return "look for a missing quote, bracket or space after a colon near here or above"
