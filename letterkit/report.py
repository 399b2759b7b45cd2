"""Show problems and outcomes: for people, with the line they speak of, and for programs, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from letterkit.browse import Example
from letterkit.compare import Change, compare, summary
from letterkit.draft import Difference, Outcome
from letterkit.explain import Comes, Explanation
from letterkit.findings import Counted, problem_data
from letterkit.follow_up import FollowUp
from letterkit.history import Version
from letterkit.law import Precedent, StandingKind
from letterkit.library import Clause, shown
from letterkit.lookup import CountryRecord, Coverage, InstrumentRecord, in_force_in_words, standing_in_words
from letterkit.problems import Mark, Problem, Severity
from letterkit.source import MAX_BYTES
from letterkit.stationery import Listed, Preview

# A line longer than this many characters is shown in part, from so many before the spot.
_WIDEST, _BEFORE = 200, 60


def show_problems(
    problems: Iterable[Problem], console: Console, unwritten: Mapping[str, Sequence[str]] | None = None
) -> None:
    """Print problems, each with its line, a caret under the spot, and the mend.

    ``unwritten`` has the lines of files, by name, that were not written or are to be other than they are.
    """
    for problem in problems:
        console.print(_head(problem), soft_wrap=True)
        if problem.mark:
            mark = problem.mark
            line = _line(mark, unwritten or {})
            if line.strip():
                start = max(0, mark.column - 1 - _BEFORE) if len(line) > _WIDEST else 0
                before, stretch = line[start : mark.column - 1], line[mark.column - 1 :][: mark.length]
                shown_line = line[start : start + _WIDEST]
                carets = "^" * max(1, min(cell_len(stretch), _WIDEST - cell_len(before)))
                console.print(Text(f"{mark.line:>5} | {shown_line}"), soft_wrap=True)
                console.print(Text(f"      | {' ' * cell_len(before)}{carets}", style="bold"), soft_wrap=True)
        if problem.hint:
            console.print(Text(f"  hint: {_visible(problem.hint)}"), soft_wrap=True)


def show_findings(problems: Counted, console: Console) -> None:
    """Print problems as they come, then how many there were."""
    for problem in problems:
        show_problems([problem], console)
    counts = [(problems.errors, "error"), (problems.warnings, "warning")]
    told = " and ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
    console.print(f"Found {told}." if told else "Nothing to mend was found.")


@lru_cache(maxsize=16)
def _lines(file: str) -> list[str]:
    try:
        with Path(file).open(encoding="utf-8-sig", errors="replace") as opened:
            return opened.read(MAX_BYTES).split("\n")
    except OSError:
        return []


def _line(mark: Mark, unwritten: Mapping[str, Sequence[str]]) -> str:
    lines = unwritten.get(mark.file) or _lines(mark.file)
    return _visible(lines[mark.line - 1]) if mark.line <= len(lines) else ""


def _visible(text: str) -> str:
    """The text with one visible character for each that would move the cursor or command the terminal."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text)


def _head(problem: Problem) -> Text:
    style = "bold red" if problem.severity is Severity.ERROR else "bold yellow"
    where = f"{problem.mark}: " if problem.mark else ""
    message = f": {_visible(problem.message)}"
    return Text.assemble((_visible(where), "bold"), (f"{problem.severity.value} {problem.code}", style), message)


