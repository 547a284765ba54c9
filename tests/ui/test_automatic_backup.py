"""The clock behind the automatic backup, over a real vault on its own thread."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ids import StreamId
from app.usecases import settings
from storage import files
from tests.ui.cases import add_case
from tests.ui.conftest import Office
from tests.ui.looking import button, texts
from ui.automatic_backup import AutomaticBackup
from ui.locking import Locker
from ui.navigation import Destination, Section
from ui.pages.todo.page import TodoPage

pytestmark = pytest.mark.req("X24")


@pytest.fixture
def case(office: Office) -> StreamId:
    return add_case(office)


@pytest.fixture
def folder(office: Office, tmp_path: Path) -> Path:
    made = tmp_path / "usb"
    made.mkdir()
    office.ask(lambda desk: settings.save_settings(desk, {"backup_folder": str(made)}))
    return made


@pytest.fixture
def start_page(office: Office, qtbot: QtBot) -> TodoPage:
    page = TodoPage(office.session)
    qtbot.addWidget(page)

    def changed(changes: object) -> None:
        if page.concerned(changes):
            page.reload(changes)

    office.session.changed.connect(changed)
    page.show()
    page.load()
    office.settle()
    return page


def test_soon_after_unlocking_there_is_a_backup_and_the_start_page_says_of_when(
    office: Office, case: StreamId, folder: Path, start_page: TodoPage, qtbot: QtBot
) -> None:
    assert "Gör den första säkerhetskopian" in texts(start_page)
    watch = AutomaticBackup(office.session, soon_ms=0)
    with qtbot.waitSignal(office.session.changed):
        watch.start()
    office.settle()
    assert len(list(folder.iterdir())) == 1
    read = texts(start_page)
    assert "Gör den första säkerhetskopian" not in read
    assert "Senaste säkerhetskopian: 2026-06-01 09:00, i dag." in read
    assert watch._timer.isActive(), "it looks again, in an hour"


def test_a_missing_stick_is_said_on_the_start_page_with_the_way_on(
    office: Office, case: StreamId, folder: Path, start_page: TodoPage, qtbot: QtBot
) -> None:
    folder.rmdir()
    refused: list[object] = []
    office.session.refused.connect(refused.append)
    watch = AutomaticBackup(office.session, soon_ms=0)
    with qtbot.waitSignal(office.session.changed):
        watch.start()
    office.settle()
    row = button(start_page, "Säkerhetskopian blev inte gjord")
    assert "Mappen finns inte just nu. Sätt i usb-minnet" in row.accessibleName()
    assert refused == [], "nothing jumps up over the work"
    gone: list[Destination] = []
    office.session.navigate.connect(gone.append)
    row.click()
    assert [each.section for each in gone] == [Section.SETTINGS]

    folder.mkdir()
    with qtbot.waitSignal(office.session.changed):
        watch.start()
    office.settle()
    assert "blev inte gjord" not in texts(start_page)


def test_a_folder_that_is_chosen_has_its_backup_soon(
    office: Office, case: StreamId, tmp_path: Path, qtbot: QtBot
) -> None:
    AutomaticBackup(office.session, office.session, soon_ms=0)
    chosen: list[object] = []
    office.session.run(
        lambda desk: settings.save_settings(desk, {"backup_folder": str(tmp_path)}),
        chosen.append,
        context=office.session,
    )
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*.aktvalv-kopia"))))
    office.settle()


def test_locking_stops_it_and_leaves_nothing_half_written(
    office: Office,
    case: StreamId,
    folder: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The lock comes while the file is being put on the stick."""
    writing, go_on = threading.Event(), threading.Event()
    real = files.settle

    def slow(file) -> None:
        if folder.as_posix() in str(file.name) and "kopia" in str(file.name):
            writing.set()
            go_on.wait(30)
        real(file)

    monkeypatch.setattr(files, "settle", slow)
    watch = AutomaticBackup(office.session, soon_ms=0)
    watch.start()
    qtbot.waitUntil(writing.is_set)
    assert list(folder.iterdir()), "something is on its way"
    left: list[Mapping[str, str]] = []
    page = QLabel()
    qtbot.addWidget(page)
    locker = Locker(
        office.session,
        place=lambda: Destination(Section.TODO),
        cover=page.hide,
        leave=left.append,
    )
    locker.lock()
    go_on.set()
    qtbot.waitUntil(lambda: bool(left))
    assert left[0]["AKTVALV_LOST"] == "0"
    assert list(folder.iterdir()) == []
    assert list((tmp_path / "valv.aktvalv").glob("kopia*")) == []
    assert not watch._timer.isActive()
