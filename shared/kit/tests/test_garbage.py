"""Whether what a process keeps for good is spared by the collector, and what comes after is not."""

import subprocess
import sys

_PROGRAM = """
import gc, weakref
from arbeit_kit import garbage
kept = [[] for _ in range(50_000)]
garbage.settle()
assert gc.get_freeze_count() > 50_000, gc.get_freeze_count()
assert len(gc.get_objects()) < 5_000, len(gc.get_objects())
class Ring: pass
ring = Ring(); ring.ring = ring
gone = weakref.ref(ring)
del ring
young = [[] for _ in range(3 * 20_000)]
assert gone() is None
"""


def test_what_was_loaded_is_not_looked_at_again_and_later_rings_go() -> None:
    subprocess.run([sys.executable, "-c", _PROGRAM], check=True)
