"""Who must approve a letter before it goes out, as campaigns and letterheads say it."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from letterkit.foundation.dates import Day
from letterkit.foundation.strict_yaml import Row, Scalar, Table
from letterkit.foundation.suggest import did_you_mean
from letterkit.schema.fields import Record, Words, as_list


class Delegation(Record):
    """Somebody else who may act in a role, from one day to another, each included where it is given."""

    shorthand: ClassVar[str] = "to"

    to: Scalar
    from_: Day | None = None
    until: Day | None = None

    def holds(self, day: datetime.date) -> bool:
        """Whether it holds on ``day``."""
        return (not self.from_ or self.from_ <= day) and (not self.until or day <= self.until)


class Role(Record):
    """A role that must approve: ``by`` names those who may act in it.

    ``after`` are the roles that must have approved before, None for all that stand above it.
    """

    shorthand: ClassVar[str] = "by"

    by: Words
    after: Words | None = None
    delegates: Annotated[tuple[Delegation, ...], BeforeValidator(as_list)] = ()


def _people(value: Any) -> Any:
    """A list of people as a role that has only them."""
    if not isinstance(value, Row):
        return value
    table = Table({Scalar("by", value.location): value})
    table.location = value.location
    return table


def _in_order(roles: Mapping[Scalar, Role]) -> Mapping[Scalar, Role]:
    """A role waits for roles that stand above it, so that none waits for itself."""
    above: list[str] = []
    for name, role in roles.items():
        if not all(person.strip() for person in role.by) or not role.by:
            raise PydanticCustomError("by", "nobody may act as '{name}'; name one person at least", {"name": str(name)})
        for other in role.after or ():
            if other not in above:
                hint = did_you_mean(other, above) or "move that role above this one"
                values = {"name": str(name), "other": str(other), "hint": hint}
                raise PydanticCustomError("after", "no role '{other}' stands above '{name}'; {hint}", values)
        above.append(str(name))
    return roles


Approvals = Annotated[Mapping[Scalar, Annotated[Role, BeforeValidator(_people)]], AfterValidator(_in_order)]
