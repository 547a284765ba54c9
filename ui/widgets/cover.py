"""What lies over the window: panels that Escape closes, and the curtain."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label


class Panel(Card):
    """A card over the upper middle of its parent. Escape closes it, and the focus goes back to
    where it was."""

    def __init__(self, parent: QWidget, *, columns: int = 62) -> None:
        super().__init__()
        self.setParent(parent)
        self.setAutoFillBackground(True)
        self._under = parent
        self._columns = columns
        self._before: QWidget | None = None
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        self._before = self.window().focusWidget()
        self._place()
        self.show()
        self.raise_()

    def dismiss(self) -> None:
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self._before = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self._under
        wanted = self.fontMetrics().averageCharWidth() * self._columns
        width = min(wanted, parent.width() - 40)
        tall = self.heightForWidth(width) if self.hasHeightForWidth() else -1
        height = min(max(tall, self.sizeHint().height()), parent.height() - 60)
        self.setGeometry((parent.width() - width) // 2, 40, width, height)


class Curtain(QWidget):
    """Hides the content from a look over the shoulder. Not a lock: the key is still there."""

    def __init__(self, parent: QWidget, key: str) -> None:
        super().__init__(parent)
        self._under = parent
        self.setAutoFillBackground(True)
        self._before: QWidget | None = None
        self._lift_button = button(tr("Visa igen ({key})").format(key=key), self.lift)
        column = QVBoxLayout(self)
        column.addStretch(2)
        centre = Qt.AlignmentFlag.AlignCenter
        column.addWidget(label(tr("Innehållet är dolt"), "title", wraps=False), 0, centre)
        hint = tr("Valvet är fortfarande upplåst. Lås med Ctrl+L när du går från datorn.")
        column.addWidget(label(hint, "muted", wraps=False), 0, centre)
        column.addWidget(self._lift_button, 0, centre)
        column.addStretch(3)
        parent.installEventFilter(self)
        self.hide()

    def draw(self) -> None:
        self._before = self.window().focusWidget()
        self.setGeometry(self._under.rect())
        self.show()
        self.raise_()
        self._beneath(shown=False)
        self._lift_button.setFocus()

    def lift(self) -> None:
        self.hide()
        self._beneath(shown=True)
        if self._before is not None:
            self._before.setFocus()
        self._before = None

    def _beneath(self, *, shown: bool) -> None:
        """What lies under the curtain takes no keys and shows nothing to assistive technology."""
        for child in self._under.findChildren(
            QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
        ):
            if child is not self and not isinstance(child, Panel):
                child.setVisible(shown)
            elif isinstance(child, Panel):
                child.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._under.rect())
        return super().eventFilter(watched, event)
