"""What given names and titles show of whoever has them: a woman's name, and which of two words is the surname.

Looked at once a campaign, whatever its letters say. Of names that are withheld no word is printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.spelling import folded
from letterkit.schema.campaign import Campaign, Person, Target
from letterkit.schema.library import Library
from letterkit.schema.person_names import gender_shown, name_words, parts_of

_SYLLABLE = 4
_BOTH = 2
"""Of two words alone it can be told which is the surname."""


class _Named(NamedTuple):
    """Somebody with a name of several words: the key, the record, the name as it is written, and its words."""

    key: str
    one: Person | Target
    name: Scalar
    words: tuple[str, ...]

    @property
    def withheld(self) -> bool:
        return isinstance(self.one, Person) and self.one.publish != "yes"


def given_names_go_with_genders(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Nobody whose given name only women have is male, or the other way round (LK606)."""
    everybody = [] if _is_family_first(campaign) else _everybody(campaign)
    often = Counter(each.words for each in everybody)  # of a man and a woman of one name, LK607 tells
    for each in everybody:
        shown, gender = gender_shown(each.words[0]), each.one.gender
        if shown and gender and gender != shown and often[each.words] == 1:
            whose = "a woman's" if shown == "female" else "a man's"
            called = "the given name" if each.withheld else f"'{each.words[0]}'"
            message = f"{called} of '{each.key}' is {whose}, and '{each.key}' is {gender}"
            hint = "correct the one or the other; if both are right, leave them"
            yield Problem("LK606", message, each.name.location, hint)


def titles_in_files_go_with_genders(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Nobody has the other gender's title in the title of a source, or in what an act says: "Mr" of a woman (LK606)."""
    known = _by_surname(campaign)
    for code, said in _texts(campaign, library):
        for gender, titles in language_of(library, code).checking.titles.items():
            called = "|".join(re.escape(str(title).rstrip(".")) for title in titles) or "(?!)"
            for found in re.finditer(rf"(?<!\w)(?:{called})\.? ([^\W\d_a-z][\w'’-]+)(?! [^\W\d_a-z])", said):
                bearers = known.get(folded(found[1]), [])
                if bearers and all(each.one.gender and each.one.gender != gender for each in bearers):
                    shown = "a title" if any(each.withheld for each in bearers) else f"'{found[0]}'"
                    message = f"{shown} is of the other gender than '{bearers[0].key}', who is {bearers[0].one.gender}"
                    hint = "write the title that goes with the gender, or the name of whoever it is"
                    yield Problem("LK606", message, said.location, hint)


def surnames_are_no_given_names(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Where surnames come last, nobody is said to have one that stands first in their name (LK610).

    What shows that it is none, or stands in the wrong place, is a given name that is known: "Patrick" of "Patrick
    Lungu", and "Zulu" of "Zulu Ruth". Names of a country where they come first begin with theirs.
    """
    country, countries = str(campaign.country), name_words().countries
    for each in _everybody(campaign) if country not in countries.family_first else ():
        surname = each.one.surname.first if each.one.surname else None
        if surname is None or len(each.words) != _BOTH or folded(str(surname)) != folded(each.words[0]):
            continue
        given, last = (bool(gender_shown(word)) for word in each.words)
        # Where nobody has a surname, people are called by their first name.
        if given != last and (last or country not in countries.no_family_name):
            yield _misread(each, surname, given)


def _misread(each: _Named, surname: Scalar, given: bool) -> Problem:
    """What is said of a surname that stands first in a name, or is a given name."""
    shown = "this name" if each.withheld else f"'{each.name}'"
    said = "the first word" if each.withheld else f"'{each.words[0]}'"
    what = "is a given name, and stands under 'surname:'" if given else "stands first, and a given name last"
    hint = "write the other word under 'surname:'" if given else "write the surname last"
    return Problem("LK610", f"{said} of {shown} {what}", surname.location, f"{hint}; or, if it is right, leave it")


def family_names_that_come_first_are_known(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """A name as some countries write it, the surname first, is not taken for one whose last word is it (LK610).

    « Nguyen Van Minh » is Mr Nguyen in whichever country's campaign.
    """
    for each in _everybody(campaign) if not _is_family_first(campaign) else ():
        if each.one.gender and not each.one.surname and _begins_with_a_surname(each.words):
            shown = "this name" if each.withheld else f"'{each.name}'"
            message = f"{shown} seems to have the surname first, and letters take the last word for it"
            such = "" if each.withheld else f", such as 'surname: {each.words[0]}'"
            yield Problem("LK610", message, each.name.location, f"say which it is{such}")


def _begins_with_a_surname(words: tuple[str, ...]) -> bool:
    """Whether a name begins with a family name that is nobody's given name, or its last word is of two syllables."""
    known, first = name_words().surnames, folded(words[0])
    # "Dae-jung" and "Dae-Jung", and not the two surnames of "Kim Smith-Jones".
    one, hyphen, other = words[-1].partition("-")
    joined = bool(hyphen) and other.isalpha() and (other.islower() or len(max(one, other, key=len)) <= _SYLLABLE)
    return not gender_shown(words[-1]) and (first in known.first or (joined and first in known.before_two))


def surnames_stand_last(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Where surnames come last, no name of two words has its surname first: "Chirwa Moses" (LK610).

    What shows it is that the first word is the surname of somebody else, or is what the person's key is made of where
    the last is a given name that is known.
    """
    named = [] if _is_family_first(campaign) else _everybody(campaign)
    last = Counter(folded(each.words[-1]) for each in named)
    for each in named:
        if len(each.words) == _BOTH and not each.one.surname and _is_turned(each, last):
            shown = "this name" if each.withheld else f"'{each.name}'"
            message = f"{shown} seems to have the surname first, and letters take the last word for it"
            hint = "write the surname last; or say which of the two it is, under 'surname:'"
            yield Problem("LK610", message, each.name.location, hint)


def _is_turned(each: _Named, last: Counter[str]) -> bool:
    first, final = map(folded, each.words)
    if gender_shown(each.words[0]) or last[final] > 1:
        return False
    return last[first] > 0 or (folded(each.key) == first and bool(gender_shown(each.words[1])))


def _everybody(campaign: Campaign) -> list[_Named]:
    """Whoever has a name of several words, in a script that has capitals."""
    everybody: list[tuple[Scalar, Person | Target]] = [*campaign.targets.items()]
    everybody += [(key, one) for key, one in campaign.people.items() if isinstance(one, Person)]
    read = ((key, one, one.name.first) for key, one in everybody if one.name)
    named = (_Named(str(key), one, name, parts_of(str(name)).words) for key, one, name in read)
    return [each for each in named if len(each.words) >= _BOTH]


def _is_family_first(campaign: Campaign) -> bool:
    return str(campaign.country) in name_words().countries.family_first


def _by_surname(campaign: Campaign) -> dict[str, list[_Named]]:
    """All with their gender and name by what they are called after a title, folded."""
    found: dict[str, list[_Named]] = {}
    for each in _everybody(campaign):
        surname = str(each.one.surname.first) if each.one.surname else each.words[-1]
        found.setdefault(folded(surname), []).append(each)
    return found


def _texts(campaign: Campaign, library: Library) -> Iterator[tuple[str, Scalar]]:
    """The titles of sources and the phrases of acts, each with its language."""
    for source in campaign.sources.values():
        yield from ((code, source.title) for code in sorted(library.language_codes()))
    for record in (*campaign.people.values(), *campaign.organisations.values()):
        for act in record.acts:
            for text in (act.by, act.place, act.outcome, act.object, act.reported, act.for_, act.stated_reason):
                yield from said_in(text, library)
