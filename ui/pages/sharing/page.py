"""Dela: whose the case is, with whom it is shared, and letting it go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from app.casework import consents
from app.casework.consents import Held
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.law.pack import Ground
from app.usecases import drafting
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover.cases import excerpts, sharing, transferring, urgent
from app.usecases.handover.cases.excerpts import Source
from app.usecases.handover.cases.sharing import SharingView
from app.usecases.handover.cases.transferring import Readiness
from ui.draft_keeper import Target
from ui.editor_slot import EditorSlot
from ui.package_file import PackageFile
from ui.page import Page, bring_forward, page_column
from ui.pages.sharing import errands, fields
from ui.pages.sharing.leaving_card import Errand, LeavingCard
from ui.pages.sharing.overview import Overview
from ui.record_editor import RecordEditor
from ui.session import Session
from ui.texts import tr
from ui.widgets.focus import holds_focus
from ui.widgets.stack import Stack


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page is made of."""

    view: SharingView
    grounds: tuple[Ground, ...]
    held: tuple[Held, ...]
    readiness: Readiness
    sources: tuple[Source, ...]
    urgent: JsonObject
    """What a new urgent message begins with."""


class SharingPage(Page):
    """One thing is done at a time. What is typed comes back after a lock, at the same field."""

    title = "Dela"
    shows = frozenset({Part.SHARING, Part.CONSENT, Part.KEYS, Part.PACKAGES, Part.DISCLOSED})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream)
        self.case_stream = stream
        self.shown: Shown | None = None
        self.leaving: LeavingCard | None = None
        self._opened: JsonObject = {}
        self._wanted: JsonObject = {}
        self._wanted_entity: EntityId | None = None
        self._came_back = False
        self.file = PackageFile(session)
        self.slot = EditorSlot()
        self.slot.closed.connect(self._done_here)
        self.slot.signed.connect(self._signed)
        self._form = Stack()
        self.overview = Overview(session, stream)
        self.overview.wanted.connect(self._begin)
        column = page_column(self)
        for part in (self.overview.head, self.file, self._form, self.slot, self.overview):
            column.addWidget(part)
        column.addStretch(1)
        self._form.hide()

    # ------------------------------------------------------------------------------- showing

    def load(self) -> None:
        self._look(None)

    def reload(self, changes: Changes) -> None:
        concerned = self.case_stream in changes.streams
        self._look(changes if concerned else Changes.of(self.case_stream, Part.SHARING))

    def _look(self, changes: Changes | None) -> None:
        work = partial(_look, self.case_stream, changes)
        self.session.run(work, self.show_shown, context=self)

    def show_shown(self, shown: Shown) -> None:
        self.shown = shown
        to_head = self._came_back or holds_focus(self.overview.head)
        self._came_back = False
        self.overview.show_view(shown.view)
        if to_head:
            bring_forward(self.overview.whose)
        self._bring_forward()
        opened = self._wanted.get("opened")
        if isinstance(opened, dict):
            self.open_errand(opened)
            self._restore_caret(self._wanted)
        self._wanted = {}

    # ------------------------------------------------------------------------------- errands

    def _begin(self, opened: JsonObject) -> None:
        """What a button on the page asks for."""
        if opened.get("what") == "excerpt":
            self.session.run(drafting.new_entity, self._open_excerpt, context=self)
        else:
            self.open_errand(opened)

    def _open_excerpt(self, entity: EntityId) -> None:
        self.open_errand({"what": "excerpt", "entity": entity})

    def open_errand(self, opened: JsonObject) -> None:
        """Instead of what is open, whose draft is kept."""
        if self.shown is None:
            return
        self._close()
        self.file.forget()
        errand = self._errand(opened, self.shown)
        if errand is not None:
            self._opened = opened
            self.leaving = LeavingCard(self.session, errand, self.file)
            self.leaving.closed.connect(self._done_here)
            self._form.add(self.leaving)
            bring_forward(self.leaving)
        else:
            self._open_editor(opened)

    def _errand(self, opened: JsonObject, shown: Shown) -> Errand | None:
        stream, view = self.case_stream, shown.view
        match opened.get("what"):
            case "share":
                return errands.share(stream, view, shown.grounds, shown.held)
            case "transfer":
                return errands.transfer(stream, view, shown.grounds, shown.held, shown.readiness)
            case "urgent":
                return errands.urgent(stream, view, shown.grounds, shown.held, shown.urgent)
            case "update":
                person = opened.get("entity")
                found = next((each for each in view.partners if each.person == person), None)
                if found is not None:
                    return errands.update(stream, found, shown.grounds, shown.held)
        return None

    def _open_editor(self, opened: JsonObject) -> None:
        entity = EntityId(str(opened.get("entity") or ""))
        match opened.get("what"):
            case "end":
                self.slot.open(opened, tr("Avsluta delningen"), self._end_editor(entity))
            case "take_back":
                hint = tr(
                    "Har mottagaren redan tagit emot paketet har ni båda ärendet, tills ni har "
                    "avgjort vems det är. Ring först."
                )
                editor = self._editor("transfer", entity, fields.taking_back(), errands.take_back)
                self.slot.open(opened, tr("Ta tillbaka ärendet"), editor, hint)
            case "excerpt" if self.shown is not None:
                specs = fields.excerpt(self.shown.sources, errands.source_text)
                editor = self._editor("excerpt", entity, specs, errands.write_excerpt)
                self.slot.open(opened, tr("Utdrag"), editor)

    def _editor(
        self, kind: str, entity: EntityId, specs: fields.Specs, does: errands.Does
    ) -> RecordEditor:
        return RecordEditor(
            self.session,
            specs,
            Target(self.case_stream, entity, kind),
            sign=partial(does, self.case_stream, entity),
            sign_text=tr(errands.SIGNS[kind]),
            consequence=tr(errands.CONSEQUENCES[kind]),
        )

    def _end_editor(self, entity: EntityId) -> RecordEditor:
        editor = self._editor("share", entity, fields.ending(), errands.end_here)
        act = partial(self._end_with_package, entity, editor)
        editor.offer(tr("Avsluta och gör ett paket …"), act, "lock")
        return editor

    def _end_with_package(self, entity: EntityId, editor: RecordEditor) -> None:
        editor.save_now()
        typed = editor.form.asked_values()
        make = errands.Ending(self.case_stream, entity, typed)
        self.file.refused.connect(editor.show_refusal)
        self.file.made.connect(self.slot.close_editor)
        self.file.ask(tr("Var ska filen ligga?"), make)

    # ------------------------------------------------------------------------------- the rest

    def _signed(self, changes: Changes) -> None:
        self._opened = {}
        self._wanted_entity = changes.entity

    def _done_here(self) -> None:
        """The keyboard goes on at the top: what it was at is gone."""
        self._close()
        self._came_back = True
        self._look(Changes.of(self.case_stream, Part.SHARING))

    def _close(self) -> None:
        self._opened = {}
        self.slot.close_editor()
        if self.leaving is not None:
            self.leaving.save_now()
            self.leaving = None
        self._form.clear()

    def show_entity(self, entity: EntityId) -> None:
        self._wanted_entity = entity
        self._bring_forward()

    def _bring_forward(self) -> None:
        if self._wanted_entity in self.overview.cards:
            bring_forward(self.overview.cards[self._wanted_entity])
            self._wanted_entity = None

    def place(self) -> JsonObject:
        if self.leaving is not None:
            return {"opened": self._opened, "at": self.leaving.place()}
        return self.slot.place()

    def restore(self, place: JsonObject) -> None:
        self._wanted = place
        if self.shown is not None:
            self.show_shown(self.shown)

    def _restore_caret(self, place: JsonObject) -> None:
        at = place.get("at")
        if self.leaving is not None and isinstance(at, dict):
            self.leaving.restore_place(at)
        else:
            self.slot.restore_caret(place)


def _look(stream: StreamId, changes: Changes | None, desk: Desk) -> Shown:
    view = sharing.look(desk, stream, changes)
    today = desk.now().date()
    return Shown(
        view=view,
        grounds=desk.law.grounds_on(today),
        held=consents.held(view.view.state, today),
        readiness=transferring.readiness(desk, stream),
        sources=excerpts.sources(desk, stream),
        urgent=urgent.suggested(desk, stream),
    )
