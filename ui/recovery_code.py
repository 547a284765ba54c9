"""The recovery code on the screen: shown to be written by hand, and asked for to prove it was."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from ui.texts import tr
from ui.widgets.editors.base import SENSITIVE
from ui.widgets.labels import Card, label
from ui.widgets.problem_line import ProblemLine

GROUP = 4
LOOK_ALIKE = str.maketrans("OIL", "011")
"""Crockford's alphabet has no O, I or L: handwriting makes them 0 and 1."""

ChooseTwo = Callable[[Sequence[int]], Sequence[int]]
"""Two of these numbers, by chance."""


def two_by_chance(numbers: Sequence[int]) -> Sequence[int]:
    return secrets.SystemRandom().sample(list(numbers), 2)


def groups_of(code: str) -> tuple[str, ...]:
    """The code's groups of four, without whatever stands between them."""
    plain = "".join(letter for letter in code if letter.isalnum())
    return tuple(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))


def same_group(typed: str, group: str) -> bool:
    """Whether somebody who read their own handwriting meant this group."""
    plain = "".join(letter for letter in typed.upper() if letter.isalnum())
    return plain.translate(LOOK_ALIKE) == group


class CodeCard(Card):
    """The groups, numbered, in letters of one width."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self.column.addLayout(self._grid)
        self._shown: list[QWidget] = []

    def show_code(self, code: str) -> None:
        self.clear()
        for number, group in enumerate(groups_of(code), 1):
            written = label(group, "code", wraps=False)
            written.setFont(_even_font(self.font()))
            written.setAccessibleName(
                tr("Grupp {number}: {letters}").format(number=number, letters=" ".join(group))
            )
            name = label(str(number), "muted", wraps=False)
            row, column = divmod(number - 1, GROUP)
            self._grid.addWidget(name, 2 * row, column)
            self._grid.addWidget(written, 2 * row + 1, column)
            self._shown += [name, written]

    def clear(self) -> None:
        """Take the code off the screen."""
        for shown in self._shown:
            shown.deleteLater()
        self._shown.clear()


class CodeProof(QWidget):
    """Asks for two of the groups."""

    changed = Signal()

    def __init__(self, choose: ChooseTwo = two_by_chance) -> None:
        super().__init__()
        self._choose = choose
        self._asked: tuple[tuple[int, str], ...] = ()
        self._labels = (label("", "label"), label("", "label"))
        self._lines = (QLineEdit(), QLineEdit())
        self._problem = ProblemLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for name, line in zip(self._labels, self._lines, strict=True):
            line.setInputMethodHints(SENSITIVE | Qt.InputMethodHint.ImhUppercaseOnly)
            line.setDragEnabled(False)
            line.textChanged.connect(self._typed)
            name.setBuddy(line)
            column.addWidget(name)
            column.addWidget(line)
        column.addWidget(self._problem)

    def ask(self, code: str) -> None:
        """Choose two groups of this code, unless it has been asked for already."""
        groups = groups_of(code)
        if all(groups[number - 1] == group for number, group in self._asked) and self._asked:
            return
        numbers = sorted(self._choose(range(1, len(groups) + 1)))
        self._asked = tuple((number, groups[number - 1]) for number in numbers)
        for name, line, number in zip(self._labels, self._lines, numbers, strict=True):
            name.setText(tr("Grupp &{number}").format(number=number))
            line.setAccessibleName(tr("Grupp {number}").format(number=number))
            line.setText("")  # not ``clear``, which could be undone

    def asked(self) -> tuple[int, ...]:
        """Which groups are asked for, from 1."""
        return tuple(number for number, _ in self._asked)

    def lines(self) -> tuple[QLineEdit, ...]:
        return self._lines

    def start(self) -> None:
        self._lines[0].setFocus()

    def filled(self) -> bool:
        return bool(self._asked) and all(line.text().strip() for line in self._lines)

    def proved(self) -> bool:
        """Whether both groups are right; if not, the wrong one is named and has the focus."""
        for line, (number, group) in zip(self._lines, self._asked, strict=True):
            if not same_group(line.text(), group):
                self._problem.say(
                    tr(
                        "Grupp {number} stämmer inte. Jämför papperet med koden och rätta det "
                        "som är fel."
                    ).format(number=number)
                )
                line.setFocus()
                return False
        return bool(self._asked)

    def _typed(self) -> None:
        self._problem.clear()
        self.changed.emit()


def _even_font(like: QFont) -> QFont:
    """Every letter as wide as the others, to be read one by one."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(like.pointSizeF())
    return font
