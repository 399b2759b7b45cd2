"""Finds what letterkit needs from the system beyond Python; as root on Debian, installs what is missing.

Usage: python scripts/system.py [venv] [weasyprint] [pdftotext] [java] [browser] [token]

Without a browser or a token their tests fail and say so; without anything else of these nothing begins. It runs before
anything is installed, so it uses the standard library alone.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from letterkit.foundation.system import DEBIAN, ELSEWHERE, missing_libraries


@dataclass(frozen=True)
class Need:
    """Something of the system: how to find what of it is missing, and how to get it.

    Without one that can ``wait``, all goes on but for what needs it.
    """

    purpose: str
    missing: Callable[[], list[str]]
    debian: tuple[str, ...]
    elsewhere: tuple[tuple[str, str], ...]
    can_wait: bool = False


def missing_modules() -> list[str]:
    return [f"Python's {name} module" for name in ("ensurepip", "venv") if not importlib.util.find_spec(name)]


def missing_pdftotext() -> list[str]:
    return [] if shutil.which("pdftotext") else ["pdftotext"]


def missing_java() -> list[str]:
    """A runtime alone does not do: the tests hand Java a source file, which needs its compiler."""
    with suppress(OSError):
        listed = subprocess.run(["java", "--list-modules"], capture_output=True, text=True).stdout
        if "jdk.compiler@" in listed:
            return []
    return ["a Java development kit, version 11 or newer"]


def missing_token() -> list[str]:
    return [] if shutil.which("softhsm2-util") else ["SoftHSM"]


def missing_browser() -> list[str]:
    browser = any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome")))
    return [*([] if browser else ["Chromium"]), *([] if shutil.which("chromedriver") else ["chromedriver"])]


NEEDS = {
    "venv": Need(
        "to create its environment",
        missing_modules,
        ("python3-venv",),
        (
            ("Fedora", "sudo dnf install python3"),
            ("macOS", "brew install python"),
            ("Windows", "the installer from https://www.python.org/downloads/"),
        ),
    ),
    "weasyprint": Need(
        "to typeset PDFs with WeasyPrint",
        missing_libraries,
        DEBIAN,
        ELSEWHERE,
    ),
    "pdftotext": Need(
        "to test the text of PDFs",
        missing_pdftotext,
        ("poppler-utils",),
        (
            ("Fedora", "sudo dnf install poppler-utils"),
            ("macOS", "brew install poppler"),
            ("Windows", "in MSYS2's shell: pacman -S mingw-w64-ucrt-x86_64-poppler; add its bin folder to PATH"),
        ),
    ),
    "java": Need(
        "to hold PDFs against PDF/A and PDF/UA with veraPDF's engine",
        missing_java,
        ("default-jdk-headless",),
        (
            ("Fedora", "sudo dnf install java-latest-openjdk-devel"),
            ("macOS", "brew install --cask temurin"),
            ("Windows", "the installer from https://adoptium.net"),
        ),
    ),
    "browser": Need(
        "to test the page of the preview in a browser",
        missing_browser,
        ("chromium", "chromium-driver"),
        (
            ("Fedora", "sudo dnf install chromium chromedriver"),
            ("macOS", "brew install --cask chromium chromedriver"),
            ("Windows", "Chrome, and chromedriver from https://googlechromelabs.github.io/chrome-for-testing/ on PATH"),
        ),
        can_wait=True,
    ),
    "token": Need(
        "to test signing with tokens",
        missing_token,
        ("softhsm2",),
        (
            ("Fedora", "sudo dnf install softhsm"),
            ("macOS", "brew install softhsm"),
            ("Windows", "the installer from https://github.com/disig/SoftHSM2-for-Windows"),
        ),
        can_wait=True,
    ),
}


def apt_install(packages: tuple[str, ...]) -> None:
    """Install Debian packages, silently unless that fails."""
    print("Installing with apt-get:", *packages, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        # One unreachable source must not stop it: the packages may come from another.
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(
            command, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
    if done.returncode:
        print(done.stdout, file=sys.stderr)


def is_debian_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def main(names: list[str]) -> int:
    """Check the needs named, and say what is missing and how to get it; return 1 when it cannot wait."""
    wanted = [NEEDS[name] for name in names]
    lacking = [need for need in wanted if need.missing()]
    if lacking and is_debian_root():
        # What can wait must not keep the others out when it cannot be had.
        for needs in ([need for need in lacking if not need.can_wait], [need for need in lacking if need.can_wait]):
            if packages := tuple(package for need in needs for package in need.debian):
                apt_install(packages)
        importlib.invalidate_caches()
        lacking = [need for need in wanted if need.missing()]
    for need in lacking:
        print(f"letterkit needs, {need.purpose}: {', '.join(need.missing())}. To get what is missing:", file=sys.stderr)
        for system, way in (("Debian, Ubuntu", f"sudo apt-get install {' '.join(need.debian)}"), *need.elsewhere):
            print(f"  {system:15} {way}", file=sys.stderr)
    return 1 if any(not need.can_wait for need in lacking) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
