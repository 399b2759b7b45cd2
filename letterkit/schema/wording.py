"""The types of what a language's files hold: words with gaps, words that agree, regular expressions, patterns of dates.

Each is read whole when the file is, so that a mistake in it is a problem at its line, and not one of a letter.
"""

import datetime
import re
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from string import Formatter
from typing import Annotated, Any, Literal, TypeVar, get_args

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, tokenize_pattern
from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from letterkit.foundation.origins import capitalise
from letterkit.foundation.strict_yaml import Scalar, Table, describe, location_of
from letterkit.foundation.suggest import did_you_mean
from letterkit.schema.clause import Role
from letterkit.schema.fields import Record, Words, YesNo

T = TypeVar("T", bound=str)

Feature = Literal["it", "bodies", "male", "female", "males", "females", "withheld", "one", "many", "neutral"]
"""What a noun can be, for the words that agree with it (docs/languages.md#agreement)."""


class Variants(Record):
    """A word or phrase in the variants that agree with a noun; written plainly, it is always the same."""

    variants: Mapping[str, str] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _located(cls, data: Any, info: ValidationInfo) -> Any:
        if isinstance(data, str) and data.strip():
            return {"variants": {"": data}, "location": location_of(data)}
        if isinstance(data, Table) and data:
            for feature, word in data.items():
                if feature not in get_args(Feature):
                    hint = did_you_mean(feature, get_args(Feature))
                    message = "there is no variant '{key}'; {hint}"
                    raise PydanticCustomError("variant", message, {"key": str(feature), "hint": hint})
                if not isinstance(word, str):
                    message = "expected text for '{key}', found {found}"
                    raise PydanticCustomError("text", message, {"key": str(feature), "found": describe(word)})
            return {"variants": {str(feature): word for feature, word in data.items()}, "location": data.location}
        if isinstance(data, dict) and "variants" in data:
            return data
        expected = "expected text, or its variants ('{one: ..., many: ...}'), found {found}"
        raise PydanticCustomError("variants", expected, {"one: ..., many: ...": "", "found": describe(data)})

    def choose(self, agree: Sequence[str] = ()) -> str:
        """The variant for the first of a noun's features that has one, else the one for ``one``, else the first."""
        variants = self.variants
        return next((str(variants[feature]) for feature in (*agree, "one") if feature in variants), self.first)

    @property
    def first(self) -> str:
        """The variant that is written first."""
        return str(next(iter(self.variants.values())))

    @property
    def all(self) -> tuple[str, ...]:
        """All variants, as they are written."""
        return tuple(map(str, self.variants.values()))


class Possessive(Record):
    """The genitive that a language forms at the end of a name; ``after`` are the endings that take ``short``."""

    usual: Scalar
    short: Scalar
    after: Words


class Indefinite(Record):
    """The article before what somebody is: ``usual``, or ``vowel`` before one of the ``vowels`` and none of ``but``.

    ``offices`` are words of offices that one person holds, which go without ("president"); behind the words ``until``
    they are of something else ("member of the executive board").
    """

    usual: Scalar
    vowel: Scalar
    vowels: Words
    but: Words = ()
    offices: Words
    until: Words = ()

    def before(self, title: str) -> str:
        """A title as it stands behind a name; an office, or one with an article of its own, as it is."""
        words = re.split(
            r"[\s-]+", re.split(r"\s(?:" + "|".join(map(re.escape, self.until)) + r")\s", title.lower())[0]
        )
        articles = (self.usual, self.vowel, "the")
        if not title[:1].islower() or words[0] in articles or not set(words).isdisjoint(map(str, self.offices)):
            return title
        sounds, others = tuple(map(str, self.vowels)), tuple(map(str, self.but))
        return f"{self.vowel if title.startswith(sounds) and not title.startswith(others) else self.usual} {title}"


