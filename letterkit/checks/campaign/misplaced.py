"""Each phrase of an act is of the kind of thing that its key holds: who, where, why, how long, which penalty.

Every key of an act that holds a phrase has its line in `HELD`; looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import NamedTuple

from letterkit.checks.campaign.phrase_kinds import (
    ELSEWHERE,
    CampaignWords,
    Found,
    Kind,
    acts_of,
    begins_with_length,
    is_length,
    kinds_of,
    known_of,
    lowered,
    text_kinds,
    without_determiner,
)
from letterkit.checks.ledger.words.lexicon import lexicon
from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.mentions import numbers_in
from letterkit.language.spelling import plain
from letterkit.schema.act_kind import ActKind
from letterkit.schema.campaign import Campaign
from letterkit.schema.fields import PLAIN_LANGUAGE, Name, Text
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act


class Held(NamedTuple):
    """What a key of an act says, and the kinds of thing that it never holds."""

    says: str
    never: frozenset[Kind]


_NOWHERE = frozenset({Kind.SENTENCE, Kind.TIME, Kind.KEY, Kind.ANSWER})
_WHO = frozenset({Kind.PERSON, Kind.BODY})
_WHAT = frozenset({Kind.DEED, Kind.CHARGE, Kind.PENALTY, Kind.GROUND, Kind.MONEY})
_LIKE_PLACES = frozenset({Kind.SITE, Kind.HOUSED})
_NOUNS_OF_NO_REASON = _LIKE_PLACES | {Kind.ACTING, Kind.HARM, Kind.MONEY}
_NOBODY = (
    _NOWHERE | _WHAT | {Kind.HARM, Kind.PLACE, Kind.LED, Kind.AROUND, Kind.ACT, Kind.LENGTH, Kind.NUMBER, Kind.SITE}
)
_NO_PLACE = _NOWHERE | _WHAT | {Kind.HARM, Kind.PERSON, Kind.LENGTH, Kind.NUMBER, Kind.ACTING, Kind.GOODS}

HELD: Mapping[str, Held] = {
    "by": Held("who did it", _NOBODY | {Kind.GOODS}),
    "reported": Held("who reports it", _NOBODY | {Kind.GOODS}),
    "how": Held("how it was done", _NOWHERE | _WHO | {Kind.CHARGE, Kind.PENALTY, Kind.PLACE, Kind.NUMBER, Kind.MONEY}),
    "place": Held("where", _NO_PLACE),
    "held_at": Held("where somebody is held", _NO_PLACE),
    "for_": Held(
        "why", _NOWHERE | _WHO | _NOUNS_OF_NO_REASON | {Kind.PLACE, Kind.LED, Kind.LENGTH, Kind.PENALTY, Kind.NUMBER}
    ),
    "stated_reason": Held(
        "the reason that was given",
        _NOWHERE | _WHO | _NOUNS_OF_NO_REASON | {Kind.PLACE, Kind.LED, Kind.LENGTH, Kind.NUMBER},
    ),
    "outcome": Held("what came of it", _NOWHERE),
    "object": Held("what it was about", _NOWHERE),
    "facing": Held(
        "the penalty that may follow",
        _NOWHERE | _WHO | _NOUNS_OF_NO_REASON | {Kind.DEED, Kind.CHARGE, Kind.PLACE, Kind.NUMBER, Kind.GROUND},
    ),
    "lasted": Held(
        "how long it went on", _NOWHERE | _WHO | _WHAT | _NOUNS_OF_NO_REASON | {Kind.PLACE, Kind.NUMBER, Kind.GOODS}
    ),
    "when": Held(
        "on what occasion",
        _WHO | {Kind.SENTENCE, Kind.KEY, Kind.ANSWER, Kind.CHARGE, Kind.LENGTH, Kind.NUMBER, Kind.MONEY},
    ),
}
"""The keys of an act that hold a phrase. What ``outcome`` and ``object`` hold, the example of the kind of act shows."""

_BELONGS: Mapping[Kind, str] = {
    Kind.ACT: "outcome",
    Kind.PLACE: "place",
    Kind.LED: "place",
    Kind.PENALTY: "outcome",
    Kind.PERSON: "by",
    Kind.BODY: "by",
    Kind.DEED: "for_",
    Kind.LENGTH: "lasted",
    Kind.ACTING: "by",
    Kind.HOUSED: "place",
    Kind.HARM: "outcome",
    Kind.SITE: "place",
    Kind.GROUND: "stated_reason",
}


def phrases_are_what_their_keys_hold(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Who did something stands under 'by:', where under 'place:', how long under 'lasted:' (LK535)."""
    known = known_of(campaign, library)
    for key, _, act in acts_of(campaign):
        told = set[str]()
        for name in HELD:
            text = getattr(act, name)
            # An organisation that is named by its key is one; its name may be made of any words.
            if isinstance(text, Text) and not (name == "by" and isinstance(text, Name)) and name not in told:
                where = f"{key}.{act.kind}"
                found = _exchanged(where, act, known, library) if name == "by" else iter(())
                misplaced = _misplaced(where, name, text, act, known, library)
                for problem, other in islice(chain(misplaced, found), 1):
                    told.add(other)
                    yield problem


