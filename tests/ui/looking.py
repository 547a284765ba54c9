"""Reading a window as a person does, or as a screen reader does."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)

W = TypeVar("W", bound=QWidget)


def visible(widget: QWidget, kind: type[W]) -> list[W]:
    """What is on the screen of this kind, in the order it was made."""
    QApplication.processEvents()
    return [each for each in widget.findChildren(kind) if each.isVisible()]


def texts(widget: QWidget) -> str:
    """Everything that stands in the visible widgets, and what is said of them."""
    QApplication.processEvents()
    found: list[str] = []
    for each in (widget, *widget.findChildren(QWidget)):
        if not each.isVisible():
            continue
        found += [each.accessibleName(), each.accessibleDescription(), each.toolTip()]
        found += [each.windowTitle(), *_own(each)]
    return "\n".join(text for text in found if text)


def _own(each: QWidget) -> list[str]:
    if isinstance(each, QLabel | QAbstractButton | QLineEdit):
        return [each.text()]
    if isinstance(each, QPlainTextEdit):
        return [each.toPlainText()]
    if isinstance(each, QComboBox):
        return [each.currentText()]
    if isinstance(each, QTabBar):
        return [each.tabText(number) for number in range(each.count())]
    if isinstance(each, QTableView):
        model = each.model()
        return [
            str(model.index(row, column).data())
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        ]
    return []


def button(widget: QWidget, text: str) -> QAbstractButton:
    """The one visible button whose text or name begins so."""
    QApplication.processEvents()
    found = [
        each
        for each in widget.findChildren(QAbstractButton)
        if each.isVisible()
        and (each.text().startswith(text) or each.accessibleName().startswith(text))
    ]
    assert len(found) == 1, (text, [each.text() for each in found])
    return found[0]
