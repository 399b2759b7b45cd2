"""Browse the clause library: what there is, what it says in each language and form, and where it is used."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Problem, UserError
from letterkit.foundation.strict_yaml import Row, Scalar, Table
from letterkit.foundation.suggest import did_you_mean
from letterkit.schema.act_kind import ActKind
from letterkit.schema.campaign import Campaign
from letterkit.schema.clause import Clause, Ground
from letterkit.schema.fields import ValidationContext
from letterkit.schema.law.load import law_of
from letterkit.schema.law.tables import LawTables
from letterkit.schema.letter_plan import LetterPlan
from letterkit.schema.library import Library
from letterkit.schema.read import read
from letterkit.schema.validate import validate

if TYPE_CHECKING:
    from letterkit.letter.draft import Draft

SAMPLES: Mapping[str, Any] = {
    "organisations": ["union"],
    "instruments": ["C087", "C098"],
    "law": "law",
    "laws": ["law"],
    "occasion": "meeting",
    "acts": ["union.dissolved"],
    "text": {"en": "(text)", "fr": "(texte)"},
    "infinitive": {"en": "(do something)", "fr": "(agir)"},
    "number": "3",
    "date": "2016-12",
    "deadline": "2017-02-28",
    "source": "note",
}
PEOPLE = (["woman"], ["man", "woman"], ["group"])
_UNION = ["union"]
"""Whom acts of people and of organisations befall in examples."""


@dataclass(frozen=True, slots=True)
class Example:
    """A clause in one language and form, filled with sample values."""

    language: str
    form: str
    text: str


def examples(clause: Clause, library: Library) -> Iterator[Example]:
    """The clause in every language it has and in every form it takes, filled with the specimen's values.

    Raises `UserError` at the end, with what keeps a language from being shown: the specimen has to have it, too.
    """
    specimen, problems = _specimen(library), list[Problem]()
    takes_people = any(parameter.type == "people" for parameter in clause.takes)
    of_people = takes_people or (isinstance(clause, ActKind) and clause.of != "organisation")
    for language in clause.words:
        try:
            for people in (*PEOPLE, *_bodies(clause)) if of_people else PEOPLE[:1]:
                yield from _in_forms(clause, str(language), people, specimen, library)
        except UserError as error:
            problems.extend(error.problems)
    if problems:
        raise UserError(problems)


def _bodies(clause: Clause) -> Sequence[Sequence[str]]:
    """The organisation that shows an act which befalls people and organisations."""
    return [_UNION] if isinstance(clause, ActKind) and clause.of == "either" else []


def _in_forms(
    clause: Clause, language: str, people: Sequence[str], specimen: Campaign, library: Library
) -> Iterator[Example]:
    def drafted(letter: str, keys: Mapping[str, Any], date: datetime.date | None = None) -> Draft:
        return _drafted(specimen, letter, language, library, keys, date)

    use = _use(clause, people)
    if isinstance(clause, ActKind):
        owners = people if clause.of != "organisation" else _UNION
        alone, specimen = (_with_act(specimen, clause, owners, alone=one) for one in (True, False))
        references = [f"{key}.{clause.name}" for key in owners]
        named = drafted("direct", {"about": references, "opening": _opening_for(clause)})
        yield Example(language, "as a noun phrase", _said(named, clause))
        yield Example(language, "as a statement", _said(drafted("direct", {"facts": [references]}), clause))
        if owners is not _UNION:
            # Beside other acts of the same people, the row could tell those.
            keys = {"annex": owners, "about": references, "facts": [references]}
            yield Example(language, "in the annex", _in_annex(_drafted(alone, "direct", language, library, keys)))
    elif clause.kind == "demands":
        pair = [use, "respect-rights" if clause.name != "respect-rights" else "social-dialogue"]
        as_list, in_text = ({"demands": pair, "demands-as": form} for form in ("list", "sentence"))
        yield Example(language, "as a list item", _said(drafted("direct", as_list), clause))
        yield Example(language, "in a sentence", _paragraph(drafted("direct", in_text), clause))
        draft = drafted("third-party", in_text)
        yield Example(language, "asked of a third party", _paragraph(draft, clause))
    elif clause.kind == "leads":
        letter = "third-party" if clause.tells_the_occasion() else "direct"
        yield Example(language, "before a demand", _paragraph(drafted(letter, {"lead": use}), clause))
    else:
        part = {"openings": "opening", "closings": "closing"}.get(clause.kind, "grounds")
        for letter, form in (("direct", "to those responsible"), ("third-party", "to a third party")):
            specimen, day = _where_it_binds(clause, specimen, library)
            draft = drafted(letter, {part: [use]}, day or _day(clause, library))
            yield Example(
                language, form, (_paragraph if isinstance(clause, Ground) and clause.right else _said)(draft, clause)
            )


def _opening_for(kind: ActKind) -> str:
    """An opening that can be about an act: nobody protests against good news, or what people did themselves."""
    return "concern" if kind.own or kind.relief else "protest"


def _use(clause: Clause, people: Sequence[str]) -> Any:
    if clause.example is not None:
        return {clause.name: clause.example}
    samples = {**SAMPLES, "people": list(people)}
    values = {
        parameter.name: parameter.choices[0] if parameter.choices else samples[parameter.type]
        for parameter in clause.required or clause.takes[:1]
    }
    return {clause.name: values} if values else clause.name


def _day(clause: Clause, library: Library) -> datetime.date | None:
    """A day on which a clause can be used: the specimen's own, or one after the precedents of its example."""
    named = clause.example.get(Scalar("precedents"), []) if isinstance(clause.example, Table) else []
    precedents = law_of(library).every_precedent
    days = [precedents[key].when.last for key in named if key in precedents]
    return None if clause.relies_on or not days else max(days) + datetime.timedelta(days=30)