def _misplaced(
    where: str, name: str, text: Text, act: Act, known: CampaignWords, library: Library
) -> Iterator[tuple[Problem, str]]:
    """What is not of the kind that a key holds, with the key where it belongs, if that holds another kind as well."""
    says = f"stands under '{_key(name)}:' of '{where}', which says {HELD[name].says}"
    for code, said in said_in(text, library):
        for found in _not_held(said, code, name, act, known, library):
            other = _exchanged_with(found, act, known, library)
            hint = f"exchange it with what stands under '{_key(other)}:'" if other else _mend(found, name, act, library)
            yield Problem("LK535", f"'{said}' {says}; it is {found.shown}", said.location, hint), other
        if who := _who_behind(str(said), code, name, act, known, library):
            message = f"'{said}' {says}; '{who}' are people"
            yield Problem("LK535", message, said.location, "move it to 'by:', without the word before it"), ""
        if name == "outcome" and _is_time_for_a_sum(str(said), code, act, library):
            message = f"'{said}' stands under 'outcome:' of '{where}', which says how much; it is a length of time"
            yield Problem("LK535", message, said.location, "tell it as an act 'sentenced', or write the sum"), ""


def _not_held(said: Scalar, code: str, name: str, act: Act, known: CampaignWords, library: Library) -> Iterator[Found]:
    """The kinds of a phrase that its key never holds."""
    kind = library.acts[act.kind]
    never = _never(name, kind, library)
    if name == "reported" and _is_a_source(said, known):
        yield Found(Kind.KEY, "the key of a source")
    if name == "reported" and not act.reporter:  # "yes": by nobody who is named
        never -= {Kind.ANSWER}
    for found in kinds_of(str(said), code, known, library):
        # What an act says elsewhere of where and by whom has its own reading, which looks at both.
        known_place = name == "by" and found.kind is Kind.PLACE and found.shown == ELSEWHERE
        # What is charged can begin with any word, but with none before a noun: « agent de l'étranger ».
        worded = found.shown == Kind.PERSON and kind.alleged and _is_bare(said, code, library) and name == "outcome"
        if found.kind in never and not known_place and not worded:
            yield found


def _is_a_source(said: Scalar, known: CampaignWords) -> bool:
    """Whether a reporter is the key of a source, which a letter would print without its article: "times"."""
    return known.keys.get(str(said)) == "source"


def _is_people_in(name: str, act: Act, library: Library) -> bool:
    return name not in ("outcome", "object") or name in library.acts[act.kind].people_in


def _who_behind(said: str, code: str, name: str, act: Act, known: CampaignWords, library: Library) -> str:
    """The people behind the preposition with which the example of a kind of act begins as well: "by five dockers"."""
    first, _, rest = said.partition(" ")
    if _is_people_in(name, act, library):
        return ""
    led = any(shown == code and text.partition(" ")[0] == first for shown, text in _shown(act, name, code, library))
    people = led and rest and any(found.kind is Kind.PERSON for found in kinds_of(rest, code, known, library))
    return rest if people and first in lexicon(library, code or PLAIN_LANGUAGE).lists["governed"] else ""


def _shown(act: Act, name: str, code: str, library: Library) -> Iterator[tuple[str, str]]:
    """What the example of a kind of act has in the language of a text that is plain."""
    wanted = code or PLAIN_LANGUAGE
    for shown, text in _example(library.acts[act.kind], name):
        if shown == wanted:
            yield code, str(text)


def _is_bare(said: str, code: str, library: Library) -> bool:
    """Whether a phrase has neither an article nor a number before it."""
    low = plain(said).casefold()
    return without_determiner(low, language_of(library, code), lexicon(library, code or PLAIN_LANGUAGE)) == low


