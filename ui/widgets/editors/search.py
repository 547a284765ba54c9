"""One of very many, found by typing a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from app.jsonvalue import Json
from ui.texts import tr
from ui.widgets.editors.base import SENSITIVE, Editor
from ui.widgets.editors.choice import Choice

SHOWN: Final = 12
"""Choices in sight at a time."""


class SearchEditor(Editor):
    """``{"code": code, "own": ""}`` when what stands in the line is one of the choices, else
    ``{"code": "", "own": as typed}``: whoever asks says whether own words will do."""

    def __init__(self, choices: Sequence[Choice], *, placeholder: str = "") -> None:
        super().__init__()
        self._codes: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        for choice in choices:
            text = choice.text
            while _as_found(text) in self._codes:  # the same words with another code
                text += " *"
            self._codes[_as_found(text)] = choice.code
            self._texts[choice.code] = text
        self._line = _SearchLine(list(self._texts.values()))
        self._line.setPlaceholderText(placeholder or tr("Skriv för att söka"))
        self._line.textEdited.connect(self._typed)
        self._line.found.activated.connect(self._typed)
        self._column.addWidget(self._line)

    def _typed(self) -> None:
        self.edited.emit()

    def value(self) -> Json:
        text = self._line.text()
        code = self._codes.get(_as_found(text), "")
        return {"code": code, "own": "" if code else text}

    def set_value(self, value: Json) -> None:
        parts = value if isinstance(value, dict) else {}
        code, own = parts.get("code"), parts.get("own")
        known = self._texts.get(code, "") if isinstance(code, str) else ""
        self._line.setText(known or (own if isinstance(own, str) else ""))

    def target(self) -> QWidget:
        return self._line

    def set_name(self, name: str, description: str = "") -> None:
        hint = tr("Skriv för att söka. Nedåtpil visar alla svar.")
        super().set_name(name, f"{description} {hint}".strip())

    def set_read_only(self, read_only: bool) -> None:
        self._line.setReadOnly(read_only)

    def caret(self) -> int:
        return self._line.cursorPosition()

    def set_caret(self, position: int) -> None:
        self._line.setCursorPosition(min(position, len(self._line.text())))


def _as_found(text: str) -> str:
    return " ".join(text.split()).casefold()


class _SearchLine(QLineEdit):
    """Arrow down opens the list: of what fits, or of everything while nothing has been typed."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self.setInputMethodHints(SENSITIVE)
        self.setDragEnabled(False)
        self.found = QCompleter(QStringListModel(texts, self), self)
        self.found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.found.setFilterMode(Qt.MatchFlag.MatchContains)
        self.found.setMaxVisibleItems(SHOWN)
        self.setCompleter(self.found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = event.key() == Qt.Key.Key_Down
        popup = self.found.popup()
        if down and not (popup and popup.isVisible()) and not self.isReadOnly():
            self.found.setCompletionPrefix(self.text())
            if self.found.completionCount() <= 1:  # it has been chosen: show what else there is
                self.found.setCompletionPrefix("")
            self.found.complete()
        else:
            super().keyPressEvent(event)
