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


class DraftedLetters(TypedDict):
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


class SentLetters(TypedDict):
    """``mail``, ``send``, ``post``, ``reply``: the letters, and the problems of none."""

    letters: list[SentLetter]
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


class StandingLetters(TypedDict):
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


Usage = dict[str, list[str]]
"""``clauses used``: the letters ("campaign/letter") that use a clause, by its name."""


class SourceAnswer(TypedDict):
    """A source on which a fact rests; ``title`` and ``date`` may be ""."""

    title: str
    date: str
    confidential: bool


class ComesFrom(TypedDict):
    """One thing that a sentence comes from; "" and 0 stand for what it has not."""

    kind: str
    what: str
    name: str
    value: str
    text: str
    now: str
    file: str
    line: int
    as_of: str
    sources: list[SourceAnswer]


class ClaimAnswer(TypedDict):
    """What a sentence by hand claims, of whom, and how that stands."""

    kind: str
    what: str
    who: list[str]
    verdict: str
    says: str
    file: str
    line: int


class ExplainedSentence(TypedDict):
    """A sentence of a draft, and where it comes from."""

    text: str
    file: str
    line: int
    written: str
    began: str
    comes: list[ComesFrom]
    claims: list[ClaimAnswer]
    missing: list[str]
    source: str


class BesideText(TypedDict):
    """A line around the text, and what made it say so."""

    part: str
    text: str
    file: str
    line: int


class ExplainedLetter(TypedDict):
    """A letter, sentence by sentence; ``draft`` is None when its text was explained as the campaign gives it."""

    campaign: str
    letter: str
    draft: str | None
    sentences: list[ExplainedSentence]
    around: list[BesideText]
    problems: list[ProblemAnswer]


class ExplainedLetters(TypedDict):
    """``explain``: the letters, and the problems of none."""

    letters: list[ExplainedLetter]
    problems: list[ProblemAnswer]


class BatchedLetter(TypedDict):
    """What became of a letter of a batch; digests are SHA-256, "" where there is no file."""

    letter: str
    sender: str
    target: str
    record: str
    result: str
    pages: int
    words: int
    draft: str
    pdf: str
    inputs: str
    problems: list[ProblemAnswer]


class Batched(TypedDict):
    """``batch``: the letters, and the problems of none."""

    letters: list[BatchedLetter]
    problems: list[ProblemAnswer]


class SignatureAnswer(TypedDict):
    """A signature of a PDF, as `letterkit.signoff.verifying.FoundSignature` has it; ``at`` with its time zone."""

    field: str
    signer: str
    issuer: str
    at: str | None
    stamped_by: str
    broken: str
    last: bool
    self_made: bool
    trusted: bool | None
    fingerprint: str
    answered: bool
    level: str


class VerifiedFile(TypedDict):
    """``verify``: what is to say of a PDF, and whether it holds; ``letter`` is the one that it is, if any."""

    file: str
    holds: bool
    letter: str | None
    said: list[str]
    signatures: list[SignatureAnswer]


class PartAnswer(TypedDict):
    """``doctor``: something that letters need, how it stands, and the mend ("" when it is good)."""

    name: str
    standing: str
    said: str
    mend: str
