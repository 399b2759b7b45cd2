"""The article and the gender of an organisation are those of the noun that its name begins with: « la Compagnie ».

Looked at once a campaign, in the languages that know such nouns.
"""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.wording.by_language import language_of
from letterkit.foundation.kept import Kept
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language
from letterkit.letter.compose.agreement import known_article, many_article, usual_article
from letterkit.schema.campaign import Campaign
from letterkit.schema.fields import PLAIN_LANGUAGE, Name
from letterkit.schema.library import Library
from letterkit.schema.organisation import Organisation


def articles_are_of_their_nouns(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No organisation has the article or the gender of another noun than its name's: « le Fédération » (LK606)."""
    for code in sorted(library.language_codes()):
        language = language_of(library, code)
        plural = language.writing.plural_articles
        genders = {str(one): str(of) for one, of in language.writing.article_genders.items() if one not in plural}
        for key, body in campaign.organisations.items() if genders else ():
            name, article = (_said(text, code, campaign) for text in (body.name, body.article))
            if name and article and not body.several:
                yield from _wrong_number(str(name), article, genders, language)
            if name and (known := known_article(str(name), language.writing)):
                yield from _wrong_article(str(name), article, known, genders, language)
                yield from _wrong_gender(str(key), body, article, genders, known)


def _said(text: Name | None, code: str, campaign: Campaign) -> Scalar | None:
    """A name in a language; what is written plainly is of the campaign's language."""
    plainly = code == str(campaign.language or PLAIN_LANGUAGE)
    return (text.languages.get(code) or (text.languages.get("") if plainly else None)) if text else None


def _wrong_article(
    name: str, article: Scalar | None, known: str, genders: dict[str, str], language: Language
) -> Iterator[Problem]:
    vowel = name[:1].casefold() in map(str, language.writing.vowels) or known.endswith("'")
    if article and article.endswith("'") and not vowel:
        message = f"'{article}' stands before '{name}', which begins with a consonant"
        yield Problem("LK606", message, article.location, f"write '{known}'")
    elif article and known in genders and genders.get(str(article), genders[known]) != genders[known]:
        message = f"'{article}' is not the article of '{name.split()[0]}', with which the name begins"
        yield Problem("LK606", message, article.location, f"write '{known}'")


def _wrong_number(name: str, article: Scalar, genders: dict[str, str], language: Language) -> Iterator[Problem]:
    """The article of one before a name that begins with a noun of several, or the reverse: « le Plantations »."""
    first = name.casefold().split()[0]
    one, many = _nouns(language)
    if article in language.writing.plural_articles and first in one - many:
        message = f"'{article}' stands before '{name.split()[0]}', which is one"
        yield Problem("LK606", message, article.location, f"write '{usual_article(name, language.writing)}'")
    if str(article) in genders and first in many - one:
        message = f"'{article}' stands before '{name.split()[0]}', which are several"
        yield Problem("LK606", message, article.location, f"write '{many_article(language.writing)}'")


def _nouns(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """The nouns of bodies and places that a language knows, of one and of several."""
    return _NOUNS.of(language.writing, None, lambda: _read_nouns(language))


_NOUNS: Kept[tuple[frozenset[str], frozenset[str]]] = Kept()


def _read_nouns(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    listed = (*language.writing.articles_of.values(), *language.checking.nouns.values())
    one = frozenset(str(noun) for nouns in listed for noun in nouns if " " not in noun)
    plurals = language.writing.plurals
    return one, frozenset(plurals.of(noun) for noun in one) if plurals else frozenset()


def _wrong_gender(
    key: str, body: Organisation, article: Scalar | None, genders: dict[str, str], known: str
) -> Iterator[Problem]:
    gender = genders.get(known)
    if gender and body.gender and body.gender != gender and genders.get(str(article)) != body.gender:
        message = f"'{key}' is said to be {body.gender}, and the noun of its name is {gender}"
        yield Problem("LK606", message, body.location, f"write 'gender: {gender}', or leave it out")
