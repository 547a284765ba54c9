"""Before a case that somebody else has is shown: why it is to be read."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.casework.moments import shown
from app.casework.standing import Standing, Whose
from app.errors import InvalidFields, Refusal
from app.ids import StreamId
from app.jsonvalue import JsonObject
from app.usecases import reading, visits
from app.usecases.desk import Desk
from app.usecases.reading import CaseView
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec, Kind
from ui.log_words import READING
from ui.messages import sentence
from ui.page import scrolled
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Card, label
from ui.words import choices


class GateCard(QWidget):
    """Asks for the reason. What is typed is not kept: it belongs to this one reading."""

    entered = Signal(object)
    """The ``CaseView``, once the reason stands in the log."""

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__()
        self._session = session
        self._stream = stream
        self._what = label("", "heading")
        self.form = FieldForm(
            (
                FieldSpec(
                    "reason",
                    tr("Varför behöver du läsa ärendet?"),
                    Kind.RADIO,
                    required=True,
                    choices=choices(READING),
                ),
                FieldSpec("words", tr("Med egna ord"), Kind.TEXT, required=True, lines=2),
            )
        )
        self._refusal = label("", "problem")
        self._refusal.hide()
        self._open = button(tr("Läs ärendet"), self._enter, role="primary")
        buttons = FlowLayout(spacing=8)
        buttons.addWidget(self._open)
        note = label(tr("Skälet skrivs i loggen innan något visas, varje gång."), "muted")
        card = Card(self._what, note, self.form, self._refusal)
        card.column.addLayout(buttons)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(18, 14, 18, 18)
        column.addWidget(card)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner))
        session.run(partial(_standing, stream), self._say, context=self)

    def _say(self, standing: Standing) -> None:
        self._what.setText(why_sealed(standing))
        self.form.focus_first()

    def _enter(self) -> None:
        self._refusal.hide()
        self.form.clear_problems()
        work = partial(_open, self._stream, self.form.values())
        self._session.run(work, self.entered.emit, context=self, failed=self._refused)

    def _refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, InvalidFields):
            self.form.show_problems(refusal.problems)
        else:
            self._refusal.setText(sentence(refusal))
            self._refusal.show()


def why_sealed(standing: Standing) -> str:
    """To whom and when, as a sentence."""
    if standing.whose is Whose.SHARE_ENDED and standing.share is not None:
        day = shown(standing.share.ended_on)
        return tr("Delningen avslutades den {day}. Ärendet går bara att läsa.").format(day=day)
    last = standing.last
    if last is None:
        return tr("Ärendet är någon annans och går bara att läsa.")
    return tr("Ärendet lämnades över till {name}, {unit}, den {day} och går bara att läsa.").format(
        name=last.to_name, unit=last.to_unit, day=shown(last.handed_over_on)
    )


def _standing(stream: StreamId, desk: Desk) -> Standing:
    return visits.standing_of(desk, stream)


def _open(stream: StreamId, why: JsonObject, desk: Desk) -> CaseView:
    return reading.open_case(desk, stream, why)
