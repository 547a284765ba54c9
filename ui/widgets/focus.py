"""Where the focus is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def holds_focus(widget: QWidget) -> bool:
    """Whether the focus is on ``widget`` or inside it, also while the window is not active."""
    focused = widget.window().focusWidget()
    return focused is widget or (bool(focused) and widget.isAncestorOf(focused))
