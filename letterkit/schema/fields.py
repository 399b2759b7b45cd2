"""What a record of a file is made of: text in languages, names, numbers, and how YAML becomes it.

Modules of records do without ``from __future__ import annotations``: pydantic would compile each annotation of each
record and of those that it is made from at every start.
"""

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NamedTuple, Self, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from letterkit.foundation import reads
from letterkit.foundation.dates import Day
from letterkit.foundation.limits import Excess, excess_in_name, excess_in_phrase, refuse_excess
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Row, Scalar, Table, describe, location_of
from letterkit.foundation.suggest import did_you_mean
from letterkit.schema.other_words import key_meant
from letterkit.schema.validators import is_own, is_ready, take_up

R = TypeVar("R", bound="Record")
_LETTER = re.compile(r"[^\W\d_]")
_MOST_UNKNOWN = 100


class WrittenIn(NamedTuple):
    """Lines of a file, from the first to the last, whose plain phrases are in a language of their own (a code)."""

    file: str
    first: int
    last: int
    language: str


@dataclass(frozen=True, slots=True)
class ValidationContext:
    """What validation needs besides the data: the kinds of act with the keys of each, and where problems gather.

    ``language`` is that of phrases which name none, "" for English; in files of the folder ``in_english`` they are in
    English all the same, and in ``passages`` in the language of the passage. ``acts_meant`` gives the kinds of act that
    somebody may mean by a word, ``told_behind`` where a kind takes what its sentences tell behind a word.
    """

    acts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    language: str = ""
    in_english: str = ""
    passages: Sequence[WrittenIn] = ()
    acts_meant: Callable[[str], Sequence[str]] = lambda _: ()
    told_behind: Callable[[str, str], str] = lambda _word, _kind: ""

    def language_at(self, location: Location | None) -> str:
        """The language of a phrase that names none, by where it stands; "" for English."""
        for passage in self.passages:
            if location and location.file == passage.file and passage.first <= location.line <= passage.last:
                return "" if passage.language == PLAIN_LANGUAGE else passage.language
        shipped = location is not None and bool(self.in_english) and location.file.startswith(f"{self.in_english}/")
        return "" if shipped else self.language


_KEYS_HINT = "write a word of your own and a colon in the place of each dash, as in 'lomi:', and its keys below"


def _key(attribute: str) -> str:
    return attribute.rstrip("_").replace("_", "-")


class Record(BaseModel):
    """The base of all records: frozen, strict about keys, with the place where it was written.

    ``called`` is what messages call such a record ("a letter"), where its keys are looked for elsewhere by mistake;
    ``sample`` is how one begins, for who wrote it as a sentence. Of records that are so called, "none" leaves out a
    text that can be left out, but for those of which it ``none_says`` something.
    """

    model_config = ConfigDict(
        frozen=True,
        defer_build=True,
        extra="ignore",
        alias_generator=_key,
        populate_by_name=True,
        arbitrary_types_allowed=True,
    )

    location: Location | None = None

    is_read_by_parts: ClassVar[bool] = True
    shorthand: ClassVar[str] = ""
    called: ClassVar[str] = ""
    sample: ClassVar[str] = ""
    none_says: ClassVar[frozenset[str]] = frozenset()
    derived: ClassVar[frozenset[str]] = frozenset({"location"})

    if not TYPE_CHECKING:  # a type checker would take every name for a field

        def __getattr__(self, name: str) -> Any:
            """A field that was put aside, so that it is known who reads it (`letterkit.foundation.watch`)."""
            found = reads.read(self, name)
            return super().__getattr__(name) if found is reads.NOTHING else found

    @property
    def model_fields_set(self) -> set[str]:
        """Which fields were given."""
        reads.read_set(self)
        return super().model_fields_set

    def __eq__(self, other: object) -> bool:
        reads.read_all(self)
        if isinstance(other, Record):
            reads.read_all(other)
        return super().__eq__(other)

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, name) for name in type(self).model_fields)))

    def __copy__(self) -> Self:
        reads.read_all(self)
        return super().__copy__()

    def __iter__(self) -> Generator[tuple[str, Any], None, None]:
        reads.read_all(self)
        return super().__iter__()

    def __getstate__(self) -> dict[Any, Any]:
        reads.read_all(self)
        return super().__getstate__()

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys that the record takes in YAML: its fields but those ``derived`` from where it stands."""
        return tuple(field.alias or name for name, field in cls.model_fields.items() if name not in cls.derived)

    @classmethod
    def model_rebuild(
        cls,
        *,
        force: bool = False,
        raise_errors: bool = True,
        _parent_namespace_depth: int = 2,
        _types_namespace: Mapping[str, Any] | None = None,
    ) -> bool | None:
        """As pydantic's, which is called when a record is first made; its validator is taken up where it is known."""

        def rebuild() -> bool | None:
            return super(Record, cls).model_rebuild(
                force=force, raise_errors=raise_errors, _types_namespace=_types_namespace, _parent_namespace_depth=0
            )

        if force or is_ready(cls) or not is_own(cls):
            return rebuild()
        take_up(cls, rebuild)
        return True

    @model_validator(mode="before")
    @classmethod
    def _located(cls, data: Any, info: ValidationInfo) -> Any:
        if isinstance(data, Scalar) and cls.shorthand and data.strip():
            return {cls.shorthand: data, "location": data.location}
        if not isinstance(data, Table):
            if isinstance(data, Mapping):
                return data
            raise cls._no_keys(data)
        reading = info.context if isinstance(info.context, ValidationContext) else ValidationContext()
        known = cls.keys()
        data = cls.rewrite(data, reading)
        unknown = {key: data[key] for key in data if key not in known}
        reading.problems.extend(_unknown(unknown, known, reading, cls.mend_of_keys(data, reading)))
        kept = {str(key): cls._unless_none(str(key), value) for key, value in data.items() if key in known}
        return {**kept, "location": data.location}

    @classmethod
    def _unless_none(cls, key: str, value: Any) -> Any:
        """A value, or what stands where none is given for a text that can be left out, and is said to be none."""
        if not (cls.called and isinstance(value, Scalar) and value == "none") or key in cls.none_says:
            return value
        field = next(field for name, field in cls.model_fields.items() if (field.alias or name) == key)
        said = {Text, Name, Scalar}.intersection(types_in(field.annotation))
        return None if field.default is None and said else () if field.default == () and Text in said else value

    @classmethod
    def _no_keys(cls, data: object) -> PydanticCustomError:
        """Something that has no keys stands in the place of a record."""
        said = isinstance(data, str) and bool(data.strip())
        bare = "write its keys below it, one a line" if said else "write its keys below it, or leave it out"
        hint = f"write it as '{cls.sample}'" if cls.sample and said else _KEYS_HINT if isinstance(data, list) else bare
        message = "expected 'key: value' lines, found {found}; {hint}"
        return PydanticCustomError("mapping", message, {"found": describe(data), "hint": hint})

    @classmethod
    def rewrite(cls, table: Table, reading: ValidationContext) -> Table:
        """The table in the record's own keys; records with a shorter way of writing override this."""
        return table

    @classmethod
    def mend_of_keys(cls, table: Table, reading: ValidationContext) -> Callable[[str], str]:
        """What gives the mend of a key that the record does not take, "" for the usual one."""
        return lambda _: ""


