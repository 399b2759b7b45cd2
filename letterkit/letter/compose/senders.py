"""Who writes: the senders by name, those who sign with them, and for how many they speak."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from letterkit.foundation.origins import Origin, OriginKind, capitalise
from letterkit.letter.compose.counting import hedged
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.noun import Noun
from letterkit.letter.compose.templates import Lazy
from letterkit.schema.fields import Text
from letterkit.schema.letterhead import COUNTED, Counted, Figures, Letterhead

_MOST_NAMED = 2
"""How many of those who sign with the senders an opening names."""
_FEW = 2
"""Of so many who write each is called by its short name from the opening on."""


def sender(naming: Naming) -> Mapping[str, Any]:
    """Who writes: the houses as a noun, and figures: the one's that writes alone, or in a sentence those of several."""
    senders, signing = naming.letter.senders, naming.letter.plan.with_
    keys = [house.key for house in senders]
    first, alone = senders[0], len(senders) == 1 and not signing
    houses = naming.organisations(keys)
    figures = first.figures_on(naming.letter.date) if alone else None
    counted = [] if alone else [house for house in senders if _members(naming, house)]
    inline = _told_where_it_is_named(naming, counted)
    told: list[bool] = []

    def called(house: Letterhead) -> str:
        """The full name, and beside it the short one, unless readers know it and nothing in the letter uses it."""
        name = naming.article(house.as_organisation()) + naming.translation(house.name)
        short = str(naming.translation(house.short)) if house.short else ""
        own = f" {' '.join(naming.own_words)} "
        used = bool(short) and short != name and re.search(rf"(?<!\w){re.escape(short)}(?!\w)", own) is not None
        few = len(senders) + len(signing) <= _FEW and not house.familiar
        # "Ajax" after "Ajax Ltd" is understood.
        begins = naming.translation(house.name).split()[: len(short.split())] == short.split()
        if not (short and not begins and (used or few or house in counted)):
            return name
        naming.introduced.add(house.key)
        return naming.language.phrase("also-introduced", name, short)

    def whole(_: str) -> list[str]:
        told.append(True)
        names = [called(house) for house in senders]
        said = [
            naming.descriptions.marked(house.key, naming.fact(name, house.location, kind=OriginKind.HOUSE))
            for name, house in zip(names, senders, strict=True)
        ]
        return [*said, *_cosigners(naming, "full")]

    def together(manner: str) -> list[str]:
        if len(signing) > _MOST_NAMED and (told or naming.introduced.issuperset(keys)):
            said = naming.language.phrase("those-who-sign")
            return [naming.tracer.wrap(said, Origin(OriginKind.LANGUAGE, "those-who-sign"))]
        return [*(naming.organisation(key, how(key, manner)) for key in keys), *_cosigners(naming, manner)]

    def how(key: str, manner: str) -> str:
        """Who is first named where something is asked is not named again, and needs no short name."""
        return "full" if naming.is_asking and manner == "auto" and key not in naming.introduced else manner

    several = ("bodies", "males", "many")
    noun = Noun(naming.language, several if signing else houses.features, together, keys=() if signing else keys)
    return {
        "name": Lazy(lambda: str(noun)),
        "noun": noun,
        "named": lambda: bool(told),
        "short": naming.short_name(first.key),
        "whole": Noun(naming.language, houses.features if alone else several, whole),
        "speaks_for": _own(naming, first.speaks_for),
        "writes_as": _own(naming, first.writes_as),
        "figures": _figures(naming, figures),
        "represent": Lazy(lambda: _represented(naming, counted)) if counted and not inline else "",
    }


def _own(naming: Naming, text: Text | None) -> str:
    """A text of a letterhead, marked; "" for none."""
    return naming.say(text, kind=OriginKind.HOUSE) if text else ""


def _told_where_it_is_named(naming: Naming, counted: Sequence[Letterhead]) -> bool:
    """Whether for how many a house speaks is told where it is named: of two who write, the one that has figures."""
    writers = len(naming.letter.senders) + len(naming.letter.plan.with_)
    if len(counted) != 1 or writers != _MOST_NAMED or counted[0].key in naming.introduced:
        return False
    naming.presented[counted[0].key] = lambda: naming.language.phrase("which-represents", _count(naming, counted[0]))
    return True


def _members(naming: Naming, house: Letterhead) -> bool:
    """Whether it is known on the letter's date for how many a house speaks."""
    figures = house.figures_on(naming.letter.date)
    return bool(figures and figures.members and house.speaks_for)


def _count(naming: Naming, house: Letterhead) -> str:
    """For how many a house speaks: "18,000 journalists in 12 countries"."""
    figures = _figures(naming, house.figures_on(naming.letter.date))
    members = f"{figures['members']} {_own(naming, house.speaks_for)}"
    where = "in-countries-and-territories" if figures["territories"] else "in-countries"
    return naming.language.phrase(where, members, figures["countries"]) if figures["countries"] else members


def _represented(naming: Naming, houses: Sequence[Letterhead]) -> str:
    """For how many each of several speaks: "The ITUC speaks for 207 million workers, the ETUC for 45 million"."""
    language, told = naming.language, list[str]()
    for house in houses:
        phrase = "represent-too" if told else "represent"
        told.append(language.phrase(phrase, naming.organisation(house.key), _count(naming, house)))
    # What they count has an "and" of its own: "163 countries and territories".
    return capitalise(f"{', '.join(told)}.")


def _cosigners(naming: Naming, manner: str) -> list[str]:
    """Those who sign with the senders without being in the head: a few by name, many by their number."""
    cosigners, language = naming.letter.plan.with_, naming.language
    if len(cosigners) > _MOST_NAMED:
        said = language.phrase("others-sign", language.number(len(cosigners)))
        return [naming.tracer.wrap(said, Origin(OriginKind.LANGUAGE, "others-sign"))]
    known = naming.letter.organisations
    keys = [str(one.name.first) for one in cosigners]
    return [
        naming.organisation(key, manner) if key in known else naming.named_body(one.name)
        for key, one in zip(keys, cosigners, strict=True)
    ]


def _figures(naming: Naming, figures: Figures | None) -> Mapping[str, Any]:
    """An organisation's figures in the house's form; each is "" when it is not known on the letter's date."""

    def shown(name: Counted) -> str:
        number = figures.number(name) if figures else None
        if not number or not figures:
            return ""
        # Only great numbers are written in words: "twelve and a half million", but "340 affiliates".
        words = None if name == "members" else False
        sources = [str(figures.source)] if figures.source else []
        said = naming.language.number(number, words)
        if name == "members" and figures.members:
            said = hedged(figures.members, said, naming.language)
        return naming.fact(said, figures.location, sources, OriginKind.HOUSE)

    return {**{name: shown(name) for name in COUNTED}, "territories": bool(figures and figures.territories)}
