"""The recovery code: written by hand, and proved to have been."""

from __future__ import annotations

from collections.abc import Callable

from ui.core import LoadCore
from ui.pages.first_start.step import Step
from ui.recovery_code import ChooseTwo, CodeCard, CodeProof
from ui.tasks import Tasks
from ui.texts import tr
from ui.widgets.labels import label


class RecoveryStep(Step):
    """Shows the code."""

    def __init__(self, tasks: Tasks, core: LoadCore) -> None:
        super().__init__()
        self.title = tr("Återställningskod")
        self._tasks = tasks
        self._core = core
        self._code = ""
        self._card = CodeCard()
        self.lay_out(
            label(
                tr(
                    "Koden öppnar valvet om du glömmer lösenfrasen. Skriv av den för hand på "
                    "papper, grupp för grupp, och förvara papperet inlåst på ett annat ställe "
                    "än datorn. Ta ingen bild av den."
                )
            ),
            self._card,
            label(tr("På nästa sida skriver du in två av grupperna från papperet."), "muted"),
        )

    def code(self) -> str:
        return self._code

    def ready(self) -> bool:
        return bool(self._code)

    def entered(self) -> None:
        if not self._code:
            self._tasks.run(self._new_code, self._show_code, context=self)

    def _new_code(self) -> str:
        return self._core().door.new_recovery_code()

    def _show_code(self, code: str) -> None:
        self._code = code
        self._card.show_code(code)
        self.changed.emit()


class ProofStep(Step):
    """Asks for two groups of the code, which is no longer in sight."""

    def __init__(self, code: Callable[[], str], choose: ChooseTwo) -> None:
        super().__init__()
        self.title = tr("Visa att koden är avskriven")
        self._code = code
        self.proof = CodeProof(choose)
        self.proof.changed.connect(self.changed)
        self.lay_out(
            label(tr("Läs från ditt papper. Gå tillbaka om du vill se koden igen.")), self.proof
        )

    def entered(self) -> None:
        self.proof.ask(self._code())
        self.proof.start()

    def ready(self) -> bool:
        return self.proof.filled()

    def check(self, go_on: Callable[[], None]) -> None:
        if self.proof.proved():
            go_on()
