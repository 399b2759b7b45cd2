"""What a campaign file says of one letter: who writes to whom, when, in what form, about what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, TypeGuard

from pydantic import BeforeValidator, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from letterkit.foundation.dates import Day, PartialDate
from letterkit.foundation.strict_yaml import Scalar, Table, describe
from letterkit.schema.fields import (
    CUT_BY_A_COMMA,
    OTHERS_WORDS,
    Name,
    Record,
    Text,
    Texts,
    Words,
    YesNo,
    as_list,
)


class Mail(Record):
    """An e-mail address; ``note`` says whose it is."""

    shorthand: ClassVar[str] = "address"

    address: Scalar
    note: Text | None = None


class ClauseCall(Record):
    """One use of a clause, an act or a free text: ``name``, ``{name: value}`` or ``{text: ...}``.

    ``source`` is the source that a free text names for what it says: ``{text: ..., source: KEY}``.
    """

    name: Scalar
    arguments: Any = None
    source: Scalar | None = None

    @model_validator(mode="before")
    @classmethod
    def _located(cls, data: Any, info: ValidationInfo) -> Any:
        if isinstance(data, Scalar) and data.strip():
            return {"name": data, "location": data.location}
        if isinstance(data, Table) and len(data) == 1:
            [(name, arguments)] = data.items()
            return {"name": name, "arguments": arguments, "location": name.location}
        if isinstance(data, Table) and set(data) == {"text", "source"}:
            name = next(key for key in data if key == "text")
            return {"name": name, "arguments": data[name], "source": data["source"], "location": name.location}  # type: ignore[index]
        if isinstance(data, Mapping) and not isinstance(data, Table):
            return data
        found = " and ".join(f"'{key}'" for key in data) if isinstance(data, Table) else describe(data)
        message = "expected the name of a clause, or 'name: what it speaks of', found {found}; {hint}"
        raise PydanticCustomError("use", message, {"found": found, "hint": _one_by_one(data)})


def _one_by_one(data: object) -> str:
    """The mend for what is no single use: a text that a comma cut off, or several uses in one."""
    if not isinstance(data, Table):
        return f"write the names alone: {', '.join(data)}" if _are_words(data) else "write the name of a clause"
    cut = any(value is None or not str(value).strip() for value in data.values())
    return CUT_BY_A_COMMA if cut else "write an entry for each, with '- ' before it"


def _are_words(data: object) -> TypeGuard[list[str]]:
    return isinstance(data, list) and all(isinstance(item, str) for item in data)


def _paragraphs(value: object) -> object:
    """Uses in lists of their own are paragraphs; uses that stand alone between them share one."""
    if not isinstance(value, list):
        value = as_list(value)
    paragraphs: list[list[object]] = []
    alone = False
    for item in value if isinstance(value, list) else ():
        if isinstance(item, list):
            paragraphs.append(list(item))
            alone = False
        elif alone:
            paragraphs[-1].append(item)
        else:
            paragraphs.append([item])
            alone = True
    return paragraphs


Paragraphs = Annotated[tuple[tuple[ClauseCall, ...], ...], BeforeValidator(_paragraphs)]


def _groups(value: object) -> object:
    """Each use alone, but those of a list of their own together."""
    items = value if isinstance(value, list) else as_list(value)
    return [item if isinstance(item, list) else [item] for item in items] if isinstance(items, list) else items


Groups = Annotated[tuple[tuple[ClauseCall, ...], ...], BeforeValidator(_groups)]
Uses = Annotated[tuple[ClauseCall, ...], BeforeValidator(as_list)]


class Reply(Record):
    """What came back on a letter: when, from whom (the target, when left out), and what it said.

    ``says`` is a clause that follows "replied that"; the word ``nothing`` for one that does not answer.
    """

    called: ClassVar[str] = "a reply"

    date: PartialDate
    by: Text | None = None
    says: Annotated[Text, OTHERS_WORDS]
    source: Scalar | None = None


class EarlierLetter(Record):
    """A letter that another follows: one of the campaign by its key (``letter``), or any other by what is known of it.

    ``from_`` are letterheads (the sender of the later letter when left out), ``about`` is what it was about.
    """

    shorthand: ClassVar[str] = "letter"

    letter: Scalar | None = None
    date: PartialDate | None = None
    reference: Scalar | None = None
    from_: Words = ()
    about: Annotated[Text | None, OTHERS_WORDS] = None
    replies: Annotated[tuple[Reply, ...], BeforeValidator(as_list)] = ()


class Cosigner(Record):
    """An organisation that signs a letter with those on whose letterhead it is: its name, and for it whom and as what.

    ``name`` can be the key of an organisation of the campaign.
    """

    shorthand: ClassVar[str] = "name"

    name: Name
    signed_by: Scalar | None = None
    office: Text | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    """Says of a key of a letter, where it is declared, what becomes of it."""

    name: str

    def fields(self) -> tuple[str, ...]:
        """The fields of `LetterPlan` that bear it, in their order."""
        return tuple(name for name, field in LetterPlan.model_fields.items() if self in field.metadata)

    def keys(self) -> tuple[str, ...]:
        """These fields as a campaign file has them."""
        return tuple(LetterPlan.model_fields[name].alias or name for name in self.fields())


NOTATION = _Mark("notation")
"""Its words stand on the page as they are written, in a line of their own between the address and the text."""
CARRIED = _Mark("carried")
"""A letter takes it from the letter that it follows when it does not give it itself."""


class Attachment(Record):
    """A file that is enclosed, in the folder of the campaign or below it, and how the letter names it.

    ``pages`` says whether its pages stand behind the letter as well; when left out, the house's layout says it.
    """

    called: ClassVar[str] = "an enclosed file"

    file: Scalar
    says: Annotated[Text, OTHERS_WORDS]
    pages: YesNo | None = None


class LetterPlan(Record):
    """One letter of a campaign: who writes to whom, when, in what form, about what.

    What it leaves out (grounds, demands, ...) it takes from the campaign; ``like`` takes everything else from
    another letter of the same campaign. ``follows`` is the letter that it follows, from which it takes who writes to
    whom; ``replies`` are those that came on it, ``reply_by`` is the day by which one is asked for. ``from_each`` and
    ``to_each`` are senders and targets of each of whom there is a letter of its own (see `letterkit.schema.lists`).
    ``open_`` is for a letter that goes to the public, too; ``with_`` are organisations that sign it with those of
    ``from_``.

    What is marked `CARRIED` a letter takes from the one that it follows. A text marked `NOTATION` needs nothing but its
    declaration to be printed, checked and blamed at its place.
    """

    called: ClassVar[str] = "a letter"

    like: Scalar | None = None
    follows: EarlierLetter | None = None
    replies: Annotated[tuple[Reply, ...], BeforeValidator(as_list)] = ()
    reply_by: PartialDate | None = None
    form: Scalar | None = None
    from_: Annotated[Words, CARRIED] = ()
    from_each: Words = ()
    with_: Annotated[tuple[Cosigner, ...], BeforeValidator(as_list), CARRIED] = ()
    letterhead: Annotated[Scalar | None, CARRIED] = None
    to: Annotated[Words, CARRIED] = ()
    to_each: Words = ()
    open_: YesNo = False
    date: Day | None = None
    language: Annotated[Scalar | None, CARRIED] = None
    signed_by: Annotated[Words, CARRIED] = ()
    marking: Annotated[Text | None, NOTATION, CARRIED] = None
    via: Annotated[Text | None, NOTATION, CARRIED] = None
    delivery: Annotated[Text | None, NOTATION, CARRIED] = None
    email: Annotated[Annotated[tuple[Mail, ...], BeforeValidator(as_list)] | None, CARRIED] = None
    reference: Scalar | None = None
    your_reference: Scalar | None = None
    initials: Annotated[Scalar | None, CARRIED] = None
    union_label: Annotated[Scalar | None, CARRIED] = None
    subject: Annotated[Text | None, CARRIED] = None
    copies: Annotated[Words, CARRIED] = ()
    enclosures: Annotated[Texts, OTHERS_WORDS] = ()
    attachments: Annotated[tuple[Attachment, ...], BeforeValidator(as_list)] = ()
    annex: Words = ()
    notes: Annotated[Words, CARRIED] = ()
    occasion: Scalar | None = None
    opening: Uses = ()
    about: Words = ()
    facts: Paragraphs | None = None
    grounds: Paragraphs | None = None
    consequences: Paragraphs | None = None
    lead: ClauseCall | None = None
    figures: Annotated[Literal["words", "figures"] | None, CARRIED] = None
    demands: Groups | None = None
    demands_as: Annotated[Literal["list", "numbered", "sentence"] | None, CARRIED] = None
    closing: Uses = ()
