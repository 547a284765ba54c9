"""A document on the screen, straight from memory: nothing of it ever lies on the disk.

QtPdf is imported with the first preview; it is no part of the unlock window.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label

if TYPE_CHECKING:  # see above: at run time it comes with the first preview
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView

ZOOM_STEP, SMALLEST, LARGEST = 1.25, 0.25, 5.0


class Preview(QWidget):
    """Shows one PDF until it is closed or hidden; then its bytes are gone from here.

    Page Up and Page Down turn pages, Ctrl++ and Ctrl+- zoom, Ctrl+B fits the width, Escape
    closes. The text can be read on its own, for those who cannot see the page.
    """

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._buffer: QBuffer | None = None
        self._document: QPdfDocument | None = None
        self._view: QPdfView | None = None
        self._where = label("", "small", wraps=False)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(tr("Dokumentets text"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._text)
        self._swap = button(tr("Läs som text"), self._swap_view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._tools())
        column.addWidget(self._stack, 1)
        self.hide()

    def _tools(self) -> FlowLayout:
        row = FlowLayout()
        for widget in (
            button(tr("Föregående sida"), self.previous_page, icon="arrow-left"),
            button(tr("Nästa sida"), self.next_page, icon="arrow-right"),
            self._where,
            button(tr("Mindre"), self.zoom_out, icon="minus"),
            button(tr("Större"), self.zoom_in, icon="plus"),
            button(tr("Hela bredden"), self.fit_width),
            self._swap,
            button(tr("Stäng förhandsvisningen"), self.close_document, icon="close"),
        ):
            row.addWidget(widget)
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("PgUp", self.previous_page),
            ("PgDown", self.next_page),
            ("Ctrl++", self.zoom_in),
            ("Ctrl+-", self.zoom_out),
            ("Ctrl+B", self.fit_width),
            ("Escape", self.close_document),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        return row

    # ----------------------------------------------------------------------------- showing

    @property
    def pages(self) -> int:
        """0 when nothing is shown."""
        return self._document.pageCount() if self._document is not None else 0

    @property
    def page(self) -> int:
        """The page in view, from 1; 0 when nothing is shown."""
        return self._view.pageNavigator().currentPage() + 1 if self._view is not None else 0

    def show_document(self, pdf: bytes) -> None:
        """Show these bytes instead of what is shown. They must be a PDF of our own making."""
        shown = self.show_foreign(pdf)
        assert shown, "our own PDF cannot be read"

    def show_foreign(self, pdf: bytes) -> bool:
        """The same with a PDF that another vault has made and a known key has sealed; False when
        it cannot be read, and then nothing is shown."""
        self._forget()
        from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - see the module
        from PySide6.QtPdfWidgets import QPdfView  # noqa: PLC0415

        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self._document.load(self._buffer)
        if self._document.status() is not QPdfDocument.Status.Ready:
            self._forget()
            return False
        self._view = QPdfView(self._stack)
        self._view.setAccessibleName(tr("Dokumentet som bild"))
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setMinimumHeight(self.fontMetrics().lineSpacing() * 24)
        self._view.setDocument(self._document)
        self._view.pageNavigator().currentPageChanged.connect(self._turned)
        self._stack.addWidget(self._view)
        self._show_pages()
        self.fit_width()
        self.show()
        self._view.setFocus()
        self._turned()
        return True

    def close_document(self) -> None:
        """Put the document away. Nothing of it is left in this widget."""
        if self._document is None:
            return
        self.hide()
        self._forget()
        self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whatever hides the document, curtain and lock included, also closes it."""
        self._forget()
        super().hideEvent(event)

    def _forget(self) -> None:
        self._text.clear()
        if self._view is not None:
            self._stack.removeWidget(self._view)
            self._view.deleteLater()
        if self._document is not None:
            self._document.close()
            self._document.deleteLater()
        if self._buffer is not None:
            self._buffer.close()
            self._buffer.setData(QByteArray())
            self._buffer.deleteLater()
        self._view = self._document = self._buffer = None

    def _turned(self) -> None:
        words = tr("Sida {page} av {pages}").format(page=self.page, pages=self.pages)
        self._where.setText(words)

    def _swap_view(self) -> None:
        if self._document is None:
            return
        if self._stack.currentWidget() is self._text:
            self._show_pages()
            return
        pages = (self._document.getAllText(page).text() for page in range(self.pages))
        self._text.setPlainText("\n\n".join(pages).replace("\r\n", "\n"))
        self._stack.setCurrentWidget(self._text)
        self._swap.setText(tr("Visa som bild"))
        self._text.setFocus()

    def _show_pages(self) -> None:
        self._swap.setText(tr("Läs som text"))
        if self._view is not None:
            self._stack.setCurrentWidget(self._view)

    # ----------------------------------------------------------------------------- moving

    def next_page(self) -> None:
        self._jump(self.page)

    def previous_page(self) -> None:
        self._jump(self.page - 2)

    def _jump(self, index: int) -> None:
        if self._view is not None and 0 <= index < self.pages:
            self._view.pageNavigator().jump(index, QPointF())

    def zoom_in(self) -> None:
        self._zoom(ZOOM_STEP)

    def zoom_out(self) -> None:
        self._zoom(1 / ZOOM_STEP)

    def fit_width(self) -> None:
        if self._view is not None:
            self._view.setZoomMode(self._view.ZoomMode.FitToWidth)

    def _zoom(self, step: float) -> None:
        if self._view is None:
            return
        if self._view.zoomMode() is not self._view.ZoomMode.Custom:
            self._view.setZoomFactor(self._shown_factor())
            self._view.setZoomMode(self._view.ZoomMode.Custom)
        self._view.setZoomFactor(min(max(self._view.zoomFactor() * step, SMALLEST), LARGEST))

    def _shown_factor(self) -> float:
        """How large the page is now, when it is fitted to the width."""
        assert self._view is not None
        assert self._document is not None
        margins = self._view.documentMargins()
        room = self._view.viewport().width() - margins.left() - margins.right()
        dots = self._document.pagePointSize(0).width() / 72 * self.logicalDpiX()
        return room / dots if dots else 1.0
