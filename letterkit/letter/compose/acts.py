"""Tell what happened: acts as sentences, those that belong together in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.origins import Origin, OriginKind, bare, capitalise, one_line
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.letter.compose.citing import Citing
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.noun import Noun
from letterkit.letter.compose.templates import clause_template, render
from letterkit.letter.items import Event, Item
from letterkit.schema.campaign import Person
from letterkit.schema.fields import Text
from letterkit.schema.organisation import Act

_SUBJECT = "\ue011"
"""Stands for the one to whom an act was done while a statement is tried with a pronoun; no text holds it."""


class Telling:
    """Tells the acts of one letter."""

    def __init__(self, naming: Naming, citing: Citing) -> None:
        self._naming = naming
        self._letter = naming.letter
        self._language = naming.language
        self._citing = citing
        self._last: tuple[str, ...] = ()
        self._by_pronoun = False
        self._where: tuple[PartialDate, str] | None = None
        self._since: PartialDate | None = None

    def begin_paragraph(self) -> None:
        """Forget of whom the last sentence was: no pronoun reaches over the end of a paragraph."""
        self._last, self._by_pronoun, self._where, self._since = (), False, None, None

    def about(self, events: Sequence[Event], manner: str = "named") -> Noun:
        """Acts as one noun phrase: "the arrest of A and B and the dissolution of C".

        ``manner`` says how people are named in it (see `Naming.person`).
        """
        told = list(deed_runs(events))

        def phrases(_: str) -> list[str]:
            if not told:
                message = "nothing is known by this date that the letter could be about"
                hint = "add 'about: [NAME.ACT]', or acts to the people whom the demands name"
                self._naming.problems.append(Problem("LK225", message, self._letter.plan.location, hint))
            return [self.act(run, "noun", manner=manner) for run in told]

        return Noun(self._language, ("many",) if len(told) > 1 else ("one",), phrases)

    def told(self, events: Sequence[Event], front: bool, previous: PartialDate | None) -> str:
        """Acts that share everything but their victims, as one statement (with reasons apart when they differ)."""
        act = events[0].act
        front = self._wants_its_date_in_front(act) or front
        owners = tuple(event.who for event in events)
        front = (front or owners == self._last) and self._can_be_fronted(act)
        when = self.when(events[0], previous)
        text = self._with_pronoun(events, "" if front else when) if self._can_take_pronoun(owners) else ""
        by_pronoun = bool(text)
        text = text or self.act(events, "statement", "" if front else when)
        self._last, self._by_pronoun = owners, by_pronoun
        self._where = (act.date, act.place.first) if act.place else None
        self._since = act.date if act.ongoing else None
        text = f"{capitalise(when)}, {text}" if front and when else capitalise(text)
        return " ".join([self._language.open_sentence(text), *self.reasons(events)])

    def _wants_its_date_in_front(self, act: Act) -> bool:
        """Whether a date at the end would read badly: "today", "before ...", or one behind what it is not of."""
        listed = act.outcome is not None and self._language.is_list(self._naming.translation(act.outcome))
        today = act.date.exact and act.date.first == self._letter.date
        return today or act.date.bound == "before" or bool(act.alongside) or listed

    def _can_take_pronoun(self, keys: Sequence[str]) -> bool:
        """Whether a pronoun can be the subject: the last sentence named the same person, and nobody else.

        Of several people a pronoun could mean those who acted, and a third sentence names the person again.
        """
        if tuple(keys) != self._last or len(keys) > 1 or self._by_pronoun:
            return False
        person = self._letter.people.get(keys[0])
        return isinstance(person, Person) and person.gender is not None and person.publish != "no"

    def _with_pronoun(self, events: Sequence[Event], when: str) -> str:
        """A statement whose subject is a pronoun; "" where the one to whom the act was done is not its subject."""
        word = self._language.writing.subject
        text = self.act(events, "statement", when, manner=_SUBJECT)
        if word is None or not bare(text).startswith(_SUBJECT) or text.count(_SUBJECT) > 1:
            return ""
        return text.replace(_SUBJECT, str(getattr(self._who([events[0].who], "auto"), word)))

    def _can_be_fronted(self, act: Act) -> bool:
        """Whether the act's statement says when it was done, and does not say since when besides."""
        statement = self._letter.act_kinds[act.kind].wording(self._language.code, "statement") or ""
        return "{{ on }}" in statement and "{{ since }}" not in statement

    def when(self, event: Event, previous: PartialDate | None) -> str:
        """When an act was done or is due, or since when it goes on, marked; "" when that is not known."""
        act = event.act
        if act.ongoing and self._since == act.date:
            return ""  # The last sentence has said since when.
        if act.ongoing and previous == act.date and not act.date.bound:
            said = str(self._language.writing.times.since_then)
        elif act.ongoing:
            said = self._language.since(act.date, self._letter.date)
        else:
            said = self._language.when(act.date, self._letter.date, previous, ahead=event.announced)
        return said and self._naming.fact(said, act.date.location or act.location, self.sources(act))

    def since(self, act: Act) -> str:
        """Since when an act's effect lasts, with its space, marked; "" when that is not known."""
        said = self._language.since(act.date, self._letter.date)
        return said and f" {self._naming.fact(said, act.date.location or act.location, self.sources(act))}"

    def sources(self, act: Act) -> tuple[str, ...]:
        """The keys of an act's sources."""
        return (str(act.source),) if act.source else ()

    def reasons(self, events: Sequence[Event]) -> Iterator[str]:
        """A sentence for each reason of acts told together, when the reasons differ."""
        if _alike_in(events, "for_"):
            return
        for event in events:
            if event.act.for_:
                only = {"place": None, "by": None, "law": None, "held_at": None, "outcome": None}
                yield capitalise(self.act([replace(event, act=event.act.model_copy(update=only))], "statement", ""))

    def _is_over(self, act: Act, keys: Sequence[str]) -> bool:
        """Whether what an act made of its victims has surely ended by the letter's date."""
        ended = act.date.ends is not None and act.date.last < self._letter.date
        return ended or act.lasted is not None or not self._lasts(act, keys)

    def _deadline(self, act: Act) -> str:
        """The day by which something is asked of an act's victim, with its space, marked; "" for none."""
        if act.deadline is None:
            return ""
        day = act.deadline.last
        said = self._language.date(day, year=day.year != self._letter.date.year)
        said = str(self._language.writing.times.deadline.format(date=said))
        return f" {self._naming.fact(said, act.deadline.location, self.sources(act))}"

    def _lasts(self, act: Act, keys: Sequence[str]) -> bool:
        """Whether what an act made of its victims still holds for each of them on the letter's date."""
        letter, status = self._letter, self._letter.act_kinds[act.kind].status
        return all(status in letter.statuses(key) for key in keys if key in letter.people)

    def act(self, events: Sequence[Event], form: str, when: str | None = None, manner: str = "auto") -> str:
        """A form of an act's clause with the phrases of the act."""
        act = events[0].act
        clause = self._letter.act_kinds[act.kind]
        if events[0].announced and form == "statement":
            form = "ahead"
        template = clause_template(clause, form, self._language.code, events[0].location, self._naming.problems)
        if template is None:
            return ""
        if when is None:
            when = self.when(events[0], None)
        sources = self.sources(act)
        values = {
            "who": self._who([event.who for event in events], manner),
            "on": f"{when and ' '}{when}{self._phrase('lasted', act.lasted, sources)}",
            "due": self.when(events[0], None) if events[0].announced else "",
            "coming": act.date.last >= self._letter.date,
            "over": not act.ongoing and self._is_over(act, [event.who for event in events]),
            "deadline": self._deadline(act),
            "bound": act.date.bound,
            "dated": not act.date.bound,
            "by": self._phrase("by", act.by, sources),
            "agent": self._say(act.by, sources),
            **self._places(events, form),
            "reason": self._phrase("reason", act.for_, sources) if _alike_in(events, "for_") else "",
            "law": self.under(act.law),
            "outcome": self._say(act.outcome, sources),
            "object": self._say(act.object, sources),
            "alongside": self._naming.organisations(act.alongside) if act.alongside else None,
            "ongoing": act.ongoing,
            "since": self.since(act),
        }
        text = one_line(render(template, values, f"the act '{act.kind}'", self._naming.problems))
        return self._naming.tracer.wrap(text, Origin(OriginKind.CLAUSE, f"acts/{act.kind}", template.location, sources))

    def _who(self, keys: Sequence[str], manner: str) -> Noun:
        """Those to whom an act was done; a pronoun can stand for them when the last sentence was of them."""
        told_before = self._last == tuple(keys)
        if keys[0] in self._letter.people:
            return self._naming.people(keys, manner, lambda: told_before)
        return self._naming.organisations(keys, known=lambda: told_before)

    def _say(self, text: Text | None, sources: Sequence[str]) -> str:
        return self._naming.say(text, sources) if text else ""

    def _phrase(self, name: str, text: Text | None, sources: Sequence[str]) -> str:
        """A text of an act with the word of the language that goes before it, unless it brings its own; "" for none."""
        if text is None:
            return ""
        if name == "place" and "" in text.languages and text.first[0].isupper():
            # The name of a town is the same in every language.
            said = self._naming.fact(text.first, text.first.location, sources)
            return f" {self._language.phrase(name, said)}"
        own = self._naming.translation(text).split()[0].lower() in self._language.writing.prepositions
        said = self._say(text, sources)
        return f" {said if own else self._language.phrase(name, said)}"

    def _places(self, events: Sequence[Event], form: str) -> dict[str, object]:
        """Where an act was done, and where its victims are held."""
        act, keys = events[0].act, [event.who for event in events]
        sources = self.sources(act)
        # A place would say who it is whose name is withheld, and in a noun phrase all must share it.
        hidden = not _alike_in(events, "place") or any(self._naming.is_withheld(key) for key in keys)
        # What the last sentence said of the same day and place is known.
        hidden = hidden or (
            form == "statement" and act.place is not None and self._where == (act.date, act.place.first)
        )
        # Where somebody is held is said in the present, and only while it lasts for all of them.
        held_at = act.held_at if self._lasts(act, keys) else None
        undisclosed = held_at is not None and held_at.first == "undisclosed"
        return {
            "place": "" if hidden else self._phrase("place", act.place, sources),
            "held": "" if hidden or undisclosed else self._phrase("place", held_at, sources),
            "undisclosed": undisclosed,
        }

    def under(self, key: Scalar | None) -> str:
        """A phrase that names the law an act was done under; "" for none."""
        if key is None:
            return ""
        if key not in self._letter.laws:
            self._naming.problems.append(
                Problem("LK221", f"no law named '{key}'", key.location, "list it under 'laws:'")
            )
            return ""
        law = self._citing.law(key)
        named = self._language.phrase("of-law", law["articles"], law["name"]) if law["articles"] else law["name"]
        return f" {self._language.phrase('law', named)}"


