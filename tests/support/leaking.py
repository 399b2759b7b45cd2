"""Random campaigns full of words that are for inside alone, and a search for these words in all that is sent."""

from __future__ import annotations

import email
import email.policy
import os
import random
import re
import socket
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from support.authority import PASSPHRASE, authority
from support.helpers import as_yaml, build, campaign, letterkit
from support.signoff import HEAD

_LETTERS = "bcdfghjklmnpqrstvwxz"
_FRENCH = Path(__file__).resolve().parents[1] / "mistakes/base/en-francais.yml"
_OURS = ("pyhanko", "weasyprint", "letterkit")


@dataclass(frozen=True)
class Made:
    """What was made of a campaign: its words for inside, those of them that nobody may read but by ``--internal``,
    and the files that go out, with the review copy."""

    words: frozenset[str]
    secret: frozenset[str]
    sent: tuple[Path, ...]
    review: tuple[Path, ...]


class _Words:
    """Words that no letter, font or program has in it, each given once."""

    def __init__(self, chance: random.Random) -> None:
        self._chance, self.given, self.secret = chance, set[str](), set[str]()

    def __call__(self, secret: bool = False) -> str:
        word = "".join(self._chance.choice(_LETTERS) for _ in range(9))
        (self.secret if secret else self.given).add(word)
        return word


def made_at_random(seeds: Sequence[int], around: Path) -> Iterator[Made]:
    """A campaign for each seed, drafted, edited, approved, and made ready to go out.

    They share a workspace below ``around``, so that what it holds is read once; each has words, letterhead and key of
    its own, and is worked on by somebody of its own. The campaign of a seed is the same whatever the others are.
    """
    place = _Words(random.Random(f"workspace {seeds[0]}"))
    folder = around / place()
    folder.mkdir()
    laid_out = [_lay_out(seed, folder) for seed in seeds]
    for one in laid_out:
        with _as_somebody(folder, one.word):
            _work(one)
        output = folder / "output" / one.case
        sent = (
            *output.glob("*.eml"),
            *(path for path in output.glob("*.pdf") if not path.stem.endswith(("-draft", "-review"))),
        )
        words = {*one.word.given, *one.word.secret, *place.given, str(folder), *_OURS}
        yield Made(frozenset(words), frozenset(one.word.secret), sent, tuple(output.glob("*-review.pdf")))


@dataclass(frozen=True)
class _LaidOut:
    """A campaign in its folder: what it is called, its letter, who signs and approves, and a source that is hidden,
    "" where no comment of a draft names one."""

    chance: random.Random
    word: _Words
    case: str
    letter: str
    officer: str
    legal: str
    source: str

    @property
    def key(self) -> str:
        return f"{self.case}.p12"


def _lay_out(seed: int, folder: Path) -> _LaidOut:
    chance = random.Random(seed)
    word = _Words(chance)
    language = chance.choice(("en", "en", "fr"))
    data, letter, union = _english() if language == "en" else _french()
    officer, head, case, legal = word(), word(), word(), f"Mx {word()}"
    source = _hidden(data, letter, union, chance, word)
    letter |= {"from": head, "signed-by": [officer]}
    name = word()
    data |= {"campaign": f"Case of {word()}", "approvals": {"legal": legal}, "letters": {name: letter}}
    enclosed = f"{word()}/annex.pdf"
    if with_annex := chance.random() < 0.3:
        says = "List of members" if language == "en" else {"fr": "Liste des membres", "en": "List of members"}
        letter["attachments"] = [{"file": enclosed, "says": says}]
    house = {**HEAD, "signs": officer, "officers": {officer: HEAD["officers"]["president"]}}
    if language == "fr":
        office = {"en": "President", "fr": "présidente"}
        house["officers"] = {officer: {"name": "Nadia Verbeek", "office": office, "gender": "female", "head": "yes"}}
        house |= {"name": {"en": house["name"], "fr": "Fédération des dockers"}}
        house |= {"speaks-for": {"en": "dock workers", "fr": "dockers"}}
    lines = as_yaml(data).split("\n")
    for at in sorted(chance.sample(range(len(lines)), min(6, len(lines))), reverse=True):
        lines.insert(at, f"# {word()}")
    tree = {f"{case}.yml": "\n".join(lines), f"templates/letterheads/{head}/letterhead.yml": house}
    build(folder, tree | ({enclosed: _page()} if with_annex else {}))
    made = _LaidOut(chance, word, case, name, officer, legal, source if language == "en" else "")
    authority().key_file(folder / made.key, "Nadia Verbeek")
    return made


def _english() -> tuple[dict[str, Any], dict[str, Any], str]:
    data = campaign()
    data["targets"]["president"]["until"] = "2099-01-01"
    return data, data["letters"]["one"], "union"


def _french() -> tuple[dict[str, Any], dict[str, Any], str]:
    data = yaml.load(_FRENCH.read_text(encoding="utf-8"), yaml.BaseLoader)
    data["targets"]["ministre"] |= {"until": "2099-01-01", "email": "a@b.example", "address": ["Palais", "Dakar"]}
    return data, data["letters"]["ministre"], "syndicat"


