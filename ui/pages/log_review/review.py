"""Marking the rows of an extract, and signing the review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.casework.handover_facts import ReviewMark
from app.casework.log_review import ViewCount
from app.errors import InvalidFields, Reason, Refusal
from app.ids import EntityId, RecordId
from app.jsonvalue import JsonObject
from app.ports import Draft
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.handover.logs import log_reviews
from app.usecases.handover.logs.log_reviews import KIND, OpenedExtract
from ui.fault_messages import fault_sentence
from ui.fields.box import FieldBox
from ui.fields.spec import FieldSpec, Kind
from ui.pages.log_review.browser import LogBrowser
from ui.pages.log_review.presenter import Mark, Marks, next_unmarked, progress
from ui.record_editor import Target
from ui.session import Session
from ui.signing_editor import SigningEditor, SigningWords
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.editors.text import LineEditor
from ui.widgets.labels import Card, label

NOTHING_KEY, INVESTIGATE_KEY, REMOVE_KEY = "M", "U", "Delete"


@dataclass(frozen=True, slots=True)
class Looked:
    """What the database thread hands over."""

    opened: OpenedExtract
    views: tuple[ViewCount, ...]


class ReviewEditor(SigningEditor):
    """Keys act on the rows that are chosen in the table, and go on to the next without a mark."""

    def __init__(self, session: Session, looked: Looked, review: EntityId) -> None:
        self._opened, self._review = looked.opened, review
        self._held = True  # until it is known what was marked before
        self.marks = Marks()
        self.browser = LogBrowser(looked.opened.rows, looked.views)
        self.words = LineEditor(
            placeholder=tr("Inga namn eller nummer. Enter märker de valda raderna.")
        )
        self.words.set_name(tr("Vad ska utredas?"))
        self._told = label("", "label")
        self._summary = FieldBox(
            FieldSpec("summary", tr("Sammanfattning"), Kind.TEXT, required=True, lines=3)
        )
        super().__init__(
            session,
            Target(looked.opened.register, review, KIND),
            SigningWords(
                tr("Signera loggkontrollen …"),
                tr("Signera nu"),
                tr("Efter signering kan inga märken ändras."),
            ),
        )
        self._summary.edited.connect(self.typed)
        self.lay_out(self._work(), self._summary, self._refusal, self._confirm, self._foot)
        self._make_keys()
        self._keeper.fetched.connect(self._draft_came)
        self._keeper.fetch()
        self._show()

    def _work(self) -> Card:
        card = Card(self.browser, self._told, role="row")
        card.add_row(
            button(tr("Utan anmärkning ({key})").format(key=NOTHING_KEY), self.put_nothing),
            button(tr("Utred … ({key})").format(key=INVESTIGATE_KEY), self.ask_words),
            button(tr("Ta bort märket"), self.remove),
        )
        asks = label(tr("Vad ska utredas?"), "label")
        asks.setBuddy(self.words.target())
        card.column.addWidget(asks)
        card.column.addWidget(self.words)
        return card

    def _make_keys(self) -> None:
        for keys, act in (
            (NOTHING_KEY, self.put_nothing),
            (INVESTIGATE_KEY, self.ask_words),
            (REMOVE_KEY, self.remove),
        ):
            made = QShortcut(QKeySequence(keys), self.browser.table)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)
            made.activated.connect(act)
        for keys in ("Return", "Enter"):
            made = QShortcut(QKeySequence(keys), self.words.target())
            made.setContext(Qt.ShortcutContext.WidgetShortcut)
            made.activated.connect(self.put_investigate)

    # --------------------------------------------------------------------------- marking

    def put_nothing(self) -> None:
        self._put(Mark(ReviewMark.NOTHING_TO_REMARK))

    def ask_words(self) -> None:
        """What is to be investigated is said in words, and Enter puts the mark."""
        if self.browser.chosen() and not self._held:
            self.words.target().setFocus()

    def put_investigate(self) -> None:
        said = str(self.words.value()).strip()
        if not said:
            announce(self, tr("Skriv vad som ska utredas."))
            return
        self.words.set_value("")
        self._put(Mark(ReviewMark.INVESTIGATED, said))
        self.browser.table.setFocus()

    def remove(self) -> None:
        if not self._held:
            self.marks.remove(self.browser.chosen())
            self._changed()

    def _put(self, mark: Mark) -> None:
        numbers = self.browser.chosen()
        if not numbers or self._held:
            return
        last = self.browser.table.chosen_rows()[-1]
        self.marks.put(numbers, mark)
        self._changed()
        self.browser.go_to(next_unmarked(self.browser.numbers(), last, self.marks.of))

    def _changed(self) -> None:
        self._show()
        self.typed()

    def _show(self) -> None:
        self.browser.show_marks(self.marks.of)
        told = progress(self._opened.sampled, self.marks.of)
        if told != self._told.text():
            self._told.setText(told)
            announce(self, told)

    # --------------------------------------------------------------------------- the form

    def _draft_came(self, draft: Draft | None) -> None:
        self._held = False
        if draft is not None:
            self.marks.read(draft.body.get("rows"))
            self._summary.set_value(draft.body.get("summary"))
            self._show()
            if not self.browser.table.hasFocus():
                self.browser.restore(draft.place)

    def body(self) -> JsonObject:
        return {"rows": self.marks.to_json(), "summary": self._summary.value()}

    def place(self) -> JsonObject:
        return self.browser.place()

    def restore_place(self, place: JsonObject) -> None:
        self.browser.restore(place)

    def focus_first(self) -> None:
        self.browser.table.setFocus()

    def hold(self, *, held: bool) -> None:
        self._held = held
        self._summary.set_read_only(held)

    def signature(self) -> Callable[[Desk], Changes]:
        return partial(_sign, self._review, self.body(), self._opened.version)

    def show_refusal(self, refusal: Refusal) -> None:
        if isinstance(refusal, InvalidFields):
            self._show_problems(refusal)
        else:
            super().show_refusal(refusal)
            if refusal.reason is Reason.REVIEW_UNFINISHED:
                self._to_first_unmarked()

    def _show_problems(self, refusal: InvalidFields) -> None:
        """At the summary, or in words for the row that it is about."""
        for problem in refusal.problems:
            said = fault_sentence(problem)
            if problem.field == "summary":
                self._summary.show_problem((), said)
                self._summary.go_to((), 0)
                continue
            place = int(problem.field.split("/")[1])
            number = sorted(self.marks.of)[place]
            self.browser.show_view("all")
            self.browser.go_to(self.browser.model.number_of(number))
            self._refusal.say(tr("Rad {n}: {said}").format(n=number, said=said))
            return

    def _to_first_unmarked(self) -> None:
        self.browser.show_view("sample")
        self.browser.go_to(next_unmarked(self.browser.numbers(), -1, self.marks.of))
        self.browser.table.setFocus()


def _sign(review: EntityId, typed: JsonObject, version: RecordId | None, desk: Desk) -> Changes:
    return log_reviews.sign(desk, review, typed, builds_on=version)
