"""letterkit drafts, checks and typesets campaign letters.

Those who script it have the pipeline step by step: `load`, `check`, `compose`, `typeset`; docs/python.md shows how.
What is not asked for is not imported: most commands need little of it.
"""

_WHERE = {
    "letterkit.pipeline.steps": ("Composed", "Loaded", "check", "compose", "load"),
    "letterkit.foundation.problems": ("Location", "Problem", "UserError"),
    "letterkit.foundation.codes": ("Severity",),
    "letterkit.typeset.typeset": ("Typeset",),
}
__all__ = [*(name for names in _WHERE.values() for name in names), "typeset"]


def __getattr__(name: str) -> object:
    """A step or a record of the pipeline, or the version as ``__version__``, looked up when it is asked for."""
    from importlib import import_module

    if name == "__version__":
        from letterkit.foundation.caches import version_of

        try:
            return version_of("letterkit")
        except ModuleNotFoundError:  # a bare checkout
            return "0"
    if name == "typeset":  # the room of that name is the step, too
        return import_module("letterkit.typeset")
    for module, names in _WHERE.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'letterkit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
