"""WeasyPrint, imported in half the time: what it imports for other documents than letters waits until it is asked for.

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
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from letterkit.foundation.caches import content_of, prepared

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
        with suppress(Exception), _declarations_known(), _imported_later():
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
