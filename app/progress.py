"""How long work tells how far it has come, and hears that it is to stop. Read before the first
window is drawn, and so apart from the other doors of ``app.ports``."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told how far long work has come; raises ``Cancelled`` when the user has had enough."""

    def __call__(self, done: int, total: int) -> None: ...


class Cancelled(Exception):
    """The user stopped the work. Nothing half-done is left."""


def no_progress(done: int, total: int) -> None:
    """For work that nobody watches."""


def part(progress: Progress, start: int, end: int, whole: int = 100) -> Progress:
    """``progress`` for work that is only the part from ``start`` to ``end`` of all of it."""

    def report(done: int, total: int) -> None:
        progress(start + (end - start) * done // max(1, total), whole)

    return report
