"""Letterheads: building on another, colours and fonts from the YAML, the commands, and what must not get through."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from support.helpers import as_yaml, build, campaign, files, letterkit
from support.library import library_of
from support.papers import designed
from support.sheets import BASE, ONE_PAGE, OWN, house, pages_of, set_letter

from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem, UserError
from letterkit.schema.letterhead import Letterhead
from letterkit.schema.library import Library
from letterkit.schema.templates import shipped_templates
from letterkit.typeset import fonts
from letterkit.typeset.sheet import Look, Sheet

FACTS = {"name": "Union of Example", "short": "UE", "place": "Town", "language": "en"}
ALPHABETS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝ"
    " àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿ ĂăĄąĆćČčĎďĐđĒēĖėĘęĚěĞğĢģĪīĮįİıĶķĻļŁłŃńŅņŇňŐőŒœŘřŚśŞşŠšŢţŤťŪūŮůŰűŲųŸŹźŻżŽž ȘșȚț ß ẞ"
    " АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ абвгдеёжзийклмнопрстуфхцчшщъыьэюя ЂЃЄЅІЇЈЉЊЋЌЎЏҐ ђѓєѕіїјљњћќўџґ"
    " ӘҒҚҢӨҰҮҺІ әғқңөұүһі ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ ΆΈΉΊΌΎΏΪΫ αβγδεζηθικλμνξοπρσςτυφχψω άέήίόύώϊϋΐΰ"
    " –—‘’“”„‚«»‹›…†‡•·§¶©№€£"
)
# HarfBuzz makes them of the font's own space and hyphen where it has no others.
UNBROKEN = "A\u202f!\u00a0A\u2011A"
SHIPPED = Library([shipped_templates()]).letterhead_names()
CHAIR = {"chair": {"name": "Ada Berg", "office": "Chair"}}


def heads(folder: Path, **letterheads: Mapping[str, object]) -> Library:
    """A workspace with these letterheads, beside the shipped ones."""
    build(folder, {f"templates/letterheads/{key}/letterhead.yml": data for key, data in letterheads.items()})
    return Library([folder / "templates", shipped_templates()])


def problems(library: Library, name: str) -> tuple[Problem, ...]:
    with pytest.raises(UserError) as caught:
        library.letterhead(name)
    assert all(problem.hint for problem in caught.value.problems), "a problem tells the mend"
    return caught.value.problems


def one(library: Library, name: str) -> tuple[str, str, int, str]:
    """The only problem: code, file, line, and what it says with its mend."""
    [problem] = problems(library, name)
    assert problem.location
    file = problem.location.file.rpartition("/letterheads/")[2]
    return problem.code, file, problem.location.line, f"{problem.message} {problem.hint}"


def names_in(letterhead: Letterhead) -> list[str]:
    return [str(term.name) for term in letterhead.officers.values() if term.name]


# Building on another


def test_what_is_not_given_comes_from_the_other(tmp_path: Path) -> None:
    library = heads(tmp_path, branch={"like": "aflcio", "short": "AFL-CIO Example", "layout": {"paper": "A4"}})
    branch, aflcio = library.letterhead("branch"), library.letterhead("aflcio")
    assert str(branch.short and branch.short.first) == "AFL-CIO Example"
    assert (branch.address, branch.officers) == (aflcio.address, aflcio.officers)
    assert branch.layout.paper == "A4"
    assert branch.layout.page_words is aflcio.layout.page_words is True
    assert branch.lineage == ("branch", "aflcio")


def test_style_is_joined_by_language_and_key_and_facts_are_taken_whole(tmp_path: Path) -> None:
    own = {"like": "aflcio", "style": {"en": {"close": "In solidarity,"}}, "officers": CHAIR}
    branch = heads(tmp_path, branch=own).letterhead("branch")
    assert (branch.style["en"].close, branch.style["en"].spelling) == ("In solidarity,", "american")
    assert list(branch.officers) == ["chair"], "an organisation's head never names another's officers"


def test_key_without_value_takes_out_what_the_other_has(tmp_path: Path) -> None:
    library = heads(tmp_path, later={"like": "aflcio", "rosters": "", "slogan": ""})
    later = library.letterhead("later")
    assert (later.rosters, later.slogan) == ((), None)
    assert names_in(later) == names_in(library.letterhead("aflcio"))


def test_letterhead_of_the_workspace_can_be_like_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    own = heads(tmp_path, ituc={"like": "ituc", "place": "Geneva"}).letterhead("ituc")
    assert own.place.first == "Geneva"
    assert own.lineage == ("ituc",)
    assert own.layout.languages == ("en", "fr", "es", "de")


def test_letterheads_build_on_each_other_over_several_steps(tmp_path: Path) -> None:
    chain = heads(tmp_path, local={"like": "region", "place": "Town"}, region={"like": "aflcio", "slogan": "Region"})
    assert chain.letterhead("local").lineage == ("local", "region", "aflcio")
    assert str(chain.letterhead("local").slogan and chain.letterhead("local").slogan.first) == "Region"


@pytest.mark.parametrize(
    ("letterheads", "name", "place", "says"),
    [
        ({"a": {"like": "b"}, "b": {"like": "a"}}, "a", ("b/letterhead.yml", 1), "like itself"),
        ({"a": {"like": "a"}}, "a", ("a/letterhead.yml", 1), "like itself"),
        ({"a": {**FACTS, "like": "alfcio"}}, "a", ("a/letterhead.yml", 5), "did you mean 'aflcio'?"),
        ({"a": {**FACTS, "like": "../../etc"}}, "a", ("a/letterhead.yml", 5), "no letterhead named '../../etc'"),
    ],
)
def test_wrong_likeness_is_named_at_its_place(
    letterheads: Mapping[str, Mapping[str, object]], name: str, place: tuple[str, int], says: str, tmp_path: Path
) -> None:
    found = problems(heads(tmp_path, **letterheads), name)
    [problem] = [problem for problem in found if problem.code == "LK213"]
    assert problem.location
    assert (problem.location.file.rpartition("/letterheads/")[2], problem.location.line) == place
    assert says in f"{problem.message} {problem.hint}"


def test_mistake_in_the_other_is_named_there(tmp_path: Path) -> None:
    code, file, line, _ = one(heads(tmp_path, a={"like": "b"}, b={**FACTS, "plaec": "x"}), "a")
    assert (code, file, line) == ("LK121", "b/letterhead.yml", 5)


def test_files_come_from_the_other_where_there_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    heads(
        tmp_path, region={**FACTS, "officers": CHAIR, "signs": "chair"}, local={"like": "region", "short": "UE Local"}
    )
    build(tmp_path, {"templates/letterheads/region/head.html.j2": "<p>Head of {{ sheet.heads[0].short }}</p>"})
    build(tmp_path, {"c.yml": campaign("letters/one/from", "local")})
    run = letterkit("draft", "c.yml")
    assert run.code == 0, run.err
    assert "Head of UE Local" in pages_of((tmp_path / "output/c/one-draft.pdf").read_bytes())[0]


# Look


@pytest.mark.parametrize(
    ("written", "colour"), [("navy", "#000080"), ("'#17456b'", "#17456b"), ("17456B", "#17456b"), ("'#a00'", "#aa0000")]
)
def test_colours_are_written_as_people_write_them(written: str, colour: str, tmp_path: Path) -> None:
    library = heads(tmp_path)
    build(tmp_path, {"templates/letterheads/a/letterhead.yml": f"{as_yaml(FACTS)}look:\n  colour: {written}\n"})
    assert library.letterhead("a").look.colour == colour


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("colour: #17456b", "write '#17456b' with quotes"),
        ("colour: nayv", "did you mean 'navy'?"),
        ("colour: '#17456'", "six digits"),
        ("colour: url(http://x)", "six digits"),
        ("colour: white", "too light to be read"),
        ("colour: '#ffee88'", "too light to be read"),
        ("font: Comic Sans", "take one of EB Garamond, Gentium Book Plus, Noto Sans, Source Sans 3"),
        ("head-font: Arial", "take one of"),
        ("font: ''", "found nothing"),
        ("logo: ../aflcio/logo.svg", "write its name"),
        ("logo: logo.gif", "write its name"),
        ("logo: https://example.org/logo.svg", "write its name"),
        ("color: red", "did you mean 'colour'?"),
    ],
)
def test_look_that_does_not_exist_is_named_at_its_place(line: str, says: str, tmp_path: Path) -> None:
    library = heads(tmp_path)
    build(tmp_path, {"templates/letterheads/a/letterhead.yml": f"{as_yaml(FACTS)}look:\n  {line}\n"})
    code, file, number, said = one(library, "a")
    assert code in ("LK123", "LK121")
    assert (file, number) == ("a/letterhead.yml", 6)
    assert says in said


def test_named_logo_that_is_absent_is_an_error_and_none_is_none(tmp_path: Path) -> None:
    library = heads(tmp_path, a={**FACTS, "look": {"logo": "mark.svg"}}, b={"like": "aflcio", "look": {"logo": "none"}})
    code, _, line, said = one(library, "a")
    assert (code, line) == ("LK906", 6)
    assert "templates/letterheads/a" in said
    assert library.letterhead("b").look.logo == "none"
    pictures = {name: drawn(Look(logo=name), "aflcio") for name in ("", "none")}
    assert pictures[""] == pictures["none"] + 1


def drawn(look: Look, letterhead: str) -> int:
    pdf = set_letter(_with(look, letterhead), ONE_PAGE).pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return sum(str(step.operator) == "Do" for step in pikepdf.parse_content_stream(document.pages[0]))


def _with(look: Look, letterhead: str = "base") -> Sheet:
    return replace(BASE, look=look, letterhead=letterhead)


def fonts_of(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/FontName")]
        assert all("/FontFile2" in one or "/FontFile3" in one or "/FontFile" in one for one in found), "embedded"
        names = {str(one.FontName) for one in found}
    assert all(re.fullmatch(r"/[A-Z]{6}\+.+", name) for name in names), "subset"
    return {re.sub(r"[^A-Za-z0-9]", "", name.partition("+")[2]) for name in names}


@pytest.mark.parametrize("family", fonts.FAMILIES)
def test_each_font_choice_has_every_alphabet_embedded_and_subset(family: str) -> None:
    for face in sorted((fonts.folder() / family).glob(f"{family.replace(' ', '')}-*.ttf")):
        if face.stem.partition("-")[2] in ("Regular", "Bold", "Italic", "BoldItalic"):
            with TTFont(face, lazy=True) as font:
                assert {character for character in ALPHABETS if ord(character) not in font.getBestCmap()} == set(), face
    text = f"Dear President:\n\n{ALPHABETS} **{ALPHABETS}** *{ALPHABETS}* ***{ALPHABETS}*** {UNBROKEN}\n\nSincerely,"
    result = set_letter(_with(Look(font=family, head_font=family)), text)
    assert result.problems == ()
    used = fonts_of(result.pdf)
    assert len(used) >= 4
    assert all(name.startswith(family.replace(" ", "")) for name in used), "one family only"


def test_colour_and_fonts_reach_the_page() -> None:
    look = Look(colour="#7a1f5c", font="Noto Sans")
    plain, chosen = (set_letter(_with(look), ONE_PAGE).pdf for look in (Look(), look))
    assert any(name.startswith("NotoSans") for name in fonts_of(chosen) - fonts_of(plain))
    assert not any(name.startswith("Gentium") for name in fonts_of(chosen))
    red = b"0.478431 0.121569 0.360784"
    assert [red in content_of(pdf) for pdf in (plain, chosen)] == [False, True]


def content_of(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        page.contents_coalesce()
        return page.Contents.read_bytes()


def test_look_that_a_style_sheet_does_not_take_up_is_pointed_out(tmp_path: Path) -> None:
    root = house(tmp_path, letter_css='@import url("base/structure.css");')
    result = set_letter(replace(OWN, look=Look(colour="#7a1f5c", font="Noto Sans")), ONE_PAGE, root)
    assert [(problem.code, problem.severity) for problem in result.problems] == [("LK902", Severity.WARNING)] * 2
    assert "'colour'" in result.problems[0].message


# What must not get through


@pytest.mark.parametrize(
    ("css", "code", "column"),
    [
        ("@import url(https://example.org/x.css);", "LK905", 9),
        ("@import 'http://example.org/x.css';", "LK905", 9),
        ("@import url('file:///etc/x.css');", "LK905", 9),
        (".head { background: url(/etc/passwd) }", "LK906", 21),
        (".head { background: url('//example.org/x.png') }", "LK905", 21),
        (".head { background: url(nowhere.png) }", "LK906", 21),
        ("@font-face { font-family: Own; src: url(own.ttf) }", "LK906", 37),
        ("@font-face { font-family: Own; src: local(Arial) }", "LK909", 37),
        (".head { font-family: Arial }", "LK909", 22),
        (".head { font: bold 12pt/1.2 'Noto Sans', Helvetica Neue }", "LK909", 42),
        (".head { font-family: sans-serif }", "LK909", 22),
        ("@page { @top-left { font-family: var(--font, Verdana) } }", "LK909", 46),
    ],
)
def test_style_sheet_that_asks_for_what_is_not_there_is_named_at_its_place(
    css: str, code: str, column: int, tmp_path: Path
) -> None:
    root = house(tmp_path, letter_css=f"p {{ margin: 0 }}\n{css}\n")
    with pytest.raises(UserError) as caught:
        set_letter(OWN, ONE_PAGE, root)
    [problem] = caught.value.problems
    assert problem.location
    assert (problem.code, problem.location.line, problem.location.column) == (code, 2, column)
    assert problem.location.file == str(root / "letterheads/own/letter.css")
    assert problem.hint


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        "{% for a in sheet.title * 999 if false %}{% endfor %}{% for a in range(60000) %}{% endfor %}",
        "{% for a in range(40000) %}<p>{{ sheet.title }}</p>{% endfor %}",
        "{% for a in range(400) %}<div>{% endfor %}",
    ],
)
def test_template_without_end_is_stopped(template: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        set_letter(OWN, ONE_PAGE, house(tmp_path, head_html_j2=template))
    [problem] = caught.value.problems
    assert problem.code == "LK910"
    assert problem.hint


def test_missing_character_is_named_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    build(tmp_path, {"c.yml": campaign()})
    assert letterkit("draft", "c.yml").code == 0
    draft = tmp_path / "output/c/one.md"
    text = draft.read_text(encoding="utf-8").replace("Nobody has", "Nobody 💪 has")
    draft.write_text(text, encoding="utf-8")
    line = next(number for number, words in enumerate(text.split("\n"), 1) if "💪" in words)
    run = letterkit("pdf", "c.yml")
    assert run.code == 2
    column = text.split("\n")[line - 1].index("💪") + 1
    assert f"output/c/one.md:{line}:{column}: error LK903" in run.err
    assert "'💪' is U+1F4AA" in run.err


def test_missing_character_of_a_letterhead_or_campaign_is_named_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    build(tmp_path, {"c.yml": campaign("letters/one/subject", "Release 💪 now")})
    said = letterkit("draft", "c.yml").err
    assert "LK903: no font has '💪'" in said
    heads(tmp_path, ituc={"like": "ituc", "slogan": "Unite 💪"})
    head = {"templates/letterheads/ituc/head.html.j2": "<p>{{ sheet.heads[0].slogan }}</p>"}
    build(tmp_path, {**head, "c.yml": campaign()})
    assert "templates/letterheads/ituc/letterhead.yml:2:9: error LK903" in letterkit("pdf", "c.yml").err


# The commands


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_letterheads_are_listed_with_their_pictures(workspace: Path) -> None:
    heads(workspace, fhu=FACTS, french={**FACTS, "name": {"fr": "Union"}, "language": "fr"})
    data = {entry["name"]: entry for entry in json.loads(letterkit("letterheads", "--json").out)}
    assert set(data) == {*library_of(workspace).letterhead_names()} > {"aflcio", "ituc", "fhu"}
    shipped = [entry for entry in data.values() if not entry["own"]]
    assert len(shipped) >= 7
    assert all(Path(entry["picture"]).is_file() for entry in shipped)
    assert data["fhu"] == {
        "name": "fhu",
        "organisation": "Union of Example",
        "languages": ["en", "fr"],
        "paper": "A4",
        "own": True,
        "picture": None,
    }
    assert data["french"]["languages"] == ["fr"]
    run = letterkit("letterheads")
    assert (run.code, run.err) == (0, "")
    assert all(name in run.out for name in data)
    assert "picture of fhu: run 'letterkit letterheads preview fhu'" in run.out


def test_broken_letterhead_does_not_hide_the_others(workspace: Path) -> None:
    heads(workspace, broken={**FACTS, "plaec": "x"})
    run = letterkit("letterheads")
    assert run.code == 2
    assert "LK121" in run.err
    assert "aflcio" in run.out


def test_new_letterhead_works_as_it_is_and_keeps_its_picture(workspace: Path) -> None:
    run = letterkit("letterheads", "new", "fhu")
    assert (run.code, run.err) == (0, "")
    assert "letterkit letterheads preview fhu" in run.out
    assert list(files(workspace)) == ["templates/letterheads/fhu/letterhead.yml"]
    run = letterkit("letterheads", "preview", "fhu")
    assert (run.code, run.err) == (0, "")
    assert [path for path in files(workspace) if "output" not in path] == [
        "templates/letterheads/fhu/letterhead.yml",
        "templates/letterheads/fhu/preview.png",
    ]
    assert run.out.split() == [f"output/letterheads/fhu{rest}" for rest in (".pdf", "-1.png", "-2.png")]
    entry = next(entry for entry in json.loads(letterkit("letterheads", "--json").out) if entry["name"] == "fhu")
    assert (entry["own"], entry["picture"]) == (True, "templates/letterheads/fhu/preview.png")


def test_every_key_that_a_new_letterhead_offers_is_right(workspace: Path) -> None:
    assert letterkit("letterheads", "new", "fhu").code == 0
    path = workspace / "templates/letterheads/fhu/letterhead.yml"
    text = path.read_text(encoding="utf-8")
    offered = re.sub(r"^( *)#(?=[a-z-]+:|  )", r"\1", text, flags=re.MULTILINE)
    assert offered.count("\n#") < text.count("\n#") - 3
    path.write_text(offered, encoding="utf-8")
    (path.parent / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"/>')
    (path.parent / "sheet.pdf").write_bytes(designed())
    run = letterkit("letterheads", "preview", "fhu")
    assert (run.code, run.err) == (0, "")


@pytest.mark.parametrize("other", SHIPPED)
def test_new_letterhead_takes_the_look_of_another_and_none_of_its_facts(
    other: str, workspace: Path, every: bool
) -> None:
    assert letterkit("letterheads", "new", "fhu", "--like", other).code == 0
    library = library_of(workspace)
    own, model = library.letterhead("fhu"), library.letterhead(other)
    assert own.lineage == ("fhu", other)
    assert (own.layout, own.style) == (model.layout, model.style)
    assert own.look == model.look.model_copy(update={"logo": "none", "location": own.look.location})
    assert names_in(own) == ["Name Surname"]
    assert (own.rosters, own.figures, own.slogan, own.about, own.joint) == ((), (), None, None, ())
    if not every and SHIPPED.index(other) % 3:
        return
    run = letterkit("letterheads", "preview", "fhu")
    assert (run.code, run.err) == (0, "")
    printed = pages_of((workspace / "output/letterheads/fhu.pdf").read_bytes())[0]
    assert not any(name in printed for name in names_in(model))


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["new", "../x"], "LK904", "letters, digits and hyphens"),
        (["new", "base"], "LK904", "cannot be called"),
        (["new", "a/b"], "LK904", "cannot be called"),
        (["new", "x", "--like", "aflico"], "LK213", "did you mean 'aflcio'?"),
        (["new", "aflcio"], "LK911", "'like: aflcio'"),
        (["preview", "aflico"], "LK213", "did you mean 'aflcio'?"),
        (["preview", "aflcio", "--language", "xx"], "LK212", "there are: en, fr"),
    ],
)
def test_wrong_names_are_named_and_nothing_is_made(arguments: list[str], code: str, says: str, workspace: Path) -> None:
    run = letterkit("letterheads", *arguments)
    assert run.code == 2
    assert code in run.err
    assert says in run.err
    assert files(workspace) == {}


def test_new_letterhead_overwrites_nothing(workspace: Path) -> None:
    build(workspace, {"templates/letterheads/fhu/logo.svg": "<svg/>"})
    before = files(workspace)
    run = letterkit("letterheads", "new", "fhu")
    assert (run.code, "LK911" in run.err) == (2, True)
    assert files(workspace) == before


FILLED = {
    "en": "H.E. Eva Strand|12 Constitution Square|Permanent Mission|Through the Embassy|Registered mail"
    "|specimen of this letterhead|Constitution of the union|Ambassador of the Republic|1.2 million",
    "fr": "S.E. Mme Eva Strand|place de la Constitution|Mission permanente|Par l’ambassade|recommandée"
    "|Spécimen de ce papier|Statuts du syndicat|Ambassadeur de la République|FSU : 1,2 million",
}


# Those in English are the ones that `test_standards` and `test_pictures` look at; the last is one in French.
PREVIEWS = [(name, language) for name in (*SHIPPED[1:], SHIPPED[0]) for language in FILLED]


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("name", "language"), PREVIEWS)
def test_preview_fills_every_element(name: str, language: str, workspace: Path) -> None:
    run = letterkit("letterheads", "preview", name, "--language", language)
    assert (run.code, run.err) == (0, "")
    pdf = (workspace / f"output/letterheads/{name}.pdf").read_bytes()
    pages = [re.sub(r"\s+", " ", page) for page in pages_of(pdf)]
    count = 2
    assert len(pages) == count
    text = " ".join(pages)
    wanted = [*FILLED[language].split("|"), "AB/cd", "OPEIU #0"]
    assert [words for words in wanted if words not in text] == []
    assert "council@union.example.org" in text.replace(" ", ""), "in a narrow column, it goes on in the next line"
    if language == "fr":
        assert "n° 87" in text
    if name == "aflcio":
        assert "Rogelio “Roy” A. Flores" in text, "a nickname keeps its marks in every language"
    assert re.search(rf"\b{count}/{count}\b|[Pp]age (two of two|deux sur deux)", pages[-1]), "which page of how many"
    library = library_of(workspace)
    writers = [library.letterhead(str(key)) for key in library.letterhead(name).joint or (name,)]
    assert len(writers) == (2 if name == "ituc-etuc" else 1)
    assert all(str(house.officers[house.signs].name) in " ".join(pages[1:]) for house in writers if house.signs)
    pictures = sorted((workspace / "output/letterheads").glob("*.png"))
    assert len(pictures) == count
    assert Image.open(io.BytesIO(pictures[0].read_bytes())).size in {(497, 702), (510, 660)}
    assert not (workspace / "templates").exists(), "pictures of shipped letterheads are not made anew"
