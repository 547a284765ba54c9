"""A line for a passphrase: hidden until asked for, with a word about Caps Lock."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.icons import set_icon
from ui.texts import tr
from ui.widgets.buttons import icon_button
from ui.widgets.editors.base import SENSITIVE
from ui.widgets.labels import label


class PassphraseField(QWidget):
    """``take`` hands over what was typed and empties the line."""

    changed = Signal()
    entered = Signal()
    """Enter was pressed in the line."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._line = _SecretLine()
        self._line.setAccessibleName(name)
        self._line.textChanged.connect(self._typed)
        self._line.returnPressed.connect(self.entered)
        self._line.caps_lock.connect(self._show_caps_lock)
        self._eye = icon_button("eye", tr("Visa det som skrivs"), self._toggle)
        self._caps = label(tr("Caps Lock verkar vara på."), "problem")
        self._caps.hide()
        row = QHBoxLayout()
        row.addWidget(self._line, 1)
        row.addWidget(self._eye)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._caps)
        self.setFocusProxy(self._line)

    def line(self) -> QLineEdit:
        """For labels that name it."""
        return self._line

    def text(self) -> str:
        """What stands in the line, composed (NFC): å typed on two systems is one passphrase."""
        return unicodedata.normalize("NFC", self._line.text())

    def take(self) -> bytearray:
        """The typed passphrase as bytes that their receiver wipes. The line is emptied, and its
        undo with it; the text that Qt and Python held goes when the process is replaced."""
        typed = bytearray(self.text().encode())
        self.clear()
        return typed

    def clear(self) -> None:
        self._line.setText("")  # ``clear`` could be undone, and the eye would show it
        self.hide_text()

    def hide_text(self) -> None:
        self._show_text(shown=False)

    def _toggle(self) -> None:
        self._show_text(shown=self._line.echoMode() is QLineEdit.EchoMode.Password)
        self._line.setFocus()

    def _show_text(self, *, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._line.setEchoMode(mode)
        name = tr("Dölj det som skrivs") if shown else tr("Visa det som skrivs")
        set_icon(self._eye, "eye-off" if shown else "eye")
        self._eye.setAccessibleName(name)
        self._eye.setToolTip(name)

    def _typed(self) -> None:
        self.changed.emit()

    def _show_caps_lock(self, on: bool) -> None:
        self._caps.setVisible(on)


class _SecretLine(QLineEdit):
    """Learns of Caps Lock from what the keys give, since Qt cannot be asked on every platform:
    a capital without Shift, or a small letter with it."""

    caps_lock = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(SENSITIVE | Qt.InputMethodHint.ImhNoAutoUppercase)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        held = event.modifiers()
        plain = Qt.KeyboardModifier.NoModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock.emit(False)  # until the next letter tells which way it went
        elif len(letter) == 1 and letter.isalpha() and not held & ~plain:
            shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock.emit(letter.isupper() != shift)
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.caps_lock.emit(False)
        return super().event(event)
