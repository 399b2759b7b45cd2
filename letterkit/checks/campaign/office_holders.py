"""Offices of a campaign: held by one person at a time where only one holds them, and spelt as words are."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from rapidfuzz.distance import OSA

from letterkit.checks.ledger.words.lexicon import lexicon
from letterkit.checks.wording.by_language import said_in
from letterkit.checks.wording.country_names import names_of_country
from letterkit.checks.wording.misspelt import meant_words
from letterkit.drafts.document import Document
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.lexicon import WORD, frequency_in
from letterkit.language.spelling import apart, folded, is_form, plain
from letterkit.schema.campaign import Campaign, Office, Person
from letterkit.schema.fields import PLAIN_LANGUAGE, Name, Text
from letterkit.schema.library import Library

_WORD = re.compile(r"[^\W\d_]{4,}")
_NAME_WORD = re.compile(r"[^\W\d_]{3,}")
# Titles of so few letters are too near to each other.
_SHORT = 5
# Of a word that is met less often, a word of offices is as likely to be meant.
_SELDOM = 500


def offices_have_one_holder(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Of an organisation, one person at a time is the president, the chair, the treasurer (LK534)."""
    holding: dict[tuple[str, str], list[tuple[str, Office]]] = {}
    for key, person in campaign.people.items():
        for office in person.offices if isinstance(person, Person) else ():
            if office.of and (single := _single(office.office, library)):
                holding.setdefault((str(office.of), single), []).append((str(key), office))
    for (body, _), holders in holding.items():
        for (one, earlier), (other, later) in combinations(holders, 2):
            if one != other and _overlap(earlier, later):
                message = f"'{one}' and '{other}' are both {later.office.first} of '{body}'"
                hint = "correct one of the two, or say with 'from:' and 'until:' when each held the office"
                yield Problem("LK534", message, later.office.first.location, hint)
                break


def one_office_has_one_addressee(document: Document) -> Iterator[Problem]:
    """No letter goes, or is copied, to two who hold one office of a state or a body (LK534)."""
    named: dict[tuple[str, str], str] = {}
    for target in document.letter.recipients:
        of = str(target.of.first).casefold() if target.of else ""
        if not target.office or not target.name or not (single := _single_post(target.office, document.library)):
            continue
        name = str(target.name.first)
        if (other := named.setdefault((single, of), name)) != name:
            message = f"'{other}' and '{name}' are both {target.office.first}"
            hint = "correct one of the two offices, or write to the one who holds it"
            yield Problem("LK534", message, target.office.first.location, hint)


def _single_post(title: Text, library: Library) -> str:
    """The office that a title stands for, where one person holds it in a state or a body; "" for another."""
    for code, said in said_in(title, library):
        posts = library.language(code or PLAIN_LANGUAGE).checking.posts
        if (own := posts.get("government")) and own.search(str(said)):
            return plain(str(said)).casefold().strip()
    return _single(title, library)


