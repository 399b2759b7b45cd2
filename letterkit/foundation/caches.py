"""Where is kept what only saves time."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "LETTERKIT_CACHE"


def cache_folder() -> Path:
    """A folder of the user's caches, or that of ``LETTERKIT_CACHE``; it may not be there yet."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).absolute()
    from platformdirs import user_cache_path

    return user_cache_path("letterkit", appauthor=False)


def is_ours(folder: Path) -> bool:
    """Whether nobody else can have put something into a folder, as far as the system tells."""
    if os.name == "nt":
        return True
    about = folder.stat()
    return about.st_uid == os.geteuid() and not about.st_mode & 0o022
