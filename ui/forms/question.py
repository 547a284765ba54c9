"""One question of a form: a field that says when its answer should be taken."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from app.forms.session import NodeView
from app.forms.tree import NodeId
from ui.fields.box import FieldBox
from ui.forms.questions import is_typed, raw_of, spec_of
from ui.widgets.focus import holds_focus

PAUSE_MS = 400
"""After so long without a keystroke, what was typed counts as the answer."""


class Question(FieldBox):
    """``taken`` comes when an answer should be taken: at once for a choice; for what is typed
    when the typing pauses or the field is left."""

    taken = Signal(object)
    """The ``NodeId``."""
    left = Signal(object)
    """The ``NodeId``: the focus has gone elsewhere."""

    def __init__(self, view: NodeView) -> None:
        super().__init__(spec_of(view))
        self.node: NodeId = view.id
        self._typed = is_typed(view.item)
        self.waiting = False
        """Whether something has been typed that has not been taken."""
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.take)
        self.edited.connect(self._was_edited)
        self.editor.target().installEventFilter(self)
        self.show_view(view)

    def show_view(self, view: NodeView) -> None:
        """Show the answers of ``view``, unless they already stand there."""
        raw = raw_of(view)
        if raw != self.value():
            self.set_value(raw)
        self.set_read_only(view.read_only)

    def take(self) -> None:
        """Take what stands in the field now, if it has not been taken."""
        self._timer.stop()
        if self.waiting:
            self.waiting = False
            self.taken.emit(self.node)

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

    @property
    def focused(self) -> bool:
        return holds_focus(self.editor)

    def _was_edited(self) -> None:
        self.waiting = True
        if self._typed:
            self._timer.start()
        else:
            self.take()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.take()
            self.left.emit(self.node)
        return super().eventFilter(watched, event)
