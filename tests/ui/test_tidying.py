"""Cycles with Qt objects in them are freed on the window's thread only."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.tidying import Tidying


@pytest.fixture
def tidying(qapp: QApplication) -> Iterator[Tidying]:
    was_enabled = gc.isenabled()
    parent = QObject()
    yield Tidying(parent)
    if was_enabled:
        gc.enable()


class Knot:
    """Something that only the collector frees, and that tells where it was freed."""

    freed: ClassVar[list[int]] = []

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        self.freed.append(threading.get_ident())


def test_a_worker_that_allocates_frees_no_cycles(tidying: Tidying) -> None:
    Knot.freed.clear()
    for _ in range(5_000):
        Knot()
    with ThreadPoolExecutor(1) as worker:
        worker.submit(lambda: [[number] for number in range(200_000)]).result()
    assert Knot.freed == []

    tidying.look()

    assert set(Knot.freed) == {threading.get_ident()}


def test_nothing_is_collected_before_it_has_grown(
    tidying: Tidying, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", collected.append)
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    for grown in ((0, 0, 0), (701, 0, 0), (701, 11, 0), (701, 11, 11)):
        monkeypatch.setattr(gc, "get_count", lambda grown=grown: grown)
        tidying.look()
    assert collected == [0, 1, 2]
