"""The names of those who have not agreed to be named, in every form in which they could be written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from letterkit.foundation.kept import Kept
from letterkit.foundation.problems import Location
from letterkit.language.romanisation import consonants, is_syllabic, keys, romanised
from letterkit.language.seen import Atom, atoms, has_pairs, shape
from letterkit.schema import person_names
from letterkit.schema.campaign import Campaign, Person

# Up to so many letters more than a name are an ending: "Moes", "Quellenbergers", "Petrovymi".
_ENDING, _SHORT_ENDING, _SHORT = 4, 2, 5
# A name of so many letters is known again within longer words, and one of so many by most of its letters.
_WITHIN, _NEAR = 6, 5
_ENDED = 3
_SOFT = re.compile("c(?=[eiy])")
_FAR = ((11, 3), (7, 2), (_NEAR, 1))
# Letters that stand for themselves, a capital at most at the beginning of a word.
_PLAIN = re.compile("[A-Za-z][a-z]*(?:[ -][A-Za-z][a-z]*)*")


@dataclass(frozen=True, slots=True)
class Withheld:
    """Somebody who is not to be named: the campaign's key, the names, what stands for them, and where they are listed.

    ``names`` are all names and spellings, each in parts of plain lower-case letters; ``initials`` those of the names,
    run together, ``turned`` those of the names with the surname first; ``bare`` are parts in scripts without vowels,
    ``unspelt`` those in scripts that do not tell how a word is read, ``common`` those that many names have ("Dr",
    "bin").
    """

    key: str
    name: str
    publish: str
    stands_for: str
    names: tuple[tuple[str, ...], ...]
    initials: frozenset[str]
    location: Location | None
    bare: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    unspelt: frozenset[str] = frozenset()

    @property
    def is_unspelt(self) -> bool:
        """Whether no name is written in letters that tell how it is read, so that other spellings are hard to know."""
        return all(part in self.unspelt for parts in self.names for part in parts)

    @property
    def turned(self) -> frozenset[str]:
        """The initials, that of the surname first."""
        return frozenset(letters[-1] + letters[:-1] for letters in self.initials)


@dataclass(frozen=True, slots=True)
class NameForm:
    """A form of a name: its letters, whose it is, and whether it is made of ``several`` parts.

    ``syllabic`` says that the name is built as Chinese or Korean ones are, ``bare`` that its script leaves vowels out.
    """

    letters: str
    key: str
    several: bool
    syllabic: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A form that some letters match, and how.

    They are it ("is"), its "plural", it with an "ending" or "perhaps" one; they have it "within" them, or are one that
    "looks" or "sounds" so, or is "near" it.
    """

    form: NameForm
    how: str


def withheld(campaign: Campaign) -> tuple[Withheld, ...]:
    """The people of a campaign who have not agreed to be named, or with their initials only."""
    return _KEPT.of(campaign, None, lambda: tuple(_all_withheld(campaign)))


_KEPT: Kept[tuple[Withheld, ...]] = Kept()


def _all_withheld(campaign: Campaign) -> Iterator[Withheld]:
    for key, person in campaign.people.items():
        if isinstance(person, Person) and person.publish != "yes":
            yield _withheld(str(key), person)


def people_withheld(people: Iterable[tuple[str, Person]]) -> tuple[Withheld, ...]:
    """People by key, none of whom has agreed to be named."""
    return tuple(_withheld(key, person) for key, person in people)


def _withheld(key: str, person: Person) -> Withheld:
    names = [str(name) for name in (*person.name.languages.values(), *person.also)]
    surnames = [str(name) for name in person.surname.languages.values()] if person.surname else []
    said = tuple(_ways_of([*names, *surnames], names))
    parts = tuple(dict.fromkeys(filter(None, map(parts_of, said))))
    common = frozenset(part for name in said for part in _common(name))
    given = {"".join(atom.sound for atom in atoms(str(person.initials)))} if person.initials else set()
    initials = given.union(*map(_initials, _with_romanised(names)))
    stands_for = ". ".join(max(initials, key=len, default="").upper()) + "." if initials else "somebody"
    bare = frozenset(atom.sound for name in (*names, *surnames) for atom in atoms(name) if atom.bare)
    unspelt = frozenset(chain.from_iterable(parts_of(name) for name in (*names, *surnames) if _is_unspelt(name)))
    name, place = str(person.name.first), person.location
    return Withheld(key, name, person.publish, stands_for, parts, frozenset(initials), place, bare, common, unspelt)


