"""Names in their own scripts: set in a font of the script, tagged with it, in the order in which they are read."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from support.geometry import pages_of
from support.helpers import build, campaign, letterkit
from support.sheets import BASE, TEMPLATES, set_letter

from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Location, UserError
from letterkit.typeset import scripts
from letterkit.typeset.script_runs import tagged
from letterkit.typeset.scripts import SCRIPTS, file_of, script_of, unknown_in
from letterkit.typeset.typeset import typeset

WORDS = {
    "ARABIC": "منى",
    "ARMENIAN": "Արմեն",
    "BENGALI": "কল্পনা",
    "CJK": "工人",
    "DEVANAGARI": "सुधा",
    "ETHIOPIC": "እስክንድር",
    "GEORGIAN": "ნანა",
    "GUJARATI": "ગુજરાતી",
    "GURMUKHI": "ਪੰਜਾਬੀ",
    "HANGUL": "노동자",
    "HEBREW": "שלום",
    "HIRAGANA": "ひろし",
    "KANNADA": "ಕನ್ನಡ",
    "KATAKANA": "カタカナ",
    "KHMER": "ម៉ម",
    "LAO": "ສົມບັດ",
    "MALAYALAM": "മലയാളം",
    "MYANMAR": "အောင်",
    "ORIYA": "ଓଡ଼ିଆ",
    "SINHALA": "සිංහල",
    "TAMIL": "தமிழ்",
    "TELUGU": "తెలుగు",
    "THAI": "สมยศ",
}


def letter(body: str) -> str:
    return f"Dear Minister,\n\n{body}\n\nSincerely,\n"


def read(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def test_there_is_a_word_for_every_script() -> None:
    assert set(WORDS) == set(SCRIPTS)


@pytest.mark.parametrize("names", [[*WORDS][start::6] for start in range(6)], ids=" ".join)
def test_a_name_is_set_in_its_script_and_tagged(names: list[str]) -> None:
    """Several in one letter, in each place where a name can stand."""
    words = {name: WORDS[name] for name in names}
    sheet = replace(
        BASE,
        inside_address=tuple(f"Ms {word}" for word in words.values()),
        continuation=("ITUC", *words.values()),
        subject=f"Release {' and '.join(words.values())}",
    )
    said = (f"We write about **{word}**, whom *{word}* knows; “{word}”." for word in words.values())
    result = set_letter(sheet, letter("\n\n".join(said)))
    assert result.problems == ()
    with pikepdf.open(io.BytesIO(result.pdf)) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
        things = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        languages = [str(thing.Lang) for thing in things if thing.get("/S") == "/Span" and "/Lang" in thing]
    read_back = read(result.pdf)
    for name, word in words.items():
        alike = [one for one in SCRIPTS if SCRIPTS[one].language == SCRIPTS[name].language]
        assert any(f"Script-{SCRIPTS[one].name.title()}" in font for one in alike for font in fonts), fonts
        assert languages.count(SCRIPTS[name].language) == 5 * len({*alike} & {*names}), name
        if name in ("ARABIC", "ARMENIAN", "CJK", "GEORGIAN", "HANGUL", "HEBREW", "HIRAGANA", "KATAKANA", "THAI"):
            assert set(word) <= set(read_back), name


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("(المادة 12)", ["المادة 12"]),
        ("“עבודה, לחם”", ["עבודה, לחם"]),
        ("Ms שרה לוי, Mr אורי כהן", ["שרה לוי", "אורי כהן"]),
        ("نقابة 12 members", ["نقابة"]),
        ("(ITUC, 李明)", ["李明"]),
        ("They cried حرية! and left", ["حرية!"]),
        ("«\u202fالحرية للنقابيين!\u202f» dit-il", ["الحرية للنقابيين!"]),
        ("“اتحاد (المادة 12) النقابات!”", ["اتحاد (المادة 12) النقابات!"]),
        ("“قرار ILO رقم 87”", ["قرار ILO رقم 87"]),
        ("«حرية» و «عدالة»", ["«حرية» و «عدالة»"]),
        ("&quot;שחררו!&quot;", ["שחררו!"]),
        ("ما آزادی می\u200cخواهیم", ["ما آزادی می\u200cخواهیم"]),
        ("ශ්\u200dරී ලංකා", ["ශ්\u200dරී ලංකා"]),
        ("《工人日报》说：罢工。", ["《工人日报》说：罢工。"]),
        ("منى الحسن, شهابی, שרה לוי, and ნანა Արմեն", ["منى الحسن, شهابی", "שרה לוי", "ნანა", "Արմեն"]),
        ("सुधा สมยศ 李明 ひろし", ["सुधा", "สมยศ", "李明 ひろし"]),
        ('<p dir="rtl">5 مارس 2024 <em>ILO</em>!</p><p>منى', ["5 مارس 2024 ", "منى"]),
    ],
)
def test_what_a_quotation_holds_is_one_in_its_order(text: str, marked: list[str]) -> None:
    assert re.findall(r'<a class="said"[^>]*>(.*?)</a>', tagged(f"<p>{text}</p>")) == marked


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("《工人日报》：团结！", "zh"),
        ("労働者の権利、「団結権」。", "ja"),
        ("ストライキ", "ja"),
        ("노동자 大會", "ko"),
        ("𠮷野家", "zh"),
        ("۱۲ مارس ٢٠٢٤؟", "und-Arab"),
        ("ကမ္ဘာ့အလုပ်သမား။", "und-Mymr"),
    ],
)
def test_marks_and_digits_of_a_script_are_set_with_it(text: str, language: str) -> None:
    assert list(unknown_in(text)) == []
    found = script_of(text)
    assert found
    assert found.language == language


CRY, MARCH = "نطالب بالحرية لجميع النقابيين المعتقلين وبمحاكمة عادلة لهم جميعا!", "نطالب بالإفراج عنهم منذ 5 مارس!"


def test_what_is_cried_in_arabic_ends_on_the_left_and_a_quotation_of_it_stands_on_the_right() -> None:
    """A long cry is divided by the end of a line: no line before it is short, and both parts say their language."""
    body = (
        f"They have not stopped to cry it out at the gates of the refinery: “{CRY}”, and then they left.\n\n> {MARCH}"
    )
    pdf = set_letter(BASE, letter(body)).pdf
    [page] = pages_of(pdf)
    cried = [run for run in page.runs if "ن" in run.text]
    assert len(cried) == 3
    assert [run.text[0] for run in cried[1:]] == ["!", "!"], "the first that is drawn is on the left"
    assert cried[2].right == pytest.approx(26 + 135 - 8, abs=3)
    assert cried[0].right > 26 + 0.6 * 135
    with pikepdf.open(io.BytesIO(pdf)) as document:
        things = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary)]
        assert sum(str(thing.get("/Lang", "")) == "und-Arab" for thing in things if thing.get("/S") == "/Span") == 3


def test_words_that_no_font_has_are_named_once_and_the_proof_is_made() -> None:
    text = letter("Solidarity 💪💪 to all, ᎠᎡᎢ; and 💪💪 again.")
    with pytest.raises(UserError) as caught:
        typeset(BASE, text, templates=TEMPLATES, proof=False, written_at=Location("draft.md", 10))
    found = caught.value.problems
    assert [(one.code, one.location and (one.location.line, one.location.column)) for one in found] == [
        ("LK903", (12, 12)),
        ("LK903", (12, 23)),
    ]
    assert "Cherokee" in found[1].message
    proof = typeset(BASE, text, templates=TEMPLATES, proof=True, written_at=Location("draft.md", 10))
    assert [one.severity for one in proof.problems] == [Severity.WARNING] * 2
    assert "Solidarity [?] to all, [?]; and [?] again." in " ".join(read(proof.pdf).split())


def test_a_script_whose_package_is_missing_is_named_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    found = scripts.find_spec
    file_of.cache_clear()
    monkeypatch.setattr(scripts, "find_spec", lambda name: None if name == "manimgx_fonts" else found(name))
    try:
        with pytest.raises(UserError) as caught:
            set_letter(BASE, letter("We write about ნანა ლომი."))
    finally:
        file_of.cache_clear()
    [one, other] = caught.value.problems
    assert "'ნანა' (Georgian)" in one.message
    assert "'ლომი' (Georgian)" in other.message
    assert "pip install manimgx-fonts" in one.hint


def test_check_finds_what_the_pdf_stops_at(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(build(tmp_path, {"c.yml": campaign("letters/one/from", "specimen")}))
        assert letterkit("draft", "c.yml").code == 0
        [draft] = (tmp_path / "output").rglob("one.md")
        text = draft.read_text(encoding="utf-8")
        draft.write_text(text.replace("Dear", "Solidarity 💪 to all.\n\nDear", 1), encoding="utf-8")
        assert "LK903" in letterkit("check", "c.yml").out + letterkit("check", "c.yml").err
        stopped = letterkit("pdf", "c.yml")
    assert stopped.code != 0
    assert stopped.err.count("LK903") == 1


def test_long_words_of_khmer_and_burmese_are_divided_between_syllables_and_names_are_not() -> None:
    khmer, burmese = "សហជីពត្រូវបានហាមឃាត់ក្នុងការប្រជុំ", "အလုပ်သမားသမဂ္ဂခေါင်းဆောင်များကိုပြန်လွှတ်ပေးရန်"
    assert ">សហ|ជីព|ត្រូវ|បាន|ហាម|ឃាត់|ក្នុង|ការ|ប្រ|ជុំ<" in tagged(khmer).replace("\u200b", "|")
    said = tagged(burmese).replace("\u200b", "|")
    assert ">အ|လုပ်|သ|မား|သ|မဂ္ဂ|ခေါင်း|ဆောင်|များ|ကို|ပြန်|လွှတ်|ပေး|ရန်<" in said
    for name in ("អោងមីញ", "အောင်မျိုး", "ประกาศเจตนารมณ์ของสหภาพแรงงาน"):
        assert "\u200b" not in tagged(name)
