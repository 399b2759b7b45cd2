"""Where lines can end: within addresses at their marks, and at no place within "2462(c)(7)" or "2015–2017".

What has to stay together makes the line before it short. So no more than some twenty characters do, and in a column of
a letter no line but a paragraph's last is shorter than three fifths of it.
"""

from __future__ import annotations

import re
from html import escape as escaped

from markupsafe import Markup, escape

from letterkit.typeset.typography import NARROW, NO_BREAK

WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”«»]*[\w/]"
    r"|(?<![^\s<>()\[\],;:])[^\s<>()\[\],;:\"“”«»‘’@]+@[^\s<>()\[\],;:\"“”«»‘’@]+\.\w+"
)
"""An address of the web or of mail."""

# A run of characters that opportunities for line breaks (Unicode, UAX #14) would divide, and a typesetter would not.
_UNBROKEN = re.compile(
    r"(?<!\S)\S*\d(?:\(\w{1,4}\))+\S*|(?<!\S)\S*\d–\d\S*|(?<![^\s—])[^\s—]+—"
    r"|(?<![^\W_])[^\W\d_a-z]{2,6}(?:[-/][^\W\d_a-z]{2,6})+(?![^\W_])"
)
# Neither a joiner nor a place to break leaves a trace in the text of a PDF.
_JOINER, _BREAK = "\u2060", "\u200b"
_JOINTS = re.compile(r"(?<=\S)(?=[(–—/-])|(?<=[)–/-])(?=\S)")
_DIVISIONS = re.compile(r"(?<=[^/]/)(?=[^/\s])|(?<=:)(?=[^/\s])|(?<=\w)(?=[?&=#_%~.@]\w)")
_IN_MAIL = re.compile(r"(?<=\w)(?=[@.]\w)")

LONGEST = 24
"""The most characters that stay together in a letter's text."""
_BONDS = re.compile(f"[{NO_BREAK}{NARROW}{_JOINER}]")


def unbroken(text: str, longest: int = LONGEST) -> Markup:
    """Text as HTML, whose lines end where a typesetter would end them.

    Words longer than ``longest`` characters are addresses or names of files, and are divided where they have marks.
    """
    text = _UNBROKEN.sub(lambda found: _JOINTS.sub(_JOINER, found[0]), text)
    text = re.sub(rf"\S{{{longest + 1},}}", lambda found: _divided(found[0], longest), text)
    return Markup(
        escape(re.sub(rf"[^ \n{_BREAK}]{{{longest + 1},}}", lambda found: _loosened(found[0], longest), text))
    )


def _divided(word: str, longest: int) -> str:
    """A long word that can be divided; an address of mail only where its parts meet, and best before its "@"."""
    if "@" not in word:
        return _DIVISIONS.sub(_BREAK, word)
    if max(map(len, word.split("@"))) < longest:
        return word.replace("-", f"-{_JOINER}").replace("@", f"{_BREAK}@")
    return _IN_MAIL.sub(_BREAK, word)


def _loosened(run: str, longest: int) -> str:
    """Words that are bound to each other and too long for that, parted near their middle, and not behind a "§"."""
    bonds = [found.start() for found in _BONDS.finditer(run)]
    if len(run) - run.count(_JOINER) <= longest or not bonds:
        return run
    begins = dict(zip(bonds, (-1, *bonds), strict=False))
    at = min(bonds, key=lambda bond: (bond - begins[bond] < 4, run[bond] == _JOINER, max(bond, len(run) - bond)))
    parted = _BREAK if run[at] == _JOINER else " "
    return f"{_loosened(run[:at], longest)}{parted}{_loosened(run[at + 1 :], longest)}"


def linked(text: str, longest: int = LONGEST) -> Markup:
    """Text as HTML, as `unbroken` gives it, with addresses of the web and of mail as links."""
    parts: list[str] = []
    at = 0
    for found in WEB.finditer(text):
        parts += (unbroken(text[at : found.start()], longest), f'<a href="{escaped(address_of(found[0]))}">')
        parts += (unbroken(found[0], longest), "</a>")
        at = found.end()
    return Markup("".join((*parts, unbroken(text[at:], longest))))


def address_of(written: str) -> str:
    """The address that a link leads to, of one as it is written on paper."""
    if re.match("https?://", written, re.IGNORECASE):
        return written
    return f"mailto:{written}" if "@" in written else f"https://{written}"
