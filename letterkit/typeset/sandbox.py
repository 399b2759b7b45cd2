"""The sandbox of letterheads' templates: they change nothing, and they come to an end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count, islice
from typing import Any

from jinja2 import TemplateRuntimeError
from jinja2.nodes import Filter, For, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

# Rounds of loops and calls of macros while one page is made: a roster of hundreds of names stays far below.
MAX_ROUNDS = 50_000


class NoEndError(TemplateRuntimeError):
    """A template that goes round and round."""


_rounds: ContextVar[Iterator[int]] = ContextVar("_rounds")


@contextmanager
def counted() -> Iterator[None]:
    """Let the templates rendered inside this block take `MAX_ROUNDS` together."""
    token = _rounds.set(islice(count(), MAX_ROUNDS))
    try:
        yield
    finally:
        _rounds.reset(token)


def _round() -> None:
    if next(_rounds.get(), None) is None:
        raise NoEndError(f"it goes through more than {MAX_ROUNDS:,} rounds")


def _each(items: Iterable[object]) -> Iterator[object]:
    for item in items:
        _round()
        yield item


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for templates that are rendered inside `counted`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.filters["counted"] = _each

    def _generate(self, source: Template, name: str | None, filename: str | None, defer_init: bool = False) -> str:
        """Count the rounds of every loop; Jinja offers this method for such a purpose."""
        for loop in source.find_all(For):
            loop.iter = Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
        return super()._generate(source, name, filename, defer_init)

    def call(self, *arguments: Any, **named: Any) -> Any:
        """Called by templates for each function and macro."""
        _round()
        return super().call(*arguments, **named)
