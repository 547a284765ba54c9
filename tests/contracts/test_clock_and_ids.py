"""What every clock and every maker of ids keeps, real or of the tests."""

from __future__ import annotations

import uuid
from datetime import datetime

import pytest

from app.ports import NewId, Now
from tests.fakes import STOCKHOLM_SUMMER, CountedIds, StoppedClock
from ui.bootstrap import local_now, random_id

CLOCKS = [local_now, StoppedClock(datetime(2026, 6, 1, 9, tzinfo=STOCKHOLM_SUMMER))]


@pytest.mark.parametrize("now", CLOCKS)
def test_a_clock_knows_its_offset_and_never_goes_back(now: Now) -> None:
    first, second = now(), now()
    assert first.utcoffset() is not None
    assert second >= first
    assert datetime.fromisoformat(first.isoformat()) == first


@pytest.mark.parametrize("new_id", [random_id, CountedIds()])
def test_ids_are_uuids_in_small_letters_and_all_different(new_id: NewId) -> None:
    made = [new_id() for _ in range(1000)]
    assert len(set(made)) == 1000
    for each in made[:50]:
        assert str(uuid.UUID(each)) == each
        assert uuid.UUID(each).version == 4
