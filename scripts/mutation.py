"""Take each check away, one at a time, and see that a case of seeded mistakes notices: what none misses is not held.

    python scripts/mutation.py [CHECK ...]

A check is a function that `letterkit.checks.registry` finds; without names, all are tried. Every case of
``tests/mistakes``, and the letter of ``tests/spanish``, is examined once, in this process, and of each letter again
without each of the checks that found something in it; what the other checks found is not sought anew. Prints the
checks that no case misses, with the codes of their modules, and exits with 1 when there are any. It takes a minute or
two.
"""

from __future__ import annotations

import inspect
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.library import library_of  # noqa: E402
from support.mistakes import cases, examined, prepared  # noqa: E402

from letterkit.checks import run  # noqa: E402
from letterkit.foundation.problems import Problem  # noqa: E402
from letterkit.pipeline import check as pipeline  # noqa: E402

Found = dict[str, tuple[Problem, ...]]


class Trial:
    """Examines cases, and remembers the checks without which one of them would come out differently."""

    def __init__(self) -> None:
        self.missed: set[str] = set()

    def of_letter(self, document: Any) -> Any:
        """As `letterkit.checks.run.check_whole`, once more without each check that found something."""
        ledger = run.ledger_of(document)
        found: Found = {name: tuple(check(document)) for name, check in _named(run.CHECKS)}
        with patch.object(run, "ledger_of", lambda _: ledger):

            def again(results: Found) -> Any:
                with patch.object(run, "CHECKS", _repeating(results)):
                    return run.check_whole(document)

            whole = again(found)
            self._compare(found, whole.problems, lambda results: again(results).problems)
            return whole

    def of_campaign(self, campaign: Any, library: Any) -> Any:
        """As `letterkit.checks.run.check_campaign`, likewise."""
        found: Found = {name: tuple(check(campaign, library)) for name, check in _named(run.CAMPAIGN_CHECKS)}

        def again(results: Found) -> Any:
            with patch.object(run, "CAMPAIGN_CHECKS", _repeating(results)):
                return run.check_campaign(campaign, library)

        whole = again(found)
        self._compare(found, whole[0], lambda results: again(results)[0])
        return whole

    def _compare(self, found: Found, whole: Sequence[Problem], without: Callable[[Found], Sequence[Problem]]) -> None:
        codes = sorted(problem.code for problem in whole)
        for name in (name for name, problems in found.items() if problems and name not in self.missed):
            rest = {other: problems for other, problems in found.items() if other != name}
            if sorted(problem.code for problem in without(rest)) != codes:
                self.missed.add(name)


def _named(
    checks: Sequence[Callable[..., Iterator[Problem]]],
) -> Iterator[tuple[str, Callable[..., Iterator[Problem]]]]:
    return ((check.__name__, check) for check in checks)


def _repeating(results: Found) -> tuple[Callable[..., Iterator[Problem]], ...]:
    """Checks that find again what was found."""
    return tuple(lambda *_, found=found: iter(found) for found in results.values())


@contextmanager
def _folder() -> Iterator[Path]:
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield Path(folder)
        finally:
            os.chdir(here)


def main() -> int:
    """Try the checks that are named, or all."""
    checks = dict(_named((*run.CHECKS, *run.CAMPAIGN_CHECKS)))
    chosen, trial, library = sys.argv[1:] or list(checks), Trial(), library_of(ROOT / "tests")
    with (
        patch.object(pipeline, "check_whole", trial.of_letter),
        patch.object(pipeline, "check_campaign", trial.of_campaign),
    ):
        for case in (param.values[0] for param in cases()):
            if trial.missed.issuperset(chosen):
                break
            with _folder() as folder:
                examined(prepared(case, library, folder), library, case)
        spanish = ROOT / "tests" / "spanish"
        list(pipeline.examine([spanish / "campaign.yml"], library_of(spanish), Path("nowhere")))
    alive = [name for name in chosen if name not in trial.missed]
    for name in alive:
        codes = dict.fromkeys(re.findall(r"LK\d{3}", inspect.getsource(checks[name])))
        print(f"NOT MISSED: {name} of {checks[name].__module__} ({', '.join(codes) or 'its codes are elsewhere'})")
    print(f"{len(chosen)} checks, {len(alive)} that no case misses")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
