"""Creating, opening and restoring vaults: ``app.ports.VaultDoor``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from app.errors import Reason, Refusal
from app.ports import IndexOf, NewId, Now, OpenVault, Owner, Strength, VaultLook
from storage import files
from storage.crypto.secret import wipe
from storage.vault import backup, creating, heads, layout, passphrase, recovery_code, rekeying
from storage.vault.anchor import ProfileAnchors
from storage.vault.failures import Failures
from storage.vault.head import Head
from storage.vault.kdf import KdfPolicy
from storage.vault.lock_file import LockFile
from storage.vault.opening import open_found, require_openable
from storage.vault.parts import MeetRegister, Surroundings
from storage.vault.rekeying import Unlocked

_COUNTED = frozenset((Reason.WRONG_PASSPHRASE, Reason.WRONG_RECOVERY_CODE, Reason.NO_SUCH_SLOT))


class Door:
    """Holds no vault and no key: each call takes a path."""

    def __init__(
        self,
        *,
        profile: Path,
        now: Now,
        new_id: NewId,
        index_of: IndexOf,
        policy: KdfPolicy | None = None,
        meet_register: MeetRegister | None = None,
    ) -> None:
        """``profile``: the program's own folder in the user's profile; anchors are kept there.
        ``policy`` is for tests, which cannot wait a second for every key. ``meet_register`` is told
        of every register that is opened, before ``index_of`` is asked for anything."""
        self._around = Surroundings(now=now, new_id=new_id, index_of=index_of)
        if meet_register is not None:
            self._around = replace(self._around, meet_register=meet_register)
        self._profile = ProfileAnchors(profile / "ankare")
        self._policy = policy or KdfPolicy()

    def create(
        self,
        path: Path,
        passphrase: bytearray,
        recovery_code: str,
        owner: Owner,
        *,
        training: bool = False,
        unit_card: bytes | None = None,
    ) -> OpenVault:
        files.private_umask()
        try:
            data_key = creating.create(
                path,
                passphrase,
                recovery_code,
                owner,
                training=training,
                unit_card=unit_card,
                policy=self._policy,
                around=self._around,
            )
        finally:
            wipe(passphrase)
        return self._open(path, lambda head: Unlocked(data_key, head.slots[0]))

    def open(self, path: Path, passphrase: bytearray) -> OpenVault:
        """As ``VaultDoor.open``; ``passphrase`` is wiped."""
        try:
            return self._open(path, lambda head: rekeying.unlock_with_passphrase(head, passphrase))
        finally:
            wipe(passphrase)

    def open_with_recovery_code(self, path: Path, code: str) -> OpenVault:
        return self._open(path, lambda head: rekeying.unlock_with_recovery_code(head, code))

    def open_with_unit_key(self, path: Path, private: bytearray) -> OpenVault:
        """As ``VaultDoor.open_with_unit_key``; ``private`` is wiped."""
        try:
            return self._open(path, lambda head: rekeying.unlock_with_unit_key(head, private))
        finally:
            wipe(private)

    def look(self, path: Path) -> VaultLook:
        head = heads.find(path)[0].sealed.head
        return VaultLook(head.vault_id, head.training, rekeying.kinds(head.slots))

    def restore(self, backup_file: Path, target: Path) -> None:
        files.private_umask()
        backup.restore(backup_file, target, self._around.now)

    def new_recovery_code(self) -> str:
        return recovery_code.new()

    def new_passphrase(self) -> str:
        return passphrase.generate()

    def passphrase_strength(self, passphrase_: str, own_words: Sequence[str] = ()) -> Strength:
        return passphrase.strength(passphrase_, own_words)

    def wait_after_failures(self, path: Path) -> int:
        return Failures(path / layout.FAILURES, self._around.now).wait()

    def _open(self, path: Path, unlock: Callable[[Head], Unlocked]) -> OpenVault:
        files.private_umask()
        heads.find(path)  # before anything is created in what may be another kind of folder
        require_openable(path)
        lock = LockFile(path / layout.LOCK)
        try:
            return open_found(
                path,
                heads.find(path),
                unlock,
                lock=lock,
                around=self._around,
                profile=self._profile,
                policy=self._policy,
            )
        except Refusal as refusal:
            lock.release()
            if refusal.reason in _COUNTED:
                Failures(path / layout.FAILURES, self._around.now).add()
            raise
        except BaseException:
            lock.release()
            raise
