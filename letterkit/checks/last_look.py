"""The last look at a PDF before it gets its name: nobody withheld, no confidential source, in anything that it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from letterkit.checks.consent.consent import named_in
from letterkit.checks.letter.sources import confidential_in
from letterkit.drafts.document import Document
from letterkit.foundation.problems import Problem


def leaks(document: Document, texts: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """What must not be in the PDF of a letter and is (LK705, LK706); ``texts`` are those of the PDF, with their places.

    The checks of the draft find the same in what is to be set. This looks at what was set, whatever brought it there.
    """
    texts = tuple(dict.fromkeys(texts))
    yield from named_in(texts, document)
    yield from confidential_in(texts, document)
