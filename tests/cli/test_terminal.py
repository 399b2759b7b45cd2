"""The command line as a person meets it: examples, completion, colours, widths, and what the doctor says."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

import click
import pytest
from click.shell_completion import BashComplete
from support.helpers import build, campaign, letterkit

from letterkit.cli.completing import COMPLETE, PROGRAM
from letterkit.cli.main import cli
from letterkit.cli.report.leaving import Printer
from letterkit.cli.report.outcomes import show_differences, show_outcomes
from letterkit.drafts.merge.compare import compare
from letterkit.pipeline import doctor
from letterkit.pipeline.draft import DraftDifference, DraftResult
from letterkit.schema.templates import shipped_templates


def commands(group: click.Group = cli, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, group
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


ALL = dict(commands())


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return build(
        tmp_path, {"campaigns/c.yml": campaign(), "campaigns/other.yml": campaign("letters/two", {"like": "one"})}
    )


# --- Examples ---


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_each_command_has_examples_that_it_understands(path: tuple[str, ...], workspace: Path) -> None:
    head, *lines = (ALL[path].epilog or "").removeprefix("\b\n").split("\n")
    assert head == "Examples:"
    text = "\n".join(line[2:] for line in lines).replace("\n  ", " ")
    for example in text.split("\n"):
        program, *words = shlex.split(example.partition(" > ")[0].replace("*.yml", "c.yml"))
        assert program == PROGRAM
        assert tuple(words[: len(path)]) == path, example
        understood(words)


def understood(words: list[str]) -> None:
    """Read a command line as the command would, without running it."""
    for word in words:
        if word.endswith((".pdf", ".p12", ".pem", ".csv")):
            build(Path(), {word: b""})
    asks_for_help = "--help" in words
    context = cli.make_context(PROGRAM, [word for word in words if word != "--help"])
    rest, command = [*context._protected_args, *context.args], cli
    while isinstance(command, click.Group) and rest:
        name, found, rest = command.resolve_command(context, rest)
        assert found, name
        context = found.make_context(name, rest, parent=context, resilient_parsing=asks_for_help)
        rest, command = [*context._protected_args, *context.args], found


def test_help_shows_the_examples_as_they_are_typed() -> None:
    shown = letterkit("check", "--help").out
    assert "\n  Examples:\n    letterkit check campaigns/philippines-2024.yml --strict\n" in shown


# --- Completion ---


def offered(typed: str) -> set[str]:
    *words, incomplete = shlex.split(typed + "''") if typed.endswith(" ") else shlex.split(typed)
    found = BashComplete(cli, {}, PROGRAM, COMPLETE).get_completions(words, incomplete)
    return {item.value for item in found if item.type == "plain"}


@pytest.mark.parametrize(
    ("typed", "some", "not_"),
    [
        ("dr", {"draft"}, {"diff"}),
        ("draft ", {"campaigns/c.yml", "campaigns/other.yml"}, set()),
        ("draft campaigns/o", {"campaigns/other.yml"}, {"campaigns/c.yml"}),
        ("draft campaigns/c.yml --letter ", {"one"}, {"two"}),
        ("draft --letter ", {"one", "two"}, set()),
        ("explain campaigns/other.yml ", {"one", "two"}, set()),
        ("approve campaigns/c.yml ", {"one"}, {"two"}),
        ("follow-up campaigns/c.yml one --to ", {"president", "clerk"}, set()),
        ("add act campaigns/c.yml ", {"alia", "crowd", "union"}, {"Alia Bek"}),
        ("add act campaigns/c.yml alia arr", {"arrested"}, {"release"}),
        ("add demand campaigns/c.yml rel", {"release"}, {"released"}),
        ("clauses show rel", {"release", "released"}, {"instability"}),
        ("letterheads preview i", {"ituc"}, {"base"}),
        ("law C0", {"C087", "C098"}, {"KZ"}),
        ("law K", {"KZ"}, {"C087"}),
        ("completion ", {"bash", "zsh", "fish"}, set()),
        ("new --letterhead ", {"ituc", "specimen"}, {"base", "label"}),
        ("new --country K", {"KZ", "KE"}, {"PH"}),
        ("new --act arr", {"arrested"}, {"dismissed"}),
        ("new --form ", {"protest", "urgent"}, {"protest.md"}),
        ("check --for", {"--format"}, {"--select"}),
        ("check --format ", {"sarif"}, set()),
    ],
)
def test_what_is_offered(workspace: Path, typed: str, some: set[str], not_: set[str]) -> None:
    found = offered(typed)
    assert some <= found
    assert not not_ & found


def test_letters_are_offered_while_the_campaign_is_no_yaml(workspace: Path) -> None:
    source = workspace / "campaigns" / "c.yml"
    source.write_text(
        source.read_text(encoding="utf-8").replace("campaign: Example", "campaign: [Exam"), encoding="utf-8"
    )
    assert offered("draft campaigns/c.yml --letter ") == {"one"}
    source.write_bytes(b"\xff\xfe\x00")
    assert offered("draft campaigns/c.yml --letter ") == set()
    assert offered("draft campaigns/no.yml --letter ") == set()


def test_people_of_included_files_are_offered(workspace: Path) -> None:
    more = {"people": {"berg": {}}}
    build(workspace, {"campaigns/d.yml": {**campaign(), "include": ["more.yml"]}, "campaigns/more.yml": more})
    assert {"alia", "berg"} <= offered("add act campaigns/d.yml ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(shell: str) -> None:
    script = letterkit("completion", shell).out
    assert f"{COMPLETE}={shell}_complete" in script
    assert "%(" not in script


PROGRAM_HERE = "import sys; sys.argv[0] = 'letterkit'; from letterkit.cli.process import run; run()"


def test_bash_completes(workspace: Path) -> None:
    """The script as bash takes it; the program that it asks is this one."""
    asked = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c "{PROGRAM_HERE}"\n'
    build(workspace, {"script": letterkit("completion", "bash").out, "bin/letterkit": asked})
    (workspace / "bin" / "letterkit").chmod(0o755)
    typed = "COMP_WORDS=(letterkit draft campaigns/o); COMP_CWORD=2; _letterkit_completion letterkit"
    paths = {"PATH": f"{workspace / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": os.pathsep.join(sys.path)}
    script = f'. ./script; {typed}; echo "${{COMPREPLY[@]}}"'
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, env={**os.environ, **paths}, check=True
    )
    assert (done.stdout.split(), done.stderr) == (["campaigns/other.yml"], "")


# --- Colours and widths ---


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def printed(show: Callable[..., None], value: object, patch: pytest.MonkeyPatch, **environment: str) -> str:
    for name in ("NO_COLOR", "TERM", "COLUMNS"):
        patch.delenv(name, raising=False)
    for name, said in environment.items():
        patch.setenv(name, said)
    patch.setattr(sys, "stdout", stream := Terminal())
    show(value, Printer())
    return stream.getvalue()


def test_nothing_is_said_by_colour_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = compare("Nineteen were arrested.\n", "Twenty were arrested.\n")
    difference = [DraftDifference("c", "one", Path("one.md"), changes)]
    assert "\x1b[3" in printed(show_differences, difference, monkeypatch, TERM="xterm-256color")
    for environment in ({"NO_COLOR": "1", "TERM": "xterm"}, {"TERM": "dumb"}):
        plain = printed(show_differences, difference, monkeypatch, **environment)
        assert "[-Nineteen-]" in plain
        assert "{+Twenty+}" in plain
        assert "\x1b[3" not in plain


@pytest.mark.parametrize("width", [20, 40, 60, 200])
def test_a_table_keeps_its_words_in_any_width(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    done = DraftResult("campaign", "president", "大統領 of the Republic", 2, 400, 0.1, Path("a.md"), Path("a.pdf"))
    words = printed(show_outcomes, [done], monkeypatch, COLUMNS=str(width), TERM="dumb")
    for word in ("campaign/president", "大統領", "Republic", "400", "10%"):
        assert word in words
    table = words.splitlines()[:-1]
    if width > 40:
        assert max(len(line) + line.count("大統領") * 3 for line in table) <= width
        assert table[0].endswith("problems")
        assert table[1].endswith("400   10%         0")


# --- The doctor ---


def parts(*arguments: str) -> tuple[int, dict[str, tuple[str, str]]]:
    result = letterkit("doctor", "--json", *arguments)
    found = {part["name"]: (part["standing"], part["mend"]) for part in json.loads(result.out)}
    assert all(bool(mend) == (standing != "good") for standing, mend in found.values())
    return result.code, found


def test_here_everything_is_there(workspace: Path) -> None:
    code, found = parts()
    assert code == 0
    for name in ("Python", "letterkit", "system libraries", "fonts", "a page", "output folder", "cache folder"):
        assert found[name][0] == "good", name
    shown = letterkit("doctor")
    assert all(name in shown.out for name in found)


def test_what_is_missing_is_told_with_its_mend(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    version = metadata.version
    there = {"pyyaml": None, "pyhanko": None, "starlette": None}

    def without(name: str) -> str:
        if name in there:
            raise metadata.PackageNotFoundError(name)
        return version(name)

    needs = ["pyyaml<7", 'pyhanko<0.39; extra == "sign"', "starlette<2; extra == 'preview'", 'mypy; extra == "dev"']
    monkeypatch.setattr(doctor.metadata, "requires", lambda name: needs)
    monkeypatch.setattr(doctor.metadata, "version", without)
    monkeypatch.setattr(doctor, "missing_libraries", lambda: ["Pango"])
    monkeypatch.setattr(doctor.fonts, "FAMILIES", ("No Such Font",))
    build(workspace, {"output": "a file"})
    code, found = parts()
    assert code == 1
    assert found["system libraries"][0] == "wanting"
    assert "libpango-1.0-0" in found["system libraries"][1]
    assert found["libraries"][0] == "wanting"
    assert found["extra sign"] == ("optional", "pip install 'letterkit[sign]'")
    assert found["extra preview"] == ("optional", "pip install 'letterkit[preview]'")
    assert "extra dev" not in found
    assert found["fonts"][0] == "wanting"
    assert found["output folder"][0] == "wanting"


def test_own_templates_in_the_place_of_shipped_ones(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"bodies.yml": "", "clauses/a.yml": "as shipped", "clauses/b.yml": "as shipped"}
    shipped = build(workspace / "shipped", texts)
    monkeypatch.setattr(doctor, "shipped_templates", lambda: shipped)
    build(workspace / "templates", {"clauses/a.yml": "our own", "clauses/b.yml": "as shipped", "c.yml": ""})
    code, found = parts()
    names = ["templates/clauses/a.yml", "templates/clauses/b.yml"]
    assert (code, [found.get(name, ("",))[0] for name in names]) == (0, ["look", "look"])
    assert "templates/c.yml" not in found
    assert "2 templates" in letterkit("doctor", "--remember").out
    build(workspace, {"templates/clauses/b.yml": "our own, too"})
    assert [parts()[1][name][0] for name in names] == ["good", "good"]
    build(shipped, {"clauses/a.yml": "as shipped later"})
    code, found = parts()
    assert (code, [found[name][0] for name in names]) == (1, ["wanting", "good"])
    assert "doctor --remember" in found[names[0]][1]
    letterkit("doctor", "--remember")
    assert parts()[0] == 0


def test_shipped_templates_are_no_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shipped_templates().parent)
    assert not [name for name in parts()[1] if name.startswith("templates")]
