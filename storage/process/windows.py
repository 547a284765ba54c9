"""Windows: written from Microsoft's documentation and not run by anyone yet.

There is no filter for sockets as on Linux; QtNetwork is never loaded, Python's own attempts are
refused by ``socket_audit``, and the administrator adds an outbound firewall rule.
"""

from __future__ import annotations

import sys

from storage.process.protection import Guards, Protection

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _SEM_FAILCRITICALERRORS = 0x0001
    _SEM_NOGPFAULTERRORBOX = 0x0002
    _WER_FAULT_REPORTING_FLAG_NOHEAP = 1
    _DACL_SECURITY_INFORMATION = 0x4

    # Query, synchronise and terminate for everyone; reading and writing memory for nobody.
    _OWNER_MAY = "D:P(A;;0x00101001;;;OW)(A;;0x00101001;;;WD)"

    def forbid_error_reports() -> bool:
        """No dialogs with, and no error reports of, this process's memory."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
        try:
            wer = ctypes.WinDLL("wer")
        except OSError:
            return False
        return bool(wer.WerSetFlags(_WER_FAULT_REPORTING_FLAG_NOHEAP) == 0)

    def forbid_memory_access() -> bool:
        """Take the right to read this process's memory from the user's other programs."""
        advapi = ctypes.WinDLL("advapi32", use_last_error=True)
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        descriptor = ctypes.c_void_p()
        if not advapi.ConvertStringSecurityDescriptorToSecurityDescriptorW(
            _OWNER_MAY, 1, ctypes.byref(descriptor), None
        ):
            return False
        try:
            return bool(
                advapi.SetKernelObjectSecurity(
                    kernel.GetCurrentProcess(), _DACL_SECURITY_INFORMATION, descriptor
                )
            )
        finally:
            kernel.LocalFree(descriptor)

    GUARDS: Guards = (
        (Protection.NO_CORE_DUMP, forbid_error_reports),
        (Protection.NO_MEMORY_ACCESS, forbid_memory_access),
    )
