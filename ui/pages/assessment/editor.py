"""An assessment being written, from the first answer to the signature."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QTime, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Refusal
from app.forms.response import dump_response
from app.forms.session import FormSession
from app.ids import StreamId
from app.jsonvalue import JsonObject
from app.usecases.assessments import KIND, AssessmentDraft, draft_body
from app.usecases.changes import Changes
from ui.draft_keeper import DraftKeeper, Target
from ui.forms.view import FormView
from ui.messages import sentence
from ui.pages.assessment import presenter
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Card, label, restyle
from ui.widgets.stack import Stack


class AssessmentEditor(QWidget):
    """The draft follows within a second of every change, when the editor is hidden, and when the
    vault is locked. Signing asks once more, and first says what will not be part of it."""

    signed = Signal(object)
    """The ``Changes``; the draft is gone."""
    closed = Signal()
    """The draft, if there is one, lies in its place."""

    def __init__(
        self,
        session: Session,
        stream: StreamId,
        draft: AssessmentDraft,
        filled: FormSession,
        today: date,
    ) -> None:
        super().__init__()
        self._session = session
        self._stream = stream
        self._draft = draft
        self._today = today
        self.form = FormView(filled, self._day)
        target = Target(stream, draft.entity, KIND)
        self._keeper = DraftKeeper(session, target, self._body, self.form.place, self)
        self._keeper.exists = True
        self._keeper.saved.connect(self._saved)
        self._keeper.refused.connect(self._not_saved)
        self._keeper.discarded.connect(self._discarded)
        self.form.edited.connect(self._edited)
        self._lay_out(draft.template.title)
        self.form.restore_place(draft.place)

    # --------------------------------------------------------------------------- layout

    def _lay_out(self, title: str) -> None:
        self._status = label("", "small", wraps=False)
        self._refusal = label("", "problem")
        self._refusal.hide()
        self._confirm = self._confirmation()
        self._thrown = self._thrown_line()
        self._work = QWidget()
        inner = QVBoxLayout(self._work)
        inner.setContentsMargins(0, 0, 0, 0)
        for part in (self._foot(), self._refusal, self._confirm):
            inner.addWidget(part)
        inner.addWidget(self.form, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 10)
        column.addWidget(label(title, "title"))
        column.addWidget(self._work, 1)
        column.addWidget(self._thrown)

    def _foot(self) -> QWidget:
        self._sign_button = button(
            tr("Kontrollera och signera …"), self.sign, role="primary", icon="sign"
        )
        self._discard_button = button(tr("Släng utkast"), self._keeper.discard, icon="trash")
        self._buttons = QWidget()
        row = FlowLayout(self._buttons)
        row.addWidget(button(tr("Stäng"), self.close_editor))
        row.addWidget(self._sign_button)
        row.addWidget(self._discard_button)
        row.addWidget(self._status)
        return self._buttons

    def _confirmation(self) -> QWidget:
        consequence = tr("En signerad utredning kan inte ändras. Den finns kvar i akten.")
        self._left_out = Stack(spacing=4)
        box = Card(label(consequence, "label"), self._left_out, role="notice")
        self._now_button = button(tr("Signera nu"), self._sign_now, role="primary", icon="sign")
        self._on_button = button(tr("Fortsätt skriva"), self._write_on)
        box.add_row(self._now_button, self._on_button)
        box.hide()
        return box

    def _thrown_line(self) -> QWidget:
        box = Card(label(tr("Utkastet är slängt.")), role="notice")
        self._undo_button = button(tr("Ångra"), self._take_back, icon="undo")
        box.add_row(self._undo_button, button(tr("Stäng"), self.close_editor))
        box.hide()
        return box

    # --------------------------------------------------------------------------- the draft

    def _day(self) -> date:
        return self._today

    def _body(self) -> JsonObject:
        return draft_body(self._draft.template, dump_response(self.form.response()))

    def _edited(self) -> None:
        self._confirm.hide()
        self._refusal.hide()
        self._keeper.touch()

    def save_now(self) -> None:
        """The draft, without waiting for its second to pass."""
        self._keeper.save_now()

    def _saved(self) -> None:
        now = QTime.currentTime().toString("HH:mm")
        self._say(tr("Utkast sparat {when}").format(when=now))

    def _not_saved(self, refusal: Refusal) -> None:
        self._say(tr("Utkastet är inte sparat. ") + sentence(refusal), role="problem")

    def _say(self, text: str, role: str = "small") -> None:
        self._status.setText(text)
        self._status.setProperty("role", role)
        restyle(self._status)

    def _discarded(self) -> None:
        self._work.hide()
        self._thrown.show()
        self._undo_button.setFocus()

    def _take_back(self) -> None:
        self._thrown.hide()
        self._work.show()
        self._keeper.touch()
        self._keeper.save_now()
        self.form.focus_first()

    def close_editor(self) -> None:
        """Done here for now."""
        self.save_now()
        self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.save_now()
        super().hideEvent(event)

    # --------------------------------------------------------------------------- signing

    def sign(self) -> None:
        """Show what remains; or, when nothing does, ask once more."""
        self.save_now()
        if not self.form.check():
            return
        self._left_out.clear()
        dropped = presenter.dropped_lines(self.form.filled)
        if dropped:
            text = tr("Dessa svar ingår inte, eftersom frågorna inte längre är aktuella:")
            self._left_out.add(label(text))
            for line in dropped:
                self._left_out.add(label(f"· {line}"))
        self._confirm.show()
        self._on_button.setFocus()

    def _write_on(self) -> None:
        self._confirm.hide()
        self._sign_button.setFocus()

    def _sign_now(self) -> None:
        self.save_now()
        self._set_signing(signing=True)
        completed = self.form.filled.complete()
        work = partial(presenter.sign, self._stream, self._draft, completed)
        self._session.run(work, self._was_signed, context=self, failed=self._refused)

    def _was_signed(self, changes: Changes) -> None:
        self.signed.emit(changes)

    def _refused(self, refusal: Refusal) -> None:
        self._set_signing(signing=False)
        self._confirm.hide()
        self._refusal.setText(sentence(refusal))
        self._refusal.show()

    def _set_signing(self, *, signing: bool) -> None:
        self._keeper.pause(paused=signing)
        self.form.setEnabled(not signing)
        for pressed in (self._sign_button, self._now_button, self._discard_button):
            pressed.setEnabled(not signing)
