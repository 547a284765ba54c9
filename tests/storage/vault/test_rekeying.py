"""Changing who can open the vault: the old way is gone, at once and from both copies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.errors import Reason
from storage.vault import head as heads
from storage.vault import layout, unit_key
from tests.conftest import PASSPHRASE
from tests.storage.vault.conftest import ShutVault, reason_of

NEW = "sju nya ord som ingen annan kan gissa på en kvart"


def typed(text: str = PASSPHRASE) -> bytearray:
    return bytearray(text.encode())


@pytest.mark.req("X01")
def test_a_changed_passphrase_opens_and_the_old_does_not(shut: ShutVault) -> None:
    vault = shut.open()
    old, new = typed(), typed(NEW)
    vault.change_passphrase(old, new)
    assert not any(old)
    assert not any(new)
    assert vault.log.entries()[0].code == "passphrase_changed"
    vault.close()
    assert shut.refusal() is Reason.WRONG_PASSPHRASE
    shut.open(NEW).close()
    shut.door.open_with_recovery_code(shut.path, shut.recovery_code).close()


@pytest.mark.req("X01")
def test_the_old_slot_does_not_live_on_in_the_spare_head(shut: ShutVault, tmp_path: Path) -> None:
    before = heads.read((shut.path / layout.HEAD).read_bytes()).head.slots[0]
    vault = shut.open()
    vault.change_passphrase(typed(), typed(NEW))
    for name in (layout.HEAD, layout.SPARE_HEAD):
        assert before.salt.encode() not in (shut.path / name).read_bytes()
    copied = shutil.copytree(shut.path, tmp_path / "copy")
    vault.close()
    (copied / layout.HEAD).unlink()
    assert reason_of(lambda: shut.door.open(copied, typed())) is Reason.WRONG_PASSPHRASE


def test_a_kill_between_the_two_heads_is_mended(shut: ShutVault) -> None:
    old_spare = (shut.path / layout.SPARE_HEAD).read_bytes()
    vault = shut.open()
    vault.change_passphrase(typed(), typed(NEW))
    vault.close()
    (shut.path / layout.SPARE_HEAD).write_bytes(old_spare)
    shut.open(NEW).close()
    (shut.path / layout.HEAD).unlink()
    assert shut.refusal() is Reason.WRONG_PASSPHRASE
    shut.open(NEW).close()


@pytest.mark.req("X01")
def test_a_wrong_or_weak_passphrase_changes_nothing(shut: ShutVault) -> None:
    vault = shut.open()
    before = (shut.path / layout.HEAD).read_bytes()
    assert (
        reason_of(lambda: vault.change_passphrase(typed(NEW), typed(NEW)))
        is Reason.WRONG_PASSPHRASE
    )
    assert (
        reason_of(lambda: vault.change_passphrase(typed(), typed("korv"))) is Reason.PASSPHRASE_WEAK
    )
    assert reason_of(lambda: vault.replace_recovery_code(typed(NEW))) is Reason.WRONG_PASSPHRASE
    assert (shut.path / layout.HEAD).read_bytes() == before
    vault.close()
    shut.open().close()


@pytest.mark.req("X01")
def test_a_new_recovery_code_replaces_the_old(shut: ShutVault) -> None:
    vault = shut.open()
    code = vault.replace_recovery_code(typed())
    vault.close()
    door, path = shut.door, shut.path
    assert (
        reason_of(lambda: door.open_with_recovery_code(path, shut.recovery_code))
        is Reason.WRONG_RECOVERY_CODE
    )
    door.open_with_recovery_code(path, code).close()
    shut.open().close()


@pytest.mark.req("X01")
def test_a_forgotten_passphrase_is_replaced_by_right_of_the_code(shut: ShutVault) -> None:
    vault = shut.door.open_with_recovery_code(shut.path, shut.recovery_code)
    other = shut.door.new_recovery_code()
    change = vault.set_passphrase_with_recovery_code
    assert reason_of(change, other, typed(NEW)) is Reason.WRONG_RECOVERY_CODE
    vault.set_passphrase_with_recovery_code(shut.recovery_code, typed(NEW))
    vault.close()
    assert shut.refusal() is Reason.WRONG_PASSPHRASE
    shut.open(NEW).close()


@pytest.mark.req("X01")
def test_the_last_of_a_kind_is_never_removed(shut: ShutVault) -> None:
    vault = shut.open()
    for slot in vault.slots():
        assert reason_of(lambda slot=slot: vault.remove_slot(typed(), slot.id)) is Reason.LAST_SLOT
    assert reason_of(lambda: vault.remove_slot(typed(), "no such")) is Reason.NO_SUCH_SLOT
    vault.close()


@pytest.mark.req("X01")
def test_a_unit_is_let_in_and_shut_out(shut: ShutVault) -> None:
    private = unit_key.new_unit_key()
    card = unit_key.write_card("Enheten", private)
    vault = shut.open()
    vault.add_unit_card(typed(), card)
    vault.add_unit_card(typed(), card)
    assert [slot.kind for slot in vault.slots()] == ["passphrase", "recovery", "unit"]
    vault.close()
    shut.door.open_with_unit_key(shut.path, bytearray(private)).close()
    vault = shut.open()
    unit = vault.slots()[-1].id
    assert reason_of(lambda: vault.remove_slot(typed(NEW), unit)) is Reason.WRONG_PASSPHRASE
    vault.remove_slot(typed(), unit)
    vault.close()
    assert (
        reason_of(lambda: shut.door.open_with_unit_key(shut.path, bytearray(private)))
        is Reason.NO_SUCH_SLOT
    )
