"""The guards that a process can have, by name."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Protection(StrEnum):
    """A guard that is in force. The settings page names those that are missing."""

    PRIVATE_FILES = "private_files"
    """New files can be read by their owner only."""
    NO_CORE_DUMP = "no_core_dump"
    NO_MEMORY_ACCESS = "no_memory_access"
    """Other programs of the same user cannot read this one's memory or attach to it."""
    NO_NETWORK = "no_network"
    """The kernel refuses every socket but local ones."""
    SOCKETS_COUNTED = "sockets_counted"
    """Python's own attempts at a network are refused and counted."""
    PRIVATE_TEMP = "private_temp"
    """Temporary files, if a library makes any, lie in memory and go at logout."""


Guards = tuple[tuple[Protection, Callable[[], bool]], ...]
"""Each guard with the call that puts it in force and tells whether it could."""
