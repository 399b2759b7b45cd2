"""International instruments: kinds, names, articles, from when on they can be cited."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from letterkit.foundation.dates import PartialDate
from letterkit.schema.law.entries import LawEntry, Some, Texts
from letterkit.schema.law.parties import EntersAfter, Parties, months_later
from letterkit.schema.measures import Scheme


class InstrumentKind(StrEnum):
    """What sort of text an instrument is."""

    ILO_CONVENTION = "ilo-convention"
    ILO_PROTOCOL = "ilo-protocol"
    ILO_CONSTITUTION = "ilo-constitution"
    COVENANT = "covenant"
    TREATY = "treaty"
    REGIONAL_CONVENTION = "regional-convention"
    DECLARATION = "declaration"
    SOFT_LAW = "soft-law"
    PROCEDURE = "procedure"
    STATUTE = "statute"
    REGULATION = "regulation"


Binds = Literal["parties", "region", "ilo-members", "own-law", "none"]
"""Whom an instrument binds: those that ratify it, members of a body or region, its own authorities, nobody."""

Group = Literal["fundamental", "governance", "ilo", "un", "regional", "trade", "technical", "own"]
"""Among which an instrument is listed: ``own`` are those of a file of their own."""


@dataclass(frozen=True, slots=True)
class Instrument(LawEntry):
    """A convention, covenant, declaration, statute or rule that a letter relies on.

    ``names`` are short names, ``titles`` official ones, ``also`` what else it is called, ``subject`` words to follow a
    name ("on freedom of association …"), ``article`` the one before it, each by language. ``number`` is that of an ILO
    convention; ``articles`` are paraphrases by article, ``text`` the provision itself. ``members`` (ISO 3166 alpha-2)
    are the States of a regional convention, ``former_members`` those that left, with the day. ``fundamental_since`` is
    when it joined the ILO's fundamental conventions, where it was none from 1998. ``valid_until`` is the last day of
    the trade preferences that the provision governs. Since it was ``amended`` it may have other short names,
    ``amended_names``. ``topics`` are those of `letterkit.schema.clause.Clause`.

    ``again`` is the name when it is cited again, where that is shorter. ``rights`` says which article holds a right
    that grounds speak of ("expression": "19"); ``last_article`` is the number of the last article.
    ``enters_after`` is how long after a State's deposit the instrument binds it ("30 days", "3 months", "0 days").
    ``parties`` are the States it binds, where the same file says so. ``sources`` are where it was seen, ``unverified``
    the fields of which that is not so.
    """

    id: str
    kind: InstrumentKind
    group: Group
    binds: Binds
    names: Texts
    titles: Texts
    subject: Texts
    sources: Some
    topics: tuple[str, ...] = ()
    number: int | None = None
    adopted: PartialDate | None = None
    in_force: PartialDate | None = None
    valid_until: datetime.date | None = None
    scheme: Scheme | None = None
    members: frozenset[str] = frozenset()
    former_members: Mapping[str, datetime.date] = field(default_factory=dict)
    fundamental_since: PartialDate | None = None
    amended: PartialDate | None = None
    amended_names: Texts = field(default_factory=dict)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    again: Texts = field(default_factory=dict)
    article: Texts = field(default_factory=dict)
    articles: Texts = field(default_factory=dict)
    rights: Texts = field(default_factory=dict)
    last_article: int | None = None
    enters_after: EntersAfter | None = None
    parties: Parties | None = None
    text: str = ""
    citation: str = ""
    normlex: int | None = None
    unverified: tuple[str, ...] = ()
    note: str = ""

    @property
    def ratifiable(self) -> bool:
        """Whether States become bound by ratifying or acceding; nobody ratifies a declaration or a statute."""
        return self.binds in ("parties", "region")

    @property
    def of_the_ilo(self) -> bool:
        """Whether it is the ILO's, whose Members ratify its conventions."""
        return self.kind in (InstrumentKind.ILO_CONVENTION, InstrumentKind.ILO_PROTOCOL)

    def called_on(self, day: datetime.date, language: str) -> str | None:
        """Its short name on a day, in a language; None where it has none there."""
        since = self.amended
        later = self.amended_names.get(language) if since and since.last <= day else None
        return later or self.names.get(language)

    def binds_from(self, deposit: datetime.date) -> datetime.date | None:
        """The day from which it binds a State that deposited on that day; None when the interval is not recorded.

        Twelve months from registration for ILO conventions (Convention No. 87, art. 15(3), and the same final article
        of the others; Protocol of 2014, art. 8); three months from deposit for the covenants (ICCPR art. 49(2),
        ICESCR art. 27(2)); for others what ``enters_after`` says.
        """
        match self.kind:
            case _ if self.of_the_ilo:
                return months_later(deposit, 12)
            case InstrumentKind.COVENANT:
                return months_later(deposit, 3)
            case _:
                return self.enters_after.following(deposit) if self.enters_after else None

    def open_to(self, country: str, on: datetime.date) -> bool:
        """Whether the State could be bound by it on that day: always, but for the convention of a region."""
        if self.binds != "region" or country in self.members:
            return True
        left = self.former_members.get(country)
        return left is not None and on < left

    def fundamental_on(self, day: datetime.date) -> bool:
        """Whether every Member of the ILO was bound by its principles on that day, ratified or not.

        Those of the Declaration of 1998; occupational safety and health joined them in June 2022.
        """
        since = self.fundamental_since
        return self.group == "fundamental" and (since is None or since.last <= day)

    def valid_on(self, day: datetime.date) -> bool:
        """Whether a letter of ``day`` can rely on it: adopted by then, and its trade preferences not expired.

        The United States preferences ended after 31 December 2020 (19 U.S.C. § 2465); those of Regulation (EU) No
        978/2012 end after 31 December 2027.
        """
        if self.adopted and day < self.adopted.first:
            return False
        return self.valid_until is None or day <= self.valid_until
