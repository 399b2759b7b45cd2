"""What a shell offers when somebody presses Tab, and the command that makes it do so.

A shell asks anew for each Tab: what is offered is read from the text of the files, without the library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem, get_completion_class

from letterkit.cli.options import examples
from letterkit.cli.report.leaving import say

PROGRAM, COMPLETE = "letterkit", "_LETTERKIT_COMPLETE"
"""What the program is called, and the variable by which a shell asks it for completions."""

_LARGEST = 4_000_000
"""A file larger than this in bytes is no campaign."""


@click.command(
    "completion",
    epilog=examples(
        "letterkit completion bash > ~/.local/share/bash-completion/completions/letterkit",
        'letterkit completion zsh > "${fpath[1]}/_letterkit"',
        "letterkit completion fish > ~/.config/fish/completions/letterkit.fish",
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    """Print the script that lets SHELL complete commands, options, campaigns, letters, clauses, acts and people.

    It goes where the shell looks for completions; the examples have the usual places. It holds from the next shell on.
    """
    kind = get_completion_class(shell)
    assert kind
    # Its own ``source`` would start a shell to ask for its version; bash has all that is needed since 4.4 (2016).
    script = kind(context.find_root().command, {}, PROGRAM, COMPLETE)
    say(script.source_template % script.source_vars())


def campaigns(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Campaign files, and where there are none whatever files there are."""
    there = (path for path in _campaigns() if path.startswith(typed))
    return [CompletionItem(path) for path in there] or [CompletionItem(typed, type="file")]


def letters(context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The letters of the campaigns that were typed before, else of all there are."""
    return _items((name for path in _typed(context) for name in _keys(path, "letters")), typed)


def people(context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The people and organisations of the campaigns that were typed before, by their keys, never by their names."""
    files = [file for path in _typed(context) for file in _with_included(path)]
    return _items((key for file in files for part in ("people", "organisations") for key in _keys(file, part)), typed)


def targets(context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The targets of the campaigns that were typed before."""
    return _items(
        (key for path in _typed(context) for file in _with_included(path) for key in _keys(file, "targets")), typed
    )


def roles(context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The roles that approve letters of the campaigns that were typed before."""
    return _items((key for path in _typed(context) for key in _keys(path, "approvals")), typed)


def clauses(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The clauses there are."""
    return _items(_names("clauses/*/*.yml"), typed)


def acts(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The kinds of act there are."""
    return _items(_names("clauses/acts/*.yml"), typed)


def demands(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The demands there are."""
    return _items(_names("clauses/demands/*.yml"), typed)


def letterheads(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The letterheads there are."""
    return _items((path.parent.name for path in _paths("letterheads/*/letterhead.yml")), typed)


def instruments(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The instruments and the countries that the law tables have, by their codes."""
    with suppress(OSError):
        from letterkit.schema.templates import shipped_templates

        table = (shipped_templates() / "law" / "ratifications.csv").read_text(encoding="utf-8")
        countries = re.findall(r"^([A-Z]{2}),", table, re.MULTILINE)
        codes = re.findall(r"\b(C\d{3}|P\d{3})\b", table)
        return _items((*countries, *codes, *_names("law/instruments/*.yml")), typed)
    return []


def countries(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The codes of the countries that the law tables have."""
    return [item for item in instruments(_context, _parameter, typed) if re.fullmatch(r"[A-Z]{2}", str(item.value))]


def forms(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The forms of letters there are."""
    return _items((name.removesuffix(".md") for name in _names("letters/*.md.j2")), typed)


def _items(names: Iterable[str], typed: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in sorted(set(names)) if name.startswith(typed)]


def _campaigns() -> list[str]:
    """The campaign files of the folder that the command is typed in."""
    return sorted(path.as_posix() for suffix in ("yml", "yaml") for path in Path().glob(f"campaigns/*.{suffix}"))


def _typed(context: click.Context) -> list[Path]:
    """The campaigns that were typed before; of a line that is not read to its end, the words that can be one."""
    given = context.params.get("campaigns") or context.params.get("campaign")
    given = given or [word for word in context.args if word.endswith((".yml", ".yaml"))] or _campaigns()
    return [Path(path) for path in (given if isinstance(given, list | tuple) else [given])]


def _with_included(path: Path) -> Iterator[Path]:
    yield path
    included = _read(path).get("include")
    for name in included if isinstance(included, list) else ():
        yield path.parent / str(name)


def _keys(path: Path, part: str) -> Iterator[str]:
    """The keys below a key of a campaign file; of one that is no YAML just now, those on lines of their own."""
    data = _read(path)
    below = data.get(part)
    if isinstance(below, dict):
        yield from map(str, below)
    elif not data and (
        block := re.search(rf"^{part}:[^\n]*\n((?:[ \t]+[^\n]*\n|[ \t]*\n)*)", _text(path), re.MULTILINE)
    ):
        found = [(len(one[1]), one[2]) for one in re.finditer(r"^([ ]+)([\w-]+):", block[1], re.MULTILINE)]
        yield from (key for depth, key in found if depth == min(depth for depth, _ in found))


def _read(path: Path) -> dict[str, Any]:
    """What a campaign file holds as plain data; nothing when it is no YAML just now."""
    import yaml

    with suppress(yaml.YAMLError, RecursionError, ValueError):
        data = yaml.load(_text(path), Loader=yaml.CBaseLoader)
        return data if isinstance(data, dict) else {}
    return {}


def _text(path: Path) -> str:
    with suppress(OSError), path.open(encoding="utf-8", errors="replace") as opened:
        return opened.read(_LARGEST)
    return ""


def _names(pattern: str) -> Iterator[str]:
    """The names of files of the template folders, the workspace's own and the shipped ones."""
    return (path.stem for path in _paths(pattern))


def _paths(pattern: str) -> Iterator[Path]:
    from letterkit.schema.templates import shipped_templates

    for folder in (Path("templates"), shipped_templates()):
        yield from (path for path in folder.glob(pattern) if not path.name.startswith("."))
