"""What the page shows of a decision and of what surrounds it, as widgets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from ui.conflict_card import ConflictCard
from ui.pages.decision.after import Told
from ui.pages.decision.presenter import Wording
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Card, label, selectable
from ui.widgets.stack import Stack, named


class OpeningCard(Card):
    """A card whose buttons open forms of the page."""

    opens = Signal(object)
    """What the form is about, as ``DecisionPage.open_form`` takes it; without ``entity`` for what
    is new."""

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__()
        self._session = session
        self._stream = stream

    def opener(self, text: str, opened: JsonObject, *, role: str = "") -> QPushButton:
        made = button(text, self._pressed, role=role)
        made.setProperty("opens", dict(opened))
        return made

    def _pressed(self) -> None:
        self.opens.emit(self.sender().property("opens"))

    def conflict(self, entity: EntityId, sides: Sequence[Told]) -> ConflictCard:
        """Two wordings of something small, until somebody has chosen."""
        shown = [(told_box("", side), side.record) for side in sides]
        return ConflictCard(self._session, self._stream, entity, shown)


def side_by_side(*widgets: QWidget) -> QWidget:
    """In a row that breaks where there is no room."""
    box = QWidget()
    row = FlowLayout(box)
    for each in widgets:
        row.addWidget(each)
    return box


def wording_box(wording: Wording) -> QWidget:
    """One wording of a decision, whole."""
    box = Stack(spacing=8)
    box.add(label(wording.heading, "heading"))
    for name, text in wording.rows:
        box.add(named(name, text))
    for what, why in (*wording.items, *wording.interventions):
        parts = [label(what, "label"), *([selectable(why)] if why else [])]
        box.add(Card(*parts, role="row", spacing=4))
    box.add(label(wording.signed, "small"))
    return box


def earlier_box(wording: Wording) -> QWidget:
    """A wording that has been corrected: still there to be read."""
    return Card(label(tr("Före rättelsen"), "label"), wording_box(wording), role="row")


def told_box(heading: str, told: Told) -> QWidget:
    """A heading, lines to read, and who signed."""
    box = Stack(spacing=4)
    if heading:
        box.add(label(heading, "heading"))
    for line in told.lines:
        box.add(selectable(line))
    box.add(label(told.signed, "small"))
    return box


def section(title: str, *parts: QWidget) -> Card:
    """One step of the work within a decision's card."""
    return Card(label(title, "label"), *parts, role="row", spacing=4)


def under_heading(title: str, first: QWidget) -> QWidget:
    """The first entry of a part of the page, with the part's name above it."""
    box = Stack(spacing=8)
    box.add(label(title, "heading"))
    box.add(first)
    return box


def as_list(sentences: Sequence[str]) -> str:
    """Sentences under each other, marked where there are several."""
    if len(sentences) < 2:
        return "".join(sentences)
    return "\n".join(f"• {each}" for each in sentences)
