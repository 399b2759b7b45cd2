"""The commands: each parses its arguments, calls one function, shows the result."""

from __future__ import annotations

import datetime
import errno
import io
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from letterkit import __version__
from letterkit.checks.select import chosen
from letterkit.cli.report.clauses import clause_data, show_clause, show_clauses, show_usage
from letterkit.cli.report.explain import explanations_as_json, show_explanation
from letterkit.cli.report.history import history_as_json, show_history
from letterkit.cli.report.law import law_data, show_law
from letterkit.cli.report.letterheads import letterhead_data, show_begun, show_letterheads, show_preview
from letterkit.cli.report.machine import FORMATS, Counted
from letterkit.cli.report.outcomes import (
    as_json,
    differences_as_json,
    show_differences,
    show_follow_up,
    show_outcomes,
    show_rehearsal,
)
from letterkit.cli.report.problems import show_findings, show_problems
from letterkit.drafts.history import versions
from letterkit.drafts.job import Job
from letterkit.foundation.codes import Severity
from letterkit.foundation.dates import parse_day
from letterkit.foundation.files import DISK, Files, Rehearsal, shown
from letterkit.foundation.problems import Problem, UserError
from letterkit.pipeline.check import examine
from letterkit.pipeline.clauses import clause_named, examples, search, usage
from letterkit.pipeline.draft import DraftResult, difference, draft, final
from letterkit.pipeline.explain import explain
from letterkit.pipeline.follow_up import follow_up
from letterkit.pipeline.letterheads import begin, listed, preview
from letterkit.pipeline.plan import plan
from letterkit.pipeline.restore import restore
from letterkit.schema.clause import Clause
from letterkit.schema.law.lookup import coverage, look_up
from letterkit.schema.library import Library, open_library

