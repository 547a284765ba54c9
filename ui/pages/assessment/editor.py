"""A form being written, from the first answer to the signature."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.forms.response import dump_response
from app.forms.session import FormSession
from app.ids import StreamId
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.forms.assessments import KIND, Answered, draft_body
from app.usecases.forms.continuing import put_away_list
from ui.draft_keeper import Target
from ui.forms.view import FormView
from ui.pages.assessment import presenter
from ui.pages.assessment.carried import CarriedNotice
from ui.pages.assessment.presenter import Opened
from ui.session import Session
from ui.signing_editor import SigningEditor, SigningWords
from ui.texts import tr
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.stack import Stack


class AssessmentEditor(SigningEditor):
    """Signing first shows what remains; then what will not be part of it, and asks once more."""

    version_wanted = Signal(str)
    """Another version of the template (``url|version``); what stands here has been saved."""

    def __init__(
        self, session: Session, stream: StreamId, opened: Opened, filled: FormSession
    ) -> None:
        draft = opened.draft
        words = SigningWords(
            tr("Kontrollera och signera …"), tr("Signera nu"), presenter.consequence(draft)
        )
        self._left_out = Stack(spacing=4)
        super().__init__(session, Target(stream, draft.entity, KIND), words, self._left_out)
        self._stream = stream
        self._draft = draft
        self._today = opened.today
        self._keeper.exists = True
        self.form = FormView(filled, self._day)
        self.form.edited.connect(self.typed)
        self.carried = CarriedNotice(draft, opened.others)
        self.carried.put_away.connect(self._put_away)
        self.carried.version_wanted.connect(self._to_version)
        column = self.lay_out(self._head(), self.carried, self._refusal, self._confirm, self.form)
        self.setContentsMargins(18, 14, 18, 10)
        column.setStretchFactor(self.form, 1)
        self.form.restore_place(draft.place)

    def _head(self) -> QWidget:
        """What is written and what can be done with it, on one row where there is room: the form
        below is long."""
        head = QWidget()
        row = FlowLayout(head, spacing=16)
        row.addWidget(label(self._draft.template.title, "title", wraps=False))
        row.addWidget(self._foot)
        return head

    def _day(self) -> date:
        return self._today

    # ------------------------------------------------------------------- what was carried over

    def _put_away(self) -> None:
        self._draft = put_away_list(self._draft)
        self.carried.forget()
        self.typed()
        self.form.setFocus()

    def _to_version(self, version: str) -> None:
        self.typed()
        self.save_now()
        self.version_wanted.emit(version)

    # --------------------------------------------------------------------------- the form

    def body(self) -> JsonObject:
        response = dump_response(self.form.response())
        progress = self.form.filled.progress()
        return draft_body(self._draft, response, Answered(progress.answered, progress.askable))

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
        for text, lines in (
            (
                tr("Dessa svar ingår inte, eftersom frågorna inte längre är aktuella:"),
                presenter.dropped_lines(self.form.filled),
            ),
            (tr("Dessa svar kom inte med hit:"), presenter.left_lines(self._draft)),
        ):
            if lines:
                self._left_out.add(label(text))
            for line in lines:
                self._left_out.add(label(f"· {line}"))
        return True
