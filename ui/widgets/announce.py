"""Said aloud by a screen reader, if there is one; nobody else notices."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """For what changes on the screen without the focus moving there. Never personal data."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
