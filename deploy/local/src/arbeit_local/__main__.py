"""`python -m arbeit_local <command>`: what the Makefile calls."""

import argparse
import asyncio
import contextlib
import os
import sys
from collections.abc import Sequence

from arbeit_local.console import CannotStartError, warn
from arbeit_local.places import dotenv, root


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit status is 1 when something could not be had, with one line that says what."""
    chosen = _parser().parse_args(arguments)
    try:
        for name, value in dotenv(root() / ".env").items():
            os.environ.setdefault(name, value)
        return asyncio.run(_run(chosen))
    except CannotStartError as error:
        warn(f"arbeit: {error}")
        return 1
    except KeyboardInterrupt:
        return 130


async def _run(chosen: argparse.Namespace) -> int:
    # Each command imports what only it needs: `run` should be up before the bench's or the demo's modules are read.
    match chosen.command:
        case "run":
            from arbeit_local.run import run

            return await run()
        case "demo":
            from arbeit_local.demo.bulk import seed_running

            await seed_running(chosen.candidates)
        case "dead-letters":
            from arbeit_local.dead_letters import dead_letters

            await dead_letters(chosen.requeue)
        case "logs":
            from arbeit_local.logs import follow

            with contextlib.suppress(asyncio.CancelledError):
                await follow(chosen.service)
        case "reset":
            from arbeit_local.reset import reset

            return reset(ask=not chosen.yes)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m arbeit_local", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="the whole system, until Ctrl-C")
    demo = commands.add_parser("demo", help="more demo data into the running system")
    demo.add_argument("--candidates", type=int, default=1000, metavar="N")
    letters = commands.add_parser("dead-letters", help="lists the dead letters, or sends them again")
    letters.add_argument("--requeue", metavar="all|QUEUE", help="send those of all queues, or of one, again")
    logs = commands.add_parser("logs", help="follows the logs")
    logs.add_argument("service", nargs="?")
    reset = commands.add_parser("reset", help="deletes all local data")
    reset.add_argument("--yes", action="store_true", help="do not ask")
    return parser


if __name__ == "__main__":
    sys.exit(main())
