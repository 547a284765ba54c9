"""The page Utredning: begin, go on, check, sign and read."""

from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.forms.library import FormLibrary
from app.ids import StreamId
from app.ports import Draft
from app.usecases.forms.assessments import KIND
from app.usecases.reading import state_of
from tests.app.forms import behov
from tests.app.forms.build import answer, at
from tests.ui.case_pages.conftest import press, texts
from tests.ui.conftest import Office
from tests.ui.forms.keys import lead_to, stack
from ui.draft_line import ThrownDraft
from ui.forms.question import Question
from ui.pages.assessment.begin_card import BeginCard
from ui.pages.assessment.editor import AssessmentEditor
from ui.pages.assessment.page import AssessmentPage
from ui.pages.assessment.signed import SignedAssessmentView
from ui.widgets.focus import holds_focus

Open = Callable[[type[AssessmentPage]], AssessmentPage]


def begin(office: Office, page: AssessmentPage) -> AssessmentEditor:
    """With the oldest of the assessments, which is looked for."""
    press(page, "Alla mallar")
    office.settle()
    press(page, "Börja: Utredning – behov och mål")
    office.settle()
    return writing(page)


def writing(page: AssessmentPage) -> AssessmentEditor:
    assert isinstance(page._open, AssessmentEditor)
    return page._open


def question(editor: AssessmentEditor, link: str) -> Question:
    node = at(editor.form.filled, link)
    lead_to(editor.form, node)
    found = stack(editor.form).question(node)
    assert found is not None
    return found


def type_into(editor: AssessmentEditor, link: str, value: object) -> None:
    asked = question(editor, link)
    asked.set_value(value)  # type: ignore[arg-type]
    asked.edited.emit()
    asked.take()


def fill(editor: AssessmentEditor) -> None:
    """Everything that is required, with one need of the highest level."""
    filled = editor.form.filled
    behov.choose(filled, "3.1", "boende")
    behov.choose(filled, "4.4", "3")
    answer(filled, "4.6", "Sova tryggt")
    answer(filled, "15.1", True)
    behov.fill_required(filled)
    editor.form.show_again()
    type_into(editor, "1.3", "Ansökan kom in i juni")


def drafts(office: Office, stream: StreamId) -> tuple[Draft, ...]:
    return tuple(
        d for d in office.ask(lambda desk: desk.vault.drafts.all(stream)) if d.kind == KIND
    )


