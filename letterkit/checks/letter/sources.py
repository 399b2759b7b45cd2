"""Sources and gaps: every fact says how it is known, no confidential source shows, nothing is left to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from letterkit.checks.wording.masking import MASK, mask_of, unquoted
from letterkit.drafts.document import Document
from letterkit.foundation.codes import Severity
from letterkit.foundation.kept import Kept, Same
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.letter.items import Event
from letterkit.letter.known import KnownFacts, known_on
from letterkit.letter.letter import Letter
from letterkit.letter.names import names_in
from letterkit.schema.campaign import Person
from letterkit.schema.organisation import Act
from letterkit.typeset.scripts import unknown_in

_MAILBOX = re.compile(r"[^@\s<>()\[\]\\,;:]+@[\w-]+(\.[\w-]+)+")  # internationalised ones among them (RFC 6531)
_WORD = re.compile(r"[\w’'.-]*\w")
_ROMAN_OR_GAP = r"(?<![\w-])(?:X{2,}|x{2,})(?![\w-])"
# What no place, office or name has in it either.
_NO_NAME = re.compile(r"\?{2,}|_{3,}")
_GAPS = (
    r"\?{2,}",
    r"_{3,}",
    r"(?<!\.)\.{4,}",
    r"…{2,}",
    r"\(\s*\)",
    r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\}\}|\{%|%\}",
    r"(?<=\w) ,|,\s*,",
    r"\{\w[^{}]{0,40}\}",
    r"(?<=[\w,]) (?:\.{3}|…) (?=\w)|\((?:\.{3}|…)\)",
    r"\b(?:dd|jj)[./-]mm[./-](?:yy|aa){1,2}\b",
    r"<!--",
    r"<<\s?\w[\w ]{0,30}\s?>>|%[A-Z][A-Z_]+%|\$\{?[A-Z_]{2,}\}?(?!\w)|@@\w+@@",
    r"#(?:REF|NAME|VALUE|DIV/0|N/A|NULL|NUM)[!?]?",
)
_BRACKETS = re.compile(r"\[[^\]\[]{0,60}\](?!\()")
# A field of a mail merge, between the marks that word processors show: «Name», «LAST_NAME»; French sets spaces there.
_MERGED = re.compile(r"«(?:[A-Z][A-Z\d]+|[A-Za-z]+_\w+|[A-Z]?[a-z]+[A-Z]\w*)»|« ?[A-Za-z]+_\w+ ?»")
_LINK_IN_TEXT = re.compile(
    r"(?<![\w.])(?:http|ftp|sftp|file|javascript|data|vbscript):(?=\S)[^\s<>()“”«»]+", re.IGNORECASE
)
_SPACED_AT = re.compile(r"[\w.+-]+(?:\s@\s?|@\s)[\w-]+(?:\.[\w-]+)+")
_AT = re.compile(r"[^\s<>()“”«»\"]*@[^\s<>()“”«»\"]*")
_HANDLE = re.compile(r"@\w+")


def facts_have_sources(document: Document) -> Iterator[Problem]:
    """Each act that a letter can tell names a source (LK701)."""
    known = known_on(document.campaign, document.letter.date, document.library)
    yield from _WITHOUT.of(document.campaign, Same(known), lambda: tuple(_without_source(known)))
    bare = {event.act.location: event for event in _deeds(document.letter) if event.act.source is None}
    for place, event in bare.items():
        if all(act.location != place for act in known.acts(event.who)):  # it is still to come
            yield _no_source(event.act)


_WITHOUT: Kept[tuple[Problem, ...]] = Kept()


def _without_source(known: KnownFacts) -> Iterator[Problem]:
    for record in (*known.people.values(), *known.organisations.values()):
        for act in record.acts:
            if act.source is None:
                yield _no_source(act)


def _no_source(act: Act) -> Problem:
    hint = "add 'source: ...', from the list under 'sources:'"
    return Problem("LK701", f"the act '{act.kind}' has no source", act.location, hint, Severity.WARNING)


def sources_are_not_later(document: Document) -> Iterator[Problem]:
    """What a letter tells was reported by its date (LK702)."""
    letter, later = document.letter, dict[str, list[Event]]()
    for event in _deeds(letter):
        source = document.campaign.sources.get(event.act.source) if event.act.source else None
        if event.act.source and source and source.date and source.date.first > letter.date:
            told = later.setdefault(str(event.act.source), [])
            told += [event] if event not in told else []
    for key, events in later.items():
        first, source = events[0], document.campaign.sources[Scalar(key)]
        message = f"'{key}' is of {source.date}, after the letter's date, {letter.date}"
        more = f" and {len(events) - 1} more" if len(events) > 1 else ""
        hint = (
            f"name a source for '{first.who}.{first.act.kind}'{more} that there was by then, or date the letter later"
        )
        place = first.act.source.location if first.act.source else None
        yield Problem("LK702", message, place, hint, Severity.WARNING)


def _deeds(letter: Letter) -> Iterator[Event]:
    yield from (item for item in letter.items() if isinstance(item, Event))
    for said in letter.said():
        for parameter in said.clause.takes:
            if parameter.type == "acts":
                yield from said.arguments.get(parameter.name) or ()


def mailboxes_are_addresses(document: Document) -> Iterator[Problem]:
    """An e-mail address that the letter goes to can be one (LK704)."""
    letter = document.letter
    mails = [mail for target in letter.recipients for mail in target.email]
    for mail in (*mails, *(letter.plan.email or ())):
        if not _MAILBOX.fullmatch(mail.address):
            message = f"'{mail.address}' cannot be an e-mail address"
            yield Problem("LK704", message, mail.address.location, "write it as name@example.org", Severity.WARNING)


def confidential_sources_stay_inside(document: Document) -> Iterator[Problem]:
    """No confidential source shows in what is meant for sending (LK705).

    Looked for are titles, runs of four words of them that say something, names in them that the campaign does not
    name otherwise, and keys that are no words of a language.
    """
    for key, pattern in _confidential(document):
        for passage in document.all_that_is_sent:
            for found in pattern.finditer(passage.text):
                yield _shown(found[0], key, document.place(passage, found.start(), found.end()))


def confidential_sources_are_not_retold(document: Document) -> Iterator[Problem]:
    """No sentence of a person has all telling words of a confidential source's title, in whatever order (LK705)."""
    patterns = dict(_confidential(document))
    if not patterns:
        return
    small = _known_words(document) | _function_words(document)
    telling = {key: _telling(str(source.title), small) for key, source in document.campaign.sources.items()}
    told = {key: words for key, words in telling.items() if str(key) in patterns and len(words) >= _TELLING}
    for passage, start, sentence in document.sentences(document.all_that_is_sent) if told else ():
        words = set(_words(sentence)) if passage.run_at(start).kind.is_given else set[str]()
        for key, title in told.items():
            if title <= words and not patterns[str(key)].search(passage.text):
                location = document.place(passage, start, start + len(sentence))
                yield replace(_shown(sentence, str(key), location), severity=Severity.WARNING)


