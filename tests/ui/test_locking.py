"""Locking: everything typed is saved, the key goes, nothing can stop it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.errors import Reason, Refusal
from app.ids import EntityId, StreamId
from app.ports import LogCode, Progress, VaultDoor
from app.usecases import drafting
from app.usecases.desk import Desk
from tests.conftest import PASSPHRASE
from tests.fakes import RecordedReplacement
from tests.ui.conftest import Office
from ui.environment import LOST, UNKNOWN, VAULT
from ui.locking import Cover, Locker
from ui.navigation import Destination, Section

HALF = {"event": "i går vid två", "text": "Börjat skriva, inte kla"}
NOTE = EntityId("7c2f4d6e-0000-4000-8000-00000000000a")
CASE = StreamId("7c2f4d6e-0000-4000-8000-00000000000b")


class Editor(QWidget):
    """An open form with half a note in it."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        office.session.leaving.connect(self.save)

    def save(self) -> None:
        self._office.session.run(_save_half, lambda _: None, context=self)


def _save_half(desk: Desk) -> object:
    return drafting.save_draft(desk, CASE, NOTE, "journal_note", body=HALF, place={})


@pytest.fixture
def left() -> RecordedReplacement:
    return RecordedReplacement()


@pytest.fixture
def window(office: Office, qtbot: QtBot) -> QWidget:
    made = Editor(office)
    secret = QWidget(made)
    secret.setStyleSheet("background: #c00000")
    secret.setGeometry(0, 0, 50, 50)
    qtbot.addWidget(made)
    made.show()
    return made


class Places:
    """Says where one is; can be told to be wrong."""

    def __init__(self) -> None:
        self.wrong = False

    def __call__(self) -> Destination:
        if self.wrong:
            raise KeyError("place")
        return Destination(Section.CASES, place={"row": 3})


@pytest.fixture
def places() -> Places:
    return Places()


@pytest.fixture
def locker(office: Office, window: QWidget, left: RecordedReplacement, places: Places) -> Locker:
    return Locker(office.session, place=places, cover=window.hide, leave=left)


@pytest.fixture
def reopened(office: Office, door: VaultDoor, tmp_path: Path) -> Iterator[object]:
    """Opens the vault anew and reads what was left in it, once it has been locked."""

    def look() -> tuple[object, object, str]:
        vault = door.open(tmp_path / "valv.aktvalv", bytearray(PASSPHRASE.encode()))
        draft = vault.drafts.get(CASE, NOTE, "journal_note")
        place = vault.settings.get("place")
        codes = [row.code for row in vault.log.entries()]
        vault.close()
        return (draft.body if draft else None), place, codes[1]

    return lambda: office.work(look)


@pytest.mark.req("X01")
def test_half_a_note_and_the_place_are_there_after_unlocking(
    locker: Locker, left: RecordedReplacement, reopened, qtbot: QtBot, tmp_path: Path
) -> None:
    locker.lock()
    qtbot.waitUntil(lambda: bool(left.environments))
    assert left.environments == [{VAULT: str(tmp_path / "valv.aktvalv"), LOST: "0"}]
    body, place, last = reopened()
    assert body == HALF
    assert Destination.from_json(place) == Destination(Section.CASES, place={"row": 3})
    assert last == LogCode.LOCKED.value


@pytest.mark.req("X01")
def test_the_windows_are_covered_before_anything_else_happens(
    locker: Locker, left: RecordedReplacement, window: QWidget, qtbot: QtBot
) -> None:
    assert window.grab().toImage().pixelColor(2, 2).red() == 0xC0
    locker.lock()  # nothing has been answered yet: the event loop has not run
    (cover,) = window.findChildren(Cover)
    assert cover.geometry() == window.rect()
    seen = window.grab().toImage()
    assert seen.pixelColor(2, 2) == window.palette().window().color()
    qtbot.waitUntil(lambda: bool(left.environments))


