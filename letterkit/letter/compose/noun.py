"""A noun phrase of a clause, and the words that agree with it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence

from jinja2 import UndefinedError

from letterkit.foundation.origins import bare
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.articles import without_possessive
from letterkit.language.grammar import CLITIC, Language

WHOM = "\ue018"
"""Stands around those of whom a statement is while it is made, so that its verb is found; no text holds it."""


_MOST_IN_A_GENITIVE = 4
"""How many words a name has whose end can say that something is theirs: behind more, nobody hears it."""


class Noun:
    """A noun phrase of a clause: renders itself, and gives the words that agree with it.

    ``{{ who }}`` is the phrase in the manner that fits its place in the letter; ``{{ who.full }}`` gives full
    names without offices; ``{{ who.were }}`` is a word of the language's agreement table; ``who.led`` says of
    organisations that the campaign knows officers of each, ``who.unions`` that all of them are unions. ``singly`` gives
    the items that have a particle each, where one of ``items`` holds several: "de l'arrestation et de l'agression".
    """

    def __init__(
        self,
        language: Language,
        features: Sequence[str],
        items: Callable[[str], list[str]],
        manner: str = "auto",
        known: Callable[[], bool] = lambda: False,
        dead: bool = False,
        keys: Sequence[str] = (),
        led: bool = False,
        apart: bool = False,
        unions: bool = False,
        singly: Callable[[str], list[str]] | None = None,
    ) -> None:
        self._language = language
        self._features = tuple(features)
        self._items = items
        self._singly = singly or items
        self._manner = manner
        self._known = known
        self._dead = dead
        self.keys = tuple(keys)
        self.led = led
        self.unions = unions
        self._apart = apart
        self._tense: Mapping[Scalar, Scalar] = {}
        self._around = ""

    def _render(self, manner: str) -> str:
        items = self._items(manner)
        besides = self.organised and self._language.writing.conjunction_besides
        # « le Syndicat des mines et de l'acier ainsi que la FTB »
        return self._language.list_of_lists(items) if besides else self._joined(items)

    def _joined(self, items: Sequence[str]) -> str:
        """Items in a row; phrases of which some hold two things themselves are told apart."""
        return self._language.list_of_lists(items) if self._apart else self._language.list(items)

    def __str__(self) -> str:
        return f"{self._around}{self._render(self._manner)}{self._around}"

    def each(self, particle: str) -> str:
        """The phrase with a particle before each of its members, as French wants it: "de A et de B"."""
        return self._joined([self._language.with_particle(particle, item) for item in self._singly(self._manner)])

    def after(self, word: str) -> str:
        """The phrase behind a word, which stands again before the last: « contre A et B ainsi que contre C »."""
        items, besides = self._items(self._manner), self._language.writing.conjunction_besides
        said, joint = self._joined(items), f" {besides} {items[-1]}" if items else ""
        return f"{word} {said.replace(joint, f' {besides} {word} {items[-1]}') if besides and joint else said}"

    def neither(self, word: str) -> str:
        """The phrase in a sentence that denies something of each: « ni l'arrestation de A ni le licenciement de B »."""
        items = self._items(self._manner)
        return " ".join(f"{word} {item}" for item in items) if len(items) > 1 else self._joined(items)

    def owned(self, thing: str) -> str:
        """Something of theirs, with its article: "the premises of the UPW", or "its premises" where one knows whose.

        One person's, named briefly, is theirs by the end of the name, where a language has that: "Ms Berg's home".
        """
        language = self._language
        own = language.with_possessive(thing, self._features) if self.known else ""
        if own:
            return own
        of = language.writing.owner_particle
        if language.writing.particle_in_lists:
            return f"{thing} {self.each(of)}"
        whole = str(self)
        return (self._genitive(thing, whole) if self.alone else "") or f"{thing} {of} {whole}"

    def _genitive(self, thing: str, whole: str) -> str:
        """Something with its article as that of one who is named briefly; "" where it cannot be said so."""
        plain = next(
            (thing[len(the) + 1 :] for the in self._language.writing.possessives if thing[: len(the) + 1] == f"{the} "),
            "",
        )
        # A single character stands for a name that is yet to be said.
        brief = len(bare(whole)) > 1 and len(bare(whole).split()) <= _MOST_IN_A_GENITIVE and "," not in bare(whole)
        own = self._language.possessive(whole) if plain and brief else whole
        return f"{own} {plain}" if own != whole else ""

    def owning(self, thing: str) -> str:
        """Their thing that the campaign words as theirs, where nobody has been named whose it could be.

        "Her home" is "the home of Ms Berg"; "" for what says not whose it is.
        """
        named = without_possessive(thing, self._language.writing)
        return self.owned(named) if named else ""

    def theirs(self, thing: str) -> str:
        """Their thing where one knows whose: "his car"; one that says whose or of what it is stands as it is."""
        writing = self._language.writing
        particle = str(writing.owner_particle)
        joined = {particle, *(str(both) for first, _, both in writing.contractions if first == particle)}
        says_whose = any(word in joined or word.startswith(f"{particle[:-1]}'") for word in bare(thing).split()[1:])
        own = "" if says_whose else self._language.with_possessive(thing, self._features)
        return own or thing

    def in_perfect(self) -> Noun:
        """The noun with which verbs agree in the perfect tense, where the language tells with another."""
        noun = copy.copy(self)
        noun._tense = self._language.writing.perfect
        return noun

    def in_present(self) -> Noun:
        """The noun with which verbs agree in the present, where what goes on since a day is told in another tense."""
        noun = copy.copy(self)
        noun._tense = self._language.writing.present
        return noun

    def marked(self) -> Noun:
        """The noun with `WHOM` around it where it stands as a whole."""
        noun = copy.copy(self)
        noun._around = WHOM
        return noun

    def and_(self, other: Noun) -> Noun:
        """This noun and another as one: people, and organisations beside them."""
        alike = all({"female", "females"}.intersection(noun.features) for noun in (self, other))

        def items(manner: str) -> list[str]:
            return [*self._items(manner), *other._items(other._manner if manner == self._manner else manner)]

        return Noun(
            self._language,
            ("females" if alike else "males", "many"),
            items,
            self._manner,
            lambda: self.known and other.known,
            keys=(*self.keys, *other.keys),
        )

    @property
    def features(self) -> tuple[str, ...]:
        """What words agree with: gender, number, person or body."""
        return self._features

    @property
    def manner(self) -> str:
        """How those it names are named where the template does not say it."""
        return self._manner

    @property
    def full(self) -> str:
        """Full names, whatever was said before, and no offices."""
        return self._render("full")

    @property
    def short(self) -> str:
        """Short names, whatever was said before."""
        return self._render("short")

    @property
    def known(self) -> bool:
        """Whether all of them have been introduced, so that a pronoun can stand for them."""
        return self._known()

    @property
    def dead(self) -> bool:
        """Whether all of them are dead on the day of the letter: what is asked for them, their families receive."""
        return self._dead

    @property
    def organised(self) -> bool:
        """Whether it is an organisation."""
        return "it" in self._features or "bodies" in self._features

    @property
    def alone(self) -> bool:
        """Whether it is one person."""
        return not self.many and not self.organised

    @property
    def bare(self) -> str:
        """Short names of organisations without their articles."""
        return self._render("bare")

    @property
    def many(self) -> bool:
        """Whether the noun is plural."""
        return "many" in self._features

    def __getattr__(self, word: str) -> str:
        if word.startswith("_"):
            raise AttributeError(word)
        found = self._language.agreement(self._tense.get(Scalar(word), word), self._features)
        if found is None:
            known = ", ".join(sorted(map(str, self._language.writing.agreement)))
            raise UndefinedError(f"no word '{word}' agrees with a noun; these do: {known}")
        found = f"{CLITIC}{found}" if word in self._language.writing.clitics else found
        return found.replace("{name}", self._render("full")) if "{name}" in found else found