def show_outcomes(outcomes: Sequence[Outcome], console: Console) -> None:
    """Print the table of letters (target, pages, words, share of free text, problems), then where the files are."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("letter", no_wrap=True)
    table.add_column("to")
    for column in ("pp.", "words", "free", "problems"):
        table.add_column(column, justify="right")
    for outcome in outcomes:
        done = outcome.pdf is not None
        table.add_row(
            Text(f"{outcome.campaign}/{outcome.letter}"),
            Text(_visible(outcome.target) if done else "stopped by an error"),
            *((str(outcome.pages), str(outcome.words), f"{outcome.free:.0%}") if done else ("", "", "")),
            str(len(outcome.problems)),
        )
    console.print(table)
    folders: dict[str, list[str]] = {}
    for outcome in outcomes:
        for path in filter(None, (outcome.draft, outcome.pdf)):
            folders.setdefault(shown(path.parent), []).append(path.name)
    for folder, names in folders.items():
        console.print(Text(f"{folder}/: {', '.join(names)}"), soft_wrap=True)


def show_follow_up(found: FollowUp, console: Console) -> None:
    """Print what a letter that follows took for granted, and what stands or would stand in the campaign file."""
    for said in found.assumed:
        console.print(Text(f"- {_visible(said)}"), soft_wrap=True)
    if found.name and not found.outcome:
        console.print(Text(f"\nIn {shown(found.path)} would stand:\n"), soft_wrap=True)
        console.print(Text(_lines_of(found)), soft_wrap=True)
        console.print(Text(f"\nThe letter:\n\n{found.text}"), soft_wrap=True)
    elif found.name:
        console.print(Text(f"\n{shown(found.path)} has the letter '{found.name}' now."), soft_wrap=True)


def _lines_of(found: FollowUp) -> str:
    return "\n".join([f"  {found.name}:", *(f"    {key}: {value}" for key, value in found.plan.items())])


def show_differences(differences: Sequence[Difference], console: Console) -> None:
    """Print what drafting again would change: in colours on a terminal, and between brackets elsewhere."""
    for difference in differences:
        if difference.changes:
            console.print(
                Text(f"{shown(difference.path)}: {summary(difference.changes)} words", "bold"), soft_wrap=True
            )
        for change in difference.changes:
            console.print(Text(f"{change.line:>5} | ").append(_compared(change, console.is_terminal)), soft_wrap=True)
    if not any(difference.changes or difference.problems for difference in differences):
        console.print("Nothing would change.")


def _compared(change: Change, colours: bool) -> Text:
    styles = {"same": "", "removed": "red strike", "added": "green"}
    brackets = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
    text = Text()
    for kind, words in change.runs:
        opening, closing = ("", "") if colours else brackets[kind]
        text.append(f"{opening}{_visible(words)}{closing}", styles[kind])
    return text


def differences_as_json(differences: Sequence[Difference]) -> str:
    """Differences as JSON text."""
    return json.dumps(
        [
            {
                "campaign": difference.campaign,
                "letter": difference.letter,
                "draft": shown(difference.path),
                "changes": [
                    {"line": change.line, "runs": [{"kind": kind, "text": text} for kind, text in change.runs]}
                    for change in difference.changes
                ],
                "problems": [problem_data(problem) for problem in difference.problems],
            }
            for difference in differences
        ],
        indent=2,
        ensure_ascii=False,
    )


_CAUSES = {
    "drafted": "drafted",
    "redrafted": "redrafted",
    "merged": "merged with your edits",
    "edited": "edited by hand",
    "restored": "restored",
    "found": "taken as it was found",
}
# So many facts are named in a line of the history.
_FACTS = 3


def show_history(letter: str, versions: Sequence[Version], console: Console) -> None:
    """Print the versions of a letter: number, time, cause, and what changed in words."""
    console.print(Text(letter, "bold"))
    table = Table(box=None, pad_edge=False, show_header=False)
    for justify in ("right", "left", "right", "left"):
        table.add_column(justify=justify)
    before = ""
    for version in versions:
        changes = compare(before, version.draft)
        when = version.at.replace("T", " ")[:16]
        table.add_row(str(version.number), Text(when), Text(f"{summary(changes)} words"), Text(_visible(_why(version))))
        before = version.draft
    console.print(table)


def _why(version: Version) -> str:
    cause = _CAUSES.get(version.cause, version.cause)
    if version.cause == "restored":
        return f"version {', '.join(version.because)} restored"
    if version.cause in ("redrafted", "merged") and not version.because:
        return f"{cause}; the words of the library or the campaign changed"
    more = f"; and {len(version.because) - _FACTS} more" if len(version.because) > _FACTS else ""
    return f"{cause}; {'; '.join(version.because[:_FACTS])}{more}" if version.because else cause


def history_as_json(histories: Mapping[str, Sequence[Version]]) -> str:
    """The versions of letters as JSON text."""
    data = {
        letter: [
            {"version": one.number, "at": one.at, "cause": one.cause, "because": list(one.because), "draft": one.draft}
            for one in versions
        ]
        for letter, versions in histories.items()
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


_WRITTEN = {
    "generated": "",
    "edited": "edited by hand",
    "hand": "written by hand",
    "unknown": "by hand, or generated from an earlier campaign",
}


def show_explanation(explanation: Explanation, console: Console) -> None:
    """Print each sentence of a letter with what it comes from, then what stands around the text."""
    name = shown(explanation.draft) if explanation.draft else f"{explanation.campaign}/{explanation.letter}"
    console.print(Text(name, "bold underline"), soft_wrap=True)
    for sentence in explanation.sentences:
        line = f"{sentence.line:>5} | " if sentence.line else ""
        console.print(Text.assemble("\n", (line, "dim"), (_visible(sentence.text), "bold")), soft_wrap=True)
        if _WRITTEN[sentence.written]:
            console.print(Text(f"        {_WRITTEN[sentence.written]}", "yellow"), soft_wrap=True)
        if sentence.began:
            console.print(Text(f"        it began as: {_visible(sentence.began)}", "dim"), soft_wrap=True)
        for told in _comes_lines(sentence.comes):
            console.print(told, soft_wrap=True)
    if explanation.around:
        console.print(Text("\nAround the text", "bold underline"))
    for beside in explanation.around:
        where = f" ({beside.file}:{beside.line})" if beside.file else ""
        text = f"  {beside.part}: {_visible(beside.text)}"
        console.print(Text.assemble(text, (where, "dim")), soft_wrap=True)
    if explanation.sentences:
        console.print()


def _comes_lines(origins: Sequence[Comes]) -> Iterator[Text]:
    """What a sentence comes from, and then on which sources it rests, each once."""
    worded = any(comes.kind == "clause" for comes in origins)
    for comes in origins:
        if comes.kind == "form" and worded:
            continue
        value = f": {comes.value}" if comes.value and comes.value != comes.what.partition(",")[0] else ""
        here = f', here "{comes.text}"' if comes.text.casefold() not in ("", comes.value.casefold()) else ""
        as_of = f", as of {comes.as_of}" if comes.as_of else ""
        where = f" ({comes.file}:{comes.line})" if comes.file else ""
        what = _visible(f"{comes.kind}: {comes.what}{value}{here}{as_of}")
        yield Text.assemble(f"        {what}", (where, "dim"))
        if comes.now:
            yield Text(f"          the campaign now says: {_visible(comes.now)}", "yellow")
    for source in dict.fromkeys(source for comes in origins for source in comes.sources):
        date = f", {source.date}" if source.date else ""
        secret = (" (confidential: not to leave the workspace)", "red") if source.confidential else ""
        yield Text.assemble(f"        source: {_visible(source.title)}{date}", secret)


def explanations_as_json(explanations: Sequence[Explanation], problems: Sequence[Problem]) -> str:
    """Letters explained, and the problems of no letter, as JSON text."""
    data = {
        "letters": [
            {
                "campaign": one.campaign,
                "letter": one.letter,
                "draft": shown(one.draft) if one.draft else None,
                "sentences": [asdict(sentence) for sentence in one.sentences],
                "around": [asdict(beside) for beside in one.around],
                "problems": [problem_data(problem) for problem in one.problems],
            }
            for one in explanations
        ],
        "problems": [problem_data(problem) for problem in problems],
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def show_rehearsal(written: Iterable[Path], console: Console) -> None:
    """Print which files a command would have written."""
    names = sorted({shown(path) for path in written})
    console.print("Nothing was written." if not names else "Nothing was written. These files would have been:")
    for name in names:
        console.print(Text(f"  {name}"), soft_wrap=True)


def as_json(outcomes: Sequence[Outcome], problems: Sequence[Problem]) -> str:
    """Outcomes and the problems of no letter, as JSON text."""
    data = {
        "letters": [
            {
                "campaign": outcome.campaign,
                "letter": outcome.letter,
                "target": outcome.target,
                "pages": outcome.pages,
                "words": outcome.words,
                "free_text": round(outcome.free, 4),
                "draft": shown(outcome.draft) if outcome.draft else None,
                "pdf": shown(outcome.pdf) if outcome.pdf else None,
                "problems": [problem_data(problem) for problem in outcome.problems],
            }
            for outcome in outcomes
        ],
        "problems": [problem_data(problem) for problem in problems],
    }
    return json.dumps(data, indent=2)


def show_clauses(clauses: Iterable[Clause], console: Console) -> None:
    """Print clauses by kind: name, what they take, title."""
    by_kind: dict[str, list[Clause]] = {}
    for clause in clauses:
        by_kind.setdefault(clause.kind, []).append(clause)
    for kind, members in by_kind.items():
        table = Table(
            title=f"{kind} ({len(members)})", title_justify="left", title_style="bold", box=None, show_header=False
        )
        table.add_column(no_wrap=True)
        table.add_column()
        for clause in members:
            table.add_row(clause.name, Text(f"{clause.title}{_takes(clause)}"))
        console.print(table)


def _takes(clause: Clause) -> str:
    taken = ", ".join(
        f"{parameter.name}{'?' if parameter.optional else ''}: {parameter.type}" for parameter in clause.takes
    )
    return f"  [{taken}]" if taken else ""


def show_clause(clause: Clause, examples: Iterable[Example], console: Console) -> None:
    """Print one clause: what it takes, when it fits, its source, and its examples by language and form."""
    console.print(Text(f"{clause.kind}/{clause.name}: {clause.title}", style="bold"))
    if clause.takes:
        console.print(Text(f"takes{_takes(clause)}"))
    if clause.when:
        console.print(Text(f"fits people who are: {', '.join(clause.when)}"))
    console.print(Text(f"source: {clause.source}"))
    for example in dict.fromkeys(examples):
        console.print(Text.assemble((f"\n{example.language}, {example.form}\n", "dim"), f"  {example.text}"))
    console.print()


def show_usage(used: Mapping[str, Sequence[str]], console: Console) -> None:
    """Print each clause with the letters that use it."""
    table = Table(box=None, header_style="bold")
    table.add_column("clause", no_wrap=True)
    table.add_column("used in")
    for clause, letters in used.items():
        table.add_row(clause, ", ".join(letters))
    console.print(table)


def show_letterheads(entries: Sequence[Listed], console: Console) -> None:
    """Print the letterheads: name, organisation, languages, paper, whose it is, then where its picture is."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("letterhead", "organisation", "languages", "paper", ""):
        table.add_column(column, no_wrap=column == "letterhead")
    for entry in entries:
        whose = "own" if entry.own else "shipped"
        table.add_row(entry.name, Text(_visible(entry.organisation)), ", ".join(entry.languages), entry.paper, whose)
    console.print(table)
    for entry in entries:
        picture = shown(entry.picture) if entry.picture else f"run 'letterkit letterheads preview {entry.name}'"
        console.print(Text(f"picture of {entry.name}: {picture}"), soft_wrap=True)