def _where_it_binds(clause: Clause, specimen: Campaign, library: Library) -> tuple[Campaign, datetime.date | None]:
    """The specimen about a country that an instrument binds which holds the right of a ground, on such a day.

    It is the specimen as it is where that will do.
    """
    right = clause.right if isinstance(clause, Ground) else None
    law = law_of(library)
    holding = [one for one in law.instruments.values() if right and str(right) in one.rights]
    date = next(iter(specimen.letters.values())).date
    if not holding or date is None or any(not one.ratifiable for one in holding):
        return specimen, None
    if any(law.status(str(specimen.country), one.id, date).in_force for one in holding):
        return specimen, None
    bound = _bound({one.id for one in holding}, date, law)
    if not bound:
        return specimen, None
    day, country = min(bound)
    return specimen.model_copy(update={"country": Scalar(country)}), day


def _bound(instruments: Collection[str], date: datetime.date, law: LawTables) -> list[tuple[datetime.date, str]]:
    """The countries that one of some instruments binds at some time, with the first such day from a date on."""
    return [
        (max(by, date), cell.country)
        for one in instruments
        for (_, key), cell in law.ratifications.items()
        if key == one and cell.window and (by := law.status(cell.country, key, datetime.date.max).in_force_by)
    ]


def _specimen(library: Library) -> Campaign:
    return read(next(iter(library.files("specimen.yml").values())), library)


def _with_act(specimen: Campaign, clause: ActKind, owners: Sequence[str], *, alone: bool) -> Campaign:
    """The specimen with an act of some of its people or organisations, beside the acts that they have or ``alone``."""
    given = clause.example if isinstance(clause.example, Table) else {}
    table = Table({Scalar(clause.name): Scalar("2017-01-21"), Scalar("source"): Scalar("note"), **given})
    reading = ValidationContext({clause.name: clause.keys_taken})
    kinds = type(next(iter(specimen.organisations.values())).acts[0])
    act = validate(kinds, table, reading)
    if act is None:
        raise UserError(reading.problems)
    kind = "organisations" if owners is _UNION else "people"
    known = getattr(specimen, kind)
    told = {
        key: record.model_copy(update={"acts": (act,) if alone else (*record.acts, act)}) if key in owners else record
        for key, record in known.items()
    }
    return specimen.model_copy(update={kind: told})


def _drafted(
    campaign: Campaign,
    letter: str,
    language: str,
    library: Library,
    keys: Mapping[str, Any],
    date: datetime.date | None = None,
) -> Draft:
    plan = campaign.letters[Scalar(letter)]
    reading = ValidationContext()
    changed = validate(LetterPlan, _written(keys), reading)
    if changed is None or reading.problems:
        raise UserError(reading.problems)
    update = {key: getattr(changed, key) for key in changed.model_fields_set if key != "location"}
    changed_letters = {**campaign.letters, Scalar(letter): plan.model_copy(update=update)}
    campaign = campaign.model_copy(update={"letters": changed_letters})
    return _composed(campaign, letter, library, date, language)


def _written(value: Any) -> Any:
    if isinstance(value, Mapping):
        return Table({Scalar(key): _written(item) for key, item in value.items()})
    return Row(_written(item) for item in value) if isinstance(value, list) else Scalar(value)


def _composed(
    campaign: Campaign, letter: str, library: Library, date: datetime.date | None = None, language: str | None = None
) -> Draft:
    # Listing clauses composes nothing, and starts in half the time without what composing needs.
    from letterkit.letter.compose.composer import compose
    from letterkit.letter.resolve.resolver import resolve

    return compose(resolve(campaign, letter, library, date=date, language=language))


def _said(draft: Draft, clause: Clause) -> str:
    """What a clause says where it stands last in a draft."""
    name = f"{clause.kind}/{clause.name}"
    said = ""
    for paragraph in draft.paragraphs:
        spans = (span.text for span in paragraph.spans if any(origin.name == name for origin in span.origins))
        said = "".join(spans).strip() or said
    return said


def _in_annex(draft: Draft) -> str:
    """What happened, and the status, in the last row of a draft's annex."""
    annex = draft.sheet.annex
    return " · ".join(annex.rows[-1][column] for column in (2, 4)) if annex else ""


def _paragraph(draft: Draft, clause: Clause) -> str:
    name = f"{clause.kind}/{clause.name}"
    for paragraph in draft.paragraphs:
        if any(origin.name == name for span in paragraph.spans for origin in span.origins):
            return paragraph.text
    return ""


def usage(paths: Iterable[Path], library: Library) -> tuple[dict[str, list[str]], tuple[Problem, ...]]:
    """Which letters ("campaign/letter") use each clause, by clause name; and the problems met on the way."""
    used: dict[str, dict[str, None]] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            campaign = read(path, library)
        except UserError as error:
            problems.extend(error.problems)
            continue
        for name in campaign.letters:
            try:
                draft = _composed(campaign, str(name), library)
            except UserError as error:
                problems.extend(error.problems)
                continue
            for clause in _clauses_of(draft):
                used.setdefault(clause, {})[f"{campaign.key}/{name}"] = None
    return {clause: list(letters) for clause, letters in sorted(used.items())}, tuple(problems)


def _clauses_of(draft: Draft) -> Iterator[str]:
    for paragraph in draft.paragraphs:
        for span in paragraph.spans:
            yield from (origin.name for origin in span.origins if origin.kind is OriginKind.CLAUSE)


def clause_named(name: str, library: Library) -> Clause:
    """A clause by name; an unknown one is a `UserError` with the nearest name."""
    clause = library.clauses.get(name)
    if clause is None:
        raise UserError([Problem("LK216", f"no clause named '{name}'", None, did_you_mean(name, library.clauses))])
    return clause