def _hidden(data: dict[str, Any], letter: dict[str, Any], union: str, chance: random.Random, word: _Words) -> str:
    """Put sources that nobody may see, people who are not to be named, and what no letter takes into a campaign;
    gives the key of such a source."""
    day = str(next(iter(data["sources"].values()))["date"])
    office = {"office": "treasurer" if union == "union" else {"en": "treasurer", "fr": "trésorière"}}
    keys = [word() for _ in range(chance.choice((1, 2)))]
    for key in keys:
        data["sources"][key] = {"title": f"Minutes {word(secret=True)}", "date": day, "confidential": "yes"}
    data["sources"][word()] = {"title": f"Paper {word()}", "date": day}
    facts = letter.setdefault("facts", [[f"{key}.arrested" for key in ("diop", "ndiaye")]])
    for publish in chance.choice((["no"], ["initials"], ["no", "no"], ["no", "initials"])):
        key, act = word(), chance.choice(("arrested", "dismissed", "threatened"))
        surname = word(secret=True)
        data["people"][key] = {
            "name": f"{word(secret=True).title()} {surname.title()}",
            "also": [word(secret=True)],
            "gender": chance.choice(("male", "female")),
            "publish": publish,
            "acts": [{act: day, "source": chance.choice(keys)}],
            **(chance.choice(({}, office | {"of": union})) if publish == "no" else {}),
        }
        if chance.random() < 0.8:
            facts[0].append(f"{key}.{act}")
    data["targets"][word()] = {"office": word(), "of": word(), "email": f"{word()}@example.org"}
    return keys[0]


def _page() -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        saved = BytesIO()
        pdf.save(saved, deterministic_id=True)
        return saved.getvalue()


@contextmanager
def _as_somebody(folder: Path, word: _Words) -> Iterator[None]:
    """Within a folder, as a user and on a machine whose names are for inside."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("LETTERKIT_PASSPHRASE", PASSPHRASE)
        for name in ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME", "EMAIL", "NAME"):
            patch.setenv(name, word())
        host = word()
        for name in ("gethostname", "getfqdn"):
            patch.setattr(socket, name, lambda *given: host)
        patch.setattr(os, "uname", lambda: os.uname_result(("Linux", host, word(), word(), "x86_64")))
        yield


def _work(one: _LaidOut) -> None:
    """All that is done with a letter until it goes out."""
    chance, case, name = one.chance, f"{one.case}.yml", one.letter

    def run(*arguments: str) -> None:
        done = letterkit(*arguments)
        assert done.code == 0, f"{arguments}\n{done.err}"

    run("draft", case)
    draft = Path(f"output/{one.case}/{name}.md")
    text = draft.read_text(encoding="utf-8")
    if chance.random() < 0.6:
        last = text.rstrip().rfind("\n\n")
        more = "We look forward to your reply." if one.source else "Nous attendons votre réponse."
        note = f"<!-- source: {one.source} -->\n" if one.source and chance.random() < 0.5 else ""
        draft.write_text(f"{text[:last]}\n\n{note}{more}{text[last:]}", encoding="utf-8")
    for asked, command in (
        (0.5, ("pdf", case)),
        (0.3, ("pdf", case, "--for", "review")),
        (1, ("approve", case, name, "--as", "legal", "--by", one.legal, "--comment", one.word())),
        (1, ("pdf", case, "--for", "sending")),
        (0.6, ("sign", case, name, "--as", one.officer, "--key", one.key)),
        (1, ("mail", case, name, "--from", "office@example.org")),
        (0.3, ("post", case, name)),
    ):
        if chance.random() < asked:
            run(*command)


# What is in a file


def told_by(content: bytes) -> Iterator[bytes]:
    """All that a file says: as it is, and its parts, attachments, streams, texts and pages unpacked."""
    yield content
    if content.startswith(b"%PDF"):
        yield from _of_pdf(content)
        return
    for part in email.message_from_bytes(content, policy=email.policy.default).walk():
        yield "\n".join(f"{key}: {value}" for key, value in part.items()).encode()
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield from told_by(payload) if payload.startswith(b"%PDF") else (payload,)


def _of_pdf(content: bytes) -> Iterator[bytes]:
    with pikepdf.open(BytesIO(content)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream):
                yield one.read_bytes()
            yield from _strings(one)
        for spec in pdf.attachments.values():
            yield from told_by(spec.get_file().read_bytes()) if spec.filename.endswith(".pdf") else ()
    shown = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout
    yield shown
    yield re.sub(rb"-?\s+", b"", shown)


def _strings(value: object) -> Iterator[bytes]:
    if isinstance(value, pikepdf.String | pikepdf.Name):
        yield str(value).encode()
        yield bytes(value) if isinstance(value, pikepdf.String) else b""
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for key, inner in value.items():
            yield str(key).encode()
            yield from () if getattr(inner, "is_indirect", False) else _strings(inner)
    elif isinstance(value, pikepdf.Array):
        for item in value:
            yield from () if getattr(item, "is_indirect", False) else _strings(item)


def leaks(path: Path, words: Iterable[str]) -> list[str]:
    """The words that are in a file, in whatever case and encoding."""
    everything = b"\n".join(told_by(path.read_bytes())).lower()
    everything += everything.replace(b"\0", b"")
    return sorted(
        word
        for word in words
        if any(form in everything for form in (word.lower().encode(), word.lower().encode().hex().encode()))
    )
