"""The law data as shipped, and what it says of a State on a day."""

from __future__ import annotations

import csv
import datetime
import hashlib
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from letterkit.foundation.problems import UserError
from letterkit.schema.law.instruments import InstrumentKind
from letterkit.schema.law.load import load_law
from letterkit.schema.law.precedents import Precedent, fitting
from letterkit.schema.law.ratifications import RatificationStatus, StandingKind
from letterkit.schema.library import open_library

pytestmark = pytest.mark.quickly(8)

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "law"
LAW = load_law(FOLDER)
# Of the sorted lines "iso3,instrument,status,date,precision" of the tables that were gathered.
TABLE_DIGEST = "1022c75cb3ba49137a4788f1344cf97210706a250582fec22d5841cf09971f6b"

RATIFIED, NOT_RATIFIED = StandingKind.RATIFIED, StandingKind.NOT_RATIFIED
UNKNOWN, NOT_APPLICABLE = StandingKind.UNKNOWN, StandingKind.NOT_APPLICABLE


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def kind(country: str, instrument: str, on: str) -> StandingKind:
    return LAW.status(country, instrument, day(on)).kind


days = st.dates(day("1925-01-01"), day("2040-12-31"))
cells = st.sampled_from(sorted(LAW.ratifications))


# The shipped table


