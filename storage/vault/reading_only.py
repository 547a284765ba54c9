"""The parts of a vault that may only be read: it is older than one of its anchors.

Only the log goes on, because nothing may be shown that is not logged first. Every other write is
refused with ``vault_rolled_back`` until a person has said why the vault is older.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Never

from app.errors import Reason, Refusal
from app.ids import BlobId, EntityId, StreamId
from app.journal.record import Record
from app.jsonvalue import JsonObject
from app.ports import Blobs, Draft, Drafts, Journal, Settings


def refuse() -> Never:
    raise Refusal(Reason.VAULT_ROLLED_BACK)


class ReadJournal:
    """``app.ports.Journal``."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def records(self, stream: StreamId) -> tuple[Record, ...]:
        return self._journal.records(stream)

    def append(self, records: Sequence[Record], *, finishes: Draft | None = None) -> None:  # noqa: ARG002 - the protocol's
        refuse()

    def taking_in(self) -> AbstractContextManager[None]:
        refuse()

    def streams(self) -> tuple[StreamId, ...]:
        return self._journal.streams()

    @property
    def register(self) -> StreamId:
        return self._journal.register


class ReadDrafts:
    """``app.ports.Drafts``."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts

    def save(self, draft: Draft) -> None:  # noqa: ARG002 - the protocol's
        refuse()

    def get(self, stream: StreamId, entity: EntityId, kind: str) -> Draft | None:
        return self._drafts.get(stream, entity, kind)

    def all(self, stream: StreamId | None = None) -> tuple[Draft, ...]:
        return self._drafts.all(stream)

    def discard(self, stream: StreamId, entity: EntityId, kind: str) -> None:  # noqa: ARG002 - the protocol's
        refuse()


class ReadBlobs:
    """``app.ports.Blobs``."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs

    def put(self, stream: StreamId, data: bytes, media_type: str) -> BlobId:  # noqa: ARG002 - the protocol's
        refuse()

    def get(self, stream: StreamId, blob: BlobId) -> bytes:
        return self._blobs.get(stream, blob)

    def media_type(self, stream: StreamId, blob: BlobId) -> str:
        return self._blobs.media_type(stream, blob)


class ReadSettings:
    """``app.ports.Settings``."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def get(self, key: str) -> JsonObject | None:
        return self._settings.get(key)

    def put(self, key: str, value: JsonObject) -> None:  # noqa: ARG002 - the protocol's
        refuse()
