"""The one reading of a draft: nothing reaches the page that the checks do not get."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from letterkit.typeset.dialect import page_texts, read_dialect

EVERYTHING = """\
# Heading m0

Setext m1
---------

Paragraph m2 *m3* **m4** ~~m5~~ `m6` [m7](https://m8.example "m9") ![m10 *m11*](https://m12.example "m13")
next <b class="m14">m15</b><br> <https://m16.example> \\*m17 &amp; m18\\
m19

> m20

- m21
  - m22

3. m23

```m24
m25
```

    m26

| m27 | m28 |
| --- | :-: |
| m29 | m30 |

<div>m31</div>

* * *
"""


def test_every_text_of_every_token_is_among_those_that_are_checked() -> None:
    """All rules of the parser, those that letters do not have too: a dialect that grows is covered before it is."""
    tokens = MarkdownIt("js-default", {"html": True}).parse(EVERYTHING)
    kinds = {token.type for token in tokens} | {inner.type for token in tokens for inner in token.children or ()}
    assert {"heading_open", "td_open", "fence", "code_block", "html_block", "image", "s_open", "hr"} <= kinds
    said = "\n".join(text.text for text in page_texts(tokens))
    missing = [number for number in range(32) if f"m{number}" not in said]
    assert missing == []


@pytest.mark.parametrize("name", [name for name in Token.__dataclass_fields__ if name not in ("type", "tag", "markup")])
def test_every_field_of_a_token_that_holds_text_is_among_those_that_are_checked(name: str) -> None:
    """A token of a kind that nobody knows yet, in a paragraph and beside one."""
    held = {"content": "marker", "info": "marker", "attrs": {"data-x": "marker"}, "children": [Token("new", "", 0)]}
    if name not in held:
        assert not isinstance(getattr(Token("new", "", 0), name), str)
        return
    token = replace(Token("new", "", 0), **{name: held[name]})  # type: ignore[arg-type]
    if name == "children":
        token.children = [replace(Token("other", "", 0), content="marker")]
    for tokens in ([token], [replace(Token("inline", "", 0), children=[token, Token("text", "", 0)])]):
        if name == "children" and tokens[0].type == "inline":
            tokens[0].children = [replace(token, type="image")]
        assert any("marker" in text.text for text in page_texts(tokens))


def test_texts_have_their_lines() -> None:
    reading = read_dialect("One\ntwo [three](x 'title').\n\n<!-- a\nnote -->\n\n- *four*\n- five <!-- more -->\n")
    assert [(text.kind, text.text, text.line) for text in page_texts(reading.tokens)] == [
        ("text", "One two three.", 0),
        ("href", "x", 1),
        ("title", "title", 1),
        ("text", "four", 6),
        ("text", "five", 7),
    ]
    assert [(note.text, note.line) for note in reading.notes] == [("a\nnote", 3), ("more", 7)]


def test_a_comment_to_the_program_is_no_note() -> None:
    assert read_dialect("<!-- letterkit: keep --> <!-- source: memo --> <!-- sources? -->").notes[0].text == "sources?"


def test_marks_in_addresses_emphasise_nothing() -> None:
    loose = read_dialect("See https://x.org/_layouts/*a, mail _me@x.org and www.x.org/_b; this *is one.\n").loose
    assert [(mark.written, mark.column) for mark in loose] == [("*", 69)]