def offices_have_the_gender_of_their_holders(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No office is worded for the other gender than that of whoever holds it (LK606)."""
    people = [person for person in campaign.people.values() if isinstance(person, Person)]
    held = [(person.gender, person.name, office.office) for person in people for office in person.offices]
    for target in campaign.targets.values():
        if target.name and target.office:
            held.append((target.gender, target.name, target.office))
    for gender, name, title in held:
        for code, said in said_in(title, library) if gender else ():
            if found := _of_the_other_gender(str(said), str(gender), code or PLAIN_LANGUAGE, library):
                message = f"'{found[0]}' in the office of {name.first}, who is {gender}"
                hint = f"write '{found[1]}', or correct 'gender:'"
                yield Problem("LK606", message, said.location, hint)


def _of_the_other_gender(title: str, gender: str, code: str, library: Library) -> tuple[str, str] | None:
    """The first word of a title, before what the office is for, that is of the other gender, and the right one."""
    checking = library.language(code).checking
    pairs = {str(male): str(female) for male, female in checking.gendered.items()}
    right = pairs if gender == "female" else {female: male for male, female in pairs.items()}
    small = {str(word) for word in checking.function_words or ()}
    if gender == "male" and (slip := _of_a_woman(plain(title).partition(" ")[0], checking.feminine)):
        return slip
    for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", plain(title)):
        if word.casefold() in small or word.casefold() == "d":
            return None
        if meant := right.get(word.casefold()):
            return word, meant.capitalize() if word[0].isupper() else meant
    return None


def _of_a_woman(word: str, endings: Mapping[Scalar, Scalar]) -> tuple[str, str] | None:
    """A word with the ending of women, and the same of a man: « grutière », « grutier »."""
    ending = next((one for one in endings if len(word) - len(one) > 1 and word.endswith(one)), None)
    return (word, word.removesuffix(ending) + endings[ending]) if ending else None


def _single(title: Text, library: Library) -> str:
    """The office that a title stands for, where one person holds it; "" for another."""
    for code, said in said_in(title, library):
        words = lexicon(library, code or PLAIN_LANGUAGE)
        low = plain(str(said)).casefold().strip()
        same = words.offices.get(low, frozenset({low}))
        if words.lists["held-by-one"] & {low, *same}:
            return min(same)
    return ""


def _overlap(one: Office, other: Office) -> bool:
    """Whether two are held at one time; who holds an office without dates came after whoever left it."""
    if (one.until and not other.from_) or (other.until and not one.from_):
        return False
    (since, until), (from_, to) = _time(one), _time(other)
    return since < to and from_ < until


def _time(office: Office) -> tuple[datetime.date, datetime.date]:
    first = office.from_.last if office.from_ else datetime.date.min
    return first, office.until.first if office.until else datetime.date.max


def addresses_are_of_the_office(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """The address, the body and the salutation of a minister are those of the same ministry (LK508)."""
    for target in campaign.targets.values():
        for code, title in said_in(target.office, library):
            head, of = _parted(str(title), code, library)
            beside = (text for text in (target.of, *target.address, target.dear) if text and of)
            for line in (text.within(code or PLAIN_LANGUAGE) or text.first for text in beside):
                other, whose = _parted(str(line).partition(",")[0], code, library)
                if whose and _are_kin(head[:1], other[:1], _KIN) and not _are_kin(of, whose, _SHORT - 1):
                    message = f"'{line}' stands beside the office '{title}'"
                    yield Problem("LK508", message, line.location, "correct one of the two")


_KIN = 5
"""So many letters the words of an office and of its seat share: "minister", "ministry"."""


def _parted(title: str, code: str, library: Library) -> tuple[list[str], list[str]]:
    """The words of a title before the first small one, and those behind that tell what it is of."""
    small = {str(word) for word in library.language(code or PLAIN_LANGUAGE).checking.function_words or ()}
    words = [folded(word).casefold() for word in re.findall(r"[^\W\d_]+", plain(title))]
    at = next((at for at, word in enumerate(words) if word in small), len(words))
    return words[:at], [word for word in words[at:] if word not in small and len(word) >= _SHORT - 1]


def _are_kin(ones: Iterable[str], others: Iterable[str], letters: int) -> bool:
    """Whether a word begins as one of others does, with so many letters."""
    begun = {word[:letters] for word in others if len(word) >= letters}
    return any(word[:letters] in begun for word in ones if len(word) >= letters)


def names_and_offices_stand_apart(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """A name holds no office, an office no name, and neither the organisation in which it is held (LK535)."""
    yield from _exchanged(campaign, library)
    for name, title, body in _held(campaign):
        own = {word.casefold() for text in name.languages.values() for word in _NAME_WORD.findall(plain(str(text)))}
        for code, said in said_in(title, library):
            words = _telling(str(said), code, library)
            shared = next((word for word in words if word.casefold() in own), "")
            if shared:
                yield _not_apart(name.first, said, shared, is_office=shared == words[0])
            elif body and (wrong := _not_of(str(said), body, code, campaign, library)):
                yield Problem("LK535", wrong[0], body.location, wrong[1])
            elif body and (called := _own_name(str(said), body, campaign)):
                message = f"'{said}' says '{called}', as 'of: {body}' does"
                yield Problem("LK535", message, said.location, "leave only the office under 'office:'")


def _not_of(title: str, body: Scalar, code: str, campaign: Campaign, library: Library) -> tuple[str, str] | None:
    """Why a title is not of a person or of an organisation, and the mend."""
    if isinstance(campaign.people.get(body), Person) and _is_held_by_one(title, code, library):
        return (
            f"'{title}' is an office, and 'of: {body}' is a person",
            "name the organisation in which the office is held",
        )
    if body in campaign.organisations and _is_kin(title, code, library):
        message = f"'{title}' is somebody's relative, and 'of: {body}' is an organisation"
        return message, "name the person whose relative it is"
    return None


def _held(campaign: Campaign) -> Iterator[tuple[Name, Text, Scalar | None]]:
    """Who holds which office in what, of the people of a campaign and of those it writes to."""
    for person in (one for one in campaign.people.values() if isinstance(one, Person)):
        yield from ((person.name, office.office, office.of) for office in person.offices)
    for target in campaign.targets.values():
        if target.name and target.office:
            yield target.name, target.office, None


def _telling(title: str, code: str, library: Library) -> list[str]:
    """The words of a title that are no small words of its language."""
    small = {str(word) for word in library.language(code or PLAIN_LANGUAGE).checking.function_words or ()}
    return [word for word in _NAME_WORD.findall(plain(title)) if word.casefold() not in small]


def _is_kin(title: str, code: str, library: Library) -> bool:
    """Whether a title is a relation to somebody, and nothing else: "wife"."""
    return plain(title).casefold().strip() in lexicon(library, code or PLAIN_LANGUAGE).kinship


def _is_held_by_one(title: str, code: str, library: Library) -> bool:
    """Whether a title is that of an office, such as president or vice-president, that one person holds."""
    low = plain(title).casefold().strip()
    words = lexicon(library, code or PLAIN_LANGUAGE)
    return bool(words.lists["held-by-one"] & {low, low.removeprefix("vice-"), *words.offices.get(low, ())})


def _exchanged(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Who is written to by a name that is an office, with an office that is none (LK535)."""
    for target in campaign.targets.values():
        if target.name and target.office and _post(target.name, library) and not _post(target.office, library):
            message = f"'{target.name.first}' stands under 'name:', and is an office"
            hint = f"exchange it with 'office: {target.office.first}', or leave only the name"
            yield Problem("LK535", message, target.name.first.location, hint)


def _post(text: Text, library: Library) -> bool:
    """Whether a text is an office of those whom letters go to."""
    for code, said in said_in(text, library):
        posts = library.language(code or PLAIN_LANGUAGE).checking.posts
        if any(pattern.search(str(said)) for pattern in posts.values()):
            return True
    return False


def _not_apart(name: Scalar, title: Scalar, shared: str, *, is_office: bool) -> Problem:
    """What is said of a word that a name and an office share, the first of the office or another."""
    if is_office:
        message = f"'{name}' holds '{shared}', which is the office"
        return Problem("LK535", message, name.location, "leave only the name under 'name:'")
    message = f"'{title}' holds '{shared}', which is a part of the name"
    return Problem("LK535", message, title.location, "leave only the office under 'office:'")


def _own_name(title: str, body: Scalar, campaign: Campaign) -> str:
    """The name by which a title calls the organisation in which the office is held; "" for none."""
    record = campaign.organisations.get(body)
    texts = (text for text in (record.name, record.short) if text) if record else ()
    names = (str(name) for text in texts for name in text.languages.values())
    return next((name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title)), "")


