"""The nearest known name, for the hint of a problem."""

from __future__ import annotations

from collections.abc import Iterable

# "free" and "reopen" are alike by 60, and no slip of each other.
_NEAR = 61
_ALL = 40
"""So many names are listed whole; of more, the likeliest."""
_LIKELIEST = 12


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word closest to ``word``, or "" when none is near."""
    from rapidfuzz import fuzz, process  # only what is mistyped asks for it

    names = list(known)
    same = next((name for name in names if name.casefold() == word.casefold()), "")
    if same:
        return str(same)
    begun = [name for name in names if name.casefold().startswith(f"{word.casefold()}-")]
    if len(begun) == 1:  # the first word of a longer name
        return str(begun[0])
    found = process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=_NEAR)
    if found is None and len(word) > 3:  # a part of a longer name
        found = process.extractOne(word, names, score_cutoff=80)
    return str(found[0]) if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The mend for a mistyped word: the nearest known one, or those known; of many, the likeliest."""
    names = sorted(set(known))
    if near := nearest(word, names):
        return f"did you mean '{near}'?"
    if len(names) > _ALL:
        from rapidfuzz import fuzz, process

        likeliest = [str(name) for name, _, _ in process.extract(word, names, scorer=fuzz.WRatio, limit=_LIKELIEST)]
        return f"the likeliest of the {len(names)} known here: {', '.join(likeliest)}"
    return f"known here: {', '.join(names)}" if names else "none is known here yet; add it"
