"""Names for the things that records point at. All are text, so that they are JSON as they are."""

from __future__ import annotations

from typing import NewType

StreamId = NewType("StreamId", str)
"""UUID (lower case, with hyphens) of a case file or of the vault's own register."""

EntityId = NewType("EntityId", str)
"""UUID of the thing a record is about: this note, this plan."""

RecordId = NewType("RecordId", str)
"""SHA-256 of a record's canonical bytes, 64 lower-case hexadecimal digits."""

BlobId = NewType("BlobId", str)
"""SHA-256 of a blob's bytes, 64 lower-case hexadecimal digits."""

KeyId = NewType("KeyId", str)
"""Ed25519 public key that signs, 64 lower-case hexadecimal digits."""
