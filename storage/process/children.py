"""The processes that this one has started, so that none outlives it, or lies dead beside it, when
it is replaced."""

from __future__ import annotations

import contextlib
from typing import Protocol


class Child(Protocol):
    """What ``subprocess.Popen`` has; that module is slow to load."""

    def kill(self) -> None: ...

    def wait(self, timeout: float | None = None) -> int: ...


_LONGEST_S = 1.0

running: set[Child] = set()


def end_all() -> None:
    """Kill every one, and take it away. Never raises, and soon gives up one that the kernel holds
    on to: whatever a process that reads a foreign file does, the lock is not to wait for it."""
    if not running:
        return
    from subprocess import TimeoutExpired  # noqa: PLC0415 - loaded by whoever started one

    for child in tuple(running):
        with contextlib.suppress(OSError, TimeoutExpired):
            child.kill()
            child.wait(_LONGEST_S)
