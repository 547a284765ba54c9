"""Every text on screen goes through ``tr``, so that another language can be added."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """``text`` in the user's language; the Swedish text itself when there is no other."""
    return QCoreApplication.translate("Aktvalv", text)


def minute(stored: str) -> str:
    """``2026-06-01 09:30`` of a stored time, as the clock stood where it was written."""
    return stored[:16].replace("T", " ")
