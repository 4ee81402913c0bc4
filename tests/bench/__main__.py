"""Runs all measurements against a system of its own and prints the report as Markdown (also `.data/bench/report.md`).

With `rolling` as argument: a rolling restart under load instead; with `webhooks`: deliveries and the log at size;
with `cv`: uploads, one at a time and fifty at once; with `cvs --folder DIR`: what is found in a folder of labelled CVs;
with `hostile`: files made to break their reader, and the memory that they take;
with `backlog`: 20,000 waiting events, taken by one, two and three workers.
`BENCH_MONGO_URL` measures on another MongoDB; `BENCH_SECONDS` (default 8) is the time per throughput figure.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import time
from pathlib import Path

from arbeit_local.places import root
from arbeit_local.system import System
from tests.bench import machine
from tests.bench.effects import effect_latency
from tests.bench.growth import Growth
from tests.bench.throughput import throughput
from tests.system.conftest import SETTINGS
from tests.system.portal import ADMIN_EMAIL, Caller, Portal, eventually

# The services with the API and worker of `make run`; what the figures call "our processes".
QUIET = {"LOG_LEVEL": "WARNING", "DB_NAME": "bench"}


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def main() -> None:
    folder = Path(root() / ".data" / "bench")
    shutil.rmtree(folder, ignore_errors=True)
    mongo_url = os.environ.get("BENCH_MONGO_URL", "")
    settings = {**SETTINGS, **QUIET, **({"MONGO_URL": mongo_url} if mongo_url else {})}
    seconds = float(os.environ.get("BENCH_SECONDS", "8"))
    report = [
        f"Measured with `make bench` on: {machine.name()}; database: {mongo_url or 'SecantusDB (local stand-in)'}."
    ]

    system = System(folder, settings)
    await system.start()
    await system.messages_flow()
    await system.stop()
    system = System(folder, settings)
    began = time.perf_counter()
    await system.start()
    report.append(f"\nSecond start to the first healthy answer of all services: {time.perf_counter() - began:.1f} s.")
    await system.messages_flow()
    try:
        portal = await people(system)
        await asyncio.sleep(5)
        pids = [each.process.pid for each in system.services.values() if each.process.pid]
        report.append(f"Resident memory of our {len(pids)} processes, idle: {machine.resident_mib(pids):.0f} MiB.")
        growth = Growth(system, portal)
        await growth.measure(1_000)
        measured = [*await effect_latency(system, portal), *await throughput(system, portal, seconds)]
        await growth.measure(50_000)
        report += [*measured, *growth.report()]
    finally:
        await system.stop()
    text = "\n".join(report) + "\n"
    (folder / "report.md").write_text(text)
    say("\n" + "=" * 100 + "\n" + text)


async def people(system: System) -> Portal:
    url = system.services["gateway"].url

    async def signed_in() -> Caller:
        return await Caller(url, ADMIN_EMAIL).sign_in()

    admin = await eventually(signed_in, 30)
    return Portal(url, admin, admin)


if __name__ == "__main__":
    if sys.argv[1:] == ["rolling"]:
        from tests.bench import rolling

        say(asyncio.run(rolling.main()))
    elif sys.argv[1:] == ["webhooks"]:
        from tests.bench import webhooks

        asyncio.run(webhooks.main())
    elif sys.argv[1:] == ["backlog"]:
        from tests.bench import backlog

        asyncio.run(backlog.main())
    elif sys.argv[1:] == ["replay"]:
        from tests.bench import replaying

        asyncio.run(replaying.main())
    elif sys.argv[1:2] == ["cvs"]:
        from tests.bench import cvs

        say(cvs.main(sys.argv[2:]))
    elif sys.argv[1:] == ["cv"]:
        from tests.bench import uploads

        say(asyncio.run(uploads.main()))
    elif sys.argv[1:] == ["hostile"]:
        from tests.bench import hostile

        say(asyncio.run(hostile.main()))
    else:
        asyncio.run(main())
