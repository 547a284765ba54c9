"""Each thing that can be wrong with a vault has its own answer, and none of them loses anything."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import Reason, Refusal
from app.ids import EntityId
from app.ports import Draft, LogCode, Owner
from storage import files, remote_disk
from storage.database.connection import connect
from storage.vault import layout, unit_key
from storage.vault.door import Door
from storage.vault.head import _checksum
from storage.vault.reserve import Reserve
from tests.conftest import OWNER, PASSPHRASE
from tests.fakes import StoppedClock
from tests.storage.vault.conftest import ShutVault, outcome, reason_of

OTHER = "något helt annat som ingen har valt än"


def codes(vault) -> list[str]:
    return [entry.code for entry in reversed(vault.log.entries())]


@pytest.mark.req("X01")
def test_what_is_put_in_comes_out_after_locking(shut: ShutVault) -> None:
    vault = shut.open()
    vault.settings.put("theme", {"dark": True})
    author = vault.author
    signature = vault.sign(b"message")
    vault.close()
    vault.close()
    again = shut.open()
    assert again.settings.get("theme") == {"dark": True}
    assert again.author == author
    assert again.sign(b"message") == signature
    assert (author.function, author.unit) == (OWNER.function, OWNER.unit)
    assert not again.facts.read_only
    again.close()


def test_a_new_vault_begins_with_its_author(shut: ShutVault) -> None:
    vault = shut.open()
    (card,) = vault.journal.records(vault.journal.register)
    assert card.content.kind == "author_card/2"
    assert card.content.body["name"] == OWNER.name
    assert card.content.author.key == vault.author.key
    assert codes(vault) == ["vault_created", "record_added", "unlocked", "locked", "unlocked"]
    assert vault.check().faults == ()
    assert vault.journal.streams() == ()
    vault.close()


@pytest.mark.req("X01")
def test_both_keys_open_and_both_wrong_ones_are_told_apart(shut: ShutVault) -> None:
    door, path, code = shut.door, shut.path, shut.recovery_code
    door.open_with_recovery_code(path, code.lower().replace("-", " ")).close()
    assert shut.refusal(OTHER) is Reason.WRONG_PASSPHRASE
    slip = code[:-1] + ("2" if code[-1] != "2" else "3")
    assert (
        reason_of(lambda: door.open_with_recovery_code(path, slip)) is Reason.RECOVERY_CODE_MISTYPED
    )
    other = door.new_recovery_code()
    assert (
        reason_of(lambda: door.open_with_recovery_code(path, other)) is Reason.WRONG_RECOVERY_CODE
    )
    shut.open().close()


@pytest.mark.req("X01")
def test_passphrases_are_wiped(shut: ShutVault, tmp_path: Path) -> None:
    typed = bytearray(PASSPHRASE.encode())
    shut.door.open(shut.path, typed).close()
    wrong = bytearray(OTHER.encode())
    reason_of(lambda: shut.door.open(shut.path, wrong))
    weak = bytearray(b"korv")
    reason_of(lambda: shut.door.create(tmp_path / "n", weak, shut.recovery_code, OWNER))
    assert not any(typed)
    assert not any(wrong)
    assert not any(weak)


@pytest.mark.req("X01")
def test_failed_unlocks_wait_and_are_logged(shut: ShutVault, clock: StoppedClock) -> None:
    waits = []
    for _ in range(6):
        reason_of(lambda: shut.open(OTHER))
        waits.append(shut.door.wait_after_failures(shut.path))
    assert waits == [0, 0, 2, 4, 8, 16]
    clock.pass_(seconds=10)
    assert shut.door.wait_after_failures(shut.path) == 6
    clock.pass_(days=-2)
    assert shut.door.wait_after_failures(shut.path) == 16
    vault = shut.open()
    assert len(vault.facts.failed_unlocks) == 6
    assert codes(vault)[-7:] == ["unlock_failed"] * 6 + ["unlocked"]
    vault.close()
    assert shut.door.wait_after_failures(shut.path) == 0
    (shut.path / layout.FAILURES).write_bytes(b"\xff\n2026-99-99T00:00:00+00:00\nMaja\n" * 50)
    assert shut.door.wait_after_failures(shut.path) == 0
    vault = shut.open()
    assert vault.facts.failed_unlocks == ()
    vault.close()


def test_not_a_vault(shut: ShutVault, tmp_path: Path) -> None:
    empty = tmp_path / "tom"
    empty.mkdir()
    file = tmp_path / "fil"
    file.write_bytes(b"x")
    for path in (empty, file, tmp_path / "finns inte"):
        assert reason_of(lambda path=path: shut.door.look(path)) is Reason.NOT_A_VAULT
        assert (
            reason_of(lambda path=path: shut.door.open(path, bytearray(b"x"))) is Reason.NOT_A_VAULT
        )
    assert list(empty.iterdir()) == []


def test_a_look_before_any_key(shut: ShutVault) -> None:
    look = shut.door.look(shut.path)
    assert look.slots == ("passphrase", "recovery")
    assert not look.training
    vault = shut.open()
    assert vault.facts.vault_id == look.vault_id
    vault.close()


@pytest.mark.req("X01", "X27")
def test_a_training_vault_says_so_under_the_mac(door: Door, tmp_path: Path) -> None:
    path = tmp_path / "prov.aktvalv"
    vault = door.create(
        path, bytearray(PASSPHRASE.encode()), door.new_recovery_code(), OWNER, training=True
    )
    assert vault.facts.training
    vault.close()
    assert door.look(path).training
    for name in (layout.HEAD, layout.SPARE_HEAD):
        magic, body, _, tag, end = (path / name).read_bytes().split(b"\n")
        assert body.count(b'"training":true') == 1
        covered = b"\n".join((magic, body.replace(b'"training":true', b'"training":false'), b""))
        # Whoever changes it can set the checksum right, but not the MAC.
        (path / name).write_bytes(covered + b"\n".join((_checksum(covered), tag, end)))
    assert not door.look(path).training
    reason = reason_of(lambda: door.open(path, bytearray(PASSPHRASE.encode())))
    assert reason is Reason.HEAD_DAMAGED


@pytest.mark.req("X01")
def test_a_damaged_head_gives_way_to_its_spare(shut: ShutVault) -> None:
    head = shut.path / layout.HEAD
    data = head.read_bytes()
    for damage in (data[:-1], b"", b"\0" * 500, data[:100] + b"#" + data[101:]):
        head.write_bytes(damage)
        vault = shut.open()
        assert vault.facts.opened_from_spare_head
        assert not vault.facts.rolled_back
        vault.close()
        vault = shut.open()
        assert not vault.facts.opened_from_spare_head
        assert not vault.facts.rolled_back
        vault.close()
    head.unlink()
    vault = shut.open()
    assert vault.facts.opened_from_spare_head
    vault.close()
    assert head.read_bytes().startswith(b"aktvalv huvud 1\n")


def test_a_crash_right_after_mending_is_no_rollback(shut: ShutVault) -> None:
    (shut.path / layout.HEAD).unlink()
    vault = shut.open()
    vault._parts.connection.close()
    vault._lock.release()
    again = shut.open()
    assert not again.facts.rolled_back
    assert not again.facts.opened_from_spare_head
    again.close()


@pytest.mark.req("X01")
def test_a_vault_without_any_whole_head(shut: ShutVault) -> None:
    for name in (layout.HEAD, layout.SPARE_HEAD):
        (shut.path / name).write_bytes(b"aktvalv huvud 1\nrubbish")
    assert shut.refusal() is Reason.HEAD_DAMAGED
    assert reason_of(lambda: shut.door.look(shut.path)) is Reason.HEAD_DAMAGED
    for name in (layout.HEAD, layout.SPARE_HEAD):
        (shut.path / name).unlink()
    assert shut.refusal() is Reason.HEAD_DAMAGED


def test_a_head_from_a_newer_version(shut: ShutVault) -> None:
    head = shut.path / layout.HEAD
    head.write_bytes(b"aktvalv huvud 2\nwhatever comes")
    assert shut.refusal() is Reason.VAULT_NEWER
    assert reason_of(lambda: shut.door.look(shut.path)) is Reason.VAULT_NEWER


@pytest.mark.req("X01")
@pytest.mark.parametrize("size", [0, 1, 100, 4095])
def test_a_database_that_was_cut_is_never_a_new_empty_one(shut: ShutVault, size: int) -> None:
    database = shut.path / layout.DATABASE
    database.write_bytes(database.read_bytes()[:size])
    assert shut.refusal() is Reason.DATABASE_DAMAGED
    assert database.stat().st_size == size


@pytest.mark.req("X01")
def test_a_database_that_is_gone_damaged_or_anothers(shut: ShutVault, tmp_path: Path) -> None:
    database = shut.path / layout.DATABASE
    data = database.read_bytes()
    database.write_bytes(data[:200] + bytes(50) + data[250:])
    assert shut.refusal() is Reason.DATABASE_DAMAGED
    database.unlink()
    assert shut.refusal() is Reason.DATABASE_MISSING
    assert not database.exists()
    connect(database, bytearray(32), create=True).close()
    assert shut.refusal() is Reason.DATABASE_DAMAGED
    database.write_bytes(data)
    shut.open().close()


@pytest.mark.req("X01")
def test_no_two_vaults_have_the_same_key(shut: ShutVault, tmp_path: Path) -> None:
    other = tmp_path / "annan.aktvalv"
    typed = bytearray(PASSPHRASE.encode())
    shut.door.create(other, typed, shut.recovery_code, OWNER).close()
    (shut.path / layout.DATABASE).write_bytes((other / layout.DATABASE).read_bytes())
    assert shut.refusal() is Reason.DATABASE_DAMAGED


def test_one_program_at_a_time(shut: ShutVault) -> None:
    vault = shut.open()
    assert shut.refusal() is Reason.VAULT_IN_USE
    vault.close()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(shut.path / layout.LOCK)],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    assert shut.refusal() is Reason.VAULT_IN_USE
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert holder.stdin is not None
    holder.stdin.close()
    shut.open().close()


HOLDER = """
import sys, pathlib
from storage.vault.lock_file import LockFile
lock = LockFile(pathlib.Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="needs another user")
def test_a_folder_that_cannot_be_written(shut: ShutVault, tmp_path: Path) -> None:
    for above in (tmp_path, *tmp_path.parents[:3]):
        above.chmod(0o755)
    for path in (shut.path, *shut.path.iterdir()):
        path.chmod(0o755)
    pid = os.fork()
    if pid == 0:
        os.setuid(65534)
        try:
            shut.open()
        except Refusal as refusal:
            os._exit(0 if refusal.reason is Reason.FOLDER_READ_ONLY else 1)
        finally:
            os._exit(2)
    assert os.waitpid(pid, 0)[1] == 0
    shut.open().close()


