"""Scripts that the letterheads' fonts do not have: which font brings each, and which words nobody can set."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from letterkit.typeset import fonts


@dataclass(frozen=True, slots=True)
class Script:
    """A script by the first word of its characters' names in Unicode.

    ``code`` is its code (ISO 15924), ``language`` its tag (BCP 47), which names a language where only one is written
    so; ``file`` is that of its font, in the Python package ``module``, which ``package`` installs.
    """

    name: str
    code: str
    language: str
    file: str
    module: str = "manimgx_fonts"
    package: str = "manimgx-fonts"

    @property
    def family(self) -> str:
        """The name by which style sheets call its font."""
        return f"Script {self.name.title()}"


def _shipped(name: str, code: str, language: str, file: str) -> Script:
    return Script(name, code, language, f"Noto Sans/{file}", fonts.PACKAGE, "rendercv-fonts")


SCRIPTS = {
    script.name: script
    for script in (
        Script("ARABIC", "Arab", "und-Arab", "files/Amiri-Regular.ttf", "fontpkg_amiri", "fontpkg-amiri"),
        Script("ARMENIAN", "Armn", "hy", "NotoSansArmenian[wght].ttf"),
        Script("BENGALI", "Beng", "und-Beng", "NotoSansBengali[wght].ttf"),
        Script("DEVANAGARI", "Deva", "und-Deva", "NotoSansDevanagari[wght].ttf"),
        Script("ETHIOPIC", "Ethi", "und-Ethi", "NotoSansEthiopic[wght].ttf"),
        Script("GEORGIAN", "Geor", "ka", "NotoSansGeorgian[wght].ttf"),
        Script("GUJARATI", "Gujr", "gu", "NotoSansGujarati[wght].ttf"),
        Script("GURMUKHI", "Guru", "pa", "NotoSansGurmukhi[wght].ttf"),
        Script("HEBREW", "Hebr", "und-Hebr", "NotoSansHebrew[wght].ttf"),
        Script("KANNADA", "Knda", "kn", "NotoSansKannada[wght].ttf"),
        Script("KHMER", "Khmr", "km", "NotoSansKhmer[wght].ttf"),
        Script("LAO", "Laoo", "lo", "NotoSansLao[wght].ttf"),
        Script("MALAYALAM", "Mlym", "ml", "NotoSansMalayalam[wght].ttf"),
        Script("MYANMAR", "Mymr", "und-Mymr", "NotoSansMyanmar[wght].ttf"),
        Script("ORIYA", "Orya", "or", "NotoSansOriya[wght].ttf"),
        Script("SINHALA", "Sinh", "si", "NotoSansSinhala[wght].ttf"),
        Script("TAMIL", "Taml", "ta", "NotoSansTamil[wght].ttf"),
        Script("TELUGU", "Telu", "te", "NotoSansTelugu[wght].ttf"),
        Script("THAI", "Thai", "th", "NotoSansThai[wght].ttf"),
        _shipped("CJK", "Hani", "zh", "NotoSansSC-Regular.ttf"),
        _shipped("HANGUL", "Hang", "ko", "NotoSansKR-Regular.ttf"),
        _shipped("HIRAGANA", "Hira", "ja", "NotoSansJP-Regular.ttf"),
        _shipped("KATAKANA", "Kana", "ja", "NotoSansJP-Regular.ttf"),
    )
}
"""The scripts for which there is a font, by their names."""

_BY_CODE = {script.code: script for script in SCRIPTS.values()}
EASTERN = tuple(SCRIPTS[name] for name in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL"))
"""Those that share ideographs and marks: a character that the font of one lacks may be in that of another."""

EVERYWHERE = (
    "\n\t -~\u00a0-ſƏəǍ-ǜȘ-țʻʼ\u0300-\u0304\u0306-\u030cͰ-ϿЀ-ҙҚқҢңӘәӨөҮүҰұҺһІіḀ-ỹ"
    "\u2002-\u200f‐-―‘-‟†‡•…\u202f′″‹›\u2060₤€₸№™−"
)
"""What every family of `fonts.FAMILIES` has, as a class of characters: Latin, Greek, Cyrillic with the letters of
Kazakh, and usual punctuation."""
_OTHER = re.compile(f"[^{EVERYWHERE}]")


@cache
def scripts_of(character: str) -> tuple[Script, ...]:
    """The scripts that have a character and for which there is a font: one for a letter, several for a mark they share.

    The marks of a script are its own by Unicode's Script and Script_Extensions properties (UAX #24), and full-width
    ones are those of the east.
    """
    from fontTools import unicodedata as properties

    code = properties.script(character)
    if code in ("Zyyy", "Zinh"):
        wide = unicodedata.east_asian_width(character) in "WF"
        codes = properties.script_extension(character)
        return tuple(one for one in SCRIPTS.values() if one.code in codes or (wide and one in EASTERN))
    own = _BY_CODE.get(code)
    return () if own is None else tuple(dict.fromkeys((own, *EASTERN))) if own in EASTERN else (own,)


def script_of(text: str) -> Script | None:
    """The script in which a text is written, most of it; None when there is a font for none of it.

    Japanese has three scripts and one language, and a text that has kana or hangul is no Chinese.
    """
    found = Counter(scripts[0] for character in text if (scripts := scripts_of(character)) and character.isalpha())
    found = found or Counter(scripts[0] for character in text if (scripts := scripts_of(character)))
    eastern = [one for one in reversed(EASTERN) if one in found]
    if eastern and found.most_common(1)[0][0] in EASTERN:
        return next((one for one in eastern if _has(one, text)), eastern[0])
    return found.most_common(1)[0][0] if found else None


def _has(script: Script, text: str) -> bool:
    file = file_of(script)
    return file is not None and all(ord(one) in _cmap(file) for one in text if _OTHER.match(one))


def name_of(character: str) -> str:
    """The first word of a character's name in Unicode, which is that of its script: "GEORGIAN"."""
    return unicodedata.name(character, "UNKNOWN").split()[0]


