"""What this machine is, and what our processes use of it (Linux: /proc)."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def name() -> str:
    """Cores, memory and processor, without a host name."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    memory = os.sysconf("SC_PHYS_PAGES") * _PAGE / 2**30
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GiB, Python {platform.python_version()}"


def cpu_seconds(pids: Iterable[int]) -> float:
    """User and system time of these processes and their finished children so far."""
    total = 0.0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += (int(fields[11]) + int(fields[12]) + int(fields[13]) + int(fields[14])) / _TICKS
    return total


def resident_mib(pids: Iterable[int]) -> float:
    """Memory these processes hold; what they share is counted once per process, so this is an upper bound."""
    return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE for pid in pids) / 2**20
