"""How `make test` divides the tests between its lanes: a file, or the folder of a running system, stays whole."""

from __future__ import annotations

from typing import Any

BROWSER = "tests/browser"
# Keeps two cores busy; the browser's other tests, which kill services, mostly wait.
_SWEEP = "tests/browser/test_portal.py"
# What is started once for a folder runs in one lane.
_WHOLE = (BROWSER, "tests/system", "deploy/local")
# A piece of its own all the same: a third of the time of its folder.
_APART = "tests/system/test_contract.py"
# Beside the browser's tests three rooms that last as long; then the other whole systems, for a long piece at the end
# would leave lanes idle.
_ORDER = (
    _SWEEP, BROWSER, "services/notifications", "services/candidates", "services/auth", "tests/system", "deploy/local",
)  # fmt: skip


def rank(nodeid: str) -> int:
    """The place of a test in the order of the run; equal places keep the order of the files."""
    return next((place for place, room in enumerate(_ORDER) if nodeid.startswith(room)), len(_ORDER))


def piece(nodeid: str) -> str:
    """What the test must stay together with: the folder of a running system, else its file."""
    file = nodeid.split("::", 1)[0]
    return file if file == _APART else next((room for room in _WHOLE if file.startswith(room + "/")), file)


def scheduler(config: Any, log: Any) -> Any:
    """A scheduler of pytest-xdist that hands out pieces in the order of the collection.

    The last of three lanes or more begins when the sweep is over. It cannot stop later: a worker that is given nothing
    more keeps its last test, and all that this test has open, until there is more.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByPiece(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return piece(nodeid)

        def _assign_work_unit(self, node: Any) -> None:
            if not (self._is_last(node) and self._sweeping()):
                super()._assign_work_unit(node)

        def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
            super().mark_test_complete(node, item_index, duration)
            for other in self.nodes:
                if other is not node and self._is_last(other):
                    self._reschedule(other)

        def _is_last(self, node: Any) -> bool:
            return len(self.nodes) > 2 and node is self.nodes[-1]

        def _sweeping(self) -> bool:
            browser = [work.get(BROWSER, {}) for work in self.assigned_work.values()]
            return any(not over for tests in browser for test, over in tests.items() if test.startswith(_SWEEP))

    return ByPiece(config, log)
