"""Typography: what is typed plainly and how it is set, by language and house."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.helpers import build, campaign, letterkit
from support.library import library_of

from letterkit.drafts.folder import LetterFolder
from letterkit.drafts.history import Generated
from letterkit.drafts.redraft import keep, notes_for, redraft
from letterkit.language.grammar import make_language
from letterkit.schema.style import HouseStyle
from letterkit.typeset.sheet import Head, Mailbox, Notation, Officer, Roster, Sheet, Signature
from letterkit.typeset.typeset import typeset
from letterkit.typeset.typography import Typography, as_it_is, plain, set_runs, set_text

pytestmark = pytest.mark.quickly(8)

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
LIBRARY = library_of(ROOT)


def typography(code: str, **style: object) -> Typography:
    return make_language(LIBRARY.language(code), HouseStyle().model_copy(update=style)).typography


HOUSES = {
    "en": typography("en"),
    "en-US": typography("en", spelling="american", dash="—"),
    "en-single": typography("en", quotes=("‘", "’", "“", "”")),
    "fr": typography("fr"),
}

# In the second column "~" is a no-break space, "^" a narrow one.
EXAMPLES = [
    # Quotation marks and apostrophes
    ("en", 'He said "no" to us', "He said “no” to us"),
    ("en", "the workers' union's \"so-called 'law'\"", "the workers’ union’s “so-called ‘law’”"),
    ("en", "\"He said 'no'.\"", "“He said ‘no’.”"),
    ("en", '("free")', "(“free”)"),
    ("en", "the so-called 'foreign agents' act", "the so-called ‘foreign agents’ act"),
    ("en", '"Free trade unions," it says, "are banned."', "“Free trade unions,” it says, “are banned.”"),
    ("en", "the unions' members", "the unions’ members"),
    ("en", "O'Sullivan and the KNPRK's leaders", "O’Sullivan and the KNPRK’s leaders"),
    ("en", "the strikes of the '90s", "the strikes of the ’90s"),
    ("en", "« libre »", "“libre”"),
    ("en", '"A quotation that goes on in the next paragraph', "“A quotation that goes on in the next paragraph"),
    ("en-single", 'He said "no" to us', "He said ‘no’ to us"),
    ("en-single", "\"He said 'no'.\"", "‘He said “no”.’"),
    ("en-single", "“Free” workers’ unions", "‘Free’ workers’ unions"),
    ("en-single", "the workers' union", "the workers’ union"),
    ("fr", 'le "droit" de grève', "le «~droit~» de grève"),
    ("fr", "la loi «anti-syndicats»", "la loi «~anti-syndicats~»"),
    ("fr", "« Oui »", "«~Oui~»"),
    ("fr", "la \"clause dite 'sociale'\"", "la «~clause dite “sociale”~»"),
    ("fr", "l'OIT et la CSI", "l’OIT et la CSI"),
    ("fr", "“libre”", "«~libre~»"),
    # Dashes, ranges, ellipses
    ("en", "the union - the largest - was banned", "the union~– the largest~– was banned"),
    ("en", "banned -- and its leaders held", "banned~– and its leaders held"),
    ("en", "banned--and its leaders held", "banned~– and its leaders held"),
    ("en", "banned — and held", "banned~– and held"),
    ("en", "an anti-union law", "an anti-union law"),
    ("en-US", "the union - the largest - was banned", "the union—the largest—was banned"),
    ("en-US", "banned -- and held", "banned—and held"),
    ("fr", "le syndicat - le plus grand - est dissous", "le syndicat~– le plus grand~– est dissous"),
    ("en", "in 2015-2017 and on pp. 3-5", "in 2015–2017 and on pp.~3–5"),
    ("en", "in 2015-17", "in 2015–17"),
    ("en", "articles 12-14", "articles~12–14"),
    ("en", "since 2017-01", "since 2017-01"),
    ("en", "Law No. 11-2014", "Law No.~11-2014"),
    ("fr", "la loi n° 2014-2015", "la loi~n°~2014-2015"),
    ("en", "and so on...", "and so on…"),
    ("fr", "et ainsi de suite...", "et ainsi de suite…"),
    # French marks and figures
    ("fr", "Il demande : lequel ?", "Il demande~: lequel^?"),
    ("fr", "Il demande: lequel?", "Il demande~: lequel^?"),
    ("fr", "assez ; merci !", "assez^; merci^!"),
    ("fr", "Quoi ?!", "Quoi^?!"),
    ("fr", "à 12:30", "à 12:30"),
    ("fr", "Copie :", "Copie~:"),
    ("fr", "(« Oui ! »)", "(«~Oui^!~»)"),
    ("fr", "150 000 tenges et 1 200 000 personnes", "150^000~tenges et 1^200^000 personnes"),
    ("fr", "en 2017 300 personnes", "en 2017 300 personnes"),
    ("fr", "5% ou 5 %", "5~% ou 5~%"),
    ("fr", "à 12 h 30", "à 12~h~30"),
    # Numbers and what counts with them
    ("en", "No. 87 and Nos. 87 and 98", "No.~87 and Nos.~87 and 98"),
    ("en", "ILO Convention No. 87", "ILO Convention~No.~87"),
    ("en", "Article 12, art. 4, p. 3", "Article~12, art.~4, p.~3"),
    ("en", "under 19 U.S.C. § 2462(c)(7)", "under 19~U.S.C.~§~2462(c)(7)"),
    ("en", "US$220 million, 395 US$, 181 million", "US$220~million, 395~US$, 181~million"),
    ("en", "150,000 tenge, 5 %, 5%", "150,000~tenge, 5~%, 5%"),
    ("en", "at 12 a.m. on the day", "at 12~a.m. on the day"),
    ("en", "the 12 members of the board", "the 12 members of the board"),
    ("fr", "la convention n° 87 de l'OIT", "la convention~n°~87 de l’OIT"),
    ("fr", "l'article 19 et l'art. 4", "l’article~19 et l’art.~4"),
    ("fr", "181 millions, 2 milliards", "181~millions, 2~milliards"),
    # Dates
    ("en", "on 21 January 2017", "on 21~January 2017"),
    ("en-US", "on January 21, 2017", "on January~21, 2017"),
    ("en", "in January 2017", "in January 2017"),
    ("en", "on 21-23 January", "on 21–23~January"),
    ("en", "21 and 22 May", "21 and 22~May"),
    ("en", "you may 12 times", "you may 12 times"),
    ("fr", "le 1er janvier 2017", "le 1er~janvier 2017"),
    ("fr", "le 21 janvier", "le 21~janvier"),
    # Names
    ("en", "Mr Baltabai and Ms Kharkova", "Mr~Baltabai and Ms~Kharkova"),
    ("en-US", "Mr. Baltabai", "Mr.~Baltabai"),
    ("en", "L. Kharkova and J. David Cox", "L.~Kharkova and J.~David Cox"),
    ("en", "A. Z. disappeared", "A.~Z. disappeared"),
    ("en", "Leo W. Gerard and Joseph Sellers Jr.", "Leo W.~Gerard and Joseph Sellers~Jr."),
    ("en", "Oil Construction Company LLP", "Oil Construction Company~LLP"),
    ("fr", "M. Baltabai et Mme Kharkova", "M.~Baltabai et Mme~Kharkova"),
    # What has a spelling of its own
    ("en", "PERC/AL/pw of 2017-01-23", "PERC/AL/pw of 2017-01-23"),
    ("fr", "https://example.org/a?b:c!d--e", "https://example.org/a?b:c!d--e"),
    ("en", "o'neil--jr@example.org", "o'neil--jr@example.org"),
    ("en", "+32 (0)2 224-02 11 or 202-637-5000", "+32 (0)2 224-02 11 or 202-637-5000"),
    ("en", "the option --json of `a -- b`", "the option --json of `a -- b`"),
    # Old drafts, and what is set already
    ("en", "Mr~Baltabai on 21~January", "Mr~Baltabai on 21~January"),
    ("fr", "Il demande~; merci", "Il demande^; merci"),
    ("en", "Mr  Baltabai", "Mr~Baltabai"),
    # The last line
    (
        "en",
        "Where they are held has not been disclosed, and nobody has been allowed to see me.",
        "Where they are held has not been disclosed, and nobody has been allowed to see~me.",
    ),
]


def shown(text: str) -> str:
    return text.replace("\u00a0", "~").replace("\u202f", "^")


def written(text: str) -> str:
    return text.replace("~", "\u00a0").replace("^", "\u202f")


@pytest.mark.parametrize(("house", "typed", "expected"), EXAMPLES)
def test_text_is_set_as_a_typographer_would(house: str, typed: str, expected: str) -> None:
    assert shown(set_text(written(typed), HOUSES[house])) == expected


def test_the_examples_are_many() -> None:
    assert len(EXAMPLES) >= 60
    assert {house for house, _, _ in EXAMPLES} == set(HOUSES)


# Properties

PIECES = [
    *"ab1 .,;:!?()'\"-–—…«»“”‘’\n\u00a0\u202f§%$€",
    *("Mr ", "No. ", "M. ", " - ", "--", "...", "2015-2017", "1 000 000", "21 January", "1er janvier", "J. D. Cox "),
    *("a@b.example ", "http://a.example/?q='x' ", "PERC/AL/pw", "19 U.S.C. § 2462(c)(7)", "'90s", "l'OIT", "KNPRK"),
]
typed_texts = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
senders = st.sampled_from(sorted(HOUSES))


def words(text: str) -> str:
    """The text without spaces and without the shape of quotation marks and dashes."""
    text = re.sub(r"[“”„«»\"‘’‚']", "'", text.replace("…", "..."))
    return re.sub(r"[\u2013\u2014-]+", "-", re.sub(r"[ \u00a0\u202f]+", "", text))


@given(typed_texts, senders)
def test_setting_twice_is_setting_once(text: str, house: str) -> None:
    once = set_text(text, HOUSES[house])
    assert set_text(once, HOUSES[house]) == once


@given(typed_texts, senders)
def test_words_are_not_touched(text: str, house: str) -> None:
    assert words(set_text(text, HOUSES[house])) == words(text)


@given(typed_texts, senders)
def test_what_has_a_spelling_of_its_own_keeps_it(text: str, house: str) -> None:
    kept = [text[start:end] for start, end in as_it_is(text)]
    result = set_text(text, HOUSES[house])
    at = 0
    for one in kept:
        assert one in result[at:]
        at = result.index(one, at) + len(one)


@given(st.lists(typed_texts, min_size=1, max_size=5), senders)
def test_runs_are_set_as_one_text(runs: list[str], house: str) -> None:
    result = set_runs(runs, HOUSES[house])
    assert len(result) == len(runs)
    assert "".join(result) == set_text("".join(runs), HOUSES[house])
    assert [re.sub(r"\W", "", run) for run in result] == [re.sub(r"\W", "", run) for run in runs]


@given(typed_texts)
def test_without_rules_text_stays_as_typed(text: str) -> None:
    assert set_text(text, Typography()) == text


@given(typed_texts, senders)
def test_what_is_set_can_be_typed_plainly(text: str, house: str) -> None:
    """Searching for the words as one types them finds them."""
    assert not re.search("[\u00a0\u202f‘’“”«»]", plain(set_text(text, HOUSES[house])))


# Drafts and sheets


def sheet(house: str, **parts: object) -> Sheet:
    language = "fr" if house == "fr" else "en-US" if house == "en-US" else "en-GB"
    empty = Sheet("A letter", language, "A4", "base", (), "Brussels", "2017-01-23", "ITUC")
    return replace(empty, typography=HOUSES[house], **parts)  # type: ignore[arg-type]


def printed(letter: Sheet, text: str, folder: Path, name: str = "letter") -> str:
    """The lines of a letter as a reader of its PDF sees them."""
    path = folder / f"{name}.pdf"
    path.write_bytes(typeset(letter, text, templates=TEMPLATES, proof=False).pdf)
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def test_what_stands_around_the_text_is_set(tmp_path: Path) -> None:
    head = Head(
        "base",
        "Workers' Voice",
        ('The "Workers\' Voice"',),
        officers=(Officer("Eva Strand", ("Workers' President",)),),
        roster=Roster("The people's council", ("Terry O'Hara",)),
    )
    letter = sheet(
        "en",
        heads=(head,),
        inside_address=("Pat O'Brien", 'The "White House"'),
        mailboxes=(Mailbox("pat.o'brien@example.org", "at the people's office"),),
        notations=(Notation("via", "through the workers' desk"), Notation("delivery", '"By post"')),
        subject='The "Zhanaozen" case - release L. Kharkova',
        signatures=(Signature("Shane O'Neill", ("The workers' president",)),),
        enclosures_label="Enclosed:",
        enclosures=('The "list"',),
        copies_label="cc:",
        copies=("Anna O'Dea, anna--o'dea@example.org",),
        reference="PERC/AL/pw",
        notes=("The workers' union of 2015-2017...",),
    )
    text = printed(letter, "Dear Mr Bek,\n\nThe workers'\n*union*'s.\n\nYours,\n", tmp_path)
    for part in (
        "The “Workers’ Voice”",
        "Workers’ President",
        "THE PEOPLE’S COUNCIL",
        "Terry O’Hara",
        "Pat O’Brien",
        "The “White House”",
        "pat.o'brien@example.org (at the people’s office)",
        "through the workers’ desk",
        "“By post”",
        "The “Zhanaozen” case – release L. Kharkova",
        "The workers’ union’s.",
        "Shane O’Neill",
        "The workers’ president",
        "The “list”",
        "Anna O’Dea, anna--o'dea@example.org",
        "PERC/AL/pw",
        "The workers’ union of 2015–2017…",
    ):
        assert part in text


def test_quotations_go_on_across_markup_and_links(tmp_path: Path) -> None:
    body = 'The "*free* [union](https://example.org/a--b \'x\')" of **"Astana"** - no "\\*" \\-- x.'
    text = printed(sheet("fr"), f"Bonjour,\n\n{body}\n\nSalut,\n", tmp_path)
    assert "The « free union (example.org/a--b) » of « Astana » – no « * » – x." in text


FILLER = "Workers of the plant went out on strike again and again, as they had every right to do,"
HELD = [
    ("en", "as Mr Baltabai said", r"\bMr$"),
    ("en", "under Convention No. 87 of the ILO", r"\bNo\.$|\bConvention$"),
    ("en", "as L. Kharkova wrote", r"\bL\.$"),
    ("en", 'for a so-called "crime" of state', r"[“\"]$"),
    ("en", "on 21 January in the town", r"\b21$"),
    ("en", "under 19 U.S.C. § 2462(c)(7) of the law", r"\b19$|U\.S\.C\.$|§$|2462$|\(c\)$"),
    ("en", "in the years 2015-2017 and later", r"2015.$"),
    ("en", "they said - in vain - to us", r"^\s*[–-]"),
    ("en-US", "they said - in vain - to us", r"^\s*[—-]"),
    ("fr", "qui demandent : pourquoi ?", r"^\s*[:?]"),
    ("fr", 'le droit "de grève" est libre', r"«$|^\s*»"),
    ("fr", "et 1 500 000 personnes", r"\b1$|\b500$"),
]


def test_no_line_ends_where_it_must_not(tmp_path: Path) -> None:
    """Each of these is pushed along a line, so that every place in it comes to the line's end."""
    for house in HOUSES:
        held = [(text, wrong) for other, text, wrong in HELD if other == house]
        paragraphs = [f"{FILLER[:length].strip()} {text}." for text, _ in held for length in range(44, 84)]
        if paragraphs:
            lines = printed(sheet(house), "\n\n".join(["Dear all,", *paragraphs, "Yours,"]), tmp_path).splitlines()
            assert sum(line.startswith("Workers") for line in lines) == len(paragraphs)
            for text, wrong in held:
                assert [line for line in lines if re.search(wrong, line.rstrip())] == [], text


