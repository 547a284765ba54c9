"""The guide: one step at a time, forward and back, nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.errors import Reason, Refusal
from app.ports import OpenVault, Strength
from ui.core import LoadCore
from ui.messages import sentence
from ui.pages.first_start.owner import OwnerStep
from ui.pages.first_start.passphrase import PassphraseStep
from ui.pages.first_start.place import PlaceStep
from ui.pages.first_start.recovery import ProofStep, RecoveryStep
from ui.pages.first_start.step import Step
from ui.pages.first_start.summary import SummaryStep
from ui.pages.first_start.unit_key import UnitKeyStep
from ui.recovery_code import ChooseTwo, two_by_chance
from ui.tasks import Tasks
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import label


class FirstStartPage(QWidget):
    """Ends with ``created``, an open vault that has never been empty or half made."""

    created = Signal(object)
    """``OpenVault``"""
    given_up = Signal()
    turned = Signal()
    """Another step is in sight."""

    def __init__(
        self, tasks: Tasks, core: LoadCore, folder: Path, choose: ChooseTwo = two_by_chance
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._core = core
        self._busy = False
        self._at = 0
        self._place = PlaceStep(tasks, core, folder)
        self._owner = OwnerStep()
        self._passphrase = PassphraseStep(tasks, core, self._owner.own_words)
        self._recovery = RecoveryStep(tasks, core)
        self._proof = ProofStep(self._recovery.code, choose)
        self._unit_key = UnitKeyStep(tasks, core)
        self._summary = SummaryStep()
        self.steps: tuple[Step, ...] = (
            self._place,
            self._passphrase,
            self._recovery,
            self._proof,
            self._unit_key,
            self._owner,
            self._summary,
        )
        self._where = label("", "muted")
        self._title = label("", "title")
        self._bar = QProgressBar()
        self._bar.setRange(0, len(self.steps))
        self._bar.setTextVisible(False)
        for step in self.steps:
            step.changed.connect(self._refresh)
        self._back = button(tr("Tillbaka"), self.go_back, icon="arrow-left")
        self._next = button("", self.go_on, role="primary")
        self._next.setDefault(True)
        self._lay_out()
        self._show(0)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._where)
        column.addWidget(self._bar)
        column.addWidget(self._title)
        for step in self.steps:
            step.hide()
            column.addWidget(step)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._next)
        column.addLayout(row)

    # ------------------------------------------------------------------ forward and back

    @property
    def at(self) -> int:
        """Which step is in sight, from 0."""
        return self._at

    def go_on(self) -> None:
        step = self.steps[self.at]
        if self._busy or not step.ready():
            return
        if step is self._summary:
            self._look_once_more()
        else:
            step.check(self._advance)

    def go_back(self) -> None:
        if self._busy:
            return
        if self.at == 0:
            self.given_up.emit()
        else:
            self._show(self.at - 1)

    def _advance(self) -> None:
        self._show(self.at + 1)

    def _show(self, number: int) -> None:
        step = self.steps[number]
        if step is self._summary:
            self._summary.show_facts(self._facts())
        self.steps[self._at].hide()
        self._at = number
        step.show()
        self._where.setText(
            tr("Skapa valv · steg {number} av {all}").format(number=number + 1, all=len(self.steps))
        )
        self._title.setText(step.title)
        self._bar.setValue(number + 1)
        self._bar.setAccessibleName(self._where.text())
        last = step is self._summary
        self._next.setText(tr("Skapa valvet") if last else tr("Nästa"))
        self._back.setText(tr("Avbryt") if number == 0 else tr("Tillbaka"))
        self._refresh()
        self.turned.emit()
        # Where the step asks for nothing, Enter goes on; it must not find the way back focused.
        self.setFocus()
        step.entered()

    def _refresh(self) -> None:
        self._next.setEnabled(not self._busy and self.steps[self.at].ready())
        self._back.setEnabled(not self._busy)

    def _facts(self) -> tuple[tuple[str, str], ...]:
        owner = self._owner.owner()
        return (
            (tr("Plats"), str(self._place.path())),
            (
                tr("Lösenfras"),
                tr("Den föreslagna") if self._passphrase.choice.is_suggested() else tr("Egen"),
            ),
            (tr("Återställningskod"), tr("Avskriven för hand och kontrollerad")),
            (tr("Enhetens nyckel"), self._unit_key.unit() or tr("Ingen")),
            (tr("Handläggare"), f"{owner.name}, {owner.title}"),
            (tr("Enhet"), f"{owner.unit}, {owner.municipality}"),
        )

    # ------------------------------------------------------------------ making it

    def _look_once_more(self) -> None:
        """An own passphrase is estimated anew, now that one knows whose name it must not hold."""
        self._set_busy(busy=True)
        if self._passphrase.choice.is_suggested():
            self._create()
            return
        phrase, words = self._passphrase.choice.passphrase().decode(), self._owner.own_words()
        self._tasks.run(
            lambda: self._core().door.passphrase_strength(phrase, words),
            self._create_if_strong,
            context=self,
        )

    def _create_if_strong(self, strength: Strength) -> None:
        if strength.accepted:
            self._create()
            return
        self._set_busy(busy=False)
        self._show(self.steps.index(self._passphrase))
        self._passphrase.choice.estimate_anew()
        self._passphrase.show_problem(
            tr("Lösenfrasen bygger på dina egna uppgifter och går lätt att gissa. Välj andra ord.")
        )

    def _create(self) -> None:
        path, passphrase = self._place.path(), self._passphrase.choice.passphrase()
        code, owner, card = self._recovery.code(), self._owner.owner(), self._unit_key.card()
        self._tasks.run(
            lambda: self._core().door.create(path, passphrase, code, owner, unit_card=card),
            self._made,
            context=self,
            failed=self._refused,
        )

    def _made(self, vault: OpenVault) -> None:
        self.created.emit(vault)

    def _refused(self, refusal: Refusal) -> None:
        """Back to the step that can put it right, with everything typed still there."""
        self._set_busy(busy=False)
        step = {
            Reason.PASSPHRASE_WEAK: self._passphrase,
            Reason.KEY_CARD_INVALID: self._unit_key,
        }.get(refusal.reason, self._place)
        self._show(self.steps.index(step))
        step.show_problem(sentence(refusal))

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._summary.show_busy(busy=busy)
        self._refresh()
