"""What a campaign says is data: it is drafted as it stands, or refused with the place and the mend."""

from __future__ import annotations

import html
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from support.helpers import CAMPAIGN, as_yaml, build, campaign, letterkit
from support.library import library_of
from support.strategies import lines, tries

from letterkit.drafts.markdown import escape, read_markdown, write_markdown
from letterkit.foundation.problems import Problem, UserError
from letterkit.foundation.strict_yaml import Scalar
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.plan import plan
from letterkit.schema.library import Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_of(tmp_path_factory.mktemp("empty"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def drafts(path: Path, library: Library) -> list[str]:
    """The drafts of a campaign's letters as Markdown. Raises `UserError` as reading, resolving or composing does."""
    jobs, problems = plan([path], library, path.parent)
    if problems:
        raise UserError(problems)
    return [write_markdown(compose(resolve(job.campaign, job.letter, library))) for job in jobs]


# Any value at any place


def _paths(data: Any, path: str = "") -> Iterator[str]:
    if path:
        yield path
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield from _paths(value, f"{path}/{key}" if path else str(key))


ODD = ["", "9" * 5000, "2017-02-30", [], [["x"]], {}, {"fr": "x"}, [{"x": ["y"]}]]


@pytest.mark.parametrize("part", CAMPAIGN)
def test_any_value_anywhere_is_drafted_or_refused(part: str, folder: Path, library: Library, every: bool) -> None:
    paths = [path for path in _paths(CAMPAIGN) if path.split("/")[0] == part]
    assert paths
    problems: list[Problem] = []
    for at, path in enumerate(paths):
        for value in ODD if every else ODD[at % 2 :: 2]:
            build(folder, {"c.yml": campaign(path, value)})
            try:
                drafts(Path("c.yml"), library)
            except UserError as error:
                problems += error.problems
    assert len(problems) > len(paths)
    assert not [problem for problem in problems if not problem.location]


@given(st.randoms(use_true_random=False))
@tries(5, HealthCheck.function_scoped_fixture)
def test_the_order_of_keys_does_not_matter(tmp_path: Path, library: Library, random: Random) -> None:
    def shuffled(value: Any) -> Any:
        if isinstance(value, list):
            return [shuffled(item) for item in value]
        if isinstance(value, dict):
            keys = list(value)
            random.shuffle(keys)
            return {key: shuffled(value[key]) for key in keys}
        return value

    build(tmp_path, {"c.yml": campaign()})
    first = drafts(tmp_path / "c.yml", library)
    build(tmp_path, {"c.yml": shuffled(CAMPAIGN)})
    assert drafts(tmp_path / "c.yml", library) == first


def test_words_that_yaml_would_guess_at_stay_words(folder: Path, library: Library) -> None:
    written = as_yaml(campaign()).replace("country: KZ", "country: NO").replace("Free Union", "NO")
    written = written.replace("Palace", "+32 2 224").replace("- Astana", "- 12:30").replace("AB/cd", "01210")
    build(folder, {"c.yml": written.replace("By post", "1.10").replace("via: Fax", "via: on")})
    (job,), problems = plan([Path("c.yml")], library, folder)
    assert not problems
    sheet = compose(resolve(job.campaign, "one", library)).sheet
    assert (sheet.reference, sheet.notation("delivery"), sheet.notation("via")) == ("01210", "1.10", "on")
    assert sheet.inside_address[-2:] == ("+32 2 224", "12:30")
    assert job.campaign.organisations[Scalar("union")].name.first == "NO"
    assert job.campaign.country == "NO"


# Included files


def test_an_include_cannot_leave_its_folder_by_a_link(folder: Path, library: Library) -> None:
    build(folder, {"secret.yml": {"people": {}}, "in/c.yml": {**campaign(), "include": ["out.yml", "loop.yml"]}})
    (folder / "in/out.yml").symlink_to("../secret.yml")
    (folder / "in/loop.yml").symlink_to("loop.yml")
    with pytest.raises(UserError) as raised:
        drafts(Path("in/c.yml"), library)
    assert [problem.code for problem in raised.value.problems] == ["LK124", "LK106"]


def test_an_included_file_is_part_of_the_campaign(folder: Path, library: Library) -> None:
    people = campaign()["people"]
    build(folder, {"all.yml": campaign(), "shared/people.yml": {"people": people}})
    build(folder, {"c.yml": {**campaign(), "people": {}, "include": "shared/people.yml"}})
    assert drafts(Path("c.yml"), library)[0] == drafts(Path("all.yml"), library)[0].replace("all/one", "c/one")


# Text is text

HOSTILE = {
    "{{ 7*7 }} {% for x in y %}a{% endfor %} {# c #}": {"LK707"},
    "<script>alert(1)</script> <img src=file:///etc/passwd> &amp; &#65; <!-- c -->": {"LK707"},
    "![x](file:///etc/passwd) [x](http://a.example) <http://a.example>": set(),
    "# heading *bold* __both__ a_b `code` ~~~ \\* back\\slash": set(),
    "[/red] [bold]x[/bold] :smile: {} {0} {name} %s %(x)s </style>": {"LK707"},
    "line one\n\n# two\n- three\n1. four\n---\nletter: x/y\n---\n> five": {"LK133"},
    "\u200fright to left\u200e " + "W" * 120: {"LK711"},
}
"""Texts that could be taken for more than text, each with the errors that stop a letter with it."""
TEXTS = [
    "organisations/union/name",
    "organisations/union/acts/0/by",
    "people/alia/name",
    "people/alia/office",
    "people/alia/acts/0/place",
    "people/alia/acts/0/for",
    "people/crowd/noun",
    "laws/code/name",
    "targets/president/name",
    "targets/president/of",
    "targets/president/address/0",
    "targets/president/email/0/note",
    "targets/clerk/office",
    "demands/1/revise-law/so-that",
    *(f"letters/one/{key}" for key in ("via", "delivery", "reference", "subject")),
    "letters/one/enclosures/0",
    "letters/one/facts/0/2/text",
]


def _bare(text: str) -> str:
    return re.sub(r"[\s\u200e\u200f–-]+", "", text)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_shown_as_it_stands(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = campaign()
    # Each is told from the others by its number: what is called alike is told together.
    texts = [f"{text} {number}." for number in range(len(TEXTS))]
    for path, own in zip(TEXTS, texts, strict=True):
        *steps, last = path.split("/")
        inner: Any = data
        for step in steps:
            inner = inner[int(step) if isinstance(inner, list) else step]
        inner[int(last) if isinstance(inner, list) else last] = own
    build(folder, {"c.yml": data})
    run = letterkit("draft", "c.yml")
    assert set(re.findall(r" error (LK\d+)", run.err)) == HOSTILE[text], run.err
    assert run.code == (2 if HOSTILE[text] else 0)
    if "LK133" in HOSTILE[text]:
        # A list stops the free text; in the other places its lines stand as they are.
        texts.pop()
        data["letters"]["one"]["facts"][0][2]["text"] = "So it is."
        build(folder, {"c.yml": data})
    if HOSTILE[text]:
        # Nor does any of it act where no check stops the letter.
        monkeypatch.setattr("letterkit.pipeline.draft.stop_on", lambda _: None)
        letterkit("draft", "c.yml")
    draft = (folder / "output/c/one.md").read_text()
    body = MarkdownIt("commonmark", {"html": False}).render(read_markdown(draft, "one.md").text)
    assert set(re.findall(r"<(\w+)", body)) <= {"p", "ul", "li"}
    told = _bare(html.unescape(re.sub(r"<[^>]*>", "", body)))
    assert sum(_bare(own) in told for own in texts) >= 8
    printed = subprocess.run(["pdftotext", "-raw", "output/c/one-draft.pdf", "-"], capture_output=True, text=True)
    page = _bare(printed.stdout).casefold()  # offices in an address have capitals
    assert [own for own in texts if _bare(own).casefold() not in page] == [] or "W" * 120 in text


@given(lines, st.sampled_from(["", "- "]))
@tries(200)
def test_escaped_text_is_never_markup(text: str, before: str) -> None:
    shown = MarkdownIt("commonmark", {"html": False}).render(f"{before}{escape(text)}\n")
    tags = re.findall(r"<[^>]*>", shown)
    assert tags == (["<ul>", "<li>", "</li>", "</ul>"] if before else ["<p>", "</p>"] if text else [])
    assert html.unescape(re.sub(r"<[^>]*>", "", shown)).strip("\n") == text


# A person's own clauses


@pytest.mark.parametrize(
    ("words", "line", "message"),
    [
        ("{en: 'do {{ nothing }}'}", 3, "'nothing' is undefined"),
        ("{en: 'do {{ country'}", 3, "unexpected end of template"),
        ("{en: 'do {{ country | nothing }}'}", 3, "No filter named 'nothing'"),
        ("{en: 'do {{ 1 / 0 }}'}", 3, "division by zero"),
        ("{en: '{% for i in range(10 ** 9) %}x{% endfor %}'}", 3, "Range too big"),
        ("{en: \"{{ ''.__class__ }}\"}", 3, "access to attribute '__class__'"),
        ("{en: \"{{ '{0.__class__}'.format(1) }}\"}", 3, "access to attribute '__class__'"),
        ("{en: '{{ org.__globals__ }}'}", 3, "access to attribute '__globals__'"),
        ("{en: \"{% include '/etc/passwd' %}\"}", 3, "no loader"),
        ("\n  en: |\n    do\n    {{ country.name }}\n    {{ nothing }}", 7, "'nothing' is undefined"),
        ("\n  en: >-\n    do\n    {{ country.name }}\n    {{ nothing }}", 7, "'nothing' is undefined"),
    ],
)
def test_a_clause_that_fails_is_named_with_its_line(words: str, line: int, message: str, folder: Path) -> None:
    clause = f"title: Mine\nsource: me\nwords: {words}\n"
    build(folder, {"templates/clauses/demands/mine.yml": clause, "c.yml": campaign("demands", ["mine"])})
    run = letterkit("draft", "c.yml")
    assert run.code == 2
    assert re.search(
        rf"^templates/clauses/demands/mine\.yml:{line}:\d+: error LK205: .*{re.escape(message)}", run.err, re.M
    )
    assert not (folder / "output").exists()


def test_a_clause_without_the_language_is_named_where_it_is_used(folder: Path) -> None:
    clause = {"title": "Mine", "source": "me", "words": {"fr": "faire"}}
    build(folder, {"templates/clauses/demands/mine.yml": clause, "c.yml": campaign("demands", ["mine"])})
    run = letterkit("draft", "c.yml")
    assert run.code == 2
    assert re.search(r"^c\.yml:\d+:3: error LK206: the clause 'mine' has no text in 'en'", run.err, re.MULTILINE)
    assert "add 'en: ...' to templates/clauses/demands/mine.yml" in run.err
