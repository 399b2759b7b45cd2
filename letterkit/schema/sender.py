"""Those who send the letters of a list: organisations or individuals, each a letterhead made of a record."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator

from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.fields import Gender, Name, Names, Record, Text, as_list
from letterkit.schema.letterhead import Contact, Figures, Letterhead, OfficerTerm
from letterkit.schema.settings import no_such_language

PLAIN = "base"
"""In the place of a letterhead, the plain design from which all others are drawn, and which has no facts."""


class Signer(Record):
    """Who signs for a sender: the office as printed, and the name, which is the sender's own when it is left out."""

    shorthand: ClassVar[str] = "name"

    name: Scalar | None = None
    gender: Gender | None = None
    office: Text


class Sender(Record):
    """An organisation or an individual that sends a letter of a list.

    One without a ``name`` is the organisation of its ``letterhead``. One with a name has nothing of the letterhead's
    facts, and all of its style, layout and look but the logo. An individual says what they write as (``writes_as``),
    and has to agree to be named (``publish``). ``declares`` is a paragraph that is in no other sender's letter.
    """

    derived = frozenset({"location", "told"})

    letterhead: Scalar
    name: Name | None = None
    short: Name | None = None
    article: Name | None = None
    short_article: Name | None = None
    gender: Gender | None = None
    place: Name | None = None
    language: Scalar | None = None
    address: Names = ()
    contacts: Annotated[tuple[Contact, ...], BeforeValidator(as_list)] = ()
    described_as: Text | None = None
    speaks_for: Text | None = None
    writes_as: Text | None = None
    publish: Literal["yes", "no"] | None = None
    figures: Annotated[tuple[Figures, ...], BeforeValidator(as_list)] = ()
    signatory: Signer | None = None
    declares: Text | None = None
    told: Mapping[Location, tuple[str, str]] = {}
    """What a spreadsheet says of the sender: by its place, the name of the value, and the value."""


_OF_ITS_OWN = (
    "short",
    "article",
    "short_article",
    "gender",
    "place",
    "address",
    "contacts",
    "described_as",
    "speaks_for",
    "writes_as",
)
"""What a sender gives only with a name: with these, another's letterhead would say half of each."""


def faults(sender: Sender, codes: tuple[str, ...]) -> Iterator[Problem]:
    """What a sender lacks, or gives too much of; ``codes`` are the languages there are."""
    if sender.name is None:
        for key in _OF_ITS_OWN:
            if key in sender.model_fields_set:
                message = f"'{key.replace('_', '-')}' cannot stand without a name"
                hint = "add 'name', or leave it out: a sender without a name is the organisation of its letterhead"
                yield Problem("LK121", message, sender.location, hint)
        if sender.letterhead == PLAIN:
            hint = "add 'name', or name the letterhead of the organisation"
            yield Problem("LK122", "the sender has no 'name'", sender.location, hint)
    else:
        for key in ("place", "signatory"):
            if getattr(sender, key) is None:
                yield Problem("LK122", f"the sender has no '{key}'", sender.location, "add it")
    if sender.writes_as and sender.publish != "yes":
        said = "has not agreed" if sender.publish else "does not say whether they agree"
        hint = "ask; then write 'publish: yes', or take the row out"
        yield Problem("LK240", f"a person who writes in their own name {said} to be named", sender.location, hint)
    if sender.language and sender.language not in codes:
        yield no_such_language(sender.language, codes, sender.language.location)


def letterhead_of(sender: Sender, key: str, named: Letterhead | None) -> Letterhead:
    """The letterhead on which a sender writes; ``named`` is the one that it names, None for the plain design."""
    none = Name(languages={"": Scalar("-")})
    drawn = named or Letterhead(name=sender.name or none, place=sender.place or none, lineage=(PLAIN,))
    changed: dict[str, object] = {"told": sender.told}
    if sender.language:
        changed["language"] = sender.language
    if sender.name is not None:
        alone = Name(languages={"": Scalar("none")}) if sender.writes_as else None
        changed |= {
            **dict.fromkeys(("slogan", "about"), None),
            **dict.fromkeys(("joint", "also", "rosters", "figures", "officers"), ()),
            "officers": {},
            **{name: getattr(sender, name) for name in ("name", *_OF_ITS_OWN)},
            "key": key,
            "familiar": False,
            "location": sender.location,
            "article": sender.article or alone,
            "look": drawn.look.model_copy(update={"logo": Scalar("none")}),
        }
    if sender.figures:
        changed["figures"] = (*(() if sender.name else drawn.figures), *sender.figures)
    if sender.signatory:
        term = _term(sender.signatory, sender)
        changed |= {"officers": {Scalar("signatory", term.location): term}, "signs": Scalar("signatory", term.location)}
        if sender.name is None:
            changed["officers"] = {**drawn.officers, Scalar("signatory", term.location): term}
    return drawn.model_copy(update=changed)


def _term(signer: Signer, sender: Sender) -> OfficerTerm:
    own = sender.name.first if sender.name and not signer.name else None
    return OfficerTerm(
        name=signer.name or own, gender=signer.gender, office=signer.office, location=signer.location or sender.location
    )