def _telling(title: str, small: frozenset[str]) -> frozenset[str]:
    """The words of a title that say something, in lower case."""
    return frozenset(word for word in _words(title) if len(word) > _TELLING and word not in small)


_TELLING = 3
"""So many words tell one source from others, and so many letters are in no word that tells anything."""


def confidential_in(texts: Iterable[tuple[str, str]], document: Document) -> Iterator[Problem]:
    """Which confidential sources show in texts, each given with where it stands, such as those of a PDF (LK705)."""
    patterns = tuple(_confidential(document))
    for place, text in texts:
        for key, pattern in patterns:
            if found := pattern.search(text):
                yield _shown(found[0], key, None, f": in {place}")


def _shown(words: str, key: str, location: Location | None, where: str = "") -> Problem:
    """What is said of words that show a confidential source; which, and what of it, only to those inside."""
    message = f"'{words}' shows the confidential source '{key}'{where}"
    hint = f"take it out; '{key}' is confidential: say what is known, not from whom"
    inside = Problem("LK705", message, location, hint)
    hint = "take it out: say what is known, not from whom; --internal shows which source it is"
    return replace(inside, message=f"a confidential source shows{where}", hint=hint, internal=inside)


def _confidential(document: Document) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The keys of the confidential sources, each with what shows it."""
    public = {_words(source.title) for source in document.campaign.sources.values() if not source.confidential}
    for key, source in document.campaign.sources.items():
        if source.confidential and _words(source.title) not in public:
            yield str(key), _traces(str(key), str(source.title), _known_words(document), _function_words(document))


def _peculiar_runs(words: Sequence[str], common: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """What is peculiar in a title: four words of which three are not common, or two that are names."""
    for start in range(len(words)):
        run = words[start : start + 4]
        if len(run) == 4 and sum(word.lower() not in common for word in run) >= 3:
            yield tuple(run)
        pair = words[start : start + 2]
        if len(pair) == 2 and all(word[0].isupper() and word.lower() not in common for word in pair):
            yield tuple(pair)


@lru_cache(maxsize=256)
def _traces(key: str, title: str, known: frozenset[str], function_words: frozenset[str]) -> re.Pattern[str]:
    """What shows a source: its title, what is peculiar in it, or its key."""
    words = _WORD.findall(title)
    runs = set(_peculiar_runs(words, known | function_words))
    loose = [r"\W+".join(map(re.escape, run)) for run in sorted(runs, key=lambda run: (-len(run), run))]
    whole = r"\W+".join(map(re.escape, words))
    parts = [f"(?i:{part})" for part in ([whole] if len(words) > 2 else []) + loose]
    parts += [whole] if len(words) == 2 or (len(words) == 1 and re.search(r"\d|[A-Z].*[A-Z]", title)) else []
    parts += [re.escape(key)] if re.search(r"[\d_-]", key) else []
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)")


def traces_of_title(title: str, known: frozenset[str]) -> str:
    """An expression of what shows the source with a title; ``known`` are words, in lower case, that show none."""
    return _traces("", title, known, frozenset()).pattern


def _words(title: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", title.lower()))


def _known_words(document: Document) -> frozenset[str]:
    """The words, in lower case, of names that a campaign gives anyway; those of people are for LK706."""
    people = (person for person in document.campaign.people.values() if isinstance(person, Person))
    return frozenset(
        word.lower() for name in names_in(document.letter, document.campaign, people) for word in _WORD.findall(name)
    )


def _function_words(document: Document) -> frozenset[str]:
    return frozenset(document.language.checking.function_words or ())


def no_gap_is_left(document: Document) -> Iterator[Problem]:
    """Nothing in a letter waits to be filled in (LK707)."""
    checking = document.language.checking
    masked = mask_of(document)
    placeholders = tuple(pattern.pattern for pattern in checking.placeholders)
    numbered = frozenset(checking.numbered)
    for passage in document.all_that_is_sent:
        text = passage.text
        for start, end in _found_gaps(text, masked(text), placeholders, numbered):
            message = f"'{text[start:end].strip()}' is a gap that nobody filled"
            hint = "put in what belongs there, or reword the sentence without it"
            # A space before a comma may be a slip of the finger.
            severity = Severity.ERROR if re.search(r"\w|\W\S|[_.?]{2}", text[start:end].strip()) else Severity.WARNING
            yield Problem("LK707", message, document.place(passage, start, end), hint, severity)


@lru_cache(maxsize=512)  # letters of other senders have the same passages
def _found_gaps(
    text: str, own: str, placeholders: tuple[str, ...], numbered: frozenset[str]
) -> tuple[tuple[int, int], ...]:
    """Where in a text something waits to be filled in; ``own`` is the text with names and quotations masked."""
    places = [found.span() for found in _gaps(placeholders).finditer(own) if not _is_number(own, found, numbered)]
    places += [found.span() for found in _BRACKETS.finditer(own) if MASK not in found[0]]
    places += [found.span() for found in _MERGED.finditer(text)]
    places += [found.span() for found in _NO_NAME.finditer(unquoted(text))]
    return tuple(_widest(places))


@lru_cache(maxsize=16)
def _gaps(placeholders: tuple[str, ...]) -> re.Pattern[str]:
    parts = [re.sub(r"^\(\?i\)(.*)$", r"(?i:\1)", part) for part in placeholders]
    return re.compile("|".join([*_GAPS, _ROMAN_OR_GAP, *(rf"(?<!\w)(?:{part})(?!\w)" for part in parts)]))


def _is_number(text: str, found: re.Match[str], numbered: frozenset[str]) -> bool:
    """Whether "XX" is the number of an article or a congress."""
    if not re.fullmatch("X{2,3}", found[0]):
        return False
    before, after = re.findall(r"\w+", text[: found.start()])[-1:], re.findall(r"\w+", text[found.end() :])[:1]
    return bool(numbered.intersection(word.lower() for word in (*before, *after)))


def _widest(places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches that lie in no other."""
    end = -1
    for place in sorted(places, key=lambda place: (place[0], -place[1])):
        if place[1] > end:
            end = place[1]
            yield place


