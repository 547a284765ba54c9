"""The window that stands between the machine and the vault. Knows nothing that is secret: the
vault's name is its folder's."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.pages.unlock.trouble import Trouble, Way
from ui.pages.unlock.trouble_card import TroubleCard
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.editors.base import SENSITIVE
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Card, label
from ui.widgets.passphrase_field import PassphraseField


class UnlockPage(QWidget):
    """Shows and asks; ``presenter.Unlocking`` decides."""

    passphrase_given = Signal(object)
    """``bytearray``; its receiver wipes it."""
    code_given = Signal(str)
    another_vault = Signal()
    new_vault = Signal()
    restore = Signal()
    tried_again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._seconds_left = 0
        self._busy = False
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._countdown.timeout.connect(self._count_down)

        self._title = label(tr("Lås upp valvet"), "title")
        self._vault = label("", "heading")
        self._folder = label("", "muted")
        self._training = self._training_part()
        self._notice_text = label()
        self._notice = Card(self._notice_text, role="notice-warn")
        self._notice.hide()
        self._by_passphrase = self._passphrase_part()
        self._by_code = self._code_part()
        self._by_code.hide()
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(tr("Låser upp"))
        self._progress.hide()
        self._trouble = TroubleCard()
        self._trouble.chosen.connect(self._go)
        self._lay_out()

    # ------------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (
            self._title,
            self._notice,
            Card(self._vault, self._folder, spacing=2),
            self._training,
            self._by_passphrase,
            self._by_code,
            self._progress,
            self._trouble,
        ):
            column.addWidget(part)
        column.addSpacing(8)
        others = FlowLayout()
        by_code = button(tr("Använd återställningskoden"), self.ask_for_code, role="link")
        another = button(tr("Öppna ett annat valv …"), partial(self._go, Way.ANOTHER), role="link")
        from_copy = partial(self._go, Way.RESTORE)
        restore = button(tr("Återställ från säkerhetskopia …"), from_copy, role="link")
        new = button(tr("Skapa ett nytt valv …"), self._new, role="link")
        self._links = {Way.CODE: by_code, Way.ANOTHER: another, Way.RESTORE: restore}
        for link in (by_code, another, new, restore):
            others.addWidget(link)
        column.addLayout(others)

    def _training_part(self) -> QWidget:
        self._training_passphrase = ""
        self._training_text = label()
        self._training_button = button(tr("Fyll i lösenfrasen"), self._fill_in)
        card = Card(self._training_text, role="notice")
        card.add_row(self._training_button)
        card.hide()
        return card

    def _passphrase_part(self) -> QWidget:
        self._field = PassphraseField(tr("Lösenfras"))
        self._field.entered.connect(self._give_passphrase)
        self._field.changed.connect(self._refresh)
        self._unlock = button(tr("Lås upp"), self._give_passphrase, role="primary", icon="unlock")
        self._unlock.setDefault(True)
        name = label(tr("&Lösenfras"), "label")
        name.setBuddy(self._field.line())
        return _part(name, self._field, self._unlock)

    def _code_part(self) -> QWidget:
        self._code = QLineEdit()
        self._code.setInputMethodHints(SENSITIVE)
        self._code.setDragEnabled(False)
        self._code.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX")
        self._code.setAccessibleName(tr("Återställningskod"))
        self._code.returnPressed.connect(self._give_code)
        self._code.textChanged.connect(self._refresh)
        self._unlock_by_code = button(
            tr("Lås upp med koden"), self._give_code, role="primary", icon="unlock"
        )
        help_text = label(
            tr(
                "Sju grupper med fyra tecken, från papperet som skrevs när valvet skapades. "
                "Stora och små bokstäver, mellanslag och bindestreck spelar ingen roll. "
                "Sedan får du välja en ny lösenfras."
            ),
            "muted",
        )
        name = label(tr("&Återställningskod"), "label")
        name.setBuddy(self._code)
        back = button(tr("Använd lösenfrasen i stället"), self.ask_for_passphrase, role="link")
        return _part(name, help_text, self._code, self._unlock_by_code, back)

    # ------------------------------------------------------------------ what is shown

    def show_vault(self, path: Path) -> None:
        """A vault by its folder's name. Forgets what was said of another."""
        self._vault.setText(path.name.removesuffix(".aktvalv"))
        self._folder.setText(str(path.parent))
        self._training.hide()
        self.hide_trouble()
        self.show_wait(0)

    def show_training(self, passphrase: str) -> None:
        """The vault is one for practice: its passphrase is no secret and stands here."""
        self._training_passphrase = passphrase
        self._training_text.setText(
            tr("Övningsvalv med påhittade personer. Lösenfras: {passphrase}").format(
                passphrase=passphrase
            )
        )
        self._training.show()

    def show_notice(self, text: str) -> None:
        """Something that happened before, above everything else."""
        self._notice_text.setText(text)
        self._notice.show()

    def show_trouble(self, trouble: Trouble) -> None:
        """Why it did not open, and the ways on. What was typed is gone; the focus is ready."""
        self._trouble.show_trouble(trouble)
        self._show_links(trouble.ways)
        (self._code if self._by_code.isVisible() else self._field).setFocus()

    def hide_trouble(self) -> None:
        self._trouble.hide()
        self._show_links()

    def show_wait(self, seconds: int) -> None:
        """Nothing can be tried for so many seconds."""
        self._seconds_left = seconds
        if seconds > 0:
            self._countdown.start()
        else:
            self._countdown.stop()
        self._refresh()

    def show_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._progress.setVisible(busy)
        self._refresh()

    def ask_for_code(self) -> None:
        self._show_part(self._by_code)
        self._code.setFocus()

    def ask_for_passphrase(self) -> None:
        self._show_part(self._by_passphrase)
        self._field.setFocus()

    # ------------------------------------------------------------------ what is done

    def _show_part(self, part: QWidget) -> None:
        self._by_code.setVisible(part is self._by_code)
        self._by_passphrase.setVisible(part is self._by_passphrase)
        self.hide_trouble()
        self._refresh()

    def _show_links(self, offered: Collection[Way] = ()) -> None:
        """The ways that do not stand in the trouble's card already, and lead somewhere else."""
        for way, link in self._links.items():
            here = way is Way.CODE and not self._by_code.isHidden()
            link.setVisible(way not in offered and not here)

    def _may_try(self) -> bool:
        return not self._busy and self._seconds_left == 0

    def _give_passphrase(self) -> None:
        if self._may_try() and self._field.text():
            self.passphrase_given.emit(self._field.take())

    def _give_code(self) -> None:
        if self._may_try() and self._code.text().strip():
            self.code_given.emit(self._code.text())

    def _fill_in(self) -> None:
        self._field.line().setText(self._training_passphrase)
        self._field.setFocus()

    def _count_down(self) -> None:
        self.show_wait(max(0, self._seconds_left - 1))

    def _refresh(self) -> None:
        _set_ready(self._unlock, tr("Lås upp"), self._seconds_left)
        _set_ready(self._unlock_by_code, tr("Lås upp med koden"), self._seconds_left)
        self._unlock.setEnabled(self._may_try() and bool(self._field.text()))
        self._unlock_by_code.setEnabled(self._may_try() and bool(self._code.text().strip()))

    def _new(self) -> None:
        self.new_vault.emit()

    def _go(self, way: Way) -> None:
        match way:
            case Way.CODE:
                self.ask_for_code()
            case Way.RESTORE:
                self.restore.emit()
            case Way.ANOTHER:
                self.another_vault.emit()
            case Way.AGAIN:
                self.tried_again.emit()


def _part(*children: QWidget) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    for child in children:
        column.addWidget(child)
    return part


def _set_ready(pressed: QPushButton, text: str, seconds: int) -> None:
    pressed.setText(
        tr("{text} – vänta {seconds} s").format(text=text, seconds=seconds) if seconds else text
    )
