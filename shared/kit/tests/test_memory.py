"""What a process keeps for good is spared by the collector, what comes after is not, and large blocks go back."""

import subprocess
import sys

_COLLECTED = """
import gc, weakref
from arbeit_kit import memory
kept = [[] for _ in range(50_000)]
memory.settle()
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
    subprocess.run([sys.executable, "-c", _COLLECTED], check=True)


_GIVEN_BACK = """
import re
from arbeit_kit import memory
def held(): return int(re.search(r"VmRSS:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024
memory.return_large()
bytearray(24 * 2**20)  # raises the limit of a C library that was not told
before = held()
for _ in range(3):
    blocks = [bytearray(b"x" * 2**21) for _ in range(20)]
    pins = [bytearray(b"x" * 2**18) for _ in range(4)]  # above them on the heap, where they would not go back
    del blocks
assert held() - before < 8, held() - before
"""


def test_large_blocks_go_back_to_the_system() -> None:
    subprocess.run([sys.executable, "-c", _GIVEN_BACK], check=True)
