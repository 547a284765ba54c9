"""What the process denies itself and others, before Qt is imported.

Imports nothing but the standard library and opens no file, so that it costs a millisecond.
"""

from __future__ import annotations

from storage.process.hardening import harden
from storage.process.protection import Protection
from storage.process.replacing import replace_process

__all__ = ["Protection", "harden", "replace_process"]
