"""The strip that never scrolls away: which case this is, and how protected the person is."""

from __future__ import annotations

from zlib import crc32

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from app.casework.facts import Protection, ProtectionLevel
from app.casework.moments import shown
from app.casework.standing import OURS, Standing, Whose
from app.casework.state import CaseState, Entity
from app.ids import StreamId
from ui.case_words import PROTECTION, STATUS
from ui.texts import tr
from ui.tokens import LIGHT
from ui.widgets.announce import announce
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Card, label, restyle
from ui.words import word

_WHOSE = {
    Whose.HANDED_OVER: "Överlämnat: går bara att läsa",
    Whose.SHARE_ENDED: "Delningen är avslutad: går bara att läsa",
    Whose.SHARED: "Delat med dig",
    Whose.DISPUTED: "⚠ Oklart vem som har ärendet",
    Whose.GUEST: "Bara en del av ärendet",
}


class CaseStrip(Card):
    """Pseudonym and case number, status, protection, responsible; with the case's own colour
    down its left side, so that the eye notices that the case is another."""

    def __init__(self, stream: StreamId) -> None:
        super().__init__(spacing=3)
        self.setAccessibleName(tr("Ärende"))
        self._band = QFrame()
        self._band.setProperty("band", str(band_of(stream)))
        self._name = label("", "title", wraps=False)
        self._status = label("", "chip", wraps=False)
        self._protection = label("", "chip", wraps=False)
        self._whose = label("", "chip-warn", wraps=False)
        self._whose.hide()
        self._details = label("", "muted")
        chips = FlowLayout(spacing=10)
        for part in (self._name, self._status, self._protection, self._whose):
            chips.addWidget(part)
        lines = QVBoxLayout()
        lines.setSpacing(4)
        lines.addLayout(chips)
        lines.addWidget(self._details)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._band)
        row.addLayout(lines, 1)
        self.column.setContentsMargins(0, 0, 14, 0)
        lines.setContentsMargins(0, 11, 0, 11)
        self.column.addLayout(row)

    def show_state(self, state: CaseState, standing: Standing = OURS) -> None:
        came = self._name.text() != state.label
        self._name.setText(state.label)
        self._status.setText(word(STATUS, state.status))
        text, warns = protection_text(state.protection)
        self._protection.setText(text)
        self._protection.setProperty("role", "chip-warn" if warns else "chip")
        restyle(self._protection)
        self._whose.setText(whose_text(standing))
        self._whose.setVisible(bool(self._whose.text()))
        self._details.setText("  ·  ".join(_details(state)))
        if came:
            announce(self, tr("Ärende {label}").format(label=state.label))

    def chips(self) -> tuple[QLabel, ...]:
        return (self._name, self._status, self._protection)


def band_of(stream: StreamId) -> int:
    """Which of the theme's bands a case has: the same every time, on every machine."""
    return crc32(stream.encode()) % len(LIGHT.bands)


def protection_text(protection: Entity[Protection] | None) -> tuple[str, bool]:
    """What the strip says of the protection, and whether it is something to mind."""
    if protection is None:
        return tr("⚠ Skyddet är inte kontrollerat"), True
    if protection.disputed:
        return tr("⚠ Skyddet: två versioner"), True
    fact = protection.latest.fact
    if fact.level is ProtectionLevel.NONE:
        return word(PROTECTION, fact.level), False
    until = tr(" till {day}").format(day=shown(fact.valid_to)) if fact.valid_to else ""
    return f"⚠ {word(PROTECTION, fact.level)}{until}", True


def whose_text(standing: Standing) -> str:
    """What the strip says of whose the case is; nothing of one that is simply here."""
    return tr(_WHOSE[standing.whose]) if standing.whose in _WHOSE else ""


def _details(state: CaseState) -> list[str]:
    found = []
    if state.case_file is not None and state.case_file.latest.fact.registration_number:
        found.append(state.case_file.latest.fact.registration_number)
    if state.responsibility is not None:
        who = state.responsibility.latest.fact
        found.append(tr("Ansvarig: {name}").format(name=f"{who.name}, {who.title}"))
    if state.intakes:
        received = shown(state.intakes[0].latest.fact.received_on)
        found.append(tr("Inkom {day}").format(day=received))
    return found
