"""Where people are held, or that nobody is told where: said once, after what befell them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from letterkit.foundation.origins import bare, capitalise
from letterkit.letter.compose.predicates import SUBJECT, without_words
from letterkit.letter.compose.runs import last_run_of
from letterkit.letter.items import Event, Item
from letterkit.letter.lasting import is_moved, lasts
from letterkit.letter.letter import Letter
from letterkit.schema.organisation import Act


class TellingForm(Protocol):
    """How a form of acts is told (see `Telling.act`)."""

    def __call__(self, events: Sequence[Event], form: str, when: str | None = ..., manner: str = ...) -> str:
        """The words."""


class Custody:
    """Says where people of one letter are held.

    ``act`` tells a form of acts; ``forget`` notes that the last sentence was of others than the one before it.
    """

    def __init__(self, letter: Letter, act: TellingForm, forget: Callable[[], None]) -> None:
        self._letter, self._act, self._forget = letter, act, forget
        self._hidden: list[Event] = []
        self._held: Sequence[Event] = []

    def begin_paragraph(self) -> None:
        """Forget those of whom a paragraph has yet to say where they are held."""
        self._hidden, self._held = [], []

    def without_what_waits(self, events: Sequence[Event], after: Sequence[Item]) -> Sequence[Event]:
        """Acts without where people are held, where that has to wait for what befell them ``after`` that."""
        if not self._is_held_after_all(events, after):
            return events
        self._held = events
        return [replace(event, act=event.act.model_copy(update={"held_at": None})) for event in events]

    def told(self, events: Sequence[Event], after: Sequence[Item]) -> tuple[str, ...]:
        """The sentences behind acts on where those are held to whom they were done."""
        return (*self._where_held(events, after), *self._where_held_now(events, after))

    def _is_held_after_all(self, events: Sequence[Event], after: Sequence[Item]) -> bool:
        """Whether the sentence on where people are held has to wait for what befell them after that."""
        last = last_run_of(self._letter.people, {event.who for event in events}, after)
        if [event.who for event in last] != [event.who for event in events] or self.still_held(events):
            return False
        return bool(self._held_apart(events)) and not any(map(self.is_hidden, events))

    def _held_apart(self, events: Sequence[Event]) -> str:
        """The sentence that says where people are held; "" where none does, or the statement says it itself."""
        bare_of = [replace(event, act=event.act.model_copy(update={"held_at": None})) for event in events]
        full, plain = (self._act(each, "statement", "", manner=SUBJECT) for each in (events, bare_of))
        words = bare(plain).split()
        return (
            without_words(full, len(words)) if bare(full).split()[: len(words)] == words != bare(full).split() else ""
        )

    def _where_held_now(self, events: Sequence[Event], after: Sequence[Item]) -> Iterator[str]:
        """Where those are held of whom that had to wait, once nothing more of them follows."""
        waiting = [event.who for event in self._held]
        if (
            waiting
            and waiting == [event.who for event in events]
            and not last_run_of(self._letter.people, set(waiting), after)
        ):
            yield self._held_apart(self._held)
            self._held = []

    def _where_held(self, events: Sequence[Event], after: Sequence[Item]) -> Iterator[str]:
        """That nobody is told where people are held, once for all of whom the paragraph tells that, and after all."""
        self._hidden += [event for event in events if self.is_hidden(event)]
        later = any(isinstance(item, Event) and self.is_hidden(item) for item in after)
        if (
            self._hidden
            and not later
            and not last_run_of(self._letter.people, {event.who for event in self._hidden}, after)
        ):
            yield from self._nobody_knows_where(events)

    def _nobody_knows_where(self, events: Sequence[Event]) -> Iterator[str]:
        hidden, self._hidden = self._hidden, []
        yield capitalise(self._act(hidden, "hidden"))
        if {event.who for event in hidden} != {event.who for event in events}:
            self._forget()

    def at_the_end(self) -> Iterator[str]:
        """What a paragraph says last of those of whom it has told: where they are held, or that nobody knows."""
        if self._held:
            yield self._held_apart(self._held)
        if self._hidden:
            yield from self._nobody_knows_where(())

    def is_hidden(self, event: Event) -> bool:
        """Whether nobody is told where somebody is held, and it can be said."""
        act = event.act
        said = self._letter.act_kinds[act.kind].wording(self._letter.language.code, "hidden") is not None
        # Who was taken to a place that the letter tells is not where nobody knows.
        return said and self._undisclosed(act, [event.who]) and not is_moved(act, [event.who], self._letter)

    def _undisclosed(self, act: Act, keys: Sequence[str]) -> bool:
        return act.held_at is not None and act.held_at.first == "undisclosed" and lasts(act, keys, self._letter)

    def still_held(self, events: Sequence[Event]) -> list[str]:
        """Those who are still where an act says that all its victims were held; none where that is true of all."""
        act, keys = events[0].act, [event.who for event in events]
        lasting = [key for key in keys if lasts(act, [key], self._letter)] if act.held_at else []
        return lasting if len(lasting) < len(keys) else []
