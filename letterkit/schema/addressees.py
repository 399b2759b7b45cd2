"""For whom a target acts, where the campaign leaves it to the office."""

from __future__ import annotations

from letterkit.schema.campaign import Campaign, Target
from letterkit.schema.clause import Role
from letterkit.schema.fields import PLAIN_LANGUAGE
from letterkit.schema.library import Library

_SHOWN: Role = "authority"
"""No letter calls a prosecutor's government theirs; of a company or a court nobody knows enough by an office."""


def with_roles(campaign: Campaign, library: Library) -> Campaign:
    """A campaign whose targets act for an authority where their office is that of one, and nothing else is said."""
    update = {"is_": _SHOWN}
    shown = {key: one.model_copy(update=update) for key, one in campaign.targets.items() if _is_authority(one, library)}
    return campaign.model_copy(update={"targets": {**campaign.targets, **shown}}) if shown else campaign


def _is_authority(target: Target, library: Library) -> bool:
    """Whether the first language that reads an office as anything reads it as that of an authority."""
    said = target.office.languages if target.office and "is_" not in target.model_fields_set else {}
    for code, office in said.items():
        if (code or PLAIN_LANGUAGE) in library.language_codes():
            posts = library.language(code or PLAIN_LANGUAGE).checking.posts
            post = next((role for role, pattern in posts.items() if pattern.search(str(office))), None)
            if post is not None:
                return str(post) == _SHOWN
    return False
