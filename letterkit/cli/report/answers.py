"""The shapes of what commands say to programs with ``--json``: a contract, which the type checker and a test hold.

Dates are ISO 8601 text, paths as messages show them. A key is there always; None is for what there is not.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict


class ProblemAnswer(TypedDict):
    """A problem; ``length`` is in characters, ``line`` and ``column`` count from one."""

    code: str
    severity: str
    message: str
    hint: str
    file: str | None
    line: int | None
    column: int | None
    length: int | None


class DraftedLetter(TypedDict):
    """What became of a letter: ``free_text`` is the share of its words that a campaign gave as free text."""

    campaign: str
    letter: str
    target: str
    pages: int | None
    words: int
    free_text: float
    draft: str | None
    pdf: str | None
    problems: list[ProblemAnswer]


class Drafted(TypedDict):
    """``draft``, ``pdf``, ``follow-up``: the letters, and the problems of none."""

    letters: list[DraftedLetter]
    problems: list[ProblemAnswer]


class ChangedRun(TypedDict):
    """Words that stay, came or went (``kind``)."""

    kind: str
    text: str


class ChangedLine(TypedDict):
    """A paragraph that would be another, at its line of the draft."""

    line: int
    runs: list[ChangedRun]


class DifferingLetter(TypedDict):
    """``diff``: what drafting again would change in a letter."""

    campaign: str
    letter: str
    draft: str
    changes: list[ChangedLine]
    problems: list[ProblemAnswer]


class KeptVersion(TypedDict):
    """``history``: a version of a draft, when and why it was kept, and its text."""

    version: int
    at: str
    cause: str
    because: list[str]
    draft: str


class SentLetter(TypedDict):
    """``mail``, ``send``, ``post``, ``reply``: where a letter went, and what servers said, by address."""

    campaign: str
    letter: str
    to: list[str]
    copies: list[str]
    subject: str | None
    attached: str | None
    message_id: str | None
    accepted: list[str]
    refused: dict[str, str]
    later: dict[str, str]
    done: list[str]
    file: str | None
    problems: list[ProblemAnswer]


class _Role(TypedDict):
    role: str
    may: list[str]
    after: list[str]


DecisionAnswer = TypedDict(
    "DecisionAnswer",
    {
        "decided": str | None,
        "by": NotRequired[str],
        "for": NotRequired[str],
        "at": NotRequired[str],
        "comment": NotRequired[str],
        "holds": NotRequired[bool],
        "changed": NotRequired[list[str]],
    },
)
"""What was decided in a role; nothing but ``decided`` when nothing was."""


class RoleAnswer(_Role, DecisionAnswer):
    """Who may approve in a role, after which roles, and what was decided."""


class RegisterEnd(TypedDict):
    """How many lines a register has, and the digest of the last."""

    lines: int
    last: str


class StandingLetter(TypedDict):
    """``status``: where a letter stands, and for whom it waits."""

    campaign: str
    letter: str
    stage: str
    waiting: list[str]
    approvals: list[RoleAnswer]
    said: list[str]
    register: RegisterEnd
    problems: list[ProblemAnswer]


class Standing(TypedDict):
    """``status``: the letters, and the problems of none."""

    letters: list[StandingLetter]
    problems: list[ProblemAnswer]


class LetterheadAnswer(TypedDict):
    """``letterheads``: one that there is; ``own`` when it is of the workspace."""

    name: str
    organisation: str
    languages: list[str]
    paper: str
    own: bool
    picture: str | None
