"""Address: titles fit those who bear them, and the salutation speaks to the one written to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from letterkit.checks.wording.country_names import names_of_country
from letterkit.checks.wording.tokens import BareWord, place_of, readable, shown, words_in
from letterkit.drafts.document import Document
from letterkit.drafts.passages import Passage
from letterkit.foundation.codes import Severity
from letterkit.foundation.kept import Kept, Same
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.spelling import apart, folded
from letterkit.letter.names import NameIndex, Someone, words_of
from letterkit.schema.campaign import Target

_BEFORE_COMMA = re.compile(r"([^\s,]+), ")
_OTHER = {"male": "female", "female": "male"}


def titles_fit(document: Document) -> Iterator[Problem]:
    """Titles before names, offices after them and the articles of offices have the gender of their bearer (LK606)."""
    contradiction = _contradictions(document)
    titles = tuple(document.language.checking.titles.items())
    genders: dict[str, str] = {word: gender for gender, words in reversed(titles) for word in words}
    for passage in shown(document):
        if passage.part in ("salutation", "close"):
            continue
        text = readable(passage.text)
        for word in words_in(text, document.language):
            gender = genders.get(word.text, "")
            person = gender and _titled(word, text, document)
            if person and person.gender == _OTHER[gender]:
                right = document.language.style.title_of(person.gender)
                message = f"'{word.text}' before '{person.name}', who is {person.gender}"
                yield _misfit(
                    document, passage, word.start, word.end, message, f"write '{right}', or correct 'gender:'"
                )
        for found in contradiction.finditer(text) if contradiction else ():
            message = f"'{found[0]}' joins two genders"
            yield _misfit(document, passage, found.start(), found.end(), message, "give both words one gender")
        yield from _offices_after_names(document, passage, text)


def _misfit(document: Document, passage: Passage, start: int, end: int, message: str, hint: str) -> Problem:
    return Problem("LK606", message, place_of(document, passage, start, end), hint, Severity.WARNING)


def _gender_of_title(word: str, document: Document) -> str:
    titles = document.language.checking.titles
    return next((gender for gender, words in titles.items() if word in words), "")


def _titled(word: BareWord, text: str, document: Document) -> Someone | None:
    """The person whose name follows a title: the one of the full name, or all of the surname when they agree."""
    rest = text[word.end :].lstrip(". ")
    begun = _begun(rest)
    whole, surnamed = (_people(document)[kind].get(begun, ()) for kind in ("name", "surname"))
    named = [person for person in whole if _begins_with(rest.casefold(), person.name.casefold())]
    named = named or [person for person in surnamed if _begins_with(rest, " ".join(person.surnames))]
    return named[0] if named and len({person.gender for person in named}) == 1 else None


_PEOPLE: Kept[Mapping[str, Mapping[str, Sequence[Someone]]]] = Kept()


def _people(document: Document) -> Mapping[str, Mapping[str, Sequence[Someone]]]:
    """The people whom a letter may name, by the first word of the whole name and of the surname, and by its last."""
    known = document.known
    return _PEOPLE.of(document.campaign, Same(known), lambda: _people_of(known))


def _people_of(known: NameIndex) -> Mapping[str, Mapping[str, Sequence[Someone]]]:
    found: dict[str, dict[str, list[Someone]]] = {"name": {}, "surname": {}, "last": {}}
    for person in (person for person in known.people if not person.withheld):
        keys = {"name": _begun(person.name), "surname": _begun(" ".join(person.surnames))}
        for kind, key in {**keys, "last": person.surnames[-1] if person.surnames else ""}.items():
            found[kind].setdefault(key, []).append(person)
    return found


def _begun(text: str) -> str:
    """What stands before the first space or mark of a text, in lower case."""
    return re.split(r"[\W_]", text, maxsplit=1)[0].casefold()


def _begins_with(text: str, name: str) -> bool:
    return text.startswith(name) and not re.match(r"[\w\-]", text[len(name) :])


def _offices_after_names(document: Document, passage: Passage, text: str) -> Iterator[Problem]:
    by_name = _people(document)["last"]
    ends = dict.fromkeys(found[1][at:] for found in _BEFORE_COMMA.finditer(text) for at in range(len(found[1])))
    for person, called in (one for end in ends for one in _unmistaken(by_name.get(end, ()))):
        if person.gender and person.surnames and f"{called}, " in text:
            offices = dict.fromkeys(pair for pair in _offices(document, person.gender) if pair[1] in text)
            for own, other in offices:
                article = "|".join(map(re.escape, document.language.checking.articles)) or "(?!)"
                pattern = rf"(?<!\w){re.escape(called)}, (?:(?:{article}) )?({re.escape(other)})(?!\w)"
                for found in re.finditer(pattern, text):
                    if _is_one_of_several(found, document):
                        continue
                    message = f"'{found[1]}' of {person.name}, who is {person.gender}"
                    hint = f"write '{own}', or correct 'gender:'"
                    yield _misfit(document, passage, found.start(1), found.end(1), message, hint)


def _is_one_of_several(office: re.Match[str], document: Document) -> bool:
    """Whether an office is the first of several behind as many names: "Ms A and Mr B, president and treasurer"."""
    joined = rf"\s{re.escape(document.language.conjunction.strip())}\s"
    clause = re.split(r"[;:(]|(?<=\w{3})\.", office.string[: office.start()])[-1]
    behind = re.compile(rf"(?:,\s[^.;:,]{{1,40}})?{joined}")
    return bool(re.search(joined, clause) and behind.match(office.string, office.end()))


def _unmistaken(people: Sequence[Someone]) -> Iterator[tuple[Someone, str]]:
    """The people of one surname, each with what is theirs alone: the surname, or among men and women the whole name."""
    shared = len({person.gender for person in people}) > 1
    genders = {person.name: {one.gender for one in people if one.name == person.name} for person in people}
    people = [person for person in people if len(genders[person.name]) == 1]
    yield from ((person, person.name if shared or not person.surnames else person.surnames[-1]) for person in people)


def _offices(document: Document, gender: str) -> Iterator[tuple[str, str]]:
    """The titles of office that have two forms, that of a gender before that of the other."""
    for office in document.language.writing.offices.values():
        own, other = (office.variants.get(one) for one in (gender, _OTHER[gender]))
        if own and other and own != other:
            yield own, other


_CONTRADICTIONS: Kept[re.Pattern[str] | None] = Kept()


def _contradictions(document: Document) -> re.Pattern[str] | None:
    """Articles and titles of one gender before offices of the other ("la président", "Monsieur la")."""
    language = document.language
    return _CONTRADICTIONS.of(language.writing, Same(language.checking), lambda: _joining_two_genders(document))


def _joining_two_genders(document: Document) -> re.Pattern[str] | None:
    by_gender: dict[str, list[str]] = {"male": [], "female": []}
    for article, gender in document.language.writing.article_genders.items():
        by_gender[gender].append(article)
    parts = []
    for gender in ("male", "female"):
        words = by_gender[gender]
        wrong = {other for _, other in _offices(document, gender)} - {own for own, _ in _offices(document, gender)}
        if words and wrong:
            longest = sorted(map(re.escape, wrong), key=len, reverse=True)
            parts.append(rf"(?:{'|'.join(map(re.escape, words))}) (?:{'|'.join(longest)})")
        # A woman in an office can be "Madame le Ministre" by an older usage; no man is "Monsieur la".
        titles = "|".join(map(re.escape, document.language.checking.titles_of("male")))
        if words and titles and gender == "female":
            parts.append(rf"(?:{titles})\.? (?:{'|'.join(map(re.escape, words))})(?= \w)")
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None


def _greets(passage: Passage, text: str) -> bool:
    """Whether a paragraph is a salutation or a close; a sentence in the place of a salutation is neither (LK811)."""
    return passage.part == "close" or (passage.part == "salutation" and not text.rstrip().endswith("."))


def salutation_addresses_the_target(document: Document) -> Iterator[Problem]:
    """The salutation, and the close that repeats it, speak to the one written to (LK609).

    They do not when a title or an office has the other gender, when an office is none of the target's, and when the
    name is that of somebody else.
    """
    targets = document.letter.targets
    for passage in document.passages:
        text = readable(passage.text)
        if not _greets(passage, text) or len(text.split()) > 24 * len(targets):
            continue
        words = words_in(text, document.language)
        found = _other_gender(words, targets, document) or _other_office(words, text, targets, document)
        if not found and passage.part == "salutation":
            found = _other_name(words, targets, document)
        if not found and (clash := _contradictions(document)) and (pair := clash.search(text)):
            found = pair.start(), pair.end(), "joins two genders"
        if found:
            start, end, why = found
            texts = (_text(text) for target in targets for text in (target.name, target.office))
            name = " or ".join(filter(None, texts)) or "the target"
            hint = f"the letter is to {name}: write the salutation for them, or correct 'to:'"
            location = place_of(document, passage, start, end)
            yield Problem("LK609", f"'{text[start:end]}' {why}", location, hint)


_Found = tuple[int, int, str] | None


def _text(text: object) -> str:
    return str(getattr(text, "first", ""))


def _other_gender(words: tuple[BareWord, ...], targets: Sequence[Target], document: Document) -> _Found:
    genders = {_gender_of_title(word.text, document) for word in words} - {""}
    gender = targets[0].gender
    if not gender or genders == {"male", "female"} or any(target.gender != gender for target in targets):
        return None
    wrong = _OTHER[gender]
    offices = {other for _, other in _offices(document, gender)} if wrong == "female" else set()
    for word in words:
        if _gender_of_title(word.text, document) == wrong or word.text in offices or word.text.lower() in offices:
            return word.start, word.end, f"is said to somebody who is {gender}"
    return None


def _other_office(words: tuple[BareWord, ...], text: str, targets: Sequence[Target], document: Document) -> _Found:
    """An office of the salutation that is none of the target's; words of rank beside it are not weighed."""
    own = set[str]().union(*(_words_of_office(target, document) for target in targets))
    forms = document.language.checking.forms_of_address
    known = {word.casefold() for word in forms.office} if forms else set()
    if not all(target.office for target in targets):
        return None
    for word in words:
        for part in (word, *word.parts()):
            if part.text[0].isupper() and part.text.casefold() in known and not _is_among(part.text, own):
                return part.start, part.end, "is not the office of the one written to"
    return _other_portfolio(words, text, targets, known, document)


