"""``app.handover.door.HandoverDoor`` of an open vault."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.handover.door import ReceivingKeys
from app.ids import KeyId
from app.progress import Progress, no_progress
from storage.crypto import ed25519
from storage.journal.log import SqlLog
from storage.journal.settings import SqlInternals


class VaultHandover:
    """Belongs to the database thread, as the vault does."""

    def __init__(self, internals: SqlInternals, log: SqlLog, *, writable: bool) -> None:
        self._internals = internals
        self._log = log
        self._writable = writable

    def receiving_keys(self) -> ReceivingKeys:
        raise NotImplementedError

    def anchor(self) -> str:
        head = self._log.head()
        return f"{head.sequence}:{head.hash.hex()}"

    def verify(self, key: KeyId, message: bytes, signature: bytes) -> None:
        ed25519.verify(key, message, signature)

    def seal(
        self,
        package: bytes,
        recipients: Sequence[str],
        path: Path,
        progress: Progress = no_progress,
    ) -> None:
        raise NotImplementedError

    def seal_with_passphrase(
        self, data: bytes, passphrase: bytearray, path: Path, progress: Progress = no_progress
    ) -> None:
        raise NotImplementedError

    def open(self, path: Path, progress: Progress = no_progress) -> bytes:
        raise NotImplementedError