def links_can_be_followed(document: Document) -> Iterator[Problem]:
    """A link leads to a page that anybody can open safely (https), or to a mailbox (LK708)."""
    for passage in document.everything:
        for found in _LINK_IN_TEXT.finditer(passage.text):
            end = found.start() + len(found[0].rstrip(".,;:!?"))
            address = passage.text[found.start() : end]
            if address not in document.addresses:
                yield _bad_link(document, address, document.place(passage, found.start(), end))
    for link, location in document.links:
        if not re.match(r"(?i)https://|mailto:", link.address):
            yield _bad_link(document, link.address, location)


def _bad_link(document: Document, address: str, location: Location | None) -> Problem:
    scheme = address.partition(":")[0].lower()
    if scheme in ("http", "ftp", "sftp"):
        message, hint = f"'{address}' is no safe link", "link to its https: address, or name the document instead"
        return Problem("LK708", message, location, hint, Severity.WARNING)
    if scheme in ("file", "javascript", "data", "vbscript"):
        message = f"'{address}' leads into a computer and not to a page"
        hint = "take it out, or link to an https: address"
        return Problem("LK708", message, location, hint, Severity.ERROR if document.edited else Severity.WARNING)
    message = f"'{address}' leads nowhere from a letter"
    return Problem("LK708", message, location, "write the whole address, with https: or mailto:", Severity.WARNING)


