"""The training vault, looked at in one window by all tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication

from tests.fakes import STOCKHOLM_SUMMER, CountedIds, StoppedClock
from tests.program import Program, make_core
from ui.theme import Look, Theme


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp)
    yield made
    made.set_text_percent(100)
    made.set_look(Look.LIGHT)


@pytest.fixture(scope="module")
def program(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    folder = tmp_path_factory.mktemp("screens")
    clock = StoppedClock(datetime(2026, 6, 1, 9, 0, tzinfo=STOCKHOLM_SUMMER))
    made = Program(theme, folder, make_core(folder, clock, CountedIds()))
    made.start(demo=True)
    made.unlock_training()
    yield made
    made.end()
