"""The command ``preview``. What it runs is imported when it runs, so that help is immediate."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from letterkit.cli import options
from letterkit.cli.report.leaving import say
from letterkit.cli.workspace import Workspace, with_workspace


@click.command(
    "preview",
    epilog=options.examples(
        "letterkit preview campaigns/philippines-2024.yml",
        "letterkit preview campaigns/philippines-2024.yml --letter president --open",
    ),
)
@options.campaign
@click.option(
    "--letter", metavar="NAME", default="", shell_complete=options.offering("letters"), help="Show this letter first."
)
@options.output
@click.option(
    "--port", type=click.IntRange(1024, 65535), help="Listen at this port.  [default: one that is free]", metavar="PORT"
)
@click.option("--open", "open_", is_flag=True, help="Open the page in the browser.")
@options.internal
@with_workspace
def preview_command(
    workspace: Workspace, campaign: Path, letter: str, output: Path, port: int | None, open_: bool, internal: bool
) -> None:
    """Show the letters of CAMPAIGN in the browser, anew whenever a file is saved.

    The page has the letters as drafting now would leave them, their findings, and where each sentence comes from.
    It is for this machine alone. Drafts change only when you edit them in the page.
    """
    needs_preview()
    from letterkit.cli.preview.serve import listen, serve
    from letterkit.foundation.strict_yaml import read_text
    from letterkit.pipeline.preview.session import Session

    read_text(campaign)  # what is broken is shown in the page; what is not there is a slip
    try:
        opened = listen(port or 0)
    except OSError as error:
        message = f"{port} cannot be had ({error.strerror}); leave --port out, and one that is free is taken"
        raise click.BadParameter(message, param_hint="'--port'") from error

    def said(address: str) -> None:
        say(f"{campaign} is shown at\n\n  {address}\n")
        say("for this machine alone, while this runs. The page names confidential sources. Ctrl+C ends it.")
        if open_ and click.launch(address) != 0:
            say("No browser could be opened: open the address in one yourself.", err=True)

    import asyncio  # half of what takes time at the start of every command

    session = Session(campaign, workspace.root, output)
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(session, opened, letter, internal, said))
    say("The preview has ended. Drafts are as they were saved.")


def needs_preview() -> None:
    """Raise `UserError` (LK966) when the libraries that serve the page are not installed."""
    from importlib.util import find_spec

    from letterkit.foundation.problems import Problem, UserError

    missing = [name for name in ("starlette", "uvicorn", "watchfiles") if find_spec(name) is None]
    if missing:
        hint = "install them: pip install 'letterkit[preview]'"
        message = f"the libraries that serve the preview are not installed: {', '.join(missing)}"
        raise UserError([Problem("LK966", message, None, hint)])
