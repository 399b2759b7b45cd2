"""Clauses found by the words that people have for them, and the acts and keys that somebody means by others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import takewhile
from math import log

from rapidfuzz import fuzz

from letterkit.schema.clause import Clause
from letterkit.schema.library import Library

_NOTATION, _ENDINGS = re.compile(r"[*|<>()]"), re.compile(r"(?<=\w)\([a-z]{1,2}\)")
_NAMED, _CALLED = 2.0, 1.4
"""How much more than one of the text counts a word of a name, a title or the keywords, or of what people call it."""

_FIT, _NEAR, _FEW = 0.6, 0.4, 3
"""The part of the best score that a clause needs to be found, and that one of the first few needs."""

_LED = 0.6
"""The part of what an act counts that a demand counts which answers it."""

_SHORTEST = 3
"""So many letters a word has at least that is looked for, and two words share at least that are of one stem."""

_LETTERS = re.compile(rf"[^\W\d_]{{{_SHORTEST},}}")

_STEM, _ENDING = 5, 2
"""How many letters two words share that are of one stem, and how many more a form of a word can have."""

_RELATED, _SPELT_ALIKE = 0.55, 84
"""What a relative counts beside a word that is there; how much alike, of 100, a word and its misspelling are."""

_CALLS = ("verbs", "nouns")
"""The phrases of a clause's words by which people call it in their own."""

_CLOSE = 0.5
"""The part of what somebody's words weigh that a clause has, if it fits closely."""

_WHOLE = 0.5
"""What each word of a keyword of several counts, small ones too, where the words looked for have all of it."""

_ANY_WORD = re.compile(r"[^\W\d_]+")

_MEANT = 3
"""So many kinds of act are named to somebody who wrote another word."""


def search(words: Sequence[str], library: Library) -> list[Clause]:
    """The clauses in which ``words`` occur, or words much like them, the best first.

    A word that few clauses have counts for more than one that many have, and one of a name, a title or the keywords for
    more than one of the text. Small words count only within keywords of several words ("do everything in your power"),
    and clauses that fit far less well than the best are left out.
    """
    wanted = [word for text in words for word in telling(text, library)]
    scores = _scores(wanted, library)
    for name, score in _of_whole_keywords(" ".join(words), library).items():
        scores[name] = scores.get(name, 0.0) + score
    for name, score in _of_what_they_answer(scores, library).items():
        scores[name] = max(scores[name], score)
    best = max(scores.values(), default=0.0)

    def order(name: str) -> tuple[float, int, int, str]:
        """The best first; of the equal, whose title says least else ("Strike" before "Hunger strike")."""
        besides = set(telling(str(library.clauses[name].title), library)).difference(wanted)
        return -scores[name], len(besides), -len(set(wanted).intersection(name.split("-"))), name

    found = sorted((name for name, score in scores.items() if score and score >= best * _NEAR), key=order)
    return [library.clauses[name] for at, name in enumerate(found) if at < _FEW or scores[name] >= best * _FIT]


def _of_what_they_answer(scores: Mapping[str, float], library: Library) -> dict[str, float]:
    """What demands count for the acts that they answer, or that meet them: who looks for an act may want an end of it.

    Each counts for the one that fits best.
    """
    led: dict[str, float] = {}
    for kind, act in library.acts.items():
        meets = (name for name, demand in library.demands.items() if kind in demand.met_by)
        for name in (*map(str, act.demands), *meets):
            led[name] = max(led.get(name, 0.0), _LED * scores.get(str(kind), 0.0))
    return led


def fits_closely(words: Sequence[str], clause: Clause, library: Library) -> bool:
    """Whether a clause has most of what was looked for: a word that no clause has weighs as much as any."""
    if _of_whole_keywords(" ".join(words), library).get(str(clause.name)):
        return True
    wanted = {word for text in words for word in telling(text, library)}
    weights = {word: log(1 + len(library.clauses) / (_clauses_with(word, library) or 1)) for word in wanted}
    named, called, told = library.derived(_words_of_clauses, "")[str(clause.name)]
    known = named | called | told
    has = sum(weight for word, weight in weights.items() if likeness(word, known))
    return has >= _CLOSE * sum(weights.values())


def _clauses_with(word: str, library: Library) -> int:
    """In how many clauses a word stands, or one much like it."""
    return sum(1 for clause in library.clauses.values() if _match(word, clause, library))


def _of_whole_keywords(said: str, library: Library) -> dict[str, float]:
    """What clauses count whose keywords of several words all stand in what was looked for, the longest of each."""
    words = frozenset(_ANY_WORD.findall(_folded(said)))
    phrases = library.derived(_keywords_of_several_words, "")
    found = {name: max((len(one) for one in each if one <= words), default=0) for name, each in phrases.items()}
    return {name: _WHOLE * length * log(len(phrases)) for name, length in found.items() if length}


def _keywords_of_several_words(library: Library, _: str) -> dict[str, list[frozenset[str]]]:
    return {
        str(clause.name): [
            words
            for one in (clause.name.replace("-", " "), *clause.keywords)
            if len(words := frozenset(_ANY_WORD.findall(_folded(str(one))))) > 1
        ]
        for clause in library.clauses.values()
    }


