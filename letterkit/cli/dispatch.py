"""The commands that send letters and record replies. What they run is imported when they run."""

from __future__ import annotations

import datetime
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli import options
from letterkit.cli.exits import status_of
from letterkit.cli.rehearsing import files_for, rehearsed, with_files
from letterkit.cli.report import answers
from letterkit.cli.report.leaving import Printer, answer, say
from letterkit.cli.workspace import Workspace, with_workspace

if TYPE_CHECKING:
    from letterkit.foundation.problems import Problem
    from letterkit.pipeline.dispatch import Sent
    from letterkit.signoff.smtp import Server

_sender = click.option(
    "--from", "sender", default="", envvar="LETTERKIT_MAIL_FROM", metavar="ADDRESS", help="The address that sends."
)


@click.command(
    "mail", epilog=options.examples("letterkit mail campaigns/poti-2024.yml minister --from office@example.org")
)
@options.campaign
@options.letter
@_sender
@options.output
@options.dry
@options.json(answers.SentLetters)
@with_workspace
def mail_command(
    workspace: Workspace, campaign: Path, letter: str, sender: str, output: Path, dry: bool, json_: bool
) -> None:
    """Leave an e-mail with the approved LETTER of CAMPAIGN, for a mail program to open. It is not sent."""
    from letterkit.pipeline.dispatch import mail
    from letterkit.pipeline.plan import plan

    files = files_for(dry)
    jobs, unread = plan([campaign], workspace.library, output, [letter])
    code = _show([mail(with_files(files, job), workspace.library, sender) for job in jobs], unread, json_)
    rehearsed(files, json_)
    sys.exit(code)


@click.command("post", epilog=options.examples("letterkit post campaigns/poti-2024.yml minister"))
@options.campaign
@options.letter
@click.option("--posted", is_flag=True, help="Write into the letter's register that it was posted today.")
@options.output
@options.dry
@options.json(answers.SentLetters)
@with_workspace
def post_command(
    workspace: Workspace, campaign: Path, letter: str, posted: bool, output: Path, dry: bool, json_: bool
) -> None:
    """Leave a cover sheet and an address label for the approved LETTER of CAMPAIGN, for the post or an embassy."""
    from letterkit.pipeline.plan import plan
    from letterkit.pipeline.post import post

    files = files_for(dry)
    jobs, unread = plan([campaign], workspace.library, output, [letter])
    code = _show([post(with_files(files, job), workspace.library, posted) for job in jobs], unread, json_)
    rehearsed(files, json_)
    sys.exit(code)


@click.command(
    "send",
    epilog=options.examples(
        "letterkit send campaigns/poti-2024.yml minister --from office@example.org --server mail.example.org:587",
        "letterkit send campaigns/poti-2024.yml minister --from office@example.org --yes",
    ),
)
@options.campaign
@click.argument("letters", nargs=-1, required=True, metavar="LETTER...", shell_complete=options.offering("letters"))
@_sender
@click.option(
    "--server",
    default="",
    envvar="LETTERKIT_SMTP_SERVER",
    metavar="HOST[:PORT]",
    help="The SMTP server; it has to offer TLS. Port 587 when left out.",
)
@click.option("--user", default="", envvar="LETTERKIT_SMTP_USER", metavar="NAME", help="Who logs in there.")
@click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The file whose first line is the password; else LETTERKIT_SMTP_PASSWORD is, or the system's keyring has it.",
)
@click.option("--yes", is_flag=True, help="Send; without it, only say what would be sent.")
@click.option("--pace", type=click.IntRange(0), default=0, metavar="SECONDS", help="Wait between letters.")
@click.option(
    "--it-was",
    type=click.Choice(["sent", "not-sent"]),
    default=None,
    help="What became of a message of which nobody knew whether the server took it.",
)
@options.output
@options.json(answers.SentLetters)
@with_workspace
def send_command(
    workspace: Workspace,
    campaign: Path,
    letters: tuple[str, ...],
    sender: str,
    server: str,
    user: str,
    password_file: Path | None,
    yes: bool,
    pace: int,
    it_was: str | None,
    output: Path,
    json_: bool,
) -> None:
    """Send the approved LETTERS of CAMPAIGN by SMTP, one after the other, each to everybody once.

    Without --yes it is a rehearsal: nothing is sent and nothing written.
    """
    from letterkit.pipeline.dispatch import send
    from letterkit.pipeline.plan import plan

    where = _server(server, user, password_file, sender)
    jobs, unread = plan([campaign], workspace.library, output, letters)
    found = []
    for number, job in enumerate(jobs):
        if number and yes:
            time.sleep(pace)
        found.append(send(job, workspace.library, where, sender, really=yes, it_was=it_was or ""))
    code = _show(found, unread, json_)
    if not yes and not json_:
        say("Nothing was sent and nothing was written.")
    sys.exit(code)


