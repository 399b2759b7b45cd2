"""The clause library, the forms, the languages and the letterheads: all that ``templates/`` folders hold.

Folders are searched in order, the workspace's own before the shipped one; a file of an earlier folder
overrides the file of the same relative path in a later one, and new files join.

What reads files is imported when one is read: most that is asked for was read before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from letterkit.foundation.caches import content_of, prepared
from letterkit.foundation.files import matching, real_path, shown
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.foundation.shelf import Shelf
from letterkit.schema.templates import shipped_templates

if TYPE_CHECKING:
    from letterkit.foundation.strict_yaml import Scalar, Table
    from letterkit.schema.act_kind import ActKind
    from letterkit.schema.clause import Clause, Demand
    from letterkit.schema.fields import Record, ValidationContext, Words, WrittenIn
    from letterkit.schema.form import Form
    from letterkit.schema.language import LanguageFiles
    from letterkit.schema.letterhead import Letterhead
    from letterkit.schema.organisation import Organisation

    R = TypeVar("R", bound=Record)

T = TypeVar("T")


class Library:
    """What the template folders hold, read when first asked for."""

    def __init__(self, folders: Iterable[Path], workspace: Path | None = None) -> None:
        self.folders = tuple(folders)
        self._workspace = workspace
        self._languages: Shelf[str, LanguageFiles] = Shelf(self._prepared_language)
        self._letterheads: Shelf[str, Letterhead] = Shelf(self._prepared_letterhead)
        self._forms: Shelf[str, Form] = Shelf(self._read_form)
        self._files: Shelf[str, Mapping[str, Path]] = Shelf(self._find_files)
        self._contents: Shelf[bool, str | None] = Shelf(self._content_now)
        self._derived: Shelf[tuple[Callable[[Library, str], Any], str], Any] = Shelf(self._prepared)

    @cached_property
    def plain_language(self) -> str:
        """The language of phrases that name none in the workspace's files, "" for English."""
        from letterkit.schema.settings import plain_language

        return plain_language(self._workspace, self.language_codes()) if self._workspace else ""

    def reading(self, *, acts: bool = False, passages: Sequence[WrittenIn] = ()) -> ValidationContext:
        """What reads a file of the workspace: with the kinds of ``acts``, and the languages of ``passages``."""
        from letterkit.schema.fields import ValidationContext

        return ValidationContext(
            self.keys_of_acts if acts else {},
            language=self.plain_language,
            in_english=shown(shipped_templates()),
            passages=passages,
        )

    def derived(self, make: Callable[[Library, str], T], language: str) -> T:
        """What ``make`` makes of the library for a language (a code), made once and kept as long as the library."""
        made: T = self._derived[make, language]
        return made

    def _prepared(self, asked: tuple[Callable[[Library, str], Any], str]) -> Any:
        make, language = asked
        return self._once(f"{make.__module__}.{make.__qualname__} {language}", lambda: make(self, language))

    def _once(self, what: str, make: Callable[[], T], *, of_heads: bool = False) -> T:
        """What is made of the library, as it was made before of the same files.

        Only what is ``of_heads`` reads those of letterheads: one that changes has nothing else made anew.
        """
        parts = (False, True) if of_heads else (False,)
        return prepared(what, _joined(map(self._contents.__getitem__, parts)), make, lambda: self._joined_now(parts))

    def _joined_now(self, parts: Iterable[bool]) -> str | None:
        return _joined(map(self._content_now, parts))

    def _content_now(self, of_heads: bool) -> str | None:
        """The content of all files of letterheads, or else of all others, and the names of those beside them."""
        patterns = [pattern for pattern in _READ if pattern.startswith("letterheads/") == of_heads]
        content = content_of({name: path for pattern in patterns for name, path in self.files(pattern).items()})
        beside = self.files("letterheads/*/*") if of_heads else map(shown, self.folders)
        return content and f"{content} {[*beside]}"

    def files(self, pattern: str) -> Mapping[str, Path]:
        """The files that match a glob pattern, by path relative to their template folder."""
        return self._files[pattern]

    def _find_files(self, pattern: str) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for folder in self.folders:
            for relative, path in matching(folder, pattern):
                found.setdefault(relative, path)
        return found

    @cached_property
    def clauses(self) -> Mapping[str, Clause]:
        """All clauses by name. Raises `UserError` with every problem of every clause file."""

        def read() -> Mapping[str, Clause]:
            from letterkit.schema.clause_files import read_clauses

            return read_clauses(self.files)

        return self._once("clauses", read)

    def of_kind(self, kind: str) -> dict[str, Clause]:
        """The clauses of one kind of `KINDS`, by name."""
        return {name: clause for name, clause in self.clauses.items() if clause.kind == kind}

    @cached_property
    def acts(self) -> Mapping[str, ActKind]:
        """The kinds of act by name. Raises `UserError` as `clauses` does."""
        from letterkit.schema.act_kind import ActKind

        return {name: clause for name, clause in self.clauses.items() if isinstance(clause, ActKind)}

    @cached_property
    def demands(self) -> Mapping[str, Demand]:
        """The demands by name. Raises `UserError` as `clauses` does."""
        from letterkit.schema.clause import Demand

        return {name: clause for name, clause in self.clauses.items() if isinstance(clause, Demand)}

    @cached_property
    def keys_of_acts(self) -> Mapping[str, tuple[str, ...]]:
        """The keys that each kind of act takes in a campaign."""
        return self._once("keys of acts", lambda: {name: act.keys_taken for name, act in self.acts.items()})

    def form_names(self) -> tuple[str, ...]:
        """The forms there are."""
        return tuple(Path(relative).name.removesuffix(".md.j2") for relative in self.files("letters/*.md.j2"))

    def form(self, name: str) -> Form:
        """A form by name; KeyError when there is none, `UserError` when its head has problems."""
        return self._forms[name]

    def _read_form(self, name: str) -> Form:
        from letterkit.foundation.strict_yaml import Scalar, parse, read_text
        from letterkit.schema.fields import ValidationContext
        from letterkit.schema.form import Form
        from letterkit.schema.validate import validate

        path = self.files("letters/*.md.j2").get(f"letters/{name}.md.j2")
        if path is None:
            raise KeyError(name)
        text = read_text(path)
        head, fence, body = text.removeprefix("---\n").partition("\n---\n")
        if not fence:
            hint = "begin the file with '---', 'title: ...' and so on, and '---'"
            raise UserError([Problem("LK204", "the form has no head", Location(shown(path), 1), hint)])
        table = parse("\n" + head, shown(path))
        table[Scalar("template")] = Scalar(body, Location(shown(path), text.count("\n") - body.count("\n") + 1))
        reading = ValidationContext()
        form = validate(Form, table, reading)
        if form is None or reading.problems:
            raise UserError(reading.problems)
        return form.model_copy(update={"name": name})

    def language_codes(self) -> tuple[str, ...]:
        """The languages there are, as codes ("en", "fr")."""
        return tuple(relative.split("/")[1] for relative in self.files("languages/*/writing.yml"))

    def language(self, code: str) -> LanguageFiles:
        """What the files of a language say; KeyError when there is none, `UserError` when they have problems."""
        return self._languages[code]

    def _prepared_language(self, code: str) -> LanguageFiles:
        return self._once(f"language {code}", lambda: self._read_language(code))

    def _read_language(self, code: str) -> LanguageFiles:
        from letterkit.foundation.suggest import did_you_mean
        from letterkit.schema.checking import Checking, Claims
        from letterkit.schema.language import LanguageFiles, Writing, mistakes
        from letterkit.schema.reading import Reading
        from letterkit.schema.reviewing import Reviewing
        from letterkit.schema.synonyms import Synonyms

        files, problems = self.files(f"languages/{code}/*.yml"), list[Problem]()
        if f"languages/{code}/writing.yml" not in files:
            raise KeyError(code)
        writing = _read(Writing, files.get(f"languages/{code}/writing.yml"), problems)
        checking = _read(Checking, files.get(f"languages/{code}/checking.yml"), problems)
        claims = _read(Claims, files.get(f"languages/{code}/claims.yml"), problems)
        reading = _read(Reading, files.get(f"languages/{code}/reading.yml"), problems)
        review = _read(Reviewing, files.get(f"languages/{code}/review.yml"), problems)
        synonyms = _read(Synonyms, files.get(f"languages/{code}/synonyms.yml"), problems)
        for relative, path in files.items():
            if Path(relative).stem not in _FILES_OF_A_LANGUAGE:
                hint = did_you_mean(Path(relative).stem, _FILES_OF_A_LANGUAGE)
                problems.append(
                    Problem("LK228", f"no language has a file '{path.name}'", Location(shown(path), 1), hint)
                )
        if writing is not None:
            problems.extend(mistakes(code, writing, checking))
        if problems or writing is None:
            raise UserError(problems)
        return LanguageFiles(code, writing, checking or Checking(), claims, reading, review, synonyms)

    def foreign_words(self) -> Mapping[Scalar, Words]:
        """Words that betray a sentence in another language than those of letters, by its code."""
        return self._foreign_words

    @cached_property
    def _foreign_words(self) -> Mapping[Scalar, Words]:
        return self._once("foreign words", self._read_foreign_words)

    def _read_foreign_words(self) -> Mapping[Scalar, Words]:
        from letterkit.schema.checking import ForeignWords

        problems: list[Problem] = []
        for path in self.files("foreign.yml").values():
            found = _read(ForeignWords, path, problems)
            if found is None or problems:
                raise UserError(problems)
            return found.words
        return {}

    def letterhead_names(self) -> tuple[str, ...]:
        """The letterheads there are, by folder name."""
        return tuple(relative.split("/")[1] for relative in self.files("letterheads/*/letterhead.yml"))

    def letterhead(self, name: str) -> Letterhead:
        """A letterhead by folder name; KeyError when there is none, `UserError` when it has problems."""
        return self._letterheads[name]

    def _prepared_letterhead(self, name: str) -> Letterhead:
        if len(self.letterhead_names()) > _FEW:
            return self._read_letterhead(name)
        what = f"letterhead {name} {self.plain_language}"
        return self._once(what, lambda: self._read_letterhead(name), of_heads=True)

    def _read_letterhead(self, name: str) -> Letterhead:
        from letterkit.schema.letterhead import Letterhead
        from letterkit.schema.validate import validate

        passages: list[WrittenIn] = []
        reading = self.reading(passages=passages)
        table, lineage = self._letterhead_table(name, reading, passages)
        letterhead = validate(Letterhead, table, reading)
        if letterhead is not None:
            reading.problems.extend(self._absent_logo(letterhead, lineage))
            reading.problems.extend(self._unknown_spellings(letterhead))
        if letterhead is None or reading.problems:
            raise UserError(reading.problems)
        return letterhead.model_copy(update={"key": name, "lineage": lineage})

    def _unknown_spellings(self, letterhead: Letterhead) -> Iterator[Problem]:
        from letterkit.schema.language import no_such_spelling

        for code, style in letterhead.style.items():
            # A language with problems stops its own letters.
            with suppress(UserError, KeyError):
                writing = self.language(code).writing
                if style.spelling and style.spelling not in writing.spellings:
                    yield no_such_spelling(style.spelling, writing)

    def letterhead_files(self, name: str) -> tuple[Path, ...]:
        """The files ``letterhead.yml`` of that name, the workspace's own before the shipped one."""
        if name not in self.letterhead_names():
            return ()
        files = (folder / "letterheads" / name / "letterhead.yml" for folder in self.folders)
        return tuple(file for file in files if file.is_file())

    def _letterhead_table(
        self, name: str, reading: ValidationContext, passages: list[WrittenIn]
    ) -> tuple[Table, tuple[str, ...]]:
        """What a letterhead says, with what it takes from those it is ``like``, and the names of all of them.

        A letterhead that is like its own name takes from the next folder's: a workspace's from the shipped one.
        """
        from letterkit.foundation.strict_yaml import Scalar, Table, parse, read_text
        from letterkit.foundation.suggest import did_you_mean
        from letterkit.schema.letterhead import join_tables, plain_words_of

        files = self.letterhead_files(name)
        if not files:
            raise KeyError(name)
        path, seen, lineage, tables = files[0], set[Path](), [str(name)], list[Table]()
        while True:
            table = parse(read_text(path), shown(path))
            tables.append(table)
            passages += plain_words_of(table, shown(path))
            seen.add(path)
            like: Any = next((value for key, value in table.items() if key == "like"), None)
            if not isinstance(like, Scalar) or not like.strip():
                break
            same = like == lineage[-1]
            choice = files[files.index(path) + 1 :] if same else self.letterhead_files(like)
            if not choice or choice[0] in seen:
                known = {*self.letterhead_names()} - {*lineage}
                message = f"no letterhead named '{like}'" if like not in lineage else f"'{name}' is like itself"
                reading.problems.append(Problem("LK213", message, like.location, did_you_mean(like, known)))
                break
            files, path = (files if same else choice), choice[0]
            lineage.append(str(like))
        joined = tables[-1]
        for table in reversed(tables[:-1]):
            joined = join_tables(table, joined)
        return joined, tuple(dict.fromkeys(lineage))

    def _absent_logo(self, letterhead: Letterhead, lineage: Sequence[str]) -> Iterator[Problem]:
        logo = letterhead.look.logo
        folders = [folder / "letterheads" / name for name in lineage for folder in self.folders]
        if logo and logo != "none" and not any((house / logo).is_file() for house in folders):
            hint = f"put it into the folder '{shown(folders[0])}', or delete this line to go without"
            yield Problem("LK906", f"there is no picture '{logo}'", logo.location, hint)

    def bodies(self) -> Mapping[Scalar, Organisation]:
        """International bodies and the organisations of all letterheads, by key."""
        return self._bodies

    @cached_property
    def _bodies(self) -> Mapping[Scalar, Organisation]:
        return self._once("bodies", self._read_bodies, of_heads=True)

    def _read_bodies(self) -> dict[Scalar, Organisation]:
        from letterkit.foundation.strict_yaml import Scalar, parse, read_text
        from letterkit.schema.fields import ValidationContext
        from letterkit.schema.letterhead import Bodies
        from letterkit.schema.validate import validate

        organisations: dict[Scalar, Organisation] = {}
        for path in self.files("bodies.yml").values():
            reading = ValidationContext()
            bodies = validate(Bodies, parse(read_text(path), shown(path)), reading)
            if bodies is None or reading.problems:
                raise UserError(reading.problems)
            organisations.update(bodies.organisations)
        for name in self.letterhead_names():
            # A letterhead with problems stops the letters that use it, and no others.
            with suppress(UserError):
                organisations[Scalar(name)] = self.letterhead(name).as_organisation()
        return organisations

    def law_files(self) -> tuple[Path, tuple[Path, ...]]:
        """The folder of the law data, and the files of one instrument each, a workspace's own among them."""
        folder = next(folder / "law" for folder in self.folders if (folder / "law" / "instruments.yml").is_file())
        return folder, tuple(self.files("law/instruments/*.yml").values())


