"""Who is asked to act, and whether it is they who did what is to be undone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from letterkit.foundation.origins import Origin, OriginKind
from letterkit.letter.compose.descriptions import of_the_state
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.noun import Noun
from letterkit.letter.compose.spoken_to import spoken_to
from letterkit.letter.following import concerned
from letterkit.letter.wholes import wholes_of
from letterkit.schema.campaign import Group, Person
from letterkit.schema.fields import Text
from letterkit.schema.organisation import Act


class Responsible:
    """Tells those of whom one letter asks something from others who acted."""

    def __init__(self, naming: Naming) -> None:
        self._naming, self._letter, self._language = naming, naming.letter, naming.language

    def words(self) -> dict[str, Callable[..., object]]:
        """What templates can ask."""
        return {
            "did": self.did,
            "done_by_another": self.done_by_another,
            "done_by_others": self.done_by_others,
            "held_by_others": self.held_by_others,
            "pressed": self.pressed,
        }

    def did(self, kinds: str | Sequence[str], people: Noun | str) -> bool:
        """Whether those who are asked did something of a kind to people, as far as the campaign says who did it.

        Of several kinds, the newest act counts, and what befell their group befell people.

        Of the state, any of its bodies counts; a company is asked about what it did itself, and not its subsidiaries or
        suppliers, and a buyer presses who did it.
        """
        among = (kinds,) if isinstance(kinds, str) else kinds
        acts = [self._newest(among, key) for key in people.keys] if isinstance(people, Noun) else []
        if self._letter.target.is_ != "company":
            return _all_by(acts, self._is_of_the_state)
        if not self._letter.direct:
            return _all_by(acts, lambda _: True)
        return not self._are_of_another(acts, people)

    def done_by_another(self, kinds: Sequence[str], people: Noun | str) -> bool:
        """Whether a company is asked what only its subsidiary or supplier can do, that did it to people."""
        to_company = self._letter.target.is_ == "company" and self._letter.direct
        acts = [self._newest(kinds, key) for key in people.keys] if isinstance(people, Noun) else []
        return to_company and self._are_of_another(acts, people)

    def _are_of_another(self, acts: Sequence[Act | None], people: Noun | str) -> bool:
        """Whether acts, of each of some people one, are those of a subsidiary or supplier of the company written to.

        Where nobody says who did something, it was done where they work.
        """
        keys = people.keys if isinstance(people, Noun) else ()
        return bool(acts) and all(
            act is not None and (self._is_of_another(act.by) if act.by else self._are_at_another(key))
            for key, act in zip(keys, acts, strict=True)
        )

    def _are_at_another(self, key: str) -> bool:
        """Whether somebody is of a subsidiary or supplier of the company written to, or is such a body."""
        records = [self._letter.people.get(one) for one in (key, *wholes_of(key, self._letter.people))]
        bodies = [str(one.of) for one in records if isinstance(one, Group) and one.of]
        bodies += [str(office.of) for one in records if isinstance(one, Person) for office in one.offices if office.of]
        return any(self._naming.ties.has(body) for body in (key, *bodies))

    def done_by_others(self, kind: str, people: Noun | str) -> bool:
        """Whether the campaign says of each of some people that others than those asked did something to them."""
        acts = [self._newest((kind,), key) for key in people.keys] if isinstance(people, Noun) else []
        return bool(acts) and all(act and act.by for act in acts) and not self.did(kind, people)

    def held_by_others(self, people: Noun | str) -> bool:
        """Whether all of these were taken by others than the state, as far as the campaign says who did it."""
        newest = [self._newest_that_holds(key) for key in people.keys] if isinstance(people, Noun) else []
        return bool(newest) and all(
            act is not None
            and act.by is not None
            and self._letter.act_kinds[act.kind].by_anybody
            and not self._is_of_the_state(act.by)
            for act in newest
        )

    def _newest_that_holds(self, key: str) -> Act | None:
        """The newest act that has made somebody detained or missing."""
        kinds = self._letter.act_kinds
        acts = (act for act in self._letter.acts(key) if kinds[act.kind].status in ("detained", "missing"))
        return max(acts, key=lambda act: act.date.last, default=None)

    def pressed(self) -> str:
        """Whom a company is asked to press that is not responsible itself: who acted, where that is one for all."""
        asked = sorted(concerned(self._letter.items_asked()))
        acts = [act for key in asked for act in self._letter.acts(key) if act.by]
        doers = {str(act.by.first): act.by for act in acts if act.by}
        if len(doers) == 1:
            found = self._naming.translation(next(iter(doers.values())))
            return self._naming.fact(spoken_to(found, self._letter), found.location)
        said = self._language.phrase("those-responsible")
        return self._naming.tracer.wrap(said, Origin(OriginKind.LANGUAGE, "those-responsible"))

    def _newest(self, kinds: Sequence[str], key: str) -> Act | None:
        theirs = (key, *wholes_of(key, self._letter.people))
        acts = (act for one in theirs for act in self._letter.acts(one) if act.kind in kinds)
        return max(acts, key=lambda act: act.date.last, default=None)

    def _is_of_another(self, by: Text) -> bool:
        """Whether a doer is a subsidiary or supplier of the company written to."""
        return bool(self._naming.tied(self._naming.translation(by)))

    def _is_of_the_state(self, by: Text) -> bool:
        """Whether a doer is a body or an officer of the state, by the words of its name, or belongs to it."""
        named = str(self._naming.translation(by))
        for record in self._letter.organisations.values():
            names = [str(self._naming.translation(name)) for name in (record.name, record.short) if name]
            if any(named in (name, f"{self._naming.article(record)}{name}") for name in names) and of_the_state(
                record, self._letter.organisations
            ):
                return True
        words = set(re.findall(r"\w+", named.casefold()))
        return not words.isdisjoint(map(str, self._language.writing.authorities))


def _all_by(acts: Sequence[Act | None], one: Callable[[Text], bool]) -> bool:
    """Whether there are acts, and each is said to have been done by such ``one``."""
    return bool(acts) and all(act is not None and act.by is not None and one(act.by) for act in acts)
