"""Att attestera: what others ask this vault's owner to approve, and the answer."""

from __future__ import annotations

import hashlib
from functools import partial

from PySide6.QtWidgets import QWidget

from app.casework.moments import shown
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.handover.approvals import approval_answers
from app.usecases.handover.approvals.approval_answers import RequestToMe
from app.usecases.handover.packages.sending import Sealed
from ui.approval_words import trust_text
from ui.package_file import PackageFile
from ui.package_words import APPROVAL_OUTCOMES
from ui.page import bring_forward, page_column
from ui.pages.inbox.approvals_answering import Answering
from ui.pages.inbox.cards_place import SHOWN, CardsPlace
from ui.session import Session
from ui.texts import minute, tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.stack import Stack
from ui.words import word


class ApprovalsPlace(CardsPlace):
    """What waits first. One request is open at a time, with its document."""

    title = "Att attestera"
    shows = frozenset({Part.APPROVALS, Part.PACKAGES, Part.KEYS})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.answering: Answering | None = None
        self.file = PackageFile(session)
        self.file.made.connect(self._answered)
        self._open = Stack()
        head = Card(
            label(tr(self.title), "title"),
            label(
                tr(
                    "Läs handlingen, och skriv under med din egen nyckel. Svaret blir en fil att "
                    "lämna tillbaka."
                ),
                "muted",
            ),
        )
        column = page_column(self)
        for part in (head, self.file, self._open, self._list):
            column.addWidget(part)
        column.addStretch(1)

    def load(self) -> None:
        self.session.run(_look, self._show, context=self)

    def _show(self, rows: tuple[RequestToMe, ...]) -> None:
        self._begin_list()
        self._add(tr("Väntar på svar"), [row for row in rows if row.waits])
        self._add(tr("Besvarade och återtagna"), [row for row in rows if not row.waits][:SHOWN])
        if not rows:
            text = tr("Ingen har bett dig att attestera något. En begäran kommer som ett paket.")
            self._list.add(label(text, "muted"))
        self._bring()

    def _add(self, heading: str, rows: list[RequestToMe]) -> None:
        if rows:
            self._list.add(label(heading, "heading"))
        for row in rows:
            self._add_card(row.entity, self._card(row))

    def _card(self, row: RequestToMe) -> Card:
        asked = row.asked
        card = Card(role="row", spacing=4)
        card.setAccessibleName(asked.document_id)
        card.add_row(label(asked.document_id, "label"), *_chips(row))
        from_whom = tr("Från {who}, begärd {day}. Ärende {number} hos avsändaren.").format(
            who=f"{row.name}, {row.title}, {row.unit}",
            day=shown(asked.asked_on),
            number=asked.case_number,
        )
        card.column.addWidget(label(from_whom))
        card.column.addWidget(label(asked.sentence, "muted"))
        text = tr("Läs och svara") if row.waits else tr("Läs handlingen")
        opens = button(text, partial(self.open_request, row), icon="eye")
        opens.setAccessibleName(f"{text}, {asked.document_id}")
        card.add_row(opens)
        return card

    # ----------------------------------------------------------------------------- one request

    def open_request(self, row: RequestToMe) -> None:
        """Read the document. What was open before is closed unanswered."""
        self.file.forget()
        self._close()
        work = partial(_document, row)
        self.session.run(work, partial(self._show_request, row), context=self)

    def _show_request(self, row: RequestToMe, pdf: bytes) -> None:
        self._close()
        self.answering = Answering(row, hashlib.sha256(pdf).hexdigest(), self.file)
        self.answering.closed.connect(self._close)
        self._open.add(self.answering)
        self.answering.show_document(pdf)
        bring_forward(self.answering)

    def _close(self) -> None:
        if self.answering is not None:
            self.answering.forget()
        self.answering = None
        self._open.clear()

    def _answered(self, _sealed: Sealed) -> None:
        self._close()

    def cover(self) -> None:
        self._close()


def _chips(row: RequestToMe) -> list[QWidget]:
    known = label(trust_text(row.trust), "chip", wraps=False)
    if row.answer is not None:
        outcome = word(APPROVAL_OUTCOMES, row.answer.outcome)
        text = tr("{outcome} {when}").format(outcome=outcome, when=minute(row.answer.signed_at))
        return [label(text, "chip", wraps=False), known]
    if row.asked.withdrawn_on:
        return [label(tr("Återtagen av avsändaren"), "chip", wraps=False), known]
    return [known]


def _look(desk: Desk) -> tuple[RequestToMe, ...]:
    return approval_answers.requests_to_me(desk)


def _document(row: RequestToMe, desk: Desk) -> bytes:
    return approval_answers.document(desk, row.stream, row.entity)