class Plurals(Record):
    """How a title becomes plural.

    ``endings`` are pairs of one and what takes its place, the first that fits; ``usual`` is added where none does.

    ``until`` are words before which the title ends ("of"); ``whole`` says that all words before take it, and not the
    last alone. Nouns that end in one of ``many``, and in none of ``but``, are plural.
    """

    many: Words = ()
    but: Words = ()
    endings: tuple[tuple[Scalar, Scalar], ...] = ()
    usual: Scalar
    until: Words
    whole: YesNo = False

    def of(self, title: str) -> str:
        """A title for several people: "physics teachers", "professors of law", « journalistes indépendants »."""
        words = title.split(" ")
        stop = len(self.head(title).split())
        for at in range(0 if self.whole else max(stop - 1, 0), stop):
            words[at] = self._word(words[at])
        return " ".join(words)

    def is_many(self, phrase: str) -> bool:
        """Whether a noun phrase is plural, by its last word before those of ``until``: "the guards of the mine"."""
        last = self.head(phrase).casefold()
        return last.endswith(tuple(map(str, self.many))) and not last.endswith(tuple(map(str, self.but)))

    def head(self, title: str) -> str:
        """A title as far as the first word of ``until``, which may elide: "workers" of "workers of the port"."""
        words = title.split(" ")
        elided = tuple(str(word) for word in self.until if str(word)[-1] in "'’")
        ends = (at for at, word in enumerate(words) if word in self.until or (elided and word.startswith(elided)))
        return " ".join(words[: next(ends, len(words))])

    def _word(self, word: str) -> str:
        for ending, plural in self.endings:
            if word.endswith(str(ending)):
                return word[: len(word) - len(ending)] + plural
        return f"{word}{self.usual}"


def check_gaps(text: T, names: Collection[str], count: int = 0, needed: bool = False) -> T:
    """A text, refused when its gaps are not those that are filled: ``names``, and up to ``count`` that are only "{}".

    ``needed`` says that it has to have them all, since a letter without them would leave out what stands there.
    """
    known = [f"{{{name}}}" for name in names] + ["{}"] * bool(count)
    times = f", {count} times" if count > 1 else ""
    hint = f"its gaps can be {', '.join(known)}{times}" if known else "it has no gaps"
    parts = _gaps_of(text, hint)
    found = [part[1] for part in parts]
    wrong = next((part for part in parts if part[1] not in (*names, "") or part[2] or part[3]), None)
    if wrong or found.count("") > count:
        gap = f"'{{{wrong[1]}}}'" if wrong else "so many gaps"
        message = "{found} cannot have {gap}; {hint}"
        raise PydanticCustomError("gaps", message, {"found": describe(text), "gap": gap, "hint": hint})
    if needed and (found.count("") < count or not set(names) <= set(found)):
        message = "{found} has too few gaps; {hint}"
        hint = f"it has to have {', '.join(known)}{times}"
        raise PydanticCustomError("gaps", message, {"found": describe(text), "hint": hint})
    return text


