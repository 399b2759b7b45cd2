"""The letters of one campaign, kept warm while somebody writes: what changed is done again, and nothing else.

A session belongs to one thread. What it gives are immutable records, which others may read at any time.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from letterkit.checks.run import check_campaign
from letterkit.drafts.folder import LetterFolder
from letterkit.drafts.job import Job
from letterkit.foundation.codes import Severity
from letterkit.foundation.files import DISK, real_path, shown
from letterkit.foundation.problems import Problem, UserError, in_order
from letterkit.letter.resolve.resolver import faults_of_letters
from letterkit.pipeline.preview.edit import Saved, begin, save
from letterkit.pipeline.preview.view import Marked, PreviewProof, Written, marked, printed, written
from letterkit.schema.campaign import Campaign
from letterkit.schema.library import Library, open_library
from letterkit.schema.read import SUFFIXES, UnreadError, read
from letterkit.typeset.depiction import Page


@dataclass(frozen=True, slots=True)
class LetterState:
    """A letter as it is shown.

    ``written`` is its draft; where an error stops it, with the text of before when there is no other. ``printed`` are
    its last good pages, ``since`` when they were made, and ``stale`` whether they are older than the text.
    """

    name: str
    written: Written
    printed: PreviewProof | None = None
    marked: Marked = field(default_factory=Marked)
    problems: tuple[Problem, ...] = ()
    since: datetime.datetime | None = None
    stale: bool = False
    ready: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """All that there is to see, as of one moment; ``number`` goes up with each.

    ``problems`` are those of the campaign file. When an error is among them it is ``broken``, and the letters are as
    they were before. ``folders`` are those in which a file can change what is shown.
    """

    number: int = 0
    title: str = ""
    file: str = ""
    problems: tuple[Problem, ...] = ()
    broken: bool = False
    letters: tuple[LetterState, ...] = ()
    folders: tuple[Path, ...] = ()

    def letter(self, name: str) -> LetterState | None:
        """A letter by name."""
        return next((letter for letter in self.letters if letter.name == name), None)

    def page(self, name: str) -> Page | None:
        """A page by the name of its picture."""
        pages = (page for letter in self.letters if letter.printed for page in letter.printed.pages)
        return next((page for page in pages if page.name == name), None)


@dataclass(slots=True)
class _Before:
    """What a letter was before its last change: its draft, and its pages without their pictures."""

    text: str
    pages: tuple[Page, ...] = ()


class Session:
    """Makes the `Board` of a campaign file, and edits its drafts."""

    def __init__(self, path: Path, workspace: Path, output: Path, library: Library | None = None) -> None:
        self.path, self._workspace, self._output = path, workspace, output
        self._library = library
        self._jobs: dict[str, Job] = {}
        self._before: dict[str, _Before] = {}
        self._unwritten: dict[str, None] = {}
        self._waiting: dict[str, None] = {}
        self._included: tuple[Path, ...] = ()
        self.board = Board(file=shown(path), folders=self.folders())

    @property
    def library(self) -> Library:
        """The library as it is seen from the workspace."""
        if self._library is None:
            self._library = open_library(self._workspace)
        return self._library

    def folders(self) -> tuple[Path, ...]:
        """The folders in which a file can change what is shown, those that are there."""
        own, campaigns = self._workspace / "templates", real_path(self.path).parent
        below = [campaigns / name for name in self._included]
        templates = [own, *(path for path in own.rglob("*") if path.is_dir())] if own.is_dir() else []
        found = dict.fromkeys([campaigns, *below, *templates, self._workspace, self._drafts])
        return tuple(sorted({real_path(folder) for folder in found if folder.is_dir()}))

    def matters(self, path: Path) -> bool:
        """Whether a file can change what is shown: a draft, a template, a campaign file or what it includes."""
        if path.parent == real_path(self._drafts):
            return path.suffix == ".md"
        own = real_path(self._workspace / "templates")
        if path == own or own in path.parents:
            return True
        return path.suffix in (*SUFFIXES, ".csv") and real_path(self.path).parent in path.parents

    @property
    def _drafts(self) -> Path:
        return self._output / self.path.stem

    def refresh(self, changed: Collection[Path] | None, first: Sequence[str] = ()) -> Board:
        """Take up what has changed (None for everything), and do the letters of ``first`` again; others wait."""
        touched = self._touched(changed)
        if not self.board.broken:
            self._waiting.update(dict.fromkeys(touched))
        wanted = [name for name in first if name in self._jobs] or list(self._jobs)[:1]
        for name in filter(self._waiting.__contains__, wanted):
            self._do(name)
        return self._publish()

    def _touched(self, changed: Collection[Path] | None) -> Collection[str]:
        """The letters that are to be done again, once the campaign has been read again where that is to be."""
        drafts = real_path(self._drafts)
        if changed is not None:
            changed = [path for path in changed if self.matters(path)]
            if all(path.parent == drafts for path in changed):
                return {path.stem for path in changed}.intersection(self._jobs)
        self._reread(changed)
        return self._jobs

    def go_on(self, first: Sequence[str] = ()) -> Board | None:
        """Do one of the letters that wait, or write one PDF; None when nothing is left to do."""
        waiting = [] if self.board.broken else [*filter(self._waiting.__contains__, first), *self._waiting]
        if self._unwritten and not (waiting and waiting[0] in first):
            self._write(next(iter(self._unwritten)))
        elif waiting:
            self._do(waiting[0])
            self._publish()
        else:
            return None
        return self.board

    def begin(self, letter: str) -> Saved:
        """The draft of a letter, brought up to date, to be edited; see `edit.begin`."""
        return begin(self.place(letter), self._job(letter), self.library)

    def save(self, letter: str, base: str, text: str) -> Saved:
        """Save a draft that was edited from ``base``; see `edit.save`."""
        return save(self.place(letter), self._job(letter), self.library, base, text)

    def place(self, letter: str) -> LetterFolder:
        """Where the files of a letter lie."""
        return LetterFolder(self._drafts, letter)

    def _job(self, letter: str) -> Job | None:
        return None if self.board.broken else self._jobs.get(letter)

    def _reread(self, changed: Collection[Path] | None) -> None:
        """Read the campaign again, and the library when one of its files has changed."""
        own = real_path(self._workspace / "templates")
        if changed is not None and any(path == own or own in path.parents for path in changed):
            self._library = None
        try:
            campaign = read(self.path, self.library)
            doubts = check_campaign(campaign, self.library)[0]
        except UserError as error:
            found = list(error.problems)
            if isinstance(error, UnreadError) and error.standing:
                found += faults_of_letters(error.standing, error.taken, self.library)
            self.board = replace(self.board, problems=in_order(found), broken=True)
            return
        broken = any(problem.severity is Severity.ERROR for problem in doubts)
        self.board = replace(self.board, title=str(campaign.campaign), problems=doubts, broken=broken)
        if not broken:
            self._take(campaign)

    def _take(self, campaign: Campaign) -> None:
        """Take a campaign's letters in the place of those there were; one of the same name stays until it is done."""
        self._included = tuple(Path(str(name)).parent for name in campaign.include)
        known = {letter.name: letter for letter in self.board.letters}
        names = [str(name) for name in campaign.letters]
        self._jobs = {name: Job(campaign, name, self.place(name)) for name in names}
        for kept in (self._before, self._unwritten, self._waiting):
            for gone in set(kept).difference(names):
                del kept[gone]
        letters = tuple(known.get(name) or LetterState(name, Written()) for name in names)
        self.board = replace(self.board, letters=letters)

    def _do(self, name: str) -> None:
        """Do a letter again; what an error keeps from being made stays as it was before."""
        self._waiting.pop(name, None)
        state = self.board.letter(name)
        if state is None:
            return
        now, proof, problems = self._made(name, state)
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        if any(problem.internal is not None for problem in errors):
            # Somebody is named against their will, whose name the last good pages may have, too.
            proof = None
        before = self._remember(state, now, proof)
        pages, since = proof.pages if proof else (), state.since
        if proof is not state.printed:
            self._unwritten[name] = None
            since = datetime.datetime.now().astimezone()
        marks = marked(now.text, now.sentences, pages, before.text, before.pages)
        stale = bool(errors) and proof is not None
        self._put(LetterState(name, now, proof, marks, problems, since, stale=stale, ready=True))

    def _made(self, name: str, state: LetterState) -> tuple[Written, PreviewProof | None, tuple[Problem, ...]]:
        """A letter as written and printed, with what to mend; as before where an error keeps it from being made."""
        job = self._jobs[name]
        now, composed, file = written(job, self.library)
        problems, proof = now.problems, state.printed
        if composed is not None and file is not None and not now.stopped:
            try:
                proof = printed(job, self.library, composed, file, state.printed)
                problems = in_order((*problems, *proof.problems))
            except UserError as error:
                problems = in_order((*problems, *error.problems))
        if not now.text:
            now = replace(state.written, problems=now.problems, target=now.target or state.written.target)
        return now, proof, problems

    def _remember(self, state: LetterState, now: Written, proof: PreviewProof | None) -> _Before:
        """What the letter was before its last change, which may be this one."""
        before = self._before.setdefault(state.name, _Before(now.text))
        if state.ready and state.written.text and state.written.text != now.text:
            before.text = state.written.text
        if state.printed and proof is not state.printed:
            before.pages = tuple(replace(page, picture=b"") for page in state.printed.pages)
        return before

    def _put(self, letter: LetterState) -> None:
        letters = tuple(letter if letter.name == one.name else one for one in self.board.letters)
        self.board = replace(self.board, letters=letters)

    def _publish(self) -> Board:
        self.board = replace(self.board, number=self.board.number + 1, folders=self.folders())
        return self.board

    def _write(self, name: str) -> None:
        """Leave a letter's last good PDF where viewers find it, and none where there may be none."""
        del self._unwritten[name]
        state, path = self.board.letter(name), self.place(name).preview
        if state and state.printed:
            if DISK.read(path) != state.printed.pdf:
                DISK.write(path, state.printed.pdf)
        elif DISK.read(path) is not None:
            DISK.remove(path)


def counted(problems: Iterable[Problem]) -> dict[str, int]:
    """How many problems there are of each severity: ``error``, ``warning``, ``note``."""
    found = [problem.severity for problem in problems]
    return {severity.value: found.count(severity) for severity in Severity}
