"""The file of a PDF: each object is written once, and what was compressed before is not compressed again."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from importlib import import_module
from typing import Any

from letterkit.typeset.shorter_ways.ways import Way

_STREAMS = 48
"""Streams that are kept compressed: fonts, the profile of colours and marks, which letters share."""


def ways() -> Iterator[Way]:
    """The ways to write a PDF and its parts."""
    pydyf: Any = import_module("pydyf")
    yield Way(pydyf, "_to_bytes", _to_bytes(pydyf))
    yield Way(pydyf.Dictionary, "data", property(_entries(pydyf)))
    yield Way(pydyf.PDF, "page_references", property(_references(pydyf)))
    yield Way(pydyf.PDF, "write", _write(pydyf))


def _to_bytes(pydyf: Any) -> Callable[[Any], bytes]:
    plain: Callable[[Any], bytes] = pydyf._to_bytes

    @wraps(plain)
    def to_bytes(item: Any) -> bytes:
        kind = type(item)
        if kind is bytes:
            return item  # type: ignore[no-any-return]
        if kind is str:
            return item.encode("ascii")  # type: ignore[no-any-return]
        return b"%d" % item if kind is int else plain(item)

    return to_bytes


def _entries(pydyf: Any) -> Callable[[Any], bytes]:
    """What writes a dictionary; the same few keys come again and again."""

    @lru_cache(maxsize=1024)
    def named(key: str | bytes) -> bytes:
        return b"/" + pydyf._to_bytes(key) + b" "  # type: ignore[no-any-return]

    def data(dictionary: Any) -> bytes:
        to_bytes = pydyf._to_bytes
        return b"<<" + b"".join([named(key) + to_bytes(value) for key, value in dictionary.items()]) + b">>"

    return data


def _references(pydyf: Any) -> Callable[[Any], tuple[bytes, ...]]:
    """What gives the names of a PDF's pages, which each mark of its structure asks for."""
    plain: Callable[[Any], tuple[bytes, ...]] = pydyf.PDF.page_references.fget

    def page_references(pdf: Any) -> tuple[bytes, ...]:
        kids = pdf.pages["Kids"]
        known: tuple[tuple[Any, ...], tuple[bytes, ...]] | None = vars(pdf).get("_known_references")
        now = tuple(kids)
        if known is None or known[0] != now:
            known = vars(pdf)["_known_references"] = now, plain(pdf)
        return known[1]

    return page_references


def _write(pydyf: Any) -> Callable[..., None]:
    """What writes a PDF: an object is asked for twice, for the file and for the digest of its parts."""
    plain: Callable[..., None] = pydyf.PDF.write
    once: dict[type, type] = {}

    @wraps(plain)
    def write(pdf: Any, *arguments: Any, **options: Any) -> None:
        written = {id(one): one for one in pdf.objects if one.free != "f"}
        for one in written.values():
            kind = type(one)
            if kind not in once:
                is_stream = kind.data is pydyf.Stream.data
                once[kind] = _once(kind, _compressed(pydyf) if is_stream else kind.data.fget)
            one.__class__ = once[kind]
        try:
            plain(pdf, *arguments, **options)
        finally:
            for one in written.values():
                one.__class__ = type(one).__mro__[1]
                vars(one).pop("_written", None)

    return write


def _once(kind: type, made: Callable[[Any], bytes]) -> type:
    """A kind of object that makes its bytes once."""

    def data(one: Any) -> bytes:
        content: bytes | None = vars(one).get("_written")
        if content is None:
            content = vars(one)["_written"] = made(one)
        return content

    return type(kind.__name__, (kind,), {"data": property(data)})


@lru_cache(maxsize=_STREAMS)
def _small(content: bytes) -> bytes:
    """A stream compressed as pydyf does it."""
    compressing = zlib.compressobj(level=9)
    return compressing.compress(content) + compressing.flush()


def _compressed(pydyf: Any) -> Callable[[Any], bytes]:
    """What writes a stream."""

    def data(stream: Any) -> bytes:
        content = b"\n".join(map(pydyf._to_bytes, stream.stream))
        extra = pydyf.Dictionary(stream.extra.copy())
        if stream.compress:
            extra["Filter"] = "/FlateDecode"
            content = _small(content)
        extra["Length"] = len(content)
        return b"\n".join((extra.data, b"stream", content, b"endstream"))

    return data