def test_a_network_disk_is_refused(shut: ShutVault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_disk, "_on_remote_disk", lambda _: True)
    assert shut.refusal() is Reason.FOLDER_REMOTE
    path = shut.path.with_name("ny.aktvalv")
    assert reason_of(lambda: create(shut.door, path)) is Reason.FOLDER_REMOTE


def create(door: Door, path: Path, owner: Owner = OWNER):
    return door.create(path, bytearray(PASSPHRASE.encode()), door.new_recovery_code(), owner)


def test_creating_refuses_what_it_must(shut: ShutVault, tmp_path: Path) -> None:
    door = shut.door
    before = shut.path.joinpath(layout.HEAD).read_bytes()
    assert reason_of(lambda: create(door, shut.path)) is Reason.VAULT_EXISTS
    assert shut.path.joinpath(layout.HEAD).read_bytes() == before
    assert reason_of(lambda: create(door, tmp_path / "no" / "v")) is Reason.FOLDER_MISSING
    new = tmp_path / "ny.aktvalv"
    code = door.new_recovery_code()
    for given, reason in (
        ({"recovery_code": "ABCD"}, Reason.RECOVERY_CODE_MISTYPED),
        ({"passphrase": bytearray(b"korv")}, Reason.PASSPHRASE_WEAK),
        ({"unit_card": b"{}"}, Reason.KEY_CARD_INVALID),
    ):
        usual = {
            "passphrase": bytearray(PASSPHRASE.encode()),
            "recovery_code": code,
            "owner": OWNER,
        }
        assert reason_of(door.create, new, **(usual | given)) is reason
    assert sorted(path.name for path in tmp_path.iterdir()) == ["profil", "valv.aktvalv"]


