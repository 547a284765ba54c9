"""Two questions before a case file is destroyed, each with what changes nothing in focus."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.ids import EntityId
from ui.pages.disposal.presenter import first_question, second_question
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label


class Act(Card):
    """Hidden until ``ask``. Escape keeps."""

    agreed = Signal(object)
    """The ``EntityId`` of the disposal, after the second yes."""
    kept = Signal()

    def __init__(self) -> None:
        super().__init__(role="notice-error")
        self._entity: EntityId | None = None
        self._number = ""
        self._is_last = False
        self._question = label("")
        self.keep = button(tr("Behåll akten"), self._say_kept)
        self.go_on = button("", self._yes, icon="trash")
        self.column.addWidget(self._question)
        self.add_row(self.keep, self.go_on)
        self.hide()

    def ask(self, entity: EntityId, number: str) -> None:
        self._entity, self._number = entity, number
        self._ask(
            first_question(number),
            tr("Gå vidare och förstör {number} …").format(number=number),
            last=False,
        )

    def _ask(self, question: str, answer: str, *, last: bool) -> None:
        self._is_last = last
        self._question.setText(question)
        self.go_on.setText(answer)
        for each in (self.keep, self.go_on):
            each.setAccessibleDescription(question)
        self.show()
        announce(self, question)
        self.keep.setFocus()

    def _yes(self) -> None:
        if not self._is_last:
            self._ask(
                second_question(self._number),
                tr("Förstör akten {number} nu").format(number=self._number),
                last=True,
            )
            return
        self.hide()
        self.agreed.emit(self._entity)

    def _say_kept(self) -> None:
        self.hide()
        self.kept.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._say_kept()
        else:
            super().keyPressEvent(event)
