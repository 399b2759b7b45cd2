"""What cannot be, whatever the records say: the dead who speak, and demands to the government of another country."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.ledger.dossier import Dossier
from letterkit.checks.ledger.mentions import Eyes, Mention, Seen
from letterkit.checks.ledger.records import Claim, Verdict

Weighed = tuple[Claim, frozenset[Mention]]


def impossible_in(seen: Seen, eyes: Eyes, dossier: Dossier) -> Iterator[Weighed]:
    """What a sentence says that cannot be."""
    yield from _dead_who_speak(seen, eyes, dossier)
    yield from _other_governments(seen, eyes)


def _dead_who_speak(seen: Seen, eyes: Eyes, dossier: Dossier) -> Iterator[Weighed]:
    for named in seen.of("person"):
        after = seen.words[named.last] if named.last < len(seen.words) else None
        if after is None or after.gap != " " or after.low not in eyes.lexicon.lists["alive"]:
            continue
        held = [dossier.holding(key) if key else {} for key in named.values]
        if held and all("dead" in statuses for statuses in held):
            (key, *_), act = sorted(named.values), held[0]["dead"]
            says = f"by the campaign, '{key}' is dead on {eyes.today}"
            who = tuple(sorted(named.values))
            claim = Claim(
                "status", after.low, who, after.start, after.end, Verdict.CONTRADICTED, says, act.location, "LK521"
            )
            yield claim, frozenset({named})


def _other_governments(seen: Seen, eyes: Eyes) -> Iterator[Weighed]:
    own = str(eyes.cast.campaign.country)
    asked = [each.last for each in seen.of("demanding")]
    for government in seen.of("government"):
        if not any(0 <= government.first - last <= 2 for last in asked):
            continue
        for country in seen.of("country"):
            between = seen.words[government.last : country.first]
            near = country.first >= government.last and all(word.low in eyes.lexicon.function for word in between)
            if near and len(between) <= 1 and own not in country.values:
                name = eyes.language.country(own)
                says = f"the campaign is about {name}"
                where = (country.start, country.end)
                place = eyes.cast.campaign.country.location
                claim = Claim(
                    "demand", "government", tuple(country.values), *where, Verdict.CONTRADICTED, says, place, "LK521"
                )
                yield claim, frozenset({country})
