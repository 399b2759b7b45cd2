"""What stands around the text of a letter: head, inside address, salutation, close, signatures, copies, notes."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from letterkit.foundation.origins import capitalise, one_line
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.foundation.strict_yaml import Scalar, location_of
from letterkit.language.grammar import Language
from letterkit.letter.compose.annex import make_annex
from letterkit.letter.letter import Letter, Signatory
from letterkit.schema.campaign import Mail, Target
from letterkit.schema.fields import Text
from letterkit.schema.letterhead import Letterhead, OfficerTerm, RosterTerm
from letterkit.schema.person_names import family_name
from letterkit.schema.style import Style
from letterkit.typeset.sheet import Head, Look, Mailbox, Margins, Officer, Phrase, Roster, Sheet, Signature, Stationery

# No letter has more pages; numbers beyond are in figures.
_MOST_PAGES = 100


def make_sheet(letter: Letter, language: Language) -> Sheet:
    """The sheet of a resolved letter, worded in its language and house style. Raises `UserError` (LK207)."""
    return _Maker(letter, language).sheet()


def salutation_and_close(letter: Letter, language: Language) -> tuple[str, str]:
    """The salutation and the complimentary close of a letter, with their punctuation."""
    maker = _Maker(letter, language)
    return maker.salutation(), maker.close()


class _Maker:
    def __init__(self, letter: Letter, language: Language) -> None:
        self.letter = letter
        self.language = language
        self.style = language.style
        self.places: dict[Location, str] = {}

    def sheet(self) -> Sheet:
        return replace(self._sheet(), places=tuple(self.places.items()))

    def _sheet(self) -> Sheet:
        letter, plan, layout = self.letter, self.letter.plan, self.letter.letterhead.layout
        subject = self.say(plan.subject)
        annex = make_annex(letter, self.language)
        enclosures = (*((annex.title,) if annex else ()), *map(self.say, plan.enclosures))
        at_foot = layout.reference == "foot"
        return Sheet(
            title=self.title(subject),
            language=self.language.tag,
            typography=self.language.typography,
            paper=layout.paper,
            letterhead=letter.letterhead.lineage[0],
            heads=tuple(map(self.head, letter.senders)),
            place_and_date=_fill(
                self.style.place_and_date,
                place=self.say(letter.letterhead.place),
                date=self.language.date(letter.date),
            ),
            created=letter.date.isoformat(),
            author=" and ".join(map(self.short, letter.senders)),
            inside_address=self.inside_address(),
            mailboxes=tuple(self.mailbox(mail) for mail in _either(plan.email, letter.target.email)),
            mailbox_label=self.style.email,
            via=self.say(plan.via),
            delivery=self.say(plan.delivery),
            reference="" if at_foot else plan.reference or "",
            subject=subject,
            continuation=self.continuation(),
            page_label=self.style.page,
            page_numbers=self.page_numbers() if layout.page_words else (),
            page_of=self.style.page_of,
            standard=layout.standard or "",
            fold_marks=layout.fold_marks,
            date_below=layout.date == "below",
            roster_beside=layout.roster == "side",
            signatures=tuple(map(self.signature, letter.signatories)),
            initials=plan.initials or (plan.reference if at_foot and plan.reference else "") or "",
            union_label=plan.union_label or "",
            enclosures_label=self.style.enclosures if enclosures else "",
            enclosures=enclosures,
            annex=annex,
            copies_label=self.style.copies if letter.copies else "",
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
        return Stationery(own.first, own.later or "", first, later, own.location)

    def say(self, text: Text | None) -> str:
        if text is None:
            return ""
        found = text.within(self.language.code)
        if found is None:
            hint = f"write '{{en: ..., {self.language.code}: ...}}'"
            message = f"'{text.first}' has no text in '{self.language.code}'"
            raise UserError([Problem("LK207", message, text.first.location, hint)])
        return one_line(self.written(found))

    def written(self, text: Scalar) -> str:
        """A text that the sheet holds; where it was written is remembered."""
        if text.location:
            self.places[text.location] = str(text)
        return str(text)

    def title(self, subject: str) -> str:
        """Who writes to whom, when, and about what."""
        to = self.full_name(self.letter.target) or self.office(self.letter.target)
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

    # The target

    def office(self, target: Target) -> str:
        if target.office is None:
            return ""
        own = target.office.within(self.language.code)
        if own is not None:
            return one_line(own)
        known = self.language.title(target.office.first, target.gender)
        return capitalise(known) if known else self.say(target.office)

    def surname(self, target: Target) -> str:
        if target.surname:
            return self.say(target.surname)
        return family_name(self.say(target.name)) if target.name else ""

    def mr(self, target: Target) -> str:
        return self.style.title_of(target.gender)

    def full_name(self, target: Target) -> str:
        parts = (self.say(target.honorific) or self.mr(target), self.say(target.name))
        return " ".join(part for part in parts if part) if target.name else ""

    def inside_address(self) -> tuple[str, ...]:
        target = self.letter.target
        name, office, of = self.full_name(target), self.office(target), self.say(target.of)
        if self.letter.letterhead.layout.office_with_name and name and office:
            name, office = f"{name}, {office}", ""
        address = (self.say(line) for line in target.address)
        return tuple(line for line in (name, office, of, *address) if line)

    def mailbox(self, mail: Mail) -> Mailbox:
        return Mailbox(self.written(mail.address), self.say(mail.note))

    def dear(self) -> str:
        """What the salutation calls the target: its own ``dear``, or its office as the language addresses it."""
        target = self.letter.target
        if target.dear:
            return self.say(target.dear)
        office, ways = self.office(target), self.language.writing.dear
        if target.is_ == "company" and target.name and target.gender and not ways:
            return ""  # A company's officers are called by their names.
        if not ways or not office:
            return office
        if not target.gender:
            return ""
        way = ways.elided if ways.elided and office[0] in self.language.writing.vowels else ways
        return _fill(way.male if target.gender == "male" else way.female, office=office)

    def salutation(self) -> str:
        """The salutation: by what the target is called, else by title and surname, else for nobody in particular."""
        dear, target = self.dear(), self.letter.target
        # Houses say how they address an office; an officer of a company is addressed by name.
        pattern = self.salutation_pattern(self.style if dear or target.is_ != "company" else None)
        named = target.name is not None and target.gender is not None
        # "Dear Commissioner for Trade Lind" is nobody's name.
        long = not target.dear and "{surname}" in pattern and len(dear.split()) > 2
        if named and (not dear or long):
            surname = "" if "{surname}" in pattern else f" {self.surname(target)}"
            dear = f"{self.mr(target)}{surname}"
        if not dear:
            return str(self.style.salutation_without_name)
        if dear.split()[0] in self.language.writing.whole_address:
            return f"{dear}{pattern[-1]}"
        surname = "" if dear.split()[-1] == self.surname(target) else self.surname(target)
        filled = _fill(pattern, dear=dear, surname=surname, mr=self.mr(target))
        return re.sub(r" +(?=[ ,:;])", "", filled)

    def salutation_pattern(self, style: Style | None) -> str:
        """The house's pattern for the target's gender, or the language's without one."""
        gender = self.letter.target.gender or "any"
        usual = self.language.writing.style.salutation
        own = style.salutation if style else usual
        ways = [pattern for key in (gender, "any") for known, pattern in own.items() if known == key]
        ways += [pattern for key in (gender, "any") for known, pattern in usual.items() if known == key]
        return [*ways, *usual.values()][0]

    def close(self) -> str:
        many = len(self.letter.signatories) != 1
        own = self.language.writing.writer
        writer = own.choose(("many",) if many else ("one",)) if own else ""
        nameless = self.salutation() == self.style.salutation_without_name
        pattern = self.style.close_without_name if nameless else self.style.close
        return _fill(pattern, dear=self.dear() or self.salutation().rstrip(",:"), writer=writer)

    def continuation(self) -> tuple[str, ...]:
        parts = {
            "salutation": self.salutation(),
            "target": self.full_name(self.letter.target) or self.office(self.letter.target),
            "date": self.language.date(self.letter.date),
            "sender": ", ".join(self.short(house) for house in self.letter.senders),
        }
        return tuple(parts[name] for name in self.letter.letterhead.layout.continuation if name in parts)

    # The foot

    def officer_title(self, term: OfficerTerm) -> str:
        known = self.language.title(term.office.first, term.gender)
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
            return Signature("", (f"{self.short(signatory.house)} {title}",), image, says, location_of(file))
        body = of or (self.short(signatory.house) if len(self.letter.senders) > 1 else "")
        return Signature(name, (title, body) if body else (title,), image, says, location_of(file))

    def copy(self, target: Target) -> str:
        office, of = self.office(target), self.say(target.of)
        line = ", ".join(part for part in (self.full_name(target), office, of) if part)
        mails = ", ".join(self.written(mail.address) for mail in target.email)
        return f"{line}, {mails}" if line and mails else line or mails

    def note(self, house: Letterhead) -> str:
        """A note about an organisation, with its figures of the letter's date."""
        about = self.say(house.about)
        figures = house.figures_on(self.letter.date)
        values = {
            name: self.language.number(value, words=False)
            for name in ("members", "affiliates", "countries", "federations")
            if figures and (value := getattr(figures, name))
        }
        try:
            return about.format(**values)
        except KeyError as missing:
            message = f"the note about '{house.key}' needs {missing}, which is not known on {self.letter.date}"
            hint = "add it to the figures of the letterhead, with its date"
            raise UserError(
                [Problem("LK404", message, house.about.location if house.about else None, hint)]
            ) from missing


def _fill(pattern: str, **values: str) -> str:
    """A pattern of a house style with its gaps filled; an unknown gap is a `UserError` (LK209) at the pattern."""
    try:
        return str(pattern).format(**values)
    except (KeyError, IndexError, ValueError) as error:
        gaps = ", ".join(f"{{{name}}}" for name in values)
        problem = Problem(
            "LK209", f"'{pattern}' cannot be filled: {error}", location_of(pattern), f"its gaps can be {gaps}"
        )
        raise UserError([problem]) from error


def _holds(term: OfficerTerm | RosterTerm, day: datetime.date) -> bool:
    return (not term.from_ or term.from_ <= day) and (not term.until or day <= term.until)


def _either(own: tuple[Mail, ...] | None, other: tuple[Mail, ...]) -> tuple[Mail, ...]:
    return other if own is None else own
