"""Words of a language by what they stand for: so many together, a relation, a part of a month."""

from __future__ import annotations

from letterkit.language.spelling import plain
from letterkit.schema.language import LanguageFiles


def dozens(files: LanguageFiles) -> dict[str, int]:
    """The words for so many together, in lower case."""
    told = files.reading.dozens.items() if files.reading else ()
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
