"""What must be said between unlocking and working: that the vault is older than it should be,
that somebody has tried to open it, that its spare head was used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.texts import minute, tr
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Card, label
from ui.widgets.problem_line import ProblemLine

if TYPE_CHECKING:  # the window before the vault needs none of the core
    from app.ports import VaultFacts

SHOWN_FAILURES = 5


def needs_saying(facts: VaultFacts) -> bool:
    return facts.rolled_back or bool(facts.failed_unlocks) or facts.opened_from_spare_head


class AftermathPage(QWidget):
    go_on = Signal()
    """Open the vault as it is: for reading only, when it is older than its anchors."""
    accept_rollback = Signal(str)
    """It was restored on purpose; why, in the caseworker's words, goes into the log."""
    lock = Signal()

    def __init__(self, facts: VaultFacts) -> None:
        super().__init__()
        self._reason = QLineEdit()
        self._problem = ProblemLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(tr("Innan du fortsätter"), "title"))
        if facts.rolled_back:
            column.addWidget(self._rolled_back())
        if facts.opened_from_spare_head:
            column.addWidget(_spare_head())
        if facts.failed_unlocks:
            column.addWidget(_failures(facts.failed_unlocks))
        self._continue = button(
            tr("Öppna för läsning") if facts.rolled_back else tr("Fortsätt"),
            self._go_on,
            role="" if facts.rolled_back else "primary",
        )
        self._continue.setDefault(True)
        bottom = FlowLayout()
        bottom.addWidget(self._continue)
        bottom.addWidget(button(tr("Lås igen"), self._lock, icon="lock"))
        column.addLayout(bottom)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._continue.setFocus()

    def show_problem(self, text: str) -> None:
        self._problem.say(text)

    def _rolled_back(self) -> QWidget:
        name = label(tr("&Varför är valvet återställt?"), "label")
        name.setBuddy(self._reason)
        self._reason.setAccessibleName(tr("Varför är valvet återställt?"))
        box = Card(
            label(tr("Valvet är äldre än när det senast låstes på den här datorn"), "heading"),
            label(
                tr(
                    "Någon kan ha lagt tillbaka en gammal kopia. Det som skrevs efter kopian finns "
                    "inte här. Har du själv återställt en säkerhetskopia: skriv varför, så går det "
                    "att arbeta vidare. Annars: öppna bara för läsning och tala med din chef."
                )
            ),
            name,
            self._reason,
            self._problem,
            role="notice-error",
        )
        box.add_row(button(tr("Det är en återställd kopia"), self._accept))
        return box

    def _accept(self) -> None:
        reason = self._reason.text().strip()
        if not reason:
            self.show_problem(tr("Skriv varför, till exempel: ny dator, kopia från 12 mars."))
            self._reason.setFocus()
            return
        self.accept_rollback.emit(reason)

    def _go_on(self) -> None:
        self.go_on.emit()

    def _lock(self) -> None:
        self.lock.emit()


def _spare_head() -> QWidget:
    return Card(
        label(tr("Valvets nyckelfil var skadad, och reserven användes"), "heading"),
        label(
            tr(
                "Inget i ärendena är ändrat. Kontrollera valvet i Inställningar i dag och gör en "
                "ny säkerhetskopia: disken kan vara på väg att gå sönder."
            )
        ),
        role="notice-warn",
    )


def _failures(times: tuple[str, ...]) -> QWidget:
    minutes = dict.fromkeys(minute(at) for at in times)
    latest = list(minutes)[-SHOWN_FAILURES:]
    heading = (
        tr("Ett misslyckat försök att låsa upp sedan förra gången")
        if len(times) == 1
        else tr("{n} misslyckade försök att låsa upp sedan förra gången").format(n=len(times))
    )
    return Card(
        label(heading, "heading"),
        label(tr("Senast: {times}.").format(times=", ".join(latest))),
        label(tr("Var det inte du: byt lösenfras i Inställningar och tala med din chef."), "muted"),
        role="notice-warn",
    )
