"""Scripts that the letterheads' fonts do not have: which font brings each, and which words nobody can set."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from letterkit.typeset import fonts


@dataclass(frozen=True, slots=True)
class Script:
    """A script by the first word of its characters' names in Unicode.

    ``language`` is its tag (BCP 47), which names a language where only one is written so; ``file`` is that of its font,
    in the Python package ``module``, which ``package`` installs.
    """

    name: str
    language: str
    file: str
    module: str = "manimgx_fonts"
    package: str = "manimgx-fonts"

    @property
    def family(self) -> str:
        """The name by which style sheets call its font."""
        return f"Script {self.name.title()}"


def _shipped(name: str, language: str, file: str) -> Script:
    return Script(name, language, f"Noto Sans/{file}", fonts.PACKAGE, "rendercv-fonts")


SCRIPTS = {
    script.name: script
    for script in (
        Script("ARABIC", "und-Arab", "files/Amiri-Regular.ttf", "fontpkg_amiri", "fontpkg-amiri"),
        Script("ARMENIAN", "hy", "NotoSansArmenian[wght].ttf"),
        Script("BENGALI", "und-Beng", "NotoSansBengali[wght].ttf"),
        Script("DEVANAGARI", "und-Deva", "NotoSansDevanagari[wght].ttf"),
        Script("ETHIOPIC", "und-Ethi", "NotoSansEthiopic[wght].ttf"),
        Script("GEORGIAN", "ka", "NotoSansGeorgian[wght].ttf"),
        Script("GUJARATI", "gu", "NotoSansGujarati[wght].ttf"),
        Script("GURMUKHI", "pa", "NotoSansGurmukhi[wght].ttf"),
        Script("HEBREW", "und-Hebr", "NotoSansHebrew[wght].ttf"),
        Script("KANNADA", "kn", "NotoSansKannada[wght].ttf"),
        Script("KHMER", "km", "NotoSansKhmer[wght].ttf"),
        Script("LAO", "lo", "NotoSansLao[wght].ttf"),
        Script("MALAYALAM", "ml", "NotoSansMalayalam[wght].ttf"),
        Script("MYANMAR", "und-Mymr", "NotoSansMyanmar[wght].ttf"),
        Script("ORIYA", "or", "NotoSansOriya[wght].ttf"),
        Script("SINHALA", "si", "NotoSansSinhala[wght].ttf"),
        Script("TAMIL", "ta", "NotoSansTamil[wght].ttf"),
        Script("TELUGU", "te", "NotoSansTelugu[wght].ttf"),
        Script("THAI", "th", "NotoSansThai[wght].ttf"),
        _shipped("CJK", "zh", "NotoSansSC-Regular.ttf"),
        _shipped("HANGUL", "ko", "NotoSansKR-Regular.ttf"),
        _shipped("HIRAGANA", "ja", "NotoSansJP-Regular.ttf"),
        _shipped("KATAKANA", "ja", "NotoSansJP-Regular.ttf"),
    )
}
"""The scripts for which there is a font, by their names."""

# What every family of `fonts.FAMILIES` has: Latin, Greek, Cyrillic with the letters of Kazakh, and usual punctuation.
_EVERYWHERE = (
    "\n\t -~\u00a0-ſƏəǍ-ǜȘ-țʻʼ\u0300-\u0304\u0306-\u030cͰ-ϿЀ-ҙҚқҢңӘәӨөҮүҰұҺһІіḀ-ỹ"
    "\u2002-\u200f‐-―‘-‟†‡•…\u202f′″‹›\u2060₤€₸№™−"
)
_OTHER = re.compile(f"[^{_EVERYWHERE}]")


def script_of(character: str) -> Script | None:
    """The script of a character for which there is a font; None for any other."""
    return SCRIPTS.get(name_of(character))


def name_of(character: str) -> str:
    """The first word of a character's name in Unicode, which is that of its script: "GEORGIAN"."""
    return unicodedata.name(character, "UNKNOWN").split()[0]


def scripts_in(text: str) -> tuple[Script, ...]:
    """The scripts that a text needs beside those of the letterheads' fonts, by name."""
    found = {script for character in set(_OTHER.findall(text)) if (script := script_of(character))}
    return tuple(sorted(found, key=lambda script: script.name))