def shipped_rows() -> list[dict[str, str]]:
    with (FOLDER / "ratifications.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_cell_is_shipped() -> None:
    rows = shipped_rows()
    lines = sorted(",".join(row[key] for key in ("iso3", "instrument", "status", "date", "precision")) for row in rows)
    assert len(lines) == 187 * 11 + 194 * 2
    assert {(row["country"], row["instrument"]) for row in shipped_rows()} <= set(LAW.ratifications)
    assert hashlib.sha256("\n".join(lines).encode()).hexdigest() == TABLE_DIGEST


def test_loading_keeps_every_cell() -> None:
    for row in shipped_rows():
        cell = LAW.ratifications[row["country"], row["instrument"]]
        assert (cell.iso3, cell.status, cell.note) == (row["iso3"], row["status"], row["note"])
        assert (cell.date.precision if cell.date else "") == row["precision"]


def test_statuses_are_as_counted() -> None:
    table = {(row["country"], row["instrument"]) for row in shipped_rows()}
    assert Counter(LAW.ratifications[cell].status for cell in table) == {
        "ratified": 1764,
        "not_ratified": 421,
        "acceded": 185,
        "not_party": 31,
        "succeeded": 17,
        "party": 12,
        "signed_only": 10,
        "uncertain": 3,
        "denounced": 2,
    }


def test_a_country_has_one_code() -> None:
    codes = {(cell.country, cell.iso3) for cell in LAW.ratifications.values()}
    assert len({(cell.country, cell.iso3) for cell in LAW.ratifications.values() if cell.iso3}) == 195
    assert len(codes) == len({alpha2 for alpha2, _ in codes})
    assert {("KZ", "KAZ"), ("NO", "NOR"), ("NA", "NAM"), ("PS", "PSE"), ("CK", "COK")} <= codes


def test_tables_name_their_source_and_day() -> None:
    assert str(LAW.status("KZ", "C087", day("2017-01-23")).as_of.first) == "2026-07-09"  # type: ignore[union-attr]
    covenant = LAW.status("KZ", "ICCPR", day("2017-01-23"))
    assert covenant.as_of is not None
    assert covenant.source is not None
    assert str(covenant.as_of.first) == "2022-08-25"
    assert covenant.source.publisher == "United Nations"
    assert str(LAW.status("PS", "ICCPR", day("2017-01-23")).as_of.first) == "2015-03-14"  # type: ignore[union-attr]


# Standing


@pytest.mark.parametrize(
    ("country", "instrument", "on", "expected"),
    [
        ("KZ", "C087", "2017-01-23", RATIFIED),
        ("KZ", "C087", "2000-12-13", RATIFIED),
        ("KZ", "C087", "2000-12-12", NOT_RATIFIED),
        ("KZ", "C087", "1990-01-01", UNKNOWN),  # a predecessor's ratification
        ("KZ", "C098", "2000-12-31", NOT_RATIFIED),
        ("KZ", "C098", "2001-06-01", UNKNOWN),  # some day of 2001
        ("KZ", "C098", "2001-12-31", RATIFIED),
        ("KZ", "P029", "2017-01-23", NOT_RATIFIED),
        ("KZ", "P029", "2026-07-09", NOT_RATIFIED),
        ("KZ", "P029", "2026-07-10", UNKNOWN),  # after the table
        ("KZ", "C087", "2036-01-01", RATIFIED),
        ("US", "C087", "2017-01-26", NOT_RATIFIED),
        ("US", "C105", "2017-01-26", RATIFIED),
        ("CN", "ICCPR", "2017-01-26", NOT_RATIFIED),  # signed only
        ("CN", "ICCPR", "2023-01-01", UNKNOWN),
        ("SB", "ICCPR", "2017-01-26", UNKNOWN),  # uncertain
        ("HR", "ICCPR", "1992-10-11", UNKNOWN),  # succeeded
        ("HR", "ICCPR", "1992-10-12", RATIFIED),
        ("MY", "C105", "1989-12-31", RATIFIED),
        ("MY", "C105", "1990-06-01", UNKNOWN),
        ("MY", "C105", "1991-12-31", NOT_RATIFIED),
        ("MY", "C105", "2026-07-10", UNKNOWN),
        ("NP", "P029", "2026-08-01", UNKNOWN),
        ("NP", "P029", "2027-01-01", RATIFIED),
        ("GQ", "ICCPR", "1978-12-31", NOT_RATIFIED),
        ("GQ", "ICCPR", "1985-01-01", UNKNOWN),  # two tables differ
        ("GQ", "ICCPR", "1987-09-25", RATIFIED),
        ("KZ", "C190", "2023-01-01", UNKNOWN),  # in no table
        ("KZ", "C144", "2017-01-23", UNKNOWN),
        ("KP", "C087", "2017-01-23", UNKNOWN),
        ("XX", "C087", "2017-01-23", UNKNOWN),
        ("KZ", "UDHR", "2017-01-23", NOT_APPLICABLE),
        ("KZ", "ILO-1998", "2017-01-23", NOT_APPLICABLE),
        ("US", "US-GSP-bar", "2017-01-23", NOT_APPLICABLE),
        ("KZ", "ECHR", "2017-01-23", NOT_APPLICABLE),
        ("BY", "ECHR", "2017-01-23", NOT_APPLICABLE),
        ("TR", "ECHR", "2017-01-23", UNKNOWN),
        ("RU", "ECHR", "2022-09-15", UNKNOWN),
        ("RU", "ECHR", "2022-09-16", NOT_APPLICABLE),
    ],
)
def test_standing(country: str, instrument: str, on: str, expected: StandingKind) -> None:
    assert kind(country, instrument, on) is expected


def test_kazakhstan_is_bound_by_87_since_13_december_2001() -> None:
    before, after = (LAW.status("KZ", "C087", day(on)) for on in ("2001-12-12", "2001-12-13"))
    assert (before.in_force, after.in_force) == (False, True)
    assert after.in_force_by == day("2001-12-13")
    assert after.ratified is not None
    assert (after.ratified.first, after.ratified.precision) == (day("2000-12-13"), "day")


@pytest.mark.parametrize(
    ("country", "instrument", "on", "expected"),
    [
        ("KZ", "C098", "2001-12-31", False),
        ("KZ", "C098", "2002-01-01", None),
        ("KZ", "C098", "2002-12-30", None),
        ("KZ", "C098", "2002-12-31", True),
        ("KZ", "ICCPR", "2006-04-23", False),
        ("KZ", "ICCPR", "2006-04-24", True),
        ("CR", "ICCPR", "1970-01-01", False),  # before the Covenant itself
        ("ME", "C087", "2006-12-31", None),  # may have confirmed its predecessor's
        ("HR", "ICCPR", "1992-10-12", None),
        ("KZ", "P029", "2017-01-23", False),
        ("KZ", "P029", "2027-01-23", None),
        ("KZ", "UDHR", "2017-01-23", None),
    ],
)
def test_entry_into_force(country: str, instrument: str, on: str, expected: bool | None) -> None:
    assert LAW.status(country, instrument, day(on)).in_force is expected


def test_an_answer_gives_a_ratification_only_when_it_is_certain() -> None:
    assert LAW.status("KZ", "C098", day("2001-06-01")).ratified is None
    assert LAW.status("CN", "ICCPR", day("2017-01-26")).ratified is None
    denounced = LAW.status("SG", "C105", day("2017-01-26"))
    assert denounced.ratified is None
    assert denounced.denounced is not None
    assert denounced.denounced.first.year == 1979


def test_an_instrument_that_there_is_not_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        LAW.status("KZ", "C87", day("2017-01-23"))


@given(cells, days, days)
def test_a_ratification_is_never_unsaid(cell: tuple[str, str], one: datetime.date, other: datetime.date) -> None:
    earlier, later = sorted((one, other))
    if LAW.ratifications[cell].status is RatificationStatus.DENOUNCED:
        return
    if LAW.status(*cell, earlier).kind is RATIFIED:
        assert LAW.status(*cell, later).kind is RATIFIED
    if LAW.status(*cell, earlier).in_force:
        assert LAW.status(*cell, later).in_force


@given(cells, days)
def test_in_force_means_ratified_and_never_is_proven(cell: tuple[str, str], on: datetime.date) -> None:
    standing = LAW.status(*cell, on)
    if standing.in_force:
        assert standing.kind is RATIFIED
        assert standing.in_force_by is not None
        assert standing.in_force_by <= on
    if standing.kind is UNKNOWN:
        assert standing.in_force is None
    if standing.kind is NOT_RATIFIED and standing.cell is not None and standing.cell.window is None:
        assert standing.as_of is not None
        assert on <= standing.as_of.first


def test_members_of_the_ilo() -> None:
    members = {country for country, _ in LAW.ratifications if LAW.is_ilo_member(country)}
    assert len(members) == 187
    assert {"KZ", "US", "BY", "CK"} <= members
    assert not {"KP", "AD", "XX"} & members


def test_a_country_shows_all_its_cells_in_the_order_of_the_instruments() -> None:
    cells_of_kazakhstan = [cell.instrument for cell in LAW.country("KZ")]
    assert cells_of_kazakhstan[:4] == ["C029", "P029", "C087", "C098"]
    assert {"CAT", "CRC", "C158"} <= set(cells_of_kazakhstan)
    assert "C190" not in cells_of_kazakhstan, "a list that is not complete says nothing of whom it leaves out"
    assert LAW.country("XX") == ()


# Instruments


def test_instruments_are_complete() -> None:
    assert {"CAT", "ACHPR", "ACHR", "C158", "C169", "C190", "ESC-REV", "UDHR"} <= set(LAW.instruments)
    for instrument in LAW.instruments.values():
        assert {"en"} <= set(instrument.names)
        assert {"en"} <= set(instrument.titles)
        assert {"en", "fr"} <= set(instrument.subject)
        assert {"en", "fr"} <= set(instrument.names) or instrument.binds == "own-law", instrument.id
        assert instrument.ratifiable is (instrument.binds in ("parties", "region"))


def test_ilo_conventions_carry_their_number_and_year() -> None:
    conventions = [item for item in LAW.instruments.values() if item.kind is InstrumentKind.ILO_CONVENTION]
    assert len(conventions) > 20
    for convention in conventions:
        assert convention.number == int(convention.id[1:])
        assert convention.adopted is not None
        for name in convention.names.values():
            assert re.search(rf"(n°|No\.|núm\.|№) {convention.number}\b", name)
            assert str(convention.adopted.first.year) in name


def test_only_covered_instruments_have_cells() -> None:
    covered = {instrument for _, instrument in LAW.ratifications}
    assert covered >= {"C087", "ICCPR", "CAT", "C135"}
    assert all(LAW.instrument(name).ratifiable for name in covered)


def test_unverified_fields_are_marked() -> None:
    assert "articles.4" in LAW.instrument("C087").unverified
    assert "titles.en" not in LAW.instrument("C087").unverified


@pytest.mark.parametrize(
    ("instrument", "on", "expected"),
    [
        ("US-GSP-bar", "2020-12-31", True),
        ("US-GSP-factor", "2017-01-26", True),
        ("US-GSP-factor", "2021-01-01", False),
        ("US-GSP-lapse", "2025-01-01", True),
        ("EU-GSP", "2012-10-24", False),
        ("EU-GSP", "2027-12-31", True),
        ("EU-GSP", "2028-01-01", False),
        ("MANDELA", "2015-12-16", False),
        ("C190", "2018-01-01", False),
        ("C087", "2017-01-23", True),
    ],
)
def test_validity(instrument: str, on: str, expected: bool) -> None:
    assert LAW.instrument(instrument).valid_on(day(on)) is expected


def test_a_convention_has_a_page_of_ratifications() -> None:
    assert LAW.page("C087").endswith("P11300_INSTRUMENT_ID:312232")
    assert LAW.page("UDHR") == ""


# Precedents


def fit(**conditions: Any) -> tuple[Precedent, ...]:
    return fitting(LAW.every_precedent.values(), **conditions)


def ids(**conditions: Any) -> list[str]:
    return [precedent.id for precedent in fit(**conditions)]


def test_the_petitions_of_the_afl_cio_before_its_letter_of_2017() -> None:
    before = day("2017-01-26")
    assert ids(before=before, petition_by="AFL-CIO") == ["us-gsp-belarus-2000", "us-gsp-bangladesh-2013"]
    assert "us-gsp-thailand-2019" in ids(petition_by="AFL-CIO")


def test_precedents_are_dated_before_and_in_order() -> None:
    found = fit(scheme="us-gsp", before=day("2000-07-06"))
    assert found
    assert "us-gsp-belarus-2000" not in {precedent.id for precedent in found}
    assert [item.when.first for item in found] == sorted(item.when.first for item in found)


def test_only_seen_precedents_come_unasked() -> None:
    partial = [one for one in LAW.every_precedent.values() if one.evidence == "partial"]
    assert len(partial) == 4
    assert not {one.id for one in partial} & set(ids())
    assert len(ids()) + len(partial) == len(LAW.every_precedent) == 30
    assert all(one.unverified for one in partial)


def test_a_cause_cannot_be_misquoted() -> None:
    def caused(cause: str) -> list[str]:
        return [one.id for one in fit() if cause in one.causes]

    civil = caused("civil-and-political-rights")
    assert civil == ["eu-gsp-plus-sri-lanka-2010", "eu-eba-cambodia-2020"]
    for cause in ("worker-rights", "freedom-of-association", "forced-labour"):
        assert not set(civil) & set(caused(cause))


def test_partial_measures_say_so() -> None:
    partly = {"partly-suspended", "partly-withdrawn", "partial-suspension-announced"}
    trade = [item for item in LAW.every_precedent.values() if item.scheme != "ilo"]
    assert trade
    for precedent in trade:
        assert precedent.scope is not None
        assert (precedent.scope.extent == "partial") is (precedent.measure in partly)


def test_a_restoration_is_known_from_its_day() -> None:
    (myanmar,) = fit(scheme="us-gsp", country="MM")
    assert not myanmar.restored_by(day("2016-11-12"))
    assert myanmar.restored_by(day("2016-11-13"))


def test_conference_cases_of_kazakhstan_before_october_2017() -> None:
    assert [item.when.first.year for item in fit(country="KZ", measure="examined", before=day("2017-10-01"))] == [
        2015,
        2016,
        2017,
    ]


def test_an_unknown_condition_is_refused() -> None:
    with pytest.raises(ValueError, match="us-gps"):
        fit(scheme="us-gps")


# The files


def test_files_name_no_local_path_and_credit_copies_once() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir() if path.is_file()}
    assert {"ratifications.csv", "instruments.yml", "precedents.yml", "sources.yml"} <= set(texts)
    for name, text in texts.items():
        assert not re.search(r"/(home|work|tmp|root)/|\[seen|\[GK|the brief", text), name
        assert ("GitHub" in text) is (name == "sources.yml")


