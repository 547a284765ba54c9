"""Which program this is, what it protects and what it does not."""

from __future__ import annotations

from pathlib import Path

from ui.pages.settings.section import Section
from ui.texts import tr
from ui.version import VERSION
from ui.widgets.labels import label, selectable

_MISSING = {
    "no_memory_access": "Andra program som du kör kan läsa programmets minne.",
    "no_core_dump": "En krasch kan lämna minnet på disken.",
    "no_network": (
        "Systemet kan inte hindra nätverk i kärnan. Programmet har ingen nätverkskod; be it-stödet "
        "om en regel i brandväggen."
    ),
    "private_temp": "Det finns ingen tillfällig mapp i minnet; utskrifter mellanlagras på disken.",
    "screen": "Datorn säger inte till när skärmen låses.",
    "sleep": "Datorn säger inte till när den somnar.",
}
"""Guards that can be missing, each with what that means."""


class AboutSection(Section):
    def __init__(self, vault: Path, guards: frozenset[str]) -> None:
        super().__init__(tr("Om programmet"))
        for part in (
            label(tr("Aktvalv {version}").format(version=VERSION), "label"),
            selectable(tr("Valv: {path}").format(path=vault), "muted"),
            label(tr("Skyddas"), "label"),
            label(
                tr(
                    "Allt du skriver är krypterat på disken och i säkerhetskopiorna. Det som är "
                    "signerat kan inte ändras utan att det märks. Varje läsning och skrivning "
                    "loggas. Programmet har ingen nätverksåtkomst."
                )
            ),
            label(tr("Skyddas inte"), "label"),
            label(
                tr(
                    "Skadlig kod på datorn medan valvet är öppet, någon som ser eller fotar "
                    "skärmen, utskrivet papper, och att både lösenfras och återställningskod "
                    "är borta."
                )
            ),
        ):
            self.column.addWidget(part)
        missing = [tr(text) for name, text in _MISSING.items() if name not in guards]
        if missing:
            self.column.addWidget(label(tr("Saknas på den här datorn"), "label"))
            for text in missing:
                self.column.addWidget(label(text))
        self.finish()
