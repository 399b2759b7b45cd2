"""What a shorter way is: a function of WeasyPrint, and another that gives the same."""

from __future__ import annotations

import logging
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Way:
    """That the attribute ``name`` of ``owner`` becomes ``shorter``."""

    owner: Any
    name: str
    shorter: Any


class Heard(logging.Filter):
    """Notes whether WeasyPrint says something; nobody else hears it when it is not ``heeded``."""

    def __init__(self, heeded: bool) -> None:
        super().__init__()
        self.anything = False
        self._heeded = heeded
        self._logger = logging.getLogger("weasyprint")

    def __enter__(self) -> Heard:
        self._logger.addFilter(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._logger.removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Note a record."""
        self.anything = True
        return self._heeded


class AskedStyle:
    """A style that notes which of its properties are asked for, with their values."""

    def __init__(self, style: Any) -> None:
        self.style, self.answers = style, dict[str, Any]()

    def __getitem__(self, name: str) -> Any:
        value = self.answers[name] = self.style[name]
        return value

    def __getattr__(self, name: str) -> Any:
        return getattr(self.style, name)


class ByStyle:
    """What was made of a style and something else, for any style that gives the same answers to what was asked.

    So nothing has to be known of which properties decide. What is made for the first time is not kept: most of what one
    letter says, no other does. The most that is kept is ``most``.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, list[tuple[tuple[tuple[str, Any], ...], Any]]] = OrderedDict()
        self._met: set[int] = set()
        self._answers: deque[tuple[tuple[str, Any], ...]] = deque(maxlen=8)

    def of(self, style: Any, key: Hashable, make: Callable[[Any], Any], at_first: Callable[[], Any]) -> Any:
        """The thing made for a style and a key, or what there is ``at_first``; None is not kept."""
        key = (key, style.font_config)
        known = self._kept.get(key)
        if known is not None:
            for answers, thing in known:
                for name, value in answers:
                    if style[name] != value:
                        break
                else:
                    self._kept.move_to_end(key)
                    return thing
        if known is None and self._is_new(hash(key)):
            return at_first()
        asked = AskedStyle(style)
        thing = make(asked)
        if thing is not None:
            self._kept.setdefault(key, []).append((self._shared(asked.answers), thing))
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return thing

    def _is_new(self, key: int) -> bool:
        if key in self._met:
            return False
        if len(self._met) >= 4 * self._most:
            self._met.clear()
        self._met.add(key)
        return True

    def _shared(self, answers: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
        """Answers as they were given before: many lines have the same."""
        given = tuple(answers.items())
        for before in self._answers:
            if before == given:
                return before
        self._answers.append(given)
        return given
