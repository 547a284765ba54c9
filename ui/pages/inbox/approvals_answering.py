"""One document that somebody asks to have approved: read, and signed or declined."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from app.casework.facts import ApprovalOutcome
from app.errors import InvalidFields, Refusal
from app.handover.trust import Trust
from app.progress import Progress
from app.usecases.desk import Desk
from app.usecases.handover.approvals import approval_answers
from app.usecases.handover.approvals.approval_answers import RequestToMe
from app.usecases.handover.packages.sending import Sealed
from ui.approval_words import ADVANCED, trust_text
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec, Kind
from ui.package_file import PackageFile
from ui.preview import Preview
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.file_choice import choose_folder, documents_folder
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.stack import named


class Answering(Card):
    """The passphrase stays in its line until the folder has been chosen, and is taken out of it
    the moment it is used. Closing answers nothing."""

    closed = Signal()

    def __init__(self, row: RequestToMe, looked_at: str, file: PackageFile) -> None:
        """``looked_at``: SHA-256 of the document that will be shown."""
        super().__init__(label(tr("Handlingen {id}").format(id=row.asked.document_id), "heading"))
        self._row = row
        self._looked_at = looked_at
        self._file = file
        self._outcome = ApprovalOutcome.APPROVED
        self._file.refused.connect(self._refused)
        self.preview = Preview()
        self.reason = FieldForm(
            [FieldSpec("reason", tr("Skäl, om du inte attesterar"), Kind.TEXT, lines=2)]
        )
        self.passphrase = PassphraseField(tr("Din lösenfras"))
        self.problem = label("", "problem")
        self.problem.hide()
        text = tr("Handlingen går inte att visa. Avböj, och be avsändaren att skicka den igen.")
        self._unreadable = Notice(text, "notice-error")
        self._unreadable.hide()
        for part in (self._who(), self.preview, self._unreadable):
            self.column.addWidget(part)
        self.approve = button(tr("Attestera …"), self._approve, role="primary", icon="check")
        if row.waits:
            self._add_answer()
        else:
            self.add_row(button(tr("Stäng"), self.closed.emit))

    def _who(self) -> Card:
        row = self._row
        who = f"{row.name}, {row.title}, {row.unit} ({trust_text(row.trust)})"
        box = Card(named(tr("Den som ber"), who), role="row", spacing=4)
        if row.trust is not Trust.CONFIRMED:
            text = tr(
                "Det är inte säkert vem som ber. Ring personen på ett nummer du redan har och "
                "bekräfta kortet under Nyckelkort. Svaret kan bara förseglas till ett bekräftat "
                "kort."
            )
            box.column.addWidget(Notice(text, "notice-warn"))
        box.column.addWidget(named(tr("Det du skriver under"), row.asked.sentence))
        box.column.addWidget(named(tr("Din roll"), row.asked.role))
        if row.answer is not None and row.answer.reason:
            box.column.addWidget(named(tr("Skäl"), row.answer.reason))
        return box

    def show_document(self, pdf: bytes) -> None:
        """Once this stands on a page. What cannot be read cannot be approved."""
        readable = self.preview.show_foreign(pdf)
        self._unreadable.setVisible(not readable)
        self.approve.setEnabled(readable and not self._row.same_person)

    def _add_answer(self) -> None:
        if self._row.same_person:
            text = tr(
                "Begäran kommer från någon med samma namn eller nyckel som du. Den går bara att "
                "avböja."
            )
            self.column.addWidget(Notice(text, "notice-warn"))
        name = label(tr("Din lösenfras"), "label")
        name.setBuddy(self.passphrase.line())
        note = tr("Underskriften är en {kind}.").format(kind=tr(ADVANCED))
        for part in (self.reason, name, self.passphrase, label(note, "small"), self.problem):
            self.column.addWidget(part)
        self.add_row(
            self.approve,
            button(tr("Avböj …"), self._decline),
            button(tr("Stäng utan att svara"), self.closed.emit),
        )

    # ----------------------------------------------------------------------------- answering

    def _approve(self) -> None:
        self._choose(ApprovalOutcome.APPROVED)

    def _decline(self) -> None:
        self._choose(ApprovalOutcome.DECLINED)

    def _choose(self, outcome: ApprovalOutcome) -> None:
        self.problem.hide()
        self._outcome = outcome
        if not self.passphrase.text():
            self._say(tr("Skriv din lösenfras. Den behövs till underskriften."))
            self.passphrase.setFocus()
            return
        choose_folder(self, tr("Var ska svaret ligga?"), documents_folder(), self.seal_in)

    def seal_in(self, folder: Path) -> None:
        """Sign, and put the answer in ``folder``."""
        reason = str(self.reason.values()["reason"])
        answer = _Answer(self._row, self._outcome, reason, self._looked_at)
        self._file.seal_in(folder, partial(_sign, answer, self.passphrase.take()))

    def _refused(self, refusal: Refusal) -> None:
        """What is wrong is told above; what was typed stands, but for the passphrase."""
        if isinstance(refusal, InvalidFields):
            self.reason.show_problems(refusal.problems)
        else:
            self.passphrase.setFocus()

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()
        announce(self, text)

    def forget(self) -> None:
        """Nothing of the document or of what was typed stays here."""
        self.passphrase.clear()
        self.preview.close_document()


@dataclass(frozen=True, slots=True)
class _Answer:
    row: RequestToMe
    outcome: ApprovalOutcome
    reason: str
    looked_at: str


def _sign(
    answer: _Answer, passphrase: bytearray, desk: Desk, folder: Path, progress: Progress
) -> Sealed:
    return approval_answers.answer(
        desk,
        answer.row.stream,
        answer.row.entity,
        {"outcome": answer.outcome.value, "reason": answer.reason},
        passphrase,
        folder=folder,
        looked_at=answer.looked_at,
        progress=progress,
    )
