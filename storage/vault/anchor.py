"""Anchors: marks of how far a vault had come, kept where a copy put back does not reach.

SQLCipher notices neither an old page nor an old file put back whole. An anchor says: this vault
had at least this generation of its head and this much of its log. It lies in the head, in the
user's profile folder and in backups. A vault behind any of its anchors opens read-only until a
person says why. All copies rolled back together cannot be noticed without a network.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec

from app.errors import Refusal
from app.journal.canonical import decode_json, encode_json
from storage import files
from storage.crypto import primitives
from storage.vault.slots import Hex32, Id

_MAX_BYTES = 4096
_CONTEXT = b"aktvalv anchor v1\0"

HashAt = Callable[[int], str | None]
"""The hash of the log row with this sequence number, or None when there is none."""


class Anchor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A point that the vault had reached, authenticated with a key of the vault."""

    vault_id: Id
    generation: Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]
    """Of the head."""
    sequence: Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
    """Of the log's last row."""
    chain_head: Hex32
    """That row's hash."""
    at: Annotated[str, msgspec.Meta(max_length=40)]
    mac: Hex32


def make(
    key: bytearray, *, vault_id: str, generation: int, sequence: int, chain_head: str, at: str
) -> Anchor:
    """An anchor of now; ``key`` is the vault's anchor key."""
    bare = Anchor(
        vault_id=vault_id,
        generation=generation,
        sequence=sequence,
        chain_head=chain_head,
        at=at,
        mac="0" * 64,
    )
    return msgspec.structs.replace(bare, mac=_mac(key, bare))


def is_ours(anchor: Anchor, key: bytearray, vault_id: str) -> bool:
    """Whether the vault itself made it: a forged anchor must not be able to lock anybody out."""
    return anchor.vault_id == vault_id and primitives.equal(
        _mac(key, anchor).encode(), anchor.mac.encode()
    )


def is_ahead(anchor: Anchor, generation: int, hash_at: HashAt) -> bool:
    """Whether the vault, as it is now, is older than the anchor or has another past."""
    return anchor.generation > generation or hash_at(anchor.sequence) != anchor.chain_head


def encode(anchor: Anchor) -> bytes:
    return encode_json(msgspec.to_builtins(anchor))


def decode(data: bytes) -> Anchor | None:
    """None for anything that is not exactly an anchor: a damaged one proves nothing."""
    try:
        return msgspec.convert(decode_json(data), Anchor, strict=True)
    except (Refusal, msgspec.ValidationError):
        return None


class ProfileAnchors:
    """The anchors in the user's profile folder, one small file a vault, named by its id."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is created when it is first needed."""
        self._folder = folder

    def read(self, vault_id: str) -> Anchor | None:
        """None when there is none, or none that can be read."""
        try:
            return decode(files.read(self._path(vault_id), _MAX_BYTES))
        except (FileNotFoundError, Refusal):
            return None

    def write(self, anchor: Anchor) -> None:
        """Raises Refusal when the profile cannot be written."""
        files.make_folders(self._folder)
        files.replace(self._path(anchor.vault_id), encode(anchor))

    def retire(self, anchor: Anchor) -> None:
        """Keep, beside the newest anchor, one under a key that the vault has given up: a copy
        that still has that key is older, however new it looks. Raises Refusal."""
        files.make_folders(self._folder)
        files.replace(self._retired_path(anchor), encode(anchor))

    def retired(self, vault_id: str) -> tuple[Anchor, ...]:
        """Anchors under keys given up; what cannot be read proves nothing."""
        found = []
        for path in sorted(self._folder.glob(f"{vault_id}.*.ankare")):
            with contextlib.suppress(FileNotFoundError, Refusal):
                found.append(decode(files.read(path, _MAX_BYTES)))
        return tuple(anchor for anchor in found if anchor is not None)

    def forget_retired(self, anchor: Anchor) -> None:
        """A person has said that the copy with the old key is to be the vault. Raises Refusal."""
        files.remove(self._retired_path(anchor))

    def _retired_path(self, anchor: Anchor) -> Path:
        return files.inside(self._folder, f"{anchor.vault_id}.{anchor.generation}.ankare")

    def _path(self, vault_id: str) -> Path:
        return files.inside(self._folder, f"{vault_id}.ankare")


def _mac(key: bytearray, anchor: Anchor) -> str:
    fields = {name: value for name, value in msgspec.to_builtins(anchor).items() if name != "mac"}
    return primitives.mac(key, _CONTEXT + encode_json(fields)).hex()
