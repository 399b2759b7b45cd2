"""How long it takes from saving a file to the new page: ``python benchmarks/preview.py [SAVES]``.

The server and its watcher run in this process, and a client waits for the page as a browser does: for the news, then
for the new pictures. Each save changes the letter. Printed are the time by the clock, and the processor time of the
process (client included), by which a busy machine can be told from a slow program; and the memory on the way.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import httpx2

from letterkit.cli.preview.serve import listen, serve
from letterkit.pipeline.preview.session import Session
from letterkit.schema.templates import shipped_templates

SAVES = 100


async def measure(folder: Path, saves: int) -> tuple[list[float], list[float], list[int]]:
    """The seconds by the clock and of the processor from each save to the new page, and the most memory until then."""
    shutil.copytree(shipped_templates().parent / "campaigns", folder / "campaigns")
    path = folder / "campaigns" / "kazakhstan-2017.yml"
    text = path.read_text(encoding="utf-8")
    assert "dozens of" in text
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    session = Session(path, folder, folder / "output")
    serving = asyncio.create_task(serve(session, listen(0), "", False, address.set_result))
    clock, processor, memory = [], [], []
    async with httpx2.AsyncClient(base_url=await address, timeout=60) as client, client.stream("GET", "events") as news:
        lines = news.aiter_lines()
        await page(client, lines, "dozens of")
        await asyncio.sleep(5)
        for at in range(saves):
            began, used = time.perf_counter(), time.process_time()
            path.write_text(text.replace("dozens of", f"{at + 20}"), encoding="utf-8")
            await page(client, lines, f"{at + 20} workers")
            clock.append(time.perf_counter() - began)
            processor.append(time.process_time() - used)
            memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
            await asyncio.sleep(1)
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    return clock, processor, memory


async def page(client: httpx2.AsyncClient, lines: object, words: str) -> None:
    """Wait for the page whose draft has these words, and fetch its pictures."""
    async for line in lines:  # type: ignore[attr-defined]
        if line.startswith("data: ") and (letter := json.loads(line[6:])["letter"]) and letter["ready"]:
            said = "".join(piece[0] for _, pieces in letter["lines"] for piece in pieces)
            if words in said:
                for one in letter["pages"]:
                    (await client.get(f"page/{one['name']}.jpg")).raise_for_status()
                return


def row(what: str, seconds: Sequence[float]) -> str:
    """A row of the table: median, 95th percentile, longest."""
    ordered = sorted(seconds)
    return (
        f"| {what} | {statistics.median(ordered):.2f} | {ordered[int(0.95 * len(ordered))]:.2f} | {ordered[-1]:.2f} |"
    )


def main() -> None:
    """Print the table."""
    saves = int(sys.argv[1]) if len(sys.argv) > 1 else SAVES
    gc.set_threshold(100_000, 20, 100)
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        clock, processor, memory = asyncio.run(measure(Path(name), saves))
        os.chdir("/")
    print(f"| {saves} saves, seconds | median | 95 % | longest |\n| --- | --- | --- | --- |")
    print(row("by the clock", clock))
    print(row("of the processor", processor))
    print(f"At most {memory[saves // 5]} MB after a fifth of the saves, {memory[-1]} MB in the end.")
    print(f"Load of the machine: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
