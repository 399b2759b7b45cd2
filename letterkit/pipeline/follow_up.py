"""Follow up a letter: put the one that follows it into the campaign file, and draft it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from letterkit.checks.run import check
from letterkit.drafts.document import composed_document
from letterkit.drafts.folder import LetterFolder
from letterkit.drafts.job import Job
from letterkit.foundation.codes import Severity
from letterkit.foundation.files import as_typed, shown
from letterkit.foundation.problems import Problem, UserError, stop_on
from letterkit.foundation.suggest import did_you_mean
from letterkit.letter.compose.composer import compose
from letterkit.letter.draft import Draft
from letterkit.letter.items import FilledClause
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.plans import plan_of
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.draft import DraftResult, draft
from letterkit.pipeline.since import edited, new_since
from letterkit.schema.amend import amend, read_whole, with_letter
from letterkit.schema.campaign import Campaign
from letterkit.schema.library import Library
from letterkit.schema.read import read
from letterkit.schema.references import References


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A letter that follows another: its name and plan, what was taken for granted, its text, its draft.

    ``outcome`` is None when nothing was written; ``name`` is "" when there is nothing left to ask for.
    """

    path: Path
    name: str
    assumed: tuple[str, ...]
    plan: Mapping[str, str]
    text: str = ""
    outcome: DraftResult | None = None


def follow_up(
    path: Path,
    letter: str,
    library: Library,
    output: Path,
    date: datetime.date,
    *,
    name: str | None = None,
    to: str | None = None,
    reply_by: datetime.date | None = None,
    dry_run: bool = False,
) -> FollowUp:
    """Follow the letter ``letter`` of a campaign file with one of the day ``date``, and draft that.

    ``name`` is what to call it, ``to`` another target, ``reply_by`` the day by which a reply is asked for, each chosen
    when left out. With ``dry_run`` nothing is written, and neither is it when every demand has been met. Raises
    `UserError` when the letter is followed already or the new one has an error; then nothing is written either. Where
    its draft cannot be set, the campaign file stays as it is.
    """
    campaign = read(path, library)
    if letter not in campaign.letters:
        raise UserError([Problem("LK211", f"no letter named '{letter}'", None, did_you_mean(letter, campaign.letters))])
    _refuse_followed(campaign, letter, path)
    new = name or _next_name(campaign, letter)
    if new in campaign.letters:
        hint = "choose another with --name"
        raise UserError([Problem("LK235", f"the campaign has a letter '{new}' already", None, hint)])
    first = resolve(campaign, letter, library)
    form, by_hand = first.form, tuple(edited(first, LetterFolder(output / campaign.key, letter)))
    plan = {"form": str(form.followed_by or form.name), "follows": letter, **({"to": to} if to else {})}
    plan["date"] = date.isoformat()
    if reply_by:
        plan["reply-by"] = reply_by.isoformat()
    before = read_whole(path)
    _, resolved, _ = _tried(path, library, before, with_letter(before, new, plan, shown(path)), new)
    if not resolved.demands:
        return FollowUp(path, "", (*_weighed(resolved), *_nothing_left(letter)), {})
    if resolved.reply_by:
        plan["reply-by"] = str(resolved.reply_by)
    after = with_letter(before, new, plan, shown(path))
    campaign, resolved, composed = _tried(path, library, before, after, new)
    known = (*_weighed(resolved), *_carried(resolved, given=reply_by is not None))
    assumed = (*known, *new_since(campaign, first, resolved, library, shown(path)), *by_hand)
    text = "\n\n".join(paragraph.text for paragraph in composed.paragraphs)
    if dry_run:
        return FollowUp(path, new, assumed, plan, text)
    outcome = draft(Job(campaign, new, LetterFolder(output / campaign.key, new)), library)
    # Last, since it is what a broken-off run is told by: the same command then begins again, and drafts the same.
    if all(problem.severity is not Severity.ERROR for problem in outcome.problems):
        amend(path, before, after)
    return FollowUp(path, new, assumed, plan, text, outcome)


def _tried(path: Path, library: Library, before: str, text: str, name: str) -> tuple[Campaign, Letter, Draft]:
    """A letter of a campaign file that does not stand there yet, resolved and composed, without an error."""
    try:
        campaign = read(path, library, as_typed(text))
        letter = resolve(campaign, name, library)
        composed = compose(letter)
        stop_on(check(composed_document(letter, composed, campaign, library)))
    except UserError as error:
        raise UserError(_as_it_stands(problem, path, before, text) for problem in error.problems) from error
    return campaign, letter, composed


