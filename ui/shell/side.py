"""The left side: where one can go, and the lock."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.fields.node import bring_into_view
from ui.icons import set_icon
from ui.navigation import Section
from ui.texts import tr
from ui.widgets.buttons import Button, button
from ui.widgets.labels import label

ENTRIES = (
    (Section.TODO, "Att göra", "todo"),
    (Section.CASES, "Ärenden", "cases"),
    (Section.INBOX, "Inkommet", "inbox"),
    (Section.RECIPIENTS, "Mottagare", "recipients"),
    (Section.KEYS, "Nyckelkort", "keys"),
    (Section.UNIT, "Enheten", "unit"),
    (Section.TEMPLATES, "Mallar", "templates"),
    (Section.DISPOSAL, "Gallring", "trash"),
    (Section.LOG_REVIEW, "Loggkontroll", "history"),
    (Section.SETTINGS, "Inställningar", "settings"),
)


class _Way(Button):
    """Has room for its text in the weight it gets when one is there, which Qt does not count."""

    def sizeHint(self) -> QSize:
        hint, heavy = super().sizeHint(), QFont(self.font())
        heavy.setWeight(QFont.Weight.DemiBold)
        light = self.fontMetrics().horizontalAdvance(self.text())
        more = QFontMetrics(heavy).horizontalAdvance(self.text()) - light
        return QSize(hint.width() + max(0, more), hint.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Arrow keys go from one to the next without asking what is around them to scroll."""
        super().focusInEvent(event)
        bring_into_view(self)


class _Entries(QScrollArea):
    """Scrolls up and down where the window is low and the text is large; never narrower than what
    is in it."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        content.setProperty("role", "scrolled")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(content)

    def sizeHint(self) -> QSize:
        return self._as_wide(self._content.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self._as_wide(super().minimumSizeHint().height())

    def _as_wide(self, height: int) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._content.minimumSizeHint().width() + bar, height)


class Side(QWidget):
    """Buttons in reading order; Ctrl+1 … go there too, the tenth by Ctrl+0."""

    chosen = Signal(object)
    """A ``Section``."""
    lock = Signal()

    def __init__(self, *, training: bool) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons: dict[Section, QPushButton] = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 14, 10, 10)
        column.setSpacing(3)
        column.addWidget(label("Aktvalv", "title", wraps=False))
        if training:
            column.addWidget(label(tr("Övning"), "chip-warn", wraps=False))
        column.addSpacing(8)
        entries = QWidget()
        rows = QVBoxLayout(entries)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        for section, text, icon in ENTRIES:
            made = _Way(tr(text))
            made.setProperty("role", "nav")
            set_icon(made, icon)
            made.clicked.connect(partial(self.chosen.emit, section))
            made.setCheckable(True)
            made.setShortcut(QKeySequence(f"Ctrl+{(len(self._buttons) + 1) % 10}"))
            group.addButton(made)
            self._buttons[section] = made
            rows.addWidget(made)
        rows.addStretch(1)
        column.addWidget(_Entries(entries), 1)
        column.addWidget(button(tr("Lås (Ctrl+L)"), self.lock.emit, icon="lock"))

    def mark(self, section: Section) -> None:
        """Show where one is."""
        if section in self._buttons:
            self._buttons[section].setChecked(True)
            bring_into_view(self._buttons[section])

    def sections(self) -> tuple[Section, ...]:
        return tuple(self._buttons)
