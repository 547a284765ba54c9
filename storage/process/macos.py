"""macOS: written from Apple's documentation and not run by anyone yet."""

from __future__ import annotations

import sys

from storage.process.protection import Guards, Protection

if sys.platform == "darwin":
    import ctypes
    import resource

    _PT_DENY_ATTACH = 31

    def forbid_core_dumps() -> bool:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        return True

    def forbid_debugger() -> bool:
        """No debugger may attach. Reading memory otherwise needs root or the entitlement that
        the hardened runtime of a signed build withholds."""
        return bool(ctypes.CDLL(None).ptrace(_PT_DENY_ATTACH, 0, None, 0) == 0)

    GUARDS: Guards = (
        (Protection.NO_CORE_DUMP, forbid_core_dumps),
        (Protection.NO_MEMORY_ACCESS, forbid_debugger),
    )
