"""How a letter names the law that holds a right: each treaty that binds the country, with its article.

A ground with the key ``right`` says what such a law does ("forbids arbitrary arrest and detention"). Which
instruments hold that right, and in which article, stands in the law data. Neighbours share a sentence where one
instrument holds them, and that the country is a party to an instrument is said once in a letter.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from letterkit.foundation.origins import Origin, OriginKind, bare, capitalise
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language
from letterkit.letter.compose.citing import Citing
from letterkit.letter.compose.noun import Noun
from letterkit.letter.compose.predicates import alike
from letterkit.letter.items import FilledClause, Item
from letterkit.schema.clause import Ground
from letterkit.schema.law.instruments import Instrument, InstrumentKind
from letterkit.schema.law.ratifications import StandingKind
from letterkit.schema.rights_words import Unit

_MOST_CITED = 2
"""How many articles one right names: more is a list that nobody reads."""
_MOST_WORDS, _MOST_WORDS_OF_TWO = 28, 34
"""How many words of rights one sentence tells, and how many where there are two and no more."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A right with the instruments that hold it, those first that bind the country: ``articles`` by their keys."""

    ground: FilledClause
    articles: Mapping[str, str]


class Rights:
    """Words the rights of one letter. ``country`` are its words, ``said`` fills the clause of a ground.

    It does so for one instrument, by its key, or for several ("").
    """

    def __init__(
        self, citing: Citing, country: Mapping[str, Any], said: Callable[[FilledClause, Mapping[str, Any], str], str]
    ) -> None:
        self._citing = citing
        self._country = country
        self._said = said
        self._words = citing.language.writing.rights
        self._ratified_told = False
        self._party_told = False
        self._also_told = False
        self._introduced = ""

    def told(self, grounds: Sequence[FilledClause]) -> str:
        """The sentences that tell neighbouring grounds, each a clause with the key ``right``."""
        rest = [held for ground in grounds if (held := self._held(ground)).articles]
        sentences: list[str] = []
        while rest:
            counts = {key: sum(key in held.articles for held in rest) for held in rest for key in held.articles}
            main = max(counts, key=lambda key: counts[key])
            together = [held for held in rest if main in held.articles]
            rest = [held for held in rest if main not in held.articles]
            sentences += self._alone(together[0]) if len(together) == 1 else self._together(main, together)
        return " ".join(sentences)

    def _held(self, ground: FilledClause) -> _Held:
        """The instruments that hold a right; that none does which can be cited is a problem."""
        assert isinstance(ground.clause, Ground)
        right, self._citing.at = str(ground.clause.right), ground.location
        holding = self._holding(right, ground.clause.under or ground.arguments.get("under") or ())
        binding = {key: article for key, article in holding.items() if self._binds(key)}
        found = binding or dict(self._standards(holding))
        if not found:
            others = [key for key in self._holding(right, ()) if key not in holding and self._binds(key)]
            more = f"keep it to none, or to one that binds the country: 'under: [{others[0]}]'" if others else ""
            self._citing.refuse_right(right, list(holding), more)
        most = list(found)[:_MOST_CITED] if binding else list(found)[:1]
        return _Held(ground, {key: found[key] for key in most})

    def _standards(self, holding: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Those of some instruments that nobody ratifies, and that there are on the letter's day."""
        for key, article in holding.items():
            if not self._instrument(key).ratifiable and self._instrument(key).valid_on(self._citing.day):
                yield key, article

    def _holding(self, right: str, named: Collection[str]) -> dict[str, str]:
        """The articles that hold a right, by instrument: of those named, or of all when none is."""
        instruments = self._citing.all_instruments().items()
        held = {key: instrument.rights[right] for key, instrument in instruments if right in instrument.rights}
        return {key: article for key, article in held.items() if not named or key in named}

    def _binds(self, key: str) -> bool:
        standing = self._citing.standing(key)
        return standing.kind is StandingKind.RATIFIED and standing.in_force is not False

    def _instrument(self, key: str) -> Instrument:
        return self._citing.all_instruments()[key]

    def _alone(self, held: _Held) -> list[str]:
        """One right: "Article 19 of the Covenant, to which Iran is a party, protects ..."."""
        keys = sorted(held.articles, key=lambda key: key not in self._citing.told)
        articles = [
            self._unit(key).of.format(self._numbered(held.articles[key]), self._citing.articled(key)) for key in keys
        ]
        party = self._party(keys)
        predicate = self._said(held.ground, self._law(len(keys) > 1), keys[0] if len(keys) == 1 else "")
        cited = self._citing.language.list(articles)
        sentence = self._words.alone.format(articles=cited, party=party, predicate=predicate)
        clause = held.ground.clause
        origin = Origin(OriginKind.CLAUSE, f"{clause.kind}/{clause.name}", clause.location)
        return [self._citing.tracer.wrap(capitalise(sentence), origin)]

    def _together(self, main: str, rights: Sequence[_Held]) -> list[str]:
        """Several rights that one instrument holds, and the others that bind the country as well."""
        law = self._law(self._plural(main))
        predicates = [
            f"{self._said(held.ground, law, main)} ({self._units(main, [held.articles[main]])})" for held in rights
        ]
        told = list(_readable(predicates))
        sentences = [self._sentence(main, some, start, len(told) > 2 and start == told[-1][0]) for start, some in told]
        others = {key for held in rights for key in held.articles if key != main}
        return sentences + [self._same(key, rights) for key in self._citing.all_instruments() if key in others]

    def _sentence(self, key: str, predicates: Sequence[str], start: int, last_of_many: bool) -> str:
        """What an instrument does, from its right number ``start`` on; the first says that the country is a party."""
        introduced = not start and self._instrument(key).ratifiable and key not in self._citing.told
        form = "also" if start else "together" if introduced else "again"
        form = "finally_" if last_of_many else form
        instrument = self._again(key, after_country=self._introduced == key) if start else self._citing.articled(key)
        self._introduced = key if introduced else ""
        values = {
            "instrument": instrument,
            "predicates": self._citing.language.list(
                _ended(alike(predicates, self._citing.language), self._citing.language)
            ),
        }
        sentence = capitalise(self._filled(getattr(self._words, form), **values))
        self._citing.told.add(key)
        self._party_told = self._party_told or introduced
        return self._citing.tracer.wrap(sentence, Origin(OriginKind.LANGUAGE, form))

    def _again(self, key: str, after_country: bool) -> str:
        """An instrument in the sentence after one about it: its name where a pronoun could mean the country as well."""
        if self._plural(key):
            return str(self._words.rules)
        word = self._words.it.choose((self._gender(key),))
        of_country = self._country.get(str(self._citing.language.writing.subject))
        return self._citing.articled(key) if after_country and word == of_country else word

    def _same(self, key: str, rights: Sequence[_Held]) -> str:
        """That another instrument holds the same rights, with its articles."""
        holding = [held for held in rights if key in held.articles]
        articles = sorted({held.articles[key] for held in holding}, key=int)
        same = self._words.same_rights if len(rights) > 1 else self._words.same_right
        some = self._words.one_right if len(holding) == 1 else self._words.some_rights
        pattern = same if len(holding) == len(rights) else some
        values = {
            "instrument": self._citing.articled(key),
            "party": self._party([key], "also_party"),
            "articles": self._units(key, articles),
            "ordinal": self._citing.language.ordinal(rights.index(holding[0]) + 1),
        }
        sentence = capitalise(pattern.format(**values))
        return self._citing.tracer.wrap(sentence, Origin(OriginKind.LANGUAGE, "same"))

    def ratified(self, key: str) -> str:
        """When the country ratified an instrument, as it follows a citation; "" when the letter has said so."""
        return self._party([key])

    def _party(self, keys: Sequence[str], form: str = "party") -> str:
        """That the country is a party to what was cited last, where the letter has not said so."""
        untold = [key for key in keys if key not in self._citing.told and self._instrument(key).ratifiable]
        self._citing.told.update(untold)
        if not untold:
            return ""
        year = self._citing.ratified_in(self._citing.standing(untold[0]), untold[0])
        if len(keys) == 1 and self._instrument(untold[0]).number and year:
            pattern = self._words.ratified_too if self._ratified_told else self._words.ratified
            self._ratified_told = True
            return self._filled(pattern, year=year)
        if len(untold) > 1:
            self._party_told = True
            return self._filled(self._words.both, which=self._words.which.choose(("many",)))
        form = "also_party" if len(keys) > 1 or self._party_told else form
        self._party_told = True
        if form == "also_party":
            form = "binds_too" if self._also_told else form
            self._also_told = True
        which = self._words.which.choose((self._gender(untold[0]),))
        return self._filled(getattr(self._words, form), which=which)

    def _filled(self, pattern: str, **values: str) -> str:
        """Words of the language with their gaps filled: by values, and by those of the country as it is said there."""
        return pattern.format_map(ChainMap(values, self._country))  # type: ignore[arg-type]

    def _units(self, key: str, articles: Sequence[str]) -> str:
        unit = self._unit(key)
        if len(articles) == 1:
            return str(unit.one.format(self._numbered(articles[0])))
        return str(unit.many.format(self._citing.language.list(list(articles))))

    def _numbered(self, article: str) -> str:
        """The number of one article, as the language says it: « l'article premier »."""
        return str(self._words.first) if article == "1" and self._words.first else article

    def _unit(self, key: str) -> Unit:
        return self._words.rule if self._instrument(key).kind is InstrumentKind.SOFT_LAW else self._words.article

    def _gender(self, key: str) -> str:
        """How words agree with an instrument: by its article where that tells a gender."""
        language = self._citing.language
        article = self._instrument(key).article.get(language.code, self._words.convention_article)
        return str(language.writing.article_genders.get(Scalar(article), "one"))

    def _law(self, many: bool) -> Mapping[str, Any]:
        """What the words of a right agree with: one law, or several."""
        return {"law": Noun(self._citing.language, ("many",) if many else ("one",), lambda _: [])}

    def _plural(self, key: str) -> bool:
        instrument, language = self._instrument(key), self._citing.language
        article = instrument.article.get(language.code)
        if language.writing.plural_articles and article:  # which tells it: « l'Ensemble de règles », « les Règles »
            return article in language.writing.plural_articles
        return instrument.kind is InstrumentKind.SOFT_LAW


def _ended(predicates: Sequence[str], language: Language) -> list[str]:
    """Two predicates, the first with a comma behind it where one within it opens what would else go on.

    "With others, including in trade unions" does; "cruel, inhuman or degrading treatment" is a row.
    """
    first, *others = predicates
    _, opened, last = bare(first).rpartition(",")
    row = {language.conjunction, language.alternative}.intersection(last.split())
    return [f"{first},", *others] if len(others) == 1 and opened and not row else list(predicates)


def _readable(predicates: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """What is told of several rights, in sentences that can be read, each with the number of its first right."""
    start, told, words = 0, list[str](), 0
    lengths = [len(bare(predicate).split()) for predicate in predicates]
    most = _MOST_WORDS_OF_TWO if len(lengths) == 2 else _MOST_WORDS
    for number, (predicate, length) in enumerate(zip(predicates, lengths, strict=True)):
        if told and words + length > most:
            yield start, told
            start, told, words = number, [], 0
        told.append(predicate)
        words += length
    yield start, told


def joined(paragraphs: Sequence[Sequence[Item]]) -> list[list[Item]]:
    """Paragraphs of the law, those joined that only name a right: they share sentences."""
    result: list[list[Item]] = []
    for paragraph in paragraphs:
        if result and _only_rights(paragraph) and _only_rights(result[-1]):
            result[-1] += paragraph
        else:
            result.append(list(paragraph))
    return result


def _only_rights(items: Sequence[Item]) -> bool:
    return all(names_right(item) for item in items)


def names_right(item: Item) -> bool:
    """Whether an item is a ground that says what the law that holds a right does."""
    return isinstance(item, FilledClause) and isinstance(item.clause, Ground) and item.clause.right is not None