def test_loading_is_cached_by_folder(tmp_path: Path) -> None:
    loaded = load_law(FOLDER)
    assert load_law(FOLDER) is loaded
    assert load_law(FOLDER / ".." / "law") is loaded
    copy = Path(shutil.copytree(FOLDER, tmp_path / "law"))
    assert load_law(copy) is not loaded
    assert load_law(copy) == loaded == LAW


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("instruments.yml", "kind: ilo-protocol", "kind: ilo-protokol"),
        ("instruments.yml", "number: 87", "nummer: 87"),
        ("instruments.yml", "articles.11, names.ru", "articles.12, names.ru"),
        ("instruments.yml", "C098:", "C087:"),
        ("instruments.yml", "sources: [normlex]", "sources: [hearsay]"),
        ("precedents.yml", "causes: [forced-labour]", "causes: []"),
        ("precedents.yml", "instruments: [C029]", "instruments: [C129a]"),
        ("precedents.yml", "    effective: 1990-05-01\n", ""),
        ("precedents.yml", "schemes:", "skemes:"),
        ("sources.yml", "covers: [ICCPR, ICESCR]", "covers: [ICCPR]"),
        ("ratifications.csv", "KZ,KAZ,C087,ratified,2000-12-13,day", "KZ,KAZ,C087,ratified,2000-12-13,year"),
        ("ratifications.csv", "KZ,KAZ,P029,not_ratified", "KZ,KAZ,P029,no"),
        ("ratifications.csv", "KZ,KAZ,P029,not_ratified", "KZ,KAZ,C087,not_ratified"),
        ("ratifications.csv", "MY,MYS,C105,denounced,1958,year,1990", "MY,MYS,C105,denounced,1958,year,"),
    ],
)
def test_a_malformed_file_is_a_bug_of_ours(tmp_path: Path, name: str, old: str, new: str) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "law"))
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=r"\w"):
        load_law(folder)


