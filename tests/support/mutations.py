"""Sentences of letters with words left out, put in, exchanged or changing places, as no honest person would do it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from support.alterations import Alteration, Sample, sentences

from letterkit.language.stems import stem_in

_WORD = re.compile(r"(?<![\w'’.-])[a-zà-ÿ]{5,}(?![\w'’-])")
_STRANGE = {
    "en": ("batons", "strangers", "bribed", "warehouse", "quietly", "seventeen"),
    "fr": ("matraques", "étrangers", "corrompu", "entrepôt", "discrètement", "dix-sept"),
}


def mutated(sample: Sample, rng: random.Random) -> Iterator[Alteration]:
    """Each sentence of a letter, changed in each way at a place taken at random."""
    reading = sample.library.language(sample.language).reading
    assert reading
    stem = stem_in(sample.language)
    small = {str(word).casefold() for _, _, words in reading.lists() for word in words}
    courteous = {stem(re.sub(r"\(.*?\)", "", str(word))) for word in reading.courtesies}
    synonyms = sample.library.language(sample.language).synonyms
    assert synonyms
    courteous |= {stem(str(word).casefold()) for word in synonyms.light}
    function = {str(word) for word in sample.library.language(sample.language).checking.function_words or ()}
    for sentence in dict.fromkeys(sentences(sample)):
        if sample.text.count(sentence) != 1:
            continue
        found = list(_WORD.finditer(sentence))
        telling = [
            word for word in found if word[0] not in small | function and stem(word[0].casefold()) not in courteous
        ]
        if not telling:
            continue
        one = rng.choice(telling)
        strange = rng.choice(_STRANGE[sample.language])
        yield Alteration(sample, "deleted", sentence, _cut(sentence, one.start(), one.end(), ""))
        yield Alteration(sample, "inserted", sentence, _cut(sentence, one.start(), one.start(), f"{strange} "))
        yield Alteration(sample, "exchanged", sentence, _cut(sentence, one.start(), one.end(), strange))
        others = [word for word in telling if stem(word[0]) != stem(one[0]) and abs(word.start() - one.start()) > 20]
        if others:
            first, last = sorted((one, rng.choice(others)), key=lambda word: word.start())
            swapped = _cut(sentence, last.start(), last.end(), first[0])
            yield Alteration(sample, "swapped", sentence, _cut(swapped, first.start(), first.end(), last[0]))


def _cut(text: str, start: int, end: int, new: str) -> str:
    return re.sub(r"  +", " ", text[:start] + new + text[end:])
