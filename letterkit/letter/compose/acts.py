"""Tell what happened: acts as sentences, those that belong together in one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.origins import Origin, OriginKind, bare, capitalise, one_line
from letterkit.letter.compose.act_nouns import ActNouns
from letterkit.letter.compose.act_phrases import ActPhrases
from letterkit.letter.compose.citing import Citing
from letterkit.letter.compose.custody import Custody
from letterkit.letter.compose.dating import Dating, are_of_two_days
from letterkit.letter.compose.going_on import GoingOn, is_one_sentence, is_plain
from letterkit.letter.compose.hearsay import Hearsay
from letterkit.letter.compose.last_sentence import LastSentence
from letterkit.letter.compose.manner import marked, told
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.noun import Noun
from letterkit.letter.compose.places import Deed, Places, deeds
from letterkit.letter.compose.predicates import SUBJECT, clause, joined, says_twice
from letterkit.letter.compose.reasons import Reasons
from letterkit.letter.compose.runs import alike_in, has_happened, shared_with, turns
from letterkit.letter.compose.templates import clause_template, render
from letterkit.letter.compose.told_apart import ToldApart
from letterkit.letter.items import Event, FilledClause, Item
from letterkit.letter.lasting import is_newest, is_over, lasts
from letterkit.letter.wholes import of_each_once
from letterkit.schema.clause import names_in
from letterkit.schema.organisation import Act

_MOST_FRONTED = 2
"""How many sentences in a row begin with when what they tell was done."""
_STATEMENTS = ("statement", "ahead")
"""The forms of an act that say how it was done."""


class Telling:
    """Tells the acts of one letter.

    ``goes_on`` says whether what was told last goes on with the sentence before it, and is none of its own.
    """

    def __init__(self, naming: Naming, citing: Citing) -> None:
        self._naming = naming
        self._letter = naming.letter
        self._language = naming.language
        self._phrases = ActPhrases(naming, citing)
        self._dating = Dating(naming, self._phrases)
        self._hearsay, self._attributed = Hearsay(naming, self._phrases), False
        self._nouns = ActNouns(naming, self._hearsay, self.act, self._untold)
        self.before = LastSentence(naming)
        self._reasons = Reasons(
            self._language, naming.letter.people, lambda events: self.act(events, "statement", ""), self._named
        )
        self.goes_on, self._going_on = False, GoingOn(naming)
        self.own = self._phrases.told_of_all_alike()
        self.custody = Custody(naming.letter, self.act, self._forget_owners)
        facts = (item for paragraph in naming.letter.facts for item in paragraph if isinstance(item, Event))
        apart = ToldApart(naming, self._phrases, self.act, self._with_subject, lambda: self._stated | self._opened)
        naming.told_as, naming.stands_as = apart.as_told, apart.as_they_stand
        self._objects: set[str] = set()
        self._stated: set[Deed] = set()
        self._recalled: set[Deed] = set()
        self._told, self._opened = set(deeds(facts)), set(deeds(naming.letter.about))
        self._places = Places(naming, self._phrases, self.custody, self._told)

    def begin_paragraph(self) -> None:
        """Forget of whom the last sentence was: no pronoun reaches over the end of a paragraph."""
        self._naming.begin_paragraph()
        self.before = LastSentence(self._naming, self.before)
        self.custody.begin_paragraph()

    def about(
        self, events: Sequence[Event], manner: str = "opening", besides: Sequence[str] = (), *, dated: bool = False
    ) -> Noun:
        """Acts as one noun phrase (see `ActNouns.about`)."""
        known = self.before.stands_in_for(tuple(dict.fromkeys(event.who for event in events))) if dated else None
        last = self.before.act if dated else None
        return self._nouns.about(events, manner, besides, dated=dated, known=known, last=last)

    def pass_over(self, item: Item) -> None:
        """Note a sentence that tells no act by itself, and what it recalls."""
        self.before.pass_over(item)
        self._recalled.update(deeds(item.acts if isinstance(item, FilledClause) else ()))

    def noun(self, run: Sequence[Event], manner: str) -> str:
        """The noun phrase of acts of one kind."""
        return self._nouns.noun(run, manner)

    def deed(self, event: Event) -> str:
        """An act as it was done (see `ActNouns.deed`)."""
        return self._nouns.deed(event)

    def told(
        self, events: Sequence[Event], front: bool, previous: PartialDate | None, after: Sequence[Item] = ()
    ) -> str:
        """Acts that share everything but their victims, as one statement (with reasons apart when they differ).

        ``after`` is what the paragraph goes on with (see `_where_held`).
        """
        every, events = events, of_each_once(events, self._letter.people)
        owners = tuple(event.who for event in events)
        if self._adds_nothing(every) and not self._naming.has_more(owners):
            return ""
        events = self.custody.without_what_waits(events, after)
        whole = self._sentence(every, events, front, previous, after)
        names = self._naming.who_they_are(owners)
        self.before.agent = self.before.agent and not names  # "They are A and B" says anew who "they" are.
        return " ".join([whole, *map(capitalise, self._reasons.besides(every, events)), *filter(None, [names])])

    def _sentence(
        self,
        every: Sequence[Event],
        events: Sequence[Event],
        front: bool,
        previous: PartialDate | None,
        after: Sequence[Item],
    ) -> str:
        """The statement of ``events``, which tell ``every`` one, as a sentence or as what goes on with the last."""
        act, owners = events[0].act, tuple(event.who for event in events)
        said_by = self._said_by(act)
        when = self._dating.of(events, previous, self.before)
        self.goes_on = self._going_on.at_once(events, when, self.before)
        front, may_step = self._placed(events, front and not said_by, said_by)
        text = self._reasons.within(self._statement(events, "" if front or self.goes_on else when), every, events)
        step = when if may_step and self._goes_on_with_step(text, when) else ""
        self.before.remember(owners, act, text, begins=self._phrases.begins_with_its_owner(act), when=when)
        self.before.forget_the_day(are_of_two_days(events))
        if self.custody.still_held(events):
            self.before.owners = ()  # The sentence ends with some of them.
        self.before.begun_with_its_time(front and not step and bool(when))
        self.before.stepped(bool(step))
        leads = (said_by, when if front and not step else "")
        whole = self._whole(f"{step} {text}".lstrip(), leads, events, after)
        self.before.plain = (
            not self.goes_on and is_plain(text, self._language) and is_one_sentence(whole, self._language)
        )
        return whole

    def _placed(self, events: Sequence[Event], front: bool, said_by: str) -> tuple[bool, bool]:
        """Whether the time stands before a statement, and whether that may be the next step of the last sentence."""
        ours = tuple(event.who for event in events) == self.before.owners
        rhythm = not said_by and self.before.fronts < _MOST_FRONTED and (front or ours)
        fronted = not self.goes_on and self._is_fronted(events, rhythm)
        return fronted, rhythm and fronted and self._going_on.may_be_a_step(events, self.before)

    def _goes_on_with_step(self, text: str, when: str) -> bool:
        """Whether a statement goes on with the sentence before it as the next step, which is then noted."""
        self.goes_on = bool(when) and self.before.stood_in and self._going_on.is_brief(text)
        return self.goes_on

    def _adds_nothing(self, events: Sequence[Event]) -> bool:
        """Whether the opening has told acts, and a sentence would add nothing of them."""
        opened = self._opened.issuperset(deeds(events))
        return opened and all(map(self._phrases.adds_nothing_to_its_noun, events))

    def _said_by(self, act: Act) -> str:
        """Who reports an act, as it stands before its sentence; "" for nobody, or where that has just been said."""
        said = self._hearsay.lead(act) if act.reporter != self.before.reporter else ""
        self._attributed = bool(said)
        return said

    def _forget_owners(self) -> None:
        """Note that the last sentence was not of those of whom the one before it was."""
        self.before.owners = ()

    def _is_fronted(self, events: Sequence[Event], front: bool) -> bool:
        """Whether the day stands before a statement, where it may."""
        act = events[0].act
        if are_of_two_days(events) or self._dating.says_how_often(act) or self._dating.begins(act):
            return False
        wants = self._wants_its_date_in_front(act) or self._naming.begins_with_figure(events[0].who)
        # What is to come is told before its day: "she is due to stand trial on 10 December".
        return (wants or front) and self._phrases.can_be_fronted(act) and not (events[0].announced and not wants)

    def _statement(self, events: Sequence[Event], when: str) -> str:
        """The statement of acts, with a pronoun for those of whom the last sentence was."""
        owners = tuple(event.who for event in events)
        again = self.before.again(owners)
        as_who = self.before.stand_in(owners, again)
        shared = self.goes_on and self.before.begins_with(owners)  # "A was dismissed, and had their passport seized"
        text = self._with_subject(events, when, again, as_who) if again or shared else ""
        self.before.stood_in = bool(text)
        return text or self.act(events, "statement", when)

    def together(
        self,
        runs_: Sequence[Sequence[Event]],
        previous: PartialDate | None,
        after: Sequence[Item] = (),
        *,
        others: bool = False,
    ) -> str:
        """Several acts against the same people on the same day, in one sentence; "" where they cannot share one.

        ``others`` says whether more of them follow, of the same day (see `joined`).
        """
        events = [run[0] for run in runs_]
        owners = tuple(event.who for event in runs_[0])
        when = self._dating.of(runs_[0], previous, self.before)
        apart = are_of_two_days(runs_[0])
        # Who reports it is said of the sentence, and none of its acts need say that it is reported.
        self._attributed = events[0].act.reporter not in ("", self.before.reporter)
        fronted = all(self._phrases.can_be_fronted(event.act) for event in events)
        front = fronted and not apart and not self._attributed
        if self._are_apart(runs_, front):
            return ""
        again = self.before.again(owners)
        told = list(self._apart(runs_, "" if front or apart else when, self.before.stand_in(owners, again)))
        # Tried first with any subject, since a name that is said has been said.
        if not (tried := joined(told, SUBJECT, self._language, others=others)) or says_twice(tried, when):
            return ""
        said_by = self._said_by(events[0].act)
        text = self._on_its_days(joined(told, again or str(self._who(owners, "auto")), self._language), when, apart)
        self.before.stood_in = bool(again)
        self.before.remember(owners, events[0].act, text, begins=True, when=when)
        self.before.agent = any(event.act.by for event in events)
        self.before.forget_the_day(apart)
        self.before.begun_with_its_time(bool(front and when))
        self.goes_on = self.before.plain = False
        whole = self._whole(text, (said_by, when if front else ""), list(chain(*runs_)), after)
        return f"{whole} {self._naming.who_they_are(owners)}".rstrip()

    def _are_apart(self, runs_: Sequence[Sequence[Event]], front: bool) -> bool:
        """Whether acts share no sentence, whatever its words: how long one of them lasted would be said of all."""
        events = [run[0] for run in runs_]
        lasted = any(event.act.lasted and not front for event in events)
        return lasted or any(map(self.custody.still_held, runs_)) or turns(events, self._letter.act_kinds)

    def _on_its_days(self, text: str, when: str, apart: bool) -> str:
        return f"{clause(text)} {when}." if apart else text

    def _apart(self, runs_: Sequence[Sequence[Event]], when: str, as_who: str) -> Iterator[str]:
        """The statements that one sentence joins, of a subject yet to be said; the last says ``when``."""
        events = [run[0] for run in runs_]
        for at, run in enumerate(runs_):
            shared = shared_with(events[:at], events[at + 1 :], events[at].act)
            alone = [replace(event, act=event.act.model_copy(update=shared)) for event in run]
            yield self.act(alone, "statement", when if at == len(runs_) - 1 else "", as_who).replace(as_who, SUBJECT)

    def _whole(self, text: str, leads: Sequence[str], events: Sequence[Event], after: Sequence[Item]) -> str:
        """What acts are told with, behind who reports it and when it was, and where those are held who suffered it."""
        self._attributed = False
        text = ", ".join([*filter(None, leads), text])
        text = text if self.goes_on else capitalise(text)
        held = self.custody.told(events, after)
        if self.goes_on:
            return " ".join([text, *held])
        return " ".join([self._language.open_sentence(text), *held])

    def _wants_its_date_in_front(self, act: Act) -> bool:
        """Whether a date at the end would read badly: "today", "before ...", or one behind what it is not of."""
        listed = act.outcome is not None and self._language.is_list(self._naming.translation(act.outcome))
        # "Charged with insulting the court on 3 May" would be a charge of what was done on that day.
        alleged = self._letter.act_kinds[act.kind].alleged and act.outcome and (act.for_ or " " in act.outcome.first)
        today = act.date.exact and act.date.first == self._letter.date
        lengthy = self._phrases.is_lengthy(act.outcome)
        return today or act.date.bound == "before" or bool(act.alongside or alleged or act.until) or listed or lengthy

    def _with_subject(self, events: Sequence[Event], when: str, subject: str, as_who: str = SUBJECT) -> str:
        """A statement with another subject than the name, or none; "" where whom it befell is not its subject."""
        text = self.act(events, "statement", when, manner=as_who)
        fits = bare(text).startswith(as_who) and text.count(as_who) == 1
        return "" if not fits else text.replace(as_who, subject) if subject else text.replace(f"{as_who} ", "")

    def done(self, events: Sequence[Event]) -> str:
        """What was done to people, as a clause of how they stand now: "A has been released on bail"."""
        left: dict[str, None] = dict.fromkeys(("by", "how", "place", "for_", "stated_reason", "held_at", "law"))
        plain = [replace(event, act=event.act.model_copy(update=left)) for event in events]
        return clause(self.act(plain, "statement", "", perfect=True))

    def act(
        self,
        events: Sequence[Event],
        form: str,
        when: str | None = None,
        manner: str = "auto",
        *,
        perfect: bool = False,
    ) -> str:
        """A form of an act's clause with the phrases of the act; ``perfect`` tells it as done by now."""
        act = events[0].act
        kind = self._letter.act_kinds[act.kind]
        if events[0].announced and form == "statement":
            form = "ahead"
        template = clause_template(kind, form, self._language.code, events[0].location, self._naming.problems)
        if template is None:
            return ""
        if when is None:
            when = self._dating.of(events, None, self.before)
        if form == "statement" and len(manner) > 1:
            self._naming.begin_clause()
        # An act in a phrase says itself what befell whom.
        who = self._who([event.who for event in events], manner, befell=form == "statement")
        who = self._in_its_tense(who, act, perfect)
        values = self._phrases.in_order(self._values(events, form, when, names_in(template)), act, template)
        values["who"] = self._hearsay.marked(who, act, form)
        if form == "noun" and act.object and self._phrases.noun_says_object(act):
            self._objects.add(act.object.first)
        manner_of = self._phrases.manner(act) if form in _STATEMENTS else ""
        if manner_of:
            values = marked(values)
        text = one_line(told(render(template, values, f"the act '{act.kind}'", self._naming.problems), manner_of))
        self._stated.update(deeds(events) if form == "statement" else ())
        if act.reported is not None:
            text = self._hearsay.in_form(text, form, attributed=self._attributed)
        sources = self._phrases.sources(act)
        return self._naming.tracer.wrap(text, Origin(OriginKind.CLAUSE, f"acts/{act.kind}", template.location, sources))

    def _in_its_tense(self, who: Noun, act: Act, perfect: bool) -> Noun:
        """Those to whom an act was done, with which its verbs agree in the tense in which it is told."""
        if perfect:
            return who.in_perfect()
        return who.in_present() if act.ongoing and act.date.bound and not act.when else who

    def _values(self, events: Sequence[Event], form: str, when: str, said: Collection[str]) -> dict[str, object]:
        """What a template says of acts, besides whom they befell (docs/clauses.md#the-values-of-an-act).

        Of what it does not name, as ``said`` tells, nothing is made out.
        """
        act, sources, phrases = events[0].act, self._phrases.sources(events[0].act), self._phrases
        keys = [event.who for event in events]
        one: dict[str, Callable[[], object]] = {
            "on": lambda: self._dating.with_length(when, act),
            "due": lambda: self._dating.of(events, None, self.before) if events[0].announced else "",
            "coming": lambda: act.date.last >= self._letter.date,
            "over": lambda: not act.ongoing and is_over(act, keys, self._letter),
            "newest": lambda: is_newest(act, keys, self._letter),
            "confirmed": lambda: bool(act.confirmed),
            "spanned": lambda: act.date.ends is not None or act.lasted is not None,
            "deadline": lambda: phrases.deadline(act),
            "bound": lambda: act.date.bound,
            "dated": lambda: not act.date.bound,
            "reason": lambda: self._reason(events),
            "law": lambda: phrases.under(act.law),
            "outcome": lambda: phrases.say(act.outcome, sources),
            "destination": lambda: phrases.phrase("destination", act.outcome, sources),
            "means": lambda: phrases.means(act.outcome, sources),
            "brief_outcome": lambda: "" if self._stated.issuperset(deeds(events)) else phrases.brief_outcome(events),
            "lengthy": lambda: phrases.is_lengthy(act.outcome),
            "object": lambda: phrases.say(act.object, sources),
            "rider": lambda: phrases.rider(act.object, sources),
            "facing": lambda: phrases.say(act.facing if lasts(act, keys, self._letter) else None, sources),
            "alongside": lambda: self._naming.organisations(act.alongside) if act.alongside else None,
            "ongoing": lambda: act.ongoing,
            "untold": lambda: self._is_untold(events, form),
            "often": lambda: self._dating.says_how_often(act),
            "again": lambda: has_happened(events, self._told),
            "sentence": lambda: phrases.sentence(events),
            "object_told": lambda: act.object is not None and act.object.first in self._objects,
            "opened": lambda: all((event.who, act.kind, act.date) in self._opened for event in events),
            "since": lambda: self._dating.since(act, self.before),
        }
        several: dict[tuple[str, ...], Callable[[], Mapping[str, object]]] = {
            ("hearing", "absent", "until", "until_day"): lambda: phrases.of_court(act),
            ("by", "agent", "doer"): lambda: phrases.doers(act.by, sources),
            ("place", "brief", "undisclosed", "held", "still", "still_held"): lambda: self._places.of(
                events, form, self.before.where
            ),
        }
        values = {name: make() if name in said else None for name, make in one.items()}
        for names, made in several.items():
            values |= made() if any(name in said for name in names) else dict.fromkeys(names)
        return values

    def _who(self, keys: Sequence[str], manner: str, *, befell: bool = True) -> Noun:
        """Those to whom an act was done; a pronoun can stand for them when the last sentence was of them alone."""
        known = self.before.stands_in_for(tuple(keys))
        people = [key for key in keys if key in self._letter.people]
        bodies = [key for key in keys if key not in self._letter.people]
        if not people or not bodies or len(manner) == 1:  # a character that stands for them
            if people:
                return self._naming.people(keys, manner, known, befell=befell)
            return self._naming.organisations(keys, manner if len(manner) == 1 else "auto", known=known)
        named = self._naming.people(people, manner, known, befell=befell)
        return named.and_(self._naming.organisations(bodies, known=known))

    def _untold(self, events: Sequence[Event]) -> str:
        """When and why acts were done of which the letter tells nowhere else, behind a noun phrase; "" for others."""
        if not self._is_untold(events, "noun") or events[0].announced:
            return ""
        when = self._dating.plain(events, self._letter.date.year)
        return f"{when and ' '}{when}{self._reason(events)}"

    def _is_untold(self, events: Sequence[Event], form: str) -> bool:
        """Whether a noun phrase tells acts that neither the opening nor a fact of the letter tells."""
        return form == "noun" and set(deeds(events)).isdisjoint(self._told | self._opened | self._recalled)

    def _named(self, events: Sequence[Event]) -> str:
        """To whom acts were done, and why."""
        return f"{self._who([event.who for event in events], 'auto')}{self._reason(events)}"

    def _reason(self, events: Sequence[Event]) -> str:
        """Why acts were done, where all share it: in the letter's voice, or as those say who did it."""
        act, sources = events[0].act, self._phrases.sources(events[0].act)
        own = self._phrases.phrase("reason", act.for_, sources) if alike_in(events, "for_") else ""
        return own + self._phrases.stated_reason(act.stated_reason, sources)
