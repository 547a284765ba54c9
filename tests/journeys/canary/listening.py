"""Everything that a window says: to the eye, to the window manager, to a screen reader and to the
clipboard. Hidden widgets too, since nothing may stay in one when its time is out."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    Qt,
)
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QTabBar, QWidget

_SAYS = (
    *("text", "toPlainText", "placeholderText", "title", "currentText", "displayText", "label"),
    *("windowTitle", "windowIconText", "toolTip", "statusTip", "whatsThis", "objectName"),
    *("accessibleName", "accessibleDescription", "currentMessage", "format", "styleSheet"),
)
_TO_A_READER = (
    QAccessible.Text.Name,
    QAccessible.Text.Description,
    QAccessible.Text.Value,
    QAccessible.Text.Help,
)
_ROLES = (
    *(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.UserRole),
    *(Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole, Qt.ItemDataRole.WhatsThisRole),
    *(Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole),
)


def everything_shown() -> str:
    """What can be read on the screen."""
    shown = [widget for widget in QApplication.allWidgets() if widget.isVisible()]
    return "\n".join(part for widget in shown for part in _said_by(widget))


def everything_said() -> str:
    """What stands in any widget, on the screen or not, and what is said outside of them."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    parts: list[str] = [window.title() for window in QGuiApplication.allWindows()]
    for widget in QApplication.allWidgets():
        parts.extend(_said_by(widget))
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            parts.extend(_read_aloud(QAccessible.queryAccessibleInterface(window)))
    parts.extend(_copied())
    return "\n".join(part for part in parts if part)


def _said_by(widget: QWidget) -> Iterator[str]:
    for name in _SAYS:
        # ``QTextEdit.text`` and the like may ask for arguments: those say it in another way.
        if callable(say := getattr(widget, name, None)) and isinstance(told := _ask(say), str):
            yield told
    for named in widget.dynamicPropertyNames():
        # Qt keeps things of its own there, of kinds that Python cannot hold.
        with contextlib.suppress(RuntimeError):
            yield str(widget.property(named.toStdString()))
    for action in widget.actions():
        yield from (action.text(), action.toolTip(), action.statusTip(), str(action.data()))
    if isinstance(widget, QAbstractItemView | QComboBox) and widget.model() is not None:
        yield from _in_model(widget.model())
    if isinstance(widget, QTabBar):
        for number in range(widget.count()):
            yield from (widget.tabText(number), widget.tabToolTip(number))
    yield from _on_paper(widget)


def _ask(say: Any) -> Any:
    try:
        return say()
    except TypeError:
        return None


def _in_model(model: QAbstractItemModel) -> Iterator[str]:
    # A list has one column, and does not let itself be asked.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for row in range(model.rowCount(QModelIndex())):
        for column in range(columns):
            for role in _ROLES:
                yield str(model.data(model.index(row, column), role))


def _on_paper(owner: QObject) -> Iterator[str]:
    for paper in owner.findChildren(
        QPdfDocument, options=Qt.FindChildOption.FindDirectChildrenOnly
    ):
        for page in range(paper.pageCount()):
            yield paper.getAllText(page).text()


def _read_aloud(said: QAccessibleInterface | None) -> Iterator[str]:
    if said is None or not said.isValid():
        return
    for text in _TO_A_READER:
        yield said.text(text)
    for number in range(said.childCount()):
        yield from _read_aloud(said.child(number))


def _copied() -> Iterator[str]:
    held = QGuiApplication.clipboard().mimeData()
    for kind in held.formats() if held is not None else ():
        yield held.data(kind).data().decode("utf-8", "replace")