FINDINGS, MISTAKE, BUG, INTERRUPTED = 1, 2, 70, 130
FAULT = "LK999"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Draft, check and typeset campaign letters."""


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> datetime.date | None:
    if value is None:
        return None
    try:
        return datetime.date.today() if value == "today" else parse_day(value)
    except ValueError as error:
        raise click.BadParameter("expected a day such as 2017-01-23, or 'today'") from error


_campaigns = click.argument("campaigns", nargs=-1, required=True, type=click.Path(path_type=Path))
_letter = click.option("--letter", "letters", multiple=True, metavar="NAME", help="Only this letter (can be repeated).")
_output = click.option(
    "--output", type=click.Path(path_type=Path), default=Path("output"), show_default=True, help="Where the files go."
)
_date = click.option("--date", callback=_day, metavar="DAY", help="Date the letters DAY (or 'today') instead.")
_dry = click.option("--dry-run", "dry", is_flag=True, help="Say what would be written, and write nothing.")
_json = click.option("--json", "json_", is_flag=True, help="Print JSON, for scripts.")


@cli.command("draft")
@_campaigns
@_letter
@_output
@_date
@_dry
@_json
def draft_command(
    campaigns: tuple[Path, ...],
    letters: tuple[str, ...],
    output: Path,
    date: datetime.date | None,
    dry: bool,
    json_: bool,
) -> None:
    """Draft the letters of CAMPAIGNS: a Markdown draft to edit, and a PDF proof, for each.

    What is new is merged into a draft that has been edited; every edit stays.
    """
    sys.exit(_run(draft, campaigns, letters, output, date, dry, json_))


@cli.command("pdf")
@_campaigns
@_letter
@_output
@_dry
@_json
def pdf_command(campaigns: tuple[Path, ...], letters: tuple[str, ...], output: Path, dry: bool, json_: bool) -> None:
    """Make the clean PDFs for sign-off from the drafts of CAMPAIGNS as they stand, edits included.

    The letters keep the dates of their drafts.
    """
    sys.exit(_run(final, campaigns, letters, output, None, dry, json_))


@cli.command("diff")
@_campaigns
@_letter
@_output
@_date
@_json
def diff_command(
    campaigns: tuple[Path, ...], letters: tuple[str, ...], output: Path, date: datetime.date | None, json_: bool
) -> None:
    """Show what drafting the letters of CAMPAIGNS again would change in their drafts.

    Words that would go stand in [-brackets-], those that would come in {+others+}; on a terminal they are red and
    green. The exit code is 1 when something would change. Nothing is written.
    """
    library = open_library(Path.cwd())
    jobs, unread = plan(campaigns, library, output, letters, date)
    found = [difference(job, library) for job in jobs]
    problems = [*unread, *(problem for one in found for problem in one.problems)]
    if json_:
        click.echo(differences_as_json(found))
    else:
        show_differences(found, Console())
    show_problems(dict.fromkeys(problems), Console(stderr=True))
    mistaken = any(problem.severity is Severity.ERROR for problem in problems)
    sys.exit(MISTAKE if mistaken else FINDINGS if any(one.changes for one in found) else 0)


@cli.command("history")
@click.argument("campaign", type=click.Path(path_type=Path))
@_letter
@_output
@_json
def history_command(campaign: Path, letters: tuple[str, ...], output: Path, json_: bool) -> None:
    """List the versions of the drafts of CAMPAIGN: when, why, and how many words were added and removed."""
    jobs, unread = plan([campaign], open_library(Path.cwd()), output, letters)
    histories = {f"{job.campaign.key}/{job.letter}": list(versions(job.place)) for job in jobs}
    if json_:
        click.echo(history_as_json(histories))
    for letter, found in histories.items():
        if not json_:
            show_history(letter, found, Console())
    show_problems(unread, Console(stderr=True))
    sys.exit(MISTAKE if unread else 0)


@cli.command("explain")
@click.argument("campaign", type=click.Path(path_type=Path))
@click.argument("letters", nargs=-1, metavar="[LETTER]...")
@_output
@_json
def explain_command(campaign: Path, letters: tuple[str, ...], output: Path, json_: bool) -> None:
    """Show where each sentence of the drafts of CAMPAIGN comes from: clause, facts, sources, law, or edited by hand.

    This is for inside: it names confidential sources. Nothing is written.
    """
    library = open_library(Path.cwd())
    jobs, unread = plan([campaign], library, output, letters)
    found = [explain(job, library) for job in jobs]
    problems = [*unread, *(problem for one in found for problem in one.problems)]
    if json_:
        click.echo(explanations_as_json(found, unread))
    else:
        for one in found:
            show_explanation(one, Console())
        show_problems(dict.fromkeys(problems), Console(stderr=True))
    sys.exit(MISTAKE if any(problem.severity is Severity.ERROR for problem in problems) else 0)


@cli.command("restore")
@click.argument("campaign", type=click.Path(path_type=Path))
@click.argument("letter")
@click.argument("version", type=click.IntRange(min=1))
@_output
@_dry
def restore_command(campaign: Path, letter: str, version: int, output: Path, dry: bool) -> None:
    """Bring VERSION of the draft of LETTER of CAMPAIGN back; the present one is kept as a version first."""
    library = open_library(Path.cwd())
    jobs, unread = plan([campaign], library, output, [letter])
    files = Rehearsal() if dry else DISK
    problems = [*unread, *(problem for job in jobs for problem in restore(_with(files, job), version))]
    show_problems(problems, Console(stderr=True))
    if isinstance(files, Rehearsal):
        show_rehearsal(files.files(), Console())
    sys.exit(MISTAKE if problems else 0)


@cli.command("check")
@_campaigns
@_letter
@_output
@click.option("--on", "sending", callback=_day, metavar="DAY", help="Send the letters on DAY (or 'today').")
@click.option("--select", multiple=True, metavar="CODES", help="Only these findings (LK301, LK4; can be repeated).")
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these findings.")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings, too.")
@click.option("--format", "format_", type=click.Choice(["text", *FORMATS]), default="text", show_default=True)
def check_command(
    campaigns: tuple[Path, ...],
    letters: tuple[str, ...],
    output: Path,
    sending: datetime.date | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    format_: str,
) -> None:
    """Check the letters of CAMPAIGNS and their drafts, hand edits included, and say what to mend.

    Nothing is written.
    """
    found = examine(campaigns, open_library(Path.cwd()), output, letters, sending)
    counted = Counted(problem for batch in found for problem in chosen(batch, select, ignore))
    if format_ == "text":
        show_findings(counted, Console())
    else:
        for piece in FORMATS[format_](counted):
            click.echo(piece, nl=False)
    sys.exit(FINDINGS if counted.errors or (strict and counted.warnings) else 0)


@cli.command("follow-up")
@click.argument("campaign", type=click.Path(path_type=Path))
@click.argument("letter")
@click.option("--name", metavar="NEW", help="Call the new letter NEW.")
@click.option("--to", metavar="TARGET", help="Send it to this target of the campaign, such as a successor.")
@_date
@click.option("--reply-by", callback=_day, metavar="DAY", help="Ask for a reply by DAY.")
@click.option("--dry-run", is_flag=True, help="Show the letter and write nothing.")
@_output
def follow_up_command(
    campaign: Path,
    letter: str,
    name: str | None,
    to: str | None,
    date: datetime.date | None,
    reply_by: datetime.date | None,
    dry_run: bool,
    output: Path,
) -> None:
    """Write the letter that follows LETTER into the file CAMPAIGN, and draft it.

    It names the earlier letters, says what came back, and asks again for what is still unmet. Where everything has
    been met, no letter is written, and the exit code is 1.
    """
    day = date or datetime.date.today()
    library = open_library(Path.cwd())
    found = follow_up(campaign, letter, library, output, day, name=name, to=to, reply_by=reply_by, dry_run=dry_run)
    show_follow_up(found, Console())
    if found.outcome:
        show_problems(found.outcome.problems, Console(stderr=True))
        show_outcomes([found.outcome], Console())
        sys.exit(MISTAKE if any(problem.severity is Severity.ERROR for problem in found.outcome.problems) else 0)
    sys.exit(0 if found.name else FINDINGS)


@cli.group("clauses", invoke_without_command=True)
@click.pass_context
@_json
def clauses_group(context: click.Context, json_: bool) -> None:
    """List the clauses: demands, grounds, consequences, acts and the rest."""
    if context.invoked_subcommand is None:
        _list(open_library(Path.cwd()).clauses.values(), json_)


@clauses_group.command("show")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
def clauses_show(names: tuple[str, ...]) -> None:
    """Show clauses in every form and language, filled with sample values."""
    library = open_library(Path.cwd())
    for name in names:
        clause = clause_named(name, library)
        show_clause(clause, examples(clause, library), Console())


@clauses_group.command("search")
@click.argument("words", nargs=-1, required=True)
@_json
def clauses_search(words: tuple[str, ...], json_: bool) -> None:
    """Find clauses by WORDS of their title, keywords or text."""
    found = search(words, open_library(Path.cwd()))
    _list(found, json_)
    sys.exit(0 if found else FINDINGS)


@clauses_group.command("used")
@click.argument("campaigns", nargs=-1, type=click.Path(path_type=Path))
@_json
def clauses_used(campaigns: tuple[Path, ...], json_: bool) -> None:
    """Say which letters of CAMPAIGNS (campaigns/*.yml when none are named) use which clauses."""
    used, problems = usage(campaigns or sorted(Path("campaigns").glob("*.yml")), open_library(Path.cwd()))
    if json_:
        click.echo(json.dumps(used, indent=2))
    else:
        show_usage(used, Console())
    show_problems(problems, Console(stderr=True))
    sys.exit(MISTAKE if problems else 0)


@cli.command("law")
@click.argument("names", nargs=-1, metavar="NAME...")
@click.option("--on", "day", callback=_day, metavar="DAY", help="As of DAY instead of today.")
@_json
def law_command(names: tuple[str, ...], day: datetime.date | None, json_: bool) -> None:
    """Show the record of countries (KZ, Kazakhstan) and instruments (C087, ICCPR); without NAME, what is covered."""
    library = open_library(Path.cwd())
    day = day or datetime.date.today()
    records = [look_up(name, library, day) for name in names] if names else [coverage(library)]
    if json_:
        click.echo(json.dumps([law_data(record) for record in records], indent=2, ensure_ascii=False))
    else:
        for record in records:
            show_law(record, Console())


@cli.group("letterheads", invoke_without_command=True)
@click.pass_context
@_json
def letterheads_group(context: click.Context, json_: bool) -> None:
    """List the letterheads, each with a picture."""
    if context.invoked_subcommand is None:
        entries, problems = listed(open_library(Path.cwd()))
        if json_:
            click.echo(json.dumps([letterhead_data(entry) for entry in entries], indent=2))
        else:
            show_letterheads(entries, Console())
        show_problems(problems, Console(stderr=True))
        sys.exit(MISTAKE if problems else 0)


@letterheads_group.command("new")
@click.argument("name")
@click.option("--like", metavar="OTHER", help="Take style, layout, look and drawings from the letterhead OTHER.")
def letterheads_new(name: str, like: str | None) -> None:
    """Begin the letterhead NAME: a folder in templates/letterheads with a file to fill in."""
    show_begun(name, begin(name, like, Path.cwd(), open_library(Path.cwd())), Console())


@letterheads_group.command("preview")
@click.argument("name")
@_output
@_date
@click.option("--language", metavar="CODE", help="Write the specimen in this language (en, fr).")
def letterheads_preview(name: str, output: Path, date: datetime.date | None, language: str | None) -> None:
    """Set a specimen on the letterhead NAME, with every element filled: a PDF, and a picture of each page."""
    made = preview(name, open_library(Path.cwd()), output, date, language)
    show_problems(made.problems, Console(stderr=True))
    show_preview(made, Console())


def _list(clauses: Iterable[Clause], json_: bool) -> None:
    if json_:
        click.echo(json.dumps([clause_data(clause) for clause in clauses], indent=2))
    else:
        show_clauses(clauses, Console())


def _run(
    work: Callable[[Job, Library], DraftResult],
    campaigns: Sequence[Path],
    letters: Sequence[str],
    output: Path,
    date: datetime.date | None,
    dry: bool,
    json_: bool,
) -> int:
    library = open_library(Path.cwd())
    files = Rehearsal() if dry else DISK
    planned, unread = plan(campaigns, library, output, letters, date)
    jobs = [_with(files, job) for job in planned]
    errors = Console(stderr=True)
    steps = jobs if json_ or len(jobs) < 2 else track(jobs, "Typesetting", console=errors, transient=True)
    outcomes = [_done(work, job, library) for job in steps]
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    if json_:
        click.echo(as_json(outcomes, unread))
    else:
        unwritten = {shown(path): text.split("\n") for path, text in files.texts().items()}
        show_problems(dict.fromkeys([*unread, *problems]), errors, unwritten)
        if outcomes:
            show_outcomes(outcomes, Console())
    if isinstance(files, Rehearsal):
        show_rehearsal(files.files(), errors if json_ else Console())
    if any(problem.code == FAULT for problem in problems):
        return BUG
    return MISTAKE if any(problem.severity is Severity.ERROR for problem in (*unread, *problems)) else 0


def _with(files: Files, job: Job) -> Job:
    return replace(job, place=replace(job.place, files=files))


def _done(work: Callable[[Job, Library], DraftResult], job: Job, library: Library) -> DraftResult:
    """The outcome of one letter; a fault of the program in it does not keep the others from being made."""
    try:
        return work(job, library)
    except OSError as error:
        return DraftResult(job.campaign.key, job.letter, problems=(_unusable(error),))
    except Exception as error:
        return DraftResult(job.campaign.key, job.letter, problems=(_bug(error),))


def main() -> None:
    """Run the command line; every way out has its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal or pipe that cannot show a character shows another
            stream.reconfigure(errors="replace")
    signal.signal(signal.SIGTERM, _terminated)
    errors = Console(stderr=True)
    try:
        try:
            status = cli.main(standalone_mode=False)
        except SystemExit as leaving:
            status = leaving.code
        if sys.stdout:
            sys.stdout.flush()  # at exit it would be too late to tell of a full disk
        sys.exit(status)
    except UserError as error:
        show_problems(error.problems, errors)
        sys.exit(MISTAKE)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        errors.print("Stopped. Files that were being written are as they were before.")
        sys.exit(INTERRUPTED)
    except OSError as error:
        _forget_output()
        if error.errno != errno.EPIPE:
            show_problems([_unusable(error)], errors)
        sys.exit(MISTAKE)
    except Exception as error:
        show_problems([_bug(error)], errors)
        sys.exit(BUG)


def _unusable(error: OSError) -> Problem:
    hint = "look whether it is there, may be read and written, and has room"
    return Problem("LK911", f"'{error.filename or 'the output'}' cannot be used: {error.strerror}", None, hint)


def _terminated(number: int, frame: object) -> None:
    sys.exit(128 + number)


def _forget_output() -> None:
    """Let what is left in the buffer of standard output go nowhere, or writing it at exit would fail again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _bug(error: Exception) -> Problem:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}, in {frame.name}"
    hint = "this is a fault of letterkit, not of your files; please report this line and what you ran"
    return Problem(FAULT, f"{type(error).__name__}: {error} ({where}, letterkit {__version__})", None, hint)
