"""How a letter cites the law: instruments, ratifications, precedents, national laws, as of its date."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.origins import Origin, OriginKind
from letterkit.foundation.problems import Location, Problem
from letterkit.language.articles import definite
from letterkit.letter.compose.countries import country_noun
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.templates import Lazy
from letterkit.schema.law.instruments import Instrument, InstrumentKind
from letterkit.schema.law.precedents import Precedent
from letterkit.schema.law.ratifications import Standing, StandingKind

_OTHERS = "leave the clause out, or rest on what binds every state: the Universal Declaration, or membership of the ILO"
_STANDARDS = (InstrumentKind.DECLARATION, InstrumentKind.SOFT_LAW, InstrumentKind.ILO_CONSTITUTION)


class Citing:
    """Remembers, within one letter, which instruments have been cited.

    ``told`` are those to which the letter has said that the country is a party.
    ``at`` is the place in the campaign of the clause that is being filled, for problems.
    """

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._letter = naming.letter
        self.language = self._language = naming.language
        self.tracer = naming.tracer
        self.cited: set[str] = set()
        self.told: set[str] = set()
        self._membership_told = False
        self.at: Location | None = None

    @property
    def day(self) -> datetime.date:
        """The day as of which the law is cited."""
        return self._letter.date

    def convention(self, key: str) -> str:
        """An instrument as the letter cites it: with its subject at first, shortly afterwards."""
        instrument = self._letter.law.instrument(key)
        again = key in self.cited
        kind = OriginKind.LAW if instrument.number is None else OriginKind.CITATION
        text = self._citation(instrument, again)
        self.cited.add(key)
        return self._naming.fact(text, None, kind=kind, name=key)

    def conventions(self, entries: Sequence[Mapping[str, Any]]) -> str:
        """ILO conventions by their numbers alone, other instruments by name: "ILO Conventions Nos. 87 and 98".

        The ILO is named in full where it was not before.
        """
        numbered = [str(entry["number"]) for entry in entries if entry["number"]]
        cited = [self.articled(entry["key"]) for entry in entries if not entry["number"]]
        if numbered:
            agree = ("one",) if len(numbered) == 1 else ("many",)
            numbers = self._language.list(numbered)
            if "ilo" in self._naming.introduced:
                phrase = self._language.phrase("conventions", numbers, agree=agree)
            else:
                ilo = self._naming.organisation("ilo")
                phrase = self._language.phrase("conventions-of", numbers, ilo, agree=agree)
            cited.insert(0, self._naming.fact(phrase, None, kind=OriginKind.CITATION, name="conventions"))
        return self._language.list(cited)

    def articled(self, key: str) -> str:
        """An instrument as the letter cites it, with its article."""
        article = self._letter.law.instrument(key).article.get(self._language.code)
        cited = self.convention(key)
        if not article:
            return self._language.phrase("the-convention", cited)
        said = self._language.with_article(article, cited)
        return self.tracer.wrap(said, Origin(OriginKind.CITATION, key))

    def _citation(self, instrument: Instrument, again: bool) -> str:
        code = self._language.code
        if instrument.number is None:
            name = self._named(instrument, again)
            title = instrument.titles.get(code)
            if instrument.kind is not InstrumentKind.COVENANT or not title:
                return name
            return name if again else self._language.phrase("also-introduced", title, name)
        subject = instrument.subject.get(code)
        if again or not subject:
            return self._language.phrase("convention", instrument.number)
        if any(self._letter.law.instrument(key).number for key in self.cited):
            return self._language.phrase("convention-then", instrument.number, subject)
        if "ilo" in self._naming.introduced:
            return self._language.phrase("convention-at-first", instrument.number, subject)
        return self._language.phrase("convention-of", instrument.number, self._naming.organisation("ilo"), subject)

    def _named(self, instrument: Instrument, again: bool) -> str:
        """The name of an instrument in the letter's language; that it has none is a problem."""
        code = self._language.code
        name = (instrument.again.get(code) if again else None) or instrument.called_on(self.day, code)
        if name is None:
            message = f"{instrument.id} has no name in '{code}'"
            hint = f"add '{code}: ...' to its 'names', in templates/law/instruments/{instrument.id}.yml of your own"
            self._naming.problems.append(Problem("LK207", message, self.at, hint))
        return name or instrument.names["en"]

    def membership_told(self) -> bool:
        """Whether the letter has said what the country owes as a Member of the ILO; from now on it has."""
        before, self._membership_told = self._membership_told, True
        return before

    def all_instruments(self) -> Mapping[str, Instrument]:
        """Every instrument by its key."""
        return self._letter.law.instruments

    def refuse_right(self, right: str, holding: Sequence[str], more: str = "") -> None:
        """That no instrument which holds a right can be cited, and why not, as a problem; ``more`` is a mend."""
        if not holding:
            self._refuse("LK308", f"none of the instruments that are named holds the right '{right}'", more or _OTHERS)
            return
        reasons = "; ".join(f"{self._title(key)} ({self._why_not(key)})" for key in holding)
        message = f"nothing that holds the right '{right}' binds {self._state} on {self._letter.date}: {reasons}"
        self._refuse("LK308", message, f"{more or _OTHERS}{self._own_parties(holding)}")

    def _own_parties(self, keys: Sequence[str]) -> str:
        """How to say since when an instrument binds the country, where no table knows that; "" where they know it.

        One of the country's region comes first.
        """
        country, instruments = str(self._letter.country), self._letter.law.instruments
        unknown = [key for key in keys if self.standing(key).kind is StandingKind.UNKNOWN]
        chosen = next((key for key in unknown if country in instruments[key].members), next(iter(unknown), ""))
        own = (
            "; or say since when it is a party, from the depositary, under 'parties:' in "
            "templates/law/instruments/{}.yml of your own (docs/law.md, 'Adding an instrument')"
        )
        return own.format(chosen) if chosen else ""

    @property
    def _state(self) -> str:
        """The country, as problems name it."""
        return str(self._language.country(str(self._letter.country), self._letter.date))

    def _title(self, key: str) -> str:
        return str(self._letter.law.instrument(key).names["en"])

    def _why_not(self, key: str) -> str:
        """Why an instrument cannot be said to bind the country on the letter's date."""
        instrument, standing, day = self._letter.law.instrument(key), self.standing(key), self._letter.date
        if instrument.adopted and instrument.adopted.first > day:
            return f"adopted on {instrument.adopted}, later than the letter"
        if standing.ratified:
            return f"ratified, in force by {standing.in_force_by}"
        if standing.denounced:
            return f"denounced in {standing.denounced.first.year}"
        known = {
            StandingKind.NOT_RATIFIED: "not ratified by then",
            StandingKind.UNKNOWN: "whether it was ratified by then is not known",
            StandingKind.NOT_APPLICABLE: "for another region" if instrument.ratifiable else "binds nobody by itself",
        }
        return known.get(standing.kind, "not in force")

    def standing(self, key: str) -> Standing:
        """Whether the campaign's country had ratified an instrument on the letter's date."""
        return self._letter.law.standing(key)

    def party_to(self, key: str) -> str:
        """An instrument that the country is surely a party to, cited; that it is not known to be one is a problem."""
        standing = self.standing(key)
        if standing.kind is not StandingKind.RATIFIED or standing.in_force is False:
            message = f"{self._state} is not known to be a party to {self._title(key)} on {self._letter.date}"
            self._refuse("LK308", f"{message}: {self._why_not(key)}", f"{_OTHERS}{self._own_parties([key])}")
        self.told.add(key)
        return self.convention(key)

    def instruments(self, keys: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
        """Instruments by what binds the country to them on the letter's date.

        ``ratified``: it surely had; ``by_membership``: fundamental ILO conventions of which that is not certain,
        whose principles bind every Member; ``unknown``: other instruments of which it is not certain; ``other``:
        declarations and the like; ``all``: all, in the order given.
        """
        sorted_: dict[str, list[dict[str, Any]]] = {
            "ratified": [],
            "by_membership": [],
            "unknown": [],
            "other": [],
            "all": [],
        }
        for key in keys:
            instrument, standing = self._letter.law.instrument(key), self.standing(key)
            entry = {
                "key": key,
                "cited": Lazy(lambda key=key: self.convention(key)),  # type: ignore[misc]
                "the": Lazy(lambda key=key: self.articled(key)),  # type: ignore[misc]
                "ratified_the": Lazy(lambda key=key: self._telling(key)),  # type: ignore[misc]
                "number": instrument.number,
                "ratified": standing.ratified.first.year if standing.ratified else 0,
                "year": self.ratified_in(standing, key),
                "in_force": standing.in_force,
            }
            if standing.kind is StandingKind.RATIFIED:
                sorted_["ratified"].append(entry)
            elif standing.kind is StandingKind.NOT_APPLICABLE and instrument.kind in _STANDARDS:
                sorted_["other"].append(entry)
            elif instrument.fundamental_on(self._letter.date):
                sorted_["by_membership"].append(entry)
            else:
                sorted_["unknown"].append(entry)
            sorted_["all"].append(entry)
        return sorted_

    def _telling(self, key: str) -> str:
        """An instrument with its article, in a sentence that says when the country ratified it."""
        self.told.add(key)
        return self.articled(key)

    def examinations(self, entries: Sequence[Mapping[str, Any]] = ()) -> list[str]:
        """The years in which the ILO Conference's committee examined the country before the letter's date.

        With ``entries`` (of `instruments`), those in which it examined all of them. None at all is a problem: the
        clause would claim what is not on record.
        """
        country, day = str(self._letter.country), self._letter.date
        asked = {entry["key"] for entry in entries}
        found = [
            precedent
            for precedent in self._letter.law.measures(scheme="ilo", measure="examined", country=country)
            if asked.issubset(precedent.instruments)
        ]
        if not found:
            what = f" under {', '.join(sorted(asked))}" if asked else ""
            message = f"no examination of {country} by the committee{what} is in the tables before {day}"
            self._refuse("LK302", message, "leave the clause out, or take 'committee-found' with a source of your own")
        return [self._year(precedent) for precedent in found]

    def index_place(self) -> Mapping[str, Any]:
        """The country's newest place in the Global Rights Index that had come out by the letter's date.

        ``year``, ``rating`` ("" when it was not seen) and ``worst``, whether it is among the ten worst. None at all is
        a problem, since the clause would claim what is not on record.
        """
        country = str(self._letter.country)
        places = [place for place in self._letter.law.index if place.rating or place.ten_worst]
        if not places:
            message = f"no place of {country} in the Global Rights Index is in the tables before {self._letter.date}"
            self._refuse("LK323", message, "leave the clause out, or give it 'index:' and 'rating:' with a source")
            return {"year": "", "rating": "", "worst": False}
        newest = places[-1]
        year = self._naming.fact(str(newest.year), None, kind=OriginKind.LAW, name="rights-index")
        return {"year": year, "rating": newest.rating, "worst": bool(newest.ten_worst)}

    def _year(self, precedent: Precedent) -> str:
        return self._naming.fact(str(precedent.when.first.year), None, kind=OriginKind.LAW, name=precedent.id)

    def _refuse(self, code: str, message: str, hint: str = "leave the clause out, or choose another") -> None:
        self._naming.problems.append(Problem(code, message, self.at, hint))

    def provision(self, key: str, words: str) -> str:
        """A quotation of an instrument's own words; ValueError when they do not stand in it."""
        if words not in self._letter.law.instrument(key).text:
            raise ValueError(f"'{words}' does not stand in {key}")
        return self._naming.fact(words, None, kind=OriginKind.LAW, name=key)

    def ratified_in(self, standing: Standing, key: str) -> str:
        """The year of a ratification, marked; "" when the country had not surely ratified."""
        if standing.ratified is None or standing.ratified.bound == "by":
            return ""
        return self._naming.fact(str(standing.ratified.first.year), None, kind=OriginKind.LAW, name=key)

    def precedents(self, scheme: str, petition_by: str | None = None) -> list[dict[str, Any]]:
        """The measures under a scheme that were surely taken before the letter's date, as `precedent` gives them.

        With ``petition_by``, those only that a petition of that organisation brought about.
        """
        found = self._letter.law.measures(scheme=scheme, petition_by=petition_by)
        if not found:
            whose = f" that {petition_by} petitioned for" if petition_by else ""
            self._refuse("LK303", f"no measure under {scheme}{whose} is recorded before {self._letter.date}")
        return [self.precedent(precedent) for precedent in found]

    def precedent(self, precedent: Precedent) -> dict[str, Any]:
        """A precedent for a clause: country, year, causes, whether it was partial or has been restored."""

        def fact(text: str) -> str:
            return self._naming.fact(text, None, kind=OriginKind.LAW, name=precedent.id)

        country = country_noun(precedent.country, self._language, fact, self._letter.date)
        return {
            "country": country["name"],
            "year": fact(str(self._took_place(precedent).first.year)),
            "causes": [
                fact(words.get(self._language.code) or words["en"])
                for words in (self._letter.law.causes[cause] for cause in precedent.causes)
            ],
            "measure": precedent.measure,
            "partial": precedent.scope is not None and precedent.scope.extent == "partial",
            "restored": precedent.restored_by(self._letter.date),
        }

    def named_precedents(self, names: Collection[str]) -> list[dict[str, Any]]:
        """The precedents of those ids, in order of time (see `precedent`)."""
        return [self.precedent(one) for key, one in self._letter.law.precedents.items() if key in names]

    def _took_place(self, precedent: Precedent) -> PartialDate:
        """When a measure took effect, or was decided when that was still to come on the letter's date."""
        effective = precedent.effective
        return effective if effective and effective.last <= self._letter.date else precedent.when

    def law(self, key: str) -> dict[str, Any]:
        """A national law of the campaign: its ``name`` and, when it lists some, its ``articles`` as a phrase."""
        law = self._letter.laws[key]
        name = self._naming.translation(law.name)
        parts = law.articles or law.sections
        articles = [self._naming.fact(part, part.location) for part in parts]
        listed = self._language.list(articles)
        phrase = self._language.phrase(
            "article" if law.articles else "section", listed, agree=("one",) if len(articles) == 1 else ("many",)
        )
        return {
            "name": definite(self._naming.fact(name, law.name.location, name=f"laws.{key}"), self._language.writing),
            "articles": self._naming.tracer.wrap(phrase, Origin(OriginKind.LANGUAGE, "article")) if articles else "",
            "many": len(articles) > 1,
        }
