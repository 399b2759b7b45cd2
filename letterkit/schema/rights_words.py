"""How a language names the law that holds a right: ``rights`` of ``templates/languages/CODE/writing.yml``."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic_core import PydanticCustomError

from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar, location_of
from letterkit.schema.fields import Record
from letterkit.schema.wording import Variants, check_gaps, gaps

Variant = Annotated[Variants, gaps()]


class Unit(Record):
    """What an instrument is divided into: ``of`` an instrument, one of them or several between brackets."""

    of: Annotated[Scalar, gaps(count=2)]
    one: Annotated[Scalar, gaps(count=1)]
    many: Annotated[Scalar, gaps(count=1)]


class RightsWords(Record):
    """How the law that holds a right is named; the words of ``agreement`` agree with the country."""

    # The gaps of each pattern; in some, words of the country can stand as well: {name}, and those of ``agreement``.
    filled: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "party": ("which",),
        "also_party": ("which",),
        "binds_too": (),
        "both": ("which",),
        "ratified": ("year",),
        "together": ("instrument", "predicates"),
        "again": ("instrument", "predicates"),
        "also": ("instrument", "predicates"),
        "finally_": ("instrument", "predicates"),
    }

    article: Unit
    rule: Unit
    first: Scalar | None = None
    which: Variant
    it: Variant
    rules: Scalar
    convention_article: Scalar
    party: Scalar
    also_party: Scalar
    binds_too: Scalar
    both: Scalar
    ratified: Scalar
    ratified_too: Scalar
    alone: Annotated[Scalar, gaps("articles", "party", "predicate")]
    together: Scalar
    again: Scalar
    also: Scalar
    finally_: Scalar
    same_right: Annotated[Scalar, gaps("instrument", "party", "articles")]
    same_rights: Annotated[Scalar, gaps("instrument", "party", "articles")]
    one_right: Annotated[Scalar, gaps("instrument", "party", "ordinal", "articles")]
    some_rights: Annotated[Scalar, gaps("instrument", "party", "articles")]

    def mistakes(self, agreeing: Iterable[str]) -> Iterator[Problem]:
        """Patterns with gaps that nothing fills; ``agreeing`` are the words that agree with a country."""
        of_country = ("name", "in", "bare", *agreeing)
        for field, own in self.filled.items():
            pattern: Scalar = getattr(self, field)
            try:
                check_gaps(pattern, (*own, *of_country))
            except PydanticCustomError as error:
                yield Problem("LK123", error.message(), location_of(pattern))
