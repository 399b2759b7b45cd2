"""What is printed of campaigns: no names of people who have not agreed to it, and no confidential titles."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from letterkit.checks.consent.consent import without_names
from letterkit.checks.consent.vocabulary import vocabulary_of_messages
from letterkit.checks.consent.withheld import name_forms, people_withheld
from letterkit.checks.letter.sources import traces_of_title
from letterkit.schema.names_read import NamesRead

HIDDEN = "a confidential source"
"""What stands for the title of one."""


@lru_cache(maxsize=64)
def hiding(read: NamesRead) -> Callable[[str], str]:
    """What hides names in a text, with initials in their place, and titles of confidential sources.

    A name is known as in a letter (`letterkit.checks.consent.consent`), however it is written; words that are like one,
    and names of those who may be named, are left.
    """
    people = people_withheld(read.withheld)
    vocabulary = vocabulary_of_messages(read.named, people)
    titles = _any_title(read)

    @lru_cache(maxsize=4096)
    def hide(text: str) -> str:
        said = titles.sub(HIDDEN, text)
        return without_names(said, name_forms(people), vocabulary) if people else said

    return hide


def _any_title(read: NamesRead) -> re.Pattern[str]:
    known = frozenset(word.lower() for name in read.named for word in re.findall(r"\w+", name))
    parts = []
    for title in sorted(read.titles, key=len, reverse=True):
        parts += [rf"(?<!\w){re.escape(title)}(?!\w)", traces_of_title(title, known)]
    return re.compile("|".join(parts) or "(?!)")
