"""`make logs`: all log files as one stream, each line with its service's name."""

import asyncio
from pathlib import Path

from arbeit_local.console import CannotStartError, say
from arbeit_local.places import data_folder

_BACKLOG = 20


async def follow(service: str | None = None) -> None:
    """Prints the last lines of each log, then what is added, until interrupted."""
    folder = data_folder() / "logs"
    if not any(folder.glob("*.log")):
        raise CannotStartError(f"no logs in {folder}: nothing was started here yet")
    if service and not (folder / f"{service}.log").exists():
        known = ", ".join(sorted(file.stem for file in folder.glob("*.log")))
        raise CannotStartError(f"no log of {service}; there are: {known}")
    seen: dict[Path, tuple[int, int]] = {}  # (inode, offset): a log that was rotated starts again
    while True:
        for file in sorted(folder.glob(f"{service or '*'}.log")):
            _print_new(file, seen)
        await asyncio.sleep(0.3)


def _print_new(file: Path, seen: dict[Path, tuple[int, int]]) -> None:
    status = file.stat()
    inode, offset = seen.get(file, (status.st_ino, -1))
    if inode != status.st_ino or offset > status.st_size:
        offset = 0
    first = offset < 0
    with file.open("rb") as log:
        if first:
            log.seek(max(0, status.st_size - 16_384))
        else:
            log.seek(offset)
        data = log.read()
    complete = data.rfind(b"\n") + 1
    end = (max(0, status.st_size - 16_384) if first else offset) + complete
    lines = data[:complete].decode("utf-8", "replace").splitlines()
    for line in lines[-_BACKLOG:] if first else lines:
        say(f"{file.stem:<14} {line}")
    seen[file] = (status.st_ino, end)
