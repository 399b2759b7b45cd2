"""What a check looks at: one letter with everything it says, and the place of every word."""

from __future__ import annotations

import datetime
import re
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, takewhile
from typing import cast

from letterkit.drafts.drafted import DraftedSentence, drafted
from letterkit.drafts.history import Generated
from letterkit.drafts.markdown import DraftFile, Link, links_in, page_of
from letterkit.drafts.passages import Passage, Run
from letterkit.drafts.redraft import notes_for
from letterkit.drafts.surroundings import around_the_text
from letterkit.drafts.undecided import waiting
from letterkit.foundation.files import as_typed
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.reads import Texts, indentation
from letterkit.language.grammar import Language
from letterkit.language.words import key_of, occurrences
from letterkit.letter.draft import Draft, Paragraph
from letterkit.letter.letter import Letter
from letterkit.letter.names import NameIndex, name_index
from letterkit.schema.campaign import Campaign
from letterkit.schema.law.load import law_of
from letterkit.schema.law.tables import LawTables
from letterkit.schema.library import Library
from letterkit.typeset.dialect import unsettable
from letterkit.typeset.sheet import Sheet
from letterkit.typeset.typography import plain, plain_spaces

_FURTHEST = 60
"""So many lines behind its mark a word is looked for."""
_INDENTED = (".yml", ".yaml")
"""The names of files in which what belongs to a line is indented below it."""
_IN_BRACKETS = re.compile(r"[{\[][^}\]]*$")


