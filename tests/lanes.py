"""How `make test` divides the tests between its lanes: a file, or the folder of a running system, stays whole."""

from __future__ import annotations

from typing import Any

# What is started once for a folder runs in one lane.
_WHOLE = ("tests/browser", "tests/system", "deploy/local")
# The browser first and the other whole systems not last: a long piece at the end would leave the other lane idle. A
# third lane gained nothing on two cores: they are full, and the browser's tests took half as long again.
_ORDER = ("tests/browser", "services", "tests/system", "deploy/local")


def rank(nodeid: str) -> int:
    """The place of a test in the order of the run; equal places keep the order of the files."""
    return next((place for place, room in enumerate(_ORDER) if nodeid.startswith(room + "/")), len(_ORDER))


def piece(nodeid: str) -> str:
    """What the test must stay together with: the folder of a running system, else its file."""
    return next((room for room in _WHOLE if nodeid.startswith(room + "/")), nodeid.split("::", 1)[0])


def scheduler(config: Any, log: Any) -> Any:
    """A scheduler of pytest-xdist that hands out pieces in the order of the collection."""
    from xdist.scheduler import LoadScopeScheduling

    class ByPiece(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return piece(nodeid)

    return ByPiece(config, log)
