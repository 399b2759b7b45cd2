"""What a template can use: the country, the parties, the sender, the occasion, the law, words of the language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.origins import Origin, OriginKind, bare
from letterkit.language.articles import definite, made_definite, without_owner
from letterkit.letter.compose.acts import Telling
from letterkit.letter.compose.citing import Citing
from letterkit.letter.compose.countries import CountryOfTheLetter, country_noun, your_country
from letterkit.letter.compose.earlier_letters import Recalling
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.noun import Noun
from letterkit.letter.compose.responsible import Responsible
from letterkit.letter.compose.standing import HowTheyStand
from letterkit.letter.compose.templates import Lazy
from letterkit.letter.following import concerned
from letterkit.letter.items import Event, FilledClause
from letterkit.letter.letter import Letter
from letterkit.letter.wholes import wholes_of
from letterkit.schema.campaign import Occasion, Person
from letterkit.schema.fields import Text
from letterkit.schema.letterhead import Figures, Letterhead

_MOST_NAMED = 2
"""How many of those who sign with the senders an opening names."""

_OF_THE_COUNTRY = ("government", "parliament", "court", "embassy")
"""Those to whom the country of a letter is their own, where it is they who are responsible."""

_ACCIDENTS = ("killed-in-accident", "injured")

_OF_THE_LAW = (
    "membership_told",
    "convention",
    "party_to",
    "conventions",
    "standing",
    "examinations",
    "index_place",
    "precedents",
    "provision",
)
"""What templates say of the law (see `Citing`)."""


def vocabulary(naming: Naming, citing: Citing, telling: Telling) -> Mapping[str, Any]:
    """The values of one letter by the names that templates use; each is documented in docs/clauses.md."""
    letter, language = naming.letter, naming.language
    country = _country(naming)
    recalling = Recalling(naming, citing)
    role, joint = letter.target.is_, letter.joint
    # An official of an international body is asked about a government, and never for its acts.
    direct = letter.direct and role != "international"
    to_state = direct and role != "company"
    yours = {"company": "your-company", "parliament": "your-parliament", "court": "your-court"}.get(role)

    def party(phrase: str) -> str:
        return naming.tracer.wrap(language.phrase(phrase, country.named["name"]), Origin(OriginKind.LANGUAGE, phrase))

    return {
        "direct": direct,
        "joint": joint,
        "country": country,
        "possessive": language.possessive,
        "role": role,
        "to_state": to_state,
        "to_company": direct and role == "company",
        "besides": False,
        "timed": False,
        "government": party((yours or "your-government") if direct else "government-of"),
        "its_government": party("your-government" if _is_to_its_own(letter) else "government-of"),
        "authorities": party((yours or "your-authorities") if direct else "authorities-of"),
        "writer": Noun(language, ("many",) if joint else ("one",), lambda _: []),
        "sender": _sender(naming),
        "occasion": _occasion(naming),
        "about": telling.about(letter.about, besides=_matters(naming)),
        "of_unions": _is_of_unions(naming),
        "several_deeds": len(_deeds(letter)) > 1,
        "misfortune": _is_of_misfortune(letter),
        "alarming": _is_of_harm(letter),
        "demanding": bool(letter.demands),
        "about_known": bool(letter.about or letter.matters),
        "earlier": recalling.letters(),
        "written": recalling.written(),
        "correspondence": recalling.correspondence(),
        "recalled": telling.about(letter.about, manner="auto", besides=_matters(naming)),
        **Responsible(naming).words(),
        "how_they_stand": lambda people: HowTheyStand(naming, telling).told(people.keys),
        "elapsed": recalling.elapsed(),
        "obligations": recalling.obligations,
        **_asked_before(letter),
        **_of_those_named(naming),
        "org": naming.organisation,
        "is_ilo_member": letter.law.is_ilo_member,
        **{name: getattr(citing, name) for name in _OF_THE_LAW},
        "number": lambda number: language.number(int(bare(number))),
        "ordinal": lambda number: language.ordinal(int(bare(number))),
        "listed": lambda items: language.list([str(item) for item in items]),
        "each": lambda particle, items: language.list([f"{particle} {item}" for item in items]),
        "quoted": language.quote,
    }


def _is_to_its_own(letter: Letter) -> bool:
    """Whether the country of a letter is that of those who are written to."""
    return letter.direct and letter.target.is_ in _OF_THE_COUNTRY


def _country(naming: Naming) -> CountryOfTheLetter:
    """The country of the letter, which is that of those who are written to where they govern, judge or speak for it."""
    letter = naming.letter

    def fact(text: str) -> str:
        return naming.fact(text, letter.country.location, name="country")

    named = country_noun(letter.country, naming.language, fact, letter.date)
    return CountryOfTheLetter(named, your_country(naming.language, fact) if _is_to_its_own(letter) else {})


def _of_those_named(naming: Naming) -> dict[str, Callable[..., object]]:
    """What templates ask of those whom a clause names, and how they say what is asked of them."""
    return {
        "both": _both,
        "together": lambda kind, people: _befell_together(naming.letter, kind, people),
        "befell": lambda those, *kinds: any(act.kind in kinds for key in those.keys for act in naming.letter.acts(key)),
        "befell_each": lambda those, kind: all(
            any(act.kind == kind for act in naming.letter.acts(key)) for key in those.keys
        ),
        "befell_those_of": lambda bodies: _befell_those_of(naming.letter, set(bodies.keys)),
        "accident": lambda people: _accident_of(naming, people),
        "is_writer": lambda bodies: _is_writer(naming.letter, bodies),
        "definite": lambda name: definite(str(name), naming.language.writing),
        "without_owner": lambda thing: without_owner(str(thing), naming.language.writing),
        "some": lambda people: naming.counting.some(str(people)),
        "infinitive": naming.language.with_infinitive_particle,
        "lost": lambda people: _those_of(naming, people, dead=True),
        "living": lambda people: _those_of(naming, people, dead=False),
    }


def _is_of_unions(naming: Naming) -> bool:
    """Whether a letter is of trade unionists or workers, by who writes, whom it names, and what befell them."""
    named = concerned(naming.letter.items())
    kinds = [naming.letter.act_kinds[act.kind] for key in named for act in naming.letter.acts(key)]
    at_work = any(kind.status and "work" in kind.topics for kind in kinds)
    return at_work or any(naming.language.is_union(str(naming.translation(name))) for name in _bodies(naming, named))


def _bodies(naming: Naming, named: Iterable[str]) -> Iterator[Text]:
    """The names of those who write, and of the organisations that a letter names or whose officers it names."""
    letter = naming.letter
    yield from (house.name for house in letter.senders)
    for key in named:
        offices = getattr(letter.people.get(key), "offices", ())
        bodies = [key, *(str(one.of) for one in offices)]
        yield from (letter.organisations[body].name for body in bodies if body in letter.organisations)


def _deeds(letter: Letter) -> set[tuple[object, ...]]:
    """What was done to people or organisations, by the facts of a letter or, where it tells none, by its opening."""
    facts = [item for paragraph in letter.facts for item in paragraph if isinstance(item, Event)]
    acts = [event.act for event in facts or letter.about]
    kinds = letter.act_kinds
    return {(act.kind, act.date) for act in acts if not (kinds[act.kind].own or kinds[act.kind].relief)}


def _both(people: Noun | str, organisations: Noun | str) -> Noun | str:
    """Those of two arguments, of which a clause may have one alone; "" for none."""
    if isinstance(people, Noun) and isinstance(organisations, Noun):
        return people.and_(organisations)
    return people or organisations


def _those_of(naming: Naming, people: Noun, *, dead: bool) -> Noun | str:
    """The dead of some people, or the living; "" where there are none."""
    keys = [key for key in people.keys if ("dead" in naming.letter.statuses(key)) is dead]
    return naming.people(keys, people.manner) if keys else ""


def _accident_of(naming: Naming, people: Noun) -> str:
    """In what people were killed or injured, where the campaign says it of no other: "the fire at the plant"."""
    acts = (act for key in people.keys for act in naming.letter.acts(key))
    said = {act.object.first: act.object for act in acts if act.object and act.kind in _ACCIDENTS}
    if len(said) != 1:
        return ""
    return made_definite(naming.say(next(iter(said.values())), kind=OriginKind.FACT), naming.language.writing)


def _is_of_misfortune(letter: Letter) -> bool:
    """Whether a letter is about something of which it is not said who did it, such as a death."""
    return any(letter.act_kinds[one.act.kind].misfortune and not one.act.by for one in letter.about)


def _is_of_harm(letter: Letter) -> bool:
    """Whether all that a letter is about was done to people: no good news, nothing of their own, no occasion."""
    kinds = [letter.act_kinds[one.act.kind] for one in letter.about]
    return bool(kinds) and not letter.matters and not any(kind.relief or kind.own for kind in kinds)


def _is_writer(letter: Letter, bodies: Noun) -> bool:
    """Whether all of some organisations write a letter."""
    return bool(bodies.keys) and {one.key for one in letter.senders}.issuperset(bodies.keys)


def _befell_together(letter: Letter, kind: str, people: Noun) -> bool:
    """Whether one act of a kind befell or awaits people: that of their group, or those of one day and place."""
    told = [item for item in (*letter.items(), *letter.about) if isinstance(item, Event) and item.act.kind == kind]
    of_each = [
        [event.act for event in told if event.who in (key, *wholes_of(key, letter.people))]
        or [act for act in letter.acts(key) if act.kind == kind]
        for key in people.keys
    ]
    return all(of_each) and len({(acts[-1].date, acts[-1].place and acts[-1].place.first) for acts in of_each}) == 1


def _befell_those_of(letter: Letter, bodies: set[str]) -> bool:
    """Whether anything is known to have been done to those who hold an office of organisations, or belong to them."""
    kinds = letter.act_kinds
    for key, one in letter.people.items():
        of = {str(office.of) for office in one.offices} if isinstance(one, Person) else {str(one.of)}
        harms = (kinds[act.kind] for act in letter.acts(key))
        if not bodies.isdisjoint(of) and any(not (kind.relief or kind.own) for kind in harms):
            return True
    return False


def _asked_before(letter: Letter) -> dict[str, bool]:
    """Whether a letter demands what one of the same senders before it did: all of it ``repeated``, or ``extended``."""
    said, before = (
        [
            (item.clause.name, item.arguments) if isinstance(item, FilledClause) else item
            for group in of
            for item in group
        ]
        for of in (letter.demands, letter.outcome.unmet if letter.outcome else ())
    )
    again = [item for item in said if item in before]
    repeated = bool(said) and len(again) == len(said)
    if letter.earlier and not letter.is_by_those_of(letter.earlier[-1]):
        return {"repeated": False, "extended": False}
    return {"repeated": repeated, "extended": bool(again) and not repeated}


def _sender(naming: Naming) -> Mapping[str, Any]:
    """Who writes: the houses as a noun, and the first one's figures when it writes alone."""
    senders, signing = naming.letter.senders, naming.letter.plan.with_
    keys = [house.key for house in senders]
    first, alone = senders[0], len(senders) == 1 and not signing
    houses = naming.organisations(keys)
    figures = first.figures_on(naming.letter.date) if alone else None

    told: list[bool] = []

    def called(house: Letterhead) -> str:
        """The full name, and beside it the short one where the campaign's own words in the letter use that."""
        name = naming.article(house.as_organisation()) + naming.translation(house.name)
        short = str(naming.translation(house.short)) if house.short else ""
        own = f" {' '.join(naming.own_words)} "
        used = bool(short) and short != name and re.search(rf"(?<!\w){re.escape(short)}(?!\w)", own) is not None
        return naming.language.phrase("also-introduced", name, short) if used else name

    def whole(_: str) -> list[str]:
        told.append(True)
        names = [called(house) for house in senders]
        said = [
            naming.fact(name, house.location, kind=OriginKind.HOUSE) for name, house in zip(names, senders, strict=True)
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
        "speaks_for": naming.say(first.speaks_for, kind=OriginKind.HOUSE) if first.speaks_for else "",
        "writes_as": naming.say(first.writes_as, kind=OriginKind.HOUSE) if first.writes_as else "",
        "figures": _figures(naming, figures),
    }


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

    def shown(name: str) -> str:
        number = getattr(figures, name) if figures else None
        if not number or not figures:
            return ""
        # Only great numbers are written in words: "twelve and a half million", but "340 affiliates".
        words = None if name == "members" else False
        sources = [str(figures.source)] if figures.source else []
        return naming.fact(naming.language.number(number, words), figures.location, sources, OriginKind.HOUSE)

    names = ("members", "affiliates", "countries", "federations")
    return {**{name: shown(name) for name in names}, "territories": bool(figures and figures.territories)}


def _occasion(naming: Naming) -> Mapping[str, Any] | None:
    """The occasion with its article, when it is, and what is on its agenda."""
    occasion = naming.letter.occasion
    if occasion is None:
        return None
    return {
        "name": _name_of(occasion, naming),
        "on": _day_of(occasion, naming),
        "agenda": naming.say(occasion.agenda) if occasion.agenda else "",
    }


def _matters(naming: Naming) -> list[str]:
    """The occasions that the letter is about, each with its day."""
    dated = naming.language.writing.phrases.occasion_on
    pattern = dated.choose() if dated else "{} {}"
    return [pattern.format(_name_of(one, naming), _day_of(one, naming)) for one in naming.letter.matters]


def _name_of(occasion: Occasion, naming: Naming) -> str:
    article = naming.translation(occasion.article) if occasion.article else naming.language.writing.default_article
    name = naming.translation(occasion.name)
    said = name if article == "none" else naming.language.with_article(str(article), str(name))
    return naming.fact(said, occasion.name.location, name="occasion")


def _day_of(occasion: Occasion, naming: Naming) -> str:
    day = PartialDate(occasion.date, occasion.date, "day")
    return naming.fact(naming.language.when(day, naming.letter.date), occasion.location)
