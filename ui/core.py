"""What the windows are given of the rest of the program. Made by ``ui.bootstrap``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the desk brings the whole core, and this module is read before first paint
    from app.ports import OpenVault, VaultDoor
    from app.usecases.desk import Desk

TRAINING_PASSPHRASE = "öva med påhittade personer bakom sju låsta dörrar"  # noqa: S105  # public
"""Of every training vault: it protects nobody, and stands on the unlock window."""


@dataclass(frozen=True, slots=True)
class UnitKey:
    """What a key card says. ``fingerprint`` is read aloud to the manager, in groups of four."""

    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Core:
    """All of it is called on the database thread, except ``remember``."""

    door: VaultDoor
    check_place: Callable[[Path], None]
    """Whether a new vault can lie at this path. Raises Refusal: vault_exists, folder_missing,
    folder_read_only, folder_remote."""
    read_unit_card: Callable[[bytes], UnitKey]
    """Raises Refusal (key_card_invalid)."""
    read_file: Callable[[Path, int], bytes]
    """A file's bytes, at most so many and one more. Raises FileNotFoundError, Refusal."""
    remember: Callable[[Path, bytes], None]
    """Put a small file of settings in its place, whole. Raises Refusal."""
    desk: Callable[[OpenVault], Desk]
    new_training_vault: Callable[[], Path]
    """A pair of them in the user's data folder; the one that is filled with made-up people."""
    other_training_vault: Callable[[], Path]
    """The other one of the pair that was made last, to send to and to receive from."""


LoadCore = Callable[[], Core]
"""Imports what is heavy the first time; for the database thread."""
