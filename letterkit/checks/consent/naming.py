"""Find where a text names somebody who is withheld: by a word, by several that are read as one, or by initials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from letterkit.checks.consent.vocabulary import Vocabulary
from letterkit.checks.consent.weighing import EXCUSES, SHORT, WRITTEN, NameWeighing
from letterkit.checks.consent.withheld import Match, NameForm, NameForms
from letterkit.language.lexicon import RARE, WORD
from letterkit.language.seen import Atom, atoms, other_atoms

_MOST_ATOMS, _MOST_LETTERS = 4, 30
_SPACED, _DOTTED, _WITHIN, _CUT = 5, 3, 6, 3
_APART = ("loose", "marked", "stopped")


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of a text that names somebody, surely or perhaps; ``key`` is "" for letters that could not be read.

    ``how`` is that of a `Match`, or says what the stretch is otherwise: a name "beside" another part of it, "spaced",
    "initials", "unread"; or what it is taken for (`EXCUSES`).
    """

    start: int
    end: int
    key: str
    sure: bool
    how: str


@dataclass(frozen=True, slots=True)
class _Window:
    """Atoms that follow each other, read as one word."""

    first: int
    last: int
    letters: str
    look: str
    loose: bool


def hits_in(text: str, forms: NameForms, vocabulary: Vocabulary) -> tuple[Hit, ...]:
    """Where a text names somebody, each stretch once: the surest and longest of those that share a character."""
    kept: list[Hit] = []
    for read in (atoms(text), other_atoms(text)):
        found = _Reader(text, read, forms, vocabulary).hits() if read else ()
        for hit in sorted(found, key=lambda hit: (not hit.sure, hit.how in EXCUSES, hit.start - hit.end, hit.start)):
            if all(hit.end <= other.start or other.end <= hit.start for other in kept):
                kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: hit.start))


