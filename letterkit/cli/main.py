"""The command line: every command, and every way out with its exit code."""

from __future__ import annotations

import errno
import io
import signal
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import NoReturn

import click

from letterkit.cli.exits import BUG, INTERRUPTED, MISTAKE, bug, forget_output, terminated, unusable
from letterkit.cli.options import examples
from letterkit.cli.report.leaving import Printer, say
from letterkit.foundation.problems import Problem, UserError
from letterkit.schema.names_read import noting_names


class _Commands(Mapping[str, click.Command]):
    """The commands by name, each imported when it is asked for: most of what one run needs is one of them."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = dict(modules)
        self._added: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._added:
            module = import_module(f"letterkit.cli.{self._modules[name]}")
            found = (one for one in vars(module).values() if isinstance(one, click.Command) and one.name == name)
            self._added[name] = next(found)
        return self._added[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


_COMMANDS = _Commands(
    {
        "init": "newcomer",
        "new": "newcomer",
        "add": "editing",
        "fmt": "editing",
        "schema": "editing",
        "draft": "drafts",
        "batch": "batch",
        "pdf": "drafts",
        "diff": "versions",
        "history": "versions",
        "explain": "versions",
        "restore": "versions",
        "check": "check",
        "preview": "preview.command",
        "approve": "sign_off",
        "reject": "sign_off",
        "status": "sign_off",
        "sign": "sign_off",
        "verify": "sign_off",
        "mail": "dispatch",
        "post": "dispatch",
        "send": "dispatch",
        "reply": "dispatch",
        "follow-up": "drafts",
        "clauses": "clauses",
        "law": "law",
        "letterheads": "letterheads",
        "cache": "cache",
        "completion": "completing",
        "doctor": "doctor",
    }
)


def _show_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from letterkit import __version__

        say(f"{context.find_root().info_name}, version {__version__}")
        context.exit()


@click.group(
    commands=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples(
        "letterkit draft campaigns/philippines-2024.yml",
        "letterkit check campaigns/*.yml --strict",
        "letterkit draft --help",
    ),
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version, help="Show the version."
)
def cli() -> None:
    """Draft, check and typeset campaign letters."""


def main() -> None:
    """Run the command line; every way out has its exit code."""
    with noting_names():
        _run()


def _run() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal or pipe that cannot show a character shows another
            stream.reconfigure(errors="replace")
    signal.signal(signal.SIGTERM, terminated)
    try:
        try:
            status = cli.main(standalone_mode=False)
        except SystemExit as leaving:
            status = leaving.code
        if sys.stdout:
            sys.stdout.flush()  # at exit it would be too late to tell of a full disk
        sys.exit(status)
    except UserError as error:
        _show(*error.problems)
        sys.exit(MISTAKE)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        say("Stopped. Files that were being written are as they were before.", err=True)
        sys.exit(INTERRUPTED)
    except OSError as error:
        stopped_by(error)
    except Exception as error:
        _show(bug(error))
        sys.exit(BUG)


def stopped_by(error: OSError) -> NoReturn:
    """End because the system does not let us read or write; whoever does not listen any more is told nothing."""
    forget_output()
    if error.errno != errno.EPIPE:
        _show(unusable(error))
    sys.exit(MISTAKE)


def _show(*problems: Problem) -> None:
    from letterkit.cli.report.problems import show_problems

    # The command has ended, and its options with it.
    internal = "--internal" in sys.argv
    show_problems(problems, Printer(stderr=True, internal=internal), internal=internal)
