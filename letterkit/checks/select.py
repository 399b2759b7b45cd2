"""Choose findings by their codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from letterkit.foundation.codes import CODES
from letterkit.foundation.problems import Problem, UserError


def chosen(problems: Iterable[Problem], select: Sequence[str], ignore: Sequence[str]) -> Iterator[Problem]:
    """The problems whose code begins with one of ``select`` (any, when it is empty) and with none of ``ignore``.

    Each of both holds codes or their beginnings ("LK301", "LK4"), divided by commas. What nobody can set aside stays,
    whatever ``ignore`` says. Raises `UserError` (LK113) when one of them is no beginning of a code.
    """
    wanted, unwanted = _codes(select), _codes(ignore)
    for problem in problems:
        left_out = unwanted and problem.code.startswith(unwanted) and CODES[problem.code].ignorable
        if (not wanted or problem.code.startswith(wanted)) and not left_out:
            yield problem


def _codes(given: Sequence[str]) -> tuple[str, ...]:
    codes = tuple(code.strip() for codes in given for code in codes.split(",") if code.strip())
    if wrong := [code for code in codes if not any(known.startswith(code) for known in CODES)]:
        hint = "write codes as LK301, or their beginnings as LK3"
        raise UserError([Problem("LK113", f"'{code}' is no code of a problem", None, hint) for code in wrong])
    return codes
