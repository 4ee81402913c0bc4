"""What the child process gives up before it opens somebody's file: memory, processor time, files, the network."""

from __future__ import annotations

import contextlib
import ctypes
import platform
import resource
import struct

MEMORY_BYTES = 512 * 1024 * 1024
CPU_S = 10
_NEW_USER_AND_NETWORK = 0x10000000 | 0x40000000
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050001  # the second: as if there were no right to (EPERM)
# Per machine: its name for the kernel's audit, and the calls that make sockets, programs and debuggers.
_FORBIDDEN = {
    "x86_64": (0xC000003E, (41, 42, 53, 56, 57, 58, 59, 101, 322, 425, 435)),
    "aarch64": (0xC00000B7, (117, 198, 199, 203, 220, 221, 281, 425, 435)),
}


def confine() -> None:
    """Irrevocable for this process."""
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_S),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    libc = ctypes.CDLL(None)
    # Fails where user namespaces are off; the filter below, the minimal environment and the limits hold all the same.
    libc.unshare(_NEW_USER_AND_NETWORK)
    with contextlib.suppress(OSError):
        _forbid(libc)


def _forbid(libc: ctypes.CDLL) -> None:
    """No socket, no other program, from here on. Containers that refuse a filter of our own have theirs."""
    if platform.machine() not in _FORBIDDEN:
        return
    audited, calls = _FORBIDDEN[platform.machine()]
    rules = [
        (_LOAD, 0, 0, 4),
        (_JUMP_EQUAL, 0, len(calls) + 3, audited),  # another calling convention: refused
        (_LOAD, 0, 0, 0),
        (_JUMP_AT_LEAST, len(calls) + 1, 0, 0x40000000),  # so are the numbers of the third one, x32
        *((_JUMP_EQUAL, len(calls) - at, 0, call) for at, call in enumerate(calls)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *rule) for rule in rules))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(rules), ctypes.addressof(code)))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
        libc.prctl(_PR_SET_SECCOMP, _FILTER, program, 0, 0)
