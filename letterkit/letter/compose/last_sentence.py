"""What the last sentence of a paragraph told, and of whom: from that the next one takes its pronouns and its years."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.origins import Origin, OriginKind, bare
from letterkit.letter.compose.agreement import NEUTRAL, has_neutral_pronoun
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.noun import Noun
from letterkit.letter.compose.predicates import STAND_IN, SUBJECT
from letterkit.letter.compose.runs import all_women
from letterkit.letter.items import Event, FilledClause, Item, parties, tells_a_day
from letterkit.schema.campaign import Group, Person
from letterkit.schema.organisation import Act

_MOST_UNNAMED = 2
"""After how many sentences in a row that only mean somebody the next one says the name."""


class LastSentence:
    """The sentence before the next one of a paragraph; nothing at its beginning but what year the one before was of.

    ``owners`` are those of whom it was, ``date`` is when, ``where`` the day and place, ``agent`` whether it says who
    acted, ``reporter`` who reports it. ``year`` is the one that a day without a year is taken to be of; 0 when that
    cannot be known. ``same`` is "the same day", "that month" or the like where it says that, ``stood_in`` that the
    sentence in hand only means its owners. ``fronts`` counts the sentences in a row that begin
    with their time, ``plain`` says whether it tells one thing in few words, so that another can go on with it. ``act``
    is what it tells, ``words`` of how many it is besides its time, ``steps_ago`` how many sentences ago one went on
    with the next step.
    """

    def __init__(self, naming: Naming, paragraph_before: LastSentence | None = None) -> None:
        self._naming = naming
        naming.told_of, naming.last_doer = (), ""
        self._letter, self._language = naming.letter, naming.language
        self.owners: tuple[str, ...] = ()
        self.agent = False
        self.date: PartialDate | None = None
        self.where: tuple[PartialDate, str] | None = None
        self.year = paragraph_before.own_year if paragraph_before else naming.letter.date.year
        self.stood_in = False
        self.same = ""
        self.reporter, self._known = "", True
        self.fronts = 0
        self.plain, self.words = False, 0
        self.act: Act | None = None
        self.steps_ago: int = paragraph_before.steps_ago + 1 if paragraph_before else 2
        self._unnamed = 0
        self._begins = True
        self._beside: frozenset[str] = frozenset()

    @property
    def own_year(self) -> int:
        """The year of the letter where a day without a year is taken to be of it; 0 behind days of another."""
        return self.year if self.year == self._letter.date.year else 0

    def remember(self, owners: tuple[str, ...], act: Act, text: str, *, begins: bool, when: str) -> None:
        """Note ``text``, which tells an act against ``owners``, who are its subject where it ``begins`` with them.

        ``when`` is what it says of its time; "" for nothing.
        """
        self._unnamed = self._unnamed + 1 if self.stood_in else 0
        goes_on = self.date == act.date
        self.act, self.words, self.steps_ago = act, len(bare(text).split()), self.steps_ago + 1
        self.owners, self.agent, self.date, self._begins = owners, self._rivals(owners, act), act.date, begins
        self._naming.told_of, self._naming.has_told = owners, True
        names = {origin.name for span in self._naming.tracer.spans(text) for origin in span.origins}
        self._beside = frozenset(name.partition(".")[2] for name in names if "." in name) - set(owners)
        self.where = (act.date, act.place.first) if act.place else None
        self.reporter, self._known = act.reporter, act.reported is None
        self._naming.last_doer = str(act.by.first) if act.by else self._naming.last_doer
        times = self._language.writing.times
        known = (times.same_day, times.that_day, times.same_month, times.that_month)
        if when or not goes_on:
            self.same = bare(when) if bare(when) in known else ""
        if when and act.date.precision in ("day", "span", "month") and not (act.date.bound or act.when):
            self.year = act.date.last.year

    def _rivals(self, owners: tuple[str, ...], act: Act) -> bool:
        """Whether those who acted could be meant by the next sentence, too: one doer is not "they", but can be "it"."""
        people = owners[0] in self._letter.people
        one = act.by is not None and self._language.number_of(str(self._naming.translation(act.by))) == "one"
        return act.by is not None and not (people and one)

    def goes_on_at(self, when: str) -> bool:
        """Whether what was done at a time goes on with this sentence: the third act of a day, "that day" else."""
        times = self._language.writing.times
        return self.plain and self.same == times.same_day and bare(when) == str(times.that_day)

    def is_known_as(self, act: Act) -> bool:
        """Whether what it tells is known as an act is: neither reported, or both by the same."""
        return self._known == (act.reported is None) and self.reporter == act.reporter

    def begun_with_its_time(self, front: bool) -> None:
        """Note whether the sentence begins with when it was."""
        self.fronts = self.fronts + 1 if front else 0

    def stepped(self, on: bool) -> None:
        """Note whether the sentence is the next step of the one before it."""
        self.steps_ago = 0 if on else self.steps_ago

    def begins_with(self, owners: tuple[str, ...]) -> bool:
        """Whether the sentence begins with these."""
        return self._begins and self.owners == owners

    def forget_the_day(self, of_another: bool) -> None:
        """Note that the sentence tells ``of_another`` day too, so that the next one cannot speak of "the same day"."""
        if not of_another:
            return
        self.date, self.where, self.same = None, None, ""

    def pass_over(self, item: Item) -> None:
        """Note a sentence that tells no act: a clause speaks of those whom it names, a text of nobody knows whom."""
        self.year, self.fronts, self.plain, self.act = self.own_year, 0, False, None
        self.forget_the_day(tells_a_day(item))
        named = [*parties(item), *_befallen(item.acts)] if isinstance(item, FilledClause) else [()]
        if isinstance(item, FilledClause) and item.clause.kind == "grounds" and not named:
            named = [()]  # What a country is bound by is of nobody.
        if len(named) == 1 and named[0] != self.owners:
            self.owners, self.agent, self._begins, self._beside, self._unnamed = named[0], False, True, frozenset(), 0
        self.reporter, self._known = "", True
        self._naming.told_of, self._naming.last_doer = (), ""

    def again(self, owners: tuple[str, ...]) -> str:
        """The subject of a sentence about those of whom the last one was: a pronoun or "both"; "" where it is a name.

        A pronoun of no gender agrees with its verb as no name does (see `is_neutral`). The next sentence but
        two names them again, of two people the next but one. Of several a pronoun could mean those who acted,
        where the last sentence says who did.
        """
        people = [person for key in owners if isinstance(person := self._letter.people.get(key), Person)]
        if owners != self.owners or self._are_only_named(owners):
            return ""
        if len(owners) == 1:
            owner = owners[0]
            plain = self._unnamed < _MOST_UNNAMED and self._has_a_pronoun(owner) and not self._has_a_rival(owner)
            return self._pronoun(owners) if plain else ""
        if len(owners) == 2 == len(people) and not self._unnamed:
            both = self._language.phrase("both", agree=("females" if all_women(people) else "males", "many"))
            return self._naming.tracer.wrap(both, Origin(OriginKind.LANGUAGE, "both"))
        return self._pronoun(owners) if self._unnamed == 1 and not self.agent else ""

    def _are_only_named(self, owners: tuple[str, ...]) -> bool:
        """Whether no pronoun is to mean them: somebody is withheld, or both people and organisations are among them."""
        people = self._letter.people
        withheld = any(isinstance(one := people.get(key), Person) and one.publish == "no" for key in owners)
        return withheld or len({key in people for key in owners}) > 1

    def stands_in_for(self, owners: tuple[str, ...]) -> Callable[[], bool]:
        """Whether a pronoun within the next sentence can mean ``owners``: "his home", "the police questioned them".

        Of a body it could mean another that acted, where the last sentence does not begin with the one meant.
        """
        body = not any(key in self._letter.people for key in owners)

        def known() -> bool:
            last = self.owners == owners and self._unnamed < _MOST_UNNAMED
            clear = self._begins or not (body and self.agent)
            said = last and clear and not (len(owners) == 1 and self._has_a_rival(owners[0]))
            self.stood_in = self.stood_in or said
            return said

        return known

    def _has_a_pronoun(self, owner: str) -> bool:
        """Whether a pronoun can be one person, which takes a gender, or a group or body, where nobody else acted."""
        record = self._letter.people.get(owner)
        if self.is_neutral((owner,)):
            # "They" could be those who acted, and other people.
            acted = self.act is not None and self.act.by is not None
            return not acted and not self._beside.intersection(self._letter.people)
        if isinstance(record, Person) or (isinstance(record, Group) and record.is_one):
            return record.gender is not None
        return not self.agent

    def stand_in(self, owners: tuple[str, ...], again: str) -> str:
        """What stands for the subject of a statement until it is said, where a pronoun is said ``again``, or none."""
        return STAND_IN if again and self.is_neutral(owners) else SUBJECT

    def is_neutral(self, owners: tuple[str, ...]) -> bool:
        """Whether the pronoun of those of whom a sentence is has no gender, for one person: "they were dismissed"."""
        return len(owners) == 1 and has_neutral_pronoun(self._letter.people.get(owners[0]), self._language)

    def _has_a_rival(self, owner: str) -> bool:
        """Whether the last sentence names another of the same kind whom the pronoun of ``owner`` could mean."""
        kind = self._letter.people if owner in self._letter.people else self._letter.organisations
        return any(self._pronoun((other,)) == self._pronoun((owner,)) for other in self._beside if other in kind)

    def _pronoun(self, owners: tuple[str, ...]) -> str:
        """The pronoun that is a subject; "" in a language that has none."""
        word = self._language.writing.subject
        if word and self.is_neutral(owners):
            return self._language.agreement(str(word), (NEUTRAL,)) or ""
        return str(getattr(self._noun(owners), word)) if word else ""

    def _noun(self, owners: tuple[str, ...]) -> Noun:
        people = owners[0] in self._letter.people
        return self._naming.people(owners) if people else self._naming.organisations(owners)


def _befallen(acts: Sequence[Event]) -> list[tuple[str, ...]]:
    """Those whom the acts befell that a clause names, as one; none where it names no acts."""
    return [tuple(dict.fromkeys(event.who for event in acts))] if acts else []
