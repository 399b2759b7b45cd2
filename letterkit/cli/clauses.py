"""The commands ``clauses``. What they run is imported when they run, so that help is immediate."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from letterkit.cli import options
from letterkit.cli.exits import FINDINGS, MISTAKE
from letterkit.cli.report import answers
from letterkit.cli.report.leaving import Printer, answer
from letterkit.cli.workspace import Workspace, with_workspace
from letterkit.schema.clause_list import Listed


@click.group(
    "clauses",
    epilog=options.examples("letterkit clauses", "letterkit clauses search wages job"),
    invoke_without_command=True,
)
@click.pass_context
@options.json(list[Listed])
@with_workspace
def clauses_group(workspace: Workspace, context: click.Context, json_: bool) -> None:
    """List the clauses: demands, grounds, consequences, acts and the rest."""
    if context.invoked_subcommand is None:
        from letterkit.schema.clause_list import clause_list

        _list(clause_list(workspace.library), json_)


@clauses_group.command("show", epilog=options.examples("letterkit clauses show release instability"))
@click.argument("names", nargs=-1, required=True, metavar="NAME...", shell_complete=options.offering("clauses"))
@with_workspace
def clauses_show(workspace: Workspace, names: tuple[str, ...]) -> None:
    """Show clauses in every form and language, filled with sample values."""
    from letterkit.cli.report.clauses import show_clause
    from letterkit.pipeline.clauses import clause_named, examples

    for name in names:
        clause = clause_named(name, workspace.library)
        show_clause(clause, examples(clause, workspace.library), Printer())


@clauses_group.command("search", epilog=options.examples("letterkit clauses search lawyer prison"))
@click.argument("words", nargs=-1, required=True)
@options.json(list[Listed])
@with_workspace
def clauses_search(workspace: Workspace, words: tuple[str, ...], json_: bool) -> None:
    """Find clauses by WORDS of their title, keywords or text, in any language; say it when none fits closely."""
    from letterkit.cli.report.clauses import show_nearest
    from letterkit.schema.clause_list import listed
    from letterkit.schema.clause_search import fits_closely, search
    from letterkit.schema.key_search import keys_for

    found = search(words, workspace.library)
    if json_ or (found and fits_closely(words, found[0], workspace.library)):
        _list(listed(found), json_)
    else:
        show_nearest(listed(found), keys_for(words, workspace.library), Printer())
    sys.exit(0 if found else FINDINGS)


@clauses_group.command(
    "used", epilog=options.examples("letterkit clauses used", "letterkit clauses used campaigns/philippines-2024.yml")
)
@options.any_campaigns
@options.json(answers.Usage)
@with_workspace
def clauses_used(workspace: Workspace, campaigns: tuple[Path, ...], json_: bool) -> None:
    """Say which letters of CAMPAIGNS (campaigns/*.yml when none are named) use which clauses."""
    from letterkit.cli.report.clauses import show_usage
    from letterkit.cli.report.problems import show_problems
    from letterkit.pipeline.clauses import usage

    used, problems = usage(campaigns or sorted(Path("campaigns").glob("*.yml")), workspace.library)
    if json_:
        usage_of: answers.Usage = used
        answer(usage_of)
    else:
        show_usage(used, Printer())
    show_problems(problems, Printer(stderr=True))
    sys.exit(MISTAKE if problems else 0)


def _list(clauses: Sequence[Listed], json_: bool) -> None:
    if json_:
        answer(clauses)
    else:
        from letterkit.cli.report.clauses import show_clauses

        show_clauses(clauses, Printer())
