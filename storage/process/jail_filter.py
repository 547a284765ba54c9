"""The kernel filter of the jail: a short list of system calls, and every other is refused.

What reads a foreign file has everything it needs in memory by then: it may read and write what is
already open, get and give back memory, look at the clock, and end. It cannot open a file, start a
process or a thread, make a socket, signal or trace anybody, or run bytes as instructions.
"""

from __future__ import annotations

from dataclasses import dataclass

from storage.process import bpf
from storage.process.seccomp import MACHINES

_PROT_EXEC = 4


@dataclass(frozen=True, slots=True)
class JailCalls:
    """Numbers of the system calls that one architecture still has."""

    allowed: tuple[int, ...]
    """read, write, close, lseek, munmap, brk, mremap, madvise, rt_sigaction, rt_sigprocmask,
    rt_sigreturn, sigaltstack, restart_syscall, futex, sched_yield, clock_gettime, gettimeofday,
    getrandom, getpid, exit, exit_group"""
    memory: tuple[int, ...]
    """mmap, mprotect: allowed unless the memory is to be run as instructions"""


JAIL_CALLS = {
    "x86_64": JailCalls(
        allowed=(
            *(0, 1, 3, 8, 11, 12, 25, 28, 13, 14, 15, 131, 219, 202, 24, 228, 96, 318, 39),
            *(60, 231),
        ),
        memory=(9, 10),
    ),
    "aarch64": JailCalls(
        allowed=(
            *(63, 64, 57, 62, 215, 214, 216, 233, 134, 135, 139, 132, 128, 98, 124, 113, 169),
            *(278, 172, 93, 94),
        ),
        memory=(222, 226),
    ),
}


def jail_program(name: str) -> bytes:
    """The filter's instructions for a machine of this name. A foreign architecture kills the
    process (so does none of its own calls: x32 has other numbers); what is not on the list gives
    EPERM. Raises KeyError for a machine that has no list."""
    calls, audit_number = JAIL_CALLS[name], MACHINES[name].audit_number
    # BPF jumps only forward and counts steps from the next line, so the end is laid out first.
    refuse = 3 + len(calls.allowed) + len(calls.memory)
    allow, check_protection, kill = refuse + 1, refuse + 2, refuse + 6
    lines = [
        bpf.step(bpf.LOAD_WORD, bpf.AT_ARCHITECTURE),
        bpf.step(bpf.JUMP_IF_EQUAL, audit_number, 0, kill - 2),
        bpf.step(bpf.LOAD_WORD, bpf.AT_NUMBER),
    ]
    for numbers, target in ((calls.allowed, allow), (calls.memory, check_protection)):
        for number in numbers:
            lines.append(bpf.step(bpf.JUMP_IF_EQUAL, number, target - len(lines) - 1))
    lines += [
        bpf.step(bpf.RETURN, bpf.REFUSE | bpf.EPERM),
        bpf.step(bpf.RETURN, bpf.ALLOW),
        bpf.step(bpf.LOAD_WORD, bpf.at_argument(2)),
        bpf.step(bpf.JUMP_IF_ANY_BIT, _PROT_EXEC, 1, 0),
        bpf.step(bpf.RETURN, bpf.ALLOW),
        bpf.step(bpf.RETURN, bpf.REFUSE | bpf.EPERM),
        bpf.step(bpf.RETURN, bpf.KILL),
    ]
    return b"".join(lines)
