"""One disclosure from the request to the file: form, last look, folder, written."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QHideEvent

from app.disclosure.gate import DisclosureRequest
from app.errors import InvalidFields, Reason, Refusal
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.ports import Draft
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.paper import documents
from app.usecases.paper.documents import Inspection
from app.usecases.paper.locked_file import Locked, disclose_locked
from ui.draft_keeper import DraftKeeper, Target
from ui.draft_line import DraftLine, ThrownDraft
from ui.pages.documents import presenter
from ui.pages.documents.gate import GateForm, Offered, Subject
from ui.pages.documents.inspection import InspectionPane
from ui.same_number import SameNumberNotice
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.file_choice import choose_folder
from ui.widgets.labels import Card, label
from ui.widgets.stack import Stack

KIND = "disclosure"
"""Of the draft; its body also says what it is about (``source``, ``profile``)."""


class Disclosing(Card):
    """Nothing typed is lost: the request and the explanations lie in a draft until the register
    has its entry."""

    finished = Signal(object)
    """The ``Changes``: the register has its entry and the file is written."""
    locked = Signal(object)
    """The ``Locked``: as ``finished``, and the passphrase is to be shown."""
    closed = Signal()
    not_written = Signal()
    """The register has its entry, and says that the file could not be written."""
    register_wanted = Signal()

    def __init__(
        self,
        session: Session,
        stream: StreamId,
        entity: EntityId,
        subject: Subject,
        offered: Offered,
    ) -> None:
        super().__init__()
        self.entity = entity
        self._session = session
        self._stream = stream
        self._subject = subject
        self._pane: InspectionPane | None = None
        self._kept: JsonObject = {}
        self._told: Refusal | None = None
        self.gate = GateForm(subject, offered)
        self._last_look = Stack()
        target = Target(stream, entity, KIND)
        self._keeper = DraftKeeper(session, target, self._body, self.place, self)
        self._keeper.fetched.connect(self._draft_came)
        self._keeper.discarded.connect(self._drop_look)
        self.gate.changed.connect(self._typed)
        self.gate.ready.connect(self.inspect)
        self.gate.register_wanted.connect(self.register_wanted)
        self.column.addWidget(label(tr("Lämna ut"), "heading"))
        self.column.addWidget(label(offered.subject, "muted"))
        self._same_number = SameNumberNotice(session, stream)
        work = Card(self._same_number, self.gate, self._last_look, role="")
        work.column.setContentsMargins(0, 0, 0, 0)
        work.add_row(
            button(tr("Stäng"), self._close),
            button(tr("Släng utkast"), self._keeper.discard, icon="trash"),
            DraftLine(self._keeper),
        )
        self.column.addWidget(work)
        self.column.addWidget(ThrownDraft(self._keeper, work, self.gate.focus_first, self._close))
        self._keeper.fetch()
        self._same_number.look()

    # ----------------------------------------------------------------------------- the draft

    def opened(self) -> JsonObject:
        """What it is about, for coming back to it."""
        return {
            "entity": self.entity,
            "source": self._subject.source,
            "profile": self._subject.profile.value,
        }

    def _body(self) -> JsonObject:
        return {
            "source": self._subject.source,
            "profile": self._subject.profile.value,
            "request": self.gate.values(),
            "explained": self._pane.explained() if self._pane else self._kept,
        }

    def _draft_came(self, draft: Draft | None) -> None:
        if draft is None:
            return
        request, explained = draft.body.get("request"), draft.body.get("explained")
        if isinstance(request, dict):
            self.gate.set_values(request)
        if isinstance(explained, dict):
            self._kept = explained
        self.restore_place(draft.place)

    def hideEvent(self, event: QHideEvent) -> None:
        self._keeper.save_now()
        super().hideEvent(event)

    def save_now(self) -> None:
        self._keeper.save_now()

    def place(self) -> JsonObject:
        return self.gate.place()

    def restore_place(self, place: JsonObject) -> None:
        self.gate.restore_place(place)

    def _typed(self) -> None:
        """Another request is another paper: what was looked through no longer holds."""
        self._keeper.touch()
        self._drop_look()

    def _close(self) -> None:
        self._keeper.save_now()
        self.closed.emit()

    # ----------------------------------------------------------------------------- the last look

    def inspect(self) -> None:
        """Ask for the very paper that would leave."""
        self._drop_look()
        self.gate.look.setEnabled(False)
        work = partial(_inspect, self._stream, self.gate.request())
        self._session.run(work, self._inspected, context=self, failed=self._not_inspected)

    def _not_inspected(self, refusal: Refusal) -> None:
        self.gate.look.setEnabled(True)
        self.gate.show_refusal(refusal)

    def _inspected(self, inspection: Inspection) -> None:
        self.gate.look.setEnabled(True)
        pane = InspectionPane(inspection)
        pane.set_explained(self._kept)
        pane.changed.connect(self._explained)
        pane.confirmed.connect(self._choose_folder)
        pane.locking.connect(self._choose_folder_of_locked)
        pane.dropped.connect(self._drop_look)
        self._pane = pane
        self._last_look.add(pane)
        pane.show_paper()
        pane.focus_first()
        if self._told is not None:
            pane.show_refusal(self._told)
            self._told = None

    def _explained(self) -> None:
        self._keeper.touch()

    def _drop_look(self) -> None:
        if self._pane is not None:
            self._kept = self._pane.explained()
            self._pane = None
            self._last_look.clear()

    def cover(self) -> None:
        """The paper may name the person: put away, to be looked at again on request."""
        if self._pane is not None:
            self._pane.cover()

    # ----------------------------------------------------------------------------- out

    def _choose_folder(self) -> None:
        choose_folder(self, tr("Var ska filen ligga?"), _home(), self.let_out)

    def _choose_folder_of_locked(self) -> None:
        choose_folder(self, tr("Var ska den låsta filen ligga?"), _home(), self.lock_and_let_out)

    def let_out(self, folder: Path) -> None:
        """Through the gate and into the folder, under the document's id."""
        if self._pane is None:
            return
        self._pane.set_working(working=True)
        path = folder / presenter.file_name(self._pane.inspection.document_id)
        request = self.gate.request(self._pane.explanations())
        looked_at = self._pane.inspection.digest
        work = partial(_disclose, self._stream, request, looked_at, path)
        self._session.run(work, self._done, context=self, failed=self._refused)

    def lock_and_let_out(self, folder: Path) -> None:
        """The same, sealed with a passphrase that the program makes."""
        if self._pane is None:
            return
        self._pane.set_working(working=True, locking=True)
        path = folder / presenter.locked_name(self._pane.inspection.document_id)
        request = self.gate.request(self._pane.explanations())
        looked_at = self._pane.inspection.digest
        work = partial(_disclose_locked, self._stream, request, looked_at, path)
        self._session.run(work, self._locked, context=self, failed=self._refused)

    def _refused(self, refusal: Refusal) -> None:
        if self._pane is None:
            return
        self._pane.set_working(working=False)
        at_request = isinstance(refusal, InvalidFields) and not any(
            problem.field.startswith("explanations/") for problem in refusal.problems
        )
        if at_request:
            self.gate.show_refusal(refusal)
        elif isinstance(refusal, InvalidFields) or refusal.reason is Reason.FINDINGS_UNEXPLAINED:
            self._pane.show_refusal(refusal)
        else:
            self._look_anew(refusal)

    def _look_anew(self, refusal: Refusal) -> None:
        """The copy number is spent, also when nothing could be written: the next try is another
        copy, to be looked through as such."""
        self._told = refusal
        self.not_written.emit()
        self.inspect()

    def _done(self, changes: Changes) -> None:
        self._keeper.discard()
        self.finished.emit(changes)

    def _locked(self, locked: Locked) -> None:
        self._keeper.discard()
        self.locked.emit(locked)


def _home() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation))


def _inspect(stream: StreamId, request: DisclosureRequest, desk: Desk) -> Inspection:
    return documents.inspect_paper(desk, stream, request)


def _disclose(
    stream: StreamId, request: DisclosureRequest, looked_at: str, path: Path, desk: Desk
) -> Changes:
    write = partial(desk.save_file, path)
    return documents.disclose_paper(desk, stream, request, write, looked_at=looked_at)


def _disclose_locked(
    stream: StreamId, request: DisclosureRequest, looked_at: str, path: Path, desk: Desk
) -> Locked:
    return disclose_locked(desk, stream, request, path, looked_at=looked_at)
