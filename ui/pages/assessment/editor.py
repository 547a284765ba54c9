"""An assessment being written, from the first answer to the signature."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from app.forms.response import dump_response
from app.forms.session import FormSession
from app.ids import StreamId
from app.jsonvalue import JsonObject
from app.usecases.assessments import KIND, AssessmentDraft, draft_body
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from ui.draft_keeper import Target
from ui.forms.view import FormView
from ui.pages.assessment import presenter
from ui.session import Session
from ui.signing_editor import SigningEditor, SigningWords
from ui.texts import tr
from ui.widgets.labels import label
from ui.widgets.stack import Stack


class AssessmentEditor(SigningEditor):
    """Signing first shows what remains; then what will not be part of it, and asks once more."""

    def __init__(
        self,
        session: Session,
        stream: StreamId,
        draft: AssessmentDraft,
        filled: FormSession,
        today: date,
    ) -> None:
        words = SigningWords(
            tr("Kontrollera och signera …"),
            tr("Signera nu"),
            tr("En signerad utredning kan inte ändras. Den finns kvar i akten."),
        )
        self._left_out = Stack(spacing=4)
        super().__init__(session, Target(stream, draft.entity, KIND), words, self._left_out)
        self._stream = stream
        self._draft = draft
        self._today = today
        self._keeper.exists = True
        self.form = FormView(filled, self._day)
        self.form.edited.connect(self.typed)
        title = label(draft.template.title, "title")
        column = self.lay_out(title, self._foot, self._refusal, self._confirm, self.form)
        self.setContentsMargins(18, 14, 18, 10)
        column.setStretchFactor(self.form, 1)
        self.form.restore_place(draft.place)

    def _day(self) -> date:
        return self._today

    # --------------------------------------------------------------------------- the form

    def body(self) -> JsonObject:
        return draft_body(self._draft, dump_response(self.form.response()))

    def place(self) -> JsonObject:
        return self.form.place()

    def focus_first(self) -> None:
        self.form.focus_first()

    def hold(self, *, held: bool) -> None:
        self.form.setEnabled(not held)

    def signature(self) -> Callable[[Desk], Changes]:
        return partial(presenter.sign, self._stream, self._draft, self.form.filled.complete())

    def may_be_signed(self) -> bool:
        if not self.form.check():
            return False
        self._left_out.clear()
        dropped = presenter.dropped_lines(self.form.filled)
        if dropped:
            text = tr("Dessa svar ingår inte, eftersom frågorna inte längre är aktuella:")
            self._left_out.add(label(text))
            for line in dropped:
                self._left_out.add(label(f"· {line}"))
        return True
