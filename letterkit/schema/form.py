"""A form that a letter can take."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.fields import Number, Record, Words, YesNo
from letterkit.schema.letter_plan import ClauseCall

REPORTED = "reported"
"""The case of a letter about what others report: nobody protests against that."""


class Form(Record):
    """A form that a letter can take.

    The head of its file says what a letter of the form has when the campaign does not choose: ``opening``,
    ``lead`` (what introduces the demands), ``closing``, how demands are set; ``openings`` and ``leads`` are those for
    addressees of a role, and ``reported`` among the openings that of a letter about hearsay. ``lead_besides``
    introduces what a third party is asked to do itself. ``direct`` says whether it is addressed to those responsible,
    ``reply_by`` whether a letter of the form asks for a reply by a day. ``reply_days`` is in how many days,
    ``follows`` says that a letter of the form follows another, ``met`` is the clause that notes what was met,
    ``thanks`` says that it is written because something was, ``grounds`` is what
    stands for those of the earlier letter, ``followed_by`` the form of a letter that follows one of this. ``template``
    is the Jinja text, beginning at ``template.location``.
    """

    derived = frozenset({"location", "name"})

    name: str = ""
    title: Scalar
    direct: YesNo
    opening: Words
    lead: Scalar
    lead_besides: Scalar | None = None
    openings: Mapping[Scalar, Words] = Field(default_factory=dict)
    leads: Mapping[Scalar, Scalar] = Field(default_factory=dict)
    closing: Words
    demands_as: Literal["list", "numbered", "sentence"] = "sentence"
    reply_by: YesNo = False
    reply_days: Number | None = None
    follows: YesNo = False
    met: Scalar | None = None
    thanks: YesNo = False
    grounds: Words = ()
    followed_by: Scalar | None = None
    template: Scalar

    def openings_to(self, *cases: str) -> tuple[ClauseCall, ...]:
        """The clauses of the first paragraph in the first of some cases that has its own: a role, or `REPORTED`."""
        names = next((self.openings[one] for one in map(Scalar, cases) if one in self.openings), self.opening)
        return tuple(ClauseCall(name=name, location=name.location) for name in names)

    def lead_to(self, role: str) -> ClauseCall:
        """The clause that introduces the demands in a letter to somebody of that role."""
        name = self.leads.get(Scalar(role), self.lead)
        return ClauseCall(name=name, location=name.location)

    def calls(self, part: str) -> tuple[ClauseCall, ...]:
        """The clauses that the head names for ``opening``, ``lead``, ``closing`` or ``grounds``."""
        value = getattr(self, part)
        names = value if isinstance(value, tuple) else (value,)
        return tuple(ClauseCall(name=name, location=name.location) for name in names)
