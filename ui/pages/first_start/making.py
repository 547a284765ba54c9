"""While the training vault is being made."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.texts import tr
from ui.widgets.labels import label


class MakingPage(QWidget):
    def __init__(self) -> None:
        super().__init__()
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(tr("Övningsvalvet skapas"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(tr("Övningsvalvet skapas"), "title"))
        column.addWidget(
            label(
                tr("Det fylls med påhittade personer och ärenden. Inget i det är på riktigt."),
                "muted",
            )
        )
        column.addWidget(bar)
