"""The kernel filter that forbids every socket but local ones, as plain BPF instructions.

Written for x86-64 and AArch64. Numbers are those of ``linux/audit.h`` and the two architectures'
system call tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from storage.process import bpf

_AF_UNIX = 1
_X32_BIT = 0x40000000
"""The x32 ABI reaches the same calls under other numbers; all of it is shut."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What the filter must know of one architecture."""

    audit_number: int
    makes_sockets: tuple[int, ...]
    """socket, socketpair"""
    never: tuple[int, ...]
    """ptrace, process_vm_readv, process_vm_writev, io_uring_setup, bpf, userfaultfd: ways to
    reach other processes, or the network past the socket call."""
    has_x32: bool


MACHINES = {
    "x86_64": Machine(0xC000003E, (41, 53), (101, 310, 311, 425, 321, 323), has_x32=True),
    "aarch64": Machine(0xC00000B7, (198, 199), (117, 270, 271, 425, 280, 282), has_x32=False),
}


def program(machine: Machine) -> bytes:
    """The filter's instructions, eight bytes each.

    A foreign architecture kills the process; the forbidden calls give EPERM; a socket of any
    family but AF_UNIX gives EACCES; everything else is allowed.
    """
    # BPF jumps only forward and counts steps from the next line, so the end is laid out first.
    tests = len(machine.never) + len(machine.makes_sockets) + machine.has_x32
    allow = 3 + tests
    check_family, refuse_call, kill = allow + 1, allow + 5, allow + 6

    lines = [
        bpf.step(bpf.LOAD_WORD, bpf.AT_ARCHITECTURE),
        bpf.step(bpf.JUMP_IF_EQUAL, machine.audit_number, 0, kill - 2),
        bpf.step(bpf.LOAD_WORD, bpf.AT_NUMBER),
    ]

    def jump(condition: int, value: int, target: int) -> None:
        lines.append(bpf.step(condition, value, target - len(lines) - 1, 0))

    if machine.has_x32:
        jump(bpf.JUMP_IF_AT_LEAST, _X32_BIT, refuse_call)
    for number in machine.never:
        jump(bpf.JUMP_IF_EQUAL, number, refuse_call)
    for number in machine.makes_sockets:
        jump(bpf.JUMP_IF_EQUAL, number, check_family)
    lines += [
        bpf.step(bpf.RETURN, bpf.ALLOW),
        bpf.step(bpf.LOAD_WORD, bpf.at_argument(0)),
        bpf.step(bpf.JUMP_IF_EQUAL, _AF_UNIX, 0, 1),
        bpf.step(bpf.RETURN, bpf.ALLOW),
        bpf.step(bpf.RETURN, bpf.REFUSE | bpf.EACCES),
        bpf.step(bpf.RETURN, bpf.REFUSE | bpf.EPERM),
        bpf.step(bpf.RETURN, bpf.KILL),
    ]
    return b"".join(lines)
