"""A backup is a vault: whole, as secret, and worth nothing until it has been put back."""

from __future__ import annotations

import hashlib
import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Reason, Refusal
from app.ids import EntityId, StreamId
from app.journal.canonical import seal
from app.journal.record import Content
from app.ports import Cancelled
from storage import files
from storage.vault import backup, layout
from tests.conftest import PASSPHRASE
from tests.fakes import StoppedClock
from tests.storage.vault.conftest import ShutVault, reason_of


def add_note(vault, number: int) -> None:
    stream = StreamId(f"00000000-0000-4000-9000-{number:012d}")
    content = Content(
        stream=stream,
        entity=EntityId(stream),
        kind="journal_note/1",
        parents=(),
        lamport=1,
        body={"number": number},
        author=vault.author,
        happened_at="2026-06-01",
        written_at="2026-06-01T09:00:00+02:00",
    )
    vault.journal.append([seal(content, vault.sign)])
    vault.blobs.put(stream, bytes([number]) * 300_000, "application/pdf")


def everything(vault) -> dict[str, object]:
    """All that must survive a backup; the log up to the backup's own row."""
    journal = vault.journal
    streams = (journal.register, *journal.streams())
    return {
        "records": {stream: journal.records(stream) for stream in streams},
        "drafts": vault.drafts.all(),
        "settings": vault.settings.get("theme"),
        "author": vault.author,
        "cases": vault.index.cases(),
    }


@pytest.mark.req("X24")
def test_a_restored_backup_is_the_vault_record_by_record(shut: ShutVault, tmp_path: Path) -> None:
    vault = shut.open()
    vault.settings.put("theme", {"dark": True})
    for number in range(7):
        add_note(vault, number)
    folder = tmp_path / "kopior"
    folder.mkdir()
    made = vault.back_up(folder)
    assert (made.records, made.cases) == (8, 7)
    assert made.path.parent == folder
    assert vault.backups() == (made,)
    after = [row.code for row in vault.log.entries() if row.sequence > made.sequence]
    assert after == ["backup_made"]
    before = everything(vault)
    blob = vault.journal.streams()[3]
    vault.close()
    head_before = (shut.path / layout.HEAD).read_bytes()

    target = tmp_path / "tillbaka.aktvalv"
    shut.door.restore(made.path, target)
    restored = shut.door.open(target, bytearray(PASSPHRASE.encode()))
    assert restored.facts.rolled_back  # the vault it was taken from has gone on
    restored.accept_rollback("prov av kopian")
    assert everything(restored) == before
    assert len(restored.blobs.get(blob, _blob(3))) == 300_000
    codes = [entry.code for entry in restored.log.entries(limit=3)]
    assert codes == ["backup_restored", "rollback_accepted", "unlocked"]
    assert restored.check().faults == ()
    restored.close()
    assert (shut.path / layout.HEAD).read_bytes() == head_before
    assert not (target / layout.RESTORED).exists()


def _blob(number: int) -> str:
    return hashlib.sha256(bytes([number]) * 300_000).hexdigest()


@pytest.mark.req("X24")
def test_restoring_never_overwrites_or_rotates(shut: ShutVault, tmp_path: Path) -> None:
    vault = shut.open()
    made = vault.back_up(tmp_path)
    vault.close()
    assert reason_of(lambda: shut.door.restore(made.path, shut.path)) is Reason.VAULT_EXISTS
    missing = tmp_path / "no" / "v"
    assert reason_of(lambda: shut.door.restore(made.path, missing)) is Reason.FOLDER_MISSING
    target = tmp_path / "ny.aktvalv"
    backup_before = made.path.read_bytes()
    shut.door.restore(made.path, target)
    assert made.path.read_bytes() == backup_before
    assert (target / layout.HEAD).read_bytes() == (target / layout.SPARE_HEAD).read_bytes()
    # Any key that opened the vault then opens the copy.
    shut.door.open_with_recovery_code(target, shut.recovery_code).close()
    shut.open().close()


