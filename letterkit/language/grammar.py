"""What a language does to a letter: lists, agreement, elision, punctuation; dates and numbers are in `reckoning`.

The words stand in ``templates/languages/CODE/writing.yml``; nothing here knows a particular language.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from babel.lists import format_list

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.kept import Kept
from letterkit.foundation.origins import MARKS, bare, capitalise
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.articles import articles_of, with_particle
from letterkit.language.number_words import in_words
from letterkit.language.reckoning import Reckoning
from letterkit.language.sentences import Sentences
from letterkit.schema.checking import Checking, Claims
from letterkit.schema.language import LanguageFiles
from letterkit.schema.style import HouseStyle
from letterkit.schema.wording import before_its_name
from letterkit.typeset.typography import NARROW, NO_BREAK, Typography, plain_spaces

_SPACES = {"wide": NO_BREAK, "narrow": NARROW}
_M = f"{MARKS}*"
_COMMA = re.compile(r",(?!\d{3}\b)")
"""A comma that is not within a number."""
CLITIC = "\ue013"
"""Stands before a pronoun that is written as an article is, so that nothing contracts with it: "de le reconnaître"."""
_SHORT = 5
"""How long a word is that too many others end with."""


@dataclass(frozen=True, slots=True)
class Language(Reckoning):
    """A language in a house's style: what its files say, and its ``style`` with what the house changes."""

    checking: Checking
    claims: Claims | None

    @property
    def tag(self) -> str:
        """The BCP 47 tag: "en-GB", "en-US", "fr"."""
        return str(self.locale).replace("_", "-")

    @property
    def typography(self) -> Typography:
        """How text of the language is set in the house's style."""
        months = self.locale.months["format"]
        names = dict.fromkeys(name for width in ("wide", "abbreviated") for name in months[width].values())
        rules, style = self.writing.typography, self.style
        return Typography(
            quotes=tuple(mark.replace(" ", NO_BREAK) for mark in style.quotes),
            dash=str(style.dash),
            between_digits=str(rules.range),
            ellipsis=str(rules.ellipsis),
            before=tuple((str(mark), _SPACES[width]) for mark, width in rules.space_before.items()),
            in_numbers=_SPACES.get(rules.space_in_numbers, ""),
            before_numbers=tuple(map(str, rules.before_numbers)),
            after_numbers=tuple(map(str, rules.after_numbers)),
            before_names=tuple(map(str, rules.before_names)),
            after_names=tuple(map(str, rules.after_names)),
            references=tuple(map(str, rules.references)),
            elided=tuple(map(str, rules.elided)),
            months=tuple(names),
            text=style.text,
            hyphenated=style.hyphenation in ("always", style.text),
            small_capitals=style.acronyms == "small-capitals",
        )

    @property
    def sentences(self) -> Sentences:
        """How the language divides a paragraph."""
        words = self.writing.abbreviations
        return _SENTENCES.of(self.writing, self.code, lambda: Sentences(self.code, tuple(map(str, words))))

    @property
    def conjunction(self) -> str:
        """The word that joins two things: "and"."""
        return str(self.writing.conjunction)

    @property
    def alternative(self) -> str:
        """The word that joins two things of which one holds: "or"."""
        return format_list(["", ""], style="or", locale=Locale.parse(self.code)).strip()

    def title(self, office: str, gender: str | None) -> str | None:
        """A title of office in the language, by its English name, for a man where the gender is not known."""
        known = self.writing.offices.get(Scalar(office.lower()))
        return known.choose((gender or "male",)) if known else None

    def titled(self, office: str) -> str:
        """An office as an address has it: with capitals throughout, where the language has them and none was typed."""
        small = self.writing.small_in_titles
        if not small or office != office.lower():
            return office
        return " ".join(word if word in small else capitalise(word) for word in office.split())

    def when(
        self,
        date: PartialDate,
        today: datetime.date,
        previous: PartialDate | None = None,
        *,
        ahead: bool = False,
        year: int | None = None,
        within: bool = False,
    ) -> str:
        """When something happens (see `Reckoning.when`), elided: "d'avril à juin"."""
        return self.elided(Reckoning.when(self, date, today, previous, ahead=ahead, year=year, within=within))

    def possessive(self, name: str) -> str:
        """The genitive of a name, where the language forms one at its end; else the name."""
        rule = self.writing.possessive
        if rule is None:
            return name
        return (rule.short if bare(name).endswith(tuple(rule.after)) else rule.usual).format(name)

    def agreement(self, word: str, agree: Sequence[str]) -> str | None:
        """The variant of an agreeing word for a noun, or None when the language has no such word.

        A word that begins with a capital gives the capitalised variant.
        """
        table = self.writing.agreement.get(Scalar(word))
        if table is None and word != word.lower():
            found = self.agreement(word.lower(), agree)
            return None if found is None else capitalise(found)
        return None if table is None else table.choose(agree)

    def with_particle(self, particle: str, item: str) -> str:
        """A particle before an item, and before what is joined to it with an article: « au mari et à la fille »."""
        return with_particle(particle, item, self.writing)

    def with_possessive(self, thing: str, agree: Sequence[str]) -> str:
        """A thing with its article, as somebody's: "the premises" are "its premises"; "" where it has no article."""
        thing = self.elided(thing)
        for article, word in self.writing.possessives.items():
            start = article if article.endswith("'") else f"{article} "
            if found := re.match(rf"({_M}){re.escape(start)}", thing):
                rest = self._others_as_well(thing[found.end() :], agree)
                return f"{found[1]}{self.agreement(word, agree) or ''} {rest}"
        return ""

    def _others_as_well(self, rest: str, agree: Sequence[str]) -> str:
        """What is joined to a thing, as the same owner's: "her husband and daughter", « son mari et sa fille »."""
        for article, word in self.writing.possessives.items():
            if len(self.writing.possessives) > 1:
                start = article if article.endswith("'") else f"{article} "
                own = f" {self.conjunction} {self.agreement(word, agree) or ''} "
                rest = own.join(re.split(rf" {re.escape(self.conjunction)} {re.escape(start)}", rest))
        return rest

    def number_of(self, phrase: str) -> str:
        """Whether a noun phrase is of "one" or "many", by the words before its nouns; "" where these do not tell."""
        words = self.writing.determiners
        plurals = self.writing.plurals
        if plurals and plurals.many and phrase.casefold().startswith(f"{self.writing.default_article} "):
            joined = f" {self.conjunction} " in plurals.head(phrase)
            return "many" if joined or plurals.is_many(phrase) else "one"
        if not words:
            named = phrase[:1].isupper() and f" {self.conjunction} " not in phrase
            return "one" if named or self.has_indefinite(phrase) else ""
        # "et des Droits" goes on with a name, "et les juges" with another doer.
        another = "|".join(map(re.escape, (*words.get("one", ()), *self.writing.plural_articles)))
        if re.search(rf"\s{re.escape(self.conjunction)} (?:{another})(?:(?<=['’])|\s)", phrase):
            return "many"
        for number, known in words.items():
            if re.match(rf"{_any(known)}(?:(?<=['’])|\s)", phrase, re.IGNORECASE):
                return str(number)
        return "one" if phrase[:1].isupper() else "many" if phrase[:1].isdecimal() else ""

    def country(self, code: str, on: datetime.date | None = None) -> str:
        """The name of a country by its ISO code, without article, as it was on a day or is today."""
        return self.writing.countries.name_of(self.code, code, on)

    def list(self, items: Sequence[str]) -> str:
        """Items in a row: "A", "A and B", "A, B and C"; semicolons when an item has commas and there are three."""
        if len(items) >= 3 and any(_COMMA.search(bare(item)) for item in items):
            closed = [re.sub(rf",({_M})(?:,({_M}))*$", r"\1\2", item) for item in items[:-1]]
            semicolon = self.spaced(";")
            return f"{f'{semicolon} '.join(closed)}{semicolon} {self.conjunction} {items[-1]}"
        return format_list(list(items), locale=self.locale)

    def list_of_lists(self, items: Sequence[str]) -> str:
        """Noun phrases in a row of which some hold the conjunction themselves: « A et B ainsi que C »."""
        besides, word = self.writing.conjunction_besides, f" {self.conjunction} "
        plain = len(items) == 2 or (len(items) > 2 and not any("," in bare(item) for item in items))
        if besides and plain and any(word in bare(item) for item in items):
            return f"{', '.join(items[:-1])} {besides} {items[-1]}"
        two = len(items) == 2 and word in bare(items[0])
        return self.series(items) if two else self.list(items)

    def series(self, phrases: Sequence[str]) -> str:
        """Phrases in a row, with a comma before the last when a conjunction within them would mislead."""
        word = f" {self.conjunction} "
        if len(phrases) == 2 and any(word in bare(phrase) for phrase in phrases):
            return f"{phrases[0]},{word}{phrases[1]}"
        if len(phrases) > 2 and not any(_COMMA.search(bare(phrase)) for phrase in phrases):
            return f"{', '.join(phrases[:-1])},{word}{phrases[-1]}"
        return self.list(phrases)

    def without_particle(self, demand: str) -> str:
        """A demand, marked, without the word that goes before demands where somebody has written it: "to release A"."""
        words = "|".join(re.escape(str(word)) for word in self.writing.particles)
        return re.sub(rf"^({MARKS}*)(?i:(?:{words})(?<=['’])|(?:{words})\s+)", r"\1", demand) if words else demand

    def infinitive(self, demand: str) -> str:
        """A demand, marked, whose pronoun no particle contracts with: "de le libérer"."""
        pronouns = {one for word in self.writing.clitics for one in self.writing.agreement[word].all}
        return f"{CLITIC}{demand}" if bare(demand).split(" ")[0] in pronouns else demand

    def with_infinitive_particle(self, particle: str, said: str, *others: str) -> str:
        """What somebody undertook, marked, behind a particle, unless that or one of ``others`` begins it: "to pay".

        Only a small word can stand before it: "not to pay", but "work to end it" has none yet.
        """
        first, second = (*re.findall(r"\w+'?", bare(said).replace("’", "'").lower())[:2], "", "")[:2]
        small = first in (self.checking.function_words or ())
        begun = {*self.writing.particles, particle}.intersection((first, second if small else first))
        return said if begun or first in others else f"{particle} {self.infinitive(said)}"

    def works_at(self, title: str) -> bool:
        """Whether a title says what somebody is at an employer ("journalist"), and not an office or member of it.

        Of several joined ones ("teacher and member"), the last stands before the organisation. A compound is what it
        ends with: a "photojournalist" is a journalist.
        """
        words = re.findall(r"\w+", title.lower().rpartition(f" {self.conjunction} ")[2])
        known = {str(word) for word in self.writing.employed_at}
        ends = tuple(one for one in known if len(one) > _SHORT)
        compound = any(word.endswith(ends) for word in words)
        return compound or not known.isdisjoint([*words, *(word[:-1] for word in words)])

    def heads(self, title: str) -> bool:
        """Whether one person alone holds an office in an organisation, by the words of its title ("treasurer")."""
        return not set(self.writing.heads).isdisjoint(map(Scalar, re.findall(r"\w+", title.lower())))

    def is_one_of_many(self, title: str) -> bool:
        """Whether an organisation has many who are what a title ends with: a "human-rights lawyer" is "a lawyer"."""
        plurals = self.writing.plurals
        head = (plurals.head(title) if plurals else "") or title
        last = self.writing.offices.get(Scalar(head.lower().split()[-1]))
        article = self.writing.indefinite
        begins = (f"{article.usual} ", f"{article.vowel} ") if article else ()
        return last is not None and last.choose(("one",)).startswith(begins) and not title.startswith(begins)

    def is_union(self, name: str) -> bool:
        """Whether an organisation has members, by the words of its name ("union", "association")."""
        return not set(self.writing.unions).isdisjoint(map(Scalar, re.findall(r"\w+", name.lower())))

    def is_site(self, place: str) -> bool:
        """Whether a place is a building or grounds, by the last word of its name ("the police station of Poti")."""
        head = self.writing.plurals.head(place) if self.writing.plurals else place
        return bool(head) and head.lower().split()[-1] in self.writing.sites

    def with_small_article(self, place: str) -> str:
        """A marked place whose name has an article that contracts, with that in small letters: « au Caire »."""
        known = (*self.writing.article_genders, *self.writing.plural_articles)
        contracted = {str(article) for _, article, _ in self.writing.contractions if article in known}
        articles = "|".join(map(re.escape, sorted(contracted)))
        if not articles:
            return place
        return re.sub(rf"^({_M})((?i:{articles}))(?= )", lambda found: found[1] + found[2].lower(), place)

    def has_article(self, text: str) -> bool:
        """Whether a phrase begins with an article that organisations can have: "la publication", "l'article"."""
        first = re.split(r"(?<=['’])|\s", text.lower(), maxsplit=1)[0]
        return first.replace("’", "'") in articles_of(self.writing)

    def stated_as(self, reason: str) -> str:
        """The phrase of a reason that others state: a thing with its article, a thing without one, or what was done."""
        phrases, words = self.writing.phrases, re.split(r"(?<=['’])|\s", reason.casefold())
        indefinite = words[0].replace("’", "'") in self.writing.indefinites
        if phrases.stated_reason_articled and (self.has_article(reason) or indefinite):
            return "stated-reason-articled"
        done = any(word.endswith(tuple(self.writing.infinitives)) for word in words[:2])
        return "stated-reason-named" if phrases.stated_reason_named and not done else "stated-reason"

    def has_indefinite(self, title: str) -> bool:
        """Whether a title has its article: "a member"."""
        article = self.writing.indefinite
        return article is not None and title.split()[0] in (article.usual, article.vowel)

    def is_list(self, text: str) -> bool:
        """Whether a phrase names several things."""
        return "," in text or f" {self.conjunction} " in text

    def open_sentence(self, text: str) -> str:
        """A sentence that begins with figures, with them in words; thousands stay in figures ("9 000")."""
        return re.sub(
            rf"^((?:{MARKS})*)(\d{{1,3}})(?=[^\d,.])(?!\s\d)",
            lambda found: found[1] + capitalise(in_words(self.code, int(found[2]))),
            text,
        )

    def quote(self, text: str) -> str:
        """Text between quotation marks as they are typed; typesetting makes the language's of them."""
        return f'"{text}"'

    def polish(self, text: str, typed: Callable[[str, int], bool]) -> str:
        """A marked sentence with elision and contraction done, its punctuation in order, and plainly typed.

        ``typed`` says of a place in it whether somebody has typed the words there: those stand as they are. Spaces are
        plain and apostrophes straight; how they are set is the matter of `typography`.
        """
        text = plain_spaces(text)
        for first, article, contracted in self.writing.contractions:
            text = re.sub(
                _contracting(first, article),
                lambda found, to=contracted: f"{_like(found[1], to)} {found[2]}{found[3]}",  # type: ignore[misc]
                text,
            )
        text = self.elided(text, typed)
        # Of phrases that end with commas within each other, each has its own: "among them Jon Berg, a captain,,".
        text = re.sub(rf",({_M}) ?(?={_M},)", r"\1", text)
        text = re.sub(rf",({_M}) ?({_M})([,.;:?!])", lambda found: found[1] + found[2] + self.spaced(found[3]), text)
        text = re.sub(rf"\.({MARKS}+)\.", r".\1", text)
        text = re.sub(rf" ({_M})([,.;:?!])(?=\s|{MARKS}|$)", self._before_punctuation, text)
        text = re.sub(rf" ({_M}) +", r" \1", text)
        text = text.replace(CLITIC, "")
        # An apostrophe at the beginning of a word was typed to be one, and not to open a quotation.
        return (re.sub(r"(?<=\w)’", "'", text) if "’" in text else text).strip()

    def elided(self, text: str, typed: Callable[[str, int], bool] = lambda text, at: False) -> str:
        """A marked text in which words have lost their vowel before another: "de Ana" is "d'Ana" (see `polish`)."""
        if not self.writing.elision:
            return text
        words, vowels = _any(self.writing.elision), _any((*self.writing.vowels, *self.writing.silent))
        pattern = rf"(?<![\w'’])({words})({_M}) ({_M})(?={vowels})"
        if self.writing.semivowels:
            pattern += rf"(?!{_any(self.writing.semivowels)}{vowels})"
        if self.writing.unelided:
            pattern += rf"(?!{_any(self.writing.unelided)}\b)"

        def shortened(found: re.Match[str]) -> str:
            together = not (found[2] or found[3]) and typed(found.string, found.start())
            initials = len(found[1]) > 1 and found[1].isupper()  # « le SE a appelé à la grève »
            return found[0] if together or initials else f"{found[1][:-1]}'{found[2]}{found[3]}"

        return re.sub(pattern, shortened, text, flags=re.IGNORECASE)

    def with_article(self, article: str, name: str) -> str:
        """A name behind its article, which alone is shortened: "l'union de Ouagadougou"."""
        start = before_its_name(article)
        return self.elided(start + name, lambda _, at: at >= len(start))

    def _before_punctuation(self, found: re.Match[str]) -> str:
        return f"{found[1]}{self.spaced(found[2])}"

    def spaced(self, mark: str) -> str:
        """A punctuation mark with the space that the language puts before it, if it does."""
        return f" {mark}" if mark in self.writing.typography.space_before else mark

    def spell(self, text: str) -> str:
        """Our own words in the house's spelling (the language's first is how they are written)."""
        table = self.writing.spellings[self.style.spelling].words
        if not table:
            return text

        def spelled(found: re.Match[str]) -> str:
            word = table.get(Scalar(found[0].lower()))
            if word is None:
                return found[0]
            return capitalise(word) if found[0][0].isupper() else str(word)

        return re.sub(r"[^\W\d_]+(?:-[^\W\d_]+)*", spelled, text)


_SENTENCES: Kept[Sentences] = Kept()


def make_language(files: LanguageFiles, house: HouseStyle | None = None) -> Language:
    """A language from its files and what a house's style says of it (absent keys follow the language)."""
    style = files.writing.style.in_house(house) if house else files.writing.style
    locale = Locale.parse(files.writing.spellings[style.spelling].locale.replace("-", "_"))
    return Language(files.code, files.writing, style, locale, files.checking, files.claims)


@lru_cache(maxsize=256)
def _any(words: tuple[str, ...]) -> str:
    """A pattern for any of some words; for nothing when there is none."""
    return f"(?:{'|'.join(map(re.escape, words)) or '(?!)'})"


@lru_cache(maxsize=64)
def _contracting(first: str, article: str) -> str:
    """A pattern for a word and an article behind it, with the marks around the article."""
    start, rest = re.escape(first[0]), re.escape(first[1:])
    return rf"\b({re.escape(first[0].upper())}|{start}){rest} ({MARKS}+){re.escape(article)}({MARKS}*) "


def _like(letter: str, word: str) -> str:
    return word.capitalize() if letter.isupper() else word
