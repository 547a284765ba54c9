"""Valvet kan vara röjt: everything encrypted anew, so that old keys open nothing from now on.

Four looks after each other: what is to open the vault, the new recovery code, the proof that it
was written down, and the work. Nothing in the vault is touched before the last of them.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QProgressBar, QWidget

from app.errors import Reason, Refusal
from app.usecases import vault_care
from app.usecases.desk import Desk
from app.usecases.vault_care import NewKeys
from ui.core import LoadCore
from ui.pages.settings.arranging import part, row
from ui.pages.settings.section import Section
from ui.passphrase_choice import PassphraseChoice
from ui.recovery_code import ChooseTwo, CodeCard, CodeProof, two_by_chance
from ui.session import Session
from ui.tasks import Ticket, alive
from ui.texts import tr
from ui.unit_card_choice import UnitCardChoice
from ui.widgets.buttons import button
from ui.widgets.labels import label
from ui.widgets.passphrase_field import PassphraseField


class RotationSection(Section):
    def __init__(self, session: Session, core: LoadCore, choose: ChooseTwo = two_by_chance) -> None:
        super().__init__(tr("Om valvet kan vara röjt"))
        self._session = session
        self._core = core
        self._code = ""
        self._ticket: Ticket | None = None
        self._open = button(tr("Byt valvets nyckel …"), self._start)
        self._now = PassphraseField(tr("Nuvarande lösenfras"))
        self._choice = PassphraseChoice(session.tasks, core)
        self._unit = UnitCardChoice(session.tasks, core)
        for field in (self._now, self._choice, self._unit):
            field.changed.connect(self._refresh)
        self._go_on = button(tr("Fortsätt till ny återställningskod"), self._check, role="primary")
        self._card = CodeCard()
        self._proof = CodeProof(choose)
        self._proof.changed.connect(self._refresh)
        self._rotate = button(tr("Byt nyckel och lås valvet"), self._begin, role="primary")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Valvet krypteras om"))
        self._stop = button(tr("Stoppa"), self._cancel)
        self._parts = (self._ask_part(), self._code_part(), self._proof_part(), self._work_part())
        self._ask, self._show_code, self._prove, self._work = self._parts
        self.column.addWidget(label(_what_it_does(), "muted"))
        self.column.addLayout(row(self._open))
        for one in self._parts:
            one.hide()
            self.column.addWidget(one)
        self.finish()

    def _ask_part(self) -> QWidget:
        name = label(tr("Nuvarande lösenfras"), "label")
        name.setBuddy(self._now.line())
        return part(
            label(_before_one_begins()),
            name,
            self._now,
            label(tr("Ny lösenfras"), "label"),
            self._choice,
            label(tr("Enhetens nyckel"), "label"),
            self._unit,
            row(self._go_on, button(tr("Avbryt"), self._give_up)),
        )

    def _code_part(self) -> QWidget:
        return part(
            label(
                tr(
                    "Skriv av den nya återställningskoden för hand. Den börjar gälla när nyckeln "
                    "är bytt; till dess gäller den gamla."
                )
            ),
            self._card,
            row(
                button(tr("Jag har skrivit av koden"), self._hide_code, role="primary"),
                button(tr("Avbryt"), self._give_up),
            ),
        )

    def _proof_part(self) -> QWidget:
        return part(
            label(tr("Läs från ditt papper.")),
            self._proof,
            label(
                tr(
                    "När nyckeln är bytt låses valvet. Lås upp det med den nya lösenfrasen. Då "
                    "öppnar varken den gamla lösenfrasen, den gamla återställningskoden eller "
                    "enhetens gamla nyckel valvet."
                )
            ),
            row(
                self._rotate,
                button(tr("Visa den nya koden igen"), self._show_again),
                button(tr("Avbryt"), self._give_up),
            ),
        )

    def _work_part(self) -> QWidget:
        return part(
            label(tr("Valvet krypteras om och kontrolleras. Stäng inte av datorn.")),
            self._bar,
            row(self._stop),
        )

    # ------------------------------------------------------------------ what is to open it

    def _start(self) -> None:
        self.say_nothing()
        self._open.hide()
        self._look(self._ask)
        self._choice.start()
        self._now.setFocus()
        self._refresh()

    def _refresh(self) -> None:
        ready = self._choice.ready() and self._unit.ready()
        self._go_on.setEnabled(bool(self._now.text()) and ready)
        self._rotate.setEnabled(self._proof.filled())

    def _check(self) -> None:
        """The passphrase now, not after a person has written a code by hand for nothing."""
        self._go_on.setEnabled(False)
        typed = bytearray(self._now.text().encode())
        self._session.run(
            partial(_checked_and_new_code, typed, self._core),
            self._take_code,
            context=self,
            failed=self._wrong,
        )

    def _wrong(self, refusal: Refusal) -> None:
        self._refresh()
        self.show_refusal(refusal)
        self._now.setFocus()

    # ------------------------------------------------------------------ the code

    def _take_code(self, code: str) -> None:
        self.say_nothing()
        self._code = code
        self._show_again()

    def _show_again(self) -> None:
        self._card.show_code(self._code)
        self._look(self._show_code)

    def _hide_code(self) -> None:
        self._card.clear()
        self._proof.ask(self._code)
        self._look(self._prove)
        self._proof.start()
        self._refresh()

    # ------------------------------------------------------------------ the work

    def _begin(self) -> None:
        if not self._proof.proved():
            return
        self.say_nothing()
        card = self._unit.card()
        work = partial(
            vault_care.rotate_data_key,
            NewKeys(self._choice.passphrase(), self._code, () if card is None else (card,)),
            self._now.take(),
        )
        self._bar.setRange(0, 0)
        self._stop.show()
        self._look(self._work)
        self._stop.setFocus()
        self._ticket = self._session.run_long(
            work,
            self._done,
            # Not this section: the vault is to be locked also when the page has been left.
            context=self._session,
            progressed=self._progressed,
            cancelled=self._stopped,
            failed=self._refused,
        )

    def _progressed(self, done: int, total: int) -> None:
        if alive(self):
            self._bar.setRange(0, max(1, total))
            self._bar.setValue(done)
            # From here it is done whatever is pressed.
            self._stop.setVisible(done < total)

    def _cancel(self) -> None:
        if self._ticket is not None:
            self._session.cancel(self._ticket)

    def _done(self, _nothing: None) -> None:
        """The old key leaves the memory with the process."""
        self._session.lock_requested.emit()

    def _stopped(self) -> None:
        if alive(self):
            self._give_up()
            self.complain(_unchanged(tr("Stoppat.")))

    def _refused(self, refusal: Refusal) -> None:
        if not alive(self):
            self._session.refused.emit(refusal)
            return
        self._give_up()
        if refusal.reason is Reason.DISK_FULL:
            self.complain(
                _unchanged(
                    tr(
                        "Det behövs lika mycket ledigt utrymme på disken som valvet tar. Frigör "
                        "det."
                    )
                )
            )
        else:
            self.show_refusal(refusal)

    def _give_up(self) -> None:
        self._code = ""
        self._now.clear()
        self._choice.clear()
        self._unit.forget()
        self._card.clear()
        self._look(None)
        self._open.show()
        self._open.setFocus()

    def _look(self, shown: QWidget | None) -> None:
        for one in self._parts:
            one.setVisible(one is shown)


def _what_it_does() -> str:
    return tr(
        "Gör det här om någon kan ha fått tag i både en kopia av valvet och ett sätt att öppna "
        "det. Att bara byta lösenfras räcker inte då: den som har en gammal kopia och den gamla "
        "lösenfrasen kan läsa även senare kopior. Här krypteras allt om med en ny nyckel."
    )


def _before_one_begins() -> str:
    return tr(
        "Du får en ny lösenfras och en ny återställningskod: ha papper och penna till hands. Ska "
        "enhetens nyckel kunna öppna valvet behöver du lägga till nyckelkortet igen. Gamla "
        "säkerhetskopior byter inte nyckel: gör en ny kopia efteråt och förstör de gamla, på "
        "varje disk och USB-minne där de finns. Det någon redan har läst går inte att ta tillbaka."
    )


def _unchanged(what: str) -> str:
    return what + tr(
        " Ingenting är ändrat, och den gamla lösenfrasen gäller. Förstör papperet med den nya "
        "koden."
    )


def _checked_and_new_code(typed: bytearray, core: LoadCore, desk: Desk) -> str:
    desk.vault.check_passphrase(typed)
    return core().door.new_recovery_code()
