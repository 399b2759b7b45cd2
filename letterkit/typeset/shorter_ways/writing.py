"""The file of a PDF: each object is written once, and its digest taken from what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from importlib import import_module
from typing import Any

from letterkit.typeset.shorter_ways.ways import Way


def ways() -> Iterator[Way]:
    """The ways to write a PDF and its parts."""
    pydyf: Any = import_module("pydyf")
    yield Way(pydyf, "_to_bytes", _to_bytes(pydyf))
    yield Way(pydyf.PDF, "write", _write(pydyf))


def _to_bytes(pydyf: Any) -> Callable[[Any], bytes]:
    plain: Callable[[Any], bytes] = pydyf._to_bytes

    @wraps(plain)
    def to_bytes(item: Any) -> bytes:
        kind = type(item)
        if kind is bytes:
            return item  # type: ignore[no-any-return]
        if kind is str or kind is int:
            return str(item).encode("ascii")
        return plain(item)

    return to_bytes


def _write(pydyf: Any) -> Callable[..., None]:
    """What writes a PDF: a compressed stream is asked for twice, for the file and for the digest of its parts."""
    plain: Callable[..., None] = pydyf.PDF.write

    @wraps(plain)
    def write(pdf: Any, *arguments: Any, **options: Any) -> None:
        streams = [one for one in pdf.objects if type(one) is pydyf.Stream or type(one).data is pydyf.Stream.data]
        written = {id(one): one for one in streams if one.free != "f"}
        for one in written.values():
            one.__class__ = _once(type(one))
        try:
            plain(pdf, *arguments, **options)
        finally:
            for one in written.values():
                one.__class__ = type(one).__mro__[1]
                vars(one).pop("_written", None)

    return write


_ONCE: dict[type, type] = {}


def _once(kind: type) -> type:
    """A kind of stream that makes its bytes once."""
    if kind not in _ONCE:

        def data(stream: Any) -> bytes:
            content = vars(stream).get("_written")
            if content is None:
                content = vars(stream)["_written"] = kind.data.fget(stream)  # type: ignore[attr-defined]
            return content  # type: ignore[no-any-return]

        _ONCE[kind] = type(kind.__name__, (kind,), {"data": property(data)})
    return _ONCE[kind]
