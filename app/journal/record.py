"""The record: what everything true in a case file is made of.

A record is never changed or removed. A later record of the same entity that names it as a
parent revises or corrects it, and both stay readable (SoL 2025:400 14 kap. 3 §, FL 27 §).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.ids import EntityId, KeyId, RecordId, StreamId
from app.jsonvalue import JsonObject

FORMAT = 1
"""Version of the record format. Frozen; ``tests/vectors/records`` pins its bytes."""

SIGNING_CONTEXT = b"aktvalv record v1\0"
"""What a signature covers is this and the 32 bytes of the id, so that a signature made for
something else can never be passed off as a record's."""

KIND = re.compile(r"[a-z][a-z_]*/[1-9][0-9]{0,3}")
"""``journal_note/1``: what a record says and which version of the body's shape."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who signs: key, function and unit as at signing. The name lies in the author card."""

    key: KeyId
    function: str
    unit: str


@dataclass(frozen=True, slots=True)
class Content:
    """All of a record that its id covers."""

    stream: StreamId
    entity: EntityId
    kind: str
    parents: tuple[RecordId, ...]
    lamport: int
    body: JsonObject
    author: Author
    happened_at: str
    """When the event was: ``2019``, ``2019-03``, ``2019-03-14`` or ``2019-03-14T09:30+01:00``."""
    written_at: str
    """When the record was made, RFC 3339 with offset. Shown, never used for order."""
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Record:
    """Content with its id and signature. Holding one says nothing of whether it was verified."""

    id: RecordId
    content: Content
    signature: bytes
    """Ed25519, 64 bytes, over ``SIGNING_CONTEXT`` and the id's 32 bytes."""

    @property
    def kind_name(self) -> str:
        """``journal_note`` of ``journal_note/1``."""
        return self.content.kind.partition("/")[0]
