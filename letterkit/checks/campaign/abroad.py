"""Places, authorities and laws of another country than the one that a campaign is about.

Cities are those that CLDR names as examples of time zones, in every language, and where something was done, the towns
of 100,000 people and more. Looked at once a campaign, whatever its letters say. People are arrested abroad, too; so
most are notes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import takewhile

from babel import Locale
from babel.core import get_global

from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.checks.wording.country_names import names_of_country
from letterkit.checks.wording.nations import countries_of
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.spelling import folded, plain
from letterkit.language.towns import large_towns, towns_of
from letterkit.schema.act_kind import ActKind
from letterkit.schema.campaign import Campaign, Source
from letterkit.schema.clause import OF_THE_STATE
from letterkit.schema.fields import PLAIN_LANGUAGE, Text
from letterkit.schema.library import Library
from letterkit.schema.reflection import records_in

_STEM, _ENDING = 4, 3
# What stands around a name and is part of it: "La Lima" is not Lima, "San Juan del Sur" not San Juan.
_BEGUN = re.compile(r"(?:^|[\s-])[^\W\d_a-z][\w.]*[ -]$")
_GOES_ON = re.compile(r"[ -](?P<small>[a-z]{2,4})[ -][A-Z]")
# A name in brackets tells a city from others of its name: "Tripoli (Libye)".
_ASIDE = re.compile(r"\s*[(\[,].*$")


def all_happens_in_the_country(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Acts are done in the campaign's country, by its own authorities and under its laws (LK536).

    A warning of a law, an office, or somebody held or taken in a country of which nothing else in the campaign
    speaks: an arrest there by "the police" is a slip more often than not.
    """
    for what, text, of_state in _told(campaign, library):
        for code, said in said_in(text, library):
            found = named_in(str(said), code or PLAIN_LANGUAGE, library)
            if what in ("place", "address") and not found:
                found = _large_towns_in(str(said), campaign)
            if found and campaign.country not in found.values():
                name, country = next(iter(found.items()))
                called = Locale.parse("en").territories.get(country, country)
                message = f"'{name}' is of {called}, and the campaign is about {_called(campaign)}"
                lone = of_state and not _speaks_of(country, said, campaign, library)
                if what == "address":
                    lone = _ends_in(str(said), name) and not _is_a_country(name, country, campaign, library)
                hint = f"correct the {what}; or, if it is meant so, leave it"
                if lone:
                    hint = f"correct the {what}; or say who did it there, so that it cannot be misread"
                yield Problem("LK536", message, said.location, hint, Severity.WARNING if lone else Severity.NOTE)
                break


def _speaks_of(country: str, said: Scalar, campaign: Campaign, library: Library) -> bool:
    """Whether another text of a campaign than one names a country, a city of it, or what is of it."""
    for record in records_in(campaign):
        texts: list[tuple[str, Scalar]] = []
        if isinstance(record, Text):
            texts = list(said_in(record, library))
        elif isinstance(record, Source):
            texts = [("", record.title)]
        for code, text in texts:
            if (
                text.location != said.location
                and country in named_in(str(text), code or PLAIN_LANGUAGE, library).values()
            ):
                return True
    return country in named_in(str(campaign.campaign), PLAIN_LANGUAGE, library).values()


def _ends_in(line: str, name: str) -> bool:
    """Whether a line of an address is a town alone, but for a code, or ends in one behind a comma."""
    return re.sub(r"[\d\s.-]+$|^[\d\s.-]+", "", line.rpartition(",")[2]).casefold() == name.casefold()


def _is_a_country(name: str, country: str, campaign: Campaign, library: Library) -> bool:
    """Whether a name is that of a country, of which letters tell; all are where a letter goes through an embassy."""
    names = {each for code in library.language_codes() for each in names_of_country(country, library, code)}
    return name in names or any(plan.via for plan in campaign.letters.values())


def _called(campaign: Campaign) -> str:
    return str(Locale.parse("en").territories.get(str(campaign.country), campaign.country))


def _told(campaign: Campaign, library: Library) -> Iterator[tuple[str, Text | None, bool]]:
    """The texts of a campaign that say where something was, or whose it was.

    Each with what it is called, and whether a lone country is a slip there.
    """
    for record in (*campaign.people.values(), *campaign.organisations.values()):
        for act in record.acts:
            kind = library.acts[act.kind]
            of_state = (kind.grave and kind.state) or _only_at_home(kind)
            yield from (("place", act.place, of_state), ("place", act.held_at, of_state), ("doer", act.by, False))
            if kind.moves:  # from one prison to another
                prison = _CUSTODY in kind.after
                yield from (("place", act.object, prison), ("place", act.outcome, prison))
            elif not kind.own and not kind.alleged:
                yield "object", act.object, False
    for law in campaign.laws.values():
        yield "law", law.name, True
    for target in campaign.targets.values():
        if target.is_ in OF_THE_STATE:
            if not _is_sent_abroad(target.office, library):
                yield "office", target.office, True
            if target.of and target.address and _is_own(target.of, campaign, library):
                yield "address", target.address[-1], False


