from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes import CountedIds, StoppedClock
from tests.journeys.handover.hands import IDS_APART, START, Colleague, Employ
from tests.program import Program, make_core
from ui.theme import Theme


@pytest.fixture
def employ(theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Employ]:
    """A caseworker more, with a machine, a home and a vault of her own, at the open window."""
    programs: list[Program] = []

    def made(*owner: str) -> Colleague:
        machine = tmp_path / f"hos-{len(programs)}"
        machine.mkdir()
        monkeypatch.setenv("HOME", str(machine))
        clock, new_id = StoppedClock(START), CountedIds(len(programs) * IDS_APART)
        program = Program(theme, machine, make_core(machine, clock, new_id))
        program.start()
        programs.append(program)
        return Colleague(program, clock, machine, owner)

    yield made
    for program in reversed(programs):
        program.end()
