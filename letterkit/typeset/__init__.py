"""A sheet and its Markdown become a PDF on letterhead.

The room is an engine: its input is a `sheet.Sheet` and Markdown, and it knows nothing of campaigns. How a text is set
(quotation marks, dashes, spaces) is in `typography`. It imports the foundation only.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

__all__ = [
    "assets",
    "depiction",
    "dialect",
    "directions",
    "fonts",
    "foreign",
    "grid",
    "lines",
    "parsed",
    "pictures",
    "prints",
    "readback",
    "scripts",
    "sheet",
    "standards",
    "thumbnails",
    "typeset",
    "typography",
]


class _Room(ModuleType):
    """The room, which answers to a call as the step of the pipeline that has its name.

    Python sets a sub-package as an attribute of its package, so `letterkit.typeset` can be nothing else.
    """

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """As `letterkit.pipeline.steps.typeset`, which is looked up when it is called: the room knows nothing of it."""
        return import_module("letterkit.pipeline.steps").typeset(*arguments, **named)


sys.modules[__name__].__class__ = _Room
