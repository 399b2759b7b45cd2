"""Where a phrase of a campaign meets the words of the sentence before it: prepositions, articles, contractions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from letterkit.checks.campaign.phrases import IN_WORDS, given
from letterkit.checks.ledger.words.lexicon import lexicon
from letterkit.drafts.document import Document
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.articles import determines
from letterkit.language.lexicon import frequency_in
from letterkit.language.spelling import plain
from letterkit.letter.items import Event, FilledClause
from letterkit.schema.fields import Text

_FIRST, _LAST = re.compile(r"[^\W\d_]+"), re.compile(r"([^\W\d_]+)\s+$")
_WORD = re.compile(r"[^\W\d_]+")
_TWO = re.compile(r"(?<![\w'’-])([^\W\d_]+) (?=([^\W\d_]+))")
_THREE = re.compile(r"(?<![\w'’-])([^\W\d_]+)(?= ([^\W\d_]+) ([^\W\d_]+))")


def prepositions_do_not_meet(document: Document) -> Iterator[Problem]:
    """No phrase of a campaign begins with a preposition behind that of the sentence: "charged with for" (LK138)."""
    unled = frozenset(document.language.checking.unled)
    leading = lexicon(document.library, document.language.code).lists.get("governed", frozenset())
    for passage, start, text in given(document) if unled else ():
        first, before = _FIRST.match(text), _LAST.search(passage.text[:start])
        if passage.part not in IN_WORDS or not first or not before:
            continue
        led, leads = first[0].casefold(), before[1].casefold()
        elided = f"{led}'" == document.language.elided(f"{leads} {text[first.end() + 1 :]}")[: len(led) + 1]
        twice = elided and text[first.end() : first.end() + 1] in ("'", "’")
        if (led in unled and leads in leading and led != leads) or twice:  # LK812 tells of one word twice
            place = document.place(passage, start, start + first.end())
            message = f"'{first[0]}' stands behind '{before[1]}', which the sentence has before '{text}'"
            yield Problem("LK138", message, place, f"leave '{first[0]}' out")


def articles_are_contracted(document: Document) -> Iterator[Problem]:
    """No phrase of a campaign has two words that its language makes one: « à le port » (LK138).

    Before an infinitive the second is a pronoun: « afin de le libérer ».
    """
    writing, frequency = document.language.writing, frequency_in(document.language.code)
    joined = {(str(one), str(other)): str(both) for one, other, both in writing.contractions if both != one}
    for passage, start, text in given(document) if joined else ():
        for found in _THREE.finditer(text):
            both = joined.get((found[1].casefold(), found[2].casefold()))
            following = found[3].casefold()
            if both and frequency(following) and not following.endswith(tuple(writing.infinitives)):
                place = document.place(passage, start + found.start(), start + found.end(2))
                message = f"'{found[1]} {found[2]}' is one word before '{found[3]}'"
                yield Problem("LK138", message, place, f"write '{both}'")


def vowels_are_elided(document: Document) -> Iterator[Problem]:
    """No small word of a campaign's phrase keeps its vowel before another: « la unité » (LK138).

    Names keep it where somebody typed it so.
    """
    language, frequency = document.language, frequency_in(document.language.code)
    for passage, start, text in given(document) if language.writing.elision else ():
        for found in _TWO.finditer(text):
            said = f"{found[1]} {found[2]}"
            if found[2].islower() and frequency(found[2]) and (right := language.elided(said)) != said:
                place = document.place(passage, start + found.start(), start + found.end(2))
                yield Problem("LK138", f"'{said}' has two vowels that meet", place, f"write '{right}'")


def amounts_say_of_what(document: Document) -> Iterator[Problem]:
    """An outcome that is a sum of money has its currency, as its example has: "fined 500,000" (LK138)."""
    code = document.language.code
    for item in document.letter.items():
        if isinstance(item, Event):
            example = document.library.acts[item.act.kind].example
            for said, shown, _ in _pair(item.act.outcome, example, "outcome", code, False):
                if shown[:1].isdigit() and re.fullmatch(r"[\d.,\s\u00a0\u202f']+", said):
                    hint = f"write it with what it counts, such as '{shown}'"
                    yield Problem("LK138", f"'{said}' is a number of nothing", said.location, hint)


def phrases_have_their_article(document: Document) -> Iterator[Problem]:
    """What a clause or an act takes with its article has it, where it is such a thing as in the example (LK138)."""
    language, lists = document.language, lexicon(document.library, document.language.code).lists
    definite = lists["definite"] | lists["articles"]
    told: set[Location | None] = set()
    for said, example, any_case in _with_examples(document):
        words, right = (_WORD.findall(plain(text).casefold()) for text in (said, example))
        articled = len(right) > 1 and right[0] in definite
        if not articled or right[1] not in words or words[0] in definite or language.has_article(str(said)):
            continue
        led = words[0] in language.writing.indefinites or determines(words[0], language.writing)
        if said.location not in told and not led and (any_case or said[0].islower()):
            told.add(said.location)
            hint = f"write it with its article, such as '{example}'"
            yield Problem("LK138", f"'{said}' has no article", said.location, hint)


def _with_examples(document: Document) -> Iterator[tuple[Scalar, Scalar, bool]]:
    """The words that clauses and acts take, each with its clause's example, and whether names count, too.

    Of acts, a name can have none: "taken to Mulago hospital".
    """
    code = document.language.code
    for item in document.letter.items():
        if isinstance(item, FilledClause):
            for parameter in item.clause.takes:
                yield from _pair(item.arguments.get(parameter.name), item.clause.example, parameter.name, code, True)
        elif isinstance(item, Event):
            example = document.library.acts[item.act.kind].example
            for name, text in (("object", item.act.object), ("outcome", item.act.outcome)):
                yield from _pair(text, example, name, code, False)


def _pair(
    text: object, examples: object, name: str, code: str, any_case: bool
) -> Iterator[tuple[Scalar, Scalar, bool]]:
    said = text.within(code) if isinstance(text, Text) else text
    of_it = examples.get(Scalar(name)) if isinstance(examples, Mapping) else None
    example = of_it.get(Scalar(code)) if isinstance(of_it, Mapping) else None
    if isinstance(said, Scalar) and said and isinstance(example, Scalar):
        yield said, example, any_case