def test_no_short_word_stands_alone_on_a_last_line(tmp_path: Path) -> None:
    paragraphs = [f"{FILLER} {FILLER[:length].strip()} of us." for length in range(20, 80)]
    text = printed(sheet("en"), "\n\n".join(["Dear all,", *paragraphs, "Yours,"]), tmp_path)
    assert len(re.findall(r"us\.$", text, re.MULTILINE)) == len(paragraphs)
    assert not re.search(r"^\s*us\.$", text, re.MULTILINE)


# What a house chooses


def lines_of(style: dict[str, object], body: str, folder: Path) -> list[str]:
    letter = replace(sheet("en"), typography=typography("en", **style))
    return printed(letter, f"Dear all,\n\n{body}\n\nYours,", folder).splitlines()


LONG = (
    "The extraordinary proceedings against representatives of the Confederation of Independent Organisations "
    "notwithstanding, international organisations unanimously acknowledged the unconstitutionality. "
)


@pytest.mark.parametrize(
    ("text", "hyphenation", "divided"),
    [
        ("ragged", "justified", False),
        ("justified", "justified", True),
        ("ragged", "always", True),
        ("justified", "never", False),
    ],
)
def test_words_are_divided_when_the_house_says_so(text: str, hyphenation: str, divided: bool, tmp_path: Path) -> None:
    body = "\n\n".join(f"{'so ' * number}{LONG}" for number in range(20))
    lines = lines_of({"text": text, "hyphenation": hyphenation}, body, tmp_path)
    ends = [line.rstrip() for line in lines if line.rstrip().endswith(("-", "\u2010"))]
    assert bool(ends) is divided
    assert [end for end in ends if re.search(r"[^\W\d_]+.$", end)[0][0].isupper()] == []  # type: ignore[index]


