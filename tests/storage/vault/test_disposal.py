"""The act of disposal on the disk: all or nothing, nothing left in any page, only for a protocol
that two people stand behind."""

from __future__ import annotations

import dataclasses
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import sqlcipher3

from app.casework.unit_facts import Disposal, DisposalStatus
from app.errors import Reason, Refusal
from app.ids import EntityId, StreamId
from app.ports import OpenVault, VaultDoor
from app.usecases import drafting, reading, writing
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.keeping import disposal
from app.usecases.reading import register_of
from storage.database.statements import Connection
from storage.vault import layout, upkeep
from tests.app.usecases import disposing, typed_forms
from tests.app.usecases.disposing import CANARY, approved, due_case, proposed
from tests.conftest import PASSPHRASE
from tests.fakes import StoppedClock
from tests.storage.vault.conftest import reason_of
from tests.storage.vault.pages import plain
from tests.storage.vault.test_kills import each_kill, put_back

pytestmark = pytest.mark.req("X14")

KILLS = 30
CANARIES = [CANARY.encode(), b"Kanarieutkast", b"Kanariebilaga", b"199001019802"]


@pytest.fixture
def due(desk: Desk, clock: StoppedClock) -> StreamId:
    """A case with records, a blob of many pages, drafts and their earlier states, and log rows."""
    stream = due_case(desk, clock)
    desk.vault.blobs.put(stream, b"Kanariebilaga " * 60_000, "text/plain")
    entity = new_entity(desk)
    for number in range(3):
        body = {"facts": f"Kanarieutkast {number} " * 500}
        drafting.save_draft(desk, stream, entity, "journal_note", body=body, place={})
    reading.open_case(desk, stream)
    return stream


def key_of(desk: Desk) -> bytes:
    return bytes(desk.vault._keys.database)  # type: ignore[attr-defined]


def found_in(folder: Path, key: bytes) -> set[bytes]:
    pages = plain(folder, key)
    return {canary for canary in CANARIES if canary in pages}


def reopened(desk: Desk, door: VaultDoor) -> Desk:
    vault = door.open(desk.vault.facts.path, bytearray(PASSPHRASE.encode()))
    return dataclasses.replace(desk, vault=vault)


def test_no_page_of_any_file_keeps_anything_of_the_case(
    desk: Desk, due: StreamId, door: VaultDoor
) -> None:
    folder, key = desk.vault.facts.path, key_of(desk)
    assert found_in(folder, key) == set(CANARIES)
    other = disposing.closed_case(desk, case_number="2031-0077", pseudonym="Gran")
    entity = approved(desk, due)
    disposal.carry_out(desk, entity)
    disposal.compact(desk)
    pages = plain(folder, key)
    # The other case has the same words: once and no more, and nothing of the first.
    assert b"Kanarieutkast" not in pages
    assert b"Kanariebilaga" not in pages
    assert desk.vault.journal.records(other)
    desk.vault.close()
    again = reopened(desk, door)
    assert not again.vault.facts.rolled_back
    assert again.vault.check().faults == ()
    again.vault.close()


def test_names_and_numbers_are_gone_from_every_page(desk: Desk, due: StreamId) -> None:
    folder, key = desk.vault.facts.path, key_of(desk)
    disposal.carry_out(desk, approved(desk, due))
    disposal.compact(desk)
    assert found_in(folder, key) == set()


def test_what_a_kill_kept_from_being_compacted_is_compacted_at_the_next_opening(
    desk: Desk, due: StreamId, door: VaultDoor
) -> None:
    folder, key = desk.vault.facts.path, key_of(desk)
    disposal.carry_out(desk, approved(desk, due))
    desk.vault.close()
    again = reopened(desk, door)
    assert found_in(folder, key) == set()
    assert again.vault._parts.internals.get("to_compact") == b""  # type: ignore[attr-defined]
    again.vault.close()


def test_a_full_disk_keeps_nobody_from_opening(
    desk: Desk, due: StreamId, door: VaultDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_connection: Connection) -> None:
        raise Refusal(Reason.DISK_FULL)

    disposal.carry_out(desk, approved(desk, due))
    monkeypatch.setattr(upkeep, "compact", full)
    assert reason_of(disposal.compact, desk) is Reason.DISK_FULL
    desk.vault.close()
    again = reopened(desk, door)
    assert again.vault.journal.records(due) == ()
    monkeypatch.undo()
    disposal.compact(again)
    assert found_in(again.vault.facts.path, bytes(again.vault._keys.database)) == set()  # type: ignore[attr-defined]
    again.vault.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the limit is one of a whole process")
