"""Granska: the extracts that have come, and the one that is being gone through."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.errors import InvalidFields, Refusal
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_register
from app.usecases.handover.cards.card_register import KnownRow
from app.usecases.handover.logs import log_reviews
from app.usecases.handover.logs.log_reviews import ExtractEntry
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec, Kind
from ui.messages import sentence
from ui.page import Page, Shortcut, bring_forward, page_column
from ui.pages.log_review import presenter
from ui.pages.log_review.browser import LogBrowser
from ui.pages.log_review.review import (
    INVESTIGATE_KEY,
    NOTHING_KEY,
    REMOVE_KEY,
    Looked,
    ReviewEditor,
)
from ui.pages.log_review.signed import SignedReview
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.problem_line import ProblemLine
from ui.widgets.stack import Stack


@dataclass(frozen=True, slots=True)
class _Opened:
    looked: Looked
    people: tuple[KnownRow, ...]


class ExtractsPlace(Page):
    """A list; below it one extract at a time. Each opening of one is a row in the own log."""

    title = "Granska"
    shows = frozenset({Part.LOG_REVIEW, Part.KEYS})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._open: EntityId | None = None
        self._wanted: JsonObject = {}
        self._list, self._shown = Stack(), Stack()
        self.editor: ReviewEditor | None = None
        self.signed: SignedReview | None = None
        self.begin_form: BeginForm | None = None
        head = Card(
            label(tr("Granska andras loggar"), "title"),
            label(
                tr(
                    "Den som har en logg lämnar ett utdrag till dig, och du öppnar det under "
                    "Inkommet. Ingen granskar sin egen logg."
                ),
                "muted",
            ),
        )
        column = page_column(self)
        for part in (head, self._list, self._shown):
            column.addWidget(part)
        column.addStretch(1)

    # ----------------------------------------------------------------------------- the list

    def load(self) -> None:
        self.session.run(log_reviews.extracts, self._show_list, context=self)

    def reload(self, changes: Changes) -> None:
        """What is open is read again without another row in the log."""
        self.load()
        if self._open is not None and changes.touch(None, Part.LOG_REVIEW):
            self._look(self._open, again=True)

    def _show_list(self, entries: tuple[ExtractEntry, ...]) -> None:
        self._list.clear()
        if not entries:
            self._list.add(label(tr("Inga loggutdrag har kommit."), "muted"))
        for entry in entries:
            self._list.add(self._row(entry))

    def _row(self, entry: ExtractEntry) -> QWidget:
        title = presenter.extract_title(entry)
        row = Card(label(title, "label"), role="row", spacing=4)
        role = "chip" if entry.signed_on else "chip-warn"
        chip = label(presenter.extract_state(entry), role, wraps=False)
        rows = label(tr("{n} rader").format(n=entry.extract.rows), "small", wraps=False)
        opens = button(tr("Öppna"), partial(self.open_extract, entry.entity))
        opens.setAccessibleName(tr("Öppna {title}").format(title=title))
        row.add_row(chip, rows, opens)
        return row

    # ---------------------------------------------------------------------------- one of them

    def open_extract(self, entity: EntityId) -> None:
        self._look(entity, again=False)

    def _look(self, entity: EntityId, *, again: bool) -> None:
        self.session.run(partial(_read, entity, again), self._show_extract, context=self)

    def _show_extract(self, opened: _Opened) -> None:
        found = opened.looked.opened
        if self.editor is not None and self._open == found.entity and not self._is_signed(opened):
            return  # nothing of what is being marked is taken away
        self._clear()
        self._open = found.entity
        title = tr("Logg hos {name}, {period}").format(
            name=found.extract.of_name, period=presenter.period(found.extract)
        )
        box = Card(label(title, "heading"))
        for text in presenter.doubt_texts(found.extract):
            box.column.addWidget(Notice(text, "notice-error"))
        box.column.addWidget(self._content(opened))
        self._shown.add(box)
        bring_forward(box)
        self._go_to_wanted()

    @staticmethod
    def _is_signed(opened: _Opened) -> bool:
        fact = opened.looked.opened.fact
        return fact is not None and bool(fact.signed_on)

    def _content(self, opened: _Opened) -> QWidget:
        looked, found = opened.looked, opened.looked.opened
        if found.review is None or found.fact is None:
            self.begin_form = BeginForm(self.session, looked)
            return self.begin_form
        if found.fact.signed_on:
            self.signed = SignedReview(
                self.session, looked, found.review, found.fact, opened.people
            )
            self.signed.closed.connect(self.close_extract)
            return self.signed
        self.editor = ReviewEditor(self.session, looked, found.review)
        self.editor.closed.connect(self.close_extract)
        return self.editor

    def close_extract(self) -> None:
        """Back to the list. What was marked lies in its draft."""
        self._clear()
        self.setFocus()

    def _clear(self) -> None:
        if self.editor is not None:
            self.editor.save_now()
        self._shown.clear()
        self._open = self.editor = self.signed = self.begin_form = None

    def cover(self) -> None:
        if self.signed is not None:
            self.signed.cover()

    # ----------------------------------------------------------------------------- places

    def show_entity(self, entity: EntityId) -> None:
        """An extract, or the review of one."""
        self.session.run(partial(_extract_of, entity), self._show_wanted, context=self)

    def _show_wanted(self, extract: EntityId | None) -> None:
        if extract is not None and extract != self._open:
            self.open_extract(extract)

    def place(self) -> JsonObject:
        if self._open is None:
            return {}
        browser = self._browser()
        return {"open": self._open, "at": browser.place() if browser is not None else {}}

    def restore(self, place: JsonObject) -> None:
        self._wanted = place
        wanted = place.get("open")
        if isinstance(wanted, str):
            self.open_extract(EntityId(wanted))

    def _go_to_wanted(self) -> None:
        at, browser = self._wanted.get("at"), self._browser()
        if isinstance(at, dict) and browser is not None:
            browser.restore(at)
        self._wanted = {}

    def _browser(self) -> LogBrowser | None:
        shown = self.editor or self.signed or self.begin_form
        return shown.browser if shown is not None else None

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (
            Shortcut(NOTHING_KEY, tr("Märk de valda raderna Utan anmärkning")),
            Shortcut(INVESTIGATE_KEY, tr("Märk de valda raderna Utred")),
            Shortcut(REMOVE_KEY, tr("Ta bort märket på de valda raderna")),
        )


class BeginForm(Card):
    """Drawing the sample; the rows can be looked at before."""

    def __init__(self, session: Session, looked: Looked) -> None:
        super().__init__(role="row")
        self._session, self._entity = session, looked.opened.entity
        self.form = FieldForm(
            (
                FieldSpec(
                    "size",
                    tr("Hur många rader ska stickprovet ha?"),
                    Kind.INTEGER,
                    required=True,
                    help=tr(
                        "Slumpen väljer raderna, och valet kan göras om och kontrolleras. Det görs "
                        "en gång."
                    ),
                ),
            )
        )
        self.form.set_values({"size": str(looked.opened.proposed_size)})
        self._refusal = ProblemLine()
        self.browser = LogBrowser(looked.opened.rows, looked.views)
        self.column.addWidget(self.form)
        self.column.addWidget(self._refusal)
        self.add_row(button(tr("Dra stickprovet"), self.begin, role="primary"))
        self.column.addWidget(self.browser)

    def begin(self) -> None:
        self.form.clear_problems()
        work = partial(_begin, self._entity, self.form.asked_values())
        self._session.run(work, _told_by_change, context=self, failed=self._refused)

    def _refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, InvalidFields):
            self.form.show_problems(refusal.problems)
        else:
            self._refusal.say(sentence(refusal))


def _told_by_change(_changes: Changes) -> None:
    """The page reads again."""


def _begin(entity: EntityId, typed: JsonObject, desk: Desk) -> Changes:
    return log_reviews.begin(desk, entity, typed)


def _read(entity: EntityId, again: bool, desk: Desk) -> _Opened:
    read = log_reviews.read_again if again else log_reviews.open_extract
    opened = read(desk, entity)
    views = log_reviews.view_counts(desk, opened, ())
    return _Opened(Looked(opened, views), card_register.known_people(desk))


def _extract_of(entity: EntityId, desk: Desk) -> EntityId | None:
    return log_reviews.extract_of(desk, entity)