def test_yaml_files_are_plain_yaml() -> None:
    for path in sorted(FOLDER.glob("*.yml")):
        assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict)


# Instruments with a file of their own


@pytest.mark.parametrize(
    ("country", "instrument", "on", "expected"),
    [
        ("TR", "CAT", "1988-08-02", RATIFIED),
        ("TR", "CAT", "1988-08-01", NOT_RATIFIED),
        ("IR", "CAT", "2020-01-01", NOT_RATIFIED),
        ("IR", "CAT", "2023-01-01", UNKNOWN),  # after the table
        ("AO", "CAT", "2019-06-01", UNKNOWN),  # some day of 2019
        ("AO", "CAT", "2020-01-01", RATIFIED),
        ("KE", "ACHPR", "2012-01-01", RATIFIED),  # since when is not recorded
        ("KE", "ACHPR", "1995-01-01", UNKNOWN),
        ("KZ", "ACHPR", "2012-01-01", UNKNOWN),
        ("GE", "C135", "2020-01-01", UNKNOWN),  # not named by a list that is not complete
        ("FR", "C158", "2020-01-01", RATIFIED),
        ("US", "C158", "2020-01-01", NOT_RATIFIED),
        ("BR", "C158", "1996-06-01", RATIFIED),
        ("BR", "C158", "1998-01-01", NOT_RATIFIED),
        ("ZM", "C158", "2020-01-01", UNKNOWN),
        ("PS", "CAT", "2013-01-01", NOT_RATIFIED),
    ],
)
def test_standing_by_a_file_of_its_own(country: str, instrument: str, on: str, expected: StandingKind) -> None:
    assert kind(country, instrument, on) is expected


