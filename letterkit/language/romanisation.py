"""What a name's letters stand for, whichever way it came into Latin letters.

One name has many Latin forms: by the sender's press, a passport, a standard. Two forms of one name have a key in common
here. Each key belongs to one tradition, so that "x" is not at once the "kh" of Cyrillic and the "hs" of Chinese.
"""

from __future__ import annotations

import re
from functools import lru_cache

from letterkit.language.spelling import sounds

Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(written: str) -> Rules:
    """Rules written as "pattern sound; pattern sound": what a pattern finds becomes the sound, or nothing."""
    parts = (rule.split() for rule in written.split(";"))
    return tuple((re.compile(rule[0]), rule[1] if len(rule) > 1 else "") for rule in parts)


def _letters(written: str) -> dict[int, str]:
    """Letters written as "letter letters; letter letters", as a table for `str.translate`."""
    return {ord(rule.split()[0]): rule.split()[1] for rule in written.split(";")}


# German, French and older forms of Cyrillic names, brought to those that `sounds` knows.
_PRESS = _rules(
    r"""
    ^ch(?=[rl]) kh; schtsch|chtch shch; tsch|tch ch; dsch|dj zh; sch sh; (?<=ch)o(?=[vw]) e; off$ ov; eff$ ev;
    qu kv; iew|iev ev; c(?=[eiy]) s
    """
)
# Arabic, Persian, Urdu, Turkic: the vowels are three, the last one is any of them, and many consonants are two.
_ARABIC = _rules(
    r"""
    au|aw|ow|ou|oo|u|o|w(?![aeiou]) u; ee|ei|ai|ay|ey|ie|i|y i; e a; dj|g(?=i) j; kh|gh|h h; sh|ch S; dh|th|d|t t;
    q|k|c k; ph|f f; w v; a+ a; (?<=[^aiu])ah?$; (.)\1+ \1; [aiu]+(?=[^aiu]$) a
    """
)
# Chinese: Pinyin, Wade-Giles, and the forms of Hong Kong and the south.
_CHINESE = _rules(
    r"""
    hs|x|sh S; zh|ch|j|q|ts|tz|c|z C; ue|yu|u u; k g; p b; t d; r|j r; ien ian; ung|ong ung; eung|iong iang;
    h$; y|ee|i i; (.)\1+ \1
    """
)
# Korean: revised, McCune-Reischauer, and the forms of passports.
_KOREAN = _rules(
    r"""
    ark$ ak; ^(?:rh?ee|lee|yi|ri|li|rhie)$ ri; oe|oi|we ui; eo|eu|ou|oo|u|o u; ee|yi|y|i i; k|g k; p|b p; t|d t;
    ch|j C; l|r l; ae|e e; sh|s s; (.)\1+ \1
    """
)
_SYLLABLE = r"(?:[bcdfghjklmnpqrstwxyz]|ch|sh|zh|hs|ts|tz|rh|gw|kw)?[aeiouy]{1,3}(?:ng?|k|p|l|m|t|h|rk?)?"
_SYLLABIC = re.compile(rf"(?:{_SYLLABLE}){{1,2}}")
_LONGEST, _SHORT = 9, 6
# A short vowel that some write and others leave out: "Chaudhry", "Chaudhary".
_SHORT_VOWEL = re.compile("(?<=[aiu][^aiu])[aiu](?=[^aiu][aiu]$)")
# Cyrillic in passports (ICAO 9303, 3), and as Ukraine and Belarus write it, where they differ from the press.
_PASSPORT = _letters("ю iu; я ia; є ie; ї i; й i; щ shch; х kh; ц ts; ж zh; ч ch; ш sh; ё e")
_UKRAINIAN = {**_PASSPORT, **_letters("г h; и y")}
# And as newspapers in English write it: "Kryzhanovsky", "Sarybayeva".
_NEWSPAPER = {**_PASSPORT, **_letters("ю yu; я ya; є ye; ї yi; й y; ё yo")}
_LAST_I = re.compile(r"[иы]й\b")
_SOFT_E = re.compile(r"(?<![^\Wаеёиоуыэюяйьъі])[Ее]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def romanised(name: str) -> tuple[str, ...]:
    """A name in Cyrillic letters, with those that traditions write in other ways in Latin ones; none for others."""
    if not _CYRILLIC.search(name):
        return ()
    in_english = _SOFT_E.sub(lambda e: "Є" if e[0].isupper() else "є", _LAST_I.sub("й", name))
    return tuple(
        "".join(_as_begun(letter, letter.lower().translate(table)) for letter in written)
        for written, table in ((name, _PASSPORT), (name, _UKRAINIAN), (in_english, _NEWSPAPER))
    )


def _as_begun(letter: str, said: str) -> str:
    return said.capitalize() if letter.isupper() else said


@lru_cache(maxsize=20_000)
def keys(word: str, syllabic: bool = False) -> frozenset[str]:
    """The keys of a word of plain lower-case letters; those of Chinese and Korean only for what is ``syllabic``."""
    found = {f"c{sound.replace('o', 'a')}" for each in {word, _by(_PRESS, word)} for sound in sounds(each)}
    arabic = _by(_ARABIC, word)
    found.add(f"a{arabic}")
    if len(word) > _SHORT:
        found.add(f"s{_SHORT_VOWEL.sub('', arabic)}")
    if syllabic:
        found |= {f"z{_by(_CHINESE, word)}", f"k{_by(_KOREAN, word)}"}
    return frozenset(key for key in found if len(key) > 2)


def is_syllabic(parts: tuple[str, ...]) -> bool:
    """Whether the parts of a name are built as those of Chinese, Korean and Vietnamese names are."""
    return 1 < len(parts) <= 4 and all(len(part) <= _LONGEST and _SYLLABIC.fullmatch(part) for part in parts)


@lru_cache(maxsize=20_000)
def consonants(word: str) -> str:
    """A word without its vowels, as scripts write it that leave them out."""
    return re.sub(r"[aiuhv]|(.)(?=\1)", "", _by(_ARABIC, word))


def _by(rules: Rules, word: str) -> str:
    for pattern, sound in rules:
        word = pattern.sub(sound, word)
    return word
