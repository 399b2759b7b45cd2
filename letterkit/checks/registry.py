"""Which functions are checks. There is no list of them.

A check of a letter is a public function of a module in this folder, or in one below it, that takes a
``document: Document`` alone and gives an ``Iterator[Problem]``; a check of a campaign takes
``campaign: Campaign, library: Library``.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from inspect import isfunction
from types import ModuleType

from letterkit import checks
from letterkit.drafts.document import Document
from letterkit.foundation.problems import Problem
from letterkit.schema.campaign import Campaign
from letterkit.schema.library import Library

Check = Callable[[Document], Iterator[Problem]]
CampaignCheck = Callable[[Campaign, Library], Iterator[Problem]]

_OF_LETTER = {"document": "Document", "return": "Iterator[Problem]"}
_OF_CAMPAIGN = {"campaign": "Campaign", "library": "Library", "return": "Iterator[Problem]"}


def of_letters(*modules: ModuleType) -> tuple[Check, ...]:
    """The checks of a letter in some modules, or in all, in their order."""
    return tuple(_looks(_OF_LETTER, modules))


def of_campaigns(*modules: ModuleType) -> tuple[CampaignCheck, ...]:
    """The checks of a campaign in some modules, or in all, in their order."""
    return tuple(_looks(_OF_CAMPAIGN, modules))


def _looks(shape: dict[str, str], modules: tuple[ModuleType, ...]) -> Iterator[Callable[..., Iterator[Problem]]]:
    for module in modules or _all():
        for name, value in vars(module).items():
            own = isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
            if own and value.__annotations__ == shape:
                yield value


@cache
def _all() -> tuple[ModuleType, ...]:
    return tuple(_found())


def _found() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(checks.__path__, f"{checks.__name__}."):
        if not found.ispkg and found.name not in (__name__, f"{checks.__name__}.run"):
            yield import_module(found.name)