def _as_it_stands(problem: Problem, path: Path, before: str, text: str) -> Problem:
    """A problem with its place in the file as it is; one in the lines that are not there yet has none."""
    old, new = as_typed(before).split("\n"), as_typed(text).split("\n")
    first = next((at for at, (one, other) in enumerate(zip(old, new, strict=False), 1) if one != other), len(old))
    added = len(new) - len(old)
    if problem.location is None or problem.location.file != shown(path) or problem.location.line < first or not added:
        return problem
    there = problem.location.line >= first + added
    return replace(problem, location=replace(problem.location, line=problem.location.line - added) if there else None)


def _refuse_followed(campaign: Campaign, letter: str, path: Path) -> None:
    """A letter is followed once; the one to follow is the newest."""
    newest = letter
    while followers := list(_followers(campaign, newest)):
        newest = max(followers)[1]
    if newest != letter:
        key = next(key for key in campaign.letters if key == newest)
        hint = f"follow the newest: letterkit follow-up {shown(path)} {newest}"
        raise UserError([Problem("LK236", f"'{letter}' has been followed by '{newest}'", key.location, hint)])


def _followers(campaign: Campaign, letter: str) -> Iterator[tuple[datetime.date, str]]:
    """The letters that follow a letter, with their dates."""
    for name in campaign.letters:
        plan = plan_of(campaign, str(name), References())
        if plan.follows and plan.follows.letter == letter:
            yield plan.date or datetime.date.min, str(name)


def _next_name(campaign: Campaign, letter: str) -> str:
    """What to call the letter after one: "ituc-2" after "ituc", "ituc-3" after "ituc-2"."""
    found = re.fullmatch(r"(.+)-(\d+)", letter)
    plan = plan_of(campaign, letter, References())
    stem, number = (found[1], int(found[2])) if found and plan.follows else (letter, 1)
    taken = {str(name).casefold() for name in campaign.letters}
    return next(name for count in range(number + 1, 10**6) if (name := f"{stem}-{count}").casefold() not in taken)


def _weighed(letter: Letter) -> Iterator[str]:
    """What the letter takes for granted of replies and demands, in plain words."""
    name = letter.plan.follows.letter if letter.plan.follows else ""
    last = letter.earlier[-1]
    if last.replies:
        days = " and ".join(str(reply.date) for reply in last.replies)
        yield f"The reply to '{name}' is that of {days}."
    else:
        yield f"No reply to '{name}' is recorded. If one came, write it under 'replies:' of '{name}', and draft again."
    outcome = letter.outcome
    if outcome is None:
        return
    for said, event in outcome.shown:
        act = event.act
        yield f"Met: {_told(said)}. The campaign has {event.who}.{act.kind} of {act.date} ({act.location})."
    for said, met in outcome.recorded:
        yield f"Met: {_told(said)}. The campaign records it for {met.date} ({met.location})."
    for one in outcome.overtaken:
        if one.by:
            name = f"{one.by.who}.{one.by.act.kind} of {one.by.act.date} ({one.by.location})"
            yield f"Left out: {one.demand.clause.name}, ended by {name}. List under 'demands:' what to ask instead."
            continue
        yield f"Left out: {one.demand.clause.name} for {one.who}, who is {' and '.join(one.statuses)} now."
    demands = [item for group in letter.demands for item in group]
    asked = [_told(item) if isinstance(item, FilledClause) else "a demand in your own words" for item in demands]
    if asked:
        yield f"Asked for: {', '.join(asked)}."


def _carried(letter: Letter, given: bool) -> Iterator[str]:
    """What the letter takes for granted of news, consequences and the day of the reply."""
    since = letter.earlier[-1].date
    if not letter.facts:
        yield f"Nothing is recorded since {since}. If something has happened, add it under 'acts:', and draft again."
    closing = [item.clause for item in letter.closing if isinstance(item, FilledClause)]
    steps = [clause.name for clause in closing if clause.kind == "consequences"]
    if steps:
        yield f"The consequence is the one that was announced, a step further: {', '.join(steps)}."
    else:
        yield "No consequence was announced that could follow. Add 'consequences:' if you can and would act."
    if letter.reply_by and not given:
        yield f"A reply is asked for by {letter.reply_by}, {letter.form.reply_days} days on, and on a working day."


def _nothing_left(letter: str) -> Iterator[str]:
    yield f"There is nothing left to ask for: every demand of '{letter}' is met or overtaken. No letter was written."
    yield (
        f"Is a letter of thanks wanted? Add one with 'follows: {letter}', its own 'opening:' and 'closing:', "
        "'demands: []', or one that asks for something new under 'demands:'."
    )


def _told(said: FilledClause) -> str:
    """A demand as a plan writes it, with those whom it names."""
    keys: Iterable[str] = (
        str(key)
        for parameter in said.clause.takes
        if parameter.type in ("people", "organisations")
        for key in said.arguments.get(parameter.name) or ()
    )
    named = ", ".join(keys)
    return f"{said.clause.name} ({named})" if named else str(said.clause.name)