def offices_are_words(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No office is mistyped (LK819)."""
    people = (person for person in campaign.people.values() if isinstance(person, Person))
    titles = [office.office for person in people for office in person.offices]
    titles += [target.office for target in campaign.targets.values() if target.office]
    told: set[str] = set()
    for title in titles:
        for code, said in said_in(title, library):
            slip, meant = _slip(str(said), code or PLAIN_LANGUAGE, library)
            if meant and slip not in told:
                told.add(slip)
                yield Problem("LK819", f"'{slip}' seems to be mistyped", said.location, f"write {' or '.join(meant)}")


def states_are_words(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """The state to which a letter goes is not mistyped (LK819)."""
    for target in campaign.targets.values():
        for code, said in said_in(target.of, library):
            codes = [code] if code else library.language_codes()
            names = [name for each in codes for name in _country_words(campaign, library, each)]
            words = [word for word in _WORD.findall(plain(str(said))) if word[0].isupper()]
            for word in words:
                near = [name for name in names if apart(word, name) == 1]
                if not near or word.casefold() in names:
                    continue
                # « État du Texas » is no slip for « États-Unis ».
                if not any(frequency_in(each)(word.casefold()) > WORD for each in codes):
                    hint = f"write '{near[0].title()}'"
                    yield Problem("LK819", f"'{word}' seems to be mistyped", said.location, hint)


def _slip(title: str, code: str, library: Library) -> tuple[str, list[str]]:
    """A title that is a letter away from one that is known, or a word of it from other words; with what was meant."""
    words = lexicon(library, code)
    low = plain(title).casefold().strip()
    near = [known for known in words.offices if len(low) > _SHORT and OSA.distance(low, known) == 1]
    if near and low not in words.offices:
        return title, [f"'{known}'" for known in sorted(near)[:2]]
    forms = library.language(code).checking.forms_of_address
    known = {*words.offices, *(str(word).casefold() for word in (forms.office if forms else ()))}
    if slip := _beside_an_office(title, known, code):
        return slip
    slips = ((word, meant_words(word.casefold(), code, library)) for word in _WORD.findall(title))
    return next((slip for slip in slips if slip[1]), ("", []))


def _beside_an_office(title: str, offices: Iterable[str], code: str) -> tuple[str, list[str]] | None:
    """A seldom word of a title that is a letter away from a word of offices: "Minster" is a word, and no minister."""
    known = {word for office in offices for word in office.split() if len(word) > _SHORT}
    for word in _WORD.findall(plain(title)):
        low = word.casefold()
        if len(low) <= _SHORT or low in known or frequency_in(code)(low) >= _SELDOM:
            continue
        if near := sorted(one for one in known if OSA.distance(low, one) == 1 and not is_form(low, one)):
            return word, [f"'{near[0].title() if word[0].isupper() else near[0]}'"]
    return None


def _country_words(campaign: Campaign, library: Library, code: str) -> tuple[str, ...]:
    """The words of the country's names in a language, in lower case."""
    names = names_of_country(str(campaign.country), library, code)
    return tuple(dict.fromkeys(word.casefold() for name in names for word in _WORD.findall(plain(name))))
