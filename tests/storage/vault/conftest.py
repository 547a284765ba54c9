"""Vaults for these tests: a shut one in a folder of its own, with what opens it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.errors import Reason, Refusal
from app.ports import VaultDoor
from storage.vault.door import Door
from tests.conftest import OWNER, PASSPHRASE


@dataclass(frozen=True)
class ShutVault:
    path: Path
    recovery_code: str
    door: Door

    def open(self, passphrase: str = PASSPHRASE):
        return self.door.open(self.path, bytearray(passphrase.encode()))

    def elsewhere(self, profile: Path) -> Door:
        """A door on another machine: nothing is remembered there of how far the vault had come."""
        around = self.door._around
        return Door(
            profile=profile,
            now=around.now,
            new_id=around.new_id,
            index_of=around.index_of,
            policy=self.door._policy,
        )

    def refusal(self, passphrase: str = PASSPHRASE) -> Reason:
        return reason_of(lambda: self.open(passphrase).close())


def reason_of(work: Callable[..., object], *given: object, **named: object) -> Reason:
    with pytest.raises(Refusal) as caught:
        work(*given, **named)
    return caught.value.reason


def outcome(work: Callable[..., object], *given: object) -> Reason | None:
    """Why ``work`` was refused, or None when it was not."""
    try:
        work(*given)
    except Refusal as refusal:
        return refusal.reason
    return None


@pytest.fixture
def shut(door: VaultDoor, tmp_path: Path) -> ShutVault:
    assert isinstance(door, Door)
    path, code = tmp_path / "valv.aktvalv", door.new_recovery_code()
    door.create(path, bytearray(PASSPHRASE.encode()), code, OWNER).close()
    return ShutVault(path, code, door)
