"""The measurements measure what they say. How long anything takes is no test's business."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.usecases import reading
from benchmarks import sample_vaults
from benchmarks.figures import Aim, Figure, table
from benchmarks.measured_vault import MeasuredVault, at_hand, unlock
from benchmarks.paper import PAGES, _pages, plan_of_three_pages
from benchmarks.places import working_folder
from benchmarks.sample_vaults import copy_of_sample


@pytest.fixture
def small_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sample_vaults, "RECORDS_PER_CASE", 15)
    monkeypatch.setattr(sample_vaults, "LARGE_CASE_RECORDS", 40)


def everything(measured: MeasuredVault, desk) -> tuple[object, ...]:
    large, ordinary = measured.sample.large, measured.ordinary
    return (
        reading.list_cases(desk),
        reading.open_case(desk, large),
        [note.latest.fact for note in reading.open_case(desk, ordinary).state.notes],
        desk.vault.journal.records(large),
    )


@pytest.mark.usefixtures("small_samples")
def test_both_sides_do_the_same_work_on_the_same_records() -> None:
    with working_folder() as folder:
        sample = copy_of_sample(4, folder)
        assert unlock(sample) > 0
        with at_hand(sample) as measured:
            assert len(measured.desk.vault.journal.records(sample.large)) == 40
            before = len(reading.open_case(measured.appending, measured.ordinary).state.notes)
            measured.append()
            measured.append_plainly()
            encrypted = everything(measured, measured.appending)
            plain = everything(measured, measured.appending_plainly)
            assert encrypted[1:] == plain[1:]
            assert len(encrypted[2]) == before + 1
            assert [row.stream for row in encrypted[0]] == [row.stream for row in plain[0]]
            assert measured.plain_copy.read_bytes().startswith(b"SQLite format 3")
            for once in (measured.open_case, measured.open_case_plainly, measured.search):
                assert once() > 0
            assert _pages(plan_of_three_pages(measured.desk)()) == PAGES
    assert not folder.exists()


@pytest.mark.parametrize(
    ("figure", "met"),
    [
        (Figure("a", 14, 10, Aim(1.5)), True),
        (Figure("a", 16, 10, Aim(1.5)), False),
        (Figure("a", 14, 10, Aim(1.5, 13)), False),
        (Figure("a", 14, aim=Aim(value=14)), True),
        (Figure("a", 14, 10), None),
    ],
)
def test_an_aim_is_met_or_missed(figure: Figure, met: bool | None) -> None:
    assert figure.met is met
    row = table([figure]).splitlines()[-1]
    assert row.rstrip(" |").endswith({True: "yes", False: "NO", None: "–"}[met])