def _other_portfolio(
    words: tuple[BareWord, ...], text: str, targets: Sequence[Target], offices: set[str], document: Document
) -> _Found:
    """What an office of the salutation is for ("of Labour"), where that is none of what the target's is for."""
    small = {str(word) for word in document.language.checking.function_words or ()}
    told = _told_of_offices(targets, document)
    if not told or not (told & small or any(target.of for target in targets)):
        return None  # the campaign does not say what the office is for
    mine = told | _words_beside_offices(targets, document)
    for at in (at for at, word in enumerate(words) if word.text.casefold() in offices):
        named = [one for one in _linked(words[at:], text, small) if one.text.casefold() not in small]
        if named and not any(_is_among(one.text, mine) for one in named):
            return named[0].start, named[-1].end, "is not the office of the one written to"
    return None


def _words_beside_offices(targets: Sequence[Target], document: Document) -> set[str]:
    """The words that may stand in what an office is for: of its other names, of its address, of the country."""
    own = set(chain.from_iterable(_words_of_office(target, document) for target in targets))
    lines = (str(line) for target in targets for line in target.address)
    return own | {word for line in (*lines, *_names_of_country(document)) for word in words_of(line)}


def _linked(words: Sequence[BareWord], text: str, small: set[str]) -> list[BareWord]:
    """The words behind an office, the first of some, that a small word links with it; none where none does."""
    behind = list(_joined_behind(words, text))
    linked = bool(behind) and (behind[0].text.casefold() in small or "'" in text[words[0].end : behind[0].start])
    return behind if linked else []


