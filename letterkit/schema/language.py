"""What a language says to those who write letters in it: ``templates/languages/CODE/writing.yml``.

What only checks need stands in ``checking.yml`` and ``claims.yml`` beside it, which a language can do without.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, TypeVar

from babel import Locale, UnknownLocaleError
from pydantic import Field

from letterkit.foundation.kept import Kept
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar, location_of
from letterkit.foundation.suggest import did_you_mean
from letterkit.schema.checking import Checking, Claims
from letterkit.schema.country_forms import CountryForm, YourCountry
from letterkit.schema.fields import Gender, Record, Words, YesNo
from letterkit.schema.phrases import Phrases, ReportedWords, Variant
from letterkit.schema.reading import Reading
from letterkit.schema.reviewing import Reviewing
from letterkit.schema.rights_words import RightsWords
from letterkit.schema.style import Style
from letterkit.schema.synonyms import Synonyms
from letterkit.schema.times import Elapsed, Times
from letterkit.schema.wording import (
    CasedRegex,
    CloseTo,
    Contraction,
    Dear,
    Feature,
    Indefinite,
    LocaleCode,
    Plurals,
    Possessive,
    Variants,
    gaps,
)

K = TypeVar("K")
Width = Literal["wide", "narrow"]


class TwoVersions(Record):
    """The notes in a draft where a person and the campaign have changed the same words."""

    begin: Scalar
    yours: Scalar
    yours_deleted: Scalar
    new: Scalar
    new_deleted: Scalar
    end: Scalar

    def by_key(self) -> dict[str, str]:
        """The notes by their keys in the file."""
        return {key: str(getattr(self, key.replace("-", "_"))) for key in self.keys()}


class Numbers(Record):
    """Words of large numbers."""

    million: Variant


class Countries(Record):
    """Articles and prepositions of countries: the ``forms`` of each kind, and of which kind a country is.

    ``names`` are those that the language prefers to the ones of the CLDR, ``formerly`` those that held until a day,
    ``also`` those that people use beside them. ``yours`` is what stands for the name once those whose country it is
    have read it.
    """

    names: Mapping[Scalar, Scalar] = Field(default_factory=dict)
    formerly: Mapping[Scalar, Mapping[Scalar, Scalar]] = Field(default_factory=dict)
    also: Mapping[Scalar, Words] = Field(default_factory=dict)
    kinds: Mapping[Scalar, Words] = Field(default_factory=dict)
    endings: Mapping[Scalar, Words] = Field(default_factory=dict)
    default: Scalar
    forms: Mapping[Scalar, CountryForm]
    yours: YourCountry | None = None

    def name_of(self, language: str, code: str, on: datetime.date | None = None) -> str:
        """The name of a country by its ISO code, as it was on a day or is today; the code for one that has none."""
        if on is not None:
            for until, name in sorted(self.formerly.get(Scalar(code), {}).items()):
                if on <= datetime.date.fromisoformat(until):
                    return str(name)
        return str(self.names.get(Scalar(code)) or Locale.parse(language).territories.get(code, code))

    def every_name(self, language: str) -> tuple[tuple[str, str], ...]:
        """Each name that a country has or had, with its code: today's, the CLDR's, those of old, everyday ones."""
        return _COUNTRY_NAMES.of(self, language, lambda: tuple(_with_straight_apostrophes(self._every_name(language))))

    def _every_name(self, language: str) -> Iterator[tuple[str, str]]:
        for code, name in Locale.parse(language).territories.items():
            if re.fullmatch(r"[A-Z]{2}", str(code)):
                yield str(code), self.name_of(language, str(code))
                yield str(code), str(name)
        for code, names in self.formerly.items():
            yield from ((str(code), str(name)) for name in names.values())
        for code, others in self.also.items():
            yield from ((str(code), str(name)) for name in others)

    def form_of(self, code: str, name: str) -> CountryForm:
        """How a country is said, by its ISO code and its name."""
        kind = next((kind for kind, codes in self.kinds.items() if code in codes), None)
        ended = (kind for kind, endings in self.endings.items() if name.endswith(tuple(endings)))
        return self.forms[kind or next(ended, self.default)]


_COUNTRY_NAMES: Kept[tuple[tuple[str, str], ...]] = Kept()


def _with_straight_apostrophes(names: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Names, and those with an apostrophe also as they are typed: "Côte d'Ivoire"."""
    for code, name in names:
        yield code, name
        if "’" in name:
            yield code, name.replace("’", "'")


