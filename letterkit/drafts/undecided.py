"""What of a draft waits for a decision: notes of two versions, and what stands between them as the person's."""

from __future__ import annotations

from letterkit.drafts.merge.blocks import MergeLanguage, undecided

_ORDER = ("begin", "yours", "new", "end")


def waiting(content: str, notes: MergeLanguage) -> frozenset[int]:
    r"""The lines of a draft file, from 1, that are no part of the letter until a person has decided.

    What stands as the new version is the letter until then. A note that is left over is set aside alone. Each of these
    notes keeps the letter from being sent (see `to_decide`), so nothing that is set aside goes out unchecked.

    >>> from letterkit.language.sentences import Sentences
    >>> said = {"begin": "There are two versions here:", "yours": "Yours:", "new": "New:", "end": "Here both end."}
    >>> said |= {"yours-deleted": "Yours: deleted.", "new-deleted": "New: gone."}
    >>> notes = MergeLanguage("and", Sentences("en"), said, (said,))
    >>> draft = [f"> {said['begin']}", "> Yours:", "He is ill.", "> New:", "He is well.", f"> {said['end']}", "Bye,"]
    >>> sorted(waiting("\n\n".join(draft), notes))
    [1, 3, 4, 5, 6, 7, 11]
    >>> sorted(waiting("\n\n".join(draft[1:3]), notes))
    [1]
    """
    found = [(line, note.removesuffix("-deleted")) for line, note in undecided(content, notes)]
    aside = {line for line, _ in found}
    for first in range(len(found) - 3):
        group = found[first : first + 4]
        if tuple(note for _, note in group) == _ORDER:
            aside.update(range(group[1][0], group[2][0]))
    return frozenset(aside)
