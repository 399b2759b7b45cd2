"""Questions with their choices, and answers held against them; who asks is no matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from letterkit.foundation.suggest import nearest
from letterkit.schema.other_words import word_meant

Answers: TypeAlias = Mapping[str, Any]
"""Answers by the name of the question: a string, or a tuple of them where a question takes several."""


_LISTED = 30
"""How many choices are named where an answer is missing."""


def _always(_: Answers) -> bool:
    return True


def _none(_: Answers) -> Mapping[str, str]:
    return {}


def _nothing(_: Answers) -> str:
    return ""


def _as_it_is(text: str, _: Answers) -> str:
    return text


def unless_none(text: str, _: Answers) -> str:
    """An answer that can be left out; "none" says that it is."""
    return "" if text.strip().casefold() == "none" else text


def _for_all(_: int, __: Answers) -> bool:
    return True


def _nobody_knows(_: str) -> tuple[str, ...]:
    return ()


def _no_reason(_: str, __: Answers) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and how an answer is understood.

    ``name`` is the flag without its dashes, ``expected`` says what an answer looks like, ``example`` does so
    after the answers before, "" for nothing better. ``choices`` are the answers
    that there are, each with its words, none for free text; ``default`` is what holds without an answer, "" for
    nothing. A ``needed`` one has to have an answer where it ``applies``, ``several`` takes more than one.
    Of several chosen at a terminal, ``ordered`` asks which comes first.
    ``understood`` is the answer to what was typed; it raises `ValueError` with what was expected. Of what is no choice,
    ``meant`` gives the choices that it can stand for, and ``unlike`` says why there is no such choice, "" for no
    particular reason.

    A question with ``each`` is asked for each of several people, of those for whom it ``fits``; its words have ``{}``
    for the name, and its answers are as many as there are people, or as there are of those whom it ``fits``; "" leaves
    one out. Where one ``holds_for_all``, the last given does.
    What is not ``asked`` has its default where no flag says another thing.
    """

    name: str
    words: str
    expected: str = ""
    choices: Callable[[Answers], Mapping[str, str]] = _none
    default: Callable[[Answers], str] = _nothing
    needed: bool = False
    several: bool = False
    ordered: str = ""
    applies: Callable[[Answers], bool] = _always
    understood: Callable[[str, Answers], str] = _as_it_is
    meant: Callable[[str], Sequence[str]] = _nobody_knows
    unlike: Callable[[str, Answers], str] = _no_reason
    each: Callable[[Answers], Sequence[str]] | None = None
    fits: Callable[[int, Answers], bool] = _for_all
    holds_for_all: bool = False
    asked: bool = True
    example: Callable[[Answers], str] = _nothing


Asked: TypeAlias = Callable[[Question, Answers], Sequence[str]]
"""Asks a person a question after others were answered, and gives what was typed or chosen."""


class MissingError(Exception):
    """Answers that were not given, and that nobody can be asked for."""

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__(", ".join(question.name for question in questions))
        self.questions = tuple(questions)


class WrongAnswerError(Exception):
    """An answer that a question cannot have: ``expected`` says what could stand there."""

    def __init__(self, question: Question, answer: str, expected: str) -> None:
        super().__init__(f"{question.name}: {answer!r}: {expected}")
        self.question, self.answer, self.expected = question, answer, expected


class _NotKnownError(Exception):
    """An answer was looked at that is missing."""


