"""Articles before names that people wrote without one, or with a word that says whose they are."""

from __future__ import annotations

import re
from itertools import chain

from letterkit.foundation.origins import MARKS, bare
from letterkit.schema.language import Writing

_M = f"{MARKS}*"


def definite(name: str, writing: Writing) -> str:
    """The marked name of a law, bill or agreement with the article that it was written without: "the Press Bill".

    "Bill 78" and "Decree No. 35" have none; where a language has several articles, nobody can know which.
    """
    words = bare(name).split()
    numbered = re.match(r"\S+(?: \S+)? (?:No\.? ?)?\d", bare(name)) is not None
    if not words or not writing.determined or numbered or words[0].lower() in writing.determined:
        return name
    return re.sub(rf"^({_M})", rf"\g<1>{writing.default_article} ", name)


def made_definite(thing: str, writing: Writing) -> str:
    """A marked thing with "the" in the place of "a", « la » in that of « une »."""
    one = writing.indefinite
    if one is None or not writing.determined:
        return _by_gender(thing, writing)
    return re.sub(rf"^({_M})(?i:{one.usual}|{one.vowel}) ", rf"\g<1>{writing.default_article} ", thing)


def _by_gender(thing: str, writing: Writing) -> str:
    """A marked thing with its article, by the gender that its indefinite one shows; as it is where it has none."""
    phrases = writing.phrases
    for gender in ("male", "female") if phrases.count_one else ():
        one, the = (said.choose((gender,)).format("") for said in (phrases.count_one, phrases.the_office) if said)
        if found := re.match(rf"({_M}){re.escape(one)}", thing, re.IGNORECASE):
            return f"{found[1]}{the}{thing[found.end() :]}"
    return thing


def articles_of(writing: Writing) -> tuple[str, ...]:
    """The articles that organisations can have, as they stand before a vowel, too."""
    elided = (f"{word[:-1]}'" for word in writing.article_genders)
    return (*map(str, (*writing.article_genders, *writing.plural_articles)), *elided)


def determines(word: str, writing: Writing) -> bool:
    """Whether a word stands in the place of an article before its noun: "this", « cet », « leur »."""
    owned = (writing.agreement[one].all for one in writing.possessives.values() if one in writing.agreement)
    known = (writing.determined, *writing.determiners.values(), writing.possessives.values(), *owned)
    return word in map(str, chain.from_iterable(known))


def unelided(article: str, name: str, gender: str, writing: Writing) -> str:
    """The article before a name, whole where it was elided before another: « l'Union des dockers », « la FDX »."""
    if not article.endswith("'") or name[:1].casefold() in map(str, writing.vowels):
        return article
    whole = (str(one) for one, of in writing.article_genders.items() if of == gender and not one.endswith("'"))
    return next(whole, article)


def with_particle(particle: str, item: str, writing: Writing) -> str:
    """A marked item behind a particle that stands before what is joined to it, too: « du mari et des filles »."""
    if item.startswith(f"{particle[:-1]}'"):
        return item  # « l'arrestation d'autres militants »; a name that begins so is marked.
    articles = "|".join(map(re.escape, articles_of(writing))) if writing.plural_articles else "(?!)"
    if not re.match(rf"{_M}(?:{articles})(?:(?<=')|\s)", item):
        return f"{particle} {item}"
    word = f" {writing.conjunction} "
    first, *others = re.split(rf"{re.escape(word)}(?=(?:{articles})(?:(?<=')|\s))", item)
    return word.join([f"{particle} {first}", *(_contracted(particle, other, writing) for other in others)])


def _contracted(particle: str, item: str, writing: Writing) -> str:
    """A particle and an article behind it as one word, where they are: « des deux enfants »."""
    for first, article, both in writing.contractions:
        if particle == first and item.startswith(f"{article} "):
            return f"{both}{item[len(article) :]}"
    return f"{particle} {item}"


def without_owner(thing: str, writing: Writing) -> str:
    """A marked thing without the word that says whose it is, or its article: "your policy" is "policy"."""
    phrases = (writing.phrases.your_government, writing.phrases.your_company)
    words = {str(phrase.first).split()[0] for phrase in phrases} | {str(writing.default_article)}
    words |= {str(word) for word in (*writing.article_genders, *writing.plural_articles)}
    return re.sub(rf"^({_M})(?i:{'|'.join(map(re.escape, sorted(words)))}) (?=\w)", r"\1", thing)


def without_possessive(thing: str, writing: Writing) -> str:
    """A marked thing with its article in the place of the word that says whose it is: "the home" of "her home".

    "" for a thing that has no such word, and where one cannot know the article (« leur »).
    """
    articles: dict[str, set[str]] = {}
    for article, word in writing.possessives.items():
        owned = writing.agreement.get(word)
        for own in owned.all if owned and not article.endswith("'") else ():
            articles.setdefault(str(own), set()).add(str(article))
    found = re.match(rf"({_M})(\S+) (?=\w)", thing)
    known = articles.get(found[2].lower(), set()) if found else set()
    return f"{found[1]}{next(iter(known))} {thing[found.end() :]}" if found and len(known) == 1 else ""
