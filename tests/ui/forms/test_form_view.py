"""A form in a window: by keyboard, in order, named, and losing nothing."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.forms.model import Item, Kind
from app.forms.problems import Code, Problem, Severity
from app.forms.response import Answer
from app.forms.session import FormSession
from app.forms.values import PartialDate
from tests.app.forms import behov
from tests.app.forms.build import (
    CORE,
    answer,
    at,
    colour,
    control,
    group,
    item,
    option,
    page,
    session,
    shown_if,
    when,
)
from tests.ui.forms.conftest import TODAY, Show, today
from tests.ui.forms.keys import (
    answer_by_key,
    button_called,
    contents,
    focus,
    here,
    lead_to,
    press,
    problem_list,
    question,
    stack,
    tab_to_next_question,
    write,
)
from tests.ui.looking import texts
from ui.forms.problem_list import sentences
from ui.forms.question import PAUSE_MS, Question
from ui.forms.view import FormView
from ui.forms.words import answer_sentence, template_sentence
from ui.theme import Theme
from ui.widgets.wrapping import WrappingButton

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def all_kinds() -> FormSession:
    return session(
        page(
            "1",
            item("a", "boolean", required=True),
            item("b", "coding", required=True, extension=[control("radio-button")]),
            item("c", "coding", repeats=True),
            item("d", "coding", extension=[control("drop-down")]),
            group("g", item("e", "integer"), item("f", "date")),
            item("t", "display"),
            item("h", "string"),
            item("i", "text"),
        ),
        page("2", item("j", required=True), **shown_if(when("a"))),
    )


# ------------------------------------------------------------------------------ the keyboard


@pytest.mark.req("F126")
def test_a_whole_assessment_by_keyboard_alone(show: Show) -> None:
    filled = FormSession(behov.form())
    view = show(filled)
    for _ in range(len(filled.form.items)):
        asked = here(view)
        while asked is not None:
            if not filled.node(asked.node).values:
                number = filled.node(asked.node).item.kind in (Kind.DATE, Kind.INTEGER)
                answer_by_key(view, asked, "7" if number else "Ett svar")
                if filled.node(asked.node).item.kind is Kind.DATE:
                    write(view, " november 2026")
            asked = tab_to_next_question(view)
        press(view, Qt.Key.Key_PageDown, ALT)
    assert [f.problem.link_id for f in filled.check()] == []
    assert view.check()
    done = filled.complete()
    assert filled.node(at(filled, "1.2")).values == (PartialDate("2026-11-07"),)
    assert len(done.items) == len(filled.pages())
    assert len(filled.pages()) == 7  # the first life area was chosen


def test_tab_order_is_the_order_of_the_form(show: Show) -> None:
    filled = all_kinds()
    view = show(filled)
    seen = [here(view)]
    while (asked := tab_to_next_question(view)) is not None:
        seen.append(asked)
    assert [q.node[-1][0] for q in seen if q] == ["a", "b", "c", "d", "e", "f", "h", "i"]


def test_after_the_last_question_comes_the_next_page(show: Show) -> None:
    filled = all_kinds()
    answer(filled, "a", True)
    view = show(filled)
    question(view, "i").go_to((), 0)
    press(view, Qt.Key.Key_Tab)
    assert focus(view) is button_called(view, "Nästa sida")  # the first page has nothing before it
    press(view, Qt.Key.Key_Space)
    assert here(view) is question(view, "j")
    press(view, Qt.Key.Key_PageUp, ALT)
    assert here(view) is question(view, "a")


def test_tab_moves_on_also_from_a_text_of_many_lines(show: Show) -> None:
    view = show(session(item("a", "text"), item("b")))
    write(view, "rad ett")
    press(view, Qt.Key.Key_Return)
    write(view, "rad två")
    press(view, Qt.Key.Key_Tab)
    assert here(view) is question(view, "b")
    assert view.filled.node(at(view.filled, "a")).values == ("rad ett\nrad två",)


# ------------------------------------------------------------------------ names and what is said


def controls(view: FormView) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
    return [
        w for q in stack(view).questions() for kind in kinds for w in q.editor.findChildren(kind)
        if w.focusPolicy() != Qt.FocusPolicy.NoFocus and w.isVisible()
    ]  # fmt: skip


def test_every_control_has_a_name_that_says_what_is_asked(show: Show) -> None:
    view = show(all_kinds())
    found = controls(view)
    assert len(found) > 10
    for widget in found:
        assert widget.accessibleName().startswith("Fråga "), widget
    names = {w.accessibleName() for w in found}
    assert "Fråga b, obligatorisk: R" in names
    assert "Fråga c: R" in names
    assert "Fråga h" in names


@pytest.mark.req("F072")
def test_the_owner_of_a_statement_is_seen_and_heard(show: Show) -> None:
    filled = FormSession(behov.form())
    view = show(filled)
    press(view, Qt.Key.Key_PageDown, ALT)
    asked = question(view, "2.6")
    seen = [text.text() for text in asked.findChildren(QLabel)]
    assert "Uppgift från den enskilde" in seen
    said = asked.editor.target()
    assert said.accessibleName() == "Hur ser den enskilde själv på hotet?, obligatorisk"
    assert "Uppgift från den enskilde." in said.accessibleDescription()
    assert "egna ord" in said.accessibleDescription()


def test_the_label_belongs_to_its_control(show: Show) -> None:
    view = show(all_kinds())
    for asked in stack(view).questions():
        buddies = [text.buddy() for text in asked.findChildren(QLabel) if text.buddy()]
        assert asked.editor.target() in buddies, asked.spec.name


def test_text_of_a_template_is_never_markup(show: Show) -> None:
    text = "<b>fet</b> <script>alert(1)</script>"
    made = item("a", "coding", answerOption=[option("r")], text=text)
    made["answerOption"][0]["valueCoding"]["display"] = text
    view = show(session(page("p", made, item("t", "display", text=text), text=text)))
    labels = view.findChildren(QLabel)
    assert sum(text in found.text() for found in labels) >= 3
    for found in labels:
        if "<b>" in found.text():
            assert found.textFormat() == Qt.TextFormat.PlainText


# --------------------------------------------------------------------------- nothing is lost


def test_typing_counts_when_it_pauses(show: Show, qtbot: QtBot) -> None:
    view = show(session(item("a")))
    with qtbot.waitSignal(question(view, "a").taken, timeout=PAUSE_MS * 10):
        write(view, "ord")
    assert view.filled.node(at(view.filled, "a")).values == ("ord",)


def test_what_is_being_typed_is_part_of_the_draft_at_once(show: Show, qtbot: QtBot) -> None:
    view = show(session(item("a")))
    with qtbot.waitSignal(view.edited, timeout=0):  # told at the keystroke, not at the pause
        write(view, "ord")
    assert view.response().items[0].answers == (Answer("ord"),)


def test_malformed_text_stays_and_says_what_to_do(show: Show) -> None:
    view = show(session(item("a", "date"), item("b")))
    write(view, "31 feb")
    press(view, Qt.Key.Key_Tab)
    asked = question(view, "a")
    assert asked.value() == "31 feb"
    assert "2026-11-21" in shown_problem(asked)
    assert "Fel: " in asked.editor.target().accessibleDescription()
    assert view.response().items[0].malformed == "31 feb"
    assert not view.check()
    again = show(FormSession(view.filled.form, view.response()))
    assert question(again, "a").value() == "31 feb"


def shown_problem(asked: Question) -> str:
    return "".join(
        text.text()
        for text in asked.findChildren(QLabel)
        if text.property("role") == "problem" and text.isVisible()
    )


def test_nobody_is_told_off_in_the_middle_of_a_date(show: Show) -> None:
    view = show(session(item("a", "date"), item("b", required=True)))
    write(view, "2026-0")
    question(view, "a").take()
    assert shown_problem(question(view, "a")) == ""
    write(view, "3")
    press(view, Qt.Key.Key_Tab)
    assert view.filled.node(at(view.filled, "a")).values == (PartialDate("2026-03"),)
    press(view, Qt.Key.Key_Tab)
    assert shown_problem(question(view, "b")) == ""  # not come to yet, and not checked


def test_trimming_does_not_move_what_is_being_typed(show: Show) -> None:
    view = show(session(item("a", "text")))
    write(view, "ord ")
    question(view, "a").take()
    write(view, "till")
    assert question(view, "a").value() == "ord till"


def test_answers_that_are_not_asked_for_come_back_into_their_fields(show: Show) -> None:
    view = show(session(item("a", "boolean"), item("b", **shown_if(when("a")))))
    press(view, Qt.Key.Key_Space)
    tab_to_next_question(view)
    write(view, "viktigt")
    hidden = question(view, "b")
    question(view, "a").set_value(False)
    question(view, "a").edited.emit()
    assert hidden.isHidden()
    question(view, "a").set_value(True)
    question(view, "a").edited.emit()
    assert not hidden.isHidden()
    assert hidden.value() == "viktigt"


# ------------------------------------------------------------------------- focus and place


def test_focus_goes_to_the_question_that_hid_the_one_it_was_on(show: Show) -> None:
    view = show(session(item("a", "boolean"), item("b", **shown_if(when("a"))), item("c")))
    press(view, Qt.Key.Key_Space)
    tab_to_next_question(view)
    assert here(view) is question(view, "b")
    press(view, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.AltModifier)
    assert question(view, "b").isHidden()
    assert here(view) is question(view, "a")
    assert question(view, "a").value() is None
    press(view, Qt.Key.Key_Y, CTRL | Qt.KeyboardModifier.AltModifier)
    assert question(view, "a").value() is True


def test_only_what_can_be_taken_back_is_offered(show: Show) -> None:
    view = show(session(item("a", "boolean")))
    undo = button_called(view, "Ångra svar")
    assert not undo.isEnabled()
    press(view, Qt.Key.Key_Space)
    assert undo.isEnabled()
    undo.click()
    assert question(view, "a").value() is None
    assert not undo.isEnabled()


def test_a_page_that_goes_away_while_it_is_shown_leads_to_the_one_before(show: Show) -> None:
    filled = all_kinds()
    answer(filled, "a", True)
    view = show(filled)
    press(view, Qt.Key.Key_PageDown, ALT)
    assert contents(view).currentRow() == 1
    press(view, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.AltModifier)  # nothing to undo yet
    filled.set_answers(at(filled, "a"), [False])
    view.show_again()
    assert contents(view).count() == 1
    assert contents(view).currentRow() == 0
    assert question(view, "a").isVisible()


def test_place_and_caret_come_back(show: Show) -> None:
    filled = all_kinds()
    answer(filled, "a", True)
    view = show(filled)
    question(view, "i").go_to((), 0)
    write(view, "några ord")
    question(view, "i").editor.set_caret(4)
    place = view.place()
    again = show(FormSession(filled.form, view.response()))
    again.restore_place(place)
    assert here(again) is question(again, "i")
    assert question(again, "i").editor.caret() == 4
    view.next_page()
    again.restore_place(view.place())
    assert here(again) is question(again, "j")


@pytest.mark.parametrize(
    "place",
    [
        {}, {"page": 7}, {"page": [["x", 0]]}, {"page": [["1", "0"]]}, {"page": [[]]},
        {"question": [["nope", 0]], "position": "x"}, {"question": [["1", 0], ["t", 0]]},
    ],
)  # fmt: skip
def test_a_place_that_is_not_there_changes_nothing(show: Show, place: dict[str, Any]) -> None:
    view = show(all_kinds())
    view.restore_place(place)
    assert contents(view).currentRow() == 0


def test_the_place_says_nothing_of_what_was_typed(show: Show) -> None:
    view = show(session(item("a")))
    write(view, "hemligt")
    assert "hemligt" not in str(view.place())


# -------------------------------------------------------------------------------- problems


def test_check_names_what_remains_and_leads_there(show: Show) -> None:
    filled = all_kinds()
    answer(filled, "a", True)
    view = show(filled)
    assert not view.check()
    assert here(view) is question(view, "b")
    assert [link.face() for link in links(view)] == [
        "Fråga 1, Fråga b: Frågan behöver ett svar.",
        "Fråga 2, Fråga j: Frågan behöver ett svar.",
    ]
    links(view)[1].click()
    assert here(view) is question(view, "j")
    write(view, "svar")
    question(view, "j").take()
    assert len(links(view)) == 1
    answer_all(view)
    assert view.check()
    assert problem_list(view).isHidden()


def links(view: FormView) -> list[WrappingButton]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return problem_list(view).findChildren(WrappingButton)


def answer_all(view: FormView) -> None:
    for found in view.filled.check():
        lead_to(view, found.node)
        answer_by_key(view, question(view, found.problem.link_id or ""))
    stack(view).take()


def test_many_problems_of_a_page_are_one_link(show: Show) -> None:
    asked = [item(link, required=True) for link in "abcdefg"]
    view = show(session(page("p", *asked), page("q", item("h", required=True))))
    view.check()
    assert [link.face() for link in links(view)] == [
        "Fråga p: 7 frågor återstår",
        "Fråga q, Fråga h: Frågan behöver ett svar.",
    ]


def test_answers_to_correct_are_told_from_questions_to_answer(show: Show) -> None:
    filled = session(
        page("p", item("d", "date", required=True), item("n", "integer"), item("x", required=True))
    )
    view = show(filled)
    filled.set_malformed(at(filled, "d"), "31 feb")
    filled.set_malformed(at(filled, "n"), "sju")
    view.show_again()
    assert "0 av 3 frågor besvarade, 1 måste besvaras, 2 att rätta" in texts(view)
    view.check()
    assert "1 fråga att besvara och 2 svar att rätta. Allt du skrivit står kvar." in texts(view)
    answer(filled, "x", "Ord")
    view.show_again()
    assert "1 av 3 frågor besvarade, 2 att rätta" in texts(view)
    assert "2 svar att rätta. Allt du skrivit står kvar." in texts(view)
    answer(filled, "d")
    answer(filled, "n", 7)
    view.show_again()
    assert "2 av 3 frågor besvarade, 1 måste besvaras" in texts(view)
    assert "1 fråga återstår. Allt du skrivit står kvar." in texts(view)


def test_a_day_that_is_not_in_the_calendar_is_told_of(show: Show) -> None:
    filled = session(item("a", "date"), item("b", "date"))
    view = show(filled)
    write(view, "31 feb")
    press(view, Qt.Key.Key_Tab)
    write(view, "vid påsk")
    press(view, Qt.Key.Key_Backtab)
    how = "Skriv ett datum som 2026-11-21, november 2026 eller 2026."
    told = sentences(filled, TODAY, everything=False)
    assert told[at(filled, "a")] == f"Den dagen finns inte i kalendern. {how}"
    assert told[at(filled, "b")] == how
    view.check()
    assert told[at(filled, "a")] in texts(view)


@pytest.mark.parametrize(
    ("kind", "typed", "read"),
    [
        ("date", "våren 2019", "2019"),
        ("date", "omkring 2019", "2019"),
        ("date", "31 feb", "31 feb"),
        ("time", "9.30", "09:30"),
        ("dateTime", "21/11 2026 kl 9", "2026-11-21 09:00"),
        ("integer", "1 000", "1000"),
        ("url", "exempel.se", "https://exempel.se"),
        ("string", "  våren 2019", "  våren 2019"),
    ],
)
def test_what_was_typed_is_shown_as_it_was_read_when_the_field_is_left(
    show: Show, kind: str, typed: str, read: str
) -> None:
    filled = session(item("a", kind), item("b"))
    view = show(filled)
    write(view, typed)
    assert question(view, "a").value() == typed
    press(view, Qt.Key.Key_Tab)
    assert question(view, "a").value() == read
    again = show(FormSession(filled.form, view.response()))
    assert question(again, "a").value() == read.strip()


def test_each_line_of_several_is_shown_as_it_was_read(show: Show) -> None:
    filled = session(item("a", "date", repeats=True), item("b"))
    view = show(filled)
    asked = question(view, "a")
    asked.set_value(["våren 2019", "", "vid påsk"])
    asked.edited.emit()
    asked.go_to((), 0)
    question(view, "b").go_to((), 0)
    assert asked.value() == ["2019", "", "vid påsk"]


@pytest.mark.parametrize("code", list(Code))
def test_every_problem_has_a_sentence(code: Code) -> None:
    named = ("question", "feature", "type", "chain", "most", "date", "version")
    params = {"bound": "3", **dict.fromkeys(named, "X")}
    problem = Problem(code, Severity.ERROR, "a", "item[0]", params)
    in_answer = code in {found for found in Code if found.value in ANSWER_CODES}
    sentence = (
        answer_sentence(Item("a", Kind.DATE), problem) if in_answer else template_sentence(problem)
    )
    assert sentence[0].isupper() or code is Code.IGNORED
    assert sentence.endswith(".")
    assert "{" not in sentence


ANSWER_CODES = {
    "unanswered", "group_unanswered", "malformed", "not_an_option", "too_long", "too_short",
    "too_low", "too_high", "too_few", "too_many", "not_alone", "not_enabled",
    "too_many_decimals", "other_unit",
}  # fmt: skip


# ------------------------------------------------------------------------------- how it looks


def test_a_choice_that_excludes_the_others_unchecks_them(show: Show) -> None:
    none = {"url": CORE + "questionnaire-optionExclusive", "valueBoolean": True}
    options = [option("r"), option("g"), option("none", extension=[none])]
    view = show(session(item("a", "coding", answerOption=options, repeats=True)))
    boxes = question(view, "a").editor.findChildren(QAbstractButton)
    for box in boxes:
        box.click()
    assert [box.isChecked() for box in boxes] == [False, False, True]
    assert view.filled.node(at(view.filled, "a")).values == (colour("none", display="NONE"),)


def test_read_only_questions_cannot_be_typed_in(show: Show) -> None:
    view = show(session(item("a"), item("b", readOnly=True)))
    line = question(view, "b").editor.target()
    assert isinstance(line, QLineEdit)
    assert line.isReadOnly()


def test_nothing_is_cut_off_at_twice_the_text(show: Show, theme: Theme, qtbot: QtBot) -> None:
    filled = FormSession(behov.form())
    behov.choose(filled, "3.1", "boende", "uppgifter")
    theme.set_text_percent(200)
    try:
        view = show(filled)
        view.resize(1000, 760)
        for _ in filled.pages():
            for area in stack(view).currentWidget().findChildren(QScrollArea):
                assert area.horizontalScrollBar().maximum() == 0
            for asked in stack(view).questions():
                if asked.isVisible():
                    assert asked.width() >= asked.minimumSizeHint().width(), asked.spec.label
            press(view, Qt.Key.Key_PageDown, ALT)
    finally:
        theme.set_text_percent(100)


def test_in_a_narrow_window_the_pages_are_one_press_away(show: Show) -> None:
    view = show(all_kinds())
    view.resize(420, 700)
    assert not contents(view).isVisible()
    assert button_called(view, "Alla sidor").isVisible()
    button_called(view, "Alla sidor").click()
    assert contents(view).isVisible()
    assert view.focusWidget() is contents(view)
    contents(view).chosen.emit(0)
    assert stack(view).isVisible()


def test_progress_is_told_in_words(show: Show) -> None:
    filled = all_kinds()
    view = show(filled)
    assert contents(view).item(0).text() == "Fråga 1\n2 måste besvaras"
    assert "0 av 8 frågor besvarade, 2 måste besvaras" in texts(view)
    assert button_called(view, "Alla sidor").isHidden()  # the pages are in sight
    press(view, Qt.Key.Key_Space)
    assert contents(view).item(0).text() == "Fråga 1\n1 måste besvaras"
    assert contents(view).item(1).text() == "Fråga 2\n1 måste besvaras"


@pytest.mark.parametrize("percent", [100, 200])
def test_the_rows_of_the_list_keep_their_text_off_the_frame(
    show: Show, theme: Theme, percent: int
) -> None:
    theme.set_text_percent(percent)
    long = "Boende och vardag i den egna bostaden eller hos någon annan"
    view = show(session(page("1", item("1.1"), text=long)))
    pages = contents(view)
    option = QStyleOptionViewItem()
    pages.initViewItemOption(option)
    index = pages.model().index(0, 0)
    option.rect = pages.visualRect(index)
    pages.itemDelegate().initStyleOption(option, index)
    place = QStyle.SubElement.SE_ItemViewItemText
    text = pages.style().subElementRect(place, option, pages)
    needed = pages.fontMetrics().boundingRect(
        0, 0, text.width() - 6, 10_000, Qt.TextFlag.TextWordWrap, pages.item(0).text()
    )
    theme.set_text_percent(100)
    assert text.left() - option.rect.left() >= 8
    assert option.rect.right() - text.right() >= 8
    assert needed.height() <= text.height(), "and no line is cut off"


def test_a_closed_form_is_gone(show: Show, qtbot: QtBot, theme: Theme) -> None:
    view = FormView(all_kinds(), today)
    view.show()
    gone = weakref.ref(view)
    view.close()
    view.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del view
    gc.collect()
    assert gone() is None


def test_a_template_that_asks_nothing_says_so(show: Show) -> None:
    hidden = {"url": CORE + "questionnaire-hidden", "valueBoolean": True}
    view = show(session(item("a", extension=[hidden])))
    assert "Mallen frågar ingenting." in [text.text() for text in view.findChildren(QLabel)]
    assert view.check()
    view.next_page()
    view.undo()
    assert view.place() == {"page": []}
    view.restore_place({"page": []})
