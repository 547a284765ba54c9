"""Buttons: the verb in the text, the look by role."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton

from ui.icons import set_icon


def button(
    text: str,
    pressed: Callable[[], None],
    *,
    role: str = "",
    icon: str = "",
    shortcut: str = "",
) -> QPushButton:
    """``role``: primary, link, icon or nothing. ``pressed`` is a bound method without arguments."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if icon:
        set_icon(made, icon, "on_accent" if role == "primary" else "text")
    if shortcut:
        keys = QKeySequence(shortcut)
        made.setShortcut(keys)
        made.setToolTip(keys.toString(QKeySequence.SequenceFormat.NativeText))
    made.clicked.connect(pressed)
    return made


def icon_button(icon: str, name: str, pressed: Callable[[], None]) -> QPushButton:
    """A button that shows only an icon; ``name`` is what assistive technology and the tool tip
    say."""
    made = button("", pressed, role="icon", icon=icon)
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made