class _SoFar(dict[str, Any]):
    """The answers so far; to look at one that is missing is a `_NotKnownError`."""

    def __init__(self) -> None:
        super().__init__()
        self.missing: list[Question] = []
        self.unknown: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        if name in self.unknown:
            raise _NotKnownError(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """The answer to a question, or a default where it was not put."""
        if name not in self and name not in self.unknown:
            return default
        return self[name]


def answered(questions: Iterable[Question], given: Answers, ask: Asked | None) -> dict[str, Any]:
    """The answers to questions, in their order: those ``given``, else those of a person, else what holds without one.

    Without anybody to ``ask``, questions that need an answer and have none are a `MissingError` with all of them. An
    answer that a question cannot have is a `WrongAnswerError`, or asked for again.
    """
    answers = _SoFar()
    for question in questions:
        try:
            _put(question, given, answers, ask)
        except _NotKnownError:
            # Whether it is put, or what could answer it, depends on an answer that is missing itself.
            answers.unknown.add(question.name)
    if answers.missing:
        raise MissingError(answers.missing)
    return dict(answers)


def _put(question: Question, given: Answers, answers: _SoFar, ask: Asked | None) -> None:
    """Put a question where it applies, and keep its answer."""
    if not question.applies(answers):
        return
    question = replace(question, expected=question.example(answers) or question.expected)
    typed, missing = _typed(given.get(question.name)), list[Question]()
    if typed and question.each is None:
        typed = tuple(filter(str.strip, typed)) or None
    if question.each is not None:
        found: Any = tuple(_for_each(question, typed or (), answers, ask, missing))
    else:
        found = _answer(question, typed, answers, ask, missing)
    if missing:
        answers.missing += missing
        answers.unknown.add(question.name)
    else:
        answers[question.name] = found


def _answer(
    question: Question, typed: Sequence[str] | None, answers: Answers, ask: Asked | None, missing: list[Question]
) -> Any:
    if typed is None and ask and question.asked:
        return _asked(question, answers, ask)
    if typed is None:
        default = question.default(answers)
        if not default and question.needed:
            choices = question.choices(answers)
            few = 0 < len(choices) <= _LISTED
            missing.append(replace(question, expected=f"one of {', '.join(choices)}") if few else question)
        typed = (default.split() if question.several else [default]) if default else ()
    return _understood(question, typed, answers)


def _for_each(
    question: Question, typed: Sequence[str], answers: Answers, ask: Asked | None, missing: list[Question]
) -> Iterator[Any]:
    """The answers of a question for each of several people, "" for those whom it does not fit."""
    names = question.each(answers) if question.each else ()
    fitting = [place for place, _ in enumerate(names) if question.fits(place, answers)]
    given = dict(zip(_whose(question, typed, names, fitting, ask), typed, strict=False))
    for place, name in enumerate(names):
        said = given.get(place) or (typed[-1] if question.holds_for_all and typed else "")
        one = replace(question, words=question.words.replace("{}", name), each=None)
        yield _answer(one, (said,) if said else None, answers, ask, missing) if place in fitting or said else ""


def _whose(
    question: Question, typed: Sequence[str], names: Sequence[str], fitting: Sequence[int], ask: Asked | None
) -> Sequence[int]:
    """The people, by their places, to whom the given answers belong, in order."""
    everybody = range(len(names))
    if len(typed) == len(fitting):
        return fitting
    rest_is_asked = ask is not None and question.asked
    if len(typed) > len(names) or not (len(typed) in (0, len(names)) or question.holds_for_all or rest_is_asked):
        message = f"one for each of {', '.join(names)}, in their order" if names else "nothing, since nobody is named"
        left_out = "" if question.holds_for_all or not names else "; '' for one of whom nothing is to be said"
        found = typed[len(names)] if len(typed) > len(names) else typed[-1]
        raise WrongAnswerError(question, found, f"{message}{left_out}")
    return everybody


def _typed(value: object) -> tuple[str, ...] | None:
    """What was given for a question, None when nothing was."""
    if value is None or value == ():
        return None
    return tuple(map(str, value)) if isinstance(value, tuple | list) else (str(value),)


def _asked(question: Question, answers: Answers, ask: Asked) -> Any:
    while True:
        typed = ask(question, answers)
        try:
            found = _understood(question, [text for text in typed if text.strip()], answers)
        except WrongAnswerError:
            continue
        if found or not question.needed:
            return found


def _understood(question: Question, typed: Sequence[str], answers: Answers) -> Any:
    choices = question.choices(answers)
    found = tuple(_one(question, text.strip(), choices, answers) for text in typed)
    return found if question.several else next(iter(found), "")


def _one(question: Question, text: str, choices: Mapping[str, str], answers: Answers) -> str:
    if choices:
        if text in choices:
            return text
        named = [key for key, words in choices.items() if text.casefold() in (key.casefold(), words.casefold())]
        meant = (
            named
            or [key for key in question.meant(text) if key in choices]
            or [*filter(None, [word_meant(text, choices)])]
        )
        if len(meant) == 1:
            return meant[0]
        raise WrongAnswerError(
            question, text, question.unlike(text, answers) or _instead(text, choices, meant, question.expected)
        )
    try:
        return question.understood(text, answers)
    except ValueError as error:
        raise WrongAnswerError(question, text, str(error)) from error


def _instead(text: str, choices: Mapping[str, str], meant: Sequence[str], expected: str) -> str:
    """What could stand in the place of an answer that is no choice: what it can mean, the nearest, or what there is."""
    if meant:
        return "one of " + ", ".join(f"{key} ({choices[key]})" for key in meant)
    words = {called: key for key, called in choices.items()}
    if near := nearest(text, {*choices}) or words.get(nearest(text, words), ""):
        called = f" ({choices[near]})" if choices[near] != near else ""
        return f"one of the choices, such as '{near}'{called}"
    return f"one of {', '.join(choices)}" if len(choices) <= _LISTED or not expected else expected


def refusal(question: Question, typed: str, answers: Answers) -> str:
    """Why an answer will not do, "" when it will; for who asks while a person types."""
    if not typed.strip():
        return f"an answer, {question.expected}".removesuffix(", ") if question.needed else ""
    try:
        _one(question, typed.strip(), question.choices(answers), answers)
    except WrongAnswerError as wrong:
        return wrong.expected
    return ""


def flags(questions: Iterable[Question]) -> Iterator[str]:
    """The flags of questions, each with its question and what an answer looks like."""
    for question in questions:
        expected = f" ({question.expected})" if question.expected else ""
        yield f"--{question.name}: {question.words}{expected}"
