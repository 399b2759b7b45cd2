"""The claims ledger: wrong facts are contradicted or noted, honest sentences not; shipped letters are understood."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from support.alterations import Alteration, Sample, judged_together, samples, some_samples
from support.helpers import build, campaign, letterkit
from support.honest import honest
from support.library import library_of
from support.mistakes import ROOT
from support.wrong import wrong

from letterkit.checks.ledger.ledger import Keeper, ledger_of
from letterkit.checks.ledger.records.records import Verdict, tally
from letterkit.checks.ledger.sentences.cast import cast_of
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import SpokenOf
from letterkit.checks.ledger.sentences.reading import ClaimReader
from letterkit.checks.ledger.words.lexicon import lexicon
from letterkit.checks.run import check
from letterkit.checks.wording.by_language import language_of
from letterkit.drafts.document import Document, composed_document
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.library import Library, open_library
from letterkit.schema.read import read

LIBRARY = library_of(ROOT / "tests")
pytestmark = pytest.mark.xdist_group("samples")


def _altered(make: Callable[[Sample], Iterator[Alteration]], count: int, every: bool) -> list[Alteration]:
    """The alterations of all letters, each once; some of some letters where not every one is asked for."""
    letters = samples() if every else some_samples()
    known = {(one.old, one.new, one.sample.language): one for each in letters for one in make(each)}
    found = list(known.values())
    return found if every else random.Random(7).sample(found, count)


def test_wrong_facts_are_contradicted_or_noted(every: bool) -> None:
    verdicts: Counter[str] = Counter()
    silent = []
    for one, verdict, _ in judged_together(_altered(wrong, 40, every), "silent".__ne__):
        verdicts[verdict] += 1
        silent += [one.new] if verdict == "silent" else []
    assert not silent
    assert verdicts["contradicted"] >= 0.6 * verdicts.total()


def test_honest_sentences_are_not_contradicted(every: bool) -> None:
    judgements = judged_together(_altered(honest, 40, every), "contradicted".__ne__)
    found = [(one.new, said) for one, verdict, said in judgements if verdict == "contradicted"]
    assert len(found) <= len(judgements) // 100, found


@pytest.mark.parametrize("path", sorted((ROOT / "campaigns").glob("*.yml")), ids=lambda path: path.stem)
def test_every_claim_of_the_shipped_letters_is_supported(path: Path) -> None:
    for name in read(path, LIBRARY).letters:
        document = _composed(path, LIBRARY, str(name))
        figures = tally(ledger_of(document))
        assert figures.claims == figures.supported + figures.attributed > 0
        assert figures.contradicted == figures.unsupported == figures.unread == 0


def test_every_act_is_read_in_the_words_of_its_own_statement(tmp_path: Path) -> None:
    """What the tool writes of an act is understood as a claim of that act."""
    for name, kind in LIBRARY.acts.items():
        act = {name: "2017-01-18", "source": "note"}
        if "outcome" in kind.keys_taken and kind.of != "organisation":
            act["outcome"] = "two years"
        owner = "union" if kind.of == "organisation" else "alia"
        data = campaign(f"{'organisations' if owner == 'union' else 'people'}/{owner}/acts", [act])
        if owner == "union":
            data["people"]["alia"]["acts"] = []
        facts = f"{owner}.{name}"
        data["letters"]["one"].update(
            facts=[[facts]], about=facts, opening="concern", demands=["social-dialogue"], grounds=["udhr-unions"]
        )
        build(tmp_path, {"example.yml": data})
        document = _composed(tmp_path / "example.yml", LIBRARY)
        ledger = Keeper(document, everything=True).ledger()
        told = {who for claim in ledger.claims() for who in claim.who if claim.verdict is Verdict.SUPPORTED}
        assert owner in told, (name, [entry.text for entry in ledger.entries])


def _composed(path: Path, library: Library, name: str = "one") -> Document:
    """A letter of a campaign file, composed."""
    told = read(path, library)
    letter = resolve(told, name, library)
    return composed_document(letter, compose(letter), told, library)


def test_a_language_that_cannot_be_read_is_said_to_be_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "Alia Bek was detained on 3 January."
    build(tmp_path, {"example.yml": campaign("letters/one/facts", [["alia.detained"], [{"text": text}]])})
    library = open_library(ROOT)  # of its own: what is altered in it must not reach other tests
    files = library.language("en")
    monkeypatch.setattr(library, "language", lambda code: replace(files, reading=None))
    # Nothing of it is prepared for others who open the same files.
    monkeypatch.setattr(library, "derived", cache(lambda make, language: make(library, language)))
    document = _composed(tmp_path / "example.yml", library)
    assert tally(ledger_of(document)).unread == 1
    assert any("a person's own sentences" in problem.message for problem in check(document) if problem.code == "LK813")


def test_the_count_is_printed_with_every_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "Alia Bek was detained on 3 January. Ask Tom Ostrander."
    told = campaign("letters/one/facts", [["alia.detained"], [{"text": text}]])
    build(tmp_path, {"example.yml": told})
    result = letterkit("check", "example.yml")
    assert "1 contradicted" in result.out.splitlines()[-1]
    assert "1 sentence not read" in result.out.splitlines()[-1]
    assert "LK521" in result.out
    assert "note LK523: not read: what the sentence says of 'Tom Ostrander'" in " ".join(result.out.split())


SAID = "Alia Bek was fined on 12 January."


def test_a_source_in_the_campaign_answers_for_what_is_on_no_other_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bare, answered, unknown = ({"text": SAID}, {"text": SAID, "source": "note"}, {"text": SAID, "source": "nobody"})
    for name, text in (("bare", bare), ("answered", answered), ("unknown", unknown)):
        build(tmp_path, {f"{name}.yml": campaign("letters/one/facts", [["alia.detained"], [text]])})
    assert "LK522" in letterkit("check", "bare.yml").out
    assert letterkit("check", "bare.yml", "--strict").code == 1
    answered_for = letterkit("check", "answered.yml", "--strict")
    assert (answered_for.code, "1 resting on a named source" in answered_for.out) == (0, True), answered_for.out
    assert "LK703" in letterkit("check", "unknown.yml").out
    told = " ".join(letterkit("explain", "answered.yml").out.split())
    assert "act fined (alia), answered by a source: rests on 'note'" in told


def test_a_source_beside_a_sentence_of_the_draft_answers_for_it_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    build(tmp_path, {"example.yml": campaign("letters/one/facts", [["alia.detained"]])})
    assert letterkit("draft", "example.yml").code == 0
    draft = tmp_path / "output" / "example" / "one.md"
    body, close = draft.read_text(encoding="utf-8").rstrip("\n").rsplit("\n\n", 1)
    added = f"{SAID} <!-- source: note -->\nShe was beaten on 13 January."
    draft.write_text(f"{body}\n\n{added}\n\n{close}\n", encoding="utf-8")
    checked = letterkit("check", "example.yml").out
    assert checked.count("note LK522") == 1
    assert "'beaten'" in checked
    told = " ".join(letterkit("explain", "example.yml").out.split())
    assert "act fined (alia), answered by a source" in told
    assert "act beaten (alia), without a record" in told
    assert letterkit("pdf", "example.yml").code == 0
    contradicted = draft.read_text(encoding="utf-8").replace("fined on 12 January", "detained on 12 January")
    draft.write_text(contradicted, encoding="utf-8")
    assert "warning LK521" in letterkit("check", "example.yml").out, "a source does not answer for a contradiction"


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Alia Bek was detained yesterday.", "contradicted"),
        ("Alia Bek has been released.", "contradicted"),
        ("Alia Bek is free.", "contradicted"),
        ("We call on the government of Uzbekistan to release Alia Bek.", "contradicted"),
        ("The treasurer of the FU, Alia Bek, has children.", "contradicted"),
        ("Bek Alia was detained.", "supported"),
        ("Alia Bek has not been released.", "supported"),
        ("Alia Bek was not detained for theft but for calling a strike.", "supported"),
        ("We wrote to the authorities of Uzbekistan as well.", "without a record"),
        ("The sister of Alia Bek was detained in March.", "without a record"),
        ("The widow of Alia Bek was detained in March.", "contradicted"),
        ("If Alia Bek is dismissed, we shall return to it.", "attributed"),
        ("Alia Bek is currently held.", "supported"),
        ("Alia Bek is pregnant and in prison.", "without a record"),
        ("Alia Bek has died in prison.", "contradicted"),
    ],
)
def test_what_a_sentence_says_is_weighed(said: str, verdict: str, tmp_path: Path) -> None:
    build(tmp_path, {"example.yml": campaign("letters/one/facts", [["alia.detained"], [{"text": said}]])})
    entry = next(each for each in ledger_of(_composed(tmp_path / "example.yml", LIBRARY)).entries if each.text == said)
    found = {claim.verdict.value for claim in entry.claims}
    assert verdict in found or (verdict == "none" and not found), entry
    assert verdict == "contradicted" or "contradicted" not in found, entry


def test_the_dead_say_nothing(tmp_path: Path) -> None:
    data = campaign("people/alia/acts", [{"killed": "2017-01-18", "source": "note"}])
    said = "Alia Bek writes from prison."
    data["letters"]["one"].update(
        facts=[["alia.killed"], [{"text": said}]], about="alia.killed", demands=["social-dialogue"]
    )
    build(tmp_path, {"example.yml": data})
    entries = ledger_of(_composed(tmp_path / "example.yml", LIBRARY)).entries
    claims = [claim for entry in entries if entry.text == said for claim in entry.claims]
    assert [claim.verdict for claim in claims] == [Verdict.CONTRADICTED]
    assert "is dead" in claims[0].says


def test_sentences_by_hand_that_state_nothing_are_counted_and_others_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    build(tmp_path, {"case.yml": campaign()})
    assert letterkit("draft", "case.yml").code == 0
    draft = tmp_path / "output/case/one.md"
    text = draft.read_text(encoding="utf-8")
    typed = "We are deeply concerned. The police beat the strikers with batons. I urge you to act."
    draft.write_text(text.replace("\nYours", f"\n{typed}\n\nYours"), encoding="utf-8")
    out = letterkit("check", "case.yml").out
    assert "2 by hand with nothing to compare." in out
    assert out.count("LK522") == 1
    assert "no record says so: 'The police beat the strikers with batons.'" in out


def test_of_a_sentence_that_cannot_stay_nobody_asks_for_a_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "Les travailleurs ont été licenciés par la direction de la raffinerie le lundi."
    build(tmp_path, {"example.yml": campaign("letters/one/facts", [["alia.detained"], [{"text": text}]])})
    run = letterkit("check", "example.yml")
    assert "LK809" in run.out
    assert "LK52" not in run.out


def test_what_ends_a_state_is_denied_by_its_own_words_or_not(tmp_path: Path) -> None:
    """A denial of it says that the state holds ("has seen no lawyer"), so that none among its own words ends it."""
    build(tmp_path, {"example.yml": campaign("letters/one/facts", [["alia.detained"]])})
    document = _composed(tmp_path / "example.yml", LIBRARY)
    for name, kind in LIBRARY.acts.items():
        for code, words in kind.words.items():
            assert kind.status or not words.over, name
            reading = LIBRARY.language(str(code)).reading
            denying = {"never", "jamais"} | {str(word) for word in (reading.absent if reading else ())}
            denied = [phrase for phrase in map(str, words.over) if denying & set(phrase.split())]
            language = language_of(LIBRARY, str(code))
            eyes = Eyes(lexicon(LIBRARY, str(code)), language, cast_of(document), document.letter.date)
            for phrase in denied:
                found = ClaimReader(eyes).read(f"Alia Bek {phrase.replace('*', 'x')}.", SpokenOf()).predicates
                assert found, phrase
                assert all(each.mention.kind != "over" or each.negated for each in found), phrase
