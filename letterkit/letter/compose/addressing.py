"""To whom a letter is addressed: the inside address, the salutation and the close that goes with it."""

from __future__ import annotations

import re

from letterkit.foundation.origins import Origin, OriginKind, Tracer, bare, capitalise, one_line
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.foundation.strict_yaml import Scalar, location_of
from letterkit.language.grammar import Language
from letterkit.letter.compose.agreement import known_article
from letterkit.letter.letter import Letter
from letterkit.schema.campaign import Target
from letterkit.schema.fields import Text
from letterkit.schema.person_names import address_of, family_name, parts_of
from letterkit.schema.style import Style

_MOST_WORDS_SALUTED = 6
"""Of how many words an office is at most by which somebody is called."""
_MOST_SALUTED = 3
"""How many a salutation calls one by one."""


def salutation_and_close(letter: Letter, language: Language) -> tuple[str, str]:
    """The salutation and the complimentary close of a letter, with their punctuation."""
    to = Addressing(letter, language)
    return to.salutation(), to.close()


class Addressing:
    """Words those to whom one letter goes; ``places`` remembers where what it says was written."""

    def __init__(self, letter: Letter, language: Language) -> None:
        self.letter = letter
        self.language = language
        self.style = language.style
        self.places: dict[Location, str] = {}

    def say(self, text: Text | None) -> str:
        """A text in the letter's language, "" for none. Raises `UserError` (LK207) when it has none."""
        if text is None:
            return ""
        found = text.within(self.language.code)
        if found is None:
            code = self.language.code
            hint = f"write '{{{code}: ...}}', beside its text in other languages where letters are in them, too"
            message = f"'{text.first}' has no text in '{self.language.code}'"
            raise UserError([Problem("LK207", message, text.first.location, hint)])
        return one_line(self.written(found))

    def written(self, text: Scalar) -> str:
        """A text that the sheet holds; where it was written is remembered."""
        if text.location:
            self.places[text.location] = str(text)
        return str(text)

    # Each of them

    def office(self, target: Target) -> str:
        """The office as an address has it."""
        if target.office is None:
            return ""
        own = target.office.within(self.language.code)
        known = None if own else self.language.title(target.office.first, target.gender)
        known = known or ("" if own else self.language.writing.own_title(target.office.first, target.gender))
        return self.language.titled(one_line(own) if own else known or self.say(target.office))

    def surname(self, target: Target) -> str:
        """The surname; "" where there is no name."""
        if target.surname:
            return self.say(target.surname)
        return family_name(self.say(target.name)) if target.name else ""

    def mr(self, target: Target) -> str:
        """Mr or Ms, as the house writes it, or the title within the name by which one is called: Dr."""
        own = address_of(self.say(target.name)) if target.name else ""
        return own or self.style.title_of(target.gender)

    def full_name(self, target: Target) -> str:
        """The name with its honorific or title; "" for an office alone."""
        name = self.say(target.name)
        parts = (self.say(target.honorific) or ("" if parts_of(name).titles else self.mr(target)), name)
        return " ".join(part for part in parts if part) if target.name else ""

    def called(self, target: Target) -> str:
        """The name, or else the office."""
        return self.full_name(target) or self.office(target)

    # All of them

    def names(self) -> str:
        """Those to whom the letter goes, each by name or office."""
        return self.language.list([self.called(target) for target in self.letter.targets])

    def open_to(self) -> str:
        """What stands above an open letter: to whom it is, with their offices; "" for a letter that is none."""
        if not self.letter.plan.open_:
            return ""
        each = self.language.list([self._in_running_text(target) for target in self.letter.targets])
        if len(self.letter.targets) == 1:
            each = self._of_its_body(each, self.letter.targets[0])
        # The mark shows the grammar where the names begin.
        tracer = Tracer()
        marked = tracer.wrap(each, Origin(OriginKind.FACT, "target"))
        return bare(self.language.polish(fill(self.style.open_letter, target=marked), tracer.is_given)).rstrip(",")

    def _of_its_body(self, called: str, target: Target) -> str:
        """Somebody with the state or body of which they are; behind a comma where nothing joins it."""
        together, office, of = self._with_its_body(target), self.office(target), self.say(target.of)
        if together and office in called:
            return called.replace(office, together, 1).rstrip(",")
        return f"{called.rstrip(',')}, {of}" if of and of not in called else called

    def _in_running_text(self, target: Target) -> str:
        name, office = self.full_name(target), self.office(target)
        if not name and office:
            return self.language.phrase("the-office", office, agree=(target.gender or "one",))
        return self.language.phrase("apposition", name, office) if office else name

    def inside_address(self) -> tuple[str, ...]:
        """The lines of the inside address, none for an open letter; an empty line parts several addressees.

        Several who share an address have it once, below their names.
        """
        if self.letter.plan.open_:
            return ()
        each = [(self._name_lines(target), self._address_lines(target)) for target in self.letter.targets]
        if len({place for _, place in each}) == 1:
            return (*(line for names, _ in each for line in names), *each[0][1])
        lines: list[str] = []
        for names, place in each:
            lines += [*([""] if lines else []), *names, *place]
        return tuple(lines)

    def _name_lines(self, target: Target) -> tuple[str, ...]:
        name, office = self.full_name(target), capitalise(self._with_its_body(target) or self.office(target))
        together = self.letter.letterhead.layout.office_with_name or len(self.letter.targets) > 1
        if together and name and office:
            return (f"{name}, {office}",)
        return tuple(filter(None, (name, office)))

    def _with_its_body(self, target: Target) -> str:
        """An office with the state or body that it is of, on one line: « Président de la République de Guinée ».

        "" where the language has them on two, the office names a body itself (« ministre du Travail »), or the name of
        the state or body does not show its article.
        """
        office, of, ways = self.office(target), self.say(target.of), self.language.writing.dear
        if not (self.language.writing.offices_with_bodies and ways and office and of) or target.is_ == "company":
            return ""
        article = "" if self.language.has_article(of) else known_article(of, self.language.writing)
        shown = article not in ("", "none") or self.language.has_article(of)
        if ways.names_a_body(office) or not shown or self._is_country(of):
            return ""
        body = self.language.with_article(article, of) if article else of
        tracer = Tracer()
        given = tracer.wrap(body, Origin(OriginKind.FACT, "target"))
        return bare(self.language.polish(self.language.phrase("office-of", office, given), tracer.is_given))

    def _address_lines(self, target: Target) -> tuple[str, ...]:
        """The state or body and the lines of the address; the name of a country alone ends an address."""
        of = "" if self._with_its_body(target) else self.say(target.of)
        lines = [*map(self.say, target.address)]
        if lines and self._is_country(of):
            last = "" if lines[-1].casefold() == of.casefold() else of
            return tuple(filter(None, (*lines, last)))
        return tuple(filter(None, (of, *lines)))

    def _is_country(self, name: str) -> bool:
        """Whether a text is the name of a country, with its article or without."""
        names = self.language.writing.countries.every_name(self.language.code)
        alone = re.split(r"(?<=['’])|\s", name, maxsplit=1)[-1] if self.language.has_article(name) else name
        return any(called.casefold() in (name.casefold(), alone.casefold()) for _, called in names)

    # Salutation and close

    def salutation(self) -> str:
        """The salutation: of each of a few addressees, of all together when they are many or one is unnamed."""
        each = list(dict.fromkeys(map(self._salutation, self.letter.targets)))
        if len(each) == 1:
            return self._of_several(each[0]) if len(self.letter.targets) > 1 else each[0]
        if len(each) > _MOST_SALUTED or str(self.style.salutation_without_name) in each:
            return str(self.style.salutation_to_several)
        return ", ".join([*(one.rstrip(",:") for one in each[:-1]), each[-1]])

    def _of_several(self, salutation: str) -> str:
        """A salutation that calls several the same, in the plural: "Your Excellencies," for two."""
        ways = self.language.writing.several_addressed
        for one in sorted(ways, key=len, reverse=True):
            called, found = re.subn(rf"(?<!\w){re.escape(one)}(?!\w)", str(ways[one]), salutation, count=1)
            if found:
                return called
        return salutation

    def is_nameless(self) -> bool:
        """Whether the salutation calls nobody."""
        return self.salutation() in (self.style.salutation_without_name, self.style.salutation_to_several)

    def close(self) -> str:
        """The complimentary close that goes with the salutation."""
        own = self.language.writing.writer
        writer = own.choose(("many",) if self.letter.joint else ("one",)) if own else ""
        pattern = self.style.close_without_name if self.is_nameless() else self._close_pattern()
        dear = self._dear(self.letter.target) if len(self.letter.targets) == 1 else ""
        return fill(pattern, dear=dear or self.salutation().rstrip(",:"), writer=writer)

    def _close_pattern(self) -> str:
        """The house's own close, or else the language's for the office to which the letter goes."""
        usual, targets = self.language.writing.style.close, self.letter.targets
        if self.style.close != usual or len({target.is_ for target in targets}) != 1:
            return str(self.style.close)
        ways = self.language.writing.closes_to
        fitting = (way.close for way in ways if all(way.fits(one.is_, self.office(one)) for one in targets))
        return str(next(fitting, usual))

    def _salutation(self, target: Target) -> str:
        """The salutation: by what the target is called, else by title and surname, else for nobody in particular."""
        dear = self._dear(target)
        # Houses say how they address an office; an officer of a company is addressed by name.
        pattern = self._pattern(self.style if dear or target.is_ != "company" else None, target.gender or "any")
        named = target.name is not None and target.gender is not None
        by_surname = bool(dear) and "{surname}" in pattern and self._takes_no_surname(target, dear)
        if named and (not dear or by_surname or self._is_too_long(target, dear)):
            surname = "" if "{surname}" in pattern else f" {self.surname(target)}"
            dear = f"{self.mr(target)}{surname}"
        if not dear:
            return str(self.style.salutation_without_name)
        if dear.split()[0] in self.language.writing.whole_address:
            return f"{dear}{pattern[-1]}"
        surname = "" if self._is_whole(target, dear) else self.surname(target)
        filled = fill(pattern, dear=dear, surname=surname, mr=self.mr(target))
        return re.sub(r" +(?=[ ,:;])", "", filled)

    def _is_too_long(self, target: Target, office: str) -> bool:
        """Whether an office is too long to be called by: "Dear Special Rapporteur on the situation of human rights"."""
        return not (target.dear or self.language.writing.dear) and len(office.split()) > _MOST_WORDS_SALUTED

    def _takes_no_surname(self, target: Target, office: str) -> bool:
        """Whether an office is none to be called by: "Dear Commissioner for Trade Lind", "Dear Speaker Lind"."""
        return not target.dear and (len(office.split()) > 2 or self._stands_alone(office))

    def _stands_alone(self, dear: str) -> bool:
        return dear.split()[-1].lower() in self.language.writing.offices_alone

    def _is_whole(self, target: Target, dear: str) -> bool:
        """Whether no surname follows: "Madam High Commissioner", "Mr Sato", and "Mr Speaker" where that was typed."""
        typed = target.dear is not None and len(dear.split()) > 1 and bool(parts_of(dear).titles)
        begun = dear.split()[0] in self.language.writing.titles_of_address
        return typed or begun or self._stands_alone(dear) or dear.split()[-1] == self.surname(target)

    def _dear(self, target: Target) -> str:
        """What the salutation calls the target: its own ``dear``, or its office as the language addresses it."""
        if target.dear:
            return self.say(target.dear)
        office, ways = self.office(target), self.language.writing.dear
        if target.is_ == "company" and target.name and target.gender and not ways:
            return ""  # A company's officers are called by their names.
        if word := self._alone(target, office):
            return word
        if not ways or not office:
            return office
        if not target.gender:
            return ""
        title = office if self._shares_a_title(target) else ways.title(office)
        way = ways.elided if ways.elided and title[0] in self.language.writing.vowels else ways
        return fill(way.male if target.gender == "male" else way.female, office=title)

    def _alone(self, target: Target, office: str) -> str:
        """What somebody is called without office or name, by the office or the title before the name: « Maître »."""
        ways = self.language.writing.dear
        own = office or (address_of(self.say(target.name)) if target.name else "")
        return str(ways.alone.get(Scalar(own.casefold()), "")) if ways else ""

    def _shares_a_title(self, target: Target) -> bool:
        """Whether another of several would be called the same, so that both are called by their whole offices."""
        ways = self.language.writing.dear
        others = (one for one in self.letter.targets if one is not target and one.gender == target.gender)
        own = ways and ways.title(self.office(target))
        return any(ways and ways.title(self.office(one)) == own for one in others)

    def _pattern(self, style: Style | None, gender: str) -> str:
        """The house's pattern of a salutation for a gender, or the language's without one."""
        usual = self.language.writing.style.salutation
        own = style.salutation if style else usual
        keys = (gender, "any")
        ways = [pattern for each in (own, usual) for key in keys for known, pattern in each.items() if known == key]
        return [*ways, *usual.values()][0]


def fill(pattern: str, **values: str) -> str:
    """A pattern of a house style with its gaps filled; an unknown gap is a `UserError` (LK209) at the pattern."""
    try:
        return str(pattern).format(**values)
    except (KeyError, IndexError, ValueError) as error:
        gaps = ", ".join(f"{{{name}}}" for name in values)
        problem = Problem(
            "LK209", f"'{pattern}' cannot be filled: {error}", location_of(pattern), f"its gaps can be {gaps}"
        )
        raise UserError([problem]) from error
