"""Compose a letter: fill its form with clauses and facts, and note where each run of text comes from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from letterkit.dates import PartialDate
from letterkit.language import Language, make_language
from letterkit.law import Extent, Instrument, Precedent, Standing, StandingKind
from letterkit.letter import Draft, Origin, Paragraph, Span
from letterkit.library import Clause, Figures, Letterhead
from letterkit.nouns import Naming, Noun, country_noun
from letterkit.problems import Mark, Problem, UserError
from letterkit.records import Act, Text
from letterkit.resolve import Deed, Free, Item, Letter, Said
from letterkit.sheet import make_sheet, salutation_and_close
from letterkit.source import Scalar
from letterkit.trace import MARKS, Tracer, bare, capitalise

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
    return make_language(letter.language, letter.library.language(letter.language), house)


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["cap"] = lambda value: capitalise(str(value))
    environment.filters["possessive"] = lambda value: f"{value}’" if bare(str(value)).endswith("s") else f"{value}’s"
    return environment


@lru_cache(maxsize=1024)
def _compiled(text: str, file: str, line: int) -> Template:
    environment = _environment()
    code = environment.compile("\n" * (line - 1) + text, filename=file)
    return Template.from_code(environment, code, environment.make_globals(None))


class _Composer:
    def __init__(self, letter: Letter, language: Language) -> None:
        self.letter = letter
        self.language = language
        self.tracer = Tracer()
        self.naming = Naming(letter, language, self.tracer)
        self.problems = self.naming.problems
        self.cited: set[str] = set()

    def text(self) -> str:
        """The whole letter, marked, paragraphs between blank lines."""
        letter = self.letter
        salutation, close = salutation_and_close(letter, self.language)
        form = letter.form
        origin = Origin("form", form.name, form.template.mark)
        house = Origin("language", f"salutation and close of {letter.letterhead.key}", letter.letterhead.mark)
        values = {
            **self.common(),
            "opening": _Lazy(lambda: self.paragraph(letter.opening)),
            "facts": self.lazily(letter.facts),
            "grounds": self.lazily(letter.grounds),
            "consequences": self.lazily(letter.consequences),
            "demands": _Lazy(self.demands),
            "closing": _Lazy(lambda: self.paragraph(letter.closing)),
        }
        body = self.render(form.template, values, f"the form '{form.name}'")
        return f"{self.tracer.wrap(salutation, house)}\n\n{self.tracer.wrap(body, origin)}\n\n{self.tracer.wrap(close, house)}"

    def lazily(self, paragraphs: Sequence[Sequence[Item]]) -> list[_Lazy]:
        return [_Lazy(lambda items=items: self.paragraph(items)) for items in paragraphs]  # type: ignore[misc]

    def render(self, template: Scalar, values: Mapping[str, Any], what: str) -> str:
        """A template with its values; what fails is a problem at the template's own line."""
        mark = template.mark or Mark("", 1)
        try:
            return _compiled(str(template), mark.file, mark.line).render(values)
        except TemplateSyntaxError as error:
            self.problems.append(Problem("LK205", f"{what} fails: {error.message}", replace(mark, line=error.lineno)))
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            line = _template_line(error, mark)
            if line is None:
                raise
            known = ", ".join(sorted(values))
            self.problems.append(
                Problem("LK205", f"{what} fails: {error}", replace(mark, line=line), f"a template can use: {known}")
            )
        return ""

    # Values that every template can use

    def common(self) -> dict[str, Any]:
        letter, language = self.letter, self.language
        country = country_noun(letter.campaign.country, language, self.country_fact)
        direct = letter.form.direct
        phrases = language.data["phrases"]
        one_writer = len(letter.signers) == 1
        return {
            "country": country,
            "country_code": str(letter.campaign.country),
            "direct": direct,
            "joint": not one_writer,
            "government": phrases["your-government"] if direct else phrases["government-of"].format(country["name"]),
            "authorities": phrases["your-authorities"] if direct else phrases["authorities-of"].format(country["name"]),
            "state": country["name"],
            "writer": Noun(language, ("one",) if one_writer else ("many",), lambda _: []),
            "sender": self.senders(),
            "about": _Lazy(lambda: self.about(letter.about)),
            "occasion": self.occasion(),
            "org": self.naming.organisation,
            "examinations": self.examinations,
            "provision": self.provision,
            "convention": self.convention,
            "standing": self.standing,
            "precedents": self.precedents,
            "is_ilo_member": self.letter.law.is_ilo_member(str(letter.campaign.country)),
            "number": lambda number: self.language.number(int(bare(number))),
            "ordinal": lambda number: self.language.ordinal(int(bare(number))),
            "listed": lambda items: self.language.list([str(item) for item in items]),
            "quoted": self.language.quote,
            "today": letter.date,
        }

    def country_fact(self, text: str) -> str:
        return self.naming.fact(text, self.letter.campaign.country.mark, name="country")

    def senders(self) -> dict[str, Any]:
        houses, language = self.letter.houses, self.language
        keys = [house.key for house in houses]
        first = houses[0]
        figures = first.figures_on(self.letter.date)
        noun = self.naming.organisations(keys)
        values = self.figures(figures, first)
        return {
            "name": _Lazy(lambda: str(noun)),
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

    # Law

    def convention(self, key: str) -> str:
        """An instrument as the letter cites it: with its subject at first, shortly afterwards."""
        instrument = self.letter.law.instrument(key)
        again = key in self.cited
        self.cited.add(key)
        return self.naming.fact(self._citation(instrument, again), None, kind="law", name=key)

    def _citation(self, instrument: Instrument, again: bool) -> str:
        code = self.language.code
        if instrument.number is None:
            return instrument.names.get(code) or instrument.names["en"]
        subject = instrument.subject.get(code)
        if again or not subject:
            return self.language.phrase("convention", instrument.number)
        return self.language.phrase("convention-at-first", instrument.number, subject)

    def standing(self, key: str) -> Standing:
        """Whether the campaign's country had ratified an instrument on the letter's date."""
        return self.letter.law.status(str(self.letter.campaign.country), key, self.letter.date)

    # Items

    def paragraph(self, items: Sequence[Item]) -> str:
        """The sentences of a paragraph, in order."""
        sentences: list[str] = []
        fronted = False
        previous: PartialDate | None = None
        for run in _runs(items):
            deeds = [deed for deed in run if isinstance(deed, Deed)]
            if len(deeds) > 1 and deeds[0].owner == deeds[1].owner:
                told = [re.sub(rf"\.({MARKS}*)$", r"\1", self.act([deed], "statement")) for deed in deeds]
                sentences.append(capitalise(self.language.series(told)) + ".")
                fronted, previous = False, None
            elif deeds:
                front = previous is not None and not fronted and previous != deeds[0].act.date
                sentences.append(self.told(deeds, front, previous))
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
        return self.told([item], False, None)

    def said(self, said: Said, extra: Mapping[str, Any] | None = None) -> str:
        """A clause with its arguments, marked."""
        template = self.wording(said.clause, "text", said.mark)
        if template is None:
            return ""
        values = {**self.common(), **self.arguments(said), **(extra or {})}
        text = " ".join(self.render(template, values, f"the clause '{said.clause.name}'").split())
        return self.tracer.wrap(text, Origin("clause", f"{said.clause.kind}/{said.clause.name}", template.mark))

    def wording(self, clause: Clause, form: str, used_at: Mark | None) -> Scalar | None:
        template = clause.wording(self.language.code, form)
        if template is None:
            code = self.language.code
            hint = f"add '{code}: ...' to {clause.mark.file if clause.mark else clause.name}"
            self.problems.append(
                Problem("LK206", f"the clause '{clause.name}' has no {form} in '{code}'", used_at, hint)
            )
        return template

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
            return self.instruments(value)
        if kind == "precedents":
            return [self.precedent(found) for found in self.letter.law.every_precedent if found.id in value]
        if kind in ("law", "laws"):
            laws = [self.law(key) for key in value]
            return laws[0] if kind == "law" else laws
        if kind == "acts":
            return self.about(value)
        if kind == "number":
            return self.naming.fact(value, value.mark)
        if kind == "date":
            return self.naming.fact(self.language.when(value, self.letter.date), value.mark)
        if kind == "text":
            return self.naming.say(value)
        return value

    in_demands = False

    def instruments(self, keys: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
        """Instruments by what binds the country to them on the letter's date.

        ``ratified``: it surely had; ``by_membership``: fundamental ILO conventions of which that is not certain,
        whose principles bind every Member; ``other``: declarations and the like; ``all``: all, in the order given.
        """
        sorted_: dict[str, list[dict[str, Any]]] = {"ratified": [], "by_membership": [], "other": [], "all": []}
        for key in keys:
            instrument, standing = self.letter.law.instrument(key), self.standing(key)
            entry = {
                "key": key,
                "cited": _Lazy(lambda key=key: self.convention(key)),  # type: ignore[misc]
                "is_convention": instrument.number is not None,
                "is_short": key in self.cited,
                "year": self.ratified_in(standing, key),
                "in_force": standing.in_force,
            }
            if standing.kind is StandingKind.RATIFIED:
                sorted_["ratified"].append(entry)
            elif standing.kind is StandingKind.NOT_APPLICABLE:
                sorted_["other"].append(entry)
            elif instrument.group == "fundamental":
                sorted_["by_membership"].append(entry)
            sorted_["all"].append(entry)
        return sorted_

    def examinations(self) -> list[str]:
        """The years in which the ILO Conference's committee examined the country before the letter's date."""
        found = self.letter.law.precedents(
            scheme="ilo", measure="examined", country=str(self.letter.campaign.country), before=self.letter.date
        )
        return [
            self.naming.fact(str(precedent.when.first.year), None, kind="law", name=precedent.id) for precedent in found
        ]

    def provision(self, key: str, words: str) -> str:
        """A quotation of an instrument's own words; ValueError when they do not stand in it."""
        if words not in self.letter.law.instrument(key).text:
            raise ValueError(f"'{words}' does not stand in {key}")
        return self.naming.fact(words, None, kind="law", name=key)

    def ratified_in(self, standing: Standing, key: str) -> str:
        if standing.ratified is None:
            return ""
        return self.naming.fact(str(standing.ratified.first.year), None, kind="law", name=key)

    def precedents(self, scheme: str, petition_by: str | None = None) -> list[dict[str, Any]]:
        """The measures under a scheme that were surely taken before the letter's date, as `precedent` gives them.

        With ``petition_by``, those only that a petition of that organisation brought about.
        """
        found = self.letter.law.precedents(scheme=scheme, petition_by=petition_by, before=self.letter.date)
        return [self.precedent(precedent) for precedent in found]

    def precedent(self, precedent: Precedent) -> dict[str, Any]:
        """A precedent for a clause: country, year, causes, whether it was partial or has been restored."""

        def fact(text: str) -> str:
            return self.naming.fact(text, None, kind="law", name=precedent.id)

        country = country_noun(precedent.country, self.language, fact)
        return {
            "country": country["name"],
            "year": fact(str((precedent.effective or precedent.when).first.year)),
            "causes": [cause.value for cause in precedent.causes],
            "measure": precedent.measure.value,
            "partial": precedent.scope is not None and precedent.scope.extent is Extent.PARTIAL,
            "restored": precedent.restored_by(self.letter.date),
        }

    def law(self, key: str) -> dict[str, Any]:
        law = self.letter.campaign.laws[Scalar(key)]
        name = self.naming.translation(law.name)
        articles = [self.naming.fact(article, article.mark) for article in law.articles]
        listed = self.language.list(articles)
        agree = ("one",) if len(articles) == 1 else ("many",)
        return {
            "name": self.naming.fact(name, law.name.mark, name=f"laws.{key}"),
            "articles": self.language.phrase("article", listed, agree=agree) if articles else "",
        }

    # Acts

    def about(self, deeds: Sequence[Deed]) -> str:
        """Acts as one noun phrase: "the arrest of A and B on 21 January and the dissolution of C"."""
        return self.language.list([self.act(list(run), "noun") for run in _runs(deeds) if isinstance(run[0], Deed)])  # type: ignore[arg-type]

    def told(self, deeds: Sequence[Deed], front: bool, previous: PartialDate | None) -> str:
        """Acts that share everything but their victims, as one statement (with reasons apart when they differ)."""
        act = deeds[0].act
        front = front or act.date.precision == "before" or bool(act.alongside)
        when = self.when(act, previous)
        text = self.act(deeds, "statement", "" if front else when)
        if front and when:
            text = f"{capitalise(when)}{self.language.data['times'].get('comma', ',')} {text}"
        else:
            text = capitalise(text)
        return " ".join([self.language.open_sentence(text), *self.reasons(deeds)])

    def when(self, act: Act, previous: PartialDate | None) -> str:
        if act.ongoing:
            said = self.language.since(act.date, self.letter.date)
        else:
            said = self.language.when(act.date, self.letter.date, previous)
        return said and self.naming.fact(said, act.date.mark or act.mark, self.sources(act))

    def sources(self, act: Act) -> tuple[str, ...]:
        return (str(act.source),) if act.source else ()

    def reasons(self, deeds: Sequence[Deed]) -> Iterator[str]:
        if len({deed.act.for_.first if deed.act.for_ else "" for deed in deeds}) == 1:
            return
        for deed in deeds:
            if deed.act.for_:
                only = {"place": None, "by": None, "law": None, "held_at": None, "outcome": None}
                yield capitalise(self.act([replace(deed, act=deed.act.model_copy(update=only))], "statement", ""))

    def act(self, deeds: Sequence[Deed], form: str, when: str | None = None) -> str:
        """A form of an act's clause with the phrases of the act."""
        act = deeds[0].act
        clause = self.letter.library.clauses[act.kind]
        template = self.wording(clause, form, deeds[0].mark)
        if template is None:
            return ""
        sources = self.sources(act)
        keys = [deed.owner for deed in deeds]
        manner = "named" if form == "noun" else "auto"
        people = self.letter.campaign.people
        who = self.naming.people(keys, manner) if Scalar(keys[0]) in people else self.naming.organisations(keys)

        def say(text: Text | None) -> str:
            return self.naming.say(text, sources) if text else ""

        def phrase(name: str, text: Text | None) -> str:
            if text is None:
                return ""
            own = self.naming.translation(text).split()[0].lower() in self.language.data["prepositions"]
            return f" {say(text) if own else self.language.phrase(name, say(text))}"

        if when is None:
            when = self.when(act, None)
        reasons = {deed.act.for_.first if deed.act.for_ else "" for deed in deeds}
        undisclosed = act.held_at is not None and act.held_at.first == "undisclosed"
        values = {
            **self.common(),
            "who": who,
            "on": f" {when}" if when else "",
            "by": phrase("by", act.by) if act.by else "",
            "agent": say(act.by),
            "place": phrase("place", act.place),
            "reason": phrase("reason", act.for_) if len(reasons) == 1 else "",
            "law": self.under(act.law),
            "outcome": say(act.outcome),
            "object": say(act.object),
            "held": phrase("place", act.held_at) if act.held_at and not undisclosed else "",
            "undisclosed": undisclosed,
            "alongside": self.naming.organisations(act.alongside) if act.alongside else None,
            "until": self.naming.fact(self.language.when(act.until, self.letter.date), act.until.mark)
            if act.until
            else "",
            "ongoing": act.ongoing,
        }
        text = " ".join(self.render(template, values, f"the act '{act.kind}'").split())
        return self.tracer.wrap(text, Origin("clause", f"acts/{act.kind}", template.mark, sources))

    def under(self, key: Scalar | None) -> str:
        if key is None:
            return ""
        if key not in self.letter.campaign.laws:
            self.problems.append(Problem("LK221", f"no law named '{key}'", key.mark, "list it under 'laws:'"))
            return ""
        law = self.law(key)
        named = self.language.phrase("of-law", law["articles"], law["name"]) if law["articles"] else law["name"]
        return f" {self.language.phrase('law', named)}"

    # Demands

    def demands(self) -> str:
        """The lead with the demands in running text, or followed by them as a list."""
        if self.letter.lead is None:
            return ""
        demands = _Demands(self)
        text = capitalise(self.said(self.letter.lead, {"demands": demands}))
        return f"{text}{demands.tail}"

    def demand_texts(self) -> list[str]:
        self.in_demands = True
        texts = [self.item_of_demand(item) for item in self.letter.demands]
        self.in_demands = False
        return [text for text in texts if text]

    def item_of_demand(self, item: Item) -> str:
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
        texts = self.composer.demand_texts()
        if letter.demands_as == "list" and len(texts) > 1:
            conjunction = f" {language.data['conjunction']}"
            ends = [";"] * (len(texts) - 2) + [f";{conjunction}", "."]
            self.tail = "".join(f"\n\n{ITEM}{text}{end}" for text, end in zip(texts, ends, strict=True))
            return f"{particle}{language.data.get('colon', ':')}".strip()
        return language.series([f"{particle} {text}".strip() for text in texts])


@dataclass(frozen=True, slots=True)
class _Lazy:
    """Text that is made when a template prints it, so that names are introduced in the order of the letter."""

    make: Callable[[], str]

    def __str__(self) -> str:
        return self.make()


def _runs(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Acts in the groups that one sentence tells; everything else alone.

    Neighbours share a sentence when they differ in their victim (and its reason) only, and small undated acts against
    one victim do.
    """
    run: list[Item] = []
    for item in items:
        last = run[-1] if run else None
        if isinstance(item, Deed) and isinstance(last, Deed) and (_alike(item, last) or _in_passing(item, run)):
            run.append(item)
            continue
        if run:
            yield run
        run = [item]
    if run:
        yield run


def _alike(one: Deed, other: Deed) -> bool:
    def telling(act: Act) -> tuple[object, ...]:
        texts = (act.place, act.by, act.held_at, act.outcome, act.object)
        return (
            act.kind,
            act.date,
            act.until,
            act.ongoing,
            act.law,
            act.alongside,
            *(text.first if text else None for text in texts),
        )

    return one.owner != other.owner and telling(one.act) == telling(other.act)


def _in_passing(deed: Deed, run: Sequence[Item]) -> bool:
    """Whether an act without a date of its own continues a series of such acts against the same victim."""
    return all(
        isinstance(other, Deed) and other.owner == deed.owner and other.act.date.precision == "by" and other.act.object
        for other in (*run, deed)
    )


def _template_line(error: BaseException, mark: Mark) -> int | None:
    """The line of the template in which an error arose, or None when it arose elsewhere."""
    line, trace = None, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == mark.file:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _paragraphs(text: str, tracer: Tracer, language: Language) -> Iterator[Paragraph]:
    blocks = [block for block in re.split(r"\n\s*\n", _closed(text)) if bare(block).strip()]
    for number, block in enumerate(blocks):
        item = ITEM in block
        polished = language.polish(" ".join(block.replace(ITEM, "").split()))
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
    return not span.origins or span.origins[-1].kind in ("form", "clause", "language")
