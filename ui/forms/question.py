"""One question of a form: a field that says when its answer should be taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.forms.answering import tidied
from app.forms.session import NodeView
from app.forms.tree import NodeId
from app.forms.values import Malformed
from ui.fields.box import FieldBox
from ui.forms.confirm import Confirm
from ui.forms.controls import Entries, answering, as_read
from ui.forms.questions import spec_of
from ui.widgets.focus import chain, holds_focus, stops_in

PAUSE_MS = 400
"""After so long without a keystroke, what was typed counts as the answer."""

NOTHING = Malformed("")
"""Stands in for an answer that was taken away, as long as something stands under it."""


class Question(FieldBox):
    """``taken`` comes when an answer should be taken: at once for a choice; for what is typed
    when the typing pauses or the field is left."""

    taken = Signal(object)
    """The ``NodeId``."""
    refused = Signal(object)
    """The ``NodeId``: what stands in the control is not to count after all."""

    def __init__(self, view: NodeView, today: Callable[[], date]) -> None:
        self._answering = answering(view.item)
        super().__init__(spec_of(view), self._answering.editor())
        self.node: NodeId = view.id
        self._today = today
        self.waiting = False
        """Whether something has been typed that has not been taken."""
        self.certain = False
        """Whether the user has agreed to lose what stands under an answer."""
        self._told = ""
        self._confirm: Confirm | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.take)
        self.edited.connect(self._was_edited)
        self.show_view(view)
        if view.read_only:
            self.set_read_only(True)

    def entries(self) -> Entries:
        """The answers that stand in the control now."""
        return self._answering.entries(self.value(), today=self._today())

    def show_view(self, view: NodeView) -> None:
        """Show the answers of ``view``, unless they already stand there in other words."""
        kept = tuple(entry for entry in view.entries if entry != NOTHING)
        if tidied(view.item, self.entries()) != kept:
            self.set_value(self._answering.raw(view.entries))

    def take(self) -> None:
        """Take what stands in the field now, if it has not been taken."""
        self._timer.stop()
        if self.waiting:
            self.waiting = False
            self.taken.emit(self.node)

    def show_as_read(self) -> None:
        """Write what was typed as it was read, so that it is seen what will be kept."""
        typed = self.value()
        read = as_read(self._answering, typed, today=self._today())
        if read != typed:
            self.set_value(read)

    def tell(self, sentence: str) -> None:
        """Show what is wrong, or with an empty sentence that nothing is. Telling the same again
        costs nothing, so that a whole form can be told at every answer."""
        if sentence == self._told:
            return
        if sentence:
            self.show_problem((), sentence)
        else:
            self.clear_problems()
        self._told = sentence

    def clear_problems(self) -> None:
        self._told = ""
        super().clear_problems()

    def ask(self, text: str) -> None:
        """Ask before something that stands under an answer is taken away with it: either
        ``taken`` comes again, with ``certain`` set, or ``refused``."""
        if self._confirm is None:
            self._confirm = Confirm()
            self._confirm.agreed.connect(self._agreed)
            self._confirm.kept.connect(self._refused)
            self._column.addWidget(self._confirm)
            chain(self.stops())
        self._confirm.ask(text)

    def settle(self) -> None:
        """Nothing is asked any more."""
        if self._confirm is not None:
            self._confirm.hide()

    def _agreed(self) -> None:
        self.editor.target().setFocus()
        self.certain = True
        self.taken.emit(self.node)
        self.certain = False

    def _refused(self) -> None:
        self.refused.emit(self.node)
        self.editor.target().setFocus()

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        asking = [] if self._confirm is None else stops_in(self._confirm)
        return self.editor.stops() + asking

    @property
    def focused(self) -> bool:
        return holds_focus(self.editor)

    def _was_edited(self) -> None:
        self.waiting = True
        focus = self.window().focusWidget()
        if isinstance(focus, QLineEdit | QPlainTextEdit) and self.isAncestorOf(focus):
            self._timer.start()  # letters come in a row; a choice is made at once
        else:
            self.take()
