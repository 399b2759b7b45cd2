"""What an edit puts in the place of what a record gives: another charge, place, office, or who did it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from letterkit.checks.ledger.edits.certainty import Certainty
from letterkit.checks.ledger.edits.estimates import Estimates
from letterkit.checks.ledger.edits.exchanged import Exchange, exchanged
from letterkit.checks.ledger.edits.roles import Roles
from letterkit.checks.ledger.edits.sides import (
    Displaced,
    Side,
    acts_at,
    are_kin,
    instead,
    is_of_act,
    names_thing,
    own_acts,
    put_for,
    stating,
)
from letterkit.checks.ledger.edits.standing import Leading
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.edits.wider import Wider
from letterkit.checks.ledger.records.act_values import ActValues
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import words_of
from letterkit.checks.ledger.words.portfolios import other_names
from letterkit.drafts.drafted import DraftedSentence, Stated
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Person

_ENDING = 2
"""Forms of one word differ in so many letters at the end."""


class OtherFacts:
    """Finds it in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._eyes, self._folding = eyes, folding
        self._values = ActValues(eyes.cast.letter, eyes.language.code)
        self._roles, self._standing = Roles(eyes, folding), Leading(eyes, folding)
        self._certainty = Certainty(eyes, folding)
        self._wider, self._estimates = Wider(eyes), Estimates(eyes)

    def found(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """What stands in an edited sentence where a record gives another thing."""
        code, library = self._eyes.language.code, self._eyes.cast.library
        alike = other_names(said[0].text, before[0].text, library, code)
        found = (self._facts, self._of_another_act, self._in_its_role)
        if self._certainty.is_in_words_of_its_own(before, said):
            return
        for one in (each for find in found for each in find(drafted, before, said)):
            if not any(start <= one.start < end for start, end in alike):
                yield one

    def _facts(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        known, now = before[1], said[1]
        verbs = self._eyes.lexicon.lists["subordinating"] | self._eyes.lexicon.lists["auxiliaries"]
        places = [each for each in exchanged(before[0], said[0]) if not each.has(verbs)]  # "who chairs" for "chair of"
        for gone, new in instead(known, now):
            told = self._particular((token for token in new if token in said[2]), before, said)
            for token in sorted(filter(before[2].__contains__, gone), key=lambda each: each.small):
                stated = None if token.small or token.days else stating(drafted, token)
                fit = self._but_estimates(token, before, told, said)
                if other := self._in_its_place(drafted, stated, token, fit, (before[0], said[0]), places):
                    if self._is_sure(drafted, (token, other), before, said):
                        yield replace(put_for(drafted, before[0], token, other, stated), untold=stated is None)
                    break

    def _particular(self, tokens: Iterable[Token], before: Side, said: Side) -> list[Token]:
        """Those of some words that tell something, are no days, and are not wider than what records give."""
        called = [each for each in said[0].of("addressee", "office") if _is_set_off(each, said[0])]
        told = (one for one in tokens if not any(each.start <= one.start < each.end for each in called))
        return [one for one in told if not (one.small or one.days or self._wider.is_wide(one, said, before[0]))]

    def _but_estimates(self, gone: Token, before: Side, told: Sequence[Token], said: Side) -> list[Token]:
        """Some words but for figures that can mean one that was left out."""
        return [one for one in told if not self._estimates.can_be(gone, before[0], one, said)]

    def _is_sure(self, drafted: DraftedSentence, words: tuple[Token, Token], before: Side, said: Side) -> bool:
        """Whether a word for another act tells another one: the sentence is as drafted else, or a demand, all known.

        What a sentence that is told anew tells instead is for `OtherMeanings`.
        """
        act = is_of_act(words[1], said[0]) and is_of_act(words[0], before[0])
        stated = stating(drafted, words[0])
        if stated is not None and not act:
            return self._certainty.is_other(stated, words[1], before, said)
        return not self._certainty.is_anew(before, said)

    def _may_be_meant(self, gone: Token, before: Side, said: Side) -> bool:
        """Whether others can be those of a word that was left out: "policemen" can be "officers"."""
        return _low(gone, before[0]) in self._eyes.lexicon.lists["any-doer"] or self._is_said_again(
            gone, said[0], said[2]
        )

    def _is_said_again(self, gone: Token, said: Seen, new: Sequence[Token]) -> bool:
        """Whether a form of a word that was left out is among those put in: "police officers" for "officers"."""
        texts = (said.text[token.start : token.end] for token in new if names_thing(token))
        stems = (self._folding.stem(word.low) for text in texts for word in words_of(text))
        return names_thing(gone) and any(stem == gone.fold or are_kin(stem, gone.fold) for stem in stems)

    def _in_its_place(
        self,
        drafted: DraftedSentence,
        stated: Stated | None,
        gone: Token,
        told: Sequence[Token],
        seen: tuple[Seen, Seen],
        places: Sequence[Exchange],
    ) -> Token | None:
        """The word for another act, or for another thing than a record gives, where that stood.

        In a sentence that is otherwise as drafted, whatever stands in its place does.
        """
        before, said = seen
        if stated and self._is_said_again(gone, said, told):
            return None
        told = [each for each in told if not (gone.fold in self._relatives and self._mourns(each, said))]
        there = [each for each in told if any(place.holds(gone, each) for place in places)]
        if other := self._another_act(gone, before, told, said, bool(there)):
            return other
        alike = (each for each in told if each in there or self._standing.is_alike(gone, before, each, said))
        placed = list(alike) if stated else []
        return self._other(drafted, stated, gone, placed, said) if stated else None

    def _of_another_act(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """What another act of the campaign has under the same key: who did that, where that was."""
        new = {token.fold: token for token in self._particular(filter(names_thing, said[2]), before, said)}
        for stated in filter(_is_thing, drafted.stated) if new else ():
            gone, kept = _parted(stated, before)
            kept |= {one.fold for one in gone if self._is_said_again(one, said[0], said[2])}
            for text in self._values.others_than(stated.location) if gone and not kept else ():
                folds = self._folding.content(text)
                if folds and folds <= new.keys() and self._has_words(text, [new[fold] for fold in folds], said[0]):
                    token = min((new[fold] for fold in folds), key=lambda each: each.start)
                    yield put_for(drafted, before[0], gone[0], token, stated)

    def _has_words(self, text: str, tokens: Sequence[Token], said: Seen) -> bool:
        """Whether words are those of a text, and no others of one stem: "the management" is not "a manager"."""
        own = [word.low for word in words_of(plain(text))]
        told = (word.low for token in tokens for word in words_of(said.text[token.start : token.end]))
        return all(
            any(word.startswith(each[:-1]) and abs(len(word) - len(each)) <= _ENDING for each in own) for word in told
        )

    def _in_its_role(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """Other words in the role in which a record's were, wherever they stand: "The mayor banned it"."""
        told = self._no_verbs(self._particular(filter(names_thing, said[2]), before, said), said[0])
        new = [token for token in told if token.fold not in self._roles.generic]
        for stated in filter(_is_thing, drafted.stated) if new else ():
            gone, kept = _parted(stated, before)
            if self._roles.of_stated(stated, before[0]) != "agents":
                gone = [one for one in gone if not any(one.fold == each.fold for each in said[1])]
            things = any(map(names_thing, gone))  # a figure is another by a figure alone
            meant = _kindred(new, gone) or any(self._may_be_meant(one, before, said) for one in gone)
            for token in self._taking(stated, kept, new, (gone, before[0]), said) if things and not meant else ():
                if self._certainty.is_other(stated, token, before, said):
                    yield put_for(drafted, before[0], gone[0], token, stated)

    def _no_verbs(self, tokens: Iterable[Token], seen: Seen) -> list[Token]:
        """Those of some words that are no verbs where they stand."""
        return [token for token in tokens if not self._certainty.is_verb(token, seen)]

    def _taking(
        self, stated: Stated, kept: frozenset[str], new: Sequence[Token], was: tuple[Sequence[Token], Seen], said: Side
    ) -> Iterator[Token]:
        """The words that stand beside what is kept of a record's, where others stood, or in the role of all of it."""
        (gone, before), names = was, self._own(stated) | self._called(stated)
        role = self._roles.of_stated(stated, before)
        body = stated.name.startswith("organisations.") and role == "outcomes"
        strange = _strangers(said[0]) if role == "places" else frozenset[int]()
        for token in (each for each in new if each.fold not in names):
            if kept and self._roles.is_beside(token, *said[:2], kept):
                stood = any(self._standing.is_alike(one, before, token, said[0]) for one in gone)
                yield from (token,) if stood else ()
            elif role and not (kept or body):
                led = token.start in strange or self._roles.of(token, said[0], said[2]) == role
                yield from (token,) if led else ()

    def _another_act(self, gone: Token, before: Seen, new: Sequence[Token], said: Seen, alone: bool) -> Token | None:
        """The word for another act, status or relative than the one that a word left out is for.

        A relative within the words for an act is one where nothing else was changed (``alone``).
        """
        relatives = self._relatives
        kin = next((token for token in new if token.fold in relatives), None) if gone.fold in relatives else None
        kin = None if kin and self._certainty.is_led_aside(kin, said) else kin  # "whose father is" for "son of"
        if not is_of_act(gone, before) or (kin and alone):
            return kin
        kinds = own_acts(gone, before)
        others = (token for token in new if is_of_act(token, said) and not are_kin(token.fold, gone.fold))
        return next((token for token in others if not kinds & acts_at(token, said)), None)

    def _mourns(self, token: Token, said: Seen) -> bool:
        """Whether a relative is one of somebody dead, and somebody named is: "widow of Mr A"."""
        letter, kinds = self._eyes.cast.letter, self._eyes.cast.library.acts
        named = (letter.people.get(key) for each in said.of("person") for key in each.values)
        dead = any(kinds[act.kind].status == "dead" for one in named if one for act in one.acts)
        return dead and said.text[token.start : token.end].casefold() in self._eyes.lexicon.lists["mourning"]

    @property
    def _relatives(self) -> frozenset[str]:
        return self._folding.folds(self._eyes.lexicon.lists["relatives"])

    def _other(
        self, drafted: DraftedSentence, stated: Stated, gone: Token, new: Sequence[Token], said: Seen
    ) -> Token | None:
        """The word that stands for one of a record, None where it may say the same."""
        if stated.name == "country":
            return None  # "your country" may stand for it; another one is told by `_figures`
        own = self._own(stated)
        told = [
            token for token in self._no_verbs(new, said) if not token.fold.startswith("@") and token.fold not in own
        ]
        if stated.name.startswith("people."):  # "the two" for "Ms A and Mr B"
            many = sum(one.name.startswith("people.") for one in drafted.stated)
            told = [token for token in told if token.fold != f"={many}"]
        if not told or any(are_kin(token.fold, gone.fold) for token in new):
            return None
        if stated.kind is OriginKind.CITATION and not any(said.text[token.start].isupper() for token in told):
            return None
        return told[0]

    def _called(self, stated: Stated) -> frozenset[str]:
        """The stems of what a record's value is in the campaign: a letter can say "your subsidiary" for it."""
        return frozenset(
            fold for text in self._values.called_at(stated.location) for fold in self._folding.content(text)
        )

    def _own(self, stated: Stated) -> frozenset[str]:
        """The stems of all that somebody is called whom a record names, and of the offices that they have."""
        kind, _, key = stated.name.partition(".")
        campaign = self._eyes.cast.campaign
        texts: list[str] = []
        if kind == "organisations" and (body := campaign.organisations.get(Scalar(key))):
            texts = [str(each) for text in (body.name, body.short) if text for each in text.languages.values()]
            texts += sorted(self._eyes.lexicon.lists["bodies"])
        elif kind == "people" and isinstance(person := campaign.people.get(Scalar(key)), Person):
            offices = [each for office in person.offices for each in office.office.languages.values()]
            texts = [str(each) for each in (*person.name.languages.values(), *person.also, *offices)]
        return self._folding.stems({word.low for text in texts for word in words_of(plain(text))})


def _is_set_off(mention: Mention, seen: Seen) -> bool:
    """Whether marks stand before and behind words, as where somebody is called: "I ask you, Prime Minister, to"."""
    behind = seen.words[mention.last].gap if mention.last < len(seen.words) else ""
    return mention.first > 0 and "," in seen.words[mention.first].gap and "," in behind


def _low(token: Token, seen: Seen) -> str:
    """The words of a token in lower case."""
    return seen.text[token.start : token.end].casefold()


def _strangers(seen: Seen) -> frozenset[int]:
    """Where the names begin in a sentence that nothing knows."""
    return frozenset(each.start for each in seen.of("stranger"))


def _is_thing(stated: Stated) -> bool:
    """Whether a fact of the campaign gives words that are no name of a person."""
    return stated.kind is OriginKind.FACT and not stated.name.startswith("people.")


def _parted(stated: Stated, before: Side) -> tuple[list[Token], frozenset[str]]:
    """The words of a record that an edit leaves out, days apart, and what those have in common that it keeps."""
    own = [token for token in before[1] if _lies_in(token, stated)]
    gone = [token for token in own if token in before[2] and not token.days]
    return gone, frozenset(token.fold for token in own if token not in gone)


def _lies_in(token: Token, stated: Stated) -> bool:
    """Whether a word that tells something is one of those that a record gives."""
    return stated.start <= token.start < stated.end and not token.small


def _kindred(some: Sequence[Token], others: Sequence[Token]) -> bool:
    """Whether one of some words is a form of one of others."""
    return any(are_kin(one.fold, other.fold) for one in some for other in others)