def test_small_capitals_are_read_as_capitals(tmp_path: Path) -> None:
    body = "The KNPRK of Kazakhstan writes to PERC/AL/pw and ILO@example.org."
    capitals = lines_of({}, body, tmp_path)
    plain_pdf = (tmp_path / "letter.pdf").read_bytes()
    assert lines_of({"acronyms": "small-capitals"}, body, tmp_path) == capitals
    assert any(body in line for line in capitals)
    assert (tmp_path / "letter.pdf").read_bytes() != plain_pdf


def test_justified_lines_end_at_the_margin(tmp_path: Path) -> None:
    ends = {}
    for text in ("ragged", "justified"):
        lines_of({"text": text}, LONG * 3, tmp_path)
        boxes = subprocess.run(
            ["pdftotext", "-bbox", tmp_path / "letter.pdf", "-"], capture_output=True, text=True, check=True
        )
        words_at = re.findall(r'yMin="([\d.]+)" xMax="([\d.]+)"', boxes.stdout)
        lines: dict[str, float] = {}
        for y, right in words_at:
            lines[y] = max(lines.get(y, 0), float(right))
        ends[text] = {round(right) for right in list(lines.values())[2:-2]}
    assert len(ends["justified"]) == 1
    assert len(ends["ragged"]) > 2


