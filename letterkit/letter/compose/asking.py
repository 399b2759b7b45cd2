"""What a letter asks for: its demands with what introduces them, in a sentence or as a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Protocol

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.origins import Origin, OriginKind, bare, capitalise
from letterkit.foundation.problems import Problem
from letterkit.language.grammar import Language
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.predicates import without_words
from letterkit.letter.compose.rows import DemandPlace, DemandRow, Meanwhile
from letterkit.letter.items import FilledClause, FreeText, Item
from letterkit.schema.clause import Demand
from letterkit.schema.fields import Text

ITEM = "\ue010"
"""Begins a list item in composed text; campaign files cannot hold it."""


PARTICLE = "\ue012"
"""Where the particle of a demand goes that does not begin with it; campaign files cannot hold it."""

_MOST_UNDIVIDED = 9
"""After how many words the second of two demands has a comma before it."""
_GOES_ON, _UNTIL, _COMMA, _SHARED = "\ue016", "\ue014", "\ue015", "\ue017"
"""What begins a demand that goes on with the one before it, "until then", what ends that word, and what begins one that
shares the first words of the one before it."""


class Saying(Protocol):
    """How a clause is said with its arguments, marked (see `composer`)."""

    def __call__(
        self, said: FilledClause, manner: str = ..., extra: Mapping[str, Any] | None = ..., form: str = ...
    ) -> str:
        """The words of a clause."""


class Asking:
    """Words the demands of one letter."""

    def __init__(self, naming: Naming, said: Saying) -> None:
        self._naming, self._said = naming, said
        self._letter, self._language = naming.letter, naming.language

    def demands(self) -> str:
        """The lead with the demands in running text, or followed by them as a list; "" when nothing is demanded."""
        self._naming.begin_demands()
        letter, besides = self._letter, self._letter.lead_besides
        itself = [group for group in letter.demands if besides and all(map(_by_third_party, group))]
        others = [group for group in letter.demands if group not in itself]
        told = self._led(letter.lead, others, listed=letter.demands_as != "sentence")
        if not besides or not itself:
            return told
        also = self._led(besides, itself, listed=False, extra={"besides": bool(others)})
        return f"{told}{(chr(10) * 2 if ITEM in told else ' ') if told else ''}{also}"

    def _led(
        self,
        lead: FilledClause | None,
        groups: Sequence[Sequence[Item]],
        *,
        listed: bool,
        extra: Mapping[str, Any] | None = None,
    ) -> str:
        """Demands with what introduces them; "" for none."""
        if lead is None or not groups:
            return ""
        # One demand is no list, and is said as in a sentence.
        demands = _Demands(self, self._language, groups, listed and len(groups) > 1)
        text = capitalise(self._said(lead, extra={"demands": demands, **(extra or {})}))
        if not demands.used and not self._naming.problems:
            message = f"the clause '{lead.clause.name}' leaves the demands out"
            hint = """put '{{ demands("to") }}' into its text"""
            self._naming.problems.append(Problem("LK208", message, lead.clause.location, hint))
        return f"{text}{demands.tail}"

    def _when(self, item: FilledClause) -> str:
        """When a demand is to be done, with its space: "by 30 September", "before the elections"; "" for any time."""
        naming, language = self._naming, self._language
        by, before = item.arguments.get("deadline"), item.arguments.get("before")
        told = ""
        if isinstance(by, PartialDate):
            day = language.date(by.last, year=by.last.year != self._letter.date.year)
            told = f" {naming.fact(language.writing.times.deadline.format(date=day), by.location)}"
        if isinstance(before, Text):
            told += f" {language.phrase('ahead-of', naming.say(before, kind=OriginKind.PHRASE))}"
        return told

    def _on_condition(self, item: FilledClause) -> str:
        """In which case a demand is asked, or in which not, with its space; "" where it is asked whatever happens."""
        given = ((phrase, item.arguments.get(name)) for name, phrase in (("if", "in-case"), ("unless", "unless")))
        told = [
            self._language.phrase(phrase, self._naming.say(text, kind=OriginKind.PHRASE))
            for phrase, text in given
            if isinstance(text, Text)
        ]
        return "".join(f" {one}" for one in told)

    def texts(self, demands: Sequence[Sequence[Item]], listed: bool) -> list[list[str]]:
        """Demands as infinitive phrases, those of one list item together."""
        row = DemandRow(listed, self._language.code)
        groups = [[self._in_its_place(item, row) for item in group] for group in demands]
        return self._with_tails(demands, groups, listed)

    def _in_its_place(self, item: Item, row: DemandRow) -> str:
        """One demand; where it names nobody, no pronoun of the next one can mean those for whom it is."""
        place, self._naming.says_people = row.place(item), False
        said = self._demand(item, place)
        for_people = isinstance(item, FilledClause) and bool(item.arguments.get("people"))
        if for_people and not (place.again or self._naming.says_people):
            row.names_nobody()
        return said

    def _with_tails(
        self, demands: Sequence[Sequence[Item]], groups: Sequence[Sequence[str]], listed: bool
    ) -> list[list[str]]:
        """Demands with how they end, those of which nothing could be said left out."""
        row = [item for group in demands for item in group]
        tails = iter([tail for of in (demands if listed else [row]) for tail in self._tails(of)])
        ended = [
            [self._ended(item, text, next(tails)) for item, text in zip(group, texts, strict=True)]
            for group, texts in zip(demands, groups, strict=True)
        ]
        return [kept for group in ended if (kept := [text for text in group if text])]

    def _ended(self, item: Item, text: str, tail: str) -> str:
        """A demand with its tail, marked as one."""
        if not tail or not isinstance(item, FilledClause):
            return text
        name = f"{item.clause.kind}/{item.clause.name}"
        return self._naming.tracer.wrap(f"{text} {tail}", Origin(OriginKind.CLAUSE, name, item.clause.location))

    def _tails(self, row: Sequence[Item]) -> list[str]:
        """How demands in a row end: neighbours end once, "and bring those responsible to justice in each case"."""
        code, tails = self._language.code, []
        ends = [item.clause.wording(code, "tail") if isinstance(item, FilledClause) else None for item in row]
        for at, (item, end, following) in enumerate(zip(row, ends, [*ends[1:], None], strict=True)):
            told = self._said(item, form="tail") if end and end != following and isinstance(item, FilledClause) else ""
            of_several = at > 0 and ends[at - 1] == end
            tails.append(f"{told} {self._language.phrase('in-each-case')}" if told and of_several else told)
        return tails

    def _demand(self, item: Item, place: DemandPlace) -> str:
        """One demand as an infinitive phrase; the particle goes before it, and behind "until then"."""
        if isinstance(item, FilledClause):
            when, condition = self._when(item), self._on_condition(item)
            known = {"timed": bool(when), "conditional": bool(condition)}
            said = self._said(item, place.manner, known, "again" if place.again else "text")
            said = said and f"{said}{when}{condition}"
            if place.meanwhile is Meanwhile.AS_BEFORE and said:
                return f"{_GOES_ON}{said}"
            if place.meanwhile is Meanwhile.NOT or not said:
                return said
            name = str(place.meanwhile.value)
            word = self._language.phrase(name, agree=self._naming.people(_people_of(item)).features)
            begun = self._naming.tracer.wrap(word, Origin(OriginKind.LANGUAGE, name))
            return f"{begun}{PARTICLE}{said}"
        if not isinstance(item, FreeText):
            return ""
        said = self._naming.say(item.text, (str(item.source),) if item.source else (), OriginKind.TEXT)
        return self._language.infinitive(self._language.without_particle(said))


class _Demands:
    """What a lead clause does with the demands: ``{{ demands("to") }}`` puts the particle before each."""

    def __init__(self, asking: Asking, language: Language, groups: Sequence[Sequence[Item]], listed: bool) -> None:
        self.asking, self.language = asking, language
        self.groups, self.listed = groups, listed
        self.tail = "."
        self.used = False

    def __call__(self, particle: str = "") -> str:
        self.used = True
        language = self.language
        groups = self.asking.texts(self.groups, self.listed)
        if self.listed and len(groups) > 1:
            semicolon = language.spaced(";")
            ends = [semicolon] * (len(groups) - 2) + [f"{semicolon} {language.conjunction}", "."]
            before, particle = (particle, "") if language.writing.particle_in_lists else ("", particle)
            items = [language.series([_behind(before, text, ",") for text in group]) for group in groups]
            self.tail = "".join(f"\n\n{ITEM}{item}{end}" for item, end in zip(items, ends, strict=True))
            return f"{particle}{language.spaced(':')}".strip()
        rows = list(self._shared(_going_on([text for group in groups for text in group])))
        items = [self._joined(row, particle, last=row is rows[-1]) for row in rows]
        if len(items) == 2 and len(bare(items[0]).split()) > _MOST_UNDIVIDED:
            items[0] += ","
        told = language.series(items).replace(",,", ",")
        said = told.replace(f" {language.conjunction} {_UNTIL}", f" {language.conjunction}, ")
        return said.replace(_UNTIL, "").replace(_COMMA, ",")

    def _shared(self, rows: Iterator[list[str]]) -> Iterator[list[str]]:
        """Demands, neighbours together that begin with the same words: "to see that A is paid and that B is safe"."""
        openings = self.language.writing.repeated_openings

        def opening(row: Sequence[str]) -> str:
            return next((one for one in openings if len(row) == 1 and bare(row[0]).startswith(f"{one} ")), "")

        for words, alike in groupby(rows, key=opening):
            if not words:
                yield from alike
                continue
            first, *others = [text for row in alike for text in row]
            # What they share ends with the word that each has: "that".
            shared = len(words.split()) - 1
            yield [first, *(f"{_SHARED}{without_words(text, shared)}" for text in others)]

    def _joined(self, row: Sequence[str], particle: str, *, last: bool) -> str:
        """Demands that one item of a sentence holds; before the ``last``, "until then" has its comma already."""
        until = PARTICLE in row[0]
        said = [
            text.removeprefix(_SHARED) if text.startswith(_SHARED) else _behind(particle, text, _COMMA if last else ",")
            for text in row
        ]
        several = len(said) > 2 and row[1].startswith(_SHARED)
        return (_UNTIL if until else "") + (self.language.series(said) if several else self.language.list(said))


def _going_on(demands: Sequence[str]) -> Iterator[list[str]]:
    """Demands, those together that go on with one another."""
    row: list[str] = []
    for demand in demands:
        if row and not demand.startswith(_GOES_ON):
            yield row
            row = []
        row.append(demand.removeprefix(_GOES_ON))
    if row:
        yield row


def _behind(particle: str, demand: str, mark: str = "") -> str:
    """A demand with the particle before it, or in its own place where it has one, there with a ``mark`` before it."""
    if PARTICLE in demand:
        return demand.replace(PARTICLE, f"{mark} {particle}".rstrip() + " ")
    return f"{particle} {demand}".strip()


def _people_of(item: FilledClause) -> tuple[str, ...]:
    """The people for whom something is asked."""
    return tuple(map(str, item.arguments.get("people") or ()))


def _by_third_party(item: Item) -> bool:
    """Whether a demand is of what a third party does itself."""
    return isinstance(item, FilledClause) and isinstance(item.clause, Demand) and item.clause.by_third_party
