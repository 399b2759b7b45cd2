"""How a letter names people and organisations: fully at first, shortly afterwards, and never against their will."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import groupby

from letterkit.foundation.origins import Origin, OriginKind, Tracer, bare
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language
from letterkit.letter.compose.agreement import NEUTRAL, people_features, with_its_article
from letterkit.letter.compose.bodies import holds
from letterkit.letter.compose.groups import MOST_NAMED, GroupNaming
from letterkit.letter.compose.introductions import Introductions
from letterkit.letter.compose.noun import Noun
from letterkit.letter.compose.offices import Offices, same_office
from letterkit.letter.compose.predicates import STAND_IN
from letterkit.letter.following import concerned
from letterkit.letter.items import Event, FilledClause, FreeText
from letterkit.letter.letter import Letter
from letterkit.letter.wholes import counted_once, persons_first
from letterkit.schema.campaign import Group, Office, Person, Target
from letterkit.schema.fields import Text
from letterkit.schema.person_names import address_of, family_name, initials_of

_FEW = 3
"""From how many people on a letter can say "the three"."""


class Naming(GroupNaming):
    """Remembers, within one letter, who has been named and who has been introduced.

    ``told_of`` are those of whom the last sentence of the paragraph is, and nobody else, ``last_doer`` is who did what
    it last told that somebody did.
    """

    def __init__(self, letter: Letter, language: Language, tracer: Tracer) -> None:
        super().__init__(letter, language, tracer)
        self.offices = Offices(self)
        self.introductions = Introductions(letter, self.offices)
        self._latest: frozenset[str] = frozenset()
        self._namesakes: dict[str, dict[str, Person]] | None = None
        self.named |= self._groups_known()
        self.introduced |= self._officers_known()

    def _asked_for_before(self) -> set[str]:
        """Those whom the reader of this letter knows from the demands of the one it follows."""
        outcome = self.letter.outcome
        demands = [item for group in outcome.unmet for item in group] if outcome else []
        noted = [said for said, _ in (*outcome.shown, *outcome.recorded)] if outcome else []
        return {key for key in concerned((*demands, *noted)) if key in self.letter.people}

    def _groups_known(self) -> set[str]:
        """The groups that the reader of this letter knows."""
        return {key for key in self._asked_for_before() if isinstance(self.letter.people[key], Group)}

    def _officers_known(self) -> set[str]:
        """The people whose offices the reader knows; of a few they are said once more."""
        people = {key for key in self._asked_for_before() if isinstance(self.letter.people[key], Person)}
        return people if len(people) >= _FEW else set()

    def people(
        self,
        keys: Sequence[str],
        manner: str = "auto",
        known: Callable[[], bool] | None = None,
        *,
        befell: bool = True,
    ) -> Noun:
        """The noun phrase of several people or groups of the campaign.

        ``known`` says whether a pronoun can stand for them; left out, it can once they have been named. Who belongs to
        a group among them is not said besides. ``befell`` says whether what befell a group may tell it from another of
        the same noun ("the workers killed in the fire"): an act in a phrase says itself what befell whom.
        """
        given, keys = keys, persons_first(counted_once(keys, self.letter.people), self.letter.people)
        records = [self.letter.people[key] for key in keys]
        features = people_features([self._of_its_whole(record) for record in records], self.language)
        features = (NEUTRAL, *features) if manner == STAND_IN else features

        def named(how: str) -> list[str]:
            if len(how) == 1:  # a character that stands for them
                return [how]
            self.in_phrase.clear()
            self.says_people = True
            self._given, self._in_a_row = tuple(map(str, given)), keys
            self.offices.note_body(self.offices.body_in_opening, how)
            said = self._as_a_set(keys, how) or self._named_alike(keys, records, how, befell)
            # What follows an opening begins with the names.
            self._latest = frozenset() if how == "opening" else frozenset(map(str, keys))
            return said

        return Noun(
            self.language,
            features,
            named,
            manner,
            known or (lambda: self.named.issuperset(keys)),
            bool(records) and all("dead" in self.letter.statuses(key) for key in keys),
            keys,
        )

    def has_more(self, keys: Sequence[str]) -> bool:
        """Whether the first fact about people says more of them than an opening: what they are, who is among them."""
        people = {key: one for key in keys if (one := self.letter.people.get(key)) and key not in self.introduced}
        groups = [one for one in people.values() if isinstance(one, Group)]
        return any(map(self._office_to_say, people)) or any(one.among or self._members_to_name(one) for one in groups)

    def has_office_to_say(self, key: str) -> bool:
        """Whether somebody is still to be introduced with an office."""
        return self._office_to_say(key) is not None

    def named_with_offices(self, keys: Sequence[str]) -> list[str]:
        """People by name, each with what they are, those who are the same together."""
        return self._named_alike(keys, [self.letter.people[key] for key in keys], "auto", True)

    def named_among(self, keys: Sequence[str], manner: str, group: str) -> list[str]:
        """People beside the group to which they belong, with offices that it does not say of them.

        "25 teachers, among them Ms Lomi" says that she is one.
        """
        plurals = self.language.writing.plurals
        for key in keys:
            office = self._office_to_say(key)
            title = self.offices.title(office.office, "male") if office else ""
            if title and plurals and f" {plurals.of(title)}" in f" {bare(group)}":
                self.introduced.add(key)
        return self._named_alike(keys, [self.letter.people[key] for key in keys], manner, True)

    def note_names(self, text: str) -> None:
        """Note whom and what a text of the campaign's own names: what it introduces, the letter need not.

        Somebody with an office is introduced where the text says it, too.
        """
        for key, one in self.letter.people.items():
            if not isinstance(one, Person) or one.publish != "yes":
                continue
            name = self.translation(one.name)
            if name in text and holds(text, name):
                self.named.add(str(key))
                office = self.offices.newest(one)
                if office is None or holds(text, self.offices.title(office.office, one.gender)):
                    self.introduced.add(str(key))
        self.note_organisations(text)

    def manner_at_first(self, events: Sequence[Event], every: Sequence[Event]) -> str:
        """How an opening names those of some events: with what they are, where it names few people (see `person`).

        Where those of ``every`` event it tells of are many, it leaves what they are to the facts that tell of them.
        """
        keys, all_keys = ([event.who for event in some] for some in (events, every))
        return "opening" if self.introductions.with_offices(keys, all_keys) else "named"

    def who_they_are_apart(self) -> str:
        """A sentence that says what those are whom the opening has only named (see `Introductions.apart`); "" else."""
        keys = self.introductions.apart
        if not self.named.issuperset(keys) or self.introduced.intersection(keys):
            return ""
        titled = all(self.letter.people[key].gender for key in keys)
        self.introduced.update(keys)
        clauses: list[str] = []
        for key in keys:
            person = self.letter.people[key]
            name = self.person(key, titled=titled)
            office = (self.held_office(person) if isinstance(person, Person) else None) or ""
            clauses.append(f"{name} {office}" if clauses else self.language.phrase("is-in-office", name, office))
        told = f"{self.language.series(clauses)}." if clauses else ""
        return told and self.tracer.wrap(told, Origin(OriginKind.LANGUAGE, "is-in-office"))

    def _of_its_whole(self, record: Person | Group) -> Person | Group:
        """A group that is a part of one of women, as one of women."""
        whole = self.letter.people.get(str(record.of)) if isinstance(record, Group) and record.of else None
        gender = whole.gender if isinstance(whole, Group) and not record.gender else None
        return record.model_copy(update={"gender": gender}) if gender else record

    @cached_property
    def own_words(self) -> tuple[str, ...]:
        """The letter's texts that are the campaign's own: whole ones, and those given to its clauses."""
        items = list(self.letter.items())
        texts = [item.text for item in items if isinstance(item, FreeText)]
        given = (value for item in items if isinstance(item, FilledClause) for value in item.arguments.values())
        texts += [value for value in given if isinstance(value, Text)]
        return tuple(str(text.within(self.language.code) or text.first) for text in texts)

    def begin_demands(self) -> None:
        """Name one or two for whom something is asked: a demand is quoted alone."""
        self.begin_paragraph(quoted=True)
        self.is_asking = True
        if len(self._latest) < _FEW:
            self._latest = frozenset()

    def _as_a_set(self, keys: Sequence[str], manner: str) -> list[str]:
        """Several people whom the letter has introduced and has just spoken of, by their number: "the three".

        Many who all stand in the annex are cut to the first: "A, B, C and 12 others, listed in the annex".
        """
        of_what = self._of_what(keys)
        if of_what is None:
            return []
        number = self.language.number(len(keys))
        cut = len(keys) > MOST_NAMED and set(self.letter.annex).issuperset(keys) and manner != "short"
        known = self.named if cut else self.introduced
        if manner in ("auto", "full" if cut else "auto") and known.issuperset(keys) and self._latest == set(keys):
            return [self.fact(self.language.phrase("those", number, agree=(of_what,)), None, name="people")]
        if not cut:
            return []
        # Their offices stand in the annex, too.
        first = [self.person(key, "named") for key in keys[:_FEW]]
        self.named.update(keys)
        others = self.language.phrase("others-in-annex", self.language.number(len(keys) - _FEW))
        return [*first, self.fact(others, None, name="annex")]

    def _of_what(self, keys: Sequence[str]) -> str | None:
        """What "the three" are, for agreement: men, women, or both; None where they are to be named all the same.

        Two are to be "the two men": "the two" alone needs to say two of what.
        """
        people = [self.letter.people[key] for key in keys]
        genders = {one.gender for one in people}
        alike = next(iter(genders)) if len(genders) == 1 else None
        few = len(keys) < _FEW and not (len(keys) == 2 and alike)
        if few or any(isinstance(one, Group) or one.publish == "no" for one in people):
            return None
        return alike or "many"

    def _named_alike(
        self, keys: Sequence[str], records: Sequence[Person | Group], manner: str, befell: bool
    ) -> list[str]:
        """The names of several people; all in full when one of them has no title to be called by."""
        titled = all(isinstance(record, Group) or record.gender for record in records)
        if manner not in ("auto", "opening"):
            return [self.person(key, manner, titled=titled, befell=befell) for key in keys]
        if together := self._respectively(keys, titled):
            return together
        said: list[str] = []
        # "The arrest of A, president of the FAW, and the attack on B, its treasurer", where "its" can be nobody else's.
        body = self.offices.body_in_opening
        for _, run in groupby(keys, lambda key: same_office(self._office_to_say(key))):
            alike = list(run)
            office = self._office_to_say(alike[0])
            if office and not office.as_well and len(alike) > 1:
                said.append(self._with_one_office(alike, office, titled))
            else:
                said += [self.person(key, manner, titled=titled, body=body, befell=befell) for key in alike]
            body = str(office.of) if office and office.of else ""
        self.offices.note_body(body, manner)
        return said

    def _with_one_office(self, keys: Sequence[str], office: Office, titled: bool) -> str:
        """People who share an office, told with it once, of men and women as of men: « tous deux infirmiers »."""
        names = [self.person(key, "named" if titled else "full", titled=titled) for key in keys]
        men = (self._office_to_say(key) for key in keys if self.letter.people[key].gender != "female")
        office = next(filter(None, men), office)
        self.introduced.update(keys)
        return self.offices.shared(office, names, [self.letter.people[key].gender for key in keys])

    def _respectively(self, keys: Sequence[str], titled: bool) -> list[str]:
        """People who each hold an office of one organisation, told together; none where they do not (see `Offices`)."""
        genders = [getattr(self.letter.people[key], "gender", None) for key in keys]
        titles = self.offices.respective([self._office_to_say(key) for key in keys], genders)
        if not titles:
            return []
        names = [self.person(key, "named" if titled else "full", titled=titled) for key in keys]
        self.introduced.update(keys)
        # A particle goes before each of two: "de A et de B, respectivement ...".
        first, last = (names[:1], names[1]) if len(names) == 2 else ([], self.language.list(names))
        return [*first, self.language.phrase("respectively", last, *titles())]

    def _office_to_say(self, key: str) -> Office | None:
        """The office with which somebody is introduced; None for those whose office is not said."""
        record = self.letter.people[key]
        if isinstance(record, Group) or record.publish != "yes" or key in self.introduced:
            return None
        return self.offices.newest(record)

    def person(
        self, key: str, manner: str = "auto", *, titled: bool = True, body: str = "", befell: bool = True
    ) -> str:
        """One person or group, named as fits its place.

        ``auto``: full name and office at first, afterwards title and surname. ``named``: the full name, the office
        being left for the next mention. ``opening``: people as ``auto``, groups as ``named``. ``full``: always the full
        name. ``body`` is the organisation in which the one
        named just before holds an office: "its treasurer"; ``befell`` is as in `people`.
        """
        record = self.letter.people[key]
        if isinstance(record, Group):
            return self._group(key, record, manner, befell)
        manner = "auto" if manner == "opening" else manner
        self.in_phrase.append(key)
        seen, introduced = key in self.named, key in self.introduced
        # Initials with an office would say who it is.
        hidden = introduced or manner != "auto" or record.publish != "yes"
        office = None if hidden else self.held_office(record, body)
        if manner in ("auto", "named"):
            self.named.add(key)
        if manner == "auto":
            self.introduced.add(key)
        if record.publish == "no":
            return self._withheld(key, record, seen and manner in ("auto", "named", "full"), manner)
        short = seen and manner in ("auto", "named") and titled
        said = with_its_article(self._name(record, short), record.gender, self.language)
        name = self.fact(said, record.name.location, name=f"people.{key}")
        if office is None:
            return name
        return self.language.phrase("apposition", name, office)

    def _name(self, person: Person, short: bool) -> str:
        if person.publish == "initials":
            return str(person.initials or initials_of(self.translation(person.name)))
        called = self._called(person)
        if not short or not called or not self._is_alone_called(person, called):
            return self.translation(person.name)
        return called

    def _called(self, person: Person) -> str:
        """How somebody is called again: by the title within the name, or by Mr or Ms, and the surname."""
        own = address_of(self.translation(person.name))
        title = own or self.language.style.title_of(person.gender)
        return f"{title} {self.surname(person)}" if title else ""

    def _is_alone_called(self, person: Person, called: str) -> bool:
        """Whether only one of the letter is called so: of two, both have their full names.

        Beside relatives of theirs, who keep their full names, somebody is "Mr Mansuri" all the same.
        """
        if self._namesakes is None:
            people = ((key, self.letter.people.get(key)) for key in concerned(self.letter.items()))
            named = [(key, one) for key, one in people if isinstance(one, Person) and one.publish == "yes"]
            self._namesakes = {name: {} for name in map(self._called, (one for _, one in named))}
            for key, one in named:
                self._namesakes[self._called(one)][key] = one
        alike = self._namesakes.get(called, {})
        own = next((key for key, one in alike.items() if one is person), "")
        others = [one for one in alike.values() if one is not person]
        return all(any(office.of == own for office in one.offices) for one in others)

    def is_withheld(self, key: str) -> bool:
        """Whether someone is a person who has not agreed to be named at all."""
        record = self.letter.people.get(key)
        return isinstance(record, Person) and record.publish == "no"

    def surname(self, person: Person | Target) -> str:
        """The surname, or the last word of the name when none is given."""
        if person.surname:
            return self.translation(person.surname)
        return family_name(self.translation(person.name)) if person.name else ""

    def _withheld(self, key: str, person: Person, seen: bool, manner: str) -> str:
        """Somebody whose name is withheld; of several, one is the first, another the second."""
        body = _body_of(person, self.letter)
        alike = [
            other
            for other in self._withheld_in_order()
            if bool(_body_of(self._named(other), self.letter)) is bool(body)
        ]
        if seen:
            what = "unnamed-officer" if body else "unnamed"
            if len(alike) < _FEW - 1:
                return self.language.phrase(f"{what}-{'quoted' if manner == 'full' else 'again'}")
            place = alike.index(key)
            if place and len(alike) >= _FEW:
                return self.language.phrase(f"{what}-in-order", self.language.ordinal(place + 1))
            return self.language.phrase(f"{what}-of-two", agree=("many" if place else "one",))
        before = (other for other in alike if other in self.named and other != key)
        another = any(_body_of(self._named(other), self.letter) == body for other in before)
        return self._unnamed(person, body, "another-" if another else "", manner)

    def _unnamed(self, person: Person, body: Scalar | None, another: str, manner: str) -> str:
        """Somebody whose name is withheld at first: by the organisation, or by whose relative it is."""
        if body:
            phrase = "unnamed-with-office" if manner == "auto" else "unnamed-in-list"
            return self.language.phrase(f"{another}{phrase}", self.organisation(body))
        if not another and (relative := self._relative_of(person)):
            return self.language.phrase("unnamed-relative", self.owner(relative))
        return self.language.phrase(f"{another}unnamed")

    def _relative_of(self, person: Person) -> str:
        """Whose relative somebody is whose name is withheld; "" for nobody's, or where that name is withheld too."""
        of = (str(one.of) for one in person.offices if one.of in self.letter.people)
        return next((key for key in of if not self.is_withheld(key)), "")

    def _withheld_in_order(self) -> list[str]:
        """Those whose names are withheld, in the order in which the letter speaks of them."""
        spoken_of = dict.fromkeys(key for item in self.letter.items() for key in sorted(concerned((item,))))
        return [key for key in spoken_of if self.is_withheld(key)]

    def _named(self, key: str) -> Person | Group:
        return self.letter.people[key]

    def held_office(self, person: Person, body: str = "") -> str | None:
        """The newest office the person held by the letter's date (see `Offices.held`)."""
        return self.offices.held(person, body)


def _body_of(person: Person | Group, letter: Letter) -> Scalar | None:
    """The organisation in which somebody holds an office."""
    offices = person.offices if isinstance(person, Person) else ()
    return next((one.of for one in reversed(offices) if one.of and one.of not in letter.people), None)
