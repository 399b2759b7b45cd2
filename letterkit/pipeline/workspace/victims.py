"""What answers say of people: titles in their names, their offices, and whether a spreadsheet lists many."""

from __future__ import annotations

import re
from pathlib import Path

from letterkit.foundation.files import shown
from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_csv import parse_cells
from letterkit.foundation.strict_yaml import read_text
from letterkit.pipeline.workspace.questions import Answers
from letterkit.schema.courtesy import courtesy_of, courtesy_titles
from letterkit.schema.fields import PLAIN_LANGUAGE
from letterkit.schema.library import Library

MOST_NAMED = 6
"""Of more people in a spreadsheet, letters tell as of a group, and name them in an annex."""


def many_listed(answers: Answers) -> bool:
    """Whether a spreadsheet lists more people than a letter names; one that cannot be read is told of later."""
    file = Path(str(answers.get("from") or ""))
    if not file.is_file():
        return False
    try:
        return len(parse_cells(read_text(file), shown(file)).rows) > MOST_NAMED
    except UserError:
        return False


def gender_told_by(name: str, answers: Answers, library: Library) -> str:
    """The gender that a title in a name tells ("Mme Afi Dossou"), "" where none does."""
    found = courtesy_of(name, courtesy_titles(library, str(answers["language"])))
    return found[1] if found else ""


def without_courtesy(name: str, answers: Answers, library: Library) -> str:
    """A name without a title that tells no more than the gender."""
    found = courtesy_of(name, courtesy_titles(library, str(answers["language"])))
    return found[2] if found else name


def titles_in(role: str, language: str, library: Library) -> list[str]:
    """The titles of a role that lists several: "president, treasurer and editor"."""
    joined = rf",|\b{re.escape(str(library.language(language).writing.conjunction).strip())}\b"
    return [title.strip() for title in re.split(joined, role) if title.strip()]


def is_office(role: str, language: str, library: Library) -> bool:
    """Whether a role is an office of some organisation ("president"), and not what somebody is ("journalist").

    Of several titles, one that is an office is enough.
    """
    return any(_is_office(title, language, library) for title in titles_in(role, language, library))


def _is_office(title: str, language: str, library: Library) -> bool:
    titles = library.language(language).writing.offices
    plain = next((key for key, said in titles.items() if title.lower() in (key, *map(str, said.all))), title.lower())
    article = library.language(PLAIN_LANGUAGE).writing.indefinite
    return article is not None and article.before(plain) == plain


def joined_titles(role: str, language: str, library: Library) -> str:
    """A role with its several titles as a sentence has them: "president, treasurer" is "president and treasurer"."""
    found = titles_in(role, language, library)
    word = str(library.language(language).writing.conjunction)
    return f"{', '.join(found[:-1])} {word} {found[-1]}" if len(found) > 1 else role