def _unknown(
    table: Mapping[Scalar, Any], known: Sequence[str], reading: ValidationContext, own: Callable[[str], str]
) -> Iterator[Problem]:
    """Keys that a record does not take; of very many, the last problem says how many more there are."""
    keys = list(table)
    for key in keys[:_MOST_UNKNOWN]:
        cut = " " in key and not str(table[key] or "").strip()
        hint = CUT_BY_A_COMMA if cut else own(key) or elsewhere(key, known, reading) or _called_otherwise(key, known)
        yield Problem("LK121", f"unknown key '{key}'", location_of(key), hint)
    if more := keys[_MOST_UNKNOWN:]:
        message = f"{len(more):,} more unknown keys in one place"
        yield Problem("LK121", message, location_of(more[0]), "look at the indentation of these lines")


CUT_BY_A_COMMA = "a comma between braces ends a text: put quotation marks around one that has a comma"


def _called_otherwise(key: str, known: Sequence[str]) -> str:
    """The mend for a key in another language, or one that is mistyped."""
    meant = key_meant(key, known)
    return f"write '{meant}', as this key is called" if meant and meant != key else did_you_mean(key, known)


def elsewhere(key: str, known: Sequence[str], reading: ValidationContext) -> str:
    """The mend for a key that other records take: where it belongs; "" for one that none takes."""
    if key in reading.acts and "acts" in known:
        return f"it is an act: write '- {key}: ...' in a list under 'acts:'"
    taking = {record.called: record.keys() for record in _records(Record) if record.called}
    places = sorted((called for called, keys in taking.items() if key in keys), key=lambda called: called.split()[-1])
    if not places:
        return ""
    look = f"it belongs to {' or '.join(places)}: look where this line stands, and how far it is indented"
    return f"{look}; known here: {', '.join(known)}"


def _records(record: type[Record]) -> Iterator[type[Record]]:
    for one in record.__subclasses__():
        yield one
        yield from _records(one)


def one_key(table: Table, keys: Iterable[str], into: str, value_into: str) -> Table:
    """Rewrite ``{key: value, ...}`` with one of ``keys`` as ``{into: key, value_into: value, ...}``."""
    chosen = [key for key in table if key in set(keys)]
    if len(chosen) > 1:
        words = " and ".join(f"'{key}'" for key in chosen)
        context = {"words": words, "hint": "write an entry for each, with '- ' before it"}
        raise PydanticCustomError("one_key", "expected one of them, found {words}; {hint}", context)
    if not chosen:
        return table
    rewritten = Table({key: value for key, value in table.items() if key != chosen[0]})
    rewritten.location = table.location
    rewritten[Scalar(into, chosen[0].location)] = chosen[0]
    rewritten[Scalar(value_into, chosen[0].location)] = table[chosen[0]]
    return rewritten


