"""Nobody is named against their will: names are looked for in all that a letter says, hand edits included."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain, pairwise

from babel import Locale

from letterkit.checks.naming import Hit, Vocabulary, hits_in
from letterkit.checks.sources import confidential_in
from letterkit.checks.withheld import NameForms, Withheld, name_forms, parts_of, withheld
from letterkit.drafts.document import Document, Passage, Run
from letterkit.foundation.codes import Severity
from letterkit.foundation.kept import Kept
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language
from letterkit.language.lexicon import frequency_in
from letterkit.language.seen import atoms, invisible
from letterkit.letter.letter import Letter
from letterkit.letter.names import NameIndex, names_in
from letterkit.schema import person_names
from letterkit.schema.campaign import Campaign, Person, Target
from letterkit.schema.checking import Checking
from letterkit.typeset.typography import plain

_HINT = "take the name out; somebody else of that name belongs under 'people:'"
_MAY_BE = "if it is a word, reword the sentence; if it is somebody else of that name, list them under 'people:'"
_VOCABULARIES: Kept[Vocabulary] = Kept()
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Scripts in which a joiner decides how a word looks (Unicode, 23.2).
_JOINED = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]"
)


def is_named(document: Document) -> Iterator[Problem]:
    """What a letter says names nobody who has not agreed to be named (LK706).

    Compared is what a reader sees, not what was typed, with every name, part of a name and spelling: see
    `letterkit.language.seen`. Words of the language and names that the letter may say are the only excuse; a short name
    that may be a word is asked about. Initials count for those who are not to appear at all anywhere, for others beside
    their office or organisation.
    """
    people = withheld(document.campaign)
    if not people:
        return
    forms, vocabulary = name_forms(people), vocabulary_of(document)
    yield from _hardly_compared(people)
    asked: set[tuple[str, str]] = set()
    for passage, fallback in _all_that_is_sent(document):
        beside = list(_initials_beside(document, passage.text))
        hits = [hit for hit in hits_in(passage.text, forms, vocabulary) if not any(map(partial(_share, hit), beside))]
        for hit in (*beside, *hits):
            written = passage.text[hit.start : hit.end]
            if not hit.sure and (hit.key, written.casefold()) in asked:
                continue
            asked.add((hit.key, written.casefold()))
            location = fallback or document.place(passage, hit.start, hit.end)
            yield told(hit, written, forms, location)


def sources_name_nobody(document: Document) -> Iterator[Problem]:
    """No title of a source that may be printed names somebody who has not agreed to be named (LK706)."""
    people = withheld(document.campaign)
    if not people:
        return
    forms, vocabulary = name_forms(people), vocabulary_of(document)
    hint = "write 'confidential: yes' for the source, or a title without the name"
    titles = [one.title for one in document.campaign.sources.values() if people and not one.confidential]
    for title in titles:
        for hit in (hit for hit in hits_in(title, forms, vocabulary) if hit.sure):
            found = told(hit, title[hit.start : hit.end], forms, title.location)
            inside = replace(found.internal or found, hint=hint, severity=Severity.WARNING, internal=None)
            yield replace(found, hint=hint, severity=Severity.WARNING, internal=inside)


def _hardly_compared(people: Sequence[Withheld]) -> Iterator[Problem]:
    for person in people:
        if person.is_bare:
            message = f"the name of {person.stands_for} is given only in letters that leave out vowels"
            message += "; other spellings of it are hard to know again"
            hint = "give a spelling in Latin letters, too, under 'also:'"
            yield Problem("LK706", message, person.location, hint, Severity.WARNING)


def _share(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def told(hit: Hit, written: str, forms: NameForms, location: Location | None) -> Problem:
    """What is said of a hit: to everybody whose initials, and to those inside the name, too."""
    severity = Severity.ERROR if hit.sure else Severity.WARNING
    if not hit.key:
        message = f"'{written}' is in letters that cannot be compared with the names of those who are withheld"
        hint = "write it in the letters of the letter's language, or list whom or what it names in the campaign"
        return Problem("LK706", message, location, hint, severity)
    person = forms.people[hit.key]
    if hit.how == "office":
        message = f"the initials of {person.stands_for} beside an office or organisation say who it is"
        hint = "leave the office and the organisation out, or the initials: together they say who it is"
    else:
        does = "is named here" if hit.sure else "may be named here"
        how = "" if hit.how in ("is", "ending", "beside") else ", in another spelling or in pieces"
        message = f"{person.stands_for}, who has not agreed to be named, {does}{how}"
        hint = _HINT if hit.sure else _MAY_BE
    inside = f"'{written}' stands for {person.name} ('{person.key}', 'publish: {person.publish}'): {message}"
    internal = Problem("LK706", inside, location or person.location, hint, severity)
    return replace(internal, message=message, internal=internal)


# What programs alone read, one word of a few: the tag of a language ("en-GB") is nobody's initials.
_CODES = frozenset({"language", "paper", "standard"})


def _is_code(passage: Passage) -> bool:
    return passage.part in _CODES and " " not in passage.text


def _all_that_is_sent(document: Document) -> Iterator[tuple[Passage, Location | None]]:
    """Every text that is sent, with the place of one that has none of its own."""
    letter, plan = document.letter, document.letter.plan
    yield from ((passage, None) for passage in document.all_that_is_sent if not _is_code(passage))
    elsewhere = [(f"{letter.name}.pdf", plan.location)]
    mails = [mail for target in letter.recipients for mail in target.email]
    printed = {mailbox.address for mailbox in document.sheet.mailboxes}
    elsewhere += [(str(mail.address), mail.address.location) for mail in mails if mail.address not in printed]
    for text, location in elsewhere:
        yield Passage("file", (Run(text, location, OriginKind.FACT),)), location


def is_withheld(campaign: Campaign) -> bool:
    """Whether a campaign has people who have not agreed to be named."""
    return bool(withheld(campaign))


def named_in(texts: Iterable[tuple[str, str]], document: Document) -> Iterator[Problem]:
    """Who is surely named in texts, each given with where it stands, such as those of a PDF (LK706)."""
    people = withheld(document.campaign)
    forms = name_forms(people)
    vocabulary = vocabulary_of(document)
    for place, text in texts if people else ():
        for hit in hits_in(text, forms, vocabulary):
            if hit.sure:
                problem = told(hit, text[hit.start : hit.end], forms, None)
                inside = problem.internal or problem
                internal = replace(inside, message=f"{inside.message}: in {place}", location=None)
                yield replace(problem, message=f"{problem.message}: in {place}", location=None, internal=internal)


def discreet(problems: Iterable[Problem], document: Document) -> Iterator[Problem]:
    """Problems as others may read them.

    In place of a withheld name stand the initials. A line that names somebody, or a confidential source, is not shown.
    """
    people = withheld(document.campaign)
    if not people and not any(source.confidential for source in document.campaign.sources.values()):
        yield from problems
        return
    forms, vocabulary = name_forms(people), vocabulary_of(document)

    def without_names(text: str) -> str:
        for hit in reversed(hits_in(text, forms, vocabulary)):
            if hit.sure:
                text = text[: hit.start] + forms.people[hit.key].stands_for + text[hit.end :]
        return text

    for problem in problems:
        if problem.internal:
            yield problem
            continue
        line = document.line_of(problem.location) if problem.location else ""
        message, hint = without_names(problem.message), without_names(problem.hint)
        is_telling = any(hit.sure for hit in hits_in(line, forms, vocabulary))
        for key in document.campaign.sources:
            line = line.replace(str(key), " ")  # a key may be called as its source is
        is_telling = is_telling or any(confidential_in([("", line)], document))
        if is_telling or (message, hint) != (problem.message, problem.hint):
            yield replace(problem, message=message, hint=hint, internal=problem)
        else:
            yield problem


# What excuses a word


def vocabulary_of(document: Document) -> Vocabulary:
    """The names that a letter may say, and the words of its language."""
    make = partial(_vocabulary_of, document.letter, document.campaign, document.known)
    return _VOCABULARIES.of(document, "", make)


def _vocabulary_of(letter: Letter, campaign: Campaign, index: NameIndex) -> Vocabulary:
    language, checking = letter.language, letter.language.checking
    hidden = [frozenset(parts) for person in withheld(campaign) for parts in person.names if len(set(parts)) > 1]

    def excuse(names: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
        # A body or place whose name holds a whole name that is withheld excuses nothing.
        return [name for name in names if not any(whole.issubset(name) for whole in hidden)]

    said = excuse(map(parts_of, _names_of_people(letter, campaign)))
    others = excuse(_other_names(letter, campaign))
    own = frozenset(word for name in said for word in name)
    return Vocabulary(
        known=own | (_folded(index.words) - frozenset().union(*hidden)),
        alone=own | frozenset(name[0] for name in others if len(name) == 1),
        pairs=frozenset(pair for name in (*said, *others) for pair in pairwise(name)) | _titled(letter, campaign),
        function=_folded(frozenset(checking.function_words or ()) | index.ordinary | _own_words(language)),
        titles=_folded(_titles(checking)),
        initialled=_initialled(said),
        frequency=frequency_in(language.code),
        latin=not any(atom.foreign for atom in atoms(language.conjunction)),
    )


def _titles(checking: Checking) -> frozenset[str]:
    """What stands before names."""
    offices = checking.forms_of_address.office if checking.forms_of_address else ()
    return frozenset(map(str, (*chain.from_iterable(checking.titles.values()), *offices)))


def _initialled(names: Iterable[tuple[str, ...]]) -> frozenset[tuple[str, str]]:
    """The initials of parts of names, with each other part of the name."""
    return frozenset((part[0], other) for name in names for part in name for other in name if part != other)


_TITLED: Kept[frozenset[tuple[str, str]]] = Kept()


def _titled(letter: Letter, campaign: Campaign) -> frozenset[tuple[str, str]]:
    """The titles of people who may be named, each with the first word of their surname.

    So "Ms Ebanda" may be said of a sister though her brother is withheld, and "Mr Ebanda" may not.
    """
    language = letter.language
    return _TITLED.of(campaign, language.code, lambda: _titled_in(campaign, language.code, language.checking))


def _titled_in(campaign: Campaign, code: str, checking: Checking) -> frozenset[tuple[str, str]]:
    people: list[Person | Target] = [
        one for one in campaign.people.values() if isinstance(one, Person) and one.publish == "yes"
    ]
    pairs = set()
    people += [target for target in campaign.targets.values() if target.name]
    for one in people:
        surname = parts_of(person_names.surname_of(one, code))
        own = [person_names.address_of(str(name)) for name in one.name.languages.values()] if one.name else []
        for title in (*checking.titles_of(one.gender), *own) if surname else ():
            pairs |= {(word, surname[0]) for word in parts_of(str(title))[-1:]}
    return frozenset(pairs)


def _own_words(language: Language) -> frozenset[str]:
    """The words of the phrases that letterkit writes in a language: "the unnamed officer"."""
    return frozenset(word for text in _texts(language.writing.phrases.model_dump()) for word in text.casefold().split())


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | tuple | list):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(item)


def _names_of_people(letter: Letter, campaign: Campaign) -> Iterator[str]:
    """The names of the people whom a letter may name: those who agreed, those written to, officers, rosters."""
    for person in campaign.people.values():
        if isinstance(person, Person) and person.publish == "yes":
            yield from map(str, (*person.name.languages.values(), *person.also))
    for target in campaign.targets.values():
        yield from (str(name) for name in target.name.languages.values()) if target.name else ()
        yield from map(str, target.also)
    for house in (*letter.senders, *letter.notes):
        yield from (str(officer.name) for officer in house.officers.values() if officer.name)
        yield from (str(name) for roster in house.rosters for name in roster.names)


def _other_names(letter: Letter, campaign: Campaign) -> frozenset[tuple[str, ...]]:
    """The names in parts that are no person's: of bodies, places, laws, countries, languages, months and days."""
    return _common_names(letter.language.code) | frozenset(filter(None, map(parts_of, names_in(letter, campaign, ()))))


