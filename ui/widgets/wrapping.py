"""A button whose text breaks over lines, which ``QPushButton`` alone cannot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from ui.widgets.buttons import Button
from ui.widgets.labels import label


class WrappingButton(Button):
    """A real button, so that keyboard and assistive technology know it, with a label for face.
    ``role`` as for ``buttons.button``."""

    def __init__(self, text: str, pressed: Callable[[], None], *, role: str = "link") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setAccessibleName(text)
        self._face = label(text, f"face-{role}")
        self._face.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(7, 4, 7, 4)
        column.addWidget(self._face)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(pressed)

    def face(self) -> str:
        return self._face.text()

    def set_face(self, text: str) -> None:
        self._face.setText(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        metrics = self._face.fontMetrics()
        wide = metrics.horizontalAdvance(self._face.text()) + 18
        return QSize(wide, metrics.lineSpacing() + 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 160), self.sizeHint().height())
