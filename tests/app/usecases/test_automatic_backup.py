"""The backup of the day: when it is due, when there is nothing new, and why it was missed."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Reason, Refusal
from app.ids import EntityId
from app.ports import BackupFacts, Cancelled, LogCode, LogEntry, VaultDoor
from app.usecases import identity, reading, settings, vault_care
from app.usecases.automatic_backup import (
    NOTHING_NEW,
    Missed,
    back_up_when_due,
    changed_since,
    is_due,
    missed,
)
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity, save_draft
from app.usecases.watching.todo import todo
from tests.app.usecases import typed_forms
from tests.conftest import PASSPHRASE
from tests.fakes import STOCKHOLM_SUMMER, StoppedClock

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=STOCKHOLM_SUMMER)


def facts(made: datetime = NOW, sequence: int = 10) -> BackupFacts:
    return BackupFacts(Path("k"), made.isoformat(timespec="seconds"), 1, 1, sequence)


def row(sequence: int, code: str) -> LogEntry:
    return LogEntry(sequence, NOW.isoformat(), code, None)


@pytest.fixture
def folder(desk: Desk, tmp_path: Path) -> Path:
    made = tmp_path / "kopior"
    made.mkdir()
    settings.save_settings(desk, {"backup_folder": str(made)})
    return made


def made_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# ----------------------------------------------------------------------------- the decision


def test_the_first_is_due_at_once_and_the_next_another_day_when_something_is_new() -> None:
    assert is_due(None, changed=True, now=NOW)
    assert not is_due(facts(), changed=True, now=NOW + timedelta(hours=14))
    assert is_due(facts(), changed=True, now=NOW + timedelta(hours=15))
    assert not is_due(facts(), changed=False, now=NOW + timedelta(days=300))


def test_a_clock_that_was_set_back_stops_no_backup() -> None:
    assert is_due(facts(NOW + timedelta(days=400)), changed=True, now=NOW)


@given(st.lists(st.sampled_from(sorted(LogCode)), max_size=8), st.integers(0, 12))
def test_what_is_new_is_a_row_after_the_backup_that_unlocking_does_not_write(codes, held) -> None:
    rows = [row(number, code) for number, code in enumerate(codes, 5)][::-1]
    expected = any(each.sequence > held and each.code not in NOTHING_NEW for each in rows)
    assert changed_since(facts(sequence=held), rows, ()) is expected


# ----------------------------------------------------------------------------- making it


@pytest.mark.req("X24")
def test_it_is_made_once_a_day_and_only_of_something_new(
    desk: Desk, folder: Path, clock: StoppedClock
) -> None:
    changes = back_up_when_due(desk)
    assert changes is not None
    assert changes.touch(None, Part.BACKUPS)
    assert made_in(folder) == ["valv 2026-06-01 0900.aktvalv-kopia"]

    typed_forms.opened_case(desk)
    clock.pass_(hours=3)
    assert back_up_when_due(desk) is None, "already one today"
    clock.pass_(days=1)
    assert back_up_when_due(desk) is not None
    clock.pass_(days=1)
    assert back_up_when_due(desk) is None, "nothing new"
    assert len(made_in(folder)) == 2


def test_unlocking_looking_and_locking_are_nothing_new(
    desk: Desk, door: VaultDoor, folder: Path, clock: StoppedClock
) -> None:
    stream = typed_forms.opened_case(desk)
    back_up_when_due(desk)
    place = desk.vault.facts.path
    settings.remember_place(desk, {"section": "cases"})
    desk.vault.close()
    clock.pass_(days=1)
    again = door.open(place, bytearray(PASSPHRASE.encode()))
    desk = Desk(
        **{name: getattr(desk, name) for name in Desk.__slots__ if name != "vault"}, vault=again
    )
    todo(desk)
    reading.open_case(desk, stream)
    assert back_up_when_due(desk) is None

    identity.save_identity(desk, stream, typed_forms.identity())
    clock.pass_(days=1)
    assert back_up_when_due(desk) is not None
    clock.pass_(days=1)
    identity.peek(desk, stream, ["number"], identity.RevealReason.HANDLING)
    assert back_up_when_due(desk) is not None, "the log of a reveal must outlive the disk"
    again.close()


def test_a_draft_is_something_new(desk: Desk, folder: Path, clock: StoppedClock) -> None:
    stream = typed_forms.opened_case(desk)
    back_up_when_due(desk)
    clock.pass_(days=1)
    save_draft(desk, stream, new_entity(desk), "journal_note", body={"facts": "x"}, place={})
    assert back_up_when_due(desk) is not None


def test_what_is_written_while_the_file_is_made_waits_for_the_next(
    desk: Desk, folder: Path, clock: StoppedClock
) -> None:
    stream = typed_forms.opened_case(desk)
    written: list[EntityId] = []

    def write_at_the_end(done: int, total: int) -> None:
        if done == total and not written:
            written.append(new_entity(desk))
            identity.save_identity(desk, stream, typed_forms.identity())

    back_up_when_due(desk, write_at_the_end)
    assert written
    clock.pass_(days=1)
    assert back_up_when_due(desk) is not None
    clock.pass_(days=1)
    assert back_up_when_due(desk) is None


def test_without_a_folder_nothing_is_tried(desk: Desk) -> None:
    typed_forms.opened_case(desk)
    assert back_up_when_due(desk) is None
    assert missed(desk) is None


# ----------------------------------------------------------------------------- missing it


@pytest.mark.req("X24")
def test_a_stick_that_is_not_there_is_said_once_and_until_there_is_a_backup(
    desk: Desk, folder: Path, clock: StoppedClock
) -> None:
    typed_forms.opened_case(desk)
    folder.rmdir()
    told = back_up_when_due(desk)
    assert told is not None
    assert told.touch(None, Part.BACKUPS)
    assert missed(desk) == Missed(Reason.FOLDER_MISSING, "2026-06-01T09:00:00+02:00")
    assert [(item.code, item.reason) for item in todo(desk) if item.stream is None] == [
        ("backup_missed", Reason.FOLDER_MISSING)
    ]

    clock.pass_(hours=1)
    assert back_up_when_due(desk) is None, "the same once more is nothing to tell"
    folder.mkdir()
    clock.pass_(hours=1)
    assert back_up_when_due(desk) is not None
    assert missed(desk) is None
    assert [item for item in todo(desk) if item.stream is None] == []


def test_a_backup_made_by_hand_settles_it(desk: Desk, folder: Path, clock: StoppedClock) -> None:
    folder.rmdir()
    back_up_when_due(desk)
    folder.mkdir()
    clock.pass_(minutes=5)
    vault_care.back_up(desk)
    assert missed(desk) is None


def test_one_that_was_stopped_was_not_missed(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A statement that was interrupted may end in a Refusal of its own."""

    def interrupted(*_: object) -> None:
        raise Refusal(Reason.BACKUP_UNVERIFIED)

    def stopped(done: int, total: int) -> None:
        raise Cancelled

    monkeypatch.setattr(vault_care, "back_up", interrupted)
    with pytest.raises(Cancelled):
        back_up_when_due(desk, stopped)
    assert missed(desk) is None


def test_what_is_kept_and_cannot_be_read_is_no_reason(desk: Desk) -> None:
    desk.vault.settings.put("backup_missed", {"reason": "of a later version", "since": "x"})
    assert missed(desk) is None