def _is_sent_abroad(office: Text | None, library: Library) -> bool:
    """Whether an office is one of an embassy, which names where its holder was sent: "Ambassador to Belgium"."""
    posts = (
        (language_of(library, code).checking.posts.get("embassy"), said) for code, said in said_in(office, library)
    )
    return any(post and post.search(str(said)) for post, said in posts)


def _only_at_home(kind: ActKind) -> bool:
    """Whether a state does something within its borders alone: it tries nobody abroad, and holds nobody there."""
    leaving = "liberty" in kind.topics and kind.official
    return (kind.official and not leaving) or ("treatment" in kind.topics and not kind.misfortune)


def _large_towns_in(text: str, campaign: Campaign) -> Mapping[str, str]:
    """The large towns of other countries that a text names, each with its country.

    A name of several words is one; where the campaign's country has such a place, that is meant.
    """
    towns, own = large_towns(), towns_of(str(campaign.country))
    names = (found[0] for found in _NAME.finditer(plain(text)))
    return {
        name: towns[key] for name in names if (key := folded(name)) in towns and len(key) >= _STEM and not own.has(key)
    }


_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]+)*")
_CUSTODY = "detained"


def _is_own(of: Text, campaign: Campaign, library: Library) -> bool:
    """Whether a state is the campaign's: the French Republic is asked to speak up, and a company lies anywhere."""
    said = [(str(text), str(code) or PLAIN_LANGUAGE) for code, text in of.languages.items()]
    named = {
        one for text, code in said for one in (*named_in(text, code, library).values(), *_countries_in(text, code))
    }
    return str(campaign.country) in named


def _countries_in(text: str, code: str) -> Iterator[str]:
    for word in re.findall(r"[^\W\d_]+", text):
        yield from countries_of(word, code or PLAIN_LANGUAGE)


def named_in(text: str, code: str, library: Library) -> Mapping[str, str]:
    """What a text of a language names that lies in a country, with the country: itself, an adjective of it, a city."""
    bare = _bare(text)
    low = bare.casefold()
    found: dict[str, str] = {}
    for name, country in library.derived(_places, code).items():
        if name.casefold() in low:
            place = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", bare, re.IGNORECASE)
            if place and place[0][0].isupper() and not _is_part_of_a_name(place, code, library):
                found[name] = country
    # An adjective says whose something is, and has it behind it: "Turkish police", and not "Monastir".
    for word in re.findall(r"[^\W\d_]+(?=\W+[^\W\d_])", bare):
        if word[0].isupper() and not any(word in name.split() for name in found):
            of = [country for country in countries_of(word, code) if _is_of(word, country, code)]
            if len(of) == 1:
                found[word] = of[0]
    return found


def _is_part_of_a_name(place: re.Match[str], code: str, library: Library) -> bool:
    """Whether the words around the name of a place belong to it, and make it that of another."""
    after = _GOES_ON.match(place.string, place.end())
    small = library.language(code).checking.function_words or ()
    return bool(_BEGUN.search(place.string[: place.start()]) or (after and after["small"] not in map(str, small)))


def whose(text: str, code: str) -> frozenset[str]:
    """The countries to which a text belongs by adjectives, in whatever case: "République algérienne" to Algeria."""
    words = re.findall(r"[^\W\d_]+", text)
    return frozenset(
        country for word in words for country in countries_of(word, code) if _begins_as(word, country, code)
    )


def _begins_as(word: str, country: str, code: str) -> bool:
    """Whether a word has nearly all of a country's name, so that it is no word that only begins like it."""
    name = _in_one_case(str(Locale.parse(code).territories.get(country, country)))
    pairs = zip(_in_one_case(word), name, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return shared == len(name) or shared >= max(_STEM + 1, len(name) - _ENDING)


def _in_one_case(text: str) -> str:
    return folded(text).casefold()


def _is_of(word: str, country: str, code: str) -> bool:
    """Whether a word that begins as a country does shares most of its name; the name of a language shares nothing.

    A word that does not hold the whole name has an ending of its own: "Italian" has, and "Palace" is not of Palau.
    """
    name = _in_one_case(str(Locale.parse(code).territories.get(country, country)))
    pairs = zip(_in_one_case(word), name, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    most = shared >= max(_STEM, len(name) - _STEM + 1)
    return shared < _STEM or shared == len(name) or (most and len(word) - shared >= _ENDING)


def _bare(text: str) -> str:
    """A text without accents and apostrophes: "N'Djamena" is written without one, too."""
    letters = (letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return "".join(letters).replace("'", "").replace("’", "")


def _places(library: Library, code: str) -> Mapping[str, str]:
    """The names of countries and cities in a language, each with its country; those of several are left out."""
    found: dict[str, set[str]] = {}
    for country, name in library.language(code).writing.countries.every_name(code):
        found.setdefault(_bare(str(name)), set()).add(country)
    cities: Mapping[str, Mapping[str, str]] = Locale.parse(code).time_zones
    territories: Mapping[str, str] = get_global("zone_territories")
    for zone, country in territories.items():
        city = cities.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        name = _bare(_ASIDE.sub("", str(city)))
        if len(country) == 2 and country.isalpha() and name[:1].isalpha() and not name.isupper():
            found.setdefault(name, set()).add(str(country))
    return {name: next(iter(countries)) for name, countries in found.items() if len(countries) == 1}
