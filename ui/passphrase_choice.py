"""Choosing a passphrase: the one suggested, or an own one that is hard enough to guess. Typed
once more in either case, so that nobody is locked out by a slip of the finger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from ui.core import LoadCore
from ui.tasks import Tasks
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.strength_meter import StrengthMeter

if TYPE_CHECKING:  # the window before the vault needs none of the core
    from app.ports import Strength

ESTIMATE_AFTER_MS = 150


class PassphraseChoice(QWidget):
    changed = Signal()
    """``ready`` may have another answer now."""

    def __init__(
        self, tasks: Tasks, core: LoadCore, own_words: Callable[[], Sequence[str]] = tuple
    ) -> None:
        """``own_words``: what somebody who knows the caseworker would guess first."""
        super().__init__()
        self._tasks = tasks
        self._core = core
        self._own_words = own_words
        self._strength: Strength | None = None
        self._suggested = ""
        self._use_suggested = QRadioButton(tr("Använd den föreslagna (rekommenderas)"))
        self._use_own = QRadioButton(tr("Hitta på en egen"))
        self._use_suggested.setChecked(True)
        self._use_suggested.toggled.connect(self._switch)
        self._phrase = label("", "title")
        self._phrase.setAccessibleName(tr("Föreslagen lösenfras"))
        self._suggestion = Card(self._phrase)
        self._suggestion.add_row(button(tr("Föreslå en annan"), self.suggest))
        self._own = PassphraseField(tr("Egen lösenfras"))
        self._own.changed.connect(self._typed)
        self._own_label = label(tr("&Egen lösenfras"), "label")
        self._own_label.setBuddy(self._own.line())
        self._meter = StrengthMeter()
        self._again = PassphraseField(tr("Lösenfrasen en gång till"))
        self._again.changed.connect(self._compare)
        self._again_label = label("", "label")
        self._again_label.setBuddy(self._again.line())
        self._different = label(
            tr("Det som skrivs här är inte likadant. Jämför ord för ord."), "problem"
        )
        self._different.hide()
        self._estimate_soon = QTimer(self)
        self._estimate_soon.setSingleShot(True)
        self._estimate_soon.setInterval(ESTIMATE_AFTER_MS)
        self._estimate_soon.timeout.connect(self._estimate)
        self._lay_out()
        self._switch()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (
            self._use_suggested,
            self._suggestion,
            self._use_own,
            self._own_label,
            self._own,
            self._meter,
            self._again_label,
            self._again,
            self._different,
        ):
            column.addWidget(part)

    # ------------------------------------------------------------------ answers

    def passphrase(self) -> bytearray:
        """The chosen passphrase as bytes; the fields keep it until ``clear``."""
        return bytearray(self._chosen().encode())

    def is_suggested(self) -> bool:
        return self._use_suggested.isChecked()

    def ready(self) -> bool:
        strong = self.is_suggested() or (self._strength is not None and self._strength.accepted)
        return bool(self._chosen()) and strong and self._again.text() == self._chosen()

    def start(self) -> None:
        """Ask for a suggestion if there is none, and put the focus where typing starts."""
        if not self._suggested:
            self.suggest()
        (self._again if self.is_suggested() else self._own).setFocus()

    def estimate_anew(self) -> None:
        """What counts as easy to guess has changed."""
        self._strength = None
        self._estimate()

    def clear(self) -> None:
        """Forget everything typed and suggested."""
        self._suggested = ""
        self._phrase.clear()
        self._own.clear()
        self._again.clear()

    def _chosen(self) -> str:
        return self._suggested if self.is_suggested() else self._own.text()

    # ------------------------------------------------------------------ the two ways

    def suggest(self) -> None:
        self._tasks.run(self._new_passphrase, self._show_suggestion, context=self)

    def _new_passphrase(self) -> str:
        return self._core().door.new_passphrase()

    def _show_suggestion(self, phrase: str) -> None:
        self._suggested = phrase
        self._phrase.setText(phrase)
        if self.is_suggested():
            self._again.clear()
        self._compare()

    def _switch(self) -> None:
        suggested = self.is_suggested()
        for widget in (self._own_label, self._own, self._meter):
            widget.setVisible(not suggested)
        self._suggestion.setVisible(suggested)
        self._again_label.setText(
            tr("&Skriv av lösenfrasen ovanför") if suggested else tr("Lösenfrasen en gång &till")
        )
        self._compare()

    def _typed(self) -> None:
        self._strength = None
        self._meter.show_nothing()
        self._estimate_soon.start()
        self._compare()

    def _estimate(self) -> None:
        phrase = self._own.text()
        if phrase:
            words = tuple(self._own_words())
            self._tasks.run(
                lambda: self._core().door.passphrase_strength(phrase, words),
                partial(self._show_strength, phrase),
                context=self,
            )

    def _show_strength(self, phrase: str, strength: Strength) -> None:
        if phrase != self._own.text():
            return  # typed on meanwhile: another answer is on its way
        self._strength = strength
        self._meter.show_strength(strength)
        self.changed.emit()

    def _compare(self) -> None:
        typed = self._again.text()
        self._different.setVisible(bool(typed) and not self._chosen().startswith(typed))
        self.changed.emit()
