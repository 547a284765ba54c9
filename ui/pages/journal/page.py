"""The page Journal of a case."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.casework.facts import JournalNote
from app.casework.state import Signed
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import drafting, notes, reading
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import CaseView, DraftRow
from ui.conflict_card import ConflictCard
from ui.editor_slot import EditorSlot
from ui.fields.box import FieldBox
from ui.fields.spec import FieldSpec, Kind
from ui.pages.journal import fields
from ui.pages.journal.note_card import NoteCard, version_box
from ui.pages.journal.presenter import Filter, NoteView, note_views, typed_again
from ui.pages.page import Page, Shortcut, bring_forward, page_column
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack
from ui.words import NOTE_TYPES, choices

SHOWN_AT_FIRST = 30
"""A journal may have a thousand notes; more come when they are asked for."""

_NOTE, _OBJECTION = "journal_note", "client_objection"


class JournalPage(Page):
    """Notes by the time of the event, latest first; one form at a time above them."""

    title = tr("Journal")
    shows = frozenset({Part.JOURNAL})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream)
        self._stream = stream
        self._view: CaseView | None = None
        self._wanted: JsonObject = {}
        self._wanted_entity: EntityId | None = None
        self._limit = SHOWN_AT_FIRST
        self._cards: dict[EntityId, QWidget] = {}
        column = page_column(self)
        column.addWidget(self._head())
        self._slot = EditorSlot()
        self._slot.closed.connect(self.load)
        column.addWidget(self._slot)
        self._drafts, self._list = Stack(), Stack()
        column.addWidget(self._drafts)
        column.addWidget(self._list)
        column.addStretch(1)
        new = QShortcut(QKeySequence("Ctrl+N"), self)
        new.activated.connect(self.new_note)

    # ----------------------------------------------------------------------------- layout

    def _head(self) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        row = FlowLayout()
        row.addWidget(label(tr("Journal"), "title"))
        row.addWidget(button(tr("Ny anteckning"), self.new_note, role="primary", icon="plus"))
        row.addWidget(button(tr("Den enskilde anser …"), self._new_objection))
        column.addLayout(row)
        self._words = FieldBox(FieldSpec("words", tr("Sök i journalen"), characters=30))
        types = FieldSpec("type", tr("Typ"), Kind.CHOICE, choices=choices(NOTE_TYPES))
        self._type = FieldBox(types)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(250)
        self._typing.timeout.connect(self._show_notes)
        filters = FlowLayout()
        for box in (self._words, self._type):
            box.edited.connect(self._typing.start)
            filters.addWidget(box)
        column.addLayout(filters)
        return head

    # ----------------------------------------------------------------------------- showing

    def load(self) -> None:
        work = partial(reading.open_part, stream=self._stream, part=Part.JOURNAL)
        self.session.run(work, self._show, context=self)

    def reload(self, changes: Changes) -> None:
        work = partial(reading.read_again, stream=self._stream, changes=changes)
        self.session.run(work, self._show, context=self)

    def _show(self, view: CaseView) -> None:
        self._view = view
        self._show_drafts()
        self._show_notes()
        opened = self._wanted.get("opened")
        if isinstance(opened, dict):
            self._open(opened)
            self._slot.restore_caret(self._wanted)
        self._wanted = {}

    def _show_drafts(self) -> None:
        self._drafts.clear()
        open_now = self._slot.opened.get("entity")
        for draft in self._view.drafts if self._view else ():
            if draft.kind in (_NOTE, _OBJECTION) and draft.entity != open_now:
                self._drafts.add(self._draft_line(draft))

    def _draft_line(self, draft: DraftRow) -> QWidget:
        what = tr("En invändning") if draft.kind == _OBJECTION else tr("En anteckning")
        text = tr("{what} är inte signerad. Utkast sparat {when}.").format(
            what=what, when=draft.saved_at[:16].replace("T", " ")
        )
        return Notice(text, action=tr("Fortsätt skriva"), act=partial(self._continue, draft))

    def _show_notes(self) -> None:
        self._list.clear()
        self._cards.clear()
        if self._view is None:
            return
        found = note_views(self._view.state, self._filter())
        if not found:
            self._list.add(label(self._nothing(), "muted"))
        for view in found[: self._limit]:
            card = self._card(view)
            self._cards[view.entity] = card
            self._list.add(card)
        if len(found) > self._limit:
            text = tr("Visa {count} äldre anteckningar").format(count=len(found) - self._limit)
            self._list.add(button(text, self._show_all))
        if self._wanted_entity in self._cards:
            bring_forward(self._cards[self._wanted_entity])
            self._wanted_entity = None

    def _card(self, view: NoteView) -> QWidget:
        if view.sides:
            sides = [(version_box(side), side.record) for side in view.sides]
            return ConflictCard(self.session, self._stream, view.entity, sides)
        card = NoteCard(view)
        card.correct.connect(self._correct)
        card.object_to.connect(self._object_to)
        return card

    def _filter(self) -> Filter:
        return Filter(words=str(self._words.value() or ""), type=str(self._type.value() or ""))

    def _nothing(self) -> str:
        if self._filter() != Filter():
            return tr("Ingen anteckning stämmer med sökningen.")
        return tr("Här finns inga anteckningar ännu. Tryck Ctrl+N för att skriva den första.")

    def _show_all(self) -> None:
        self._limit = 1_000_000
        self._show_notes()

    # ----------------------------------------------------------------------------- writing

    def new_note(self) -> None:
        """A new note in the form, with a name of its own."""
        self._begin("new")

    def _new_objection(self) -> None:
        self._begin("object")

    def _begin(self, does: str, about: str = "") -> None:
        self.session.run(drafting.new_entity, partial(self._begin_with, does, about), context=self)

    def _begin_with(self, does: str, about: str, entity: EntityId) -> None:
        self._open({"does": does, "entity": entity, "about": about})

    def _correct(self, view: NoteView) -> None:
        self._open({"does": "correct", "entity": view.entity, "about": view.now.record})

    def _object_to(self, view: NoteView) -> None:
        self._begin("object", view.now.record)

    def _continue(self, draft: DraftRow) -> None:
        known = self._version(draft.entity) if draft.kind == _NOTE else None
        if draft.kind == _OBJECTION:
            self._open({"does": "object", "entity": draft.entity, "about": ""})
        elif known is not None:
            self._open({"does": "correct", "entity": draft.entity, "about": known.record.id})
        else:
            self._open({"does": "new", "entity": draft.entity, "about": ""})

    def _open(self, opened: JsonObject) -> None:
        if self._view is None:
            return
        entity = EntityId(str(opened.get("entity")))
        about = str(opened.get("about") or "")
        if opened.get("does") == "correct":
            self._open_correction(opened, entity, RecordId(about))
        elif opened.get("does") == "object":
            self._open_objection(opened, entity, about)
        else:
            self._open_new(opened, entity)
        self._show_drafts()

    def _open_new(self, opened: JsonObject, entity: EntityId) -> None:
        editor = RecordEditor(
            self.session,
            fields.note_fields(),
            Target(self._stream, entity, _NOTE),
            partial(_sign_note, self._stream, entity),
            sign_text=tr("Signera anteckningen"),
            consequence=tr("En signerad anteckning kan inte ändras, bara rättas med en ny."),
        )
        self._slot.open(opened, tr("Ny anteckning"), editor)

    def _open_correction(self, opened: JsonObject, entity: EntityId, about: RecordId) -> None:
        version = self._version(entity)
        if version is None:
            return
        editor = RecordEditor(
            self.session,
            fields.correction_fields(),
            Target(self._stream, entity, _NOTE),
            partial(_correct_note, self._stream, about),
            sign_text=tr("Signera rättelsen"),
            consequence=tr("Den rättade lydelsen finns kvar och kan läsas."),
            initial=typed_again(version),
        )
        self._slot.open(opened, tr("Rätta anteckningen"), editor)

    def _open_objection(self, opened: JsonObject, entity: EntityId, about: str) -> None:
        assert self._view is not None
        editor = RecordEditor(
            self.session,
            fields.objection_fields(self._view.state),
            Target(self._stream, entity, _OBJECTION),
            partial(_add_objection, self._stream, entity),
            sign_text=tr("Signera"),
            initial={"about": about},
        )
        heading = tr("Den enskilde anser en uppgift felaktig")
        self._slot.open(opened, heading, editor)

    def _version(self, entity: EntityId) -> Signed[JournalNote] | None:
        notes_ = self._view.state.notes if self._view else ()
        return next((each.latest for each in notes_ if each.id == entity), None)

    # ----------------------------------------------------------------------------- place

    def show_entity(self, entity: EntityId) -> None:
        self._wanted_entity = entity
        if self._view is not None:
            self._show_notes()

    def place(self) -> JsonObject:
        return self._slot.place()

    def restore(self, place: JsonObject) -> None:
        self._wanted = place
        if self._view is not None:
            self._show(self._view)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (
            Shortcut("Ctrl+N", tr("Ny anteckning")),
            Shortcut("Ctrl+Enter", tr("Signera det som skrivs")),
        )


def _sign_note(stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return notes.sign_note(desk, stream, entity, typed)


def _correct_note(stream: StreamId, note: RecordId, desk: Desk, typed: JsonObject) -> Changes:
    return notes.correct_note(desk, stream, note, typed)


def _add_objection(stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return notes.add_objection(desk, stream, entity, typed)
