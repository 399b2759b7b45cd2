"""Words that a person mistyped: they are in no dictionary, and one letter away from one that is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from letterkit.checks.wording.masking import mask_of
from letterkit.drafts.document import Document, by_hand
from letterkit.drafts.passages import Passage
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem
from letterkit.language.lexicon import WORD, currencies_in, frequency_in, one_letter_away
from letterkit.language.mentions import numbers_in
from letterkit.schema.campaign import Group
from letterkit.schema.library import Library

# A word of ordinary letters in lower case, and nothing of an address, a compound or a contraction. What begins with a
# capital may be a name, which other checks look at.
_WORD = re.compile(r"(?<![\w@./\-])[^\W\d_]{4,}(?![\w@/\-'’])")
_NEXT = re.compile(r"[ \u00a0](?P<word>[^\W\d_]+)(?![\w-])")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
"""Lists of words write these as two letters."""
_MARKS = "sx"
"""The letters that make a plural."""
_ANY = re.compile(r"[^\W\d_]{3,}")
# Of words that are met less often than this, a list has many that are none, and nobody meant them.
_COMMON = 100
_AT_MOST = 3
_SHORTEST = 5
# Nobody mistypes more words of one sentence.
_TYPOS = 2


def words_are_words(document: Document) -> Iterator[Problem]:
    """No word of a person's is in no list of any known language, and one letter away from one that is (LK819).

    The two spellings of a language are each other's words, and each country's money has its own. Names, quotations and
    titles of law are not looked at.
    """
    code = document.language.code
    own, near = frequency_in(code), one_letter_away(code)
    # What the campaign says so is told there.
    told = {word.lower() for one in document.drafted for word in _WORD.findall(one.text)}
    for passage, at, word in _unknown(document):
        if word in told or not passage.run_at(at).kind.is_given:
            continue
        told.add(word)
        within_a_name = passage.text[at + len(word) :].lstrip()[:1].isupper()
        short = len(word) < _SHORTEST
        if meant := _meant(word, near, own) if not short else [] if within_a_name else _exchanged(word, own):
            hint = f"write {' or '.join(meant)}; or, if it is right, put it between quotation marks"
            location = document.place(passage, at, at + len(word))
            yield Problem("LK819", f"'{word}' seems to be mistyped", location, hint, Severity.WARNING)


def several_are_in_the_plural(document: Document) -> Iterator[Problem]:
    """Behind a number of several, what the campaign calls a group does not lack its plural (LK819)."""
    nouns = [noun.split() for noun in _nouns(document)] if document.edited else []
    for passage, start, sentence in document.sentences() if nouns else ():
        for number in numbers_in(sentence, document.language):
            behind = list(_NEXT.finditer(sentence, number.end)) if number.number > 1 else []
            found = next((slip for noun in nouns if (slip := _singular(noun, behind, number.end))), None)
            if found and by_hand(passage, start + found[0].start()):
                message = f"'{sentence[number.start : found[0].end()]}' lacks its plural"
                location = document.place(passage, start + found[0].start(), start + found[0].end())
                yield Problem("LK819", message, location, f"write '{found[1]}'", Severity.WARNING)


def _nouns(document: Document) -> Iterator[str]:
    """What the groups of a letter are called in its language."""
    code = document.language.code
    groups = (one for one in document.letter.people.values() if isinstance(one, Group))
    yield from (str(group.noun.within(code) or group.noun.first) for group in groups)


def _singular(noun: Sequence[str], said: Sequence[re.Match[str]], at: int) -> tuple[re.Match[str], str] | None:
    """The first word that lacks its plural of those of a noun, and the right one; None where they are no such words."""
    if len(said) < len(noun) or said[0].start() != at:
        return None
    pairs = [(one, right) for one, right in zip(said, noun, strict=False) if one["word"].lower() != right.lower()]
    lacking = all(f"{one['word'].lower()}{mark}" == right.lower() for one, right in pairs for mark in right[-1:])
    return pairs[0] if pairs and lacking and all(right[-1] in _MARKS for _, right in pairs) else None


def _unknown(document: Document) -> Iterator[tuple[Passage, int, str]]:
    """The words of a letter that are in no list, with their places; sentences in another language are passed over."""
    is_known, masked = _known_to(document), mask_of(document)
    for passage, start, sentence in document.sentences(document.everything):
        hidden = masked(passage.text)[start : start + len(sentence)]
        words = [word for word in _ANY.findall(hidden) if word.islower()]
        strange = sum(not is_known(word) for word in words)
        if strange > _TYPOS and strange * 4 > len(words):
            continue
        for found in _WORD.finditer(hidden):
            begins = not hidden[: found.start()].strip() and hidden[found.end() :].lstrip()[:1].islower()
            word = found[0].lower() if begins and passage.part == "text" else found[0]
            if word.islower() and not is_known(word):
                yield passage, start + found.start(), word


def meant_words(word: str, code: str, library: Library) -> list[str]:
    """The words of a language that one in lower case was meant for; none when it is a word of any language."""
    if len(word) < _SHORTEST or _known_in(code, library)(word):
        return []
    return _meant(word, one_letter_away(code), frequency_in(code))


def _known_to(document: Document) -> Callable[[str], bool]:
    return _known_in(document.language.code, document.library)


def _known_in(code: str, library: Library) -> Callable[[str], bool]:
    """What says whether a word is one of a language that letters are written in, or names a letterhead."""
    codes = sorted(library.language_codes(), key=lambda other: other != code)
    own, titles = frequency_in(code), library.derived(_words_of_offices, code)
    heads, checking = frozenset(library.letterhead_names()), library.language(code).checking
    pairs = {str(one): str(other) for one, other in checking.two_spellings.items()}
    endings = {str(ending): tuple(map(str, others)) for ending, others in checking.made_of.items()}

    def is_known(word: str) -> bool:
        return (
            word in titles
            or word in heads
            or bool(own(word) or own(word.translate(_LIGATURES)))
            or bool(word.endswith("s") and own(word[:-1]) >= WORD)  # a plural, « ayants droit »
            or any(map(own, _in_other_spelling(word, pairs)))
            or any(own(other) >= _COMMON for other in _made_of(word, endings))
            or any(frequency_in(other)(word) for other in codes[1:])
            or not currencies_in(code).isdisjoint((word, word.removesuffix("s")))
        )

    return is_known


def _words_of_offices(library: Library, code: str) -> frozenset[str]:
    """The words of the titles that a language has in two forms or names as trades, in lower case."""
    writing = library.language(code).writing
    titles = [*writing.employed_at, *(text for office in writing.offices.values() for text in office.all)]
    return frozenset(word for title in titles for word in re.findall(r"\w+", title.lower()))


def _made_of(word: str, endings: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The words of which a word is made by its ending: « coupeuse » of « couper », « cagoulés » of « cagoule »."""
    for ending, others in endings.items():
        if word.endswith(ending):
            yield from (word.removesuffix(ending) + other for other in others)


def _in_other_spelling(word: str, pairs: dict[str, str]) -> Iterator[str]:
    """The word with a piece of it as another spelling has it: "organise", "organize"; not "four", "for"."""
    stem, rest = word[:2], word[2:]
    yield from (stem + rest.replace(one, other) for one, other in pairs.items() if one in rest)


def _exchanged(word: str, frequency: Callable[[str], int]) -> list[str]:
    """The words that a short one becomes when two neighbours change places; other slips of so few letters are names."""
    turned = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    return [f"'{other}'" for other in sorted(turned) if frequency(other) >= WORD][:_AT_MOST]


def _meant(word: str, near: Callable[[str], set[str]], frequency: Callable[[str], int]) -> list[str]:
    """The words that a word may have been meant for, the most common first."""
    found = (other for other in near(word) if frequency(other) >= _COMMON)
    return [f"'{other}'" for other in sorted(found, key=lambda other: (-frequency(other), other))[:_AT_MOST]]
