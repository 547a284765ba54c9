"""Buttons: the verb in the text, the look by role."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton

from ui.icons import set_icon


class Button(QPushButton):
    """Enter presses it as the space bar does, also outside a dialog. Its keys stay when its text
    is another; Qt would take them away."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAutoDefault(False)

    def setText(self, text: str) -> None:
        keys = self.shortcut()
        super().setText(text)
        if self.shortcut().isEmpty():
            self.setShortcut(keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(_as_space(event))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(_as_space(event))


def _as_space(event: QKeyEvent) -> QKeyEvent:
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return event
    space, repeated = Qt.Key.Key_Space, event.isAutoRepeat()
    return QKeyEvent(event.type(), space, event.modifiers(), " ", repeated, event.count())


def button(
    text: str,
    pressed: Callable[[], None],
    *,
    role: str = "",
    icon: str = "",
    shortcut: str = "",
) -> QPushButton:
    """``role``: primary, link, icon or nothing. ``pressed`` is a bound method without arguments."""
    made = Button(text)
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
