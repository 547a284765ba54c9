"""What an open vault does to itself: disposal, and the index when another law holds."""

from __future__ import annotations

from app.ids import RecordId
from app.ports import Progress, no_progress
from storage.database.compacting import compact
from storage.database.transaction import together
from storage.journal.check import mend_index
from storage.vault.parts import TO_COMPACT, Parts


class Upkeep:
    """A part of ``SqlVault``."""

    _parts: Parts

    def _require_writable(self) -> None:
        raise NotImplementedError

    def dispose(self, protocol: RecordId) -> None:
        """As ``OpenVault.dispose``. That the database is to be compacted is written in the same
        transaction, so that no kill can make the vault forget it."""
        self._require_writable()
        with together(self._parts.connection):
            self._parts.disposal.carry_out(protocol)
            self._parts.internals.put(TO_COMPACT, b"1")

    def compact(self, progress: Progress = no_progress) -> None:
        """As ``OpenVault.compact``."""
        self._require_writable()
        if self._parts.internals.get(TO_COMPACT):
            progress(0, 1)
            compact(self._parts.connection)
            self._parts.internals.put(TO_COMPACT, b"")
        progress(1, 1)

    def renew_index(self) -> None:
        """As ``OpenVault.renew_index``."""
        self._require_writable()
        mend_index(self._parts)
