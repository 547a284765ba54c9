"""What is said of a draft beside what is being typed, and the way back to one thrown away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Refusal
from app.ports import Draft
from ui.draft_keeper import DraftKeeper
from ui.messages import sentence
from ui.texts import minute, tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, restyle


class DraftLine(QWidget):
    """When the draft was last saved, or why it was not."""

    def __init__(self, keeper: DraftKeeper) -> None:
        super().__init__()
        self._text = label("", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._text)
        keeper.fetched.connect(self._came)
        keeper.saved.connect(self._saved)
        keeper.refused.connect(self._not_saved)

    def _came(self, draft: Draft | None) -> None:
        if draft is not None:
            self._say(tr("Utkast sparat {when}").format(when=minute(draft.saved_at)))

    def _saved(self) -> None:
        now = QTime.currentTime().toString("HH:mm")
        self._say(tr("Utkast sparat {when}").format(when=now))

    def _not_saved(self, refusal: Refusal) -> None:
        """Said aloud: whoever types on believes that it is kept."""
        said = tr("Utkastet är inte sparat. ") + sentence(refusal)
        self._say(said, role="problem")
        announce(self, said)

    def _say(self, text: str, role: str = "small") -> None:
        self._text.setText(text)
        self._text.setProperty("role", role)
        restyle(self._text)


class ThrownDraft(Card):
    """Stands where ``body`` stood while its draft is thrown away. What was typed is still in its
    fields, so that ``Ångra`` can bring it back."""

    def __init__(
        self,
        keeper: DraftKeeper,
        body: QWidget,
        focus_first: Callable[[], None],
        close: Callable[[], None],
    ) -> None:
        super().__init__(label(tr("Utkastet är slängt.")), role="notice")
        self._keeper = keeper
        self._covered = body
        self._focus_first = focus_first
        self._undo = button(tr("Ångra"), self._take_back, icon="undo")
        self.add_row(self._undo, button(tr("Stäng"), close))
        self.hide()
        keeper.discarded.connect(self._discarded)

    def _discarded(self) -> None:
        self._covered.hide()
        self.show()
        self._undo.setFocus()

    def _take_back(self) -> None:
        self.hide()
        self._covered.show()
        self._keeper.touch()
        self._keeper.save_now()
        self._focus_first()
