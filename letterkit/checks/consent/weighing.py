"""Weigh whether a word of a text, which is like somebody's name, is meant as one: surely, perhaps, or not at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from letterkit.checks.consent.vocabulary import Vocabulary
from letterkit.checks.consent.withheld import Match
from letterkit.language.lexicon import COMMON, RARE, WORD
from letterkit.language.seen import Atom

SHORT = 4
"""As many letters make no long word."""
WRITTEN = frozenset({"is", "looks"})
"""How a word matches a name that is the name itself."""
WORD_TOO, EVERYWHERE, ANOTHERS = "word", "every text", "another's"
EXCUSES = frozenset({WORD_TOO, EVERYWHERE, ANOTHERS})
"""What a word is taken for that is a withheld name, too: for a common word of the language, for one that every text
has, or for the name of somebody who may be named."""
_TOLD = WRITTEN | {"plural"}
_ALIKE = frozenset({"near", "sounds", "within", "ending", "perhaps"})
# A word of the list with a capital is a name when it is rarer than this.
_NAME = 1000
# And in lower case hardly a word when it is rarer than this.
_HARDLY = 100
# Behind an article it is a noun when it is not rarer than this, and anywhere when it is met on every page.
_NOUN, _EVERYWHERE = 500, 200_000
# So many letters behind a short name are an ending, whatever else the word may be: "the Miners" of somebody called Min.
_ENDED = 3
_SUFFIXES = "pdf|docx?|odt|rtf|txt|md|xlsx?|csv|jpe?g|png|gif|svg|tiff?|mp[34]|zip"
_ADDRESS = re.compile(
    rf"(?<!\S)\S*@\S*|#\w+|(?:https?:|mailto:|www\.)\S+|(?<![\w./\\-])[\w./\\-]+\.(?:{_SUFFIXES})\b|\b\w+(?:[_/]\w+)+",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:^|[.!?:;…\n])[\s“”«»\"'‘’()\[*>-]*$")
_BEFORE = 12
# So many letters have the longest words that are common.
_LONGEST = 24


class NameWeighing:
    """Weighs the words of one text, given as atoms, by a vocabulary."""

    def __init__(self, text: str, read: Sequence[Atom], vocabulary: Vocabulary) -> None:
        self.text, self.atoms, self.words = text, read, vocabulary
        self.addresses = [found.span() for found in _ADDRESS.finditer(text)]

    def weighed(self, match: Match, at: int) -> bool | None:
        """Whether a word names somebody: surely, perhaps (False), or not (None)."""
        atom = self.atoms[at]
        if match.form.several and match.how in WRITTEN and not self.is_ordinary(atom):
            return True
        known, told = self.is_known(atom.sound), match.how in _TOLD
        if atom.foreign and self.words.latin:
            return not known
        if (told or (match.how == "ending" and not known)) and self._has_title(at) and not self.is_in_a_known_pair(at):
            return True
        if (known and not told) or self._is_excused_alone(match, at):
            return None
        return self._as_word(match, at)

    def excuse_of(self, match: Match, at: int) -> str:
        """Which of `EXCUSES` a word has that is written as a name and is not weighed as one; "" for another word."""
        atom = self.atoms[at]
        written = match.how in WRITTEN and not match.form.several and len(match.form.letters) > 1
        if not written or self.is_in_a_known_pair(at) or self._is_in_a_date(at):
            return ""
        often = self._frequency(atom)
        if self.is_known(atom.sound) and (atom.is_capital or often < WORD):
            return ANOTHERS
        everywhere = atom.sound in self.words.function or often >= _EVERYWHERE
        return EVERYWHERE if everywhere and not self._stands_like_a_name(at) else WORD_TOO

    def _is_in_a_date(self, at: int) -> bool:
        """Whether a number is beside a name of a month: "3 May"."""
        atom = self.atoms[at]
        beside = self.text[: atom.start].rstrip()[-1:] + self.text[atom.end :].lstrip()[:1]
        return atom.sound in self.words.alone and any(map(str.isdigit, beside))

    def _is_excused_alone(self, match: Match, at: int) -> bool:
        """Whether a word is too short or too common, or a name that a letter may say, as such or with a word beside."""
        atom = self.atoms[at]
        if match.how == "within" and not self._within_counts(atom):
            return True
        single = len(atom.sound) == 1 and (match.how != "looks" or len(atom.look) == 1)
        return single or atom.sound in self.words.alone or self.is_in_a_known_pair(at)

    def is_in_a_known_pair(self, at: int) -> bool:
        """Whether a word and one beside it are the name of somebody who may be named."""
        beside = self.atoms[max(at - 1, 0) : at + 2]
        return any((one.sound, other.sound) in self.words.pairs for one, other in pairwise(beside))

    def _as_word(self, match: Match, at: int) -> bool | None:
        """Whether a word names somebody, by how it is written and how common it is."""
        atom = self.atoms[at]
        often = self._frequency(atom)
        as_name, in_address = self._stands_like_a_name(at), self.is_in_address(atom)
        if match.how in _ALIKE and (not in_address or often >= RARE):
            return self._as_something_alike(match, at, often)
        if match.how == "plural" and often >= RARE and not in_address:
            return often < _NAME if as_name else None
        if as_name:
            return len(atom.sound) > 1
        if in_address:
            return often < WORD if often < COMMON else None
        return None if atom.sound in self.words.function else self._as_a_word_may(at, often)

    def _as_a_word_may(self, at: int, often: int) -> bool | None:
        """Whether a word in small letters, or one that opens a sentence, names somebody."""
        if not self.atoms[at].text.islower():
            return None if often >= _EVERYWHERE and self._goes_with_a_word(at) else often < WORD
        if often >= RARE and self._in_a_compound(at):
            return None if often >= _EVERYWHERE else False
        return self._in_lower_case(at, often)

    def _frequency(self, atom: Atom) -> int:
        """How common a word is, as it is written or as it is read."""
        read = self.words.frequency(atom.sound) if atom.text.isascii() else 0
        return max(self.words.frequency(atom.text.lower()), read)

    def _as_something_alike(self, match: Match, at: int, often: int) -> bool | None:
        """Whether a word that only resembles a name is meant as one."""
        atom, as_name = self.atoms[at], self._stands_like_a_name(at)
        if match.how == "perhaps" and as_name and len(atom.sound) <= len(match.form.letters) + _ENDED:
            return None if atom.sound in self.words.function else False
        if atom.sound in self.words.function or often >= (_NAME if as_name else RARE):
            return None
        if match.how == "perhaps":
            return False if atom.is_capital or not often else None
        return len(atom.sound) >= SHORT or match.how == "ending" or as_name

    def _in_a_compound(self, at: int) -> bool:
        """Whether a word in small letters is one of a compound of words: "martin-pêcheur" names a bird."""
        atom = self.atoms[at]
        for one, other in pairwise(self.atoms[max(at - 1, 0) : at + 2]):
            joined = self.text[one.end : other.start] == "-" and one.text.islower() and other.text.islower()
            if joined and self.words.frequency((other if one is atom else one).text) >= RARE:
                return True
        return False

    def _in_lower_case(self, at: int, often: int) -> bool | None:
        """A word of the language is one where no name would stand; elsewhere it is asked about, once a letter."""
        letters = len(self.atoms[at].sound)
        if (often >= COMMON and letters > SHORT) or (often >= _NOUN and self._stands_like_a_word(at, often)):
            return None
        return often < _HARDLY and letters >= SHORT

    def _stands_like_a_word(self, at: int, often: int) -> bool:
        """Whether a word in small letters has the place of a word: behind an article, or where no name would follow."""
        before = self.atoms[at - 1] if at and self.atoms[at - 1].glue == "loose" else None
        if before is None:
            return often >= _EVERYWHERE
        if before.sound in self.words.articles:
            return True
        if before.sound in self.words.titles or (before.is_capital and len(before.sound) == 1):
            return False
        if often >= _EVERYWHERE:
            return True
        could_follow = not self.words.before_names or before.sound in self.words.before_names
        return often >= COMMON and before.sound in self.words.function and not could_follow

    def _goes_with_a_word(self, at: int) -> bool:
        """Whether a word that opens a sentence belongs to the one behind it: "Young people", and not "Young has"."""
        after = self.atoms[at + 1] if at + 1 < len(self.atoms) and self.atoms[at].glue == "loose" else None
        return after is not None and after.text.islower() and after.sound not in self.words.function

    def _within_counts(self, atom: Atom) -> bool:
        return self.words.frequency(atom.text.lower()) < RARE or self.is_in_address(atom)

    def is_known(self, letters: str) -> bool:
        """Whether letters are a word that the letter has from elsewhere, or its plural."""
        return letters in self.words.known or (letters.endswith("s") and letters[:-1] in self.words.known)

    def _stands_like_a_name(self, at: int) -> bool:
        """Whether a word has a capital that no beginning of a sentence and no line of capitals gives it."""
        atom = self.atoms[at]
        if not atom.is_capital or self.is_in_address(atom):
            return False
        if atom.text.isupper() and len(atom.text) > 1:
            beside = [*self.atoms[max(at - 1, 0) : at], *self.atoms[at + 1 : at + 2]]
            if any(other.text.isupper() and len(other.text) > 1 for other in beside):
                return False
        return not _OPENS.search(self.text[max(atom.start - _BEFORE, 0) : atom.start])

    def _has_title(self, at: int) -> bool:
        return at > 0 and self.atoms[at].is_capital and self.atoms[at - 1].sound in self.words.titles

    def is_in_address(self, atom: Atom) -> bool:
        """Whether a word stands in an address of the web or of mail, or in the name of a file."""
        at = bisect_right(self.addresses, atom.start, key=lambda each: each[0]) - 1
        return at >= 0 and atom.end <= self.addresses[at][1]

    def is_of_words(self, letters: str) -> bool:
        """Whether letters run together are common words: "justicefor", "iam"."""
        ends = {0}
        for end in range(1 if len(letters) > 2 else 2, len(letters) + 1):
            words = (letters[begin:end] for begin in range(max(end - _LONGEST, 0), end) if begin in ends)
            if any(
                word in self.words.function or (len(word) > 1 and self.words.frequency(word) >= WORD) for word in words
            ):
                ends.add(end)
        return len(letters) in ends

    def is_ordinary(self, atom: Atom) -> bool:
        """Whether a word is one of the language, or known to the letter."""
        if len(atom.sound) == 1:
            return atom.sound in self.words.function
        known = atom.sound in self.words.function or self.is_known(atom.sound)
        return known or self.words.frequency(atom.text.lower()) >= RARE

    def is_common(self, atom: Atom) -> bool:
        """Whether a word is a small or a common one of the language."""
        return atom.sound in self.words.function or self.words.frequency(atom.text.lower()) >= WORD