def _exchanged(where: str, act: Act, known: CampaignWords, library: Library) -> Iterator[tuple[Problem, str]]:
    """Who did something and where, each in the place of the other, as other acts have them."""
    by, places = known.under["by"], known.under["place"]
    for code, said in said_in(act.by, library):
        place = act.place.languages.get(code) if act.place else None
        one, other = lowered(str(said), code, library), lowered(str(place or ""), code, library)
        as_elsewhere = by[one] > places[one] or by[other] < places[other]
        named = said[:1].isupper() and not (place or "")[:1].isupper() and one not in known.bodies
        if places[one] and named and (not place or (by[other] and not as_elsewhere)):
            message = f"'{said}' stands under 'by:' of '{where}', which says who did it, and is a place elsewhere"
            hint = "say under 'by:' who did it, and under 'place:' where"
            yield Problem("LK535", message, said.location, hint), "place"


def places_stand_once(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Where something was done stands under 'place:', and not at the end of another phrase as well (LK138)."""
    for key, _, act in acts_of(campaign):
        texts = (act.by, act.outcome, act.object) if act.place else ()
        for code, said in (one for text in texts for one in said_in(text, library)):
            place = str(act.place.within(code) or act.place.first) if act.place else ""
            led = {str(word) for word in language_of(library, code).writing.prepositions}
            bare = place.partition(" ")[2] if place.partition(" ")[0].casefold() in led else place
            before, _, end = plain(str(said)).rpartition(f" {plain(bare)}")
            if before and not end and before.split(" ")[-1].casefold() in led:
                message = f"'{bare}' ends '{said}', and stands under 'place:' of '{key}.{act.kind}' as well"
                yield Problem("LK138", message, said.location, "leave it out of one of the two: the letter says both")


def _key(name: str) -> str:
    """The key of a field in a campaign."""
    return name.rstrip("_").replace("_", "-")


def _exchanged_with(found: Found, act: Act, known: CampaignWords, library: Library) -> str:
    """The key where a phrase belongs, where that holds what is not of its kind either; "" for none."""
    right = _BELONGS.get(found.kind, "")
    text = getattr(act, right) if right else None
    kinds = text_kinds(text, known, library) if isinstance(text, Text) else frozenset[Kind]()
    return right if right and not _never(right, library.acts[act.kind], library).isdisjoint(kinds) else ""


def _never(name: str, kind: ActKind, library: Library) -> frozenset[Kind]:
    """The kinds of thing that a key of a kind of act never holds: those that its example shows, it does."""
    never, shown = HELD[name].never, _example(kind, name)
    if name == "by" and kind.misfortune:
        never -= {Kind.ACT, Kind.GOODS, Kind.HARM}
    if name in ("outcome", "object"):
        never |= _not_what_came(name, kind, library)
    never |= _not_of(kind, name)
    if name == "outcome" and any(begins_with_length(str(text), language_of(library, code)) for code, text in shown):
        never |= {Kind.CHARGE, Kind.GROUND, *_WHO}
    nobodys = CampaignWords()  # what a campaign says elsewhere shows nothing of an example
    return never - {found.kind for code, text in shown for found in kinds_of(str(text), code, nobodys, library)}


def _not_of(kind: ActKind, name: str) -> frozenset[Kind]:
    """What an act of a kind never ends in, or is about, for what the kind is: a charge, a misfortune, a transport."""
    if name == "object":
        return frozenset({Kind.HARM}) if kind.moves else frozenset()
    if name != "outcome":
        return frozenset()
    charged = frozenset({Kind.MONEY}) if kind.alleged else frozenset[Kind]()
    charged |= frozenset({Kind.PLACE, *_WHO}) if kind.alleged or kind.for_a_time else frozenset()
    return charged | (frozenset({Kind.PLACE}) if kind.misfortune and not kind.moves else frozenset())


def _not_what_came(name: str, kind: ActKind, library: Library) -> frozenset[Kind]:
    """What nothing ends in or is about, but for people where a kind of act says so, and lengths of time."""
    never = (frozenset[Kind]() if name in kind.people_in else _WHO) | _nothing_like_its_example(name, kind, library)
    never |= _of_no_such_noun(name, kind, library)
    never |= frozenset() if any(text[:1].isdigit() for _, text in _example(kind, name)) else frozenset({Kind.NUMBER})
    # "Extended by two months": a length may stand within what the example has.
    timed = any(any(numbers_in(str(text), language_of(library, code))) for code, text in _example(kind, name))
    lengths = frozenset() if timed else frozenset({Kind.LENGTH})
    return never | lengths | (frozenset({Kind.PENALTY}) if kind.relief and kind.ends else frozenset())


def _nothing_like_its_example(name: str, kind: ActKind, library: Library) -> frozenset[Kind]:
    """The kinds of thing that a kind of act ends in or is about only where its example is like them."""
    shown = _example(kind, name)
    if not shown:
        return frozenset()
    # Somebody is taken to a prison, which can be stormed or searched; nothing else is one, or ends in one.
    sites = any(_is_site(str(text), code, library) for code, text in shown) or (
        name == "object" and kind.of != "person"
    )
    prisons = frozenset() if kind.moves or kind.own or sites else frozenset({Kind.PRISON})
    # Nobody flees to an arrest, or is posted to a dismissal; people are threatened with one, and die of torture.
    acts = name == "outcome" and not kind.alleged and not kind.misfortune
    return prisons | (frozenset({Kind.ACT}) if acts else frozenset())


_IN_BODY = frozenset({"life", "treatment"})
"""The topics of what can end in an injury."""


def _of_no_such_noun(name: str, kind: ActKind, library: Library) -> frozenset[Kind]:
    """The kinds of nouns that come of no such act, and that no such act is about, where its example has a phrase."""
    shown = _example(kind, name)
    if not shown or kind.alleged or name in kind.people_in:
        return frozenset()
    if kind.own:
        return frozenset({Kind.PLACE}) if name == "object" else frozenset()
    if name == "object":
        return frozenset({Kind.ACTING})
    nobodys = CampaignWords()
    kinds = {found.kind for code, text in shown for found in kinds_of(str(text), code, nobodys, library)}
    hurting = {Kind.HARM} if kind.misfortune or _IN_BODY.intersection(map(str, kind.topics)) else set[Kind]()
    return _NOUNS_OF_NO_REASON - hurting - (_LIKE_PLACES if kinds & _LIKE_PLACES else set()) | {Kind.GOODS, Kind.GROUND}


def _is_site(text: str, code: str, library: Library) -> bool:
    """Whether a phrase has a noun of a place to be in: "the remand prison"."""
    sites = {str(site) for site in language_of(library, code).writing.sites}
    return not sites.isdisjoint(re.findall(r"[^\W\d_]+", text.casefold()))


def _example(kind: ActKind, name: str) -> tuple[tuple[str, Scalar], ...]:
    """What a kind of act has under a key in its example, by language."""
    texts = kind.example.get(Scalar(name)) if kind.example else None
    return tuple((str(code), text) for code, text in texts.items()) if isinstance(texts, Mapping) else ()


def _is_time_for_a_sum(said: str, code: str, act: Act, library: Library) -> bool:
    """Whether a length of time stands where a kind of act has a sum of money: "fined two years in prison"."""
    shown = _example(library.acts[act.kind], "outcome")
    sums = bool(shown) and all(text[:1].isdigit() for _, text in shown)
    language = language_of(library, code)
    if not sums or not begins_with_length(said, language):
        return False
    # A fine can be given as "two months' pay".
    return is_length(said, language, lexicon(library, code or PLAIN_LANGUAGE)) or Kind.PENALTY in {
        found.kind for found in kinds_of(said, code, CampaignWords(), library)
    }


def _mend(found: Found, name: str, act: Act, library: Library) -> str:
    """Where a phrase belongs, or how it is written."""
    if right := _BELONGS.get(found.kind):
        if _key(right) in library.acts[act.kind].keys_taken:
            return f"move it to '{_key(right)}:', which says {HELD[right].says}"
        return f"delete it, or write what '{_key(name)}:' says; '{act.kind}' takes no '{_key(right)}'"
    return _MENDS[found.kind]


_MENDS: Mapping[Kind, str] = {
    Kind.PRISON: "write what the key says; where somebody is held stands under 'held-at:'",
    Kind.AROUND: "write who it was, and what else belongs to it under its own key",
    Kind.SENTENCE: "write it as a phrase that a sentence can hold, such as 'calling a strike'",
    Kind.KEY: "write it in words: a letter prints it as it stands",
    Kind.TIME: "delete it: the day stands behind the name of the act",
    Kind.NUMBER: "write what it counts, or delete it",
    Kind.MONEY: "write what the key says; a sum stands under 'outcome:' of an act 'fined'",
    Kind.CHARGE: "tell it as an act 'charged', under 'outcome:'",
    Kind.ANSWER: "write what the key says, or leave the key out",
    Kind.GOODS: "write what the key says, and what it was about under 'object:'",
}
