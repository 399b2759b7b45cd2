"""Everybody of whom a clause can speak, and what no sentence may contain."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from support.helpers import as_yaml
from support.library import library_of

from letterkit.foundation.strict_yaml import Row, Scalar, Table
from letterkit.letter.compose import composer
from letterkit.letter.compose.composer import compose
from letterkit.letter.draft import Draft
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.campaign import Campaign
from letterkit.schema.fields import ValidationContext
from letterkit.schema.letter_plan import ClauseCall
from letterkit.schema.organisation import Act
from letterkit.schema.read import read

# The people and organisations of the cases

PEOPLE: dict[str, dict[str, Any]] = {
    "man": {"name": "Oleg Adamov", "gender": "male", "office": "chair", "of": "union"},
    "woman": {"name": "Irina Belova", "gender": "female", "office": "president", "of": "confederation"},
    "woman-2": {"name": "Anna Orlova", "gender": "female", "office": "treasurer", "of": "union"},
    "man-2": {"name": "Ivan Petrov", "gender": "male"},
    "someone": {"name": "Sam Okello", "office": "member", "of": "union"},
    "initials": {"name": "Elena Umarova", "gender": "female", "publish": "initials", "office": "chair", "of": "union"},
    "hidden": {"name": "Elena Umarova", "gender": "female", "publish": "no", "office": "chair", "of": "union"},
    "nobody": {"name": "Elena Umarova", "gender": "female", "publish": "no"},
    "group": {"count": 19, "noun": {"en": "activists", "fr": "militants"}},
    "many": {"count": {"en": "dozens of", "fr": "des dizaines de"}, "noun": {"en": "dockers", "fr": "dockers"}},
    **{f"member-{n}": {"name": f"Ada Mira{n}", "gender": "female" if n % 2 else "male"} for n in range(12)},
}
ORGANISATIONS: dict[str, dict[str, Any]] = {
    "union": {
        "name": {"en": "Metalworkers' Union", "fr": "syndicat des métallurgistes"},
        "article": {"en": "the", "fr": "le"},
    },
    "confederation": {
        "name": {"en": "Confederation of Free Unions", "fr": "Confédération des syndicats libres"},
        "short": {"en": "CFU", "fr": "CSL"},
        "article": {"en": "the", "fr": "la"},
    },
    "alliance": {
        "name": {"en": "Alliance of Teachers", "fr": "Alliance des enseignants"},
        "article": {"en": "the", "fr": "l'"},
        "gender": "female",
    },
    "packers": {
        "name": {"en": "United Packers", "fr": "Emballeurs unis"},
        "article": {"en": "none", "fr": "les"},
    },
}
LAWS = {
    "code": {"name": {"en": "the Criminal Code", "fr": "le Code pénal"}, "articles": [174, 402]},
    "act": {"name": {"en": "the Law on Unions", "fr": "la loi sur les syndicats"}, "articles": [10]},
}
PEOPLE_CASES = {
    "one-man": ["man"],
    "one-woman": ["woman"],
    "two-women": ["woman", "woman-2"],
    "a-man-and-a-woman": ["man", "woman"],
    "three-with-offices": ["man", "woman", "woman-2"],
    "twelve": [f"member-{n}" for n in range(12)],
    "unknown-gender": ["someone"],
    "initials": ["initials"],
    "name-withheld": ["hidden"],
    "nobody-named": ["nobody"],
    "a-count": ["group"],
    "a-count-in-words": ["many"],
}
ORGANISATION_CASES = {
    "an-organisation": ["union"],
    "with-a-short-name": ["confederation"],
    "with-an-elided-article": ["alliance"],
    "with-a-plural-article": ["packers"],
    "two-organisations": ["union", "confederation"],
}


def _of_its_own(key: str, case: str, town: str) -> str:
    """A person, group or organisation once more for one case, under its key: of other names, in other organisations."""
    own = f"{case}-{key}"
    if own in EVERYBODY or own in EVERY_ORGANISATION:
        return own
    more: dict[str, Any] = {}
    if key in ORGANISATIONS:
        of = {"en": "of", "fr": "de"}
        more["name"] = {code: f"{name} {of[code]} {town}" for code, name in ORGANISATIONS[key]["name"].items()}
        if "short" in ORGANISATIONS[key]:
            more["short"] = {code: short + town[0] for code, short in ORGANISATIONS[key]["short"].items()}
        EVERY_ORGANISATION[own] = ORGANISATIONS[key] | more
    else:
        if "name" in PEOPLE[key]:
            more["name"] = PEOPLE[key]["name"] + town[1:]
        if "of" in PEOPLE[key]:
            more["of"] = _of_its_own(PEOPLE[key]["of"], case, town)
        EVERYBODY[own] = PEOPLE[key] | more
    return own


EVERYBODY, EVERY_ORGANISATION = {**PEOPLE}, {**ORGANISATIONS}
_CASES = {**PEOPLE_CASES, **ORGANISATION_CASES}
_TOWNS = [
    "Gado",
    "Lomi",
    "Tarn",
    "Kemb",
    "Bonn",
    "Nori",
    "Suva",
    "Ruhr",
    "Vigo",
    "Dole",
    "Mali",
    "Peru",
    "Zele",
    "Fano",
    "Jura",
    "Wels",
    "Quin",
]
"""Where an organisation of a case is, and what the surnames of its people end in."""
APART = {
    case: [_of_its_own(key, case, town) for key in keys]
    for (case, keys), town in zip(_CASES.items(), _TOWNS, strict=True)
}
"""The cases, each with people and organisations of its own: a letter tells each as it would tell it alone."""
ALIKE = {
    key: [_of_its_own(key, f"alike-{one}{other}", f"{one}{other}a") for one in "BDFGLMNPRT" for other in "aeiouy"]
    for key in ("woman", "union")
}
"""Sixty of each, who differ in their names only, for letters that tell as many variations."""
HOUSES = {
    "british": (["ituc"], "en"),
    "american": (["aflcio"], "en"),
    "french": (["ituc"], "fr"),
    "joint": (["ituc", "etuc"], "en"),
}
TEXTS = {
    "index": {"en": "the Rights Index", "fr": "l'Indice des droits"},
    "rating": {"en": "the ten worst countries", "fr": "les dix pires pays"},
    "restrictions": {"en": "limits and quotas", "fr": "les limites et les quotas"},
    "imports": {"en": "US$220 million", "fr": "220 millions de dollars"},
    "as": {"en": "guarantor of these rights", "fr": "garant de ces droits"},
    "law": {"en": "law on registration", "fr": "la loi sur l'enregistrement"},
    "so-that": {"en": "unions can register", "fr": "les syndicats puissent s'enregistrer"},
    "by": {"en": "lifting its quotas", "fr": "supprimant ses quotas"},
    "body": {"en": "the Conference", "fr": "la Conférence"},
    "with": {"en": "the workers", "fr": "les travailleurs"},
    "family": {"en": "her family", "fr": "sa famille"},
    "from": {"en": "Aktau", "fr": "Aktaou"},
    "finding": {"en": "the law falls short", "fr": "la loi est insuffisante"},
    "object": {"en": "the archives", "fr": "les archives"},
}
ELSE = {"en": "peaceful work for members", "fr": "l'action pacifique au service des membres"}

SENTENCE, LIST = "in a sentence", "as a list, to a third party"


LIBRARY = library_of()
LANGUAGES = LIBRARY.language_codes()
ACTS = sorted(LIBRARY.of_kind("acts"))
CLAUSES = sorted(name for name, clause in LIBRARY.clauses.items() if clause.kind != "acts")


def node(value: Any) -> Any:
    """A plain value as the reader of campaign files gives it."""
    if isinstance(value, Mapping):
        return Table({Scalar(str(key)): node(one) for key, one in value.items()})
    return Row([node(one) for one in value]) if isinstance(value, list) else Scalar(str(value))


SAID: dict[str, Any] = {
    "by": {"en": "the court", "fr": "le tribunal"},
    "place": {"en": "Almaty", "fr": "Almaty"},
    "law": "code",
    "for": {"en": "calling a strike", "fr": "avoir appelé à la grève"},
}
"""What most acts can say, in the words of their keys."""


def act(kind: str, date: str, full: bool = False, **more: Any) -> Act:
    """An act with nothing but its date, or with what such an act can say."""
    return _made(kind, date, full, **more) if more else _plain(kind, date, full)


@cache
def _plain(kind: str, date: str, full: bool) -> Act:
    return _made(kind, date, full)


def _made(kind: str, date: str, full: bool, **more: Any) -> Act:
    said: dict[str, Any] = {kind: date, "source": "note"}
    if full:
        taken = LIBRARY.acts[kind].keys_taken
        said |= {key: value for key, value in SAID.items() if key in taken}
        said |= LIBRARY.acts[kind].example or {}
    said |= {key.replace("_", "-"): value for key, value in more.items()}
    reading = ValidationContext(LIBRARY.keys_of_acts)
    made = Act.model_validate(node(said), context=reading)
    assert not reading.problems, reading.problems
    return made


def events(keys: Sequence[str], kind: str) -> tuple[ClauseCall, ...]:
    return tuple(use(f"{key}.{kind}") for key in keys)


def use(name: str, given: Any = None) -> ClauseCall:
    return ClauseCall(name=Scalar(name), arguments=None if given is None else node(given))


@cache
def shared() -> Campaign:
    """The campaign that all cases share, without acts; with a letter in each form."""
    plan = {
        "from": "ituc",
        "date": "2017-01-23",
        "facts": [],
        "demands": ["respect-rights"],
        "closing": "prompt-action",
        "follows": {"date": "2017-01-09", "reference": "AB/cd", "replies": {"date": "2017-01-16", "says": "nothing"}},
    }
    content = {
        "campaign": "Cases of grammar",
        "country": "KZ",
        "sources": {"note": {"title": "A note", "date": "2017-01-22"}},
        "organisations": EVERY_ORGANISATION,
        "people": {
            key: record if "noun" in record else {"publish": "yes", **record} for key, record in EVERYBODY.items()
        },
        "laws": LAWS,
        "targets": {
            "president": {"name": "Nazar Temir", "gender": "male", "office": "President"},
            "minister": {"name": "Eva Strand", "gender": "female", "office": {"en": "Minister", "fr": "Ministre"}},
        },
        "occasions": {
            "council": {
                "name": {"en": "Joint Council", "fr": "Conseil conjoint"},
                "article": {"en": "the", "fr": "le"},
                "date": "2017-02-26",
                "agenda": {"en": "human rights", "fr": "les droits humains"},
            }
        },
        "letters": {
            "direct": {**plan, "form": "protest", "to": "president"},
            "list": {**plan, "form": "request", "to": "minister", "occasion": "council", "demands-as": "list"},
        },
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "grammar.yml"
        path.write_text(as_yaml(content), encoding="utf-8")
        return read(path, LIBRARY)


def drafted(
    house: str, acts: Mapping[str, Sequence[Act]], *, form: str = SENTENCE, country: str = "KZ", **parts: Any
) -> list[str]:
    """The paragraphs of a letter from salutation to close, in which people have acts and parts are as given."""
    draft = compose(letter_of(house, acts, form=form, country=country, **parts))
    return [paragraph.text for paragraph in draft.paragraphs]


def letter_of(
    house: str, acts: Mapping[str, Sequence[Act]], *, form: str = SENTENCE, country: str = "KZ", **parts: Any
) -> Letter:
    """A letter in which people have acts and parts are as given, resolved.

    Its campaign knows those who have acts, and, of the others, those who are nobody's of a case alone.
    """
    campaign = shared()
    senders, language = HOUSES[house]
    there = {*acts, *(EVERYBODY[key]["of"] for key in acts if "of" in EVERYBODY.get(key, {})), *PEOPLE, *ORGANISATIONS}

    def acting(records: Mapping[Scalar, Any]) -> dict[Scalar, Any]:
        return {
            key: one.model_copy(update={"acts": tuple(acts[key])}) if acts.get(key) else one
            for key, one in records.items()
            if key in there
        }

    opening = use("text", {"en": "We write to you.", "fr": "Nous vous écrivons."})
    plan = campaign.letters[Scalar("direct" if form == SENTENCE else "list")]
    plan = plan.model_copy(update={"from_": tuple(map(Scalar, senders)), "opening": (opening,), **parts})
    told = campaign.model_copy(
        update={
            "country": Scalar(country),
            "people": acting(campaign.people),
            "organisations": acting(campaign.organisations),
            "letters": {Scalar("letter"): plan},
        }
    )
    return resolve(told, "letter", LIBRARY, language=language)


# What must not stand in a letter

BOTH = {
    "two spaces": r"[  ]{2}",
    "a space before a comma or full stop": r"\s[,.](?!\.)",
    "doubled punctuation": r",\s*,|\.\.|;\s*;|,\s*[.;:]|[;:]\s*[.,]",
    "empty brackets": r'\(\s*\)|"\s*"',
    "a space inside brackets": r"\(\s|\s\)",
    "what a template left": r"[{}%<>\\]",
    "a value that is no word": r"\b(?:None|Undefined|True|False|nan)\b",
    "(s), and/or": r"\(s\)|\(e\)|and/or|et/ou|he/she",
    "a doubled word": r"(?i)\b(?!nous\b|vous\b|that\b|had\b)(\w+)\s\1\b",
    "no space after a mark": r"[,;](?!\s|\d|['\")]|$)",
}
ENGLISH = {
    "a space before a mark": r"\s[;:?!]",
    "since on": r"\bsince (?:on|in|earlier|by|before|since)\b",
    "an event since a day": r"\b(?:was|were) (?!(?:last|first) )\w+ed\b[^.;]*\bsince \d",
    "earlier and has been": r"\bEarlier,[^.]*(?<!to) (?:has|have) been\b",
    "one worker in the plural": r"\b(?:1|one) (?:workers|members|people|activists|countries)\b",
    "a before a vowel": r"\ba (?!on[ce]e?\b)[aeio]\w+|\ba (?:un(?!i)|ur|um)\w+",
    "an before a consonant": r"\ban [bcdfgjklmnpqrstvwxyz]\w+",
    "the the": r"\bthe (?:the|its|their|his|her|a|an|your)\b",
    "the dozens": r"\b[Tt]he (?:dozens|hundreds|thousands|several)\b",
    "on a month": r"\bon (?:(?:January|February|November)(?! \d)|\d{4})\b",
    "an ampersand": r"&",
    "of of": r"\b(?:of of|in in|to to|by by|for for|at in)\b",
    "Congo - Kinshasa": r"\w - \w",
    "the first largest": r"\bfirst largest\b",
}
VOWEL = "AEIOUÉÈÊËÎÏÔÛaeiouéèêëîïôûâàœ"
FRENCH = {
    "no space before a double mark": r"\w[;:?!]",
    "de le, à le": r"\b(?:[Dd]e|à) le (?!\w+(?:er|ir|re)\b)",
    "de les, à les": r"\b(?:[Dd]e|à) les (?!\w+(?:er|ir|re)\b)",
    "de des": r"\b[Dd]e (?:des|du)\b",
    "de, que before a vowel": rf"\b(?:de|que|jusque|lorsque|puisque) [{VOWEL}](?!t\b)",
    "le, la before a vowel": rf"\b(?:[Ll]e|[Ll]a) (?!onzième|oui\b|une\b|on\b)[{VOWEL}]",
    "je, ne, se before a vowel": rf"\b(?:[Jj]e|[Nn]e|[Ss]e) [{VOWEL}]",
    "Haiti with elision": r"\b(?:de|que|le) Haïti\b",
    "two articles": r"\b(?:[Ll]es (?:des|les|ses|leurs|vos|le|la|un|une)|(?:le|la) (?:le|la|un|une|son|votre))\b",
    "the first of a month": r"\b1 (?:janvier|février|mars|novembre)\b",
    "a month with a capital": r"\d (?:Janvier|Novembre)\b",
    "an event since a day": r"\b(?:a|ont) été (?!.*toujours)\w+(?:é|ée|és|ées)\b[^.;]*\bdepuis (?:le \d|\d|novembre)",
    "present tense in the past": r"\best en butte[^.]*(?<!depuis) (?:le \d|en novembre|en 20)",
    "English": r"\b(?:the|and|of|with|was|were|government)\b",
    "le before Corée": r"\b(?:le|au|du) (?:Corée|Macédoine|Guinée)\b",
    "chez an organisation": r"\bchez (?:le syndicat|la Confédération|l'Alliance)",
    "miss": r"\bmiss\b",
}


def flaws(text: str, language: str) -> list[str]:
    """What a reader would stumble over in a paragraph."""
    return list(_flaws(text, language))


@lru_cache(maxsize=8192)
def _flaws(text: str, language: str) -> Sequence[str]:
    """Most paragraphs of letters that try one clause each are the same."""
    rules = {**BOTH, **(ENGLISH if language == "en" else FRENCH)}
    found = []
    for name, pattern in rules.items():
        hit = re.search(pattern, text)
        if hit:
            found.append(f"{name}: ...{text[max(0, hit.start() - 50) : hit.end() + 30]}...")
    starts = sentences(text)
    if text.endswith((";", " and", " et")) or re.match(r"[a-zéàê][^.]*\.$", text):
        starts = starts[1:]  # an item of a list
    found += [f"no capital: {one}" for one in starts if not re.match(r"[\W\d]*[A-ZÀ-ÖØ-Þ]", one)]
    if not text.endswith((".", ":", ";", "; and", "; et", " to", "to:", "à :")):
        found.append(f"no end: ...{text[-50:]}")
    return tuple(found)


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[a-zéà)\"][.])(?<!\bNo[.])(?<!\bNos[.])(?<!\bMr[.])(?<!\bMs[.])\s+(?=\S)", text)


def wrong(texts: Iterable[str], language: str) -> list[str]:
    return [flaw for text in texts for flaw in flaws(text, language)]


# Acts


def cases_of(kind: str) -> dict[str, list[str]]:
    """Whom an act of a kind can befall: the keys of those of each case, who are in no other."""
    of = LIBRARY.acts[kind].of
    people = PEOPLE_CASES if of in ("person", "either") else {}
    organisations = ORGANISATION_CASES if of in ("organisation", "either") else {}
    return {case: APART[case] for case in (*people, *organisations)}


def told(draft: Draft, kind: str) -> list[tuple[str, str]]:
    """The paragraphs of a draft, each with the runs of text that an act's words made."""
    return [
        (
            paragraph.text,
            " ".join(
                span.text for span in paragraph.spans if any(origin.name == f"acts/{kind}" for origin in span.origins)
            ),
        )
        for paragraph in draft.paragraphs
    ]