def _server(server: str, user: str, password_file: Path | None, sender: str) -> Server:
    """The server that was named. Raises `UserError` (LK976) when something of it is missing or wrong."""
    from letterkit.foundation.problems import Problem, UserError
    from letterkit.signoff.smtp import Server

    problems = []
    if not sender:
        hint = "give it with --from, or as LETTERKIT_MAIL_FROM in the environment"
        problems.append(Problem("LK976", "the address that sends is missing", None, hint))
    host, _, port = server.partition(":")
    if not host or (port and not port.isdecimal()):
        hint = "write it as --server mail.example.org:587, or as LETTERKIT_SMTP_SERVER in the environment"
        problems.append(Problem("LK976", "the server is missing, or its port is no number", None, hint))
    if problems:
        raise UserError(problems)
    password = os.environ.get("LETTERKIT_SMTP_PASSWORD", "")
    if password_file:
        password = password_file.read_text(encoding="utf-8").split("\n")[0].rstrip("\r")
    elif not password and user:
        password = _from_keyring(host, user)
    return Server(host, int(port or 587), user, password)


def _from_keyring(host: str, user: str) -> str:
    """The password of a user of a server from the system's keyring; "" where there is no keyring or none in it.

    Raises `UserError` (LK976) when the keyring is there and cannot be read, such as one that stays locked.
    """
    from letterkit.foundation.problems import Problem, UserError

    try:
        from keyring import get_password
        from keyring.errors import KeyringError, NoKeyringError
    except ImportError:
        return ""
    try:
        return get_password(host, user) or ""
    except NoKeyringError:
        return ""
    except KeyringError as error:
        hint = "unlock it, or give the password with --password-file, or as LETTERKIT_SMTP_PASSWORD"
        raise UserError([Problem("LK976", f"the keyring does not give the password: {error}", None, hint)]) from error


@click.command(
    "reply",
    epilog=options.examples(
        "letterkit reply campaigns/poti-2024.yml minister --date 2024-06-03 --says nothing --file reply.pdf"
    ),
)
@options.campaign
@options.letter
@click.option("--date", required=True, callback=options.day, metavar="DAY", help="The day on which it came.")
@click.option("--says", default="", metavar="TEXT", help='What it says, as it follows "replied that"; or nothing.')
@click.option("--by", default="", metavar="WHO", help="Who answered, with article; the target when left out.")
@click.option(
    "--file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The file that it came as, to be kept; a delivery report is noted as one.",
)
@options.output
@options.dry
@options.json(answers.SentLetters)
@with_workspace
def reply_command(
    workspace: Workspace,
    campaign: Path,
    letter: str,
    date: datetime.date,
    says: str,
    by: str,
    file: Path | None,
    output: Path,
    dry: bool,
    json_: bool,
) -> None:
    """Record what came back on LETTER, in the file CAMPAIGN and in the letter's register."""
    from letterkit.pipeline.dispatch import Answer, reply
    from letterkit.pipeline.plan import plan

    files = files_for(dry)
    jobs, unread = plan([campaign], workspace.library, output, [letter])
    answer = Answer(date, says, by, file)
    code = _show([reply(campaign, with_files(files, job), workspace.library, answer) for job in jobs], unread, json_)
    rehearsed(files, json_)
    sys.exit(code)


def _show(found: Sequence[Sent], unread: Sequence[Problem], json_: bool) -> int:
    from letterkit.cli.report.dispatch import sent_data, show_sent
    from letterkit.cli.report.machine import problems_data
    from letterkit.cli.report.problems import show_problems

    problems = [*unread, *(problem for one in found for problem in one.problems)]
    if json_:
        data: answers.SentLetters = {
            "letters": [sent_data(one) for one in found],
            "problems": problems_data(unread),
        }
        answer(data)
    else:
        show_sent(found, Printer())
        show_problems(dict.fromkeys(problems), Printer(stderr=True))
    return status_of(problems)