def _joined_behind(words: Sequence[BareWord], text: str) -> Iterator[BareWord]:
    """The words behind the first of some, as far as only spaces and elided articles stand between."""
    for before, word in pairwise(words):
        if not re.fullmatch(r" +(?:[^\W\d_]{1,2}')?", text[before.end : word.start]):
            return
        yield word


def _told_of_offices(targets: Sequence[Target], document: Document) -> set[str]:
    """The words of the targets' offices and of what they are of, in the letter's language; none where one has none."""
    code = document.language.code
    offices = [target.office.within(code) if target.office else None for target in targets]
    if not all(offices):
        return set()
    of = [target.of.within(code) for target in targets if target.of]
    return {word.casefold() for text in (*offices, *of) if text for word in words_of(text)}


def _names_of_country(document: Document) -> Iterator[str]:
    yield from names_of_country(str(document.campaign.country), document.library, document.language.code)


def _words_of_office(target: Target, document: Document) -> set[str]:
    texts = [str(text) for said in (target.office, target.dear) if said for text in said.languages.values()]
    offices = document.language.writing.offices
    texts += [title for text in texts if (office := offices.get(Scalar(text.lower()))) for title in office.all]
    return {part for text in texts for word in words_of(text) for part in (word, *re.split(r"[-'’]", word))}


