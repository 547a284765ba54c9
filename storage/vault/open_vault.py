"""A vault with its key in hand: ``app.ports.OpenVault``."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from app.errors import Refusal
from app.journal.record import Author
from app.ports import (
    BackupFacts,
    Blobs,
    Cancelled,
    CaseIndex,
    CheckReport,
    Drafts,
    HandoverDoor,
    Journal,
    KeySlot,
    LogCode,
    Progress,
    Settings,
    VaultFacts,
    VaultLog,
    no_progress,
)
from storage import files
from storage.crypto.primitives import random_key
from storage.crypto.secret import wipe, wiped
from storage.database.transaction import together
from storage.handover.door import VaultHandover
from storage.journal.check import check_vault, mend_index
from storage.journal.log import LogHead
from storage.vault import anchor as anchors
from storage.vault import backup, heads, layout, rekeying, rotation
from storage.vault import head as head_format
from storage.vault.anchor import ProfileAnchors
from storage.vault.head import Head, SealedHead
from storage.vault.kdf import KdfPolicy
from storage.vault.keys import VaultKeys
from storage.vault.lock_file import LockFile
from storage.vault.parts import (
    HEAD_COPY,
    Parts,
    Surroundings,
    author_of,
    open_parts,
)
from storage.vault.reading_only import (
    ReadBlobs,
    ReadDrafts,
    ReadJournal,
    ReadSettings,
    refuse,
)
from storage.vault.reserve import DraftsWithReserve, Reserve
from storage.vault.slots import Slot, kind
from storage.vault.upkeep import Upkeep


class SqlVault(Upkeep):
    """Everything on it belongs to the thread that opened it, but ``interrupt``."""

    def __init__(
        self,
        *,
        facts: VaultFacts,
        sealed: SealedHead,
        keys: VaultKeys,
        parts: Parts,
        lock: LockFile,
        around: Surroundings,
        profile: ProfileAnchors,
        policy: KdfPolicy,
    ) -> None:
        self._facts = facts
        self._sealed = sealed
        self._head = sealed.head
        self._keys = keys
        self._parts = parts
        self._lock = lock
        self._around = around
        self._profile = profile
        self._policy = policy
        self._reserve = Reserve(facts.path / layout.RESERVE)
        self._author = author_of(parts)
        self._closed = False
        self._interruptible = True

    @property
    def journal(self) -> Journal:
        journal = self._parts.journal
        return ReadJournal(journal) if self._facts.read_only else journal

    @property
    def drafts(self) -> Drafts:
        if self._facts.read_only:
            return ReadDrafts(self._parts.drafts)
        return DraftsWithReserve(self._parts.drafts, self._reserve)

    @property
    def blobs(self) -> Blobs:
        return ReadBlobs(self._parts.blobs) if self._facts.read_only else self._parts.blobs

    @property
    def log(self) -> VaultLog:
        return self._parts.log

    @property
    def index(self) -> CaseIndex:
        return self._parts.index

    @property
    def settings(self) -> Settings:
        settings = self._parts.settings
        return ReadSettings(settings) if self._facts.read_only else settings

    @property
    def handover(self) -> HandoverDoor:
        parts = self._parts
        return VaultHandover(parts.internals, parts.log, writable=not self._facts.read_only)

    @property
    def facts(self) -> VaultFacts:
        return self._facts

    @property
    def author(self) -> Author:
        return self._author

    def sign(self, message: bytes) -> bytes:
        return self._parts.signer.sign(message)

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """One transaction around several writes; all are durable at the end, or none."""
        with together(self._parts.connection):
            yield

    def check(self, progress: Progress = no_progress) -> CheckReport:
        """Kontrollera valvet. The outcome is logged."""
        report = check_vault(self._parts, progress)
        self.log.write(LogCode.VAULT_CHECKED, {"faults": list(report.faults)})
        return report

    def back_up(self, folder: Path, progress: Progress = no_progress) -> BackupFacts:
        """A verified copy in ``folder``, and older ones there thinned out. The log's row comes
        after the copy, which therefore lacks it."""
        self._require_writable()
        made = backup.make(
            self._parts,
            vault=self._facts.path,
            key=self._keys.database,
            head=heads.encode(self._anchored_head(), self._keys.head),
            folder=folder,
            around=self._around,
            progress=progress,
        )
        disposed_at = self._parts.disposal.carried_out_at()
        gone = backup.thin(folder, made, self._head.vault_id, disposed_at)
        backup.remember(self._parts, made, gone=gone)
        return made

    def backups(self) -> tuple[BackupFacts, ...]:
        return backup.remembered(self._parts)

    def slots(self) -> tuple[KeySlot, ...]:
        return tuple(KeySlot(slot.id, kind(slot)) for slot in self._head.slots)

    def change_passphrase(self, old: bytearray, new: bytearray) -> None:
        try:
            self._rekey(
                LogCode.PASSPHRASE_CHANGED,
                lambda head: rekeying.with_new_passphrase(
                    head, old, new, self._policy, self._around.new_id
                ),
            )
        finally:
            wipe(old, new)

    def set_passphrase_with_recovery_code(self, code: str, new: bytearray) -> None:
        try:
            self._rekey(
                LogCode.PASSPHRASE_CHANGED,
                lambda head: rekeying.with_passphrase_after_recovery(
                    head, code, new, self._policy, self._around.new_id
                ),
            )
        finally:
            wipe(new)

    def replace_recovery_code(self, passphrase: bytearray) -> str:
        shown = ""

        def change(head: Head) -> list[Slot]:
            nonlocal shown
            slots, shown = rekeying.with_new_recovery_code(
                head, passphrase, self._policy, self._around.new_id
            )
            return slots

        try:
            self._rekey(LogCode.RECOVERY_CHANGED, change)
        finally:
            wipe(passphrase)
        return shown

    def add_unit_card(self, passphrase: bytearray, card: bytes) -> None:
        try:
            self._rekey(
                LogCode.RECOVERY_CHANGED,
                lambda head: rekeying.with_unit_card(head, passphrase, card, self._around.new_id),
            )
        finally:
            wipe(passphrase)

    def remove_slot(self, passphrase: bytearray, slot: str) -> None:
        try:
            self._rekey(
                LogCode.RECOVERY_CHANGED, lambda head: rekeying.without(head, passphrase, slot)
            )
        finally:
            wipe(passphrase)

    def check_passphrase(self, passphrase: bytearray) -> None:
        with wiped(passphrase):
            wipe(rekeying.unlock_with_passphrase(self._head, passphrase).data_key)

    def rotate_data_key(
        self,
        passphrase: bytearray,
        new: bytearray,
        recovery_code: str,
        unit_cards: Sequence[bytes] = (),
        progress: Progress = no_progress,
    ) -> None:
        """As ``OpenVault.rotate_data_key``; the order of its steps is in ``rotation``."""
        path, secrets = self._facts.path, rekeying.NewSecrets(new, recovery_code, unit_cards)
        with wiped(passphrase), wiped(new), wiped(random_key()) as data_key:
            self._require_writable()
            self.check_passphrase(passphrase)
            slots = rekeying.under_another_key(
                self._head.vault_id, data_key, secrets, self._policy, self._around.new_id
            )
            keys = VaultKeys(data_key)
        try:
            rotation.stage(self._parts, path, keys.database, self._around, progress)
            head = msgspec.structs.replace(
                self._head,
                slots=slots,
                generation=_newest_generation(
                    self._head, self._parts, self._profile, self._keys.anchor
                ),
            )
            sealed = rotation.prepare(path, head, keys, self._around)
            self._interruptible = False  # from here on it must be finished
            rotation.commit(path, sealed)
            self._change_over(keys, sealed)
        except BaseException:
            keys.wipe()
            raise
        finally:
            self._interruptible = True

    def accept_rollback(self, reason: str) -> None:
        """The vault becomes writable. Its generation passes that of every anchor, so that the
        copy it was put back over is from now on the older one."""
        if not self._facts.rolled_back:
            return
        self.log.write(LogCode.ROLLBACK_ACCEPTED, {"reason": reason})
        mend_index(self._parts)  # it may be of the law and the program of an earlier day
        self._facts = dataclasses.replace(self._facts, read_only=False, rolled_back=False)
        self._settle()
        self._pass_every_anchor()

    def begin(self) -> None:
        """Called once, when everything has held: the log says that the vault is open."""
        if not self._facts.read_only:
            self._settle()
        self.log.write(LogCode.UNLOCKED)

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        with contextlib.ExitStack() as last:
            # Each of these happens whatever the ones before it raise.
            last.callback(self._lock.release)
            last.callback(self._parts.connection.close)
            last.callback(self._keys.wipe)
            # A full disk, a pulled-out stick or an interrupted statement must never keep a vault
            # from locking; the anchors that are missing then are only older, and still right.
            with contextlib.suppress(Refusal, Cancelled):
                self.log.write(LogCode.LOCKED)
                if not self._facts.read_only:
                    self._write_anchors()
                    self._reserve.refill()

    def interrupt(self) -> None:
        if self._interruptible:
            self._parts.connection.interrupt()

    def _settle(self) -> None:
        """Mend the head's files, and write down what happened while there was no key."""
        path = self._facts.path
        heads.heal(path, self._sealed, self._keys.head)
        restored = backup.restored_at(path)
        with self.together():
            for at in self._facts.failed_unlocks:
                self.log.write(LogCode.UNLOCK_FAILED, {"at": at})
            if restored is not None:
                self.log.write(LogCode.BACKUP_RESTORED, {"at": restored})
        files.remove(path / layout.FAILURES)
        files.remove(path / layout.RESTORED)
        if self._facts.opened_from_spare_head:
            self._pass_every_anchor()
        self._parts.drafts.clear_old()
        with contextlib.suppress(Refusal):  # a full disk keeps nobody from opening
            self.compact()
        backup.clear_unfinished(path)
        self._reserve.refill()

    def _rekey(self, code: LogCode, change: Callable[[Head], Sequence[Slot]]) -> None:
        """Let ``change`` say which slots the next head has, and write it over both generations
        before the log tells of it: a log that promised more than the head keeps would be worse
        than a change that is logged a moment late."""
        self._require_writable()
        head = msgspec.structs.replace(
            self._head, slots=list(change(self._head)), generation=self._head.generation + 1
        )
        data = heads.save_both(self._facts.path, head, self._keys.head)
        self._head = head
        with self.together():
            self._parts.internals.put(HEAD_COPY, data)
            self.log.write(code, {"slots": list(rekeying.kinds(head.slots))})

    def _change_over(self, keys: VaultKeys, sealed: SealedHead) -> None:
        """The head on the disk is under new keys: go on with them. The old ones are wiped."""
        path, anchor = self._facts.path, sealed.head.anchor
        assert anchor is not None
        old = heads.anchored(
            msgspec.structs.replace(sealed.head, generation=anchor.generation - 1),
            self._keys.anchor,
            LogHead(anchor.sequence, bytes.fromhex(anchor.chain_head)),
            anchor.at,
        )
        assert old.anchor is not None
        self._parts.connection.close()
        self._keys.wipe()
        self._keys, self._sealed, self._head = keys, sealed, sealed.head
        try:
            with contextlib.suppress(Refusal):  # a profile that cannot be written: only less proof
                self._profile.retire(old.anchor)
                self._profile.write(anchor)
            database = path / layout.DATABASE
            try:
                rotation.install(path)
            except Refusal:  # the next opening does it; until then it is used where it lies
                database = path / layout.STAGED_DATABASE
            self._parts = open_parts(database, keys.database, self._around)
        except BaseException:
            self._closed = True
            self._lock.release()
            raise

    def _write_anchors(self) -> None:
        head = self._anchored_head()
        data = heads.save(self._facts.path, head, self._keys.head)
        self._head = head
        self._parts.internals.put(HEAD_COPY, data)
        assert head.anchor is not None
        self._profile.write(head.anchor)

    def _anchored_head(self) -> Head:
        """The next generation of the head, with an anchor of now."""
        at = self._around.now().isoformat(timespec="seconds")
        return heads.anchored(self._head, self._keys.anchor, self._parts.log.head(), at)

    def _pass_every_anchor(self) -> None:
        """Let the head be of a later generation than any mark of how far the vault had come."""
        self._head = msgspec.structs.replace(
            self._head,
            generation=_newest_generation(
                self._head, self._parts, self._profile, self._keys.anchor
            ),
        )
        self._write_anchors()
        for anchor in self._profile.retired(self._head.vault_id):
            if anchors.is_ours(anchor, self._keys.anchor, self._head.vault_id):
                self._profile.forget_retired(anchor)

    def _require_writable(self) -> None:
        if self._facts.read_only:
            refuse()


def _newest_generation(
    head: Head, parts: Parts, profile: ProfileAnchors, anchor_key: bytearray
) -> int:
    """The highest generation that the head or any mark of it has had."""
    copy = parts.internals.get(HEAD_COPY)
    marks = (head.anchor, profile.read(head.vault_id), *profile.retired(head.vault_id))
    seen: list[int] = [
        head.generation,
        *(
            mark.generation
            for mark in marks
            if mark is not None and anchors.is_ours(mark, anchor_key, head.vault_id)
        ),
        *(() if copy is None else (head_format.read(copy).head.generation,)),
    ]
    return max(seen)