def _gaps_of(text: str, hint: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """The gaps of a text as `string.Formatter` reads them; ``hint`` says which it can have."""
    try:
        return [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError as error:
        message = "{found} cannot be filled: {error}; {hint}"
        raise PydanticCustomError(
            "gaps", message, {"found": describe(text), "error": str(error), "hint": hint}
        ) from error


def gaps(*names: str, count: int = 0, needed: bool = True) -> AfterValidator:
    """Holds a text, or all variants of one, against the gaps that are filled in it."""
    return AfterValidator(partial(_with_gaps, names, count, needed))


def _with_gaps(names: Sequence[str], count: int, needed: bool, value: Any) -> Any:
    for text in value.all if isinstance(value, Variants) else (value,):
        check_gaps(text, names, count, needed)
    return value


def _compiled(flags: int, value: object) -> re.Pattern[str]:
    if not isinstance(value, str) or not value.strip():
        message = "expected a regular expression, found {found}"
        raise PydanticCustomError("regex", message, {"found": describe(value)})
    hint = "see docs.python.org/library/re"
    try:
        pattern = re.compile(value, flags)
    except (re.error, OverflowError, RecursionError) as error:
        message = "{found} is no regular expression: {error}; {hint}"
        raise PydanticCustomError(
            "regex", message, {"found": describe(value), "error": str(error), "hint": hint}
        ) from error
    if pattern.groupindex or re.search(r"(?<!\\)\\[1-9]", value):
        message = "{found} names or repeats a group; {hint}"
        hint = "use (...) and (?:...) only: it becomes a part of others"
        raise PydanticCustomError("regex", message, {"found": describe(value), "hint": hint})
    own = re.match(r"\(\?[a-zA-Z]+\)", value)
    if own and (flags or own[0] != "(?i)"):
        message = "{found} sets flags for more than itself; {hint}"
        hint = "write '(?-i:...)' around what has to have its own capitals" if flags else "only '(?i)' can stand there"
        raise PydanticCustomError("regex", message, {"found": describe(value), "hint": hint})
    return pattern


def _has_a_group(pattern: re.Pattern[str]) -> re.Pattern[str]:
    if not pattern.groups:
        message = "'{found}' has no group; {hint}"
        hint = "put what it looks for into (...)"
        raise PydanticCustomError("regex", message, {"found": pattern.pattern, "hint": hint})
    return pattern


Regex = Annotated[re.Pattern[str], BeforeValidator(partial(_compiled, re.IGNORECASE))]
"""A regular expression in which capitals do not matter."""
CasedRegex = Annotated[re.Pattern[str], BeforeValidator(partial(_compiled, 0))]
"""A regular expression in which capitals matter, unless it begins with ``(?i)``."""
GroupRegex = Annotated[CasedRegex, AfterValidator(_has_a_group)]
"""One whose first group is what is looked for."""


def _date_pattern(pattern: Scalar) -> Scalar:
    hint = "write it as the CLDR does, such as 'd MMMM y'"
    try:
        format_date(datetime.date(2017, 1, 21), str(pattern), locale=Locale("en"))
        fields = {value[0] for kind, value in tokenize_pattern(str(pattern)) if kind == "field"}
    except (ValueError, KeyError, AttributeError, NotImplementedError, LookupError, TypeError):
        fields = set()
    if "d" not in fields or not fields & {"M", "L"}:
        message = "{found} is no pattern of a day and month; {hint}"
        raise PydanticCustomError("date_pattern", message, {"found": describe(pattern), "hint": hint})
    return pattern


DatePattern = Annotated[Scalar, AfterValidator(_date_pattern)]


def _locale(name: Scalar) -> Scalar:
    try:
        Locale.parse(str(name).replace("-", "_"))
    except (ValueError, UnknownLocaleError) as error:
        hint = "write a code such as en-GB or fr"
        message = "the CLDR has no language {found}; {hint}"
        raise PydanticCustomError("locale", message, {"found": describe(name), "hint": hint}) from error
    return name


LocaleCode = Annotated[Scalar, AfterValidator(_locale)]


def _contraction(words: tuple[Scalar, ...]) -> tuple[Scalar, ...]:
    if len(words) != 3:
        message = "expected three words, the first two of which make the third, found {count}"
        raise PydanticCustomError("contraction", message, {"count": len(words)})
    return words


Contraction = Annotated[tuple[Scalar, ...], AfterValidator(_contraction)]


class ByTwoGenders(Record):
    """A pattern for men and one for women."""

    male: Annotated[Scalar, gaps("office")]
    female: Annotated[Scalar, gaps("office")]


class Dear(ByTwoGenders):
    """How the salutation calls the holder of an office; ``elided`` before a vowel.

    It calls a minister so, whatever the portfolio: a title ends before a word of ``until``, unless one of ``whole``
    begins there ("d'État"), or one of ``not_alone`` would be left ("chef"). ``alone`` are those whom it
    calls without their office or name: a king "Sire", "Me Sarr" « Maître ».
    """

    elided: ByTwoGenders | None = None
    until: Words = ()
    whole: Words = ()
    not_alone: Words = ()
    alone: Mapping[Scalar, Scalar] = Field(default_factory=dict)

    def names_a_body(self, office: str) -> bool:
        """Whether an office says of what it is: « ministre de la Santé », « président de la République »."""
        words = office.split()
        stops = tuple(str(word) if str(word)[-1] in "'’" else f"{word} " for word in self.until)
        return any(f"{' '.join(words[at:])} ".startswith(stops) for at in range(1, len(words)))

    def title(self, office: str) -> str:
        """What of an office stands in the salutation: "Ministre" of "ministre de la Santé"."""
        words = office.partition(",")[0].split()
        stops = tuple(str(word) if str(word)[-1] in "'’" else f"{word} " for word in self.until)
        for at in range(1, len(words)):
            rest = " ".join(words[at:])
            if not rest.startswith(tuple(map(str, self.whole))) and f"{rest} ".startswith(stops):
                kept = " ".join(words[:at])
                words = words if kept.casefold() in map(str, self.not_alone) else words[:at]
                break
        return capitalise(" ".join(words))


class CloseTo(Record):
    """The complimentary close of a letter to those whom ``is_`` names, in one of ``offices`` if it has any."""

    is_: Role
    offices: Words = ()
    close: Annotated[Scalar, gaps("dear", "writer", needed=False)]

    def fits(self, role: str, office: str) -> bool:
        """Whether it is the close to somebody who acts for ``role`` in an office."""
        return self.is_ == role and (not self.offices or office.casefold() in map(str, self.offices))


def before_its_name(article: str) -> str:
    """An article as it stands before a name: with a space, unless it has lost its vowel ("the ", "l'")."""
    return article if article.endswith(("'", "’")) else f"{article} "
