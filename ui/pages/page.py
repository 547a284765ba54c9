"""What the shell asks of every page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes, Part
from ui.session import Session


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A line in the list that F1 shows."""

    keys: str
    does: str


class Page(QWidget):
    """Shows one thing. Made, then ``load``ed when it is shown; closed pages are deleted."""

    title = ""
    """Neutral: it may stand in the window's title. Never a name."""
    shows: frozenset[Part] = frozenset()
    """The parts whose changes make this page load again."""

    def __init__(self, session: Session, stream: StreamId | None = None) -> None:
        super().__init__()
        self.session = session
        self.stream = stream

    def load(self) -> None:
        """Ask the session for what is shown; called when the page is shown and when a write
        concerns it. Keeps what is being typed."""

    def concerned(self, changes: Changes) -> bool:
        """Whether a write touched what is shown here."""
        return changes.touch(self.stream, *self.shows)

    def show_entity(self, entity: EntityId) -> None:
        """Bring this note, plan … forward. May come before ``load`` has answered."""

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