def _is_among(word: str, own: set[str]) -> bool:
    """Whether a word is one of an office in some gender or language: they share their beginning."""
    return any(folded(word)[:4] == folded(other)[:4] for other in own)


def _other_name(words: tuple[BareWord, ...], targets: Sequence[Target], document: Document) -> _Found:
    """A surname in the salutation that is not the target's: somebody else's whom the letter knows, or nobody's."""
    own = set(chain.from_iterable(map(_words_of_name, targets)))
    addressing = _addressing(targets, document)
    names = [word for word in words if word.text[0].isupper() and word.text.casefold() not in addressing]
    if any(_is_near(word.text, own) for word in names):
        return None
    people = {surname.casefold() for person in document.known.people for surname in person.surnames}
    for word in names:
        if word.text.casefold() in people:
            return word.start, word.end, "is the name of somebody else"
        introduced = word.before.casefold() in addressing and not word.after
        known = document.known.is_right(word.text) or word.text.casefold() in _greetings(document)
        if own and introduced and not known:
            return word.start, word.end, "is not the name of the one written to"
    return None


def _words_of_name(target: Target) -> Iterator[str]:
    for text in (_text(target.name), _text(target.surname), *target.also, _text(target.dear)):
        yield from words_of(text)


def _is_near(word: str, names: Iterable[str]) -> bool:
    return any(apart(word, name) <= 2 for name in names)


def _addressing(targets: Sequence[Target], document: Document) -> set[str]:
    """The words that stand before a name: forms of address, titles, and the offices of targets."""
    forms = document.language.checking.forms_of_address
    titles = chain.from_iterable(document.language.checking.titles.values())
    words = chain(forms.office, forms.rank, titles) if forms else titles
    return {word.casefold() for word in words} | set(
        chain.from_iterable(_words_of_office(target, document) for target in targets)
    )


def _greetings(document: Document) -> set[str]:
    style = document.language.style
    patterns = (style.salutation_without_name, style.salutation_to_several, *style.salutation.values())
    return {word for pattern in patterns for word in words_of(re.sub(r"\{\w+\}", "", pattern))}
