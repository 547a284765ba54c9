"""Room kept for the last draft: a file inside the vault that is let go when the disk is full."""

from __future__ import annotations

from pathlib import Path

from app.errors import Reason, Refusal
from app.ids import EntityId, StreamId
from app.ports import Draft, Drafts
from storage import files
from storage.crypto import primitives

SIZE = 2 * 1024 * 1024
_PLENTY = 8 * SIZE


class Reserve:
    """The reserve of one vault."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def refill(self) -> None:
        """Make it again when it is gone and the disk has plenty; a full disk is no error here."""
        try:
            if not self._path.exists() and files.free_bytes(self._path.parent) > _PLENTY:
                # Random, so that no file system keeps it as a hole or compresses it away.
                files.write_new(self._path, primitives.random_bytes(SIZE))
        except Refusal:
            return

    def release(self) -> bool:
        """Give its room back to the disk. False when there was none left to give."""
        if not self._path.exists():
            return False
        files.remove(self._path)
        return True


class DraftsWithReserve:
    """``app.ports.Drafts`` where saving on a full disk spends the reserve."""

    def __init__(self, drafts: Drafts, reserve: Reserve) -> None:
        self._drafts = drafts
        self._reserve = reserve

    def save(self, draft: Draft) -> None:
        """As ``Drafts.save``. Raises Refusal (disk_full) only when the reserve is spent too."""
        try:
            self._drafts.save(draft)
        except Refusal as refusal:
            if refusal.reason is not Reason.DISK_FULL or not self._reserve.release():
                raise
            self._drafts.save(draft)

    def get(self, stream: StreamId, entity: EntityId, kind: str) -> Draft | None:
        return self._drafts.get(stream, entity, kind)

    def all(self, stream: StreamId | None = None) -> tuple[Draft, ...]:
        return self._drafts.all(stream)

    def discard(self, stream: StreamId, entity: EntityId, kind: str) -> None:
        self._drafts.discard(stream, entity, kind)
