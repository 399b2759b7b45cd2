"""What a check looks at: one letter with everything it says, and the place of every word."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, islice

from letterkit.drafts.drafted import Drafted, drafted
from letterkit.drafts.history import Generated
from letterkit.drafts.markdown import DraftFile, Link, links_in, page_of
from letterkit.drafts.redraft import notes_for
from letterkit.drafts.undecided import waiting
from letterkit.foundation.files import as_typed
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language
from letterkit.language.words import key_of, occurrences
from letterkit.letter.draft import Draft, Paragraph
from letterkit.letter.letter import Letter
from letterkit.letter.names import NameIndex, name_index
from letterkit.schema.campaign import Campaign, Target
from letterkit.schema.fields import Text
from letterkit.schema.law.tables import LawTables, law_of
from letterkit.schema.library import Library
from letterkit.typeset.dialect import unsettable
from letterkit.typeset.sheet import Sheet, texts_of
from letterkit.typeset.typography import plain, plain_spaces

# What a sheet holds that is no line of the letter's own: words of the letterhead and the language, and what only
# programs read. All other fields are lines of the letter, those to come among them.
_NOT_OF_THE_LETTER = frozenset(
    {
        *("title", "author", "created", "language", "paper", "standard", "letterhead", "like", "look", "typography"),
        *("heads", "place_and_date", "continuation", "page_label", "page_numbers", "page_of", "draft_label"),
        *("mailbox_label", "union_label", "enclosures_label", "copies_label", "columns", "address"),
        *("image", "image_says", "key"),
    }
)
# What the parts of a letter are called where the field of the sheet has another name.
_PARTS = {
    "inside_address": "address",
    "mailboxes": "address",
    "initials": "reference",
    "copies": "copy",
    "enclosures": "enclosure",
    "attached": "enclosure",
    "signatures": "signature",
    "notes": "note",
}


@dataclass(frozen=True, slots=True)
class Run:
    """A run of characters written at one place.

    ``kind`` is that of its innermost origin. In an edited draft it is ``GENERATED`` for a sentence that stands in the
    generated text, and ``HAND`` for any other.
    """

    text: str
    location: Location | None
    kind: OriginKind


@dataclass(frozen=True)
class Passage:
    """A paragraph of a letter, or a line of what stands around its text.

    ``part`` is ``salutation``, ``text``, ``item`` or ``close`` in the letter's text; around it ``subject``,
    ``reference``, ``address``, ``copy``, ``enclosure``, ``annex``, ``signature``, ``note``, or the key of a notation.
    """

    part: str
    runs: tuple[Run, ...]

    @cached_property
    def text(self) -> str:
        """What a reader sees, its no-break spaces as plain ones."""
        return plain_spaces("".join(run.text for run in self.runs))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(accumulate((len(run.text) for run in self.runs), initial=0))

    def _at(self, position: int) -> int:
        """The number of the run that holds the character at ``position``."""
        return min(bisect_right(self._starts, position), len(self.runs)) - 1

    def run_at(self, position: int) -> Run:
        """The run that holds the character at ``position``."""
        return self.runs[self._at(position)]

    def run_ends(self, position: int) -> int:
        """Where the run ends that holds the character at ``position``."""
        return self._starts[self._at(position) + 1]

    def written_from(self, position: int) -> int:
        """Where the text begins that was written in one stretch with the character at ``position``."""
        at = self._at(position)
        while at and self.runs[at - 1].location == self.runs[at].location:
            at -= 1
        return self._starts[at]


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
    drafted: tuple[Drafted, ...] = ()
    waiting: frozenset[int] = frozenset()

    @property
    def demanded(self) -> tuple[str, ...]:
        """The sentences of the letter as composed that make its demands."""
        return tuple(sentence.text for sentence in self.drafted if sentence.asks)

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
        lines = _lines_of(self.files.get(location.file, ""))
        return lines[location.line - 1] if location.line <= len(lines) else ""

    def _written(self, location: Location, word: str, nth: int) -> Location | None:
        """The place of the ``nth`` occurrence of a word in what was written from a mark on."""
        if not word.strip() or location.file not in self.files:
            return None
        lines = _lines_of(self.files[location.file])
        rest = "\n".join([lines[location.line - 1][location.column - 1 :], *lines[location.line : location.line + 60]])
        for start, end in islice(occurrences(word.split(), rest), nth, nth + 1):
            line = location.line + rest.count("\n", 0, start)
            behind = rest.rfind("\n", 0, start)
            column = start - behind if behind >= 0 else location.column + start
            return Location(location.file, line, column, len(rest[start:end].split("\n")[0]))
        return None


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
    around, behind = _around(letter, draft.sheet)
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
    around, behind = _around(letter, draft.sheet)
    hidden = tuple(Passage(one.kind, (Run(one.text, place(one.line), OriginKind.HAND),)) for one in unseen)
    files = {**campaign.texts, name: as_typed(content)}
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


def draft_links(document: Document) -> Iterator[tuple[Link, Location]]:
    """The links of an edited draft, which a reader can follow without seeing where they lead; each with its place."""
    if document.edited and document.passages and (location := document.passages[0].runs[0].location):
        for link in links_in(document.files[location.file]):
            yield link, Location(location.file, link.line, link.column, max(len(link.address), 1))


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


def _around(letter: Letter, sheet: Sheet) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Every text of a sheet, with the place that made it say so: the letter's own lines, and all the others."""
    known = _places_around(letter, sheet)
    own: list[Passage] = []
    others: list[Passage] = []
    for path, text in texts_of(sheet):
        whole, location = str(path[0]), known.get(path[:2]) or known.get(path[:1]) or letter.plan.location
        part = sheet.notations[int(path[1])].key if whole == "notations" else _PARTS.get(whole, whole.replace("_", "-"))
        passage = Passage(part, (Run(text, location, OriginKind.FACT),))
        (others if _NOT_OF_THE_LETTER.intersection(path) else own).append(passage)
    return tuple(own), tuple(others)


