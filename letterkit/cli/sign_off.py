"""The commands of sign-off. What they run is imported when they run, so that help is immediate."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli import options
from letterkit.cli.exits import FINDINGS, status_of
from letterkit.cli.rehearsing import files_for, rehearsed, with_files
from letterkit.cli.report import answers
from letterkit.cli.report.leaving import Printer, answer, say
from letterkit.cli.workspace import Workspace, with_workspace

if TYPE_CHECKING:
    from letterkit.foundation.problems import Problem
    from letterkit.pipeline.sign_off import LetterStatus
    from letterkit.signoff.keys import KeyPlace

_role = click.option(
    "--as",
    "role",
    required=True,
    metavar="ROLE",
    shell_complete=options.offering("roles"),
    help="The role, as 'approvals:' calls it.",
)
_person = click.option("--by", "person", required=True, metavar="PERSON", help="Who decides.")
_comment = click.option("--comment", default="", metavar="TEXT", help="What to tell the others.")


@click.command(
    "approve",
    epilog=options.examples('letterkit approve campaigns/poti-2024.yml minister --as legal --by "Ines Okoro"'),
)
@options.campaign
@options.letter
@_role
@_person
@_comment
@options.output
@options.dry
@options.json(answers.StandingLetters)
@with_workspace
def approve_command(
    workspace: Workspace,
    campaign: Path,
    letter: str,
    role: str,
    person: str,
    comment: str,
    output: Path,
    dry: bool,
    json_: bool,
) -> None:
    """Approve LETTER of CAMPAIGN exactly as it stands, and write it into the letter's register.

    Any later change of the draft, the facts, the clauses, the letterhead or the fonts voids the approval.
    """
    sys.exit(_decide(workspace, campaign, letter, role, person, comment, output, dry, json_, approves=True))


@click.command(
    "reject",
    epilog=options.examples(
        'letterkit reject campaigns/poti-2024.yml minister --as legal --by "Ines Okoro" --comment "Who saw it?"'
    ),
)
@options.campaign
@options.letter
@_role
@_person
@_comment
@options.output
@options.dry
@options.json(answers.StandingLetters)
@with_workspace
def reject_command(
    workspace: Workspace,
    campaign: Path,
    letter: str,
    role: str,
    person: str,
    comment: str,
    output: Path,
    dry: bool,
    json_: bool,
) -> None:
    """Send LETTER of CAMPAIGN back, and write it into the letter's register."""
    sys.exit(_decide(workspace, campaign, letter, role, person, comment, output, dry, json_, approves=False))


@click.command(
    "status", epilog=options.examples("letterkit status", "letterkit status campaigns/poti-2024.yml --on today")
)
@options.any_campaigns
@options.letters
@options.output
@click.option("--on", "day", callback=options.day, metavar="DAY", help="See who is overdue on DAY, not today.")
@options.json(answers.StandingLetters)
@with_workspace
def status_command(
    workspace: Workspace,
    campaigns: tuple[Path, ...],
    letters: tuple[str, ...],
    output: Path,
    day: datetime.date | None,
    json_: bool,
) -> None:
    """Say where the letters of CAMPAIGNS (campaigns/*.yml when none are named) stand, and whom they wait for.

    Each register is verified. Nothing is written.
    """
    from letterkit.pipeline.plan import plan
    from letterkit.pipeline.sign_off import status

    jobs, unread = plan(campaigns or sorted(Path("campaigns").glob("*.yml")), workspace.library, output, letters)
    found = [status(job, workspace.library, day or datetime.date.today()) for job in jobs]
    sys.exit(_show(found, unread, json_))


