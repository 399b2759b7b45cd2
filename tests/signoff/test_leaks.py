"""Not one byte of what is inside is in a file that is meant for sending."""

from __future__ import annotations

import email
import email.policy
import getpass
import random
import socket
from pathlib import Path

import pypdf
import pytest
from support.authority import PASSPHRASE, authority
from support.helpers import as_yaml, build, campaign, letterkit
from support.signoff import HEAD

LETTERS = "bcdfghjklmnpqrstvwxz"


def marker(chance: random.Random) -> str:
    """A word that no letter, font or program has in it."""
    return "".join(chance.choice(LETTERS) for _ in range(9))


def inside(chance: random.Random, folder: Path) -> list[str]:
    """A workspace with a campaign full of words that are for inside alone; gives these words."""
    names = "source title given surname also key comment campaign letter head officer legal said unused"
    words = {name: marker(chance) for name in names.split()}
    data = campaign("letters", {words["letter"]: campaign()["letters"]["one"]})
    data["campaign"] = f"Case of {words['campaign']}"
    secret = {"title": f"Minutes {words['title']}", "date": "2017-01-19", "confidential": "yes"}
    data["sources"][words["source"]] = secret
    data["sources"]["plain"] = {"title": f"Paper {words['unused']}", "date": "2017-01-19"}
    data["people"][words["key"]] = {
        "name": f"{words['given'].title()} {words['surname'].title()}",
        "also": [words["also"]],
        "gender": chance.choice(["male", "female"]),
        "publish": "no",
        **chance.choice([{}, {"office": "treasurer", "of": "union"}]),
        "acts": [{chance.choice(["arrested", "dismissed", "threatened"]): "2017-01-19", "source": words["source"]}],
    }
    data["targets"]["president"]["until"] = "2099-01-01"
    letter = data["letters"][words["letter"]]
    [kind] = [key for key in data["people"][words["key"]]["acts"][0] if key != "source"]
    letter["facts"][0].append(f"{words['key']}.{kind}")
    letter["from"], letter["signed-by"] = words["head"], [words["officer"]]
    data["approvals"] = {"legal": f"Mx {words['legal']}"}
    head = {**HEAD, "signs": words["officer"], "officers": {words["officer"]: HEAD["officers"]["president"]}}
    text = f"# {words['comment']}\n" + as_yaml(data)
    build(folder, {f"{words['campaign']}.yml": text, f"templates/letterheads/{words['head']}/letterhead.yml": head})
    case, name = f"{words['campaign']}.yml", words["letter"]
    authority().key_file(folder / "key.p12", "Nadia Verbeek")
    approval = ("approve", case, name, "--as", "legal", "--by", f"Mx {words['legal']}", "--comment", words["said"])
    for command in (
        ("draft", case),
        approval,
        ("pdf", case, "--for", "sending"),
        ("sign", case, name, "--as", words["officer"], "--key", "key.p12"),
        ("mail", case, name, "--from", "office@example.org"),
    ):
        run = letterkit(*command)
        assert run.code == 0, f"{command}\n{run.err}"
    return [*words.values()]


def told_by(pdf: bytes, path: Path) -> bytes:
    """A PDF with all its streams decompressed."""
    reader = pypdf.PdfReader(path)
    objects = [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]
    streams = [one.get_data() for one in objects if isinstance(one, pypdf.generic.StreamObject)]
    text = "".join(page.extract_text() for page in reader.pages)
    assert len(streams) > 5
    assert "Alia Bek" in text
    return pdf + b"".join(streams) + text.encode() + repr(objects).encode()


@pytest.mark.sampled(1000)
@pytest.mark.parametrize("seed", range(1000))
def test_nothing_of_the_inside_is_in_what_is_sent(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LETTERKIT_PASSPHRASE", PASSPHRASE)
    words = inside(random.Random(seed), tmp_path)
    [pdf] = tmp_path.glob("output/*/*-sending.pdf")
    [mail] = tmp_path.glob("output/*/*.eml")
    content = mail.read_bytes()
    parts = email.message_from_bytes(content, policy=email.policy.default).walk()
    everything = told_by(pdf.read_bytes(), pdf) + content
    everything += b"".join(part.get_payload(decode=True) or b"" for part in parts if not part.is_multipart())
    lower = everything.lower()
    # A short name of a machine or a user is in any long text.
    machine = [name for name in (socket.gethostname(), getpass.getuser()) if len(name) > 5]
    machine += [str(tmp_path), "pyhanko", "weasyprint", "letterkit"]
    for word in (*words, *machine):
        assert word.lower().encode() not in lower, word
    assert pdf.read_bytes() in everything
