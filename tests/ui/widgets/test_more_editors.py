"""Scales, long lists, own words, several answers and long texts of choices: by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.looking import visible
from ui.theme import Theme
from ui.widgets.editors.base import Editor
from ui.widgets.editors.choice import CheckListEditor, Choice, ComboEditor, RadioEditor
from ui.widgets.editors.own_words import OwnWordsEditor
from ui.widgets.editors.ruler import Ruler
from ui.widgets.editors.search import SearchEditor
from ui.widgets.editors.several import ROW, SeveralEditor
from ui.widgets.editors.slider import SliderEditor
from ui.widgets.editors.text import LineEditor
from ui.widgets.editors.times import DateTimeEditor

CHOICES = (Choice("low", "Låg"), Choice("high", "Hög"), Choice("none", "Inget & ingen"))
LONG = "Kontakt med personer i det tidigare nätverket varje vecka eller oftare, mot sin vilja"
Shown = Callable[[Editor], Editor]


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Shown:
    def show(editor: Editor) -> Editor:
        qtbot.addWidget(editor)
        editor.set_name("Fråga", "Hjälp.")
        editor.resize(500, 300)
        editor.show()
        editor.activateWindow()
        qtbot.waitUntil(editor.isActiveWindow)
        editor.target().setFocus()
        return editor

    return show


def press(editor: Editor, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focus(editor), key)


def write(editor: Editor, text: str) -> None:
    QTest.keyClicks(focus(editor), text)


def focus(editor: Editor) -> QWidget:
    found = editor.focusWidget()
    assert found is not None
    return found


# ---------------------------------------------------------------------------------- the scale


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ((), ""),
        ((Qt.Key.Key_Right,), "0"),
        ((Qt.Key.Key_Left,), "0"),
        ((Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Left), "1"),
        ((Qt.Key.Key_7,), "7"),
        ((Qt.Key.Key_1, Qt.Key.Key_0), "10"),
        ((Qt.Key.Key_7, Qt.Key.Key_3), "3"),
        ((Qt.Key.Key_End,), "10"),
        ((Qt.Key.Key_End, Qt.Key.Key_Right), "10"),
        ((Qt.Key.Key_End, Qt.Key.Key_Home), "0"),
        ((Qt.Key.Key_5, Qt.Key.Key_Delete), ""),
        ((Qt.Key.Key_5, Qt.Key.Key_Backspace), ""),
    ],
)
def test_a_scale_is_answered_by_key_and_stands_nowhere_until_then(
    shown: Shown, keys: tuple[Qt.Key, ...], value: str
) -> None:
    editor = shown(SliderEditor(0, 10))
    press(editor, *keys)
    assert editor.value() == value


@pytest.mark.parametrize(
    "modifier",
    [
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.KeypadModifier,
        Qt.KeyboardModifier.ShiftModifier,
        Qt.KeyboardModifier.GroupSwitchModifier,
    ],
)
def test_a_scale_takes_digits_from_every_part_of_the_keyboard(
    shown: Shown, modifier: Qt.KeyboardModifier
) -> None:
    editor = shown(SliderEditor(0, 10))
    for digit, value in (("8", "8"), ("1", "1"), ("0", "10"), ("3", "3")):
        QTest.sendKeyEvent(
            QTest.KeyAction.Click, focus(editor), Qt.Key(ord(digit)), digit, modifier
        )
        assert editor.value() == value


@pytest.mark.parametrize("digit", [Qt.Key.Key_1, Qt.Key.Key_9])
def test_a_command_is_no_answer_on_a_scale(shown: Shown, digit: Qt.Key) -> None:
    editor = shown(SliderEditor(0, 10))
    for modifier in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier):
        QTest.keyClick(focus(editor), digit, modifier)
    assert editor.value() == ""


def test_a_scale_says_in_words_where_it_stands(shown: Shown) -> None:
    editor = shown(SliderEditor(0, 10, lower="Inte alls", upper="Fullt ut"))
    ruler = editor.target()
    assert ruler.accessibleName() == "Fråga"
    for part in ("Inte besvarad.", "Inte alls – Fullt ut.", "Hjälp."):
        assert part in ruler.accessibleDescription()
    press(editor, Qt.Key.Key_7)
    assert "7 av 10." in ruler.accessibleDescription()


def test_a_scale_is_pointed_at_and_cleared_with_the_mouse(shown: Shown, qtbot: QtBot) -> None:
    editor = shown(SliderEditor(0, 10))
    ruler = editor.target()
    assert isinstance(ruler, Ruler)
    with qtbot.waitSignal(editor.edited):
        QTest.mouseClick(ruler, Qt.MouseButton.LeftButton, pos=QPoint(ruler.width() - 5, 15))
    assert editor.value() == "10"
    (clear,) = editor.findChildren(QAbstractButton)
    assert clear.accessibleName() == "Rensa svaret: Fråga"
    with qtbot.waitSignal(editor.edited):
        QTest.keyClick(clear, Qt.Key.Key_Space)
    assert editor.value() == ""
    assert focus(editor) is ruler


def test_a_scale_keeps_to_its_steps_and_a_read_only_one_stays(shown: Shown) -> None:
    editor = shown(SliderEditor(-50, 150, step=25))
    press(editor, Qt.Key.Key_Home, Qt.Key.Key_Right)
    assert editor.value() == "-25"
    editor.set_read_only(True)
    press(editor, Qt.Key.Key_End, Qt.Key.Key_Delete)
    assert editor.value() == "-25"


def test_a_number_outside_the_scale_is_kept_until_it_is_moved(shown: Shown) -> None:
    editor = shown(SliderEditor(0, 10))
    editor.set_value("40")
    assert editor.value() == "40"
    press(editor, Qt.Key.Key_Left)
    assert editor.value() == "10"


# --------------------------------------------------------------------------------- long lists


def test_a_long_list_is_searched_by_any_part_and_chosen_by_key(shown: Shown) -> None:
    editor = shown(SearchEditor([Choice(str(n), f"Ort nummer {n}") for n in range(60)]))
    write(editor, "mer 4")
    line = editor.target()
    assert isinstance(line, QLineEdit)
    popup = line.completer().popup()
    assert popup is not None
    assert line.completer().completionCount() == 11  # 4 and 40 to 49
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert editor.value() == {"code": "4", "own": ""}


def test_arrow_down_in_an_empty_line_shows_everything(shown: Shown) -> None:
    editor = shown(SearchEditor(CHOICES))
    press(editor, Qt.Key.Key_Down)
    line = editor.target()
    assert isinstance(line, QLineEdit)
    assert line.completer().completionCount() == 3
    popup = line.completer().popup()
    assert popup is not None
    popup.hide()


@pytest.mark.parametrize("typed", ["mycket bra", "  MYCKET  bra ", "Mycket bra"])
def test_what_is_typed_in_full_is_the_choice(shown: Shown, typed: str) -> None:
    editor = shown(SearchEditor((Choice("1", "Bra"), Choice("2", "Mycket bra"))))
    write(editor, typed)
    assert editor.value() == {"code": "2", "own": ""}


def test_choices_with_the_same_words_are_told_apart(shown: Shown) -> None:
    editor = shown(SearchEditor((Choice("1", "Lund"), Choice("2", "Lund"))))
    editor.set_value({"code": "2", "own": ""})
    assert editor.value() == {"code": "2", "own": ""}


# ---------------------------------------------------------------------------------- own words


def test_own_words_take_back_the_only_choice_and_the_other_way(shown: Shown) -> None:
    editor = shown(OwnWordsEditor(RadioEditor(CHOICES), alone=True))
    assert isinstance(editor, OwnWordsEditor)
    press(editor, Qt.Key.Key_Space)
    assert editor.value() == {"chosen": "low", "own": ""}
    editor.own_target().setFocus()
    write(editor, "Lagom")
    assert editor.value() == {"chosen": "", "own": "Lagom"}
    press(editor, Qt.Key.Key_Backtab)
    press(editor, Qt.Key.Key_Space)
    assert str(editor.value()["chosen"])  # type: ignore[index, call-overload]
    assert editor.own_target().property("text") == ""
    QTest.keyClick(editor.own_target(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.own_target().property("text") == "Lagom"


def test_own_words_stand_beside_several_choices(shown: Shown) -> None:
    editor = shown(OwnWordsEditor(CheckListEditor(CHOICES), alone=False, called="Något annat"))
    press(editor, Qt.Key.Key_Space)
    assert isinstance(editor, OwnWordsEditor)
    editor.own_target().setFocus()
    write(editor, "Lagom")
    assert editor.value() == {"chosen": ["low"], "own": "Lagom"}
    assert editor.own_target().accessibleName() == "Fråga: Något annat"


# ---------------------------------------------------------------------------- several answers


def test_several_answers_are_added_and_removed_by_key(shown: Shown) -> None:
    editor = shown(SeveralEditor(LineEditor))
    write(editor, "ett")
    press(editor, Qt.Key.Key_Tab, Qt.Key.Key_Space)  # Lägg till
    write(editor, "två")
    assert editor.value() == ["ett", "två"]
    press(editor, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    write(editor, "tre")
    assert editor.value() == ["ett", "två", "tre"]
    press(editor, Qt.Key.Key_Backtab)  # remove the second
    assert focus(editor).accessibleName() == "Ta bort Fråga (2)"
    press(editor, Qt.Key.Key_Space)
    assert editor.value() == ["ett", "tre"]
    assert focus(editor).property("text") == "tre"
    assert focus(editor).accessibleName() == "Fråga (2)"


def test_there_is_always_a_line_to_write_in_and_never_more_than_allowed(shown: Shown) -> None:
    editor = shown(SeveralEditor(LineEditor, most=2))
    add = editor.findChildren(QAbstractButton)[-1]
    editor.set_value([])
    assert editor.value() == [""]
    editor.set_value(["a", "b"])
    adds = [b for b in editor.findChildren(QAbstractButton) if "Lägg till" in b.accessibleName()]
    assert [b.isVisible() for b in adds] == [False]
    assert add is not None


def test_the_caret_comes_back_to_its_line(shown: Shown) -> None:
    editor = shown(SeveralEditor(LineEditor))
    editor.set_value(["ett", "två"])
    editor.set_caret(ROW + 2)
    assert editor.caret() == ROW + 2
    assert focus(editor).property("text") == "två"


# --------------------------------------------------------------------------- times and choices


@pytest.mark.parametrize(
    ("typed", "day", "after"),
    [
        ("", "", "2026-11-21"),
        ("2019", "2019", "2026-11-21"),
        ("november 2026", "november 2026", "2026-11-21"),
        ("2026-03-14 9.30", "2026-03-14", "2026-11-21 9.30"),
        ("idag kl 9", "idag", "2026-11-21 kl 9"),
        ("2026-03-14T09:30", "2026-03-14", "2026-11-21 09:30"),
    ],
)
def test_the_calendar_leaves_the_time_as_it_is(
    shown: Shown, typed: str, day: str, after: str
) -> None:
    editor = shown(DateTimeEditor())
    assert isinstance(editor, DateTimeEditor)
    editor.set_value(typed)
    assert editor._day() == day
    assert editor._with_day("2026-11-21") == after


def test_a_long_choice_breaks_over_lines_and_is_pressed_anywhere(
    shown: Shown, qtbot: QtBot
) -> None:
    editor = shown(RadioEditor((Choice("a", LONG), Choice("b", "Nej & aldrig"))))
    long, short = (b for b in editor.findChildren(QAbstractButton) if b.isVisible())
    assert (long.text(), short.text()) == (LONG, "Nej & aldrig")
    assert long.minimumSizeHint().width() < 350
    editor.resize(320, 300)
    qtbot.waitUntil(lambda: long.height() > 2 * short.height())
    QTest.mouseClick(long, Qt.MouseButton.LeftButton, pos=QPoint(200, long.height() - 8))
    assert editor.value() == "a"


def test_the_hint_of_a_choice_is_read_before_it_is_chosen(shown: Shown) -> None:
    editor = shown(RadioEditor((Choice("a", "En tid", "8 kap. 1 §"), Choice("b", "En annan"))))
    faces = [each.text() for each in visible(editor, QLabel)]
    assert "En tid\n8 kap. 1 §" in faces


@pytest.mark.req("X02")
@pytest.mark.parametrize("make", [CheckListEditor, ComboEditor])
def test_a_tool_tip_takes_no_text_of_a_template_for_markup(
    make: Callable[[list[Choice]], Editor], shown: Shown
) -> None:
    text = '<img src="//annan/dator.png"> ett långt <b>svar</b> att välja'
    editor = shown(make([Choice("a", text, hint=text)]))
    editor.set_value(["a"] if make is CheckListEditor else "a")
    tips = [each.toolTip() for each in editor.findChildren(QWidget) if each.toolTip()]
    boxes = editor.findChildren(QComboBox)
    tips.extend(box.itemData(1, Qt.ItemDataRole.ToolTipRole) for box in boxes)
    assert tips
    for tip in tips:
        read = QTextDocument()
        read.setHtml(tip)
        assert read.toPlainText() == text
        assert "<img" not in tip
