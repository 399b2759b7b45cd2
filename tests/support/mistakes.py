"""Cases of seeded mistakes: how a case is prepared, and what is found in it."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml

from letterkit.drafts.folder import LetterFolder
from letterkit.drafts.job import Job
from letterkit.drafts.markdown import write_markdown
from letterkit.drafts.redraft import keep
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem, UserError
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline import plan as planning
from letterkit.pipeline.check import examine
from letterkit.pipeline.composed import composed_as_of
from letterkit.pipeline.draft import redraft_of
from letterkit.pipeline.plan import plan
from letterkit.schema.campaign import Campaign
from letterkit.schema.library import Library
from letterkit.schema.names_read import note_names
from letterkit.schema.read import read

FOLDER = Path(__file__).resolve().parents[1] / "mistakes"
ROOT = FOLDER.parent.parent
TOGETHER = FOLDER / "together.json"
"""Which cases are tried in one campaign: ``pytest tests/checks/test_mistakes.py --refresh`` finds them anew."""
KEYS = {"before", "name", "base", "letter", "change", "edit", "add", "head", "whole", "on", "finds"}


# Leaves every scalar text; that of libyaml, where there is one, takes an eighth of the time.
Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path in sorted(FOLDER.glob("*.yml"))
        for case in yaml.load(path.read_text(encoding="utf-8"), Loader)
    ]


def in_one_campaign() -> list[Any]:
    """The cases as they are tried: those that `TOGETHER` names in one campaign, each other alone.

    What is found there has to be what each of them expects, so one run tells of all that it would tell of each alone.
    """
    by_name = {str(param.id): param for param in cases()}
    tried: list[Any] = []
    for names in json.loads(TOGETHER.read_text(encoding="utf-8")):
        params = [by_name.pop(name) for name in names if name in by_name]
        if params:
            more = f", and {len(params) - 1} more" if len(params) > 1 else ""
            tried.append(pytest.param([one.values[0] for one in params], id=f"{params[0].id}{more}"))
    return tried + [pytest.param([param.values[0]], id=name) for name, param in by_name.items()]


def may_be_joined(case: dict[str, Any]) -> bool:
    """Whether a case only changes the campaign, or the draft of its letter as it is made from it."""
    return {"change", "edit", "add"}.issuperset({*case} - {"name", "base", "letter", "finds"})


def joined(together: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """One case with the changes of several, and what each of them expects."""
    case: dict[str, Any] = {key: together[0][key] for key in ("base", "letter") if key in together[0]}
    for key in ("change", "edit"):
        if changes := {old: new for one in together for old, new in one.get(key, {}).items()}:
            case[key] = changes
    added = [one["add"].strip() for one in together if "add" in one]
    case |= {"add": "\n\n".join(added)} if added else {}
    return case | {"finds": [found for one in together for found in one["finds"]]}


def found_together(is_right: Callable[[dict[str, Any]], bool]) -> list[list[str]]:
    """The names of cases that can be tried in one campaign: ``is_right`` tells whether a joined case is found whole.

    Those that expect nothing stand with their like, so that whatever is found there is a fault of one of them.
    """
    of_letter: dict[tuple[object, ...], list[list[Any]]] = {}
    for param in cases():
        case = param.values[0]
        if not may_be_joined(case):
            continue
        groups = of_letter.setdefault((case["base"], case.get("letter", ""), bool(case["finds"])), [])
        for group in groups[-_GROUPS_TRIED:]:
            if len(group) < _MOST_IN_ONE and is_right(joined([one.values[0] for one in (*group, param)])):
                group.append(param)
                break
        else:
            groups.append([param])
    return [[one.id for one in group] for groups in of_letter.values() for group in groups if len(group) > 1]


_MOST_IN_ONE, _GROUPS_TRIED = 24, 6


_READ: dict[tuple[str, int, str], Campaign] = {}
_MOST_READ = 8
_SHARED = tuple(sorted((ROOT / "campaigns" / "shared").glob("*.yml")))


def read_once(path: Path, library: Library) -> Campaign:
    """As `read`: many cases change only the draft, and what is known of their campaign need not be found out anew."""
    content = path.read_text(encoding="utf-8")
    key = (str(path), id(library), content)
    if key not in _READ or "attach" in content or ".csv" in content:
        _READ[key] = read(path, library)
        for old in [*_READ][:-_MOST_READ]:
            del _READ[old]
    note_names(str(path), _READ[key], {})
    return _READ[key]


def prepared(case: dict[str, Any], library: Library, folder: Path) -> Path:
    """The campaign file of a case, changed, with the draft of its letter, edited."""
    base = FOLDER / "base" / f"{case['base']}.yml"
    source = base if base.exists() else ROOT / "campaigns" / f"{case['base']}.yml"
    campaign = folder / source.name
    base_text = source.read_text(encoding="utf-8")
    for shared in _SHARED:
        (folder / "shared").mkdir(exist_ok=True)
        (folder / "shared" / shared.name).write_text(shared.read_text(encoding="utf-8"), encoding="utf-8")
    now = replaced(base_text, case.get("change", {}))
    former = case.get("before", [])
    former = former if isinstance(former, list) else [former]
    states = [replaced(base_text, each) if isinstance(each, dict) else each for each in former]
    campaign.write_text([*states, now][0], encoding="utf-8")
    if states or {"edit", "add", "head", "whole"}.intersection(case):
        read_campaign = read_once(Path(campaign.name), library)
        letter = str(case.get("letter") or next(iter(read_campaign.letters)))
        draft = folder / "output" / campaign.stem / f"{letter}.md"
        draft.parent.mkdir(parents=True)
        if states:
            redrafted(campaign, letter, library)
        job = Job(read_campaign, letter, LetterFolder(draft.parent, letter))
        text = write_markdown(composed_as_of(job, library, None)[1]).replace("\u00a0", " ")
        draft.write_text(edited(text, case), encoding="utf-8")
        for state in [*states[1:], now] if states else []:
            campaign.write_text(state, encoding="utf-8")
            redrafted(campaign, letter, library)
    return campaign


def redrafted(campaign: Path, letter: str, library: Library) -> None:
    """Draft a letter as the command does, without its PDF."""
    jobs, problems = plan([Path(campaign.name)], library, Path("output"), [letter])
    assert not problems, problems
    resolved = resolve(jobs[0].campaign, letter, library)
    keep(jobs[0].place, redraft_of(jobs[0], resolved, compose(resolved), library))


def edited(text: str, case: dict[str, Any]) -> str:
    """The text of a draft with the edits of a case."""
    text = replaced(text, case.get("edit", {}))
    if "add" in case:
        body, close = text.rstrip("\n").rsplit("\n\n", 1)
        text = f"{body}\n\n{case['add']}\n\n{close}\n"
    if "whole" in case:
        head, fence, _ = text.partition("\n---\n")
        text = f"{head}{fence}\n{case['whole']}\n"
    if "head" in case:
        text = text.replace("---\n", f"---\n{case['head']}\n", 1)
    return text


def replaced(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in:\n{text}"
        text = text.replace(old, new)
    return text


def examined(campaign: Path, library: Library, case: dict[str, Any], *, notes: bool = False) -> list[Problem]:
    """The problems of a campaign and its draft, with the notes on its claims when they are asked for."""
    sending = datetime.date.fromisoformat(case["on"]) if "on" in case else None
    try:
        with patch.object(planning, "read", read_once):
            found = list(examine([Path(campaign.name)], library, Path("output"), (), sending))
    except UserError as error:
        return list(error.problems)
    problems = [problem for batch in found for problem in batch.problems]
    return problems if notes else [problem for problem in problems if problem.severity is not Severity.NOTE]


def pointed(problem: Problem) -> str:
    """The line that a problem is about, with « and » around what its place points at."""
    location = problem.location
    if location is None:
        return ""
    line = Path(location.file).read_text(encoding="utf-8").split("\n")[location.line - 1]
    start, end = location.column - 1, location.column - 1 + location.length
    return f"{line[:start]}«{line[start:end]}»{line[end:]}"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def shuffled(tree: Any) -> Any:
    if isinstance(tree, dict):
        # What is told by default follows the order of a mapping only where a letter chooses nothing itself.
        items = sorted(tree.items(), key=lambda item: re.sub(r"\W", "", str(item[0]))[::-1])
        return {key: shuffled(value) for key, value in items}
    return [shuffled(item) for item in tree] if isinstance(tree, list) else tree
