"""Time as people know it: spans, parts of months, weekdays, what is about so, what is still to come."""

from __future__ import annotations

import datetime

import pytest
from support.library import library_of

from letterkit.foundation.dates import PartialDate
from letterkit.language.grammar import Language, make_language
from letterkit.schema.style import HouseStyle

TODAY = datetime.date(2017, 5, 20)
AMERICAN = library_of().letterhead("aflcio").style


def language(name: str) -> Language:
    if name == "american":
        return make_language(library_of().language("en"), next(iter(AMERICAN.values())))
    return make_language(library_of().language({"british": "en", "french": "fr"}[name]), HouseStyle())


@pytest.mark.parametrize(
    ("written", "british", "american", "french"),
    [
        ("2017-05-03", "on 3 May", "on May 3", "le 3 mai"),
        ("2017-05-03/2017-05-04", "on 3 and 4 May", "on May 3 and 4", "les 3 et 4 mai"),
        ("2017-04-30/2017-05-01", "on 30 April and 1 May", "on April 30 and May 1", "les 30 avril et 1er mai"),
        ("2017-05-01/2017-05-06", "from 1 to 6 May", "from May 1 to 6", "du 1er au 6 mai"),
        ("2016-05-03/2016-05-08", "from 3 to 8 May 2016", "from May 3 to 8, 2016", "du 3 au 8 mai 2016"),
        ("2016-04-28/2016-05-03", "from 28 April to 3 May 2016", "from April 28 to May 3, 2016",
         "du 28 avril au 3 mai 2016"),
        ("2016-12-28/2017-01-03", "from 28 December 2016 to 3 January 2017",
         "from December 28, 2016 to January 3, 2017", "du 28 décembre 2016 au 3 janvier 2017"),
        ("2017-02/2017-04", "from February to April", "from February to April", "de février à avril"),
        ("2016-02/2016-06", "from February to June 2016", "from February to June 2016", "de février à juin 2016"),
        ("2010/2013", "between 2010 and 2013", "between 2010 and 2013", "entre 2010 et 2013"),
        ("early 2017-01", "at the beginning of January", "at the beginning of January", "début janvier"),
        ("mid 2016-01", "in the middle of January 2016", "in the middle of January 2016", "à la mi-janvier 2016"),
        ("late 2016", "at the end of 2016", "at the end of 2016", "fin 2016"),
        ("2016-05~", "around May 2016", "around May 2016", "vers mai 2016"),
        ("2017-05-03~", "around 3 May", "around May 3", "vers le 3 mai"),
        ("2010~", "around 2010", "around 2010", "vers 2010"),
        ("Saturday 2014-11-29", "on Saturday 29 November 2014", "on Saturday, November 29, 2014",
         "le samedi 29 novembre 2014"),
        ("2017-05", "earlier this month", "earlier this month", "ce mois-ci"),
        ("2017-06", "in June", "in June", "en juin"),
        ("2017-W21", "in the week of 22 May", "in the week of May 22", "dans la semaine du 22 mai"),
        ("2018", "in 2018", "in 2018", "en 2018"),
        ("before 2017-05-03", "earlier", "earlier", "auparavant"),
        ("by 2017-05-03", "", "", ""),
    ],
)  # fmt: skip
def test_time_is_said_as_it_is_known(written: str, british: str, american: str, french: str) -> None:
    date = PartialDate.parse(written)
    assert str(date) == written
    said = [language(name).when(date, TODAY) for name in ("british", "american", "french")]
    assert said == [british, american, french]


@pytest.mark.parametrize(
    ("written", "british", "french"),
    [
        ("2017-05-03", "since 3 May", "depuis le 3 mai"),
        ("2017-05-01/2017-05-06", "since 1 May", "depuis le 1er mai"),
        ("2016-05~", "since around May 2016", "depuis mai 2016 environ"),
        ("early 2017-01", "since the beginning of January", "depuis début janvier"),
        ("Saturday 2017-05-06", "since Saturday 6 May", "depuis le samedi 6 mai"),
        ("2010/2013", "since 2010", "depuis 2010"),
        ("by 2017-05-03", "", ""),
    ],
)
def test_since_when_something_goes_on(written: str, british: str, french: str) -> None:
    date = PartialDate.parse(written)
    assert [language(name).since(date, TODAY.year) for name in ("british", "french")] == [british, french]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("early 2017-02", "2017-02-01", "2017-02-09"),
        ("mid 2017-02", "2017-02-10", "2017-02-18"),
        ("late 2017-02", "2017-02-19", "2017-02-28"),
        ("late 2016", "2016-09-01", "2016-12-31"),
        ("2010/2013", "2010-01-01", "2013-12-31"),
        ("2017-W03/2017-W04", "2017-01-16", "2017-01-29"),
    ],
)
def test_a_stretch_has_its_first_and_last_day(written: str, first: str, last: str) -> None:
    date = PartialDate.parse(written)
    assert (date.first.isoformat(), date.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "written",
    ["2017-05-04/2017-05-03", "2017-05-03/2017-05-03", "2017-05/2017-06-03", "Sunday 2014-11-29", "early 2017-05-03",
     "mid", "2017-02-30", "2017-13", "2017-05~/2017-06", "by 2017-05", "saturday 2014-11-29", "/", "~"],
)  # fmt: skip
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(written)
