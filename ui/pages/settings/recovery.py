"""A new recovery code."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.errors import Refusal
from app.usecases.desk import Desk
from ui.pages.settings.arranging import part, row
from ui.pages.settings.section import Section
from ui.recovery_code import ChooseTwo, CodeCard, CodeProof, two_by_chance
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import label
from ui.widgets.passphrase_field import PassphraseField


class RecoverySection(Section):
    """Three looks after each other: the passphrase, the code, the proof."""

    def __init__(self, session: Session, choose: ChooseTwo = two_by_chance) -> None:
        super().__init__(tr("Återställningskod"))
        self._session = session
        self._code = ""
        self._open = button(tr("Ny återställningskod …"), self._ask)
        self._passphrase = PassphraseField(tr("Lösenfras"))
        self._passphrase.entered.connect(self._replace)
        self._take = button(tr("Byt kod"), self._replace, role="primary")
        self._card = CodeCard()
        self._proof = CodeProof(choose)
        self._done = button(tr("Koden är avskriven"), self._finish_proof, role="primary")
        self._ask_part = part(
            label(tr("Lösenfras"), "label"), self._passphrase, row(self._take, self._cancel())
        )
        self._show_part = part(
            label(tr("Den gamla koden gäller inte längre. Skriv av den nya för hand.")),
            self._card,
            row(button(tr("Jag har skrivit av den"), self._hide_code, role="primary")),
        )
        self._proof_part = part(
            label(tr("Läs från ditt papper.")),
            self._proof,
            row(self._done, button(tr("Visa koden igen"), self._show_again)),
        )
        self.column.addWidget(
            label(
                tr("Öppnar valvet om du glömmer lösenfrasen. Byt den om någon kan ha sett den."),
                "muted",
            )
        )
        self.column.addLayout(row(self._open))
        for one in (self._ask_part, self._show_part, self._proof_part):
            one.hide()
            self.column.addWidget(one)
        self.finish()

    def _cancel(self) -> QWidget:
        return button(tr("Avbryt"), self._close)

    def _ask(self) -> None:
        self.say_nothing()
        self._open.hide()
        self._ask_part.show()
        self._passphrase.setFocus()

    def _close(self) -> None:
        self._passphrase.clear()
        for one in (self._ask_part, self._show_part, self._proof_part):
            one.hide()
        self._open.show()

    def _replace(self) -> None:
        if self._passphrase.text():
            self._session.run(
                partial(_replace, self._passphrase.take()),
                self._show_code,
                context=self,
                failed=self._refused,
            )

    def _refused(self, refusal: Refusal) -> None:
        self.show_refusal(refusal)
        self._passphrase.setFocus()

    def _show_code(self, code: str) -> None:
        self.say_nothing()
        self._code = code
        self._ask_part.hide()
        self._show_again()

    def _show_again(self) -> None:
        self._proof_part.hide()
        self._card.show_code(self._code)
        self._show_part.show()

    def _hide_code(self) -> None:
        self._card.clear()
        self._show_part.hide()
        self._proof.ask(self._code)
        self._proof_part.show()
        self._proof.start()

    def _finish_proof(self) -> None:
        if self._proof.proved():
            self._code = ""
            self._close()
            self.say(
                tr(
                    "Den nya koden gäller. Förstör papperet med den gamla: den öppnar fortfarande "
                    "de säkerhetskopior som redan finns."
                )
            )


def _replace(passphrase: bytearray, desk: Desk) -> str:
    return desk.vault.replace_recovery_code(passphrase)
