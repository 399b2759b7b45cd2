"""What was done to the same people on the same day, in one sentence with one subject.

The words of an act are known only to its template, so sentences are joined as they stand: those that begin with the
same subject and the same words ("was", "has been denied") share them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, takewhile

from letterkit.foundation.origins import MARKS, bare
from letterkit.language.grammar import Language

SUBJECT = "\ue011"
"""Stands for the one to whom an act was done while a statement is tried; no text holds it."""

STAND_IN = "\ue019"
"""Stands for one as `SUBJECT` does, where a pronoun of no gender takes its place, with which verbs agree."""

_MOST_WORDS = 32


def clause(sentence: str) -> str:
    """A marked sentence without its full stop, to stand within another."""
    return re.sub(rf"\.({MARKS}*)$", r"\1", sentence)


def joined(statements: Sequence[str], subject: str, language: Language, *, others: bool = False) -> str:
    """Statements about `SUBJECT` as one about ``subject``, all marked; "" where they cannot share a sentence.

    They cannot where one does not begin with its subject, has a second sentence (but the last), tells two things
    itself, and where the sentence would be too long to read. Two that begin with other words than each other keep them
    ("appeared before a judge and was remanded"), unless there are ``others``, with which one of them may begin alike.
    """
    plain = [bare(text) for text in statements]
    if not all(text.startswith(f"{SUBJECT} ") and text.count(SUBJECT) == 1 for text in plain):
        return ""
    # One that has two verbs ends with them: "disappeared and has not been seen since".
    several = (f" {language.conjunction} ", ". ")
    if any(mark in text for text in plain[:-1] for mark in several) or len(" ".join(plain).split()) > _MOST_WORDS:
        return ""
    shared = _words_shared([text.split()[1:] for text in plain])
    rest = [without_words(text, len(shared) + 1) for text in statements]
    if not shared or _splits_a_verb(shared, [bare(text).split()[0] for text in rest], language):
        return "" if others else _with_two_verbs(statements, subject, language)
    predicates = [*map(clause, rest[:-1]), rest[-1]]
    return f"{subject} {' '.join(shared)} {language.series(alike(predicates, language))}"


def says_twice(text: str, when: str) -> bool:
    """Whether a text has the day or month of a time twice: "in detention since October 2020 and tortured in ..."."""
    _, _, date = bare(when).partition(" ")
    return any(sign.isdecimal() for sign in date) and bare(text).count(date) > 1


def _with_two_verbs(statements: Sequence[str], subject: str, language: Language) -> str:
    """Two statements as one with a verb each; "" for more, and where one of them tells two things."""
    first, last = statements[0], statements[-1]
    plain = bare(last)
    if len(statements) != 2 or f" {language.conjunction} " in plain or ". " in plain or "," in bare(first):
        return ""
    return f"{subject} {clause(without_words(first, 1))} {language.conjunction} {without_words(last, 1)}"


def _splits_a_verb(shared: Sequence[str], following: Sequence[str], language: Language) -> bool:
    """Whether the shared words end within a compound verb that only some go on with: "a (été battu)", "a (disparu)"."""
    compounds = {text for word in language.writing.agreement.values() for text in word.all if " " in text}
    told = {str(verb): str(said) for verb, said in language.writing.reported.verbs.items()}
    compounds |= {
        f"{told[verb]} {rest}" for verb, _, rest in (text.partition(" ") for text in compounds) if verb in told
    }
    begun = [f"{shared[-1]} {word}" in compounds for word in following]
    return any(begun) and not all(begun)


def _words_shared(statements: Sequence[Sequence[str]]) -> list[str]:
    """The words with which all begin, but for the last word of each."""
    alike = takewhile(lambda words: len(set(words)) == 1, zip(*(words[:-1] for words in statements), strict=False))
    return [words[0] for words in alike]


def alike(predicates: Sequence[str], language: Language) -> list[str]:
    """Predicates, neighbours that begin with the same word in one: "denied access to a lawyer and visits"."""
    together = (list(group) for _, group in groupby(predicates, lambda text: bare(text).split()[0]))
    row = language.list_of_lists if language.writing.conjunction_besides else language.list
    return [row([group[0], *(without_words(text, 1) for text in group[1:])]) for group in together]


def without_words(text: str, number: int) -> str:
    """A marked text without its first words; the marks among them stay, so that all that are opened are closed."""
    kept: list[str] = []
    passed, inside, at = 0, False, 0
    while at < len(text) and passed < number:
        if re.match(MARKS, text[at]):
            kept.append(text[at])
        elif text[at] == " ":
            passed, inside = passed + inside, False
        else:
            inside = True
        at += 1
    return "".join(kept) + text[at:]
