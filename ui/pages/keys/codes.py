"""The codes of a card on the screen, to be read by another machine."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.texts import tr
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label

QUIET = 4
"""Modules of white around a code (ISO/IEC 18004, 9.1)."""


class CodeView(QWidget):
    """One code, black on white in every look of the program: a reader needs the contrast."""

    def __init__(self, text: str) -> None:
        super().__init__()
        import segno  # noqa: PLC0415 - 60 ms, for the few who look at codes

        made = segno.make_qr(text, error="m", boost_error=False)
        self._rows = tuple(bytes(row) for row in made.matrix_iter(border=QUIET))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = len(self._rows) * self._module()
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        module, painter = self._module(), QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(x * module, y * module, module, module, QColor("black"))
        painter.end()

    def _module(self) -> int:
        """Whole pixels, so that no module is wider than another."""
        return max(3, self.fontMetrics().height() // 6)


class CodesView(QWidget):
    """All codes of a card, each with its number under it."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        row = FlowLayout(self, spacing=16)
        for number, text in enumerate(texts, start=1):
            name = tr("Kod {number} av {count}").format(number=number, count=len(texts))
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            code = CodeView(text)
            code.setAccessibleName(name)
            column.addWidget(code)
            column.addWidget(label(name, "small", wraps=False))
            row.addWidget(box)
