"""What a person should know of a letter that is followed: what is new since, and what was changed in it by hand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

from letterkit.drafts.demanded import taken_out
from letterkit.drafts.folder import LetterFolder, read_draft
from letterkit.drafts.markdown import read_markdown
from letterkit.foundation.files import shown
from letterkit.letter.answers import Unanswered, unanswered
from letterkit.letter.compose.composer import compose
from letterkit.letter.items import Event, was_known
from letterkit.letter.letter import Letter
from letterkit.schema.campaign import Campaign, Group
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act


def new_since(campaign: Campaign, first: Letter, second: Letter, library: Library, path: str) -> Iterator[str]:
    """What has happened since a letter that the next does not tell, and what it tells of and asks nothing about."""
    told = [item for paragraph in second.facts for item in paragraph if isinstance(item, Event)]
    told += [event for _, event in second.outcome.shown] if second.outcome else []
    known = {(event.who, event.act.kind, event.act.date) for event in told}
    for key, act in _acts(campaign, second):
        if (key, act.kind, act.date) not in known and not was_known(act, first.date, campaign):
            named = f"{key}.{act.kind} of {act.date} ({act.location})"
            yield f"Not told: {named}. Name it under 'facts:' if it belongs."
    yield from map(_unasked, unanswered(second, library), repeat(second), repeat(library), repeat(path))


def _unasked(found: Unanswered, letter: Letter, library: Library, path: str) -> str:
    """That a letter tells of a harm and asks nothing about it, with the command that adds what could be asked."""
    event, demand = found.event, found.fitting[0]
    wanted = "people" if event.who in letter.people else "organisations"
    given = "".join(f" {one.name}={event.who}" for one in library.demands[demand].takes if one.type == wanted)
    return (
        f"The letter tells of {event.who}.{event.act.kind}, and asks nothing about it. If it should: "
        f"letterkit add demand {path} {demand}{given} --letter {letter.name}"
    )


def _acts(campaign: Campaign, letter: Letter) -> Iterator[tuple[str, Act]]:
    """The acts that a letter can know, with whom they befell; what befell a group is told once, and not of each."""
    shared = {
        (str(key), act.kind, act.date)
        for group in campaign.people.values()
        if isinstance(group, Group)
        for key in group.listed
        for act in group.acts
    }
    for key in map(str, (*campaign.people, *campaign.organisations)):
        yield from ((key, act) for act in letter.acts(key) if (key, act.kind, act.date) not in shared)


def edited(first: Letter, place: LetterFolder) -> Iterator[str]:
    """What a person has changed in the draft of a letter, and the one after it would say as before."""
    text = read_draft(place)
    if text is None:
        return
    draft, written = compose(first), read_markdown(text, shown(place.draft)).text
    for name in taken_out(draft, written):
        yield (
            f"The demand '{name}' was taken out of '{first.name}' or put into other words by hand. "
            "It is asked for again as the campaign has it; list the others under 'demands:' if it is not to be."
        )
    salutation = draft.paragraphs[0].text
    begins = next((line.replace("\\", "") for line in written.splitlines() if line.strip()), "")
    if " ".join(begins.split()) != salutation:
        yield (
            f"The salutation of '{first.name}' was changed by hand to '{begins.strip()}'. "
            "Give the target 'dear:' to keep it, or change it again."
        )
