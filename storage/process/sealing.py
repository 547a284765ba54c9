"""What the process that reads foreign files denies itself, on each platform.

``limit`` comes first, before anything heavy is imported; ``seal`` when everything is in memory
and before the first foreign byte is read. Neither can be taken back.
"""

from __future__ import annotations

import sys

CPU_SECONDS = 20
MEMORY = 1024**3
OPEN_FILES = 16


class NotSealed(Exception):
    """The system would not shut the process in. Nothing foreign is read then."""


if sys.platform == "win32":
    from storage.process.windows_job import confine

    def limit() -> None:
        """A job of its own: time, memory, and no other process. Raises NotSealed."""
        if not confine(CPU_SECONDS, MEMORY):
            raise NotSealed

    def seal() -> None:
        """Windows has no filter for system calls that an ordinary program may lay on itself."""

else:
    import contextlib
    import os
    import resource

    if sys.platform == "linux":
        from storage.process.jail_filter import JAIL_CALLS, jail_program
        from storage.process.landlock import deny_all_files
        from storage.process.linux import (
            die_with_parent,
            forbid_memory_access,
            install_filter,
        )

    def limit() -> None:
        """Time, memory, open files, no file that grows, no other process, no core; and an end
        when the program ends."""
        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + 1)  # told first, then killed
        _lower(resource.RLIMIT_NOFILE, OPEN_FILES)
        _lower(resource.RLIMIT_FSIZE, 0)
        _lower(resource.RLIMIT_NPROC, 0)
        if sys.platform == "linux":
            _lower(resource.RLIMIT_AS, MEMORY)
            die_with_parent()
        else:
            # macOS takes this one or not, depending on what is already mapped.
            with contextlib.suppress(OSError, ValueError):
                _lower(resource.RLIMIT_AS, MEMORY)

    def _lower(kind: int, most: int, hard: int | None = None) -> None:
        """Set a limit, and never above one that is there already."""
        _, ceiling = resource.getrlimit(kind)
        wanted = most if hard is None else hard
        if ceiling != resource.RLIM_INFINITY:
            wanted = min(wanted, ceiling)
        resource.setrlimit(kind, (min(most, wanted), wanted))

    def seal() -> None:
        """On Linux: no memory for others to look into, no files (Landlock, where the kernel has
        it) and a short list of system calls. Raises NotSealed when that list is not in force.
        macOS has nothing that a program without a signed profile may lay on itself."""
        if sys.platform == "linux":
            forbid_memory_access()
            deny_all_files()
            name = os.uname().machine
            if name not in JAIL_CALLS or not install_filter(jail_program(name)):
                raise NotSealed
