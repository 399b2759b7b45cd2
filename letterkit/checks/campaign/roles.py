"""What the keys of an act say: who did it, why, where, with what outcome, each in its own place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from letterkit.checks.campaign.phrase_kinds import acts_of, begins_with_length, known_of, lowered
from letterkit.checks.ledger.words.lexicon import lexicon, words_of
from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.drafts.document import Document
from letterkit.foundation.kept import Kept, Same
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.spelling import plain
from letterkit.letter.items import FilledClause
from letterkit.schema.act_kind import ActKind
from letterkit.schema.campaign import Campaign, Office
from letterkit.schema.fields import PLAIN_LANGUAGE, Text
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act


def phrases_say_what_their_acts_do_not(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Reasons of those who acted stand under 'stated-reason:', and nothing repeats the words of its act (LK535)."""
    for key, _, act in acts_of(campaign):
        where = f"{key}.{act.kind}"
        yield from islice(_their_reason(where, act, library), 1)
        for name in ("outcome", "object", "for", "stated-reason"):
            text = getattr(act, {"for": "for_"}.get(name, name.replace("-", "_")))
            yield from _said_by_the_act(where, text, library, examples_of(library.acts[act.kind], name))
        yield from _penalty_before_the_sentence(where, act, library)


def _their_reason(where: str, act: Act, library: Library) -> Iterator[Problem]:
    """What only those say who acted, told as why they did: "dismissed for restructuring"."""
    for code, said in said_in(act.for_, library):
        pattern = language_of(library, code).checking.accusing
        if pattern and pattern.search(plain(str(said))):
            message = f"'{said}' stands under 'for:' of '{where}', and the letter would say it in your own voice"
            hint = "move it to 'stated-reason:', which the letter tells as what those say who did it"
            yield Problem("LK535", message, said.location, hint)


def examples_of(kind: ActKind, name: str) -> Mapping[str, str]:
    """What an act holds under a key as its kind shows it, in lower case, by language."""
    shown = kind.example.get(Scalar(name)) if kind.example else None
    return {str(code): str(text).lower() for code, text in shown.items()} if isinstance(shown, Mapping) else {}


def _said_by_the_act(where: str, text: Text | None, library: Library, example: Mapping[str, str]) -> Iterator[Problem]:
    """A phrase that begins with the words of an act: "charged with fraud" under `charged`, or under another.

    What the ``example`` of the kind begins with belongs there: "threats of dismissal" in a campaign against a union.
    """
    for code, said in said_in(text, library):
        words = lexicon(library, code or PLAIN_LANGUAGE)
        spoken = words_of(plain(str(said)))
        for end, (what, name) in words.phrases.at(spoken, 0) if spoken else ():
            kind = library.acts.get(name)
            leading = words.function | words.lists["outcomes"]
            small = any(word.low in leading for word in spoken[max(end - 1, 1) : end + 1])
            own = where.endswith(f".{name}")
            if example.get(code or PLAIN_LANGUAGE, "").startswith(str(said)[: spoken[end - 1].end].lower()):
                continue
            if what == "verb" and kind and (own or _takes(kind)) and small:
                message = f"'{said}' of '{where}' begins with '{str(said)[: spoken[end - 1].end]}', the act '{name}'"
                hint = "leave these words out: the letter has them" if own else f"add an act '{name}' with the rest"
                yield Problem("LK535", message, said.location, hint)
                return


def _penalty_before_the_sentence(where: str, act: Act, library: Library) -> Iterator[Problem]:
    """A length of time in the place of a charge: "charged with two years in prison"."""
    own = library.acts[act.kind]
    timed = [library.acts[name] for name in library.derived(_for_a_time, "")]
    ends = [kind.name for kind in timed if own.status and own.status == kind.status and own.status not in kind.after]
    ends += [kind.name for kind in timed if own.status in kind.after]
    ends = [] if own.relief or own in timed else ends
    for code, said in said_in(act.outcome, library) if ends else ():
        if begins_with_length(str(said), language_of(library, code)):
            message = f"'{said}' stands under '{where}', and is a length of time"
            yield Problem("LK535", message, said.location, f"it belongs to an act '{ends[0]}'")
            return


