"""A phrase that says whose something is fits those of whom its act is told: "her home" of a woman.

Looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.campaign.misplaced import HELD
from letterkit.checks.campaign.phrase_kinds import Owner, acts_of
from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Campaign, Group, Person
from letterkit.schema.library import Library


def possessives_fit_their_owners(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No phrase of an act begins with "his" of a woman, with "her" of a union or of several (LK606).

    "Their home" can be that of one person and of others.
    """
    for key, owner, act in acts_of(campaign):
        if not (agree := _features(owner, campaign)):
            continue
        for text in (getattr(act, name) for name in HELD):
            for code, said in said_in(text, library):
                word, _, rest = plain(str(said)).partition(" ")
                right = _right(word.casefold(), agree, language_of(library, code)) if rest else ""
                if right:
                    message = f"'{word}' in '{said}' is not said of '{key}', who is {_called(owner)}"
                    hint = f"write '{right}', or say whose it is; or correct the entry of '{key}'"
                    yield Problem("LK606", message, said.location, hint)


def _features(owner: Owner, campaign: Campaign) -> tuple[str, ...]:
    """With what words agree that say what is somebody's; empty where that is not known.

    What is told of somebody's relatives can be that person's.
    """
    if isinstance(owner, Person):
        return (str(owner.gender), "one") if owner.gender else ()
    if isinstance(owner, Group):
        kin = isinstance(campaign.people.get(Scalar(str(owner.of))), Person) if owner.of else False
        return () if kin else ("many",)
    return ("it", "one")


def _called(owner: Owner) -> str:
    if isinstance(owner, Person):
        return str(owner.gender)
    return "a group" if isinstance(owner, Group) else "an organisation"


def _right(word: str, agree: tuple[str, ...], language: Language) -> str:
    """The possessive that a word would have to be; "" where it is right, or no possessive."""
    for name in dict.fromkeys(language.writing.possessives.values()):
        table = language.writing.agreement[name]
        if word in map(str, table.all):
            fits = {table.choose(agree), table.choose(("many",))}
            return "" if word in fits else table.choose(agree)
    return ""
