"""Look at a letterhead's style sheets before they are used: which fonts they name, and which files they ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import tinycss2

from letterkit.foundation.files import shown
from letterkit.foundation.problems import Location, Problem
from letterkit.typeset import fonts
from letterkit.typeset.sheet import Look

_LINKED = re.compile(r'<link[^>]*\shref="([^"]+)"', re.IGNORECASE)
_WITHIN = re.compile(r'<style[^>]*>(.*?)</style>|\sstyle="([^"]*)"', re.IGNORECASE | re.DOTALL)
# CSS Fonts 4, 2.1 and 3: values of font-family and font that are no families.
_WIDE = ("inherit", "initial", "unset", "revert")
_SIZES = re.compile(r"(?:xx?-|xxx-)?(?:small|large)|medium|smaller|larger|math")


@dataclass(frozen=True, slots=True)
class Named:
    """A font or an address that a style sheet names, and where."""

    name: str
    location: Location | None


@dataclass(frozen=True, slots=True)
class Styles:
    """What style sheets hold: ``@font-face`` rules with the families they declare, and what the sheets use.

    These are families, addresses of files, and custom properties (``--colour``).
    """

    faces: frozenset[str] = frozenset()
    declared: frozenset[str] = frozenset()
    families: tuple[Named, ...] = ()
    addresses: tuple[Named, ...] = ()
    variables: frozenset[str] = frozenset()

    def __or__(self, other: Styles) -> Styles:
        return Styles(
            self.faces | other.faces,
            self.declared | other.declared,
            (*self.families, *other.families),
            (*self.addresses, *other.addresses),
            self.variables | other.variables,
        )


def styles_of(html: str, find: Callable[[str], Path | None], own: str) -> Styles:
    """The styles of a page, with those of the style sheets that it links and that these import.

    ``find`` gives the file of an address, or None. ``own`` stands for the letterhead in the rules of its own fonts,
    so that two letterheads with a font file of the same name are told apart.
    """
    styles = Styles()
    for found in _WITHIN.finditer(html):
        styles |= _read(found[1] or f"*{{{found[2]}}}", "", own)
    waiting = [*_LINKED.findall(html), *(one.name for one in styles.addresses if _is_sheet(one.name))]
    seen: set[Path] = set()
    while waiting:
        file = find(waiting.pop())
        if file and file not in seen and file.suffix == ".css":
            seen.add(file)
            sheet = _read_file(file, file.stat().st_mtime_ns, own)
            styles |= sheet
            waiting += [one.name for one in sheet.addresses if _is_sheet(one.name)]
    return styles


def shipped_fonts(styles: Styles, look: Look) -> tuple[str, ...]:
    """The families of `letterkit.typeset.fonts.FAMILIES` that are named and not declared; they need no declaration."""
    named = {one.name.casefold() for one in styles.families} - styles.declared
    return tuple(name for name in fonts.FAMILIES if name.casefold() in named or name in (look.font, look.head_font))


def unknown_fonts(styles: Styles) -> Iterator[Problem]:
    """The fonts that style sheets name and nobody has: another would be taken in their place."""
    known = styles.declared | {name.casefold() for name in fonts.FAMILIES}
    hint = f"take one that comes with letterkit ({', '.join(fonts.FAMILIES)}), or declare your own with @font-face"
    for one in styles.families:
        if one.name.casefold() not in known:
            yield Problem("LK909", f"there is no font '{one.name}'", one.location, hint)


def _is_sheet(address: str) -> bool:
    return address.endswith(".css")


@lru_cache(maxsize=128)
def _read_file(file: Path, changed: int, own: str) -> Styles:
    return _read(file.read_text(encoding="utf-8", errors="replace"), shown(file), own)


@lru_cache(maxsize=128)
def _read(css: str, file: str, own: str) -> Styles:
    reader = _Reader(file, own)
    reader.rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))
    return Styles(
        frozenset(reader.faces),
        frozenset(reader.declared),
        tuple(reader.families),
        tuple(reader.addresses),
        frozenset(reader.variables),
    )


class _Reader:
    """Goes through the rules of one style sheet."""

    def __init__(self, file: str, own: str) -> None:
        self.file = file
        self.own = own
        self.faces: list[str] = []
        self.declared: list[str] = []
        self.families: list[Named] = []
        self.addresses: list[Named] = []
        self.variables: list[str] = []

    def location(self, node: Any) -> Location | None:
        return Location(self.file, node.source_line, node.source_column) if self.file else None

    def rules(self, rules: Iterable[Any]) -> None:
        for rule in rules:
            if rule.type == "at-rule":
                if rule.lower_at_keyword == "import":
                    self.addresses += [
                        Named(one.value, self.location(one)) for one in rule.prelude if one.type == "string"
                    ]
                self.tokens(rule.prelude)
            if rule.type in ("at-rule", "qualified-rule") and rule.content is not None:
                face = rule.type == "at-rule" and rule.lower_at_keyword == "font-face"
                if face:
                    text = rule.serialize()
                    self.faces.append(text if "asset://fonts/" in text else f"{self.own}: {text}")
                self.contents(rule.content, face)

    def contents(self, content: Sequence[Any], face: bool) -> None:
        inner = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
        self.rules(one for one in inner if one.type != "declaration")
        for one in inner:
            if one.type == "declaration":
                self.tokens(one.value)
                name, value = one.lower_name, [token for token in one.value if token.type != "comment"]
                if face and name == "font-family":
                    self.declared += [family.name.casefold() for family in self.listed(value)]
                elif name == "font-family":
                    self.families += self.listed(value)
                elif name == "font":
                    self.families += self.listed(_after_size(value))

    def tokens(self, tokens: Iterable[Any]) -> None:
        """Note the addresses and custom properties among the tokens, those within functions and blocks too."""
        for token in tokens:
            if token.type == "url":
                self.addresses.append(Named(token.value, self.location(token)))
            elif token.type == "function":
                if token.lower_name in ("url", "src", "local"):
                    kind = "local:" if token.lower_name == "local" else ""
                    words = [one.value for one in token.arguments if one.type in ("string", "ident")]
                    self.addresses.append(Named(kind + " ".join(words), self.location(token)))
                elif token.lower_name == "var":
                    self.variables += [one.value for one in token.arguments[:1] if one.type == "ident"]
                self.tokens(token.arguments)
            elif token.type in ("() block", "[] block", "{} block"):
                self.tokens(token.content)

    def listed(self, tokens: Sequence[Any]) -> list[Named]:
        """The families of a comma-separated list; of ``var()``, those it falls back on."""
        families: list[Named] = []
        words: list[Any] = []
        for token in [*tokens, None]:
            if token is None or (token.type == "literal" and token.value == ","):
                name = " ".join(word.value for word in words)
                if words and name.lower() not in _WIDE:
                    families.append(Named(name, self.location(words[0])))
                words = []
            elif token.type in ("string", "ident"):
                words.append(token)
            elif token.type == "function" and token.lower_name == "var":
                families += self.listed(_after_comma(token.arguments))
        return families


def _after_comma(tokens: Sequence[Any]) -> Sequence[Any]:
    at = next((place for place, one in enumerate(tokens) if one.type == "literal" and one.value == ","), len(tokens))
    return tokens[at + 1 :]


def _after_size(tokens: Sequence[Any]) -> Sequence[Any]:
    """What follows the size and line height in a ``font`` shorthand: its families."""
    words = [token for token in tokens if token.type != "whitespace"]
    for place, token in enumerate(words):
        keyword = token.type == "ident" and _SIZES.fullmatch(token.lower_value)
        if keyword or token.type in ("dimension", "percentage", "function"):
            rest = words[place + 1 :]
            return rest[2:] if rest and rest[0].type == "literal" and rest[0].value == "/" else rest
    return []
