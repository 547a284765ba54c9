"""Two wordings of the same thing, side by side, until somebody has chosen.

The program never chooses: the result would be something that nobody signed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ids import EntityId, RecordId, StreamId
from app.usecases import settling
from app.usecases.changes import Changes
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card
from ui.widgets.notice import Notice


class ConflictCard(Card):
    """``sides``: what each wording looks like, with the record that says so. Choosing one signs
    a new record that builds on all of them (``usecases.settling``)."""

    settled = Signal(object)
    """The ``Changes``."""

    def __init__(
        self,
        session: Session,
        stream: StreamId,
        entity: EntityId,
        sides: Sequence[tuple[QWidget, RecordId]],
    ) -> None:
        super().__init__()
        self._session = session
        self._stream = stream
        self._entity = entity
        text = tr(
            "Det här har ändrats på två håll. Läs båda och välj vad som ska gälla. "
            "Det andra finns kvar i historiken."
        )
        self.column.addWidget(Notice(text, "notice-warn"))
        for shown, record in sides:
            box = Card(shown, role="row")
            keep = button(tr("Låt det här gälla"), partial(self._keep, record))
            box.add_row(keep)
            self.column.addWidget(box)

    def _keep(self, record: RecordId) -> None:
        work = partial(
            settling.settle_conflict, stream=self._stream, entity=self._entity, kept=record
        )
        self.setEnabled(False)
        self._session.run(work, self._done, context=self)

    def _done(self, changes: Changes) -> None:
        self.settled.emit(changes)
