"""The annex: a table of the people a letter is about, as known on its date and in terms of their consent."""

from __future__ import annotations

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.origins import Tracer, bare, capitalise, one_line
from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language
from letterkit.letter.compose.acts import Telling
from letterkit.letter.compose.citing import Citing
from letterkit.letter.compose.descriptions import unmarked
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.ties import plain
from letterkit.letter.items import Event
from letterkit.letter.lasting import is_only_presumed
from letterkit.letter.letter import Letter
from letterkit.schema.act_kind import ActKind
from letterkit.schema.campaign import Group, Person
from letterkit.schema.organisation import Act
from letterkit.typeset.sheet import Annex


def make_annex(letter: Letter, language: Language) -> Annex | None:
    """The annex that a letter's plan asks for, or None: a row for each person or group.

    A row has name, office, what happened, when, and what that has made of them. Who wants initials only, or no name,
    has no office in it, and of nobody is told where. Raises `UserError` when words are missing (LK206, LK207).
    """
    if not letter.annex:
        return None
    # It is read apart from the letter, so that its names are not shortened by what the letter has said.
    naming = Naming(letter, language, Tracer())
    telling = Telling(naming, Citing(naming))
    rows = tuple(_Row(naming, telling, key).cells() for key in _one_by_one(letter))
    if naming.problems:
        raise UserError(naming.problems)
    return Annex(
        title=language.phrase("annex-title", language.date(letter.date)),
        columns=tuple(language.phrase(f"annex-{name}") for name in ("name", "office", "act", "date", "status")),
        rows=rows,
    )


def _one_by_one(letter: Letter) -> tuple[Scalar, ...]:
    """Those of the annex, and in place of a group that lists its members, each member."""
    keys: dict[Scalar, None] = {}
    for key in letter.annex:
        record = letter.people[key]
        members = record.members if isinstance(record, Group) else ()
        keys.update(dict.fromkeys([key for key in members if key in letter.people] or [key]))
    return tuple(keys)


class _Row:
    def __init__(self, naming: Naming, telling: Telling, key: Scalar) -> None:
        self.naming, self.telling, self.key = naming, telling, key
        self.letter, self.language = naming.letter, naming.language
        self.record = self.letter.people[key]
        self.holding = self.letter.holding(key)

    def cells(self) -> tuple[str, ...]:
        act = self.act()
        told = self.telling.act([Event(self.key, act, act.location)], "entry", "", "full") if act else ""
        cells = (self.name(), self.office(), told, self.date(act.date) if act else "", self.status())
        return tuple(self.set(cell) for cell in cells)

    def set(self, cell: str) -> str:
        """A cell as it is printed; one that has nothing to tell, or must not tell it, has a dash."""
        said = (
            bare(self.language.polish(one_line(unmarked(plain(cell))), self.naming.tracer.is_given))
            or self.language.style.dash.strip()
        )
        return capitalise(said).replace("'", "’")

    def act(self) -> Act | None:
        """The newest act that made them what they are now, or the newest of all."""
        acts = self.letter.acts(self.key)
        decisive = [act for act in acts if self.holding and self.kind(act).status == self.kind(self.holding[0]).status]
        return max(decisive or acts, key=lambda act: act.date.last, default=None)

    def name(self) -> str:
        if self.naming.is_withheld(self.key):
            return self.language.phrase("annex-withheld")
        return self.naming.person(self.key, "full")

    def office(self) -> str:
        if not isinstance(self.record, Person) or self.record.publish != "yes":
            return ""
        return self.naming.held_office(self.record) or ""

    def date(self, date: PartialDate) -> str:
        """A date as precise as it is known."""
        return "" if date.bound else self.language.dated(date)

    def status(self) -> str:
        """What the acts whose status holds still have made of them, in the words of each."""
        known = [act for act in self.holding if not is_only_presumed(act, self.key, self.letter)]
        words = [self.telling.act([Event(self.key, act, act.location)], "status", "", "full") for act in known]
        return ", ".join(words)

    def kind(self, act: Act) -> ActKind:
        return self.letter.act_kinds[act.kind]
