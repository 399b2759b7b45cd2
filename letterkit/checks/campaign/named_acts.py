"""Acts that another act names: who is hurt in the eviction is not hurt before anybody was evicted.

Looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letterkit.checks.campaign.phrase_kinds import Owner, acts_of
from letterkit.checks.ledger.words.lexicon import lexicon, words_of
from letterkit.checks.wording.by_language import said_in
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Campaign, Group, Person
from letterkit.schema.fields import PLAIN_LANGUAGE, Text
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act


def nothing_comes_before_what_it_came_of(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """What was done in an act of the campaign is not dated before it (LK517)."""
    for key, owner, act in acts_of(campaign):
        own = library.acts[act.kind].own or library.acts[act.kind].alleged
        kinds = {*_named(act, library), *given_as_reason(act.for_, library)} if not own else set[str]()
        named = [one for one in _around(key, owner, campaign) if str(one.kind) in kinds and one is not act]
        if named and not act.date.bound and all(act.date.last < one.date.first for one in named):
            first = named[0]
            message = f"'{key}.{act.kind}' is dated {act.date}, and the '{first.kind}' that it names is of {first.date}"
            yield Problem("LK517", message, act.kind.location, "correct one of the two dates")


def _named(act: Act, library: Library) -> Iterator[str]:
    """The kinds of act that the object of an act is, by their nouns: "the eviction"."""
    for code, said in said_in(act.object, library):
        words, spoken = lexicon(library, code or PLAIN_LANGUAGE), words_of(plain(str(said)))
        for at in range(min(len(spoken), 2)):
            yield from (
                name for end, (what, name) in words.phrases.at(spoken, at) if what == "noun" and end == len(spoken)
            )


def given_as_reason(text: Text | None, library: Library) -> Iterator[str]:
    """The kinds of act for which something was done, by their verbs: "dismissed for *going on strike*".

    Who announces a strike has not gone on one, and a reason with a year may be of another.
    """
    for code, said in said_in(text, library):
        words, spoken = lexicon(library, code or PLAIN_LANGUAGE), words_of(plain(str(said)))
        if any(word.text.isdigit() for word in spoken):
            continue
        begun = (found for at in range(min(len(spoken), 2)) for found in words.phrases.at(spoken, at))
        done = [name for _, (what, name) in begun if what == "verb" and name in library.acts and library.acts[name].own]
        ended = words.phrases.at(spoken, len(spoken) - 1) if done else ()  # "joining the *strike*"
        yield from (*done, *(name for _, (what, name) in ended if what == "noun"))


def _around(key: str, owner: Owner, campaign: Campaign) -> Sequence[Act]:
    """What befell somebody, the groups to which they belong, and the organisation of these."""
    found, whole = list(owner.acts), {key}
    if isinstance(owner, Group) and owner.of:
        whole.add(str(owner.of))
    if isinstance(owner, Person):
        whole |= {str(office.of) for office in owner.offices if office.of}
    for other, record in (*campaign.people.items(), *campaign.organisations.items()):
        listed = isinstance(record, Group) and Scalar(key) in record.listed
        found += record.acts if record is not owner and (str(other) in whole or listed) else ()
    return found
