"""What every value editor promises."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.jsonvalue import Json
from ui.widgets.focus import stops_in
from ui.widgets.labels import restyle

SENSITIVE = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
"""Told to input methods, so that on-screen keyboards neither learn nor suggest what is typed."""


class Editor(QWidget):
    """A control around one value. The value is what stands in it, mistakes and all: text as
    typed, a code for a choice, true, false or null for yes and no, a list of codes for a check
    list. ``set_value`` never emits ``edited``.

    An editor has no focus proxy: one would stay behind in Qt's chain of stops when what it points
    at is moved, and Tab would jump back there. Give the focus to ``target``."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def value(self) -> Json:
        raise NotImplementedError

    def set_value(self, value: Json) -> None:
        """Shows a value that ``value`` returned once; anything else shows as empty."""
        raise NotImplementedError

    def target(self) -> QWidget:
        """The control that takes the focus and carries the name."""
        raise NotImplementedError

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return stops_in(self)

    def set_read_only(self, read_only: bool) -> None:
        self.target().setEnabled(not read_only)

    def set_name(self, name: str, description: str = "") -> None:
        """What assistive technology says of the control."""
        self.target().setAccessibleName(name)
        self.target().setAccessibleDescription(description)

    def set_problem(self, text: str | None) -> None:
        """Mark or unmark the control; the sentence itself stands under it and is its
        description."""
        target = self.target()
        target.setProperty("invalid", text is not None)
        restyle(target)

    def caret(self) -> int:
        """Where the caret stands, counted as Qt counts; 0 where there is none."""
        return 0

    def set_caret(self, position: int) -> None:
        """Put the caret back; too far is the end."""


def as_text(value: Json) -> str:
    """A raw value as the text it was typed as."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
