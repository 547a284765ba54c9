from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes import CountedIds, StoppedClock
from tests.program import Program, make_core
from tests.ui.conftest import theme
from ui.theme import Theme

__all__ = ["theme"]


@pytest.fixture
def program(
    theme: Theme,
    tmp_path: Path,
    clock: StoppedClock,
    new_id: CountedIds,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Program]:
    """The whole program before its first vault, with a home and a place for what is let out."""
    for mapp in ("hem", "stickan"):
        (tmp_path / mapp).mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "hem"))
    made = Program(theme, tmp_path, make_core(tmp_path, clock, new_id))
    made.start()
    yield made
    made.end()