@dataclass(frozen=True)
class Document:
    """One letter to check, as composed or as a person edited it.

    ``campaign`` is the whole campaign, of which the letter has only what it can know; ``library`` is what it was made
    with. ``passages`` is its text from salutation to complimentary close, ``around`` what stands around it, ``behind``
    what else is in the PDF: the letterhead, its metadata, the addresses and titles of links. ``edited`` says whether
    the text is a draft file's. ``files`` holds the text of the files that marks of passages lie in. ``sending`` is the
    day on which it is to be sent. ``record`` is what is remembered of the text that an edited draft was made from, None
    where that is not known. ``unsettable`` is what the draft has that no letter can hold. ``drafted`` are the sentences
    of the letter as composed, for an edited one. ``waiting`` are the lines of the draft file that are no part of the
    letter until a person has decided between two versions.
    """

    letter: Letter
    campaign: Campaign
    library: Library
    language: Language
    sheet: Sheet
    passages: tuple[Passage, ...]
    around: tuple[Passage, ...]
    behind: tuple[Passage, ...]
    edited: bool
    files: Mapping[str, str]
    sending: datetime.date
    record: Generated | None = None
    unsettable: tuple[Problem, ...] = ()
    drafted: tuple[DraftedSentence, ...] = ()
    waiting: frozenset[int] = frozenset()

    @property
    def demanded(self) -> tuple[str, ...]:
        """The sentences of the letter as composed that make its demands."""
        return tuple(sentence.text for sentence in self.drafted if sentence.asks)

    @property
    def list_of(self) -> str:
        """The name of the list of which the letter is one, whose demands are locked; "" for none."""
        plan = next((plan for name, plan in self.campaign.letters.items() if name == self.letter.name), None)
        return str(plan.like) if plan and plan.like in self.campaign.lists else ""

    @cached_property
    def everything(self) -> tuple[Passage, ...]:
        """All that a reader sees of the letter's own words, in the order of the sheet."""
        return (*self.around, *self.passages)

    @cached_property
    def all_that_is_sent(self) -> tuple[Passage, ...]:
        """Every text that is in the PDF, seen or not."""
        return (*self.around, *self.passages, *self.behind)

    @cached_property
    def body(self) -> tuple[Passage, ...]:
        """The text between salutation and complimentary close."""
        return tuple(passage for passage in self.passages if passage.part in ("text", "item"))

    @cached_property
    def known(self) -> NameIndex:
        """Who and what the letter knows by name."""
        return name_index(self.letter, self.campaign, self.library)

    @property
    def law(self) -> LawTables:
        """All law data, of every country and day."""
        return law_of(self.library)

    def sentences(self, passages: Sequence[Passage] | None = None) -> Iterator[tuple[Passage, int, str]]:
        """The sentences of passages (those of the body when none are given): passage, beginning in it, text."""
        for passage in self.body if passages is None else passages:
            text = passage.text
            for start, end in self.language.sentences.of(text):
                yield passage, start, text[start:end]

    def written_by_hand(self) -> Iterator[tuple[Passage, int, str]]:
        """The sentences of an edited draft that no generated text has: passage, beginning in it, text."""
        generated = {key_of(sentence.text) for sentence in self.record.sentences} if self.record else set()
        for passage in self.passages if self.edited else ():
            start = 0
            for run in passage.runs:
                if run.kind is OriginKind.HAND and key_of(run.text) not in generated:
                    yield passage, start, plain_spaces(run.text)
                start += len(run.text)

    @cached_property
    def links(self) -> tuple[tuple[Link, Location], ...]:
        """The links of an edited draft, which can be followed without seeing where they lead; each with its place."""
        location = self.passages[0].runs[0].location if self.edited and self.passages else None
        if location is None:
            return ()
        found = links_in(self.files[location.file])
        return tuple(
            (link, Location(location.file, link.line, link.column, max(len(link.address), 1))) for link in found
        )

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Where the links of an edited draft lead."""
        return frozenset(link.address for link, _ in self.links)

    def place(self, passage: Passage, start: int, end: int) -> Location | None:
        """Where the characters from ``start`` to ``end`` of a passage were written, as exactly as can be told.

        What a template words is for the letter to mend: its place is that of what the campaign gives in the stretch,
        or else the letter's.
        """
        while passage.run_at(start).kind.is_ours and passage.run_ends(start) < end:
            start = passage.run_ends(start)
        run, begins = passage.run_at(start), passage.written_from(start)
        if run.location is None or run.kind.is_ours:
            return self.letter.plan.location
        text = passage.text
        word = text[start:end]
        nth = text.count(word, begins, start) if word else 0
        return self._written(run.location, word, nth) or run.location

    def line_of(self, location: Location) -> str:
        """The line of a file in which something was written; "" for a file that is not the letter's."""
        if location.file not in self.files:
            return ""
        lines = _lines_of(self._text_of(location.file))
        self._have_read(location, location.line)
        return lines[location.line - 1] if location.line <= len(lines) else ""

    def _written(self, location: Location, word: str, nth: int) -> Location | None:
        """The place of the ``nth`` occurrence of a word in what was written from a mark on."""
        if not word.strip() or location.file not in self.files:
            return None
        found, last = _found_in(self._text_of(location.file), location, word, nth)
        self._have_read(location, last)
        return found

    def _text_of(self, file: str) -> str:
        """The text of a file, of which lines are then read: see `_have_read`."""
        texts = self.campaign.texts
        return texts.text(file) if isinstance(texts, Texts) and file in texts else self.files[file]

    def _have_read(self, location: Location, last: int) -> None:
        """That a file was read from a mark on, up to a line."""
        texts = self.campaign.texts
        if isinstance(texts, Texts) and location.file in texts:
            texts.lines(location.file, location.line, last)


@lru_cache(maxsize=1024)  # a check asks again, and so does the next letter that says the same
def _found_in(text: str, location: Location, word: str, nth: int) -> tuple[Location | None, int]:
    """The place of the ``nth`` occurrence of a word in a file's text from a mark on, and the last line that decides."""
    rest = _behind(text, location.line, location.column, location.file.endswith(_INDENTED))
    found = _first_of(word, rest, 1 << nth.bit_length())
    if nth >= len(found):
        return None, location.line + rest.count("\n")
    start, end = found[nth]
    line = location.line + rest.count("\n", 0, start)
    behind = rest.rfind("\n", 0, start)
    column = start - behind if behind >= 0 else location.column + start
    last = location.line + rest.count("\n", 0, end)
    return Location(location.file, line, column, len(rest[start:end].split("\n")[0])), last


@lru_cache(maxsize=256)
def _first_of(word: str, text: str, count: int) -> tuple[tuple[int, int], ...]:
    """The first occurrences of a word in a text; so many that the next ones, asked for one by one, need no new look."""
    return tuple(islice(occurrences(word.split(), text), count))