@pytest.mark.req("X01")
@pytest.mark.parametrize("kind", [QDialog, QFileDialog])
def test_an_open_dialog_does_not_stop_it(
    kind: type[QDialog], locker: Locker, left: RecordedReplacement, window: QWidget, qtbot: QtBot
) -> None:
    dialog = kind(window)
    qtbot.addWidget(dialog)
    dialog.open()
    locker.lock()
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: bool(left.environments))


def test_asking_twice_locks_once(
    locker: Locker, left: RecordedReplacement, office: Office, qtbot: QtBot
) -> None:
    locker.lock()
    locker.lock()
    qtbot.waitUntil(lambda: bool(left.environments))
    office.settle()
    assert len(left.environments) == 1


def test_a_draft_that_cannot_be_saved_is_said_openly(
    locker: Locker, left: RecordedReplacement, office: Office, qtbot: QtBot
) -> None:
    context = QObject()
    office.session.leaving.connect(
        lambda: office.session.run(_disk_is_full, lambda _: None, context=context)
    )
    locker.lock()
    qtbot.waitUntil(lambda: bool(left.environments))
    assert left.environments[0][LOST] == "1"


def _disk_is_full(_: Desk) -> None:
    raise Refusal(Reason.DISK_FULL)


def test_a_page_that_is_wrong_about_its_place_does_not_keep_the_vault_open(
    locker: Locker, places: Places, left: RecordedReplacement, reopened, qtbot: QtBot
) -> None:
    places.wrong = True
    with pytest.raises(KeyError):  # reaches the last door; the vault is being closed all the same
        locker.lock()
    qtbot.waitUntil(lambda: bool(left.environments))
    assert reopened()[2] == LogCode.LOCKED.value


@pytest.mark.req("X01")
def test_long_work_does_not_keep_the_vault_open(
    locker: Locker, left: RecordedReplacement, office: Office, qtbot: QtBot
) -> None:
    begun, context = threading.Event(), QObject()

    def forever(_: Desk, progress: Progress) -> None:
        while True:
            begun.set()
            progress(0, 1)

    office.session.run_long(
        forever,
        lambda _: None,
        context=context,
        progressed=lambda *_: None,
        cancelled=lambda: None,
    )
    begun.wait()
    locker.lock()
    qtbot.waitUntil(lambda: bool(left.environments))


@pytest.mark.req("X01")
def test_when_time_is_up_the_memory_is_given_back_all_the_same(
    office: Office, window: QWidget, places: Places, left: RecordedReplacement, qtbot: QtBot
) -> None:
    """The database thread answers no more; the limit is 0.05 s here instead of five seconds."""
    go_on, context = threading.Event(), QObject()
    office.session.run(lambda _: go_on.wait(), lambda _: None, context=context)
    locker = Locker(office.session, place=places, cover=window.hide, leave=left, limit_seconds=0.05)
    locker.lock()
    qtbot.waitUntil(lambda: bool(left.environments))
    assert left.environments[0][LOST] == UNKNOWN
    go_on.set()
    office.settle()
    assert len(left.environments) == 1


def test_closing_the_program_leaves_in_its_own_way(
    locker: Locker, left: RecordedReplacement, qtbot: QtBot
) -> None:
    closed = RecordedReplacement()
    locker.end(closed)
    qtbot.waitUntil(lambda: bool(closed.environments))
    assert left.environments == []


def test_closing_the_program_with_a_lost_draft_comes_back_to_say_so(
    locker: Locker, left: RecordedReplacement, office: Office, qtbot: QtBot
) -> None:
    context, closed = QObject(), RecordedReplacement()
    office.session.leaving.connect(
        lambda: office.session.run(_disk_is_full, lambda _: None, context=context)
    )
    locker.end(closed)
    qtbot.waitUntil(lambda: bool(left.environments))
    assert closed.environments == []


def test_a_read_only_vault_locks_and_comes_back_to_the_start_page(
    qtbot: QtBot, locker: Locker, left: RecordedReplacement, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise Refusal(Reason.VAULT_READ_ONLY)

    monkeypatch.setattr("ui.locking.remember_place", refused)
    locker.lock()
    qtbot.waitUntil(lambda: bool(left.environments))
    assert left.environments[0][LOST] == "0"
