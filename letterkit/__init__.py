"""letterkit drafts, checks and typesets campaign letters."""


def __getattr__(name: str) -> str:
    """The version as ``__version__``, looked up when it is asked for: most commands never do."""
    if name != "__version__":
        raise AttributeError(name)
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("letterkit")
    except PackageNotFoundError:  # a bare checkout
        return "0"
