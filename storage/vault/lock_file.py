"""``las``: held by the operating system while the vault is unlocked, so that two programs never
write to one vault. It is let go when the process ends, however it ends, and holds no text."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from app.errors import Reason, Refusal
from storage import files


class LockFile:
    """One lock on one vault, taken when made and held until ``release``."""

    def __init__(self, path: Path) -> None:
        """Raises Refusal: vault_in_use when another process, or another window of this one,
        holds it; folder_read_only, folder_missing, disk_full."""
        with files.refusals():
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            self._handle: int | None = os.open(path, flags, files.FILE_MODE)
        try:
            _take(self._handle)
        except OSError as error:
            os.close(self._handle)
            self._handle = None
            raise Refusal(Reason.VAULT_IN_USE) from error

    def release(self) -> None:
        """Safe to call twice."""
        handle, self._handle = self._handle, None
        if handle is not None:
            with contextlib.suppress(OSError):
                _let_go(handle)
            os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _let_go(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
