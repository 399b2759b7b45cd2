"""Entries of a campaign that nothing in it speaks of, or that lack what a reader asks for first.

Looked at once a campaign. What an included file brings is for several campaigns, and is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from letterkit.checks.campaign.roles import is_of_something
from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.campaign import Campaign, Group
from letterkit.schema.fields import Record
from letterkit.schema.library import Library
from letterkit.schema.reflection import values_in

_SECTIONS = {"people": "person", "sources": "source", "laws": "law", "targets": "target", "occasions": "occasion"}
_NO_TEXTS = ("key", "folder", "texts", "location")
_ALL = "all"
_NEAR = 0.8
"""A key as near to a word that is said was meant by it, and another finding says so."""


def every_entry_is_used(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Each source, law, target, occasion, and person without acts, of a campaign file is spoken of in it (LK140)."""
    said = frozenset(str(one) for one in values_in(campaign, but=_NO_TEXTS) if isinstance(one, str))
    alike = {word.casefold().replace(" ", "-") for word in said}
    for section, what in _SECTIONS.items():
        entries: Mapping[Scalar, Record] = getattr(campaign, section)
        for key in entries:
            # What is looked for among all words is only what has no acts of its own, which a long list has.
            if not _is_own(key, campaign) or getattr(entries[key], "acts", None) or str(key) in said:
                continue
            if getattr(entries[key], "publish", "yes") != "yes":
                continue  # who stands here lest a letter names them
            meant = get_close_matches(str(key).casefold(), alike, n=1, cutoff=_NEAR)
            if not meant and not (section == "targets" and _ALL in said):
                message = f"nothing in the campaign speaks of the {what} '{key}'"
                yield Problem("LK140", message, key.location, "name it where it belongs, or delete it")


def acts_say_what_is_asked_first(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """An act says what its reader asks for first: to what somebody was sentenced, with what charged (LK141)."""
    for key, record in (*campaign.people.items(), *campaign.organisations.items()):
        for act in (act for act in record.acts if _is_own(act.kind, campaign)):
            for name in library.acts[act.kind].wants:
                if not getattr(act, str(name).replace("-", "_")):
                    message = f"'{key}.{act.kind}' has no '{name}', for which a reader asks first"
                    yield Problem("LK141", message, act.kind.location, f"add '{name}:', where it is known")


def groups_and_offices_say_of_whom(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Members are members of something, and a president presides over something (LK141)."""
    listed = {str(key) for one in campaign.people.values() if isinstance(one, Group) for key in one.listed}
    for key, one in campaign.people.items():
        if not _is_own(key, campaign):
            continue
        if isinstance(one, Group):
            for code, noun in said_in(one.noun, library) if not one.of and str(key) not in listed else ():
                if noun.casefold() in map(str, language_of(library, code).checking.somebodys):
                    message, hint = f"'{noun}' of '{key}' are told of nobody", "add 'of:', the key of whose they are"
                    yield Problem("LK141", message, noun.location, hint, Severity.WARNING)
                    break
            continue
        for office in (office for office in one.offices if not office.of and is_of_something(office, library)):
            message = f"'{office.office.first}' of '{key}' is told of nothing and nobody"
            hint = "add 'of:', the key of the organisation in which it is held, or of the person whose relative it is"
            yield Problem("LK141", message, office.office.first.location, hint, Severity.WARNING)


def _is_own(word: Scalar, campaign: Campaign) -> bool:
    """Whether a word stands in the file of the campaign itself."""
    own = campaign.location.file if campaign.location else ""
    return word.location is not None and word.location.file == own
