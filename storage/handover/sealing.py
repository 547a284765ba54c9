"""Packages on their way to the disk: sealed, read back and opened in full before they have a name.

A file is sealed to its recipients and to one identity more, which is made for it, opens it once to
see that it can be opened, and is forgotten. Nobody at the sender's can read it afterwards: what was
disposed of here is not kept in what was sent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from app.errors import Reason, Refusal
from app.handover.package import LARGEST
from app.progress import Progress, no_progress, part
from storage import files
from storage.crypto.secret import wiped
from storage.handover import age

Made = TypeVar("Made", age.HybridIdentity, age.X25519Identity)

_MIB = 1024 * 1024
_SEALING, _ALL = 50, 100
"""Of the progress, sealing is this much; the rest is reading back."""


@dataclass(frozen=True, slots=True)
class _Keys:
    """Whom a file is sealed to, and what opens it again here and now."""

    recipients: Sequence[age.Recipient]
    opens: age.Identity


def seal(
    package: bytes, recipients: Sequence[str], path: Path, progress: Progress = no_progress
) -> None:
    """As ``HandoverDoor.seal``."""
    _write(package, _with_throwaway(recipients), path, progress)


def seal_with_passphrase(
    data: bytes, passphrase: bytearray, path: Path, progress: Progress = no_progress
) -> None:
    """As ``HandoverDoor.seal_with_passphrase``. A passphrase stands alone in its file, and so it
    is what opens the file again."""
    with wiped(passphrase):
        try:
            recipient = age.PassphraseRecipient(passphrase)
        except age.RecipientsError as error:
            raise Refusal(Reason.PASSPHRASE_WEAK) from error
        keys = _Keys([recipient], age.PassphraseIdentity(passphrase))
        _write(data, keys, path, progress)


def _with_throwaway(recipients: Sequence[str]) -> _Keys:
    try:
        found = [age.parse_recipient(text) for text in recipients]
    except age.KeyTextError as error:
        raise Refusal(Reason.KEY_CARD_INVALID) from error
    strengths = {recipient.strength for recipient in found}
    if len(strengths) != 1:
        raise Refusal(Reason.KEY_CARD_INVALID)  # nobody, or not all against the same
    hybrid = age.Strength.HYBRID in strengths
    throwaway = age.HybridIdentity.generate() if hybrid else age.X25519Identity.generate()
    return _Keys([*found, throwaway.recipient], throwaway)


def _write(data: bytes, keys: _Keys, path: Path, progress: Progress) -> None:
    if len(data) > LARGEST:
        raise Refusal(Reason.PACKAGE_TOO_LARGE, limit=LARGEST // _MIB)
    files.remove_unfinished(path.parent, f"*{path.suffix}")
    files.require_space(path.parent, len(data))
    with files.appearing(path) as file:
        try:
            age.encrypt(_Source(data, part(progress, 0, _SEALING, _ALL)), file, keys.recipients)
        except age.RecipientsError as error:
            raise Refusal(Reason.KEY_CARD_INVALID) from error
        files.settle(file)
        files.forget_cached(file)
        _require_opens(Path(file.name), data, keys.opens, part(progress, _SEALING, _ALL, _ALL))


def _require_opens(path: Path, data: bytes, identity: age.Identity, progress: Progress) -> None:
    """Raises Refusal (disk_error) unless the file opens and holds ``data``, to its last byte."""
    opened = _Digest(len(data), progress)
    with files.refusals(), path.open("rb") as file:
        try:
            age.decrypt(file, opened, [identity], armored=False)
        except age.AgeError as error:
            raise Refusal(Reason.DISK_ERROR) from error
    if opened.hash.digest() != hashlib.sha256(data).digest():
        raise Refusal(Reason.DISK_ERROR)


class _Source:
    """Bytes in memory as a stream that tells how far it has been read."""

    def __init__(self, data: bytes, progress: Progress) -> None:
        self._data = memoryview(data)
        self._at = 0
        self._progress = progress

    def read(self, size: int, /) -> bytes:
        self._progress(self._at, len(self._data))
        piece = bytes(self._data[self._at : self._at + size])
        self._at += len(piece)
        return piece


class _Digest:
    """A stream that keeps nothing of what is written to it but its hash."""

    def __init__(self, size: int, progress: Progress) -> None:
        self.hash = hashlib.sha256()
        self._size = size
        self._done = 0
        self._progress = progress

    def write(self, data: memoryview | bytes, /) -> int:
        self.hash.update(data)
        self._done += len(data)
        self._progress(self._done, self._size)
        return len(data)
