"""Which pronouns of an edited sentence mean those whom the drafted one names: "they arrested him" for "he was"."""

from __future__ import annotations

from collections.abc import Sequence

from letterkit.checks.ledger.edits.tokens import Folding, Token


def disagreeing(
    folding: Folding,
    known: Sequence[Token],
    put_in: Sequence[Token],
    left_out: Sequence[Token],
    exchanged: bool,
) -> tuple[list[Token], list[Token]]:
    """What an edit puts in and leaves out, without pronouns and names that stand for each other.

    ``exchanged`` says that those who did it are the subject now: who suffered it may be an object without a word.
    """
    said = _genders(folding, put_in, pronouns=True)
    named = _genders(folding, put_in)
    # A pronoun put in means whom one left out meant, or else anybody of the drafted sentence.
    meant = _genders(folding, left_out) - {"one"} or _genders(folding, known) | _several(folding, known)

    def is_replaced(token: Token) -> bool:
        gender = folding.gender(token)
        return bool(gender) and (gender in said or (folding.is_pronoun(token) and (exchanged or gender in named)))

    return (
        [token for token in put_in if not (folding.is_pronoun(token) and folding.gender(token) in meant)],
        [token for token in left_out if not is_replaced(token)],
    )


def _genders(folding: Folding, tokens: Sequence[Token], pronouns: bool = False) -> set[str]:
    return {folding.gender(token) for token in tokens if not pronouns or folding.is_pronoun(token)} - {""}


def _several(folding: Folding, tokens: Sequence[Token]) -> set[str]:
    """The number of those named, where they are several."""
    named = sum(token.fold.startswith("@") for token in tokens)
    return {"many"} if named > 1 or any(token.fold in folding.several for token in tokens) else set()
