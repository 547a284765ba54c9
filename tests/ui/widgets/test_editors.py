"""Every editor keeps what was typed, as it was typed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.jsonvalue import Json
from ui.theme import Theme
from ui.widgets.editors.base import Editor
from ui.widgets.editors.choice import (
    CheckListEditor,
    Choice,
    ComboEditor,
    RadioEditor,
    YesNoEditor,
)
from ui.widgets.editors.date import DateEditor
from ui.widgets.editors.numbers import AmountEditor, IntegerEditor, NumberEditor
from ui.widgets.editors.quantity import QuantityEditor
from ui.widgets.editors.search import SearchEditor
from ui.widgets.editors.slider import SliderEditor
from ui.widgets.editors.text import LineEditor, TextEditor
from ui.widgets.editors.times import DateTimeEditor, TimeEditor

CHOICES = (Choice("low", "Låg"), Choice("high", "Hög"))

KEPT: list[tuple[type[Editor], tuple[object, ...], Json, Json]] = [
    (LineEditor, (), "<b>Björk</b>", ""),
    (TextEditor, (), "en\ntvå\n", ""),
    (DateEditor, (), "26 november 2021", ""),
    (IntegerEditor, (), "4 st", ""),
    (AmountEditor, (), "4 500,50", ""),
    (ComboEditor, (CHOICES,), "high", ""),
    (RadioEditor, (CHOICES,), "low", ""),
    (YesNoEditor, (), False, None),
    (CheckListEditor, (CHOICES,), ["low", "high"], []),
    (NumberEditor, (), "−2,50", ""),
    (TimeEditor, (), "9.30", ""),
    (DateTimeEditor, (), "2026-11-21 9.30", ""),
    (SliderEditor, (0, 10), "7", ""),
    (SliderEditor, (0, 10), "sju", ""),
    (QuantityEditor, (CHOICES,), {"number": "2,5", "unit": "high"}, {"number": "", "unit": "low"}),
    (SearchEditor, (CHOICES,), {"code": "high", "own": ""}, {"code": "", "own": ""}),
    (SearchEditor, (CHOICES,), {"code": "", "own": "hö"}, {"code": "", "own": ""}),
]


@pytest.mark.parametrize(("kind", "arguments", "value", "empty"), KEPT)
def test_a_value_comes_back_as_it_was_and_nothing_is_said_of_it(
    qtbot: QtBot,
    theme: Theme,
    kind: type[Editor],
    arguments: tuple[object, ...],
    value: Json,
    empty: Json,
) -> None:
    editor = kind(*arguments)
    qtbot.addWidget(editor)
    said: list[None] = []
    editor.edited.connect(lambda: said.append(None))
    assert editor.value() == empty
    editor.set_value(value)
    assert editor.value() == value
    editor.set_value(None)
    assert editor.value() == empty
    assert said == []


@pytest.mark.parametrize(("kind", "arguments", "value", "empty"), KEPT)
def test_a_stranger_value_shows_as_empty_or_is_kept_but_never_fails(
    qtbot: QtBot,
    theme: Theme,
    kind: type[Editor],
    arguments: tuple[object, ...],
    value: Json,
    empty: Json,
) -> None:
    editor = kind(*arguments)
    qtbot.addWidget(editor)
    for stranger in ({"a": 1}, [1, 2], True, 17, "okänd"):
        editor.set_value(stranger)
        editor.value()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\u2028\u2029\ufdd0\ufdd1")))
def test_any_text_survives_the_multi_line_editor(qtbot: QtBot, theme: Theme, text: str) -> None:
    editor = TextEditor()
    qtbot.addWidget(editor)
    editor.set_value(text)
    # Qt turns a no-break space into a space in plain text, and has no other liberties.
    assert str(editor.value()).replace("\xa0", " ") == text.replace("\xa0", " ")


def test_typing_is_edited_and_can_be_undone(qtbot: QtBot, theme: Theme) -> None:
    for editor in (LineEditor(), TextEditor()):
        qtbot.addWidget(editor)
        editor.show()
        with qtbot.waitSignal(editor.edited):
            QTest.keyClicks(editor.target(), "hej")
        assert editor.value() == "hej"
        QTest.keyClick(editor.target(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert editor.value() == ""


def test_paste_is_plain_text(qtbot: QtBot, theme: Theme) -> None:
    editor = TextEditor()
    qtbot.addWidget(editor)
    rich = QMimeData()
    rich.setHtml("<b>fet</b>")
    rich.setText("fet")
    QApplication.clipboard().setMimeData(rich)
    target = editor.target()
    assert isinstance(target, QPlainTextEdit)
    target.paste()
    assert editor.value() == "fet"
    QApplication.clipboard().clear()


def test_tab_moves_on_from_many_lines(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first, second = TextEditor(), LineEditor()
    layout = QVBoxLayout(window)
    layout.addWidget(first)
    layout.addWidget(second)
    window.show()
    window.activateWindow()
    first.target().setFocus()
    QTest.keyClick(first.target(), Qt.Key.Key_Tab)
    assert window.focusWidget() is second.target()
    assert first.value() == ""


def test_many_lines_grow_and_then_scroll(qtbot: QtBot, theme: Theme) -> None:
    editor = TextEditor(lines=2)
    qtbot.addWidget(editor)
    editor.resize(400, 60)
    editor.show()
    empty = editor.target().height()
    editor.set_value("\n".join("abcdefgh"))
    eight = editor.target().height()
    editor.set_value("\n" * 400)
    assert empty < eight < editor.target().height() < 18 * 40


def test_marked_text_cannot_be_dragged_out(qtbot: QtBot, theme: Theme) -> None:
    line = LineEditor()
    qtbot.addWidget(line)
    target = line.target()
    assert isinstance(target, QLineEdit)
    assert not target.dragEnabled()
    text = TextEditor()
    qtbot.addWidget(text)
    text.resize(300, 100)
    text.show()
    text.set_value("hemligt ord")
    pane = text.target()
    assert isinstance(pane, QPlainTextEdit)
    pane.selectAll()
    QTest.mousePress(pane.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    assert not pane.textCursor().hasSelection()
    assert not pane.acceptDrops()


def test_input_methods_are_told_not_to_learn(qtbot: QtBot, theme: Theme) -> None:
    for editor in (LineEditor(), TextEditor(), DateEditor(), IntegerEditor()):
        qtbot.addWidget(editor)
        hints = editor.target().inputMethodHints()
        assert hints & Qt.InputMethodHint.ImhSensitiveData
        assert hints & Qt.InputMethodHint.ImhNoPredictiveText


def test_the_caret_is_where_it_was(qtbot: QtBot, theme: Theme) -> None:
    for editor in (LineEditor(), TextEditor()):
        qtbot.addWidget(editor)
        editor.set_value("åtta ord")
        editor.set_caret(5)
        assert editor.caret() == 5
        editor.set_caret(10**6)
        assert editor.caret() == 8


def test_the_calendar_writes_a_whole_date_that_can_be_undone(qtbot: QtBot, theme: Theme) -> None:
    editor = DateEditor()
    qtbot.addWidget(editor)
    editor.show()
    editor.set_value("nov 2021")
    editor.open_calendar()
    calendar = editor.findChild(QCalendarWidget)
    assert calendar is not None
    with qtbot.waitSignal(editor.edited):
        calendar.activated.emit(QDate(2026, 11, 21))
    assert editor.value() == "2026-11-21"
    target = editor.target()
    assert isinstance(target, QLineEdit)
    target.undo()
    assert editor.value() == "nov 2021"


def test_a_choice_that_is_no_longer_offered_is_kept(qtbot: QtBot, theme: Theme) -> None:
    combo, checks = ComboEditor(CHOICES), CheckListEditor(CHOICES)
    for editor in (combo, checks):
        qtbot.addWidget(editor)
    combo.set_value("medium")
    assert combo.value() == "medium"
    checks.set_value(["low", "extreme"])
    assert checks.value() == ["low", "extreme"]


def test_the_wheel_changes_no_answer(qtbot: QtBot, theme: Theme) -> None:
    editor = ComboEditor(CHOICES)
    qtbot.addWidget(editor)
    editor.set_value("low")
    editor.show()
    target = editor.target()
    assert isinstance(target, QComboBox)
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target, event)
    assert editor.value() == "low"
    assert not event.isAccepted()


def test_an_answer_can_be_taken_back(qtbot: QtBot, theme: Theme) -> None:
    editor = YesNoEditor()
    qtbot.addWidget(editor)
    editor.show()
    yes = editor.findChildren(QRadioButton)[0]
    with qtbot.waitSignal(editor.edited):
        yes.click()
    assert editor.value() is True
    take_back = editor.findChild(type(editor._none))
    assert take_back is not None
    assert take_back.isVisible()
    with qtbot.waitSignal(editor.edited):
        take_back.click()
    assert editor.value() is None


def test_every_control_says_its_field(qtbot: QtBot, theme: Theme) -> None:
    for editor in (LineEditor(), TextEditor(), DateEditor(), ComboEditor(CHOICES)):
        qtbot.addWidget(editor)
        editor.set_name("Hotnivå", "Uppgift från BOPS.")
        assert editor.target().accessibleName() == "Hotnivå"
        assert "BOPS" in editor.target().accessibleDescription()
    checks = CheckListEditor(CHOICES)
    qtbot.addWidget(checks)
    checks.set_name("Hotnivå")
    names = [box.accessibleName() for box in checks.findChildren(QCheckBox)]
    assert names == ["Hotnivå: Låg", "Hotnivå: Hög"]


def test_the_page_follows_whoever_writes_below_its_edge(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    written, other = TextEditor(), TextEditor()
    column.addWidget(written)
    column.addWidget(other)
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.resize(400, 120)
    area.show()
    area.activateWindow()
    text = written.target()
    assert isinstance(text, QPlainTextEdit)
    text.setFocus()
    for line in range(15):
        QTest.keyClicks(text, f"rad {line}")
        QTest.keyClick(text, Qt.Key.Key_Return)

    def caret_y() -> int:
        return text.viewport().mapTo(area.viewport(), text.cursorRect().center()).y()

    qtbot.waitUntil(lambda: 0 <= caret_y() < area.viewport().height())
    kept = area.verticalScrollBar().value()
    assert kept > 0
    other.set_value("någon annans text")
    qtbot.wait(20)
    assert area.verticalScrollBar().value() == kept
