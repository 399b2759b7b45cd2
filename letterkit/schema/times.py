"""How a language says when something happened, and how long ago."""

from typing import Annotated

from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.fields import Record
from letterkit.schema.wording import gaps

Dated = Annotated[Scalar, gaps("date")]
Ends = Annotated[Scalar, gaps("first", "last")]


class Times(Record):
    """When something happened, as seen on the day of the letter; ``first`` is how the first of a month is written.

    ``about`` is for a month or a year that is not exact, ``about_day`` for a day; ``two_days`` are neighbours, and
    ``respectively`` is for those of two people. ``days``, ``months`` and ``years`` are the ends of a longer stretch;
    ``within_days`` and ``within_months`` are for what befell people one after the other in it.
    ``from_day`` and ``from_month`` are for when something began that lasted longer than that.
    """

    first: Scalar
    day: Dated
    week: Dated
    month: Dated
    year: Dated
    today: Scalar
    this_week: Scalar
    last_week: Scalar
    this_month: Scalar
    last_month: Scalar
    this_year: Scalar
    before: Scalar
    same_day: Scalar
    that_day: Scalar
    same_month: Scalar | None = None
    that_month: Scalar | None = None
    same_year: Scalar | None = None
    since: Dated
    since_month: Dated
    since_then: Scalar
    since_about: Dated
    from_day: Dated | None = None
    from_month: Dated | None = None
    deadline: Dated
    until: Dated
    about: Dated
    about_day: Dated
    early: Dated
    mid: Dated
    late: Dated
    two_days: Ends
    days: Ends
    months: Ends
    years: Ends
    within_days: Ends | None = None
    within_months: Ends | None = None
    respectively: Annotated[Scalar, gaps("days")]


class Elapsed(Record):
    """How long it is since an earlier letter; the number is in words. ``more`` says that it is longer.

    ``year`` is one year to the day, since something that happened.
    """

    days: Annotated[Scalar, gaps(count=1)]
    weeks: Annotated[Scalar, gaps(count=1)]
    months: Annotated[Scalar, gaps(count=1)]
    year: Scalar
    years: Annotated[Scalar, gaps(count=1)]
    more: Annotated[Scalar, gaps(count=1)]