class Spelling(Record):
    """A spelling of a language: its locale, and the ``words`` that it spells in another way than the first does."""

    locale: LocaleCode
    words: Mapping[Scalar, Scalar] = Field(default_factory=dict)


class TypographyRules(Record):
    """How typed text is set: where no line may end, and what goes between figures (docs/languages.md#typography)."""

    before_numbers: Words = ()
    references: Words = ()
    after_numbers: Words = ()
    before_names: Words = ()
    after_names: Words = ()
    elided: Words = ()
    space_before: Mapping[Scalar, Width] = Field(default_factory=dict)
    space_in_numbers: Width | Literal["none"] = "none"
    range: Scalar
    ellipsis: Scalar


class Writing(Record):
    """All that writing in a language takes. What a language can have none of may be left out.

    ``subject`` names the word of ``agreement`` that is the pronoun of a subject. ``default_article`` goes before an
    organisation that names none; ``writer`` is the gap of that name in a close. ``employed_at`` are titles at a
    place ("a journalist at"), ``employed_for`` for one, ``titles_with_article`` those before a name that
    have one ("le Dr Diop"). ``heads`` are words of offices that one person holds, ``unions`` of names of
    organisations with members, ``sites`` of places to be at, ``authorities`` of bodies and officers of a state,
    ``employers`` of names of places of work, ``kinds_of_organisations`` stand for a name said again, that for all
    first, ``bodies_of`` the body an officer heads. ``particles`` go before a demand ("to"), ``owner_particle``
    before an owner, both before each of several with ``particle_in_lists``; ``possessives`` are the words of
    ``agreement`` that stand for an article where the owner is known, ``demonstratives`` where that alone can be meant
    that was just told. ``clitics`` go before a verb, and nothing
    contracts with them. ``determiners`` tell the number of their noun, ``determined`` begin names that take no
    article, ``own_bodies`` say of what within the sender an office is. ``titles_of_address`` begin an address
    without surname, ``offices_alone`` end one, ``small_in_titles`` are small, ``perfect`` tell of now, ``present``
    what goes on since nobody says when. ``reported`` is how what others report is told, ``several_addressed`` calls
    several by what one is called, ``same_bodies`` a body that acts again.
    """

    name: Scalar
    conjunction: Scalar
    conjunction_besides: Scalar | None = None
    style: Style
    spellings: Mapping[Scalar, Spelling]
    two_versions: TwoVersions
    agreement: Mapping[Scalar, Annotated[Variants, gaps("name", needed=False)]]
    times: Times
    elapsed: Elapsed
    phrases: Phrases
    numbers: Numbers
    countries: Countries
    rights: RightsWords
    typography: TypographyRules
    withheld: tuple[Feature, ...]
    prepositions: Words
    abbreviations: Words
    default_article: Scalar
    article_genders: Mapping[Scalar, Gender] = Field(default_factory=dict)
    plural_articles: Words = ()
    offices: Mapping[Scalar, Variant] = Field(default_factory=dict)
    dear: Dear | None = None
    closes_to: tuple[CloseTo, ...] = ()
    subject: Scalar | None = None
    stressed: Scalar | None = None
    writer: Variant | None = None
    possessive: Possessive | None = None
    employed_at: Words = ()
    employed_for: Words = ()
    titles_with_article: Words = ()
    heads: Words = ()
    unions: Words = ()
    sites: Words = ()
    bodies_of: Mapping[Scalar, Scalar] = Field(default_factory=dict)
    authorities: Words = ()
    employers: Words = ()
    kinds_of_organisations: Words = ()
    particle_in_lists: YesNo = False
    offices_with_bodies: YesNo = False
    particles: Words = ()
    indefinite: Indefinite | None = None
    plurals: Plurals | None = None
    articles_of: Mapping[Scalar, Words] = Field(default_factory=dict)
    words_as_short_names: CasedRegex | None = None
    quantities: Words = ()
    whole_address: Words = ()
    offices_alone: Words = ()
    titles_of_address: Words = ()
    small_in_titles: Words = ()
    vowels: Words = ()
    semivowels: Words = ()
    silent: Words = ()
    how_often: Words = ()
    relative_times: Words = ()
    manners: Words = ()
    led_means: Words = ()
    participles: CasedRegex | None = None
    counts_alone: Mapping[Scalar, Variant] = Field(default_factory=dict)
    repeated_openings: Words = ()
    elision: Words = ()
    unelided: Words = ()
    contractions: tuple[Contraction, ...] = ()
    owner_particle: Scalar
    clitics: Words = ()
    infinitives: Words = ()
    indefinites: Words = ()
    possessives: Mapping[Scalar, Scalar] = Field(default_factory=dict)
    demonstratives: Mapping[Scalar, Scalar] = Field(default_factory=dict)
    determined: Words = ()
    own_bodies: Mapping[Scalar, Scalar] = Field(default_factory=dict)
    determiners: Mapping[Literal["one", "many"], Words] = Field(default_factory=dict)
    perfect: Mapping[Scalar, Scalar] = Field(default_factory=dict)
    present: Mapping[Scalar, Scalar] = Field(default_factory=dict)
    reported: ReportedWords
    several_addressed: Mapping[Scalar, Scalar] = Field(default_factory=dict)
    same_bodies: Mapping[Scalar, Scalar] = Field(default_factory=dict)

    def own_title(self, office: str, gender: str | None) -> str:
        """A title of office that the language knows, written in the language itself, for one of a gender; "" else."""
        said = office.casefold()
        known = (title for title in self.offices.values() if said in (str(one).casefold() for one in title.all))
        title = next(known, None)
        return title.choose((gender or "male",)) if title else ""


