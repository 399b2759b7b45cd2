"""Things that are made when first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Shelf(Generic[K, V]):
    """Things that are made when first asked for, and kept."""

    def __init__(self, make: Callable[[K], V]) -> None:
        self._make, self._kept = make, dict[K, V]()

    def __getitem__(self, key: K) -> V:
        """The thing of that key; whatever making it raises, each time that it is asked for."""
        if key not in self._kept:
            self._kept[key] = self._make(key)
        return self._kept[key]
