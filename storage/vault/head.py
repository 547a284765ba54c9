"""The head: who can open the vault, and how far it had come. Four lines, at most 64 KiB.

    aktvalv huvud 1
    {canonical JSON}
    sha256 of the two lines above
    HMAC of the two lines above, under a key that only the data key gives

The plain hash finds damage before anybody is told that a right passphrase is wrong. The HMAC
finds what was done on purpose: a slot dropped, moved or changed, the generation lowered, the
training mark taken off. Nothing but the exact bytes this module would write is accepted.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Annotated

import msgspec

from app.errors import Reason, Refusal
from app.journal.canonical import decode_json, encode_json
from storage.crypto import primitives
from storage.vault.anchor import Anchor
from storage.vault.kdf import MAX_MEMORY_KIB, MAX_PASSES
from storage.vault.slots import MAX_SLOTS, Id, SecretSlot, Slot, kind

MAX_BYTES = 64 * 1024
FORMAT = 1

_MAGIC = b"aktvalv huvud 1"
_ANY_VERSION = re.compile(rb"aktvalv huvud ([1-9][0-9]{0,3})\n")
_CONTEXT = b"aktvalv head v1\0"


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the head says. Believed only after ``SealedHead.authenticate``."""

    vault_id: Id
    generation: Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]
    """One more at every writing."""
    training: bool
    """Made-up people only."""
    slots: Annotated[list[Slot], msgspec.Meta(min_length=1, max_length=MAX_SLOTS)]
    anchor: Anchor | None


@dataclass(frozen=True, slots=True)
class SealedHead:
    """A head as it was read: well formed and undamaged, but not yet known to be ours."""

    head: Head
    data: bytes
    """All of its bytes."""

    def authenticate(self, mac_key: bytearray) -> Head:
        """Raises Refusal (head_damaged) unless whoever wrote it held the data key."""
        covered, tag = _covered(self.data), self.data[-65:-1]
        if not primitives.equal(_tag(mac_key, covered), tag):
            raise Refusal(Reason.HEAD_DAMAGED)
        return self.head


def write(head: Head, mac_key: bytearray) -> bytes:
    """The head's bytes. Raises Refusal (head_damaged) rather than write what ``read`` would
    refuse: the only copy of the key must never be replaced by something unreadable."""
    body = encode_json(msgspec.to_builtins(head))
    covered = _MAGIC + b"\n" + body + b"\n"
    data = covered + _checksum(covered) + b"\n" + _tag(mac_key, covered) + b"\n"
    if read(data).head != head:
        raise Refusal(Reason.HEAD_DAMAGED)
    return data


def read(data: bytes) -> SealedHead:
    """Raises Refusal: not_a_vault for something else altogether, vault_newer for a later format
    of ours, head_damaged for anything not exactly as written."""
    version = _ANY_VERSION.match(data)
    if version is None:
        raise Refusal(Reason.NOT_A_VAULT)
    if int(version[1]) > FORMAT:
        raise Refusal(Reason.VAULT_NEWER)
    if len(data) > MAX_BYTES or data.count(b"\n") != 4 or not data.endswith(b"\n"):
        raise Refusal(Reason.HEAD_DAMAGED)
    magic, body, checksum, tag, _ = data.split(b"\n")
    if magic != _MAGIC or len(tag) != 64 or checksum != _checksum(_covered(data)):
        raise Refusal(Reason.HEAD_DAMAGED)
    try:
        head = msgspec.convert(decode_json(body), Head, strict=True)
    except (Refusal, msgspec.ValidationError) as error:
        raise Refusal(Reason.HEAD_DAMAGED) from error
    identities = {slot.id for slot in head.slots}
    if len(identities) != len(head.slots) or "passphrase" not in map(kind, head.slots):
        raise Refusal(Reason.HEAD_DAMAGED)
    # Sixteen slots, each at the ceiling, would keep a person waiting for minutes.
    work = sum(slot.kdf.m * slot.kdf.t for slot in head.slots if isinstance(slot, SecretSlot))
    if work > MAX_MEMORY_KIB * MAX_PASSES:
        raise Refusal(Reason.HEAD_DAMAGED)
    return SealedHead(head, data)


def _covered(data: bytes) -> bytes:
    return b"".join(data.splitlines(keepends=True)[:2])


def _checksum(covered: bytes) -> bytes:
    return hashlib.sha256(covered).hexdigest().encode()


def _tag(mac_key: bytearray, covered: bytes) -> bytes:
    return primitives.mac(mac_key, _CONTEXT + covered).hex().encode()
