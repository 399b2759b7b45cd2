"""Short patterns, drawn at random, of which a paragraph is nothing but repetitions: what takes long for many shows.

A step whose time grows with the square of a text is slow for one kind of text and quick for others. So the patterns are
of all that letters are made of.
"""

from __future__ import annotations

import random

PIECES: dict[str, tuple[str, ...]] = {
    "letters": ("a", "I", "x", "Z", "é", "ß", "by", "l'", "qu'"),
    "words": ("the", "of", "and", "to", "arrested", "she", "her", "union", "workers", "on", "not", "that", "le", "un"),
    "names": ("Alia", "Bek", "Omar", "Kazakhstan", "Astana", "Free Union", "FU", "President", "Mr", "Mme", "M.", "ILO"),
    "figures": ("1", "12", "2017", "1,000", "87", "3.5", "1st", "nineteen", "half", "17", "n° 87", "No."),
    "days": ("20 January 2017", "2017-01-20", "May", "Monday", "20/1/2017", "the next day", "12 mai", "yesterday"),
    "acts": ("was arrested", "were dismissed", "had been charged with", "we call on you to", "must release"),
    "law": ("Article 5", "Convention No. 87", "Articles 5 and 6", "Art. 5(2)", "Labour Code"),
    "marks": tuple(".,;:!?-–—/'’\"()[]“”…«»·•"),
    "signs": tuple("&@#%+=$€^~|\\<>*_`"),
    "markup": ("**", "__", "***", "[a](b)", "![a](b)", "<b>", "</b>", "&amp;", "> ", "# ", "- ", "1. ", "[^1]", "<!--"),
    "addresses": ("a@b.c", "www.a.b", "http://a.b/c", "#tag", "a_b", "x/y", "%41", "xn--a"),
    "scripts": ("Алия", "工", "中国", "عليا", "שלום", "ไทย", "कि", "한국", "ω", "😀", "e\u0301", "\u200b", "\u200f"),
    "spaces": ("  ", "\n", "\t", "\u00a0", "\u2009", " \n"),
}


def pattern(chance: random.Random) -> str:
    """Some pieces with marks or spaces between them."""
    pieces = []
    for _ in range(chance.choice((1, 1, 2, 2, 3, 4, 6))):
        pieces.append(chance.choice(PIECES[chance.choice(sorted(PIECES))]))
        pieces.append(chance.choice(("", "", " ", " ", ", ", ". ", "-", ": ")))
    written = "".join(pieces)
    return written if written[-1:].isspace() or chance.random() < 0.2 else f"{written} "


def repeated(written: str, letters: int) -> str:
    """A pattern, as often as it takes for so many characters."""
    return written * max(letters // len(written), 1)