_RUN = re.compile(f"[^{EVERYWHERE}]+(?: [^{EVERYWHERE}]+)*")


def scripts_in(html: str) -> tuple[Script, ...]:
    """The scripts that a page needs beside those of the letterheads' fonts, by name."""
    if not _OTHER.search(html):
        return ()
    # One of those that share a language, and with it a font.
    marked = {one.language: one for one in SCRIPTS.values() if f'"said" lang="{one.language}"' in html}
    rest = re.sub(r'<a class="said".*?</a>', "", html, flags=re.DOTALL)
    found = {one.language: one for run in sorted(set(_RUN.findall(rest))) if (one := script_of(run))} | marked
    return tuple(sorted(found.values(), key=lambda script: script.name))


@cache
def file_of(script: Script) -> Path | None:
    """The font of a script; None when its package is not installed."""
    spec = find_spec(script.module)
    if spec is None or not spec.submodule_search_locations:
        return None
    file = Path(spec.submodule_search_locations[0], script.file)
    return file if file.is_file() else None


def face_of(script: Script) -> str:
    """The rules of a script's font: where it is, and that what is marked as its is set in it.

    Any family of a letter falls back on it.
    """
    family, address = script.family, f"asset://fonts/{quote(script.file)}"
    face = f'@font-face {{ font-family: "{family}"; src: url("{address}") }}'
    return f'{face}\n.said[lang="{script.language}"] {{ font-family: "{family}" }}'


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
        lacking = [script for script in scripts_of(self.characters[0]) if file_of(script) is None]
        if lacking:
            return f"install the font of its script: pip install {lacking[0].package}"
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
    files = (file for script in scripts_of(character) if (file := file_of(script)))
    return any(ord(character) in _cmap(font) for font in (*files, *_ours()))


def _ours() -> Iterator[Path]:
    for family in fonts.FAMILIES:
        yield fonts.folder() / family / f"{family.replace(' ', '')}-Regular.ttf"


@cache
def _cmap(file: Path) -> frozenset[int]:
    """The characters of a font."""
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


def replaced(html: str, unknown: Iterable[Unknown]) -> str:
    """A page with a sign in brackets for what no font can set."""
    characters = "".join(dict.fromkeys("".join(one.characters for one in unknown)))
    return re.sub(f"[{re.escape(characters)}]+", "[?]", html) if characters else html
