"""Whether a folder lies where a vault must not: on a network disk or in a synchronised folder.

SQLite's locks and shared memory do not hold over SMB and NFS, and a synchroniser copies the
database in the middle of a write, makes "conflicting copies" and keeps old versions elsewhere.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from pathlib import Path

from app.errors import Reason, Refusal

_REMOTE = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|smb3|ncpfs|afs|ceph|coda|lustre|glusterfs|davfs\d?|9p|"
    r"fuse\.(sshfs|rclone|gvfsd-fuse|davfs2?|glusterfs|s3fs|curlftpfs|onedriver|google-drive.*)"
)
"""File system types of /proc/self/mountinfo. 9p is how WSL shows a Windows disk: no locks."""

_SYNC_MARKS = (
    ".dropbox.cache",
    ".nextcloudsync.log",
    ".owncloudsync.log",
    ".stfolder",
    ".849C9593-D756-4E56-8D6E-42412F2A707B",
)
"""What Dropbox, Nextcloud, ownCloud, Syncthing and OneDrive leave in the folder they sync."""

_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def require_local(folder: Path) -> None:
    """Raises Refusal (folder_remote) for a network disk or a synchronised folder."""
    place = folder.resolve()
    if _on_remote_disk(place) or _in_synchronised_folder(place):
        raise Refusal(Reason.FOLDER_REMOTE)


def _in_synchronised_folder(place: Path) -> bool:
    roots = [Path(os.environ[name]) for name in _SYNC_VARIABLES if os.environ.get(name)]
    return any(
        above in roots or any((above / mark).exists() for mark in _SYNC_MARKS)
        for above in (place, *place.parents)
    )


if sys.platform == "win32":
    _DRIVE_REMOTE = 4

    def _on_remote_disk(place: Path) -> bool:
        if place.drive.startswith("\\\\"):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == _DRIVE_REMOTE)

elif sys.platform == "darwin":

    def _on_remote_disk(place: Path) -> bool:
        # MNT_LOCAL (0x1000) in f_flags of struct statfs, 64 bytes into it on 64-bit macOS.
        buffer = ctypes.create_string_buffer(4096)
        library = ctypes.CDLL(None)
        if library.statfs(os.fsencode(place), buffer) != 0:
            return False
        return not int.from_bytes(buffer.raw[64:68], "little") & 0x1000

else:

    def _on_remote_disk(place: Path) -> bool:
        try:
            table = Path("/proc/self/mountinfo").read_text(errors="surrogateescape")
        except OSError:
            return False
        return bool(_REMOTE.fullmatch(file_system_of(place, table)))


def file_system_of(place: Path, mountinfo: str) -> str:
    """The type of the file system that holds ``place``, from the text of
    ``/proc/self/mountinfo`` (proc(5)): of the mount points above it the deepest, and of several
    on the same point the last. Empty when none is found."""
    found, depth = "", -1
    for line in mountinfo.splitlines():
        before, separator, after = line.partition(" - ")
        fields = before.split(" ")
        if not separator or len(fields) < 5:
            continue
        point = Path(_unescape(fields[4]))
        if len(point.parts) >= depth and (point == place or point in place.parents):
            found, depth = after.split(" ")[0], len(point.parts)
    return found


def _unescape(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), text)
