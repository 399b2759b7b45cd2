"""Whom a target acts for is what its office says, also where it only gets a copy; and its office is none of a state.

Looked at once a campaign. Of whoever a letter speaks to, `letterkit.checks.letter.addressee` tells more.
"""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.campaign.abroad import whose
from letterkit.checks.campaign.nouns import NounKind, kind_of_head
from letterkit.checks.ledger.words.lexicon import lexicon
from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.checks.wording.country_names import names_of_country
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Campaign, Person
from letterkit.schema.fields import PLAIN_LANGUAGE, Text
from letterkit.schema.library import Library


def targets_are_what_their_offices_say(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """A minister is no company and no court, also where nobody but a copy goes to them (LK518)."""
    spoken_to = {str(key) for plan in campaign.letters.values() for key in plan.to}
    for key, target in campaign.targets.items():
        if "is_" not in target.model_fields_set:
            continue
        post, said = _post(target.office, library)
        business = "company" in (post, target.is_) and target.is_ != "government"
        if post and said and target.is_ != post and (post == "government" or business):
            # Of a company and a ministry that a letter speaks to, the letter's own check tells.
            if str(key) in spoken_to and "company" in (post, target.is_):
                continue
            message = f"'{key}' is said to act for '{target.is_}', and '{said}' is an office of '{post}'"
            yield Problem("LK518", message, said.location, f"write 'is: {post}', or correct the office")


def offices_are_no_states(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """An office is not the name of a state, with the office where the state belongs (LK535)."""
    for target in campaign.targets.values():
        post, of_post = _post(target.of, library)
        for code, said in said_in(target.office, library) if post == "government" else ():
            names, own = names_of_country(str(campaign.country), library, code or PLAIN_LANGUAGE), str(campaign.country)
            state = str(said).endswith(names) or own in whose(str(said), code or PLAIN_LANGUAGE)
            if state and not _post(target.office, library)[0]:
                message = f"'{said}' stands under 'office:', and '{of_post}' under 'of:'"
                yield Problem("LK535", message, said.location, "exchange the two")


def _post(text: Text | None, library: Library) -> tuple[str, Scalar | None]:
    """Whom an office shows its holder to act for, with the words; "" where nothing shows it."""
    for code, said in said_in(text, library):
        for post, pattern in language_of(library, code or PLAIN_LANGUAGE).checking.posts.items():
            if pattern.search(str(said)):
                return str(post), said
    return "", None


def offices_are_held(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Whoever has a name holds an office, and is no ministry (LK535)."""
    held = [office.office for one in campaign.people.values() if isinstance(one, Person) for office in one.offices]
    held += [target.office for target in campaign.targets.values() if target.name and target.gender and target.office]
    names = {str(name).casefold() for body in campaign.organisations.values() for name in body.name.languages.values()}
    for text in held:
        for code, said in said_in(text, library):
            language, words = language_of(library, code), lexicon(library, code or PLAIN_LANGUAGE)
            low = plain(str(said)).casefold()
            if low in names or kind_of_head(low, language, words) in _BODIES:
                message = f"'{said}' stands under 'office:' of somebody with a name, and is a body"
                yield Problem("LK535", message, said.location, "write what they are there; the body stands under 'of:'")


_BODIES = frozenset({NounKind.BODIES, NounKind.BODIES_AND_PLACES, NounKind.PLACES})
