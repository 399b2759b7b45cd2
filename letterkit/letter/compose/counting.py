"""How many there are of a group: "19 activists", "at least 300 dockers", and "the 19 activists" afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from letterkit.foundation.origins import Origin, OriginKind, Tracer, bare
from letterkit.foundation.problems import Location
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language
from letterkit.schema.campaign import Group
from letterkit.schema.counts import Count, count_of
from letterkit.schema.fields import Text

_IN_FIGURES = 100
"""From what number on one that begins a sentence is not written out."""


class Marking(Protocol):
    """What counting needs of naming: the language, and facts with the marks of their origin."""

    language: Language
    tracer: Tracer

    def fact(self, text: str, location: Location | None, sources: Sequence[str] = ()) -> str:
        """Text of the campaign, marked."""

    def translation(self, text: Text) -> Scalar:
        """A phrase of the campaign in the letter's language."""


class Counting:
    """Counts the groups of one letter."""

    def __init__(self, marking: Marking) -> None:
        self._marking = marking
        self._language = marking.language

    def counted(self, group: Group, noun: str) -> str:
        """A noun with how many there are: "19 activists", "at least 300 dockers", "all members"."""
        if self.begins_with_article(noun):
            return noun  # "the wife and son" says how many they are.
        if group.count is None:
            return self._uncounted(noun)
        count, location = self._count(group), group.count.first.location
        if count is None:
            return f"{self._marking.fact(self._marking.translation(group.count), location)} {noun}"
        if group.is_one and noun:
            return self._one(group, noun)
        number = self._figure(count.number, location) if count.number is not None else ""
        if count.how == "all" and number:
            return self._language.phrase("count-all-of-number", number, noun)
        if count.how == "all":
            agree = ("females",) if group.gender == "female" else ()
            return self._marking.fact(self._language.phrase("count-all", noun, agree=agree), location)
        if count.how == "several":
            return self._marking.fact(self._language.phrase("count-several", noun), location)
        return f"{hedged(count, number, self._language)} {noun}"

    def more(self, group: Group, noun: str) -> str:
        """More people of a noun, where nobody knows how many: « d'autres militants »; "" for others."""
        return self._language.phrase("some-other-people", noun) if group.count is None else ""

    def _one(self, group: Group, noun: str) -> str:
        """Somebody of whom no name is known: "a cleaner", « un agent de nettoyage »."""
        article, said = self._language.writing.indefinite, bare(noun)
        if article:
            unique = article.before(said) == said and said[:1].islower()
            return (
                self._language.phrase("the-office", noun)
                if unique
                else f"{article.before(said).removesuffix(said)}{noun}"
            )
        return self._language.phrase("count-one", noun, agree=(group.gender or "one",))

    def alone_of(self, group: Group) -> str:
        """How many there are of a group that is a part, without its noun: "seven", "dozens", « quelques-uns »."""
        if group.count is None or self._count(group) is not None:
            return self.counted(group, "").strip()
        written, writing = self._marking.translation(group.count), self._language.writing
        agree = ("females",) if group.gender == "female" else ("many",)
        known = writing.counts_alone.get(Scalar(written))
        said = known.choose(agree) if known else str(written).removesuffix(f" {writing.owner_particle}")
        return self._marking.fact(said, group.count.first.location)

    def some(self, noun: str) -> str:
        """People of whom a text speaks in the plural, with an article where they have none: « des journalistes »."""
        said = bare(noun)
        known = self._language.has_article(said) or self.begins_with_article(said)
        return noun if known else self._uncounted(noun)

    def _uncounted(self, noun: str) -> str:
        """A noun of which nobody knows how many there are: "dockers", « des dockers »."""
        words, writing = bare(noun).split(), self._language.writing
        if not writing.phrases.group_uncounted or not words or words[0].lower() in writing.quantities:
            return noun
        return self._marked("group-uncounted", noun)

    def is_exact(self, group: Group) -> bool:
        """Whether it is known how many there are of a group: "19", "all 23", and not "at least 300"."""
        count = self._count(group)
        return group.count is None or (count is not None and count.number is not None and count.how in ("", "all"))

    def is_in_figures(self, group: Group) -> bool:
        """Whether how many there are of a group stands in figures before its noun, also where it begins a sentence."""
        count = self._count(group)
        return count is not None and not count.how and (count.number or 0) >= _IN_FIGURES

    def again(self, group: Group, noun: str) -> str:
        """A group that the letter has spoken of: with its number where that is exact, without it where it is not."""
        count, articled = self._count(group), self.begins_with_article(noun)
        if group.is_one:
            return noun if articled else self._language.phrase("the-office", noun, agree=(group.gender or "one",))
        if count is not None and count.number is not None and self.is_exact(group) and not articled:
            number = self._figure(count.number, group.count.first.location if group.count else None)
            return self._marked("group-again", number, noun)
        first = bare(noun).split()[0].lower()
        counted = group.count is None and first in self._language.writing.quantities
        return noun if counted or articled else self._marked("group-again-without-count", noun)

    def these(self, group: Group, noun: str) -> str:
        """Some of whom only the opening has told, where nobody knows how many: "the workers" would be all of them."""
        counted = group.count is None and bare(noun).split()[0].lower() in self._language.writing.quantities
        if counted or (group.count and self.is_exact(group)) or self.begins_with_article(noun):
            return ""
        return self._marked("group-these", noun)

    def alone(self, group: Group, others: Iterable[object]) -> str:
        """The number of a group that has been named, where it is exact and no other group's: "the 585"; "" else."""
        count = self._count(group)
        counts = [other.count and str(other.count.first) for other in others if isinstance(other, Group)]
        if count is None or count.number is None or group.is_one or not self.is_exact(group):
            return ""
        if counts.count(group.count and str(group.count.first)) > 1:
            return ""
        number = self._figure(count.number, group.count.first.location if group.count else None)
        said = self._language.phrase("those", number, agree=("many",))
        return self._marking.tracer.wrap(said, Origin(OriginKind.LANGUAGE, "those"))

    def short(self, group: Group, noun: str, others: Iterable[object]) -> str:
        """The noun of a group that the letter has spoken of, without the name that says of where or of whom.

        "workers" of "workers of Mandala Motor", when they are counted and no other group could be meant.
        """
        plurals, said = self._language.writing.plurals, str(self._marking.translation(group.noun))
        count = self._count(group)
        if plurals is None or count is None or count.number is None:
            return noun
        head = plurals.head(said)
        alike = [
            one
            for one in others
            if isinstance(one, Group) and plurals.head(str(self._marking.translation(one.noun))) == head
        ]
        counts = [str(one.count.first) for one in alike if one.count]
        # The name of a place or body; "HIV" tells what they are.
        named = any(word[:1].isupper() and not word.isupper() for word in said[len(head) :].split())
        if not named or not head or counts.count(str(group.count.first if group.count else "")) > 1:
            return noun
        return self._marking.fact(head, group.noun.location)

    def _marked(self, phrase: str, *values: str) -> str:
        return self._marking.tracer.wrap(self._language.phrase(phrase, *values), Origin(OriginKind.LANGUAGE, phrase))

    def begins_with_article(self, noun: str) -> bool:
        """Whether a noun has its article, and says itself how many there are: "the wife and son"."""
        word, writing = bare(noun).lower().split(" ")[0], self._language.writing
        known = (writing.default_article, *writing.article_genders, *writing.plural_articles, *writing.possessives)
        articles = set(map(str, known))
        return word in articles or word.split("'")[0] + "'" in articles

    def _figure(self, number: int, location: Location | None) -> str:
        """A number in the house's form, marked; thousands, which words would make long, in figures."""
        return self._marking.fact(
            self._language.number(number, False if 1000 <= number < 1_000_000 else None), location
        )

    def _count(self, group: Group) -> Count | None:
        """The count of a group, where every language can say it; None for words of the campaign's own."""
        if group.count is None:
            return None
        written = group.count.languages.get(self._language.code, group.count.first)
        return count_of(str(written))


def hedged(count: Count, number: str, language: Language) -> str:
    """A number as its count is meant: "more than 500,000"."""
    return language.phrase(f"count-{count.how}", number) if count.how else number
