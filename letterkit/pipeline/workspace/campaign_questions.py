"""The questions with which a campaign begins: who writes, what was done to whom, whom to ask for what."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from letterkit.foundation.dates import PartialDate, parse_day
from letterkit.foundation.slipped_dates import mend_of_date, mend_of_day
from letterkit.foundation.strict_yaml import Scalar, Table
from letterkit.letter.compose.agreement import usual_article
from letterkit.pipeline.workspace import choices
from letterkit.pipeline.workspace.questions import Answers, Question, unless_none
from letterkit.pipeline.workspace.target_questions import GENDERS, of_the_target
from letterkit.pipeline.workspace.victims import gender_told_by, is_office, many_listed
from letterkit.schema.act_kind import ActKind
from letterkit.schema.clause_search import search
from letterkit.schema.fields import PLAIN_LANGUAGE
from letterkit.schema.law.lookup import codes_of_country
from letterkit.schema.library import Library
from letterkit.schema.person_names import doubts
from letterkit.schema.settings import Settings

PUBLISH = {"yes": "by name", "initials": "by initials only", "no": "not at all"}
YES_NO = {"yes": "yes", "no": "no"}
ACTIVITIES = {
    "union-work": ("work for a trade union", ()),
    "expression": ("speaking, writing or reporting", ("freedom-of-expression",)),
    "assembly": ("a meeting or a demonstration", ("peaceful-assembly",)),
    "defence": ("standing up for the rights of others", ("defenders-declaration",)),
    "none": ("none of these, or it is not known", ()),
}
"""What people are punished for: words, and the grounds that hold the right to it."""
_SUGGESTED = 3
"""How many acts are named to somebody who has described one."""
_WHO, _WORKERS = "Who are they, in the plural?", "such as workers of the plant"
PROTEST = "protest"
"""The form that a campaign takes for a letter that names none."""


def questions(library: Library, workspace: Path, settings: Settings | None, today: datetime.date) -> list[Question]:
    """The questions of a new campaign in a workspace, for a letter of ``today`` when no other day is given."""
    return [
        *_of_the_writer(library, settings, today),
        *_of_the_act(library),
        *_of_the_people(library),
        *_of_the_organisation(library),
        _of_the_activity(library),
        *_of_the_details(library),
        *_of_the_source(),
        *of_the_target(library, workspace),
        *_of_the_letter(library, workspace),
    ]


def act_of(answers: Answers, library: Library) -> ActKind:
    """The kind of act that was chosen."""
    return library.acts[str(answers["act"])]


def victims_of(answers: Answers) -> str:
    """What sort of victims the answers name, as demands have it: "people" or "organisations"."""
    return "people" if answers.get("person") or answers.get("noun") or answers.get("from") else "organisations"


def _day_of(answers: Answers) -> datetime.date:
    return datetime.date.fromisoformat(str(answers["letter-date"]))


def _of_the_writer(library: Library, settings: Settings | None, today: datetime.date) -> list[Question]:
    house = str(settings.letterhead) if settings and settings.letterhead else ""

    def language(answers: Answers) -> str:
        if settings and settings.languages and answers["letterhead"] == house:
            return str(settings.languages[0])
        return str(library.letterhead(str(answers["letterhead"])).language)

    def day(text: str, _: Answers) -> str:
        try:
            return today.isoformat() if text == "today" else parse_day(text).isoformat()
        except ValueError as error:
            raise ValueError(f"a day such as 2024-05-20, or today; {mend_of_day(text)}") from error

    return [
        Question(
            "letterhead", "Who writes?", "a letterhead, such as ituc", lambda _: choices.letterheads(library),
            default=lambda _: house, needed=True,
        ),
        Question(
            "letter-date", "Of which day is the letter?", "such as 2024-05-20, or today",
            default=lambda _: today.isoformat(), understood=day,
        ),
        Question("language", "In which language?", "such as en", lambda _: choices.languages(library), language),
        Question(
            "country", "In which country was it done?", "a country's code or name, such as KZ",
            lambda _: choices.countries(library), needed=True, meant=lambda text: codes_of_country(text, library),
        ),
    ]  # fmt: skip


def _of_the_act(library: Library) -> list[Question]:
    def date(text: str, answers: Answers) -> str:
        try:
            found = PartialDate.parse(text)
        except ValueError as error:
            form = "a date such as 2024-05-13, or 2024-05 where only the month is known"
            raise ValueError(f"{form}; {mend_of_date(text)}") from error
        if found.first > _day_of(answers):
            raise ValueError(f"a date that is not after that of the letter, {_day_of(answers)}")
        return text

    def is_old(answers: Answers) -> bool:
        """Whether nobody may take for granted that what the act made of its victim still holds."""
        limits = library.letterhead(str(answers["letterhead"])).limits
        age = _day_of(answers) - PartialDate.parse(str(answers["date"])).last
        return bool(act_of(answers, library).status) and age.days > limits.status_days

    def in_other_words(text: str) -> list[str]:
        """The acts of which these are keywords: "sacked" is dismissed."""
        beginning = choices.acts(library)
        return [kind for kind in beginning if text.casefold() in map(str.casefold, library.acts[kind].keywords)]

    def unlike(text: str, _: Answers) -> str:
        """That an act which there is begins no letter, for it is one to follow; of other words, what they can mean."""
        if text in library.acts:
            return f"an act that a letter can begin with; 'letterkit add act' puts '{text}' beside it afterwards"
        beginning = choices.acts(library)
        found = [str(clause.name) for clause in search([text], library) if clause.name in beginning][:_SUGGESTED]
        return "an act such as " + ", ".join(f"'{kind}' ({beginning[kind]})" for kind in found) if found else ""

    return [
        Question(
            "act", "What was done? (Choose what the letter begins with; 'letterkit add act' adds the rest)",
            "an act such as arrested; 'letterkit clauses' lists all acts", lambda _: choices.acts(library), needed=True,
            meant=in_other_words, unlike=unlike,
        ),
        Question("date", "When?", "such as 2024-05-13, or 2024-05", needed=True, understood=date),
        Question(
            "confirmed", "On which day was this last known still to hold?", "such as 2024-05-18", needed=True,
            applies=is_old, understood=date,
        ),
    ]  # fmt: skip


def _of_the_people(library: Library) -> list[Question]:
    def befalls_people(answers: Answers) -> bool:
        return act_of(answers, library).of != "organisation"

    def unlisted(answers: Answers) -> bool:
        return befalls_people(answers) and not answers.get("from")

    def nobody_named(answers: Answers) -> bool:
        return unlisted(answers) and not answers.get("person")

    def described(answers: Answers) -> bool:
        return many_listed(answers) or (nobody_named(answers) and act_of(answers, library).of == "person")

    def few_listed(answers: Answers) -> bool:
        return bool(answers.get("from")) and not many_listed(answers)

    def perhaps_described(answers: Answers) -> bool:
        return nobody_named(answers) and not described(answers)

    def counted(answers: Answers) -> bool:
        return nobody_named(answers) and bool(answers.get("noun"))

    def names(answers: Answers) -> Sequence[str]:
        return tuple(answers.get("person", ()))

    def named_by(place: int, answers: Answers) -> bool:
        return str(answers["publish"][place]) != "no"

    def gender_not_told(place: int, answers: Answers) -> bool:
        return not gender_told_by(names(answers)[place], answers, library)

    def no_safe_surname(place: int, answers: Answers) -> bool:
        gender = answers["gender"][place] or gender_told_by(names(answers)[place], answers, library)
        told = named_by(place, answers) and gender in ("female", "male")
        return told and any(doubts(names(answers)[place], str(answers["country"])))

    return [
        Question("from", "A file with the people", "a CSV file", applies=befalls_people, asked=False),
        Question(
            "person", "To whom? A full name; Enter for people without names", "such as Rosario Magtibay",
            several=True, applies=unlisted,
        ),
        Question(
            "publish", "How may letters name {}? It is their own decision", "yes, initials or no, for each person",
            lambda _: PUBLISH, needed=True, each=names, holds_for_all=True,
        ),
        Question(
            "gender", "Is {} a woman or a man?", "female, male or unsaid, for each person", lambda _: GENDERS,
            default=lambda _: "unsaid", each=names, fits=gender_not_told,
        ),
        Question(
            "surname", "What follows Mr or Ms in the name {}?", "the surname, for each person", needed=True,
            each=names, fits=no_safe_surname,
        ),
        Question("noun", _WHO, _WORKERS, needed=True, applies=described),
        Question("noun", _WHO, _WORKERS, asked=False, applies=few_listed),
        Question("noun", f"{_WHO} (Enter for an organisation)", _WORKERS, applies=perhaps_described),
        Question("count", "How many?", "such as 140, or at least 300", needed=True, applies=counted),
    ]  # fmt: skip


def _of_the_organisation(library: Library) -> list[Question]:
    def befell_it(answers: Answers) -> bool:
        return act_of(answers, library).of == "organisation" or victims_of(answers) == "organisations"

    def named(answers: Answers) -> bool:
        return bool(answers.get("organisation") or answers.get("union"))

    def is_told(place: int, answers: Answers) -> bool:
        return str(answers["publish"][place]) == "yes"

    def office(text: str, answers: Answers) -> str:
        """An office of an organisation, or what somebody is: a lawyer, an activist."""
        if not answers.get("union") and is_office(text, str(answers["language"]), library):
            raise ValueError("the organisation of that office (--union), or what somebody is, such as journalist")
        return text

    def of_another_language(answers: Answers) -> bool:
        return named(answers) and str(answers["language"]) != PLAIN_LANGUAGE

    def usual(answers: Answers) -> str:
        name = str(answers.get("organisation") or answers.get("union") or "")
        return usual_article(name, library.language(str(answers["language"])).writing)

    return [
        Question(
            "organisation", "To which organisation?", "such as Alliance of Electronics Workers", needed=True,
            applies=befell_it,
        ),
        Question(
            "union", "Their union or organisation (Enter for none)", "such as Alliance of Electronics Workers",
            applies=lambda answers: not befell_it(answers),
        ),
        Question("short", "Its short name (Enter for none)", "such as AEW", applies=named, understood=unless_none),
        Question(
            "role", "What is {}? An office there, or a trade (Enter for none)",
            "in small letters, such as president or teacher",
            each=lambda answers: tuple(answers.get("person", ())), fits=is_told, understood=office,
        ),
        Question(
            "article", "What goes before its name in a sentence", "such as le, la or l'", default=usual,
            applies=of_another_language,
        ),
        Question(
            "article", "What goes before its name in a sentence, or none", "such as the, or none", asked=False,
            applies=lambda answers: named(answers) and not of_another_language(answers),
        ),
    ]  # fmt: skip


def _of_the_activity(library: Library) -> Question:
    def of_unions(answers: Answers) -> bool:
        """Whether the victims are a union or its officers and members, as far as the answers tell."""
        language, roles = str(answers["language"]), [str(role) for role in answers.get("role", ()) if role]
        trades = [role for role in roles if not is_office(role, language, library)]
        return bool(answers.get("organisation") or answers.get("union")) and not (roles and len(trades) == len(roles))

    return Question(
        "activity", "For which activity was it done, as far as one can see? The letter rests on the right to it",
        "one of " + ", ".join(ACTIVITIES), lambda _: {key: words for key, (words, _) in ACTIVITIES.items()},
        default=lambda answers: "union-work" if of_unions(answers) else "none",
    )  # fmt: skip


_DETAILS = (
    ("by", "By whom? (Enter when not known)", "with its article, such as the police"),
    ("place", "Where? (Enter when not known)", "a town, such as Imus"),
    ("for", "For what, as you say it yourself? (Enter for none)", "such as calling a strike"),
    ("held-at", "Where are they held? (Enter to say nothing)", "a place, or undisclosed"),
)


def _of_the_details(library: Library) -> list[Question]:
    def taken(key: str, answers: Answers) -> bool:
        return key in act_of(answers, library).keys_taken

    def example(answers: Answers) -> str:
        """An outcome of such an act: what somebody is charged with, to what they are sentenced."""
        shown = act_of(answers, library).example
        outcome = shown.get(Scalar("outcome")) if isinstance(shown, Table) else None
        words = outcome.get(Scalar(str(answers["language"]))) if isinstance(outcome, Table) else outcome
        return f"such as {words}" if words else "such as three months"

    asked = [Question(key, words, expected, applies=partial(taken, key)) for key, words, expected in _DETAILS]
    outcome = Question(
        "outcome", "With what outcome? (Enter for none)", example=example, applies=partial(taken, "outcome"),
    )  # fmt: skip
    return [*asked, outcome]


def _of_the_source() -> list[Question]:
    def day(text: str, _: Answers) -> str:
        try:
            PartialDate.parse(text)
        except ValueError as error:
            raise ValueError(f"a date such as 2024-05-15; {mend_of_date(text)}") from error
        return text

    return [
        Question("source", "How do you know?", "a document, such as Note of the union", needed=True),
        Question(
            "source-date", "Of which day is it?", "such as 2024-05-15", default=lambda answers: str(answers["date"]),
            understood=day,
        ),
        Question("confidential", "Must it stay inside?", "yes or no", lambda _: YES_NO, default=lambda _: "yes"),
    ]  # fmt: skip


def _of_the_letter(library: Library, workspace: Path) -> list[Question]:
    def role_of(answers: Answers) -> str:
        return choices.role_of(str(answers["to"]), workspace, library)

    def fitting(answers: Answers) -> dict[str, str]:
        role = role_of(answers)
        direct = library.form(str(answers["form"])).direct
        return choices.demands(act_of(answers, library), victims_of(answers), role, direct, library)

    def usual(answers: Answers) -> str:
        # What more might be asked is for who writes to say.
        found = fitting(answers)
        return next((str(name) for name in act_of(answers, library).demands if name in found), "")

    def unlike(text: str, answers: Answers) -> str:
        """Why a demand does not fit the act, or those that can be meant by other words."""
        there = fitting(answers)
        these = f"one that fits '{answers['act']}': {', '.join(there)}"
        if text in library.demands:
            return f"{these}. '{text}' {choices.misfit(library.demands[text], act_of(answers, library))}"
        words = text.replace("-", " ")
        found = [f"{key} ({there[key]})" for key in (str(one.name) for one in search([words], library)) if key in there]
        return f"a demand such as {', '.join(found[:_SUGGESTED])}" if found else these

    return [
        Question(
            "form", "In which form?", "such as protest", lambda answers: choices.forms(role_of(answers), library),
            default=lambda _: PROTEST,
        ),
        Question(
            "demand", "What do you ask for?", "such as release", fitting, usual, needed=True, several=True,
            unlike=unlike,
        ),
        Question("subject", "The subject line, or none; without an answer, what the letter is about", asked=False),
        Question("title", "A title for yourselves; it stands in no letter", asked=False),
    ]  # fmt: skip
