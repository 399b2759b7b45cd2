"""How every command is run, in which workspace: whoever adds one says it here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

ONE = ("case.yml", "one")
INIT = (
    "init", "letters", "--name", "Harbour Union", "--short", "HU", "--place", "Rotterdam", "--signs", "Marit Holm",
    "--gender", "female", "--office", "General Secretary",
)  # fmt: skip
NEW_OF = (
    "new", "--country", "KZ", "--act", "detained", "--date", "2017-01-20", "--source", "A note",
    "--source-date", "2017-01-20", "--to-office", "President", "--to-name", "Nursultan Nazarbayev",
    "--to-gender", "male", "--to-address", "Palace, Astana", "--letter-date", "2017-01-23",
    "--file", "campaigns/new.yml",
)  # fmt: skip
NEW = (*NEW_OF, "--person", "Alia Bek", "--publish", "yes", "--gender", "female")


@dataclass(frozen=True)
class Scenario:
    """How a command is run: in which workspace, and with what."""

    start: str
    arguments: tuple[str, ...]


RUNS: dict[str, Scenario] = {
    "init": Scenario("empty", INIT),
    "init --logo": Scenario("logo", (*INIT, "--logo", "logo.svg")),
    "new": Scenario("begun", NEW),
    "new --from": Scenario("begun", (*NEW_OF, "--from", "people.csv")),
    "add person": Scenario(
        "drafted", ("add", "person", "case.yml", "name=Efren Dalisay", "publish=yes", "gender=male")
    ),
    "add source": Scenario("drafted", ("add", "source", "case.yml", "title=A letter", "date=2017-01-22")),
    "add organisation": Scenario("drafted", ("add", "organisation", "case.yml", "name=North Cement")),
    "add target": Scenario("drafted", ("add", "target", "case.yml", "name=Ann Roe", "office=Clerk", "address=A, B")),
    "add act": Scenario("drafted", ("add", "act", "case.yml", "alia", "charged", "2017-01-22", "source=note")),
    "add demand": Scenario("drafted", ("add", "demand", "case.yml", "drop-charges", "people=alia")),
    "fmt": Scenario("drafted", ("fmt", "untidy.yml", "untidy-too.yml")),
    "schema": Scenario("empty", ("schema", "--into", "schemas")),
    "draft": Scenario("edited", ("draft", "case.yml")),
    "draft --first": Scenario("undrafted", ("draft", "case.yml")),
    "draft --beside": Scenario("forgotten", ("draft", "case.yml")),
    "draft --after": Scenario("pending", ("draft", "case.yml")),
    "batch": Scenario("edited", ("batch", "case.yml", "--jobs", "1")),
    "pdf": Scenario("edited", ("pdf", "case.yml")),
    "pdf --for review": Scenario("edited", ("pdf", "case.yml", "--for", "review")),
    "pdf --for sending": Scenario("approved", ("pdf", "case.yml", "--for", "sending")),
    "diff": Scenario("edited", ("diff", "case.yml")),
    "history": Scenario("edited", ("history", "case.yml")),
    "explain": Scenario("edited", ("explain", "case.yml")),
    "restore": Scenario("edited", ("restore", *ONE, "1")),
    "check": Scenario("edited", ("check", "case.yml")),
    "approve": Scenario("edited", ("approve", *ONE, "--as", "legal", "--by", "Ines Okoro")),
    "reject": Scenario("edited", ("reject", *ONE, "--as", "legal", "--by", "Ines Okoro", "--comment", "Who saw it?")),
    "status": Scenario("approved", ("status", "case.yml")),
    "sign": Scenario("approved", ("sign", *ONE, "--as", "president", "--key", "verbeek.p12")),
    "verify": Scenario("sendable", ("verify", "output/case/one-sending.pdf")),
    "mail": Scenario("sendable", ("mail", *ONE)),
    "post": Scenario("sendable", ("post", *ONE, "--posted")),
    "send": Scenario("sendable", ("send", *ONE, "--yes")),
    "reply": Scenario("sendable", ("reply", *ONE, "--date", "2017-02-10", "--says", "it is", "--file", "scan.pdf")),
    "follow-up": Scenario("drafted", ("follow-up", *ONE, "--date", "2017-02-20")),
    "clauses": Scenario("empty", ("clauses",)),
    "clauses show": Scenario("empty", ("clauses", "show", "arrested")),
    "clauses search": Scenario("empty", ("clauses", "search", "prison")),
    "clauses used": Scenario("drafted", ("clauses", "used", "case.yml")),
    "law": Scenario("empty", ("law",)),
    "letterheads": Scenario("drafted", ("letterheads",)),
    "letterheads new": Scenario("empty", ("letterheads", "new", "own", "--like", "ituc")),
    "letterheads preview": Scenario("drafted", ("letterheads", "preview", "fdw")),
    "letterheads preview --grid": Scenario("drafted", ("letterheads", "preview", "fdw", "--grid")),
    "cache clear": Scenario("edited", ("cache", "clear")),
    "completion": Scenario("empty", ("completion", "bash")),
    "doctor": Scenario("own clause", ("doctor", "--remember")),
}
# It serves until it is stopped; meanwhile somebody saves in its page.
SERVING: dict[str, Scenario] = {"preview": Scenario("edited", ("preview", "case.yml"))}

WRITES: dict[str, str] = {
    "drafts.history.write_version": "draft",
    "drafts.history.change": "restore",
    "drafts.history.recover": "draft --after",
    "drafts.printed.write_pdf": "pdf",
    "drafts.redraft.keep": "draft --beside",
    "pipeline.batch.manifest.Manifest.write": "batch",
    "pipeline.batch.touched.Touched.end": "batch",
    "pipeline.copies.review_copy": "pdf --for review",
    "pipeline.dispatch.mail": "mail",
    "pipeline.dispatch._send": "send",
    "pipeline.dispatch._kept": "reply",
    "pipeline.dispatch._into_campaign": "reply",
    "pipeline.doctor.remember": "doctor",
    "pipeline.draft.keep_proof": "draft",
    "pipeline.letterheads.begin": "letterheads new",
    "pipeline.letterheads.preview": "letterheads preview",
    "pipeline.post.post": "post",
    "pipeline.preview.edit.save": "preview",
    "pipeline.preview.session.Session._write": "preview",
    "pipeline.signing.sign": "sign",
    "pipeline.workspace.begin.begin_workspace": "init",
    "pipeline.workspace.campaign.begin_campaign": "new",
    "pipeline.workspace.schemas.write_schemas": "schema",
    "schema.amend.amend": "add person",
    "signoff.register.record": "approve",
    "signoff.register._remember": "approve",
    "signoff.state.keep_state": "approve",
}
"""Whatever in letterkit has a file written, moved or removed, and the command that shows what happens meanwhile."""


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[str]:
    """The commands there are, each with those above it; a group that does something itself is one."""
    if isinstance(command, click.Group):
        if path and command.invoke_without_command:
            yield " ".join(path)
        for name, inner in command.commands.items():
            yield from commands(inner, (*path, name))
    else:
        yield " ".join(path)
