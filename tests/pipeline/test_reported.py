"""What users of other tools for such letters reported in public as wrong, tried on a campaign: each comes out right.

The kinds are those of public reports on mail merge, Markdown to PDF, legal forms and e-signing; all names are invented.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pikepdf
import pytest
from support.helpers import letterkit as run
from support.sheets import pages_of

import letterkit
from letterkit import UserError

BASE = """\
campaign: Base
country: GE
sources:
  minutes: {title: Minutes of the board, date: 2024-03-04}
organisations:
  union: {name: Union of Crane Drivers of Poti, short: UCDP}
people:
  lomi:
    name: Nana Lomi
    gender: female
    publish: yes
    office: chair
    of: union
    acts:
      - {dismissed: 2024-03-01, by: the port company, source: minutes}
targets:
  minister: {office: Minister of Labour, of: Georgia, address: [Tbilisi]}
letters:
  a:
    from: specimen
    to: minister
    date: 2024-03-06
    grounds: anti-union-discrimination
    demands: [reinstate: lomi]
"""
LOMI = BASE[BASE.index("  lomi:") : BASE.index("targets:")]
DEMANDS = "demands: [reinstate: lomi]"
HIDDEN = """\
  hid: {name: José Peña, gender: male, publish: no, office: secretary, of: union,
        acts: [{threatened: 2024-03-02, by: the police, source: minutes}]}
"""


def person(key: str, name: str, *acts: str, gender: str = "male") -> str:
    done = ", ".join(f"{{{act}, source: minutes}}" for act in acts)
    told = f"gender: {gender}, " if gender else ""
    return f"  {key}: {{name: {name}, {told}publish: yes, acts: [{done}]}}\n"


ARRESTED, CHARGED = "arrested: 2024-03-01", "charged: 2024-03-02, outcome: fraud"
SANTOS = person("jose", "Jose Santos", ARRESTED, CHARGED) + person(
    "ramon", "Ramon Santos", ARRESTED, "released: 2024-03-03"
)
NAGAR = person("n", "Somu Nagar", ARRESTED, CHARGED) + person("y", "Santosh Yadu", "arrested: 2024-02-29")
BRENDA = person("brenda", "Brenda Tambito", "dismissed: 2024-02-01", "killed: 2024-03-01", gender="female")
RAMON = person("ramon", "Ramon Dalisay", "beaten: 2024-03-02", "released: 2024-03-04")
ALEX = person("a", "Alex Mardas", ARRESTED, gender="")
TWO = """\
  a: {name: Nino Lomidze, gender: female, publish: no, office: secretary, of: union,
      acts: [{arrested: 2024-03-01, source: minutes}]}
  b: {name: Gia Beridze, gender: male, publish: no, office: treasurer, of: union,
      acts: [{dismissed: 2024-03-02, source: minutes}]}
