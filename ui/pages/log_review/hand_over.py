"""Lämna loggutdrag: to whom and of which days, what leaves beside what stays, and the file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.errors import InvalidFields, Refusal
from app.jsonvalue import JsonObject
from app.progress import Progress
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_register
from app.usecases.handover.cards.card_register import KnownRow
from app.usecases.handover.logs import log_extracts
from app.usecases.handover.logs.log_extracts import Ahead
from app.usecases.handover.packages.sending import Sealed
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec, Kind
from ui.known_people import person_choices
from ui.messages import sentence
from ui.package_file import PackageFile
from ui.page import Page, bring_forward, page_column
from ui.pages.log_review import presenter
from ui.session import Session
from ui.texts import tr
from ui.under_way import UnderWay
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.problem_line import ProblemLine
from ui.widgets.stack import Stack


@dataclass(frozen=True, slots=True)
class _Begun:
    people: tuple[KnownRow, ...]
    first_day: str
    last_day: str


class HandOverPlace(Page):
    """Two steps: asked, and looked at. What is typed is few words and not kept."""

    title = "Lämna loggutdrag"
    shows = frozenset({Part.KEYS})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.form: FieldForm | None = None
        self._wanted: JsonObject = {}
        self._asked: JsonObject = {}
        self.work = UnderWay(session)
        self.work.stopped.connect(self._stopped)
        self.file = PackageFile(session)
        self.file.made.connect(self._made)
        self._refusal = ProblemLine()
        self._form_place, self._ahead = Stack(), Stack()
        self._next = button(tr("Visa vad som lämnas"), self.look, role="primary")
        head = Card(
            label(tr("Lämna loggutdrag"), "title"),
            label(
                tr(
                    "Loggen ska gås igenom återkommande av någon annan än du. Ett utdrag visar vad "
                    "som gjordes och i vilket ärendenummer, aldrig vem personen är."
                ),
                "muted",
            ),
            self._form_place,
            self._refusal,
        )
        head.add_row(self._next)
        column = page_column(self)
        for part in (head, self.work, self._ahead, self.file):
            column.addWidget(part)
        column.addStretch(1)

    # ----------------------------------------------------------------------------- asking

    def load(self) -> None:
        self.session.run(_begin, self._begun, context=self)

    def _begun(self, begun: _Begun) -> None:
        kept = self.form.values() if self.form is not None else {}
        self._form_place.clear()
        if not begun.people:
            self._next.hide()
            text = tr("Ta först emot granskarens nyckelkort, under Nyckelkort.")
            self._form_place.add(Notice(text, "notice-warn"))
            return
        self._next.show()
        self.form = FieldForm(
            (
                FieldSpec(
                    "to",
                    tr("Vem granskar loggen?"),
                    Kind.CHOICE,
                    required=True,
                    choices=person_choices(begun.people),
                ),
                FieldSpec("first_day", tr("Från och med"), Kind.DATE, required=True),
                FieldSpec("last_day", tr("Till och med"), Kind.DATE, required=True),
            )
        )
        first = {"first_day": begun.first_day, "last_day": begun.last_day}
        self.form.set_values({**first, **kept, **self._wanted})
        self.form.changed.connect(self._ahead.clear)
        self._form_place.add(self.form)

    def look(self) -> None:
        """Count what would leave. Nothing is sealed."""
        if self.form is None or self.work.working:
            return
        self.form.clear_problems()
        self._refusal.clear()
        self._ahead.clear()
        self.file.forget()
        self._asked = self.form.asked_values()
        work = partial(_look, self._asked)
        self.work.begin(tr("Loggen läses …"), work, self._show, self._refused)

    def _show(self, ahead: Ahead) -> None:
        leaves, stays = presenter.leaves(ahead), presenter.stays(ahead)
        box = Card(
            Beside(
                _column(tr("Lämnas"), leaves),
                _column(tr("Stannar"), stays),
            )
        )
        seal = button(tr("Försegla utdraget …"), self._seal, role="primary", icon="sign")
        wait = button(tr("Ändra"), self._change)
        box.add_row(wait, seal)
        self._ahead.add(box)
        bring_forward(box)
        wait.setFocus()

    def _change(self) -> None:
        self._ahead.clear()
        if self.form is not None:
            self.form.focus_first()

    def _seal(self) -> None:
        self.file.ask(tr("Var ska utdraget ligga?"), partial(_make, self._asked))

    def _made(self, _sealed: Sealed) -> None:
        self._ahead.clear()

    def _refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, InvalidFields) and self.form is not None:
            self.form.show_problems(refusal.problems)
        else:
            self._refusal.say(sentence(refusal))

    def _stopped(self) -> None:
        self._next.setFocus()

    def place(self) -> JsonObject:
        return dict(self.form.values()) if self.form is not None else {}

    def restore(self, place: JsonObject) -> None:
        self._wanted = {key: str(place.get(key, "")) for key in ("to", "first_day", "last_day")}
        if self.form is not None:
            self.form.set_values(self._wanted)


def _column(heading: str, lines: tuple[str, ...]) -> Card:
    return Card(label(heading, "heading"), *(label(line) for line in lines), role="row")


def _begin(desk: Desk) -> _Begun:
    first, last = log_extracts.suggested_period(desk)
    people = tuple(row for row in card_register.known_people(desk) if not row.person.root)
    return _Begun(people, first, last)


def _look(typed: JsonObject, desk: Desk, progress: Progress) -> Ahead:
    return log_extracts.look_ahead(desk, typed, progress)


def _make(typed: JsonObject, desk: Desk, folder: Path, progress: Progress) -> Sealed:
    return log_extracts.hand_over(desk, typed, folder, progress)
