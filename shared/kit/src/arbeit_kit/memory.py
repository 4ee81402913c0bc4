"""The memory of a process that serves: no request waits while it is tidied, and what is freed goes back."""

from __future__ import annotations

import contextlib
import ctypes
import gc

_YOUNG = 20_000
"""Objects made since the last collection of the young; every twentieth of those goes deeper."""
_M_MMAP_THRESHOLD = -3
_LARGE = 1024 * 1024


def settle() -> None:
    """Called once, when what stays is loaded: from here on the garbage collector does not look at it again.

    Measured: a full collection of a running service took 80 to 230 ms before, and came in the middle of a request.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, 20, 20)


def return_large() -> None:
    """Blocks of 1 MiB and more go back to the system as soon as they are freed, where the C library is GNU's.

    By itself it raises that limit to the largest block it has seen, and keeps files long after their upload: after 90
    hostile ones the candidates service had grown by 48 MiB, with this by 5 (`python -m tests.bench hostile`).
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE)