@pytest.mark.req("F047", "F126")
def test_an_assessment_from_the_first_answer_to_the_signature(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(AssessmentPage)
    assert "Ingen utredning är signerad ännu." in texts(page)
    editor = begin(office, page)
    fill(editor)
    press(page, "Kontrollera och signera")
    assert "En signerad utredning kan inte ändras." in texts(page)
    press(page, "Signera nu")
    office.settle()

    (entity,) = office.ask(lambda desk: state_of(desk, stream)).assessments
    fact = entity.latest.fact
    assert fact.template == behov.template().key
    first = fact.needs[0]
    assert (first.area, first.level, first.goal) == (
        "Trygghet och boende", 3, "Sova tryggt",
    )  # fmt: skip
    kept = office.ask(lambda desk: desk.vault.blobs.get(stream, fact.template_blob))
    assert kept == behov.template().data
    response = json.loads(office.ask(lambda desk: desk.vault.blobs.get(stream, fact.response_blob)))
    assert response["status"] == "completed"
    assert response["authored"].startswith("2026-06-01T09:00:00+02:00")
    assert drafts(office, stream) == ()
    assert "Utredning – behov och mål · 2026-06-01" in texts(page)
    assert "Trygghet och boende: akut behov" in texts(page)


def test_a_signed_assessment_is_read_as_it_was(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(AssessmentPage)
    fill(begin(office, page))
    press(page, "Kontrollera och signera")
    press(page, "Signera nu")
    office.settle()
    press(page, "Läs utredningen")
    office.settle()
    assert isinstance(page._open, SignedAssessmentView)
    read = texts(page)
    assert "Ansökan kom in i juni" in read
    assert "Vad är målet? (Uppgift från den enskilde)" in read
    assert "Sova tryggt" in read
    assert page.findChildren(Question) == [] or not any(
        q.isVisible() for q in page.findChildren(Question)
    )
    place = page.place()
    press(page, "Tillbaka")
    office.settle()
    assert page._open is None
    page.restore(place)
    office.settle()
    assert isinstance(page._open, SignedAssessmentView)


def test_the_question_takes_the_place_of_the_buttons_until_it_is_answered(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(AssessmentPage)
    fill(begin(office, page))
    press(page, "Kontrollera och signera")
    shown = [b.text() for b in page.findChildren(QPushButton) if b.isVisible()]
    assert "Signera nu" in shown
    assert "Släng utkast" not in shown
    press(page, "Fortsätt skriva")
    shown = [b.text() for b in page.findChildren(QPushButton) if b.isVisible()]
    assert "Signera nu" not in shown
    assert "Släng utkast" in shown
    assert office.ask(lambda desk: state_of(desk, stream)).assessments == ()


def test_what_remains_is_said_and_nothing_is_signed(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(AssessmentPage)
    editor = begin(office, page)
    press(page, "Kontrollera och signera")
    office.settle()  # the list is shown when the window gets its turn
    assert "frågor återstår" in texts(page)
    assert editor._confirm.isHidden()
    assert office.ask(lambda desk: state_of(desk, stream)).assessments == ()


def test_answers_that_are_left_out_are_listed_before_the_signature(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(AssessmentPage)
    editor = begin(office, page)
    fill(editor)
    type_into(editor, "1.6", True)
    type_into(editor, "1.7", "Arabiska")
    type_into(editor, "1.6", False)
    press(page, "Kontrollera och signera")
    said = texts(page)
    assert "Dessa svar ingår inte, eftersom frågorna inte längre är aktuella:" in said
    assert "· Vilket språk? Arabiska" in said
    press(page, "Signera nu")
    office.settle()
    (entity,) = office.ask(lambda desk: state_of(desk, stream)).assessments
    kept = office.ask(lambda desk: desk.vault.blobs.get(stream, entity.latest.fact.response_blob))
    assert b"Arabiska" not in kept


def test_the_draft_follows_and_comes_back_with_question_and_caret(
    office: Office, stream: StreamId, opened: Open, qtbot: QtBot
) -> None:
    page = opened(AssessmentPage)
    editor = begin(office, page)
    type_into(editor, "1.2", "31 feb")
    type_into(editor, "1.4", "Vilket stöd behövs?")
    question(editor, "1.4").editor.set_caret(5)
    with qtbot.waitSignal(editor._keeper.saved, timeout=5000):
        pass
    (draft,) = drafts(office, stream)
    assert "Vilket stöd behövs?" in str(draft.body["response"])
    assert "Vilket" not in str(draft.place)
    assert "Utkast sparat" in texts(page)
    place = page.place()
    press(page, "Stäng")
    office.settle()
    assert "Utredning – behov och mål är inte signerad." in texts(page)
    assert "1 av " in texts(page)
    assert " besvarade · sparat 2026-06-01 09:00" in texts(page)

    again = opened(AssessmentPage)
    again.restore(place)
    office.settle()
    here = writing(again)
    assert question(here, "1.2").value() == "31 feb"
    again.restore(place)
    assert stack(here.form).question(at(here.form.filled, "1.4")).editor.caret() == 5  # type: ignore[union-attr]


def test_locking_takes_what_is_being_typed_this_moment(
    office: Office, stream: StreamId, opened: Open
) -> None:
    editor = begin(office, opened(AssessmentPage))
    asked = question(editor, "1.3")
    asked.set_value("mitt i en men")
    asked.edited.emit()  # and no pause
    office.session.leaving.emit()
    office.settle()
    (draft,) = drafts(office, stream)
    assert "mitt i en men" in str(draft.body["response"])


def test_a_draft_that_is_thrown_away_can_be_taken_back(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(AssessmentPage)
    editor = begin(office, page)
    type_into(editor, "1.3", "text")
    editor.save_now()
    press(page, "Släng utkast")
    office.settle()
    assert drafts(office, stream) == ()
    press(page, "Ångra")
    office.settle()
    (draft,) = drafts(office, stream)
    assert "text" in str(draft.body["response"])


def test_a_draft_is_opened_from_elsewhere(office: Office, stream: StreamId, opened: Open) -> None:
    page = opened(AssessmentPage)
    type_into(begin(office, page), "1.3", "text")
    press(page, "Stäng")
    office.settle()
    (draft,) = drafts(office, stream)
    other = opened(AssessmentPage)
    other.show_entity(draft.entity)
    office.settle()
    assert question(writing(other), "1.3").value() == "text"


def test_a_template_that_cannot_be_answered_here_says_why(
    office: Office, stream: StreamId, opened: Open
) -> None:
    tree = json.loads(behov.template().data)
    tree |= {"url": "urn:test:annan", "title": "Annan"}
    tree["item"][0]["item"][1]["type"] = "attachment"
    library = FormLibrary([json.dumps(tree).encode()])
    object.__setattr__(office.desk, "forms", library)
    page = opened(AssessmentPage)
    press(page, "Börja: Annan")
    office.settle()
    assert page._open is None
    assert "Mallen har en svarstyp som Aktvalv inte stödjer: attachment (1.2)." in texts(page)


def test_a_closed_page_is_gone(office: Office, stream: StreamId) -> None:
    page = AssessmentPage(office.session, stream)
    page.show()
    page.load()
    office.settle()
    begin(office, page)
    gone = weakref.ref(page)
    page.close()
    page.deleteLater()
    del page
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    office.settle()
    gc.collect()
    assert gone() is None


def test_buttons_say_what_they_do(office: Office, opened: Open) -> None:
    page = opened(AssessmentPage)
    begin(office, page)
    names = [
        b.text() or b.accessibleName() for b in page.findChildren(QPushButton) if b.isVisible()
    ]
    assert all(names)
    assert len(page.shortcuts()) == 5


def test_tab_goes_from_the_search_to_what_was_found(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(AssessmentPage)
    press(page, "Alla mallar")
    head = page.findChild(BeginCard)
    head._search.set_value("utredning")
    head._search.edited.emit()
    office.settle()
    head._search.target().setFocus()
    QTest.keyClick(head._search.target(), Qt.Key.Key_Tab)
    focused = page.window().focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.isVisible()
    assert head._found.isAncestorOf(focused), focused.text()


@pytest.mark.req("F012")
def test_one_assessment_is_proposed_and_the_others_are_found(office: Office, opened: Open) -> None:
    page = opened(AssessmentPage)
    assert "Börja: Utredning vuxen" in shown_buttons(page)
    assert "Börja: Utredning – behov och mål" not in shown_buttons(page)
    press(page, "Alla mallar")
    office.settle()
    assert "Börja: Utredning – behov och mål" in shown_buttons(page)


def test_what_has_been_begun_comes_before_what_could_be(office: Office, opened: Open) -> None:
    page = opened(AssessmentPage)
    type_into(begin(office, page), "1.3", "Ansökan kom in i juni")
    press(page, "Stäng")
    office.settle()
    (go_on,) = (each for each in visible_buttons(page) if each.text() == "Fortsätt skriva")
    head = page.findChild(BeginCard)
    assert go_on.property("role") == "primary"
    assert go_on.mapTo(page, QPoint()).y() < head.mapTo(page, QPoint()).y()
    others = [each for each in visible_buttons(page) if each is not go_on]
    assert all(each.property("role") != "primary" for each in others)
    assert not any(row.why for row in head._rows), "an assessment is being written"
    go_on.setFocus()
    QTest.keyClick(go_on, Qt.Key.Key_Tab)
    assert holds_focus(head), "Tab goes down the page"


def test_ctrl_n_goes_to_the_search_for_a_template(office: Office, opened: Open) -> None:
    page = opened(AssessmentPage)
    search = page.findChild(BeginCard)._search.target()
    for _ in range(2):  # it is opened, and later it is only gone to
        QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        assert search.isVisible()
        assert search.hasFocus()
        page.setFocus()
    assert "Ctrl+N" in [each.keys for each in page.shortcuts()]
    begin_button = next(b for b in visible_buttons(page) if b.text().startswith("Börja"))
    begin_button.click()
    office.settle()
    before = page.window().focusWidget()
    QTest.keyClick(before, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.window().focusWidget() is before, "never away from a form that is being written"


def visible_buttons(page: AssessmentPage) -> list[QPushButton]:
    return [each for each in page.findChildren(QPushButton) if each.isVisible()]


def shown_buttons(page: AssessmentPage) -> list[str]:
    return [each.text() for each in visible_buttons(page)]


def test_a_draft_left_outside_its_questions_is_opened_in_the_first_of_its_page(
    office: Office, stream: StreamId, opened: Open
) -> None:
    """Otherwise the first button, which signs, would have the focus."""
    page = opened(AssessmentPage)
    editor = begin(office, page)
    type_into(editor, "1.3", "Ansökan kom in i juni")
    press(editor, "Stäng")
    buttons = [each for each in editor.findChildren(QPushButton) if each.text() == "Stäng"]
    buttons[0].setFocus()
    office.settle()
    press(page, "Fortsätt skriva")
    office.settle()
    assert holds_focus(writing(page).form)


def test_a_thrown_draft_is_told_of_at_the_top_and_fills_nothing(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(AssessmentPage)
    editor = begin(office, page)
    press(page, "Släng utkast")
    office.settle()
    (thrown,) = editor.findChildren(ThrownDraft)
    assert thrown.isVisible()
    assert thrown.height() <= thrown.sizeHint().height()
    press(page, "Ångra")
    office.settle()
    assert editor.form.isVisible()


def test_keys_held_down_ask_and_never_sign(office: Office, stream: StreamId, opened: Open) -> None:
    editor = begin(office, opened(AssessmentPage))
    (keys,) = (k for k in editor.findChildren(QShortcut) if k.key() == QKeySequence("Ctrl+Return"))
    assert not keys.autoRepeat()
