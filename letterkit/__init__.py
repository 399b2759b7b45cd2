"""letterkit drafts, checks and typesets campaign letters."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("letterkit")
except PackageNotFoundError:  # a bare checkout
    __version__ = "0"
