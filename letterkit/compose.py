"""Compose a letter: fill its form with clauses and facts, and note where each run of text comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from letterkit.citing import Citing
from letterkit.dates import PartialDate
from letterkit.language import Language, make_language
from letterkit.letter import Draft, Origin, Paragraph, Span
from letterkit.nouns import Naming
from letterkit.problems import Problem, UserError
from letterkit.resolve import Deed, Free, Item, Letter, Said
from letterkit.sheet import make_sheet, salutation_and_close
from letterkit.telling import Telling, runs
from letterkit.templating import Lazy, render, wording
from letterkit.trace import MARKS, Tracer, bare, capitalise, one_line
from letterkit.vocabulary import vocabulary

ITEM = "\ue010"
"""Begins a list item in composed text; campaign files cannot hold it."""


def compose(letter: Letter) -> Draft:
    """The draft of a resolved letter. Raises `UserError` when a clause or form fails or lacks the language."""
    language = language_of(letter)
    composer = _Composer(letter, language)
    text = composer.text()
    if composer.problems:
        raise UserError(composer.problems)
    return Draft(
        campaign=letter.campaign.key,
        letter=letter.name,
        sheet=make_sheet(letter, language),
        paragraphs=tuple(_paragraphs(text, composer.tracer, language)),
    )


def language_of(letter: Letter) -> Language:
    """The language of a letter in its house's style."""
    house: dict[str, Any] = {}
    for source in (*reversed(letter.houses), letter.letterhead):
        style = next((style for code, style in source.style.items() if code == letter.language), None)
        if style:
            house.update({key.replace("_", "-"): value for key, value in style if key != "mark" and value is not None})
    if "close" in house:  # A house that says how it closes says so for all its letters.
        house.setdefault("close-without-name", house["close"])
    if letter.plan.figures:
        house["figures"] = letter.plan.figures
    return make_language(letter.language, letter.library.language(letter.language), house)


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
        self.vocabulary = vocabulary(self.naming, self.citing, self.telling)

    def text(self) -> str:
        """The whole letter, marked, paragraphs between blank lines."""
        letter = self.letter
        salutation, close = salutation_and_close(letter, self.language)
        form = letter.form
        origin = Origin("form", form.name, form.template.mark)
        house = Origin("language", f"salutation and close of {letter.letterhead.key}", letter.letterhead.mark)
        values = {
            **self.vocabulary,
            "opening": self.part("opening", letter.opening),
            "facts": [self.part("facts", items) for items in letter.facts],
            "grounds": [self.part("grounds", items) for items in letter.grounds],
            "consequences": [self.part("consequences", items) for items in letter.consequences],
            "demands": Lazy(self.demands),
            "closing": self.part("closing", letter.closing),
        }
        body = render(form.template, values, f"the form '{form.name}'", self.problems)
        if not self.problems and (missing := self.left_out()):
            message = f"the form '{form.name}' leaves out the letter's {', '.join(missing)}"
            self.problems.append(Problem("LK210", message, form.template.mark, f"print '{{{{ {missing[0]} }}}}' in it"))
        wrap = self.tracer.wrap
        return f"{wrap(salutation, house)}\n\n{wrap(body, origin)}\n\n{wrap(close, house)}"

    def part(self, name: str, items: Sequence[Item]) -> Lazy:
        """A paragraph of a part of the letter, told when the form prints it."""

        def tell() -> str:
            self.printed.add(name)
            return self.paragraph(items)

        return Lazy(tell)

    def left_out(self) -> list[str]:
        """The parts that the campaign gives and the form does not print."""
        letter = self.letter
        parts = {
            "opening": letter.opening,
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
        for run in runs(items):
            deeds = [deed for deed in run if isinstance(deed, Deed)]
            if len(deeds) > 1 and deeds[0].owner == deeds[1].owner:
                told = [re.sub(rf"\.({MARKS}*)$", r"\1", self.telling.act([deed], "statement")) for deed in deeds]
                sentences.append(capitalise(self.language.series(told)) + ".")
                fronted, previous = False, None
            elif deeds:
                front = previous is not None and not fronted and previous != deeds[0].act.date
                sentences.append(self.telling.told(deeds, front, previous))
                fronted, previous = front, deeds[0].act.date
            else:
                sentences.append(self.item(run[0]))
                fronted = False
        return " ".join(sentence for sentence in sentences if bare(sentence).strip())

    def item(self, item: Item) -> str:
        if isinstance(item, Said):
            text = capitalise(self.said(item))
            if not re.search(r"[.!?…][”»\"]?$", bare(text).rstrip() or "."):
                message = f"the clause '{item.clause.name}' does not end its sentence"
                self.problems.append(Problem("LK226", message, item.clause.mark, "put a full stop at its end"))
            return text
        if isinstance(item, Free):
            return self.naming.say(item.text, kind="text")
        return self.telling.told([item], False, None)

    def said(self, said: Said, manner: str = "auto", extra: Mapping[str, Any] | None = None) -> str:
        """A clause with its arguments, marked; ``manner`` says how its people are named (see `Naming.person`)."""
        template = wording(said.clause, "text", self.language.code, said.mark, self.problems)
        if template is None:
            return ""
        self.citing.at = said.mark
        values = {**self.vocabulary, **self.arguments(said, manner), **(extra or {})}
        text = one_line(render(template, values, f"the clause '{said.clause.name}'", self.problems))
        sources = tuple(
            str(key)
            for parameter in said.clause.takes
            if parameter.type == "source"
            for key in said.arguments.get(parameter.name) or ()
        )
        name = f"{said.clause.kind}/{said.clause.name}"
        return self.tracer.wrap(text, Origin("clause", name, template.mark, sources))

    def arguments(self, said: Said, manner: str) -> dict[str, Any]:
        return {
            parameter.name.replace("-", "_"): self.argument(parameter.type, said.arguments.get(parameter.name), manner)
            for parameter in said.clause.takes
        }

    def argument(self, kind: str, value: Any, manner: str) -> Any:
        if value is None or value == ():
            return ""
        if kind == "people":
            return self.naming.people(value, manner)
        if kind == "organisations":
            return self.naming.organisations(value)
        if kind == "instruments":
            return self.citing.instruments(value)
        if kind == "precedents":
            return [self.citing.precedent(found) for found in self.letter.law.every_precedent if found.id in value]
        if kind in ("law", "laws"):
            laws = [self.citing.law(key) for key in value]
            return laws[0] if kind == "law" else laws
        if kind == "acts":
            return self.telling.about(value, manner="auto")
        if kind == "number":
            return self.naming.fact(value, value.mark)
        if kind == "date":
            return self.naming.fact(self.language.when(value, self.letter.date), value.mark)
        if kind == "deadline":
            said = self.language.date(value.last, year=value.last.year != self.letter.date.year)
            return self.naming.fact(self.language.data["times"]["deadline"].format(date=said), value.mark)
        if kind == "text":
            return self.naming.say(value, kind="phrase")
        if kind == "source":
            return None
        return value

    # Demands

    def demands(self) -> str:
        """The lead with the demands in running text, or followed by them as a list; "" when nothing is demanded."""
        self.printed.add("demands")
        if self.letter.lead is None or not self.letter.demands:
            return ""
        demands = _Demands(self)
        text = capitalise(self.said(self.letter.lead, extra={"demands": demands}))
        if not demands.used and not self.problems:
            message = f"the clause '{self.letter.lead.clause.name}' leaves the demands out"
            hint = """put '{{ demands("to") }}' into its text"""
            self.problems.append(Problem("LK208", message, self.letter.lead.clause.mark, hint))
        return f"{text}{demands.tail}"

    def demand_texts(self) -> list[list[str]]:
        """The demands as infinitive phrases, those of one list item together."""
        # A list item is quoted on its own, so it names people in full.
        manner = "full" if self.letter.demands_as == "list" else "auto"
        groups = [[text for item in group if (text := self.demand(item, manner))] for group in self.letter.demands]
        return [group for group in groups if group]

    def demand(self, item: Item, manner: str) -> str:
        """One demand as an infinitive phrase."""
        if isinstance(item, Said):
            return self.said(item, manner)
        return self.naming.say(item.text, kind="text") if isinstance(item, Free) else ""


class _Demands:
    """What a lead clause does with the demands: ``{{ demands("to") }}`` puts the particle before each."""

    def __init__(self, composer: _Composer) -> None:
        self.composer = composer
        self.tail = "."
        self.used = False

    def __call__(self, particle: str = "") -> str:
        self.used = True
        language, letter = self.composer.language, self.composer.letter
        groups = self.composer.demand_texts()
        if letter.demands_as == "list" and len(groups) > 1:
            semicolon = language.spaced(";")
            ends = [semicolon] * (len(groups) - 2) + [f"{semicolon} {language.data['conjunction']}", "."]
            items = [language.series(group) for group in groups]
            self.tail = "".join(f"\n\n{ITEM}{item}{end}" for item, end in zip(items, ends, strict=True))
            return f"{particle}{language.spaced(':')}".strip()
        return language.series([f"{particle} {text}".strip() for group in groups for text in group])


def _paragraphs(text: str, tracer: Tracer, language: Language) -> Iterator[Paragraph]:
    blocks = [block for block in re.split(r"\n\s*\n", _closed(text)) if bare(block).strip()]
    for number, block in enumerate(blocks):
        item = ITEM in block
        polished = language.polish(one_line(block.replace(ITEM, "")))
        spans = tuple(
            Span(language.spell(span.text) if _ours(span) else span.text, span.origins)
            for span in tracer.spans(polished)
        )
        kind = "item" if item else "close" if number == len(blocks) - 1 else "text"
        yield Paragraph(kind, spans)


def _closed(text: str) -> str:
    """The text with marks that span paragraphs closed at the end of each and opened again in the next."""
    parts: list[str] = []
    stack: list[str] = []
    for part in re.split("(\n\\s*\n|[\U000f0000-\U000ffffd\ue001])", text):
        if re.fullmatch(r"\n\s*\n", part):
            parts += ["\ue001" * len(stack), part, *stack]
            continue
        if part == "\ue001":
            if stack:
                stack.pop()
        elif len(part) == 1 and ord(part) >= 0xF0000:
            stack.append(part)
        parts.append(part)
    return "".join(parts)


def _ours(span: Span) -> bool:
    return not span.origins or span.origins[-1].kind in ("form", "clause", "language", "citation")