def letterhead_data(entry: Listed) -> dict[str, Any]:
    """A letterhead as plain data."""
    return {
        "name": entry.name,
        "organisation": entry.organisation,
        "languages": list(entry.languages),
        "paper": entry.paper,
        "own": entry.own,
        "picture": shown(entry.picture) if entry.picture else None,
    }


def show_begun(name: str, file: Path, console: Console) -> None:
    """Print what to do with a new letterhead."""
    lines = (
        f"Made {shown(file)}. Next:",
        "  1. Open this file in an editor, and put in the facts of your organisation.",
        "  2. Put your logo beside it, as logo.svg or logo.png: it is found by itself.",
        f"  3. Look at it: letterkit letterheads preview {name}",
        f"Campaign files use it with 'from: {name}'.",
    )
    console.print(Text("\n".join(lines)), soft_wrap=True)


def show_preview(made: Preview, console: Console) -> None:
    """Print where a specimen and its pictures are."""
    for path in (made.pdf, *made.pictures):
        console.print(Text(shown(path)), soft_wrap=True)


def clause_data(clause: Clause) -> dict[str, Any]:
    """A clause as plain data."""
    return {
        "name": clause.name,
        "kind": clause.kind,
        "title": str(clause.title),
        "takes": {f"{parameter.name}{'?' if parameter.optional else ''}": parameter.type for parameter in clause.takes},
        "when": [str(status) for status in clause.when],
        "languages": [str(language) for language in clause.words],
        "source": str(clause.source),
    }


