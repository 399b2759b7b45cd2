"""What the tests of bad input share: a small campaign, a folder from a dict, the command line as a function."""

from __future__ import annotations

import contextlib
import copy
import io
import signal
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.shapes import wrong_answer

from letterkit.cli.main import main

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

CAMPAIGN: dict[str, Any] = {
    "campaign": "Example",
    "country": "KZ",
    "sources": {"note": {"title": "A note", "date": "2017-01-20"}},
    "organisations": {
        "union": {
            "name": "Free Union",
            "short": "FU",
            "article": "the",
            "acts": [{"registered": "2016-02", "by": "the ministry", "source": "note"}],
        }
    },
    "people": {
        "alia": {
            "name": "Alia Bek",
            "gender": "female",
            "office": "president",
            "of": "union",
            "publish": "yes",
            "acts": [{"detained": "2017-01-20", "place": "Astana", "for": "calling a strike", "source": "note"}],
        },
        "crowd": {
            "noun": "workers",
            "count": "19",
            "acts": [{"rally": "2017-01-19", "object": "higher pay", "source": "note"}],
        },
    },
    "laws": {"code": {"name": "Labour Code", "articles": ["5"]}},
    "targets": {
        "president": {
            "name": "Nursultan Nazarbayev",
            "gender": "male",
            "honorific": "H.E.",
            "office": "President",
            "of": "Republic of Kazakhstan",
            "address": ["Palace", "Astana"],
            "email": [{"address": "a@b.example", "note": "Embassy"}],
            "until": "2019-03-20",
        },
        "clerk": {"office": "Clerk", "of": "Ministry"},
    },
    "occasions": {"council": {"name": "Council", "date": "2017-02-26", "agenda": "rights"}},
    "demands": [{"release": "alia"}, {"revise-law": {"law": "code", "so-that": "all is well"}}],
    "letters": {
        "one": {
            "form": "protest",
            "from": "ituc",
            "to": "president",
            "date": "2017-01-23",
            "copies": ["clerk"],
            "via": "Fax",
            "delivery": "By post",
            "reference": "AB/cd",
            "subject": "Release Alia Bek",
            "enclosures": ["A list"],
            "facts": [
                ["alia.detained", "crowd.rally", {"text": "Nobody has seen her since.", "source": "note"}],
                ["union.registered"],
            ],
        }
    },
}


def campaign(path: str = "", value: object = None) -> dict[str, Any]:
    """A copy of the small campaign; with ``path`` (keys joined by "/"), the value there is replaced."""
    data = copy.deepcopy(CAMPAIGN)
    if path:
        *steps, last = path.split("/")
        inner: Any = data
        for step in steps:
            inner = inner[int(step) if isinstance(inner, list) else step]
        inner[int(last) if isinstance(inner, list) else last] = value
    return data


# That of libyaml, where there is one, takes an eighth of the time.
DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def as_yaml(data: object) -> str:
    text: str = yaml.dump(data, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=10**6)
    return text


def build(folder: Path, tree: Mapping[str, object]) -> Path:
    """Write files by relative path: text and bytes as they are, anything else as YAML."""
    for name, content in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(content, bytes):
            content = (content if isinstance(content, str) else as_yaml(content)).encode()
        path.write_bytes(content)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by relative path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@dataclass(frozen=True)
class Result:
    """What a run of the command line left."""

    code: int
    out: str
    err: str


def letterkit(*arguments: object) -> Result:
    """Run the command line in this process. An answer for programs has the shape that its command declares."""
    with pytest.MonkeyPatch.context() as patch, _captured() as (out, err), _handler_kept():
        patch.setattr(sys, "argv", ["letterkit", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
    assert wrong_answer(tuple(map(str, arguments)), out.getvalue()) == []
    return Result(int(left.value.code or 0), out.getvalue(), err.getvalue())


def drafted_here(name: str, data: object) -> None:
    """A campaign file in the working folder, and its drafts: the same are drafted once."""
    before, key = files(Path()), (name, as_yaml(data))
    if before or key not in _DRAFTED:
        build(Path(), {name: data})
        assert letterkit("draft", name).code == 0
        if not before:
            _DRAFTED[key] = files(Path())
    else:
        build(Path(), _DRAFTED[key])


_DRAFTED: dict[tuple[str, str], dict[str, bytes]] = {}


@contextlib.contextmanager
def _captured() -> Iterator[tuple[io.StringIO, io.StringIO]]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        yield out, err


@contextlib.contextmanager
def _handler_kept() -> Iterator[None]:
    handler = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, handler)