def test_a_treaty_binds_after_its_own_interval() -> None:
    assert LAW.status("TR", "CAT", day("1988-08-31")).in_force is False
    assert LAW.status("TR", "CAT", day("1988-09-01")).in_force is True


def test_rights_are_held_by_articles_that_there_are() -> None:
    """An article above the last one, or one that is no number, would be printed in a letter."""
    held = [(item, article) for item in LAW.instruments.values() for article in item.rights.values()]
    assert len(held) > 40
    for instrument, article in held:
        assert article.isdigit(), instrument.id
        assert int(article) <= (instrument.last_article or 200), instrument.id
        assert article in instrument.articles or instrument.id in ("ICESCR", "UDHR"), (instrument.id, article)


def test_no_number_of_articles_contradicts_the_articles_that_are_given() -> None:
    counted = [item for item in LAW.instruments.values() if item.last_article]
    assert len(counted) > 25
    for instrument in counted:
        numbers = [int(found[0]) for key in instrument.articles if (found := re.match(r"\d+", key))]
        assert max(numbers, default=0) <= (instrument.last_article or 0), instrument.id


OWN = """\
kind: regional-convention
names: {en: Convention on Crane Operators, fr: Convention sur les grutiers}
article: {en: the, fr: la}
adopted: 1999-03-01
enters-after: 30 days
rights: {unions: 7}
parties:
  source: List of the depositary
  as-of: 2024-05-01
  ratified: {GE: 2001-06-04, AM: 2003}
  undated: [PH]
"""


