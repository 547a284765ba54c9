"""One of several, several of several, and yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QWidget

from app.jsonvalue import Json
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.editors.base import Editor
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import plain_tip, restyle
from ui.widgets.marks import CheckMark, RadioMark

CHARACTERS: Final = 28
"""No box has to be wider than this to be of use."""


@dataclass(frozen=True, slots=True)
class Choice:
    """``code`` is what is kept, ``text`` what is read."""

    code: str
    text: str
    hint: str = ""


class ComboEditor(Editor):
    """One of many, in a list that opens. Empty until something is chosen."""

    def __init__(self, choices: Sequence[Choice], *, placeholder: str = "") -> None:
        super().__init__()
        self._combo = _Combo()
        self._placeholder = placeholder or tr("Välj …")
        self.set_choices(choices)
        self._combo.activated.connect(self._chosen)
        self._column.addWidget(self._combo, 0, Qt.AlignmentFlag.AlignLeft)

    def _chosen(self) -> None:
        self.edited.emit()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these from now on. What was chosen stays chosen, also when it is not among
        them."""
        chosen = self.value()
        self._combo.clear()
        self._combo.addItem(self._placeholder, "")
        for choice in choices:
            self._combo.addItem(choice.text, choice.code)
            if choice.hint:
                self._combo.setItemData(
                    self._combo.count() - 1, plain_tip(choice.hint), Qt.ItemDataRole.ToolTipRole
                )
        self.set_value(chosen)

    def value(self) -> Json:
        return str(self._combo.currentData() or "")

    def set_value(self, value: Json) -> None:
        code = value if isinstance(value, str) else ""
        found = self._combo.findData(code)
        if found < 0:
            # Kept, not dropped: a draft may name a choice that is no longer offered.
            self._combo.addItem(tr("Tidigare val som inte längre finns"), code)
            found = self._combo.count() - 1
        self._combo.setCurrentIndex(found)

    def target(self) -> QWidget:
        return self._combo


class _Combo(QComboBox):
    """The wheel scrolls the page and changes no answer. A choice that is wider than the page is
    shortened in the box, and read in full in the list and in the tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.currentTextChanged.connect(self._show_whole)

    def _show_whole(self, text: str) -> None:
        self.setToolTip(plain_tip(text) if len(text) > CHARACTERS else "")

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        room = self.fontMetrics().averageCharWidth() * CHARACTERS
        return QSize(min(least.width(), room), least.height())

    def showPopup(self) -> None:
        """A list as wide as its longest choice, where the screen is."""
        wide = self.view().sizeHintForColumn(0) + self.view().verticalScrollBar().width() + 12
        self.view().setMinimumWidth(min(wide, self.screen().availableGeometry().width()))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Marks(Editor):
    """Marks under each other, or beside each other as far as there is room."""

    def _row(self) -> FlowLayout:
        row = FlowLayout(spacing=16)
        self._column.addLayout(row)
        return row

    def _put(self, mark: QWidget, row: FlowLayout | None) -> None:
        if row is None:
            self._column.addWidget(mark, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            row.addWidget(mark)


class RadioEditor(_Marks):
    """One of a few, all in sight, each with its hint under it. Once chosen it can be taken back
    with Rensa, where there may be no answer (``clearable``): else it would only be one more stop
    on the way, at which Space takes the answer away. ``sideways`` puts the choices beside each
    other where there is room."""

    def __init__(
        self, choices: Sequence[Choice], *, sideways: bool = False, clearable: bool = True
    ) -> None:
        super().__init__()
        self._clearable = clearable
        self._group = QButtonGroup(self)
        self._codes = tuple(choice.code for choice in choices)
        row = self._row() if sideways else None
        for number, choice in enumerate(choices):
            radio = RadioMark("\n".join(filter(None, (choice.text, choice.hint))))
            self._group.addButton(radio, number)
            self._put(radio, row)
        self._none = button(tr("Rensa"), self._unchoose, role="link")
        self._none.hide()
        self._column.addWidget(self._none, 0, Qt.AlignmentFlag.AlignLeft)
        self._group.idClicked.connect(self._chosen)

    def _chosen(self) -> None:
        self._none.setVisible(self._clearable)
        self.edited.emit()

    def _unchoose(self) -> None:
        self.set_value("")
        self.target().setFocus()
        self.edited.emit()

    def value(self) -> Json:
        number = self._group.checkedId()
        return self._codes[number] if number >= 0 else ""

    def set_value(self, value: Json) -> None:
        code = value if isinstance(value, str) else ""
        self._group.setExclusive(False)
        for number, known in enumerate(self._codes):
            self._group.button(number).setChecked(known == code)
        self._group.setExclusive(True)
        self._none.setVisible(self._clearable and code in self._codes)

    def target(self) -> QWidget:
        return self._group.checkedButton() or self._group.button(0)

    def set_name(self, name: str, description: str = "") -> None:
        for radio in self._group.buttons():
            radio.setAccessibleName(f"{name}: {radio.text()}")
            radio.setAccessibleDescription(description)
        self._none.setAccessibleName(tr("Rensa svaret: {name}").format(name=name))

    def set_problem(self, text: str | None) -> None:
        """On all of them: which one is the target changes with the choice."""
        for radio in self._group.buttons():
            radio.setProperty("invalid", text is not None)
            restyle(radio)

    def set_read_only(self, read_only: bool) -> None:
        for radio in self._group.buttons():
            radio.setEnabled(not read_only)
        self._none.setEnabled(not read_only)


YES_NO: Final = (("yes", True), ("no", False))


class YesNoEditor(RadioEditor):
    """Yes, no, or not answered: ``True``, ``False``, ``None``."""

    def __init__(self) -> None:
        super().__init__((Choice("yes", tr("Ja")), Choice("no", tr("Nej"))))

    def value(self) -> Json:
        return dict(YES_NO).get(str(super().value()))

    def set_value(self, value: Json) -> None:
        super().set_value({True: "yes", False: "no"}[value] if isinstance(value, bool) else "")


class CheckListEditor(_Marks):
    """Any number of them, in the order they are offered: a list of codes."""

    def __init__(self, choices: Sequence[Choice], *, sideways: bool = False) -> None:
        super().__init__()
        self._boxes: dict[str, CheckMark] = {}
        self._unknown: tuple[str, ...] = ()
        row = self._row() if sideways else None
        for choice in choices:
            box = CheckMark(choice.text)
            box.setToolTip(plain_tip(choice.hint))
            box.clicked.connect(self._chosen)
            self._boxes[choice.code] = box
            self._put(box, row)

    def _chosen(self) -> None:
        self.edited.emit()

    def value(self) -> Json:
        chosen = [code for code, box in self._boxes.items() if box.isChecked()]
        return [*chosen, *self._unknown]

    def set_value(self, value: Json) -> None:
        codes = (
            [code for code in value if isinstance(code, str)]
            if isinstance(value, list | tuple)
            else []
        )
        for code, box in self._boxes.items():
            box.setChecked(code in codes)
        self._unknown = tuple(code for code in codes if code not in self._boxes)

    def target(self) -> QWidget:
        return next(iter(self._boxes.values()))

    def set_name(self, name: str, description: str = "") -> None:
        for box in self._boxes.values():
            box.setAccessibleName(f"{name}: {box.text()}")
            box.setAccessibleDescription(description)

    def set_read_only(self, read_only: bool) -> None:
        for box in self._boxes.values():
            box.setEnabled(not read_only)