def _for_a_time(library: Library, _: str) -> tuple[str, ...]:
    """The names of the kinds of act of which a length of time comes."""
    return tuple(name for name, kind in library.acts.items() if _is_for_a_time(kind, library))


def _is_for_a_time(kind: ActKind, library: Library) -> bool:
    """Whether what comes of an act is a length of time, as its example has it."""
    outcome = kind.example.get(Scalar("outcome")) if kind.example else None
    texts = outcome.items() if isinstance(outcome, Mapping) else ()
    return any(begins_with_length(str(text), language_of(library, str(code))) for code, text in texts)


def _takes(kind: ActKind) -> bool:
    """Whether an act of a kind has an outcome, which its sentence leads up to."""
    return kind.of != "organisation" and "outcome" in kind.keys_taken


def demands_are_for_those_wronged(document: Document) -> Iterator[Problem]:
    """No demand is made for an organisation by which others of the campaign were wronged (LK535)."""
    campaign, library = document.campaign, document.library
    doers = doers_of(campaign, library)
    for item in (item for group in document.letter.demands for item in group if isinstance(item, FilledClause)):
        for key in (*(item.arguments.get("organisations") or ()), *_keys(item.arguments.get("affiliates"))):
            if act := doers.get(str(key)):
                message = f"'{item.clause.name}' is demanded for '{key}', by whom '{act}' was done"
                place = key.location if isinstance(key, Scalar) else None
                yield Problem("LK535", message, place or item.location, "name those to whom wrong was done")


_DOERS: Kept[Mapping[str, str]] = Kept()


def leads(office: Office, library: Library) -> bool:
    """Whether an office is one that leads an organisation, or a deputy's: president, vice president, treasurer."""
    for code, said in said_in(office.office, library):
        low = plain(str(said)).casefold().strip()
        held = lexicon(library, code or PLAIN_LANGUAGE).lists["held-by-one"]
        if any(low == one or low.endswith(f" {one}") or low.startswith(f"{one} ") for one in held):
            return True
    return False


def is_of_something(office: Office, library: Library) -> bool:
    """Whether an office is one of an organisation, or a relation to somebody, and nothing else: "president", "wife"."""
    for code, said in said_in(office.office, library):
        words = lexicon(library, code or PLAIN_LANGUAGE)
        low = plain(str(said)).casefold().strip()
        if (
            low in words.lists["held-by-one"]
            or low in words.kinship
            or words.offices.get(low, frozenset()) & words.lists["held-by-one"]
        ):
            return True
    return False


def doers_of(campaign: Campaign, library: Library) -> Mapping[str, str]:
    """The organisations that only did harm in a campaign, such as an employer, each with an act of theirs."""
    return _DOERS.of(campaign, Same(library), lambda: _doers(campaign, library))


def _keys(value: object) -> Iterator[str]:
    """The keys of organisations among what a clause takes; a free text has none."""
    return (each for each in value if isinstance(each, str)) if isinstance(value, Sequence) else iter(())


def _doers(campaign: Campaign, library: Library) -> Mapping[str, str]:
    """The organisations to whom nothing was done, by which something was done to others, each with such an act."""
    known, found = known_of(campaign, library), dict[str, str]()
    for key, owner, act in acts_of(campaign):
        if library.acts[act.kind].relief:
            continue
        for code, said in said_in(act.by, library):
            body = known.bodies.get(lowered(str(said), code, library))
            if body and owner is not campaign.organisations[Scalar(body)]:
                found.setdefault(body, f"{key}.{act.kind}")
    wronged = {str(key) for key, body in campaign.organisations.items() if body.acts}
    return {key: act for key, act in found.items() if key not in wronged}
