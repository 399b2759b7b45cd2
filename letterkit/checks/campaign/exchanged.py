"""Two phrases of an act that each stand in the other's place, where neither alone would show it.

Looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.campaign.named_acts import given_as_reason
from letterkit.checks.campaign.phrase_kinds import CampaignWords, Kind, acts_of, kinds_of, known_of, text_kinds, unled
from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.foundation.problems import Problem
from letterkit.language.spelling import folded, plain
from letterkit.language.towns import towns_of
from letterkit.schema.campaign import Campaign
from letterkit.schema.fields import Text
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act


def reasons_are_not_exchanged(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """What people did is no pretext while another reason stands for what they did: "for a fall in exports" (LK535).

    Who dismissed them may well name the strike; then nothing else is told to be the true reason, or something that
    they did, too.
    """
    known = known_of(campaign, library)
    for key, _, act in acts_of(campaign):
        said = act.stated_reason.first if act.stated_reason else None
        if said and act.for_ and _is_what_they_did(act, library) and not _is_a_deed(act, known, library):
            message = f"'{said}' stands under 'stated-reason:' of '{key}.{act.kind}', and is what they did; "
            message += f"'{act.for_.first}' stands under 'for:', and the letter says it in your own voice"
            yield Problem("LK535", message, said.location, "exchange the two, if those who acted said the other")


def _is_what_they_did(act: Act, library: Library) -> bool:
    """Whether the reason that was given is an act of those whom it befell, with no word that condemns it."""
    if act.stated_reason is None or not any(given_as_reason(act.stated_reason, library)):
        return False
    patterns = (
        (language_of(library, code).checking.accusing, said) for code, said in said_in(act.stated_reason, library)
    )
    return not any(pattern and pattern.search(plain(str(said))) for pattern, said in patterns)


def _is_a_deed(act: Act, known: CampaignWords, library: Library) -> bool:
    """Whether the reason under "for" is something that people did as well."""
    named = any(given_as_reason(act.for_, library)) if act.for_ else False
    return named or not text_kinds(act.for_, known, library).isdisjoint({Kind.DEED, Kind.ACT})


_SITES = frozenset({Kind.SITE, Kind.HOUSED, Kind.PRISON})


def where_and_where_held_are_not_exchanged(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Nobody is arrested in a prison, and held in a town that has no walls (LK535)."""
    known, towns = known_of(campaign, library), towns_of(str(campaign.country))
    for key, _, act in acts_of(campaign):
        if not (act.place and act.held_at):
            continue
        elsewhere = known.under["place"]
        told = act.held_at.languages.values()
        town = all(towns.has(folded(said)) or elsewhere[said.casefold()] for said in map(str, told))
        if town and not _is_town(act.place, campaign) and _is_a_site(act.place, known, library):
            said = act.held_at.first
            message = f"'{said}' stands under 'held-at:' of '{key}.{act.kind}', and '{act.place.first}' under 'place:'"
            yield Problem("LK535", message, said.location, "exchange the two")


def _is_a_site(text: Text, known: CampaignWords, library: Library) -> bool:
    """Whether a place is one with walls, whatever preposition leads to it: « à la prison de Mbanga »."""
    for code, said in said_in(text, library):
        bare = unled(str(said), code, library)
        found = {
            one.kind for one in (*kinds_of(str(said), code, known, library), *kinds_of(bare, code, known, library))
        }
        if not _SITES.isdisjoint(found):
            return True
    return False


def _is_town(text: Text, campaign: Campaign) -> bool:
    return towns_of(str(campaign.country)).has(folded(str(text.first)))
