"""What words agree with when they speak of people and organisations."""

from __future__ import annotations

from collections.abc import Sequence

from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language
from letterkit.schema.campaign import Group, Person
from letterkit.schema.language import Writing
from letterkit.schema.organisation import Organisation

NEUTRAL = "neutral"
"""What the pronoun of one is whose gender is not known, in a language that has one: "they were dismissed"."""


def organisation_features(records: Sequence[Organisation], language: Language) -> tuple[str, ...]:
    """The features of one or several organisations: number, and the gender that their articles show."""
    articles = [article_of(record, language) for record in records]
    genders = [
        record.gender or ("male" if record.several else language.writing.article_genders.get(Scalar(article), "female"))
        for record, article in zip(records, articles, strict=True)
    ]
    plural = len(records) > 1 or records[0].several or articles[0] in language.writing.plural_articles
    if not plural:
        return ("it", genders[0], "one")
    return ("bodies", "females" if set(genders) == {"female"} else "males", "many")


def people_features(records: Sequence[Person | Group], language: Language) -> tuple[str, ...]:
    """The features of people and groups: number, and gender where it is known."""
    if len(records) == 1 and isinstance(records[0], Person):
        if records[0].publish == "no":
            return tuple(language.writing.withheld)
        gender = records[0].gender
        return (gender, "one") if gender else ("one",)
    if len(records) == 1 and isinstance(records[0], Group) and records[0].is_one:
        return (records[0].gender, "one") if records[0].gender else ("one",)
    females = all(record.gender == "female" for record in records)
    return ("females" if females else "males", "many")


def has_neutral_pronoun(record: object, language: Language) -> bool:
    """Whether one whose gender is not known has a pronoun for a subject all the same: "they"."""
    table = language.writing.agreement.get(Scalar(language.writing.subject or ""))
    one = isinstance(record, Person) or (isinstance(record, Group) and record.is_one)
    return one and getattr(record, "gender", None) is None and table is not None and NEUTRAL in table.variants


def article_of(record: Organisation, language: Language) -> str:
    """The article of an organisation: its own, or that of the first word of its name, or the language's usual one."""
    own = record.article.within(language.code) if record.article else None
    name = str(record.name.within(language.code) or record.name.first)
    return str(own or usual_article(name, language.writing))


def many_article(writing: Writing) -> str:
    """The article of several: "the", « les »."""
    return str(writing.plural_articles[0] if writing.plural_articles else writing.default_article)


def short_article_of(record: Organisation, language: Language) -> str:
    """The article of an organisation's short name: what the record says of it, else none where it is read as a word."""
    own = record.short_article or (None if record.several else record.article)
    said = own.within(language.code) if own else None
    short = record.short and str(record.short.within(language.code) or record.short.first)
    if record.several and not said:
        return many_article(language.writing)
    if said or not short:
        return str(said) if said else article_of(record, language)
    word = language.writing.words_as_short_names
    if word and word.fullmatch(short) and known_article(short, language.writing) in ("", "none"):
        return "none"
    return article_of(record, language)


def usual_article(name: str, writing: Writing) -> str:
    """The article of a name of which nothing else is known: that of its first or last word, or the usual one."""
    return known_article(name, writing) or str(writing.default_article)


def known_article(name: str, writing: Writing) -> str:
    """The article that the first or last word of a name brings; "" where it says nothing of that."""
    words = name.casefold().split() or [""]
    known = {words[0], f"* {words[-1]}"}
    by_noun = (article for article, nouns in writing.articles_of.items() if not known.isdisjoint(map(str, nouns)))
    return str(next(by_noun, ""))


def with_its_article(name: str, gender: str | None, language: Language) -> str:
    """A person's name with the article that a title before it has in some languages: "le Dr Diop"."""
    if name.split()[0].rstrip(".") in language.writing.titles_with_article:
        return language.phrase("the-office", name, agree=(gender or "one",))
    return name
