"""What a template can use: the country, the parties, the sender, the occasion, the law, words of the language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from letterkit.foundation.origins import Origin, OriginKind, bare
from letterkit.language.articles import definite, made_definite, without_owner
from letterkit.language.grammar import Language
from letterkit.letter.compose.acts import Telling
from letterkit.letter.compose.citing import Citing
from letterkit.letter.compose.countries import CountryOfTheLetter, country_noun, your_country
from letterkit.letter.compose.earlier_letters import Recalling
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.noun import Noun
from letterkit.letter.compose.occasions import Occasions
from letterkit.letter.compose.responsible import Responsible
from letterkit.letter.compose.senders import sender
from letterkit.letter.compose.spoken_to import is_to_its_own
from letterkit.letter.compose.standing import HowTheyStand
from letterkit.letter.following import concerned
from letterkit.letter.items import Event, FilledClause
from letterkit.letter.letter import Letter
from letterkit.letter.wholes import wholes_of
from letterkit.schema.campaign import Person
from letterkit.schema.fields import Text

_ACCIDENTS = ("killed-in-accident", "injured")

_YOURS = {
    "authority": "your-office",
    "company": "your-company",
    "parliament": "your-parliament",
    "court": "your-court",
}
"""What a letter calls those to whom it goes, where they are not the government."""

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
    recalling, occasions = Recalling(naming, citing), Occasions(naming, telling)
    role, joint = letter.target.is_, letter.joint
    # An official of an international body is asked about a government, and never for its acts.
    direct = letter.direct and role != "international"
    to_state = direct and role != "company"
    yours, among_others = _YOURS.get(role), role == "authority"  # whose authorities are nobody's own

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
        "conditional": False,
        "government": party((yours or "your-government") if direct else "government-of"),
        "its_government": party("your-government" if is_to_its_own(letter) else "government-of"),
        "authorities": party((yours or "your-authorities") if direct and not among_others else "authorities-of"),
        "writer": Noun(language, ("many",) if joint else ("one",), lambda _: []),
        "sender": sender(naming),
        "occasion": occasions.raised(),
        "occasioned": occasions.occasioned(),
        "about": telling.about(letter.about, besides=occasions.matters()),
        "of_unions": _is_of_unions(naming),
        "of_subsidiary": naming.ties.of_subsidiary,
        "several_deeds": len(_deeds(letter)) > 1,
        "misfortune": _is_of_misfortune(letter),
        "alarming": _is_of_harm(letter),
        "demanding": bool(letter.demands),
        "demanded": _demanded(letter),
        "about_known": bool(letter.about or letter.matters),
        "earlier": recalling.letters(),
        "written": recalling.written(),
        "correspondence": recalling.correspondence(),
        "recalled": telling.about(letter.about, manner="auto", besides=occasions.matters()),
        **Responsible(naming).words(),
        "how_they_stand": lambda people: HowTheyStand(naming, telling).told(people.keys),
        "elapsed": recalling.elapsed(),
        "obligations": recalling.obligations,
        **_asked_before(letter),
        **_of_those_named(naming),
        "org": naming.organisation,
        "is_ilo_member": letter.law.is_ilo_member,
        **{name: getattr(citing, name) for name in _OF_THE_LAW},
        "number": lambda number: language.number(int(bare(str(number)))),
        "ordinal": lambda number: language.ordinal(int(bare(number))),
        "listed": lambda items: language.list([str(item) for item in items]),
        "each": lambda particle, items: language.list([f"{particle} {item}" for item in items]),
        "quoted": language.quote,
    }


def _demanded(letter: Letter) -> set[str]:
    """The names of the demands of a letter."""
    return {str(item.clause.name) for item in letter.items_asked() if isinstance(item, FilledClause)}


def _country(naming: Naming) -> CountryOfTheLetter:
    """The country of the letter, which is that of those who are written to where they govern, judge or speak for it."""
    letter = naming.letter

    def fact(text: str) -> str:
        return naming.fact(text, letter.country.location, name="country")

    named = country_noun(letter.country, naming.language, fact, letter.date)
    return CountryOfTheLetter(named, your_country(naming.language, fact) if is_to_its_own(letter) else {})


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
        "all_write": lambda bodies: set(bodies.keys) == {one.key for one in naming.letter.senders},
        "definite": lambda name: definite(str(name), naming.language.writing),
        "are_many": lambda thing: _are_many(bare(str(thing)), naming.language),
        "without_owner": lambda thing: without_owner(str(thing), naming.language.writing),
        "some": lambda people: naming.counting.some(str(people)),
        "infinitive": naming.language.with_infinitive_particle,
        "lost": lambda people: _those_of(naming, people, dead=True),
        "living": lambda people: _those_of(naming, people, dead=False),
    }


def _are_many(thing: str, language: Language) -> bool:
    """Whether a thing is told in the plural: "your guidelines", "the authorities"."""
    article = language.writing.default_article
    return language.number_of(f"{article} {without_owner(thing, language.writing)}" if article else thing) == "many"


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
    """Whether all that a letter is about was done to people, or endangers them: no good news, no occasion."""
    kinds = [letter.act_kinds[one.act.kind] for one in letter.about]
    return (
        bool(kinds)
        and not letter.matters
        and not any(kind.relief or (kind.own and not kind.endangers) for kind in kinds)
    )


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
