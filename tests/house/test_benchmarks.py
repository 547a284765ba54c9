"""The measurements measure what they say. How long anything takes is no test's business."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.forms.model import Form
from app.forms.response import Response, dump_response
from app.forms.response_reader import load_response
from app.forms.session import FormSession
from app.usecases import reading
from app.usecases.unit import no_list
from benchmarks import sample_vaults
from benchmarks.every_case import case_figures, list_figures, upkeep_figures
from benchmarks.figures import Aim, Figure, table
from benchmarks.form_window import clicks, half_filled, largest_page, read
from benchmarks.forms import PAGE, template
from benchmarks.measured_vault import MeasuredVault, at_hand, unlock
from benchmarks.paper import PAGES, _pages, plan_of_three_pages
from benchmarks.places import working_folder
from benchmarks.sample_vaults import copy_of_sample
from benchmarks.sealing import LargeFile, sealing_figures

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


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
            listed = no_list.no_list(measured.desk)
            assert listed == no_list.no_list(measured.appending_plainly)
            for figure in (*case_figures(measured), *list_figures(measured, 4)):
                assert figure.ours > 0
            assert len(upkeep_figures(measured, 4)) == 2
            assert measured.vault.check().faults == ()
            assert _pages(plan_of_three_pages(measured.desk)()) == PAGES
    assert not folder.exists()


def form_as_begun(form: Form) -> Response:
    return FormSession(form).draft()


@pytest.mark.usefixtures("qapp")
def test_what_is_measured_of_a_form_is_done_to_it() -> None:
    form = read(template(2 * PAGE))
    assert len(form.by_link) == 2 * PAGE
    filled = half_filled(form)
    kept = dump_response(filled.draft())
    assert kept == dump_response(half_filled(form).draft()) != dump_response(form_as_begun(form))
    assert load_response(kept, form).response == filled.draft()
    assert largest_page(filled) > 0
    assert len(list(clicks(filled))) > PAGE // 3
    assert filled.undo() is not None
    QApplication.processEvents()


def test_both_programs_seal_and_open_the_same_file(tmp_path: Path) -> None:
    large = LargeFile(tmp_path, 300_001)
    content = large.plain.read_bytes()
    assert len(content) == 300_001
    large.seal(large.classic.recipient)
    large.open(large.classic)
    assert large.opened.read_bytes() == content
    if shutil.which("age"):
        large.seal_theirs()
        large.opened.unlink()
        large.open_theirs()
        assert large.opened.read_bytes() == content
    figures = sealing_figures(tmp_path, memory=1, size=1_000_000)
    assert len(figures) == 6
    assert all(figure.ours > 0 for figure in figures)


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
