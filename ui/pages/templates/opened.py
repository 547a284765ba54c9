"""What stands in the list's place while one template, sheet or pack is looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Refusal
from app.jsonvalue import JsonObject
from ui.messages import sentence
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack


class OpenedView(QWidget):
    """A heading with the way back, a line for what happened, and the view's own content below.
    Escape leads back too."""

    closed = Signal()
    finished = Signal(object, str)
    """Something was taken into the vault: the ``Changes`` and the sentence that says so."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = label(title, "title")
        self.told = Stack(spacing=6)
        self.told.hide()
        self._tools = FlowLayout()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 14, 18, 12)
        self.column.setSpacing(10)
        self.column.addWidget(self.title)
        self.column.addLayout(self._tools)
        self.column.addWidget(self.told)
        self._back = button(tr("Till mallarna"), self.closed.emit, icon="arrow-left")
        self.add_tool(self._back)

    def add_tool(self, widget: QWidget) -> None:
        self._tools.addWidget(widget)

    def add_foot(self, *widgets: QWidget) -> None:
        """At the bottom, beside each other where there is room."""
        row = FlowLayout()
        for widget in widgets:
            row.addWidget(widget)
        self.column.addLayout(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    # ---------------------------------------------------------------------------- telling

    def say(self, text: str, role: str = "notice") -> None:
        """Instead of what was said before."""
        self.say_with(Notice(text, role))

    def say_with(self, notice: Notice) -> None:
        self.told.clear()
        self.told.add(notice)
        announce(self, notice.text())

    def say_nothing(self) -> None:
        self.told.clear()

    def show_refusal(self, refusal: Refusal) -> None:
        self.say(sentence(refusal), "notice-error")

    def offer(self, text: str, role: str, action: str, act: Callable[[], None]) -> None:
        """Say something that one can do something about at once."""
        self.say_with(Notice(text, role, action=action, act=act))

    # ----------------------------------------------------------------------------- place

    def place(self) -> JsonObject:
        """What ``restore_place`` needs; the page adds which view it is. Never a path."""
        return {}

    def restore_place(self, place: JsonObject) -> None:
        """The reverse of ``place``."""

    def focus_first(self) -> None:
        self._back.setFocus()
