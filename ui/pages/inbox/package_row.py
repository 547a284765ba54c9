"""One thing in a package: what it is, who wrote it, and whether it is to be taken in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.errors import Refusal
from app.usecases.handover.packages.arrivals import LookRow, RowState
from ui.change_words import field_name
from ui.changes_beside import ChangesBeside, shown_value
from ui.messages import sentence
from ui.package_words import ROW_STATES
from ui.pages.inbox import presenter
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.marks import CheckMark
from ui.widgets.values import values_table
from ui.words import word


class PackageRow(Card):
    turned = Signal(str, bool)
    """The row's key, and whether it is wanted."""

    def __init__(self, row: LookRow, *, can_be_chosen: bool) -> None:
        super().__init__(role="row", spacing=4)
        self._row = row
        self._whole: QWidget | None = None
        title = presenter.row_title(row)
        self.setAccessibleName(title)
        role = "chip-warn" if row.state in (RowState.CONFLICT, RowState.REFUSED) else "chip"
        chip = label(word(ROW_STATES, row.state), role, wraps=False)
        self.mark: CheckMark | None = None
        if can_be_chosen:
            self.mark = CheckMark(title)
            self.mark.setAccessibleName(title)
            self.mark.setAccessibleDescription(word(ROW_STATES, row.state))
            self.mark.toggled.connect(self._turned)
            self.column.addWidget(self.mark)
        else:
            self.column.addWidget(label(title, "label"))
        self.add_row(chip, label(presenter.row_author(row), "small"))
        if row.reason is not None:
            self.column.addWidget(label(f"⚠ {sentence(Refusal(row.reason))}", "problem"))
        if presenter.unfolds(row):
            self._unfold = button(presenter.unfolds(row), self._show, role="link")
            self._unfold.setCheckable(True)
            self._unfold.setAccessibleName(f"{presenter.unfolds(row)}, {title}")
            self.add_row(self._unfold)

    @property
    def key(self) -> str:
        return self._row.key

    def set_chosen(self, *, chosen: bool) -> None:
        """Without telling anybody."""
        if self.mark is not None:
            self.mark.blockSignals(True)
            self.mark.setChecked(chosen)
            self.mark.blockSignals(False)

    def _turned(self, wanted: bool) -> None:
        self.turned.emit(self._row.key, wanted)

    def _show(self) -> None:
        """What differs, made the first time it is asked for."""
        if self._whole is None:
            self._whole = self._content()
            self.column.addWidget(self._whole)
        self._whole.setVisible(self._unfold.isChecked())

    def _content(self) -> QWidget:
        """What stands in something new; of the rest, what is here beside what came."""
        kind, changes = self._row.kind, self._row.changes
        if self._row.state is RowState.NEW:
            return values_table(
                (field_name(each.field), shown_value(kind, each.field, each.new))
                for each in changes
            )
        return ChangesBeside(kind, changes, tr("Här"), tr("I paketet"))
