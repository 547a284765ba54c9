"""What is wrong with a window as it stands: text that is cut, places that no key reaches, controls
without a name. Each function answers with a list of sentences, empty when all is well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QRadioButton,
    QScrollArea,
    QSlider,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from tests.ui.test_theme import contrast
from ui.widgets.marks import CheckMark, RadioMark
from ui.widgets.wrapping import WrappingButton

SLACK = 1
"""A pixel of rounding."""
MOST_STOPS = 400
TARGET = 24
READABLE = 4.5


def parts(window: QWidget) -> Iterator[QWidget]:
    """Everything on the screen, but for what Qt builds its own controls of."""
    for each in window.findChildren(QWidget):
        if each.isVisible() and not each.objectName().startswith("qt_"):
            yield each


# ------------------------------------------------------------------------------ nothing is cut


def cut(window: QWidget) -> list[str]:
    """Texts that do not fit where they stand, and what sticks out of what holds it."""
    found = []
    for each in parts(window):
        found += [f"{_called(each)}: {problem}" for problem in _cut_text(each)]
        if _sticks_out(each):
            found.append(f"{_called(each)}: sticks out of {_called(each.parentWidget())}")
        if isinstance(each, QScrollArea) and each.horizontalScrollBar().maximum() > 0:
            found.append(f"{_called(each)}: must be scrolled sideways")
    return found


def _cut_text(each: QWidget) -> Iterator[str]:
    wide, high = each.width() + SLACK, each.height() + SLACK
    match each:
        case QLabel() if each.wordWrap() and each.text():
            if each.heightForWidth(each.width()) > high:
                yield "lines are cut below"
            if _longest_word(each) > wide:
                yield "a word is cut"
        case QLabel() if each.text():
            if each.sizeHint().width() > wide or each.sizeHint().height() > high:
                yield "the text is cut"
        case WrappingButton():
            pass  # its face is a label of its own
        case RadioMark() | CheckMark() if each.layout() is not None:
            pass  # as is that of a long choice
        case QAbstractButton() if each.text():
            if each.sizeHint().width() > wide or each.sizeHint().height() > high:
                yield "the button is too small for its text"
        case QComboBox():
            if each.fontMetrics().horizontalAdvance(each.currentText()) > _room_in(each) + SLACK:
                yield "the choice is cut"
        case QLineEdit() if each.placeholderText():
            if each.fontMetrics().horizontalAdvance(each.placeholderText()) > wide - 8:
                yield "the placeholder is cut"
        case QTabBar():
            if each.sizeHint().width() > wide and not each.usesScrollButtons():
                yield "tabs are cut"


def _longest_word(text: QLabel) -> int:
    metrics = text.fontMetrics()
    words = text.text().replace("-", "- ").replace("/", "/ ").split()
    return max((metrics.horizontalAdvance(word) for word in words), default=0)


def _room_in(box: QComboBox) -> int:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    control = QStyle.ComplexControl.CC_ComboBox
    field = QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(control, option, field, box).width()


def _sticks_out(each: QWidget) -> bool:
    above = each.parentWidget()
    if above is None or each.isWindow() or isinstance(above, QMainWindow | QTabBar):
        return False
    if isinstance(above.parentWidget(), QAbstractScrollArea):
        return False  # what holds it scrolls
    return not above.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(each.geometry())


# ------------------------------------------------------------------------------ the pointer


def small(window: QWidget) -> list[str]:
    """Targets of less than 24 by 24 pixels with another so near that one may hit it instead
    (WCAG 2.2, 2.5.8)."""
    targets = [
        (each, QRect(each.mapTo(window, QPoint(0, 0)), each.size()))
        for each in parts(window)
        if isinstance(each, QAbstractButton | QLineEdit | QComboBox | QSlider)
    ]
    found = []
    for each, place in targets:
        if min(place.width(), place.height()) >= TARGET:
            continue
        around = QRect(0, 0, TARGET, TARGET)
        around.moveCenter(place.center())
        if any(other is not each and around.intersects(near) for other, near in targets):
            found.append(f"{_called(each)}: is too small to hit")
    return found


# ------------------------------------------------------------------------------ the eye


def faint(window: QWidget) -> list[str]:
    """Texts that do not stand out from what is painted behind them (WCAG 2.2, 1.4.3), as the
    window really is on the screen."""
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    scale = image.devicePixelRatio()
    found = []
    for each in parts(window):
        text = each.text() if isinstance(each, QLabel | QAbstractButton) else ""
        whole = each.visibleRegion().boundingRect() == each.rect()
        if not (whole and text.strip() and each.isEnabled()):
            continue  # what has been scrolled away in part may have no letter left in sight
        corner = each.mapTo(window, QPoint(0, 0)) * scale
        shown = image.copy(QRect(corner, each.size() * scale))
        if (ratio := _strongest(shown)) < READABLE:
            found.append(f"{_called(each)}: is faint, {ratio:.1f} to 1")
    return found


def _strongest(shown: QImage) -> float:
    """The contrast between the colour there is most of and the one furthest from it: the middle
    of a stroke. Between them lie the soft edges of the letters."""
    colours = Counter(bytes(shown.constBits()[: shown.sizeInBytes()]).hex(" ", 4).split())
    (behind, _), *_rest = colours.most_common(1)
    return max(contrast(_rgb(behind), _rgb(each)) for each in colours)


def _rgb(pixel: str) -> str:
    """``#rrggbb`` of four bytes as they lie in memory."""
    blue, green, red = pixel[0:2], pixel[2:4], pixel[4:6]
    return f"#{red}{green}{blue}"