def show_law(record: CountryRecord | InstrumentRecord | Coverage, console: Console) -> None:
    """Print what was looked up in the law data, with its sources."""
    if isinstance(record, CountryRecord):
        _show_country(record, console)
    elif isinstance(record, InstrumentRecord):
        _show_instrument(record, console)
    else:
        _show_coverage(record, console)


def _show_country(record: CountryRecord, console: Console) -> None:
    member = "a Member of the ILO" if record.is_ilo_member else "not known as a Member of the ILO"
    console.print(Text(f"{record.name} ({record.code}), {member}, on {record.day}", style="bold"))
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("", no_wrap=True)
    for column in ("standing", "in force", "as of"):
        table.add_column(column, no_wrap=column == "as of")
    table.add_column("subject")
    for instrument, standing in record.standings:
        if standing.cell or standing.kind is StandingKind.NOT_APPLICABLE:
            words = (standing_in_words(standing), in_force_in_words(standing), str(standing.as_of or ""))
            table.add_row(*map(Text, (instrument.id, *words, instrument.subject["en"])))
    console.print(table)
    in_no_table = [
        item.id
        for item, standing in record.standings
        if standing.kind is StandingKind.UNKNOWN and standing.cell is None
    ]
    console.print(Text(f"Unknown, in no table: {', '.join(in_no_table)}"), soft_wrap=True)
    _show_precedents(record.precedents, console)
    sources = {standing.source: None for _, standing in record.standings if standing.source}
    _show_list("Sources", [f"{source.title} ({source.publisher}), as of {source.as_of}" for source in sources], console)
    notes = [f"{item.id}: {cell.note}" for item, standing in record.standings if (cell := standing.cell) and cell.note]
    _show_list("Notes", notes, console)


