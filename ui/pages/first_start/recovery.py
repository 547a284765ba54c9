"""The recovery code: written by hand, and proved to have been."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ui.core import LoadCore
from ui.pages.first_start.step import Step
from ui.tasks import Tasks
from ui.texts import tr
from ui.widgets.editors.base import SENSITIVE
from ui.widgets.labels import Card, label

GROUP = 4
LOOK_ALIKE = str.maketrans("OIL", "011")
"""Crockford's alphabet has no O, I or L: handwriting makes them 0 and 1."""

ChooseTwo = Callable[[Sequence[int]], Sequence[int]]
"""Two of these numbers, by chance."""


def groups_of(code: str) -> tuple[str, ...]:
    """The code's groups of four, without whatever stands between them."""
    plain = "".join(letter for letter in code if letter.isalnum())
    return tuple(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))


def same_group(typed: str, group: str) -> bool:
    """Whether somebody who read their own handwriting meant this group."""
    plain = "".join(letter for letter in typed.upper() if letter.isalnum())
    return plain.translate(LOOK_ALIKE) == group


class RecoveryStep(Step):
    """Shows the code."""

    def __init__(self, tasks: Tasks, core: LoadCore) -> None:
        super().__init__()
        self.title = tr("Återställningskod")
        self._tasks = tasks
        self._core = core
        self._code = ""
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        box = Card()
        box.column.addLayout(self._grid)
        self.lay_out(
            label(
                tr(
                    "Koden öppnar valvet om du glömmer lösenfrasen. Skriv av den för hand på "
                    "papper, grupp för grupp, och förvara papperet inlåst på ett annat ställe "
                    "än datorn. Ta ingen bild av den."
                )
            ),
            box,
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
        for number, group in enumerate(groups_of(code), 1):
            written = label(group, "title", wraps=False)
            written.setFont(_even_font(written.font()))
            written.setAccessibleName(
                tr("Grupp {number}: {letters}").format(number=number, letters=" ".join(group))
            )
            row, column = divmod(number - 1, GROUP)
            self._grid.addWidget(label(str(number), "muted", wraps=False), 2 * row, column)
            self._grid.addWidget(written, 2 * row + 1, column)
        self.changed.emit()


class ProofStep(Step):
    """Asks for two groups of the code, which is no longer in sight."""

    def __init__(self, code: Callable[[], str], choose: ChooseTwo) -> None:
        super().__init__()
        self.title = tr("Visa att koden är avskriven")
        self._code = code
        self._choose = choose
        self._asked: tuple[int, ...] = ()
        self._labels = (label("", "label"), label("", "label"))
        self._lines = (QLineEdit(), QLineEdit())
        parts: list[QWidget] = [
            label(tr("Läs från ditt papper. Gå tillbaka om du vill se koden igen."))
        ]
        for name, line in zip(self._labels, self._lines, strict=True):
            line.setInputMethodHints(SENSITIVE | Qt.InputMethodHint.ImhUppercaseOnly)
            line.textChanged.connect(self._typed)
            name.setBuddy(line)
            parts += [name, line]
        self.lay_out(*parts)

    def asked(self) -> tuple[int, ...]:
        """Which groups are asked for, from 1."""
        return self._asked

    def entered(self) -> None:
        if not self._asked:
            numbers = range(1, len(groups_of(self._code())) + 1)
            self._asked = tuple(sorted(self._choose(numbers)))
            for name, line, number in zip(self._labels, self._lines, self._asked, strict=True):
                name.setText(tr("Grupp &{number}").format(number=number))
                line.setAccessibleName(tr("Grupp {number}").format(number=number))
        self._lines[0].setFocus()

    def ready(self) -> bool:
        return bool(self._asked) and all(line.text().strip() for line in self._lines)

    def check(self, go_on: Callable[[], None]) -> None:
        groups = groups_of(self._code())
        for line, number in zip(self._lines, self._asked, strict=True):
            if not same_group(line.text(), groups[number - 1]):
                self.show_problem(
                    tr(
                        "Grupp {number} stämmer inte. Jämför papperet med koden på förra sidan "
                        "och rätta det som är fel."
                    ).format(number=number)
                )
                line.setFocus()
                return
        go_on()

    def _typed(self) -> None:
        self.show_problem("")
        self.changed.emit()


def _even_font(like: QFont) -> QFont:
    """Every letter as wide as the others, to be read one by one."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(like.pointSizeF())
    return font
