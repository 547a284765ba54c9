"""Packages on their way in. The cipher is undone here, because the key never enters the process
that reads foreign files; what comes of it is read there first, and is believed in afterwards.

Nothing is written to the disk: what was sealed lies in memory until it is accepted, or is gone.
"""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

from app.errors import Reason, Refusal
from app.handover.package import LARGEST
from app.progress import Progress, no_progress, part
from storage.foreign.reader import ForeignFiles, chosen_file
from storage.handover import age

_MIB = 1024 * 1024
_AROUND = 128 * 1024
"""More than what the header and the tags of all chunks take."""
_DECRYPTING, _ALL = 30, 100
"""Of the progress, decrypting is this much; the rest is reading in the other process."""

_FORMAT = b"age-encryption.org/v"
_VERSION = _FORMAT + b"1\n"
_LONGEST_VERSION = len(_VERSION) + 8


def open_package(
    path: Path, identities: age.Identities, foreign: ForeignFiles, progress: Progress = no_progress
) -> bytes:
    """As ``HandoverDoor.open``."""
    _require_no_link(path)
    sealed = chosen_file(path, LARGEST + _AROUND).data
    data = decrypted(sealed, identities, part(progress, 0, _DECRYPTING, _ALL))
    foreign.package(data, part(progress, _DECRYPTING, _ALL, _ALL))
    return data


def _require_no_link(path: Path) -> None:
    """Nobody has chosen where a link on a borrowed stick leads."""
    with suppress(OSError):
        if path.is_symlink():
            raise Refusal(Reason.PACKAGE_IS_LINK)


def decrypted(sealed: bytes, identities: age.Identities, progress: Progress = no_progress) -> bytes:
    """The content of a file, to its authentic end: what came before the end is dropped with the
    exception. Raises Refusal: not_a_package, package_newer, package_not_for_us, package_damaged,
    file_too_large."""
    _require_age(sealed)
    opened = _Opened(len(sealed), progress)
    try:
        age.decrypt(
            io.BytesIO(sealed), opened, [identities.hybrid, identities.classic], armored=False
        )
    except age.NoMatchError as error:
        raise Refusal(Reason.PACKAGE_NOT_FOR_US) from error
    except age.AgeError as error:
        raise Refusal(Reason.PACKAGE_DAMAGED) from error
    return opened.content()


def _require_age(sealed: bytes) -> None:
    """A file of another kind, and one of a later version of the format, are told apart by their
    first line."""
    if not sealed.startswith(_VERSION):
        line, end, _ = sealed[:_LONGEST_VERSION].partition(b"\n")
        newer = end and line.startswith(_FORMAT) and line.removeprefix(_FORMAT).isdigit()
        raise Refusal(Reason.PACKAGE_NEWER if newer else Reason.NOT_A_PACKAGE)


class _Opened:
    """What has been decrypted so far, and never more than a package may be."""

    def __init__(self, size: int, progress: Progress) -> None:
        self._buffer = io.BytesIO()
        self._size = size
        self._progress = progress

    def write(self, data: memoryview | bytes, /) -> int:
        done = self._buffer.tell() + len(data)
        if done > LARGEST:
            raise Refusal(Reason.FILE_TOO_LARGE, limit=LARGEST // _MIB)
        self._progress(done, self._size)
        return self._buffer.write(data)

    def content(self) -> bytes:
        return self._buffer.getvalue()
