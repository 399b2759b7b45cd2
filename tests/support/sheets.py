"""Sheets of each kind of letterhead, and letters set from them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from pypdfium2 import PdfDocument, PdfPage

from letterkit.foundation.problems import UserError
from letterkit.typeset import prints
from letterkit.typeset.sheet import Annex, Head, Mailbox, Notation, Officer, Phrase, Roster, Sheet, Signature
from letterkit.typeset.typeset import Typeset

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

COUNCIL = """Michael Sacco, Robert A. Scardelletti, Harold Schaitberger, Clyde Rivers, Cecil Roberts, Leo W. Gerard,
William Hite, Gregory J. Junemann, Nancy Wohlforth, Rose Ann DeMoro, Fred Redmond, Matthew Loeb, Randi Weingarten,
Rogelio “Roy” A. Flores, Fredric V. Rolando, Diann Woodard, Newton B. Jones, D. Michael Langford, Baldemar Velasquez,
James Boland, Bruce R. Smith, Lee A. Saunders, Terry O’Sullivan, Lawrence J. Hanley, Lorretta Johnson, James Callahan,
DeMaurice Smith, Sean McGarvey, Laura Reyes, J. David Cox, David Durkee, D. Taylor, Kenneth Rigmaiden,
Stuart Appelbaum, Harold Daggett, Bhairavi Desai, Paul Rinaldi, Mark Dimondstein, Harry Lombardo, Dennis D. Williams,
Cindy Estrada, Capt. Timothy Canoll, Sara Nelson, Lori Pelletier, Marc Perrone, Jorge Ramirez, Eric Dean,
Joseph Sellers Jr., Christopher Shelton, Lonnie R. Stephenson, Richard Lanigan, Robert Martinez, Gabrielle Carteris"""

AFLCIO_HEAD = Head(
    key="aflcio",
    short="AFL-CIO",
    names=("American Federation of Labor and Congress of Industrial Organizations",),
    slogan="America’s Unions",
    address=("815 16th St., NW", "Washington, DC 20006"),
    contacts=(("", "202-637-5000"), ("", "www.aflcio.org")),
)
AFLCIO_COUNCIL = replace(
    AFLCIO_HEAD,
    officers=(
        Officer("Richard L. Trumka", ("President",)),
        Officer("Elizabeth H. Shuler", ("Secretary-Treasurer",)),
        Officer("Tefere Gebre", ("Executive Vice President",)),
    ),
    roster=Roster("Executive Council", tuple(re.split(r",\s+", COUNCIL))),
)

AFLCIO = Sheet(
    title="Letter to the President of Kazakhstan",
    language="en-US",
    paper="Letter",
    letterhead="aflcio",
    heads=(AFLCIO_COUNCIL,),
    place_and_date="January 26, 2017",
    created="2017-01-26",
    author="AFL-CIO",
    inside_address=("Mr. Nursultan Nazarbayev", "President", "Republic of Kazakhstan"),
    continuation=("President Nazarbayev", "January 26, 2017"),
    page_label="Page",
    page_numbers=("one", "two", "three"),
    page_of="of",
    roster_beside=True,
    signatures=(Signature("Richard L. Trumka", ("President",)),),
    initials="RLT/CF/kb",
    union_label="OPEIU #2",
    copies_label="cc:",
    copies=(
        "Mr. Kairat Umarov, Ambassador of the Republic of Kazakhstan to the United States",
        "Sharan Burrow, ITUC",
        "Mr. Irakli Petriashvili, President, ITUC Pan-European Regional Council",
    ),
)
AFLCIO_PLAIN = replace(
    AFLCIO,
    heads=(AFLCIO_HEAD,),
    place_and_date="July 18, 2019",
    created="2019-07-18",
    inside_address=(
        "Kassym-Jomart Tokayev, President",
        "Republic of Kazakhstan",
        "Government House",
        "Mangilik Yel st. 6",
        "Astana City, Kazakhstan",
    ),
    notations=(Notation("via", "through the Embassy in Washington, washington@mfa.kz"),),
    continuation=("President Tokayev", "July 18, 2019"),
    signatures=(Signature("", ("AFL-CIO International Director",)),),
    initials="CF/jp",
    union_label="",
    copies=(
        "Michael O’Donovan, Director of Labor Affairs, EOP/USTR",
        "Erland Herfindahl, Deputy Assistant for the Generalized System of Preferences, EOP/USTR",
    ),
)
ITUC_HEAD = Head(
    key="ituc",
    short="ITUC CSI IGB",
    names=(
        "International Trade Union Confederation",
        Phrase("Confédération syndicale internationale", "fr"),
        Phrase("Confederación Sindical Internacional", "es"),
        Phrase("Internationaler Gewerkschaftsbund", "de"),
    ),
    address=("Bd du Roi Albert II, 5, Bte 1", "B-1210 Bruxelles, Belgique"),
    contacts=(
        ("Tel", "+32 (0)2 224 02 11"),
        ("Fax", "+32 (0)2 201 58 15"),
        ("e-mail", "info@ituc-csi.org"),
        ("", "www.ituc-csi.org"),
    ),
    officers=(
        Officer(
            "João Antonio Felicio",
            ("President", Phrase("Président", "fr"), Phrase("Presidente", "es"), Phrase("Präsident", "de")),
        ),
        Officer(
            "Sharan Burrow",
            (
                "General Secretary",
                Phrase("Secrétaire générale", "fr"),
                Phrase("Secretaria General", "es"),
                Phrase("Generalsekretärin", "de"),
            ),
        ),
    ),
)
ITUC = Sheet(
    title="Letter to the President of Kazakhstan",
    language="en-GB",
    paper="A4",
    letterhead="ituc",
    heads=(ITUC_HEAD,),
    place_and_date="Brussels, 23 January 2017",
    created="2017-01-23",
    author="International Trade Union Confederation",
    inside_address=("Mr Nursultan Nazarbayev", "President", "Republic of Kazakhstan"),
    mailboxes=(
        Mailbox("akorda.press@gmail.com"),
        Mailbox("kanc@adilet.gov.kz"),
        Mailbox("minzdravsoc@mzsr.gov.kz"),
        Mailbox("brussels@mfa.kz", "Embassy in Brussels"),
    ),
    mailbox_label="e-mail:",
    reference="PERC/AL/pw",
    continuation=("Mr Nursultan Nazarbayev", "23 January 2017"),
    page_label="Page",
    signatures=(Signature("Sharan Burrow", ("General Secretary",)),),
    copies_label="cc:",
    copies=("Prime Minister Sagintayev",),
    copies_in_head=True,
    date_below=True,
)
INDUSTRIALL = Sheet(
    title="Letter to the President of Kazakhstan",
    language="en-GB",
    paper="A4",
    letterhead="industriall",
    heads=(
        Head(
            key="industriall",
            short="IndustriALL",
            names=("IndustriALL Global Union",),
            address=("54 bis, route des Acacias", "Case Postale 1516", "CH 1227 Geneva", "Switzerland"),
            contacts=(
                ("Tel", "+41 (0)22 308 50 50"),
                ("Fax", "+41 (0)22 308 50 55"),
                ("", "info@industriall-union.org"),
                ("", "www.industriall-union.org"),
            ),
            officers=(Officer("Jörg Hofmann", ("President",)), Officer("Valter Sanches", ("General Secretary",))),
        ),
    ),
    place_and_date="Geneva, 15 March 2019",
    created="2019-03-15",
    author="IndustriALL Global Union",
    inside_address=("H.E. Mr Nursultan Nazarbayev", "President of Kazakhstan"),
    mailboxes=(Mailbox("mission@kazakhstan-geneva.ch"),),
    copies_label="cc:",
    copies=("press@prokuror.kz", "kezekshi@mfa.kz"),
    copies_in_head=True,
    subject="Nineteen people arrested at peaceful rallies in Zhanaozen must go free",
    continuation=("H.E. Mr Nursultan Nazarbayev", "15 March 2019"),
    page_label="Page",
    signatures=(Signature("Valter Sanches", ("General Secretary",)),),
)
JOINT = Sheet(
    title="Letter to the High Representative",
    language="en-GB",
    paper="A4",
    letterhead="ituc-etuc",
    heads=(
        Head(key="ituc", short="ITUC", names=("International Trade Union Confederation",)),
        Head(key="etuc", short="ETUC", names=("European Trade Union Confederation",)),
    ),
    place_and_date="Brussels, 21 February 2018",
    created="2018-02-21",
    author="ITUC and ETUC",
    inside_address=(
        "Ms Federica Mogherini",
        "High Representative of the Union for",
        "Foreign Affairs and Security Policy",
        "European Commission",
        "Brussels, Belgium",
    ),
    date_below=True,
    notations=(Notation("delivery", "E-mail: federica.mogherini@ec.europa.eu"),),
    reference="PERC/AL/pw",
    continuation=("Ms Federica Mogherini", "21 February 2018"),
    page_label="Page",
    signatures=(
        Signature("Sharan Burrow", ("General Secretary", "ITUC")),
        Signature("Luca Visentini", ("General Secretary", "ETUC and PERC")),
    ),
    copies_label="cc:",
    copies=("DG Employment",),
    notes=(
        "ITUC: 331 affiliates with 202 million members.",
        "ETUC: 45 million members in 89 national organisations of 39 countries and in 10 European federations.",
        "PERC: the ITUC’s Pan-European Regional Council.",
    ),
)
BASE = replace(ITUC, letterhead="base", subject="Two arrests in Aktau", copies_in_head=False, date_below=False)
FRENCH = replace(
    BASE,
    language="fr",
    place_and_date="Bruxelles, le 23 janvier 2017",
    page_numbers=("un", "deux", "trois"),
    page_label="Page",
    subject="Deux arrestations à Aktaou",
)

ONE_PAGE = """\
Dear President Nazarbayev:

