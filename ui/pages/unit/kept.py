"""A place whose entries are kept beside the cases, each with all its wordings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from app.casework.fact import Fact
from app.casework.state import Entity, Signed
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import drafting
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import DraftRow
from ui.conflict_card import ConflictCard
from ui.entries_page import EntriesPage
from ui.fields.spec import FieldSpec
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, selectable
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack
from ui.words import signed_by

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Kept(Generic[F]):
    """What the database thread hands over."""

    entries: tuple[Entity[F], ...]
    drafts: tuple[DraftRow, ...]

    @property
    def view(self) -> Kept[F]:
        return self


class KeepEntry(Protocol):
    """A new entry, or a later wording of it."""

    def __call__(
        self,
        desk: Desk,
        entity: EntityId,
        typed: JsonObject,
        *,
        builds_on: RecordId | None = None,
    ) -> Changes: ...


@dataclass(frozen=True, slots=True)
class Shelf(Generic[F]):
    """What tells one place of this kind from another. Texts are Swedish, not yet put through
    ``tr``; the functions run where their types say: those with a desk on the database thread."""

    kind: str
    lead: str
    new: str
    change: str
    nothing: str
    draft: str
    read: Callable[[Desk], tuple[Entity[F], ...]]
    keep: KeepEntry
    fields: Callable[[], Sequence[FieldSpec]]
    typed: Callable[[F], JsonObject]
    heading: Callable[[F], str]
    rows: Callable[[F], Sequence[tuple[str, str]]]
    warn: Callable[[JsonObject], str] = lambda _typed: ""
    """A warning about what stands in the form, or nothing."""


class KeptPlace(EntriesPage[Kept[F]]):
    """Entries with one form above them; a subclass names its title and hands in its shelf."""

    shows = frozenset({Part.UNITS})

    def __init__(self, session: Session, shelf: Shelf[F]) -> None:
        register = session.desk.vault.journal.register  # fixed while the vault is open
        super().__init__(session, register, partial(_look, shelf))
        self._shelf = shelf
        self._warning = Notice("", "notice-warn")
        self._warning.hide()
        self.slot.closed.connect(self._warning.hide)
        self.slot.signed.connect(self._warning.hide)
        head = Card(label(tr(self.title), "title"), label(tr(shelf.lead), "muted"))
        head.add_row(
            button(tr(shelf.new), self.begin, role="primary", icon="plus", shortcut="Ctrl+N")
        )
        self.lay_out(head, self._warning)

    # ----------------------------------------------------------------------------- showing

    def entries(self, shown: Kept[F]) -> Iterable[tuple[EntityId, QWidget]]:
        return ((entity.id, self._card(entity)) for entity in shown.entries)

    def nothing(self) -> str:
        return tr(self._shelf.nothing)

    def draft_texts(self) -> dict[str, str]:
        return {self._shelf.kind: tr(self._shelf.draft)}

    def _card(self, entity: Entity[F]) -> QWidget:
        if entity.disputed:
            sides = [(self._wording(side), side.record.id) for side in entity.sides]
            return ConflictCard(self.session, self.case_stream, entity.id, sides)
        card = Card(self._wording(entity.latest))
        card.setAccessibleName(self._shelf.heading(entity.latest.fact))
        change = partial(self.open_form, {"entity": entity.id})
        card.add_row(button(tr(self._shelf.change), change, role="link"))
        for earlier in reversed(entity.versions[:-1]):
            note = label(tr("Tidigare lydelse"), "label")
            card.column.addWidget(Card(note, self._wording(earlier), role="row"))
        return card

    def _wording(self, version: Signed[F]) -> QWidget:
        box = Stack(spacing=6)
        box.add(label(self._shelf.heading(version.fact), "heading"))
        for name, value in self._shelf.rows(version.fact):
            if value:
                box.add(label(name, "label"))
                box.add(selectable(value))
        box.add(label(signed_by(version.record.content), "small"))
        return box

    # ----------------------------------------------------------------------------- writing

    def begin(self) -> None:
        self.open_new({})

    def go_on_with(self, draft: DraftRow) -> None:
        self.open_form({"entity": draft.entity})

    def open_form(self, opened: JsonObject) -> None:
        shelf, entity = self._shelf, EntityId(str(opened.get("entity")))
        known = self._known(entity)
        builds_on = known.latest.record.id if known else None
        editor = RecordEditor(
            self.session,
            shelf.fields(),
            Target(self.case_stream, entity, shelf.kind),
            partial(_keep, shelf, entity, builds_on),
            sign_text=tr("Spara"),
            initial=shelf.typed(known.latest.fact) if known else {},
        )
        editor.form.changed.connect(self._look_through)
        editor.draft_shown.connect(self._look_through)
        self.slot.open(opened, tr(shelf.change if known else shelf.new), editor)
        self._look_through()
        self.show_drafts()

    def _known(self, entity: EntityId) -> Entity[F] | None:
        found = self.shown.entries if self.shown else ()
        return next((each for each in found if each.id == entity), None)

    def _look_through(self) -> None:
        text = self._shelf.warn(self.slot.editor.form.values()) if self.slot.editor else ""
        self._warning.set_text(text)
        self._warning.setVisible(bool(text))


def _look(shelf: Shelf[F], stream: StreamId, _changes: Changes | None, desk: Desk) -> Kept[F]:
    drafts = drafting.list_drafts(desk, stream)
    return Kept(shelf.read(desk), tuple(row for row in drafts if row.kind == shelf.kind))


def _keep(
    shelf: Shelf[F], entity: EntityId, builds_on: RecordId | None, desk: Desk, typed: JsonObject
) -> Changes:
    return shelf.keep(desk, entity, typed, builds_on=builds_on)
