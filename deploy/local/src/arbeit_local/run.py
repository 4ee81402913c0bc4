"""`make run`: the system in the foreground, until Ctrl-C or SIGTERM."""

import asyncio
import os
import signal
import time
from collections.abc import Coroutine, Mapping
from typing import Any

from arbeit_local.console import CannotStartError, say
from arbeit_local.demo import agency
from arbeit_local.demo.content import Account
from arbeit_local.places import data_folder
from arbeit_local.system import GATEWAY_PORT, SERVICES, System


def settings() -> dict[str, str]:
    """The settings that are set, from the environment (to which the command line has added those of `.env`)."""
    return {name: value for name, value in os.environ.items() if value}


def _port(settings: Mapping[str, str]) -> int:
    given = settings.get("PORT", str(GATEWAY_PORT))
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise CannotStartError(f"PORT={given} is not a port number")
    return int(given)


def _replicas(settings: Mapping[str, str]) -> dict[str, int]:
    """`REPLICAS="jobs=2 gateway=2"`; nothing said means one of each."""
    found: dict[str, int] = {}
    for word in settings.get("REPLICAS", "").replace(",", " ").split():
        name, _, number = word.partition("=")
        if name not in {*SERVICES, "gateway"} or not number.isdigit() or not 1 <= int(number) <= 9:
            raise CannotStartError(f'REPLICAS: {word} is not <service>=<1 to 9>; for example REPLICAS="jobs=2"')
        found[name] = int(number)
    return found


async def run() -> int:
    """Starts everything, seeds the demo agency on the first start, says where the portal is, waits for the signal."""
    began = time.monotonic()
    end = asyncio.Event()
    _listen(end)
    chosen = settings()
    administrator = agency.administrator(chosen)
    system = System(
        data_folder(),
        {**chosen, "ADMIN_EMAIL": administrator.email, "ADMIN_PASSWORD": administrator.password},
        port=_port(chosen),
        replicas=_replicas(chosen),
    )
    say("starting ... (logs: make logs)")
    if not await _unless(end, system.start()):
        await system.stop()
        return 130
    say(f"answering after {time.monotonic() - began:.1f} s")
    try:
        filled = _filled(system)
        if filled:
            _announce(system, administrator)
        if await _unless(end, _make_ready(system, administrator)):
            if not filled:
                _announce(system, administrator)
            await end.wait()
        say("\nstopping ...")
    finally:
        stopped = time.monotonic()
        await system.stop()
        say(f"stopped in {time.monotonic() - stopped:.1f} s; the data stays in {system.folder}")
    return 0


def _filled(system: System) -> bool:
    return (system.folder / "demo-agency").exists()


async def _make_ready(system: System, administrator: Account) -> None:
    await system.messages_flow()
    # Into a database that somebody else runs, demo data goes only on demand.
    wanted = system.own_database or os.environ.get("DEMO") == "1"
    if not wanted or _filled(system):
        return
    say("first start: filling in the demo agency ...")
    begun = system.folder / "demo-agency-begun"
    again = begun.exists()
    begun.touch()
    await agency.seed(system.services["gateway"].url, administrator, again=again)
    begun.replace(system.folder / "demo-agency")


def _announce(system: System, administrator: Account) -> None:
    say(f"\n  Arbeit is on {system.url}   (API: {system.url}/api/docs)\n")
    for account in [administrator, *(agency.ACCOUNTS if _filled(system) else [])]:
        say(f"  {account.role:<12} {account.email:<34} {account.password:<24} {account.place}")
    say("\n  Ctrl-C stops everything; the data stays.")


def _listen(end: asyncio.Event) -> None:
    """The first signal ends in order; from the second on, Python's own (immediate) handling is back."""
    loop = asyncio.get_running_loop()
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop() -> None:
        end.set()
        for number in signals:
            loop.remove_signal_handler(number)

    for number in signals:
        loop.add_signal_handler(number, stop)


async def _unless(end: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Does the work; False when the signal came first and the work was given up."""
    doing = asyncio.ensure_future(work)
    waiting = asyncio.create_task(end.wait())
    await asyncio.wait({doing, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if doing.done():
        doing.result()
        return True
    doing.cancel()
    await asyncio.gather(doing, return_exceptions=True)
    return False
