"""The command line: every command, and every way out with its exit code."""

from __future__ import annotations

import errno
import io
import signal
import sys
from typing import NoReturn

import click

from letterkit.cli.batch import batch_command
from letterkit.cli.cache import cache_group
from letterkit.cli.check import check_command
from letterkit.cli.clauses import clauses_group
from letterkit.cli.completing import completion_command
from letterkit.cli.dispatch import mail_command, post_command, reply_command, send_command
from letterkit.cli.doctor import doctor_command
from letterkit.cli.drafts import draft_command, follow_up_command, pdf_command
from letterkit.cli.editing import add_group, fmt_command, schema_command
from letterkit.cli.exits import BUG, INTERRUPTED, MISTAKE, bug, forget_output, terminated, unusable
from letterkit.cli.law import law_command
from letterkit.cli.letterheads import letterheads_group
from letterkit.cli.newcomer import init_command, new_command
from letterkit.cli.options import examples
from letterkit.cli.preview.command import preview_command
from letterkit.cli.report.leaving import printer, say
from letterkit.cli.sign_off import approve_command, reject_command, sign_command, status_command, verify_command
from letterkit.cli.versions import diff_command, explain_command, history_command, restore_command
from letterkit.foundation.problems import Problem, UserError
from letterkit.schema.names_read import noting_names


def _show_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from letterkit import __version__

        say(f"{context.find_root().info_name}, version {__version__}")
        context.exit()


@click.group(
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


for command in (
    init_command,
    new_command,
    add_group,
    fmt_command,
    schema_command,
    draft_command,
    batch_command,
    pdf_command,
    diff_command,
    history_command,
    explain_command,
    restore_command,
    check_command,
    preview_command,
    approve_command,
    reject_command,
    status_command,
    sign_command,
    verify_command,
    mail_command,
    post_command,
    send_command,
    reply_command,
    follow_up_command,
    clauses_group,
    law_command,
    letterheads_group,
    cache_group,
    completion_command,
    doctor_command,
):
    cli.add_command(command)


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
    show_problems(problems, printer(stderr=True, internal=internal), internal=internal)