@lru_cache(maxsize=16)
def _common_names(code: str) -> frozenset[tuple[str, ...]]:
    locale = Locale.parse(code)
    tables = (locale.territories, locale.languages, locale.months["format"]["wide"], locale.days["format"]["wide"])
    return frozenset(parts_of(str(name)) for table in tables for name in table.values())


@lru_cache(maxsize=64)
def _folded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(part for word in words for part in parts_of(word))


# Initials beside an office


def _initials_beside(document: Document, text: str) -> Iterator[Hit]:
    """Where the initials of somebody who agreed to no more stand beside an office of theirs or its organisation."""
    if not re.search(r"\w\.|[^\W\d_]{2}", text):
        return
    for key, pattern in _patterns(document):
        for found in pattern.finditer(plain(text)):
            yield Hit(found.start(), found.end(), key, True, "office")


def _patterns(document: Document) -> Iterator[tuple[str, re.Pattern[str]]]:
    for key, person in document.campaign.people.items():
        if isinstance(person, Person) and person.publish == "initials":
            yield str(key), _initials_with_office(person, document.letter)


def _initials_with_office(person: Person, letter: Letter) -> re.Pattern[str]:
    language = letter.language
    initials = {str(person.initials)} if person.initials else set()
    for name in person.name.languages.values():
        initials.update((*_initials(str(name).split()), *_initials(person_names.parts_of(str(name)).words)))
    offices: set[str] = set()
    bodies: set[str] = set()
    for held in person.offices:
        translated = language.writing.offices.get(Scalar(held.office.first.lower()))
        offices.update(held.office.languages.values())
        offices.update(translated.all if translated else ())
        if body := letter.organisations.get(held.of) if held.of else None:
            bodies.update((*body.name.languages.values(), *body.also))
            bodies.update(body.short.languages.values() if body.short else ())
    who, title, union = _any(initials), f"(?i:{_any(offices)})", _any(bodies)
    words = rf"(?:(?!{re.escape(language.conjunction)}\b)[a-z]+['’ ] ?){{0,3}}?"
    joined = rf"{_any(language.checking.belonging)}['’ ] ?"
    after = rf"[ ,(–—]+{words}(?:{title}|(?:(?<=\()|{joined}){words}{union})"
    before = rf"(?:{title}|{union})(?:['’]s)?(?: {title})?[ (]+"
    return _compiled(rf"(?<!\w)(?:{before}{who}|{who}{after})(?!\w)")


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _initials(words: Sequence[str]) -> tuple[str, ...]:
    """The ways to write the initials of a name of several words: "A.B.", "A. B.", "AB"."""
    letters = [word[0] for word in words]
    return (".".join(letters) + ".", ". ".join(letters) + ".", "".join(letters)) if len(words) > 1 else ()


