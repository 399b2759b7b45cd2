"""Schemas for editors: made of the library, written where the files of a workspace look for them."""

from __future__ import annotations

import json
import os
from pathlib import Path

from letterkit.foundation.files import DISK, real_path
from letterkit.schema.json_schema import FILES, schema_of
from letterkit.schema.library import Library

FOLDER = "schemas"
"""The folder of a workspace that holds them."""


def as_json(kind: str, library: Library) -> str:
    """The schema of a kind of file: a line for each thing that it defines."""
    *plain, (name, defined) = ((json.dumps(name), part) for name, part in schema_of(kind, library).items())
    lines = [f"{name}: {json.dumps(part, ensure_ascii=False)}" for name, part in plain]
    inner = [f" {json.dumps(name)}: {json.dumps(part, ensure_ascii=False)}" for name, part in defined.items()]
    return "{\n" + ",\n".join([*lines, f"{name}: {{\n" + ",\n".join(inner) + "\n}"]) + "\n}\n"


def write_schemas(folder: Path, library: Library) -> tuple[Path, ...]:
    """Write the schemas of all kinds of files into a folder, in the place of those that are there."""
    written = []
    for kind in FILES:
        path = folder / f"{kind}.json"
        content = as_json(kind, library).encode()
        if DISK.read(path) != content:
            DISK.write(path, content)
            written.append(path)
    return tuple(written)


def naming_line(kind: str, file: Path, workspace: Path) -> str:
    """The line by which a file of a workspace names its schema to editors, with its line end."""
    schema = os.path.relpath(real_path(workspace) / FOLDER / f"{kind}.json", real_path(file).parent)
    return f"# yaml-language-server: $schema={Path(schema).as_posix()}\n"
