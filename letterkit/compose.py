"""Compose a letter: fill its form with clauses and facts, and note where each run of text comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from letterkit.citing import Citing
from letterkit.dates import PartialDate
from letterkit.language import Language, make_language
from letterkit.letter import Draft, Origin, Paragraph, Span
from letterkit.library import Figures, Letterhead
from letterkit.nouns import Naming, Noun, country_noun
from letterkit.problems import UserError
from letterkit.resolve import Deed, Free, Item, Letter, Said
from letterkit.sheet import make_sheet, salutation_and_close
from letterkit.telling import Telling, runs
from letterkit.templating import Lazy, render, wording
from letterkit.trace import MARKS, Tracer, bare, capitalise, one_line

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
        self.telling = Telling(self.naming, self.citing, self.common)

    def text(self) -> str:
        """The whole letter, marked, paragraphs between blank lines."""
        letter = self.letter
        salutation, close = salutation_and_close(letter, self.language)
        form = letter.form
        origin = Origin("form", form.name, form.template.mark)
        house = Origin("language", f"salutation and close of {letter.letterhead.key}", letter.letterhead.mark)
        values = {
            **self.common(),
            "opening": Lazy(lambda: self.paragraph(letter.opening)),
            "facts": self.lazily(letter.facts),
            "grounds": self.lazily(letter.grounds),
            "consequences": self.lazily(letter.consequences),
            "demands": Lazy(self.demands),
            "closing": Lazy(lambda: self.paragraph(letter.closing)),
        }
        body = render(form.template, values, f"the form '{form.name}'", self.problems)
        wrap = self.tracer.wrap
        return f"{wrap(salutation, house)}\n\n{wrap(body, origin)}\n\n{wrap(close, house)}"

    def lazily(self, paragraphs: Sequence[Sequence[Item]]) -> list[Lazy]:
        return [Lazy(lambda items=items: self.paragraph(items)) for items in paragraphs]  # type: ignore[misc]

    # Values that every template can use

    def common(self) -> dict[str, Any]:
        letter, language = self.letter, self.language
        country = country_noun(letter.campaign.country, language, self.country_fact)
        direct = letter.form.direct
        one_writer = len(letter.signers) == 1
        return {
            "country": country,
            "country_code": str(letter.campaign.country),
            "direct": direct,
            "joint": not one_writer,
            "government": self.party("your-government" if direct else "government-of", country["name"]),
            "authorities": self.party("your-authorities" if direct else "authorities-of", country["name"]),
            "state": country["name"],
            "writer": Noun(language, ("one",) if one_writer else ("many",), lambda _: []),
            "sender": self.senders(),
            "about": Lazy(lambda: self.telling.about(letter.about)),
            "occasion": self.occasion(),
            "org": self.naming.organisation,
            "examinations": self.citing.examinations,
            "provision": self.citing.provision,
            "convention": self.citing.convention,
            "standing": self.citing.standing,
            "precedents": self.citing.precedents,
            "is_ilo_member": self.letter.law.is_ilo_member(str(letter.campaign.country)),
            "number": lambda number: self.language.number(int(bare(number))),
            "ordinal": lambda number: self.language.ordinal(int(bare(number))),
            "listed": lambda items: self.language.list([str(item) for item in items]),
            "each": lambda particle, items: self.language.list([f"{particle} {item}" for item in items]),
            "conventions": self.citing.conventions,
            "quoted": self.language.quote,
            "today": letter.date,
        }

    def party(self, phrase: str, country: str) -> str:
        return self.tracer.wrap(self.language.phrase(phrase, country), Origin("language", phrase))

    def country_fact(self, text: str) -> str:
        return self.naming.fact(text, self.letter.campaign.country.mark, name="country")

    def senders(self) -> dict[str, Any]:
        houses, language = self.letter.houses, self.language
        keys = [house.key for house in houses]
        first = houses[0]
        figures = first.figures_on(self.letter.date) if len(houses) == 1 else None
        noun = self.naming.organisations(keys)
        values = self.figures(figures, first)
        return {
            "name": Lazy(lambda: str(noun)),
            "short": self.naming.short_name(first.key),
            "noun": noun,
            "keys": keys,
            "speaks_for": self.naming.say(first.speaks_for, kind="house") if first.speaks_for else "",
            "whole_name": self.naming.fact(
                self.naming.article(first.as_organisation()) + self.naming.translation(first.name),
                first.mark,
                kind="house",
            ),
            "figures": values,
            "country": country_noun(self.letter.campaign.country, language, self.country_fact)["name"],
        }

    def figures(self, figures: Figures | None, house: Letterhead) -> dict[str, Any]:
        """An organisation's figures in the house's form; each is "" when it is not known on the letter's date."""
        names = ("members", "affiliates", "countries", "federations")
        known = {name: getattr(figures, name) if figures else None for name in names}
        shown = {
            name: self.naming.fact(
                self.language.number(value, words=False if name == "affiliates" else None),
                figures.mark if figures else None,
                kind="house",
            )
            if value
            else ""
            for name, value in known.items()
        }
        return {**shown, "territories": bool(figures and figures.territories)}

    def occasion(self) -> dict[str, Any] | None:
        occasion = self.letter.occasion
        if occasion is None:
            return None
        date = PartialDate(occasion.date, occasion.date, "day")
        article = occasion.article and self.naming.translation(occasion.article)
        article = article or self.language.data["default-article"]
        name = self.naming.translation(occasion.name)
        fact = self.naming.fact(name if article == "none" else f"{article} {name}", occasion.name.mark, name="occasion")
        return {
            "name": fact,
            "on": self.naming.fact(self.language.when(date, self.letter.date), occasion.mark),
            "agenda": self.naming.say(occasion.agenda) if occasion.agenda else "",
        }

    # Items

    def paragraph(self, items: Sequence[Item]) -> str:
        """The sentences of a paragraph, in order."""
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
            return capitalise(self.said(item))
        if isinstance(item, Free):
            return self.naming.say(item.text, kind="text")
        return self.telling.told([item], False, None)

    def said(self, said: Said, extra: Mapping[str, Any] | None = None) -> str:
        """A clause with its arguments, marked."""
        template = wording(said.clause, "text", self.language.code, said.mark, self.problems)
        if template is None:
            return ""
        self.citing.at = said.mark
        values = {**self.common(), **self.arguments(said), **(extra or {})}
        text = one_line(render(template, values, f"the clause '{said.clause.name}'", self.problems))
        return self.tracer.wrap(text, Origin("clause", f"{said.clause.kind}/{said.clause.name}", template.mark))

    def arguments(self, said: Said) -> dict[str, Any]:
        return {
            parameter.name.replace("-", "_"): self.argument(parameter.type, said.arguments.get(parameter.name))
            for parameter in said.clause.takes
        }

    def argument(self, kind: str, value: Any) -> Any:
        if value is None or value == ():
            return None
        if kind == "people":
            return self.naming.people(value, "full" if self.letter.demands_as == "list" and self.in_demands else "auto")
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
            return self.naming.say(value)
        return value

    in_demands = False

    # Demands

    def demands(self) -> str:
        """The lead with the demands in running text, or followed by them as a list."""
        if self.letter.lead is None:
            return ""
        demands = _Demands(self)
        text = capitalise(self.said(self.letter.lead, {"demands": demands}))
        return f"{text}{demands.tail}"

    def demand_texts(self) -> list[list[str]]:
        """The demands as infinitive phrases, those of one list item together."""
        self.in_demands = True
        groups = [[text for item in group if (text := self.item_of_demand(item))] for group in self.letter.demands]
        self.in_demands = False
        return [group for group in groups if group]

    def item_of_demand(self, item: Item) -> str:
        """One demand as an infinitive phrase."""
        if isinstance(item, Said):
            return self.said(item)
        return self.naming.say(item.text, kind="text") if isinstance(item, Free) else ""


class _Demands:
    """What a lead clause does with the demands: ``{{ demands("to") }}`` puts the particle before each."""

    def __init__(self, composer: _Composer) -> None:
        self.composer = composer
        self.tail = "."

    def __call__(self, particle: str = "") -> str:
        language, letter = self.composer.language, self.composer.letter
        groups = self.composer.demand_texts()
        if letter.demands_as == "list" and len(groups) > 1:
            conjunction = f" {language.data['conjunction']}"
            ends = [";"] * (len(groups) - 2) + [f";{conjunction}", "."]
            items = [language.series(group) for group in groups]
            self.tail = "".join(f"\n\n{ITEM}{item}{end}" for item, end in zip(items, ends, strict=True))
            return f"{particle}{language.data.get('colon', ':')}".strip()
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
            stack.pop()
        elif len(part) == 1 and ord(part) >= 0xF0000:
            stack.append(part)
        parts.append(part)
    return "".join(parts)


def _ours(span: Span) -> bool:
    return not span.origins or span.origins[-1].kind in ("form", "clause", "language", "citation")
