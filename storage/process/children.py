"""The processes that this one has started, so that none outlives it, or lies dead beside it, when
it is replaced."""

from __future__ import annotations

from typing import Protocol


class Child(Protocol):
    """What ``subprocess.Popen`` has; that module is slow to load."""

    def kill(self) -> None: ...

    def wait(self, timeout: float | None = None) -> int: ...


_LONGEST_S = 1.0

running: set[Child] = set()


def end_all() -> None:
    """Kill every one, and take it away."""
    for child in tuple(running):
        child.kill()
        child.wait(_LONGEST_S)
