"""One call at start, the same on every platform; what each could do is told, never assumed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from storage.process import socket_audit
from storage.process.protection import Guards, Protection

if sys.platform == "linux":
    from storage.process.linux import GUARDS as PLATFORM_GUARDS
elif sys.platform == "win32":
    from storage.process.windows import GUARDS as PLATFORM_GUARDS
elif sys.platform == "darwin":
    from storage.process.macos import GUARDS as PLATFORM_GUARDS
else:
    PLATFORM_GUARDS: Guards = ()


def harden() -> frozenset[Protection]:
    """Put every guard in force that this platform has. Safe to call twice. A guard that could
    not be had is absent from the answer."""
    return frozenset(name for name, guard in GUARDS if guard())


def _make_files_private() -> bool:
    os.umask(0o077)
    return os.name == "posix"  # Windows has access lists instead, set on the vault's folder


def _use_private_temp() -> bool:
    """Qt's CUPS plugin writes what it prints to ``$TMPDIR``; the run-time folder is in memory
    and readable by its owner only."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    if not folder or not Path(folder).is_dir():
        return False
    os.environ["TMPDIR"] = folder
    return True


GUARDS: Guards = (
    (Protection.PRIVATE_FILES, _make_files_private),
    (Protection.SOCKETS_COUNTED, socket_audit.install),
    (Protection.PRIVATE_TEMP, _use_private_temp),
    *PLATFORM_GUARDS,
)
