"""How phrases begin that a sentence leads up to: a reason without "to", a doer with an article where one is due.

Looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterkit.checks.campaign.phrase_kinds import acts_of
from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.foundation.problems import Problem
from letterkit.language.grammar import Language
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Campaign
from letterkit.schema.fields import Name
from letterkit.schema.library import Library


def reasons_have_no_particle(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """A reason follows "for", and has no "to" before its verb: « pour d'avoir fait grève » (LK138)."""
    for _, _, act in acts_of(campaign):
        for code, said in (one for text in (act.for_, act.stated_reason) for one in said_in(text, library)):
            if particle := _particle(plain(str(said)), language_of(library, code)):
                message = (
                    f"'{particle}' stands before '{said[len(particle) :].strip()}', and the letter says 'for' itself"
                )
                yield Problem("LK138", message, said.location, f"leave '{particle}' out")


def _particle(said: str, language: Language) -> str:
    """The particle of an infinitive with which a phrase begins; "" where none does."""
    for particle in map(str, language.writing.particles):
        gap = "" if particle.endswith("'") else " "
        if said.casefold().startswith(f"{particle}{gap}"):
            first = re.match(r"[^\W\d_]+", said[len(particle) :].strip())
            endings = tuple(map(str, language.writing.infinitives))
            if first and (first[0].casefold().endswith(endings) if endings else first[0].islower()):
                return particle
    return ""


def doers_have_their_article(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Who did something has its article, in a language where nothing goes without: « par gendarmes » (LK138)."""
    for _, _, act in acts_of(campaign):
        for code, said in said_in(act.by, library) if not isinstance(act.by, Name) else ():
            language = language_of(library, code)
            doers = language.checking.doers
            bare = bool(language.writing.determiners) and said[:1].islower() and not language.number_of(str(said))
            if bare and doers and doers.fullmatch(plain(str(said))):
                message = f"'{said}' has no article, and the letter puts none before it"
                yield Problem("LK138", message, said.location, "write it with its article")