Two union leaders are in custody in Aktau, and we ask you to release them. **Nurbek Kushakbaev** and
**Amin Yeleusinov** were taken on 21 January. Their families do not know where they are held.

Both had spoken for the oil workers who stopped eating on 5 January. The workers did so because a court had closed
their confederation, the KNPRK, eleven months after the ministry had registered it. Nobody was hurt, nothing was broken
and no shift was lost on the rigs that week.

Kazakhstan ratified Convention No. 87 in 2000 and Convention No. 98 in 2001. The first says that a union is not to be
closed by an administrative act; the second protects those who lead one. Supervisors at the ILO have written to your
government about the registration rules in four of the past five years.

Please see to it that both men are free this week, that the case against Larisa Kharkova ends, and that the
confederation can register again. We would be glad to have your reply by 10 February.

Sincerely,
"""
TWO_PAGES = ONE_PAGE.replace(
    "Please see to it",
    """\
This is how the past year went, as far as we can tell from court papers and from those who were there:

- in February the confederation was entered in the register, with eight branches and two national unions as members,
  which was the condition that the law of 2014 had set;
- in October the tax office, the labour inspectorate and the prosecutor each opened an inspection of it, and asked for
  the same minutes, lists and receipts three times over;
- in December the ministry asked a court in Shymkent to close it, and the hearing took *one afternoon*; and
- in January the appeal was turned down, the accounts were blocked, and the police began to call at members’ homes.

