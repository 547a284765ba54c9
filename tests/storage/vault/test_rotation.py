"""Another data key: what opened the vault before opens nothing, and nothing is lost on the way."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from app.errors import Reason, Refusal
from app.ids import EntityId
from app.ports import Draft, OpenVault
from app.progress import Cancelled
from storage.database.connection import connect
from storage.vault import head as heads
from storage.vault import layout, rekeying, rotation, unit_key
from storage.vault.keys import VaultKeys
from tests.conftest import PASSPHRASE
from tests.storage.vault.conftest import ShutVault, outcome, reason_of
from tests.storage.vault.test_full_disk import fill, on_small_disk, small_disk
from tests.storage.vault.test_kills import each_kill, put_back

__all__ = ["on_small_disk", "small_disk"]

NEW = "sju nya ord som ingen annan kan gissa på en kvart"
DRAFT_AT = "2026-06-01T09:00:00+02:00"


def typed(text: str = PASSPHRASE) -> bytearray:
    return bytearray(text.encode())


def fill_with_work(vault: OpenVault) -> None:
    stream = vault.journal.register
    vault.blobs.put(stream, os.urandom(700_000), "application/pdf")
    vault.drafts.save(
        Draft(stream, EntityId(stream), "journal_note", {"text": "halv"}, {}, DRAFT_AT)
    )
    vault.settings.put("egen", {"a": 1})


def contents(vault: OpenVault) -> dict[str, object]:
    """Everything that a rotation must leave as it was, but for the log, which only grows."""
    connection = vault._parts.connection
    return {
        table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2")
        for table in ("streams", "records", "blobs", "drafts", "settings", "case_rows")
    } | {"chunks": connection.execute("SELECT * FROM blob_chunks ORDER BY 1, 2, 3")}


def log_of(vault: OpenVault, rows: int) -> list[tuple[object, ...]]:
    return vault._parts.connection.execute(
        "SELECT * FROM log WHERE sequence <= ? ORDER BY sequence", (rows,)
    )


def rotate(vault: OpenVault, code: str, new: str = NEW) -> None:
    vault.rotate_data_key(typed(), typed(new), code)


def database_key(path: Path, passphrase: str) -> bytearray:
    head = heads.read((path / layout.HEAD).read_bytes()).head
    return VaultKeys(rekeying.unlock_with_passphrase(head, typed(passphrase)).data_key).database


@pytest.mark.req("X01")
def test_everything_is_there_and_only_the_new_ways_open(shut: ShutVault, tmp_path: Path) -> None:
    vault = shut.open()
    fill_with_work(vault)
    vault.close()
    old_key = database_key(shut.path, PASSPHRASE)
    before_files = shutil.copytree(shut.path, tmp_path / "before")
    private = unit_key.new_unit_key()
    card = unit_key.write_card("Enheten", private)
    code = shut.door.new_recovery_code()
    vault = shut.open()
    before, newest = contents(vault), vault._parts.log.head().sequence
    chain = log_of(vault, newest)
    old, new = typed(), typed(NEW)
    vault.rotate_data_key(old, new, code, [card, card])
    assert not any(old)
    assert not any(new)
    # It is the same vault, in use, at once …
    assert contents(vault) == before
    assert log_of(vault, newest) == chain
    assert vault.log.entries()[0].code == "data_key_rotated"
    assert [slot.kind for slot in vault.slots()] == ["passphrase", "recovery", "unit"]
    vault.settings.put("efter", {})
    assert vault.check().faults == ()
    vault.close()
    # … and later, in each of the new ways and in none of the old.
    assert shut.refusal() is Reason.WRONG_PASSPHRASE
    door, path = shut.door, shut.path
    assert (
        reason_of(door.open_with_recovery_code, path, shut.recovery_code)
        is Reason.WRONG_RECOVERY_CODE
    )
    for way in (
        lambda: shut.open(NEW),
        lambda: door.open_with_recovery_code(path, code),
        lambda: door.open_with_unit_key(path, bytearray(private)),
    ):
        opened = way()
        assert not opened.facts.rolled_back
        assert not opened.facts.opened_from_spare_head
        assert opened.settings.get("efter") == {}
        opened.close()
    assert reason_of(connect, path / layout.DATABASE, old_key) is Reason.DATABASE_DAMAGED
    # The old head, kept by somebody, does not fit what is in the folder now.
    for name in (layout.HEAD, layout.SPARE_HEAD):
        shutil.copy(before_files / name, path / name)
    assert shut.refusal() is Reason.DATABASE_DAMAGED
    assert not (path / layout.STAGED_DATABASE).exists()


@pytest.mark.req("X01")
def test_the_old_data_key_is_in_no_file_of_the_vault(shut: ShutVault) -> None:
    vault = shut.open()
    slots = heads.read((shut.path / layout.HEAD).read_bytes()).head.slots
    rotate(vault, shut.door.new_recovery_code(), PASSPHRASE)
    for name in (layout.HEAD, layout.SPARE_HEAD):
        data = (shut.path / name).read_bytes()
        assert not any(slot.wrap.encode() in data for slot in slots)
    vault.close()
    shut.open().close()  # the same words may be used again


@pytest.mark.req("X01", "X24")
def test_a_copy_from_before_is_known_to_be_older_even_with_the_same_passphrase(
    shut: ShutVault, tmp_path: Path
) -> None:
    kept = shutil.copytree(shut.path, tmp_path / "kept")
    vault = shut.open()
    rotate(vault, shut.door.new_recovery_code(), PASSPHRASE)
    vault.close()
    put_back(shut.path, kept)
    vault = shut.open()
    assert vault.facts.rolled_back
    vault.accept_rollback("återställd")
    vault.close()
    vault = shut.open()
    assert not vault.facts.rolled_back
    vault.close()


@pytest.mark.req("X01", "X24")
def test_backups_are_made_and_restored_with_the_new_key(shut: ShutVault, tmp_path: Path) -> None:
    vault = shut.open()
    rotate(vault, shut.door.new_recovery_code())
    made = vault.back_up(tmp_path)
    vault.close()
    other, target = shut.elsewhere(tmp_path / "annan profil"), tmp_path / "ny.aktvalv"
    other.restore(made.path, target)
    restored = other.open(target, typed(NEW))
    assert restored.check().faults == ()
    restored.close()


@pytest.mark.req("X01")
def test_what_is_refused_changes_nothing(shut: ShutVault) -> None:
    vault = shut.open()
    before = {file.name: file.read_bytes() for file in shut.path.glob("huvud*")}
    code = shut.door.new_recovery_code()
    attempt = vault.rotate_data_key
    assert reason_of(attempt, typed(NEW), typed(NEW), code) is Reason.WRONG_PASSPHRASE
    assert reason_of(attempt, typed(), typed("korv"), code) is Reason.PASSPHRASE_WEAK
    assert reason_of(attempt, typed(), typed(NEW), code[:-1]) is Reason.RECOVERY_CODE_MISTYPED
    assert reason_of(attempt, typed(), typed(NEW), code, [b"{}"]) is Reason.KEY_CARD_INVALID
    assert {file.name: file.read_bytes() for file in shut.path.glob("huvud*")} == before
    assert not list(shut.path.glob(f"{layout.STAGED_DATABASE}*"))
    vault.close()
    shut.open().close()


@pytest.mark.req("X01")
def test_stopped_before_there_is_no_way_back_nothing_has_changed(shut: ShutVault) -> None:
    vault = shut.open()
    before, seen = contents(vault), []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        vault.rotate_data_key(typed(), typed(NEW), shut.door.new_recovery_code(), progress=stop)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert not list(shut.path.glob(f"{layout.STAGED_DATABASE}*"))
    assert contents(vault) == before
    vault.close()
    shut.open().close()


@pytest.mark.req("X01")
def test_what_others_write_meanwhile_is_not_lost(shut: ShutVault) -> None:
    """The last moment at which anybody is let in is after the copy has been read through."""
    vault = shut.open()
    written = []

    def let_in(done: int, total: int) -> None:
        if done == total and not written:
            written.append(1)
            vault.settings.put("sent", {"i sista": "stund"})

    vault.rotate_data_key(typed(), typed(NEW), shut.door.new_recovery_code(), progress=let_in)
    assert vault.settings.get("sent") == {"i sista": "stund"}
    vault.close()
    vault = shut.open(NEW)
    assert vault.settings.get("sent") == {"i sista": "stund"}
    assert vault.check().faults == ()
    vault.close()


@pytest.mark.req("X01")
def test_others_are_shut_out_all_the_time(shut: ShutVault) -> None:
    vault = shut.open()
    refused = []
    vault.rotate_data_key(
        typed(),
        typed(NEW),
        shut.door.new_recovery_code(),
        progress=lambda *_: refused.append(shut.refusal()),
    )
    assert shut.refusal(NEW) is Reason.VAULT_IN_USE
    assert set(refused) == {Reason.VAULT_IN_USE}
    vault.close()


@pytest.mark.req("X01")
def test_a_copy_that_is_not_whole_is_never_made_the_vaults(
    shut: ShutVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = rotation.copy

    def damaged(source, target, key, progress):
        real(source, target, key, progress)
        with target.open("r+b") as file:
            file.seek(target.stat().st_size - 2000)
            file.write(b"x" * 500)

    vault = shut.open()
    monkeypatch.setattr(rotation, "copy", damaged)
    refused = reason_of(vault.rotate_data_key, typed(), typed(NEW), shut.door.new_recovery_code())
    assert refused is Reason.DATA_KEY_UNCHANGED
    vault.close()
    shut.open().close()


@pytest.mark.req("X01")
def test_on_a_full_disk_nothing_is_changed(on_small_disk: ShutVault, small_disk: Path) -> None:
    vault = on_small_disk.open()
    vault.blobs.put(vault.journal.register, os.urandom(3_000_000), "application/pdf")
    filler = fill(small_disk)
    code = on_small_disk.door.new_recovery_code()
    assert reason_of(vault.rotate_data_key, typed(), typed(NEW), code) is Reason.DISK_FULL
    assert not list(on_small_disk.path.glob(f"{layout.STAGED_DATABASE}*"))
    filler.unlink()
    vault.close()
    vault = on_small_disk.open()
    assert vault.check().faults == ()
    rotate(vault, code)
    vault.close()
    on_small_disk.open(NEW).close()


@pytest.mark.req("X01")
def test_a_database_that_cannot_be_renamed_is_used_where_it_lies(
    shut: ShutVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_folder: Path) -> None:
        raise Refusal(Reason.DISK_ERROR)

    vault = shut.open()
    with monkeypatch.context() as patched:
        patched.setattr(rotation, "install", fails)
        rotate(vault, shut.door.new_recovery_code())
    vault.settings.put("efter", {})
    vault.close()
    vault = shut.open(NEW)
    assert vault.settings.get("efter") == {}
    assert vault.check().faults == ()
    assert not (shut.path / layout.STAGED_DATABASE).exists()
    vault.close()


@pytest.mark.req("X01")
@pytest.mark.torture
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a child that can be killed")
def test_killed_anywhere_the_vault_has_the_old_keys_or_the_new_and_all_it_held(
    shut: ShutVault, tmp_path: Path
) -> None:
    vault = shut.open()
    fill_with_work(vault)
    before, rows = contents(vault), vault._parts.log.head().sequence
    chain = log_of(vault, rows)
    vault.close()
    pristine = shutil.copytree(shut.path, tmp_path / "pristine")
    profile = shutil.copytree(tmp_path / "profil", tmp_path / "pristine profile")
    code = shut.door.new_recovery_code()

    def change() -> None:
        opened = shut.open()
        opened.blobs.put(opened.journal.register, b"in the write-ahead log", "text/plain")
        rotate(opened, code)
        opened.close()

    seen, staged = set(), 0
    for _ in each_kill(change):
        staged += (shut.path / layout.STAGED_DATABASE).exists()
        fits = rekeying.unlock_with_passphrase
        head = heads.read((shut.path / layout.HEAD).read_bytes()).head
        is_new = outcome(fits, head, typed(NEW)) is None
        works, other = (NEW, PASSPHRASE) if is_new else (PASSPHRASE, NEW)
        vault = shut.open(works)
        seen.add(works)
        assert not vault.facts.rolled_back
        assert not vault.facts.opened_from_spare_head
        assert vault.check().faults == ()
        now = contents(vault)
        for table in ("streams", "records", "drafts", "settings", "case_rows"):
            assert now[table] == before[table]
        assert all(chunk in now["chunks"] for chunk in before["chunks"])
        assert works == PASSPHRASE or len(now["chunks"]) == len(before["chunks"]) + 1
        assert log_of(vault, rows) == chain
        assert not list(shut.path.glob(f"{layout.STAGED_DATABASE}*"))
        vault.close()
        assert shut.refusal(other) is Reason.WRONG_PASSPHRASE
        # The spare head never opens with what the head no longer does.
        (shut.path / layout.HEAD).unlink()
        assert shut.refusal(other) is Reason.WRONG_PASSPHRASE
        vault = shut.open(works)
        assert not vault.facts.rolled_back
        vault.close()
        put_back(shut.path, pristine)
        put_back(tmp_path / "profil", profile)
    assert seen == {PASSPHRASE, NEW}
    assert staged > 5
