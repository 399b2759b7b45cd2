"""What shows somebody's gender beside their name: whom they married, and the noun of a group.

Looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.ledger.words.lexicon import Lexicon, lexicon
from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.campaign import Campaign, Group, Person
from letterkit.schema.fields import PLAIN_LANGUAGE
from letterkit.schema.library import Library


def widows_are_of_men(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Whoever has a wife or a widow is a man, and whoever has a husband a woman, as far as two genders tell (LK606)."""
    for key, person in campaign.people.items():
        for office in person.offices if isinstance(person, Person) and person.gender else ():
            other = campaign.people.get(Scalar(str(office.of or "")))
            if not isinstance(other, Person) or other.gender != person.gender:
                continue
            married = [said for code, said in said_in(office.office, library) if _is_married(said, code, library)]
            if married:
                message = (
                    f"'{key}' and '{office.of}' are both {person.gender}, and the one is '{married[0]}' of the other"
                )
                hint = "correct one of the two genders; if both are right, leave them"
                yield Problem("LK606", message, married[0].location, hint)


def _is_married(said: str, code: str, library: Library) -> bool:
    """Whether a word is one for a spouse that shows a gender: "wife", "widower", and not "partner"."""
    words, low = lexicon(library, code or PLAIN_LANGUAGE), said.casefold().strip()
    pairs = language_of(library, code).checking.gendered
    shows = low in {str(word) for pair in pairs.items() for word in pair} | words.lists["mourning"]
    return shows and words.kinship.get(low, "") in _spouses(words)


def _spouses(words: Lexicon) -> frozenset[str]:
    """The first words of the lists of relatives that have one who mourns."""
    return frozenset(words.kinship[word] for word in words.lists["mourning"] if word in words.kinship)


def nouns_of_groups_go_with_genders(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No group of women has a noun of men where there is one of women, nor the other way round (LK606)."""
    for group in campaign.people.values():
        for code, said in said_in(group.noun, library) if isinstance(group, Group) and group.gender else ():
            language = language_of(library, code)
            plurals, pairs = language.writing.plurals, language.checking.gendered
            if not plurals or not plurals.whole:  # elsewhere, nouns of men are those of all
                continue
            first = str(said).casefold().split()[0]
            for male, female in pairs.items():
                one, right = (male, female) if group.gender == "female" else (female, male)
                if plurals.of(str(one)) == first and plurals.of(str(right)) != first:
                    message = f"'{said}' is the noun of a group that is {group.gender}"
                    hint = f"write '{plurals.of(str(right))}', or correct 'gender:'"
                    yield Problem("LK606", message, said.location, hint)