@pytest.mark.req("X24")
def test_a_damaged_backup_is_never_restored(shut: ShutVault, tmp_path: Path) -> None:
    vault = shut.open()
    made = vault.back_up(tmp_path)
    vault.close()
    data = made.path.read_bytes()
    copy, target = tmp_path / "skadad", tmp_path / "ny.aktvalv"
    dice = random.Random(1)
    damaged = [b"", b"x", data[:-1], data + b"\0", data[:4096], b"\n" * 9000]
    for _ in range(150):
        place = dice.randrange(len(data))
        damaged.append(
            data[:place] + bytes([data[place] ^ (1 << dice.randrange(8))]) + data[place + 1 :]
        )
        damaged.append(data[: dice.randrange(len(data))])
    for number, content in enumerate(damaged):
        copy.write_bytes(content)
        reason = reason_of(lambda: shut.door.restore(copy, target))
        assert reason in {Reason.NOT_A_BACKUP, Reason.VAULT_NEWER}, number
        assert not target.exists()
    assert reason_of(lambda: shut.door.restore(tmp_path / "no", target)) is Reason.NOT_A_BACKUP
    assert reason_of(lambda: shut.door.restore(tmp_path, target)) is not None
    copy.write_bytes(data.replace(b"aktvalv kopia 1", b"aktvalv kopia 2", 1))
    assert reason_of(lambda: shut.door.restore(copy, target)) is Reason.VAULT_NEWER
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.req("X24")
def test_a_backup_that_cannot_be_verified_is_not_made(
    shut: ShutVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kopior"
    folder.mkdir()
    vault = shut.open()
    add_note(vault, 1)
    real = backup.copy

    def damaging(source, target: Path, *rest: object) -> None:
        real(source, target, *rest)
        data = bytearray(target.read_bytes())
        data[-2000] ^= 1
        target.write_bytes(data)

    monkeypatch.setattr(backup, "copy", damaging)
    assert reason_of(lambda: vault.back_up(folder)) is Reason.BACKUP_UNVERIFIED
    monkeypatch.undo()

    def too_old(source, target: Path, *rest: object) -> None:
        real(source, target, *rest)
        add_note(vault, 2)

    monkeypatch.setattr(backup, "copy", too_old)
    assert reason_of(lambda: vault.back_up(folder)) is Reason.BACKUP_UNVERIFIED
    monkeypatch.undo()

    real_settle = files.settle

    def lying(file) -> None:
        real_settle(file)
        if str(file.name).endswith("kopia.ny"):
            with open(file.name, "r+b") as changed:  # noqa: PTH123
                changed.seek(5000)
                changed.write(b"\0\0\0\0")

    monkeypatch.setattr(files, "settle", lying)
    assert reason_of(lambda: vault.back_up(folder)) is Reason.BACKUP_UNVERIFIED
    monkeypatch.undo()
    assert list(folder.iterdir()) == []
    assert not list(shut.path.glob("kopia*"))
    assert vault.backups() == ()
    assert vault.back_up(folder).records == 3
    vault.close()


@pytest.mark.req("X24")
def test_a_backup_can_be_made_while_somebody_works(shut: ShutVault, tmp_path: Path) -> None:
    vault = shut.open()
    for number in range(8):
        add_note(vault, number)
    told: list[int] = []

    def work_on(done: int, total: int) -> None:
        if len(told) < 40:
            told.append(done)
            add_note(vault, 100 + len(told))

    made = vault.back_up(tmp_path, work_on)
    assert len(told) > 2
    assert 9 < made.records < vault.check().records
    vault.close()


def test_a_backup_that_is_stopped_leaves_nothing(shut: ShutVault, tmp_path: Path) -> None:
    folder = tmp_path / "kopior"
    folder.mkdir()
    vault = shut.open()
    for number in range(5):  # more than the copy takes at a time
        add_note(vault, number)
    stops = 0
    for limit in range(1000):
        calls = [0]

        def progress(done: int, total: int, calls=calls, limit=limit) -> None:
            assert 0 <= done <= total
            calls[0] += 1
            if calls[0] > limit:
                raise Cancelled

        try:
            vault.back_up(folder, progress)
        except Cancelled:
            stops += 1
            assert list(folder.iterdir()) == []
            assert not list(shut.path.glob("kopia*"))
        else:
            break
    assert stops >= 2
    assert len(list(folder.iterdir())) == 1
    vault.close()


def test_what_a_killed_backup_left_is_taken_away(shut: ShutVault, tmp_path: Path) -> None:
    folder = tmp_path / "kopior"
    folder.mkdir()
    left = folder / f".{shut.path.stem} 2026-05-01 0900{layout.BACKUP_SUFFIX}.ny"
    strangers = folder / f".annan 2026-05-01 0900{layout.BACKUP_SUFFIX}.ny"
    staged = shut.path / "kopia.ny"
    for path in (left, strangers, staged):
        path.write_bytes(b"half")
    vault = shut.open()
    assert not staged.exists()
    made = vault.back_up(folder)
    assert sorted(folder.iterdir()) == sorted([made.path, strangers])
    vault.close()


def test_places_that_cannot_take_a_backup(
    shut: ShutVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = shut.open()
    assert reason_of(lambda: vault.back_up(tmp_path / "no")) is Reason.FOLDER_MISSING
    monkeypatch.setattr(files, "free_bytes", lambda _: 1000)
    assert reason_of(lambda: vault.back_up(tmp_path)) is Reason.DISK_FULL
    vault.close()


@pytest.mark.req("X24")
def test_old_backups_are_thinned_and_strangers_left_alone(
    shut: ShutVault, tmp_path: Path, clock: StoppedClock
) -> None:
    folder = tmp_path / "kopior"
    folder.mkdir()
    stranger = folder / "annan.aktvalv-kopia"
    stranger.write_bytes(b"somebody else's")
    vault = shut.open()
    for _ in range(20):
        vault.back_up(folder)
        clock.pass_(days=3)
    vault.close()
    left = sorted(path.name for path in folder.iterdir())
    assert stranger.name in left
    assert "valv 2026-07-28 0900.aktvalv-kopia" in left
    assert len(left) - 1 < 20
    vault = shut.open()
    assert sorted(f.path.name for f in vault.backups()) == [n for n in left if n != stranger.name]
    # Two in one minute both get a name.
    first, second = vault.back_up(folder), vault.back_up(folder)
    assert first.path != second.path
    assert second.path.exists()
    vault.close()


@given(st.lists(st.integers(0, 900), max_size=60))
def test_thinning_keeps_the_newest_of_each_day_week_and_month(ages: list[int]) -> None:
    today = date(2026, 6, 1)
    days = [today - timedelta(days=age) for age in sorted(ages)]
    kept = backup._kept(days)
    if days:
        assert 0 in kept
    assert len(kept) <= 7 + 5 + 12
    assert kept <= set(range(len(days)))
    recent = list(dict.fromkeys(days))[:7]
    assert set(recent) <= {days[place] for place in kept}
    months = list(dict.fromkeys((day.year, day.month) for day in days))[:12]
    assert set(months) <= {(days[place].year, days[place].month) for place in kept}
    # Thinning twice is thinning once.
    again = backup._kept([days[place] for place in sorted(kept)])
    assert len(again) == len(kept)


def test_a_full_disk_in_the_middle_is_said_and_undone(
    shut: ShutVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kopior"
    folder.mkdir()
    vault = shut.open()

    def full(_: object) -> None:
        raise Refusal(Reason.DISK_FULL)

    monkeypatch.setattr(files, "settle", full)
    with pytest.raises(Refusal) as caught:
        vault.back_up(folder)
    assert caught.value.reason is Reason.DISK_FULL
    monkeypatch.undo()
    assert list(folder.iterdir()) == []
    vault.close()