Trade preferences are not a gift without terms. The statute under which your exporters enter our market asks whether
a country is taking steps on workers’ rights, and two countries in the region have lost that status after a review.
In 2014 goods worth 220 million dollars came in under it; a review would put each of those contracts in doubt, and it
would be the buyers, not the governments, who decided first.

We have also heard the argument that the confederation missed a deadline. The deadline was six months, it fell in
August, and the regional offices returned its papers unread on nine occasions. A rule that the office applying it can
make impossible to meet is no rule about deadlines.

Your office is bound to protect the constitution, and the constitution ranks a ratified treaty above such a statute.
A word from you would be enough to have the custody reviewed by a judge, in public, with counsel present.

Please see to it""",
)

LETTERS = {
    "aflcio": (AFLCIO, TWO_PAGES),
    "aflcio-plain": (AFLCIO_PLAIN, ONE_PAGE),
    "ituc": (ITUC, TWO_PAGES),
    "industriall": (INDUSTRIALL, TWO_PAGES),
    "ituc-etuc": (JOINT, TWO_PAGES),
    "base": (BASE, ONE_PAGE),
    "base-fr": (FRENCH, TWO_PAGES),
}

_PARTNERS = ("ituc", "etuc", "perc")
DRAFTED = replace(
    BASE,
    heads=tuple(replace(ITUC_HEAD, key=key, short=key.upper()) for key in _PARTNERS),
    signatures=tuple(Signature(f"Officer of {key}", ("President",), house=key) for key in _PARTNERS),
    inside_address=("Ms 李明", "Minister of Justice", "", "الوزيرة منى الحسن"),
    annex=Annex("Annex: the people", ("Name", "Office"), (("ნანა ლომი", "chair"), ("שרה לוי", "secretary"))),
)
WRITTEN = """\
Dear Minister,

