"""Days that a text mentions, in whatever language, as the CLDR writes them and as people do."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from babel import Locale
from babel.dates import format_date
from support.library import library_of

from letterkit.language.grammar import Language, make_language
from letterkit.language.mentions import dates_in, numbers_in

TODAY = datetime.date(2017, 2, 1)
_ROWS = (
    "af am ar az be bg bn bs ca cs cy da de de_AT el en en_GB en_US es es_MX et eu fa fi fil fr fr_CA ga gl gu he hi",
    "hr hu hy id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms my nb ne nl nn pa pl pt pt_PT ro ru si sk sl sq",
    "sr sr_Latn sv sw ta te th tr uk ur uz vi zh zu",
)
LOCALES = [code for row in _ROWS for code in row.split()]
# Every month, and, over the months, days of one and of two figures.
_DAYS = (1, 3, 9, 21, 28)
DAYS = [datetime.date(2017, month, _DAYS[(month + at) % 5]) for month in range(1, 13) for at in (0, 2)]


def language_of(code: str) -> Language:
    """A language of which nothing is known but its locale."""
    english = make_language(library_of().language("en"))
    return replace(english, locale=Locale.parse(code), writing=english.writing.model_copy(update={"spellings": {}}))


@pytest.mark.parametrize("code", LOCALES)
def test_what_the_cldr_writes_is_read_as_the_same_day(code: str) -> None:
    language = language_of(code)
    for day in DAYS:
        for width in ("full", "long", "medium"):
            text = format_date(day, width, locale=code)
            (mention,) = dates_in(text, language, TODAY)
            assert mention.days == (day,), text
            assert mention.weekday in (None, day.weekday()), text
            assert mention.weekday is not None or width != "full", text


@pytest.mark.parametrize("code", LOCALES)
def test_days_without_a_year_are_read(code: str) -> None:
    language, locale = language_of(code), Locale.parse(code)
    for day in DAYS:
        text = format_date(day, locale.datetime_skeletons["MMMMd"], locale=code)
        (mention,) = dates_in(text, language, TODAY)
        assert {(one.month, one.day) for one in mention.days} == {(day.month, day.day)}, text


@pytest.mark.parametrize(
    ("code", "text", "days"),
    [
        ("es", "Fue detenida el 23 de enero de 2017 en Lima.", ["2017-01-23"]),
        ("es", "El lunes 23 de enero fue detenida.", ["2017-01-23"]),
        ("de", "Am 23. Januar 2017 wurde sie verhaftet.", ["2017-01-23"]),
        ("de", "am Montag, den 23. Januar 2017", ["2017-01-23"]),
        ("de", "am 23.1.2017", ["2017-01-23"]),
        ("pt", "no dia 23 de janeiro de 2017", ["2017-01-23"]),
        ("ru", "23 января 2017 г.", ["2017-01-23"]),
        ("zh", "于2017年1月23日被捕", ["2017-01-23"]),
        ("en", "on May 3rd, 2017", ["2017-05-03"]),
        ("en", "on the 23rd of January", ["2017-01-23"]),
        ("en", "Monday the 23rd of January", ["2017-01-23"]),
        ("en", "on 3 and 4 May 2017", ["2017-05-03", "2017-05-04"]),
        ("en", "3-5 May 2017", ["2017-05-03", "2017-05-05"]),
        ("en", "from 3 to 5 May 2017", ["2017-05-03", "2017-05-05"]),
        ("en", "May 3-5, 2017", ["2017-05-03", "2017-05-05"]),
        ("en", "May 3 and 4, 2017", ["2017-05-03", "2017-05-04"]),
        ("en", "2017-01-23", ["2017-01-23"]),
        ("en", "23/01/2017", ["2017-01-23"]),
        ("en", "on 23 January at 10:30", ["2017-01-23"]),
        ("fr", "le 1er mai 2017", ["2017-05-01"]),
        ("fr", "le lundi 1er mai", ["2017-05-01"]),
        ("fr", "les 3 et 4 mai 2017", ["2017-05-03", "2017-05-04"]),
        ("fr", "du 3 au 5 mai 2017", ["2017-05-03", "2017-05-05"]),
        ("en", "in May 2017", []),
        ("en", "Article 3 may apply, and 12 marches followed", []),
        ("en", "1.23 January-like 11/2014", []),
    ],
)
def test_what_people_write(code: str, text: str, days: list[str]) -> None:
    known = code in library_of().language_codes()
    language = make_language(library_of().language(code)) if known else language_of(code)
    assert [str(mention.days[-1]) for mention in dates_in(text, language, TODAY)] == days


def test_a_day_that_there_is_not_means_none() -> None:
    language = make_language(library_of().language("en"))
    assert [mention.days for mention in dates_in("30 February 2017, 31 June", language, TODAY)] == [(), ()]


@pytest.mark.parametrize(
    ("code", "text", "numbers"),
    [
        ("en", "twelve hundred, one thousand two hundred, two thousand and five", [1200, 1200, 2005]),
        ("en", "one hundred and forty of three hundred thousand, a hundred of a thousand", [140, 300_000, 1000]),
        ("en", "50 thousand; 1,200", [50, 1200]),
        ("fr", "douze cents, mille deux cents, trois cent mille", [1200, 1200, 300_000]),
    ],
)
def test_numbers_are_read_in_words_as_in_figures(code: str, text: str, numbers: list[int]) -> None:
    language = make_language(library_of().language(code))
    assert sorted(one.number for one in numbers_in(text, language)) == sorted(numbers)
