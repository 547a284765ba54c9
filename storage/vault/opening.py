"""Opening a vault, in the one order that is safe.

Nothing is shown before all of it has held: a readable head, a lock of our own, the right key, a
head authenticated by it, a sound database, anchors that are not ahead of what was found, and the
tail of the log with a sample of the index.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.errors import Reason, Refusal
from app.ports import VaultFacts
from storage import files, remote_disk
from storage.journal.check import check_tail
from storage.vault import anchor as anchors
from storage.vault import backup, layout, rotation
from storage.vault import head as head_format
from storage.vault.anchor import Anchor, ProfileAnchors
from storage.vault.failures import Failures
from storage.vault.head import Head
from storage.vault.heads import FoundHead
from storage.vault.kdf import KdfPolicy
from storage.vault.keys import VaultKeys
from storage.vault.lock_file import LockFile
from storage.vault.open_vault import SqlVault
from storage.vault.parts import HEAD_COPY, Parts, Surroundings, open_parts
from storage.vault.rekeying import Unlocked

_ROOM_TO_OPEN = 512 * 1024
"""For the write-ahead log's index and the first rows of the log. SQLite says no more than "I/O
error" when it lacks that."""

Unlock = Callable[[Head], Unlocked]


@dataclass(frozen=True, slots=True)
class _Key:
    """A head that has been authenticated, with the keys that did it."""

    found: FoundHead
    keys: VaultKeys

    @property
    def head(self) -> Head:
        return self.found.sealed.head


def require_openable(path: Path) -> None:
    """Raises Refusal: folder_remote, folder_read_only, disk_full. A vault that cannot be
    written cannot log what is read, so it is not opened."""
    remote_disk.require_local(path)
    files.require_writable(path)
    files.require_space(path, _ROOM_TO_OPEN)


def open_found(
    path: Path,
    found: tuple[FoundHead, ...],
    unlock: Unlock,
    *,
    lock: LockFile,
    around: Surroundings,
    profile: ProfileAnchors,
    policy: KdfPolicy,
) -> SqlVault:
    """The vault of these heads. ``lock`` is held; it is the vault's from now on, and the
    caller's to release when this raises."""
    key = _unlocked(found, unlock)
    try:
        backup.clear_unfinished(path)
        rotation.finish(path, key.keys.database)
        parts = open_parts(path / layout.DATABASE, key.keys.database, around)
        try:
            rotation.clear_staged(path)  # not before the database has proved to be the key's
            rolled_back = _is_rolled_back(key, parts, profile) or _is_broken(parts)
            vault = SqlVault(
                facts=VaultFacts(
                    vault_id=key.head.vault_id,
                    path=path,
                    training=key.head.training,
                    read_only=rolled_back,
                    rolled_back=rolled_back,
                    opened_from_spare_head=key.found.spare,
                    failed_unlocks=Failures(path / layout.FAILURES, around.now).times(),
                ),
                sealed=key.found.sealed,
                keys=key.keys,
                parts=parts,
                lock=lock,
                around=around,
                profile=profile,
                policy=policy,
            )
            vault.begin()
        except BaseException:
            parts.connection.close()
            raise
    except BaseException:
        key.keys.wipe()
        raise
    return vault


def _unlocked(found: tuple[FoundHead, ...], unlock: Unlock) -> _Key:
    """The first head that the key opens and authenticates. A damaged one gives way to the
    spare; a wrong passphrase does not, since the spare has the same slots."""
    for place, candidate in enumerate(found, 1):
        try:
            keys = VaultKeys(unlock(candidate.sealed.head).data_key)
            try:
                candidate.sealed.authenticate(keys.head)
            except BaseException:
                keys.wipe()
                raise
            return _Key(candidate, keys)
        except Refusal as refusal:
            if refusal.reason is not Reason.HEAD_DAMAGED or place == len(found):
                raise
    raise Refusal(Reason.HEAD_DAMAGED)


def _is_rolled_back(key: _Key, parts: Parts, profile: ProfileAnchors) -> bool:
    """Whether head or database is older than any mark of how far the vault had come."""
    # The spare head is one generation behind by its nature.
    generation = key.head.generation + (1 if key.found.spare else 0)
    copy = parts.internals.get(HEAD_COPY)
    if copy is not None and head_format.read(copy).head.generation > generation:
        return True

    def hash_at(sequence: int) -> str | None:
        digest = parts.log.hash_at(sequence)
        return None if digest is None else digest.hex()

    marks: list[Anchor] = [
        anchor
        for anchor in (
            key.head.anchor,
            profile.read(key.head.vault_id),
            *profile.retired(key.head.vault_id),
        )
        if anchor is not None and anchors.is_ours(anchor, key.keys.anchor, key.head.vault_id)
    ]
    return any(anchors.is_ahead(anchor, generation, hash_at) for anchor in marks)


def _is_broken(parts: Parts) -> bool:
    """Whether the newest part of the log is not one chain. That is a past that was changed, and
    as loud as one that is missing; but it must not shut a caseworker out of the vault."""
    try:
        check_tail(parts)
    except Refusal as refusal:
        if refusal.reason is Reason.LOG_BROKEN:
            return True
        raise
    return False