class _Reader(NameWeighing):
    """Reads the atoms of one text."""

    def __init__(self, text: str, read: Sequence[Atom], forms: NameForms, vocabulary: Vocabulary) -> None:
        super().__init__(text, read, vocabulary)
        self.forms = forms
        self.singly = [self._single(atom) for atom in read]

    def hits(self) -> Iterator[Hit]:
        """All stretches that name somebody; they can overlap."""
        yield from self._alone()
        yield from self._behind_initials()
        yield from self._behind_words()
        yield from self._with_an_initial()
        yield from self._beside()
        yield from self._together()
        yield from self._initials()
        yield from self._cut_short()
        if self.words.latin:
            yield from self._unread()

    def _single(self, atom: Atom) -> tuple[Match, ...]:
        if atom.foreign and self.words.latin and len(atom.sound) > 1:
            return tuple(self.forms.in_another_script(atom))
        return self.forms.matches(atom.sound, atom.look) if atom.sound else ()

    # One word

    def _alone(self) -> Iterator[Hit]:
        for at, matches in enumerate(self.singly):
            for match in matches:
                if (sure := self.weighed(match, at)) is not None:
                    yield self._hit(at, at, match.form, sure, match.how)
                elif how := self.excuse_of(match, at):
                    yield self._hit(at, at, match.form, False, how)

    def _behind_initials(self) -> Iterator[Hit]:
        """Short names in addresses behind a letter or two, or before one: "dmoore", "jlee", "leej".

        A word is none unless the letter is that of another part of the name: "pan" of Phuong An, and not of Thi An.
        """
        for at, atom in enumerate(self.atoms):
            if any(match.how in WRITTEN for match in self.singly[at]) or not self.is_in_address(atom):
                continue
            yield from self._led_by_letters(at)
            for match in self.forms.exactly(atom.sound[:-1]):
                if not self.words.frequency(atom.sound) or self._is_initial_of(atom.sound[-1], match):
                    yield self._hit(at, at, match.form, False, "within")

    def _led_by_letters(self, at: int) -> Iterator[Hit]:
        """A short name behind a letter or two."""
        sound = self.atoms[at].sound
        often = self.words.frequency(sound)
        for lead, name in ((sound[:1], sound[1:]), (sound[:2], sound[2:])):
            for match in self.forms.exactly(name):
                counts = often < WORD and (len(match.form.letters) > 2 or len(lead) == 1)
                if counts or (len(lead) == 1 and self._is_initial_of(lead, match)):
                    sure = len(match.form.letters) >= SHORT and often < RARE
                    yield self._hit(at, at, match.form, sure, "within")

    def _is_initial_of(self, letter: str, match: Match) -> bool:
        """Whether another part of a name begins with a letter than the one that was found."""
        parts = {part for name in self.forms.people[match.form.key].names for part in name}
        return any(part.startswith(letter) for part in parts - {match.form.letters})

    def _behind_words(self) -> Iterator[Hit]:
        """Short names behind words or before them: "freepham", "phamcase", "nonlei"."""
        for at, atom in enumerate(self.atoms):
            often = self.words.frequency(atom.sound)
            if self.singly[at] or often >= RARE:
                continue
            in_address = self.is_in_address(atom)
            yield from (*self._spelt_behind_words(at), *self._between_words(at)) if in_address else ()
            for cut in range(2 if in_address else 3, min(len(atom.sound) - 1, _WITHIN)):
                least = 2 if cut >= SHORT - (in_address or not often) else 3
                for rest, name in ((atom.sound[:-cut], atom.sound[-cut:]), (atom.sound[cut:], atom.sound[:cut])):
                    matches = self.forms.exactly(name) if len(rest) >= least else ()
                    for match in matches if matches and self.is_of_words(rest) else ():
                        sure = in_address and len(match.form.letters) >= SHORT
                        yield self._hit(at, at, match.form, sure, "within")

    def _spelt_behind_words(self, at: int) -> Iterator[Hit]:
        """Long names in another spelling in an address, behind a word or before one: "viktoriaoffice"."""
        sound = self.atoms[at].sound
        for cut in range(_WITHIN, min(len(sound) - SHORT + 1, _MOST_LETTERS)):
            for rest, name in ((sound[:-cut], sound[-cut:]), (sound[cut:], sound[:cut])):
                for match in self.forms.matches(name) if self.is_of_words(rest) else ():
                    if match.how in ("is", "near", "sounds"):
                        yield self._hit(at, at, match.form, False, "within")

    def _between_words(self, at: int) -> Iterator[Hit]:
        """Short names that are run together in an address, between words: "releaseaitunnow"."""
        sound = self.atoms[at].sound
        for begin in range(2, min(len(sound) - SHORT, _MOST_LETTERS)):
            for end in range(begin + SHORT, min(begin + _WITHIN, len(sound) - 1)):
                for match in self.forms.exactly(sound[begin:end]):
                    if match.form.several and self.is_of_words(sound[:begin]) and self.is_of_words(sound[end:]):
                        yield self._hit(at, at, match.form, True, "within")

    def _with_an_initial(self) -> Iterator[Hit]:
        """A part of a name that somebody who agreed has, too, behind the initial of another part: "B. Moore"."""
        for at, (first, second) in enumerate(pairwise(self.atoms)):
            apart = self.text[first.end : second.start]
            if len(first.sound) != 1 or not first.is_capital or not re.fullmatch(r"\.?\s?", apart):
                continue
            if first.sound in self.words.titles or (first.sound, second.sound) in self.words.initialled:
                continue
            for match in self.singly[at + 1]:
                if match.how in WRITTEN and self._is_initial_of(first.sound, match):
                    yield self._hit(at, at + 1, match.form, True, "beside")

    # Several words

    def _beside(self) -> Iterator[Hit]:
        """Two parts of one name beside each other, however common each of them is."""
        for at, (one, other) in enumerate(pairwise(self.singly)):
            first, second = self.atoms[at], self.atoms[at + 1]
            between = self.text[first.end : second.start]
            if not (first.glue in ("loose", "tight", "camel") or re.fullmatch(r",\s|\.\s", between)):
                continue
            if (first.sound, second.sound) in self.words.pairs:
                continue
            if any(not atom.is_capital and atom.sound in self.words.function for atom in (first, second)):
                continue
            sure = first.is_capital or second.is_capital
            for left in one:
                for right in other:
                    if left.how == right.how == "plural":
                        continue
                    if left.form.key == right.form.key and left.form.letters != right.form.letters:
                        yield self._hit(at, at + 1, left.form, sure, "beside")

    def _together(self) -> Iterator[Hit]:
        """Several stretches that are a name when they are read as one word."""
        for window in self._windows():
            if window.loose:
                yield from self._spaced(window)
                continue
            inside = self.singly[window.first : window.last + 1]
            already = {match.form.key for matches in inside for match in matches}
            for match in self.forms.matches(window.letters, window.look):
                if match.form.key in already and match.how not in ("is", "looks"):
                    continue
                whole = self.text[self.atoms[window.first].start : self.atoms[window.last].end]
                plain = whole.lower() if whole.isalpha() else window.letters
                if match.how in ("is", "looks") or not self._is_excused(window, plain, match):
                    yield self._hit(window.first, window.last, match.form, True, match.how)

    def _is_excused(self, window: _Window, plain: str, match: Match) -> bool:
        """Whether a compound that is like a name is nothing but words: "well-known", "twenty-one"."""
        parts = self.atoms[window.first : window.last + 1]
        if self.words.frequency(plain) >= RARE or self.is_known(window.letters):
            return True
        if all(self.is_ordinary(atom) for atom in parts):
            return True
        return match.how == "within" and any(len(atom.sound) >= len(match.form.letters) for atom in parts)

    def _spaced(self, window: _Window) -> Iterator[Hit]:
        parts = self.atoms[window.first : window.last + 1]
        if len(window.letters) == 2:
            yield from self._two_letters(window, parts)
            return
        if not (matches := self.forms.in_pieces(window.letters)):
            return
        shortest = _DOTTED if max(len(atom.sound) for atom in parts) < 3 or self._is_divided(window) else SHORT
        if len(window.letters) < shortest:
            return
        if all((one.sound, two.sound) in self.words.pairs for one, two in pairwise(parts)):
            return
        for match in matches:
            if (sure := self._weighed_in_pieces(match, window, parts)) is not None:
                yield self._hit(window.first, window.last, match.form, sure, "spaced")

    def _two_letters(self, window: _Window, parts: Sequence[Atom]) -> Iterator[Hit]:
        """A name of two letters with a space between them: "A n", "A N"."""
        if parts[0].is_capital:
            for match in self.forms.exactly(window.letters):
                yield self._hit(window.first, window.last, match.form, False, "spaced")

    def _weighed_in_pieces(self, match: Match, window: _Window, parts: Sequence[Atom]) -> bool | None:
        """Whether pieces with spaces between them are a name: surely, perhaps (False), or not ("am in") (None)."""
        form = match.form
        ordinary = all(map(self.is_common if form.several else self.is_ordinary, parts))
        divided = self._is_divided(window)
        if ordinary and match.how == "sounds":
            return None
        if ordinary and len(window.letters) < _SPACED and not divided:
            perhaps = self._stands_like_a_name(window.first)
        elif not ordinary or divided or any(atom.is_capital for atom in parts[1:]):
            return True
        else:
            perhaps = parts[0].is_capital
        return False if perhaps and not form.several else None

    def _is_divided(self, window: _Window) -> bool:
        """Whether a hyphen stands beside a space between the parts, as at the end of a line."""
        between = self.text[self.atoms[window.first].start : self.atoms[window.last].end]
        return re.search(r"[-\u2010-\u2012\u00ad]\s|\s[-\u2010-\u2012]\S", between) is not None

    def _windows(self) -> Iterator[_Window]:
        for first in range(len(self.atoms)):
            letters, look, loose, tiny = self.atoms[first].sound, self._look(first), False, True
            for last in range(first + 1, len(self.atoms)):
                tiny = tiny and len(self.atoms[last].text) < 3 and len(self.atoms[first].text) < 3
                # Figures have no sound, and add no letters.
                most = self.forms.longest if tiny else _MOST_ATOMS
                if last - first >= most or len(letters) > _MOST_LETTERS or self._is_apart(last, tiny):
                    break
                loose = loose or self.atoms[last - 1].glue in _APART
                if not self.atoms[first].sound or not self.atoms[last].sound:
                    continue
                letters += self.atoms[last].sound
                look += self._look(last)
                yield _Window(first, last, letters, look if look != letters else "", loose)

    def _is_apart(self, at: int, tiny: bool) -> bool:
        """Whether what stands before a word divides it from the one before; tiny ones and single letters go on."""
        glue = self.atoms[at - 1].glue
        single = len(self.atoms[at - 1].text) == len(self.atoms[at].text) == 1
        return glue == "far" or (glue == "marked" and not tiny) or (glue == "stopped" and not single)

    def _look(self, at: int) -> str:
        atom = self.atoms[at]
        return atom.look or atom.sound

    # Initials

    def _initials(self) -> Iterator[Hit]:
        """Initials of those who are not to appear at all."""
        people = [person for person in self.forms.people.values() if person.publish == "no" and person.initials]
        for first, last, letters in self._runs_of_initials() if people else ():
            between = self.text[self.atoms[first].start : self.atoms[last].end + 1]
            for person in people:
                if letters in person.initials or letters in person.turned:
                    form = NameForm(letters, person.key, True)
                    dotted = any(mark in between for mark in ".-\u2010\u2011")
                    known = letters in self.words.known
                    if not known or dotted:
                        sure = letters in person.initials and not known and (dotted or len(letters) > 2)
                        yield self._hit(first, last, form, sure, "initials")

    def _runs_of_initials(self) -> Iterator[tuple[int, int, str]]:
        """Capitals that stand alone, with full stops, hyphens or spaces between them, or two or more together."""
        at = 0
        while at < len(self.atoms):
            atom = self.atoms[at]
            if len(atom.text) > 1 and atom.text.isupper() and atom.text.isalpha() and len(atom.sound) == len(atom.text):
                yield at, at, atom.sound
            last = at
            while self._is_initial(last) and last + 1 < len(self.atoms) and self._is_initial(last + 1):
                between = self.text[self.atoms[last].end : self.atoms[last + 1].start]
                if not re.fullmatch(r"[.\u2024·]?[\s\u2010-\u2012-]{0,2}", between):
                    break
                last += 1
            if last > at:
                yield at, last, "".join(one.sound for one in self.atoms[at : last + 1])
            at = last + 1

    def _is_initial(self, at: int) -> bool:
        return len(self.atoms[at].text) == 1 and self.atoms[at].text.isupper()

    def _cut_short(self) -> Iterator[Hit]:
        """Names of which each part is cut short by a full stop: "D.Ng.Bi.", "H.e.F."."""
        people = [person for person in self.forms.people.values() if person.publish == "no"]
        at = 0
        while at < len(self.atoms):
            last = at
            while self._is_cut(last) and last + 1 < len(self.atoms) and self._is_cut(last + 1):
                last += 1
            if last > at and self.atoms[at].is_capital and not all(map(self._is_initial, range(at, last + 1))):
                written = [atom.sound for atom in self.atoms[at : last + 1]]
                for person in people:
                    if any(_begin(written, name) for name in person.names):
                        yield self._hit(at, last, NameForm("".join(written), person.key, True), True, "initials")
            at = last + 1

    def _is_cut(self, at: int) -> bool:
        """Whether a letter or a few have a full stop behind them, and the next word at once or after a space."""
        atom, after = self.atoms[at], self.text[self.atoms[at].end : self.atoms[at].end + 2]
        return bool(atom.sound) and len(atom.text) <= _CUT and after[:1] == "." and atom.text.isalpha()

    # Letters that cannot be compared

    def _unread(self) -> Iterator[Hit]:
        """Words of other scripts that match nothing, from the first to the last.

        Their scripts do not spell out how they are read, or they stand like names and are too short to be compared.
        """
        unread = [
            atom
            for at, atom in enumerate(self.atoms)
            if atom.foreign and len(atom.text) > 1 and not self.singly[at] and not self.is_known(atom.sound)
            if atom.unspelt or (len(atom.sound) <= SHORT and self._stands_like_a_name(at))
        ]
        if unread:
            yield Hit(unread[0].start, unread[-1].end, "", False, "unread")

    def _hit(self, first: int, last: int, form: NameForm, sure: bool, how: str) -> Hit:
        return Hit(self.atoms[first].start, self.atoms[last].end, form.key, sure, how)


def _begin(written: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the parts of a name begin as what was written does."""
    return len(written) == len(name) and all(part.startswith(one) for one, part in zip(written, name, strict=True))
