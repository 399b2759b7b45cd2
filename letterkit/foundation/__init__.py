"""The ground: text that knows its place, problems with mends, dates, files written whole.

Everything else stands on it: values that know where they were written, problems that name place and mend, dates as
precise as they are known, origins of text, and files that are written whole or not at all. It imports no other room.
"""

__all__ = [
    "caches",
    "codes",
    "dates",
    "files",
    "kept",
    "known_code",
    "known_patterns",
    "known_records",
    "limits",
    "origins",
    "problems",
    "readings",
    "reads",
    "scalars",
    "shelf",
    "signs",
    "slipped_dates",
    "sought",
    "strict_csv",
    "strict_yaml",
    "suggest",
    "system",
    "watch",
    "witness",
    "written_yaml",
]
