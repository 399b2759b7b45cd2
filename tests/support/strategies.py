"""Random campaign text and YAML for property tests."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

_TIMES = 10
"""How many times more examples are tried with ``--every``."""


def steady(*, every: bool) -> None:
    """How all property tests run: with the same examples each time, or with more and others, for those who look.

    No clock ends a test: a machine that is busy breaks none.
    """
    slow = [HealthCheck.too_slow]
    settings.register_profile("same", derandomize=True, database=None, deadline=None, suppress_health_check=slow)
    settings.register_profile(
        "every", max_examples=100 * _TIMES, database=None, deadline=None, suppress_health_check=slow, print_blob=True
    )
    settings.load_profile("every" if every else "same")


def tries(examples: int, *lax: HealthCheck) -> settings:
    """So many examples, more with ``--every``; ``lax`` are the checks of Hypothesis that do not fit the test."""
    times = _TIMES if settings().max_examples > 100 else 1
    return settings(max_examples=examples * times, suppress_health_check={HealthCheck.too_slow, *lax})


MARKUP = [
    *"ab1 .)(#*-+_`[]<>!\\&;:=~|/\"'@{}^$%?,é١²\u3000\u00a0\u200f",
    *("&amp;", "&#65;", "http://a.example", "<b>", "---", "1. ", "- ", "# ", "[a]: b", "{{ 7*7 }}", "![x](y)"),
]

lines = st.one_of(
    st.text(st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="\ufffd"), max_size=40),
    st.lists(st.sampled_from(MARKUP), max_size=14).map("".join),
).map(lambda text: " ".join(text.split()))
"""One line of text, its words one space apart, often with what Markdown, HTML or Jinja would take for its own."""

words = st.from_regex(r"[a-z]{1,6}", fullmatch=True)

documents = st.dictionaries(
    words,
    st.recursive(
        lines, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3), max_leaves=8
    ),
    min_size=1,
    max_size=4,
)
"""A mapping of texts, lists and mappings, as YAML holds it."""
