"""Every kind of act, in every place where a letter can say it, in every language; and every key that it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from support.grammar import (
    ACTS,
    ALIKE,
    EVERY_ORGANISATION,
    EVERYBODY,
    HOUSES,
    LANGUAGES,
    LIBRARY,
    act,
    cases_of,
    events,
    flaws,
    letter_of,
    node,
    sentences,
    told,
    told_at_once,
    told_in_noun,
)
from support.library import library_of

from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import Scalar
from letterkit.letter.compose.composer import compose
from letterkit.schema.act_kind import ActKind
from letterkit.schema.fields import ValidationContext
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act

HOUSE = {"en": "british", "fr": "french"}


def test_each_language_has_a_house() -> None:
    assert set(HOUSE) == set(LANGUAGES)
    assert all(HOUSES[house][1] == language for language, house in HOUSE.items())


# In every place


def test_acts_are_found() -> None:
    assert len(ACTS) >= 40
    assert all(isinstance(LIBRARY.clauses[kind], ActKind) for kind in ACTS)


def name_in(text: str, keys: Sequence[str], language: str) -> bool:
    """Whether a text names those of whom it tells, in the terms of their consent.

    Of twelve, all of whom the annex names, three are named, and the others counted.
    """
    if len(keys) == 12:
        others = {"en": "nine others (listed in the annex)", "fr": "neuf autres (dont les noms figurent en annexe)"}
        if others[language] in text:
            keys = keys[:3]
    for key in keys:
        record = {**EVERYBODY, **EVERY_ORGANISATION}[key]
        if record.get("publish") == "no":
            name = {"en": "name", "fr": "personne"}[language]
        elif record.get("publish") == "initials":
            name = "E. U."
        else:
            said = record.get("noun", record.get("short", record.get("name")))
            name = said if isinstance(said, str) else said[language]
            name = name.split()[-1]
        if name not in text:
            return False
    return True


@pytest.mark.by_kind
@pytest.mark.parametrize("kind", ACTS)
def test_an_act_is_said_in_every_place(kind: str) -> None:
    """As what a letter is about, as a fact, in the annex: it names whom it tells of, and shows where it comes from."""
    found = {(language, case): wrong for language in LANGUAGES for case, wrong in wrong_places(kind, language).items()}
    assert not any(found.values()), "\n".join(f"{case}: {wrong}" for case, wrong in found.items() if wrong)


def wrong_places(kind: str, language: str) -> dict[str, list[str]]:
    """What is wrong where an act is told of each case; how it reads is looked at in tests/letter/test_grammar.py."""
    house, cases = HOUSE[language], cases_of(kind)
    facts = [said for _, said in told_at_once(kind, house, full=True) if said]
    found: dict[str, list[str]] = {}
    for (case, keys), said in zip(cases.items(), facts, strict=True):
        wrong = found.setdefault(case, [])
        if not name_in(said, keys, language):
            wrong.append(f"as a fact, it does not say of whom: {said!r}")
        about = told_in_noun(kind, house)[case][0]
        if not name_in(about, keys, language):
            wrong.append(f"as what it is about, it does not say of whom: {about!r}")
    return found | wrong_in_annex(kind, language)


def wrong_in_annex(kind: str, language: str) -> dict[str, list[str]]:
    """What is wrong where the annex lists all people whom an act has befallen, and a sentence counts some of them."""
    cases = cases_of(kind)
    # Who differs from somebody of another case in name only is listed once.
    alike = {key.removeprefix(f"{case}-"): key for case, keys in reversed(cases.items()) for key in keys}
    acts = {key: [act(kind, "2017-01-21", full=True)] for key in reversed(alike.values()) if key in EVERYBODY}
    if not acts:
        return {}
    twelve = cases["twelve"]
    listed = tuple(map(Scalar, acts))
    draft = compose(letter_of(HOUSE[language], acts, facts=(events(twelve, kind),), annex=listed))
    [(text, said)] = [(text, said) for text, said in told(draft, kind) if said]
    wrong = flaws(text, language)
    if not name_in(said, twelve, language):
        wrong.append(f"it does not say of whom: {said!r}")
    found = {"twelve, listed in the annex": wrong}
    rows = draft.sheet.annex.rows if draft.sheet.annex else ()
    for row in rows:
        name, _, happened, date, status = (cell.strip("– ") for cell in row)
        wrong = found.setdefault(f"the annex, {name}", [])
        if not happened or not date:
            wrong.append(f"it says nothing: {row}")
        if bool(LIBRARY.acts[kind].status) != bool(status):
            wrong.append(f"it does not say the status: {row}")
    assert len(rows) == len(acts)
    return found


@pytest.mark.by_kind
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in ACTS if LIBRARY.acts[kind].relief])
def test_good_news_is_noted_in_a_letter_that_follows(kind: str, language: str) -> None:
    """What meets a demand can follow "we note that": it is one sentence, without a full stop within."""
    cases = cases_of(kind)
    noted = [text for text, said in told_at_once(kind, HOUSE[language], full=True) if said]
    for case, paragraph in zip(cases, noted, strict=True):
        assert len(sentences(paragraph.replace("E. U.", "EU"))) == 1, (case, paragraph)


@pytest.mark.parametrize("kind", [kind for kind in ACTS if LIBRARY.acts[kind].of != "organisation"])
def test_checks_know_what_an_act_makes_of_somebody(kind: str) -> None:
    letter = letter_of("british", {"woman": [act(kind, "2017-01-21")]}, facts=(events(["woman"], kind),))
    status = LIBRARY.acts[kind].status
    assert letter.statuses("woman") == ((str(status),) if status else ())


# Every key


def keys_said(kind: str) -> tuple[str, ...]:
    """The keys of an act that a letter says."""
    return tuple(
        key for key in LIBRARY.acts[kind].keys_taken if key not in ("ongoing", "confirmed", "source", "lasted")
    )


def marked(key: str) -> tuple[Any, str]:
    """A value for a key of an act, and how a letter shows it."""
    if key == "law":
        return "code", "174"
    if key == "alongside":
        return ["packers"], ""
    if key in ("deadline", "until"):
        return "2017-02-28", "28"
    if key == "hearing":
        return ["in-absentia", "closed"], ""
    return {"en": f"zq{key.replace('-', '')}zq", "fr": f"zq{key.replace('-', '')}zq"}, f"zq{key.replace('-', '')}zq"


def subsets(keys: Sequence[str], every: bool) -> Iterator[tuple[str, ...]]:
    """None of the keys, each alone, all, and each pair, or some of the pairs."""
    pairs = [*combinations(keys, 2)][:: 1 if every else 3]
    yield from dict.fromkeys(((), *((key,) for key in keys), *pairs, tuple(keys)))


@pytest.mark.parametrize("kind", ACTS)
def test_every_key_of_an_act_shows(kind: str, every: bool) -> None:
    """Whatever else is given, what a campaign says of an act is in the sentence, and so are its day and its victim."""
    found = [f"{language}: {missing}" for language in LANGUAGES for missing in missing_keys(kind, language, every)]
    assert not found, "\n".join(found)


def missing_keys(kind: str, language: str, every: bool) -> list[str]:
    """The keys of an act that its sentence does not show, with the sentence.

    The day is said in the campaign's own words where it has some.
    """
    whom = "woman" if LIBRARY.acts[kind].of != "organisation" else "union"
    ways = [
        (given, ongoing)
        for given in subsets(keys_said(kind), every)
        for ongoing in ([False, True] if LIBRARY.acts[kind].lasts else [False])
    ]
    facts, found = dict(zip(ALIKE[whom], ways, strict=False)), []
    assert len(facts) == len(ways)
    acts = {
        key: [
            act(kind, "2017-01-03", **{name: marked(name)[0] for name in given}, **({"ongoing": "yes"} if on else {}))
        ]
        for key, (given, on) in facts.items()
    }
    draft = compose(letter_of(HOUSE[language], acts, facts=tuple(events([key], kind) for key in facts)))
    told_at_all = [text for text, said in told(draft, kind) if said]
    for (who, (given, ongoing)), said in zip(facts.items(), told_at_all, strict=True):
        shown = {key: marked(key)[1] for key in given}
        if "alongside" in shown:
            shown["alongside"] = {"en": "United Packers", "fr": "Emballeurs unis"}[language]
        shown |= {"date": "3", "who": name_of_own(who, language)}
        if "hearing" in shown:
            shown["hearing"] = {"en": "in absentia and in closed session", "fr": "par contumace et à huis clos"}[
                language
            ]
        if "when" in shown:
            del shown["date"]
        missing = [key for key, text in shown.items() if text.casefold() not in said.casefold()]
        if missing:
            found.append(f"{', '.join(missing)} of {', '.join(given)}{' ongoing' if ongoing else ''}: {said}")
    return found


def name_of_own(key: str, language: str) -> str:
    """The surname of a person, or the name of an organisation."""
    return EVERYBODY[key]["name"].split()[-1] if key in EVERYBODY else EVERY_ORGANISATION[key]["name"][language]


@pytest.mark.parametrize("kind", ACTS)
def test_a_key_that_an_act_does_not_take_is_refused(kind: str) -> None:
    taken = LIBRARY.acts[kind].keys_taken
    known = Act.keys()
    others = [key for key in known if key not in (*taken, "kind", "date")]
    values = {"ongoing": "yes", "confirmed": "2017-01-22", "deadline": "2017-02-28", "until": "2017-02-28"}
    for key in others:
        reading = ValidationContext(LIBRARY.keys_of_acts)
        Act.model_validate(node({kind: "2017-01-21", key: values.get(key, marked(key)[0])}), context=reading)
        [problem] = reading.problems
        assert (problem.code, problem.message) == ("LK224", f"'{kind}' takes no '{key}'")
        assert all(name in problem.hint for name in taken)


# Files of one's own

FILE = """title: Hidden away
of: person
status: hidden
source: invented
words:
  en:
    noun: the hiding of {{ who }}
    entry: hidden
    statement: "{{ who }} {{ who.were }} hidden{{ by }}{{ on }}."
    status: hidden
  fr:
    noun: la mise à l'écart {{ who.each('de') }}
    entry: mis{{ who.e }}{{ who.s }} à l'écart
    statement: "{{ who }} {{ who.ont_ete }} caché{{ who.e }}{{ who.s }}{{ by }}{{ on }}."
    status: à l'écart
