"""Gathers the documentation as the pages of a site, for ``make site`` to build with Zensical.

Usage: python scripts/site.py FOLDER

The README becomes the first page, and the pages of the project's folder stand beside those of ``docs``. Pictures from
elsewhere come along. A link that would lead out of the site is an error.
"""

from __future__ import annotations

import re
import shutil
import sys
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOP = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
}
_LINK = re.compile(r"(?<=\]\()(?!\w+:|#)([^)#\s]+)")


def gather(folder: Path) -> dict[Path, str]:
    """The pages of the site, by their files in ``folder``, with their links as they are there; writes nothing.

    Raises `ValueError` for a link to a file that is no page, no picture and not the licence.
    """
    pages = _pages()
    return {folder / _place(page): _LINK.sub(partial(_moved, page), _text(page)) for page in pages}


def _pages() -> list[Path]:
    return [ROOT / name for name in TOP] + sorted((ROOT / "docs").rglob("*.md"))


def _text(page: Path) -> str:
    """A page, with the paths of its examples as titles."""
    return re.sub(r"^( *```\w+) (\S+)$", r'\1 title="\2"', page.read_text(encoding="utf-8"), flags=re.MULTILINE)


def _place(file: Path) -> Path:
    """Where a file of the project is in the site."""
    within = file.relative_to(ROOT)
    if str(within) in TOP:
        return Path(TOP[str(within)])
    return within.relative_to("docs") if within.is_relative_to("docs") else Path("more", *within.parts)


def _moved(page: Path, link: re.Match[str]) -> str:
    """A link of a page as it is in the site."""
    target = (page.parent / link[1]).resolve()
    if target not in _pages() and target.suffix not in (".png", ".svg") and target.name != "LICENSE":
        raise ValueError(f"{page.relative_to(ROOT)} links to {link[1]}, which is not part of the site")
    up = len(_place(page).parts) - 1
    return "/".join([*[".."] * up, *_place(target).parts])


def main(folder: Path) -> None:
    """Write the site's pages and pictures into a folder, which is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in gather(folder).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        for link in re.findall(r"\]\(([^)#\s]+\.(?:png|svg)|[^)#\s]*LICENSE)\)", text):
            there = (path.parent / link).resolve()
            place = there.relative_to(folder.resolve())
            source = ROOT / (place.relative_to("more") if place.parts[0] == "more" else Path("docs") / place)
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, there)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