@dataclass(frozen=True, slots=True)
class LanguageFiles:
    """What the files of a language say. Without those of checks less is checked; review copies are English else."""

    code: str
    writing: Writing
    checking: Checking
    claims: Claims | None
    reading: Reading | None = None
    review: Reviewing | None = None
    synonyms: Synonyms | None = None


def mistakes(code: str, writing: Writing, checking: Checking | None) -> Iterator[Problem]:
    """What one part of a language's files says of another that is not there."""
    try:
        Locale.parse(code)
    except (ValueError, UnknownLocaleError):
        hint = "name the folder by a code such as es or pt"
        yield Problem("LK228", f"the CLDR has no language '{code}'", writing.location, hint)
    countries = writing.countries
    for kind in (*countries.kinds, *countries.endings, countries.default):
        if kind not in countries.forms:
            hint = did_you_mean(kind, countries.forms)
            yield Problem("LK228", f"'countries: forms' has no '{kind}'", location_of(kind), hint)
    yield from writing.rights.mistakes(map(str, writing.agreement))
    spellings = [close.spelling for close in checking.unfit_closes] if checking else []
    for spelling in (writing.style.spelling, *spellings):
        if spelling not in writing.spellings:
            yield no_such_spelling(spelling, writing)


def no_such_spelling(spelling: Scalar, writing: Writing) -> Problem:
    """The problem of a style that names a spelling which its language does not have."""
    expected = " or ".join(f"'{name}'" for name in writing.spellings)
    message = f"expected {expected}, found '{spelling}'"
    return Problem("LK123", message, location_of(spelling), did_you_mean(spelling, writing.spellings))
