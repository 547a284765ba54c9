"""What others seal to stays the vault's own through everything that happens to the vault."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Reason
from app.ports import OpenVault
from storage.handover.keys import RECEIVING_KEY
from storage.handover.opening import decrypted
from tests.conftest import PASSPHRASE
from tests.storage.vault.conftest import ShutVault, reason_of, shut

__all__ = ["shut"]

PACKAGE = b"aktvalv paket 1\nto be opened later"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "00000001.aktpaket"


@pytest.fixture
def vault(shut: ShutVault) -> Iterator[OpenVault]:
    opened = shut.open()
    yield opened
    opened.close()


def seed_of(vault: OpenVault) -> bytes | None:
    return vault._parts.internals.get(RECEIVING_KEY)


def opened(vault: OpenVault, path: Path) -> bytes:
    """Past the reader of foreign files, which is not what is tried here."""
    return decrypted(path.read_bytes(), vault.handover._identities())


def test_it_is_made_when_it_is_first_asked_for(vault: OpenVault) -> None:
    assert seed_of(vault) is None
    keys = vault.handover.receiving_keys()
    seed = seed_of(vault)
    assert seed is not None
    assert len(seed) == 32
    assert keys.hybrid.startswith("age1pq1")
    assert keys.classic.startswith("age1")
    assert vault.handover.receiving_keys() == keys
    assert seed_of(vault) == seed


def test_it_is_another_in_every_vault(two_vaults) -> None:
    one, other = (side.vault.handover.receiving_keys() for side in two_vaults)
    assert one.hybrid != other.hybrid
    assert one.classic != other.classic


def test_the_two_recipients_are_sound_and_apart(vault: OpenVault) -> None:
    keys = vault.handover.receiving_keys()
    for recipient in (keys.hybrid, keys.classic):
        vault.handover.check_recipient(recipient)
    for text in ("", "age1", keys.classic.upper(), keys.classic[:-1], keys.hybrid + "q"):
        assert reason_of(vault.handover.check_recipient, text) is Reason.KEY_CARD_INVALID


def test_it_is_kept_when_the_vault_is_shut(shut: ShutVault) -> None:
    vault = shut.open()
    keys = vault.handover.receiving_keys()
    vault.close()
    vault = shut.open()
    assert vault.handover.receiving_keys() == keys
    vault.close()


def test_it_is_kept_under_another_data_key(shut: ShutVault, path: Path) -> None:
    vault = shut.open()
    keys = vault.handover.receiving_keys()
    vault.handover.seal(PACKAGE, [keys.hybrid], path)
    vault.rotate_data_key(typed(), typed(), shut.recovery_code)
    assert vault.handover.receiving_keys() == keys
    vault.close()
    vault = shut.open()
    assert vault.handover.receiving_keys() == keys
    assert opened(vault, path) == PACKAGE
    vault.close()


def test_it_is_kept_in_a_backup(shut: ShutVault, path: Path, tmp_path: Path) -> None:
    vault = shut.open()
    keys = vault.handover.receiving_keys()
    vault.handover.seal(PACKAGE, [keys.classic], path)
    (tmp_path / "kopior").mkdir()
    made = vault.back_up(tmp_path / "kopior")
    vault.close()
    elsewhere = shut.elsewhere(tmp_path / "annan profil")
    elsewhere.restore(made.path, tmp_path / "tillbaka.aktvalv")
    vault = elsewhere.open(tmp_path / "tillbaka.aktvalv", typed())
    assert vault.handover.receiving_keys() == keys
    assert opened(vault, path) == PACKAGE
    vault.close()


def test_a_vault_that_may_only_be_read_makes_none(vault: OpenVault) -> None:
    read_only(vault)
    assert reason_of(vault.handover.receiving_keys) is Reason.VAULT_ROLLED_BACK
    assert seed_of(vault) is None


def test_a_vault_that_may_only_be_read_has_what_it_had(vault: OpenVault) -> None:
    keys = vault.handover.receiving_keys()
    read_only(vault)
    assert vault.handover.receiving_keys() == keys


def test_a_key_that_is_none_is_damage(vault: OpenVault) -> None:
    vault._parts.internals.put(RECEIVING_KEY, b"short")
    assert reason_of(vault.handover.receiving_keys) is Reason.DATABASE_DAMAGED


def test_the_anchor_is_where_the_log_is(vault: OpenVault) -> None:
    sequence, digest = vault.handover.anchor().split(":")
    head = vault._parts.log.head()
    assert (int(sequence), bytes.fromhex(digest)) == (head.sequence, head.hash)


def typed() -> bytearray:
    return bytearray(PASSPHRASE.encode())


def read_only(vault: OpenVault) -> None:
    vault._facts = dataclasses.replace(vault._facts, read_only=True)
