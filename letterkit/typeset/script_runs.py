"""Words in other scripts on a page: marked with their languages, those that run leftwards in their own order.

A line is set from left to right, and its numbers, brackets and marks with it, unless they are told to which words they
belong (UAX #9): "(المادة 12)" has its number on the left, and what is cried ends in its mark on the left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterkit.typeset.scripts import EASTERN, EVERYWHERE, SCRIPTS, script_of, scripts_of

# Hebrew, Arabic and what lies between them in Unicode, but for a mark; no letterhead's font has any of it.
_LEFTWARDS = "\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_HAS_LEFTWARDS = re.compile(f"[{_LEFTWARDS}]")
_HAS_OTHER = re.compile(f"[^{EVERYWHERE}]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")

# Where a syllable begins in scripts whose words have no spaces between them (Unicode, 16.3-4). In Khmer, that is before
# a consonant with a vowel or another consonant below it, since a bare one mostly ends the syllable before it; in
# Burmese, before one that is not stacked and does not end the syllable before it.
_SYLLABLES = re.compile(
    "(?<!\u17d2)(?<=[\u1780-\u17d3])(?=[\u1780-\u17a2][\u17c9\u17ca]?[\u17b6-\u17c8\u17d2])"
    "|(?<!\u1039)(?<=[\u1000-\u1049\u104c-\u109f])(?=[\u1000-\u102a\u103f](?!\u103a|\u1039))"
)
# A run of so many characters is no name, and is divided where syllables begin.
_NO_NAME = 24

_TAG = re.compile(r"(<style.*?</style>|<title.*?</title>|<[^>]*>)", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|h[1-6]|li|[uo]l|t[dhr]|table|thead|tbody|blockquote|div|body)\b")

# What belongs to no script stands between words of one: spaces, numbers, marks; as HTML has them.
_NEUTRAL = rf"(?:&#?\w+;|[^\w<>&“‘«„(\[{_LEFTWARDS}]|[\d_])"
# What is within quotation marks or brackets and begins with such a word.
_LEADING = rf"(?=(?:[^\w<>{_LEFTWARDS}]|[\d_])*[{_LEFTWARDS}])"
_PAIRS = {"“": "”", "‘": "’", "«": "»", "„": "“", "(": ")", "[": "]"}
_HELD = "|".join(
    [rf"{re.escape(a)}{_LEADING}[^<>{re.escape(a + b)}]*{re.escape(b)}" for a, b in _PAIRS.items()]
    + [rf"(?:&quot;|&#34;){_LEADING}(?:(?!&quot;|&#34;)[^<>])*(?:&quot;|&#34;)"]
)
_WORDS = rf"(?:{_HELD}|[{_LEFTWARDS}]+)"
# Whoever cries out in an English letter is quoted.
_LEFTWARDS_RUN = rf"{_WORDS}(?:{_NEUTRAL}*{_WORDS})*!*"
_OTHER_RUN = f"(?:(?![{_LEFTWARDS}])[^{EVERYWHERE}])+(?:[ \u200b-\u200d]+(?:(?![{_LEFTWARDS}])[^{EVERYWHERE}])+)*"
_RUN = re.compile(f"{_LEFTWARDS_RUN}|{_OTHER_RUN}")
_ONE_HELD = re.compile(_HELD)
_MARK = re.compile(r"&quot;|&#34;|.", re.DOTALL)


def runs_leftwards(text: str) -> bool:
    """Whether a text is in a script that is read from right to left: its first letter, and three quarters of all."""
    if not _HAS_LEFTWARDS.search(text):
        return False
    leftwards = [_HAS_LEFTWARDS.match(one) is not None for one in text if one.isalpha()]
    return leftwards[:1] == [True] and sum(leftwards) >= 0.75 * len(leftwards)


def tagged(html: str) -> str:
    """A page with its words in other scripts marked with their languages, for screen readers, fonts and direction.

    What stands in an element that says ``dir="rtl"`` is marked as a whole.
    """
    if not _HAS_OTHER.search(html):
        return html
    parts = _TAG.split(html)
    linked = leftwards = False
    for at, part in enumerate(parts):
        if at % 2:
            linked = part.startswith("<a") or (linked and not part.startswith("</a"))
            leftwards = 'dir="rtl"' in part if _BLOCK.match(part) else leftwards
        elif not linked:
            parts[at] = _whole(part) if leftwards else _RUN.sub(lambda found: _mark(found[0], found.string), part)
    return "".join(parts)


def _whole(part: str) -> str:
    return _marked(part, part) if _HAS_LEFTWARDS.search(part) else part


def _mark(run: str, around: str) -> str:
    """A run with its mark, which holds what its own quotation marks or brackets hold, and not these."""
    if not _ONE_HELD.fullmatch(run):
        return _marked(run, around)
    first, *_, last = _MARK.findall(run)
    inner = run[len(first) : -len(last)]
    words = inner.strip()
    return f"{first}{_marked(words, around).join(inner.split(words, 1))}{last}"


def _marked(run: str, around: str) -> str:
    """A run with the words of each script in a mark, and what stands between two scripts in none."""
    return "".join(f"{_of_one_script(words, around)}{between}" for words, between in _by_script(run))


def _by_script(run: str) -> Iterator[tuple[str, str]]:
    """The parts of a run that are each in one script, with what stands between it and the next."""
    key: object = None
    start = end = 0
    for at, character in enumerate(run):
        scripts = scripts_of(character) if _HAS_OTHER.match(character) else ()
        own = "east" if scripts and set(scripts) <= set(EASTERN) else scripts[0] if len(scripts) == 1 else None
        if own is not None and key not in (None, own):
            yield run[start:end], run[end:at]
            start = at
        if own is not None:
            key = own
        if own is not None or (scripts and at == end):
            end = at + 1
    yield run[start:], ""


def _of_one_script(run: str, around: str) -> str:
    script = script_of(run)
    if script is None:
        return run
    if script is SCRIPTS["CJK"] and _KANA.search(around):
        script = SCRIPTS["HIRAGANA"]
    direction = ' dir="rtl"' if _HAS_LEFTWARDS.search(run) else ""
    run = re.sub(rf"\S{{{_NO_NAME},}}", lambda found: _SYLLABLES.sub("\u200b", found[0]), run)
    return f'<a class="said" lang="{script.language}"{direction}>{run}</a>'
