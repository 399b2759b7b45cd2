"""Random campaign text and YAML for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

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
