"""Hostile files against a running system: `python -m tests.bench hostile`.

Every file of `services/candidates/tests/hostile.py`, twice over and through the gateway: what each was answered, the
most memory that a reader held, and what the candidates service and the gateway grew by. A small CV goes first, so that
what is loaded with the first upload is not taken for growth.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections import Counter
from pathlib import Path

from services.candidates.tests import files
from services.candidates.tests.hostile import HOSTILE

from arbeit_local.places import root
from arbeit_local.system import System
from tests.bench import machine
from tests.system.conftest import SETTINGS
from tests.system.portal import Portal, unique

ROUNDS = 2
_LOOK_EVERY_S = 0.01


class Readers:
    """Watches the children of a service: the most memory that one held, by the kernel's own mark (`VmHWM`)."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.peak_mib = 0.0

    async def watch(self) -> None:
        while True:
            with contextlib.suppress(OSError):  # who ended meanwhile
                for thread in Path(f"/proc/{self._pid}/task").iterdir():
                    for child in (thread / "children").read_text().split():
                        self._look(child)
            await asyncio.sleep(_LOOK_EVERY_S)

    def _look(self, child: str) -> None:
        with contextlib.suppress(OSError):
            process = Path("/proc") / child
            if b"arbeit_candidates.cv.child" not in (process / "cmdline").read_bytes():
                return  # not yet the reader: it still shares our memory
            for line in (process / "status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    self.peak_mib = max(self.peak_mib, int(line.split()[1]) / 1024)


async def _send(portal: Portal, job_id: str, name: str, content: bytes) -> int:
    """With what a person would type beside it: also what says nothing is then taken."""
    answer = await portal.recruiter.http.post(
        f"/api/jobs/{job_id}/candidates",
        files={"file": (name, content)},
        data={"name": "Asha Rao", "email": f"{unique('asha')}@cv.example"},
        headers={"Idempotency-Key": unique("cv")},
        timeout=60,
    )
    return answer.status_code


async def main() -> str:
    from tests.bench.__main__ import people

    folder = Path(root() / ".data" / "bench-hostile")
    shutil.rmtree(folder, ignore_errors=True)
    system = System(folder, {**SETTINGS, "LOG_LEVEL": "WARNING", "DB_NAME": "bench_hostile", "OPENAI_API_KEY": ""})
    await system.start()
    try:
        await system.messages_flow()
        return await _measured(system, await people(system))
    finally:
        await system.stop()


async def _measured(system: System, portal: Portal) -> str:
    client = await portal.client()
    job_id = (await portal.job(client["client_id"]))["job_id"]
    watched = {name: system.services[name].process.pid or 0 for name in ("candidates", "gateway")}
    for kind in ("pdf", "docx", "odt", "rtf", "txt"):
        await _send(portal, job_id, f"warm.{kind}", files.KINDS[kind][0](files.TEXT))
    before = {name: machine.resident_mib([pid]) for name, pid in watched.items()}
    readers = Readers(watched["candidates"])
    watching = asyncio.create_task(readers.watch())
    answers: Counter[int] = Counter()
    for case, (make, _) in list(HOSTILE.items()) * ROUNDS:
        content = make()
        status = await _send(portal, job_id, f"{case.partition(':')[0]}.pdf", content)
        answers[status] += 1
        assert status in (201, 413, 415, 422), f"{case}: {status}"
    watching.cancel()
    same = all(system.services[name].process.pid == pid for name, pid in watched.items())
    grown = {name: machine.resident_mib([pid]) - before[name] for name, pid in watched.items()}
    lines = [
        f"On {machine.name()}: {len(HOSTILE)} hostile files, {ROUNDS} times; answers {dict(answers)}.",
        f"Most memory that a reader held: {readers.peak_mib:.0f} MiB. Restarted: {'none' if same else 'SOME'}.",
    ]
    lines += [f"{name} grew by {mib:.0f} MiB, from {before[name]:.0f}." for name, mib in grown.items()]
    return "\n".join(lines)
