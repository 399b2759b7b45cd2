"""How a language writes days: regular expressions made of the CLDR's patterns of dates.

Each pattern of the CLDR ("d 'de' MMMM 'de' y") becomes an expression with the groups ``day``, ``month`` (a name) or
``number`` (a month in figures), ``year`` and ``weekday``. People punctuate more freely than the CLDR does, so between
a day and a named month any space, comma or small word of the language can stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from babel import Locale
from babel.dates import tokenize_pattern

from letterkit.foundation.caches import prepared
from letterkit.foundation.sought import Sought, folded, sought

_SKELETONS = ("MMMMd", "MMMd", "MMMEd", "MMMMEd", "yMMMd", "yMMMEd", "yMMMMd", "yMMMMEEEEd", "yMd")
_ISO = r"(?<![\w-])(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})(?![\w-])"
_LETTER = r"[^\W\d_]"
# The full stop of an abbreviation, and not that of a sentence.
_STOP = r"(?:\.(?=,?\s*\d))?"


@cache
def names(code: str) -> tuple[dict[str, int], dict[str, int]]:
    """Months (from 1) and weekdays (from 0) of a locale by their names, without full stops at the end."""
    locale = Locale.parse(code)
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for found, table in ((months, locale.months), (weekdays, locale.days)):
                named = table.get(context, {}).get(width, {})
                found.update({name.rstrip("."): key for key, name in named.items() if not name.isdecimal()})
    return months, weekdays


@cache
def _month_needles(codes: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """What stands in each name of a month of some locales, "jan" in "january", and the locales of which that holds."""
    found: dict[tuple[str, ...], list[str]] = {}
    for code in codes:
        said = sorted({folded(name) for name in names(code)[0]}, key=lambda name: (len(name), name))
        needles = tuple(name for at, name in enumerate(said) if not any(shorter in name for shorter in said[:at]))
        found.setdefault(needles, []).append(code)
    return tuple((needles, tuple(those)) for needles, those in found.items())


def dates_in_patterns(
    text: str, codes: tuple[str, ...], fillers: tuple[str, ...]
) -> Iterator[tuple[str, re.Match[str]]]:
    """The matches of the expressions for a day in a text, each with its locale; see `date_patterns`.

    Those with the name of a month are left out where no such name stands in the text.
    """
    low = folded(text)
    named = {code for needles, those in _month_needles(codes) if any(map(low.__contains__, needles)) for code in those}
    for code, way in date_patterns(codes, fillers):
        if code in named or "month" not in way.pattern.groupindex:
            yield from ((code, match) for match in way.finditer(text))


@cache
def date_patterns(codes: tuple[str, ...], fillers: tuple[str, ...]) -> tuple[tuple[str, Sought], ...]:
    """The expressions for a day in some locales, each with the locale whose names it takes.

    ``fillers`` are small words that can stand between weekday, day and month besides those of the CLDR: "the", "of".
    """
    return prepared(f"days {codes} {fillers}", "CLDR", lambda: _date_patterns(codes, fillers), lambda: "CLDR")


def _date_patterns(codes: tuple[str, ...], fillers: tuple[str, ...]) -> tuple[tuple[str, Sought], ...]:
    found = [(code, expression) for code in codes for expression in dict.fromkeys(_expressions(code, fillers))]
    return tuple((code, sought(expression)) for code, expression in (*found, (codes[0], _ISO)))


@cache
def ordinals(codes: tuple[str, ...]) -> str:
    """An expression for what can follow the figures of a day, as in "3rd" and "1er"; "" for nothing."""
    return prepared(f"ordinals {codes}", "num2words", lambda: _ordinals(codes), lambda: "num2words")


def _ordinals(codes: tuple[str, ...]) -> str:
    from num2words import num2words  # brings fifty languages

    found = set()
    for language in dict.fromkeys(code.partition("_")[0] for code in codes):
        try:
            written = [str(num2words(day, lang=language, to="ordinal_num")) for day in range(1, 32)]
        except (NotImplementedError, AttributeError, TypeError, KeyError):
            continue
        found |= {text.lstrip("0123456789") for text in written}
    return "|".join(re.escape(ending) for ending in sorted(found - {""}, key=lambda one: (-len(one), one)))


def _expressions(code: str, fillers: tuple[str, ...]) -> Iterator[str]:
    locale = Locale.parse(code)
    formats = [locale.date_formats[width].pattern for width in ("full", "long", "medium", "short")]
    formats += [locale.datetime_skeletons[name].pattern for name in _SKELETONS if name in locale.datetime_skeletons]
    for pattern in formats:
        expression = _expression(pattern, code, fillers)
        if expression and "(?P<day>" in expression:
            yield expression


def _expression(pattern: str, code: str, fillers: tuple[str, ...]) -> str | None:
    """The expression of a pattern; None for one with fields that no day of a letter has, or a year of two figures."""
    months, weekdays = names(code)
    tokens = tokenize_pattern(pattern)
    kinds = [value[0] for _, value in tokens if not isinstance(value, str)]
    figures, certain = _are_figures(tokens)
    if figures and not certain:
        return None
    parts = [
        _literal(value, figures, fillers) if isinstance(value, str) else _field(*value, code, months, weekdays)
        for _, value in tokens
    ]
    found = [part for part in parts if part is not None]
    if len(found) < len(parts):
        return None
    if figures:
        return rf"(?<![\d.,:/-]){''.join(found)}(?![/\d])"
    opens = _opening(kinds, tokens[0][0] == "chars", code, fillers)
    ends_with_name = kinds[-1] in "MLEec" and tokens[-1][0] == "field"
    return "".join(
        (
            opens,
            *found,
            f"(?!{_LETTER})" if ends_with_name else "",
            "" if "y" in kinds else r"(?:,?\s+(?P<year>\d{4})(?!\d))?",
        )
    )


def _opening(kinds: Sequence[str], with_words: bool, code: str, fillers: tuple[str, ...]) -> str:
    """What can stand before a date: its weekday, where the pattern has none, and nothing that it would be a part of."""
    weekdays = _any(names(code)[1], code)
    weekday = rf"(?:(?<!{_LETTER})(?P<weekday>{weekdays})\.?,?\s+(?:{_words(fillers)})?)?"
    apart = r"(?<![\d.,:])" if kinds[0] in "dy" else f"(?<!{_LETTER})"
    return ("" if set("Eec").intersection(kinds) else weekday) + ("" if with_words else apart)


def _are_figures(tokens: Sequence[tuple[str, str | tuple[str, int]]]) -> tuple[bool, bool]:
    """Whether a pattern writes its month in figures, and whether one can tell: by a year, or by words such as "月".

    Figures tell nothing of their kind but by their own marks.
    """
    fields = [value for _, value in tokens if not isinstance(value, str)]
    worded = any(isinstance(value, str) and re.search(_LETTER, value) for _, value in tokens)
    figures = any(char in "ML" and count < 3 for char, count in fields)
    return figures, worded or any(char == "y" for char, _ in fields)


def _field(char: str, count: int, code: str, months: dict[str, int], weekdays: dict[str, int]) -> str | None:
    if char == "d":
        ending = ordinals((code,))
        return r"(?P<day>\d{1,2})(?!\d)" + (f"(?:{ending})?" if ending else "")
    if char in "ML":
        return rf"(?P<month>{_any(months, code)}){_STOP}" if count > 2 else r"(?P<number>\d{1,2})(?!\d)"
    if char == "y":
        return None if count == 2 else r"(?P<year>\d{4})(?!\d)"
    if char in "Eec":
        return rf"(?P<weekday>{_any(weekdays, code)}){_STOP}"
    if char == "G":
        eras = Locale.parse(code).eras
        words = {str(name) for width in eras.values() for name in width.values()}
        return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"
    return None


def _literal(text: str, figures: bool, fillers: tuple[str, ...]) -> str:
    """What stands between two fields: as it is between figures, but for its spaces; else more freely."""
    exact = re.sub(r"(?:\\?\s)+", r"\\s*" if figures else r"\\s+", re.escape(text)).replace("'", "['’]")
    if figures or not re.search(r"\s", text):
        return exact
    return rf"(?:{exact}|\.?,?\s+(?:{_words(fillers)})?)"


def _words(fillers: Iterable[str]) -> str:
    """An expression for one of some small words, with the space after it."""
    ended = [re.escape(word) + ("" if word.endswith(("'", "’")) else r"\s+") for word in fillers]
    return "|".join(sorted(ended, key=len, reverse=True)) or "(?!)"


def _any(named: Iterable[str], code: str) -> str:
    """Any of some names: as they are written, or with a capital where the language writes small letters."""
    written = Locale.parse(code).months["format"]["wide"][1]
    capital = written[0].isupper()
    forms = []
    for name in sorted(named, key=lambda one: (-len(one), one)):
        first, upper, rest = re.escape(name[0]), re.escape(name[0].upper()), re.escape(name[1:])
        forms.append((upper if capital else f"(?:{first}|{upper})") + rest)
    return "|".join(dict.fromkeys(forms)) or "(?!)"
