"""What a letter is about, in the words of a subject line: "Arrest of Kossi Amegan and four others"."""

from __future__ import annotations

import re

from letterkit.foundation.origins import Tracer, bare, capitalise
from letterkit.foundation.problems import UserError
from letterkit.language.grammar import Language
from letterkit.letter.compose.acts import Telling
from letterkit.letter.compose.citing import Citing
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.runs import deed_runs
from letterkit.letter.letter import Letter
from letterkit.schema.campaign import Group, Person

_MOST_NAMED = 2
_PLACE = "\ufffc"
"""Stands for those of whom one is named, while an act is told of them."""
_ELIDED = re.compile(r"\w{1,2}['’](?=\w)")


def heading(letter: Letter) -> str:
    """A subject line for a resolved letter, "" where it tells of no act, or of somebody who is not named.

    It names one or two people, or the first of more and how many others. Raises `UserError` as composing does.
    """
    naming = Naming(letter, letter.language, Tracer())
    run = next(deed_runs(letter.about, letter.people), None)
    if run is None:
        return ""
    victims = [event.who for event in run]
    people = [letter.people[key] for key in victims if key in letter.people]
    if any(isinstance(one, Person) and one.publish == "no" for one in people):
        return ""
    many = len(people) > _MOST_NAMED and not any(isinstance(one, Group) for one in people)
    told = Telling(naming, Citing(naming)).noun(run, _PLACE if many else "named")
    if many:
        first, others = naming.person(victims[0], "named"), letter.language.number(len(victims) - 1)
        told = told.replace(_PLACE, letter.language.phrase("and-others", first, others))
    if naming.problems:
        raise UserError(naming.problems)
    said = " ".join(bare(letter.language.polish(told, naming.tracer.is_given)).split())
    return capitalise(_without_article(said, letter.language))


def _without_article(phrase: str, language: Language) -> str:
    """A noun phrase without its article: "the arrest" is the heading "arrest"."""
    articles = {*map(str, language.checking.articles), *map(str, language.writing.plural_articles)}
    first, _, rest = phrase.partition(" ")
    return rest if first in articles and rest else _ELIDED.sub("", phrase, count=1) if _ELIDED.match(phrase) else phrase
