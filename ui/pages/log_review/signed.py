"""A review that is signed: its rows to read, its paper, and what was found on its way back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from app.casework.handover_facts import LogReview
from app.documents.blocks import Document
from app.errors import InvalidFields, Refusal
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.progress import Progress
from app.usecases.desk import Desk
from app.usecases.handover.cards.card_register import KnownRow
from app.usecases.handover.logs import log_findings, log_reviews
from app.usecases.handover.packages.sending import Sealed
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec, Kind
from ui.known_people import person_choices
from ui.log_words import what
from ui.messages import sentence
from ui.package_file import PackageFile
from ui.pages.log_review.browser import LogBrowser
from ui.pages.log_review.presenter import Marks, progress
from ui.pages.log_review.review import Looked
from ui.paper_bar import PaperBar
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, selectable
from ui.widgets.problem_line import ProblemLine


class SignedReview(Card):
    """Nothing can be changed in it."""

    closed = Signal()

    def __init__(
        self,
        session: Session,
        looked: Looked,
        review: EntityId,
        fact: LogReview,
        people: Sequence[KnownRow],
    ) -> None:
        super().__init__(role="row")
        self._session, self._review = session, review
        marks = Marks()
        marks.read_signed(fact.rows)
        self.browser = LogBrowser(looked.opened.rows, looked.views)
        self.browser.show_marks(marks.of)
        signed = tr("Signerad {day} av {who}").format(day=fact.signed_on, who=fact.reviewer)
        for part in (
            label(signed, "label"),
            label(progress(fact.sample, marks.of)),
            selectable(fact.summary),
            self.browser,
        ):
            self.column.addWidget(part)
        name = tr("Loggkontroll {day}.pdf").format(day=looked.opened.extract.last_day)
        self.paper = PaperBar(session, partial(_paper, review), name)
        self.column.addWidget(self.paper)
        self._add_sending(people, looked.opened.extract.of)
        self.add_row(button(tr("Tillbaka till utdragen"), self.closed.emit))

    def _add_sending(self, people: Sequence[KnownRow], owner: EntityId) -> None:
        self.form = FieldForm(
            (
                FieldSpec(
                    "to",
                    tr("Till vem ska resultatet lämnas?"),
                    Kind.CHOICE,
                    required=True,
                    choices=person_choices(people),
                    help=tr("Den som har loggen, eller en chef."),
                ),
            )
        )
        self.form.set_values({"to": owner})
        self._refusal = ProblemLine()
        self.file = PackageFile(self._session)
        box = Card(label(tr("Lämna resultatet"), "heading"), self.form, self._refusal)
        box.add_row(button(tr("Försegla resultatet …"), self._send, icon="sign"))
        box.column.addWidget(self.file)
        self.column.addWidget(box)

    def _send(self) -> None:
        self.form.clear_problems()
        self._refusal.clear()
        typed = self.form.asked_values()
        self._session.run(
            partial(_check, self._review, typed),
            partial(self._ask_folder, typed),
            context=self,
            failed=self._refused,
        )

    def _ask_folder(self, typed: JsonObject, _sound: None) -> None:
        make = partial(_make, self._review, typed)
        self.file.ask(tr("Var ska resultatet ligga?"), make)

    def _refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, InvalidFields):
            self.form.show_problems(refusal.problems)
        else:
            self._refusal.say(sentence(refusal))

    def cover(self) -> None:
        self.paper.cover()


def _paper(review: EntityId, desk: Desk, _progress: Progress) -> Document:
    return log_reviews.paper(desk, review, what)


def _check(review: EntityId, typed: JsonObject, desk: Desk) -> None:
    log_findings.parcel_of(desk, review, typed)


def _make(
    review: EntityId, typed: JsonObject, desk: Desk, folder: Path, progress: Progress
) -> Sealed:
    return log_findings.hand_over(desk, review, typed, folder, progress)
