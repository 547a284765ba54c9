"""Another passphrase, with the one that holds now or with the recovery code."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.errors import Refusal
from app.usecases.desk import Desk
from ui.core import LoadCore
from ui.pages.settings.section import Section
from ui.passphrase_choice import PassphraseChoice
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.editors.base import SENSITIVE
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.passphrase_field import PassphraseField


class PassphraseSection(Section):
    def __init__(self, session: Session, core: LoadCore) -> None:
        super().__init__(tr("Lösenfras"))
        self._session = session
        self._open = button(tr("Byt lösenfras …"), self._start)
        self._form = QWidget()
        self._form.hide()
        self._now = PassphraseField(tr("Nuvarande lösenfras"))
        self._now_label = label(tr("Nuvarande lösenfras"), "label")
        self._now_label.setBuddy(self._now.line())
        self._code = QLineEdit()
        self._code.setInputMethodHints(SENSITIVE)
        self._code.setDragEnabled(False)
        self._code.setAccessibleName(tr("Återställningskod"))
        self._code_label = label(tr("Återställningskod"), "label")
        self._code_label.setBuddy(self._code)
        self._by_code = button(
            tr("Jag minns inte lösenfrasen, använd återställningskoden"),
            self._switch_to_code,
            role="link",
        )
        self._choice = PassphraseChoice(session.tasks, core)
        self._save = button(tr("Byt lösenfras"), self._change, role="primary")
        for field in (self._now, self._choice):
            field.changed.connect(self._refresh)
        self._code.textChanged.connect(self._refresh)
        self._lay_out()

    def _lay_out(self) -> None:
        self.column.addWidget(
            label(tr("Öppnar valvet varje gång. Den gamla slutar gälla när du byter."), "muted")
        )
        row = FlowLayout()
        row.addWidget(self._open)
        self.column.addLayout(row)
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (
            self._now_label,
            self._now,
            self._code_label,
            self._code,
            self._by_code,
            self._choice,
        ):
            column.addWidget(part)
        buttons = FlowLayout()
        buttons.addWidget(self._save)
        buttons.addWidget(button(tr("Avbryt"), self._close))
        column.addLayout(buttons)
        self.column.addWidget(self._form)
        self.finish()

    def _start(self) -> None:
        self.say_nothing()
        self._open.hide()
        self._form.show()
        self._show_code(shown=False)
        self._choice.start()
        self._now.setFocus()
        self._refresh()

    def _close(self) -> None:
        self._now.clear()
        self._code.setText("")  # not ``clear``, which could be undone
        self._choice.clear()
        self._form.hide()
        self._open.show()
        self._open.setFocus()

    def _switch_to_code(self) -> None:
        self._now.clear()
        self._show_code(shown=True)
        self._code.setFocus()
        self._refresh()

    def _show_code(self, *, shown: bool) -> None:
        by_code: tuple[QWidget, ...] = (self._code_label, self._code)
        by_passphrase: tuple[QWidget, ...] = (self._now_label, self._now, self._by_code)
        for widget in by_code:
            widget.setVisible(shown)
        for widget in by_passphrase:
            widget.setVisible(not shown)

    def _refresh(self) -> None:
        known = bool(self._now.text() or self._code.text().strip())
        self._save.setEnabled(known and self._choice.ready())

    def _change(self) -> None:
        self._save.setEnabled(False)
        new, code = self._choice.passphrase(), self._code.text()
        work = (
            partial(_change_by_code, code, new)
            if code.strip()
            else partial(_change, self._now.take(), new)
        )
        self._session.run(work, self._changed, context=self, failed=self._refused)

    def _changed(self, _nothing: None) -> None:
        self._close()
        self.say(
            tr(
                "Lösenfrasen är bytt. Den gamla öppnar inte valvet längre, men de säkerhetskopior "
                "som redan finns. Har någon sett den: gör en ny kopia och förstör de gamla."
            )
        )

    def _refused(self, refusal: Refusal) -> None:
        self._refresh()
        self.show_refusal(refusal)


def _change(old: bytearray, new: bytearray, desk: Desk) -> None:
    desk.vault.change_passphrase(old, new)


def _change_by_code(code: str, new: bytearray, desk: Desk) -> None:
    desk.vault.set_passphrase_with_recovery_code(code, new)