@click.command(
    "sign",
    epilog=options.examples(
        "letterkit sign campaigns/poti-2024.yml minister --as general-secretary --key holm.p12",
        "letterkit sign campaigns/poti-2024.yml minister --as president --token /usr/lib/opensc-pkcs11.so",
    ),
)
@options.campaign
@options.letter
@click.option("--as", "who", required=True, metavar="SIGNATORY", help="The officer who signs, as 'signed-by' has it.")
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The file with key and certificate (PKCS#12: .p12, .pfx).",
)
@click.option(
    "--token",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="LETTERKIT_TOKEN",
    metavar="LIBRARY",
    help="Sign with a token or card instead: the library (PKCS#11) that its maker gives for it.",
)
@click.option("--token-label", default="", metavar="LABEL", help="Which token, where several are plugged in.")
@click.option("--token-key", default="", metavar="LABEL", help="Which key, where the token has several.")
@click.option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The file whose first line opens the key, or is the token's PIN; else LETTERKIT_PASSPHRASE, or you are asked.",
)
@click.option(
    "--timestamp-server",
    default="",
    envvar="LETTERKIT_TIMESTAMP_SERVER",
    metavar="URL",
    help="A server that vouches for the time (RFC 3161).",
)
@options.output
@options.dry
@options.json(answers.StandingLetters)
@with_workspace
def sign_command(
    workspace: Workspace,
    campaign: Path,
    letter: str,
    who: str,
    key: Path | None,
    token: Path | None,
    token_label: str,
    token_key: str,
    passphrase_file: Path | None,
    timestamp_server: str,
    output: Path,
    dry: bool,
    json_: bool,
) -> None:
    """Sign the approved LETTER of CAMPAIGN with a key, in its PDF for sending, and write it into the register."""
    from letterkit.pipeline.plan import plan
    from letterkit.pipeline.signing import sign

    place = _key_place(key, token, token_label, token_key, passphrase_file)
    files = files_for(dry)
    jobs, unread = plan([campaign], workspace.library, output, [letter])
    found = [sign(with_files(files, job), workspace.library, who, place, timestamp_server) for job in jobs]
    code = _show(found, unread, json_)
    rehearsed(files, json_)
    sys.exit(code)


def _key_place(key: Path | None, token: Path | None, label: str, name: str, passphrase_file: Path | None) -> KeyPlace:
    """Where the key is: in a file, or else on a token."""
    from letterkit.signoff.keys import KeyFile, KeyToken, needs_pkcs11

    if key:
        return KeyFile(key.read_bytes(), key.name, _passphrase(passphrase_file, "Passphrase of the key"))
    if not token:
        raise click.UsageError("say with which key: --key FILE, or --token LIBRARY")
    needs_pkcs11()
    return KeyToken(
        token, _passphrase(passphrase_file, "PIN of the token (empty when its reader asks for it)"), label, name
    )


def _passphrase(file: Path | None, question: str) -> str:
    """What opens a key: from a file, from the environment, or typed unseen; never an argument, which others can see."""
    if file:
        return file.read_text(encoding="utf-8").split("\n")[0].rstrip("\r")
    known = os.environ.get("LETTERKIT_PASSPHRASE")
    return (
        known
        if known is not None
        else str(click.prompt(question, hide_input=True, err=True, default="", show_default=False))
    )


@click.command(
    "verify",
    epilog=options.examples(
        "letterkit verify output/poti-2024/minister-sending.pdf", "letterkit verify received.pdf --trust authority.pem"
    ),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--trust",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The certificate (PEM) of an authority that you trust; can be repeated.",
)
@options.output
@options.json(answers.VerifiedFile)
def verify_command(file: Path, trust: tuple[Path, ...], output: Path, json_: bool) -> None:
    """Say whose keys signed the PDF FILE, whether it is unchanged, what that does not prove, and which letter it is.

    The exit code is 1 when it is changed, not signed by all, not approved by all, or not known.
    """
    from letterkit.cli.report.sign_off import verified_data
    from letterkit.pipeline.signing import verify
    from letterkit.signoff.signing import load_authorities, needs_pyhanko

    needs_pyhanko()
    authorities = [one for path in trust for one in load_authorities(path.read_bytes(), path.name)]
    found = verify(file, output, authorities)
    if json_:
        answer(verified_data(found))
    else:
        say("\n".join(found.said))
    sys.exit(0 if found.holds else FINDINGS)


def _decide(
    workspace: Workspace,
    campaign: Path,
    letter: str,
    role: str,
    person: str,
    comment: str,
    output: Path,
    dry: bool,
    json_: bool,
    *,
    approves: bool,
) -> int:
    from letterkit.pipeline.plan import plan
    from letterkit.pipeline.sign_off import decide

    files = files_for(dry)
    jobs, unread = plan([campaign], workspace.library, output, [letter])
    found = [
        decide(with_files(files, job), workspace.library, role=role, person=person, approves=approves, comment=comment)
        for job in jobs
    ]
    code = _show(found, unread, json_)
    rehearsed(files, json_)
    return code


def _show(found: Sequence[LetterStatus], unread: Sequence[Problem], json_: bool) -> int:
    from letterkit.cli.report.problems import show_problems
    from letterkit.cli.report.sign_off import show_status, standing_data

    problems = [*unread, *(problem for one in found for problem in one.problems)]
    if json_:
        answer(standing_data(found, unread))
    else:
        show_status(found, Printer())
        show_problems(dict.fromkeys(problems), Printer(stderr=True))
    return status_of(problems)
