"""What a letter can recall that was done to a country, and under which scheme: words that clauses and law share."""

from __future__ import annotations

from typing import Literal

Scheme = Literal["us-gsp", "eu-gsp", "eu-gsp-plus", "eu-eba", "ilo"]
"""Under which scheme or system a precedent was decided."""

Measure = Literal[
    "withdrawn",
    "partly-withdrawn",
    "suspended",
    "partly-suspended",
    "partial-suspension-announced",
    "terminated",
    "commission-of-inquiry",
    "article-33",
    "examined",
    "complaint",
]
"""What a precedent did; an announced suspension was not seen carried out."""
