"""Instruments, ratifications and precedents, asked as of a day, with "unknown" as an answer."""

__all__ = ["instruments", "load", "lookup", "on_day", "precedents", "ratifications", "rights_index", "tables", "words"]
