"""The only code that creates files and folders.

What it promises: nothing it makes can be read by another user (0600, 0700), a file is either
there with all its bytes on the disk or not there under its name, and every trouble with the disk
comes back as a ``Refusal``: disk_full, folder_read_only, folder_missing, file_exists, disk_error.
Names never hold anything about a person, and no name can climb out of its folder.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from app.errors import Reason, Refusal

FILE_MODE = 0o600
FOLDER_MODE = 0o700

_NEW = ".ny"
"""Ending of a file that is being written, beside the one it will become."""

_REASONS = {
    errno.ENOSPC: Reason.DISK_FULL,
    errno.EDQUOT: Reason.DISK_FULL,
    errno.EFBIG: Reason.DISK_FULL,
    errno.EACCES: Reason.FOLDER_READ_ONLY,
    errno.EPERM: Reason.FOLDER_READ_ONLY,
    errno.EROFS: Reason.FOLDER_READ_ONLY,
    errno.ENOENT: Reason.FOLDER_MISSING,
    errno.ENOTDIR: Reason.FOLDER_MISSING,
    errno.EEXIST: Reason.FILE_EXISTS,
    errno.ENOTEMPTY: Reason.FILE_EXISTS,
}
"""A limit on file size (EFBIG) is to the person at the keyboard the same as a full disk."""


@contextlib.contextmanager
def refusals() -> Iterator[None]:
    """Turn every ``OSError`` inside into the ``Refusal`` that names its cause."""
    try:
        yield
    except OSError as error:
        raise Refusal(_REASONS.get(error.errno or 0, Reason.DISK_ERROR)) from error


def private_umask() -> None:
    """Let nobody else read what a library creates: SQLCipher opens its own files."""
    os.umask(0o077)


def inside(folder: Path, name: str) -> Path:
    """``folder/name`` for a plain name. Raises ValueError for anything that could lead
    elsewhere: a separator, ``..``, a drive, an empty or a control character."""
    if (
        not name
        or name in {".", ".."}
        or any(character in "/\\:" or ord(character) < 32 for character in name)
    ):
        raise ValueError("not a plain file name")
    return folder / name


def make_folder(path: Path) -> None:
    """A new private folder whose entry in its parent is on the disk. Raises Refusal:
    file_exists, folder_missing, folder_read_only, disk_full, disk_error."""
    with refusals():
        path.mkdir(mode=FOLDER_MODE)
        sync_folder(path.parent)


def make_folders(path: Path) -> None:
    """A private folder and whatever is missing above it; nothing to do when it is there."""
    if not path.is_dir():
        make_folders(path.parent)
        make_folder(path)


def read(path: Path, limit: int) -> bytes:
    """A regular file's bytes, at most ``limit`` of them: a larger one is cut one byte past the
    limit, so that the caller's own size check refuses it. Symbolic links are not followed.
    Raises FileNotFoundError when it is not there, Refusal (disk_error …) for the rest."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | _binary())
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Refusal(_REASONS.get(error.errno or 0, Reason.DISK_ERROR)) from error
    with refusals(), os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise Refusal(Reason.DISK_ERROR)
        return file.read(limit + 1)


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A private file that was not there before, on the disk with all its bytes when the block
    ends well, and gone when it does not. Raises Refusal; file_exists included."""
    with refusals():
        file = open(path, "xb", opener=_private)  # noqa: SIM115 - Path.open takes no opener
        try:
            with file:
                yield file
                settle(file)
        except BaseException:
            with contextlib.suppress(OSError):
                path.unlink()
            raise


def write_new(path: Path, data: bytes) -> None:
    """As ``new_file``, and the folder knows of it too. Raises Refusal; file_exists included."""
    with new_file(path) as file:
        file.write(data)
    sync_folder(path.parent)


def replace(path: Path, data: bytes) -> None:
    """Put ``data`` under a name of our own that may already be taken: a reader finds the old
    bytes or the new ones, whole, at every moment and after a power cut. Raises Refusal."""
    beside = path.with_name(path.name + _NEW)
    remove(beside)
    with new_file(beside) as file:
        file.write(data)
    with refusals():
        beside.replace(path)
    sync_folder(path.parent)


def settle(file: IO[bytes]) -> None:
    """Put what has been written so far on the disk, so that it can be read back."""
    file.flush()
    os.fsync(file.fileno())


def forget_cached(file: IO[bytes]) -> None:
    """Let what is read back of a settled file come from the disk, where the system can be asked
    to."""
    if sys.platform == "linux":
        with refusals():
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


@contextlib.contextmanager
def appearing(path: Path, *, overwrite: bool = False) -> Iterator[IO[bytes]]:
    """Write a file that a person asked for: under a hidden name beside it first, and under its
    own only when everything is on the disk. ``overwrite`` says that the person agreed to lose
    what stands there. The file can be read back inside the block after ``settle``. Raises
    Refusal: file_exists, folder_missing, folder_read_only, disk_full, disk_error."""
    if not overwrite and os.path.lexists(path):
        raise Refusal(Reason.FILE_EXISTS)
    beside = path.with_name("." + path.name + _NEW)
    remove(beside)
    with new_file(beside) as file:
        yield file
    if overwrite:
        with refusals():
            beside.replace(path)
        sync_folder(path.parent)
    else:
        _give_free_name(beside, path)


def _give_free_name(beside: Path, path: Path) -> None:
    """Let a whole file have a name that nobody else has taken meanwhile. What cannot be put on
    the disk has no name at all. Raises Refusal."""
    unwanted = beside
    try:
        with refusals():
            _name_without_overwriting(beside, path)
            unwanted = path
            beside.unlink(missing_ok=True)
        sync_folder(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            unwanted.unlink(missing_ok=True)
        raise


def _name_without_overwriting(beside: Path, path: Path) -> None:
    """A second name for the file fails when it is taken; renaming, on POSIX, does not. Where the
    file system has no second names (a USB stick's), whether it is taken is asked just before."""
    if sys.platform == "win32":
        beside.rename(path)  # fails when it is taken
    else:
        try:
            path.hardlink_to(beside)
        except FileExistsError:
            raise
        except OSError:
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, "taken") from None
            beside.replace(path)


