"""A form with every type of question: by keyboard alone, in order, named, in every look."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.forms.model import Kind
from app.forms.response import dump_response
from app.forms.response_reader import load_response
from app.forms.session import FormSession
from app.forms.values import DateTime, Entry, Malformed, Number, PartialDate, Quantity, TimeOfDay
from tests.app.forms.build import answer, at, item, page, session, shown_if, when
from tests.screens.measure import cut, unnamed, unreached
from tests.ui.forms.all_types import every_type
from tests.ui.forms.conftest import Show
from tests.ui.forms.keys import focus, foot, here, press, question, stack, turn_to
from ui.forms.view import FormView
from ui.forms.words import answer_sentence
from ui.theme import Look, Theme
from ui.widgets.editors.ruler import Ruler

ALT = Qt.KeyboardModifier.AltModifier

TYPED = {
    Kind.STRING: "Ett ord",
    Kind.TEXT: "Flera ord",
    Kind.INTEGER: "12",
    Kind.DECIMAL: "2,50",
    Kind.DATE: "mars 2019",
    Kind.TIME: "9.30",
    Kind.DATE_TIME: "2026-11-21 9.30",
    Kind.QUANTITY: "70,5",
    Kind.URL: "exempel.se",
}


def answer_here(view: FormView) -> None:
    """Answer the question that has the focus, if nothing stands in it, with keys alone."""
    asked = here(view)
    widget = focus(view)
    if asked is None or view.filled.node(asked.node).entries:
        return
    item = view.filled.node(asked.node).item
    if isinstance(widget, Ruler):
        press(view, Qt.Key.Key_7)
    elif isinstance(widget, QComboBox):
        press(view, Qt.Key.Key_Down)
    elif isinstance(widget, QAbstractButton):
        press(view, Qt.Key.Key_Space)
    elif isinstance(widget, QLineEdit | QPlainTextEdit) and not widget.isReadOnly():
        QTest.keyClicks(widget, "Ort nummer 7" if item.options else TYPED[item.kind])
        asked.take()


def through(view: FormView) -> list[QWidget]:
    """Tab through the page, answering whatever comes, to the buttons under it."""
    seen: list[QWidget] = []
    while focus(view) not in foot(view):
        answer_here(view)
        seen.append(focus(view))
        press(view, Qt.Key.Key_Tab)
        assert len(seen) < 200, "Tab leads nowhere"
    return seen


def entries(view: FormView, link: str) -> tuple[Entry, ...]:
    return view.filled.node(at(view.filled, link)).entries


@pytest.mark.req("F126")
def test_every_type_of_question_is_answered_by_keyboard_alone(show: Show) -> None:
    filled = FormSession(every_type())
    view = show(filled)
    for _ in filled.pages():
        through(view)
        press(view, Qt.Key.Key_PageDown, ALT)
    assert view.check(), [found.problem for found in filled.check()]
    progress = filled.progress()
    assert (progress.answered, progress.percent) == (progress.askable, 100)
    assert entries(view, "skala") == (7,)
    assert entries(view, "tal") == (Number("2.50"),)
    assert entries(view, "dag") == (PartialDate("2019-03"),)
    assert entries(view, "tid") == (TimeOfDay("09:30:00"),)
    assert entries(view, "stund") == (DateTime("2026-11-21T09:30:00+01:00"),)
    weight = Quantity(Number("70.5"), "kg", "http://unitsofmeasure.org", "kg")
    assert entries(view, "vikt") == (weight,)
    assert entries(view, "webb") == ("https://exempel.se",)
    assert entries(view, "fast") == ("Står redan här",)
    assert entries(view, "medel.ofta") == ("Ett ord",)
    done = dump_response(filled.complete())
    assert load_response(done, filled.form).response is not None


def test_tab_order_is_the_order_on_the_page_also_after_rows_have_come(show: Show) -> None:
    filled = FormSession(every_type())
    answer(filled, "ja", True)
    view = show(filled)
    for _ in range(2):
        press(view, Qt.Key.Key_PageDown, ALT)
    seen = through(view)
    places = [stop.mapTo(view, stop.rect().topLeft()) for stop in seen]
    rows = [place.y() for place in places]
    links = [stop.accessibleName() for stop in seen]
    assert any("Fråga medel.ofta" in name for name in links), "a row that came while tabbing"
    assert "Finns husdjur?: Ja" in links
    assert rows == sorted(rows)


def test_every_stop_says_what_it_is(show: Show) -> None:
    filled = FormSession(every_type())
    view = show(filled)
    for number in range(len(filled.pages())):
        turn_to(view, number)
        for stop in stack(view).currentWidget().stops():
            assert stop.accessibleName() or stop.property("text"), stop
            assert stop.height() >= 24 or not stop.isVisible(), stop


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.CONTRAST])
@pytest.mark.parametrize(("percent", "width"), [(100, 1000), (100, 440), (200, 1000), (200, 760)])
def test_nothing_is_cut_in_any_look_or_size(
    theme: Theme, qtbot: QtBot, look: Look, percent: int, width: int
) -> None:
    theme.set_look(look)
    theme.set_text_percent(percent)
    try:
        filled = FormSession(every_type())
        answer(filled, "flera", *(option.value for option in filled.form.by_link["flera"].options))
        answer(filled, "dag", Malformed("31 feb"))
        answer(filled, "medel", *(option.value for option in filled.form.by_link["medel"].options))
        view = FormView(filled, lambda: date(2026, 11, 22))
        qtbot.addWidget(view)
        view.resize(width, 800)
        view.show()
        qtbot.waitExposed(view)
        for number in range(len(filled.pages())):
            turn_to(view, number)
            for _ in range(4):
                QApplication.processEvents()
            assert cut(view) == []
            assert unnamed(view) == []
            assert unreached(view) == []
    finally:
        theme.set_look(Look.LIGHT)
        theme.set_text_percent(100)


def test_only_the_page_in_sight_is_built(show: Show) -> None:
    filled = FormSession(every_type())
    view = show(filled)
    assert len(stack(view)._views) == 1
    view.next_page()
    assert len(stack(view)._views) == 2


def test_headers_and_footers_stand_on_every_page(show: Show) -> None:
    filled = FormSession(every_type())
    view = show(filled)
    assert len(filled.pages()) == 3
    for number in range(3):
        turn_to(view, number)
        texts = [text.text() for text in stack(view).findChildren(QLabel)]
        assert "Skrivs med den enskilde." in texts
        assert "Sparas i akten." in texts


def test_texts_beside_a_question_are_seen_and_heard(show: Show) -> None:
    filled = FormSession(every_type())
    view = show(filled)
    view.next_page()
    for link, words in (
        ("rad", "Skriv kort."),
        ("text", "11 kap. 1 § socialtjänstlagen"),
        ("skala", "Inte alls – Fullt ut."),
    ):
        said = question(view, link).editor.target().accessibleDescription()
        assert words in said
    unit = question(view, "hel")
    assert unit.editor.target().accessibleName() == "Fråga hel (gånger i veckan)"
    assert "gånger i veckan" in [text.text() for text in unit.findChildren(QLabel)]


def test_what_stands_there_from_the_start_cannot_be_typed_in(show: Show) -> None:
    view = show(FormSession(every_type()))
    view.next_page()
    fixed = question(view, "fast")
    line = fixed.editor.target()
    assert isinstance(line, QLineEdit)
    assert (line.text(), line.isReadOnly()) == ("Står redan här", True)
    assert "frivilligt" not in [text.text() for text in fixed.findChildren(QLabel)]


MALFORMED = {
    "tal": "tre",
    "dag": "31 feb",
    "tid": "kvart i",
    "stund": "31 feb kl 9",
    "vikt": "tung gram",
    "webb": "ingen adress",
    "hel": "några",
    "ort": "Ingenstans",
}


def test_what_is_no_answer_stays_in_its_field_also_after_reopening(show: Show) -> None:
    filled = FormSession(every_type())
    for link, text in MALFORMED.items():
        answer(filled, link, Malformed(text))
    answer(filled, "namn", "Ett", "Två")
    reread = load_response(dump_response(filled.draft()), filled.form).response
    assert reread is not None
    view = show(FormSession(filled.form, reread))
    view.next_page()
    for link, text in MALFORMED.items():
        asked = question(view, link)
        view.response()
        assert asked.entries() == (Malformed(text),), link
    said = {
        found.problem.link_id: answer_sentence(filled.node(found.node).item, found.problem)
        for found in filled.check()
    }
    assert said["ort"] == "Svaret finns inte bland alternativen. Välj ett av dem."
    assert question(view, "vikt").value() == {"number": "tung", "unit": "1"}
    assert question(view, "namn").value() == ["Ett", "Två"]
    assert view.filled.draft() == reread


def test_a_hidden_question_is_never_shown(show: Show) -> None:
    hidden = {
        "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden",
        "valueBoolean": True,
    }
    secret = item("b", extension=[hidden], initial=[{"valueString": "dolt"}])
    view = show(session(page("p", item("a"), secret, item("c", **shown_if(when("a", "exists"))))))
    assert question(view, "b").isHidden()
    assert view.filled.node(at(view.filled, "b")).values == ("dolt",)
    view.check()
    assert question(view, "b").isHidden()
