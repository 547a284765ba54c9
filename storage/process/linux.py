"""Linux: plain calls to libc, no package."""

from __future__ import annotations

import sys

from storage.process.protection import Guards, Protection

if sys.platform == "linux":
    import ctypes
    import os
    import resource
    import signal

    from storage.process import seccomp

    _PR_SET_PDEATHSIG = 1
    _PR_SET_DUMPABLE = 4
    _PR_SET_NO_NEW_PRIVS = 38
    _SECCOMP_CALL = {"x86_64": 317, "aarch64": 277}
    _SET_MODE_FILTER = 1
    _ALL_THREADS = 1  # SECCOMP_FILTER_FLAG_TSYNC
    _AF_INET, _SOCK_STREAM = 2, 1

    class _Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))

    def _libc() -> ctypes.CDLL:
        return ctypes.CDLL(None, use_errno=True)

    def forbid_core_dumps() -> bool:
        """A crash must not write memory to disk. Not enough alone where core_pattern is a pipe:
        ``forbid_memory_access`` covers that (core(5))."""
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        return True

    def forbid_memory_access() -> bool:
        """Against other programs of the same user: /proc/PID/mem, environ, ptrace. Returns to the
        default at exec, so it is set again after every start."""
        return bool(_libc().prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)

    def die_with_parent() -> bool:
        """Be killed when the thread that started this process ends, however it does."""
        return bool(_libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) == 0)

    def forbid_network() -> bool:
        """No socket but local ones, for this process, its threads and its children, for good.

        Filters stack at exec, so none is added when the kernel already refuses.
        """
        if network_is_shut():
            return True
        machine = seccomp.MACHINES.get(os.uname().machine)
        if machine is None:
            return False
        return install_filter(seccomp.program(machine)) and network_is_shut()

    def install_filter(steps: bytes) -> bool:
        """Put a filter in force for this process and its threads, on top of those there are, for
        good. False where the kernel would not."""
        libc = _libc()
        call = _SECCOMP_CALL.get(os.uname().machine)
        if call is None or libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
            return False
        filter_ = _Program(len(steps) // 8, steps)
        done = libc.syscall(call, _SET_MODE_FILTER, _ALL_THREADS, ctypes.byref(filter_))
        return bool(done == 0)

    def network_is_shut() -> bool:
        """Tried for real: can an internet socket be made?"""
        libc = _libc()
        descriptor = libc.socket(_AF_INET, _SOCK_STREAM, 0)
        if descriptor >= 0:
            os.close(descriptor)
            return False
        return ctypes.get_errno() in (1, 13)

    GUARDS: Guards = (
        (Protection.NO_CORE_DUMP, forbid_core_dumps),
        (Protection.NO_MEMORY_ACCESS, forbid_memory_access),
        (Protection.NO_NETWORK, forbid_network),
    )
