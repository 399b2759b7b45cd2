"""A kind of act: all that there is to say of it, its words, what it makes of its victim, what it ends."""

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar, describe
from letterkit.schema.clause import Clause, ClauseWords, Phrases, names_in
from letterkit.schema.fields import Words, YesNo
from letterkit.schema.organisation import Act

VALUES: Mapping[str, str] = {
    "by": "by",
    "agent": "by",
    "doer": "by",
    "place": "place",
    "law": "law",
    "reason": "for",
    "held": "held-at",
    "undisclosed": "held-at",
    "outcome": "outcome",
    "object": "object",
    "rider": "object",
    "facing": "facing",
    "alongside": "alongside",
    "hearing": "hearing",
    "absent": "hearing",
    "deadline": "deadline",
    "until": "until",
    "until_day": "until",
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

    ``still`` is the noun phrase of one that is long ago and whose status holds still ("the continued detention of").
    ``hidden`` is the sentence that nobody is told where its victims are held, which stands behind the statement.
    ``ahead`` is the statement of one that is, or was, to come. ``status`` is what it makes of its victim, in a table
    ("in detention"). ``lasting`` is a regular expression of how a text says that this still holds ("is in custody"), by
    which checks find it; it is no template. Nor are ``verbs``, ``nouns`` and ``over``: what a person's own sentence can
    call the act, in the notation of docs/languages.md ("registration * withdrawn"); ``over`` is what it can say of who
    is no longer, or never was, what the act makes of them ("back at work"), and holds no word that denies.
    ``outcomes`` are phrases with which the outcome of an act of the kind ``form_of`` begins that is an act of this
    kind ("found *dead*").
    """

    noun: Scalar
    statement: Scalar
    ahead: Scalar | None = None
    still: Scalar | None = None
    hidden: Scalar | None = None
    entry: Scalar
    status: Scalar | None = None
    sentence: Scalar | None = None
    lasting: Annotated[Scalar, BeforeValidator(_expression)] | None = None
    verbs: Phrases = ()
    nouns: Phrases = ()
    over: Phrases = ()
    outcomes: Phrases = ()

    def templates(self) -> Iterator[Scalar]:
        """The templates of all forms."""
        yield from filter(
            None, (self.noun, self.still, self.statement, self.hidden, self.ahead, self.entry, self.status)
        )


class ActKind(Clause):
    """A kind of act (HURIDOCS: type of act).

    ``status`` is what it makes of its victim, ``ends`` which earlier statuses it ends, ``lasts`` that it can go on
    ("has been on strike since"), ``moment`` that it is over at once, so that one with a span for a date was done
    within it ("between January and June"), ``scheduled`` that its day is fixed before, so that what is dated in a
    month that is not over is taken to be to come. ``at_once`` says that what it makes of its victim holds as soon
    as it is announced (a summons). ``grave`` says that it takes life or liberty, ``relief`` that it is good news,
    ``own`` that those of whom it is told did it themselves, ``state`` that its status is one to be in still ("in
    detention"), ``moves`` that those held are elsewhere since (a transfer), ``misfortune`` that it is told without
    saying that somebody did it, ``by_anybody`` that others than a state do it as well, ``official`` that only bodies of
    a state do it. ``people_in`` lists the keys under which somebody can stand ("complained to *the judge*"). ``after``
    lists statuses that the same case makes earlier (a sentence comes after a charge), ``entails`` kinds of act that
    such an act always has in it (who was sentenced was tried), ``final`` says that nothing can be done to its victim
    any more,
    ``posthumous`` that it can be done all the same (an acquittal), ``reopens`` that what was decided is decided anew.
    ``without`` lists kinds of act that have not been done as long as such an act holds (nobody charged is held without
    charge).
    ``for_a_time`` says that its ``outcome`` can tell how long what it makes of its victim is to last, ``alleged`` that
    it is what somebody is accused of, threatened with or asked to do, and nothing that was done.
    ``wants`` lists the keys without which a reader asks at once ("sentenced to what?"). ``grounds`` and ``demands`` are
    what a new letter about such an act rests on and asks for, where its own addressee and country allow it; an act
    without demands begins no letter. ``form_of`` is the kind of which this is one: a campaign can write that kind, with
    an outcome that says so.
    """

    of: Literal["person", "organisation", "either"] = "either"
    status: Scalar | None = None
    ends: Words = ()
    lasts: YesNo = False
    moment: YesNo = False
    scheduled: YesNo = False
    at_once: YesNo = False
    grave: YesNo = False
    relief: YesNo = False
    own: YesNo = False
    state: YesNo = False
    moves: YesNo = False
    by_anybody: YesNo = False
    official: YesNo = False
    people_in: Words = ()
    misfortune: YesNo = False
    after: Words = ()
    entails: Words = ()
    final: YesNo = False
    posthumous: YesNo = False
    foretold: YesNo = False
    reopens: YesNo = False
    without: Words = ()
    for_a_time: YesNo = False
    alleged: YesNo = False
    wants: Words = ()
    grounds: Words = ()
    demands: Words = ()
    form_of: Scalar | None = None
    words: Mapping[Scalar, ActWords]

    def is_told_by(self, act: Act) -> bool:
        """Whether an act that is written as the kind of which this is a form has the outcome of this one."""
        said = [str(text).casefold() for text in act.outcome.languages.values()] if act.outcome else []
        own = [str(phrase) for words in self.words.values() for phrase in words.outcomes]
        return self.form_of == act.kind and any(
            re.match(rf"{re.escape(phrase)}(?!\w)", text) for text in said for phrase in own
        )

    @property
    def keys_taken(self) -> tuple[str, ...]:
        """The keys that an act of the kind takes in a campaign, besides its kind: those that its statements say.

        A phrase ``when`` stands for a day, and not for how long something has lasted.
        """
        said = set().union(*(_keys_in(words.statement) for words in self.words.values()))
        since = any("since" in names_in(words.statement) for words in self.words.values())
        told = (
            *(["ongoing", "lasted"] if self.lasts else []),
            *(["confirmed"] if self.status or self.can_be_ahead else []),
            *([] if since else ["when"]),
            "reported",
            "source",
        )
        # A reason is told in the letter's voice, or as that of those who acted; of what somebody did, how.
        also = (*(["stated-reason"] if "for" in said else []), *(["how"] if "by" in said else []))
        known = Act.keys()
        return tuple(key for key in known if key in said or key in told or key in also)

    @property
    def endangers(self) -> bool:
        """Whether those of whom it is told put their own lives at risk by it: a hunger strike, and no other."""
        return self.own and "life" in self.topics

    @property
    def can_be_ahead(self) -> bool:
        """Whether a letter can say that such an act is to come."""
        return all(words.ahead for words in self.words.values())

    def begins(self, date: PartialDate) -> datetime.date:
        """The day before which an act of that date is to come."""
        return date.last if self.scheduled else date.first

    def faults(self) -> Iterator[Problem]:
        """What would vanish from a letter: a key or a status that only some languages say, an act told of nobody."""
        ahead = any(words.ahead for words in self.words.values())
        for code, words in self.words.items():
            for template in filter(None, (words.statement, words.ahead)):
                yield from self._left_out(str(code), template)
            if ahead and not words.ahead:
                message = f"the act can be to come, and has no words for that in '{code}'"
                yield Problem("LK237", message, words.location, "give 'ahead:' in each language, or in none")
            if bool(words.status) != bool(self.status):
                lacks = f"the act makes somebody '{self.status}', and has no words for it in '{code}'"
                message = lacks if self.status else f"the words of '{code}' name a status, and the act makes none"
                hint = "give both 'status:' and 'status:' of each language, or neither"
                yield Problem("LK237", message, words.location, hint)
        if self.takes:
            hint = "delete 'takes:'; its words say what it takes"
            yield Problem("LK237", "an act takes no parameters", self.location, hint)
        if self.scheduled and not ahead:
            hint = "give 'ahead:' in each language"
            yield Problem("LK237", "an act that is scheduled has no words for being to come", self.location, hint)
        if self.grave and (self.relief or self.own):
            message = "an act that is grave is neither good news nor somebody's own"
            yield Problem("LK237", message, self.location, "delete one of the two")

    def _left_out(self, code: str, template: Scalar) -> Iterator[Problem]:
        """What a sentence of the act leaves out: a key that another language says, whom it tells of, when it was."""
        said, names = _keys_in(template), names_in(template)
        for key in self.keys_taken:
            if key in VALUES.values() and key not in said:
                values = " or ".join(f"'{{{{ {value} }}}}'" for value, named in VALUES.items() if named == key)
                message = f"the act takes '{key}', and a sentence of it in '{code}' leaves it out"
                yield Problem("LK237", message, template.location, f"say {values} in it")
        if "who" not in names:
            message = f"a sentence of the act in '{code}' leaves out whom it tells of"
            yield Problem("LK237", message, template.location, "say '{{ who }}' in it")
        if not names & {"on", "since"}:
            message = f"a sentence of the act in '{code}' leaves out when it was"
            yield Problem("LK237", message, template.location, "say '{{ on }}' in it")


def _keys_in(statement: Scalar) -> frozenset[str]:
    return frozenset(VALUES[name] for name in names_in(statement) if name in VALUES)
