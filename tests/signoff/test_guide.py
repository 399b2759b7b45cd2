"""The walk of one letter in docs/sign-off.md is true: its commands run as they stand there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from support.authority import PASSPHRASE, authority
from support.helpers import letterkit

GUIDE = (Path(__file__).resolve().parents[2] / "docs/sign-off.md").read_text(encoding="utf-8")


@pytest.mark.quick
def test_the_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for path, text in re.findall(r"^```yaml (\S+)\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.setenv("LETTERKIT_PASSPHRASE", PASSPHRASE)
    for file, name in (("verbeek.p12", "Nadia Verbeek"), ("holm.p12", "Marit Holm")):
        authority().key_file(tmp_path / file, name)
    shown = "".join(re.findall(r"^```sh\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL))
    typed = re.findall(r"^letterkit (.+)$", shown, re.MULTILINE)
    assert [shlex.split(line)[0] for line in typed[:3]] == ["draft", "pdf", "approve"]
    outputs = []
    for line in typed:
        run = letterkit(*shlex.split(line))
        # The letter is of 2024: what was known then is long ago, on the day of sending.
        assert run.code == 0, f"{line}\n{run.err}"
        assert run.err == "" or shlex.split(line)[0] in ("mail", "send", "post"), run.err
        outputs.append(run.out)
    told = outputs[[shlex.split(line)[0] for line in typed].index("status")]
    verified = outputs[[shlex.split(line)[0] for line in typed].index("verify")]
    assert "It has not been changed since." in verified
    commands = [shlex.split(line)[0] for line in typed]
    assert {"draft", "pdf", "approve", "status", "sign", "verify", "mail", "send", "post", "reply", "follow-up"} <= {
        *commands
    }
    for name in ("minister.eml", "minister-cover.pdf", "minister-label.pdf"):
        assert (tmp_path / "output/poti-2024" / name).is_file()
    assert "the register says that it was posted today" in outputs[commands.index("post")]
    assert "answered on 2024-03-20" in outputs[len(commands) - commands[::-1].index("status") - 1]
    assert "the case is under review" in (tmp_path / "output/poti-2024/minister-2.md").read_text(encoding="utf-8")
    assert "approved by Jon Dale, for Aino Saar" in told
