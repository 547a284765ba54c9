"""``app.handover.door.HandoverDoor`` of an open vault."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.errors import Reason, Refusal
from app.handover.door import ReceivingKeys
from app.ids import KeyId
from app.progress import Progress, no_progress
from storage.crypto import ed25519
from storage.foreign.reader import ForeignFiles
from storage.handover import age, sealing
from storage.handover.keys import receiving_identities
from storage.handover.opening import open_package
from storage.journal.log import SqlLog
from storage.journal.settings import SqlInternals
from storage.vault.passphrase import generate_for_file


class VaultHandover:
    """Belongs to the database thread, as the vault does."""

    def __init__(self, internals: SqlInternals, log: SqlLog, *, writable: bool) -> None:
        self._internals = internals
        self._log = log
        self._writable = writable

    def receiving_keys(self) -> ReceivingKeys:
        own = self._identities()
        return ReceivingKeys(str(own.hybrid.recipient), str(own.classic.recipient))

    def anchor(self) -> str:
        head = self._log.head()
        return f"{head.sequence}:{head.hash.hex()}"

    def verify(self, key: KeyId, message: bytes, signature: bytes) -> None:
        ed25519.verify(key, message, signature)

    def check_recipient(self, recipient: str) -> None:
        try:
            age.parse_recipient(recipient)
        except age.KeyTextError as error:
            raise Refusal(Reason.KEY_CARD_INVALID) from error

    def seal(
        self,
        package: bytes,
        recipients: Sequence[str],
        path: Path,
        progress: Progress = no_progress,
    ) -> None:
        sealing.seal(package, recipients, path, progress)

    def new_passphrase(self) -> str:
        return generate_for_file()

    def seal_with_passphrase(
        self, data: bytes, passphrase: bytearray, path: Path, progress: Progress = no_progress
    ) -> None:
        sealing.seal_with_passphrase(data, passphrase, path, progress)

    def open(self, path: Path, progress: Progress = no_progress) -> bytes:
        return open_package(path, self._identities(), ForeignFiles(), progress)

    def _identities(self) -> age.Identities:
        return receiving_identities(self._internals, writable=self._writable)
