"""Instructions of the kernel's packet filter, of which seccomp's rules are made.

Numbers are those of ``linux/seccomp.h``, ``linux/filter.h`` and ``linux/bpf_common.h``.
"""

from __future__ import annotations

import struct

LOAD_WORD = 0x20
JUMP_IF_EQUAL = 0x15
JUMP_IF_AT_LEAST = 0x35
JUMP_IF_ANY_BIT = 0x45
RETURN = 0x06

ALLOW = 0x7FFF0000
KILL = 0x80000000
REFUSE = 0x00050000  # SECCOMP_RET_ERRNO, the error number in the low bits
EPERM = 1
EACCES = 13

AT_NUMBER = 0
AT_ARCHITECTURE = 4


def at_argument(number: int) -> int:
    """Where the low word of a system call's argument lies, counted from nought, on machines that
    put the low word first."""
    return 16 + 8 * number


def step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """One instruction, eight bytes. Jumps count from the next one."""
    return struct.pack("=HBBI", code, if_true, if_false, value)
