"""What stands around the text of a letter: head, inside address, salutation, close, signatures, copies, notes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from letterkit.foundation.origins import capitalise, one_line
from letterkit.foundation.problems import Problem, UserError
from letterkit.foundation.strict_yaml import Scalar, location_of
from letterkit.language.grammar import Language
from letterkit.letter.compose.addressing import Addressing, fill
from letterkit.letter.compose.annex import make_annex
from letterkit.letter.compose.counting import hedged
from letterkit.letter.letter import Letter, Signatory
from letterkit.schema.campaign import Target
from letterkit.schema.fields import Text
from letterkit.schema.letter_plan import NOTATION, Cosigner, Mail
from letterkit.schema.letterhead import COUNTED, Letterhead, OfficerTerm, RosterTerm
from letterkit.typeset.sheet import (
    Attached,
    Head,
    Look,
    Mailbox,
    Margins,
    Notation,
    Officer,
    Phrase,
    Roster,
    Sheet,
    Signature,
    Stationery,
)
from letterkit.typeset.standards import STANDARDS

# No letter has more pages; numbers beyond are in figures.
_MOST_PAGES = 100


def make_sheet(letter: Letter, language: Language) -> Sheet:
    """The sheet of a resolved letter, worded in its language and house style. Raises `UserError` (LK207)."""
    return _Maker(letter, language).sheet()


@dataclass(frozen=True, slots=True)
class _References:
    ours: str
    our_label: str
    theirs: str
    their_label: str
    at_foot: str = ""


class _Maker:
    def __init__(self, letter: Letter, language: Language) -> None:
        self.letter = letter
        self.language = language
        self.style = language.style
        self.to = Addressing(letter, language)
        self.say, self.written = self.to.say, self.to.written

    def sheet(self) -> Sheet:
        return replace(self._sheet(), places=tuple(self.to.places.items()))

    def attached(self) -> tuple[Attached, ...]:
        """The enclosed files, each with the name that the letter gives it."""
        called = (self.say(one.says) for one in self.letter.plan.attachments)
        return tuple(replace(file, title=title) for file, title in zip(self.letter.attached, called, strict=True))

    def _sheet(self) -> Sheet:
        letter, plan, layout = self.letter, self.letter.plan, self.letter.letterhead.layout
        subject = self.say(plan.subject)
        annex = make_annex(letter, self.language)
        enclosed = (*plan.enclosures, *(one.says for one in plan.attachments))
        enclosures = (*((annex.title,) if annex else ()), *map(self.say, enclosed))
        references = self.references()
        return Sheet(
            title=self.title(subject),
            language=self.language.tag,
            typography=self.language.typography,
            paper=layout.paper,
            letterhead=letter.letterhead.lineage[0],
            heads=tuple(map(self.head, letter.senders)),
            place_and_date=self.place_and_date(),
            created=letter.date.isoformat(),
            author=" and ".join(map(self.short, letter.senders)),
            inside_address=self.to.inside_address(),
            mailboxes=tuple(map(self.mailbox, letter.mails)),
            mailbox_label=self.style.email,
            notations=self.notations(),
            reference=references.ours,
            reference_label=references.our_label,
            your_reference=references.theirs,
            your_reference_label=references.their_label,
            heading=self.to.open_to(),
            subject=subject,
            subject_label=self.subject_label(subject),
            continuation=self.continuation(),
            page_label=self.style.page,
            page_numbers=self.page_numbers() if layout.page_words else (),
            page_of=self.style.page_of,
            standard=layout.standard or "",
            fold_marks=layout.fold_marks,
            date_below=layout.date == "below",
            roster_beside=layout.roster == "side",
            signatures=tuple(map(self.signature, letter.signatories)),
            cosigners_label=self.style.cosigners if plan.with_ else "",
            cosigners=tuple(map(self.cosigner, plan.with_)),
            initials=plan.initials or references.at_foot,
            union_label=plan.union_label or "",
            enclosures_label=("", self.style.enclosure, self.style.enclosures)[min(2, len(enclosures))],
            enclosures=enclosures,
            annex=annex,
            attached=self.attached(),
            copies_label=self.style.copies if letter.copies else "",
            copies_continued=self.continued(self.style.copies) if letter.copies else "",
            copies=tuple(map(self.copy, letter.copies)),
            copies_in_head=layout.copies == "head",
            notes=tuple(map(self.note, letter.notes)),
            draft_label=self.style.draft,
            like=letter.letterhead.lineage[1:],
            look=self.look(),
            stationery=self.stationery(),
            address_location=next((line.location for line in letter.target.address), letter.target.location),
            layout_location=layout.location,
        )

    def place_and_date(self) -> str:
        """Place and date as the house writes them; the date with its label, where a standard has it in a list."""
        layout, date = self.letter.letterhead.layout, self.language.date(self.letter.date)
        if layout.standard and STANDARDS[layout.standard].dated:
            return f"{self.style.dated} {date}"
        return fill(self.style.place_and_date, place=self.say(self.letter.letterhead.place), date=date)

    def subject_label(self, subject: str) -> str:
        """What stands before the subject, « Objet : », where the house or the language has it and nobody typed it."""
        label = str(self.style.subject or "none")
        word = label.rstrip(" :\u00a0\u202f").casefold()
        return "" if label == "none" or not subject or subject.casefold().startswith(word) else label

    def references(self) -> _References:
        """The references, ours where the letterhead puts it, each with a label where it needs one."""
        plan, layout = self.letter.plan, self.letter.letterhead.layout
        ours, theirs = plan.reference or "", plan.your_reference or ""
        their_label = self.style.your_reference if theirs else ""
        if layout.reference == "foot":
            return _References("", "", theirs, their_label, ours)
        # A label says whose the reference is, where there can be two, or where a standard wants it.
        labelled = ours and (theirs or layout.standard)
        return _References(ours, self.style.our_reference if labelled else "", theirs, their_label)

    def notations(self) -> tuple[Notation, ...]:
        """The lines that the plan has as they are written, in the order in which its record declares them."""
        said = ((name, self.say(getattr(self.letter.plan, name))) for name in NOTATION.fields())
        return tuple(Notation(name.replace("_", "-"), text) for name, text in said if text)

    def look(self) -> Look:
        look = self.letter.letterhead.look
        return Look(
            logo=look.logo or "",
            colour=look.colour or "",
            font=look.font or "",
            head_font=look.head_font or "",
            accent=look.accent or "",
            logo_height=look.logo_height or 0,
            name=look.name or "",
        )

    def stationery(self) -> Stationery:
        own = self.letter.letterhead.stationery
        if own is None:
            return Stationery()
        first, later = (Margins(one.top, one.right, one.bottom, one.left) for one in (own.margins, own.later_margins))
        # The column of page one goes on.
        sides = {side: getattr(first, side) for side in ("right", "left") if getattr(later, side) is None}
        later = replace(later, **sides)
        return Stationery(own.first, own.later or "", first, later, own.location)

    def title(self, subject: str) -> str:
        """Who writes to whom, when, and about what."""
        to = self.to.open_to() or self.to.names()
        sender = ", ".join(self.short(house) for house in self.letter.senders)
        return " · ".join(part for part in (sender, to, self.language.date(self.letter.date), subject) if part)

    def short(self, house: Letterhead) -> str:
        return self.say(house.short or house.name)

    # The letterhead

    def head(self, house: Letterhead) -> Head:
        day = self.letter.date
        officers = [term for term in house.officers.values() if term.head and term.name and _holds(term, day)]
        rosters = [roster for roster in house.rosters if _holds(roster, day)]
        return Head(
            key=house.key,
            short=self.short(house),
            names=self.in_each(house.name) or (self.say(house.name),),
            slogan=self.say(house.slogan),
            address=tuple(map(self.say, house.address)),
            contacts=tuple((self.say(contact.label), self.written(contact.text)) for contact in house.contacts),
            officers=tuple(map(self.officer, officers)),
            roster=self.roster(rosters[0]) if rosters else None,
            logo=house.look.logo or "",
            like=house.lineage[1:],
        )

    def officer(self, term: OfficerTerm) -> Officer:
        titles = self.in_each(term.office) or (self.officer_title(term),)
        return Officer(self.written(term.name or Scalar("")), titles)

    def roster(self, roster: RosterTerm) -> Roster:
        return Roster(self.say(roster.title), tuple(map(self.written, roster.names)))

    def in_each(self, text: Text) -> tuple[str, ...]:
        """A text in each language of the letterhead, the same words once; what is not in the letter's says its own."""
        codes = tuple(str(code) for code in self.letter.letterhead.layout.languages) or (self.language.code,)
        said: dict[str, str] = {}
        for code in codes:
            found = text.within(code)
            if found:
                words = one_line(self.written(found)).replace("'", "’")
                own = code == self.language.code
                said[words] = words if own else said.get(words, Phrase(words, code))
        return tuple(said.values())

    def page_numbers(self) -> tuple[str, ...]:
        """The numbers of pages in words, as many as the language can say of the longest letter's."""
        return tuple(self.language.number(page, words=True) for page in range(1, _MOST_PAGES + 1))

    def mailbox(self, mail: Mail) -> Mailbox:
        return Mailbox(self.written(mail.address), self.say(mail.note))

    def continuation(self) -> tuple[str, ...]:
        parts = {
            "salutation": self.to.salutation(),
            "target": self.to.names(),
            "date": self.language.date(self.letter.date),
            "sender": ", ".join(self.short(house) for house in self.letter.senders),
        }
        return tuple(parts[name] for name in self.letter.letterhead.layout.continuation if name in parts)

    # The foot

    def officer_title(self, term: OfficerTerm) -> str:
        known = self.language.title(term.office.first, term.gender)
        known = known or self.language.writing.own_title(term.office.first, term.gender)
        own = term.office.within(self.language.code)
        if own is None and known:
            return capitalise(known)
        return self.say(term.office)

    def signature(self, signatory: Signatory) -> Signature:
        name = self.written(signatory.officer.name) if signatory.officer.name else ""
        title, of = self.officer_title(signatory.officer), self.say(signatory.officer.of)
        file = signatory.officer.signature
        image = f"{signatory.house.key}/{file}" if file else ""
        says = self.language.phrase("signature-of", name or title) if file else ""
        if not name:
            line = f"{self.short(signatory.house)} {title}"
            return Signature("", (line,), image, says, location_of(file), signatory.house.key)
        body = of or (self.short(signatory.house) if len(self.letter.senders) > 1 else "")
        lines = (title, body) if body else (title,)
        return Signature(name, lines, image, says, location_of(file), signatory.house.key)

    def cosigner(self, cosigner: Cosigner) -> str:
        """An organisation that signs, too: its name, who signs for it, as what."""
        known = {str(key): one for key, one in self.letter.organisations.items()}.get(str(cosigner.name.first))
        parts = (self.say(known.name if known else cosigner.name), cosigner.signed_by, self.say(cosigner.office))
        return ", ".join(str(part) for part in parts if part)

    def continued(self, label: str) -> str:
        """A label where the list that it heads goes on, on another page."""
        words = label.rstrip(" :\u00a0\u202f")
        return f"{self.language.phrase('continued', words)}{label[len(words) :]}"

    def copy(self, target: Target) -> str:
        office, of = self.to.office(target), self.say(target.of)
        line = ", ".join(part for part in (self.to.full_name(target), office, of) if part)
        mails = ", ".join(self.written(mail.address) for mail in target.email)
        return f"{line}, {mails}" if line and mails else line or mails

    def note(self, house: Letterhead) -> str:
        """A note about an organisation, with its figures of the letter's date."""
        about = self.say(house.about)
        figures = house.figures_on(self.letter.date)
        values = {
            name: self.language.number(value, words=False)
            for name in COUNTED
            if figures and (value := figures.number(name))
        }
        if figures and figures.members and "members" in values:
            values["members"] = hedged(figures.members, values["members"], self.language)
        try:
            return about.format(**values)
        except KeyError as missing:
            message = f"the note about '{house.key}' needs {missing}, which is not known on {self.letter.date}"
            hint = "add it to the figures of the letterhead, with its date"
            raise UserError(
                [Problem("LK404", message, house.about.location if house.about else None, hint)]
            ) from missing


def _holds(term: OfficerTerm | RosterTerm, day: datetime.date) -> bool:
    return (not term.from_ or term.from_ <= day) and (not term.until or day <= term.until)