@cache
def file_of(script: Script) -> Path | None:
    """The font of a script; None when its package is not installed."""
    spec = find_spec(script.module)
    if spec is None or not spec.submodule_search_locations:
        return None
    file = Path(spec.submodule_search_locations[0], script.file)
    return file if file.is_file() else None


def face_of(script: Script) -> str:
    """The ``@font-face`` rule of a script's font; any family of a letter falls back on it."""
    address = f"asset://fonts/{quote(script.file)}"
    return f'@font-face {{ font-family: "{script.family}"; src: url("{address}") }}'


def folders() -> tuple[Path, ...]:
    """The folders of all packages with fonts that are installed."""
    modules = dict.fromkeys((fonts.PACKAGE, *(script.module for script in SCRIPTS.values())))
    specs = (find_spec(module) for module in modules)
    return tuple(Path(spec.submodule_search_locations[0]) for spec in specs if spec and spec.submodule_search_locations)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that no font can set, and those of its characters that none has."""

    word: str
    characters: str

    @property
    def hint(self) -> str:
        """The mend."""
        script = script_of(self.characters[0])
        if script and file_of(script) is None:
            return f"install the font of its script: pip install {script.package}"
        return "take it out, or write it in another way"

    @property
    def message(self) -> str:
        """What is wrong, with the script's name."""
        first = self.characters[0]
        kind = f"the script of '{self.word}' ({name_of(first).title()})" if first.isalpha() else f"'{self.word}'"
        return f"no font has {kind}: {first!r} is U+{ord(first):04X}"


_PUNCTUATION = ".,;:!?()[]'\"“”‘’«»"


def unknown_in(text: str) -> Iterator[Unknown]:
    """The words of a text that no font can set which comes with letterkit or is installed."""
    for word in text.split() if _OTHER.search(text) else ():
        if characters := "".join(one for one in _OTHER.findall(word) if not _is_known(one)):
            yield Unknown(word.strip(_PUNCTUATION) or word, characters)


def _is_known(character: str) -> bool:
    script = script_of(character)
    file = file_of(script) if script else None
    return any(ord(character) in _cmap(font) for font in ((file, *_ours()) if file else _ours()))


def _ours() -> Iterator[Path]:
    for family in fonts.FAMILIES:
        yield fonts.folder() / family / f"{family.replace(' ', '')}-Regular.ttf"


@cache
def _cmap(file: Path) -> frozenset[int]:
    """The characters of a font."""
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


_TAG = re.compile(r"(<style.*?</style>|<title.*?</title>|<[^>]*>)", re.DOTALL)


def tagged(html: str) -> str:
    """A page with its words in other scripts marked with their languages, for screen readers and for direction."""
    if not _OTHER.search(html):
        return html
    parts = _TAG.split(html)
    inside = False
    for at, part in enumerate(parts):
        if at % 2:
            inside = part.startswith("<a") or (inside and not part.startswith("</a"))
        elif not inside:
            parts[at] = _RUN.sub(lambda found: _mark(found[0]), part)
    return "".join(parts)


# Words of other scripts with the spaces between them; within quotation marks or brackets, all that stands there, so
# that numbers and marks are in its order: "(المادة 12)" has the number on the left. Long ones have no mark, because it
# holds them on one line.
_OPENED, _CLOSED = r"(?:(?<=[“‘«(\[\"])|(?<=&quot;))", r"(?=[”’»)\]\"]|&quot;)"
_QUOTED = f"{_OPENED}[^{_EVERYWHERE}](?:[^{_EVERYWHERE}]|[ ,;:.!?0-9])*{_CLOSED}"
_RUN = re.compile(f"{_QUOTED}|[^{_EVERYWHERE}]+(?: [^{_EVERYWHERE}]+)*")
_LONGEST = 40


def _mark(run: str) -> str:
    script = script_of(run[0])
    if script is None or len(run) > _LONGEST:
        return run
    return f'<a class="said" lang="{script.language}">{escape(run, quote=False) if "<" in run else run}</a>'


def replaced(html: str, unknown: Iterable[Unknown]) -> str:
    """A page with a sign in brackets for what no font can set."""
    characters = "".join(dict.fromkeys("".join(one.characters for one in unknown)))
    return re.sub(f"[{re.escape(characters)}]+", "[?]", html) if characters else html
