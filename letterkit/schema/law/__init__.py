"""Instruments, ratifications and precedents, asked as of a day, with "unknown" as an answer."""
