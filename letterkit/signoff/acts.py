"""What the register tells of each kind of act: whoever reads a line can rely on it.

A line can have the right digest and still not be letterkit's: whoever knows how the register is made can write one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictInt, ValidationError

_SHA256 = r"^[0-9a-f]{64}$"
Digest = Annotated[str, Field(pattern=_SHA256)]
Digests = dict[str, Digest]


class _Act(BaseModel):
    """What every line may tell besides."""

    model_config = ConfigDict(extra="allow", strict=True, populate_by_name=True, defer_build=True)


class _Bound(_Act):
    """What an act is about: version and state of the letter, digests of its parts, the roles that had to approve."""

    version: StrictInt
    roles: list[str]
    state: Digest
    binds: Digests


class _Rejected(_Bound):
    role: str
    by: str
    comment: str = ""
    for_: str = Field("", alias="for")


class _Approved(_Rejected):
    size: StrictInt = Field(alias="bytes")


class _Signed(_Bound):
    as_: str = Field(alias="as")
    by: str
    field: str
    certificate: str
    time: str
    level: str = ""
    open: list[str]
    pdf: Digest
    approved: Digest
    size: StrictInt
    bytes_: StrictInt = Field(alias="bytes")


class _Sending(_Act):
    message_id: str = Field(alias="message-id")
    pdf: Digest
    message: Digest
    to: list[str]


class _Sent(_Act):
    pdf: Digest
    by: str = ""
    accepted: list[str]
    refused: dict[str, str]
    later: dict[str, str] = {}


class _Answered(_Act):
    date: str
    says: str = ""
    by: str = ""
    file: str = ""
    content: str = ""
    report: dict[str, str] = {}


_ACTS: Mapping[str, type[_Act]] = {
    "approved": _Approved,
    "rejected": _Rejected,
    "signed": _Signed,
    "sending": _Sending,
    "sent": _Sent,
    "not sent": _Sent,
    "answered": _Answered,
    "delivery report": _Answered,
}


def is_told(act: str, told: Mapping[str, Any]) -> bool:
    """Whether a line tells what letterkit writes of such an act; of an act that is not known, nothing is expected."""
    try:
        _ACTS.get(act, _Act).model_validate(dict(told))
    except ValidationError:
        return False
    return True
