from __future__ import annotations

from pathlib import Path

import pytest

from app.casework.index import indexer
from app.law.pack import LegalPack
from storage.crypto import primitives
from storage.crypto.primitives import KdfCost
from storage.vault import head as heads
from storage.vault import kdf, layout
from storage.vault.door import Door
from storage.vault.slots import PassphraseSlot, RecoverySlot
from tests.conftest import OWNER, PASSPHRASE
from tests.fakes import CountedIds, StoppedClock


@pytest.mark.req("X01")
@pytest.mark.parametrize(
    ("seconds_at_floor", "mebibytes"),
    [(0.01, 256), (0.3, 256), (0.375, 256), (0.5, 128), (0.8, 64), (30.0, 64)],
)
def test_the_cost_fits_the_machine_and_never_falls_below_the_floor(
    seconds_at_floor: float, mebibytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[KdfCost] = []

    def derive(_secret: bytearray, _salt: bytes, cost: KdfCost) -> bytearray:
        measured.append(cost)
        return bytearray(32)

    monkeypatch.setattr(kdf, "argon2id", derive)
    ticks = iter([100.0, 100.0 + seconds_at_floor])
    cost = kdf.calibrated(clock=lambda: next(ticks))
    assert cost == KdfCost(memory_kib=mebibytes * 1024, passes=3)
    assert measured == [kdf.FLOOR]


@pytest.mark.req("X01")
def test_a_real_vault_pays_the_real_cost(
    tmp_path: Path, clock: StoppedClock, new_id: CountedIds, law: LegalPack
) -> None:
    door = Door(
        profile=tmp_path / "profil",
        now=clock,
        new_id=new_id,
        index_of=indexer(law),
    )
    path, code = tmp_path / "valv.aktvalv", door.new_recovery_code()
    door.create(path, bytearray(PASSPHRASE.encode()), code, OWNER).close()
    passphrase, recovery = heads.read((path / layout.HEAD).read_bytes()).head.slots
    assert isinstance(passphrase, PassphraseSlot)
    assert isinstance(recovery, RecoverySlot)
    assert passphrase.kdf.m >= kdf.FLOOR.memory_kib
    assert passphrase.kdf.t == recovery.kdf.t == 3
    assert recovery.kdf.cost == kdf.FLOOR
    door.open(path, bytearray(PASSPHRASE.encode())).close()
    door.open_with_recovery_code(path, code).close()


def test_other_work_goes_on_while_a_key_is_derived() -> None:
    """The window must not freeze for a second at each unlock."""
    import threading  # noqa: PLC0415 - only here

    counted, done = [0], threading.Event()

    def count() -> None:
        while not done.wait(0.001):
            counted[0] += 1

    thread = threading.Thread(target=count)
    thread.start()
    primitives.argon2id(bytearray(b"x"), bytes(16), kdf.FLOOR)
    during = counted[0]
    done.set()
    thread.join()
    assert during > 3
