"""A short form that is answered at once: nothing of it is kept as a draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.errors import InvalidFields, Refusal
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec
from ui.messages import sentence
from ui.page import bring_forward
from ui.pages.keys.fingerprint import FingerprintView
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.problem_line import ProblemLine
from ui.widgets.stack import Stack

Act = Callable[[Desk, JsonObject], Changes]
"""Runs on the database thread."""


@dataclass(frozen=True, slots=True)
class AskWords:
    heading: str
    act: str
    """On the button."""
    hint: str = ""
    """What comes of it."""


class Ask(Card):
    """One question at a time; what is typed is gone when it is closed."""

    done = Signal(object)
    """The ``Changes``."""
    closed = Signal()

    def __init__(
        self,
        session: Session,
        words: AskWords,
        specs: Sequence[FieldSpec],
        act: Act,
        *,
        initial: JsonObject | None = None,
    ) -> None:
        super().__init__(label(words.heading, "heading"))
        self._session = session
        self._act = act
        self.form = FieldForm(specs)
        self.form.set_values(initial or {})
        self._problem = ProblemLine()
        if words.hint:
            self.column.addWidget(label(words.hint))
        self._beside = Stack()
        self.column.addWidget(self._beside)
        self._beside.clear()
        self.column.addWidget(self.form)
        self.column.addWidget(self._problem)
        self._button = button(words.act, self.act, role="primary")
        self.add_row(self._button, button(tr("Avbryt"), self.closed.emit))
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.setAutoRepeat(False)
        keys.activated.connect(self.act)

    def show_words(self, words: Sequence[str], asked: Sequence[int]) -> None:
        """The words of a card that is being compared, but for those that are asked for."""
        self._beside.add(FingerprintView(words, "", asked=asked))

    def come_forward(self) -> None:
        bring_forward(self)
        self.form.focus_first()

    def act(self) -> None:
        if not self._button.isEnabled():
            return
        self._button.setEnabled(False)
        self._problem.say("")
        self._session.run(
            partial(_call, self._act, self.form.asked_values()),
            self._acted,
            context=self,
            failed=self._refused,
        )

    def _acted(self, changes: Changes) -> None:
        self.done.emit(changes)

    def _refused(self, refusal: Refusal) -> None:
        self._button.setEnabled(True)
        if isinstance(refusal, InvalidFields):
            self.form.show_problems(refusal.problems)
        else:
            self._problem.say(sentence(refusal))


def _call(act: Act, typed: JsonObject, desk: Desk) -> Changes:
    return act(desk, typed)
