"""One page of the guided creation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from ui.widgets.problem_line import ProblemLine


class Step(QWidget):
    """Keeps what was typed as long as the guide lives, also when one goes back and forward."""

    changed = Signal()
    """``ready`` may have another answer now."""
    title = ""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self._problem = ProblemLine()

    def lay_out(self, *parts: QWidget | QLayout) -> None:
        """The parts under each other, and the line for what is wrong."""
        for part in parts:
            if isinstance(part, QLayout):
                self.column.addLayout(part)
            else:
                self.column.addWidget(part)
        self.column.addWidget(self._problem)
        self.column.addStretch(1)

    def show_problem(self, text: str) -> None:
        """One sentence; empty takes it away."""
        self._problem.say(text)

    def problem(self) -> str:
        return self._problem.text()

    def entered(self) -> None:
        """The page has come into sight: put the focus where the work starts."""

    def ready(self) -> bool:
        """Whether one may go on."""
        return True

    def check(self, go_on: Callable[[], None]) -> None:
        """Last look before the next page; ``go_on`` is called, at once or later, if all is well."""
        go_on()
