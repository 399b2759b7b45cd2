"""What a workspace says of itself: whose it is, and what its new campaigns begin with."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator

from letterkit.foundation.files import real_path, shown
from letterkit.foundation.problems import Location, Problem, UserError, stop_on
from letterkit.foundation.strict_yaml import Scalar, parse, read_text
from letterkit.schema.fields import PLAIN_LANGUAGE, Record, ValidationContext, as_list
from letterkit.schema.validate import validate

if TYPE_CHECKING:
    from babel import Locale

SETTINGS = "letterkit.yml"
"""The file that makes a folder a workspace."""


class Settings(Record):
    """The settings of a workspace: ``letterhead`` is the one that writes its letters, the first language theirs."""

    organisation: Scalar
    letterhead: Scalar | None = None
    languages: Annotated[tuple[Scalar, ...], BeforeValidator(as_list)] = ()


def read_settings(workspace: Path) -> Settings | None:
    """The settings of a workspace, None where a folder has none. Raises `UserError` for a file with problems."""
    path = workspace / SETTINGS
    if not path.is_file():
        return None
    reading = ValidationContext()
    settings = validate(Settings, parse(read_text(path), shown(path)), reading)
    if settings is None or reading.problems:
        raise UserError(reading.problems)
    return settings


def plain_language(workspace: Path, codes: Sequence[str]) -> str:
    """The language of phrases that name none in the files of a workspace: its only one, "" for English.

    Raises `UserError` for settings with problems, and for languages that are none of ``codes``.
    """
    settings = read_settings(workspace)
    strange = [code for code in settings.languages if code not in codes] if settings else []
    stop_on(no_such_language(code, codes, code.location) for code in strange)
    only = settings.languages[0] if settings and len(settings.languages) == 1 else PLAIN_LANGUAGE
    return "" if only == PLAIN_LANGUAGE else str(only)


def usual_language(workspace: Path) -> str:
    """The language in which a workspace usually writes, English where its settings name none.

    Raises `UserError` for settings with problems.
    """
    settings = read_settings(workspace)
    return str(settings.languages[0]) if settings and settings.languages else PLAIN_LANGUAGE


def no_such_language(called: str, codes: Sequence[str], place: Location | None) -> Problem:
    """The problem of a language that there is not (LK212); one that is called by its name has its code as mend."""
    names = {code: {locale.get_language_name(code), locale.get_language_name("en")} for code, locale in _locales(codes)}
    meant = next(
        (code for code, words in names.items() if called.casefold() in (str(word).casefold() for word in words)), ""
    )
    hint = f"write '{meant}'" if meant else f"there are: {', '.join(codes)}"
    return Problem("LK212", f"there is no language '{called}'", place, hint)


def _locales(codes: Sequence[str]) -> Iterator[tuple[str, "Locale"]]:
    from babel import Locale

    yield from ((code, Locale.parse(code)) for code in codes)


def workspace_around(folder: Path) -> Path | None:
    """The workspace in which a folder lies, or that it is; None when it lies in none."""
    real = real_path(folder)
    return next((place for place in (real, *real.parents) if (place / SETTINGS).is_file()), None)


def workspaces_within(folder: Path) -> tuple[Path, ...]:
    """The workspaces in a folder, as far down as three folders."""
    return tuple(sorted(path.parent for depth in range(1, 4) for path in folder.glob("*/" * depth + SETTINGS)))