def runs(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Acts in the groups that one sentence tells; everything else alone.

    Neighbours share a sentence when they differ in their victim (and its reason) only, and small undated acts against
    one victim do.
    """
    run: list[Item] = []
    for item in items:
        last = run[-1] if run else None
        if isinstance(item, Event) and isinstance(last, Event) and (_alike(item, last) or _in_passing(item, run)):
            run.append(item)
            continue
        if run:
            yield run
        run = [item]
    if run:
        yield run


def deed_runs(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Acts in the groups that one noun phrase tells: neighbours of one kind."""
    return (list(run) for _, run in groupby(events, key=lambda event: event.act.kind))


def _alike_in(events: Sequence[Event], name: str) -> bool:
    """Whether acts have the same text in a field, or none has one."""
    texts: list[Text | None] = [getattr(event.act, name) for event in events]
    return len({text.first if text else "" for text in texts}) == 1


def _alike(one: Event, other: Event) -> bool:
    def telling(act: Act) -> tuple[object, ...]:
        texts = (act.place, act.by, act.held_at, act.outcome, act.object, act.lasted)
        return (
            act.kind,
            act.date,
            act.ongoing,
            act.law,
            act.alongside,
            act.deadline,
            *(text.first if text else None for text in texts),
        )

    return one.who != other.who and one.announced == other.announced and telling(one.act) == telling(other.act)


def _in_passing(event: Event, run: Sequence[Item]) -> bool:
    """Whether an act without a date of its own continues a series of such acts against the same victim."""
    return all(
        isinstance(other, Event) and other.who == event.who and other.act.date.bound == "by" and other.act.object
        for other in (*run, event)
    )
