"""The commands that work on the files which people write: put a record in, tidy, help editors.

What they run is imported when they run, so that help is immediate.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from letterkit.cli import options
from letterkit.cli.exits import FINDINGS
from letterkit.cli.report.leaving import Printer, say
from letterkit.cli.workspace import Workspace, with_workspace

if TYPE_CHECKING:
    from letterkit.pipeline.workspace.add import Added

KINDS_OF_FILES = ("campaign", "shared", "letterhead", "clause", "language", "settings", "tests")


@click.group(
    "add", epilog=options.examples("letterkit add act campaigns/ph.yml magtibay released 2024-06-05 source=lawyer")
)
def add_group() -> None:
    """Add a person, an organisation, an act, a source, a target or a demand to a campaign file; no other line changes.

    What belongs to it is given as KEY=VALUE, with the keys of the campaign file; office.fr is the French of an office.
    """


_values = click.argument("values", nargs=-1, metavar="[KEY=VALUE]...")
_dry_run = click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")


def _key(says: str) -> Callable[[Any], Any]:
    return click.option("--key", default="", metavar="KEY", help=says)


@add_group.command(
    "person",
    epilog=options.examples(
        'letterkit add person campaigns/ph.yml name="Efren Dalisay" publish=yes gender=male office=treasurer of=acew',
        'letterkit add person campaigns/ph.yml count=140 noun="workers of the plant"',
    ),
)
@options.campaign
@_values
@_key("The word by which the campaign calls them.")
@_dry_run
@with_workspace
def add_person_command(
    workspace: Workspace, /, campaign: Path, values: tuple[str, ...], key: str, dry_run: bool
) -> None:
    """Add a person to CAMPAIGN or, with noun=..., people without names."""
    from letterkit.pipeline.workspace.add import add_person

    _show(add_person(campaign, _pairs(values), key, workspace.library, dry_run=dry_run), dry_run)


@add_group.command(
    "source",
    epilog=options.examples(
        'letterkit add source campaigns/ph.yml title="Letter of the lawyer" date=2024-05-17 --key lawyer'
    ),
)
@options.campaign
@_values
@_key("The word by which acts call it.")
@_dry_run
@with_workspace
def add_source_command(
    workspace: Workspace, /, campaign: Path, values: tuple[str, ...], key: str, dry_run: bool
) -> None:
    """Add a source to CAMPAIGN."""
    from letterkit.pipeline.workspace.add import add_source

    _show(add_source(campaign, _pairs(values), key, workspace.library, dry_run=dry_run), dry_run)


@add_group.command(
    "organisation",
    epilog=options.examples(
        'letterkit add organisation campaigns/ph.yml name="Cavite Foods Corporation" short="Cavite Foods" --key company'
    ),
)
@options.campaign
@_values
@_key("The word by which people, acts and demands call it.")
@_dry_run
@with_workspace
def add_organisation_command(
    workspace: Workspace, /, campaign: Path, values: tuple[str, ...], key: str, dry_run: bool
) -> None:
    """Add a union, a company or an authority to CAMPAIGN."""
    from letterkit.pipeline.workspace.add import add_organisation

    _show(add_organisation(campaign, _pairs(values), key, workspace.library, dry_run=dry_run), dry_run)


@add_group.command(
    "target",
    epilog=options.examples(
        'letterkit add target campaigns/ph.yml is=government office="Secretary of Justice" of=Philippines'
    ),
)
@options.campaign
@_values
@_key("The word by which letters call it.")
@_dry_run
@with_workspace
def add_target_command(
    workspace: Workspace, /, campaign: Path, values: tuple[str, ...], key: str, dry_run: bool
) -> None:
    """Add somebody to CAMPAIGN to whom letters can go, or a copy."""
    from letterkit.pipeline.workspace.add import add_target

    _show(add_target(campaign, _pairs(values), key, workspace.library, dry_run=dry_run), dry_run)


@add_group.command(
    "act",
    epilog=options.examples(
        'letterkit add act campaigns/ph.yml magtibay charged 2024-05-16 outcome="grave coercion" source=lawyer'
    ),
)
@options.campaign
@click.argument("who", shell_complete=options.offering("people"))
@click.argument("kind", shell_complete=options.offering("acts"))
@click.argument("date")
@_values
@_dry_run
@with_workspace
def add_act_command(
    workspace: Workspace, /, campaign: Path, who: str, kind: str, date: str, values: tuple[str, ...], dry_run: bool
) -> None:
    """Add an act to CAMPAIGN: what was done to WHO (several with commas), of which KIND, on which DATE."""
    from letterkit.foundation.codes import Severity
    from letterkit.pipeline.workspace.add import add_act

    if date == "since" and values and "=" not in values[0]:
        raise click.UsageError(f"a date of several words needs quotation marks: 'since {values[0]}'")
    given, everybody = _pairs(values), [one.strip() for one in who.split(",") if one.strip()]
    if len(everybody) > 1:  # all of them or none
        for one in everybody:
            tried = add_act(campaign, one, kind, date, given, workspace.library, dry_run=True)
            if any(problem.severity is Severity.ERROR for problem in tried.problems):
                _show(tried, dry_run)
    acts = (add_act(campaign, one, kind, date, given, workspace.library, dry_run=dry_run) for one in everybody)
    _show_each(acts, dry_run)


@add_group.command(
    "demand",
    epilog=options.examples(
        "letterkit add demand campaigns/ph.yml drop-charges people=magtibay",
        'letterkit add demand campaigns/ph.yml reinstate people=magtibay,dalisay with="back pay" --letter president',
    ),
)
@options.campaign
@click.argument("name", shell_complete=options.offering("demands"))
@_values
@click.option(
    "--letter",
    default="",
    metavar="NAME",
    shell_complete=options.offering("letters"),
    help="Only in this letter, not in all of the campaign.",
)
@_dry_run
@with_workspace
def add_demand_command(
    workspace: Workspace, /, campaign: Path, name: str, values: tuple[str, ...], letter: str, dry_run: bool
) -> None:
    """Add the demand NAME to CAMPAIGN."""
    from letterkit.pipeline.workspace.add import add_demand

    _show(add_demand(campaign, name, _pairs(values), letter, workspace.library, dry_run=dry_run), dry_run)


def _pairs(values: tuple[str, ...]) -> dict[str, str]:
    """What was given as KEY=VALUE; `click.UsageError` for another word."""
    found: dict[str, str] = {}
    for word in values:
        key, sign, value = word.partition("=")
        if not sign or not key.strip() or not value.strip():
            mend = ""
            if found and not sign:
                last, said = [*found.items()][-1]
                mend = f'; a value of several words stands between quotation marks: {last}="{said} {word}"'
            raise click.UsageError(f"expected KEY=VALUE, such as source=note, found '{word}'{mend}")
        if key.strip() in found:
            raise click.UsageError(f"'{key.strip()}' is given twice: '{found[key.strip()]}' and '{value.strip()}'")
        found[key.strip()] = value.strip()
    return found


def _show(added: Added, dry_run: bool) -> None:
    _show_each([added], dry_run)


def _show_each(several: Iterable[Added], dry_run: bool) -> None:
    from letterkit.cli.exits import status_of
    from letterkit.cli.report.newcomer import show_added
    from letterkit.cli.report.problems import show_problems
    from letterkit.foundation.files import shown

    status = 0
    for added in several:
        show_problems(added.problems, Printer(stderr=True), {shown(added.path): added.text.split("\n")})
        show_added(added, dry_run, Printer())
        status = max(status, status_of(added.problems))
    sys.exit(status)


@click.command(
    "schema",
    epilog=options.examples("letterkit schema campaign", "letterkit schema --into schemas"),
)
@click.argument("kind", required=False, type=click.Choice(KINDS_OF_FILES))
@click.option("--into", type=click.Path(path_type=Path), metavar="FOLDER", help="Write the schemas of all files there.")
@with_workspace
def schema_command(workspace: Workspace, /, kind: str | None, into: Path | None) -> None:
    """Print the JSON Schema of a KIND of file, by which editors complete and check it while you type.

    It knows the acts and clauses of this workspace, your own among them.
    """
    from letterkit.foundation.files import shown
    from letterkit.pipeline.workspace.schemas import as_json, write_schemas

    if (kind is None) == (into is None):
        raise click.UsageError("name a kind of file, or a folder with --into")
    if into is not None:
        for path in write_schemas(into, workspace.library):
            say(shown(path))
    elif kind is not None:
        say(as_json(kind, workspace.library), nl=False)


@click.command("fmt", epilog=options.examples("letterkit fmt campaigns/*.yml", "letterkit fmt --check campaigns/*.yml"))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILES...")
@click.option("--check", is_flag=True, help="Only say which files are not tidy, and exit with 1.")
def fmt_command(files: tuple[Path, ...], check: bool) -> None:
    """Tidy YAML files: indentation, blank lines, spaces at the ends of lines. Nothing that says anything changes.

    A file that cannot be tidied without changing what it says stays as it is.
    """
    from letterkit.cli.exits import status_of
    from letterkit.cli.report.problems import show_problems
    from letterkit.foundation.files import shown
    from letterkit.pipeline.workspace.tidying import tidy

    found = [tidy(file, write=not check) for file in files]
    for one in found:
        if one.changes:
            say(f"{shown(one.path)} is {'not tidy' if check else 'tidied'}")
    problems = [problem for one in found for problem in one.problems]
    show_problems(problems, Printer(stderr=True))
    sys.exit(status_of(problems) or (FINDINGS if check and any(one.changes for one in found) else 0))
