"""The unit's key: who else can open the vault, if anybody."""

from __future__ import annotations

from ui.core import LoadCore
from ui.pages.first_start.step import Step
from ui.tasks import Tasks
from ui.texts import tr
from ui.unit_card_choice import UnitCardChoice
from ui.widgets.labels import label


class UnitKeyStep(Step):
    def __init__(self, tasks: Tasks, core: LoadCore) -> None:
        super().__init__()
        self.title = tr("Enhetens nyckel")
        self.choice = UnitCardChoice(tasks, core)
        self.choice.changed.connect(self.changed)
        self.lay_out(
            label(
                tr(
                    "Om du blir sjuk och någon annan måste hjälpa den enskilde i natt kan din "
                    "enhet öppna valvet med sin egen nyckel, som chefen förvarar förseglad. "
                    "Det kräver enhetens nyckelkort, en liten fil som du får av chefen."
                )
            ),
            label(
                tr(
                    "Utan kort är det bara lösenfrasen och återställningskoden som öppnar valvet. "
                    "Är båda borta är innehållet borta."
                ),
                "muted",
            ),
            self.choice,
        )

    def card(self) -> bytes | None:
        """The card's bytes, or None where there is none."""
        return self.choice.card()

    def unit(self) -> str:
        """The name on the card; empty without one."""
        return self.choice.unit()

    def ready(self) -> bool:
        return self.choice.ready()

    def entered(self) -> None:
        self.choice.start()
