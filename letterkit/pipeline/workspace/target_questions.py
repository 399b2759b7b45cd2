"""The questions of a new campaign about whom the letter goes to, and what a company is to those who did it."""

from __future__ import annotations

from pathlib import Path

from letterkit.pipeline.workspace import choices
from letterkit.pipeline.workspace.questions import Answers, Question
from letterkit.pipeline.workspace.victims import gender_told_by
from letterkit.schema.clause import OF_THE_STATE, ROLES
from letterkit.schema.library import Library
from letterkit.schema.person_names import doubts

GENDERS = {"female": "a woman", "male": "a man", "unsaid": "not said"}
TIES = {
    "parent": "they own them",
    "buyer": "they buy from them",
    "same": "they are the same, by another name",
    "none": "none of these",
}
"""What a company that is written to is to those who did what the letter is about."""


def name_of(doer: str) -> str:
    """The name of a body as who did something, without its article; "" for words that name nobody ("the mill")."""
    words = doer.split()
    behind = words[1:] if words and words[0][:1].islower() else words
    return " ".join(behind) if behind and behind[0][:1].isupper() else ""


def of_the_target(library: Library, workspace: Path) -> list[Question]:
    """Whom the letter goes to: office, state or body, name, address."""

    def new(answers: Answers) -> bool:
        return str(answers["to"]) in ROLES

    def no_safe_surname(answers: Answers) -> bool:
        told = answers.get("to-name") and answers["to-gender"] != "unsaid"
        return bool(told) and any(doubts(str(answers["to-name"]), str(answers["country"])))

    def of_a_state(answers: Answers) -> bool:
        return new(answers) and str(answers["to"]) in (*OF_THE_STATE, "embassy")

    def greeted_by_gender(answers: Answers) -> bool:
        """Whether it takes to know who somebody is to greet them: by a name, or by an office that has its gender."""
        greeting = library.language(str(answers["language"])).writing.dear
        official = new(answers) and str(answers["to"]) != "company" and greeting is not None
        return official or bool(answers.get("to-name"))

    def names_who_did_it(answers: Answers) -> bool:
        """Whether a company is written to about what a body with a name did, which can be another than itself."""
        by, of = str(answers.get("by") or ""), str(answers.get("to-of") or "")
        return str(answers["to"]) == "company" and bool(name_of(by)) and name_of(by) != name_of(of)

    def country(answers: Answers) -> str:
        language = str(answers["language"])
        return choices.countries(library, language)[str(answers["country"])] if of_a_state(answers) else ""

    return [
        Question(
            "to", "To whom do you write?", "a key of the address file, or " + ", ".join(ROLES),
            lambda _: choices.targets(workspace, library), default=lambda _: "government",
        ),
        Question("to-office", "In which office?", "such as Minister of Labour", needed=True, applies=new),
        Question(
            "to-of", "Of which state or body?", "such as Kazakhstan, or Vesta Retail Group", default=country,
            needed=True, applies=new,
        ),
        Question(
            "to-is", "What are they to those who did it?", "one of " + ", ".join(TIES), lambda _: TIES, needed=True,
            applies=names_who_did_it,
        ),
        Question("to-name", "Their name (Enter to write to the office)", "such as Eva Strand", applies=new),
        Question(
            "to-gender", "Are they a woman or a man?", "female, male or unsaid", lambda _: GENDERS,
            default=lambda answers: gender_told_by(str(answers["to-name"]), answers, library) or "unsaid",
            applies=greeted_by_gender,
        ),
        Question(
            "to-surname", "What follows Mr or Ms in their name?", "the surname", needed=True, applies=no_safe_surname,
        ),
        Question(
            "to-address", "Their address, a line at a time (Enter for none)", "such as 1 Palace Square",
            several=True, applies=new,
        ),
    ]  # fmt: skip