def _is_unspelt(name: str) -> bool:
    return all(atom.unspelt for atom in atoms(name))


def _ways_of(names: Sequence[str], whole: Sequence[str]) -> Iterator[str]:
    """The names as they are given and as they are romanised; whole ones without titles and the like, too."""
    yield from _with_romanised(names)
    yield from (" ".join(person_names.parts_of(name).words) for name in whole)


def _with_romanised(names: Sequence[str]) -> Iterator[str]:
    yield from names
    for name in names:
        yield from romanised(name)


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a name in plain lower-case letters; one written without spaces in Chinese or Korean is two."""
    if _PLAIN.fullmatch(name):
        return tuple(name.lower().replace("-", " ").split(" "))
    found: list[str] = []
    for atom in atoms(name):
        if atom.foreign and re.fullmatch("[\u3400-\u9fff\uac00-\ud7a3]{2,4}", atom.text):
            first, rest = atoms(atom.text[0]), atoms(atom.text[1:])
            found += [first[0].sound, "".join(one.sound for one in rest)]
        elif atom.sound:
            found.append(atom.sound)
    return tuple(found)


def _common(name: str) -> frozenset[str]:
    """The parts of a name that many have; none where all would be, as in a name without capitals."""
    words = person_names.common_words(name)
    parts = frozenset(atom.sound for word in words for atom in atoms(word) if not atom.foreign)
    return parts if any(word[:1].isupper() for word in name.split()) else frozenset()


def _initials(name: str) -> frozenset[str]:
    letters = [atom.sound[:1] for atom in atoms(name) if atom.sound and (atom.is_capital or atom.foreign)]
    words = [atoms(word)[0].sound[:1] for word in name.split() if atoms(word) and atoms(word)[0].is_capital]
    return frozenset("".join(each) for each in (letters, words, [*letters[:1], *letters[-1:]]) if len(each) > 1)


def forms_of(person: Withheld) -> Iterator[NameForm]:
    """Every part of every name, and the parts that follow each other, run together; the surname first, too."""
    seen: set[str] = set()
    for parts in person.names:
        syllabic = is_syllabic(parts)
        runs = [parts[start:end] for start in range(len(parts)) for end in range(start + 1, len(parts) + 1)]
        runs += [(parts[-1], *parts[:-1]), (parts[0], parts[-1]), (parts[-1], parts[0])] if len(parts) > 1 else []
        for run in runs:
            letters = "".join(run)
            whole = len(run) == len(parts) and len(parts) == 1
            if letters in person.common:
                continue
            if letters not in seen and (len(letters) > 1 or whole):
                seen.add(letters)
                yield NameForm(
                    letters, person.key, len(run) > 1, syllabic and len(run) == 1, person.bare.issuperset(run)
                )


class NameForms:
    """The forms of all names that are withheld, to be looked up by the letters that stand in a text.

    ``longest`` is how many letters one of them has.
    """

    def __init__(self, people: Sequence[Withheld]) -> None:
        self.people: Mapping[str, Withheld] = {person.key: person for person in people}
        self._exact: dict[str, list[NameForm]] = defaultdict(list)
        self._stems: dict[str, list[NameForm]] = defaultdict(list)
        self._shapes: dict[str, list[NameForm]] = defaultdict(list)
        self._keys: dict[str, list[NameForm]] = defaultdict(list)
        self._has_syllabic = False
        for form in (form for person in people for form in forms_of(person)):
            self._take(form)
        self.longest = max(map(len, self._exact), default=0)
        self._long = [letters for letters in self._exact if len(letters) >= _NEAR]
        within = sorted((letters for letters in self._exact if len(letters) >= _WITHIN), key=len, reverse=True)
        self._within = re.compile("|".join(map(re.escape, within)) or "(?!)")
        self._bare: dict[str, list[NameForm]] = defaultdict(list)
        self._without_vowels: dict[str, list[NameForm]] = defaultdict(list)
        for letters, forms in self._exact.items():
            self._take_consonants(letters, forms)
        self._found: dict[tuple[str, str], tuple[Match, ...]] = {}
        self._sounded: dict[str, tuple[NameForm, ...]] = {}

    def _take(self, form: NameForm) -> None:
        """Take in a form by its letters, what stands before its last vowel, how it looks and how it sounds."""
        self._exact[form.letters].append(form)
        self._shapes[shape(form.letters)].append(form)
        if len(form.letters) >= _NEAR and form.letters[-1] in "aeiouy":
            self._stems[form.letters[:-1]].append(form)
        self._has_syllabic = self._has_syllabic or form.syllabic
        if len(form.letters) >= _NEAR - 1 or form.syllabic:
            for key in keys(form.letters, form.syllabic):
                self._keys[key].append(form)

    def _take_consonants(self, letters: str, forms: Sequence[NameForm]) -> None:
        """Take in forms of the same letters by their consonants."""
        for read in {letters, _SOFT.sub("s", letters)} if len(letters) >= _SHORT else ():
            self._bare[consonants(read).replace("j", "")] += forms
        for form in (form for form in forms if form.bare):
            for skeleton in _skeletons(letters):
                self._without_vowels[skeleton].append(form)

    def exactly(self, letters: str) -> tuple[Match, ...]:
        """The forms that letters are, or are with the ending of a plural or genitive."""
        found = self._exact.get(letters, ()) or self._exact.get(letters.removesuffix("s"), ())
        return tuple(Match(form, "is") for form in found)

    def in_pieces(self, letters: str) -> tuple[Match, ...]:
        """The forms that letters are which stand apart; long ones need only sound so."""
        sounding = self._sounding(letters) if len(letters) > _WITHIN else ()
        return self.exactly(letters) or tuple(Match(form, "sounds") for form in sounding)

    def matches(self, letters: str, look: str = "") -> tuple[Match, ...]:
        """The forms that letters written together can be; the first ways are the surer ones."""
        if (letters, look) not in self._found:
            self._found[letters, look] = tuple(self._matches(letters, look))
        return self._found[letters, look]

    def _matches(self, letters: str, look: str) -> list[Match]:
        if exact := self._exact.get(letters):
            return [Match(form, "is") for form in exact]
        look = look or (letters if has_pairs(letters) else "")
        if look and (alike := self._looking(shape(look))):
            return [Match(form, "looks") for form in alike]
        found = [*self._with_ending(letters), *self._doubled(letters)]
        found += [Match(form, "near") for form in self._near(letters)]
        found += [Match(form, "sounds") for form in self._sounding(letters)]
        return found or [Match(form, "within") for form in self._inside(letters)]

    def _sounding(self, letters: str) -> tuple[NameForm, ...]:
        """The forms that sound like letters, and those without vowels whose consonants they have."""
        if letters not in self._sounded:
            self._sounded[letters] = tuple(self._all_sounding(letters))
        return self._sounded[letters]

    def _all_sounding(self, letters: str) -> Iterator[NameForm]:
        found = keys(letters) if len(letters) >= _NEAR - 1 else frozenset()
        for key in found:
            yield from self._keys.get(key, ())
        for key in keys(letters, True) - keys(letters) if self._has_syllabic and len(letters) > 1 else ():
            yield from (form for form in self._keys.get(key, ()) if form.syllabic)
        for skeleton in _skeletons(letters) if self._without_vowels else ():
            yield from self._without_vowels.get(skeleton, ())

    def _looking(self, seen: str) -> Iterable[NameForm]:
        endings = range(min(_ENDING, max(len(seen) - _SHORT, 0)) + 1)
        return next((forms for cut in endings if (forms := self._shapes.get(seen[: len(seen) - cut]))), ())

    def _with_ending(self, letters: str) -> Iterator[Match]:
        for cut in range(1, _ENDING + 2):
            stem = letters[:-cut]
            sure = cut <= (_SHORT_ENDING if len(stem) < _SHORT else _ENDING) and len(stem) > 3
            if len(stem) > 1 and letters == f"{stem}s":
                yield from (Match(form, "plural") for form in self._exact.get(stem, ()))
            elif sure:
                yield from (Match(form, "ending") for form in self._exact.get(stem, ()))
            elif len(stem) > 2 or (len(stem) == 2 and cut <= _ENDED):
                yield from (Match(form, "perhaps") for form in self._exact.get(stem, ()))
            if cut < _ENDING:
                yield from (Match(form, "ending") for form in self._stems.get(stem, ()))

    def _doubled(self, letters: str) -> Iterator[Match]:
        """The short forms that letters are with one of them doubled: "Ann" for "An"."""
        for at in range(1, len(letters) if len(letters) <= _SHORT else 0):
            if letters[at] == letters[at - 1]:
                yield from (Match(form, "perhaps") for form in self._exact.get(letters[:at] + letters[at + 1 :], ()))

    def _near(self, letters: str) -> Iterator[NameForm]:
        if len(letters) < _NEAR - 1:
            return
        most = max(edits for _, edits in _FAR)
        for name, edits, _ in process.extract(letters, self._long, scorer=OSA.distance, score_cutoff=most, limit=None):
            if edits <= next(allowed for least, allowed in _FAR if len(name) >= least):
                yield from self._exact[name]

    def _inside(self, letters: str) -> Iterator[NameForm]:
        if found := self._within.search(letters):
            yield from self._exact[found[0]]

    def _with_foreign_endings(self, letters: str) -> list[tuple[str, float, int]]:
        """The names that a long word is without an ending of its language, with how alike they are."""
        if len(letters) <= _WITHIN:
            return []
        stems = (letters[:-1], letters[:-2])
        alike = OSA.normalized_similarity
        return [one for stem in stems for one in process.extract(stem, self._long, scorer=alike, score_cutoff=0.7)]

    def _heard_alike(self, letters: str) -> Iterator[str]:
        """The names that a word of another script can be by how it sounds; of short ones one letter may differ."""
        alike = OSA.normalized_similarity
        scored = process.extract(letters, list(self._exact), scorer=alike, score_cutoff=0.6)
        scored += self._with_foreign_endings(letters)
        yield from (name for name, _, _ in scored if len(name) >= _SHORT)
        yield from (name for name, _, _ in scored if len(name) == _SHORT - 1 and OSA.distance(name, letters) == 1)
        soft = {name: _SOFT.sub("s", name).replace("c", "k") for name in self._exact if "c" in name}
        yield from (str(name) for _, _, name in process.extract(letters, soft, scorer=alike, score_cutoff=0.6))

    def in_another_script(self, atom: Atom) -> Iterator[Match]:
        """The forms that a word of another script can be, which is romanised from afar."""
        letters = atom.sound
        if found := self.matches(letters, atom.look):
            yield from found
            return
        bare = consonants(letters).replace("j", "")
        forms = [form for name in self._heard_alike(letters) for form in self._exact[name]]
        for skeleton, named in self._bare.items() if len(bare) > 2 else ():
            if OSA.distance(skeleton, bare) <= (len(skeleton) > 3) or (atom.bare and skeleton == bare.lstrip("l")):
                forms += named
        forms += [form for name in self._exact if len(name) > 3 and name in letters for form in self._exact[name]]
        yield from (Match(form, "sounds") for form in forms)


def _skeletons(letters: str) -> frozenset[str]:
    """The consonants of a word that an Arabic or Hebrew one keeps: without the article, with and without a last "t"."""
    bare = consonants(letters)
    found = {bare, bare.removesuffix("t"), bare.removeprefix("l"), bare.removeprefix("l").removesuffix("t")}
    found |= {each.replace("y", "").replace("j", "") for each in found}
    return frozenset(each for each in found if len(each) > 1)


@lru_cache(maxsize=16)
def name_forms(people: tuple[Withheld, ...]) -> NameForms:
    """The forms of the names of people, made once for a campaign."""
    return NameForms(people)
