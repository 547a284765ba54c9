"""The page Journal of a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.casework.facts import JournalNote
from app.casework.state import Signed
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import notes, reading
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import CaseView, DraftRow
from ui.conflict_card import ConflictCard
from ui.entries_page import EntriesPage
from ui.fields.box import FieldBox
from ui.fields.spec import FieldSpec, Kind
from ui.page import Shortcut
from ui.pages.journal import fields
from ui.pages.journal.note_card import NoteCard, version_box
from ui.pages.journal.presenter import Filter, NoteView, note_views, typed_again
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.words import NOTE_TYPES, choices

SHOWN_AT_FIRST = 30
"""A journal may have a thousand notes; more come when they are asked for."""

_NOTE, _OBJECTION = "journal_note", "client_objection"


@dataclass(frozen=True, slots=True)
class _Shown:
    view: CaseView


class JournalPage(EntriesPage[_Shown]):
    """Notes by the time of the event, latest first."""

    title = "Journal"
    shows = frozenset({Part.JOURNAL})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream, _look)
        self._limit = SHOWN_AT_FIRST
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(250)
        self._typing.timeout.connect(self.show_entries)
        self._words = FieldBox(
            FieldSpec("words", tr("Sök i journalen"), filters=True, characters=30)
        )
        types = FieldSpec("type", tr("Typ"), Kind.CHOICE, filters=True, choices=choices(NOTE_TYPES))
        self._type = FieldBox(types)
        self.lay_out(self._head())
        new = QShortcut(QKeySequence("Ctrl+N"), self)
        new.activated.connect(self.new_note)

    def _head(self) -> QWidget:
        head = Card(label(tr("Journal"), "title"))
        head.add_row(
            button(tr("Ny anteckning"), self.new_note, role="primary", icon="plus"),
            button(tr("Den enskilde anser …"), self._new_objection),
        )
        for box in (self._words, self._type):
            box.edited.connect(self._typing.start)
        head.add_row(self._words, self._type)
        return head

    # ----------------------------------------------------------------------------- showing

    def show_entries(self) -> None:
        super().show_entries()
        more = self._hidden()
        if more > 0:
            text = tr("Visa {count} äldre anteckningar").format(count=more)
            self.add_below(button(text, self._show_all))

    def _hidden(self) -> int:
        if self.shown is None:
            return 0
        return len(note_views(self.shown.view.state, self._filter())) - self._limit

    def entries(self, shown: _Shown) -> Iterable[tuple[EntityId, QWidget]]:
        found = note_views(shown.view.state, self._filter())
        return ((view.entity, self._card(view)) for view in found[: self._limit])

    def draft_texts(self) -> dict[str, str]:
        return {
            _NOTE: tr("En anteckning är inte signerad."),
            _OBJECTION: tr("En invändning är inte signerad."),
        }

    def _card(self, view: NoteView) -> QWidget:
        if view.sides:
            sides = [(version_box(side), side.record) for side in view.sides]
            return ConflictCard(self.session, self.case_stream, view.entity, sides)
        card = NoteCard(view)
        card.correct.connect(self._correct)
        card.object_to.connect(self._object_to)
        return card

    def _filter(self) -> Filter:
        return Filter(words=str(self._words.value() or ""), type=str(self._type.value() or ""))

    def nothing(self) -> str:
        if self._filter() != Filter():
            return tr("Ingen anteckning stämmer med sökningen.")
        return tr("Här finns inga anteckningar ännu. Tryck Ctrl+N för att skriva den första.")

    def _show_all(self) -> None:
        self._limit = 1_000_000
        self.show_entries()

    # ----------------------------------------------------------------------------- writing

    def new_note(self) -> None:
        """A new note in the form, with a name of its own."""
        self.open_new({"does": "new", "about": ""})

    def _new_objection(self) -> None:
        self.open_new({"does": "object", "about": ""})

    def _correct(self, view: NoteView) -> None:
        self.open_form({"does": "correct", "entity": view.entity, "about": view.now.record})

    def _object_to(self, view: NoteView) -> None:
        self.open_new({"does": "object", "about": view.now.record})

    def go_on_with(self, draft: DraftRow) -> None:
        known = self._version(draft.entity) if draft.kind == _NOTE else None
        if draft.kind == _OBJECTION:
            self.open_form({"does": "object", "entity": draft.entity, "about": ""})
        elif known is not None:
            self.open_form({"does": "correct", "entity": draft.entity, "about": known.record.id})
        else:
            self.open_form({"does": "new", "entity": draft.entity, "about": ""})

    def open_form(self, opened: JsonObject) -> None:
        if self.shown is None:
            return
        entity = EntityId(str(opened.get("entity")))
        about = str(opened.get("about") or "")
        if opened.get("does") == "correct":
            self._open_correction(opened, entity, RecordId(about))
        elif opened.get("does") == "object":
            self._open_objection(opened, entity, about)
        else:
            self._open_new(opened, entity)
        self.show_drafts()

    def _open_new(self, opened: JsonObject, entity: EntityId) -> None:
        editor = RecordEditor(
            self.session,
            fields.note_fields(),
            Target(self.case_stream, entity, _NOTE),
            partial(_sign_note, self.case_stream, entity),
            sign_text=tr("Signera anteckningen"),
            consequence=tr("En signerad anteckning kan inte ändras, bara rättas med en ny."),
        )
        self.slot.open(opened, tr("Ny anteckning"), editor)

    def _open_correction(self, opened: JsonObject, entity: EntityId, about: RecordId) -> None:
        version = self._version(entity)
        if version is None:
            return
        editor = RecordEditor(
            self.session,
            fields.correction_fields(),
            Target(self.case_stream, entity, _NOTE),
            partial(_correct_note, self.case_stream, about),
            sign_text=tr("Signera rättelsen"),
            consequence=tr("Den rättade lydelsen finns kvar och kan läsas."),
            initial=typed_again(version),
        )
        self.slot.open(opened, tr("Rätta anteckningen"), editor)

    def _open_objection(self, opened: JsonObject, entity: EntityId, about: str) -> None:
        assert self.shown is not None
        editor = RecordEditor(
            self.session,
            fields.objection_fields(self.shown.view.state),
            Target(self.case_stream, entity, _OBJECTION),
            partial(_add_objection, self.case_stream, entity),
            sign_text=tr("Signera"),
            initial={"about": about},
        )
        heading = tr("Den enskilde anser en uppgift felaktig")
        self.slot.open(opened, heading, editor)

    def _version(self, entity: EntityId) -> Signed[JournalNote] | None:
        known = self.shown.view.state.find(JournalNote, entity) if self.shown else None
        return known.latest if known else None

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (Shortcut("Ctrl+N", tr("Ny anteckning")),)


def _sign_note(stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return notes.sign_note(desk, stream, entity, typed)


def _correct_note(stream: StreamId, note: RecordId, desk: Desk, typed: JsonObject) -> Changes:
    return notes.correct_note(desk, stream, note, typed)


def _add_objection(stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return notes.add_objection(desk, stream, entity, typed)


def _look(stream: StreamId, changes: Changes | None, desk: Desk) -> _Shown:
    return _Shown(reading.look(desk, stream, Part.JOURNAL, changes))