def _places_around(letter: Letter, sheet: Sheet) -> dict[tuple[str | int, ...], Location | None]:
    """Where the lines of a sheet were written, by their path in it; what is not here is the letter's own place."""
    plan = letter.plan
    places: dict[tuple[str | int, ...], Location | None] = {
        ("reference",): _place_of(plan.reference),
        ("your_reference",): _place_of(plan.your_reference),
        ("heading",): letter.target.location,
        ("initials",): _place_of(plan.initials),
        ("union_label",): _place_of(plan.union_label),
        ("subject",): _place_of(plan.subject),
        ("title",): _place_of(plan.subject),
        ("annex",): plan.annex[0].location if plan.annex else None,
        ("mailboxes",): letter.target.location,
    }
    places |= {
        ("notations", at): _place_of(getattr(plan, one.key.replace("-", "_"), None))
        for at, one in enumerate(sheet.notations)
    }
    places |= {("mailboxes", at): mail.address.location for at, mail in enumerate(letter.mails)}
    places |= {("inside_address", at): _of(letter.targets, line) for at, line in enumerate(sheet.inside_address)}
    places |= {("cosigners", at): one.location for at, one in enumerate(plan.with_)}
    places |= {("copies", at): target.location for at, target in enumerate(letter.copies)}
    # The annex, if there is one, comes before what the campaign lists.
    enclosed = (*plan.enclosures, *(one.says for one in plan.attachments))
    first = len(sheet.enclosures) - len(enclosed)
    places |= {("enclosures", first + at): text.first.location for at, text in enumerate(enclosed)}
    places |= {("attached", at): one.file.location for at, one in enumerate(plan.attachments)}
    places |= {("signatures", at): one.officer.location for at, one in enumerate(letter.signatories)}
    for at, house in enumerate(letter.notes):
        places["notes", at] = house.about.first.location if house.about else house.location
    places |= {("heads", at): house.location for at, house in enumerate(letter.senders)}
    return places


def _place_of(said: Text | Scalar | None) -> Location | None:
    """Where a line of a letter's plan was written, if it has one."""
    if not said:
        return None
    return said.first.location if isinstance(said, Text) else said.location


def _of(targets: Sequence[Target], line: str) -> Location | None:
    """The place of a line of an inside address among what the targets say."""
    texts = [text for one in targets for text in (one.name, one.office, one.of, *one.address)]
    written = (word for text in texts if text for word in text.languages.values())
    return next((word.location for word in written if str(word) in line), targets[0].location)
