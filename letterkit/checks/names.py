"""Names: one spelling a letter for everyone and everything it names, and the right form of address."""

from __future__ import annotations

CHECKS = ()
