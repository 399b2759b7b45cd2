"""WeasyPrint, imported in a third of the time.

What it imports for other documents than letters waits until it is asked for; what it parses at each start is kept.

Nothing else of letterkit reaches behind WeasyPrint's own interface for speed. Whatever of it does not come out as
expected leaves the import as it always is; the bytes of a letter are the same either way.
"""

from __future__ import annotations

import ast
import importlib
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout, suppress
from functools import cache, partial
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from letterkit.foundation.caches import content_of, prepared
from letterkit.typeset.kept_sheets import VERSIONS, as_bytes, from_bytes

_DECLARED = re.compile(r"\bffi\.cdef\('''(.*?)'''\)", re.DOTALL)
_LATER: Mapping[str, tuple[str, ...]] = {
    "fontTools.subset": (),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}
"""Modules that WeasyPrint imports for fonts that no letter has or where HarfBuzz does the same, with the functions that
it imports from them by name."""


@cache
def weasyprint() -> ModuleType:
    """The package ``weasyprint``."""
    if "weasyprint" not in sys.modules:
        with suppress(Exception), _declarations_known(), _imported_later(), _sheets_known():
            return importlib.import_module("weasyprint")
        for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
            del sys.modules[name]
    return importlib.import_module("weasyprint")


@contextmanager
def _imported_later() -> Iterator[None]:
    """Have modules stand for others that are imported when something of them is used."""
    standing = {name: _standing_for(name, functions) for name, functions in _LATER.items() if name not in sys.modules}
    package = importlib.import_module("fontTools")
    here = [name for name in standing if name.count(".") == 1]
    sys.modules.update(standing)
    for name in here:
        setattr(package, name.rpartition(".")[2], standing[name])
    try:
        yield
    finally:
        for name, module in standing.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
        for name in here:
            if getattr(package, name.rpartition(".")[2], None) is standing[name]:
                delattr(package, name.rpartition(".")[2])


def _standing_for(name: str, functions: tuple[str, ...]) -> ModuleType:
    module = ModuleType(name)

    def attribute(wanted: str) -> Any:
        if wanted.startswith("__"):
            raise AttributeError(wanted)
        return getattr(importlib.import_module(name), wanted)

    def function(wanted: str) -> Callable[..., Any]:
        return lambda *arguments, **named: getattr(importlib.import_module(name), wanted)(*arguments, **named)

    module.__dict__.update({wanted: function(wanted) for wanted in functions}, __getattr__=attribute)
    return module


@contextmanager
def _sheets_known() -> Iterator[None]:
    """Give WeasyPrint the style sheets that browsers begin with, as they were parsed before."""
    finder = _BeforeSheets()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
    if finder.known:
        module: Any = importlib.import_module("weasyprint.html")
        module.CSS = finder.known.plain


class _BeforeSheets:
    """Notices that the module with these style sheets is about to be imported, and changes how it makes them."""

    def __init__(self) -> None:
        self.known: _KnownSheets | None = None

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Leave the module to those who find it."""
        package: Any = sys.modules.get("weasyprint")
        if name == "weasyprint.html" and package.__version__ in VERSIONS:
            self.known = _KnownSheets(package)


class _KnownSheets:
    """In the place of the class of style sheets, until the module that is imported next has taken it."""

    def __init__(self, package: Any) -> None:
        self.package, self.plain = package, package.CSS
        package.CSS = self

    def __call__(self, string: str, counter_style: dict[str, Any] | None = None) -> Any:
        """A style sheet; the styles of counters in it are added to the others."""
        self.package.CSS = self.plain

        def parsed() -> bytes:
            styles: dict[str, Any] = {}
            return as_bytes((self.plain(string=string, counter_style=styles), styles))

        content = sha256(string.encode()).hexdigest()
        sheet, styles = from_bytes(prepared("style sheet", content, parsed, lambda: content))
        if counter_style is not None:
            counter_style.update(styles)
        return sheet


@contextmanager
def _declarations_known() -> Iterator[None]:
    """Give WeasyPrint the C functions that it declares as they were read before: reading them takes a C parser."""
    import _cffi_backend
    import cffi

    spec = find_spec("weasyprint")
    file = Path(next(iter(spec.submodule_search_locations or ())) if spec else "", "text", "ffi.py")
    content = partial(content_of, {"ffi.py": file})
    declared, options = prepared("declarations", content(), lambda: _declarations(file), content)

    class Known(_cffi_backend.FFI):  # type: ignore[misc]
        def cdef(self, source: str) -> None:
            if source != declared:
                raise ValueError("WeasyPrint declares something else")

    plain = cffi.FFI
    cffi.FFI = lambda: Known("letterkit", **options)
    try:
        yield
    finally:
        cffi.FFI = plain


def _declarations(file: Path) -> tuple[str, dict[str, Any]]:
    """The text of C declarations in a module of WeasyPrint, and what cffi makes of them for a module without C code."""
    import cffi

    (declared,) = _DECLARED.findall(file.read_text(encoding="utf-8"))
    reader = cffi.FFI()
    reader.cdef(declared)
    reader.set_source("letterkit", None)
    with tempfile.TemporaryDirectory() as folder:
        module = Path(folder, "letterkit.py")
        with redirect_stdout(None):  # it says what it does
            reader.emit_python_code(str(module))
        (call,) = (node for node in ast.walk(ast.parse(module.read_bytes())) if isinstance(node, ast.Call))
    return declared, {str(option.arg): ast.literal_eval(option.value) for option in call.keywords}
