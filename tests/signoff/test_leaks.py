"""Not one byte of what is inside is in a file that is meant for sending."""

from __future__ import annotations

import pytest
from support.leaking import Made, leaks, made_at_random


# One in English, one in French; benchmarks/leaks.py goes through a thousand.
@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    return [*made_at_random((0, 2), tmp_path_factory.mktemp("leaks"))]


@pytest.fixture(params=[0, 1])
def made(request: pytest.FixtureRequest, both: list[Made]) -> Made:
    return both[request.param]


def test_nothing_of_the_inside_is_in_what_is_sent(made: Made) -> None:
    assert {path.suffix for path in made.sent} == {".pdf", ".eml"}
    for path in made.sent:
        assert leaks(path, made.words) == [], path
    for path in made.review:
        assert leaks(path, made.secret) == [], path


def test_what_is_inside_would_be_found(made: Made) -> None:
    """The search finds what a letter does say: in its pages, its data, and the letter within its e-mail."""
    for path in made.sent:
        if not path.stem.endswith(("-cover", "-label")):
            assert leaks(path, ["Nadia Verbeek", "absent"]) == ["Nadia Verbeek"], path
