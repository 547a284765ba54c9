"""How the rows of a vault's log hang together, for whoever writes them and whoever checks them.

Each row's hash covers the row before it. What a row says in detail lies apart, and the chain holds
only its hash, blinded with random bytes that go with the detail (``docs/formats.md``).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from app.jsonvalue import JsonObject

CONTEXT: Final = b"aktvalv log v1\0"
START: Final = bytes(32)
"""What the first row has for the row before it, and the payload hash of a row without one."""


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A row of the log with what proves it."""

    sequence: int
    at: str
    code: str
    hash: bytes
    payload_hash: bytes
    """``START`` where the row never said anything more."""
    blind: bytes
    """Empty where there is no payload, or none any more."""
    payload: JsonObject | None


def payload_hash(blind: bytes, payload: bytes) -> bytes:
    """What the chain holds of a payload: 32 bytes."""
    return hashlib.sha256(CONTEXT + blind + payload).digest()


def row_hash(previous: bytes, sequence: int, at: str, code: str, payload_digest: bytes) -> bytes:
    """The hash of a row: 32 bytes over the row before it and all that it says itself. Every part
    has a fixed length or is preceded by its length, so that no two rows give the same bytes."""
    parts = b"".join(
        len(text).to_bytes(2, "big") + text for text in (at.encode("utf-8"), code.encode("utf-8"))
    )
    row = CONTEXT + previous + sequence.to_bytes(8, "big") + parts + payload_digest
    return hashlib.sha256(row).digest()
