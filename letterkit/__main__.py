"""``python -m letterkit``."""

from letterkit.cli.process import run

run()
