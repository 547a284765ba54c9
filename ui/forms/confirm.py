"""A quiet question before something answered is taken away. No dialog: it stands where it is
about, and everything may be taken back afterwards too."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.icons import set_icon
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label


class Confirm(QFrame):
    """Hidden until ``ask``; then one of the signals comes, and it is hidden again. Escape keeps."""

    agreed = Signal()
    kept = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice-warn")
        icon = label("", wraps=False)
        set_icon(icon, "warning", "warn")
        self._text = label("")
        self._keep = button(tr("Behåll"), self._say_kept)
        self._agree = button(tr("Ta bort"), self._say_agreed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(icon)
        flow = FlowLayout()
        for part in (self._text, self._keep, self._agree):
            flow.addWidget(part)
        row.addLayout(flow, 1)
        self.hide()

    def ask(self, text: str) -> None:
        """Show the question, with the focus on what changes nothing."""
        self._text.setText(text)
        self._keep.setAccessibleDescription(text)
        self._agree.setAccessibleDescription(text)
        self.show()
        announce(self, text)
        self._keep.setFocus()

    @property
    def asking(self) -> bool:
        return not self.isHidden()

    def _say_kept(self) -> None:
        self.hide()
        self.kept.emit()

    def _say_agreed(self) -> None:
        self.hide()
        self.agreed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._say_kept()
        else:
            super().keyPressEvent(event)