# ------------------------------------------------------------------------------ the keyboard


def stops(window: QWidget) -> list[QWidget]:
    """Where Tab goes, from the first place until it comes round."""
    first = next(each for each in parts(window) if _takes_focus(each))
    first.setFocus(Qt.FocusReason.TabFocusReason)
    reached = [first]
    for _ in range(MOST_STOPS):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        here = window.focusWidget()
        if here is first or here in reached:
            return reached
        reached.append(here)
    raise AssertionError("Tab never comes round")


def unreached(window: QWidget) -> list[str]:
    """What takes the focus by Tab and never gets it."""
    reached = stops(window)
    groups = {each.parentWidget() for each in reached if isinstance(each, QRadioButton)}
    return [
        f"{_called(each)}: no Tab leads there"
        for each in parts(window)
        if _takes_focus(each)
        and each not in reached
        and not (isinstance(each, QRadioButton) and each.parentWidget() in groups)
        and each.focusProxy() is None
    ]


def _takes_focus(each: QWidget) -> bool:
    tab = bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tab and each.isEnabled() and each.isVisible() and each.window().isVisible()


def ambiguous(window: QWidget) -> list[str]:
    """Keys that two shortcuts in sight want at once, so that Qt gives them to neither."""
    held: list[tuple[str, QWidget]] = []
    for shortcut in window.findChildren(QShortcut):
        above = shortcut.parent()
        whole = shortcut.context() is Qt.ShortcutContext.WindowShortcut
        if isinstance(above, QWidget) and above.isVisible():
            held.append((shortcut.key().toString(), window if whole else above))
    held += [
        (pressed.shortcut().toString(), window)
        for pressed in window.findChildren(QAbstractButton)
        if pressed.isVisible() and not pressed.shortcut().isEmpty()
    ]
    return [
        f"{key}: wanted in {_called(one)} and in {_called(other)}"
        for (key, one), (same, other) in combinations(held, 2)
        if key == same and (one is other or one.isAncestorOf(other) or other.isAncestorOf(one))
    ]


def unnamed(window: QWidget) -> list[str]:
    """What takes the focus and has no name for a screen reader."""
    return [
        f"{_called(each)}: has no name"
        for each in parts(window)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and not _name(each).strip()
    ]


def _name(each: QWidget) -> str:
    if isinstance(each, QComboBox):  # on Linux, Qt gives what is chosen in it
        return each.accessibleName()
    return QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)


def _called(each: QWidget | None) -> str:
    if each is None:
        return "nothing"
    text = each.text() if isinstance(each, QLabel | QAbstractButton) else each.accessibleName()
    above, path = each.parentWidget(), type(each).__name__
    while above is not None and type(above).__module__.partition(".")[0] != "ui":
        above = above.parentWidget()
    inside = f" in {type(above).__name__}" if above is not None else ""
    return f"{path}{inside} {each.width()}x{each.height()} {text[:40]!r}"
