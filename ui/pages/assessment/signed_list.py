"""The signed forms of a case, the latest first, of one purpose or of all."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ids import EntityId, StreamId
from ui.conflict_card import ConflictCard
from ui.fields.box import FieldBox
from ui.fields.spec import FieldSpec, Kind
from ui.pages.assessment.entries import signed_card, wording_box
from ui.pages.assessment.overview import AssessmentView, purpose_word
from ui.session import Session
from ui.texts import tr
from ui.widgets.editors.choice import Choice
from ui.widgets.labels import label
from ui.widgets.stack import Stack


class SignedList(QWidget):
    wanted = Signal(object)
    """The ``AssessmentView`` that is to be read."""

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__()
        self._session = session
        self._stream = stream
        self._views: tuple[AssessmentView, ...] = ()
        self.cards: dict[EntityId, QWidget] = {}
        self.purpose: FieldBox | None = None
        """Only where there is something to tell apart."""
        self._filter, self._list = Stack(), Stack()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self._filter, self._list):
            column.addWidget(part)

    def show_views(self, views: tuple[AssessmentView, ...]) -> None:
        """What was chosen stays chosen."""
        self._views = views
        chosen = self.purpose.value() if self.purpose else ""
        self._filter.clear()
        self.purpose = None
        kinds = dict.fromkeys(view.now.purpose for view in views)
        if len(kinds) > 1:
            choices = tuple(Choice(kind, purpose_word(kind)) for kind in kinds)
            spec = FieldSpec("purpose", tr("Visa"), Kind.CHOICE, filters=True, choices=choices)
            self.purpose = FieldBox(spec)
            self.purpose.set_value(chosen if chosen in kinds else "")
            self.purpose.edited.connect(self._show)
            self._filter.add(self.purpose)
        self._show()

    def _show(self) -> None:
        wanted = self.purpose.value() if self.purpose else ""
        self._list.clear()
        self.cards = {
            view.entity: self._card(view)
            for view in self._views
            if wanted in ("", None, view.now.purpose)
        }
        for card in self.cards.values():
            self._list.add(card)
        if not self.cards:
            self._list.add(label(tr("Ingen utredning är signerad ännu."), "muted"))

    def _card(self, view: AssessmentView) -> QWidget:
        if view.sides:
            sides = [(wording_box(side), side.record) for side in view.sides]
            return ConflictCard(self._session, self._stream, view.entity, sides)
        return signed_card(view, self._pressed)

    def _pressed(self) -> None:
        entity = self.sender().property("opens")
        for view in self._views:
            if view.entity == entity:
                self.wanted.emit(view)
