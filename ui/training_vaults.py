"""Vaults to practise in: two at a time, of two municipalities whose caseworkers have met."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from app.ports import Now, OpenVault, Owner, VaultDoor
from app.usecases.desk import Desk
from ui.core import TRAINING_PASSPHRASE

CASES = 11
RECORDS = 40

HERE = Owner(
    name="Robin Övning",
    title="Socialsekreterare",
    function="Handläggare, övning",
    unit="Övningsenheten",
    municipality="Övningskommunen",
)
THERE = Owner(
    name="Kim Prov",
    title="Socialsekreterare",
    function="Handläggare, övning",
    unit="Centrala provenheten",
    municipality="Provkommunen",
)

_SUFFIX = ".aktvalv"
_THERE = ", mottagare"


@dataclass(frozen=True, slots=True)
class TrainingVaults:
    """Made and found in one folder."""

    folder: Path
    make_folders: Callable[[Path], None]
    door: VaultDoor
    desk: Callable[[OpenVault], Desk]
    now: Now

    def make(self) -> Path:
        """A pair that was not there before, locked. The first, which is told, is filled with
        made-up people; the other has no case, and can be sent some. Raises Refusal as
        ``VaultDoor.create``."""
        from app.samples import acquaint, fill  # noqa: PLC0415 - only who practises needs them

        self.make_folders(self.folder)
        here, there = self._free_names()
        with ExitStack() as opened:
            desks = []
            for path, owner in ((here, HERE), (there, THERE)):
                vault = self.door.create(
                    path,
                    bytearray(TRAINING_PASSPHRASE.encode()),
                    self.door.new_recovery_code(),
                    owner,
                    training=True,
                )
                opened.callback(vault.close)
                desks.append(self.desk(vault))
            fill(desks[0], cases=CASES, records_per_case=RECORDS, seed=1)
            acquaint(*desks)
        return here

    def other(self) -> Path:
        """The receiving one of the pair that was made last; a pair is made if there is none."""
        made = self.folder.glob(f"*{_THERE}{_SUFFIX}")
        found = sorted(made, key=lambda path: path.stat().st_mtime)
        if found:
            return found[-1]
        return _beside(self.make())

    def _free_names(self) -> tuple[Path, Path]:
        named, number = f"Övning {self.now():%Y-%m-%d}", 1
        path = self.folder / f"{named}{_SUFFIX}"
        while path.exists() or _beside(path).exists():
            number += 1
            path = self.folder / f"{named} ({number}){_SUFFIX}"
        return path, _beside(path)


def _beside(path: Path) -> Path:
    """Where the other one of a pair lies."""
    return path.with_name(f"{path.stem}{_THERE}{_SUFFIX}")
