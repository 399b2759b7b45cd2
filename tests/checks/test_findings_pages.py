"""Each finding of a check has a page with a wrong and a right example, and both are what they say.

An example changes the campaign ``tests/mistakes/base/arrests.yml``, or another of that folder that its fence names
(```` ```yaml council ````): its keys replace those of the same place, an empty one deletes. A ``markdown`` example is a
paragraph that a person puts before the complimentary close of the draft, or all of its text (```` ```markdown
draft ````); both kinds can stand together. What stands in a fence ```` ```yaml before ```` was so when the draft was
made and edited; since then the campaign has changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.helpers import as_yaml
from support.library import library_of
from support.mistakes import FOLDER, ROOT, Loader, examined, prepared

from letterkit.foundation.codes import CODES, Severity
from letterkit.foundation.problems import Problem

pytestmark = pytest.mark.quickly(12)
PAGES = sorted((ROOT / "docs" / "findings").glob("LK*.md"))
CHECKED = {
    code
    for path in (ROOT / "letterkit" / "checks").rglob("*.py")
    if path.stem not in ("coverage", "ignoring", "select")
    for code in re.findall(r"\"(LK\d{3})\"", path.read_text(encoding="utf-8"))
    if code > "LK3"
}
_GRAVE = {Severity.ERROR: "An **error**", Severity.WARNING: "A **warning**", Severity.NOTE: "A **note**"}
FENCES = re.compile(r"^```(yaml|markdown)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_each_finding_has_its_page_and_each_page_is_linked() -> None:
    assert len(CHECKED) > 8
    assert {path.stem for path in PAGES} == CHECKED
    table = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    assert {code for code in CHECKED if f"| [{code}](findings/{code}.md) |" in table} == CHECKED


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_page(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = path.read_text(encoding="utf-8")
    assert re.match(rf"# {path.stem}: [^A-Z]", text), "the heading is the code and what is wrong, in lower case"
    grave = _GRAVE[CODES[path.stem].severity]
    assert re.search(rf"^{re.escape(grave)}[.,;]", text, re.MULTILINE)
    assert "\n**Mend:** " in text
    _, wrong, right = re.split(r"^## (?:Wrong|Right)\n", text, flags=re.MULTILINE)
    notes = CODES[path.stem].severity is Severity.NOTE
    found, again = _found(wrong, tmp_path / "wrong", monkeypatch, notes)
    assert path.stem in {problem.code for problem in found}, "the wrong example has the finding"
    for one in (problem for problem in found if problem.code == path.stem):
        if offered := _as_offered(one):
            left = again()
            offered()
            assert str(one) not in set(map(str, left)), f"what the hint offers mends it: {one.hint}"
            assert {problem.code for problem in left} <= {problem.code for problem in found}, one.hint
    assert not _found(right, tmp_path / "right", monkeypatch, notes)[0], "the right example has none"


def _as_offered(problem: Problem) -> Callable[[], object] | None:
    """Put what a hint offers ("write 'X'") into the place of the finding; what is given puts the file back."""
    offered, place = re.match(r"write '([^']+)'(?:$|[,;])", problem.hint), problem.location
    if offered is None or place is None or place.length < 2:
        return None
    file = Path(place.file)
    text = file.read_text(encoding="utf-8")
    lines = text.split("\n")
    line, start = lines[place.line - 1], place.column - 1
    lines[place.line - 1] = line[:start] + offered[1] + line[start + place.length :]
    file.write_text("\n".join(lines), encoding="utf-8")
    return lambda: file.write_text(text, encoding="utf-8")


Found = tuple[list[Problem], Callable[[], list[Problem]]]


def _found(section: str, folder: Path, monkeypatch: pytest.MonkeyPatch, notes: bool) -> Found:
    """What is found in an example, and what finds it again in the files as they are then."""
    examples = FENCES.findall(section)
    assert examples, "an example"
    folder.mkdir()
    monkeypatch.chdir(folder)
    base = next((name for kind, name, _ in examples if kind == "yaml" and name not in ("", "before")), "arrests")
    tree = yaml.load((FOLDER / "base" / f"{base}.yml").read_text(encoding="utf-8"), Loader)
    earlier: Any = None
    for kind, name, example in examples:
        if kind == "yaml" and name == "before":
            earlier = yaml.load(example, Loader)
        elif kind == "yaml":
            tree = _merged(tree, yaml.load(example, Loader))
    (folder / "base").mkdir()
    (folder / "base" / "case.yml").write_text(as_yaml(tree))
    monkeypatch.setattr("support.mistakes.FOLDER", folder)
    case: dict[str, Any] = {"base": "case"}
    if earlier is not None:
        case["before"] = as_yaml(_merged(tree, earlier))
    added = "\n\n".join(example.strip() for kind, name, example in examples if kind == "markdown" and not name)
    whole = [example.strip() for kind, name, example in examples if kind == "markdown" and name == "draft"]
    library = library_of(ROOT / "tests")
    campaign = prepared(
        case | ({"add": added} if added else {}) | ({"whole": whole[0]} if whole else {}), library, folder
    )

    def look() -> list[Problem]:
        monkeypatch.chdir(folder)
        return examined(campaign, library, case, notes=notes)

    return look(), look


def _merged(tree: Any, change: Any) -> Any:
    if not isinstance(tree, dict) or not isinstance(change, dict):
        return change
    merged = {key: value for key, value in tree.items() if change.get(key, value) != ""}
    return merged | {key: _merged(tree.get(key), value) for key, value in change.items() if value != ""}
