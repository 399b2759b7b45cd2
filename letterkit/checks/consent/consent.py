"""Nobody is named against their will: names are looked for in all that a letter says, hand edits included."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial

from letterkit.checks.consent.naming import Hit, hits_in
from letterkit.checks.consent.vocabulary import Vocabulary, in_messages, vocabulary_of
from letterkit.checks.consent.weighing import ANOTHERS, EVERYWHERE, EXCUSES
from letterkit.checks.consent.withheld import NameForms, Withheld, name_forms, withheld
from letterkit.checks.letter.sources import confidential_in
from letterkit.drafts.document import Document
from letterkit.drafts.passages import Passage, Run
from letterkit.foundation.codes import Severity
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.seen import invisible
from letterkit.letter.letter import Letter
from letterkit.schema import person_names
from letterkit.schema.campaign import Campaign, Person
from letterkit.typeset.directions import DIRECTIONS, is_needed
from letterkit.typeset.typography import plain

_HINT = "take the name out; somebody else of that name belongs under 'people:'"
_MAY_BE = "if it is a word, reword the sentence; if it is somebody else of that name, list them under 'people:'"
_IS_ANOTHERS = "write their name in full, if it is theirs; take it out, if it is not"
_IS_WORD = "it stays when it is meant as the word that every text has; take it out when it is meant as the name"
# A word has no more characters.
_LONGEST = 1000
# Scripts in which a joiner decides how a word looks (Unicode, 23.2).
_JOINED = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]"
)


def is_named(document: Document) -> Iterator[Problem]:
    """What a letter says names nobody who has not agreed to be named (LK706).

    Compared is what a reader sees, not what was typed, with every name, part of a name and spelling: see
    `letterkit.language.seen`. Names that the letter may say and words of the language are the only excuse, and where a
    person has written one, it is asked about once a letter. Initials count for those who are not to appear at all
    anywhere, for others beside their office or organisation.
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
            if hit.how in EXCUSES and not passage.run_at(hit.start).kind.is_a_persons:
                continue  # our own words name nobody
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
        if person.is_unspelt:
            message = f"the name of {person.stands_for} is given only in letters that do not tell how it is read"
            message += "; other spellings of it are hard to know again"
            hint = "give a spelling in Latin letters, too, under 'also:'"
            yield Problem("LK706", message, person.location, hint, Severity.WARNING)


def _share(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def told(hit: Hit, written: str, forms: NameForms, location: Location | None) -> Problem:
    """What is said of a hit: to everybody whose initials, and to those inside the name, too."""
    severity = Severity.ERROR if hit.sure else Severity.NOTE if hit.how == EVERYWHERE else Severity.WARNING
    if not hit.key:
        message = f"'{written}' is in letters that cannot be compared with the names of those who are withheld"
        hint = "write it in the letters of the letter's language, or list whom or what it names in the campaign"
        return Problem("LK706", message, location, hint, severity)
    person = forms.people[hit.key]
    if hit.how == "office":
        message = f"the initials of {person.stands_for} beside an office or organisation say who it is"
        hint = "leave the office and the organisation out, or the initials: together they say who it is"
    elif hit.how in EXCUSES:
        taken = "the name of somebody who may be named" if hit.how == ANOTHERS else "a word"
        message = f"what is a name of {person.stands_for}, too, who has not agreed to be named, is taken for {taken}"
        hint = {ANOTHERS: _IS_ANOTHERS, EVERYWHERE: _IS_WORD}.get(hit.how, _MAY_BE)
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
    without = cache(partial(without_names, forms=forms, vocabulary=in_messages(vocabulary)))

    @cache
    def is_telling(line: str) -> bool:
        if any(hit.sure for hit in hits_in(line, forms, vocabulary)):
            return True
        for key in document.campaign.sources:
            line = line.replace(str(key), " ")  # a key may be called as its source is
        return any(confidential_in([("", line)], document))

    for problem in problems:
        if problem.internal:
            yield problem
            continue
        # Many problems can stand in one line: each line is read once.
        line = document.line_of(problem.location) if problem.location else ""
        message, hint = without(problem.message), without(problem.hint)
        if is_telling(line) or (message, hint) != (problem.message, problem.hint):
            yield replace(problem, message=message, hint=hint, internal=problem)
        else:
            yield problem


def without_names(text: str, forms: NameForms, vocabulary: Vocabulary) -> str:
    """A text with initials in the place of the names that surely stand in it."""
    for hit in reversed(hits_in(text, forms, vocabulary)):
        if hit.sure and hit.how != "initials":
            said, behind = forms.people[hit.key].stands_for, text[hit.end :]
            if said.endswith(".") and behind.startswith("."):  # of "lomi.arrested", and at the end of a sentence
                behind = (" " if behind[1:2].isalnum() else "") + behind[1:]
            text = text[: hit.start] + said + behind
    return text


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
    """No character stands in a letter that nobody sees, or that turns about what is seen (LK711).

    Joiners of scripts that need them are left alone, and so are marks of direction in words that are read leftwards.
    """
    for passage in document.all_that_is_sent:
        text = passage.text
        for at, character in invisible(text):
            beside = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
            if character in "\u200c\u200d\ufe0f\ufe0e" and _JOINED.search(beside):
                continue
            turns = character in DIRECTIONS
            if turns and is_needed(text, at):
                continue
            name = unicodedata.name(character, "").lower() or "no name"
            message = f"the invisible character U+{ord(character):04X} ({name}) stands in the letter"
            before = re.split(r"\s", text[max(at - _LONGEST, 0) : at])[-1]
            after = re.split(r"\s", text[at + 1 : at + _LONGEST])[0]
            word = document.place(passage, at - len(before), at + 1 + len(after)) if before or after else None
            severity = Severity.ERROR if turns else Severity.WARNING
            hint = "delete it, and type the word anew"
            yield Problem("LK711", message, word or document.place(passage, at, at + 1), hint, severity)
