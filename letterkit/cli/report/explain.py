"""Show where sentences come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letterkit.cli.report.answers import ClaimAnswer, ComesFrom, ExplainedLetters, ExplainedSentence
from letterkit.cli.report.leaving import Printer, Styled
from letterkit.cli.report.machine import problems_data
from letterkit.cli.report.problems import visible
from letterkit.drafts.explain import Comes, Explained, Explanation, WeighedClaim
from letterkit.foundation.files import shown
from letterkit.foundation.problems import Problem

WRITTEN = {
    "generated": "",
    "edited": "edited by hand",
    "hand": "written by hand",
    "unknown": "by hand, or generated from an earlier campaign",
}
"""How a sentence came to be, to a reader."""


def show_explanation(explanation: Explanation, console: Printer) -> None:
    """Print each sentence of a letter with what it comes from, then what stands around the text."""
    name = shown(explanation.draft) if explanation.draft else f"{explanation.campaign}/{explanation.letter}"
    console.print(Styled(name, "bold underline"))
    for sentence in explanation.sentences:
        line = f"{sentence.line:>5} | " if sentence.line else ""
        console.print("\n", Styled(line, "dim"), Styled(visible(sentence.text), "bold"))
        if WRITTEN[sentence.written]:
            console.print(Styled(f"        {WRITTEN[sentence.written]}", "yellow"))
        if sentence.began:
            console.print(Styled(f"        it began as: {visible(sentence.began)}", "dim"))
        for told in (*_comes_lines(sentence.comes), *_claims_lines(sentence)):
            console.print(*told)
    if explanation.around:
        console.print(Styled("\nAround the text", "bold underline"))
    for beside in explanation.around:
        where = f" ({beside.file}:{beside.line})" if beside.file else ""
        text = f"  {beside.part}: {visible(beside.text)}"
        console.print(text, Styled(where, "dim"))
    if explanation.sentences:
        console.print()


def _claims_lines(sentence: Explained) -> Iterator[tuple[str | Styled, ...]]:
    """How the claims of a sentence stand, and what in it is on no record."""
    for claim in sentence.claims:
        who = f" ({', '.join(filter(None, claim.who))})" if any(claim.who) else ""
        says = f": {claim.says}" if claim.says else ""
        where = f" ({claim.file}:{claim.line})" if claim.file and claim.verdict != "attributed" else ""
        style = {"contradicted": "red", "without a record": "yellow"}.get(claim.verdict, "")
        told = visible(f"claim: {f'{claim.kind} {claim.what}'.strip()}{who}, {claim.verdict}{says}")
        yield "        ", Styled(told, style), Styled(where, "dim")
    if sentence.missing:
        words = ", ".join(f"'{word}'" for word in sentence.missing)
        on = f"rests on the source '{sentence.source}'" if sentence.source else "no record"
        yield (Styled(visible(f"        {on}: {words}"), "" if sentence.source else "yellow"),)


def _comes_lines(origins: Sequence[Comes]) -> Iterator[tuple[str | Styled, ...]]:
    """What a sentence comes from, and then on which sources it rests, each once."""
    worded = any(comes.kind == "clause" for comes in origins)
    for comes in origins:
        if comes.kind == "form" and worded:
            continue
        where = f" ({comes.file}:{comes.line})" if comes.file else ""
        yield f"        {visible(what_of(comes))}", Styled(where, "dim")
        if comes.now:
            yield (Styled(f"          the campaign now says: {visible(comes.now)}", "yellow"),)
    for source in dict.fromkeys(source for comes in origins for source in comes.sources):
        date = f", {source.date}" if source.date else ""
        secret = Styled(" (confidential: not to leave the workspace)", "red") if source.confidential else ""
        yield f"        source: {visible(source.title)}{date}", secret


def what_of(comes: Comes) -> str:
    """One thing that a sentence comes from: what it is, its value, its words here, and the day of the data."""
    value = f": {comes.value}" if comes.value and comes.value != comes.what.partition(",")[0] else ""
    here = f', here "{comes.text}"' if comes.text.casefold() not in ("", comes.value.casefold()) else ""
    as_of = f", as of {comes.as_of}" if comes.as_of else ""
    return f"{comes.kind}: {comes.what}{value}{here}{as_of}"


def explanations_data(
    explanations: Sequence[Explanation], problems: Sequence[Problem], *, internal: bool
) -> ExplainedLetters:
    """Letters explained, and the problems of no letter, as plain data."""
    return {
        "letters": [
            {
                "campaign": one.campaign,
                "letter": one.letter,
                "draft": shown(one.draft) if one.draft else None,
                "sentences": list(map(_sentence_data, one.sentences)),
                "around": [{"part": it.part, "text": it.text, "file": it.file, "line": it.line} for it in one.around],
                "problems": problems_data(one.problems, internal=internal),
            }
            for one in explanations
        ],
        "problems": problems_data(problems, internal=internal),
    }


def _sentence_data(sentence: Explained) -> ExplainedSentence:
    return {
        "text": sentence.text,
        "file": sentence.file,
        "line": sentence.line,
        "written": sentence.written,
        "began": sentence.began,
        "comes": list(map(_comes_data, sentence.comes)),
        "claims": list(map(_claim_data, sentence.claims)),
        "missing": list(sentence.missing),
        "source": sentence.source,
    }


def _comes_data(comes: Comes) -> ComesFrom:
    return {
        "kind": comes.kind,
        "what": comes.what,
        "name": comes.name,
        "value": comes.value,
        "text": comes.text,
        "now": comes.now,
        "file": comes.file,
        "line": comes.line,
        "as_of": comes.as_of,
        "sources": [{"title": one.title, "date": one.date, "confidential": one.confidential} for one in comes.sources],
    }


def _claim_data(claim: WeighedClaim) -> ClaimAnswer:
    return {
        "kind": claim.kind,
        "what": claim.what,
        "who": list(claim.who),
        "verdict": claim.verdict,
        "says": claim.says,
        "file": claim.file,
        "line": claim.line,
    }