def _show_instrument(record: InstrumentRecord, console: Console) -> None:
    instrument = record.instrument
    console.print(Text(f"{instrument.id}: {instrument.names['en']}", style="bold"), soft_wrap=True)
    console.print(Text(instrument.titles["en"]), soft_wrap=True)
    dates = {"adopted": instrument.adopted, "in force": instrument.in_force, "valid until": instrument.valid_until}
    told = [f"{name} {date}" for name, date in dates.items() if date]
    console.print(Text(", ".join([instrument.kind.value, *told, *filter(None, [instrument.citation])])), soft_wrap=True)
    _show_list("Articles", [f"{number}: {text}" for number, text in instrument.articles.items()], console)
    if not instrument.ratifiable:
        console.print("Nobody ratifies it.")
    elif record.source is None:
        console.print("Who has ratified it is unknown: no table covers it.")
    else:
        console.print(Text(f"Ratified by {record.day}: {record.ratified} of the States in the table"), soft_wrap=True)
        for title, countries in (
            (f"Not ratified by {record.last_known}", record.not_ratified),
            ("Unknown", record.unknown),
        ):
            if countries:
                console.print(Text(f"{title} ({len(countries)}): {', '.join(countries)}"), soft_wrap=True)
    _show_precedents(record.precedents, console)
    table = f"{record.source.title}, as of {record.source.as_of}" if record.source else ""
    _show_list("Sources", list(filter(None, [*record.documents, table, record.page])), console)
    _show_list("Not verified", instrument.unverified, console)
    _show_list("Note", [instrument.note] if instrument.note else [], console)


