"""The documentation is true: its examples run, and what the program has is in it."""

from __future__ import annotations

import importlib.util
import pkgutil
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from support.library import library_of

import letterkit
from letterkit.cli import exits, main
from letterkit.foundation.codes import CODES, Severity
from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import Scalar, parse
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.check import examine
from letterkit.pipeline.plan import plan
from letterkit.schema import (
    act_kind,
    approvals,
    campaign,
    checking,
    clause,
    expectations,
    fields,
    form,
    keys,
    language,
    letter_plan,
    letterhead,
    look,
    organisation,
    person_names,
    rights_words,
    sender,
    settings,
    stationery,
    wording,
)
from letterkit.schema.campaign import Campaign
from letterkit.schema.checking import Checking, Claims
from letterkit.schema.clause import KINDS, PARAMETER_TYPES
from letterkit.schema.fields import Record, ValidationContext
from letterkit.schema.form import Form
from letterkit.schema.law.load import load_law
from letterkit.schema.letterhead import Letterhead
from letterkit.schema.library import Library
from letterkit.schema.reading import Reading
from letterkit.schema.reviewing import Grades, Kinds, Reviewing
from letterkit.schema.style import HouseStyle, Style
from letterkit.schema.synonyms import Synonyms
from letterkit.schema.validate import validate

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
IDS = [page.relative_to(ROOT).as_posix() for page in PAGES]


def script(name: str) -> Any:
    """A script of the project, as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


reference, site = script("reference"), script("site")

# Where the keys of each record are documented.
SECTIONS = {
    campaign.Source: ("campaign-file", "Sources"),
    organisation.Act: ("campaign-file", "Acts"),
    campaign.Office: ("campaign-file", "Offices"),
    campaign.Person: ("campaign-file", "People"),
    campaign.Group: ("campaign-file", "Groups"),
    organisation.Organisation: ("campaign-file", "Organisations"),
    campaign.NationalLaw: ("campaign-file", "Laws"),
    letter_plan.Mail: ("campaign-file", "E-mail addresses"),
    campaign.Target: ("campaign-file", "Targets"),
    sender.Sender: ("campaign-file", "Senders"),
    sender.Signer: ("campaign-file", "Signatories"),
    campaign.Occasion: ("campaign-file", "Occasions"),
    letter_plan.LetterPlan: ("campaign-file", "Letters"),
    letter_plan.Cosigner: ("campaign-file", "Coalitions"),
    letter_plan.EarlierLetter: ("campaign-file", "Letters outside the campaign"),
    letter_plan.Reply: ("campaign-file", "Replies"),
    letter_plan.Attachment: ("campaign-file", "Files that are enclosed"),
    campaign.Met: ("campaign-file", "Demands that were met"),
    approvals.Role: ("campaign-file", "Approvals"),
    approvals.Delegation: ("campaign-file", "Approvals"),
    campaign.Shared: ("campaign-file", "Included files"),
    campaign.Campaign: ("campaign-file", "The campaign"),
    clause.Clause: ("clauses", "The keys of a clause"),
    clause.TextClause: ("clauses", "The keys of a clause"),
    clause.ClauseText: ("clauses", "The keys of a clause"),
    clause.Demand: ("clauses", "The keys of a demand"),
    clause.DemandText: ("clauses", "The keys of a demand"),
    clause.Consequence: ("clauses", "The keys of a consequence"),
    clause.Ground: ("clauses", "Grounds that name a right"),
    clause.GroundText: ("clauses", "Grounds that name a right"),
    Reading: ("languages", "Reading claims"),
    Reviewing: ("languages", "Review copies"),
    Synonyms: ("languages", "Synonyms"),
    Kinds: ("languages", "Review copies"),
    Grades: ("languages", "Review copies"),
    act_kind.ActKind: ("clauses", "A new kind of act"),
    act_kind.ActWords: ("clauses", "A new kind of act"),
    form.Form: ("clauses", "A new form"),
    letterhead.Figures: ("letterheads", "Figures"),
    letterhead.OfficerTerm: ("letterheads", "Officers"),
    letterhead.RosterTerm: ("letterheads", "Rosters"),
    letterhead.Contact: ("letterheads", "Contacts"),
    HouseStyle: ("letterheads", "House style"),
    Style: ("letterheads", "House style"),
    language.Writing: ("languages", "Writing"),
    language.TwoVersions: ("languages", "Notes of a merge"),
    language.TypographyRules: ("languages", "Typography"),
    language.Countries: ("languages", "Countries"),
    language.CountryForm: ("languages", "Countries"),
    language.YourCountry: ("languages", "Countries"),
    Checking: ("languages", "Checking"),
    Claims: ("languages", "Claims"),
    letterhead.Layout: ("letterheads", "Layout"),
    letterhead.Limits: ("letterheads", "Limits"),
    look.HouseLook: ("letterheads", "Look"),
    stationery.OwnSheets: ("letterheads", "Your own paper"),
    stationery.BodyMargins: ("letterheads", "Your own paper"),
    letterhead.Letterhead: ("letterheads", "The organisation"),
    letterhead.Bodies: ("letterheads", "International bodies"),
    settings.Settings: ("first-letter", "Settings"),
    expectations.Expectation: ("campaign-file", "Tests"),
    expectations.Expectations: ("campaign-file", "The campaign"),
}
# Written in ways of their own; "How values are written" and "Using clauses" tell them.
FREE_SHAPES = {fields.Text, fields.Name, letter_plan.ClauseCall, wording.Variants}
# Told in one row of a language's tables; the shipped languages show their keys.
FREE_SHAPES |= {language.Times, language.Elapsed, language.Phrases, language.Numbers, language.ReportedWords}
FREE_SHAPES |= {wording.Possessive, rights_words.RightsWords, rights_words.Unit, wording.Indefinite, wording.Plurals}
FREE_SHAPES |= {wording.Dear, wording.ByTwoGenders, wording.CloseTo, language.Spelling}
# What `templates/keys.yml` is made of.
FREE_SHAPES |= {keys.KeyWords, keys.KeysOfRecords}
# What `templates/names.yml` is made of; the file says what its lists are.
FREE_SHAPES |= {record for record in Record.__subclasses__() if record.__module__ == person_names.__name__}
FREE_SHAPES |= {checking.Ahead, checking.FormsOfAddress, checking.Notes, checking.UnfitClose, checking.ForeignWords}
# Not keys that a person writes: a form's text is the rest of its file, and an act begins with its kind and date.
INTERNAL = {(form.Form, "template"), (organisation.Act, "kind"), (organisation.Act, "date")}


@dataclass(frozen=True)
class Block:
    """A fenced block of a page: its language, the path after it, its text and its line."""

    page: Path
    line: int
    language: str
    path: str
    text: str


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in re.finditer(r"^( *)```(\w*) ?(.*?)\n(.*?)^\1```$", text, re.MULTILINE | re.DOTALL):
        yield Block(page, text.count("\n", 0, found.start()) + 1, found[2], found[3].strip(), found[4])


def all_blocks(language: str) -> list[Block]:
    found = [block for page in PAGES for block in blocks(page) if block.language == language]
    assert found, f"no example in {language}"
    return found


def name_of(block: Block) -> str:
    return f"{block.page.name}:{block.line}"


def text_of(page: str) -> str:
    return (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")


def section(page: str, heading: str) -> str:
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text_of(page), re.MULTILINE | re.DOTALL)
    assert found, f"docs/{page}.md has no section '{heading}'"
    return found[1]


def in_first_column(text: str) -> set[str]:
    """What stands in backticks in the first cells of a section's tables."""
    cells = re.findall(r"^\| (.*?) \|", text, re.MULTILINE)
    return {word for cell in cells for word in re.findall(r"`([^`]+)`", cell)}


