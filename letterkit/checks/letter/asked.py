"""What is asked of the addressee: each demand of somebody who can meet it."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.letter.addressee import called, names_of
from letterkit.drafts.document import Document
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.letter.compose.spoken_to import addressed
from letterkit.letter.items import FilledClause
from letterkit.schema.clause import Clause, Demand


def demands_are_asked_of_who_can_meet_them(document: Document) -> Iterator[Problem]:
    """Each demand is asked of somebody who can do it: courts acquit, companies stay with a supplier (LK519).

    Who is asked to raise or convey the demands passes them on to a government. An authority may do so, too.
    """
    letter = document.letter
    passed_on = not letter.direct or letter.target.is_ in ("embassy", "international")
    role = "government" if passed_on else letter.target.is_
    for item in (item for group in letter.demands for item in group):
        if not isinstance(item, FilledClause) or not isinstance(item.clause, Demand):
            continue
        if item.clause.by_third_party and letter.lead_besides is None:
            message = f"'{item.clause.name}' is what a third party does, and the letter goes to those responsible"
            hint = "ask it of a third party, with 'form: request', or leave it out"
            yield Problem("LK519", message, item.location, hint, Severity.WARNING)
        if item.clause.asked_of and role not in item.clause.asked_of:
            message = f"'{item.clause.name}' cannot be asked of '{role}': {' or '.join(item.clause.asked_of)} can do it"
            passes_on = role == "authority" and "government" in item.clause.asked_of
            severity = Severity.NOTE if passes_on else Severity.WARNING
            yield Problem("LK519", message, item.location, _instead(item), severity)


def employers_are_asked(document: Document) -> Iterator[Problem]:
    """What only who did it can undo is asked of them: a company gives back the jobs that it took (LK519).

    Who did it is known where the campaign names an organisation that it writes to as a company, or another than this.
    """
    letter, asked = document.letter, addressed(document.letter)
    demanded = (item for group in letter.demands for item in group if isinstance(item, FilledClause))
    for item in demanded if letter.direct else ():
        for key in item.arguments.get("people") or ():
            doer = _doer(str(key), item.clause, document)
            if doer and (doer != asked if asked else _is_written_to_as_company(doer, document)):
                message = f"'{item.clause.name}' is asked of '{called(letter.target)}', and '{doer}' did it to '{key}'"
                hint = "ask it of whoever did it; of a government, ask to have it done: 'reinstate'"
                yield Problem("LK519", message, key.location or item.location, hint, Severity.WARNING)


def _doer(key: str, clause: Clause, document: Document) -> str:
    """The organisation that did to somebody what a demand is to undo, where only it can; "" where that is not known."""
    letter = document.letter
    if not isinstance(clause, Demand) or not clause.of_the_doer:
        return ""
    acts = [act for act in letter.acts(key) if letter.act_kinds[act.kind].status in clause.when]
    return _organisation(str(acts[-1].by.first), document) if acts and acts[-1].by else ""


def _organisation(name: str, document: Document) -> str:
    """The key of the organisation of a name, with its article or without; "" for none of the campaign."""
    records = document.letter.organisations.items()
    return next((str(key) for key, one in records if any(f" {name}".endswith(f" {own}") for own in names_of(one))), "")


def _is_written_to_as_company(key: str, document: Document) -> bool:
    """Whether the campaign has a target at an organisation that acts for a company."""
    names = names_of(document.letter.organisations[Scalar(key)])
    companies = (target for target in document.campaign.targets.values() if target.is_ == "company")
    return any(str(text.first) in names for target in companies for text in (target.of, target.name) if text)


def _instead(item: FilledClause) -> str:
    courts = item.clause.name in ("acquit", "acquit-and-release")
    other = "a government can be asked to release, to drop the charges or to see to a retrial"
    return other if courts else "choose a demand that those who are written to can meet, or another target"
