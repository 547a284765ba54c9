"""The page Utredning of a case: what is signed, what is being written, and a way to begin."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.ids import EntityId, StreamId
from app.jsonvalue import Json, JsonObject
from app.usecases.changes import Changes, Part
from app.usecases.forms.assessments import KIND
from ui.forms.words import template_sentence
from ui.navigation import CasePart, Destination
from ui.page import Page, Shortcut, bring_forward, page_column
from ui.pages.assessment import overview, presenter
from ui.pages.assessment.begin_card import BeginCard
from ui.pages.assessment.editor import AssessmentEditor
from ui.pages.assessment.entries import draft_card
from ui.pages.assessment.over_time import OverTime, by_template
from ui.pages.assessment.overview import AssessmentView, Overview
from ui.pages.assessment.presenter import Opened, Reading
from ui.pages.assessment.signed import SignedAssessmentView
from ui.pages.assessment.signed_list import SignedList
from ui.session import Session
from ui.texts import tr
from ui.widgets.focus import chain, holds_focus, stops_in
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack


class AssessmentPage(Page):
    """A list; or one form, being written or read, in its place."""

    title = "Utredning"
    shows = frozenset({Part.ASSESSMENT})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream)
        self._stream = stream
        self._shown: Overview | None = None
        self._open: AssessmentEditor | SignedAssessmentView | None = None
        self._opened_entity: EntityId | None = None
        self._wanted: JsonObject = {}
        self._wanted_entity: EntityId | None = None
        self._list = QWidget()
        self._head = BeginCard()
        self._head.begun.connect(self._begin)
        self._head.over_time_wanted.connect(self._to_over_time)
        self._told, self._drafts, self._over_time = Stack(), Stack(), Stack()
        self._signed = SignedList(session, stream)
        self._signed.wanted.connect(self._read)
        column = page_column(self._list)
        self._parts = (self._drafts, self._head, self._told, self._signed, self._over_time)
        for part in self._parts:
            column.addWidget(part)
        column.addStretch(1)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._list)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (
            Shortcut("Ctrl+N", tr("Sök en mall att börja med")),
            Shortcut("Alt+Page Down", tr("Nästa sida i formuläret")),
            Shortcut("Alt+Page Up", tr("Föregående sida i formuläret")),
            Shortcut("Ctrl+Alt+Z", tr("Ångra det senaste svaret")),
            Shortcut("Ctrl+Alt+Y", tr("Gör om det senaste svaret")),
        )

    # ----------------------------------------------------------------------------- the list

    def load(self) -> None:
        self._look(None)

    def reload(self, changes: Changes) -> None:
        self._look(changes)

    def _look(self, changes: Changes | None) -> None:
        work = partial(overview.look, self._stream, changes)
        self.session.run(work, self._show, context=self)

    def _show(self, shown: Overview) -> None:
        self._shown = shown
        self._head.show_rows(shown.templates, first_of_all=not shown.drafts)
        self._told.clear()
        self._drafts.clear()
        for draft in shown.drafts:
            self._drafts.add(draft_card(draft, self._go_on_pressed))
        self._over_time.clear()
        for compared in by_template(shown.compared):
            self._over_time.add(OverTime(compared))
        self._head.offer_over_time(there=bool(shown.compared))
        self._signed.show_views(shown.signed)
        QTimer.singleShot(0, self, self._chain_parts)
        self._go_to_wanted(shown)

    def _chain_parts(self) -> None:
        """What was shown anew is youngest; Tab goes by what stands above what. Afterwards: the
        parts that were cleared break the chain when they are deleted."""
        chain([stop for part in self._parts for stop in stops_in(part)])

    def _to_over_time(self) -> None:
        bring_forward(self._over_time)

    # -------------------------------------------------------------------- one assessment

    def _begin(self, template: str) -> None:
        work = partial(presenter.begin, self._stream, template)
        self.session.run(work, self._write, context=self)

    def _go_on_pressed(self) -> None:
        self._go_on(EntityId(str(self.sender().property("opens"))))

    def _go_on(self, entity: EntityId) -> None:
        work = partial(presenter.go_on, self._stream, entity)
        self.session.run(work, self._write, context=self)

    def _go_on_in(self, version: str) -> None:
        if self._opened_entity is not None:
            work = partial(presenter.go_on_in, self._stream, self._opened_entity, version)
            self.session.run(work, self._write, context=self)

    def _read(self, view: AssessmentView) -> None:
        work = partial(presenter.read, self._stream, view)
        self.session.run(work, self._show_reading, context=self)

    def _write(self, opened: Opened) -> None:
        if opened.filled is None:
            for problem in opened.reasons:
                self._told.add(Notice(template_sentence(problem), "notice-error"))
            return
        editor = AssessmentEditor(self.session, self._stream, opened, opened.filled)
        editor.signed.connect(self._was_signed)
        editor.closed.connect(self._close)
        editor.version_wanted.connect(self._go_on_in)
        self._put(editor, opened.draft.entity)
        at = self._wanted.get("at")
        if isinstance(at, dict):
            editor.form.restore_place(at)
        if not holds_focus(editor.form):  # or Enter would press the first button: to sign
            editor.form.focus_first()
        self._wanted = {}

    def _show_reading(self, reading: Reading) -> None:
        view = SignedAssessmentView(reading)
        view.closed.connect(self._close)
        view.new_wanted.connect(self._begin_from)
        view.paper_wanted.connect(self._to_paper)
        self._put(view, reading.entity)
        view.focus_first()
        self._wanted = {}

    def _begin_from(self) -> None:
        for view in self._shown.signed if self._shown else ():
            if view.entity == self._opened_entity:
                work = partial(presenter.begin_from, self._stream, view.now.record)
                self.session.run(work, self._write, context=self)

    def _to_paper(self) -> None:
        there = Destination.case(self._stream, CasePart.DOCUMENTS, self._opened_entity)
        self.session.navigate.emit(there)

    def _put(self, shown: AssessmentEditor | SignedAssessmentView, entity: EntityId) -> None:
        self._take_away()
        self._open = shown
        self._opened_entity = entity
        self._layers.addWidget(shown)
        self._layers.setCurrentWidget(shown)
        self.wants_room.emit(True)

    def _take_away(self) -> None:
        """Back to the list. What was typed lies in its draft."""
        if self._open is not None:
            self._layers.setCurrentWidget(self._list)
            self._layers.removeWidget(self._open)
            self._open.hide()
            self._open.deleteLater()
            self.wants_room.emit(False)
        self._open = None
        self._opened_entity = None

    def _was_signed(self, changes: Changes) -> None:
        self._wanted_entity = changes.entity
        self._take_away()

    def _close(self) -> None:
        self._wanted_entity = self._opened_entity
        self._take_away()
        self.load()

    # ----------------------------------------------------------------------------- place

    def show_entity(self, entity: EntityId) -> None:
        """A signed assessment comes forward in the list; a draft is opened."""
        self._wanted = {"opened": entity}
        if self._shown is not None:
            self._go_to_wanted(self._shown)

    def place(self) -> JsonObject:
        if self._opened_entity is None:
            return {}
        place: dict[str, Json] = {"opened": self._opened_entity, "reading": True}
        if isinstance(self._open, AssessmentEditor):
            place |= {"reading": False, "at": dict(self._open.form.place())}
        return place

    def restore(self, place: JsonObject) -> None:
        self._wanted = place
        if self._shown is not None:
            self._go_to_wanted(self._shown)

    def _go_to_wanted(self, shown: Overview) -> None:
        wanted = self._wanted.get("opened")
        if isinstance(wanted, str) and wanted != self._opened_entity:
            entity = EntityId(wanted)
            if any(d.entity == entity and d.kind == KIND for d in shown.view.drafts):
                self._go_on(entity)
            elif self._wanted.get("reading"):
                for view in shown.signed:
                    if view.entity == entity:
                        self._read(view)
            else:
                self._wanted_entity = entity
        if self._wanted_entity in self._signed.cards and self._open is None:
            bring_forward(self._signed.cards[self._wanted_entity])
            self._wanted_entity = None
