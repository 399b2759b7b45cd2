"""The words of review copies: ``review.yml`` in a language's folder, which it can do without."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.fields import Record
from letterkit.schema.wording import gaps

OneGap = Annotated[Scalar, gaps(count=1)]
TwoGaps = Annotated[Scalar, gaps(count=2)]


class Kinds(Record):
    """What a sentence can rest on, with the colon behind it."""

    form: Scalar
    clause: Scalar
    fact: Scalar
    law: Scalar
    house: Scalar
    language: Scalar
    phrase: Scalar
    text: Scalar
    source: Scalar


class Grades(Record):
    """How grave a finding is."""

    error: Scalar
    warning: Scalar
    note: Scalar


class Reviewing(Record):
    """What stands on a review copy and on the pages behind it (docs/languages.md#review-copies).

    ``clauses`` are the titles of clauses in the language, by kind and name; their own where it has none.
    """

    label: Scalar
    internal: Scalar
    keep_inside: Scalar
    title: OneGap
    page: Scalar
    how: Scalar
    state: Annotated[Scalar, gaps("version", "date", "text", "facts")]
    version: OneGap
    no_version: Scalar
    sentences: Scalar
    line: Scalar
    sentence: Scalar
    seen: Scalar
    by_hand: Scalar
    unknown: Scalar
    edited: Scalar
    now: OneGap
    nothing: Scalar
    as_of: OneGap
    own_words: Scalar
    own_phrase: Scalar
    of_letterhead: Scalar
    kinds: Kinds
    confidential: Scalar
    confidential_source: Scalar
    of_withheld: Scalar
    withheld: Scalar
    findings: Scalar
    findings_note: Scalar | None = None
    code: Scalar
    where: Scalar
    what: Scalar
    grades: Grades
    place: TwoGaps
    none_found: Scalar
    changes: Scalar
    none_approved: Scalar
    unchanged: Scalar
    draft_line: OneGap
    sign_off: Scalar
    role: Scalar
    may_act: Scalar
    approved: Scalar
    sent_back: Scalar
    date_and_signature: Scalar
    clauses: Mapping[Scalar, Scalar] = Field(default_factory=dict)
