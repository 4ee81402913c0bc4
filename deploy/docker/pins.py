"""Which pins of requirements.lock one process needs. Standard library only: it runs where nothing is installed yet.

    pins.py wanted MEMBER ...           what these workspace members ask for, without our own packages
    pins.py pick LOCK RESOLVED          of the lock, the blocks (versions and hashes) of the names in RESOLVED
    pins.py pick LOCK --name NAME ...   the same for names given here

The lock's own hashes are what is installed: a resolver only says which names belong together.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

_OURS = "arbeit-"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def canonical(name: str) -> str:
    """The name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(members: Iterable[str]) -> list[str]:
    """Requirements of these members. Those of our packages that they ask for must be named too: nothing is guessed."""
    found: set[str] = set()
    for member in members:
        project = tomllib.loads((Path(member) / "pyproject.toml").read_text("utf-8"))["project"]
        found.update(each for each in project.get("dependencies", []) if not each.startswith(_OURS))
    return sorted(found)


def names(resolved: str) -> set[str]:
    """The names in a requirements file."""
    lines = (line for line in resolved.splitlines() if line and line[0] not in "#- \t")
    return {canonical(match.group()) for line in lines if (match := _NAME.match(line))}


def pick(lock: str, chosen: set[str]) -> str:
    """The blocks of the chosen names, in the lock's order. Raises ``SystemExit`` naming what the lock does not have."""
    blocks: list[tuple[str, list[str]]] = []
    for line in lock.splitlines():
        if line[:1].isspace():
            blocks[-1][1].append(line)
        elif line and (match := _NAME.match(line)):
            blocks.append((canonical(match.group()), [line]))
    missing = chosen - {name for name, _ in blocks}
    if missing:
        raise SystemExit(f"requirements.lock does not have: {', '.join(sorted(missing))}")
    return "\n".join("\n".join(lines) for name, lines in blocks if name in chosen) + "\n"


def main(arguments: list[str]) -> None:
    match arguments:
        case ["wanted", *members] if members:
            sys.stdout.write("\n".join(wanted(members)) + "\n")
        case ["pick", lock, "--name", *given] if given:
            sys.stdout.write(pick(Path(lock).read_text("utf-8"), {canonical(name) for name in given}))
        case ["pick", lock, resolved]:
            sys.stdout.write(pick(Path(lock).read_text("utf-8"), names(Path(resolved).read_text("utf-8"))))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
