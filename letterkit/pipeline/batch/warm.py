"""Everything that setting a page needs, loaded: the process that has imported this is copied for each worker."""

from __future__ import annotations

import gc

import weasyprint

from letterkit.pipeline.batch import task

gc.collect()
# What is loaded stays; a collector that visits it would copy its memory into every worker.
gc.freeze()

__all__ = ["task", "weasyprint"]
