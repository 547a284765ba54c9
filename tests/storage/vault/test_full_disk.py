"""A disk that is really full: a small file system of its own, filled to the last block."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Reason
from app.ids import EntityId
from app.ports import Draft, LogCode
from storage.vault import layout
from storage.vault.door import Door
from tests.conftest import OWNER, PASSPHRASE
from tests.storage.vault.conftest import ShutVault, outcome, reason_of


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """24 MiB, mounted for this test only."""
    place = tmp_path / "disk"
    place.mkdir()
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)],
            check=True,
            capture_output=True,
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("may not mount a small file system here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.fixture
def on_small_disk(small_disk: Path, door: Door) -> ShutVault:
    path, code = small_disk / "valv.aktvalv", door.new_recovery_code()
    door.create(path, bytearray(PASSPHRASE.encode()), code, OWNER).close()
    return ShutVault(path, code, door)


def fill(disk: Path) -> Path:
    filler = disk / "fyllning"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    assert os.statvfs(disk).f_bavail == 0
    return filler


def draft(vault, text: str) -> Draft:
    stream = vault.journal.register
    body = {"text": text}
    return Draft(stream, EntityId(stream), "journal_note", body, {}, "2026-06-01T09:00:00+02:00")


@pytest.mark.req("X01", "X24")
def test_the_last_draft_is_saved_on_a_full_disk(on_small_disk: ShutVault, small_disk: Path) -> None:
    vault = on_small_disk.open()
    filler = fill(small_disk)
    # Ordinary writes are refused and lose nothing; the draft gets the room that was kept for it.
    while outcome(vault.log.write, LogCode.CASE_LISTED) is None:
        continue
    assert outcome(vault.log.write, LogCode.CASE_LISTED) is Reason.DISK_FULL
    saved = draft(vault, "sista raden " * 5000)
    vault.drafts.save(saved)
    assert not (on_small_disk.path / layout.RESERVE).exists()
    vault.close()
    filler.unlink()
    vault = on_small_disk.open()
    assert not vault.facts.rolled_back
    assert vault.drafts.get(saved.stream, saved.entity, saved.kind) == saved
    assert vault.check().faults == ()
    vault.close()


@pytest.mark.req("X01")
def test_a_vault_on_a_full_disk_says_so_and_loses_nothing(
    on_small_disk: ShutVault, small_disk: Path
) -> None:
    filler = fill(small_disk)
    assert on_small_disk.refusal() is Reason.DISK_FULL
    fresh = small_disk / "ny.aktvalv"
    code = on_small_disk.door.new_recovery_code()
    passphrase = bytearray(PASSPHRASE.encode())
    assert reason_of(on_small_disk.door.create, fresh, passphrase, code, OWNER) is Reason.DISK_FULL
    filler.unlink()
    assert not fresh.exists()
    vault = on_small_disk.open()
    assert not vault.facts.rolled_back
    assert vault.check().faults == ()
    vault.close()


@pytest.mark.req("X24")
def test_a_backup_to_a_full_disk_leaves_nothing_half_done(
    on_small_disk: ShutVault, small_disk: Path, tmp_path: Path
) -> None:
    vault = on_small_disk.open()
    stream = vault.journal.register
    vault.blobs.put(stream, os.urandom(5_000_000), "application/pdf")
    filler = fill(small_disk)
    folder = tmp_path / "kopior"
    folder.mkdir()
    assert reason_of(vault.back_up, folder) is Reason.DISK_FULL
    assert list(folder.iterdir()) == []
    filler.unlink()
    assert vault.back_up(folder).records == 1
    vault.close()
