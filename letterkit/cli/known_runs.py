"""What commands have said, so that the same one, of files that did not change, says it again at once.

Only commands are known whose words follow from files and from the day. What is kept is sealed: it opens only with the
content of all the files that the command has read, so it tells nothing to whoever has not these files already, and
nothing to letterkit itself when one of them has changed.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from letterkit.foundation.caches import cache_folder, keep, own_folder, program
from letterkit.foundation.witness import Read, Witness, digest_of, state_of
from letterkit.schema.templates import shipped_templates

RESULTS = "results"
"""The folder of sealed results in that of the caches."""

COMMANDS = frozenset({"draft", "check", "diff", "explain", "history", "law", "clauses"})
"""Those whose result follows from files and the day: none that signs, sends, or asks somebody."""

MOST, LARGEST = 512, 4_000_000
"""Results that are kept, and the bytes of one; when there are more, the older half goes."""

_PACKAGE = Path(__file__).resolve().parent.parent
_FLEETING = frozenset({"_", "SHLVL", "OLDPWD", "PWD"})
_NONCE, _SEAL = 16, 16


@dataclass(frozen=True, slots=True)
class Said:
    """What a command has said, in order, to standard output (1) and error (2), and its exit code."""

    words: tuple[tuple[int, bytes], ...]
    status: int

    def again(self) -> None:
        """Say it. Raises what writing to a stream raises."""
        for number, content in self.words:
            stream = sys.stdout if number == 1 else sys.stderr
            if stream is not None:
                stream.buffer.write(content)
                stream.flush()


@dataclass(frozen=True, slots=True)
class AskedCommand:
    """A command as it was asked: ``key`` stands for its words, its surroundings, the program, and the day."""

    key: bytes
    folder: Path

    def known(self) -> Said | None:
        """What it says, where it was asked before, and all it then read is as it was; nothing in any doubt."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            content = self._path.read_bytes()
            length = int.from_bytes(content[:4], "big")
            reads = _opened(content[4 : 4 + length], self.key)
            if reads is None:
                return None
            state = state_of((str(kind), str(path)) for kind, path in json.loads(reads))
            said = _opened(content[4 + length :], self.key + state)
            if said is None:
                return None
            status, *words = json.loads(said)
            return Said(tuple((number, text.encode("latin-1")) for number, text in words), status)
        return None

    def remember(self, reads: Mapping[Read, bytes], said: Said) -> None:
        """Keep what it has said with the states of what it has read; what cannot be written is left out."""
        sealed = _sealed(json.dumps([*reads]).encode(), self.key)
        words = [(number, content.decode("latin-1")) for number, content in said.words]
        content = len(sealed).to_bytes(4, "big") + sealed
        content += _sealed(json.dumps([said.status, *words]).encode(), self.key + digest_of(reads.values()))
        if len(content) <= LARGEST:
            keep(self._path, content, MOST)

    @property
    def _path(self) -> Path:
        return self.folder / hashlib.sha256(b"name" + self.key).hexdigest()


def asked(arguments: Sequence[str]) -> AskedCommand | None:
    """A command with the words that were typed; None for one that is always to be run."""
    streams = isinstance(sys.stdout, io.TextIOWrapper) and isinstance(sys.stderr, io.TextIOWrapper)
    if not streams or not arguments or arguments[0] not in COMMANDS or "--no-cache" in arguments or os.name == "nt":
        return None  # the terminal of Windows is written to past its streams
    folder = own_folder(RESULTS)
    if folder is None:
        return None
    around = repr(_surroundings(arguments))
    return AskedCommand(hashlib.sha256(around.encode("utf-8", "backslashreplace")).digest(), folder)


@contextmanager
def remembered(question: AskedCommand) -> Iterator[None]:
    """Listen to what the command says that runs within, and keep it when it ends with an exit code of its own."""
    day = datetime.date.today()
    trees = [str(shipped_templates()), str(Path.cwd() / "templates")]
    witness = Witness(trees, [str(Path.cwd())], [str(cache_folder()), str(_PACKAGE)])
    heard: list[tuple[int, bytes]] = []
    sys.stdout, sys.stderr = _overheard(sys.stdout, 1, heard), _overheard(sys.stderr, 2, heard)
    try:
        yield
    except SystemExit as leaving:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
            found, status = witness.reads(), leaving.code or 0
            if found and status in (0, 1) and datetime.date.today() == day and (_FAILED, b"") not in heard:
                reads, wrote = found
                # What a run says of what it has just written need not be said a second time.
                if not wrote or (status == 0 and all(number == 1 for number, _ in heard)):
                    question.remember(reads, Said(tuple(heard), int(status)))
        raise


_FAILED = 0
"""In place of the number of a stream: something could not be written."""


class _Overheard(io.RawIOBase):
    """A stream whose bytes are noted as they are written."""

    def __init__(self, number: int, stream: io.TextIOWrapper, heard: list[tuple[int, bytes]]) -> None:
        self._number, self._stream, self._heard = number, stream, heard

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()

    def write(self, content: bytes) -> int:  # type: ignore[override]
        try:
            written = os.write(self.fileno(), content)
        except OSError:
            self._heard.append((_FAILED, b""))
            raise
        self._heard.append((self._number, bytes(content[:written])))
        return written


def _overheard(stream: TextIO, number: int, heard: list[tuple[int, bytes]]) -> io.TextIOWrapper:
    assert isinstance(stream, io.TextIOWrapper)
    stream.flush()
    buffer = io.BufferedWriter(_Overheard(number, stream, heard))  # type: ignore[type-var]
    return io.TextIOWrapper(
        buffer, stream.encoding, stream.errors, line_buffering=stream.line_buffering, write_through=stream.write_through
    )


# What a command depends on beside the files it reads


def _surroundings(arguments: Sequence[str]) -> tuple[object, ...]:
    """All else that can change what a command says: one too many costs time, one too few would be a lie."""
    environment = sorted((name, value) for name, value in os.environ.items() if name not in _FLEETING)
    terminals = [_terminal(number) for number in range(3)]
    here = (Path.cwd(), str(datetime.date.today()), time.timezone, time.tzname, time.localtime().tm_gmtoff)
    return (*arguments, environment, terminals, here, sys.flags, sys.path, program())


def _terminal(number: int) -> object:
    try:
        return os.isatty(number) and tuple(os.get_terminal_size(number))
    except OSError:
        return os.isatty(number)


# Seals


def _sealed(content: bytes, key: bytes) -> bytes:
    """Content that opens with the key alone: a stream of SHAKE256 of the key over it, and a keyed digest."""
    nonce = os.urandom(_NONCE)
    return nonce + _seal(content, key) + _veiled(content, key + nonce)


def _opened(sealed: bytes, key: bytes) -> bytes | None:
    nonce, seal, rest = sealed[:_NONCE], sealed[_NONCE : _NONCE + _SEAL], sealed[_NONCE + _SEAL :]
    content = _veiled(rest, key + nonce)
    return content if _seal(content, key) == seal else None


def _seal(content: bytes, key: bytes) -> bytes:
    return hashlib.blake2b(content, key=hashlib.sha256(b"seal" + key).digest(), digest_size=_SEAL).digest()


def _veiled(content: bytes, key: bytes) -> bytes:
    stream = hashlib.shake_256(b"veil" + key).digest(len(content))
    return (int.from_bytes(content, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(content), "big")
