"""The form of the identity: what was known is shown while it is edited, so it does not stay up."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from app.casework.personnummer import Doubt
from app.casework.projection import only_entity
from app.ids import RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import identity
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.identity import IdentityToEdit, NumberCheck
from ui.pages.overview import specs
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.notice import Notice

LOOK_AFTER_MS = 600
"""Each look for the same number in other cases is a row in the log."""
ENOUGH_DIGITS = 10
_DOUBTS = {
    Doubt.IN_THE_FUTURE: "Födelsedatumet har inte varit ännu.",
    Doubt.VERY_OLD: "Enligt numret är personen mycket gammal.",
}


class IdentityEditor(RecordEditor):
    """Warns at once when the number stands in another case. Closes by itself, draft kept, when
    nothing has been typed for as long as the longest reveal lasts."""

    def __init__(self, session: Session, stream: StreamId, to_edit: IdentityToEdit) -> None:
        super().__init__(
            session,
            specs.identity(),
            Target(stream, only_entity(stream), "identity"),
            partial(_save, stream, to_edit.builds_on),
            sign_text=tr("Spara identiteten"),
            initial=to_edit.typed,
        )
        self._asking = session
        self._stream = stream
        self._looked_for = ""
        self._warning = Notice("", "notice-warn")
        self._warning.hide()
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self._warning)
        self._look_timer = self._timer(LOOK_AFTER_MS, self._look)
        self._idle_timer = self._timer(identity.LONGEST_REVEAL * 1000, self.closed.emit)
        self._idle_timer.start()
        self.form.changed.connect(self._typed)

    def _timer(self, milliseconds: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def _typed(self) -> None:
        self._look_timer.start()
        self._idle_timer.start()

    def _look(self) -> None:
        number = str(self.form.values()["number"])
        enough = sum(sign.isdecimal() for sign in number) >= ENOUGH_DIGITS
        if number == self._looked_for:
            return
        self._looked_for = number
        self._warning.hide()
        if enough:
            self._asking.run(partial(_check, self._stream, number), self._found, context=self)

    def _found(self, check: NumberCheck) -> None:
        said = [tr(_DOUBTS[doubt]) for doubt in check.doubts]
        if check.elsewhere:
            names = ", ".join(f"{row.case_number} {row.pseudonym}" for row in check.elsewhere)
            said.append(tr("Numret finns redan i {cases}.").format(cases=names))
        self._warning.set_text(
            " ".join((*said, tr("Kontrollera att det är rätt person innan du sparar.")))
        )
        self._warning.setVisible(bool(said))


def _save(stream: StreamId, builds_on: RecordId | None, desk: Desk, typed: JsonObject) -> Changes:
    return identity.save_identity(desk, stream, typed, builds_on=builds_on)


def _check(stream: StreamId, number: str, desk: Desk) -> NumberCheck:
    return identity.check_number(desk, stream, number)
