"""The methods of records (data classes) and the types that are written as text, taken up as they were compiled before.

Python writes the methods of each record as text and compiles that at every start, and it compiles each annotation that
is text, once for each place where it stands. What is kept names the fields and types of the program and its libraries,
and nothing of a campaign.
"""

from __future__ import annotations

import dataclasses
import typing
from typing import Any

from letterkit.foundation.known_code import KnownCode, known_code

_FEW = 24
"""Fewer new ones are not worth writing down."""
_PLAINLY = ("<string>", "eval")


class _Methods:
    """In the place of the function with which `dataclasses` runs text: compiles none that is known."""

    def __init__(self, known: KnownCode) -> None:
        self._known = known

    def __call__(self, text: str, *names: Any) -> None:
        """Run the text."""
        exec(self._known.get(text) or self._known.add(text, compile(text, "<string>", "exec")), *names)


class _Annotations:
    """In the place of the function with which `typing` compiles a type that is text: compiles none that is known."""

    def __init__(self, known: KnownCode) -> None:
        self._known = known

    def __call__(self, text: Any, *how: Any) -> Any:
        """The code of the type, as it is to be evaluated. Raises what compiling it raises."""
        if how != _PLAINLY or type(text) is not str:
            return compile(text, *how)
        return self._known.get(text) or self._known.add(text, compile(text, *how))


def take_up() -> None:
    """From now on, take up methods and types as they were compiled before, where that can be had."""
    if methods := known_code("records", _FEW):
        vars(dataclasses)["exec"] = _Methods(methods)
    if annotations := known_code("annotations", _FEW):
        vars(typing)["compile"] = _Annotations(annotations)
