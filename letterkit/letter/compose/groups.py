"""How a letter names groups: by their number at first, then by what tells them from others, with members named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from letterkit.foundation.origins import Tracer, bare
from letterkit.language.grammar import Language
from letterkit.letter.compose.agreement import many_article, people_features
from letterkit.letter.compose.bodies import OrganisationNaming
from letterkit.letter.compose.counting import Counting
from letterkit.letter.compose.descriptions import Descriptions
from letterkit.letter.compose.further_groups import are_further, has_a_double, is_like_its_whole, next_of_a_row
from letterkit.letter.letter import Letter
from letterkit.letter.names import MOST_LISTED
from letterkit.letter.wholes import wholes_of
from letterkit.schema.campaign import Group, Person

MOST_NAMED = 6
"""How many people a letter names in passing."""
_LONG = 2
"""From how many words on a noun of a group gives way to its number in the same paragraph."""
MOST_WITH_OFFICES = 3
"""Of how many members of a group their offices are said beside it; those of more stand in a sentence of their own."""


class NamedBeside(NamedTuple):
    """Who is named beside a group: the phrase that joins them to it, and how they are named."""

    phrase: str
    manner: str
    keys: Sequence[str]


class GroupNaming(OrganisationNaming):
    """Remembers which people and groups a letter has named.

    ``told_of`` are those of whom the last sentence of the paragraph is, and nobody else. ``told_as`` says what befell
    somebody, as it follows a noun ("workers killed in the fire"), and ``stands_as`` how they are now ("workers in
    detention"); "" for nothing.
    """

    def __init__(self, letter: Letter, language: Language, tracer: Tracer) -> None:
        super().__init__(letter, language, tracer)
        self.counting = Counting(self)
        self.descriptions = Descriptions(self, self.counting.some)
        self.named: set[str] = set()
        self.told_of: tuple[str, ...] = ()
        self.told_as: Callable[[str], str] = lambda _: ""
        self.stands_as: Callable[[str], str] = lambda _: ""
        self.is_asking = self.says_people = False
        self.in_phrase: list[str] = []
        self._told_apart: set[str] = set()
        self._given: Sequence[str] = ()
        self._in_a_row: Sequence[str] = ()
        self._named_beside: set[tuple[str, str]] = set()
        self._asked_beside: set[tuple[str, str]] = set()
        self.has_told = False
        self._counted: dict[str, str] = {}
        self._further, self._told_here = set[str](), set[str]()

    def begin_paragraph(self, *, quoted: bool = False) -> None:
        """Begin a paragraph, which names each group by its noun first."""
        super().begin_paragraph(quoted=quoted)
        self._told_here.clear()

    def begin_clause(self) -> None:
        """Begin a sentence or demand: "those who" within one are some of the workers whom it has named."""
        self._told_apart.clear()
        self._counted.clear()

    def person(
        self, key: str, manner: str = "auto", *, titled: bool = True, body: str = "", befell: bool = True
    ) -> str:
        """One person or group, named as fits its place."""
        raise NotImplementedError

    def owner(self, key: str) -> str:
        """An organisation in which an office is held, or a person whose relative somebody is."""
        if key not in self.letter.people:
            return self.organisation(key)
        return self.person(key, "named")

    def _group(self, key: str, group: Group, manner: str, befell: bool) -> str:
        """A group: as many as there are, to whom they belong; "the 19 activists" when it is spoken of again.

        ``befell`` says whether what befell it may tell it from another of the same noun.
        """
        again = key in self.named or self._all_named(group)
        if not again and are_further(key, self.letter, self.named):
            self._further.add(key)
        beside = self._beside(key, group, manner)
        self.named.add(key)
        told = key in self.introduced
        if manner == "auto":
            self.introduced.add(key)
        if not again:
            return self._group_at_first(group, beside)
        return self._group_again(key, group, manner, beside, told=told, befell=befell)

    def _group_again(
        self, key: str, group: Group, manner: str, beside: NamedBeside, *, told: bool, befell: bool
    ) -> str:
        """A group that the letter has named; ``told`` says whether a fact has told of it."""
        noun = self._noun_of(key, group)
        short = self._short(key, group, noun, manner)
        doubled = has_a_double(key, group, self.letter, self.counting.is_exact, self._further, self.named)
        if doubled and manner == "auto" and not told:
            # Only their number tells them from the others until a fact has said what befell them.
            return self._with_members(
                self._part(group, noun, alike=True) or self._counted_again(key, group, short), beside
            )
        how = self._told_from_others(key, group, doubled, befell)
        # What is asked for "a few of the teachers" is asked for those in detention.
        vague = not (self.counting.is_exact(group) or (how and self.is_asking))
        if vague and (part := self._part(group, noun, alike=True, quoted=manner == "full")):
            return self._with_members(part, beside)
        if manner == "auto" and not (told or how):
            return self._told_first(key, group, short, beside)
        return self._told_again(group, short, how, manner, beside)

    def _told_from_others(self, key: str, group: Group, doubled: bool, befell: bool) -> str:
        """What tells a group from another of the same noun: what ``befell`` it, or how it is now; "" for nothing."""
        if doubled:
            return ((self.stands_as(key) if self.is_asking else "") or self.told_as(key)) if befell else ""
        return self.stands_as(key) if is_like_its_whole(group, self.letter) else ""

    def _counted_again(self, key: str, group: Group, noun: str) -> str:
        """A group by how many it is, as it was at first."""
        return self._others_of_its_noun(key, group) or self.counting.counted(group, noun)

    def _others_of_its_noun(self, key: str, group: Group) -> str:
        """A group by its number behind another of the same noun: "dozens of others"; "" where none was just named.

        One that is a part of the other, or that the other is a part of, is not others.
        """
        people = self.letter.people
        noun = str(self.translation(group.noun))
        last = self._counted.get(noun) or (self.told_of[0] if len(self.told_of) == 1 else "")
        other = people.get(last)
        alike = isinstance(other, Group) and other.of == group.of and str(self.translation(other.noun)) == noun
        related = {key, *wholes_of(key, people)}.intersection({last, *wholes_of(last, people)} if alike else {key})
        if not alike or related or group.count is None:
            return ""
        return self.counting.counted(group, self.language.phrase("others"))

    def _told_first(self, key: str, group: Group, noun: str, beside: NamedBeside) -> str:
        """A group of which only the opening has told: "these workers" where nobody knows how many of them there are.

        Behind facts about others, "these" could be those: it is told as at first.
        """
        these = "" if key in self._further else self.counting.these(group, noun)
        if these and self.has_told:
            return self._with_members(self._counted_again(key, group, noun), beside)
        if not these:
            return self._told_again(group, noun, "", "auto", beside)
        return self._with_members(self._as_somebodys(group, noun) or these, beside)

    def _told_again(self, group: Group, noun: str, befell: str, manner: str, beside: NamedBeside) -> str:
        """A group by its noun, with what ``befell`` it where another has the same noun."""
        if befell and bare(noun) in self._told_apart:
            return self.language.phrase("those-of-them", befell, agree=people_features([group], self.language))
        self._told_apart |= {bare(noun)} if befell else set()
        if number := self._number_alone(group, noun, befell, manner):
            return self._with_members(number, beside)
        self._counted[str(self.translation(group.noun))] = self._key_of(group)
        said = self.counting.again(group, f"{noun} {befell}" if befell else noun)
        theirs = self._as_somebodys(group, said)
        if not theirs and self._is_to_say_whose(group, manner):
            return self.language.phrase("group-of", said, self.owner(str(group.of)))
        return self._with_members(theirs or said, beside)

    def _number_alone(self, group: Group, noun: str, befell: str, manner: str) -> str:
        """A group of a long noun by its number where its paragraph has said the noun: "the eight"; "" for others."""
        key = self._key_of(group)
        known = key in self._told_here and manner == "auto" and not (befell or self.is_asking)
        self._told_here.add(key)
        long = len(bare(noun).split()) >= _LONG
        return self.counting.alone(group, self.letter.people.values()) if known and long else ""

    def _is_to_say_whose(self, group: Group, manner: str) -> bool:
        """Whether relatives are named with the one whose they are: in a list item, and where nothing near tells it."""
        if not isinstance(self.letter.people.get(str(group.of)), Person):
            return False
        articled = self.counting.begins_with_article(str(self.translation(group.noun)))
        apart = self.told_of != (self._key_of(group),)
        return manner == "full" or self.is_asking or ((articled or group.is_one) and apart)

    def _group_at_first(self, group: Group, beside: NamedBeside) -> str:
        """A group that the letter has not named, with whom it belongs to."""
        noun = self._noun_of(self._key_of(group), group)
        if self.is_asking and str(group.count and group.count.first) == "all":
            noun = f"{noun} {self.stands_as(self._key_of(group))}".rstrip()  # It is asked for those in detention alone.
        if part := self._part(group, noun):
            return self._with_members(part, beside)
        if theirs := self._somebodys_at_first(group, noun):
            return theirs
        if others := self._others_of_its_noun(self._key_of(group), group):
            return self._with_members(others, beside)
        more = self._key_of(group) in self._further and self.counting.more(group, self.say(group.noun))
        said = more or self.counting.counted(group, noun)
        self._told_here.add(self._key_of(group))
        self._counted[str(self.translation(group.noun))] = self._key_of(group)
        if group.of is not None and not isinstance(self.letter.people.get(str(group.of)), Group):
            # Whose relatives they are: by title and surname where the letter has named them.
            how = self._belonging(str(noun), group)
            if not beside.keys and self._belongs_as_the_next(group, how):
                return said
            said = self.language.phrase(how, said, self.owner(str(group.of)))
        return self._with_members(said, beside)

    def _short(self, key: str, group: Group, noun: str, manner: str) -> str:
        """The noun of a group that the letter has named, without the name of where or whose they are."""
        whole = manner == "full" or key in self._further
        return noun if whole else self.counting.short(group, noun, self.letter.people.values())

    def _noun_of(self, key: str, group: Group) -> str:
        """What those of a group are, as others where the letter has told of more of their kind."""
        noun = self.say(group.noun)
        return self.language.phrase("other-people", noun) if key in self._further else noun

    def _key_of(self, group: Group) -> str:
        return next(str(key) for key, one in self.letter.people.items() if one is group)

    def _belongs_as_the_next(self, group: Group, how: str) -> bool:
        """Whether the next of a row belong to the same organisation: "300 teachers and 40 nurses of the UTN"."""
        key, other = next_of_a_row(group, self._in_a_row, self.letter)
        if other is None or key in self.named or other.members:
            return False
        return self._belonging(str(self.say(other.noun)), other) == how

    def _somebodys_at_first(self, group: Group, noun: str) -> str:
        """Relatives of one who was named just before: "three of his relatives", "her husband and daughter"; "" else."""
        if self.counting.begins_with_article(noun):
            return self._as_somebodys(group, noun)
        if group.is_one:
            return self._as_somebodys(group, self.counting.again(group, noun))
        theirs = self._as_somebodys(group, f"{self._many_article()} {noun}")
        some = self.counting.counted(group, "").strip()
        return f"{some} {self.language.writing.owner_particle} {theirs}" if some and theirs else theirs

    def _many_article(self) -> str:
        return many_article(self.language.writing)

    def _as_somebodys(self, group: Group, said: str) -> str:
        """Relatives, said with their article, as those of one who was named just before: "his relatives"; "" else."""
        owner = str(group.of) if group.of else ""
        record = self.letter.people.get(owner)
        if isinstance(record, Person) and (self.in_phrase[-1:] == [owner] or self.told_of == (owner,)):
            return self.language.with_possessive(said, people_features([record], self.language))
        return ""

    def _part(self, group: Group, noun: str, *, alike: bool = False, quoted: bool = False) -> str:
        """A group as a part of another: "seven of the 50", "several of them"; "" where it is none.

        Only those who are the same as the whole, with ``alike``.
        """
        whole = self.letter.people.get(str(group.of)) if group.of else None
        if not isinstance(whole, Group):
            return ""
        same = str(self.translation(whole.noun)) == str(self.translation(group.noun))
        vague = whole.of is None and (whole.count is None or not self.counting.is_exact(whole))
        # "30 of the tea pickers" would be of those whom nobody has named yet.
        if (alike and not same) or (same and vague and not self._is_known(str(group.of), whole)):
            return ""
        some = self.counting.alone_of(group) if same else self.counting.counted(group, noun)
        if self.told_of == (str(group.of),):
            agree = people_features([whole], self.language)
            return self.language.phrase("some-of-them" if same else "some-among-them", some, agree=agree)
        return self.language.phrase(
            "some-of" if same else "some-among", some, self._rest(str(group.of), whole, quoted=quoted)
        )

    def _rest(self, key: str, whole: Group, *, quoted: bool) -> str:
        """A group of which some are told: "the 585" once the letter has named it, before that with the body it is of.

        What is to be ``quoted`` alone has the noun, too.
        """
        said = self.counting.again(whole, self.say(whole.noun))
        named = self._is_known(key, whole)
        belonging = named or (key, "") in self._named_beside or whole.of is None or whole.of in self.letter.people
        self._named_beside.add((key, ""))
        if self.counting.is_exact(whole):
            self.named.add(key)  # How many they are about is left to the fact that tells of them.
        if named and not quoted and (number := self.counting.alone(whole, self.letter.people.values())):
            return number
        if belonging:
            return said
        noun = str(self.translation(whole.noun))
        return self.language.phrase(self._belonging(noun, whole), said, self.owner(str(whole.of)))

    def _is_known(self, key: str, group: Group) -> bool:
        """Whether the letter has named a group, or each of its members."""
        return key in self.named or self._all_named(group)

    def _all_named(self, group: Group) -> bool:
        """Whether a letter has named each member of a group."""
        return bool(group.members) and self.named.issuperset(map(str, group.members))

    def _members_to_name(self, group: Group, most: int = MOST_NAMED) -> list[str]:
        """The members of a group by name, where a fact tells of it and not all of them have been named: all or none.

        Those of an annex stand there; a group with somebody whose name is withheld is told as a group.
        """
        people = self.letter.people
        members = [str(key) for key in group.members if key in people]
        untold = len(members) < len(group.members) or self.named.issuperset(members)
        if not 1 < len(members) <= most or untold or set(self.letter.annex).issuperset(members):
            return []
        if any(isinstance(one := people[key], Group) or one.publish == "no" for key in members):
            return []
        return members

    def who_they_are(self, keys: Sequence[str]) -> str:
        """A sentence that names the members of a group too many to stand beside it; "" where it does not name them."""
        group = self.letter.people.get(keys[0]) if len(keys) == 1 else None
        members = self._members_to_name(group, MOST_LISTED) if isinstance(group, Group) else []
        names: list[str] = []
        if len(members) > MOST_NAMED:
            names = [self.person(member, "named") for member in members]
        elif self._have_a_sentence(members):
            names = self.named_with_offices(members)
        return self.language.phrase("they-are", self.language.list(names)) if names else ""

    def _have_a_sentence(self, members: Sequence[str]) -> bool:
        """Whether the members of a group are named in a sentence of their own, with what they are."""
        return len(members) > MOST_WITH_OFFICES and any(map(self.has_office_to_say, members))

    def begins_with_figure(self, key: str) -> bool:
        """Whether the first words of a group are a number that no sentence begins with: "1,140 workers"."""
        group = self.letter.people.get(key)
        return isinstance(group, Group) and key not in self.named and self.counting.is_in_figures(group)

    def has_office_to_say(self, key: str) -> bool:
        """Whether somebody is still to be introduced with an office."""
        raise NotImplementedError

    def named_with_offices(self, keys: Sequence[str]) -> list[str]:
        """People by name, each with what they are, those who are the same together."""
        raise NotImplementedError

    def _beside(self, key: str, group: Group, manner: str) -> NamedBeside:
        """Who is named beside a group: where a fact tells of it, all its members, or some of them with their offices.

        Who is to be named along with a group belongs to it, and so is named beside it, wherever that is.
        """
        if some := self._some_among(key, group, manner):
            self._asked_beside.update((key, one) for one in some if self.is_asking)
            self._named_beside.update((key, one) for one in some)
            return NamedBeside("among-them", manner, some)
        members = self._members_to_name(group) if manner == "auto" else []
        if self._have_a_sentence(members) and not self.is_asking:
            members = []  # They follow in a sentence (see `who_they_are`).
        return NamedBeside("apposition", "auto" if len(members) <= MOST_WITH_OFFICES else "named", members)

    def _some_among(self, key: str, group: Group, manner: str) -> list[str]:
        """Those of a group who are to be named beside it: as news of it, or since something is asked for them, too."""
        given = [one for one in self._given if key in wholes_of(one, self.letter.people)]
        among = [*map(str, group.among), *given] if manner == "auto" else given
        asked = [one for one in given if self._is_asked_for(one, key, group, manner)]
        return [one for one in dict.fromkeys(among) if one in asked or self._is_news_among(one, key, group)]

    def _is_asked_for(self, key: str, whole: str, group: Group, manner: str) -> bool:
        """Whether a demand for a group and somebody of it names them: who has been told of would vanish from it.

        Once in a sentence, and in each item of a list. A group of which a letter names all members is those.
        """
        one = self.letter.people[key]
        if not self.is_asking or isinstance(one, Group) or one.publish == "no" or key in group.members:
            return False
        return manner == "full" or (whole, key) not in self._asked_beside

    def _is_news_among(self, key: str, whole: str, group: Group) -> bool:
        """Whether the letter has not said yet, and can say, that somebody is among a group."""
        one = self.letter.people.get(key)
        if one is None or (whole, key) in self._named_beside or key in group.members:
            return False
        return not isinstance(one, Group) or str(self.translation(one.noun)) != str(self.translation(group.noun))

    def _with_members(self, said: str, beside: NamedBeside) -> str:
        """A group with its members named beside it, or some of them."""
        if not beside.keys:
            return said
        names = self.language.list(self._named_together(beside, said))
        return self.language.phrase(beside.phrase, said, names)

    def _named_together(self, beside: NamedBeside, group: str) -> list[str]:
        """Those beside the ``group`` to which they belong; of parts of it, how many they are."""
        people = [key for key in beside.keys if not isinstance(self.letter.people[key], Group)]
        parts = [(key, one) for key in beside.keys if isinstance(one := self.letter.people[key], Group)]
        self.named.update(key for key, _ in parts)
        named = self.named_among(people, beside.manner, group)
        return [*named, *(self.counting.counted(one, self.say(one.noun)) for _, one in parts)]

    def named_among(self, keys: Sequence[str], manner: str, group: str) -> list[str]:
        """People beside the group to which they belong, with offices that it does not say of them."""
        raise NotImplementedError
