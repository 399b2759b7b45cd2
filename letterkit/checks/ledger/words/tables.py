"""Words of a language by what they stand for: so many together, a relation, a part of a month, an office."""

from __future__ import annotations

from letterkit.language.spelling import plain
from letterkit.schema.language import LanguageFiles


def dozens(files: LanguageFiles) -> dict[str, int]:
    """The words for so many together, in lower case."""
    told = files.reading.dozens.items() if files.reading else ()
    return {str(word).casefold(): int(number) for number, words in told for word in words if number.isdecimal()}


def shares(files: LanguageFiles) -> dict[str, int]:
    """The words for a share, in lower case, each with how many in the hundred it is."""
    told = files.reading.shares.items() if files.reading else ()
    return {str(word).casefold(): int(number) for number, words in told for word in words if number.isdecimal()}


def parts_of_months(files: LanguageFiles) -> dict[tuple[str, ...], tuple[int, int]]:
    """The phrases for a part of a month, in lower case, each with its first and its last day."""
    told = files.reading.parts_of_months.items() if files.reading else ()
    spans = [(days.partition("-"), words) for days, words in told]
    return {
        tuple(plain(str(phrase)).casefold().replace("-", " ").replace("'", " ").split()): (int(first), int(last))
        for (first, _, last), words in spans
        for phrase in words
        if first.isdecimal() and last.isdecimal()
    }


def kinship(files: LanguageFiles) -> dict[str, str]:
    """The words for relatives in lower case, each with the first of those for the same relation."""
    groups = files.reading.kinship if files.reading else ()
    return {str(word).casefold(): str(group[0]) for group in groups for word in group}


def countries_of(files: LanguageFiles, code: str) -> dict[str, str]:
    """The names of countries in lower case, with their codes."""
    return {plain(name).casefold(): key for key, name in files.writing.countries.every_name(code)}


def offices_of(files: LanguageFiles) -> dict[str, frozenset[str]]:
    """Each title of office with those that stand for the same: other genders, and synonyms of the language."""
    groups: list[set[str]] = []
    for key, value in files.writing.offices.items():
        groups.append({title.casefold() for title in (str(key), *value.all)})
    reading = files.reading
    for synonyms in reading.same_office if reading else ():
        groups.append({str(title).casefold() for title in synonyms})
    found: dict[str, set[str]] = {}
    for group in groups:
        for title in group:
            found.setdefault(title, set()).update(group)
    for title in (*reading.offices, *reading.any_office) if reading else ():
        found.setdefault(str(title).casefold(), set()).add(str(title).casefold())
    return {title: frozenset(group) for title, group in found.items()}
