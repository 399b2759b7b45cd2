"""What commands print of letters for those outside: nothing of a confidential source but that there is one.

Names and titles within texts are hidden where they are printed.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from letterkit.checks.discretion import HIDDEN
from letterkit.drafts.explain import Explanation, Rests

_Printed = TypeVar("_Printed")


def outside(explanation: Explanation) -> Explanation:
    """An explanation as those outside may read it."""
    return _through(explanation)


def _through(value: _Printed) -> _Printed:
    """A value in which, however deep, confidential sources have neither title nor date."""
    told: Any = value
    if isinstance(value, Rests) and value.confidential:
        told = replace(value, title=HIDDEN, date="")
    elif isinstance(value, tuple):
        told = tuple(map(_through, value))
    elif is_dataclass(value) and not isinstance(value, type):
        told = replace(value, **{field.name: _through(getattr(value, field.name)) for field in fields(value)})
    return told  # type: ignore[no-any-return]
