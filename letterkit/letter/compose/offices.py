"""Titles of office in a letter: "president of the FHU", "its treasurer" of the next one, "a nurse at" a hospital."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from letterkit.foundation.origins import bare
from letterkit.foundation.problems import Location
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language
from letterkit.letter.compose.agreement import people_features
from letterkit.letter.letter import Letter
from letterkit.schema.campaign import Office, Person
from letterkit.schema.fields import Text


class TitleNaming(Protocol):
    """What titles need of naming: the letter, and how it says facts and organisations."""

    letter: Letter
    language: Language
    told_of: tuple[str, ...]
    in_phrase: list[str]

    def fact(self, text: str, location: Location | None) -> str:
        """Text of the campaign, marked."""

    def translation(self, text: Text) -> Scalar:
        """A phrase of the campaign in the letter's language."""

    def owner(self, key: str) -> str:
        """An organisation in which an office is held, or a person whose relative somebody is."""

    def writes_alone(self, key: str) -> bool:
        """Whether an organisation writes the letter, and no other with it."""


class Offices:
    """Says the offices of one letter."""

    def __init__(self, names: TitleNaming) -> None:
        self._names = names
        self._language = names.language
        self.body_in_opening = ""

    def newest(self, person: Person) -> Office | None:
        """The newest office that a person held by the letter's date."""
        held = self._by_now(person)
        return held[-1] if held else None

    def _by_now(self, person: Person) -> Sequence[Office]:
        """What a person has been by the letter's date; not whose relative, where that name is withheld."""
        today = self._names.letter.date
        held = (one for one in person.offices if not one.from_ or one.from_.begun(today))
        return [one for one in held if not self._is_withheld(one.of)]

    def _is_withheld(self, key: str | None) -> bool:
        """Whether somebody of whom one can be the relative is not to be named in full."""
        relative = self._names.letter.people.get(Scalar(key)) if key else None
        return isinstance(relative, Person) and relative.publish != "yes"

    def held(self, person: Person, body: str = "") -> str | None:
        """A person's newest office, marked as former when its term has ended; None for none.

        With it stand those that are held as well. ``body`` is the organisation in which the one named just before holds
        an office: "its treasurer".
        """
        held = self._together(person)
        titles: list[str] = []
        for number, office in enumerate(held):
            beside = number > 0 and self._language.has_indefinite(bare(titles[0]))
            same = self._same_of(office, held[max(number - 1, 0)])
            titles.append(same or self.said(office, person.gender, "" if number else body, articled=beside))
        row = self._language.list_of_lists if any(map(self._are_two, held)) else self._language.list
        return row(titles) if titles else None

    def _are_two(self, office: Office) -> bool:
        """Whether a title names two things: "novelist and essayist", and not "member of a trade and labour union"."""
        plurals, title = self._language.writing.plurals, self.title(office.office, None)
        return f" {self._language.conjunction} " in (plurals.head(title) if plurals else title)

    def _same_of(self, office: Office, before: Office) -> str:
        """Where an office is held that has the title of the one before it: "and of the UTP"; "" for another title."""
        alike = office is not before and office.of and before.of and not office.until and not before.until
        if not alike or office.office.first != before.office.first:
            return ""
        joint = self._joins(self.title(office.office, None))
        return self._language.phrase(joint, "", self._names.owner(str(office.of))).strip()

    def _joins(self, title: str) -> str:
        """The phrase that joins a title with its organisation: "reporter at", "correspondent for", "treasurer of"."""
        writing, words = self._language.writing, set(title.casefold().split())
        if writing.phrases.office_for and not words.isdisjoint(map(str, writing.employed_for)):
            return "office-for"
        return "office-at" if self._language.works_at(title) else "office-of"

    def _together(self, person: Person) -> Sequence[Office]:
        """The newest office of a person, behind those that it is held as well as."""
        newest = self.newest(person)
        if newest is None:
            return ()
        offices = self._by_now(person)
        first = next(number for number in range(len(offices) - 1, -1, -1) if number == 0 or not offices[number].as_well)
        return offices[first:]

    def said(self, office: Office, gender: str | None, body: str = "", *, articled: bool = False) -> str:
        """A title of office in running text, with its organisation (see `held`); a former one can be ``articled``."""
        said = self.title(office.office, gender)
        return (
            self._of_theirs(office, said, gender)
            or self._of_ours(office, said)
            or self._of_others(office, said, gender, body, articled=articled)
        )

    def _of_theirs(self, office: Office, said: str, gender: str | None) -> str:
        """Whose relative somebody is: "her husband" behind a sentence of her alone, or behind her name; "" else."""
        relative = self._names.letter.people.get(office.of) if office.of else None
        near = self._names.told_of == (str(office.of),) or self._names.in_phrase[-2:-1] == [str(office.of)]
        if relative is None or not near or office.until:
            return ""
        article = self._language.phrase("the-office", "", agree=(gender or "one",)).strip()
        named = self._language.with_article(article, self._names.fact(said, office.office.location))
        return self._language.with_possessive(named, people_features([relative], self._language))

    def _of_others(self, office: Office, said: str, gender: str | None, body: str, *, articled: bool) -> str:
        """A title in an organisation that does not write, or of none; "a former editor" beside "a novelist"."""
        if self._is_its_own(office, said, body):
            title = self._names.fact(said, office.office.location)
            return self._language.phrase("its-office", title, agree=(gender or "one",))
        works_there = office.of is not None and self._language.works_at(said)
        one_of_many = (
            works_there or self._joins(said) == "office-for" or office.of is None or self._language.is_one_of_many(said)
        )
        article = self._language.writing.indefinite if one_of_many and not office.until else None
        title = self._names.fact(article.before(said) if article else said, office.office.location)
        if office.until and office.until.last <= self._names.letter.date:
            title = self._formerly(said, title, gender, articled=articled)
        if office.of is None:
            return title
        return self._language.phrase(self._joins(said), title, self._names.owner(office.of))

    def _formerly(self, said: str, title: str, gender: str | None, *, articled: bool) -> str:
        """A marked title that somebody had; with an article beside one that has it, unless one alone holds it."""
        former, general = self._language.phrase("former", title, agree=(gender or "one",)), None
        if articled:
            general = self._language.writing.indefinite
        if general is None or general.before(said) == said:
            return former
        return f"{general.before(bare(former)).split()[0]} {former}"

    def _of_ours(self, office: Office, said: str) -> str:
        """A title in the organisation that writes: "our treasurer", "a member of our executive board"; "" in others."""
        if office.of is None or office.until or not self._names.writes_alone(str(office.of)):
            return ""
        language, article = self._language, self._language.writing.indefinite
        for particle, own in language.writing.own_bodies.items():
            head, part, body = said.partition(f" {particle}" if particle.endswith("'") else f" {particle} ")
            if part:
                first = article.before(head) if article and language.is_one_of_many(head) else head
                return self._names.fact(f"{first} {own} {body}", office.office.location)
        if language.is_one_of_many(said) or language.has_indefinite(said):
            return ""
        return language.phrase("our-office", self._names.fact(said, office.office.location))

    def shared(self, office: Office, names: Sequence[str], genders: Sequence[str | None]) -> str:
        """People with the office that they share: "A and B, both journalists", "each an organiser of the UTP"."""
        people, agree = self._language.list(names), ("females" if set(genders) == {"female"} else "one",)
        phrases = self._language.writing.phrases
        if phrases.both_of_them and phrases.all_of_them and (held := self.said_of_all(office, genders)):
            return self._language.phrase(
                "both-of-them" if len(names) == 2 else "all-of-them", people, held, agree=agree
            )
        return self._language.phrase("each-of-them", people, self.said(office, genders[0]), agree=agree)

    def note_body(self, body: str, manner: str) -> None:
        """Note in which organisation the last one named in an opening holds an office, where "its" is no other's."""
        self.body_in_opening = body if manner == "opening" and not self._language.writing.phrases.respectively else ""

    def said_of_all(self, office: Office, genders: Sequence[str | None]) -> str:
        """An office that several people hold, in the plural: "journalists at the Herald"; "" where none is known."""
        plurals, article = self._language.writing.plurals, self._language.writing.indefinite
        gender = "female" if set(genders) == {"female"} else "male"
        title = self.title(office.office, gender)
        if plurals is None or office.until:
            return ""
        first, _, rest = title.partition(" ")
        one = rest if article and rest and first in (article.usual, article.vowel) else title
        said = self._names.fact(plurals.of(one), office.office.location)
        if office.of is None:
            return said
        return self._language.phrase(self._joins(said), said, self._names.owner(office.of))

    def _is_its_own(self, office: Office, said: str, body: str) -> bool:
        """Whether a title can be said as that of the organisation named just before."""
        return bool(body) and office.of == body and not office.until and self._language.heads(said)

    def respective(
        self, offices: Sequence[Office | None], genders: Sequence[str | None]
    ) -> Callable[[], tuple[str, str]] | None:
        """What says the different offices of several people in one organisation, and that organisation.

        None where they are not such, or in a language whose "its treasurer" could be nobody else's.
        """
        held = [office for office in offices if office and office.of and not office.until and not office.as_well]
        one_body = len({office.of for office in held}) == 1 and len(set(map(same_office, held))) == len(offices)
        if self._language.writing.phrases.respectively is None or len(offices) < 2 or not one_body:
            return None
        titles = [self.title(office.office, gender) for office, gender in zip(held, genders, strict=True)]
        if not all(map(self._language.heads, titles)):
            return None

        def said() -> tuple[str, str]:
            marked = [self._names.fact(title, one.office.location) for title, one in zip(titles, held, strict=True)]
            return self._language.list(marked), self._names.owner(str(held[0].of))

        return said

    def title(self, office: Text, gender: str | None) -> str:
        """A title of office in running text, in the letter's language.

        The campaign's own words in that language come first, then the language's translation of the English, whose
        words are English too where plain text is in the letter's language.
        """
        known = self._language.title(office.first, gender)
        if known and office.within(self._language.code) in (None, office.first):
            return known
        plain = office.within(self._language.code) is None
        own = self._language.writing.own_title(office.first, gender) if plain else ""
        return own or self._names.translation(office)


def same_office(office: Office | None) -> tuple[str, str, object] | None:
    """What two people must share to hold the same office of the same organisation; None for no office, or several."""
    return (str(office.office.first), str(office.of), office.until) if office and not office.as_well else None
