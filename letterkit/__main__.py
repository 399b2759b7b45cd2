"""``python -m letterkit``."""

from letterkit.cli.main import main

main()