def test_too_little_memory_keeps_nobody_from_opening(
    desk: Desk, due: StreamId, door: VaultDoor
) -> None:
    """SQLite is really given too little: the new pages do not fit, and the vault opens all the
    same, goes on working, and is compacted where there is more."""
    typed_forms.opened_case(desk, case_number="2031-0077")
    other = desk.vault.journal.streams()[-1]
    desk.vault.blobs.put(other, random.Random(3).randbytes(30_000_000), "image/png")
    disposal.carry_out(desk, approved(desk, due))
    folder, key = desk.vault.facts.path, key_of(desk)
    desk.vault.close()

    def starved() -> None:
        driver = sqlcipher3.connect(":memory:")
        driver.execute("PRAGMA hard_heap_limit = 20000000")
        again = reopened(desk, door)
        assert reason_of(disposal.compact, again) is Reason.MEMORY_SHORT
        assert reading.open_case(again, other).state.case_file is not None
        again.vault.close()

    assert _in_a_child(starved) == 0
    again = reopened(desk, door)
    assert found_in(folder, key) == set()
    assert again.vault.check().faults == ()
    again.vault.close()


def _in_a_child(work: Callable[[], None]) -> int:
    pid = os.fork()
    if pid == 0:
        failed = 1
        try:
            work()
            failed = 0
        finally:
            os._exit(failed)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@pytest.mark.req("X24")
def test_backups_before_and_after_it_can_be_restored(
    desk: Desk, due: StreamId, door: VaultDoor, tmp_path: Path, clock: StoppedClock
) -> None:
    (tmp_path / "kopior").mkdir()
    entity = approved(desk, due)
    before = desk.vault.back_up(tmp_path / "kopior")
    clock.pass_(days=1)
    disposal.carry_out(desk, entity)
    disposal.compact(desk)
    after = desk.vault.back_up(tmp_path / "kopior")
    desk.vault.close()
    for backup, records in ((before, True), (after, False)):
        target = tmp_path / f"{records}.aktvalv"
        door.restore(backup.path, target)
        vault = door.open(target, bytearray(PASSPHRASE.encode()))
        assert bool(vault.journal.records(due)) is records
        assert vault.facts.rolled_back  # older than its anchor, as every backup is
        vault.close()


@pytest.mark.req("X24")
def test_a_backup_that_holds_what_is_disposed_of_is_gone_after_ninety_days(
    desk: Desk, due: StreamId, tmp_path: Path, clock: StoppedClock
) -> None:
    folder = tmp_path / "kopior"
    folder.mkdir()
    entity = approved(desk, due)
    holds = desk.vault.back_up(folder).path
    clock.pass_(days=1)
    disposal.carry_out(desk, entity)
    clock.pass_(minutes=1)
    first = desk.vault.back_up(folder).path
    clock.pass_(days=89)
    desk.vault.back_up(folder)
    assert {holds, first} <= set(folder.iterdir())
    clock.pass_(days=1)
    desk.vault.back_up(folder)
    assert not holds.exists()
    assert first.exists()
    assert disposal.protocols(desk)[0].backups == ()


# ------------------------------------------------------------------------ only for a protocol


def revised(desk: Desk, entity: EntityId, **changes: object) -> Disposal:
    (found,) = [e for e in register_of(desk).of(Disposal) if e.id == entity]
    return msgspec.structs.replace(found.latest.fact, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"approved_by": ""},
        {"approved_by": "maja exempelsson, socialsekreterare "},
        {"approved_by": "Maja Exempelsson, Enhetschef"},
        {"case_number": "2099-0001"},
        {"ground": "other"},
        {"last_note_on": "2020-01-01"},
        {"status": DisposalStatus.APPROVED},
    ],
)
def test_a_protocol_that_is_not_the_approved_one_removes_nothing(
    desk: Desk, due: StreamId, changes: dict[str, object]
) -> None:
    entity, register = approved(desk, due), desk.vault.journal.register
    done = revised(desk, entity, **({"status": DisposalStatus.DONE} | changes))
    record = writing.revise(desk, register, entity, done)
    assert reason_of(desk.vault.dispose, record.id) is Reason.DISPOSAL_NOT_APPROVED
    assert desk.vault.journal.records(due)
    assert desk.vault.check().faults == ()


def test_nobody_goes_from_a_proposal_straight_to_the_act(desk: Desk, due: StreamId) -> None:
    entity, register = proposed(desk, due), desk.vault.journal.register
    done = revised(desk, entity, status=DisposalStatus.DONE, approved_by="Kim Provsson, Chef")
    record = writing.revise(desk, register, entity, done)
    assert reason_of(desk.vault.dispose, record.id) is Reason.DISPOSAL_NOT_APPROVED