def in_backticks(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


def shipped() -> Library:
    return library_of(ROOT)


# Examples


def laid_out(page: Path, folder: Path) -> list[Path]:
    """The files that a page shows with their paths, written into a folder; gives the campaigns among them."""
    written = [block for block in blocks(page) if block.path]
    for block in written:
        path = folder / block.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
    return [folder / block.path for block in written if block.path.startswith("campaigns/")]


def test_pages_are_found() -> None:
    assert {"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/campaign-file.md", "docs/clauses.md"} <= set(IDS)


def typed_in(page: Path) -> list[list[str]]:
    """The commands that a page tells to type."""
    shown = "".join(block.text for block in blocks(page) if block.language == "sh")
    return [shlex.split(command, comments=True) for command in re.findall(r"^\s*letterkit (.+)$", shown, re.MULTILINE)]


def _lineless(text: str) -> str:
    """A text without the lines of shipped templates, which move."""
    return re.sub(r"(templates/[\w/.-]+\.yml):\d+", r"\1", text)


def test_the_guides_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever follows the drafter's guide, and then the checker's, gets what they say."""
    monkeypatch.chdir(tmp_path)
    drafter, checker = ROOT / "docs" / "drafter.md", ROOT / "docs" / "checker.md"
    typed = [*typed_in(drafter), *typed_in(checker)]
    assert [command[:2] for command in typed[:2]] == [["letterheads", "new"], ["letterheads", "preview"]]
    assert [command[0] for command in typed[2:]] == ["draft", "pdf", "follow-up", "check", "explain", "pdf"]
    printed = {}
    for number, command in enumerate(typed):
        # The follow-up is of a later day, so that the first letter is checked alone.
        alone = ["--letter", "president"] if command[0] == "check" else []
        result = CliRunner().invoke(main.cli, [*command, *alone])
        assert (result.exit_code, result.stderr) == (0, ""), result.output
        printed[command[0]] = result.output.replace(str(ROOT), "...")
        if number == 0:
            assert (tmp_path / "templates/letterheads/fhu/letterhead.yml").is_file()
            assert len(laid_out(drafter, tmp_path)) == 1
    [explained] = [block.text for block in blocks(checker) if "clause: Charged" in block.text]
    assert _lineless(explained) in _lineless(printed["explain"])
    assert (tmp_path / "output/letterheads/fhu.pdf").is_file()
    folder = tmp_path / "output" / "philippines-2024"
    assert sorted(path.name for path in folder.iterdir()) == [
        ".letterkit",
        "president-2-draft.pdf",
        "president-2.md",
        "president-draft.pdf",
        "president-review.pdf",
        "president.md",
        "president.pdf",
    ]
    draft = (folder / "president.md").read_text(encoding="utf-8")
    assert "Ms Magtibay" in draft
    assert "Ana" not in draft
    assert "Note of the alliance" not in draft
    assert "On 20 May" in (folder / "president-2.md").read_text(encoding="utf-8").replace("\u00a0", " ")


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_commands_that_a_page_tells_are_there(page: Path) -> None:
    for command in typed_in(page):
        group: click.Command = main.cli
        while isinstance(group, click.Group):
            name = command.pop(0)
            assert name in group.commands or name.startswith("-"), name
            group = group.commands.get(name, click.Command("other"))
        known = {name for one in group.params for name in one.opts}
        assert {word.partition("=")[0] for word in command if word.startswith("--")} <= known, command


def test_first_ten_minutes_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command of the page, in its order; those that would ask somebody are given their answers further down."""
    monkeypatch.chdir(tmp_path)
    page = ROOT / "docs" / "first-letter.md"
    shown = "".join(block.text for block in blocks(page) if block.language == "sh")
    typed = [shlex.split(line) for line in shown.splitlines() if line.startswith(("letterkit ", "cd "))]
    asking = (["letterkit", "init", "my-letters"], ["letterkit", "new"], ["cd", "my-letters"])
    assert [one for one in typed if one in asking] == [asking[0], asking[2], asking[1]]
    for command in (one for one in typed if one not in asking):
        result = CliRunner().invoke(main.cli, command[1:])
        assert result.exit_code == 0, result.output
        if command[1] == "init":
            monkeypatch.chdir(tmp_path / "my-letters")
    assert {"init", "new", "draft", "pdf", "add", "schema"} <= {command[1] for command in typed}
    draft = Path("output/philippines-2024/secretary-of-labor.md").read_text(encoding="utf-8")
    assert "Ms Magtibay" in draft
    campaign_file = Path("campaigns/philippines-2024.yml").read_text(encoding="utf-8")
    assert "- drop-charges: magtibay" in campaign_file


@pytest.mark.parametrize("page", ["campaign-file", "clauses"])
def test_whole_campaigns_draft_without_problems(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    campaigns = laid_out(ROOT / "docs" / f"{page}.md", tmp_path)
    assert campaigns
    monkeypatch.chdir(tmp_path)
    books = library_of(tmp_path)
    jobs, problems = plan(campaigns, books, tmp_path / "output")
    assert not problems
    assert jobs
    for job in jobs:
        assert compose(resolve(job.campaign, job.letter, books)).paragraphs
    found = [problem for batch in examine(campaigns, books, tmp_path / "output") for problem in batch.problems]
    assert not found


def test_templates_of_the_pages_can_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for page in PAGES:
        laid_out(page, tmp_path)
    monkeypatch.chdir(tmp_path)
    books = library_of(tmp_path)
    own = [path for path in books.files("**/*").values() if path.is_file() and path.is_relative_to(tmp_path)]
    assert len(own) >= 6
    for path in own:
        if path.parent.parent.name == "clauses":
            result = CliRunner().invoke(main.cli, ["clauses", "show", path.stem])
            assert result.exit_code == 0, result.exception
        elif path.parent.parent.name == "law":
            assert path.stem in load_law(*books.law_files()).instruments
        elif path.name == "letterhead.yml":
            assert books.letterhead(path.parent.name)
        else:
            assert books.form(path.name.removesuffix(".md.j2"))


@pytest.mark.parametrize("block", all_blocks("yaml"), ids=name_of)
def test_smaller_examples_can_be_read(block: Block) -> None:
    table = parse(block.text, name_of(block))
    if block.path:
        return
    reading = ValidationContext(shipped().keys_of_acts)
    if set(table) <= set(Campaign.keys()):
        rest = {"campaign": Scalar("Example"), "country": Scalar("KZ"), "letters": {}}
        table.update({Scalar(key): value for key, value in rest.items() if key not in table})
        validate(Campaign, table, reading)
    elif set(table) <= set(Letterhead.keys()):
        table.update({Scalar(key): Scalar("Example") for key in ("name", "place")})
        validate(Letterhead, table, reading)
    else:
        keys = {*language.Writing.keys(), *Checking.keys(), *Claims.keys()}
        assert set(table) <= keys, f"{name_of(block)} is part of nothing"
    assert not reading.problems


# What the program has


def test_what_is_made_from_the_program_is_as_the_program_is() -> None:
    """Commands with their options, and clauses: ``make docs`` writes them."""
    found = {path.name: (old, new) for path, old, new in reference.pages()}
    assert {"commands.md", "clause-list.md"} <= set(found)
    for name, (old, new) in found.items():
        assert old.splitlines() == new.splitlines(), f"{name}: make docs"
    text = found["commands.md"][1]
    assert all(f"\n## {path}\n" in text for path, _ in reference.commands_of(main.cli) if path != "letterkit")
    assert all(f"| `{name}` |" in found["clause-list.md"][1] for kind in KINDS[1:] for name in shipped().of_kind(kind))


def test_every_command_and_option_says_what_it_does() -> None:
    for path, command in reference.commands_of(main.cli):
        assert command.help, path
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help, f"{path} {parameter.name}"


def test_exit_codes_are_documented() -> None:
    text = text_of("commands")
    for code in (0, exits.FINDINGS, exits.MISTAKE, exits.BUG, exits.INTERRUPTED):
        assert f"\n| {code} |" in text


def test_make_targets_are_documented() -> None:
    targets = re.findall(r'"make ([\w-]+) ', (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert {"demo", "test", "test-latest"} <= set(targets)
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [target for target in targets if f"`make {target}`" not in text] == []


def subclasses(of: type[Record]) -> Iterator[type[Record]]:
    for record in of.__subclasses__():
        if record.__module__.startswith("letterkit."):
            yield record
            yield from subclasses(record)


def test_each_record_has_a_section() -> None:
    """Whatever other tests have loaded before."""
    for found in pkgutil.walk_packages(letterkit.__path__, "letterkit."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    assert {record for record in subclasses(Record) if record.keys()} == {*SECTIONS, *FREE_SHAPES}


@pytest.mark.parametrize("record", SECTIONS, ids=lambda record: record.__name__)
def test_each_key_is_documented_and_no_other(record: type[Record]) -> None:
    keys = set(record.keys()) - {key for other, key in INTERNAL if other is record}
    assert keys
    text = section(*SECTIONS[record])
    documented = in_backticks(text) if record is campaign.Shared else in_first_column(text)
    for base in (base for base in record.__bases__ if base in SECTIONS):
        documented |= in_first_column(section(*SECTIONS[base]))
    assert keys - documented == set()
    sharing = set().union(*(other.keys() for other, place in SECTIONS.items() if place == SECTIONS[record]))
    kinds = set(shipped().of_kind("acts"))
    more = {word for word in in_first_column(text) if re.fullmatch(r"[a-z-]+", word)} - sharing - kinds
    assert more == set() or record in (campaign.Shared, Form)


def test_what_a_letter_takes_from_the_one_that_it_follows_is_documented() -> None:
    told = re.search(
        r"^\| ([^|]*) \| from the letter that it follows \|$",
        section("campaign-file", "Letters that follow letters"),
        re.M,
    )
    assert told
    assert sorted(re.findall(r"`([^`]+)`", told[1])) == sorted(letter_plan.CARRIED.keys())


def test_each_kind_of_act_is_documented() -> None:
    rows = re.findall(
        r"^\| `([\w-]+)`( \*)? \| (people|organisations|either) \| ([\w-]*) ?\|", section("campaign-file", "Acts"), re.M
    )
    documented = {name: (of, status, bool(star)) for name, star, of, status in rows}
    acts = shipped().of_kind("acts")
    assert len(acts) > 20
    words = {"person": "people", "organisation": "organisations", "either": "either"}
    assert documented == {name: (words[act.of], str(act.status or ""), act.lasts) for name, act in acts.items()}


def test_kinds_and_parameter_types_are_documented() -> None:
    assert in_first_column(section("clauses", "Where files go")) == set(KINDS)
    assert in_first_column(section("clauses", "Types of parameters")) == set(PARAMETER_TYPES)


def test_each_form_is_documented() -> None:
    forms = shipped().form_names()
    assert forms
    assert set(forms) <= in_backticks(section("campaign-file", "Letters"))


def values_of(template: str, where: str, tmp_path: Path) -> set[str]:
    """The values that a template can use, as a failing one lists them."""
    path = tmp_path / "templates" / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(template, encoding="utf-8")
    books = library_of(tmp_path)
    jobs, problems = plan([ROOT / "templates" / "specimen.yml"], books, tmp_path)
    assert not problems
    with pytest.raises(UserError) as failed:
        compose(resolve(jobs[0].campaign, jobs[0].letter, books))
    [problem] = [problem for problem in failed.value.problems if problem.code == "LK205"]
    return set(problem.hint.removeprefix("a template can use: ").split(", "))


def test_values_of_templates_are_documented(tmp_path: Path) -> None:
    clause = "title: Failing\nsource: none\nwords: {en: '{{ nothing }}'}\n"
    act = (
        "title: Failing\nsource: none\nstatus: dissolved\n"
        "words: {en: {noun: '{{ nothing }}', entry: x, statement: '{{ who }}{{ on }}', status: x}}\n"
    )
    common = values_of(clause, "clauses/openings/concern.yml", tmp_path / "clause")
    of_acts = values_of(act, "clauses/acts/dissolved.yml", tmp_path / "act")
    assert len(common) > 15
    assert len(of_acts - common) > 8

    def documented(text: str) -> set[str]:
        return {re.split(r"[(.]", word)[0] for word in in_backticks(text)}

    usable = section("clauses", "What a template can use")
    assert common - documented(usable) == set()
    assert of_acts - documented(usable) - documented(section("clauses", "The values of an act")) == set()


def test_each_problem_code_is_documented() -> None:
    """As the registry has it; why it matters and what mends it are the page's own."""
    rows = re.findall(r"^\| (\[?LK\d{3}[^|]*) \| ([^|]+) \|", text_of("problems"), re.MULTILINE)
    assert len(rows) > 100
    told = {code.strip("[").split("]")[0]: what for code, what in rows}
    assert len(told) == len(rows)
    expected = {}
    for code in CODES.values():
        grave = {Severity.WARNING: "*warning:* ", Severity.NOTE: "*note:* "}.get(code.severity, "")
        expected[code.code] = grave + code.title + (f" ({code.otherwise})" if code.otherwise else "")
    assert told == expected


def test_registered_codes_are_those_used() -> None:
    sources = [path for path in (ROOT / "letterkit").rglob("*.py") if path.name != "codes.py"]
    used = {code for path in sources for code in re.findall(r"\"(LK\d{3})\"", path.read_text(encoding="utf-8"))}
    assert used == set(CODES)
    assert list(CODES) == sorted(CODES)


def test_severities_are_documented() -> None:
    assert all(f"**{severity.value}**" in text_of("problems") for severity in Severity)


# Links


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if not re.match(r"https?:", link)]
    for link in links:
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def listed(nav: list[Any]) -> Iterator[str]:
    for entry in nav:
        for value in entry.values():
            yield from [value] if isinstance(value, str) else listed(value)


def test_the_site_has_every_page(tmp_path: Path) -> None:
    gathered = {path.relative_to(tmp_path).as_posix() for path in site.gather(tmp_path)}
    assert {"index.md", "contributing.md", "findings/LK301.md"} <= gathered
    settings = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))
    named = list(listed(settings["project"]["nav"]))
    assert len(named) == len(set(named))
    assert set(named) == {name for name in gathered if not name.startswith("findings/")}


def test_pages_are_linked_from_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in IDS if name != "README.md" and f"]({name})" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_pages_name_files_that_exist(page: Path) -> None:
    """Shipped files that a page names in backticks are there."""
    own = {block.path for block in blocks(page)}
    named = re.findall(
        r"`((?:templates|letterkit|tests|campaigns|docs)/[\w./-]+\.\w+)`", page.read_text(encoding="utf-8")
    )
    workspace = ("pay-wages", "/demands/release.yml", "philippines-2024", "/fhu/", "shared/addresses.yml")
    for name in named:
        if name not in own and not any(word in name for word in workspace):
            assert (ROOT / name).exists() or re.search(r"[A-Z]{4}", name), name
