"""Ask at a terminal, with choices and completion; without one, say which flags are missing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from letterkit.pipeline.workspace.questions import Answers, Question

_LISTED = 12
"""How many choices are shown as a list; of more, one is typed, with completion."""


def at_a_terminal() -> bool:
    """Whether there is somebody who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask_for(questions: Iterable[Question], given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers to questions: what flags gave, what a person says at the terminal, or what holds without an answer.

    Without a terminal, `click.UsageError` names each flag that is missing; a flag with a wrong value is one anywhere.
    """
    from letterkit.pipeline.workspace.questions import MissingError, WrongAnswerError, answered, flags

    try:
        by_name = {option.replace("_", "-"): value for option, value in given.items()}
        answers = answered(questions, by_name, _ask if at_a_terminal() else None)
        if left := [name for name, value in by_name.items() if value and name not in answers]:
            flags_left = ", ".join(f"--{name}" for name in left)
            raise click.UsageError(f"{flags_left}: the other answers leave nothing that this could say; leave it out")
        return answers
    except MissingError as error:
        lines = "\n  ".join(flags(error.questions))
        raise click.UsageError(
            f"Nobody can be asked here, since this is no terminal. These answers are missing:\n  {lines}"
        ) from error
    except WrongAnswerError as error:
        name, answer = error.question.name, error.answer
        raise click.UsageError(f"--{name}: found '{answer}', expected {error.expected}") from error


def agreed(words: str) -> bool:
    """Whether a person says yes, as Enter does; no where nobody can be asked."""
    if not at_a_terminal():
        return False
    import questionary

    return bool(questionary.confirm(words, default=True).unsafe_ask())


def _ask(question: Question, answers: Answers) -> Sequence[str]:
    choices = question.choices(answers)
    if choices and question.several:
        return _ticked(question, choices, answers)
    if choices:
        return [_chosen(question, choices, answers)]
    return list(_typed(question, answers))


def _ticked(question: Question, choices: Mapping[str, str], answers: Answers) -> list[str]:
    import questionary

    usual = question.default(answers).split()
    listed = [questionary.Choice(f"{text} ({key})", key, checked=key in usual) for key, text in choices.items()]
    found = list(questionary.checkbox(question.words, listed).unsafe_ask())
    if question.ordered and len(found) > 1:
        ticked = [questionary.Choice(choices[key], key) for key in found]
        found.sort(key=str(questionary.select(question.ordered, ticked).unsafe_ask()).__ne__)
    return found


def _chosen(question: Question, choices: Mapping[str, str], answers: Answers) -> str:
    """One of a few that are listed, or of many of which one is typed with completion."""
    import questionary

    from letterkit.pipeline.workspace.questions import refusal

    shown: dict[str, str] = {f"{text} ({key})" if text != key else key: key for key, text in choices.items()}
    if len(shown) <= _LISTED:
        listed = [questionary.Choice(text, key) for text, key in shown.items()]
        usual = question.default(answers)
        return str(questionary.select(question.words, listed, default=usual or None).unsafe_ask())
    typed = questionary.autocomplete(
        question.words,
        list(shown),
        match_middle=True,
        validate=lambda text: _verdict(refusal(question, shown.get(text) or text, answers)),
    ).unsafe_ask()
    return str(shown.get(typed, typed))


def _typed(question: Question, answers: Answers) -> Iterator[str]:
    words = f"{question.words} ({question.expected})" if question.expected else question.words
    # What Enter stands for is said and not typed ahead: whoever answers otherwise would have to delete it first.
    usual = question.default(answers)
    first = _text(f"{words} [Enter for {usual}]" if usual else words, question, answers, usual)
    if first:
        yield first
    while first and question.several:
        first = _text("And another? (Enter for no more)", question, answers, "")
        if first:
            yield first


def _text(words: str, question: Question, answers: Answers, usual: str) -> str:
    """What is typed, or what Enter stands for."""
    import questionary

    from letterkit.pipeline.workspace.questions import refusal

    def verdict(text: str) -> bool | str:
        return _verdict(refusal(question, text.strip() or usual, answers))

    return str(questionary.text(words, validate=verdict).unsafe_ask()).strip() or usual


def _verdict(refused: str) -> bool | str:
    return f"expected {refused}" if refused else True
