"""Show what work began with, and what comes next."""

from __future__ import annotations

from letterkit.cli.report.leaving import Printer
from letterkit.foundation.files import real_path, shown
from letterkit.pipeline.workspace.add import Added
from letterkit.pipeline.workspace.begin import BegunWorkspace
from letterkit.pipeline.workspace.campaign import BegunCampaign


def show_workspace(begun: BegunWorkspace, console: Printer) -> None:
    """Print what a new workspace holds, and what to do next."""
    lines = [f"Made {shown(path)}" for path in begun.written]
    lines += [f"Kept {shown(path)}, which was there" for path in begun.kept]
    if ".gitignore" in {path.name for path in begun.kept}:
        lines.append(
            "Look whether it leaves out output/**/*-review.pdf, confidential/ and keys: they must not be shared."
        )
    head = next((shown(path) for path in (*begun.written, *begun.kept) if path.name == "letterhead.yml"), "it")
    lines += [f"{said}: write it in {head}, in braces by language, if it is another." for said in begun.untranslated]
    folder = shown(real_path(begun.folder))
    lines += ["", "Next:"]
    lines += [f"  cd {folder}"] if folder != "." else []
    lines += ["  letterkit new", f"  letterkit letterheads preview {begun.letterhead}"]
    console.print("\n".join(lines))


def show_campaign(begun: BegunCampaign, console: Printer) -> None:
    """Print where a new campaign is and what comes next, or that none was written."""
    file = shown(begun.path)
    if begun.problems and begun.written:
        line = f"Made {file}. Mend the lines above in it; 'letterkit check {file}' says when nothing is left."
    elif begun.problems:
        line = f"{file} was not written: give other answers, and run the command again. The lines above are its own."
    else:
        line = f"Made {file}. Next:\n  letterkit draft {file}\n  letterkit check {file}"
    console.print(line)


def show_added(added: Added, dry_run: bool, console: Printer) -> None:
    """Print what was added, and which letters are other now."""
    file, letters = shown(added.path), ", ".join(added.changed)
    if added.already:
        lines = [f"{file} has {added.called} already, with the same words. Nothing was added."]
    elif added.untold is None:
        lines = [f"{file} was not changed: mend the command by the lines above. They are not in the file."]
    else:
        lines = [f"{'Would add' if dry_run else 'Added'} {added.called} to {file}."]
        lines += [f"Other now: {letters}. 'letterkit draft' brings it into the drafts."] if letters else []
        lines += [f"Not told in {name}: {why}." for name, why in added.untold.items()]
        lines += [] if letters or added.untold else ["No letter changes by it."]
    console.print("\n".join(lines))
