"""How phrases begin that a sentence leads up to: a reason without "to", a doer with an article where one is due.

Looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from letterkit.checks.campaign.nouns import NounKind, kind_of_head
from letterkit.checks.campaign.phrase_kinds import acts_of
from letterkit.checks.campaign.roles import examples_of
from letterkit.checks.ledger.words.lexicon import Lexicon, lexicon
from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.foundation.problems import Problem
from letterkit.language.grammar import Language
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Campaign
from letterkit.schema.fields import PLAIN_LANGUAGE, Name
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


def doers_and_places_have_their_article(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Who did something and where has its article, in a language where nothing goes without (LK138).

    « par gendarmes », « à maison d'arrêt de Pessac ».
    """
    for _, _, act in acts_of(campaign):
        for text in (act.by, act.place, act.held_at):
            for code, said in said_in(text, library) if not isinstance(text, Name) else ():
                language = language_of(library, code)
                bare = bool(language.writing.determiners) and said[:1].islower() and not language.number_of(str(said))
                if bare and _is_a_noun(
                    plain(str(said)), text is act.by, language, lexicon(library, code or PLAIN_LANGUAGE)
                ):
                    message = f"'{said}' has no article, and the letter puts none before it"
                    yield Problem("LK138", message, said.location, "write it with its article")


def _is_a_noun(said: str, doer: bool, language: Language, words: Lexicon) -> bool:
    """Whether a phrase is a noun of people, bodies or places, where nouns come first; or somebody who does things."""
    doers, plurals = language.checking.doers, language.writing.plurals
    noun = kind_of_head(said, language, words) if plurals and plurals.whole else None
    return noun in _OF_ARTICLES or bool(doer and doers and doers.fullmatch(said))


_OF_ARTICLES = frozenset({NounKind.PEOPLE, NounKind.BODIES, NounKind.PLACES, NounKind.BODIES_AND_PLACES})


def phrases_are_led_as_their_example(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """What an act's sentence puts no preposition before brings its own: "on strike *for* the payment of" (LK138)."""
    for _, _, act in acts_of(campaign):
        for name, text in (("outcome", act.outcome), ("object", act.object)):
            # Who is freed can be freed "the same day".
            kind = library.acts[act.kind]
            shown = examples_of(kind, name) if not kind.relief else {}
            for code, said in said_in(text, library) if shown else ():
                wanted = shown.get(code or PLAIN_LANGUAGE, "")
                lists, words = lexicon(library, code or PLAIN_LANGUAGE).lists, plain(str(said)).casefold()
                if wanted and _all_led(shown, library) and _is_determined(words, lists, language_of(library, code)):
                    message = f"'{said}' has nothing before it in the letter, which goes on from '{act.kind}' to it"
                    yield Problem("LK138", message, said.location, f"write it with its preposition, as '{wanted}'")
                    break


def _all_led(shown: Mapping[str, str], library: Library) -> bool:
    """Whether an example begins with a preposition in each of its languages."""
    return all(re.split(r"[ ']", text)[0] in lexicon(library, code).lists["governed"] for code, text in shown.items())


def _is_determined(said: str, lists: Mapping[str, frozenset[str]], language: Language) -> bool:
    """Whether a phrase begins with an article or a possessive, which no preposition is."""
    first = re.split(r"[ ']", said)[0]
    known = lists["articles"] | lists["definite"] | lists["possessives"] | set(language.writing.indefinites)
    return first in known - lists["governed"] and len(said) > len(first)
