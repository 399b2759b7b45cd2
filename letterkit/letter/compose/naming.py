"""How a letter names people and organisations: fully at first, shortly afterwards, and never against their will."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby

from letterkit.foundation.origins import Tracer
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language
from letterkit.letter.compose.agreement import people_features, with_its_article
from letterkit.letter.compose.bodies import OrganisationNaming
from letterkit.letter.compose.counting import Counting
from letterkit.letter.compose.noun import Noun
from letterkit.letter.compose.offices import Offices, same_office
from letterkit.letter.following import concerned
from letterkit.letter.letter import Letter
from letterkit.letter.names import MOST_LISTED
from letterkit.schema.campaign import Group, Office, Person, Target
from letterkit.schema.person_names import address_of, family_name, initials_of

_FEW, _MOST_NAMED = 3, 6
"""From how many people on a letter can say "the three", and how many it names in passing."""


class Naming(OrganisationNaming):
    """Remembers, within one letter, who has been named and who has been introduced.

    ``told_of`` are those of whom the last sentence of the paragraph is, and nobody else.
    """

    def __init__(self, letter: Letter, language: Language, tracer: Tracer) -> None:
        super().__init__(letter, language, tracer)
        self.counting = Counting(self)
        self.offices = Offices(self)
        self._latest: frozenset[str] = frozenset()
        self._in_phrase: list[str] = []
        self.told_of: tuple[str, ...] = ()
        self._namesakes: Counter[str] | None = None
        self.named: set[str] = self._groups_known()
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

    def people(self, keys: Sequence[str], manner: str = "auto", known: Callable[[], bool] | None = None) -> Noun:
        """The noun phrase of several people or groups of the campaign.

        ``known`` says whether a pronoun can stand for them; left out, it can once they have been named.
        """
        records = [self.letter.people[key] for key in keys]
        features = people_features([self._of_its_whole(record) for record in records], self.language)

        def named(how: str) -> list[str]:
            if len(how) == 1:  # a character that stands for them
                return [how]
            self._in_phrase.clear()
            said = self._as_a_set(keys, how) or self._named_alike(keys, records, how)
            self._latest = frozenset(map(str, keys))
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

    def _of_its_whole(self, record: Person | Group) -> Person | Group:
        """A group that is a part of one of women, as one of women."""
        whole = self.letter.people.get(str(record.of)) if isinstance(record, Group) and record.of else None
        gender = whole.gender if isinstance(whole, Group) and not record.gender else None
        return record.model_copy(update={"gender": gender}) if gender else record

    def begin_demands(self) -> None:
        """Name one or two for whom something is asked: a demand is quoted alone."""
        self.begin_paragraph(quoted=True)
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
        cut = len(keys) > _MOST_NAMED and set(self.letter.annex).issuperset(keys) and manner != "short"
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

    def _named_alike(self, keys: Sequence[str], records: Sequence[Person | Group], manner: str) -> list[str]:
        """The names of several people; all in full when one of them has no title to be called by."""
        titled = all(isinstance(record, Group) or record.gender for record in records)
        if manner != "auto":
            return [self.person(key, manner, titled=titled) for key in keys]
        if together := self._respectively(keys, titled):
            return together
        said: list[str] = []
        body = ""
        for _, run in groupby(keys, lambda key: same_office(self._office_to_say(key))):
            alike = list(run)
            office = self._office_to_say(alike[0])
            said += self._with_one_office(alike, office, titled, body)
            body = str(office.of) if office and office.of else ""
        return said

    def _with_one_office(self, keys: Sequence[str], office: Office | None, titled: bool, body: str) -> list[str]:
        """People who share an office, told with it once; one alone, or those who hold several, each for themselves."""
        if len(keys) == 1 or not office or office.as_well:
            return [self.person(key, titled=titled, body=body) for key in keys]
        names = [self.person(key, "named" if titled else "full", titled=titled) for key in keys]
        self.introduced.update(keys)
        return [self.offices.shared(office, names, [self.letter.people[key].gender for key in keys])]

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

    def person(self, key: str, manner: str = "auto", *, titled: bool = True, body: str = "") -> str:
        """One person or group, named as fits its place.

        ``auto``: full name and office at first, afterwards title and surname. ``named``: the full name, the office
        being left for the next mention. ``full``: always the full name. ``body`` is the organisation in which the one
        named just before holds an office: "its treasurer".
        """
        record = self.letter.people[key]
        if isinstance(record, Group):
            return self._group(key, record, manner)
        self._in_phrase.append(key)
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
        if not short or not called or self._calls(called) > 1:
            return self.translation(person.name)
        return called

    def _called(self, person: Person) -> str:
        """How somebody is called again: by the title within the name, or by Mr or Ms, and the surname."""
        own = address_of(self.translation(person.name))
        title = own or self.language.style.title_of(person.gender)
        return f"{title} {self.surname(person)}" if title else ""

    def _calls(self, called: str) -> int:
        """How many people of the letter would be called so; two are called by their full names."""
        if self._namesakes is None:
            people = (self.letter.people.get(key) for key in concerned(self.letter.items()))
            named = [one for one in people if isinstance(one, Person) and one.publish == "yes"]
            self._namesakes = Counter(map(self._called, named))
        return self._namesakes[called]

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
        """Somebody whose name is withheld; of two, one is the first and the other the second."""
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
            return self.language.phrase(f"{what}-of-two", agree=("one" if alike[0] == key else "many",))
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

    def owner(self, key: str) -> str:
        """An organisation in which an office is held, or a person whose relative somebody is."""
        if key not in self.letter.people:
            return self.organisation(key)
        return self.person(key, "named")

    def _group(self, key: str, group: Group, manner: str) -> str:
        """A group: as many as there are, to whom they belong; "the 19 activists" when it is spoken of again."""
        noun, again = self.say(group.noun), key in self.named or self._all_named(group)
        beside = self._beside(group, manner)
        self.named.add(key)
        if again:
            groups = [one for one in self.letter.people.values() if isinstance(one, Group)]
            short = noun if manner == "full" else self.counting.short(group, noun, groups)
            told = key in self.introduced
            self._introduce(key, manner)
            if manner == "auto" and not told and not self.counting.is_exact(group):
                # The first fact says how many they are, though the opening has.
                return self._with_members(self.counting.counted(group, short), *beside)
            short_again = self.counting.again(group, short)
            return self._with_members(self._as_somebodys(group, short_again) or short_again, *beside)
        self._introduce(key, manner)
        if part := self._part(group, noun):
            return part
        said = self.counting.counted(group, noun)
        if theirs := self._as_somebodys(group, f"{self._many_article()} {noun}"):
            some = self.counting.counted(group, "").strip()
            return f"{some} {self.language.writing.owner_particle} {theirs}" if some else theirs
        if group.of is not None:
            # Whose relatives they are: by title and surname where the letter has named them.
            said = self.language.phrase(self._belonging(str(noun), group), said, self.owner(str(group.of)))
        return self._with_members(said, *beside)

    def _many_article(self) -> str:
        writing = self.language.writing
        return str(writing.plural_articles[0] if writing.plural_articles else writing.default_article)

    def _as_somebodys(self, group: Group, said: str) -> str:
        """Relatives, said with their article, as those of one who was named just before: "his relatives"; "" else."""
        owner = str(group.of) if group.of else ""
        record = self.letter.people.get(owner)
        if isinstance(record, Person) and (self._in_phrase[-1:] == [owner] or self.told_of == (owner,)):
            return self.language.with_possessive(said, people_features([record], self.language))
        return ""

    def _part(self, group: Group, noun: str) -> str:
        """A group as a part of another: "seven of the 50", "several of them"; "" where it is none."""
        whole = self.letter.people.get(str(group.of)) if group.of else None
        if not isinstance(whole, Group):
            return ""
        alike = str(self.translation(whole.noun)) == str(self.translation(group.noun))
        some = self.counting.counted(group, "" if alike else noun).strip()
        if self.told_of == (str(group.of),):
            agree = people_features([whole], self.language)
            return self.language.phrase("some-of-them" if alike else "some-among-them", some, agree=agree)
        rest = self.counting.again(whole, self.say(whole.noun))
        return self.language.phrase("some-of" if alike else "some-among", some, rest)

    def _introduce(self, key: str, manner: str) -> None:
        """Note that a group has been told of in full."""
        if manner == "auto":
            self.introduced.add(key)

    def _all_named(self, group: Group) -> bool:
        """Whether a letter has named each member of a group."""
        return bool(group.members) and self.named.issuperset(map(str, group.members))

    def _members_to_name(self, group: Group, most: int = _MOST_NAMED) -> list[str]:
        """The members of a group by name, where a fact tells of it and none of them has been named: a few, all of them.

        Those of an annex stand there; a group with somebody whose name is withheld is told as a group.
        """
        people = self.letter.people
        members = [str(key) for key in group.members if key in people]
        untold = len(members) < len(group.members) or not self.named.isdisjoint(members)
        if not 1 < len(members) <= most or untold or set(self.letter.annex).issuperset(members):
            return []
        if any(isinstance(one := people[key], Group) or one.publish == "no" for key in members):
            return []
        return members

    def who_they_are(self, key: str) -> str:
        """A sentence that names the members of a group too many to stand beside it; "" where it does not name them."""
        group = self.letter.people.get(key)
        members = self._members_to_name(group, MOST_LISTED) if isinstance(group, Group) else []
        if len(members) <= _MOST_NAMED:
            return ""
        names = self.language.list([self.person(member, "named") for member in members])
        return self.language.phrase("they-are", names)

    def _beside(self, group: Group, manner: str) -> tuple[str, list[str]]:
        """Who is named beside a group where a fact tells of it: all its members, or some of them with their offices."""
        if manner != "auto":
            return "", []
        some = [str(key) for key in group.among if key in self.letter.people]
        if some and self.named.isdisjoint(some):
            return "auto", some
        return "named", self._members_to_name(group)

    def _with_members(self, said: str, manner: str, members: Sequence[str]) -> str:
        """A group with its members named beside it, or some of them (see `_beside`)."""
        if not members:
            return said
        names = self.language.list([self.person(key, manner) for key in members])
        return self.language.phrase("among-them" if manner == "auto" else "apposition", said, names)

    def _belonging(self, noun: str, group: Group) -> str:
        """How a group belongs to its organisation: people work at an employer, and are members of a union."""
        if not self.language.works_at(noun):
            return "group-of"
        body = self.letter.organisations.get(str(group.of))
        return "group-in-union" if body and self.language.is_union(self.translation(body.name)) else "office-at"


def _body_of(person: Person | Group, letter: Letter) -> Scalar | None:
    """The organisation in which somebody holds an office."""
    offices = person.offices if isinstance(person, Person) else ()
    return next((one.of for one in reversed(offices) if one.of and one.of not in letter.people), None)
