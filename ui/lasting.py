"""Keeps ``None``, ``True``, ``False`` and ``NotImplemented`` alive on Python 3.11 (Debian 12).

PySide6 6.12 is one build for all versions, made for Python 3.12 and later, where these four are
immortal and are returned without being counted (PEP 683). On 3.11 every Qt call that returns
``None`` therefore takes one reference too many, and after some thousand calls Python stops with
"deallocating None". Giving them a count that can never run out is what 3.12 itself does.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

PLENTY: Final = 1 << 60
"""At a million lost references a second, enough for thirty thousand years."""


def keep_alive() -> None:
    """Safe to call twice. Does nothing where Python does it itself."""
    if sys.version_info >= (3, 12):
        return
    for constant in (None, True, False, NotImplemented):
        count = ctypes.c_ssize_t.from_address(id(constant))
        if count.value < PLENTY // 2:
            count.value += PLENTY
