"""Text on one line and on many."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget

from app.jsonvalue import Json
from ui.widgets.caret_in_sight import CaretInSight
from ui.widgets.editors.base import SENSITIVE, Editor, as_text
from ui.widgets.labels import restyle

TALLEST: Final = 18
"""Lines after which a text scrolls instead of growing."""


class LineEditor(Editor):
    """One line of text. Numbers and amounts are lines too: what was typed is kept as typed, and
    the use case says what is wrong with it."""

    def __init__(
        self,
        *,
        placeholder: str = "",
        suggestions: tuple[str, ...] = (),
        hints: Qt.InputMethodHint = Qt.InputMethodHint.ImhNone,
        characters: int = 0,
    ) -> None:
        self._characters = 0  # a font change may come while Qt's part is being made
        super().__init__()
        self._line = QLineEdit()
        self._line.setInputMethodHints(SENSITIVE | hints)
        self._line.setDragEnabled(False)
        self._line.setPlaceholderText(placeholder)
        self._characters = characters
        self._line.textEdited.connect(self._typed)
        if suggestions:
            completer = QCompleter(list(suggestions), self._line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            # What a completer puts in is the user's doing too, but Qt does not call it edited.
            completer.activated.connect(self._typed)
            self._line.setCompleter(completer)
        self._column.addWidget(self._line)
        if characters:
            self._fit()

    def _fit(self) -> None:
        """Wide enough for its content at this text size, and no wider."""
        self._line.setFixedWidth(self.fontMetrics().averageCharWidth() * (self._characters + 5))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange and self._characters:
            self._fit()
        super().changeEvent(event)

    def _typed(self) -> None:
        self.edited.emit()

    def value(self) -> Json:
        return self._line.text()

    def set_value(self, value: Json) -> None:
        self._line.setText(as_text(value))

    def clear_by_hand(self) -> None:
        """Empty it as the user would, so that Ctrl+Z brings the text back; says nothing."""
        if self._line.text():
            self._line.selectAll()
            self._line.insert("")

    def target(self) -> QWidget:
        return self._line

    def set_read_only(self, read_only: bool) -> None:
        self._line.setReadOnly(read_only)
        restyle(self._line)

    def caret(self) -> int:
        return self._line.cursorPosition()

    def set_caret(self, position: int) -> None:
        self._line.setCursorPosition(position)
        if self._line.cursorPosition() != position:  # Qt leaves a position past the end undone
            self._line.end(False)


class TextEditor(Editor):
    """Many lines. Grows with its text, keeps undo, pastes without formatting; Tab moves on."""

    def __init__(self, *, placeholder: str = "", lines: int = 3) -> None:
        super().__init__()
        self._lines = lines
        self._silent = False
        self._text = _PlainText()
        self._text.setPlaceholderText(placeholder)
        self._text.textChanged.connect(self._typed)
        self._text.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._in_sight = CaretInSight(self._text)
        self._column.addWidget(self._text)
        self._grow()

    def _typed(self) -> None:
        if not self._silent:
            self.edited.emit()

    def _grow(self) -> None:
        """``QPlainTextEdit`` measures its document in lines, not in pixels."""
        text = self._text
        lines = round(text.document().size().height())
        shown = min(max(lines, self._lines), TALLEST)
        margins = 2 * text.document().documentMargin() + 2 * text.frameWidth() + 12
        text.setFixedHeight(round(shown * text.fontMetrics().lineSpacing() + margins))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_text"):
            self._grow()

    def value(self) -> Json:
        return self._text.toPlainText()

    def set_value(self, value: Json) -> None:
        self._silent = True
        self._text.setPlainText(as_text(value))
        self._silent = False

    def target(self) -> QWidget:
        return self._text

    def set_read_only(self, read_only: bool) -> None:
        self._text.setReadOnly(read_only)
        restyle(self._text)

    def caret(self) -> int:
        return self._text.textCursor().position()

    def set_caret(self, position: int) -> None:
        moved = self._text.textCursor()
        moved.setPosition(min(position, max(0, self._text.document().characterCount() - 1)))
        self._text.setTextCursor(moved)


class _PlainText(QPlainTextEdit):
    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setInputMethodHints(SENSITIVE | Qt.InputMethodHint.ImhMultiLine)
        self.setAcceptDrops(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on marked text unmarks it: dragging would carry the text to another program."""
        pressed = self.cursorForPosition(event.position().toPoint())
        marked = self.textCursor()
        if (
            event.button() == Qt.MouseButton.LeftButton
            and marked.hasSelection()
            and marked.selectionStart() <= pressed.position() <= marked.selectionEnd()
        ):
            marked.setPosition(pressed.position(), QTextCursor.MoveMode.MoveAnchor)
            self.setTextCursor(marked)
        super().mousePressEvent(event)
