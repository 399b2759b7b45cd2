"""What people get wrong in their first files: each slip is told once, at its line, in plain words, with the mend.

The words belong to what was done and not to these files: `letterkit.foundation.slips` knows the ways in which YAML is
mistyped, and the records how their keys and values are.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from support.helpers import letterkit

pytestmark = pytest.mark.quickly(8)
BASE = """\
campaign: Arrests at the plant
country: PH

sources:
  note: {title: Note of the alliance, date: 2024-05-15, confidential: yes}

organisations:
  alliance:
    name: Alliance of Electronics Workers
    short: AEW

people:
  magtibay:
    name: Rosario Magtibay
    gender: female
    publish: yes
    office: president
    of: alliance
    acts:
      - arrested: 2024-05-13
        by: the police
        place: Imus
        source: note

targets:
  president:
    office: President
    of: Republic of the Philippines
    address: [1 Palace Square, Manila]
    email: president@example.org

demands:
  - release: magtibay

letters:
  first:
    form: protest
    from: specimen
    to: president
    date: 2024-05-20
    subject: Arrest of Rosario Magtibay
    grounds: [arbitrary-detention]
"""


def change(old: str, new: str) -> str:
    """The campaign with one thing written otherwise."""
    assert BASE.count(old) >= 1, old
    return BASE.replace(old, new, 1)


class Slip(NamedTuple):
    """A slip, the file that it makes, and what is said: line, code, the beginnings of the message and of the mend."""

    name: str
    content: str | bytes
    told: tuple[int, str, str, str]
    also: tuple[int, str, str, str] | None = None


SLIPS = (
    Slip(
        "typographic bullet before a dash",
        change("  - release: magtibay", "  • release: magtibay\n  - access: magtibay"),
        (33, "LK102", "'•' begins no item of a list", "write '-' and a space"),
    ),
    Slip(
        "dash without a space before a dash",
        change("  - release: magtibay", "  -release: magtibay\n  - access: magtibay"),
        (33, "LK102", "behind this dash a space is missing", "write '- release: magtibay'"),
    ),
    Slip(
        "note within brackets",
        change("[1 Palace Square, Manila]", "[1 Palace Square #3, Manila]"),
        (29, "LK102", "' #' begins a note", "put the text with the # between quotation marks"),
    ),
    Slip(
        "quotation mark closed lines below",
        change("name: Rosario Magtibay", "name: 'Rosario Magtibay").replace("gender: female", "gender: 'female"),
        (14, "LK102", "this quotation mark is not closed on its line", "put ' at the end of the text"),
    ),
    Slip(
        "day and month exchanged",
        change("arrested: 2024-05-13", "arrested: 2024-13-05"),
        (20, "LK123", "expected a date", "write 2024-05-13"),
    ),
    Slip(
        "dashes of a word processor in a date",
        change("arrested: 2024-05-13", "arrested: 2024–05–13"),
        (20, "LK123", "expected a date", "write 2024-05-13, with plain hyphens"),
    ),
    Slip(
        "key of a person at the margin of people",
        change("    acts:\n", "  acts:\n"),
        (20, "LK123", "expected 'key: value' lines", "if 'acts' belongs to 'magtibay', indent it by 4 spaces"),
    ),
    Slip(
        "language by its name",
        change("    date: 2024-05-20", "    date: 2024-05-20\n    language: Français"),
        (41, "LK212", "there is no language 'Français'", "write 'fr'"),
    ),
    Slip(
        "union where people are asked for",
        change("release: magtibay", "release: alliance"),
        (33, "LK221", "no person named 'alliance'", "it is one of the organisations"),
    ),
    Slip(
        "demand in plain words",
        change("release: magtibay", "to free Ms Magtibay at once"),
        (33, "LK216", "no clause named", "words of your own stand behind 'text:'"),
    ),
    Slip(
        "tab before a key",
        change("    gender: female", "\tgender: female"),
        (
            15,
            "LK102",
            "a tab begins this line, and only spaces can",
            "put spaces in its place; most editors can do that for the Tab key ('insert spaces')",
        ),
    ),
    Slip(
        "tab in a list",
        change("      - arrested", "\t- arrested"),
        (
            20,
            "LK102",
            "a tab begins this line, and only spaces can",
            "put spaces in its place; most editors can do that for the Tab key ('insert spaces')",
        ),
    ),
    Slip(
        "one space too many",
        change("    gender: female", "     gender: female"),
        (
            15,
            "LK102",
            "this line is indented by 5 spaces, and the one above, which holds a value, by 4",
            "indent it by 4 spaces, as the line above",
        ),
    ),
    Slip(
        "one space too few",
        change("    gender: female", "   gender: female"),
        (
            15,
            "LK102",
            "this line is indented by 3 spaces, and no line above it, to which it could belong, is",
            "indent it by 4 spaces, as the line above, or by 2, as the group of keys above",
        ),
    ),
    Slip(
        "act not indented under acts",
        change(
            "      - arrested: 2024-05-13\n        by: the police", "      - arrested: 2024-05-13\n      by: the police"
        ),
        (
            21,
            "LK102",
            "this line stands where a new item of the list would begin",
            "indent it by 8 spaces, as the text behind the dash above; or begin it with '- '",
        ),
    ),
    Slip(
        "colon in a title",
        change("title: Note of the alliance,", "title: Note: of the alliance,"),
        (
            5,
            "LK102",
            "within { ... }, a comma is missing here, or a text holds a colon",
            "put a comma before the next key, or quotation marks around a text that holds a colon, a co",
        ),
    ),
    Slip(
        "colon in a subject",
        change("subject: Arrest of Rosario Magtibay", "subject: Urgent: arrest of Rosario Magtibay"),
        (
            41,
            "LK102",
            "the value holds a colon with a space behind it",
            'put the value between quotation marks: subject: "Urgent: arrest of Rosario Magtibay"',
        ),
    ),
    Slip(
        "colon in a campaign",
        change("campaign: Arrests at the plant", "campaign: Philippines: arrests"),
        (
            1,
            "LK102",
            "the value holds a colon with a space behind it",
            'put the value between quotation marks: campaign: "Philippines: arrests"',
        ),
    ),
    Slip(
        "missing closing quote",
        change("name: Rosario Magtibay", 'name: "Rosario Magtibay'),
        (14, "LK102", "this quotation mark is opened and never closed", 'put " at the end of the text'),
    ),
    Slip(
        "missing closing single quote",
        change("subject: Arrest of Rosario Magtibay", "subject: 'Arrest of Rosario Magtibay"),
        (41, "LK102", "this quotation mark is opened and never closed", "put ' at the end of the text"),
    ),
    Slip(
        "apostrophe in single quotes",
        change("subject: Arrest of Rosario Magtibay", "subject: 'The union's president'"),
        (
            41,
            "LK102",
            "text stands behind the closing quotation mark",
            "put the whole value between two quotation marks; within '...', write an apostrophe twice",
        ),
    ),
    Slip(
        "text after a quote",
        change("subject: Arrest of Rosario Magtibay", 'subject: "Urgent" arrest of Rosario Magtibay'),
        (
            41,
            "LK102",
            "text stands behind the closing quotation mark",
            "put the whole value between two quotation marks; within '...', write an apostrophe twice",
        ),
    ),
    Slip(
        "missing closing brace",
        change("confidential: yes}", "confidential: yes"),
        (5, "LK102", "the bracket { is opened here and never closed", "put } where the list or the group ends"),
    ),
    Slip(
        "missing closing bracket",
        change("[1 Palace Square, Manila]", "[1 Palace Square, Manila"),
        (29, "LK102", "the bracket [ is opened here and never closed", "put ] where the list or the group ends"),
    ),
    Slip(
        "missing comma",
        change("alliance, date: 2024-05-15,", "alliance date: 2024-05-15,"),
        (
            5,
            "LK102",
            "within { ... }, a comma is missing here, or a text holds a colon",
            "put a comma before the next key, or quotation marks around a text that holds a colon, a co",
        ),
    ),
    Slip(
        "no space after colon",
        change("gender: female", "gender:female"),
        (15, "LK102", "behind this colon a space is missing", "write 'gender: female'"),
    ),
    Slip(
        "no colon",
        change("gender: female", "gender female"),
        (
            15,
            "LK102",
            "'gender female' has no colon",
            "write 'gender: ...'; if it goes on with the line above, indent it further than that line",
        ),
    ),
    Slip(
        "equals sign",
        change("gender: female", "gender = female"),
        (15, "LK102", "'=' is no colon: 'gender = female'", "write 'gender: ...', with a colon and a space"),
    ),
    Slip(
        "semicolon colon",
        change("gender: female", "gender; female"),
        (15, "LK102", "';' is no colon: 'gender; female'", "write 'gender: ...', with a colon and a space"),
    ),
    Slip(
        "day month year dots",
        change("- arrested: 2024-05-13", "- arrested: 13.05.2024"),
        (20, "LK123", "expected a date such as 2017-01-21 or 2017-01, found '13.05.2024'", "write 2024-05-13"),
    ),
    Slip(
        "day month year slashes",
        change("- arrested: 2024-05-13", "- arrested: 13/05/2024"),
        (20, "LK123", "expected a date such as 2017-01-21 or 2017-01, found '13/05/2024'", "write 2024-05-13"),
    ),
    Slip(
        "american date",
        change("- arrested: 2024-05-13", "- arrested: 05/13/2024"),
        (20, "LK123", "expected a date such as 2017-01-21 or 2017-01, found '05/13/2024'", "write 2024-05-13"),
    ),
    Slip(
        "date in words",
        change("- arrested: 2024-05-13", "- arrested: 13 May 2024"),
        (20, "LK123", "expected a date such as 2017-01-21 or 2017-01, found '13 May 2024'", "write 2024-05-13"),
    ),
    Slip(
        "date american words",
        change("- arrested: 2024-05-13", "- arrested: May 13, 2024"),
        (20, "LK123", "expected a date such as 2017-01-21 or 2017-01, found 'May 13, 2024'", "write 2024-05-13"),
    ),
    Slip(
        "date one digit",
        change("- arrested: 2024-05-13", "- arrested: 2024-5-13"),
        (20, "LK123", "expected a date such as 2017-01-21 or 2017-01, found '2024-5-13'", "write 2024-05-13"),
    ),
    Slip(
        "date slashes iso",
        change("- arrested: 2024-05-13", "- arrested: 2024/05/13"),
        (20, "LK123", "expected a date such as 2017-01-21 or 2017-01, found '2024/05/13'", "write 2024-05-13"),
    ),
    Slip(
        "no such day",
        change("- arrested: 2024-05-13", "- arrested: 2024-02-30"),
        (
            20,
            "LK123",
            "expected a date such as 2017-01-21 or 2017-01, found '2024-02-30'",
            "there is no such day; write the year, the month and the day, as in 2017-01-21; or 2017-01 ",
        ),
    ),
    Slip(
        "letter date in words",
        change("date: 2024-05-20", "date: 20 May 2024"),
        (40, "LK123", "expected a day such as 2017-01-23, found '20 May 2024'", "write 2024-05-20"),
    ),
    Slip(
        "letter date month",
        change("date: 2024-05-20", "date: 2024-05"),
        (
            40,
            "LK123",
            "expected a day such as 2017-01-23, found '2024-05'",
            "write the year, the month and the day, as in 2017-01-21",
        ),
    ),
    Slip(
        "year two digits",
        change("- arrested: 2024-05-13", "- arrested: 13-05-24"),
        (20, "LK123", "expected a date such as 2017-01-21 or 2017-01, found '13-05-24'", "write 2024-05-13"),
    ),
    Slip(
        "name as list",
        change("name: Rosario Magtibay", "name: [Rosario, Magtibay]"),
        (
            14,
            "LK123",
            "expected text, or text by language ('en: ...'), found a list",
            "write it as one text, without brackets and dashes: Rosario Magtibay",
        ),
    ),
    Slip(
        "publish as computers say it",
        change("publish: yes", "publish: true"),
        (16, "LK123", "expected 'yes', 'initials' or 'no', found 'true'", "write 'yes'"),
    ),
    Slip(
        "name as mapping",
        change("name: Rosario Magtibay", "name: {first: Rosario, last: Magtibay}"),
        (
            14,
            "LK123",
            "expected a language code, found 'first'",
            "write it as one text; or, for several languages, 'en: ...', 'fr: ...'",
        ),
    ),
    Slip(
        "people as list",
        change("people:\n  magtibay:\n    name", "people:\n  - name").replace(
            "people:\n  - name: Rosario Magtibay\n    gender", "people:\n  - name: Rosario Magtibay\n    gender"
        ),
        (
            13,
            "LK123",
            "expected 'key: value' lines, found a list",
            "write a word of your own and a colon in the place of each dash, as in 'lomi:', and its key",
        ),
        (32, "LK221", "no person named 'magtibay'", "none is known here yet; add it"),
    ),
    Slip(
        "act as text",
        change(
            "      - arrested: 2024-05-13\n        by: the police\n        place: Imus\n        source: note",
            "      - arrested on 13 May",
        ),
        (20, "LK123", "expected 'key: value' lines, found 'arrested on 13 May'", "write it as 'arrested: 2024-05-13'"),
    ),
    Slip(
        "acts without dash",
        change("      - arrested: 2024-05-13", "        arrested: 2024-05-13"),
        (
            20,
            "LK123",
            "expected a list, found 'key: value' lines",
            "put '- ' before the first line of each entry, and indent its other lines as the text behin",
        ),
    ),
    Slip(
        "letters as list",
        change("letters:\n  first:", "letters:\n  - first:"),
        (
            36,
            "LK123",
            "expected 'key: value' lines, found a list",
            "write a word of your own and a colon in the place of each dash, as in 'lomi:', and its key",
        ),
    ),
    Slip(
        "act without date",
        change("- arrested: 2024-05-13", "- arrested"),
        (
            20,
            "LK102",
            "'arrested' has no colon",
            "write 'arrested: ...'; if it goes on with the line above, indent it further than that line",
        ),
    ),
    Slip(
        "act empty date",
        change("- arrested: 2024-05-13", "- arrested:"),
        (
            20,
            "LK123",
            "expected a date such as 2017-01-21 or 2017-01, found nothing",
            "write the year, the month and the day, as in 2017-01-21; or 2017-01 where only the month i",
        ),
    ),
    Slip(
        "key in wrong place: source at person",
        change("    acts:\n", "    source: note\n    acts:\n"),
        (
            19,
            "LK121",
            "unknown key 'source'",
            "it belongs to an act or a reply: look where this line stands, and how far it is indented; ",
        ),
    ),
    Slip(
        "key in wrong place: date at top",
        change("country: PH\n", "country: PH\ndate: 2024-05-20\n"),
        (
            3,
            "LK121",
            "unknown key 'date'",
            "it belongs to an act or a letter or an occasion or a reply or a source: look where this li",
        ),
    ),
    Slip(
        "key in wrong place: to at top",
        change("country: PH\n", "country: PH\nto: president\n"),
        (
            3,
            "LK121",
            "unknown key 'to'",
            "it belongs to a letter: look where this line stands, and how far it is indented; known her",
        ),
    ),
    Slip(
        "key in wrong place: publish at act",
        change("        by: the police\n", "        by: the police\n        publish: yes\n"),
        (
            22,
            "LK121",
            "unknown key 'publish'",
            "it belongs to a person: look where this line stands, and how far it is indented; known her",
        ),
    ),
    Slip(
        "key in wrong place: subject in target",
        change("    office: President\n", "    office: President\n    subject: Arrest\n"),
        (
            28,
            "LK121",
            "unknown key 'subject'",
            "it belongs to a letter: look where this line stands, and how far it is indented; known her",
        ),
    ),
    Slip(
        "capital key",
        change("    gender: female", "    Gender: female"),
        (15, "LK121", "unknown key 'Gender'", "did you mean 'gender'?"),
    ),
    Slip(
        "all capitals key",
        change("country: PH", "COUNTRY: PH"),
        (2, "LK121", "unknown key 'COUNTRY'", "did you mean 'country'?"),
    ),
    Slip(
        "british/american key",
        change("organisations:", "organizations:"),
        (7, "LK121", "unknown key 'organizations'", "write 'organisations', as this key is called"),
        (
            18,
            "LK221",
            "no organisation or person named 'alliance'",
            "known here: aflcio, cas, ccpr, ceacr, cfa, etuc, eu, gsp, hrc, ilc, ilo, industriall, ituc",
        ),
    ),
    Slip(
        "misspelt key",
        change("publish: yes", "publsh: yes"),
        (16, "LK121", "unknown key 'publsh'", "did you mean 'publish'?"),
    ),
    Slip(
        "missing publish",
        change("    publish: yes\n", ""),
        (14, "LK122", "the key 'publish' is missing here", "add 'publish: ...'"),
    ),
    Slip(
        "publish true-ish",
        change("publish: yes", "publish: Yes"),
        (16, "LK123", "expected 'yes', 'initials' or 'no', found 'Yes'", "did you mean 'yes'?"),
    ),
    Slip(
        "publish oui",
        change("publish: yes", "publish: ok"),
        (16, "LK123", "expected 'yes', 'initials' or 'no', found 'ok'", ""),
    ),
    Slip(
        "gender f",
        change("gender: female", "gender: F"),
        (15, "LK123", "expected 'male' or 'female', found 'F'", "write 'female'"),
    ),
    Slip(
        "gender woman",
        change("gender: female", "gender: woman"),
        (15, "LK123", "expected 'male' or 'female', found 'woman'", "write 'female'"),
    ),
    Slip(
        "country name",
        change("country: PH", "country: Philippines"),
        (2, "LK123", "expected a country's code of two letters (ISO 3166), found 'Philippines'", "Philippines is PH"),
    ),
    Slip(
        "country lower",
        change("country: PH", "country: ph"),
        (2, "LK123", "expected a country's code of two letters (ISO 3166), found 'ph'", "write 'PH'"),
    ),
    Slip(
        "country three",
        change("country: PH", "country: PHL"),
        (
            2,
            "LK123",
            "expected a country's code of two letters (ISO 3166), found 'PHL'",
            "PHL is PH (Philippines)",
        ),
    ),
    Slip(
        "smart quotes",
        change("name: Rosario Magtibay", "name: “Rosario Magtibay”"),
        (
            14,
            "LK132",
            "the quotation marks belong to the name here: “Rosario Magtibay”",
            'delete them, or type straight ones: "..."',
        ),
    ),
    Slip(
        "smart quotes around colon",
        change("subject: Arrest of Rosario Magtibay", "subject: “Urgent: arrest”"),
        (
            41,
            "LK102",
            "the value holds a colon with a space behind it",
            'put the value between quotation marks: subject: "Urgent: arrest"; typographic ones',
        ),
    ),
    Slip(
        "key twice",
        change("    gender: female", "    gender: female\n    gender: female"),
        (16, "LK109", "the key 'gender' is given twice", "it stands already on line 15; keep one of the two"),
    ),
    Slip(
        "person twice",
        change("targets:", "  magtibay:\n    name: X Y\n    publish: yes\n\ntargets:"),
        (25, "LK109", "the key 'magtibay' is given twice", "it stands already on line 13; keep one of the two"),
    ),
    Slip(
        "hash in a value",
        change("subject: Arrest of Rosario Magtibay", "subject: Case #12 of this year"),
        (
            41,
            "LK131",
            "'#12' and what follows on the line is not read: '#' begins a remark",
            "put the whole value between quotation marks; or write a space behind '#' for a remark",
        ),
    ),
    Slip(
        "percent begins",
        change("subject: Arrest of Rosario Magtibay", "subject: %20 of all workers"),
        (41, "LK102", "a value cannot begin with %", "put the whole value between quotation marks"),
    ),
    Slip(
        "at begins",
        change("email: president@example.org", "email: @president"),
        (30, "LK102", "a value cannot begin with @", "put the whole value between quotation marks"),
    ),
    Slip(
        "star begins",
        change("subject: Arrest of Rosario Magtibay", "subject: *Urgent* arrest"),
        (41, "LK102", "a value cannot begin with *", "put the whole value between quotation marks"),
    ),
    Slip(
        "ampersand begins",
        change("name: Alliance of Electronics Workers", "name: &Alliance"),
        (9, "LK110", "'&Alliance' is a mark of YAML, and no text", "put the value between quotation marks"),
    ),
    Slip(
        "exclamation begins",
        change("subject: Arrest of Rosario Magtibay", "subject: !Urgent"),
        (41, "LK110", "the tag '!Urgent' is not used here", "delete it, or quote the value"),
    ),
    Slip(
        "brace begins",
        change("subject: Arrest of Rosario Magtibay", "subject: {Urgent} arrest"),
        (
            41,
            "LK102",
            "text stands behind the closing bracket",
            "a value that begins with a bracket has to stand between quotation marks",
        ),
    ),
    Slip(
        "quote begins bracket",
        change("subject: Arrest of Rosario Magtibay", "subject: [Urgent] arrest"),
        (
            41,
            "LK102",
            "text stands behind the closing bracket",
            "a value that begins with a bracket has to stand between quotation marks",
        ),
    ),
    Slip(
        "dash without space",
        change("  - release: magtibay", "  -release: magtibay"),
        (33, "LK108", "'-' begins an item of a list only as a dash with a space behind it", "write '- release: ...'"),
    ),
    Slip(
        "bullet star",
        change("  - release: magtibay", "  * release: magtibay"),
        (33, "LK102", "'*' begins no item of a list", "write '-' and a space"),
    ),
    Slip(
        "bullet dot",
        change("  - release: magtibay", "  • release: magtibay"),
        (33, "LK108", "'•' begins an item of a list only as a dash with a space behind it", "write '- release: ...'"),
    ),
    Slip(
        "demand by name",
        change("release: magtibay", "release: Rosario Magtibay"),
        (33, "LK221", "no person named 'Rosario Magtibay'", "did you mean 'magtibay'?"),
    ),
    Slip(
        "target by office",
        change("to: president", "to: President"),
        (39, "LK214", "no target named 'President' in this campaign", "did you mean 'president'?"),
    ),
    Slip(
        "from by name",
        change("from: specimen", "from: Specimen Union"),
        (38, "LK213", "no letterhead named 'Specimen Union'", "did you mean 'specimen'?"),
    ),
    Slip(
        "source by title",
        change("source: note", "source: Note of the alliance"),
        (23, "LK703", "no source named 'a confidential source'", "write 'note', the word by which it is called here"),
    ),
    Slip(
        "source not listed",
        change("source: note", "source: lawyer"),
        (23, "LK703", "no source named 'lawyer'", "known here: note"),
    ),
    Slip(
        "unknown act",
        change("- arrested: 2024-05-13", "- arested: 2024-05-13"),
        (20, "LK123", "no act is named here", "did you mean 'arrested'?"),
    ),
    Slip(
        "act in other words",
        change("- arrested: 2024-05-13", "- imprisoned: 2024-05-13"),
        (
            20,
            "LK123",
            "no act is named here",
            "perhaps 'detained' or",
        ),
    ),
    Slip(
        "unknown demand",
        change("release: magtibay", "free: magtibay"),
        (
            33,
            "LK216",
            "no clause named 'free'",
            "perhaps 'release' (Release people who are held); 'letterkit clauses search free' looks for others",
        ),
    ),
    Slip(
        "markdown heading",
        "# Campaign\n\nThis is about **arrests**.\n",
        (
            1,
            "LK104",
            "expected 'key: value' lines, found text",
            "begin each line with a word, a colon and a space; 'letterkit new' makes a campaign file",
        ),
    ),
    Slip(
        "word file",
        b"PK\x03\x04\x14\x00\x06\x00rubbish\xff\xfe",
        (
            1,
            "LK105",
            "the file is one of a word processor or spreadsheet, or an archive, and no plain text",
            "save it as plain text (in UTF-8), with a plain-text editor",
        ),
    ),
    Slip(
        "latin-1",
        BASE.replace("Manila", "Bogotá").encode("latin-1"),
        (29, "LK105", "the file is not UTF-8 text", "save it as UTF-8: in Notepad under 'Save as', 'Encoding'"),
    ),
    Slip(
        "utf-16",
        BASE.encode("utf-16"),
        (
            1,
            "LK105",
            "the file is in UTF-16 ('Unicode'), and not in UTF-8",
            "save it as UTF-8: in Notepad under 'Save as', 'Encoding'",
        ),
    ),
    Slip(
        "empty file",
        "",
        (
            1,
            "LK104",
            "expected 'key: value' lines, found nothing",
            "begin each line with a word, a colon and a space; 'letterkit new' makes a campaign file",
        ),
    ),
    Slip(
        "only comments",
        "# nothing yet\n",
        (
            1,
            "LK104",
            "expected 'key: value' lines, found nothing",
            "begin each line with a word, a colon and a space; 'letterkit new' makes a campaign file",
        ),
    ),
    Slip(
        "front matter",
        "---\n" + BASE + "---\nmore: text\n",
        (
            44,
            "LK102",
            "a line of dashes begins another document, and a file holds one",
            "delete the '---' line",
        ),
    ),
    Slip(
        "non-breaking space indent",
        change("    gender: female", "\u00a0\u00a0\u00a0\u00a0gender: female"),
        (
            15,
            "LK102",
            "this line begins with spaces of another kind (U+00A0), as they come from web pages and Wor",
            "delete them, and type ordinary spaces",
        ),
    ),
    Slip(
        "zero width",
        change("gender: female", "gender: fem\u200bale"),
        (
            15,
            "LK123",
            "expected 'male' or 'female', found 'fem\u200bale'",
            "it holds a character that nobody sees (U+200B); type it again",
        ),
    ),
    Slip(
        "fullwidth colon",
        change("gender: female", "gender： female"),
        (15, "LK102", "'：' is no colon: 'gender： female'", "write 'gender: ...', with a colon and a space"),
    ),
    Slip(
        "text over lines",
        change("subject: Arrest of Rosario Magtibay", "subject: Arrest of\nRosario Magtibay"),
        (
            42,
            "LK102",
            "'Rosario Magtibay' has no colon",
            "write 'Rosario: ...'; if it goes on with the line above, indent it further than that line",
        ),
    ),
    Slip(
        "json",
        '{"campaign": "A", "country": "PH"}\n',
        (1, "LK122", "the key 'letters' is missing here", "add 'letters: ...'"),
    ),
    Slip(
        "csv",
        "name,gender\nA B,female\n",
        (
            1,
            "LK104",
            "expected 'key: value' lines, found text",
            "begin each line with a word, a colon and a space; 'letterkit new' makes a campaign file",
        ),
    ),
    Slip(
        "no letters",
        BASE[: BASE.index("letters:")],
        (1, "LK122", "the key 'letters' is missing here", "add 'letters: ...'"),
    ),
    Slip(
        "nested too flat",
        change(
            "    acts:\n      - arrested: 2024-05-13\n        by: the police\n        place: Imus\n        source: "
            "note\n",
            "    arrested: 2024-05-13\n    by: the police\n",
        ),
        (19, "LK121", "unknown key 'arrested'", "it is an act: write '- arrested: ...' in a list under 'acts:'"),
        (
            20,
            "LK121",
            "unknown key 'by'",
            "it belongs to an act or a reply: look where this line stands, and how far it is indented; ",
        ),
    ),
    Slip(
        "letter name with space",
        change("  first:", "  first letter.v2:"),
        (
            36,
            "LK126",
            "a letter cannot be called 'first letter.v2'",
            "its files take its name: use at most 60 letters, digits, hyphens and underscores",
        ),
    ),
    Slip(
        "two keys on one line",
        change("    gender: female\n    publish: yes", "    gender: female publish: yes"),
        (15, "LK102", "the value holds a colon with a space behind it", "begin a new line with 'publish:'"),
    ),
    Slip(
        "a month in French",
        change("    date: 2024-05-20", "    date: 1er mai 2024"),
        (40, "LK123", "expected a day such as", "write 2024-05-01"),
    ),
    Slip(
        "a section in French",
        change("organisations:", "lettres: {}\norganisations:"),
        (7, "LK121", "unknown key 'lettres'", "write 'letters', as this key is called"),
    ),
    Slip(
        "a gender in French",
        change("    gender: female", "    gender: féminin"),
        (15, "LK123", "expected 'male' or 'female', found 'féminin'", "write 'female'"),
    ),
    Slip(
        "a space of Word behind a colon",
        change("    publish: yes", "    publish:\u00a0yes"),
        (
            16,
            "LK102",
            "behind the colon stands a space of another kind",
            "write 'publish: ...', with an ordinary space",
        ),
    ),
    Slip(
        "a comma in a text between braces",
        change(
            "      - arrested: 2024-05-13\n        by: the police\n        place: Imus\n        source: note\n",
            "      - {arrested: 2024-05-13, for: a strike, which was legal, source: note}\n",
        ),
        (20, "LK121", "unknown key 'which was legal'", "a comma between braces ends a text"),
    ),
    Slip(
        "an organisation by its name",
        change("    of: alliance", "    of: Alliance of Electronics Workers"),
        (18, "LK221", "no organisation or person named", "write 'alliance', the word by which it is called here"),
    ),
    Slip(
        "the word that a sentence has for a key",
        change(
            "      - arrested: 2024-05-13\n",
            "      - charged: 2024-05-14\n        with: sedition\n      - arrested: 2024-05-13\n",
        ),
        (21, "LK121", "unknown key 'with'", "what is told behind 'with' is the value of 'outcome'; 'charged' takes "),
    ),
    Slip(
        "a person in the place of an act",
        change("    grounds: [", "    facts: [magtibay]\n    grounds: ["),
        (42, "LK216", "no clause named 'magtibay'", "what befell 'magtibay' is told by its acts: magtibay.arrested"),
    ),
)
RIGHT: dict[str, str | bytes] = {
    "as it should be": BASE,
    "tab after a colon": change("gender: female", "gender:\tfemale"),
    "comma splits address": change("[1 Palace Square, Manila]", "[Palace Square, 1, Manila]"),
    "windows line ends": BASE.replace("\n", "\r\n").encode(),
    "bom": b"\xef\xbb\xbf" + BASE.encode(),
    "old mac ends": BASE.replace("\n", "\r").encode(),
}
JARGON = ("token", "scalar", "mapping", "block", "parser", "stream", "YAML: ", "null", "NoneType", "str ", "dict")


def told(content: str | bytes, folder: Path) -> list[dict[str, object]]:
    (folder / "case.yml").write_bytes(content if isinstance(content, bytes) else content.encode())
    found = json.loads(letterkit("check", "case.yml", "--format", "json").out)
    return [problem for problem in found if problem["severity"] != "note"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("slip", SLIPS, ids=[slip.name for slip in SLIPS])
def test_slip_is_told_in_plain_words(slip: Slip, here: Path) -> None:
    found = told(slip.content, here)
    expected = [slip.told, slip.also] if slip.also else [slip.told]
    assert [(problem["line"], problem["code"]) for problem in found] == [one[:2] for one in expected]
    for problem, (_, _, message, mend) in zip(found, expected, strict=True):
        assert str(problem["message"]).startswith(message)
        assert str(problem["hint"]).startswith(mend)
        assert not [word for word in JARGON if word in f"{problem['message']} {problem['hint']}"]


@pytest.mark.parametrize("name", RIGHT)
def test_what_only_looks_wrong_is_taken(name: str, here: Path) -> None:
    assert told(RIGHT[name], here) == []


def test_slips_are_many_and_few_are_left_without_a_mend() -> None:
    assert len(SLIPS) >= 60
    assert len([slip.name for slip in SLIPS if not slip.told[3]]) <= 4


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    office: President\n", "    office: Minister: of Labour\n"),
        ("country: PH", "country:PH"),
        ("    date: 2024-05-20", "      date: 2024-05-20"),
        ("    date: 2024-05-20", "\t\tdate: 2024-05-20"),
        ("    subject: Arrest", "    subject: 'Arrest"),
        ("    to: president", "    to = president"),
        ("  alliance:\n", "  alliance\n"),
        ("    address: [1 Palace Square, Manila]", "    address: [1 Palace Square, Manila"),
        ("    name: Alliance of", "    name: @Alliance of"),
    ],
)
def test_the_same_slip_elsewhere_is_told_alike(old: str, new: str, here: Path) -> None:
    """Kinds of slips, not places: the message of YAML's own parser is never what is left."""
    [problem] = told(change(old, new), here)
    assert problem["code"] == "LK102"
    assert "this is not valid YAML" not in str(problem["message"])
    assert problem["hint"]
    line = BASE[: BASE.index(old)].count("\n") + 1
    assert problem["line"] == line