def test_one_file_adds_an_instrument_with_its_parties(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "law" / "instruments"
    folder.mkdir(parents=True)
    (folder / "CCAR.yml").write_text(OWN, encoding="utf-8")
    law = load_law(*open_library(tmp_path).law_files())
    assert law.status("GE", "CCAR", day("2001-06-04")).kind is RATIFIED
    assert law.status("AM", "CCAR", day("2003-06-04")).kind is UNKNOWN
    assert law.status("PH", "CCAR", day("2024-05-01")).kind is RATIFIED
    assert law.status("KZ", "CCAR", day("2024-05-01")).kind is UNKNOWN
    assert law.status("KZ", "C087", day("2017-01-23")).kind is RATIFIED, "the shipped tables stay"


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("enters-after: 30 days", "enters-after: soon", 5, "'30 days' or '3 months'"),
        ("kind: regional-convention", "kind: regionalconvention", 1, "regional-convention"),
        ("rights:", "right:", 6, "did you mean 'rights'"),
        ("  undated: [PH]", "  undated: [Philippines]", 11, "ISO 3166"),
        ("AM: 2003", "AM: yes", 10, "a date such as"),
        ("  source: List of the depositary\n", "", 8, "'source' is missing"),
    ],
)
def test_a_mistake_in_such_a_file_has_its_line(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    folder = tmp_path / "templates" / "law" / "instruments"
    folder.mkdir(parents=True)
    assert old in OWN
    (folder / "CCAR.yml").write_text(OWN.replace(old, new), encoding="utf-8")
    with pytest.raises(UserError) as caught:
        load_law(*open_library(tmp_path).law_files())
    [problem] = caught.value.problems
    assert words in f"{problem.message} {problem.hint}"
    assert problem.location is not None
    assert problem.location.line == line
