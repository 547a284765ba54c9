"""The pages of a form with how far each has come. One stop for the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.forms.session import Page, Progress
from ui.texts import tr

CHARACTERS = 24
"""About how wide the list is, in characters of the text at its size."""
PADDING = 8
"""Pixels on each side of a row, as the style sheet has it for lists."""
INSIDE = 8
"""Pixels that Qt keeps free within that when it breaks the lines."""


class Contents(QListWidget):
    """``chosen`` carries the place of the page in the list."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Sidor i formuläret"))
        self.setProperty("role", "list")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentRowChanged.connect(self._row_changed)
        self._fit()

    def show_pages(self, pages: Sequence[tuple[Page, Progress]], current: int) -> None:
        """Replace what is listed. Does not emit ``chosen``."""
        self.blockSignals(True)
        while self.count() > len(pages):
            self.takeItem(self.count() - 1)
        while self.count() < len(pages):
            self.addItem(QListWidgetItem())
        lines = [f"{page.short}\n{short_state(progress)}" for page, progress in pages]
        changed = lines != [self.item(number).text() for number in range(self.count())]
        for number, line in enumerate(lines):
            self.item(number).setText(line)
        self.setCurrentRow(current)
        self.blockSignals(False)
        if changed:
            self._fit()

    def _row_changed(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row)

    def _fit(self) -> None:
        """Rows as tall as their text needs at this size: QSS padding does not reach them."""
        metrics = self.fontMetrics()
        width = metrics.averageCharWidth() * CHARACTERS
        beside = 2 * self.frameWidth() + self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(width + 2 * PADDING + beside)
        for number in range(self.count()):
            item = self.item(number)
            needed = metrics.boundingRect(
                0, 0, width - INSIDE, 10_000, Qt.TextFlag.TextWordWrap, item.text()
            )
            item.setSizeHint(QSize(width + 2 * PADDING, needed.height() + 14))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()


def short_state(progress: Progress) -> str:
    """How far a page has come, in a few words."""
    if progress.required_left:
        return tr("{n} måste besvaras").format(n=progress.required_left)
    if progress.to_correct:
        return tr("{n} att rätta").format(n=progress.to_correct)
    if progress.answered == progress.askable:
        return tr("klar")
    return tr("{n} av {all} besvarade").format(n=progress.answered, all=progress.askable)


def whole_state(progress: Progress) -> str:
    """How far the whole form has come."""
    answered = tr("{n} av {all} frågor besvarade").format(n=progress.answered, all=progress.askable)
    if not progress.problems:
        return tr("{answered}. Inget som krävs saknas.").format(answered=answered)
    parts = [answered]
    if progress.required_left:
        parts.append(tr("{n} måste besvaras").format(n=progress.required_left))
    if progress.to_correct:
        parts.append(tr("{n} att rätta").format(n=progress.to_correct))
    return ", ".join(parts)
