"""A part of a case that is entries, latest first, with one form at a time above them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Generic, Protocol, TypeVar

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import drafting
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.reading import DraftRow
from ui.editor_slot import EditorSlot
from ui.page import Page, bring_forward, page_column
from ui.session import Session
from ui.texts import minute, tr
from ui.widgets.labels import label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack


class HasDrafts(Protocol):
    @property
    def drafts(self) -> tuple[DraftRow, ...]: ...


class HasView(Protocol):
    """What is read of a case, or of the vault's own register."""

    @property
    def view(self) -> HasDrafts: ...


S = TypeVar("S", bound=HasView)
"""What the page shows, made on the database thread."""


class EntriesPage(Page, Generic[S]):
    """Drafts that wait, the open form, and the entries. The form and its caret come back after
    a lock; an entry that is asked for is brought forward."""

    def __init__(
        self,
        session: Session,
        stream: StreamId,
        look: Callable[[StreamId, Changes | None, Desk], S],
    ) -> None:
        """``look`` reads what is shown: for the first time (no changes), or again after a write.
        It runs on the database thread, and so is a function that holds no widget."""
        super().__init__(session, stream)
        self.case_stream = stream
        self._reads = look
        self.shown: S | None = None
        self._wanted: JsonObject = {}
        self._wanted_entity: EntityId | None = None
        self._entries: dict[EntityId, QWidget] = {}
        self.column: QVBoxLayout = page_column(self)
        self.slot = EditorSlot()
        self.slot.closed.connect(self.load)
        self.slot.signed.connect(self._signed)
        self._drafts, self._list = Stack(), Stack()

    def lay_out(self, *head: QWidget) -> None:
        """The head's widgets, then form, drafts and entries. Where the case is only read, the head
        offers nothing to write."""
        if self.session.only_read(self.case_stream):
            for each in head:
                for offer in each.findChildren(QPushButton):
                    offer.hide()
        for part in (*head, self.slot, self._drafts, self._list):
            self.column.addWidget(part)
        self.column.addStretch(1)

    # ------------------------------------------------------------------- what a page decides

    def entries(self, shown: S) -> Iterable[tuple[EntityId, QWidget]]:
        """Each entry with the widget that shows it, in the order of the page."""
        raise NotImplementedError

    def nothing(self) -> str:
        """Said when there are no entries."""
        raise NotImplementedError

    def draft_texts(self) -> dict[str, str]:
        """The kinds of drafts that belong here, with what is said of one."""
        raise NotImplementedError

    def open_form(self, opened: JsonObject) -> None:
        """Open the form that ``opened`` (as given to the slot) is about."""
        raise NotImplementedError

    def go_on_with(self, draft: DraftRow) -> None:
        """Open the form of this draft."""
        raise NotImplementedError

    # ----------------------------------------------------------------------------- showing

    def load(self) -> None:
        self._look(None)

    def reload(self, changes: Changes) -> None:
        self._look(changes)

    def _look(self, changes: Changes | None) -> None:
        work = partial(self._reads, self.case_stream, changes)
        self.session.run(work, self.show_shown, context=self)

    def show_shown(self, shown: S) -> None:
        """Show what was read; then the form and the entry that were asked for before. A form
        that was asked for without an entity is of something new."""
        self.shown = shown
        self.show_drafts()
        self.show_entries()
        opened = self._wanted.get("opened")
        if isinstance(opened, dict) and "entity" in opened:
            self.open_form(opened)
            self.slot.restore_caret(self._wanted)
        elif isinstance(opened, dict):
            self._open_new_or_begun(opened, str(self._wanted.get("draft") or ""))
        self._wanted = {}

    def show_entries(self) -> None:
        self._list.clear()
        self._entries.clear()
        if self.shown is None:
            return
        self._entries.update(self.entries(self.shown))
        if not self._entries:
            self._list.add(label(self.nothing(), "muted"))
        for widget in self._entries.values():
            self._list.add(widget)
        if self._wanted_entity in self._entries:
            bring_forward(self._entries[self._wanted_entity])
            self._wanted_entity = None

    def add_below(self, widget: QWidget) -> None:
        """After the entries, until they are shown anew."""
        self._list.add(widget)

    def show_drafts(self) -> None:
        """Every draft of these kinds but the one that stands in the form."""
        self._drafts.clear()
        texts = self.draft_texts()
        open_now = self.slot.opened.get("entity")
        for draft in self.shown.view.drafts if self.shown else ():
            if draft.kind in texts and draft.entity != open_now:
                when = minute(draft.saved_at)
                text = f"{texts[draft.kind]} " + tr("Utkast sparat {when}.").format(when=when)
                go_on = partial(self.go_on_with, draft)
                self._drafts.add(Notice(text, action=tr("Fortsätt skriva"), act=go_on))

    # ----------------------------------------------------------------------------- writing

    def open_new(self, opened: JsonObject) -> None:
        """``open_form`` with a fresh entity put into ``opened``."""
        self.session.run(drafting.new_entity, partial(self._open_with, opened), context=self)

    def _open_new_or_begun(self, opened: JsonObject, kind: str) -> None:
        """What somebody has begun of the kind is gone on with, so that no second draft is made."""
        drafts = self.shown.view.drafts if self.shown is not None else ()
        begun = next((draft for draft in drafts if draft.kind == kind), None)
        if begun is None:
            self.open_new(opened)
        elif self.slot.opened.get("entity") != begun.entity:
            self.go_on_with(begun)

    def _open_with(self, opened: JsonObject, entity: EntityId) -> None:
        self.open_form({**opened, "entity": entity})

    def _signed(self, changes: Changes) -> None:
        """What has just been signed is brought forward, once the write has been read."""
        self._wanted_entity = changes.entity

    # ----------------------------------------------------------------------------- place

    def show_entity(self, entity: EntityId) -> None:
        self._wanted_entity = entity
        self.show_entries()

    def place(self) -> JsonObject:
        return self.slot.place()

    def restore(self, place: JsonObject) -> None:
        self._wanted = place
        if self.shown is not None:
            self.show_shown(self.shown)
