"""The command ``law``: records of countries and instruments, and what the tables cover."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.helpers import letterkit

from letterkit.schema.law.preferences import read_preferences

pytestmark = pytest.mark.quick


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def data(*arguments: str) -> Any:
    run = letterkit("law", *arguments, "--json")
    assert (run.code, run.err) == (0, "")
    return json.loads(run.out)


def standing(country: str, instrument: str, on: str) -> dict[str, Any]:
    [record] = data(country, "--on", on)
    [found] = [row for row in record["instruments"] if row["instrument"] == instrument]
    return dict(found)


@pytest.mark.parametrize("name", ["KZ", "kz", "Kazakhstan", "kazakhstan"])
def test_a_country_by_code_and_by_name(name: str) -> None:
    run = letterkit("law", name, "--on", "2017-01-23")
    assert (run.code, run.err) == (0, "")
    lines = run.out.splitlines()
    assert lines[0].startswith("Kazakhstan (KZ), a Member of the ILO, on 2017-01-23")
    [row] = [line for line in lines if line.startswith("C087 ")]
    assert "ratified 2000-12-13  since 2001-12-13  2026-07-09" in row
    assert "Unknown, in no table: C081," in run.out
    assert "ilo-cas-kazakhstan-2016" in run.out
    assert "ilo-cas-kazakhstan-2017" not in run.out, "nothing later than the day"
    assert "ILO NORMLEX, ratifications of the fundamental instruments (International Labour Organization)" in run.out


@pytest.mark.parametrize(
    ("country", "instrument", "on", "words", "kind"),
    [
        ("KZ", "C087", "2000-12-12", "not ratified", "not ratified"),
        ("KZ", "C098", "2001-06-01", "unknown (ratified some time between 2001-01-01 and 2001-12-31)", "unknown"),
        ("KZ", "C087", "1991-06-01", "unknown (it may have been bound through a predecessor State)", "unknown"),
        ("KZ", "P029", "2030-01-01", "not ratified by 2026-07-09; unknown since", "unknown"),
        ("KZ", "C190", "2030-01-01", "unknown (in no table)", "unknown"),
        ("KZ", "ECHR", "2017-01-23", "not open to it", "not applicable"),
        ("SB", "ICCPR", "2017-01-23", "unknown (the tables are uncertain)", "unknown"),
        ("SG", "C105", "2017-01-23", "not ratified (denounced 1979)", "not ratified"),
        ("CN", "ICCPR", "2017-01-23", "not ratified (signed 1998-10-05)", "not ratified"),
        ("HR", "ICCPR", "2017-01-23", "succeeded 1992-10-12", "ratified"),
    ],
)
def test_unknown_is_said_to_be_unknown_and_why(country: str, instrument: str, on: str, words: str, kind: str) -> None:
    found = standing(country, instrument, on)
    assert (found["in_words"], found["standing"]) == (words, kind)


def test_entry_into_force_is_exact_only_where_the_day_is_known() -> None:
    run = letterkit("law", "KZ", "--on", "2001-12-31")
    rows = {line.split()[0]: line for line in run.out.splitlines() if line.startswith("C")}
    assert "since 2001-12-13" in rows["C087"]
    assert "not yet; by" in rows["C098"]


@pytest.mark.parametrize("name", ["C087", "c87", "Convention No. 87", "ICCPR", "Universal Declaration of Human Rights"])
def test_an_instrument_by_id_and_by_name(name: str) -> None:
    run = letterkit("law", name)
    assert (run.code, run.err) == (0, "")
    assert "Sources:" in run.out


def test_who_has_not_ratified_and_who_is_unknown() -> None:
    [record] = data("C087", "--on", "2017-01-23")
    assert record["last_known"] == "2017-01-23"
    assert {"United States", "China", "Uzbekistan"} & set(record["not_ratified"]) == {"United States", "China"}
    assert record["ratified"] + len(record["not_ratified"]) + len(record["unknown"]) == 187
    assert record["page"].endswith("312232")
    [later] = data("C087", "--on", "2030-01-01")
    assert later["last_known"] == "2026-07-09"
    assert "United States" in later["not_ratified"]
    [uncovered] = data("C081")
    assert (uncovered["ratified"], uncovered["source"]) == (None, None)
    assert "unknown: no table covers it" in letterkit("law", "C081").out
    assert "what it leaves out proves nothing" in letterkit("law", "C190").out
    assert "Nobody ratifies it." in letterkit("law", "UDHR").out
    assert "articles.4" in letterkit("law", "C087").out


def test_precedents_tell_extent_restoration_and_doubt() -> None:
    out = letterkit("law", "MM", "TH", "PY").out
    assert "us-gsp-myanmar-1989: suspended 1989-04-13, whole, restored 2016-11-13" in out
    assert "us-gsp-thailand-2019: partly-suspended 2019-10-25, effective 2020-04-25, partial" in out
    assert "not verified: date, causes" in out


def test_what_is_covered_and_what_is_not() -> None:
    run = letterkit("law")
    assert "as of 2026-07-09: 2056 ratifications or their absence of C029" in run.out
    assert "Ratifications unknown: C081, C122, C129, ECHR" in run.out
    assert "Not covered:" in run.out
    [record] = data()
    cells = {table["title"]: table["cells"] for table in record["tables"]}
    assert cells["ILO NORMLEX, ratifications of the fundamental instruments"] == 187 * 11 - 1
    documented = (Path(__file__).resolve().parents[2] / "docs" / "law.md").read_text(encoding="utf-8")
    gaps = documented.partition("## What is not covered")[2].partition("\n## ")[0]
    for instrument in record["ratifications_unknown"]:
        assert (str(int(instrument[1:])) if instrument[1:].isdigit() else "European Convention") in gaps


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Kazakstn", "did you mean 'Kazakhstan'?"),
        ("C88", "templates/law/instruments/C088.yml"),
        ("ICPR", "did you mean 'ICCPR'?"),
        ("xyzzyq", "lists the instruments"),
        *((gone, "it is not covered") for gone in ("Somaliland", "Czechoslovakia", "South Yemen", "Tibet")),
    ],
)
def test_a_name_that_there_is_not(name: str, hint: str) -> None:
    run = letterkit("law", name)
    assert run.code == 2
    assert "LK221" in run.err
    assert hint in run.err


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Burma", "Myanmar"),
        ("Birmanie", "Myanmar"),
        ("UK", "United Kingdom"),
        ("Ivory Coast", "Côte d’Ivoire"),
        ("Upper Volta", "Burkina Faso"),
        ("Zaire", "Democratic Republic of the Congo"),
        ("Macedonia", "North Macedonia"),
        ("Swaziland", "Eswatini"),
        ("Turkey", "Türkiye"),
        ("Russian Federation", "Russia"),
        ("États-Unis d'Amérique", "United States"),
    ],
)
def test_countries_by_the_names_that_people_use(name: str, country: str) -> None:
    [record] = data(name)
    assert record["name"] == country


def test_a_country_that_no_table_names_is_unknown_throughout() -> None:
    [record] = data("TW", "--on", "2020-01-01")
    assert {row["standing"] for row in record["instruments"]} <= {"unknown", "not applicable"}


def test_trade_preferences_are_told_by_the_lists_that_were_read() -> None:
    [record] = data("Philippines", "--on", "2021-06-01")
    told = {(one["scheme"], one["list"]): one["arrangement"] for one in record["preferences"]}
    assert told == {("eu-gsp", 2018): "gsp-plus", ("eu-gsp", 2020): "gsp-plus", ("us-gsp", 2020): "designated"}
    run = letterkit("law", "Philippines", "--on", "2019-06-01")
    assert "EU-GSP: GSP+ (2018)" in run.out
    assert "US-GSP" not in run.out.split("Trade preferences")[1].split("Sources:")[0], "no list later than the day"
    assert "Trade preferences" not in letterkit("law", "Norway").out, "what no list names is not said"


def test_a_list_with_an_arrangement_that_no_scheme_has_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "preferences.csv"
    file.write_text("country,scheme,list,arrangement\nPH,us-gsp,2020,eba\n", encoding="utf-8")
    with pytest.raises(ValueError, match="us-gsp of PH has no 'eba'"):
        read_preferences(file)


def test_what_is_not_covered_is_no_neighbour() -> None:
    run = letterkit("law", "Wales")
    assert run.code == 2
    assert "not covered" in run.out + run.err
    assert "Maldives" not in run.out + run.err
    assert "did you mean 'Kazakhstan'?" in letterkit("law", "Kazahkstan").err
