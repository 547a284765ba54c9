"""Where a page's one open form stands."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.jsonvalue import JsonObject
from ui.page import Page
from ui.record_editor import RecordEditor
from ui.widgets.focus import holds_focus
from ui.widgets.labels import Card, label


class EditorSlot(QWidget):
    """Shows one ``RecordEditor`` at a time under a heading, and remembers what it is for.

    ``opened`` is the page's own note of what the form is about (ids and words of its own, no
    typed text), so that ``place`` can bring the same form back after a lock.
    """

    signed = Signal(object)
    """The ``Changes`` of the signature. The form is gone."""
    closed = Signal()
    """The form is gone and was not signed; its draft lies in its place."""

    def __init__(self) -> None:
        super().__init__()
        self._opened: JsonObject = {}
        self._editor: RecordEditor | None = None
        self._card: Card | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def editor(self) -> RecordEditor | None:
        return self._editor

    @property
    def opened(self) -> JsonObject:
        """What ``open`` was told; empty when there is no form."""
        return self._opened

    def open(self, opened: JsonObject, heading: str, editor: RecordEditor, hint: str = "") -> None:
        """Show this form instead of the one that is there, whose draft is kept."""
        self.close_editor()
        self._opened = opened
        self._editor = editor
        self._card = Card(label(heading, "heading"))
        if hint:
            self._card.column.addWidget(label(hint, "muted"))
        self._card.column.addWidget(editor)
        self._column.addWidget(self._card)
        editor.signed.connect(self._signed)
        editor.closed.connect(self._closed)
        self.show()
        editor.focus_first()

    def close_editor(self) -> None:
        """Take the form away. What was typed in it lies in its draft."""
        if self._editor is None or self._card is None:
            return
        self._editor.save_now()
        if holds_focus(self._card):
            self._give_focus_to_page()
        self._card.hide()
        self._card.deleteLater()
        self._editor = self._card = None
        self._opened = {}
        self.hide()

    def _give_focus_to_page(self) -> None:
        """Else Qt would give it to whatever comes next in the window."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, Page):
            above = above.parentWidget()
        if above is not None:
            above.setFocus()

    def place(self) -> JsonObject:
        """``{"opened": …, "at": …}``, or empty."""
        if self._editor is None:
            return {}
        return {"opened": self._opened, "at": self._editor.place()}

    def restore_caret(self, place: JsonObject) -> None:
        """Put the caret back in the form that has been opened again."""
        at = place.get("at")
        if self._editor is not None and isinstance(at, dict):
            self._editor.restore_place(at)

    def _signed(self, changes: object) -> None:
        self.close_editor()
        self.signed.emit(changes)

    def _closed(self) -> None:
        self.close_editor()
        self.closed.emit()
