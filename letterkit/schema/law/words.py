"""How a country stands to an instrument, in words."""

from __future__ import annotations

from letterkit.schema.law.ratifications import RatificationStatus, Standing, StandingKind


def standing_in_words(standing: Standing) -> str:
    """A standing as people read it: "ratified 2000-12-13", "not ratified", "unknown (in no table)"."""
    cell = standing.cell
    if standing.kind is StandingKind.RATIFIED and cell:
        if cell.date and cell.date.bound == "by":
            return f"party by {cell.date.last}, since when is not recorded"
        how = "party" if cell.status is RatificationStatus.DENOUNCED else cell.status.value
        return f"{how} {standing.ratified}"
    if standing.kind is StandingKind.NOT_APPLICABLE:
        return "not open to it"
    if standing.kind is StandingKind.NOT_RATIFIED:
        if standing.denounced:
            return f"not ratified (denounced {standing.denounced})"
        signed = f" (signed {cell.date})" if cell and cell.status is RatificationStatus.SIGNED_ONLY else ""
        return f"not ratified{signed}"
    if cell and (cell.never or cell.denounced) and standing.on > cell.source.as_of.first:
        return f"not ratified by {standing.as_of}; unknown since"
    return f"unknown ({_why_unknown(standing)})"


def _why_unknown(standing: Standing) -> str:
    cell = standing.cell
    if cell is None:
        return "in no table"
    if cell.status is RatificationStatus.UNCERTAIN:
        return "the tables are uncertain"
    if cell.window and cell.window[0] <= standing.on < cell.window[1]:
        return f"ratified some time between {cell.window[0]} and {cell.window[1]}"
    return "it may have been bound through a predecessor State"


def in_force_in_words(standing: Standing) -> str:
    """Since when an instrument bound a State: "since 2001-12-13", "by 2002-12-31", "not yet", "unknown" or ""."""
    if standing.kind is not StandingKind.RATIFIED:
        return ""
    if standing.in_force is None:
        return f"unknown; surely by {standing.in_force_by}" if standing.in_force_by else "unknown"
    exact = standing.ratified is not None and standing.ratified.exact
    if not standing.in_force:
        return f"not yet; {'on' if exact else 'by'} {standing.in_force_by}"
    return f"{'since' if exact else 'by'} {standing.in_force_by}"