## What has happened

| Name | Sentence | Date |
| --- | --- | ---: |
| Nurbek Kushakbaev | two years and six months in prison | 7 April 2017 |
| Nana Lomi | a fine | 16 May 2017 |

### In the courts

1. The court heard *no witness* of the defence, and held that the strike was `unlawful`:
   - because the union was no longer registered;
   - because nobody had given notice
     1. to the ministry, and
     2. to the company.
2. It let ~~few~~ nobody in, and told [the press](https://example.org/report) at https://example.org/reports/of/the/court.

---

> 345. The Committee asks the Government to see that the three are released at once.
> -- Case No. 3283

They cried “الحرية للنقابيين (المادة 12)!”, and the paper wrote: 《工人日报》说：“工人，团结起来！”。

> نطالب بالإفراج الفوري عن جميع النقابيين المعتقلين منذ 5 مارس 2024!

- نريد الحرية!
- Solidarity from ひろし, 한상균, สมยศ and እስክንድር.

We look forward to your answer.

Sincerely,
"""


def set_letter(sheet: Sheet, text: str, *roots: Path, proof: bool = False) -> Typeset:
    """A letter as it is set: once, however many tests ask for it (see `support.once`)."""
    return prints.typeset(sheet, text, templates=(*roots, TEMPLATES), proof=proof)


def pages_of(pdf: bytes) -> list[str]:
    return list(_pages_of(pdf))


@lru_cache(maxsize=128)
def _pages_of(pdf: bytes) -> tuple[str, ...]:
    """By PDFium, which takes a sixteenth of the time of pypdf and says the same."""
    with closing(PdfDocument(pdf)) as document:
        return tuple(_text_of(document[number]) for number in range(len(document)))


def _text_of(page: PdfPage) -> str:
    with closing(page), closing(page.get_textpage()) as text:
        return text.get_text_bounded().replace("\r\n", "\n").replace(_AT_THE_END_OF_A_LINE, "-")


_AT_THE_END_OF_A_LINE = "\ufffe"
"""How PDFium marks a hyphen there."""


def streams_of(pdf: bytes) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                yield thing.read_bytes()


def house(root: Path, **files: str) -> Path:
    """A folder of templates with one letterhead, ``own``; ``letter_css`` becomes ``letter.css``."""
    folder = root / "letterheads" / "own"
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    return root


OWN = replace(BASE, letterhead="own")


def problems_of(sheet: Sheet, text: str, *roots: Path) -> list[tuple[str, str]]:
    with pytest.raises(UserError) as caught:
        set_letter(sheet, text, *roots)
    return [(problem.code, problem.message) for problem in caught.value.problems]


HOSTILE = """\
Dear {{ 7*7 }} {% raise %},

!\\[](file:///etc/passwd) \\<script>alert(1)\\</script>

\\[x](javascript:alert(1)) [z](https://example.org/z) \\<img src="file:///etc/passwd"> &lt;b&gt;

\\[ref]: file:///etc/hosts

    indented, not code

Sincerely,
"""


def digest(result: Typeset) -> str:
    return sha256(result.pdf).hexdigest()