@pytest.mark.parametrize("step", range(12))
def test_a_full_disk_while_creating_leaves_nothing(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """The disk fills up at each of the first synchronisations in turn."""
    left = [step]
    real = os.fsync

    def fsync(handle: int) -> None:
        if left[0] == 0:
            raise OSError(errno.ENOSPC, "full")
        left[0] -= 1
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    path = tmp_path / "valv.aktvalv"
    assert outcome(lambda: create(door, path).close()) in {None, Reason.DISK_FULL}
    monkeypatch.undo()
    if path.exists():
        door.open(path, bytearray(PASSPHRASE.encode())).close()
    else:
        create(door, path).close()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


@pytest.mark.req("X01")
def test_the_unit_opens_with_its_key(door: Door, tmp_path: Path) -> None:
    private = unit_key.new_unit_key()
    card = unit_key.write_card("Avhopparenheten", private)
    path = tmp_path / "valv.aktvalv"
    door.create(
        path, bytearray(PASSPHRASE.encode()), door.new_recovery_code(), OWNER, unit_card=card
    ).close()
    assert door.look(path).slots == ("passphrase", "recovery", "unit")
    assert b"Avhopparenheten" not in (path / layout.HEAD).read_bytes()
    given = bytearray(private)
    door.open_with_unit_key(path, given).close()
    assert not any(given)
    wrong = unit_key.new_unit_key()
    assert reason_of(lambda: door.open_with_unit_key(path, wrong)) is Reason.NO_SUCH_SLOT


def test_the_reserve_makes_room_for_a_last_draft(shut: ShutVault) -> None:
    vault = shut.open()
    register = vault.journal.register
    draft = Draft(
        register, EntityId(register), "journal_note", {"t": "x"}, {}, "2026-06-01T09:00:00+02:00"
    )
    drafts = vault.drafts
    real, calls = drafts._drafts.save, []

    def save(draft: Draft) -> None:
        calls.append(draft)
        if (shut.path / layout.RESERVE).exists():
            raise Refusal(Reason.DISK_FULL)
        real(draft)

    drafts._drafts.save = save
    drafts.save(draft)
    assert len(calls) == 2
    assert not (shut.path / layout.RESERVE).exists()
    assert vault.drafts.get(register, EntityId(register), "journal_note") == draft

    def still_full(_: Draft) -> None:
        raise Refusal(Reason.DISK_FULL)

    drafts._drafts.save = still_full
    assert reason_of(lambda: drafts.save(draft)) is Reason.DISK_FULL
    del drafts._drafts.save
    vault.close()
    assert (shut.path / layout.RESERVE).stat().st_size == 2 * 1024 * 1024


def test_a_reserve_is_not_taken_from_a_disk_that_is_nearly_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reserve = Reserve(tmp_path / "reserv")
    monkeypatch.setattr(files, "free_bytes", lambda _: 3 * 1024 * 1024)
    reserve.refill()
    assert not reserve.release()
    monkeypatch.undo()
    reserve.refill()
    assert reserve.release()


@pytest.mark.req("X01")
def test_locking_never_fails_on_a_full_disk(
    shut: ShutVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = shut.open()
    monkeypatch.setattr(
        files, "replace", lambda *_: (_ for _ in ()).throw(Refusal(Reason.DISK_FULL))
    )
    vault.close()
    monkeypatch.undo()
    again = shut.open()
    assert not again.facts.rolled_back
    assert codes(again)[-2:] == ["locked", "unlocked"]
    again.close()


def test_nothing_personal_lies_outside_the_ciphers(shut: ShutVault, tmp_path: Path) -> None:
    vault = shut.open()
    vault.log.write(LogCode.SEARCHED, {"note": "Hemlighetsson"})
    vault.back_up(tmp_path)
    vault.close()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            for word in ("Hemlighetsson", OWNER.name, OWNER.unit, "trumpet", vault.author.key):
                assert word.encode() not in data, path.name
            assert path.stat().st_mode & 0o077 == 0, path.name


def test_a_moved_vault_opens(shut: ShutVault, tmp_path: Path) -> None:
    elsewhere = tmp_path / "annan mapp" / "åäö.aktvalv"
    elsewhere.parent.mkdir()
    shutil.move(shut.path, elsewhere)
    vault = shut.door.open(elsewhere, bytearray(PASSPHRASE.encode()))
    assert not vault.facts.rolled_back
    vault.close()
