"""Keeps what is being typed: saved within a second, mistakes and all, and when the vault locks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import Refusal
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.ports import Draft
from app.usecases import drafting
from app.usecases.changes import Changes
from ui.session import Session

SAVE_AFTER_MS = 800
"""From the first unsaved keystroke, not from the last: steady typing must not put it off."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is being written: this kind (``journal_note``) of record of this entity."""

    stream: StreamId
    entity: EntityId
    kind: str


class DraftKeeper(QObject):
    """The draft of one target. ``body`` and ``place`` tell what stands in the fields and where
    the caret is (see ``app.ports.Draft``)."""

    fetched = Signal(object)
    """A ``Draft``, or None when there is none."""
    saved = Signal()
    discarded = Signal()
    refused = Signal(object)
    """A ``Refusal``. What was not saved is tried again at the next keystroke and on leaving."""

    def __init__(
        self,
        session: Session,
        target: Target,
        body: Callable[[], JsonObject],
        place: Callable[[], JsonObject],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.exists = False
        self._session = session
        self._target = target
        self._body = body
        self._place = place
        self._unsaved = False
        self._paused = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save_now)
        session.leaving.connect(self.save_now)

    def fetch(self) -> None:
        """Answers with ``fetched`` or ``refused``."""
        target = self._target
        self._session.run(
            lambda desk: drafting.get_draft(desk, target.stream, target.entity, target.kind),
            self._came,
            context=self,
            failed=self.refused.emit,
        )

    def touch(self) -> None:
        """Something was typed."""
        self._unsaved = True
        if not self._timer.isActive():
            self._timer.start()

    def save_now(self) -> None:
        """Hand what stands in the fields to the draft, if it is not there already."""
        self._timer.stop()
        if not self._unsaved or self._paused:
            return
        self._unsaved = False
        self.exists = True
        target, body, place = self._target, self._body(), self._place()
        self._session.run(
            lambda desk: drafting.save_draft(
                desk,
                target.stream,
                target.entity,
                target.kind,
                body=body,
                place=place,
            ),
            self._was_saved,
            context=self,
            failed=self._was_refused,
        )

    def pause(self, *, paused: bool) -> None:
        """While the record is being signed, which takes the draft with it, nothing is saved."""
        self._paused = paused

    def discard(self) -> None:
        """Throw the draft away. ``touch`` and ``save_now`` bring it back."""
        self._timer.stop()
        self._unsaved = False
        self.exists = False
        target = self._target
        self._session.run(
            lambda desk: drafting.discard_draft(desk, target.stream, target.entity, target.kind),
            self._was_discarded,
            context=self,
            failed=self.refused.emit,
        )

    def _came(self, draft: Draft | None) -> None:
        self.exists = draft is not None
        self.fetched.emit(draft)

    def _was_saved(self, _changes: Changes) -> None:
        self.saved.emit()

    def _was_refused(self, refusal: Refusal) -> None:
        self._unsaved = True
        self.refused.emit(refusal)

    def _was_discarded(self, _changes: Changes) -> None:
        self.discarded.emit()
