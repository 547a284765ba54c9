"""Landlock: the kernel's rules on files, which an unprivileged process may lay on itself.

Here without a single exception, so that no path has to be named: whatever the kernel's version
knows how to deny is denied. Numbers are those of ``linux/landlock.h``.
"""

from __future__ import annotations

import sys

if sys.platform == "linux":
    import ctypes
    import os

    _CREATE_RULESET, _RESTRICT_SELF = 444, 446
    _ASK_VERSION = 1
    _PR_SET_NO_NEW_PRIVS = 38

    _FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
    """Version → how many rights on files there are from then on: bits from the lowest."""
    _NET_RIGHTS = {4: 2}
    """Binding and connecting TCP."""
    _SCOPES = {6: 2}
    """Abstract local sockets, and signals to anybody outside."""

    class _Ruleset(ctypes.Structure):
        _fields_ = (
            ("files", ctypes.c_uint64),
            ("network", ctypes.c_uint64),
            ("scopes", ctypes.c_uint64),
        )

    def landlock_version() -> int:
        """The version the kernel has; 0 where it has none or it is switched off."""
        version = int(_libc().syscall(_CREATE_RULESET, None, 0, _ASK_VERSION))
        return max(version, 0)

    def deny_all_files() -> bool:
        """Nothing can be opened, made, removed or run from now on, for good; what is open stays
        so. False where the kernel has no Landlock."""
        version = landlock_version()
        if not version:
            return False
        rules = _Ruleset(
            *(_bits(rights, version) for rights in (_FILE_RIGHTS, _NET_RIGHTS, _SCOPES))
        )
        size = 8 * (1 if version < 4 else 2 if version < 6 else 3)
        libc = _libc()
        ruleset = int(libc.syscall(_CREATE_RULESET, ctypes.byref(rules), size, 0))
        if ruleset < 0:
            return False
        try:
            if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
                return False
            return bool(libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)
        finally:
            os.close(ruleset)

    def _bits(rights: dict[int, int], version: int) -> int:
        count = max((bits for since, bits in rights.items() if since <= version), default=0)
        return (1 << count) - 1

    def _libc() -> ctypes.CDLL:
        return ctypes.CDLL(None, use_errno=True)
