"""The language of a letter, in the style of those who write."""

from __future__ import annotations

from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import location_of
from letterkit.language.grammar import Language, make_language
from letterkit.letter.resolve.context import Context
from letterkit.letter.resolve.parties import LetterParties
from letterkit.schema.fields import PLAIN_LANGUAGE
from letterkit.schema.settings import no_such_language
from letterkit.schema.style import HouseStyle


def language_of(context: Context, parties: LetterParties, asked: str | None) -> Language | None:
    """The language of a letter: as asked, or the plan's, the campaign's, the letterhead's; None when none will do."""
    named = context.plan.language or context.campaign.language
    code = asked or named or (parties.letterhead.language if parties.letterhead else PLAIN_LANGUAGE)
    codes = context.library.language_codes()
    if code not in codes:
        strange = no_such_language(code, codes, location_of(named))
        context.misuse(strange.code, strange.message, strange.location, strange.hint, of=[code])
        return None
    try:
        return _in_style(context, parties, str(code))
    except UserError as error:
        context.problems.extend(error.problems)
        return None


def _in_style(context: Context, parties: LetterParties, code: str) -> Language:
    house: dict[str, object] = {}
    for source in (*reversed(parties.senders), *([parties.letterhead] if parties.letterhead else [])):
        style = next((style for known, style in source.style.items() if known == code), HouseStyle())
        house.update({key: value for key, value in style if value is not None})
    if "close" in house:  # A house that says how it closes says so for all its letters.
        house.setdefault("close_without_name", house["close"])
    if context.plan.figures:
        house["figures"] = context.plan.figures
    return make_language(context.library.language(code), HouseStyle().model_copy(update=house))