def all_can_be_set(document: Document) -> Iterator[Problem]:
    """A draft holds no picture, no HTML and nothing else that no letter can be set from (LK916)."""
    yield from document.unsettable


def all_has_a_font(document: Document) -> Iterator[Problem]:
    """Every word of a letter can be set with the fonts that are installed (LK903).

    It is a warning, because a proof is made all the same, and a letterhead can have a font of its own.
    """
    for passage in document.everything:
        for one in unknown_in(passage.text):
            at = passage.text.find(one.word)
            location = document.place(passage, at, at + len(one.word))
            yield Problem("LK903", one.message, location, one.hint, Severity.WARNING)


def addresses_in_text_can_be_ones(document: Document) -> Iterator[Problem]:
    """What looks like an e-mail address can be one (LK709)."""
    letter = document.letter
    checked = {str(mail.address) for target in letter.recipients for mail in target.email}
    for passage in document.everything:
        text = passage.text
        for start, end in _impossible(text):
            if text[start:end] not in checked:
                message = f"'{text[start:end]}' cannot be an e-mail address"
                hint = "write it as name@example.org, without spaces, or take it out"
                yield Problem("LK709", message, document.place(passage, start, end), hint, Severity.WARNING)
    for house in letter.senders:
        for contact in house.contacts:
            if "@" in contact.text and not _MAILBOX.fullmatch(contact.text.strip()) and not _HANDLE.match(contact.text):
                message = f"'{contact.text}' cannot be an e-mail address"
                yield Problem("LK709", message, contact.text.location, "write it as name@example.org", Severity.WARNING)


def _impossible(text: str) -> Iterator[tuple[int, int]]:
    """Where a text has what is meant to be an e-mail address and cannot be one; "@name" is meant for another thing."""
    spaced = [found.span() for found in _SPACED_AT.finditer(text)]
    yield from spaced
    for found in _AT.finditer(text):
        word = found[0].rstrip(".,;:!?'’")
        inside = any(start <= found.start() < end or start < found.end() <= end for start, end in spaced)
        parts = [part.removeprefix("mailto:") for part in re.split(r"[,;](?=[^,;]*@)", word)]
        if word and not inside and not _HANDLE.fullmatch(word) and not all(map(_MAILBOX.fullmatch, parts)):
            yield found.start(), found.start() + len(word)