def _any(names: Iterable[str]) -> str:
    """A regular expression of any of the names, as they are typed; of nothing when there is none."""
    written = sorted({plain(str(name)) for name in names}, key=lambda name: (-len(name), name))
    return f"(?:{'|'.join(map(re.escape, written)) or '(?!)'})"


# Characters that nobody sees


def no_character_is_invisible(document: Document) -> Iterator[Problem]:
    """No character stands in a letter that nobody sees, or that turns about what is seen (LK711)."""
    for passage in document.all_that_is_sent:
        text = passage.text
        for at, character in invisible(text):
            beside = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
            if character in "\u200c\u200d\ufe0f\ufe0e" and _JOINED.search(beside):
                continue
            turns = bool(_DIRECTION.match(character))
            name = unicodedata.name(character, "").lower() or "no name"
            message = f"the invisible character U+{ord(character):04X} ({name}) stands in the letter"
            before = re.split(r"\s", text[:at])[-1]
            after = re.split(r"\s", text[at + 1 :])[0]
            word = document.place(passage, at - len(before), at + 1 + len(after)) if before or after else None
            severity = Severity.ERROR if turns else Severity.WARNING
            hint = "delete it, and type the word anew"
            yield Problem("LK711", message, word or document.place(passage, at, at + 1), hint, severity)
