"""Make a workspace: a folder with the letterhead, the settings and the folders of one organisation."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from letterkit.foundation.files import DISK, real_path, shown
from letterkit.foundation.problems import Location, Problem, UserError, stop_on
from letterkit.foundation.strict_yaml import Scalar, parse
from letterkit.pipeline.workspace.filling import filled
from letterkit.pipeline.workspace.questions import Answers, Question, unless_none
from letterkit.pipeline.workspace.schemas import FOLDER, as_json, naming_line
from letterkit.schema.fields import PLAIN_LANGUAGE, ValidationContext
from letterkit.schema.json_schema import FILES
from letterkit.schema.letterhead import Letterhead
from letterkit.schema.library import Library
from letterkit.schema.settings import SETTINGS, workspace_around, workspaces_within
from letterkit.schema.templates import shipped_templates
from letterkit.schema.validate import validate
from letterkit.typeset.assets import picture_of
from letterkit.typeset.pictures import SUFFIXES

_LONGEST_KEY, _TELLING, _LONGEST_NAME = 30, 4, 40
_TELEPHONE, _FEWEST_DIGITS = 7, 3
"""From how many digits on a line without words is a telephone number, and how few one has."""
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class BegunWorkspace:
    """A workspace that was made: its folder, the files written, those that were there and stay, its letterhead.

    ``untranslated`` says what its further languages lack.
    """

    folder: Path
    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    letterhead: str
    untranslated: tuple[str, ...] = ()


def questions(library: Library) -> tuple[Question, ...]:
    """What has to be known of an organisation to write its letters."""
    return (*_of_the_organisation(library), *_of_its_head(), *_of_its_letters(library))


def _of_the_organisation(library: Library) -> Iterator[Question]:
    taken = {*library.letterhead_names(), "base"}

    def key(text: str, _: Answers) -> str:
        if not _KEY.fullmatch(text) or text in taken:
            raise ValueError("small letters, digits and hyphens, and none of " + ", ".join(sorted(taken)))
        return text

    def from_name(answers: Answers) -> str:
        wanted = short_key(str(answers.get("short") or answers.get("name"))) or "house"
        return wanted if wanted not in taken else f"{wanted[:36]}-own"

    yield Question("name", "What is your organisation called?", "such as Federation of Harbour Unions", needed=True)
    yield Question("short", "Its short name (Enter for none)", "such as FHU", understood=unless_none)
    yield Question(
        "letterhead", "A word by which campaigns call its letterhead", "such as fhu",
        default=from_name, understood=key, asked=False,
    )  # fmt: skip


def _of_its_head() -> Iterator[Question]:
    def mailbox(text: str, _: Answers) -> str:
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", text):
            raise ValueError("an address such as office@example.org")
        return text

    def site(text: str, _: Answers) -> str:
        if not re.fullmatch(r"(?:https?://)?[^\s/.]+(?:\.[^\s/.]+)+(?:/\S*)?", text):
            raise ValueError("an address such as www.example.org")
        return re.sub(r"^https?://|/$", "", text)

    def line(text: str, _: Answers) -> str:
        """A line of an address; what is asked for in its own place does not stand among them."""
        if "@" in text or re.match(r"(?:https?://|www\.)\S+$", text):
            raise ValueError("a line of the address: e-mail and site are asked for below; Enter alone ends the address")
        if len(re.sub(r"\D", "", text)) >= _TELEPHONE and not re.search(r"[^\W\d_]{3}", text):
            raise ValueError("a line of the address: the number is asked for next; Enter alone ends the address")
        return text

    def number(text: str, _: Answers) -> str:
        if len(re.sub(r"\D", "", text)) < _FEWEST_DIGITS:
            raise ValueError("a telephone number")
        return text

    def picture(text: str, _: Answers) -> str:
        """The path of a picture that letters can show."""
        file = Path(text).expanduser()
        if file.suffix.lower() not in SUFFIXES or not file.is_file():
            raise ValueError(f"a file that is there, and ends in {', '.join(SUFFIXES)}")
        try:
            picture_of(file)
        except UserError as error:
            raise ValueError(f"a picture that can be printed; {error.problems[0].message}") from error
        return str(file)

    yield Question("place", "The town from which you write", "such as Rotterdam", needed=True)
    yield Question(
        "address", "Your address, a line at a time (Enter alone ends it)", "such as 14 Maasboulevard", several=True,
        understood=line,
    )  # fmt: skip
    yield Question("phone", "Your telephone number (Enter for none)", "such as +31 10 555 01 40", understood=number)
    yield Question("email", "Your e-mail address (Enter for none)", "such as office@example.org", understood=mailbox)
    yield Question("web", "Your site (Enter for none)", "such as www.example.org", understood=site)
    yield Question(
        "logo", "A picture of your logo (Enter for none)", "a file, such as logo.svg or logo.png", understood=picture
    )


def _of_its_letters(library: Library) -> Iterator[Question]:
    def languages(_: Answers) -> Mapping[str, str]:
        return {code: str(library.language(code).writing.name) for code in library.language_codes()}

    def others(answers: Answers) -> tuple[str, ...]:
        """The names of the languages after the first."""
        return tuple(str(library.language(code).writing.name) for code in answers["language"][1:])

    def known_in(place: int, answers: Answers) -> bool:
        """Whether a further language knows the office by its English name."""
        return _is_known(
            str(answers["office"]), str(answers["language"][place + 1]), str(answers["language"][0]), library
        )

    def role(text: str, _: Answers) -> str:
        if not re.fullmatch(r"[\w-]+=.*\S.*", text):
            raise ValueError("ROLE=NAME, such as legal=Ines Okoro")
        return text

    yield Question(
        "language", "The languages of your letters", "the usual one first, such as en", languages,
        default=lambda _: next(iter(languages({}))), several=True, ordered="Which of them do you usually write in?",
    )  # fmt: skip
    yield Question(
        "name-in", "What is it called in {}? (Enter for the same name)", "such as Fédération des syndicats portuaires",
        each=others,
    )  # fmt: skip
    yield Question("short-in", "Its short name in {} (Enter for the same)", "such as FSP", each=others)
    yield Question("article", "What goes before its name in a sentence", "such as the, or none", asked=False)
    yield Question("signs", "Who signs the letters?", "the full name, such as Marit Holm", needed=True)
    yield Question(
        "office", "In which office, in the first of these languages?", "such as General Secretary",
        default=lambda given: "General Secretary" if given["language"][0] == PLAIN_LANGUAGE else "", needed=True,
        understood=lambda text, _: text[:1].upper() + text[1:],
    )  # fmt: skip
    yield Question(
        "office-in", "And what is this office in {}? (Enter for none)", "such as Secrétaire générale", each=others,
        fits=lambda place, given: not known_in(place, given),
        understood=lambda text, _: text[:1].upper() + text[1:],
    )  # fmt: skip
    yield Question(
        "gender", "Are they a woman or a man? Some languages tell titles apart", "female, male or unsaid",
        lambda _: {"female": "a woman", "male": "a man", "unsaid": "not said"}, default=lambda _: "unsaid",
    )  # fmt: skip
    yield Question(
        "approves", "Who must approve a letter before it goes out? (Enter for nobody)",
        "ROLE=NAME, such as legal=Ines Okoro", several=True, understood=role,
    )  # fmt: skip


def as_key(text: str) -> str:
    """A text as a key: small Latin letters, digits and hyphens."""
    from anyascii import anyascii

    return re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower()).strip("-")


def short_key(text: str) -> str:
    """A key for a longer text: as many of its words as a key has room for."""
    key = as_key(text)
    return key if len(key) <= _LONGEST_NAME else key[: _LONGEST_NAME + 1].rpartition("-")[0] or key[:_LONGEST_NAME]


def source_key(title: str) -> str:
    """A key for a source, its first word of some length: the whole title would tell what can be confidential."""
    words = as_key(title)[:_LONGEST_KEY].split("-")
    return next((word for word in words if len(word) >= _TELLING), "source")


def refuse_place(folder: Path) -> None:
    """Raise `UserError` where no workspace can be: in another, around another, or among the shipped files."""
    around = workspace_around(folder)
    if around == real_path(folder):
        hint = "it is ready: letterkit new begins a campaign in it"
        raise UserError(
            [Problem("LK981", f"'{shown(folder)}' is a workspace already", Location(_file(around), 1), hint)]
        )
    if around:
        hint = f"work in '{shown(around)}', or make the new one beside it"
        message = (
            f"'{shown(folder)}' lies in the workspace '{shown(around)}': commands would not know whose letters to write"
        )
        raise UserError([Problem("LK981", message, Location(_file(around), 1), hint)])
    if folder.exists() and not folder.is_dir():
        raise UserError([Problem("LK981", f"'{shown(folder)}' is a file", None, "name a folder")])
    if (within := workspaces_within(folder)) and folder.is_dir():
        hint = "choose a folder that holds no other workspace"
        message = f"there is a workspace in it already: '{shown(within[0])}'"
        raise UserError([Problem("LK981", message, Location(_file(within[0]), 1), hint)])
    if real_path(folder / "templates") == real_path(shipped_templates()):
        hint = "choose another folder, such as ../my-letters"
        raise UserError([Problem("LK981", f"'{shown(folder)}' is the folder of letterkit itself", None, hint)])


def _file(folder: Path) -> str:
    return shown(folder / SETTINGS)


def begin_workspace(folder: Path, answers: Answers, library: Library, today: datetime.date) -> BegunWorkspace:
    """Make a workspace for an organisation of which `questions` were answered; no file that is there is changed.

    Raises `UserError` where none can be; then nothing is written. The settings come last: they make a folder a
    workspace, so that a run that was broken off can be run again.
    """
    refuse_place(folder)
    values, notes = _values(answers, library), str(answers["language"][0])
    logo = Path(str(answers["logo"])) if answers["logo"] else None
    key = str(answers["letterhead"])
    house = folder / "templates" / "letterheads" / key / "letterhead.yml"
    addresses, settings = folder / "campaigns" / "shared" / "addresses.yml", folder / SETTINGS
    texts = {
        folder / ".gitignore": filled(library, "workspace/gitignore.j2", notes),
        **{folder / FOLDER / f"{kind}.json": as_json(kind, library) for kind in FILES},
        addresses: naming_line("shared", addresses, folder)
        + filled(library, "workspace/addresses.yml.j2", notes, today=today.isoformat()),
        house: naming_line("letterhead", house, folder)
        + filled(library, "letterheads/base/letterhead.yml.j2", notes, name=key, like=None, others=(), own=values),
        settings: naming_line("settings", settings, folder)
        + filled(library, "workspace/letterkit.yml.j2", notes, **values),
    }
    _refuse_unreadable(texts[house], house)
    contents = {path: text.encode() for path, text in texts.items()}
    if logo:
        contents = {house.with_name(values["logo"]): logo.read_bytes(), **contents}
    written: list[Path] = []
    kept: list[Path] = []
    for path, content in contents.items():
        if path.exists():
            kept.append(path)
        else:
            DISK.write(path, content, instead_of=None)
            written.append(path)
    return BegunWorkspace(folder, tuple(written), tuple(kept), key, _untranslated(answers, library))


def _is_known(office: str, language: str, first: str, library: Library) -> bool:
    """Whether letters in a language have words for an office typed in English, be it under another language."""
    plain = language == PLAIN_LANGUAGE
    return (plain and first == language) or Scalar(office.casefold()) in _offices(first if plain else language, library)


def _offices(language: str, library: Library) -> Mapping[Scalar, object]:
    return library.language(language).writing.offices


def _in_languages(answers: Answers, name: str, library: Library) -> Any:
    """An answer as a letterhead has it: plain where it is the same for all languages, else by language.

    An office typed in English, which the languages know, is English alone.
    """
    first, *rest = map(str, answers["language"])
    own = {code: said for code, said in zip(rest, answers.get(f"{name}-in", ()), strict=False) if said}
    plain = str(answers[name])
    if name == "office" and not own and all(_is_known(plain, code, first, library) for code in (first, *rest)):
        return plain if first == PLAIN_LANGUAGE else {PLAIN_LANGUAGE: plain}
    if name == "office" and not own and first == PLAIN_LANGUAGE:
        return plain
    return {first: plain, **own} if own or name == "office" else plain


def _untranslated(answers: Answers, library: Library) -> tuple[str, ...]:
    """What a further language lacks of the answers, as a person is told it."""
    missing = []
    for place, code in enumerate(map(str, answers["language"][1:])):
        called = str(library.language(code).writing.name)
        told = {name: (answers.get(f"{name}-in") or ("",) * (place + 1))[place] for name in ("name", "office")}
        if not told["name"]:
            missing.append(f"Its name in {called} is '{answers['name']}'")
        if not told["office"] and not _is_known(str(answers["office"]), code, str(answers["language"][0]), library):
            missing.append(f"The office of {answers['signs']} has no words in {called}")
    return tuple(missing)


def _values(answers: Answers, library: Library) -> dict[str, Any]:
    """What the templates of a workspace are filled with."""
    roles: dict[str, list[str]] = {}
    for one in answers["approves"]:
        role, _, name = one.partition("=")
        roles.setdefault(role.strip(), []).append(name.strip())
    officer = as_key(str(answers["office"])) or "officer"
    logo = f"logo{Path(str(answers['logo'])).suffix.lower()}" if answers["logo"] else ""
    said = {f"{name}_said": _in_languages(answers, name, library) for name in ("name", "short", "office")}
    return {**answers, **said, "languages": answers["language"], "approvals": roles, "officer": officer, "logo": logo}


def _refuse_unreadable(text: str, path: Path) -> None:
    """Raise `UserError` where an answer makes a letterhead that cannot be read."""
    reading = ValidationContext()
    validate(Letterhead, parse(text, shown(path)), reading)
    stop_on(reading.problems)