"""
STRIKE = "  dockers: {count: 300, noun: dockers, acts: [{struck: 2024-02-15, source: minutes}]}\n"
SUED = "short: UCDP, acts: [{sued: 2024-03-02, by: the Ministry of Justice, source: minutes}]}"
BRAND = "{name: Tadashi Invented, gender: male, office: Chairman, of: Uniclo Fast Retail, address: [Tokyo]}"
PEOPLE = f"people:\n{LOMI}"
MINISTER = "{office: Minister of Labour, of: Georgia, address: [Tbilisi]}"
TEXT = "One thing is this:\n          - it is closed;\n          - it is over."
BLOCK = f"facts:\n      - lomi.dismissed\n      - text: |\n          {TEXT}\n    grounds:"

# What is changed in the campaign, the codes of what is found (those of notes aside), what the letter says, what not.
CAMPAIGNS: Mapping[str, tuple[Mapping[str, str], Sequence[str], Sequence[str], Sequence[str]]] = {
    "two brothers": (
        {LOMI: SANTOS, DEMANDS: "demands: [release: jose, drop-charges: [jose, ramon]]"},
        ["LK501"],
        ["Ramon Santos was released"],
        ["Mr Santos"],
    ),
    "two unnamed": (
        {LOMI: TWO, DEMANDS: "demands: [release: a, reinstate: b]"},
        [],
        ["The first unnamed officer", "the second unnamed officer"],
        ["Lomidze", "Beridze"],
    ),
    "a hash in a subject": ({"    grounds": "    subject: Complaint #47 of the union\n    grounds"}, ["LK131"], [], []),
    "a hash in an address": (
        {MINISTER: "\n    office: Minister of Labour\n    address:\n      - 12 Quay, Suite #4\n      - Tbilisi"},
        ["LK131"],
        [],
        [],
    ),
    "the dead reinstated": (
        {LOMI: BRENDA, DEMANDS: "demands: [reinstate: brenda, protect: brenda]"},
        ["LK501", "LK501"],
        ["the safety of her family"],
        ["her safety"],
    ),
    "against a release": (
        {LOMI: RAMON, DEMANDS: "demands: [investigate-attack: ramon]"},
        [],
        ["protest against the beating of Ramon Dalisay"],
        ["against the release"],
    ),
    "against a strike": ({LOMI: STRIKE, DEMANDS: "demands: [protect: dockers]"}, ["LK225"], [], []),
    "to a chairman": ({MINISTER: BRAND}, ["LK518"], [], []),
    "junior": ({"Nana Lomi": "Joseph Sellers Jr.", "female": "male"}, [], ["Mr Sellers"], ["Mr Jr"]),
    "a degree": ({"name: Nana Lomi": 'name: "Nana Lomi, PhD"'}, [], ["Ms Lomi"], ["Ms PhD"]),
    "a particle": ({"Nana Lomi": "Jan van den Berg", "female": "male"}, [], ["Mr van den Berg"], ["Mr Berg"]),
    "surname first": (
        {
            "Nana Lomi": "Wang Jianmin",
            "country: GE": "country: CN",
            "of: Georgia": "of: China",
            "[Tbilisi]": "[Beijing]",
        },
        ["LK317", "LK610"],
        [],
        [],
    ),
    "quotation marks": (
        {"name: Nana Lomi": "name: “Nana Lomi”", "by: the port company": "by: “the port company”"},
        ["LK132", "LK132"],
        [],
        [],
    ),
    "an ayn": (
        {"Nana Lomi": "‘Ali Rostami", "publish: yes": "publish: initials"},
        [],
        ["A. R. was dismissed"],
        ["‘. R."],
    ),
    "initials of a doctor": (
        {"Nana Lomi": "Dr. Maria Santos", "publish: yes": "publish: initials"},
        [],
        ["M. S."],
        ["D. M"],
    ),
    "an article twice": (
        {"name: Union of Crane Drivers of Poti, short: UCDP": "name: The Union of Dockers"},
        [],
        ["chair of the Union of Dockers"],
        ["the The"],
    ),
    "a list in a text": ({"grounds:": BLOCK}, ["LK133"], [], []),
    "affiliates": (
        {"short: UCDP}": SUED, DEMANDS: "demands: [reinstate: lomi, stop-deregistration: union]"},
        [],
        ["halt the deregistration of the UCDP."],
        ["affiliated"],
    ),
    "a name of its time": (
        {
            "country: GE": "country: SZ",
            "of: Georgia, address: [Tbilisi]": "of: Kingdom of Swaziland, address: [Mbabane]",
            "2024-": "2014-",
        },
        [],
        ["ratified by Swaziland"],
        ["Eswatini"],
    ),
    "never charged": ({LOMI: NAGAR, DEMANDS: "demands: [release: [n, y], drop-charges: [n, y]]"}, ["LK501"], [], []),
    "no gender": (
        {LOMI: ALEX, DEMANDS: "demands: [release: a, access: a]"},
        ["LK806"],
        ["allow them to see lawyers of their own choosing"],
        ["Mardas’s", "Mardas's"],
    ),
    "Palestine": (
        {
            "country: GE": "country: PS",
            "of: Georgia, address: [Tbilisi]": "of: State of Palestine, address: [Ramallah]",
            "grounds: anti-union-discrimination": "grounds: [ratified-conventions: [C087]]",
        },
        ["LK318"],
        [],
        [],
    ),
    "an address in another script": ({"address: [Tbilisi]": "email: минист@пример.рф"}, [], [], []),
}


def written(folder: Path, changes: Mapping[str, str]) -> Path:
    text = BASE
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    path = folder / "campaigns" / "base.yml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_a_campaign(name: str, tmp_path: Path) -> None:
    changes, codes, says, says_not = CAMPAIGNS[name]
    campaign = letterkit.load(written(tmp_path, changes), workspace=tmp_path)
    try:
        problems = [*campaign.problems, *letterkit.check(campaign, output=tmp_path / "output")]
    except UserError as error:
        problems = list(error.problems)
    grave = {(one.code, str(one.location)) for one in problems if one.severity is not letterkit.Severity.NOTE}
    assert sorted(code for code, _ in grave) == sorted(codes), problems
    text = letterkit.compose(campaign, "a").text if says or says_not else ""
    assert [phrase for phrase in says if phrase not in text] == []
    assert [phrase for phrase in says_not if phrase in text] == []


@pytest.mark.parametrize(
    "added",
    [
        "![portrait](Jose_Pena.jpg)",
        '[He](http://example.org "José Peña") was threatened.',
        "[He](https://example.org/José-Peña) was threatened.",
        "Follow #FreeJosePena for news.",
    ],
)
def test_a_withheld_name_reaches_no_pdf(added: str, tmp_path: Path) -> None:
    path = written(tmp_path, {"targets:": f"{HIDDEN}targets:", DEMANDS: "demands: [reinstate: lomi, end-harassment]"})
    letter = letterkit.compose(letterkit.load(path, workspace=tmp_path), "a")
    with pytest.raises(UserError) as found:
        letterkit.typeset(letter, letter.text.replace("The FSU calls", f"{added}\n\nThe FSU calls"))
    assert "LK706" in {problem.code for problem in found.value.problems}


TYPED = """\
> 345. The Committee requests the Government to register the union.
>
> 347. It also requests to be kept informed.