def as_list(value: object) -> object:
    """One value as a list of one, for fields that take several."""
    if isinstance(value, list | tuple):
        return value
    row = Row([value])
    row.location = location_of(value) or Location("", 1)
    return row


def _yes_or_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if str(value) in ("yes", "true"):
        return True
    if str(value) in ("no", "false"):
        return False
    raise PydanticCustomError("yes_no", "expected yes or no, found {found}", {"found": describe(value)})


def _whole_number(value: object) -> int:
    if isinstance(value, int):
        return value
    text = str(value).replace(",", "").replace(" ", "").replace("_", "")
    if isinstance(value, str) and text.isdecimal():
        return int(text)
    message = "expected a whole number in digits, such as 250000, found {found}"
    raise PydanticCustomError("number", message, {"found": describe(value)})


YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Number = Annotated[int, BeforeValidator(_whole_number)]


PLAIN_LANGUAGE = "en"
"""The language of a text that names none."""


class Text(Record):
    """A phrase in one or more languages; written plainly, it is in the language of its place, or in English."""

    languages: Mapping[str, Scalar] = Field(default_factory=dict)
    neutral: ClassVar[bool] = False
    excess: ClassVar[Callable[[str], Excess | None]] = staticmethod(excess_in_phrase)

    @model_validator(mode="before")
    @classmethod
    def _located(cls, data: Any, info: ValidationInfo) -> Any:
        if isinstance(data, str) and data.strip():
            refuse_excess(cls.excess(data))
            return {"languages": {cls._plain_key(data, info.context): data}, "location": location_of(data)}
        if isinstance(data, Table) and data:
            for key, text in data.items():
                refuse_excess(cls.excess(text) if isinstance(text, str) else None)
                if not re.fullmatch(r"[a-z]{2,3}", key):
                    hint = "write it as one text; or, for several languages, 'en: ...', 'fr: ...'"
                    if text is None or not str(text).strip():
                        hint = CUT_BY_A_COMMA
                    raise PydanticCustomError(
                        "language", "expected a language code, found '{key}'; {hint}", {"key": str(key), "hint": hint}
                    )
                if isinstance(data[key], list):
                    hint = "give the languages within each item of the list: '- {en: ..., fr: ...}'"
                    message = "expected text in '{key}', found a list; {hint}"
                    raise PydanticCustomError("text", message, {"key": str(key), "hint": hint})
            return {"languages": {str(key): value for key, value in data.items()}, "location": data.location}
        if isinstance(data, dict) and "languages" in data:
            return data
        raise _no_text(data)

    @classmethod
    def _plain_key(cls, text: str, context: Any) -> str:
        """The language of a text that names none; "" for English, for names, and for figures."""
        if cls.neutral or not isinstance(context, ValidationContext) or not _LETTER.search(text):
            return ""
        return context.language_at(location_of(text))

    def within(self, language: str) -> Scalar | None:
        """The text in a language ("en", "fr"), or None when it has none in it; figures are the same in all."""
        if language in self.languages:
            return self.languages[language]
        plain = self.languages.get("")
        everywhere = self.neutral or language == PLAIN_LANGUAGE or (plain is not None and not _LETTER.search(plain))
        return plain if everywhere else None

    @property
    def first(self) -> Scalar:
        """The text in the first language given, for messages."""
        return next(iter(self.languages.values()))


def _no_text(data: object) -> PydanticCustomError:
    """Something else stands in the place of a text: a list of its words, say."""
    words = [item for item in data if isinstance(item, str)] if isinstance(data, list) else []
    hint = f"write it as one text, without brackets and dashes: {' '.join(words)}" if words else ""
    hint = hint or "write it, or leave the key out"
    message = "expected text, or text by language ('en: ...'), found {found}; {hint}"
    return PydanticCustomError("text", message, {"found": describe(data), "hint": hint})


class Name(Text):
    """A name: written plainly, it is the same in every language."""

    neutral: ClassVar[bool] = True
    excess: ClassVar[Callable[[str], Excess | None]] = staticmethod(excess_in_name)


OTHERS_WORDS = object()
"""Marks a field whose text can be in the words of others, between quotation marks: a charge, a reason, a reply."""


def types_in(annotation: Any) -> Iterator[Any]:
    """The types that an annotation is made of."""
    yield annotation
    for inner in get_args(annotation):
        yield from types_in(inner)


def _name(value: Scalar) -> Scalar:
    refuse_excess(excess_in_name(value))
    return value


Texts = Annotated[tuple[Text, ...], BeforeValidator(as_list)]
Names = Annotated[tuple[Name, ...], BeforeValidator(as_list)]
Words = Annotated[tuple[Scalar, ...], BeforeValidator(as_list)]
OtherNames = Annotated[tuple[Annotated[Scalar, AfterValidator(_name)], ...], BeforeValidator(as_list)]
Days = Annotated[tuple[Day, ...], BeforeValidator(as_list)]
Gender = Literal["male", "female"]