@cache
def told_at_once(kind: str, house: str, full: bool) -> list[tuple[str, str]]:
    """The paragraphs of a letter that tells an act of each case, one each, as `told` gives them."""
    cases = cases_of(kind)
    acts = {key: [act(kind, "2017-01-21", full)] for keys in cases.values() for key in keys}
    return told(compose(letter_of(house, acts, facts=tuple(events(keys, kind) for keys in cases.values()))), kind)


@cache
def told_in_noun(kind: str, house: str) -> dict[str, tuple[str, ...]]:
    """The paragraphs of a letter about an act with all it can say, for each case: the first, then the fact.

    One letter is about the acts of all cases; its first paragraph is told once for each, before the fact of the case.
    """
    cases = cases_of(kind)
    acts = {key: [act(kind, "2017-01-21", True)] for keys in cases.values() for key in keys}
    about = tuple(Scalar(f"{key}.{kind}") for key in acts)
    facts = tuple(events(keys, kind) for keys in cases.values())
    letter = letter_of(house, acts, facts=facts, opening=(use("concern"),), about=about)
    telling = composer._Composer(letter, letter.language)
    found = {}
    for (case, keys), fact in zip(cases.items(), letter.facts, strict=True):
        whom = [event for event in letter.about if event.who in keys]
        telling.vocabulary = {**telling.vocabulary, "about": telling.telling.about(whom)}
        text = f"{telling.paragraph(letter.opening)}\n\n{telling.paragraph(fact)}"
        assert not telling.problems, telling.problems
        told = composer._paragraphs(text, telling.tracer, letter.language, numbered=False)
        found[case] = tuple(one.text for one in told)
    return found
