"""Law: what a letter claims of instruments, ratifications and precedents holds on its date."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.law import Evidence, Scheme
from letterkit.problems import Problem, Severity
from letterkit.resolve import Said
from letterkit.source import Scalar
from letterkit.subject import Subject


def relied_on_law_is_valid(subject: Subject) -> Iterator[Problem]:
    """A clause relies on provisions that are in force on the letter's date, of a scheme open to the country."""
    letter = subject.letter
    for said in letter.said():
        for key in said.clause.relies_on:
            instrument = letter.law.instrument(key)
            if instrument.scheme is Scheme.US_GSP and letter.campaign.country == "US":
                message = f"'{said.clause.name}' speaks of what the United States grants to others"
                yield Problem("LK306", message, said.mark, "leave it out")
            if not instrument.valid_on(letter.date):
                name = instrument.names["en"]
                message = f"'{said.clause.name}' relies on {name}, which is not in force on {letter.date}"
                hint = f"it lapsed after {instrument.valid_until}; leave the clause out"
                yield Problem("LK301", message, said.mark, hint)


def precedents_had_happened(subject: Subject) -> Iterator[Problem]:
    """A precedent that a letter recalls lies before its date."""
    letter = subject.letter
    dates = {precedent.id: precedent.when for precedent in letter.law.every_precedent}
    for key in _precedents(letter.said()):
        if dates[key].last >= letter.date:
            yield Problem("LK305", f"'{key}' had not happened on the letter's date", key.mark, "leave it out")


def precedents_are_proven(subject: Subject) -> Iterator[Problem]:
    """A precedent that a letter recalls was read in a document, all that matters of it."""
    evidence = {precedent.id: precedent for precedent in subject.letter.law.every_precedent}
    for key in _precedents(subject.letter.said()):
        if evidence[key].evidence is not Evidence.SEEN:
            unverified = ", ".join(evidence[key].unverified)
            message = f"of '{key}' these were not seen in a document: {unverified}"
            yield Problem("LK307", message, key.mark, "confirm them, or leave it out", Severity.WARNING)


def _precedents(clauses: Iterator[Said]) -> Iterator[Scalar]:
    for said in clauses:
        yield from said.arguments.get("precedents") or ()


CHECKS = (relied_on_law_is_valid, precedents_had_happened, precedents_are_proven)
