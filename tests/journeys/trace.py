"""Reads what strace saw: which sockets came into being, and which files were opened for writing.

The process itself forbids every socket but local ones with a seccomp filter; a call that its
filter refuses makes none, and strace's own filter (``--seccomp-bpf``) does not show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

CALLS = (
    "execve,%network,seccomp,open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,"
    "link,linkat,symlink,symlinkat,mknod,mknodat,truncate"
)
# Strings are shown whole: where the program lies is no reason to cut its path.
COMMAND = (
    *("strace", "-f", "-s", "4096", "--seccomp-bpf", "-qq", "-e", "signal=none"),
    *("-e", f"trace={CALLS}"),
)

_LINE = re.compile(r"^(?P<pid>\d+) +(?P<call>\w+)\((?P<rest>.*)$")
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_FAMILY = re.compile(r"AF_\w+|PF_\w+")
_TO_WRITE = re.compile(r"\bO_(WRONLY|RDWR|CREAT|TRUNC)\b")
_MAKING = frozenset(
    (
        *("creat", "mkdir", "mkdirat", "mknod", "mknodat", "truncate"),
        *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat"),
    )
)
_LOCAL = frozenset(("AF_UNIX", "AF_LOCAL"))
_USING = frozenset(("connect", "bind", "sendto", "sendmsg", "sendmmsg", "accept", "accept4"))


@dataclass(frozen=True)
class Call:
    pid: int
    name: str
    rest: str

    @property
    def failed(self) -> bool:
        return bool(re.search(r"\) += -1 ", self.rest))

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(_TEXT.findall(self.rest))

    @property
    def foreign(self) -> bool:
        """Whether it names a family of sockets that reaches beyond this machine's own files."""
        return any(family not in _LOCAL for family in _FAMILY.findall(self.rest))


def calls(lines: Iterable[str]) -> Iterator[Call]:
    """Every call that was begun. One that was interrupted by another thread's is begun once, and
    has all its arguments by then; how it ended is not known, so it counts as done."""
    for line in lines:
        if found := _LINE.match(line):
            yield Call(int(found["pid"]), found["call"], found["rest"])


def written(seen: Iterable[Call]) -> Iterator[str]:
    """Paths that were opened for writing, made, renamed or linked."""
    for call in seen:
        if call.failed:
            continue
        if call.name in _MAKING or (call.name.startswith("open") and _TO_WRITE.search(call.rest)):
            yield from call.texts


def foreign_sockets(seen: Iterable[Call]) -> Iterator[Call]:
    """Sockets that are not local: every one that is used, and every one that is made once the
    filter is in force. Before that, the process tries once whether it can make one."""
    shut: set[int] = set()
    tried: set[int] = set()
    for call in seen:
        if call.name == "seccomp" and not call.failed:
            shut.add(call.pid)
        if not call.foreign or call.failed:
            continue
        if call.name in _USING:
            yield call
        elif call.name in ("socket", "socketpair"):
            if shut or call.pid in tried:
                yield call
            tried.add(call.pid)
