"""The validators of records, made ready once: pydantic works them out of a record's fields anew at each start."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel
from pydantic_core import SchemaError, SchemaValidator

from letterkit.foundation.caches import prepared

_PROGRAM = __name__.partition(".")[0]
_OF_OTHERS = frozenset({"metadata", "serialization"})
"""What a schema holds for others than the validator: JSON schemas, and the way back into plain data."""


def take_up(record: type[BaseModel], make: Callable[[], object]) -> None:
    """Give a record of this program the validator that ``make`` gives it, as it was made before where it was.

    Of a validator that does not say what it is made of, as those of another pydantic may not, nothing is kept: it is
    made at each start.
    """

    def made() -> tuple[Any, ...]:
        make()
        try:
            return parts_of(record)
        except (AttributeError, IndexError, KeyError, TypeError):
            return ()

    name = f"{record.__module__}.{record.__qualname__}"
    parts = prepared(f"validator of {name}", "records", made, lambda: "records")
    if record.__pydantic_complete__:
        return
    try:
        record.__pydantic_validator__ = SchemaValidator(*parts)
    except (SchemaError, TypeError):
        make()


def parts_of(record: type[BaseModel]) -> tuple[Any, ...]:
    """What the validator of a record is made of, without what is for others; pydantic's core takes it as arguments."""
    parts: Any = record.__pydantic_validator__.__reduce__()[1]
    return _bare(parts[0]), *parts[1:]


def is_ready(record: type[BaseModel]) -> bool:
    """Whether a record has its validator; pydantic has something else in its place that asks for it."""
    return isinstance(record.__pydantic_validator__, SchemaValidator)


def is_own(record: type[BaseModel]) -> bool:
    """Whether a record stands in a module of this program, so that it can be named."""
    return record.__module__.startswith(f"{_PROGRAM}.") and "<" not in record.__qualname__


def _bare(schema: Any) -> Any:
    """A schema without what the validator does not look at."""
    if isinstance(schema, dict):
        beside = _OF_OTHERS if isinstance(schema.get("type"), str) else ()
        return {key: _bare(value) for key, value in schema.items() if key not in beside}
    if isinstance(schema, list):
        return [_bare(item) for item in schema]
    if type(schema) is tuple:
        return tuple(_bare(item) for item in schema)
    return schema
