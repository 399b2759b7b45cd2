"""The commands with which work begins. What they run is imported when they run, so that help is immediate."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import Any

import click

from letterkit.cli import options
from letterkit.cli.asking import agreed, ask_for
from letterkit.cli.exits import MISTAKE
from letterkit.cli.report.leaving import Printer
from letterkit.cli.workspace import Workspace, with_workspace


@click.command(
    "init",
    epilog=options.examples(
        "letterkit init my-letters",
        'letterkit init --name "Federation of Harbour Unions" --short FHU --place Rotterdam --signs "Marit Holm"',
    ),
)
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@click.option("--name", metavar="NAME", help="What the organisation is called.")
@click.option("--short", metavar="NAME", help="Its short name.")
@click.option("--article", metavar="WORD", help="What goes before its name in a sentence: none, or another than usual.")
@click.option("--letterhead", metavar="KEY", help="The word by which campaigns call its letterhead.")
@click.option("--place", metavar="TOWN", help="The town from which it writes.")
@click.option("--address", multiple=True, metavar="LINE", help="A line of its address (can be repeated).")
@click.option("--phone", metavar="NUMBER", help="Its telephone number.")
@click.option("--email", metavar="ADDRESS", help="Its e-mail address.")
@click.option("--web", metavar="ADDRESS", help="Its site.")
@click.option("--logo", metavar="FILE", help="A picture of its logo: SVG, PNG or JPEG.")
@click.option("--language", multiple=True, metavar="CODE", help="A language of its letters (can be repeated).")
@click.option("--name-in", multiple=True, metavar="NAME", help="Its name in each language after the first, in order.")
@click.option("--short-in", multiple=True, metavar="NAME", help="Its short name in each language after the first.")
@click.option("--signs", metavar="NAME", help="Who signs its letters.")
@click.option("--office", metavar="OFFICE", help="The office of who signs.")
@click.option("--office-in", multiple=True, metavar="OFFICE", help="That office in each language after the first.")
@click.option("--gender", metavar="GENDER", help="Whether who signs is female or male (or unsaid).")
@click.option("--approves", multiple=True, metavar="ROLE=NAME", help="Who must approve a letter (can be repeated).")
@with_workspace
def init_command(workspace: Workspace, /, folder: Path, **given: Any) -> None:
    """Make a workspace in FOLDER (here, when left out) for the letters of one organisation.

    What is not given as an option is asked at the terminal. Files that are there stay as they are.
    """
    from letterkit.cli.report.newcomer import show_workspace
    from letterkit.pipeline.workspace.begin import begin_workspace, questions, refuse_place

    refuse_place(folder)
    answers = ask_for(questions(workspace.library), given)
    show_workspace(begin_workspace(folder, answers, workspace.library, datetime.date.today()), Printer())


@click.command(
    "new",
    epilog=options.examples(
        "letterkit new",
        'letterkit new --letterhead fhu --country PH --act arrested --date 2024-05-13 --person "Rosario Magtibay"',
        '  --publish yes --gender female --by "the police" --source "Note of the union"',
        '  --to government --to-office "Secretary of Labor" --demand release',
    ),
)
@click.option(
    "--letterhead", metavar="KEY", shell_complete=options.offering("letterheads"), help="Who writes: a letterhead."
)
@click.option("--language", metavar="CODE", help="The language of the letter.")
@click.option(
    "--country",
    metavar="COUNTRY",
    shell_complete=options.offering("countries"),
    help="Where it was done: a country's code or name.",
)
@click.option("--act", metavar="ACT", shell_complete=options.offering("acts"), help="What was done, such as arrested.")
@click.option("--date", metavar="DATE", help="When it was done, as precisely as it is known.")
@click.option("--confirmed", metavar="DAY", help="On which day it was last known still to hold.")
@click.option("--from", "from", metavar="FILE.csv", help="Take the people from this file, a row each.")
@click.option("--person", multiple=True, metavar="NAME", help="To whom it was done (can be repeated).")
@click.option("--publish", multiple=True, metavar="HOW", help="yes, initials or no: each person's own decision.")
@click.option("--gender", multiple=True, metavar="GENDER", help="female, male or unsaid, for each person.")
@click.option("--surname", multiple=True, metavar="NAME", help="What follows Mr or Ms, for each person.")
@click.option("--role", multiple=True, metavar="OFFICE", help="The office or trade of each person, such as president.")
@click.option("--count", metavar="NUMBER", help="How many people without names.")
@click.option("--noun", metavar="WORDS", help="Who they are, in the plural.")
@click.option("--organisation", metavar="NAME", help="The organisation to which it was done.")
@click.option("--union", metavar="NAME", help="The union or organisation of the people.")
@click.option("--short", metavar="NAME", help="The short name of the organisation.")
@click.option("--article", metavar="WORD", help="What goes before the organisation's name in a sentence.")
@click.option(
    "--activity", metavar="WHAT", help="For which activity it was done: union-work, expression, assembly, ..."
)
@click.option("--by", metavar="WHO", help="Who did it, with article.")
@click.option("--place", metavar="TOWN", help="Where it was done.")
@click.option("--for", "for", metavar="REASON", help="What it was done for, as you say it yourself.")
@click.option("--held-at", metavar="PLACE", help="Where the people are held, or undisclosed.")
@click.option("--outcome", metavar="WORDS", help="What came of it.")
@click.option("--source", metavar="TITLE", help="How you know.")
@click.option("--source-date", metavar="DATE", help="The date of the source.")
@click.option("--confidential", metavar="YES", help="Whether the source must stay inside: yes or no.")
@click.option("--to", metavar="WHOM", help="A key of the address file, or government, company, embassy, ...")
@click.option("--to-office", metavar="OFFICE", help="The office of the addressee.")
@click.option("--to-of", metavar="BODY", help="The state or body of the addressee.")
@click.option("--to-is", metavar="TIE", help="What a company is to those who did it: parent, buyer, same or none.")
@click.option("--to-name", metavar="NAME", help="The name of the addressee.")
@click.option("--to-gender", metavar="GENDER", help="Whether the addressee is female or male (or unsaid).")
@click.option("--to-surname", metavar="NAME", help="What follows Mr or Ms in the addressee's name.")
@click.option("--to-address", multiple=True, metavar="LINE", help="A line of the address (can be repeated).")
@click.option("--form", metavar="FORM", shell_complete=options.offering("forms"), help="The form of the letter.")
@click.option(
    "--demand",
    multiple=True,
    metavar="DEMAND",
    shell_complete=options.offering("demands"),
    help="What is asked for (can be repeated).",
)
@click.option("--subject", metavar="WORDS", help="The subject line, or none; what the letter is about when left out.")
@click.option("--letter-date", metavar="DAY", help="The day of the letter; today when left out.")
@click.option("--title", metavar="TITLE", help="A title of the campaign for yourselves.")
@click.option("--file", type=click.Path(path_type=Path), help="Where the campaign goes.")
@with_workspace
def new_command(workspace: Workspace, /, file: Path | None, **given: Any) -> None:
    """Begin a campaign: a file with what happened and a letter about it, which drafts at once.

    What is not given as an option is asked at the terminal, with the choices that there are.
    """
    from letterkit.cli.report.newcomer import show_campaign
    from letterkit.cli.report.problems import show_problems
    from letterkit.foundation.files import shown
    from letterkit.pipeline.workspace.campaign import BegunCampaign, begin_campaign, default_path
    from letterkit.pipeline.workspace.campaign_questions import questions
    from letterkit.schema.settings import read_settings

    library, today = workspace.library, datetime.date.today()
    asked = questions(library, workspace.root, read_settings(workspace.root), today)
    answers = ask_for(asked, given)
    path = file or default_path(answers, workspace.root, library)

    def keep(begun: BegunCampaign) -> bool:
        """Show what is to be mended; whether the person wants the file, to mend it there."""
        lines = {shown(path): begun.text.split("\n")}
        # Whoever has just typed these answers may read them.
        show_problems(begun.problems, Printer(stderr=True, internal=True), lines, internal=True)
        return agreed("Keep the file, so that you can mend these lines in it?")

    begun = begin_campaign(path, answers, workspace.root, library, keep)
    show_campaign(begun, Printer(stderr=bool(begun.problems)))
    sys.exit(MISTAKE if begun.problems else 0)