"""
MISTAKES = {
    "a key in one language only": ("caché{{ who.e }}{{ who.s }}{{ by }}", "caché{{ who.e }}{{ who.s }}", "'by'"),
    "nobody": ('statement: "{{ who }} {{ who.were }}', 'statement: "people were', "whom"),
    "no day": ("hidden{{ by }}{{ on }}.", "hidden{{ by }}.", "when"),
    "no words for the status": ("    status: à l'écart\n", "", "'hidden'"),
    "words for no status": ("status: hidden\nsource", "source", "makes none"),
    "an end that there is not": ("source:", "ends: [hiden]\nsource:", "no status 'hiden'"),
    "no entry": ("    entry: hidden\n", "", "'entry'"),
    "a key of demands": ("source:", "met-by: [released]\nsource:", "unknown key 'met-by'"),
    "a broken expression": ("    status: hidden\n", "    status: hidden\n    lasting: '(is'\n", "regular expression"),
    "an open gap": ("    status: hidden\n", "    status: hidden\n    over: ['found * (again)']\n", "left out"),
    "parameters": ("source:", "takes: {by: text}\nsource:", "parameters"),
    "grave relief": ("source:", "grave: yes\nrelief: yes\nsource:", "grave"),
}


def of_a_workspace(folder: Path, text: str) -> Library:
    path = folder / "templates" / "clauses" / "acts" / "hidden.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return library_of(folder)


def test_an_act_of_ones_own_is_one_file(tmp_path: Path) -> None:
    books = of_a_workspace(tmp_path, FILE)
    assert books.acts["hidden"].keys_taken == ("confirmed", "by", "how", "when", "reported", "source")


@pytest.mark.parametrize("case", MISTAKES)
def test_what_would_vanish_is_refused(case: str, tmp_path: Path) -> None:
    old, new, message = MISTAKES[case]
    assert old in FILE
    books = of_a_workspace(tmp_path, FILE.replace(old, new, 1))
    with pytest.raises(UserError) as failed:
        _ = books.clauses
    assert any(message in f"{problem.message} {problem.hint}" for problem in failed.value.problems)
    assert all(problem.location and problem.hint for problem in failed.value.problems if problem.code != "LK123")


def test_a_parameter_that_no_text_says_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "templates" / "clauses" / "demands" / "pay.yml"
    path.parent.mkdir(parents=True)
    words = "words: {en: 'pay {{ people }} for {{ for }}', fr: 'payer {{ people }}'}"
    path.write_text(f"title: Pay\ntakes: {{people: people, for: text}}\nsource: none\n{words}\n", encoding="utf-8")
    with pytest.raises(UserError) as failed:
        _ = library_of(tmp_path).clauses
    [problem] = failed.value.problems
    assert (problem.code, "'for'" in problem.message, "'fr'" in problem.message) == ("LK237", True, True)