def test_a_protocol_approved_for_one_case_removes_no_other(desk: Desk, due: StreamId) -> None:
    other = typed_forms.opened_case(desk, case_number="2031-0077")
    entity, register = approved(desk, due), desk.vault.journal.register
    done = revised(desk, entity, status=DisposalStatus.DONE, case=other)
    record = writing.revise(desk, register, entity, done)
    assert reason_of(desk.vault.dispose, record.id) is Reason.DISPOSAL_NOT_APPROVED
    assert reason_of(desk.vault.dispose, desk.vault.journal.records(due)[0].id) is (
        Reason.DISPOSAL_NOT_APPROVED
    )
    assert desk.vault.journal.records(other)


def test_a_protocol_in_a_case_file_is_none(desk: Desk, due: StreamId) -> None:
    entity, other = approved(desk, due), typed_forms.opened_case(desk, case_number="2031-0077")
    known = desk.vault.journal.records(other)
    fact = revised(desk, entity)
    done = msgspec.structs.replace(fact, status=DisposalStatus.DONE)
    (first,) = writing.append(desk, other, known, [writing.Entry(entity, fact)])
    last = writing.revise(desk, other, entity, done)
    assert first.content.stream == last.content.stream == other
    assert reason_of(desk.vault.dispose, last.id) is Reason.DISPOSAL_NOT_APPROVED


# ---------------------------------------------------------------------------------- kills


@pytest.mark.torture
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a child that can be killed")
def test_killed_at_any_moment_all_of_the_case_is_there_or_nothing(
    desk: Desk, due: StreamId, door: VaultDoor, tmp_path: Path
) -> None:
    folder, key, entity = desk.vault.facts.path, key_of(desk), approved(desk, due)
    whole = desk.vault.journal.records(due)
    desk.vault.close()
    pristine = shutil.copytree(folder, tmp_path / "pristine")
    profile = shutil.copytree(tmp_path / "profil", tmp_path / "pristine profile")
    seen = set()
    for _ in each_kill(_act(desk, door, entity)):
        again = reopened(desk, door)
        left = again.vault.journal.records(due)
        seen.add(bool(left))
        assert left in (whole, ())
        status = disposal.protocols(again)[0].disposal.status
        assert status is (DisposalStatus.APPROVED if left else DisposalStatus.DONE)
        assert again.vault.check().faults == ()
        assert not again.vault.facts.rolled_back
        if not left:
            assert again.vault.drafts.all(due) == ()
            assert again.vault.log.entries(stream=due) == ()
            assert found_in(folder, key) == set()
        again.vault.close()
        put_back(folder, pristine)
        put_back(tmp_path / "profil", profile)
    assert seen == {True, False}


@pytest.mark.torture
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a child that can be killed")
def test_killed_while_the_database_writes_all_of_the_case_is_there_or_nothing(
    desk: Desk, due: StreamId, door: VaultDoor, tmp_path: Path
) -> None:
    """The kills above come between operations on files that Python sees; these come at any moment,
    inside SQLite's own writing too."""
    folder, key, entity = desk.vault.facts.path, key_of(desk), approved(desk, due)
    whole = desk.vault.journal.records(due)
    desk.vault.close()
    pristine = shutil.copytree(folder, tmp_path / "pristine")
    chance = random.Random(14)
    for _ in range(KILLS):
        _kill_after(chance.uniform(0, 0.12), _act(desk, door, entity))
        again = reopened(desk, door)
        left = again.vault.journal.records(due)
        assert left in (whole, ())
        assert again.vault.check().faults == ()
        assert left or found_in(folder, key) == set()
        again.vault.close()
        put_back(folder, pristine)
        shutil.rmtree(tmp_path / "profil")


def _kill_after(seconds: float, work: Callable[[], None]) -> None:
    begun, tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.write(tell, b"1")
            work()
        finally:
            os._exit(0)
    os.read(begun, 1)
    os.close(begun)
    os.close(tell)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def _act(desk: Desk, door: VaultDoor, entity: EntityId) -> Callable[[], None]:
    def act() -> None:
        opened = reopened(desk, door)
        disposal.carry_out(opened, entity)
        disposal.compact(opened)
        _close(opened.vault)

    return act


def _close(vault: OpenVault) -> None:
    vault.close()
    assert not (vault.facts.path / (layout.DATABASE + "-wal")).exists()