def remove_unfinished(folder: Path, names: str) -> None:
    """Take away what a program that was killed inside ``appearing`` left of files whose names
    match the pattern ``names``. Raises Refusal."""
    with refusals():
        for left in folder.glob(f".{names}{_NEW}"):
            left.unlink(missing_ok=True)


def save(path: Path, data: bytes) -> None:
    """A paper that a person asked for, whole and read back, or not there at all. Unlike a backup
    it can be read by anyone, so where the file system allows it has no name before it is whole:
    a program that is killed leaves nothing behind. Raises Refusal: file_exists, folder_missing,
    folder_read_only, disk_full, disk_error."""
    if os.path.lexists(path):
        raise Refusal(Reason.FILE_EXISTS)
    if not _save_without_a_name(path, data):
        with appearing(path) as file:
            file.write(data)
    if read(path, len(data)) != data:
        remove(path)
        raise Refusal(Reason.DISK_ERROR)


if sys.platform == "linux":
    _NAMELESS = os.O_TMPFILE | os.O_WRONLY | os.O_CLOEXEC

    def _save_without_a_name(path: Path, data: bytes) -> bool:
        """Whether it could be done: not every file system can (a USB stick's cannot)."""
        with contextlib.ExitStack() as opened:
            try:
                folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
                opened.callback(os.close, folder)
                nameless = os.open(path.parent, _NAMELESS, FILE_MODE)
            except OSError:
                return False  # the named way finds out why, and says so
            with refusals(), os.fdopen(nameless, "wb") as file:
                file.write(data)
                settle(file)
                # Only /proc names what has no name; given a folder, Python follows that link.
                os.link(f"/proc/self/fd/{file.fileno()}", path.absolute(), dst_dir_fd=folder)
                os.fsync(folder)
        return True

else:

    def _save_without_a_name(_path: Path, _data: bytes) -> bool:
        """No other platform has files without a name."""
        return False


def remove(path: Path) -> None:
    """Take a file away; nothing to do when it is not there. Raises Refusal."""
    with refusals():
        path.unlink(missing_ok=True)


def remove_folder(path: Path) -> None:
    """Take away a folder of ours with all it holds. A link is removed, never followed."""
    with refusals():
        if path.is_symlink():
            path.unlink()
        elif path.exists():
            shutil.rmtree(path)
            sync_folder(path.parent)


def rename_folder(source: Path, target: Path) -> None:
    """Give a finished folder its name. Raises Refusal (file_exists) if the name is taken: POSIX
    would let an empty folder be overwritten, and that folder may be somebody's."""
    if os.path.lexists(target):
        raise Refusal(Reason.FILE_EXISTS)
    with refusals():
        sync_folder(source)
        source.rename(target)
        sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Put a file that a library wrote on the disk."""
    with refusals():
        handle = os.open(path, os.O_RDWR | _binary())
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_folder(path: Path) -> None:
    """Put a folder's entries on the disk. Windows journals them and cannot open a folder."""
    if sys.platform != "win32":
        with refusals():
            handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            except OSError as error:
                # Some file systems (FUSE, exFAT on a USB stick) have no fsync of folders.
                if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
                    raise
            finally:
                os.close(handle)


def free_bytes(folder: Path) -> int:
    """What this user may still write on the folder's disk. Raises Refusal (folder_missing)."""
    with refusals():
        return shutil.disk_usage(folder).free


def require_space(folder: Path, needed: int) -> None:
    """Raises Refusal (disk_full) before work that could not be finished."""
    if free_bytes(folder) < needed:
        raise Refusal(Reason.DISK_FULL)


def require_writable(folder: Path) -> None:
    """Try it, since neither modes nor mount options tell the whole truth. Raises Refusal:
    folder_read_only, folder_missing, disk_full."""
    trial = folder / f".prov{os.getpid()}{_NEW}"
    remove(trial)
    with new_file(trial):
        pass
    remove(trial)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), FILE_MODE)


def _binary() -> int:
    return getattr(os, "O_BINARY", 0)
