"""Vaults of made-up people, of the sizes that are measured. Made once, then kept in the cache."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

import app
import storage
from app.ids import StreamId
from app.ports import OpenVault, Owner
from app.samples.filling import fill, sample_cases
from app.usecases.desk import Desk
from benchmarks.places import cache_folder
from storage.crypto.primitives import KdfCost
from storage.vault.kdf import fixed
from ui.bootstrap import make_core
from ui.core import Core

RECORDS_PER_CASE = 200
LARGE_CASE_RECORDS = 1000
PASSPHRASE = "åska trumpet lingon vedbod sjutton kvarn fiskmås tofs"
OWNER = Owner(
    name="Maja Exempelsson",
    title="Socialsekreterare",
    function="Handläggare",
    unit="Enheten",
    municipality="Exempelkommunen",
)

_VAULT = "valv.aktvalv"
_LARGE = "large"
"""A file with the stream of the case of a thousand records."""

_MAKING = 1
"""Raised when ``_make`` makes another vault of the same parts."""

_MADE_BY = (
    *(Path(app.__file__).parent / name for name in ("samples", "casework/facts", "journal")),
    *(Path(storage.__file__).parent / name for name in ("database/schema.py", "vault/head.py")),
)
"""What a kept vault depends on: it is made anew when any of it has changed."""


@dataclass(frozen=True, slots=True)
class SampleVault:
    """A closed vault, free to be changed: a copy of a kept one."""

    path: Path
    large: StreamId
    """The case of ``LARGE_CASE_RECORDS`` records."""
    core: Core

    def open(self) -> OpenVault:
        return self.core.door.open(self.path, bytearray(PASSPHRASE.encode()))


def copy_of_sample(cases: int, folder: Path) -> SampleVault:
    """A vault of so many cases in ``folder``, with a profile of its own for the anchors."""
    kept = _kept(cases)
    target = folder / f"{cases}.aktvalv"
    shutil.copytree(kept / _VAULT, target)
    large = StreamId((kept / _LARGE).read_text())
    return SampleVault(target, large, quick_core(profile_beside(target)))


def quick_core(profile: Path) -> Core:
    """The program put together as it runs, but for keys that cost next to nothing to derive: what
    is measured here is everything beyond the KDF."""
    return make_core(profile, policy=fixed(KdfCost(memory_kib=64, passes=1)))


def profile_beside(vault: Path) -> Path:
    return vault.with_suffix(".profile")


def _kept(cases: int) -> Path:
    folder = cache_folder() / f"{cases}x{RECORDS_PER_CASE}-{_fingerprint()}"
    if not folder.exists():
        for old in cache_folder().glob(f"{cases}x{RECORDS_PER_CASE}-*"):
            shutil.rmtree(old)
        print(f"Making a vault of {cases} cases once; it is kept in {folder} …", flush=True)
        building = folder.with_suffix(".new")
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir()
        _make(building, cases)
        building.rename(folder)
    return folder


def _make(folder: Path, cases: int) -> None:
    core = quick_core(folder / "profile")
    code = core.door.new_recovery_code()
    passphrase = bytearray(PASSPHRASE.encode())
    vault = core.door.create(folder / _VAULT, passphrase, code, OWNER, training=True)
    try:
        desk = core.desk(vault)
        with vault.together():  # one transaction: made up again, should it be cut short
            fill(desk, cases - 1, RECORDS_PER_CASE)
            (folder / _LARGE).write_text(_add_large_case(desk))
    finally:
        vault.close()


def _add_large_case(desk: Desk) -> StreamId:
    (case,) = sample_cases(desk, 1, LARGE_CASE_RECORDS)
    for data, media_type in case.blobs:
        desk.vault.blobs.put(case.stream, data, media_type)
    desk.vault.journal.append(case.records)
    return case.stream


def _fingerprint() -> str:
    digest = hashlib.sha256(str((_MAKING, RECORDS_PER_CASE, LARGE_CASE_RECORDS)).encode())
    for place in _MADE_BY:
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
