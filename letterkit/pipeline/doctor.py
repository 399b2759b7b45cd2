"""Look whether everything is there that letters need, on this machine and in this workspace; each with its mend."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from letterkit.foundation.caches import cache_folder
from letterkit.foundation.files import DISK, real_path, shown
from letterkit.foundation.system import DEBIAN, ELSEWHERE, LIBRARIES, missing_libraries
from letterkit.schema.templates import shipped_templates
from letterkit.typeset import fonts, scripts

Standing = Literal["good", "optional", "look", "wanting"]

REMEMBERED = ".shipped"
"""The file in a workspace's ``templates/`` that remembers which shipped files its own were made from."""

_REQUIREMENT = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)[^;]*(?:;.*extra\s*==\s*[\"']([\w-]+)[\"'])?")
_ENTRY = re.compile(r"([0-9a-f]{64})  (.+)")
# Extras that serve those who work on letterkit, not those who write letters.
_NOT_FOR_LETTERS = ("dev",)
_AGAIN = "pip install --force-reinstall letterkit"


@dataclass(frozen=True, slots=True)
class Part:
    """Something that letters need.

    ``standing`` is "good", "optional" (not there, and needed for some commands only), "look" (somebody should look
    whether it is as meant) or "wanting" (letters suffer). ``mend`` says what to do when it is not good.
    """

    name: str
    standing: Standing
    said: str
    mend: str = ""


def examine_installation(workspace: Path, output: Path) -> Iterator[Part]:
    """Everything that letters need, a part after the other; nothing is written."""
    yield Part("Python", "good", f"{platform.python_version()}, {sys.executable}")
    yield _shipped()
    yield _system()
    yield from _libraries()
    yield _fonts()
    yield _page()
    yield from (_folder(name, path) for name, path in (("output", output), ("cache", cache_folder())))
    yield from _overrides(workspace / "templates")


def _shipped() -> Part:
    from letterkit import __version__

    folder = shipped_templates()
    if (folder / "bodies.yml").is_file():
        return Part("letterkit", "good", f"{__version__}, with the templates in {shown(folder)}")
    return Part("letterkit", "wanting", f"the templates are not in {shown(folder)}", "install letterkit again")


def _system() -> Part:
    missing = missing_libraries()
    if not missing:
        return Part("system libraries", "good", ", ".join(LIBRARIES))
    ways = [("Debian, Ubuntu", f"sudo apt-get install {' '.join(DEBIAN)}"), *ELSEWHERE]
    mend = "; ".join(f"{system}: {way}" for system, way in ways)
    return Part("system libraries", "wanting", f"cannot be opened: {', '.join(missing)}", mend)


def _libraries() -> Iterator[Part]:
    """The Python libraries, and those of each extra, as the installation itself lists them."""
    try:
        listed = metadata.requires("letterkit") or []
    except metadata.PackageNotFoundError:
        yield Part("libraries", "look", "letterkit is not installed, but run from a folder", "pip install letterkit")
        return
    needed: dict[str, list[str]] = {"": []}
    for line in listed:
        if (found := _REQUIREMENT.match(line)) and found[2] not in _NOT_FOR_LETTERS:
            needed.setdefault(found[2] or "", []).append(found[1])
    for extra, names in needed.items():
        missing = [name for name in names if not _is_installed(name)]
        name = f"extra {extra}" if extra else "libraries"
        if not missing:
            versions = ", ".join(f"{one} {metadata.version(one)}" for one in names)
            yield Part(name, "good", versions if extra else f"all {len(names)}")
        elif extra:
            yield Part(name, "optional", f"not installed: {', '.join(missing)}", f"pip install 'letterkit[{extra}]'")
        else:
            yield Part(name, "wanting", f"not installed: {', '.join(missing)}", _AGAIN)


def _is_installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _fonts() -> Part:
    try:
        faces = {family: list((fonts.folder() / family).glob("*.ttf")) for family in fonts.FAMILIES}
    except ModuleNotFoundError:
        return Part("fonts", "wanting", "none", f"pip install {fonts.PACKAGE.replace('_', '-')}")
    missing = [family for family, files in faces.items() if not files]
    missing += [script.name for script in scripts.SCRIPTS.values() if scripts.file_of(script) is None]
    if missing:
        return Part("fonts", "wanting", f"none for {', '.join(missing)}", _AGAIN)
    return Part("fonts", "good", f"{', '.join(fonts.FAMILIES)}, and those of {len(scripts.SCRIPTS)} other scripts")


def _page() -> Part:
    """Whether a page can be set: the libraries may be there and not go together."""
    try:
        from weasyprint import HTML

        pdf = HTML(string="<p>A page.</p>").write_pdf()
    except Exception as error:
        return Part("a page", "wanting", f"cannot be set: {error}", "mend what is wanting above")
    return Part("a page", "good", f"can be set ({len(pdf or b''):,} bytes)")


def _folder(name: str, path: Path) -> Part:
    """Whether a folder can be written, or made."""
    there = next(folder for folder in (path.absolute(), *path.absolute().parents) if folder.exists())
    if there.is_dir() and os.access(there, os.W_OK):
        return Part(f"{name} folder", "good", shown(path))
    mend = "take another folder, or get the right to write there"
    return Part(f"{name} folder", "wanting", f"{shown(there)} cannot be written", mend)


# --- Templates of the workspace in the place of shipped ones ---


def _overrides(templates: Path) -> Iterator[Part]:
    known = _remembered(templates)
    for name, own, shipped in _pairs(templates):
        compare = f"compare it with {shown(shipped)}"
        if own.read_bytes() == shipped.read_bytes():
            mend = "delete it, unless you are about to change it"
            yield Part(shown(own), "look", "is the same as the shipped one", mend)
        elif name not in known:
            mend = f"{compare}; then 'letterkit doctor --remember' tells of changes from now on"
            yield Part(shown(own), "look", "takes the place of a shipped one; of which version is not known", mend)
        elif known[name] != _digest(shipped):
            mend = f"{compare}, take over what you want, and run 'letterkit doctor --remember'"
            yield Part(shown(own), "wanting", "takes the place of a shipped one that has changed since", mend)
        else:
            yield Part(shown(own), "good", "takes the place of a shipped one, which has not changed since")


def remember(workspace: Path) -> int:
    """Remember that the workspace's own templates are up to date with the shipped ones; gives how many there are."""
    templates = workspace / "templates"
    pairs = list(_pairs(templates))
    if pairs:
        lines = (f"{_digest(shipped)}  {name}\n" for name, _, shipped in pairs)
        DISK.write(templates / REMEMBERED, "".join(lines).encode())
    return len(pairs)


def _pairs(templates: Path) -> Iterator[tuple[str, Path, Path]]:
    """The files of the workspace that stand in the place of shipped ones, by their path in both folders."""
    shipped = shipped_templates()
    if not templates.is_dir() or real_path(templates) == real_path(shipped):
        return
    for own in sorted(path for path in templates.rglob("*") if path.is_file()):
        name = own.relative_to(templates)
        if (shipped / name).is_file():
            yield name.as_posix(), own, shipped / name


def _remembered(templates: Path) -> dict[str, str]:
    content = DISK.read(templates / REMEMBERED) or b""
    found = map(_ENTRY.fullmatch, content.decode("utf-8", "replace").splitlines())
    return {entry[2]: entry[1] for entry in found if entry}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
