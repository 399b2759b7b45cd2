"""How a letter says facts of its campaign, and names organisations: fully at first, shortly afterwards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from letterkit.foundation.origins import Origin, OriginKind, Tracer, one_line
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.articles import unelided
from letterkit.language.grammar import Language
from letterkit.letter.compose.agreement import article_of, known_article, organisation_features, short_article_of
from letterkit.letter.compose.descriptions import Descriptions
from letterkit.letter.compose.noun import Noun
from letterkit.letter.compose.spoken_to import addressed
from letterkit.letter.compose.ties import Ties
from letterkit.letter.letter import Letter
from letterkit.schema.campaign import Group, Person
from letterkit.schema.fields import Text
from letterkit.schema.organisation import Organisation
from letterkit.schema.wording import before_its_name

_TURNS, _OFTEN = 3, 2
"""The first of so many mentions of an organisation in a paragraph has its name, and in a letter so many again."""


class OrganisationNaming:
    """Remembers, within one letter, which organisations (and people) its reader has been introduced to."""

    def __init__(self, letter: Letter, language: Language, tracer: Tracer) -> None:
        self.letter = letter
        self.language = language
        self.tracer = tracer
        self.problems: list[Problem] = []
        self._addressed = addressed(letter)
        self._noted: set[str] = set()
        self._said_here: Counter[str] = Counter()
        self._named_so_far: Counter[str] = Counter()
        self._quoted = False
        self.ties = Ties(letter, language)
        self.descriptions: Descriptions
        self.told_of: tuple[str, ...] = ()
        self.last_doer = ""
        self.presented: dict[str, Callable[[], str]] = {}
        self.introduced: set[str] = {house.key for house in letter.senders if house.familiar}

    # Facts

    def fact(
        self,
        text: str,
        location: Location | None,
        sources: Sequence[str] = (),
        kind: OriginKind = OriginKind.FACT,
        name: str = "",
    ) -> str:
        """Text of the campaign or of the project's data, marked with its origin, on one line."""
        return self.tracer.wrap(one_line(text), Origin(kind, name, location, tuple(sources)))

    def say(self, text: Text, sources: Sequence[str] = (), kind: OriginKind = OriginKind.FACT) -> str:
        """A phrase of the campaign in the letter's language, marked; a missing language is a problem."""
        found = self.translation(text)
        self.note_organisations(found)
        return self.fact(found, found.location or text.location, sources, kind)

    def note_organisations(self, text: str) -> None:
        """Note the organisations that a text introduces: those of which it says the name and the short one."""
        if text in self._noted:
            return
        self._noted.add(text)
        for key, name, short in self._names_of_bodies:
            if name in text and short in text and holds(text, name) and (not short or holds(text, short)):
                self.introduced.add(key)

    @cached_property
    def _names_of_bodies(self) -> tuple[tuple[str, str, str], ...]:
        """Each organisation with its name, and the short one or "", in the letter's language."""

        def said(name: Text | None) -> str:
            return (name.within(self.language.code) or name.first) if name else ""

        return tuple((str(key), said(one.name), said(one.short)) for key, one in self.letter.organisations.items())

    def translation(self, text: Text) -> Scalar:
        """A phrase in the letter's language, unmarked; a missing language is a problem."""
        found = text.within(self.language.code)
        if found is not None:
            return found
        code = self.language.code
        hint = f"write '{{{code}: ...}}', beside its text in other languages where letters are in them, too"
        self.problems.append(
            Problem("LK207", f"'{text.first}' has no text in '{code}'", text.first.location or text.location, hint)
        )
        return text.first

    # Organisations

    def organisations(self, keys: Sequence[str], manner: str = "auto", known: Callable[[], bool] | None = None) -> Noun:
        """The noun phrase of several organisations (see `people`)."""
        records = [self.record(key) for key in keys]
        features = organisation_features(records, self.language)
        return Noun(
            self.language,
            features,
            lambda how: [how] if len(how) == 1 else [self.organisation(key, how) for key in keys],
            manner,
            known or (lambda: self.introduced.issuperset(keys)),
            keys=keys,
            led=all(map(self._is_led, keys)),
            unions=all(self.language.is_union(str(self.translation(record.name))) for record in records),
        )

    def _is_led(self, key: str) -> bool:
        """Whether somebody of the campaign holds an office of an organisation, and does not only work there."""
        return key in self._led

    @cached_property
    def _led(self) -> frozenset[str]:
        people = [person for person in self.letter.people.values() if isinstance(person, Person)]
        offices = [office for person in people for office in person.offices if office.of]
        code = self.language.code
        return frozenset(
            str(one.of)
            for one in offices
            if not self.language.works_at(str(one.office.within(code) or one.office.first))
        )

    def record(self, key: str) -> Organisation:
        """An organisation by key."""
        return self.letter.organisations[key]

    def organisation(self, key: str, manner: str = "auto", *, article: bool = True) -> str:
        """An organisation with its article: the full name and the short one at first, then the short one."""
        record = self.record(key)
        if key == self._addressed:
            yours = self.language.phrase("your-company")
            return self.tracer.wrap(yours, Origin(OriginKind.LANGUAGE, "your-company"))
        if manner == "bare":
            return self.short_name(key)
        name, again = self.translation(record.name), key in self.introduced
        if manner != "full":
            self.introduced.add(key)
        shown = self._name_of(record, again, manner)
        self._note_here(key, record, manner, again=again)
        own = self._article_before(record, shown, again=again or manner == "short")
        if manner == "auto" and again and (kind := self._said_again(key, record)):
            shown, own = kind, self.article(record).rstrip()
        if self._begins_with_article(record.name) and shown.startswith(str(name)):
            shown = shown[0].lower() + shown[1:]
        said = self.language.with_article(own, shown) if own and article else shown
        if manner != "auto" or not article:
            return self._introducing(said, shown, key, first=False)
        # A form of a sentence that was only tried may have named it: which mention is the first, the text tells.
        first = not again or self.ties.has(key)
        return self.descriptions.marked(key, self._introducing(said, shown, key, first=first))

    def _article_before(self, record: Organisation, shown: str, *, again: bool) -> str:
        """The article before a name as it is ``shown``; several that are named ``again`` are "the three unions"."""
        return self.article(record, shown if again or not record.several else "").rstrip()

    def _introducing(self, said: str, name: str, key: str, *, first: bool) -> str:
        """A mention that ends in an organisation's name; the ``first`` says what it is to those who write or read."""
        record, called = self.record(key), f"organisations.{key}"
        if first and self.ties.has(key):
            article = said[: len(said) - len(name)]
            return self.ties.marked(key, article, self.fact(name, record.name.location, name=called))
        return self.fact(self._as_ours(said, key, record) if first else said, record.name.location, name=called)

    def settled(self, text: str) -> str:
        """A text as it stands in the letter: the first mentions in it say what organisations are (see `Ties`)."""
        return self.descriptions.settled(self.ties.told(text))

    def tied(self, text: Scalar) -> str:
        """The key of the subsidiary or supplier of the company written to that a text is the name of; "" for none."""
        for key, record in self.letter.organisations.items():
            name = self.translation(record.name) if self.ties.has(str(key)) else ""
            if name and text in (name, f"{self.article(record)}{name}"):
                return str(key)
        return ""

    def as_theirs(self, key: str, location: Location | None, sources: Sequence[str]) -> str:
        """A subsidiary or supplier of the company written to, as who did something, marked."""
        record = self.record(key)
        article, name = self.article(record), self.translation(record.name)
        return self.ties.marked(key, article, self.fact(name, location, sources))

    def _belonging(self, noun: str, group: Group) -> str:
        """How a group belongs to its organisation: people work at an employer, and are members of a union."""
        if not self.language.works_at(noun):
            return "group-of"
        body = self.letter.organisations.get(str(group.of))
        return "group-in-union" if body and self.language.is_union(self.translation(body.name)) else "office-at"

    def writes_alone(self, key: str) -> bool:
        """Whether an organisation writes the letter, and no other with it."""
        return [str(house.key) for house in self.letter.senders] == [key] and not self.letter.plan.with_

    def _as_ours(self, said: str, key: str, record: Organisation) -> str:
        """An organisation as "our affiliate", where it belongs to all who write a letter and is none of them."""
        senders = {str(house.key) for house in self.letter.senders}
        ours = not self.letter.plan.with_ and key not in senders and senders.issubset(map(str, record.affiliated_to))
        return self.language.phrase("our-affiliate", said) if ours else said

    def _name_of(self, record: Organisation, again: bool, manner: str) -> str:
        """The name of an organisation: in full, with the short one beside it at first, or that alone."""
        name = self.translation(record.name)
        if record.short is None or manner == "full":
            return str(name)
        short = self.translation(record.short)
        if record.several:
            return str(short) if again or manner == "short" else str(name)
        if not again and manner != "short" and name.split()[: len(short.split())] == short.split():
            return str(name)  # "Ajax" after "Ajax Ltd" is understood.
        return str(short) if again or manner == "short" else self.language.phrase("also-introduced", name, short)

    def begin_paragraph(self, *, quoted: bool = False) -> None:
        """Begin to count how often a paragraph names an organisation; what is ``quoted`` names it each time."""
        self._said_here.clear()
        self._quoted = quoted

    def _note_here(self, key: str, record: Organisation, manner: str, *, again: bool) -> None:
        """Note a first mention: a long name without a short one is not said twice in a paragraph."""
        self._said_here[key] += manner == "auto" and not (again or record.short)

    def _said_again(self, key: str, record: Organisation) -> str:
        """What an organisation is where its paragraph has named it: "confederation"; "" where its name stands.

        It does so for two of three mentions, and for all of them once the letter has named it often; never where
        something else that the letter named is the same.
        """
        times, often = self._said_here[key], self._named_so_far[key] >= _OFTEN
        self._said_here[key] += 1
        kind = "" if self._quoted or not (times % _TURNS or often) else self._kind_of(record)
        senders = {house.key for house in self.letter.senders}
        named, known = self._kinds(self.introduced - senders - {key}), self._kinds((self.introduced | senders) - {key})
        # A federation is a union, too.
        general = bool(named) and kind == str(self.language.writing.kinds_of_organisations[0])
        concerned = bool(record.acts) or key in self._of_somebody
        if kind and kind not in known and not general and concerned and self.article(record):
            return kind
        self._named_so_far[key] += not self._quoted
        return ""

    @cached_property
    def _of_somebody(self) -> frozenset[str]:
        """The organisations of which, or at which, people of the letter are."""
        people = self.letter.people.values()
        bodies = (each.of for one in people for each in (one.offices if isinstance(one, Person) else (one,)))
        return frozenset(str(of) for of in bodies if of)

    def _kinds(self, keys: Iterable[str]) -> set[str]:
        """What some organisations are, but for those of which no word says it."""
        return {self._kind_of(self.record(key)) for key in keys if key in self.letter.organisations} - {""}

    def _kind_of(self, record: Organisation) -> str:
        """The word of an organisation's name that says what it is, in small letters; "" for none that is known."""
        plurals = self.language.writing.plurals
        name = str(record.name.within(self.language.code) or record.name.first)
        words = (plurals.head(name) if plurals else name).casefold().split() or [""]
        kinds = set(map(str, self.language.writing.kinds_of_organisations))
        return next((word for word in (words[0], words[-1]) if word in kinds), "")

    def article(self, record: Organisation, shown: str = "") -> str:
        """The article that goes before an organisation's name, as it is ``shown``, with its space; "" for none."""
        short = record.short and shown == str(self.translation(record.short))
        word = (short_article_of if short else article_of)(record, self.language)
        if self._begins_with_article(record.name) and not (short and record.short_article):
            return ""
        word = unelided(word, shown, record.gender or "female", self.language.writing) if short else word
        return "" if word == "none" else before_its_name(word)

    def named_body(self, name: Text) -> str:
        """An organisation of which the campaign has the name alone, with its article where the name shows one."""
        said = str(self.translation(name))
        word = "" if self._begins_with_article(name) else known_article(said, self.language.writing)
        articled = said if word in ("", "none") else self.language.with_article(word, said)
        return self.fact(articled, name.first.location or name.location)

    def _begins_with_article(self, name: Text) -> bool:
        """Whether a name was written with its article ("The Union of Dockers")."""
        writing = self.language.writing
        articles = {*map(str, (*writing.article_genders, *writing.plural_articles, writing.default_article))}
        elided = tuple(str(key) for key in writing.possessives if key.endswith("'"))
        word = str(name.within(self.language.code) or name.first).split()[0].lower().replace("’", "'")
        return word in articles or (bool(elided) and word.startswith(elided))

    def short_name(self, key: str) -> str:
        """An organisation's short name without article."""
        record = self.record(key)
        return self.translation(record.short or record.name)


def holds(text: str, name: str) -> bool:
    """Whether a text has a name in it, as words of their own."""
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
