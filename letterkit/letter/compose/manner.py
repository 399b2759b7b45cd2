"""How an act was done, as a statement tells it: "was arrested at gunpoint by the police in Imus".

The statements of the kinds of act have no place for it: it stands before the first of what they say besides, such as
by whom it was done. Which of these a statement says shows only when it is made, so until then each has a mark.
"""

from __future__ import annotations

from collections.abc import Mapping

_HERE = "\ue01a"
"""Stands where it can be told how an act was done; no text holds it."""
_BESIDES = ("by", "place", "law")
"""What a statement says besides, where it says it."""
_ALWAYS = ("on", "since")
"""When it was done, which every statement says, were it empty."""


class _Marked:
    """A value with the mark before it, made when it is printed."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __str__(self) -> str:
        return f"{_HERE}{self._value}"


def marked(values: Mapping[str, object]) -> dict[str, object]:
    """The values of a statement, each before which it can be told how the act was done with a mark."""
    open_ = {name: _Marked(value) for name, value in values.items() if name in _BESIDES and value}
    when = {name: _Marked(value or "") for name, value in values.items() if name in _ALWAYS and value is not None}
    return {**values, **open_, **when}


def told(text: str, manner: str) -> str:
    """A statement that tells how the act was done, where that can first stand."""
    return text.replace(_HERE, manner, 1).replace(_HERE, "")
