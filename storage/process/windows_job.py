"""Windows: a job object that a process lays on itself. Written from Microsoft's documentation and
not run by anyone yet."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
    _PROCESS_TIME = 0x00000002
    _ACTIVE_PROCESSES = 0x00000008
    _PROCESS_MEMORY = 0x00000100
    _DIE_ON_UNHANDLED_EXCEPTION = 0x00000400
    _PER_SECOND = 10_000_000  # time is counted in hundreds of nanoseconds

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("smallest_working_set", ctypes.c_size_t),
            ("largest_working_set", ctypes.c_size_t),
            ("active_processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Limits(ctypes.Structure):
        _fields_ = (
            ("basic", _BasicLimits),
            ("transfers", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    def confine(cpu_seconds: int, memory: int) -> bool:
        """Limit this process for good: so much time and memory, and no child. The handle to the
        job is closed, so that nothing here can loosen it."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        limits = _Limits()
        limits.basic.flags = (
            _PROCESS_TIME | _ACTIVE_PROCESSES | _PROCESS_MEMORY | _DIE_ON_UNHANDLED_EXCEPTION
        )
        limits.basic.process_time = cpu_seconds * _PER_SECOND
        limits.basic.active_processes = 1
        limits.process_memory = memory
        found = kernel.CreateJobObjectW(None, None)
        if not found:
            return False
        job = wintypes.HANDLE(found)
        try:
            return bool(
                kernel.SetInformationJobObject(
                    job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
                )
                and kernel.AssignProcessToJobObject(
                    job, wintypes.HANDLE(kernel.GetCurrentProcess())
                )
            )
        finally:
            kernel.CloseHandle(job)