1. release;
2. reinstatement.

We add to this:

3. registration;
4. talks.

<!-- ask Giorgi whether this is right -->

## What we ask for

Call us at tel. 555-1234.

We ask for:
• release of all;
• talks.

Please reply to:
Marit Holm
PO Box 12
3000 Rotterdam

We were told by the minister of the year
- as the union has it - that nothing would happen.

| Name | Date |
| --- | --- |
| Nana Lomi | 1 March |
"""


def test_a_draft_is_printed_as_it_was_meant(tmp_path: Path) -> None:
    letter = letterkit.compose(letterkit.load(written(tmp_path, {}), workspace=tmp_path), "a")
    pdf = letterkit.typeset(letter, letter.text.replace("The FSU calls", f"{TYPED}\nThe FSU calls")).pdf
    whole = re.sub(r"\s+", " ", " ".join(pages_of(pdf)))
    # The marks of lists are drawn behind the page's text.
    for piece in (
        *("345. 347. 1. 2. 3. 4. • •", "What we ask for Call us at tel. 555-1234.", "Marit Holm"),
        *("the year – as the union has it – that nothing would happen.", "Name Date Nana Lomi 1 March"),
    ):
        assert piece in whole
    assert "Giorgi" not in whole


def test_a_new_demand_takes_the_sign_of_its_neighbours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    demands = "demands: [reinstate: lomi, end-harassment, social-dialogue]\n    demands-as: list"
    path = written(tmp_path, {DEMANDS: demands})
    assert run("draft", str(path)).code == 0
    draft = tmp_path / "output" / "base" / "a.md"
    text = draft.read_text(encoding="utf-8")
    for number in range(1, 4):
        text = text.replace("\n- ", f"\n{number}. ", 1)
    draft.write_text(text, encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace("social-dialogue", "respect-rights, social-dialogue"))
    assert run("draft", str(path)).code == 0
    assert re.findall(r"^(\d\.|-) ", draft.read_text(encoding="utf-8"), re.MULTILINE) == ["1.", "2.", "3.", "4."]


def test_a_note_of_a_reviewer_in_the_pdf_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path, {})
    assert run("draft", str(path)).code == 0
    assert run("pdf", str(path)).code == 0
    clean = tmp_path / "output" / "base" / "a.pdf"
    with pikepdf.open(clean, allow_overwriting_input=True) as pdf:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[10, 10, 30, 30], Contents="change paragraph 2"
        )
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([note]))
        pdf.save(clean)
    before = clean.read_bytes()
    result = run("pdf", str(path))
    assert result.code == 2
    assert "LK923" in result.err
    assert clean.read_bytes() == before


def test_a_sign_without_a_font_is_found_before_the_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path, {})
    assert run("draft", str(path)).code == 0
    draft = tmp_path / "output" / "base" / "a.md"
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("The FSU calls", "Solidarity 💪 to all.\n\nThe FSU calls"), encoding="utf-8")
    assert "LK903" in run("check", str(path)).out
