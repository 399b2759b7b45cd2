"""On what occasion a letter is written, what is to be raised there, and that a letter is about one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from letterkit.letter.compose.acts import Telling
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.templates import Lazy
from letterkit.schema.campaign import Occasion


class Occasions:
    """Words the occasions of one letter."""

    def __init__(self, naming: Naming, telling: Telling) -> None:
        self._naming, self._telling = naming, telling
        self._letter, self._language = naming.letter, naming.language

    def raised(self) -> Mapping[str, Any] | None:
        """The occasion with its article, when it is, and what is on its agenda."""
        occasion = self._letter.occasion
        if occasion is None:
            return None
        return {
            "name": self._name(occasion),
            "on": self._day(occasion),
            "agenda": self._naming.say(occasion.agenda) if occasion.agenda else "",
        }

    def matters(self) -> list[str]:
        """The occasions that the letter is about, each with its day where it is known."""
        dated = self._language.writing.phrases.occasion_on
        pattern = dated.choose() if dated else "{} {}"
        return [
            pattern.format(self._name(one), self._day(one)) if one.date else self._name(one)
            for one in self._letter.matters
        ]

    def occasioned(self) -> Lazy | str:
        """On what occasion it is written: "on the occasion of", "ahead of", "one year after"; "" for none.

        It is an occasion of the campaign, or an act since which so much time has passed.
        """
        letter = self._letter
        if letter.anniversary:
            return Lazy(self._since_the_act)
        return Lazy(self._at_the_occasion) if letter.occasion else ""

    def _since_the_act(self) -> str:
        event = self._letter.anniversary
        assert event is not None
        told = self._telling.deed(event)
        since = event.act.date
        if not since.exact or since.first >= self._letter.date:
            return self._language.phrase("on-the-occasion", told)
        elapsed = self._language.anniversary(since.first, self._letter.date)
        return self._language.phrase("so-long-after", self._naming.fact(elapsed, since.location), told)

    def _at_the_occasion(self) -> str:
        occasion = self._letter.occasion
        assert occasion is not None
        name, today, date = self._name(occasion), self._letter.date, occasion.date
        if date is None or date.first > today:
            if day := self._day(occasion):
                return self._language.phrase("ahead-of-the-occasion", name, day)
            return self._language.phrase("nearing-the-occasion", name)
        if date.last >= today or not date.exact:
            return self._language.phrase("on-the-occasion", name)
        elapsed = self._naming.fact(self._language.anniversary(date.first, today), occasion.location)
        return self._language.phrase("so-long-after", elapsed, name)

    def _name(self, occasion: Occasion) -> str:
        naming, language = self._naming, self._language
        article = naming.translation(occasion.article) if occasion.article else language.writing.default_article
        name = naming.translation(occasion.name)
        said = name if article == "none" else language.with_article(str(article), str(name))
        return naming.fact(said, occasion.name.location, name="occasion")

    def _day(self, occasion: Occasion) -> str:
        """When it is; "" where that is not known."""
        if occasion.date is None:
            return ""
        return self._naming.fact(self._language.when(occasion.date, self._letter.date), occasion.location)
