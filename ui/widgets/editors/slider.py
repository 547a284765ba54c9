"""A number on a ruler, with words at its ends."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.jsonvalue import Json
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.editors.base import Editor, as_text
from ui.widgets.editors.ruler import Ruler
from ui.widgets.editors.ruler_scale import as_read
from ui.widgets.labels import label


class SliderEditor(Editor):
    """The number as text, as in a line of text; empty until the ruler has been touched. What is
    no whole number (from an older draft) is shown in words and kept until then."""

    def __init__(
        self, lowest: int, highest: int, *, step: int = 1, lower: str = "", upper: str = ""
    ) -> None:
        super().__init__()
        self._name, self._description = "", ""
        self._ends = f"{lower} – {upper}." if lower and upper else ""
        self._strange = ""
        self._read_only = False
        self._ruler = Ruler(lowest, highest, step)
        self._ruler.chosen.connect(self._moved)
        scale = _Scale(self._ruler, lower, upper)
        self._column.addWidget(scale, 0, Qt.AlignmentFlag.AlignLeft)
        self._words = label("", "muted", wraps=False)
        self._none = button(tr("Rensa"), self._clear, role="link")
        row = QHBoxLayout()
        row.addWidget(self._words)
        row.addWidget(self._none)
        row.addStretch(1)
        self._column.addLayout(row)
        self._tell()

    def _moved(self) -> None:
        self._strange = ""
        self._tell()
        self.edited.emit()

    def _clear(self) -> None:
        self.set_value("")
        self._ruler.setFocus()
        self.edited.emit()

    def value(self) -> Json:
        number = self._ruler.number()
        return self._strange if number is None else str(number)

    def set_value(self, value: Json) -> None:
        text = as_text(value)
        try:
            self._ruler.set_number(int(text))
            self._strange = ""
        except (ValueError, OverflowError):
            self._ruler.set_number(None)
            self._strange = text
        self._tell()

    def _in_words(self) -> str:
        number = self._ruler.number()
        if number is None:
            return self._strange or tr("Inte besvarad")
        lowest, highest = self._ruler.minimum(), self._ruler.maximum()
        if lowest in (0, 1):
            return tr("{number} av {highest}").format(number=as_read(number), highest=highest)
        return tr("{number} på en skala från {lowest} till {highest}").format(
            number=as_read(number), lowest=as_read(lowest), highest=as_read(highest)
        )

    def _tell(self) -> None:
        words = self._in_words()
        self._words.setText(words)
        self._none.setVisible(bool(self.value()) and not self._read_only)
        self._ruler.setAccessibleName(self._name)
        how = "" if self._read_only else tr("Piltangenter eller siffror väljer, Delete rensar.")
        said = (f"{words}.", self._ends, self._description, how)
        self._ruler.setAccessibleDescription(" ".join(part for part in said if part))

    def target(self) -> QWidget:
        return self._ruler

    def set_name(self, name: str, description: str = "") -> None:
        self._name, self._description = name, description
        self._none.setAccessibleName(tr("Rensa svaret: {name}").format(name=name))
        self._tell()

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self._ruler.set_locked(read_only)
        self._tell()


class _Scale(QWidget):
    """The ruler, and under its ends what the lowest and the highest number mean."""

    def __init__(self, ruler: Ruler, lower: str, upper: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ruler)
        if lower or upper:
            left, right = label(lower, "small"), label(upper, "small")
            right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            left.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            row = QHBoxLayout()
            row.setSpacing(24)
            row.addWidget(left, 1)
            row.addWidget(right, 1)
            column.addLayout(row)
