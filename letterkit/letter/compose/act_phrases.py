"""The phrases of one act: who did it, where, why, under which law, by which day."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from letterkit.foundation.origins import bare
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.letter.compose.citing import Citing
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.noun import Noun
from letterkit.letter.compose.runs import alike_in
from letterkit.letter.compose.spoken_to import spoken_to
from letterkit.letter.items import Event
from letterkit.schema.clause import names_in
from letterkit.schema.fields import Text
from letterkit.schema.organisation import Act

_HEARINGS = {"in-absentia": "in-absentia", "closed": "closed-hearing", "without-counsel": "without-counsel"}
_MOST_BEFORE_THE_DOER = 5
"""How many words of what came of an act stand before who did it: longer ones would take the doer for themselves."""

_MOST_IN_A_NOUN = 4
"""How many words of what came of an act its noun phrase has: the fact says them again."""

_FROM_LONG_ON = 4
"""From how many words on a body that acts again is "the same court"."""


_BY_AND_PLACE = re.compile(r"\{\{ by(?: if not lengthy)? \}\}\{\{ place \}\}")
"""Where a template says who did something, and then where."""
_FEW = 2
"""Of how many words a doer is short enough for any place behind it: "by police", "by the police"."""


class _Said:
    """Words that are made when they are printed."""

    def __init__(self, say: Callable[[], str]) -> None:
        self._say = say

    def __str__(self) -> str:
        return self._say()


class ActPhrases:
    """Says the texts of acts in one letter, each with its origin and the word that goes before it."""

    def __init__(self, naming: Naming, citing: Citing) -> None:
        self._naming, self._letter, self._language = naming, naming.letter, naming.language
        self._citing = citing

    def sources(self, act: Act) -> tuple[str, ...]:
        """The keys of an act's sources."""
        return (str(act.source),) if act.source else ()

    def say(self, text: Text | None, sources: Sequence[str]) -> str:
        """A text of an act in the letter's language, as the letter says it to its addressee; "" for none."""
        if text is None:
            return ""
        found = self._naming.translation(text)
        self._naming.note_organisations(found)
        return self._naming.fact(spoken_to(found, self._letter), found.location or text.location, sources)

    def says_where(self, act: Act, place: Text) -> bool:
        """Whether the name of a place stands in what the act says besides, such as by whom it was done."""
        code = self._language.code
        words = str(place.within(code) or place.first).casefold().split()
        told = (str(text.within(code) or text.first) for text in (act.by, act.object, act.outcome) if text)
        for text in told:
            said = re.findall(r"[\w'’-]+", text.casefold())
            if any(said[at : at + len(words)] == words for at in range(len(said))):
                return True
        return False

    def is_lengthy(self, outcome: Text | None) -> bool:
        """Whether what came of an act has so many words that who did it stands before them."""
        words = self._naming.translation(outcome).split() if outcome is not None else []
        # "Threatened with eviction by force by men in plain clothes" would have two doers.
        doer = self._language.phrase("by", "").strip()
        return len(words) > _MOST_BEFORE_THE_DOER or doer in words

    def brief_outcome(self, events: Sequence[Event]) -> str:
        """What came of acts, for their noun phrase: where it is the same of all and of few words; "" otherwise."""
        outcome = events[0].act.outcome
        if outcome is None or self.is_lengthy(outcome) or not alike_in(events, "outcome"):
            return ""
        words = self._naming.translation(outcome).casefold().split()
        # "Suspended or dismissed" has no noun that says both.
        if len(words) > _MOST_IN_A_NOUN or words[0] in (self._language.conjunction, self._language.alternative):
            return ""
        return self.say(outcome, self.sources(events[0].act))

    def means(self, outcome: Text | None, sources: Sequence[str]) -> str:
        """With what something was done, or how, with the word before it unless it brings its own; "" for nothing."""
        if outcome is None:
            return ""
        writing, words = self._language.writing, self._naming.translation(outcome).casefold().split()
        said = self.say(outcome, sources)
        if words[0] in map(str, writing.led_means):
            return f" {said}"
        manner = not set(words).isdisjoint(map(str, writing.manners))
        return f" {self._language.phrase('manner' if manner else 'means', said)}"

    def rider(self, text: Text | None, sources: Sequence[str]) -> str:
        """What follows what an act was about, set off by a comma where a participle begins it; "" for none."""
        if text is None:
            return ""
        words, participles = self._naming.translation(text).casefold().split(), self._language.writing.participles
        apart = participles is not None and participles.fullmatch(words[0]) is not None
        return f"{',' if apart else ''} {self.say(text, sources)}"

    def sentence(self, events: Sequence[Event]) -> str:
        """What all of an act's victims were sentenced to, where few words say it: "life in prison"; "" otherwise."""
        outcomes = {self._sentenced_to(event) for event in events}
        return next(iter(outcomes)) if len(outcomes) == 1 else ""

    def _sentenced_to(self, event: Event) -> str:
        kinds, code = self._letter.act_kinds, self._language.code
        alike = [one for one in self._letter.acts(event.who) if kinds[one.kind].status == kinds[event.act.kind].status]
        for act in (event.act, *reversed(alike)):
            if act.outcome:
                return "" if self.is_lengthy(act.outcome) else self.say(act.outcome, ())
            if said := kinds[act.kind].wording(code, "sentence"):
                return str(said)
        return ""

    def adds_nothing_to_its_noun(self, event: Event) -> bool:
        """Whether a noun phrase of what is to come says all there is to say of it: what, whom, and when."""
        act = event.act
        more = act.by or act.how or act.place or act.law or act.for_ or act.stated_reason or act.outcome or act.when
        noun = self._letter.act_kinds[act.kind].wording(self._language.code, "noun") or ""
        return event.announced and "due" in names_in(noun) and not (more or act.facing or act.object)

    def noun_says_object(self, act: Act) -> bool:
        """Whether a noun phrase of an act says what it was about: what the opening leaves is left to the fact."""
        return "object" in names_in(self._letter.act_kinds[act.kind].wording(self._language.code, "noun") or "")

    def begins_with_its_owner(self, act: Act) -> bool:
        """Whether those to whom it was done are the subject of an act's statement."""
        statement = self._letter.act_kinds[act.kind].wording(self._language.code, "statement") or ""
        return statement.startswith("{{ who }}")

    def told_of_all_alike(self) -> frozenset[str]:
        """The kinds of what people and organisations do themselves that are told of both in the same words."""
        code, kinds = self._language.code, self._letter.act_kinds
        own = {str(key): str(kind.wording(code, "statement") or "") for key, kind in kinds.items() if kind.own}
        return frozenset(key for key, said in own.items() if not re.search(r"who\.(?:unions|organised)", said))

    def can_be_fronted(self, act: Act) -> bool:
        """Whether the act's statement says when it was done, and does not say since when besides."""
        statement = self._letter.act_kinds[act.kind].wording(self._language.code, "statement") or ""
        return "{{ on }}" in statement and "{{ since }}" not in statement

    def doers(self, by: Text | None, sources: Sequence[str]) -> dict[str, object]:
        """Who did it, with the word before it, alone and as a subject.

        An organisation is introduced where a template says it, and in no other: so it is named as that happens.
        """
        if same := self._same_as_before(by, sources):
            doer = Noun(self._language, ("one",), lambda _: [same])
            return {"by": f" {self._language.phrase('by', same)}", "agent": same, "doer": doer}
        key = self.body(by)
        if not key:
            return {
                "by": self.phrase("by", by, sources),
                "agent": self.agent(by, sources),
                "doer": self.doer(by, sources),
            }
        body = self._naming.organisations((key,), known=lambda: False)
        return {"by": _Said(lambda: f" {self._language.phrase('by', str(body))}"), "agent": body, "doer": body}

    def in_order(self, values: dict[str, object], act: Act, template: str) -> dict[str, object]:
        """The values of an act, a short place before who did it: "closed in Belgrade by the Yugoslav authorities".

        Behind it, the place would be theirs.
        """
        by, place = values.get("by"), str(values.get("place") or "")
        if not by or not place or act.by is None or not _BY_AND_PLACE.search(template):
            return values
        between = "if not lengthy" in template and self.is_lengthy(act.outcome)
        doer = len(self._naming.translation(act.by).split())
        if between or doer <= _FEW or doer < len(bare(place).split()):
            return values
        return {**values, "by": _Said(lambda: f"{place}{by}"), "place": ""}

    def _same_as_before(self, by: Text | None, sources: Sequence[str]) -> str:
        """A body of a long name that did what the last sentence told, too: "the same court"; "" for any other.

        One that is something to the addressee is that: "your subsidiary".
        """
        key = self.body(by)
        if (
            by is None
            or str(by.first) != self._naming.last_doer
            or (key and self._letter.organisations[Scalar(key)].short)
        ):
            return ""
        if theirs := self._naming.ties.again(key):
            return self._naming.fact(theirs, by.location, sources)
        said = str(by.within(self._language.code) or "")
        return self._same_of_its_kind(by, said, sources) if len(said.split()) >= _FROM_LONG_ON else ""

    def _same_of_its_kind(self, by: Text, said: str, sources: Sequence[str]) -> str:
        """A body called by its noun; "" for one of which no such word is known."""
        plurals = self._language.writing.plurals
        words = said.casefold().split()
        # The noun stands first, or before what says of what or where the body is: "the People's Court in Hanoi".
        nouns = [*words[self._language.has_article(said) :][:1]]
        nouns += plurals.head(said.casefold()).split()[-1:] if plurals and plurals.until else []
        known = self._language.writing.same_bodies
        again = next((known[Scalar(noun)] for noun in nouns if Scalar(noun) in known), "")
        return self._naming.fact(str(again), by.location, sources) if again else ""

    def body(self, by: Text | None) -> str:
        """The key of the organisation that did it, where a text is its name, with its article or without it."""
        said = str(by.within(self._language.code) or "") if by else ""
        for key, one in self._letter.organisations.items() if said else ():
            name = str(one.name.within(self._language.code) or "")
            if name and said.endswith(name):
                article = self._naming.article(one).rstrip()
                if said in (name, self._language.with_article(article, name) if article else name):
                    return str(key)
        return ""

    def agent(self, by: Text | None, sources: Sequence[str]) -> str:
        """Who did it, with a comma behind what stands between commas: "the prefect, acting for the minister,"."""
        if by is None:
            return ""
        found = self._naming.translation(by)
        if tied := self._naming.tied(found):
            return self._naming.as_theirs(tied, found.location or by.location, sources)
        said = self.say(by, sources)
        between = "," in bare(said) and f" {self._language.conjunction} " not in bare(said).rpartition(",")[2]
        return f"{said}," if between else said

    def doer(self, by: Text | None, sources: Sequence[str]) -> Noun | None:
        """Who did it, as a subject with which words agree; None where nobody is named, or one cannot tell how many."""
        number = self._language.number_of(str(self._naming.translation(by))) if by else ""
        if by is None or not number:
            return None
        return Noun(self._language, (number,), lambda _: [self.agent(by, sources)])

    def phrase(self, name: str, text: Text | None, sources: Sequence[str]) -> str:
        """A text of an act with the word of the language that goes before it, unless it brings its own; "" for none."""
        if text is None:
            return ""
        if name == "place" and "" in text.languages and text.first[0].isupper() and not self._is_led(text.first):
            # The name of a town is the same in every language.
            said = self._language.with_small_article(self._naming.fact(text.first, text.first.location, sources))
            return f" {self._language.phrase(self._place_of(name, text.first), self._closed(said))}"
        first = self._naming.translation(text).split()[0].lower()
        # A length begins with a preposition of place in some languages: « près de trois mois ».
        own = first in self._language.writing.prepositions and name != "lasted"
        said = self.agent(text, sources) if name == "by" else self.say(text, sources)
        if name == "place":
            typed = self._naming.translation(text)
            if self._is_led(typed) and typed[0].isupper():
                said = self._naming.fact(typed[0].lower() + typed[1:], typed.location or text.location, sources)
            said = self._closed(self._language.with_small_article(said))
        return f" {said if own else self._language.phrase(self._place_of(name, bare(said)), said)}"

    def manner(self, act: Act) -> str:
        """How an act was done, with its space, and a comma behind what stands behind one; "" where nobody says it."""
        return f" {self._closed(self.say(act.how, self.sources(act)))}" if act.how else ""

    def stated_reason(self, reason: Text | None, sources: Sequence[str]) -> str:
        """Why those who did it say they did, as theirs; that they gave no reason; "" where nothing is known of it."""
        if reason is None:
            return ""
        if str(reason.first).casefold() == "none":
            return self._language.phrase("no-stated-reason")
        said = str(self._naming.translation(reason))
        return self._language.phrase(self._language.stated_as(said), self.say(reason, sources))

    def _is_led(self, place: str) -> bool:
        """Whether a place begins with its preposition, in whatever case, and not with a name: "In Salah"."""
        first, _, rest = place.partition(" ")
        return first.lower() in self._language.writing.prepositions and (first.islower() or rest[:1].islower())

    def _closed(self, said: str) -> str:
        """A place with a comma behind what stands behind one: "in Elkton, Maryland, for ..."."""
        return f"{said}," if "," in bare(said) else said

    def _place_of(self, name: str, said: str) -> str:
        """The phrase of a place, destination or reason: a town is one to be in, a police station one to be at."""
        if name == "reason" and self._language.writing.phrases.reason_articled and self._language.has_article(said):
            return "reason-articled"
        if name == "destination" and self._language.writing.phrases.destination_indefinite:
            return f"{name}-indefinite" if said.split()[0].lower() in self._language.writing.indefinites else name
        return "place-at" if name == "place" and self._language.is_site(said) else name

    def deadline(self, act: Act) -> str:
        """The day by which something is asked of an act's victim, with its space, marked; "" for none."""
        if act.deadline is None:
            return ""
        day = act.deadline.last
        said = self._language.date(day, year=day.year != self._letter.date.year)
        said = str(self._language.writing.times.deadline.format(date=said))
        return f" {self._naming.fact(said, act.deadline.location, self.sources(act))}"

    def of_court(self, act: Act) -> dict[str, str]:
        """How the court sat, and the day to which a case was put off or a measure lasts; "" for what is not said.

        A noun phrase takes no more of how it sat than that the accused was ``absent``.
        """
        sources, language = self.sources(act), self._language
        ways = [language.phrase(_HEARINGS[way]) for way in act.hearing or ()]
        told = {
            "hearing": f" {self._naming.fact(language.list(ways), None, sources)}" if ways else "",
            "absent": f" {language.phrase(_HEARINGS['in-absentia'])}" if "in-absentia" in (act.hearing or ()) else "",
        }
        if act.until is None:
            return {**told, "until": "", "until_day": ""}
        day = language.date(act.until.last, year=act.until.last.year != self._letter.date.year)
        until = language.writing.times.until.format(date=day)
        said = {"until": until, "until_day": day}
        told |= {name: self._naming.fact(text, act.until.location, sources) for name, text in said.items()}
        return {**told, "until": f" {told['until']}"}

    def under(self, key: Scalar | None) -> str:
        """A phrase that names the law an act was done under; "" for none."""
        if key is None:
            return ""
        if key not in self._letter.laws:
            self._naming.problems.append(
                Problem("LK221", f"no law named '{key}'", key.location, "list it under 'laws:'")
            )
            return ""
        law = self._citing.law(key)
        named = self._language.phrase("of-law", law["articles"], law["name"]) if law["articles"] else law["name"]
        return f" {self._language.phrase('law', named)}"
