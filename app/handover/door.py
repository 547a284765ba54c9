"""The door to sealed files. ``storage.handover`` implements it; the others are in ``app.ports``.

The receiving key lies in the vault beside the signing key, is made when it is first asked for, and
never leaves it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.ids import KeyId
from app.progress import Progress, no_progress


@dataclass(frozen=True, slots=True)
class ReceivingKeys:
    """What others seal to, as age writes recipients."""

    hybrid: str
    """``age1pq1…``: ML-KEM-768 and X25519 together."""
    classic: str
    """``age1…``: X25519, for a program that has nothing else."""


class HandoverDoor(Protocol):
    """Belongs to the database thread, as the vault does."""

    def receiving_keys(self) -> ReceivingKeys:
        """The vault's own. Made the first time."""
        ...

    def anchor(self) -> str:
        """Where the log is now: ``SEQUENCE:HASH``."""
        ...

    def verify(self, key: KeyId, message: bytes, signature: bytes) -> None:
        """As ``app.journal.verify.Verify``: whether ``key`` has signed ``message``. Raises Refusal
        (signature_wrong) when not, and for a key that is no sound key."""
        ...

    def check_recipient(self, recipient: str) -> None:
        """Raises Refusal (key_card_invalid) unless ``recipient`` is, in age's own spelling, a key
        that something can be sealed to: X25519 of no low order, ML-KEM of the right form."""
        ...

    def seal(
        self,
        package: bytes,
        recipients: Sequence[str],
        path: Path,
        progress: Progress = no_progress,
    ) -> None:
        """Write a package that only ``recipients`` can open: under another name first, read back
        and opened in full, then under ``path``, never over another file. The recipients are all
        hybrid, or all classic. Whatever stops it, nothing lies under ``path``. Raises Refusal:
        package_too_large, key_card_invalid, file_exists, folder_missing, folder_read_only,
        disk_full, disk_error; Cancelled."""
        ...

    def new_passphrase(self) -> str:
        """For a file to somebody without keys: eight words that everybody's keyboard and every
        console can write. Random each time."""
        ...

    def seal_with_passphrase(
        self, data: bytes, passphrase: bytearray, path: Path, progress: Progress = no_progress
    ) -> None:
        """The same for somebody without keys; ``passphrase`` is wiped. Raises as ``seal``;
        passphrase_weak for an empty one."""
        ...

    def open(self, path: Path, progress: Progress = no_progress) -> bytes:
        """A package that was sealed to this vault, as its bytes: authentic to their end, and read
        through once in a process that can do nothing else (``package_bytes.read`` ends well on
        them). Raises Refusal: file_missing, file_too_large, file_unreadable, not_a_package,
        package_damaged, package_not_for_us, package_newer, package_malformed,
        package_says_twice, package_too_deep, package_sizes_wrong, package_names_path,
        package_is_link, file_takes_too_long, file_reader_stopped; Cancelled."""
        ...
