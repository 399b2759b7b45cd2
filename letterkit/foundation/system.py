"""What letterkit needs from the system beyond Python, and how to get it.

The set-up of a checkout asks before anything is installed: this uses the standard library alone.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from ctypes.util import find_library

# The libraries WeasyPrint opens, under the names it tries: Linux, macOS, Windows, and what find_library takes.
LIBRARIES = {
    "GObject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll", "gobject-2.0"),
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "pango-1.0"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll", "pangoft2-1.0"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll", "fontconfig"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll", "harfbuzz"),
    # WeasyPrint is about to need it; until then, a library of Python does the same.
    "HarfBuzz-Subset": (
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
        "libharfbuzz-subset-0.dll",
        "harfbuzz-subset",
    ),
}
_DLL_FOLDERS = r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin;C:\Program Files\GTK3-Runtime Win64\bin"
DEBIAN = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
"""The packages of Debian and Ubuntu that hold them."""
ELSEWHERE = (
    ("Fedora", "sudo dnf install pango harfbuzz"),
    ("macOS", "brew install pango"),
    ("Windows", "install MSYS2 (https://www.msys2.org); in its shell: pacman -S mingw-w64-ucrt-x86_64-pango"),
)
"""How to get them on other systems."""


def missing_libraries() -> list[str]:
    """The libraries that cannot be opened, by the names of `LIBRARIES`."""
    if sys.platform == "win32":
        for folder in os.getenv("WEASYPRINT_DLL_DIRECTORIES", _DLL_FOLDERS).split(";"):
            with suppress(OSError):
                os.add_dll_directory(folder)
    return [library for library, names in LIBRARIES.items() if not any(map(opens, names))]


def opens(name: str) -> bool:
    """Whether the system has a library of that name."""
    for candidate in (name, find_library(name)):
        if candidate:
            with suppress(OSError):
                ctypes.CDLL(candidate)
                return True
    return False
