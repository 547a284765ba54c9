"""Looking after the vault itself: backups, the full check, another data key."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.errors import Reason, Refusal
from app.ports import BackupFacts, CheckReport, Progress, no_progress
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.settings import own_settings


@dataclass(frozen=True, slots=True)
class BackupMade:
    backup: BackupFacts
    changes: Changes


@dataclass(frozen=True, slots=True)
class NewKeys:
    """What is to open a vault that gets another data key."""

    passphrase: bytearray
    recovery_code: str
    unit_cards: tuple[bytes, ...]


def back_up(desk: Desk, progress: Progress = no_progress) -> BackupMade:
    """A verified copy in the folder that was chosen. Raises Refusal: folder_missing (also when
    none has been chosen), folder_read_only, disk_full, backup_unverified, vault_read_only."""
    folder = own_settings(desk).backup_folder
    if not folder:
        raise Refusal(Reason.FOLDER_MISSING)
    backup = desk.vault.back_up(Path(folder), progress)
    return BackupMade(backup, Changes.of(desk.vault.journal.register, Part.BACKUPS))


def check(desk: Desk, progress: Progress = no_progress) -> CheckReport:
    """Kontrollera valvet; see ``OpenVault.check``."""
    return desk.vault.check(progress)


def rotate_data_key(
    keys: NewKeys, passphrase: bytearray, desk: Desk, progress: Progress = no_progress
) -> None:
    """Another data key, for a vault that may be compromised; see ``OpenVault.rotate_data_key``.
    Whoever asks for it locks the vault afterwards."""
    desk.vault.rotate_data_key(
        passphrase, keys.passphrase, keys.recovery_code, keys.unit_cards, progress
    )