@lru_cache(maxsize=32)
def _behind(text: str, line: int, column: int, indented: bool) -> str:
    """What stands behind a mark, in its line and the next ones.

    Of an ``indented`` file it is what belongs to its line, and of a mark outside of brackets the other keys beside it.
    """
    first, *rest = _lines_of(text)[line - 1 : line + _FURTHEST]
    if indented:
        least = indentation(first) + (_IN_BRACKETS.search(first, 0, column - 1) is not None)
        rest = list(takewhile(lambda each: indentation(each) >= least, rest))
    return "\n".join([first[column - 1 :], *rest])


@lru_cache(maxsize=8)
def _lines_of(text: str) -> list[str]:
    """The lines of a file; the letters of a campaign share them."""
    return text.split("\n")


def by_hand(passage: Passage, position: int) -> bool:
    """Whether a person wrote what stands at a position, in the campaign or in the draft."""
    return passage.run_at(position).kind.is_a_persons


def composed_document(
    letter: Letter, draft: Draft, campaign: Campaign, library: Library, sending: datetime.date | None = None
) -> Document:
    """A letter as it was composed from its campaign."""
    passages = tuple(
        Passage(_part(at, len(draft.paragraphs), paragraph), _runs(paragraph))
        for at, paragraph in enumerate(draft.paragraphs)
    )
    around, behind = around_the_text(letter, draft.sheet)
    return Document(
        letter, campaign, library, letter.language, draft.sheet, passages, around, behind, False, campaign.texts,
        sending or letter.date,
    )  # fmt: skip


def edited_document(
    letter: Letter,
    draft: Draft,
    campaign: Campaign,
    library: Library,
    file: DraftFile,
    name: str,
    content: str,
    sending: datetime.date | None = None,
    record: Generated | None = None,
) -> Document:
    """A letter whose text is that of a draft file, called ``name``, with all its ``content``.

    ``draft`` is the letter as composed, ``record`` what is remembered of the text that the draft was made from. Of two
    versions between notes, the new one is the text; the person's is in ``behind``, looked at for what must not leave.
    """
    language = letter.language
    known = drafted(draft, language)
    composed = {plain(sentence.text) for sentence in known}
    page, _ = page_of(file.text)
    told = [one for one in page if one.kind == "text"]
    aside = waiting(as_typed(content), notes_for(language.code, library, content))
    seen = [(one.line, one.text) for one in told if file.line + one.line not in aside]
    unseen = [one for one in page if one.kind != "text" or file.line + one.line in aside]

    def place(line: int) -> Location:
        return Location(name, file.line + line)

    passages = tuple(
        Passage(
            _part_seen(at, seen, file.text),
            tuple(
                Run(
                    sentence,
                    place(line),
                    OriginKind.GENERATED if plain(sentence).strip() in composed else OriginKind.HAND,
                )
                for sentence in _pieces(text, language)
            ),
        )
        for at, (line, text) in enumerate(seen)
    )
    around, behind = around_the_text(letter, draft.sheet)
    hidden = tuple(Passage(one.kind, (Run(one.text, place(one.line), OriginKind.HAND),)) for one in unseen)
    files = ChainMap({name: as_typed(content)}, cast("dict[str, str]", campaign.texts))
    return Document(
        letter, campaign, library, language, draft.sheet, passages, around, (*behind, *hidden), True, files,
        sending or letter.date, record, tuple(unsettable(file.text, place(0))), known, aside,
    )  # fmt: skip


def _pieces(text: str, language: Language) -> Iterator[str]:
    """The sentences of a paragraph with the spaces between them, so that together they are the paragraph."""
    typed = plain_spaces(text)
    starts = [start for start, _ in language.sentences.of(typed)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield text[start:end]


def _part(at: int, count: int, paragraph: Paragraph) -> str:
    return "salutation" if at == 0 and count > 1 else paragraph.kind


def _part_seen(at: int, seen: Sequence[tuple[int, str]], text: str) -> str:
    if re.match(r"\s*(?:[-*+]|\d+[.)])\s", text.split("\n")[seen[at][0]]):
        return "item"
    return "salutation" if at == 0 and len(seen) > 1 else "close" if at == len(seen) - 1 else "text"


def _runs(paragraph: Paragraph) -> tuple[Run, ...]:
    """The runs of a paragraph, each with the place of the innermost origin that has one."""
    runs = []
    for span in paragraph.spans:
        marks = [origin.location for origin in reversed(span.origins) if origin.location]
        runs.append(Run(span.text, next(iter(marks), None), span.origins[-1].kind if span.origins else OriginKind.FORM))
    return tuple(runs)
