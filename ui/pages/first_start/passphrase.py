"""The passphrase of the new vault."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ui.core import LoadCore
from ui.pages.first_start.step import Step
from ui.passphrase_choice import PassphraseChoice
from ui.tasks import Tasks
from ui.texts import tr
from ui.widgets.labels import label


class PassphraseStep(Step):
    def __init__(
        self, tasks: Tasks, core: LoadCore, own_words: Callable[[], Sequence[str]]
    ) -> None:
        super().__init__()
        self.title = tr("Lösenfras")
        self.choice = PassphraseChoice(tasks, core, own_words)
        self.choice.changed.connect(self._chosen)
        self.lay_out(
            label(
                tr(
                    "Lösenfrasen öppnar valvet varje gång. Ingen kan ta fram den åt dig. "
                    "Den föreslagna är åtta slumpade ord: skriv upp den och förvara lappen inlåst "
                    "tills du kan den."
                )
            ),
            self.choice,
        )

    def ready(self) -> bool:
        return self.choice.ready()

    def entered(self) -> None:
        self.choice.start()

    def _chosen(self) -> None:
        """What was wrong stays until it has been put right: also an answer of the estimate that
        was on its way changes the choice."""
        if self.ready():
            self.show_problem("")
        self.changed.emit()
