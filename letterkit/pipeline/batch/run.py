"""Run a batch: look at each letter, have its page set where something changed, and keep what became of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase

from filelock import FileLock, Timeout

from letterkit.drafts.folder import alone_in
from letterkit.drafts.job import Job
from letterkit.foundation.codes import Severity
from letterkit.foundation.files import DISK, NewFiles, shown, told
from letterkit.foundation.problems import Problem, UserError
from letterkit.foundation.strict_yaml import Scalar
from letterkit.pipeline.batch.inputs import Inputs
from letterkit.pipeline.batch.manifest import MADE, REFUSED, STOPPED, UNCHANGED, Manifest, ManifestEntry, digests
from letterkit.pipeline.batch.task import Made, Task, set_page
from letterkit.pipeline.batch.touched import Touched
from letterkit.pipeline.batch.workers import WorkerDiedError
from letterkit.pipeline.draft import Drafted, DraftResult, keep_draft, keep_proof
from letterkit.pipeline.finished import start_of
from letterkit.schema.campaign import Campaign
from letterkit.schema.library import Library
from letterkit.typeset.prints import key_of
from letterkit.typeset.typeset import Typeset

_TOGETHER = 50
"""Letters that are new, and whose names the system writes down together."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a batch is asked for.

    ``only`` are names of letters, lists, senders and targets, in which ``*`` stands for anything; ``limit`` is the most
    letters that are made. With ``resume``, what a run that was broken off has finished is not looked at again.
    """

    only: tuple[str, ...] = ()
    limit: int | None = None
    resume: bool = False


@dataclass(frozen=True, slots=True)
class Hands:
    """Who sets pages: ``work`` is given to ``executor``, with at most ``ahead`` tasks under way.

    ``work`` gives None for a page that would not be the same there; it is then set here. ``fault`` says what to tell of
    a fault of letterkit.
    """

    executor: Executor
    work: Callable[[Task], Made | None]
    ahead: int
    fault: Callable[[Exception], Problem]


@dataclass(slots=True)
class BatchRun:
    """The letters of one campaign in one run.

    ``notes`` are problems of the run and of no letter; ``records`` says for each letter where the record stands that it
    is made from: its sender's, or the letter's own. ``touched`` knows what each letter was made of, so that after a
    change only those are looked at that it can touch; without it, all are.
    """

    campaign: Campaign
    jobs: Sequence[Job]
    library: Library
    order: Order
    hands: Hands
    manifest: Manifest
    touched: Touched | None = None
    notes: list[Problem] = field(default_factory=list)
    records: dict[str, str] = field(init=False)
    _new: NewFiles = field(default_factory=NewFiles)
    _pending: dict[Future[Made | None], tuple[Drafted, Task, ManifestEntry, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        places = ((str(key), key.location) for key in self.campaign.letters)
        self.records = {name: f"{place.file}:{place.line}" if place else "" for name, place in places}

    def entries(self) -> Iterator[ManifestEntry]:
        """What becomes of each letter that was asked for, as it becomes known; at the end the lists are written.

        Raises `UserError` when another run is at work there (LK933), or when nothing can be written.
        """
        with _alone_in(self.manifest):
            known, damaged = self.manifest.known()
            finished = self.manifest.broken_off() if self.order.resume else {}
            if damaged:
                message = f"'{shown(self.manifest.json)}' cannot be read; every letter is looked at again"
                self.notes.append(Problem("LK927", message))
            now = {**known}
            try:
                for number, entry in enumerate(self._each(known, finished), 1):
                    now[entry.letter] = entry
                    if number % _TOGETHER == 0:
                        self._new.settled()
                    yield entry
            finally:
                self._new.settled()
                if self.touched:
                    self.touched.end()
            self.manifest.write(self.campaign.key, self._all(now))

    def chosen(self) -> list[Job]:
        """The letters that were asked for."""
        return [job for job in self.jobs if not self.order.only or self._is_asked_for(job)]

    def _is_asked_for(self, job: Job) -> bool:
        plan = self.campaign.letters[Scalar(job.letter)]
        names = (job.letter, plan.like, *plan.from_, plan.to)
        return any(fnmatchcase(str(name), asked) for name in names if name for asked in self.order.only)

    def _each(
        self, known: Mapping[str, ManifestEntry], finished: Mapping[str, ManifestEntry]
    ) -> Iterator[ManifestEntry]:
        inputs, left = Inputs(self.campaign, self.library), self.order.limit
        first = True
        for job in self.chosen():
            entry = self._blank(job, inputs.of(job))
            before = known.get(job.letter)
            if before and self._is_done(before, entry, job, finished):
                done = before.result if before.result == STOPPED else UNCHANGED
                yield replace(before, result=done, record=entry.record)
                continue
            ground = inputs.ground(job)
            if before and self._is_untouched(before, job, ground):
                yield self._untouched(before, entry)
                continue
            if left == 0:
                continue
            entry = replace(entry, draft=before.draft, pdf=before.pdf) if before else entry
            left = left and left - 1
            if job.place.files is DISK and not job.place.draft.exists():
                job = replace(job, place=replace(job.place, files=self._new))
            yield from self._begun(job, entry, ground, tidy=first)
            first = False
            while len(self._pending) >= self.hands.ahead:
                yield from self._finished()
        while self._pending:
            yield from self._finished()

    def _blank(self, job: Job, inputs: str) -> ManifestEntry:
        plan = self.campaign.letters[Scalar(job.letter)]
        sender = " ".join(map(str, plan.from_))
        return ManifestEntry(job.letter, sender, str(plan.to or ""), self.records.get(job.letter, ""), inputs=inputs)

    def _is_done(
        self, before: ManifestEntry, entry: ManifestEntry, job: Job, finished: Mapping[str, ManifestEntry]
    ) -> bool:
        """Whether a letter is as it would become. Where it has problems, these have to be told at their lines."""
        if before.inputs != entry.inputs or (before.problems and before.record != entry.record):
            return False
        if before.result == STOPPED:
            return job.letter in finished
        return job.prints is not None and before.lies_in(job.place)

    def _is_untouched(self, before: ManifestEntry, job: Job, ground: str) -> bool:
        """Whether a letter was made, and nothing changed that was read for it."""
        if self.touched is None or job.prints is None or before.result not in (MADE, UNCHANGED):
            return False
        return self.touched.is_as_it_was(job.letter, before.inputs, ground) and before.lies_in(job.place)

    def _untouched(self, before: ManifestEntry, entry: ManifestEntry) -> ManifestEntry:
        if self.touched:
            self.touched.stays(before.letter, entry.inputs)
        return self._added(replace(before, result=UNCHANGED, record=entry.record, inputs=entry.inputs))

    def _reading(self, letter: str) -> AbstractContextManager[None]:
        """Within which is noted what is read for a letter."""
        return self.touched.reading(letter) if self.touched else nullcontext()

    def _begun(self, job: Job, entry: ManifestEntry, ground: str, tidy: bool) -> Iterator[ManifestEntry]:
        """Draft a letter, and have its page set; an entry when it is finished with that."""
        try:
            if tidy:
                with alone_in(job.place):
                    pass
            with self._reading(job.letter):
                drafted = keep_draft(job, self.library, tidy=False)
                if self.touched:
                    self.touched.tells(drafted.told)
            task = self._task(drafted)
            there = job.place.files.read(job.place.proof)
            pages = job.prints.pages(task.key, there) if job.prints and there is not None else None
            if pages and there:
                yield self._kept(drafted, Made(there, pages), task, entry, ground)
                return
            future = self.hands.executor.submit(self.hands.work, task)
            self._pending[future] = (drafted, task, entry, ground)
        except UserError as error:
            yield self._stopped(entry, error.problems)
        except Exception as error:
            yield self._stopped(entry, (self.hands.fault(error),))

    def _task(self, drafted: Drafted) -> Task:
        sheet, text, folders = drafted.composed.sheet, drafted.file.text, self.library.folders
        return Task(
            drafted.job.letter, sheet, text, folders, start_of(drafted.file, drafted.job),
            key_of(sheet, text, folders, True),
        )  # fmt: skip

    def _finished(self) -> Iterator[ManifestEntry]:
        """The letters whose pages have been set since; waits for one at least."""
        done, _ = wait(self._pending, return_when=FIRST_COMPLETED)
        for future in done:
            drafted, task, entry, ground = self._pending.pop(future)
            try:
                made = future.result()
                if made is None:
                    self._elsewhere_is_other()
                    made = set_page(task)
                yield self._kept(drafted, made, task, entry, ground)
            except UserError as error:
                yield self._stopped(entry, error.problems)
            except (WorkerDiedError, CancelledError):
                yield self._stopped(entry, (died(task.letter, Severity.ERROR),))
            except Exception as error:
                yield self._stopped(entry, (self.hands.fault(error),))

    def _kept(self, drafted: Drafted, made: Made, task: Task, entry: ManifestEntry, ground: str) -> ManifestEntry:
        """Write a proof, and what became of the letter."""
        if not made.pdf:
            raise UserError(made.problems)
        job = drafted.job
        with self._reading(job.letter):
            result = keep_proof(drafted, Typeset(made.pdf, made.pages, made.problems), self.library, tidy=False)
        if self.touched:
            self.touched.made(job.letter, entry.inputs, ground)
        if job.prints and not made.problems:
            job.prints.remember(task.key, made.pdf, made.pages)
        return self._added(_made(entry, result, job))

    def _stopped(self, entry: ManifestEntry, problems: Sequence[Problem]) -> ManifestEntry:
        if self.touched:
            self.touched.stops(entry.letter)
        return self._added(replace(entry, result=STOPPED, draft="", pdf="", problems=tuple(problems)))

    def _added(self, entry: ManifestEntry) -> ManifestEntry:
        self.manifest.add(entry)
        return entry

    def _elsewhere_is_other(self) -> None:
        if not any(note.code == "LK926" for note in self.notes):
            message = "machines of the cluster have another letterkit, other fonts or other letterheads than this one"
            hint = "their letters were set here; install the same version there, and share the workspace's folder"
            self.notes.append(Problem("LK926", message, None, hint, Severity.WARNING))

    def _all(self, now: Mapping[str, ManifestEntry]) -> list[ManifestEntry]:
        """An entry for each letter that the campaign has, and for each sender whose record has a mistake."""
        entries = [now.get(job.letter) or self._blank(job, "") for job in self.jobs]
        return [*entries, *refused(self.campaign)]


def refused(campaign: Campaign) -> Iterator[ManifestEntry]:
    """An entry for each sender whose record has a mistake."""
    for key, problems in campaign.refused.items():
        place = key.location
        record = f"{place.file}:{place.line}" if place else ""
        yield ManifestEntry("", str(key), "", record, REFUSED, problems=problems)


def died(letter: str, severity: Severity) -> Problem:
    """That the process ended which was setting a letter's page."""
    again = "twice" if severity is Severity.ERROR else "and the letter was done again"
    message = f"the process that set '{letter}' ended before it was done, {again}"
    hint = "look whether the machine has memory enough; fewer --jobs need less"
    return Problem("LK925", message, None, hint, severity)


def _made(entry: ManifestEntry, result: DraftResult, job: Job) -> ManifestEntry:
    """What became of a letter; ``entry`` has the digests of what there was before."""
    draft, pdf = digests(job.place)
    became = UNCHANGED if (draft, pdf) == (entry.draft, entry.pdf) else MADE
    return replace(
        entry, result=became, pages=result.pages, words=result.words, draft=draft, pdf=pdf, problems=result.problems
    )


@contextlib.contextmanager
def _alone_in(manifest: Manifest) -> Iterator[None]:
    """Keep other batches of a campaign out; a single letter can be drafted all the while."""
    path = manifest.journal.with_name("batch.lock")
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            hint = "wait until it has finished, then run the command again"
            message = f"another batch is at work in '{shown(manifest.folder)}'"
            raise UserError([Problem("LK933", message, None, hint)]) from None
    try:
        yield
    finally:
        lock.release()
