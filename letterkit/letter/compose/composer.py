"""Compose a letter: fill its form with clauses and facts, and note where each run of text comes from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Any

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.origins import Origin, OriginKind, Span, Tracer, bare, capitalise, one_line
from letterkit.foundation.problems import Problem, UserError
from letterkit.language.grammar import Language
from letterkit.letter.compose.acts import Telling
from letterkit.letter.compose.addressing import salutation_and_close
from letterkit.letter.compose.asking import ITEM, Asking
from letterkit.letter.compose.citing import Citing
from letterkit.letter.compose.dating import are_of_two_days
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.predicates import SUBJECT, clause
from letterkit.letter.compose.predicates import joined as joined_acts
from letterkit.letter.compose.rights import Rights, joined, names_right
from letterkit.letter.compose.runs import of_one_day, of_two_days, runs
from letterkit.letter.compose.sheet import make_sheet
from letterkit.letter.compose.templates import Lazy, clause_template, render
from letterkit.letter.compose.vocabulary import vocabulary
from letterkit.letter.draft import Draft, Paragraph
from letterkit.letter.items import Event, FilledClause, FreeText, Item, paragraphs_of, tells_a_day
from letterkit.letter.letter import Letter
from letterkit.schema.campaign import Met
from letterkit.schema.clause import CHOICE


class UncomposedError(UserError):
    """What stops a letter; ``standing`` is its draft all the same, with gaps, for finding more of its problems."""

    def __init__(self, problems: Iterable[Problem], standing: Draft) -> None:
        super().__init__(problems)
        self.standing = standing


def compose(letter: Letter) -> Draft:
    """The draft of a resolved letter.

    Raises `UncomposedError` when a clause lacks the language or the law, `UserError` when a clause or form fails.
    """
    language = letter.language
    composer = _Composer(letter, language)
    text = composer.naming.settled(composer.text())
    try:
        sheet = make_sheet(letter, language)
    except UserError as error:
        raise UserError((*composer.problems, *error.problems)) from None
    draft = Draft(
        campaign=letter.campaign,
        letter=letter.name,
        sheet=sheet,
        paragraphs=tuple(_paragraphs(text, composer.tracer, language, letter.demands_as == "numbered")),
    )
    if composer.problems:
        raise UncomposedError(composer.problems, draft)
    return draft


class _Composer:
    def __init__(self, letter: Letter, language: Language) -> None:
        self.letter = letter
        self.language = language
        self.tracer = Tracer()
        self.naming = Naming(letter, language, self.tracer)
        self.problems = self.naming.problems
        self.citing = Citing(self.naming)
        self.telling = Telling(self.naming, self.citing)
        self.printed: set[str] = set()
        self.vocabulary = {**vocabulary(self.naming, self.citing, self.telling), "noted": self.noted}
        country = self.vocabulary["country"]
        self.rights = Rights(self.citing, country, self.right)
        self.vocabulary = {**self.vocabulary, "ratified": self.rights.ratified}

    def text(self) -> str:
        """The whole letter, marked, paragraphs between blank lines."""
        letter = self.letter
        salutation, close = salutation_and_close(letter, self.language)
        form = letter.form
        origin = Origin(OriginKind.FORM, form.name, form.template.location)
        house = Origin(
            OriginKind.LANGUAGE, f"salutation and close of {letter.letterhead.key}", letter.letterhead.location
        )
        values = {
            **self.vocabulary,
            "opening": self.part("opening", letter.opening),
            "declared": [self.part("declared", [said]) for said in letter.declared],
            "facts": [self.part("facts", items) for items in letter.facts],
            "grounds": [self.part("grounds", items) for items in joined(letter.grounds)],
            "consequences": [self.part("consequences", items) for items in letter.consequences],
            "demands": Lazy(self.asked),
            "closing": self.part("closing", letter.closing),
        }
        body = render(form.template, values, f"the form '{form.name}'", self.problems)
        if not self.problems and (missing := self.left_out()):
            message = f"the form '{form.name}' leaves out the letter's {', '.join(missing)}"
            self.problems.append(
                Problem("LK210", message, form.template.location, f"print '{{{{ {missing[0]} }}}}' in it")
            )
        wrap = self.tracer.wrap
        return f"{wrap(salutation, house)}\n\n{wrap(body, origin)}\n\n{wrap(close, house)}"

    def part(self, name: str, items: Sequence[Item]) -> Lazy:
        """A paragraph of a part of the letter, told when the form prints it."""

        def tell() -> str:
            self.printed.add(name)
            told = self.paragraph(items)
            return f"{told} {self.naming.who_they_are_apart()}".rstrip() if name == "opening" else told

        return Lazy(tell)

    def asked(self) -> str:
        """The demands with their lead; "" when nothing is demanded."""
        self.printed.add("demands")
        return self.naming.settled(Asking(self.naming, self.said).demands())

    def left_out(self) -> list[str]:
        """The parts that the campaign gives and the form does not print."""
        letter = self.letter
        parts = {
            "opening": letter.opening,
            "declared": letter.declared,
            "facts": letter.facts,
            "grounds": letter.grounds,
            "consequences": letter.consequences,
            "demands": letter.demands,
            "closing": letter.closing,
        }
        return [name for name, items in parts.items() if items and name not in self.printed]

    def paragraph(self, items: Sequence[Item]) -> str:
        """The sentences of a paragraph, in order."""
        self.telling.begin_paragraph()
        sentences: list[str] = []
        fronted = False
        previous: PartialDate | None = None
        apart = of_two_days(list(runs(items, self.letter.people, self.telling.own)), self.letter.people)
        groups = list(of_one_day(_rights_together(apart), self.letter.act_kinds))
        for at, group in enumerate(groups):
            later = _items_of(groups[at + 1 :])
            while group:
                number, told = self.of_one_day(group, previous, later)
                run, group = group[0], group[number:]
                events = [event for event in run if isinstance(event, Event)]
                if told:
                    sentences.append(told)
                    fronted, previous = True, _day_of(events)
                elif len(events) > 1 and events[0].who == events[1].who:
                    sentences.append(self.in_passing(events))
                    fronted, previous = False, None
                elif events:
                    front = previous is not None and not fronted and previous != events[0].act.date
                    told = self.telling.told(events, front, previous, [*chain(*group), *later])
                    self.add(told, sentences)
                    fronted, previous = (front, _day_of(events)) if told else (fronted, previous)
                else:
                    sentences.append(self.run(run))
                    self.telling.pass_over(run[0])
                    # "The same day" would be that of the text.
                    fronted, previous = False, None if tells_a_day(run[0]) else previous
        sentences += self.telling.custody.at_the_end()
        return self.naming.settled(" ".join(sentence for sentence in sentences if bare(sentence).strip()))

    def add(self, told: str, sentences: list[str]) -> None:
        """Add acts to a paragraph as a sentence, or to the last one where they go on with it."""
        if told and self.telling.goes_on:
            told = f"{clause(sentences.pop())}, {self.language.conjunction} {told}"
        sentences.append(told)

    def of_one_day(
        self, group: Sequence[Sequence[Item]], previous: PartialDate | None, later: Sequence[Item]
    ) -> tuple[int, str]:
        """How many of the acts against the same people on one day share the next sentence, and that sentence.

        The first alone, and "", where it can share none.
        """
        for number in range(len(group), 1, -1):
            together = [[one for one in run if isinstance(one, Event)] for run in group[:number]]
            others = number < len(group)
            if told := self.telling.together(together, previous, [*chain(*group[number:]), *later], others=others):
                return number, told
        return 1, ""

    def run(self, run: Sequence[Item]) -> str:
        """A clause, a text, or neighbouring rights."""
        rights = [one for one in run if isinstance(one, FilledClause) and names_right(one)]
        return self.rights.told(rights) if rights else self.item(run[0])

    def in_passing(self, events: Sequence[Event]) -> str:
        """Acts against one victim in one sentence."""
        told = [clause(self.telling.act([event], "statement")) for event in events]
        return capitalise(self.language.series(told)) + "."

    def item(self, item: Item) -> str:
        if isinstance(item, FilledClause):
            before = len(self.problems)
            text = capitalise(self.said(item))
            # What could not be said leaves a gap that is no fault of the clause.
            if len(self.problems) == before and not re.search(r"[.!?…][”»\"]?$", bare(text).rstrip() or "."):
                message = f"the clause '{item.clause.name}' does not end its sentence"
                file = item.clause.location.file if item.clause.location else "its file"
                hint = f"put a full stop at the end of its text, in {file}, or reword what you give it"
                self.problems.append(Problem("LK226", message, item.location or item.clause.location, hint))
            return text
        return self.free(item) if isinstance(item, FreeText) else self.telling.told([item], False, None)

    def free(self, item: FreeText) -> str:
        """A text of the campaign's own; its paragraphs stay paragraphs."""
        sources = (str(item.source),) if item.source else ()
        paragraphs = paragraphs_of(self.naming.translation(item.text))
        self.naming.note_names(" ".join(paragraphs))
        if len(paragraphs) > 1:
            self.telling.begin_paragraph()
        said = (
            self.naming.fact(one, one.location or item.text.location, sources, OriginKind.TEXT) for one in paragraphs
        )
        return "\n\n".join(said)

    def said(
        self, said: FilledClause, manner: str = "auto", extra: Mapping[str, Any] | None = None, form: str = "text"
    ) -> str:
        """A clause with its arguments, marked; ``manner`` says how its people are named (see `Naming.person`)."""
        template = clause_template(said.clause, form, self.language.code, said.location, self.problems)
        if template is None:
            return ""
        self.citing.at = said.location
        self.naming.begin_clause()
        values = {**self.vocabulary, **self.arguments(said, manner), **(extra or {})}
        text = one_line(render(template, values, f"the clause '{said.clause.name}'", self.problems))
        sources = tuple(
            str(key)
            for parameter in said.clause.takes
            if parameter.type == "source"
            for key in said.arguments.get(parameter.name) or ()
        )
        name = f"{said.clause.kind}/{said.clause.name}"
        return self.tracer.wrap(text, Origin(OriginKind.CLAUSE, name, template.location, sources))

    def right(self, ground: FilledClause, law: Mapping[str, Any], instrument: str) -> str:
        """What a ground says that the law does; an ``instrument`` that is told of alone can do it in its own words."""
        return self.said(ground, extra=law, form=f"within {instrument}" if instrument else "text")

    def arguments(self, said: FilledClause, manner: str) -> dict[str, Any]:
        return {
            parameter.name.replace("-", "_"): self.argument(
                parameter.type, said.arguments.get(parameter.name), manner, dated=said.clause.kind != "demands"
            )
            for parameter in said.clause.takes
        }

    def argument(self, kind: str, value: Any, manner: str, *, dated: bool = True) -> Any:
        """An argument as templates see it, acts with their days where ``dated``; "" for one that is left out."""
        if value is None or value == ():
            return ""

        def known() -> Callable[[], bool]:
            return self.telling.before.stands_in_for(tuple(map(str, value)))

        made: Mapping[str, Callable[[], Any]] = {
            "people": lambda: self.naming.people(value, manner, known()),
            "organisations": lambda: self.naming.organisations(value, known=known()),
            "instruments": lambda: self.citing.instruments(value),
            "precedents": lambda: self.citing.named_precedents(value),
            "law": lambda: self.citing.law(value[0]),
            "laws": lambda: [self.citing.law(key) for key in value],
            "acts": lambda: self.telling.about(value, manner="auto", dated=dated),
            "number": lambda: self.naming.fact(value, value.location),
            "date": lambda: self.naming.fact(
                self.language.when(value, self.letter.date, year=self.telling.before.own_year), value.location
            ),
            "deadline": lambda: self.naming.fact(self.deadline(value), value.location),
            "text": lambda: self.naming.say(value, kind=OriginKind.PHRASE),
            "infinitive": lambda: self.language.without_particle(self.naming.say(value, kind=OriginKind.PHRASE)),
            "source": lambda: None,
            CHOICE: lambda: str(value),
        }
        return made[kind]() if kind in made else value

    def deadline(self, by: PartialDate) -> str:
        """The day by which something is to be done, with its year when it is another than the letter's."""
        said = self.language.date(by.last, year=by.last.year != self.letter.date.year)
        return self.language.writing.times.deadline.format(date=said)

    # What became of the demands of an earlier letter

    def noted(self, particle: str = "") -> str:
        """What was met, in order of time, as clauses with ``particle`` ("that") before each; "" when nothing was."""
        outcome = self.letter.outcome
        if outcome is None:
            return ""
        shown = [event for _, event in outcome.shown]
        events = [event for at, event in enumerate(shown) if event not in shown[:at]]
        events.sort(key=lambda event: event.act.date.last)
        together = ([one for one in run if isinstance(one, Event)] for run in runs(events, self.letter.people))
        same = groupby(together, key=lambda run: (run[0].act.date, [event.who for event in run]))
        told = [(date, said) for (date, owners), group in same for said in self.noted_of_one_day(owners, list(group))]
        told += [(met.date, self.noted_record(said, met)) for said, met in outcome.recorded]
        told.sort(key=lambda one: one[0].last)
        return self.language.series([f"{particle} {text}".strip() for _, text in told])

    def noted_of_one_day(self, owners: Sequence[str], group: Sequence[Sequence[Event]]) -> list[str]:
        """What was done to the same on one day as a clause within another sentence, or as several."""
        whens = [*("" for _ in group[1:]), None]
        if len(group) > 1:
            told = [
                self.telling.act(run, "statement", when, manner=SUBJECT) for run, when in zip(group, whens, strict=True)
            ]
            named = self.naming.people if owners[0] in self.letter.people else self.naming.organisations
            if joined_acts(told, SUBJECT, self.language):
                return [clause(joined_acts(told, str(named(owners)), self.language))]
        return [clause(self.telling.act(run, "statement")) for run in group]

    def noted_record(self, said: FilledClause, met: Met) -> str:
        """A record that a demand was met, in its own words or those of the demand's clause."""
        sources = (str(met.source),) if met.source else ()
        if met.how:
            return self.naming.say(met.how, sources, kind=OriginKind.PHRASE)
        when = self.language.when(met.date, self.letter.date)
        on = f" {self.naming.fact(when, met.date.location, sources)}" if when else ""
        if said.clause.wording(self.language.code, "met") is None:
            message = f"the demand '{said.clause.name}' has no words for having been met"
            self.problems.append(
                Problem("LK234", message, met.demand.location, "add 'how:' to the record, what was done")
            )
            return ""
        return clause(self.said(said, extra={"on": on}, form="met"))


