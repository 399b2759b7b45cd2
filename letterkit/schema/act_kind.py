"""A kind of act: all that there is to say of it, its words, what it makes of its victim, what it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar, describe
from letterkit.schema.clause import Clause, ClauseWords, names_in
from letterkit.schema.fields import Words, YesNo
from letterkit.schema.organisation import Act

VALUES: Mapping[str, str] = {
    "by": "by",
    "agent": "by",
    "place": "place",
    "law": "law",
    "reason": "for",
    "held": "held-at",
    "undisclosed": "held-at",
    "outcome": "outcome",
    "object": "object",
    "alongside": "alongside",
}
"""The keys of an act in a campaign by the values in which a statement says them."""


def _expression(value: object) -> Scalar:
    try:
        re.compile(str(value))
    except re.error as error:
        raise PydanticCustomError(
            "expression",
            "expected a regular expression, found {found}: {why}",
            {"found": describe(value), "why": str(error)},
        ) from None
    if not isinstance(value, Scalar):
        raise PydanticCustomError("expression", "expected text, found {found}", {"found": describe(value)})
    return value


class ActWords(ClauseWords):
    """An act in one language: ``noun`` phrase, ``statement``, ``entry`` of a table ("sentenced to two years").

    ``status`` is what it makes of its victim, in a table ("in detention"). ``lasting`` is a regular expression of how
    a text says that this still holds ("is in custody"), by which checks find it; it is no template.
    """

    noun: Scalar
    statement: Scalar
    entry: Scalar
    status: Scalar | None = None
    lasting: Annotated[Scalar, BeforeValidator(_expression)] | None = None

    def templates(self) -> Iterator[Scalar]:
        """The templates of all forms."""
        yield from filter(None, (self.noun, self.statement, self.entry, self.status))


class ActKind(Clause):
    """A kind of act (HURIDOCS: type of act).

    ``status`` is what it makes of its victim, ``ends`` which earlier statuses it ends, ``lasts`` that it can go on
    ("has been on strike since"). ``grave`` says that it takes life or liberty, ``relief`` that it is good news,
    ``own`` that those of whom it is told did it themselves. ``after`` lists statuses that the same case makes earlier
    (a sentence comes after a charge), ``final`` says that nothing can be done to its victim any more, ``posthumous``
    that it can be done all the same (an acquittal), ``foretold`` that it can be announced (a trial), so that a source
    can be older than it.
    """

    of: Literal["person", "organisation", "either"] = "either"
    status: Scalar | None = None
    ends: Words = ()
    lasts: YesNo = False
    grave: YesNo = False
    relief: YesNo = False
    own: YesNo = False
    after: Words = ()
    final: YesNo = False
    posthumous: YesNo = False
    foretold: YesNo = False
    words: Mapping[Scalar, ActWords]

    @property
    def keys_taken(self) -> tuple[str, ...]:
        """The keys that an act of the kind takes in a campaign, besides its kind: those that its statements say."""
        said = set().union(*(_keys_in(words.statement) for words in self.words.values()))
        told = (*(["ongoing"] if self.lasts else []), *(["confirmed"] if self.status else []), "source")
        known = Act.keys()
        return tuple(key for key in known if key in said or key in told)

    def faults(self) -> Iterator[Problem]:
        """What would vanish from a letter: a key or a status that only some languages say, an act told of nobody."""
        for code, words in self.words.items():
            said = _keys_in(words.statement)
            for key in self.keys_taken:
                if key in VALUES.values() and key not in said:
                    values = " or ".join(f"'{{{{ {value} }}}}'" for value, named in VALUES.items() if named == key)
                    message = f"the act takes '{key}', and its statement in '{code}' leaves it out"
                    yield Problem("LK237", message, words.statement.location, f"say {values} in it")
            names = names_in(words.statement)
            if "who" not in names:
                yield Problem(
                    "LK237",
                    f"the statement in '{code}' leaves out whom it tells of",
                    words.location,
                    "say '{{ who }}' in it",
                )
            if not names & {"on", "since"}:
                yield Problem(
                    "LK237", f"the statement in '{code}' leaves out when it was", words.location, "say '{{ on }}' in it"
                )
            if bool(words.status) != bool(self.status):
                lacks = f"the act makes somebody '{self.status}', and has no words for it in '{code}'"
                message = lacks if self.status else f"the words of '{code}' name a status, and the act makes none"
                yield Problem(
                    "LK237", message, words.location, "give both 'status:' and 'status:' of each language, or neither"
                )
        if self.takes:
            yield Problem(
                "LK237", "an act takes no parameters", self.location, "delete 'takes:'; its words say what it takes"
            )
        if self.grave and (self.relief or self.own):
            yield Problem(
                "LK237",
                "an act that is grave is neither good news nor somebody's own",
                self.location,
                "delete one of the two",
            )


def _keys_in(statement: Scalar) -> frozenset[str]:
    return frozenset(VALUES[name] for name in names_in(statement) if name in VALUES)
