"""What a demand leaves to those before it: names become pronouns, and what is asked until somebody is free says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from letterkit.letter.items import FilledClause, Item, parties
from letterkit.schema.clause import Demand

_MOST_PRONOUNS = 2
"""After how many points of a list that only mean somebody the next one says the name, so that it can be quoted.

The short name of an organisation is no longer than a pronoun is unclear, and stands in each.
"""

_HELD, _FREE = "detained", "released"


class Meanwhile(Enum):
    """That a demand is for the time until somebody is free: "until then" behind that demand, or with its own word.

    What goes on with such a demand for the same people says it no more.
    """

    NOT = ""
    THEN = "until-then"
    RELEASE = "until-release"
    AS_BEFORE = "as before"


@dataclass(frozen=True, slots=True)
class DemandPlace:
    """How a demand is said in its place: how it names people, by pronouns (``again``) or not, until when."""

    manner: str
    again: bool = False
    meanwhile: Meanwhile = Meanwhile.NOT


class DemandRow:
    """Places the demands of one letter one after another, in a sentence or as a list."""

    def __init__(self, listed: bool, language: str) -> None:
        self._listed, self._language = listed, language
        self._before: Item | None = None
        self._pronouns = 0
        self._named: set[str] = set()
        self._to_be_freed: set[str] = set()
        self._until_then: set[str] = set()

    def place(self, item: Item) -> DemandPlace:
        """The place of the next demand."""
        keys = {key for named in parties(item) for key in named} if isinstance(item, FilledClause) else set()
        again = self._by_pronouns(item)
        manner = "auto" if not self._listed else "named" if keys <= self._named else "full"
        meanwhile = self._meanwhile(item, keys)
        found = DemandPlace(manner, again, meanwhile)
        self._before = item
        self._until_then |= keys if meanwhile is not Meanwhile.NOT else set()
        self._pronouns = self._pronouns + 1 if again else 0
        self._named |= keys
        self._to_be_freed |= keys if _frees(item) else set()
        return found

    def names_nobody(self) -> None:
        """Note that the demand placed last does not say whom it is for."""
        self._before = None

    def _meanwhile(self, item: Item, keys: set[str]) -> Meanwhile:
        if not (isinstance(item, FilledClause) and _is_of_custody(item) and keys and keys <= self._to_be_freed):
            return Meanwhile.NOT
        if keys <= self._until_then:
            goes_on = not self._listed and _is_of_custody(self._before) and _for_the_same(item, self._before)
            return Meanwhile.AS_BEFORE if goes_on else Meanwhile.NOT
        return Meanwhile.THEN if _frees(self._before) else Meanwhile.RELEASE

    def _by_pronouns(self, item: Item) -> bool:
        if not isinstance(item, FilledClause) or not _for_the_same(item, self._before):
            return False
        if self._listed and (self._pronouns >= _MOST_PRONOUNS or not item.arguments.get("people")):
            return False
        return item.clause.wording(self._language, "again") is not None


def _for_the_same(item: FilledClause, before: Item | None) -> bool:
    """Whether a demand is for those of the one before it, which names nobody else whom a pronoun could mean."""
    named = parties(item)
    return isinstance(before, FilledClause) and len(named) == 1 and parties(before) == named


def _frees(item: Item | None) -> bool:
    """Whether a demand is to free people who are held."""
    demand = item.clause if isinstance(item, FilledClause) else None
    return isinstance(demand, Demand) and _FREE in demand.met_by and _HELD in demand.when


def _is_of_custody(item: Item | None) -> bool:
    """Whether a demand is about how people are treated as long as they are held."""
    demand = item.clause if isinstance(item, FilledClause) else None
    return (
        isinstance(demand, Demand) and _HELD in demand.when and _FREE in demand.unless and "treatment" in demand.topics
    )
