"""The commands with which work begins. What they run is imported when they run, so that help is immediate."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from letterkit.cli.asking import ask_for
from letterkit.cli.workspace import Workspace, with_workspace


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@click.option("--name", metavar="NAME", help="What the organisation is called.")
@click.option("--short", metavar="NAME", help="Its short name.")
@click.option("--letterhead", metavar="KEY", help="The word by which campaigns call its letterhead.")
@click.option("--place", metavar="TOWN", help="The town from which it writes.")
@click.option("--language", multiple=True, metavar="CODE", help="A language of its letters (can be repeated).")
@click.option("--signs", metavar="NAME", help="Who signs its letters.")
@click.option("--office", metavar="OFFICE", help="The office of who signs.")
@click.option("--gender", metavar="GENDER", help="Whether who signs is female or male (or unsaid).")
@click.option("--approves", multiple=True, metavar="ROLE=NAME", help="Who must approve a letter (can be repeated).")
@with_workspace
def init_command(workspace: Workspace, /, folder: Path, **given: Any) -> None:
    r"""Make a workspace in FOLDER (here, when left out) for the letters of one organisation.

    What is not given as an option is asked at the terminal. Files that are there stay as they are.

    \b
    letterkit init my-letters
    letterkit init --name "Federation of Harbour Unions" --short FHU --place Rotterdam --signs "Marit Holm"
    """
    from rich.console import Console

    from letterkit.cli.report.newcomer import show_workspace
    from letterkit.pipeline.workspace.begin import begin_workspace, questions, refuse_place

    refuse_place(folder)
    answers = ask_for(questions(workspace.library), given)
    show_workspace(begin_workspace(folder, answers, workspace.library, datetime.date.today()), Console())
