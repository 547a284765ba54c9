"""The head's two files: ``huvud`` and, one generation behind, ``huvud.bak``.

Without a head the vault is lost, so there is no moment at which neither file is whole. But a slot
that was removed must not live on in the spare, so a change of slots is written to both.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.errors import Reason, Refusal
from storage import files
from storage.journal.log import LogHead
from storage.vault import anchor as anchors
from storage.vault import head as format_
from storage.vault import layout
from storage.vault.head import Head, SealedHead


@dataclass(frozen=True, slots=True)
class FoundHead:
    sealed: SealedHead
    spare: bool
    """It comes from ``huvud.bak``."""


def find(folder: Path) -> tuple[FoundHead, ...]:
    """The readable heads, best first; never empty. Raises Refusal: not_a_vault, vault_newer,
    head_damaged, folder_read_only, disk_error."""
    with files.refusals():
        if not layout.looks_like_a_vault(folder):
            raise Refusal(Reason.NOT_A_VAULT)
    found = []
    for name, spare in ((layout.HEAD, False), (layout.SPARE_HEAD, True)):
        sealed = _read(folder / name)
        if sealed is not None:
            found.append(FoundHead(sealed, spare))
    if not found:
        raise Refusal(Reason.HEAD_DAMAGED)
    return tuple(found)


def anchored(head: Head, anchor_key: bytearray, newest: LogHead, at: str) -> Head:
    """The next generation of ``head``, with an anchor of now; ``newest`` ends the log."""
    generation = head.generation + 1
    anchor = anchors.make(
        anchor_key,
        vault_id=head.vault_id,
        generation=generation,
        sequence=newest.sequence,
        chain_head=newest.hash.hex(),
        at=at,
    )
    return msgspec.structs.replace(head, generation=generation, anchor=anchor)


def encode(head: Head, mac_key: bytearray) -> bytes:
    """The bytes of a head that goes somewhere else: into a backup."""
    return format_.write(head, mac_key)


def save(folder: Path, head: Head, mac_key: bytearray) -> bytes:
    """Write a new generation and keep the one before as spare. Gives the bytes."""
    data = format_.write(head, mac_key)
    before = _ours(folder / layout.HEAD, mac_key)
    if before is not None:
        files.replace(folder / layout.SPARE_HEAD, before.data)
    files.replace(folder / layout.HEAD, data)
    return data


def save_both(folder: Path, head: Head, mac_key: bytearray) -> bytes:
    """Write a generation whose slots differ from those before: the spare becomes the same, or
    an old passphrase would still open the vault. Gives the bytes."""
    data = format_.write(head, mac_key)
    files.replace(folder / layout.HEAD, data)
    files.replace(folder / layout.SPARE_HEAD, data)
    return data


def heal(folder: Path, current: SealedHead, mac_key: bytearray) -> None:
    """After a kill in the middle, or damage: make both files whole, and the spare one whose
    slots are the head's. ``current`` has been authenticated."""
    if _ours(folder / layout.HEAD, mac_key) is None:
        files.replace(folder / layout.HEAD, current.data)
    spare = _ours(folder / layout.SPARE_HEAD, mac_key)
    if spare is None or spare.head.slots != current.head.slots:
        files.replace(folder / layout.SPARE_HEAD, current.data)


def _ours(path: Path, mac_key: bytearray) -> SealedHead | None:
    """The head in this file, or None when it is missing, damaged or not written by this vault."""
    sealed = _read(path)
    if sealed is None:
        return None
    try:
        sealed.authenticate(mac_key)
    except Refusal:
        return None
    return sealed


def _read(path: Path) -> SealedHead | None:
    """None when it is not there or damaged. A newer format is not damage: raises vault_newer."""
    try:
        return format_.read(files.read(path, format_.MAX_BYTES))
    except FileNotFoundError:
        return None
    except Refusal as refusal:
        if refusal.reason in {Reason.HEAD_DAMAGED, Reason.NOT_A_VAULT}:
            return None
        raise
