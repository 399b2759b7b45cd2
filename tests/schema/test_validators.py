"""The validators of records can be kept, and read what the plain ones read."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
from collections.abc import Iterator

import pytest
from pydantic import BaseModel, ValidationError
from pydantic_core import SchemaValidator
from support.library import ROOT, library_of

from letterkit import schema
from letterkit.foundation.caches import _pickled
from letterkit.foundation.strict_yaml import Table, parse
from letterkit.schema.campaign import Campaign
from letterkit.schema.fields import Record, ValidationContext
from letterkit.schema.validators import is_own, parts_of


def _records(record: type[Record]) -> Iterator[type[Record]]:
    for one in record.__subclasses__():
        yield one
        yield from _records(one)


def _again(record: type[BaseModel]) -> SchemaValidator:
    parts: tuple[object, ...] = pickle.loads(_pickled(parts_of(record)))[0]
    return SchemaValidator(*parts)  # type: ignore[arg-type]


def test_the_validator_of_every_record_can_be_kept() -> None:
    for module in pkgutil.walk_packages(schema.__path__, f"{schema.__name__}."):
        importlib.import_module(module.name)
    own = [record for record in _records(Record) if is_own(record)]
    assert len(own) > 80
    for record in own:
        BaseModel.model_rebuild.__func__(record)  # type: ignore[attr-defined]
        assert _again(record).title == record.__pydantic_validator__.title


@pytest.mark.parametrize("damaged", [False, True])
def test_a_kept_validator_reads_what_the_plain_one_reads(damaged: bool) -> None:
    BaseModel.model_rebuild.__func__(Campaign)  # type: ignore[attr-defined]
    text = (ROOT / "campaigns" / "kazakhstan-2017.yml").read_text(encoding="utf-8")
    text = text.replace("publish: yes", "publish: perhaps").replace("2017-", "2017/") if damaged else text

    def read(validator: SchemaValidator, table: Table) -> object:
        try:
            return validator.validate_python(table, context=ValidationContext(library_of().keys_of_acts))
        except ValidationError as invalid:
            return [(error["loc"], error["msg"], error["type"]) for error in invalid.errors(include_url=False)]

    plain, kept = Campaign.__pydantic_validator__, _again(Campaign)
    found = [read(validator, parse(text, "a.yml")) for validator in (plain, kept)]
    assert isinstance(found[0], list) == damaged
    assert repr(found[1]) == repr(found[0])


@pytest.mark.parametrize("parts", [(), ({"type": "nothing"},)], ids=["none", "unknown"])
def test_a_record_whose_validator_cannot_be_taken_up_is_made_ready_as_always(
    parts: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("letterkit.schema.validators.prepared", lambda *given: parts)
    monkeypatch.setattr("letterkit.schema.fields.is_own", lambda record: True)

    class Port(Record):
        berths: int

    assert Port(berths=3).berths == 3
    with pytest.raises(ValidationError):
        Port(berths="many")
