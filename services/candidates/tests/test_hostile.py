"""Files made to break their reader end the reader, at most: each has its result, and the service keeps its memory."""

from __future__ import annotations

import asyncio
import resource
import sys
from pathlib import Path

from arbeit_candidates.cv import reading
from arbeit_candidates.cv.kinds import kind_of
from arbeit_candidates.cv.reading import Reading, read_cv
from arbeit_kit.problem import Problem

from .hostile import HOSTILE

GROWTH_MIB = 50


def resident_mib() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1024 // 1024


def children() -> set[str]:
    """The processes we started; the database and the broker of the tests may be among them.

    A thread (the driver has some) may end while we read; the kernel then hands its children to another thread of
    this process, so the list is read again until no thread ended during it.
    """
    while True:
        try:
            lists = [(thread / "children").read_text() for thread in Path("/proc/self/task").iterdir()]
            return set(" ".join(lists).split())
        except (FileNotFoundError, ProcessLookupError):
            continue


async def outcome(content: bytes) -> Reading | Problem:
    try:
        return await read_cv(kind_of(content), content)
    except Problem as refused:
        return refused


async def test_hostile_files_have_a_clear_result_each_and_leave_nothing_behind() -> None:
    made = {case: make() for case, (make, _) in HOSTILE.items()}
    before, others = resident_mib(), children()
    results = [(case, await outcome(content)) for case, content in made.items()]
    wrong = {}
    for case, result in results:
        expected = HOSTILE[case][1]
        if isinstance(result, Problem):
            clear = result.status in (415, 422) and result.type.endswith("-file") and "root:" not in result.detail
            wrong |= {} if clear and expected in ("refused", "either") else {case: repr(result)}
        else:
            clean = "root:" not in result.text
            wrong |= {} if clean and expected in ("read", "either") else {case: result.text[:80]}
    assert not wrong
    assert len(results) >= 40
    assert resident_mib() - before < GROWTH_MIB
    assert reading.turns.inside == 0
    assert children() <= others, "one is left, be it as a zombie"


async def test_a_scan_is_told_from_an_empty_page() -> None:
    scan = await outcome(HOSTILE["pdf: a picture of a page"][0]())
    assert isinstance(scan, Reading)
    assert (scan.scanned, scan.text) == (True, "")


async def test_of_ten_thousand_pages_the_first_are_read() -> None:
    read = await outcome(HOSTILE["pdf: 10,000 pages"][0]())
    assert isinstance(read, Reading)
    assert (read.pages, read.truncated, len(read.page_starts)) == (10_000, True, 30)


PROBE = """
import os, socket, subprocess
from arbeit_candidates.cv.sandbox import confine
confine()
said = [sorted(os.environ)]
for act in (socket.socket, lambda: subprocess.run(["/bin/true"])):
    try:
        act()
        said.append("done")
    except OSError as error:
        said.append(type(error).__name__)
print(said)
"""


async def test_the_reader_has_no_network_no_secret_and_no_other_program() -> None:
    """Said by a process that was confined in the same way, with the same command and environment."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-I", "-c", PROBE, stdout=asyncio.subprocess.PIPE, env={"LANG": "C.UTF-8"}
    )
    said, _ = await child.communicate()
    assert b"JWT_SECRET" not in said
    assert said.count(b"PermissionError") == 2, said
