"""A key that says nothing is refused or has an effect: without it, a letter or what is found in it is another.

The campaign ``tests/keys/whole.yml`` has every key of every record of a campaign file, found by reflection. Each key is
left out of it wherever it stands: either the file can no longer be read, or something changes that a user notices.
"""

from __future__ import annotations

import copy
import datetime
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
import yaml
from support.helpers import as_yaml
from support.library import library_of
from support.records import records, tables

from letterkit.foundation.problems import UserError
from letterkit.letter.compose.composer import compose
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline import plan
from letterkit.pipeline.check import examine
from letterkit.schema.campaign import Campaign
from letterkit.schema.fields import Name, Record, Text, types_in
from letterkit.schema.read import read
from letterkit.signoff.approvals import ApprovalStanding, Decision, required_of
from letterkit.typeset.sheet import texts_of

FOLDER = Path(__file__).resolve().parents[1] / "keys"
WHOLE = yaml.load((FOLDER / "whole.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
LIBRARY = library_of()
FILE = Path("whole.yml")
NOON = datetime.datetime(2017, 1, 2, 12, tzinfo=datetime.UTC)


# A text in several languages and the use of a clause have no keys, nor has an act's kind; `date` is what stands after
# it. Few kinds take `deadline`, `hearing` or `until`: tests/letter/test_acts.py goes through them. Pages are counted
# when they are set, in tests/checks/test_expectations.py. Enclosed files are in tests/signoff/test_enclosed.py.
# A campaign in another language than English is in tests/letter/test_why_now.py.
ELSEWHERE = {
    "Campaign": {"language"},
    "Text": {"languages"},
    "Name": {"languages"},
    "ClauseCall": {"name", "arguments", "source"},
    "Act": {"kind", "date", "deadline", "hearing", "until"},
    "Expectation": {"pages"},
    "LetterPlan": {"attachments"},
    "Attachment": {"file", "says", "pages"},
}


def keys_of(record: type[Record]) -> set[str]:
    return {*record.keys()} - ELSEWHERE.get(record.__name__, set())


EVERY = [(record, key) for record in sorted(records(Campaign, set()), key=str) for key in sorted(keys_of(record))]


def without(record: type[Record], key: str) -> str:
    """The text of the campaign without a key, wherever it stands."""
    there = [table for kind, table in TABLES if kind is record and key in table]
    before = [{**table} for table in there]
    for table in there:
        del table[key]
    text = as_yaml(WHOLE)
    for table, all_of_it in zip(there, before, strict=True):
        table.clear()
        table.update(all_of_it)
    return text


TABLES = list(tables(WHOLE, Campaign))

Outcome = tuple[tuple[str, str], object]
"""What a letter comes to, by its key and what of it this is."""

# Which letter of the campaign shows a key that the first ones do not, so that it is looked at first; and which keys
# only the checks know. Nothing follows from these but the time it takes.
SHOWN_BY = {
    "four": "Act.confirmed EarlierLetter.about LetterPlan.form NationalLaw.sections Target.email",
    "two": "LetterPlan.grounds LetterPlan.open",
    "three": "Campaign.met EarlierLetter.letter LetterPlan.replies Met.how Reply.by",
    "five": "Campaign.occasions LetterPlan.from-each LetterPlan.occasion Occasion.agenda Target.gender",
    "six-port": "Contact.label Figures.affiliates Sender.address Sender.contacts Sender.short",
    "six-singer": "LetterPlan.to-each Sender.writes-as",
    "eight": "LetterPlan.letterhead Organisation.owned-by Organisation.supplies Target.is Target.office",
    "nine": "Group.gender LetterPlan.language LetterPlan.signed-by Organisation.article Sender.signatory",
    "eleven": "Figures.federations",
    "ten": "Figures.as-of Sender.article Sender.gender Signer.gender",
}
FOUND_BY_CHECKS = {
    "one": "Campaign.tests Contact.text Expectation.asks Expectation.cites Expectation.does-not-ask "
    "Expectation.does-not-cite Expectation.does-not-name Expectation.does-not-say Expectation.names Expectation.says "
    "Expectation.why Group.also Office.from Office.until Person.also Source.confidential Source.date Target.also "
    "Target.checked Target.from",
    "two": "Expectation.letters Organisation.also",
    "three": "Met.organisations",
    "eight": "Target.until",
    "ten": "Sender.publish",
}
FIRST = {key: name for by in (SHOWN_BY, FOUND_BY_CHECKS) for name, keys in by.items() for key in keys.split()}
OF_CHECKS = {key for keys in FOUND_BY_CHECKS.values() for key in keys.split()}


def outcomes(campaign: Campaign, first: str = "", *, of_checks: bool = False) -> Iterator[Outcome]:
    """What a user sees, what tells most and costs least first: what the letters say, then what is found in them.

    The letter called ``first`` comes before the others, and what is found in it before all else of a key ``of_checks``.
    """
    names = sorted(map(str, campaign.letters), key=lambda name: name != first)
    if of_checks and first in names:
        yield (first, "findings"), found_in(first)
    for name in names:
        letter = resolve(campaign, name, LIBRARY)
        draft = compose(letter)
        spans = (span for paragraph in draft.paragraphs for span in paragraph.spans)
        yield (name, "words"), [(span.text, [one.sources for one in span.origins]) for span in spans]
        yield (name, "page"), list(texts_of(draft.sheet))
        yield (name, "approvals"), list(signed_off(campaign, letter))
    for name in names:
        yield (name, "findings"), found_in(name)


def signed_off(campaign: Campaign, letter: Letter) -> Iterator[object]:
    """Whose turn it is when the first roles have approved, and who may act in which role on which day."""
    required = required_of(campaign, letter)
    for approved in range(len(required)):
        decisions = {one.role: Decision(one.role, one.by[0], NOON, approves=True) for one in required[:approved]}
        yield [one.role for one in ApprovalStanding(required, decisions).waiting]
    days = [datetime.date(2016, 12, 31), datetime.date(2017, 1, 1), datetime.date(2017, 3, 2)]
    yield [(one.role, day) for one in required for day in days if one.may_act("Cy Pol", day)]


def found_in(name: str) -> list[tuple[str, str]]:
    """What is found in a letter of the campaign file , without the lines to which messages point."""
    found = [problem for one in examine([FILE], LIBRARY, Path("output"), [name]) for problem in one.problems]
    return sorted((problem.code, re.sub(r":\d+:\d+", "", problem.message)) for problem in found)


def has_effect(record: type[Record], key: str, whole: dict[tuple[str, str], object]) -> bool:
    """Whether the campaign without a key cannot be read, says something else, or is found to be otherwise.

    A letter that is known to show it is looked at first, or the one that showed another key of the record.
    """
    called = f"{record.__name__}.{key}"
    first = FIRST.get(called, _SHOWN.get(record, ""))
    FILE.write_text(without(record, key), encoding="utf-8")
    try:
        campaign = read(FILE, LIBRARY)
        with patch.object(plan, "read", lambda path, library: campaign):  # each letter is looked at by itself
            for (name, what), outcome in outcomes(campaign, first, of_checks=called in OF_CHECKS):
                if whole.get((name, what)) != outcome:
                    _SHOWN[record] = name
                    return True
    except UserError:
        return True
    return {name for name, _ in whole} != set(map(str, campaign.letters))


_SHOWN: dict[type[Record], str] = {}


def test_the_campaign_has_every_key() -> None:
    stands = {(record, key) for record, table in tables(WHOLE, Campaign) for key in table}
    assert len(EVERY) > 140
    assert {*FIRST} <= {f"{record.__name__}.{key}" for record, key in EVERY}
    assert {(record.__name__, key) for record, key in EVERY if (record, key) not in stands} == set()


def test_none_leaves_out_every_text_that_can_be_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a text can be left out, "none" is printed nowhere, but where it says something itself."""
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    data, left = copy.deepcopy(WHOLE), 0
    for record, table in list(tables(data, Campaign)):
        for name, field in record.model_fields.items():
            key = field.alias or name
            text = {Text, Name}.intersection(types_in(field.annotation)) and field.default is None
            if record.called and text and isinstance(table.get(key), str | dict) and key not in record.none_says:
                table[key], left = "none", left + 1
    assert left > 40
    FILE.write_text(as_yaml(data), encoding="utf-8")
    campaign = read(FILE, LIBRARY)
    for name in map(str, campaign.letters):
        draft = compose(resolve(campaign, name, LIBRARY))
        said = [((), paragraph.text) for paragraph in draft.paragraphs] + list(texts_of(draft.sheet))
        assert [one for one in said if re.search(r"\bnone\b", one[1]) and "logo" not in one[0]] == [], name


def test_a_law_is_divided_into_articles_or_sections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    data = copy.deepcopy(WHOLE)
    data["laws"]["code"]["sections"] = ["7"]
    FILE.write_text(as_yaml(data), encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read(FILE, LIBRARY)
    (problem,) = refused.value.problems
    assert (problem.code, "beside 'articles'" in problem.message, problem.hint) == (
        "LK121",
        True,
        "keep what the law is divided into",
    )
    assert problem.location is not None
    assert "sections" in FILE.read_text(encoding="utf-8").splitlines()[problem.location.line - 1]


def test_every_key_has_an_effect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    FILE.write_text(as_yaml(WHOLE), encoding="utf-8")
    whole = dict(outcomes(read(FILE, LIBRARY)))
    assert [f"{record.__name__}.{key}" for record, key in EVERY if not has_effect(record, key, whole)] == []
