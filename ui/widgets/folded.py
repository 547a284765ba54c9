"""Something that is read now and then: its heading, and the rest when it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label


class Folded(Card):
    """``whole`` makes the rest, the first time it is wanted."""

    def __init__(self, heading: str, whole: Callable[[], QWidget]) -> None:
        super().__init__(label(heading, "label"), role="row")
        self.setAccessibleName(heading)
        self._whole = whole
        self._open = button(tr("Visa"), self._show, role="link")
        self._open.setAccessibleName(tr("Visa {what}").format(what=heading))
        self.add_row(self._open)

    def _show(self) -> None:
        """The button goes, and the keyboard goes on in what came in its place."""
        whole = self._whole()
        self.column.addWidget(whole)
        whole.show()  # now, and not when the loop comes to it: what is hidden takes no focus
        inside = [whole, *whole.findChildren(QWidget)]
        tabbed = (each for each in inside if each.focusPolicy() & Qt.FocusPolicy.TabFocus)
        next(tabbed, whole).setFocus(Qt.FocusReason.OtherFocusReason)
        self._open.hide()