# Drafts of before, and names typed in other ways


def test_an_old_draft_with_no_break_spaces_goes_on_working(tmp_path: Path) -> None:
    typed = "Dear Mr Bek,\n\nOn 21 January the workers' union left.\n"
    old = typed.replace("Mr ", "Mr\u00a0").replace("21 ", "21\u00a0").replace("'", "’")
    words = notes_for("en", library_of(tmp_path))
    untouched, edited = LetterFolder(tmp_path, "untouched"), LetterFolder(tmp_path, "edited")
    for place in (untouched, edited):
        keep(place, redraft(place, Generated(old), words))
    edited.draft.write_text(old + "\nBy hand.\n", encoding="utf-8")
    for place in (untouched, edited):
        redrafted = redraft(place, Generated(typed), words)
        assert redrafted.problems == ()
        keep(place, redrafted)
    assert untouched.draft.read_text(encoding="utf-8") == typed
    assert edited.draft.read_text(encoding="utf-8") == old + "\nBy hand.\n"
    assert not edited.newer.exists()


@pytest.mark.parametrize("written_by_hand", ["Sean O'Hara", "O’Hara", "sean\u00a0o’hara", "Sean\u202fO'Hara"])
def test_no_way_of_typing_hides_a_withheld_name(written_by_hand: str, tmp_path: Path) -> None:
    data = campaign("people/alia/name", "Sean O'Hara")
    data["people"]["alia"]["publish"] = "initials"
    build(tmp_path, {"campaigns/one.yml": data})
    assert letterkit("draft", tmp_path / "campaigns/one.yml", "--output", tmp_path / "output").code == 0
    path = tmp_path / "output" / "one" / "one.md"
    path.write_text(path.read_text(encoding="utf-8") + f"\nAsk {written_by_hand}.\n", encoding="utf-8")
    result = letterkit("pdf", tmp_path / "campaigns/one.yml", "--output", tmp_path / "output")
    assert result.code == 2
    assert "LK706" in result.err


@pytest.mark.parametrize("unit", ["a", "1", "No. ", "'a\" ", "a@b.c ", "1-2 ", "/", "\u00a0"])
def test_a_very_long_paragraph_is_set_too(unit: str) -> None:
    """What grows with the square of the length would not come back from this."""
    text = unit * (100_000 // len(unit))
    assert words(set_text(text, HOUSES["fr"])) == words(text)
