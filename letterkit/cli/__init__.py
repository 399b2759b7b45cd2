"""The command line: arguments in, one function called, results shown to people and to programs.

The room may import every other, and none imports it.
"""

__all__ = ["process"]
