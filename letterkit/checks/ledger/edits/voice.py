"""Whether an edit makes doers of those who suffered, or the other way round: the voice changes, and nobody's place.

"A was beaten by B" and "B beat A" say the same; "A beat B" says the opposite, though it has the same words.
"""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.ledger.edits.tokens import Folding
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen

_NAMED = ("person", "group", "head", "body")
_TIMES = ("date", "duration")


class Voice:
    """Compares the voice of drafted and edited sentences in the language of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._lists, self._folding = eyes.lexicon.lists, folding
        self._function, self._units = eyes.lexicon.function, eyes.lexicon.durations

    def turned(self, before: Seen, said: Seen) -> tuple[int, int] | None:
        """The verb in ``said`` with which the other did it, than ``before`` says; None when nobody is turned."""
        for passive, active in ((before, said), (said, before)):
            for at, agent in self._became_objects(passive, active):
                word = said.words[at if active is said else agent]
                return word.start, word.end
        return next(iter(self._now(before, said)), None)

    def _now(self, before: Seen, said: Seen) -> Iterator[tuple[int, int]]:
        yield from self._became_passive(before, said)
        yield from self._became_doers(before, said)
        yield from self._came_to_refuse(before, said)

    def _came_to_refuse(self, before: Seen, said: Seen) -> Iterator[tuple[int, int]]:
        """The word by which somebody refuses now to whom it was refused: "A refused to see a lawyer"."""
        refused = {each.values for each, _ in self._refusing(before)}
        told = any(word.low in self._folding.reversing or self._refuses(word.low) for word in before.words)
        known = {each.values for each in before.of(*_NAMED)}
        for each, at in self._refusing(said) if told else ():
            if each.values in known and each.values not in refused:
                yield said.words[at].start, said.words[at].end

    def _refuses(self, word: str) -> bool:
        """Whether a word means a refusal, whoever it is that refuses: "denied"."""
        return bool(self._folding.folds([word]) & self._folding.folds(self._folding.reversing))

    def _refusing(self, seen: Seen) -> Iterator[tuple[Mention, int]]:
        """Those named who refuse something, each with the word for it, right behind them."""
        active = self._lists["auxiliaries"] - self._lists["be"]
        for each in seen.of(*_NAMED):
            at = each.last
            while at < len(seen.words) and seen.words[at].low in active and seen.words[at].gap == " ":
                at += 1
            if at < len(seen.words) and seen.words[at].gap == " " and seen.words[at].low in self._folding.reversing:
                yield each, at

    def _became_doers(self, before: Seen, said: Seen) -> Iterator[tuple[int, int]]:
        """Those whom it befell, and who now did it: "the arrest of soldiers by A", "A's threats against an officer"."""
        suffered = {each.values: lead for each, lead in self._led(before) if self._befell(each, lead, before)}
        for each, lead in self._led(said):
            was = suffered.get(each.values)
            if was is None:
                continue
            others = [n for n, word in enumerate(said.words) if word.low == was and n + 1 < len(said.words)]
            governs = bool(was) and lead in self._lists["partitive"] and was not in self._lists["partitive"]
            if lead in self._folding.agents or (governs and any(n > each.first for n in others)):
                yield each.start, each.end

    def _led(self, seen: Seen) -> Iterator[tuple[Mention, str]]:
        """Those named, each with the preposition before it, "" for none."""
        skipped = self._lists["titles"] | self._lists["articles"]
        counted = {at for each in seen.of("number") for at in range(each.first, each.last)}
        for each in seen.of("person", "group", "head"):
            at = each.first - 1
            while at >= 0 and (seen.words[at].low in skipped or at in counted):
                at -= 1
            low = seen.words[at].low if at >= 0 else ""
            yield each, low if low in self._lists["governed"] else ""

    def _befell(self, each: Mention, lead: str, seen: Seen) -> bool:
        """Whether something befell somebody: a preposition leads to them, or a verb in the passive follows."""
        if lead:
            return lead in self._lists["objects"] and lead not in self._folding.agents
        verb = next((verb for verb in seen.of("verb") if verb.first >= each.last), None)
        return verb is not None and self._is_passive(seen, verb.first)

    def exchanged(self, before: Seen, said: Seen) -> bool:
        """Whether everybody who did something in the passive sentence ``before`` stands ahead of a verb in ``said``."""
        places = [self._stem(word.low) for word in said.words]
        doers = list(self._doers(before))
        return bool(doers) and all(
            doer in places
            and (
                any(each.first > places.index(doer) for each in said.of("verb"))
                or self._verbs(before, agent) & set(places[places.index(doer) :])
                or self._is_subject(said, places.index(doer))
            )
            for agent, doer in doers
        )

    def led_as_source(self, before: Seen, said: Seen) -> bool:
        """Whether those who did it in the passive ``before`` are led in ``said`` as those from whom it came.

        "Threats from soldiers", "at the hands of soldiers", "on the orders of the prefect", "renvoyé de l'usine".
        """
        places = [self._stem(word.low) for word in said.words]
        doers = [doer for _, doer in self._doers(before)]
        return bool(doers) and all(doer in places and self._is_source(said, places.index(doer)) for doer in doers)

    def _is_source(self, seen: Seen, at: int) -> bool:
        """Whether a noun is led as that from which something came, or whose orders or hands did it."""
        if any(self._is("ordering", seen, near) for near in range(at + 1, min(at + 4, len(seen.words)))):
            return True
        at -= 1
        while (
            at >= 0
            and (self._is("articles", seen, at) or self._is("definite", seen, at))
            and not self._is("sources", seen, at)
        ):
            at -= 1
        return self._is("sources", seen, at) or any(self._is("ordering", seen, near) for near in range(at - 2, at))

    def _is_subject(self, seen: Seen, at: int) -> bool:
        """Whether a noun begins a sentence, but for days and small words, and no form of "be" follows it."""
        dated = {n for each in seen.of(*_TIMES) for n in range(each.first, each.last)}
        first = at
        while first and seen.words[first].gap == " " and self._tells(seen, first - 1) and first - 1 not in dated:
            first -= 1
        ahead = (n for n in range(first) if n not in dated)
        return not any(self._tells(seen, n) or self._is("agents", seen, n) for n in ahead) and not any(
            self._is("be", seen, n) for n in range(at + 1, min(at + 5, len(seen.words)))
        )

    def _became_objects(self, passive: Seen, active: Seen) -> Iterator[tuple[int, int]]:
        """The verbs in ``active`` whose object is who did it in ``passive``, each with the word before them there."""
        for agent, doer in self._doers(passive):
            verbs = self._verbs(passive, agent)
            for at, word in enumerate(active.words):
                if self._stem(word.low) != doer:
                    continue
                verb = self._governing(active, at)
                if verb is None or self._is("governed", active, verb) or self._is_passive(active, verb):
                    continue
                if verb == at - 1 and not word.is_capital:
                    continue  # "investigated independently"
                if self._is_verb(active, verb, verbs) or self._is_theirs(passive, active, verb, verbs):
                    yield verb, agent

    def _is_theirs(self, passive: Seen, active: Seen, verb: int, verbs: frozenset[str]) -> bool:
        """Whether a word is what those do, who suffered it: it stands behind them, and what was done is not told."""
        if self._is("governed", active, verb) or verbs & self._content(active, 0, len(active.words)):
            return False
        small = self._lists["auxiliaries"] | self._lists["adverbs"]
        suffered = {each.values for each in passive.of(*_NAMED)}
        return any(
            each.values in suffered
            and 0 <= verb - each.last <= 2
            and all(word.low in small and word.gap == " " for word in active.words[each.last : verb])
            and active.words[verb].gap == " "
            for each in active.of(*_NAMED)
        )

    def _became_passive(self, before: Seen, said: Seen) -> Iterator[tuple[int, int]]:
        """The verbs that had an object and now are in the passive, while the same words stand ahead of them."""
        for at, word in enumerate(said.words):
            if not (self._tells(said, at) and self._is_passive(said, at)) or self._has_object(said, at):
                continue
            if any(each.first <= at < each.last for each in said.of("number")):
                continue
            for was, known in enumerate(before.words):
                if self._stem(known.low) != self._stem(word.low) or self._is_passive(before, was):
                    continue
                if self._objects(before, was) & self._content(said, 0, at):
                    continue  # who suffers it stands ahead of the passive
                ahead = self._content(before, 0, was)
                behind = self._content(said, at + 1, len(said.words))
                if self._has_object(before, was) and ahead & self._content(said, 0, at) and not ahead & behind:
                    yield word.start, word.end

    def _objects(self, seen: Seen, at: int) -> frozenset[str]:
        """The first word behind a verb that tells something."""
        first = next((n for n in range(at + 1, len(seen.words)) if self._tells(seen, n)), at)
        return self._content(seen, first, first + 1)

    def _doers(self, seen: Seen) -> Iterator[tuple[int, str]]:
        """The words before who did something, and the first word of these that tells something."""
        for at, word in enumerate(seen.words):
            if word.low in self._folding.agents:
                doer = next((other for other in range(at + 1, len(seen.words)) if self._tells(seen, other)), None)
                if doer is not None:
                    yield at, self._stem(seen.words[doer].low)

    def _verbs(self, seen: Seen, agent: int) -> frozenset[str]:
        """The words right behind the last form of "be" before an agent: what was done."""
        at = next((at for at in range(agent - 1, -1, -1) if self._is("be", seen, at)), agent)
        last = at + 1
        while last < agent and self._tells(seen, last):
            last += 1
        return self._content(seen, at + 1, last)

    def _governing(self, seen: Seen, at: int) -> int | None:
        """The word that stands right before a noun and its articles."""
        while at and seen.words[at].gap == " ":
            at -= 1
            if self._tells(seen, at) or self._is("be", seen, at):
                return at
            if not self._is("articles", seen, at) and not self._is("definite", seen, at):
                return None
        return None

    def _is_verb(self, seen: Seen, at: int, verbs: frozenset[str]) -> bool:
        known = any(each.first <= at < each.last for each in seen.of("verb"))
        return known or self._stem(seen.words[at].low) in verbs

    def _is_passive(self, seen: Seen, at: int) -> bool:
        """Whether a form of "be" stands before a verb, with nothing between them that is set off."""
        for back in range(at, max(0, at - 3), -1):
            if seen.words[back].gap not in (" ", "'"):
                return False
            if self._is("be", seen, back - 1):
                return True
        return False

    def _has_object(self, seen: Seen, at: int) -> bool:
        """Whether who suffers stands right behind a verb: somebody named, or an article and a noun."""
        if at + 1 >= len(seen.words) or seen.words[at + 1].gap != " " or not self._tells(seen, at):
            return False
        timed = any(at < each.first <= at + 3 for each in seen.of(*_TIMES))
        timed = timed or any(word.low in self._units for word in seen.words[at + 1 : at + 4])
        named = any(each.first == at + 1 for each in seen.of(*_NAMED))
        return named or (self._is("articles", seen, at + 1) and not timed)

    def _tells(self, seen: Seen, at: int) -> bool:
        word = seen.words[at]
        empty = any(self._is(name, seen, at) for name in ("be", "auxiliaries", "articles", "joining", "agents"))
        return not empty and word.low not in self._function and len(word.low) > 1

    def _content(self, seen: Seen, first: int, last: int) -> frozenset[str]:
        dated = {at for each in seen.of("date") for at in range(each.first, each.last)}
        return frozenset(
            self._stem(seen.words[at].low) for at in range(first, last) if at not in dated and self._tells(seen, at)
        )

    def _stem(self, word: str) -> str:
        return min(self._folding.stems([word]))

    def _is(self, name: str, seen: Seen, at: int) -> bool:
        return at >= 0 and seen.words[at].low in self._lists.get(name, frozenset())
