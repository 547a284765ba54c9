"""A new case from an interest or an application."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.casework.projection import only_entity
from app.ids import StreamId
from app.jsonvalue import JsonObject
from app.usecases import cases
from app.usecases.cases import SuggestedCase
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from ui.fields.spec import FieldSpec
from ui.intake_fields import intake, registration_number
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.labels import Card, label


class NewCase(QWidget):
    """Suggests number, pseudonym and responsible; all of them can be changed."""

    made = Signal(object)
    """The ``Changes`` of the new case."""
    closed = Signal()

    def __init__(
        self, session: Session, stream: StreamId, suggested: SuggestedCase, place: JsonObject
    ) -> None:
        """``stream`` is the suggested one, or that of a draft taken up again."""
        super().__init__()
        self.stream = stream
        editor = RecordEditor(
            session,
            specs(),
            Target(stream, only_entity(stream), "case_file"),
            partial(_make, stream),
            sign_text=tr("Skapa ärendet"),
            initial={
                "case_number": suggested.case_number,
                "pseudonym": suggested.pseudonym,
                "received_by": suggested.responsible_name,
                "responsible_name": suggested.responsible_name,
                "responsible_title": suggested.responsible_title,
            },
        )
        editor.signed.connect(self.made)
        editor.closed.connect(self.closed)
        editor.restore_place(place if place.get("field") else {"field": "kind", "position": 0})
        self._editor = editor
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 18)
        column.addWidget(Card(label(tr("Nytt ärende"), "title"), editor, spacing=12))
        column.addStretch(1)

    def place(self) -> JsonObject:
        return self._editor.place()


def specs() -> tuple[FieldSpec, ...]:
    """F033, F034, F127: how it came in, the wish in the person's own words, who is responsible."""
    return (
        *intake(),
        FieldSpec("case_number", tr("Ärendenummer"), required=True, characters=14),
        FieldSpec(
            "pseudonym",
            tr("Pseudonym"),
            required=True,
            help=tr("Neutralt ord som står i stället för namnet i listor och på skärmen."),
            characters=24,
        ),
        registration_number(),
        FieldSpec("responsible_name", tr("Ansvarig handläggare"), required=True),
        FieldSpec("responsible_title", tr("Titel"), required=True),
    )


def _make(stream: StreamId, desk: Desk, typed: JsonObject) -> Changes:
    return cases.new_case(desk, stream, typed)
