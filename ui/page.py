"""What the shell asks of every page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes, Part
from ui.fields.node import bring_into_view
from ui.navigation import Destination
from ui.session import Session
from ui.texts import tr


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A line in the list that F1 shows."""

    keys: str
    does: str


class Page(QWidget):
    """Shows one thing. Made, then ``load``ed when it is shown; closed pages are deleted."""

    title = ""
    """Neutral: it may stand in the window's title. Never a name. Swedish, and put through ``tr``
    where it is shown: what a class holds is read before a language is chosen."""
    shows: frozenset[Part] = frozenset()
    """The parts whose changes make this page load again."""

    wants_room = Signal(bool)
    """Whether something long is being read or written here, so that what stands around the page
    should give way."""

    def __init__(self, session: Session, stream: StreamId | None = None) -> None:
        super().__init__()
        self.session = session
        self.setAccessibleName(tr(self.title))
        self.stream = stream

    def load(self) -> None:
        """Ask the session for what is shown; called once, when the page is opened."""

    def reload(self, _changes: Changes) -> None:
        """As ``load``, after a write that concerns the page. Keeps what is being typed. For use
        cases that tell a first look from a second (``reading.read_again``)."""
        self.load()

    def concerned(self, changes: Changes) -> bool:
        """Whether a write touched what is shown here."""
        return changes.touch(self.stream, *self.shows)

    def show_entity(self, entity: EntityId) -> None:
        """Bring this note, plan … forward. May come before ``load`` has answered."""

    def destination(self, shown: Destination) -> Destination:
        """Where one is now, having come to ``shown``. For pages with places inside."""
        return shown

    def moves_to(self, shown: Destination, wanted: Destination) -> bool:
        """Go to ``wanted`` without being made anew, and say whether that was done."""
        return (shown.section, shown.stream, shown.part) == (
            wanted.section,
            wanted.stream,
            wanted.part,
        )

    def place(self) -> JsonObject:
        """What ``restore`` needs to come back to the same row, field and caret. No typed text."""
        return {}

    def restore(self, place: JsonObject) -> None:
        """The reverse of ``place``. May come before ``load`` has answered."""

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """The page's own keys, for F1."""
        return ()

    def cover(self) -> None:
        """Hide everything revealed, at once: the page is left, curtained or locked."""


def scrolled(content: QWidget) -> QScrollArea:
    """``content`` in an area that scrolls up and down and never sideways."""
    content.setProperty("role", "scrolled")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setWidget(content)
    return area


def page_column(page: QWidget, *, spacing: int = 12) -> QVBoxLayout:
    """A scrolled column that fills ``page``: the usual frame of a page."""
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(18, 14, 18, 18)
    column.setSpacing(spacing)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(scrolled(content))
    return column


def bring_forward(widget: QWidget) -> None:
    """Scroll until the widget is in sight, and let the keyboard go on from there."""
    bring_into_view(widget)
    inside = [widget, *widget.findChildren(QWidget)]
    tabbed = (each for each in inside if each.focusPolicy() & Qt.FocusPolicy.TabFocus)
    next(tabbed, widget).setFocus(Qt.FocusReason.OtherFocusReason)
