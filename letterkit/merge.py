"""Merge a person's edits with what is new: three texts become one, and what cannot be decided stands in it twice.

The three are the text as generated (``base``), as a person left it (``mine``), and as generated now (``new``). What is
merged is the sentence: each is followed from ``base`` into both others, wherever it was moved to. One that only one
side has changed is taken from there. One that both have changed is merged word by word, unless the changes lie so close
together that the sentence could come out garbled: then both versions stand in the draft, under notes that say which is
whose, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel, Levenshtein

from letterkit.align import key_of, merged_words, tokens
from letterkit.sentences import sentences_of
from letterkit.typography import plain
"""
"""