def _folded(text: str) -> str:
    """A text in small letters without accents, as people type it: "œuvre" is "oeuvre"."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _scores(wanted: Sequence[str], library: Library) -> dict[str, float]:
    """How well each clause fits some words, of which those that few clauses have count for more."""
    matches = {name: [_match(word, clause, library) for word in wanted] for name, clause in library.clauses.items()}
    found = [sum(1 for scores in matches.values() if scores[at]) for at in range(len(wanted))]
    rare = [log(1 + len(matches) / number) if number else 0.0 for number in found]
    return {name: sum(one * weight for one, weight in zip(each, rare, strict=True)) for name, each in matches.items()}


def _match(word: str, clause: Clause, library: Library) -> float:
    """How well a word fits a clause: 0 where no word of the clause is much like it."""
    named, called, told = library.derived(_words_of_clauses, "")[clause.name]
    return max(_NAMED * likeness(word, named), _CALLED * (word in called), likeness(word, told))


def likeness(word: str, known: frozenset[str]) -> float:
    """1 for a word that is there, less for another form of it, least for a relative or a slip; 0 for none.

    A relative or a slip is not told beside a clause that has the word itself.
    """
    return 1.0 if word in known else max((_kinship(word, other) for other in known), default=0.0)


def _kinship(word: str, other: str) -> float:
    """How near two words are that differ: forms of one word, relatives of one stem, one of them mistyped."""
    if word[:_SHORTEST] != other[:_SHORTEST]:
        return 0.0  # a search compares thousands of words, of which nearly all end here
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
    if stem < min(len(word), len(other), _STEM):
        return 0.0
    rest = max(len(word), len(other)) - stem
    if (stem >= _STEM - 1 and rest <= _ENDING) or (stem > _STEM and rest <= 2 * _ENDING):
        return 0.8
    if stem >= _STEM and rest <= 2 * _ENDING:
        return _RELATED
    mistyped = min(len(word), len(other)) >= _STEM and abs(len(word) - len(other)) <= 1
    return _RELATED if mistyped and fuzz.ratio(word, other) >= _SPELT_ALIKE else 0.0


def _words_of_clauses(library: Library, _: str) -> dict[str, tuple[frozenset[str], ...]]:
    """The words of each clause: those of its name, title and keywords, of what people call it, and of its texts."""
    found = {}
    for clause in library.clauses.values():
        named = [clause.name.replace("-", " "), str(clause.title), *map(str, clause.keywords)]
        told, called = [str(clause.source)], list[str]()
        for wording in clause.words.values():
            called += (_plain(str(one)) for key in _CALLS for one in getattr(wording, key, ()))
            told += (re.sub(r"\{[{%].*?[}%]\}", " ", template, flags=re.DOTALL) for template in wording.templates())
        each = (named, called, told)
        found[str(clause.name)] = tuple(
            frozenset(word for text in texts for word in telling(text, library)) for texts in each
        )
    return found


def _plain(phrase: str) -> str:
    """A phrase by which a clause is known, without the marks of its notation: "enlevé(e)(s)" is "enlevé"."""
    return _NOTATION.sub(" ", _ENDINGS.sub("", phrase))


def telling(text: str, library: Library) -> list[str]:
    """The words of a text, but for small words of any language."""
    small = library.derived(_small_words, "")
    return [word for found in _LETTERS.findall(_folded(text)) if (word := found) not in small]


def _small_words(library: Library, _: str) -> frozenset[str]:
    lists = [library.language(code).checking.function_words for code in library.language_codes()]
    return frozenset(_folded(str(word)) for words in lists for word in words or ())


def acts_meant(word: str, library: Library) -> list[str]:
    """The kinds of act that somebody may mean by a word, the likeliest first; none when no clause has it."""
    found = search([word.replace("-", " ")], library)
    return [str(clause.name) for clause in found if clause.name in library.acts][:_MEANT]


def told_behind(word: str, kind: str, library: Library) -> str:
    """Where a kind of act takes what its sentences tell behind a word, as a mend; "" where they tell nothing behind it.

    They tell the ``outcome`` of a charge behind "with"; the ``object`` of a strike begins with "for" itself.
    """
    told = re.compile(rf"\b{re.escape(word)} \{{\{{ (\w+) \}}\}}", re.IGNORECASE)
    act = library.acts[kind]
    found = {str(key) for wording in act.words.values() for text in wording.templates() for key in told.findall(text)}
    if key := next((key for key in act.keys_taken if key in found), ""):
        return f"what is told behind '{word}' is the value of '{key}'"
    examples = act.example.items() if isinstance(act.example, Mapping) else ()
    begun = (
        f"it goes with '{key}', as in '{key}: {text}'"
        for key, one in examples
        for text in (one.values() if isinstance(one, Mapping) else (one,))
        if str(key) in act.keys_taken and str(text).casefold().startswith(f"{word} ".casefold())
    )
    return next(begun, "")
