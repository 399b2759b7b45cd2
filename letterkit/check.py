"""Check a resolved letter: functions of one shape, each looking for one kind of mistake."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from letterkit.law import Evidence
from letterkit.library import Clause
from letterkit.problems import Mark, Problem, Severity, in_order
from letterkit.records import Group, Person
from letterkit.resolve import Letter, Said, acts_on, statuses_on
from letterkit.source import Scalar

_MAILBOX = re.compile(r"[^@\s<>()\[\]\\,;:]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def check(letter: Letter) -> tuple[Problem, ...]:
    """Everything doubtful about a letter, in the order of its files."""
    return in_order(problem for look in CHECKS for problem in look(letter))


def occasion_ahead(letter: Letter) -> Iterator[Problem]:
    """An occasion at which demands are to be raised lies after the letter's date."""
    occasion = letter.occasion
    if occasion and occasion.date < letter.date:
        message = f"'{occasion.name.first}' was on {occasion.date}, before the letter's date"
        yield Problem(
            "LK405",
            message,
            letter.plan.occasion.mark if letter.plan.occasion else None,
            "name the next occasion",
            Severity.WARNING,
        )


def demand_fits_status(letter: Letter) -> Iterator[Problem]:
    """A demand makes sense for the status of each person it names ("release" for someone who is held)."""
    for item in (item for group in letter.demands for item in group):
        if isinstance(item, Said) and item.clause.when:
            for key in item.arguments.get("people") or ():
                person = letter.campaign.people[Scalar(key)]
                statuses = statuses_on(person, letter.date, letter.campaign, letter.library)
                name = item.clause.name
                if not statuses and not isinstance(person, Group):
                    message = f"'{name}' is demanded for '{key}', of whom the campaign tells no act that fits"
                    yield _doubt("LK502", message, key, item, "add what was done to the person under 'acts:'")
                elif statuses and not set(statuses).intersection(item.clause.when):
                    fitting = sorted(clause.name for clause in _fitting(letter, statuses))
                    hint = f"these fit: {', '.join(fitting)}" if fitting else "choose another demand"
                    message = f"'{name}' does not fit '{key}', who is {' and '.join(statuses)} on {letter.date}"
                    yield _doubt("LK501", message, key, item, hint)


def _fitting(letter: Letter, statuses: Iterable[str]) -> Iterator[Clause]:
    demands = letter.library.of_kind("demands").values()
    return (clause for clause in demands if set(statuses).intersection(clause.when))


def _doubt(code: str, message: str, key: str, item: Said, hint: str) -> Problem:
    mark = key.mark if isinstance(key, Scalar) else item.mark
    return Problem(code, message, mark or item.mark, hint, Severity.WARNING)


def facts_have_sources(letter: Letter) -> Iterator[Problem]:
    """Each act that a letter can tell names a source."""
    campaign = letter.campaign
    for record in (*campaign.people.values(), *campaign.organisations.values()):
        for act in acts_on(record, letter.date, campaign):
            if act.source is None:
                yield Problem(
                    "LK701",
                    f"the act '{act.kind}' has no source",
                    act.mark,
                    "add 'source: ...', from the list under 'sources:'",
                    Severity.WARNING,
                )


def precedents_are_proven(letter: Letter) -> Iterator[Problem]:
    """A precedent that a letter recalls was read in a document, all that matters of it."""
    evidence = {precedent.id: precedent for precedent in letter.law.every_precedent}
    paragraphs = (*letter.facts, *letter.grounds, *letter.consequences, letter.closing)
    for item in (item for paragraph in paragraphs for item in paragraph):
        for key in (item.arguments.get("precedents") or ()) if isinstance(item, Said) else ():
            if evidence[key].evidence is not Evidence.SEEN:
                unverified = ", ".join(evidence[key].unverified)
                message = f"of '{key}' these were not seen in a document: {unverified}"
                yield Problem("LK307", message, key.mark, "confirm them, or leave it out", Severity.WARNING)


def named_without_consent(letter: Letter, said: Iterable[tuple[str, Mark | None]]) -> Iterator[Problem]:
    """What is said in a letter names nobody who has not agreed to be named.

    ``said`` pairs each text of the letter with its place. Looked for are names, parts of names of two words or more,
    other spellings, surnames that nobody else in the letter has, and for those who are not to appear at all their
    initials.
    """
    withheld = [
        (str(key), person, _forms(person, _shared_words(letter, str(key))))
        for key, person in letter.campaign.people.items()
        if isinstance(person, Person) and person.publish != "yes"
    ]
    if not withheld:
        return
    for text, mark in said:
        for key, person, forms in withheld:
            found = next((form for form in forms if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text)), None)
            if found:
                hint = f"take the name out; '{key}' has not agreed to be named ('publish: {person.publish}')"
                yield Problem("LK706", f"'{found}' is named", mark or person.mark, hint)


def _forms(person: Person, shared: frozenset[str]) -> tuple[str, ...]:
    """Every way in which a person could be named, the longest first."""
    forms: set[str] = set()
    for name in (*person.name.languages.values(), *person.also):
        words = name.split()
        for start in range(len(words)):
            forms.update(" ".join(words[start:end]) for end in range(start + 2, len(words) + 1))
        if words[-1] not in shared or len(words) == 1:
            forms.add(words[-1])
        if person.publish == "no" and len(words) > 1:
            forms.update(("".join(f"{word[0]}." for word in words), " ".join(f"{word[0]}." for word in words)))
    forms.update(
        str(name) for name in (person.surname.languages.values() if person.surname else ()) if name not in shared
    )
    forms.update(form.upper() for form in tuple(forms))
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def _shared_words(letter: Letter, key: str) -> frozenset[str]:
    """The words in the names of all others whom the letter can name."""
    others = [
        person.name for other, person in letter.campaign.people.items() if isinstance(person, Person) and other != key
    ]
    others += [target.name for target in (letter.target, *letter.copies) if target.name]
    names = [str(name) for other in others for name in other.languages.values()]
    names += [str(officer.name) for house in letter.houses for officer in house.officers.values() if officer.name]
    return frozenset(word for name in names for word in name.split())


def mailboxes_are_addresses(letter: Letter) -> Iterator[Problem]:
    """An e-mail address can be one."""
    for target in (letter.target, *letter.copies):
        for mail in target.email:
            if not _MAILBOX.fullmatch(mail.address):
                yield Problem(
                    "LK704",
                    f"'{mail.address}' cannot be an e-mail address",
                    mail.address.mark,
                    "write it as name@example.org",
                    Severity.WARNING,
                )


def something_is_demanded(letter: Letter) -> Iterator[Problem]:
    """A letter asks for something."""
    if not letter.demands:
        yield Problem(
            "LK801", f"the letter '{letter.name}' demands nothing", letter.plan.mark, "add 'demands:'", Severity.WARNING
        )


def someone_signs(letter: Letter) -> Iterator[Problem]:
    """A letter is signed."""
    if not letter.signers:
        yield Problem(
            "LK802", f"nobody signs the letter '{letter.name}'", letter.plan.mark, "add 'signed-by:'", Severity.WARNING
        )


CHECKS: tuple[Callable[[Letter], Iterator[Problem]], ...] = (
    occasion_ahead,
    demand_fits_status,
    facts_have_sources,
    precedents_are_proven,
    mailboxes_are_addresses,
    something_is_demanded,
    someone_signs,
)