def _items_of(groups: Sequence[Sequence[Sequence[Item]]]) -> list[Item]:
    """The items of runs in groups."""
    return [item for group in groups for run in group for item in run]


def _rights_together(runs_: Iterator[list[Item]]) -> Iterator[list[Item]]:
    """The runs of a paragraph, neighbouring grounds that name a right in one."""
    for rights, group in groupby(runs_, key=lambda run: names_right(run[0])):
        if rights:
            yield [run[0] for run in group]
        else:
            yield from group


def _day_of(events: Sequence[Event]) -> PartialDate | None:
    """When acts were done that a sentence tells; None where it tells of two days."""
    return None if are_of_two_days(events) else events[0].act.date


def _paragraphs(text: str, tracer: Tracer, language: Language, numbered: bool) -> Iterator[Paragraph]:
    """The paragraphs of a composed text; the items of its list are numbered where a reply is to refer to them."""
    items = 0
    blocks = [block for block in re.split(r"\n\s*\n", _closed(text)) if bare(block).strip()]
    for number, block in enumerate(blocks):
        item = ITEM in block
        polished = language.polish(one_line(block.replace(ITEM, "")), tracer.is_given)
        spans = tuple(
            Span(language.spell(span.text) if _ours(span) else span.text, span.origins)
            for span in tracer.spans(polished)
        )
        kind = "item" if item else "close" if number == len(blocks) - 1 else "text"
        items += item
        yield Paragraph(kind, spans, items if item and numbered else 0)


def _closed(text: str) -> str:
    """The text with marks that span paragraphs closed at the end of each and opened again in the next."""
    parts: list[str] = []
    stack: list[str] = []
    for at, part in enumerate(re.split("(\n\\s*\n|[\U000f0000-\U000ffffd\ue001])", text)):
        # Every other part is what the text was divided at.
        if at % 2 and part.startswith("\n"):
            parts += ["\ue001" * len(stack), part, *stack]
            continue
        if at % 2 and part != "\ue001":
            stack.append(part)
        elif at % 2 and stack:
            stack.pop()
        parts.append(part)
    return "".join(parts)


def _ours(span: Span) -> bool:
    return not span.origins or span.origins[-1].kind.is_ours
