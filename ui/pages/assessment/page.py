"""The page Utredning of a case: what is signed, what is being written, and a way to begin."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QStackedLayout, QWidget

from app.ids import EntityId, StreamId
from app.jsonvalue import Json, JsonObject
from app.usecases.assessments import KIND
from app.usecases.changes import Changes, Part
from ui.conflict_card import ConflictCard
from ui.forms.words import template_sentence
from ui.page import Page, Shortcut, bring_forward, page_column
from ui.pages.assessment import presenter
from ui.pages.assessment.editor import AssessmentEditor
from ui.pages.assessment.presenter import AssessmentView, Opened, Overview, Reading, Wording
from ui.pages.assessment.signed import SignedAssessmentView
from ui.session import Session
from ui.texts import minute, tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack


class AssessmentPage(Page):
    """A list; or one assessment, being written or read, in its place."""

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
        self._cards: dict[EntityId, QWidget] = {}
        self._list = QWidget()
        column = page_column(self._list)
        self._head, self._drafts, self._signed = Stack(), Stack(), Stack()
        for part in (self._head, self._drafts, self._signed):
            column.addWidget(part)
        column.addStretch(1)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._list)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (
            Shortcut("Alt+Page Down", tr("Nästa sida i utredningen")),
            Shortcut("Alt+Page Up", tr("Föregående sida i utredningen")),
            Shortcut("Ctrl+Alt+Z", tr("Ångra det senaste svaret")),
            Shortcut("Ctrl+Alt+Y", tr("Gör om det senaste svaret")),
        )

    # ----------------------------------------------------------------------------- the list

    def load(self) -> None:
        self._look(None)

    def reload(self, changes: Changes) -> None:
        self._look(changes)

    def _look(self, changes: Changes | None) -> None:
        work = partial(presenter.look, self._stream, changes)
        self.session.run(work, self._show, context=self)

    def _show(self, shown: Overview) -> None:
        self._shown = shown
        self._show_head(shown)
        self._show_drafts(shown)
        self._signed.clear()
        self._cards = {view.entity: self._card(view) for view in shown.signed}
        for card in self._cards.values():
            self._signed.add(card)
        if not self._cards:
            self._signed.add(label(tr("Ingen utredning är signerad ännu."), "muted"))
        self._go_to_wanted(shown)

    def _show_head(self, shown: Overview) -> None:
        self._head.clear()
        head = Card(label(tr("Utredning"), "title"))
        text = tr("Utgår från en mall, en sida i taget. Allt sparas medan du skriver.")
        head.column.addWidget(label(text, "muted"))
        for template in shown.templates:
            if template.description:
                head.column.addWidget(label(template.description, "small"))
            begin = partial(self._begin, template.key)
            words = tr("Börja: {title}").format(title=template.title)
            head.add_row(button(words, begin, role="primary", icon="plus"))
        self._head.add(head)

    def _show_drafts(self, shown: Overview) -> None:
        self._drafts.clear()
        for draft in shown.view.drafts:
            if draft.kind == KIND:
                when = minute(draft.saved_at)
                text = tr("En utredning är inte signerad. Utkast sparat {when}.").format(when=when)
                go_on = partial(self._go_on, draft.entity)
                self._drafts.add(Notice(text, action=tr("Fortsätt skriva"), act=go_on))

    def _card(self, view: AssessmentView) -> QWidget:
        if view.sides:
            sides = [(_box(side), side.record) for side in view.sides]
            return ConflictCard(self.session, self._stream, view.entity, sides)
        card = Card(_box(view.now))
        card.setAccessibleName(view.now.heading)
        card.add_row(button(tr("Läs utredningen"), partial(self._read, view), role="link"))
        return card

    # -------------------------------------------------------------------- one assessment

    def _begin(self, template: str) -> None:
        work = partial(presenter.begin, self._stream, template)
        self.session.run(work, self._write, context=self)

    def _go_on(self, entity: EntityId) -> None:
        work = partial(presenter.go_on, self._stream, entity)
        self.session.run(work, self._write, context=self)

    def _read(self, view: AssessmentView) -> None:
        work = partial(presenter.read, self._stream, view)
        self.session.run(work, self._show_reading, context=self)

    def _write(self, opened: Opened) -> None:
        if opened.filled is None:
            for problem in opened.reasons:
                self._head.add(Notice(template_sentence(problem), "notice-error"))
            return
        editor = AssessmentEditor(
            self.session, self._stream, opened.draft, opened.filled, opened.today
        )
        editor.signed.connect(self._was_signed)
        editor.closed.connect(self._close)
        self._put(editor, opened.draft.entity)
        at = self._wanted.get("at")
        if isinstance(at, dict):
            editor.form.restore_place(at)
        elif not opened.draft.place:
            editor.form.focus_first()
        self._wanted = {}

    def _show_reading(self, reading: Reading) -> None:
        view = SignedAssessmentView(reading)
        view.closed.connect(self._close)
        self._put(view, reading.entity)
        view.focus_first()
        self._wanted = {}

    def _put(self, shown: AssessmentEditor | SignedAssessmentView, entity: EntityId) -> None:
        self._take_away()
        self._open = shown
        self._opened_entity = entity
        self._layers.addWidget(shown)
        self._layers.setCurrentWidget(shown)

    def _take_away(self) -> None:
        """Back to the list. What was typed lies in its draft."""
        if self._open is not None:
            self._layers.setCurrentWidget(self._list)
            self._layers.removeWidget(self._open)
            self._open.hide()
            self._open.deleteLater()
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
        if self._wanted_entity in self._cards and self._open is None:
            bring_forward(self._cards[self._wanted_entity])
            self._wanted_entity = None


def _box(wording: Wording) -> QWidget:
    """One signed version in the list."""
    box = Stack(spacing=6)
    box.add(label(wording.heading, "heading"))
    for need in wording.needs:
        box.add(label(need))
    if not wording.needs:
        box.add(label(tr("Inga behov bedömda."), "muted"))
    box.add(label(wording.signed, "small"))
    return box
