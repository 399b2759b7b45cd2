"""The words of a sentence as an edit is judged by them: what each carries, however it is inflected or written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Days, Mention, Seen
from letterkit.checks.ledger.words.lexicon import TextWord
from letterkit.checks.ledger.words.meanings import LIGHT, Meanings, meanings
from letterkit.checks.ledger.words.small_words import small_words
from letterkit.foundation.kept import Kept
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.mentions import numbers_in
from letterkit.language.spelling import plain
from letterkit.language.stems import stem_in
from letterkit.schema.library import Library


class Token(NamedTuple):
    """A word, number or date: ``fold`` is what it has in common with its other forms, ``start`` and ``end`` its place.

    ``small`` says that it only turns what others say. ``bound`` says that the word before it, or a mark or the
    beginning of the sentence, sets it off from the last one that tells something.
    """

    fold: str
    start: int
    end: int
    small: bool = False
    bound: bool = True
    days: tuple[Days, ...] = ()


class _Found(NamedTuple):
    """What stands at a word: its fold, the word behind it, and the rest as in `Token`."""

    fold: str
    last: int
    small: bool = False
    days: tuple[Days, ...] = ()


def _mentions(seen: Seen) -> dict[int, Mention]:
    """Numbers, lengths, days, names and countries of a sentence by their first words."""
    figures = (each for each in seen.of("number", "duration", "date") if each.last > each.first)
    named = (each for each in seen.of("person") if each.values - {""})
    return {each.first: each for each in (*seen.of("country"), *named, *sorted(figures, key=_reach))}


def _reach(figure: Mention) -> int:
    """The order in which figures are taken that begin with one word: the last one holds."""
    return ("number", "duration", "date").index(figure.kind)


def measured(figure: Mention) -> str:
    """A number, or a length in its least unit: a year and twelve months are the same."""
    unit = min(figure.values, default="")
    factor, least = {"year": (12, "month"), "week": (7, "day")}.get(unit, (1, unit))
    return f"{figure.number * factor} {least}".strip()


@dataclass(frozen=True, slots=True)
class _CommonFolds:
    """What words of a language have in common with others: of those that carry no fact, of norms, of judgements."""

    courtesies: frozenset[str]
    norms: frozenset[str]
    judging: frozenset[str]


def _common_folds(library: Library, language: str) -> _CommonFolds:
    stem, known = stem_in(language), meanings(library, language)

    def folded(stems: Iterable[str]) -> frozenset[str]:
        return frozenset(found[1] for each in stems if (found := known.at([each], 0)))

    courtesies = {stem(word) for word in small_words(library, language).courtesies}
    plain_ones = {each for each in courtesies if not known.at([each], 0)}
    return _CommonFolds(
        frozenset(plain_ones | folded(courtesies)),
        known.norms | folded(known.norms),
        known.judging | folded(known.judging),
    )


_TOKENS: Kept[tuple[Token, ...]] = Kept(512)


class Folding:
    """Makes tokens of sentences in the language of one letter."""

    def __init__(self, eyes: Eyes) -> None:
        self._eyes, self._lexicon = eyes, eyes.lexicon
        self._stem = stem_in(eyes.language.code)
        self._small = small = small_words(eyes.cast.library, eyes.language.code)
        self.denying, self.reversing, self.modals = small.denying, small.reversing, small.modals
        self.quantities, self.agents = small.quantities, small.agents
        self.ranking, self.address = small.ranking, small.address
        self._common = eyes.cast.library.derived(_common_folds, eyes.language.code)
        self._numerals: dict[str, int] = {}
        self._last: tuple[Seen, tuple[Token, ...]] | None = None
        self._stemmed: tuple[tuple[TextWord, ...], Sequence[str]] = (), ()

    @property
    def courtesies(self) -> frozenset[str]:
        """What words have in common that carry no fact."""
        return self._common.courtesies

    @property
    def norms(self) -> frozenset[str]:
        """The words of rights, wrongs and duties."""
        return self._common.norms

    @property
    def judging(self) -> frozenset[str]:
        """The words of what the writers think."""
        return self._common.judging

    @property
    def several(self) -> frozenset[str]:
        """The words for all of several people."""
        return self.plural | self._small.all_of

    def stems(self, words: Iterable[str]) -> frozenset[str]:
        """The stems of words in lower case."""
        return frozenset(self._stem(word) for word in words)

    def folds(self, words: Iterable[str]) -> frozenset[str]:
        """What words in lower case have in common with others, one by one."""
        return frozenset(
            found[1] if (found := self.meanings.at([self._stem(word)], 0)) else self._stem(word) for word in words
        )

    def both(self, words: frozenset[str]) -> frozenset[str]:
        """Words in lower case, and what they have in common with others."""
        return words | self.folds(words)

    def content(self, text: str) -> frozenset[str]:
        """The stems of the words of a text that tell something."""
        return frozenset(token.fold for token in self.tokens(self._eyes.see(plain(text))) if not token.small)

    def stemmed(self, seen: Seen) -> Sequence[str]:
        """The stems of the words of a sentence."""
        if self._stemmed[0] is not seen.words:  # a sentence is asked for several times on end
            self._stemmed = seen.words, [self._stem(word.low) for word in seen.words]
        return self._stemmed[1]

    def stem(self, word: str) -> str:
        """The stem of a word in lower case."""
        return self._stem(word)

    def tells(self, word: TextWord) -> bool:
        """Whether a word tells something, and does not only turn what others say."""
        return not (self._is_empty(word) or word.low in self._small.turning or word.low in self.reversing)

    def tokens(self, seen: Seen) -> tuple[Token, ...]:
        """The tokens of a sentence, in order."""
        if self._last is None or self._last[0] is not seen:
            self._last = seen, self._all_tokens(seen)
        return self._last[1]

    def _all_tokens(self, seen: Seen) -> tuple[Token, ...]:
        mentions = _mentions(seen)
        if any(each.kind == "person" for each in mentions.values()):
            return tuple(self._tokens(seen, mentions))
        key = (seen.words, tuple(mentions.values()), seen.of("group", "head"))
        return _TOKENS.of(self._small, key, lambda: tuple(self._tokens(seen, mentions)))

    def _tokens(self, seen: Seen, mentions: Mapping[int, Mention]) -> Iterator[Token]:
        stems = self.stemmed(seen)
        at, bound, parted = 0, True, False
        behind: dict[int, int] = {}
        while at < len(seen.words):
            word = seen.words[at]
            if at in behind:
                at = behind[at]
                continue
            found = self._mentioned(seen, at, mentions) or self._parted(seen, stems, at, behind)
            found = found or self._worded(seen, at, stems)
            firm = found.fold in self.meanings.firm
            bound = bound or self._begins_phrase(word, found) or (found.small and not parted) or firm
            # What "of" leads cannot be moved without it.
            parted = found.small and (parted or word.low in self._lexicon.lists["partitive"])
            if found.fold:
                yield Token(found.fold, word.start, seen.words[found.last - 1].end, found.small, bound, found.days)
            # An adverb, and a day, close a phrase, too.
            at, bound = found.last, (found.small and not parted) or firm or bool(found.days)

    def _begins_phrase(self, word: TextWord, found: _Found) -> bool:
        """Whether a mark stands before a word, or it leads a phrase and tells something: "because"."""
        return bool(word.gap.strip(" '-")) or (word.low in self._lexicon.lists["governed"] and not found.small)

    def _mentioned(self, seen: Seen, at: int, mentions: Mapping[int, Mention]) -> _Found | None:
        """The number, day, name or country at a word."""
        if (each := mentions.get(at)) and each.kind in ("number", "date", "duration"):
            return _Found(f"={each.days or measured(each)}", each.last, days=each.days)
        person = mentions.get(self._titled(seen, at))
        if person and person.kind == "person":
            return _Found(self._who(person, seen.words[at]), person.last)
        if number := self._number(seen.words[at]):
            return _Found(f"={number}", at + 1)
        return _Found(f"#{min(each.values)}", each.last) if each and each.kind == "country" else None

    def _parted(self, seen: Seen, stems: Sequence[str], at: int, behind: dict[int, int]) -> _Found | None:
        """The phrase with words between that begins at a word; ``behind`` gets where its second part stands."""
        found = self.meanings.parted_at(stems, at)
        marks = "".join(word.gap.strip() for word in seen.words[at + 1 : found[2]]) if found else ""
        # "threw Ms A, a seamstress, out"
        if found is None or set(marks) & set(";:()") or marks.count(",") % 2:
            return None
        behind[found[1]] = found[2]
        return _Found(found[3], found[0])

    def _worded(self, seen: Seen, at: int, stems: Sequence[str]) -> _Found:
        """What a word is, or the phrase that begins with it."""
        low = seen.words[at].low
        if self._is_contracted(seen, at):
            return _Found(self._small.deny, at + 2, small=True)
        if (found := self._phrase(seen, stems, at)) and not (found[1] == LIGHT and self._is_of_group(seen, at)):
            return _Found(found[1], found[0], small=low in self._small.turning and found[0] == at + 1)
        alone = len(low) == 1 and low.isalpha() and low not in self.denying
        if alone or (low in self._small.articles and not self._parts(seen, at)):
            return _Found("", at + 1, small=True)
        if low in self._small.turning or low in self.reversing:
            return _Found(low, at + 1, small=True)
        empty = self._is_empty(seen.words[at])
        return _Found("" if empty else stems[at], at + 1, small=empty)

    @staticmethod
    def _is_of_group(seen: Seen, at: int) -> bool:
        """Whether a word is of those by which people are called: "orderlies" is no order."""
        return any(each.first <= at < each.last for each in seen.of("group", "head"))

    def _parts(self, seen: Seen, at: int) -> bool:
        """Whether an article stands for a part: "one of them", "une d'elles"."""
        following = seen.words[at + 1].low if at + 1 < len(seen.words) else ""
        return following in self._lexicon.lists["partitive"]

    def _number(self, word: TextWord) -> int:
        """The number that a word names within another: "two-year"; 0 for none."""
        if word.low not in self._numerals:
            found = list(numbers_in(word.text, self._eyes.language)) if word.text.isalpha() else []
            self._numerals[word.low] = found[0].number if found else 0
        return self._numerals[word.low]

    def _titled(self, seen: Seen, at: int) -> int:
        """The word with which a name can begin whose title stands at a word: the next one, or else the word itself."""
        return at + 1 if seen.words[at].low in self._titles and at + 1 < len(seen.words) else at

    def _who(self, person: Mention, title: TextWord) -> str:
        """Whom a name means, told by its title where several have it."""
        people = self._eyes.cast.campaign.people
        gender = self._titles.get(title.low, "")
        keys = sorted(person.values)
        fitting = [key for key in keys if gender and getattr(people.get(Scalar(key)), "gender", "") == gender]
        return f"@{'|'.join(fitting or keys)}"

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """The titles before names, each with the gender that it tells, "" for none."""
        titles = dict.fromkeys(self._lexicon.lists.get("titles", ()), "")
        for gender, title in self._eyes.language.style.mr.items():
            titles[plain(str(title)).rstrip(".").casefold()] = str(gender)
        return titles

    @cached_property
    def meanings(self) -> Meanings:
        """Which words say the same, and which the opposite."""
        return meanings(self._eyes.cast.library, self._eyes.language.code)

    def _phrase(self, seen: Seen, stems: Sequence[str], at: int) -> tuple[int, str] | None:
        """The words that mean the same as others and begin at one, and what they mean; None for none."""
        found = self.meanings.at(stems, at)
        if not found or self._is_refusing(seen, at, found[0]):
            return None
        low = seen.words[at].low
        if found[0] == at + 1 and (
            low in self.denying or (low in self._small.turning and found[1] not in self.meanings.same)
        ):
            return None
        return found

    def meaning(self, token: Token) -> str:
        """What a token means; small words that others mean the same as mean that, others themselves."""
        found = self.meanings.at([self._stem(token.fold)], 0) if token.small else None
        return found[1] if found and found[1] else token.fold if token.fold.startswith("~") else f"~{token.fold}"

    def is_pronoun(self, token: Token) -> bool:
        """Whether a token is a pronoun for people."""
        return token.fold in self.singular or token.fold in self.plural

    def gender(self, token: Token) -> str:
        """The gender that a pronoun or a name tells, ``many`` for several, "" where none is told."""
        if token.fold.startswith("@"):
            people = self._eyes.cast.campaign.people
            told = {str(getattr(people.get(Scalar(key)), "gender", None) or "") for key in token.fold[1:].split("|")}
            return min(told) if len(told) == 1 else ""
        return dict(self._pronouns).get(token.fold, "")

    @cached_property
    def refusing(self) -> frozenset[str]:
        """The words by which somebody did not do what follows, and what they mean."""
        return self.both(self.reversing)

    @cached_property
    def singular(self) -> frozenset[str]:
        """The pronouns for one person."""
        return frozenset(word for word, gender in self._pronouns if gender in ("male", "female"))

    @cached_property
    def plural(self) -> frozenset[str]:
        """The pronouns for several people."""
        return frozenset(word for word, gender in self._pronouns if gender == "many")

    @cached_property
    def _pronouns(self) -> tuple[tuple[str, str], ...]:
        reading = self._eyes.cast.library.language(self._eyes.language.code).reading
        told = (reading.persons, reading.possessives) if reading else ()
        return tuple(
            (str(word).casefold(), str(gender)) for table in told for gender, words in table.items() for word in words
        )

    def _is_refusing(self, seen: Seen, at: int, last: int) -> bool:
        """Whether words say that somebody would not do what follows: "refused to speak"."""
        following = seen.words[last].low if last < len(seen.words) else ""
        return seen.words[at].low in self.reversing and following in self._lexicon.lists.get("infinitive", ())

    def _is_contracted(self, seen: Seen, at: int) -> bool:
        """Whether a word and the next are one that denies, with an apostrophe."""
        other = seen.words[at + 1] if at + 1 < len(seen.words) else None
        if other is None or other.gap == " ":  # as between most words; those have an apostrophe
            return False
        return f"{seen.words[at].low}{other.gap}{other.low}" in self._small.contracted

    def _is_empty(self, word: TextWord) -> bool:
        return word.low in self._small.empty or (len(word.low) == 1 and not word.low.isdigit())