def _show_coverage(record: Coverage, console: Console) -> None:
    for source, count in record.tables:
        covers = f" of {', '.join(source.covers)}" if source.covers else ""
        console.print(
            Text(f"{source.title}, as of {source.as_of}: {count} ratifications or their absence{covers}"),
            soft_wrap=True,
        )
    for title, instruments in (
        ("Ratifications unknown", record.uncovered),
        ("Not ratified by anybody", record.unratifiable),
    ):
        console.print(Text(f"{title}: {', '.join(item.id for item in instruments)}"), soft_wrap=True)
    _show_list("Precedents", [f"{name}: {count}" for name, count in record.precedents.items()], console)
    _show_list("Not covered", record.limits, console)


def _show_precedents(precedents: Sequence[Precedent], console: Console) -> None:
    lines = []
    for item in precedents:
        effective = f", effective {item.effective}" if item.effective and item.date else ""
        extent = f", {item.scope.extent.value}" if item.scope else ""
        restored = f", restored {item.restored.effective or item.restored.date}" if item.restored else ""
        doubt = f"; not verified: {', '.join(item.unverified)}" if item.unverified else ""
        lines.append(
            f"{item.id}: {item.measure.value} {item.when}{effective}{extent}{restored}, "
            f"over {' and '.join(cause.value for cause in item.causes)} ({'; '.join(item.sources)}{doubt})"
        )
    _show_list("Precedents", lines, console)


def _show_list(title: str, lines: Sequence[str], console: Console) -> None:
    if lines:
        console.print(Text(f"{title}:"))
        for line in lines:
            console.print(Text(f"  {line}"), soft_wrap=True)


def law_data(record: CountryRecord | InstrumentRecord | Coverage) -> dict[str, Any]:
    """What was looked up in the law data, as plain data."""
    if isinstance(record, CountryRecord):
        return {
            "country": record.code,
            "name": record.name,
            "on": str(record.day),
            "ilo_member": record.is_ilo_member,
            "instruments": [
                {
                    "instrument": instrument.id,
                    "name": instrument.names["en"],
                    "standing": standing.kind.value,
                    "in_words": standing_in_words(standing),
                    "ratified": _text(standing.ratified),
                    "in_force": standing.in_force,
                    "in_force_by": _text(standing.in_force_by),
                    "denounced": _text(standing.denounced),
                    "source": standing.source.title if standing.source else None,
                    "as_of": _text(standing.as_of),
                }
                for instrument, standing in record.standings
            ],
            "precedents": [_precedent_data(item) for item in record.precedents],
        }
    if isinstance(record, InstrumentRecord):
        return {
            "instrument": record.instrument.id,
            "name": record.instrument.names["en"],
            "title": record.instrument.titles["en"],
            "kind": record.instrument.kind.value,
            "citation": record.instrument.citation or None,
            "articles": dict(record.instrument.articles),
            "unverified": list(record.instrument.unverified),
            "adopted": _text(record.instrument.adopted),
            "in_force": _text(record.instrument.in_force),
            "valid_until": _text(record.instrument.valid_until),
            "on": str(record.day),
            "ratified": record.ratified if record.source else None,
            "last_known": str(record.last_known),
            "not_ratified": list(record.not_ratified),
            "unknown": list(record.unknown),
            "source": record.source.title if record.source else None,
            "as_of": _text(record.source.as_of) if record.source else None,
            "page": record.page or None,
            "documents": list(record.documents),
            "precedents": [_precedent_data(item) for item in record.precedents],
        }
    return {
        "tables": [{"title": table.title, "as_of": str(table.as_of), "cells": count} for table, count in record.tables],
        "ratifications_unknown": [item.id for item in record.uncovered],
        "not_ratifiable": [item.id for item in record.unratifiable],
        "precedents": dict(record.precedents),
        "not_covered": list(record.limits),
    }


def _precedent_data(item: Precedent) -> dict[str, Any]:
    return {
        "id": item.id,
        "country": item.country,
        "measure": item.measure.value,
        "date": _text(item.date),
        "effective": _text(item.effective),
        "extent": item.scope.extent.value if item.scope else None,
        "restored": _text(item.restored and (item.restored.effective or item.restored.date)),
        "causes": [cause.value for cause in item.causes],
        "evidence": item.evidence.value,
        "unverified": list(item.unverified),
        "sources": list(item.sources),
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