_READ = (
    "*.yml",
    "clauses/*/*.yml",
    "languages/*/*.yml",
    "law/*.yml",
    "law/*.csv",
    "law/*/*.yml",
    "letterheads/*/*.yml",
    "letters/*.j2",
)
"""What the library is made of."""


def _joined(contents: Iterable[str | None]) -> str | None:
    """Contents as one; None where one of them cannot be known."""
    known = [*contents]
    return " ".join(filter(None, known)) if all(known) else None


_FEW = 24
"""With more letterheads, each is read when it is used: what is kept would crowd out the rest."""

_FILES_OF_A_LANGUAGE = ("writing", "checking", "claims", "clauses", "reading", "review", "synonyms", "notes")


def _read(record: type[R], path: Path | None, problems: list[Problem]) -> R | None:
    """What a file says; its problems are added to ``problems``. None when there is no such file, or it has problems."""
    from letterkit.foundation.strict_yaml import parse, read_text
    from letterkit.schema.fields import ValidationContext
    from letterkit.schema.validate import validate

    if path is None:
        return None
    try:
        table = parse(read_text(path), shown(path))
    except UserError as error:
        problems.extend(error.problems)
        return None
    return validate(record, table, ValidationContext(problems=problems))


def open_library(workspace: Path) -> Library:
    """The library as seen from a workspace: its own ``templates/`` folder first, then the shipped one."""
    own = workspace / "templates"
    shipped = shipped_templates()
    folders = [own] if own.is_dir() and real_path(own) != real_path(shipped) else []
    return Library([*folders, shipped], workspace)
