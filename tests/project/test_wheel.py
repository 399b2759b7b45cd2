"""The wheel, not the checkout: built from the source distribution, installed afresh, run far from the sources."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterable
from email.parser import Parser
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support.helpers import build, campaign

ROOT = Path(__file__).resolve().parents[2]

# In one group, all of them run in one worker and share what the fixtures built.
pytestmark = [pytest.mark.wheel, pytest.mark.xdist_group("wheel")]

OFFLINE = """
import sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        raise RuntimeError(f"the network was asked for: {event} {arguments}")

sys.addaudithook(refuse)
"""


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Run a command with nothing of this checkout on its paths; fail with all it printed."""
    outside = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PYTEST", "VIRTUAL"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=outside | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(map(str, command))}: exit code {done.returncode}\n{done.stdout}"
    return done.stdout


def sources(*folders: str) -> set[str]:
    """The files git knows or would add in these folders, or in all, as far as they still exist."""
    listing = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *folders, cwd=ROOT)
    return {name for name in listing.split("\0") if name and (ROOT / name).is_file()}


@pytest.fixture(scope="module")
def pinned(pytestconfig: pytest.Config) -> dict[str, str]:
    """What makes pip keep to constraints.txt: where it installs, and, by its version, where it builds."""
    if pytestconfig.getoption("latest"):
        return {}
    # As an address, since pip takes several paths from a variable, with blanks between.
    where = (ROOT / "constraints.txt").as_uri()
    return {"PIP_CONSTRAINT": where, "PIP_BUILD_CONSTRAINT": where}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory, pinned: dict[str, str]) -> Path:
    """The folder with the source distribution and the wheel built from it."""
    if not (ROOT / ".git").exists():
        pytest.skip("git's list of files is needed to compare with")
    # A copy of what git holds: neither an old build folder nor an untracked file can help.
    copy = tmp_path_factory.mktemp("checkout")
    for name in sources():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, copy / name)
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, copy, cwd=folder, **pinned)
    return folder


@pytest.fixture(scope="module")
def scripts(
    dist: Path, tmp_path_factory: pytest.TempPathFactory, pinned: dict[str, str], pytestconfig: pytest.Config,
    every: bool,
) -> Path:  # fmt: skip
    """The folder of programs of a fresh environment in which the wheel alone was installed.

    The libraries that it asks for, and no others, are those of this environment; with ``--every`` and ``--latest``,
    pip fetches and installs them.
    """
    home = tmp_path_factory.mktemp("installed")
    venv.create(home)
    folder = home / ("Scripts" if os.name == "nt" else "bin")
    (wheel,) = dist.glob("*.whl")
    fetched = every or pytestconfig.getoption("latest") or os.name == "nt"
    if not fetched:
        site = run(folder / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip()
        for name in sorted(asked_for(zipped_requirements(wheel))):
            linked(importlib.metadata.distribution(name), Path(site))
    # What nothing imports is not compiled.
    options = ("--no-compile", *(() if fetched else ("--no-deps",)))
    run(*pip_of(folder), "install", *options, wheel, cwd=home, **pinned)
    return folder


def zipped_requirements(wheel: Path) -> list[str]:
    """What a wheel asks for, as its metadata say it."""
    with zipfile.ZipFile(wheel) as opened:
        (name,) = (name for name in opened.namelist() if name.endswith(".dist-info/METADATA"))
        return Parser().parsestr(opened.read(name).decode()).get_all("Requires-Dist") or []


def asked_for(requirements: Iterable[str], extras: Iterable[str] = ("",)) -> set[str]:
    """The names of the libraries that requirements ask for here, with what each of them asks for."""
    found: set[str] = set()
    waiting = [(Requirement(text), tuple(extras)) for text in requirements]
    seen: set[tuple[str, tuple[str, ...]]] = set()
    while waiting:
        asked, of = waiting.pop()
        if asked.marker and not any(asked.marker.evaluate({"extra": extra}) for extra in of):
            continue
        key = (canonicalize_name(asked.name), ("", *sorted(asked.extras)))
        if key not in seen:
            seen.add(key)
            found.add(key[0])
            further = importlib.metadata.requires(asked.name) or []
            waiting += [(Requirement(text), key[1]) for text in further]
    return found


def linked(library: importlib.metadata.Distribution, site: Path) -> None:
    """A library that is installed here, for another environment.

    What setuptools installed without a wheel has its metadata in a folder that is in no list of files.
    """
    root = Path(str(library.locate_file("")))
    sources = [Path(str(library.locate_file(file))) for file in library.files or () if ".." not in file.parts]
    sources += root.glob(f"{library.metadata['Name'].replace('-', '_')}-*.egg-info/*")
    for source in filter(Path.is_file, dict.fromkeys(sources)):
        target = site / source.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.hardlink_to(source)
        except OSError:  # on another disk
            shutil.copy2(source, target)


def pip_of(scripts: Path) -> tuple[str | Path, ...]:
    """The command pip, for the environment of these programs, which needs none of its own."""
    return (sys.executable, "-m", "pip", "--python", scripts / "python", "--disable-pip-version-check")


def test_every_template_and_module_is_in_the_wheel(dist: Path) -> None:
    (wheel,) = dist.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    templates = {f"letterkit/{name}" for name in sources("templates")}
    modules = sources("letterkit")
    assert templates
    assert modules
    assert sorted((templates | modules) - packed) == []
    extra = {name for name in packed if ".dist-info/" not in name} - templates - modules
    assert sorted(extra) == []


def test_the_source_distribution_is_whole(dist: Path) -> None:
    (archive,) = dist.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        packed = {name.partition("/")[2] for name in opened.getnames()}
    expected = sources("letterkit", "templates", "campaigns", "tests")
    expected |= {"setup.cfg", "pyproject.toml", "constraints.txt", "LICENSE"}
    assert {name.partition("/")[0] for name in expected} >= {"letterkit", "templates", "campaigns", "tests"}
    assert sorted(expected - packed) == []


def test_the_installed_wheel_has_what_it_needs(scripts: Path, tmp_path: Path) -> None:
    run(*pip_of(scripts), "check", cwd=tmp_path)
    place = run(scripts / "python", "-c", "import letterkit; print(letterkit.__file__)", cwd=tmp_path)
    assert Path(place.strip()).is_relative_to(scripts.parent)


def test_the_installed_wheel_drafts_offline(scripts: Path, tmp_path: Path) -> None:
    offline = tmp_path / "offline"
    offline.mkdir()
    (offline / "sitecustomize.py").write_text(OFFLINE, encoding="utf-8")
    probe = "import socket\ntry: socket.create_connection(('127.0.0.1', 9))\nexcept RuntimeError: print('refused')"
    assert run(scripts / "python", "-c", probe, cwd=tmp_path, PYTHONPATH=str(offline)).strip() == "refused"

    build(tmp_path, {"campaigns/small.yml": campaign()})
    command = (scripts / "letterkit", "draft", tmp_path / "campaigns" / "small.yml", "--output", tmp_path / "out")
    printed = run(*command, cwd=tmp_path, PYTHONPATH=str(offline))
    proofs = list((tmp_path / "out").rglob("*.pdf"))
    assert proofs, printed
    assert all(proof.read_bytes().startswith(b"%PDF-") for proof in proofs)
