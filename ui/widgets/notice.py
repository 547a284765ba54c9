"""A line that tells something and may offer one way on. Never a dialog, never in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ui.icons import set_icon
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label

_ICONS = {"notice": "info", "notice-warn": "warning", "notice-error": "error"}
_TONES = {"notice": "accent", "notice-warn": "warn", "notice-error": "error"}


class Notice(QFrame):
    """``role``: notice, notice-warn or notice-error. The icon says the same as the colour."""

    acted = Signal()
    """The action was chosen; ``act`` may ask ``sender()`` for the notice's properties."""

    def __init__(
        self,
        text: str,
        role: str = "notice",
        *,
        action: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("role", role)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        icon = QLabel()
        set_icon(icon, _ICONS[role], _TONES[role])
        self._text = label(text)
        row.addWidget(icon)
        side = FlowLayout()
        side.addWidget(self._text)
        row.addLayout(side, 1)
        if action and act is not None:
            side.addWidget(button(action, self.acted.emit))
            self.acted.connect(act)

    def text(self) -> str:
        return self._text.text()

    def set_text(self, text: str) -> None:
        self._text.setText(text)
