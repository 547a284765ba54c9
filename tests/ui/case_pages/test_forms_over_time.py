"""The page Utredning with many templates, several drafts and the same form again."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.forms.library import FormLibrary
from app.forms.response import dump_response
from app.ids import StreamId
from app.usecases import drafting
from app.usecases.desk import Desk
from app.usecases.forms import assessments
from app.usecases.forms.assessments import KIND
from app.usecases.reading import state_of
from tests.app.forms import behov
from tests.app.forms.build import answer, group, item, template
from tests.app.usecases.test_continuing import RULER, session_of, version
from tests.ui.case_pages.conftest import press, texts
from tests.ui.conftest import Office
from ui.navigation import CasePart, Destination
from ui.pages.assessment.editor import AssessmentEditor
from ui.pages.assessment.over_time import OverTime
from ui.pages.assessment.page import AssessmentPage
from ui.pages.assessment.signed import SignedAssessmentView
from ui.widgets.line_chart import LineChart

Open = Callable[[type[AssessmentPage]], AssessmentPage]

pytestmark = pytest.mark.req("F045", "F126")

URL = "urn:test:mottaglighet"
ONE = version("1.0", group("0", item("1"), RULER, item("3", "text")))
TWO = version("2.0", group("0", item("1"), RULER, item("4", "text")))


def have(office: Office, *templates: bytes) -> None:
    object.__setattr__(office.desk, "forms", FormLibrary(templates))


def sign(office: Office, stream: StreamId, **answers: Any) -> None:
    def work(desk: Desk) -> None:
        entity = drafting.new_entity(desk)
        draft = assessments.begin_assessment(desk, stream, entity, f"{URL}|1.0")
        session = session_of(draft)
        for link, value in answers.items():
            answer(session, link[1:], value)
        assessments.sign_assessment(desk, stream, draft, dump_response(session.complete()))

    office.ask(work)


def begin(office: Office, stream: StreamId, **answers: Any) -> None:
    """A draft that has been saved."""

    def work(desk: Desk) -> None:
        entity = drafting.new_entity(desk)
        draft = assessments.begin_assessment(desk, stream, entity, f"{URL}|1.0")
        session = session_of(draft)
        for link, value in answers.items():
            answer(session, link[1:], value)
        assessments.save_assessment(desk, stream, draft, dump_response(session.draft()), {})

    office.ask(work)


def writing(page: AssessmentPage) -> AssessmentEditor:
    assert isinstance(page._open, AssessmentEditor)
    return page._open


def buttons(page: AssessmentPage) -> list[str]:
    return [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]


def many() -> list[bytes]:
    return [
        json.dumps(template(item("1"), url=f"urn:test:{n}", title=f"Mall {n}")).encode()
        for n in range(7)
    ]


def test_among_many_templates_one_is_found_by_typing(
    office: Office, stream: StreamId, opened: Open
) -> None:
    have(office, *many(), ONE)
    sign(office, stream, _1="Svar")
    page = opened(AssessmentPage)
    press(page, "Alla mallar (8)")
    found = page._head._search.target()
    assert found.hasFocus(), "typing goes on at once"
    QTest.keyClicks(found, "mall 3")
    assert "Börja: Mall 3" in buttons(page)
    assert "Egen mall, tillagd i det här valvet." in texts(page), "it may be called as one of ours"
    assert "Börja: Mall 4" not in [text for text in buttons(page) if text not in _proposed(page)]
    QTest.keyClicks(found, "xyz")
    assert "Ingen mall stämmer med det du söker." in texts(page)
    press(page, "Dölj mallarna")
    assert "Ingen mall stämmer" not in texts(page)


def _proposed(page: AssessmentPage) -> set[str]:
    return {f"Börja: {row.title}" for row in page._head._rows if row.why}


def test_several_drafts_stand_side_by_side_and_each_is_opened_by_its_own_name(
    office: Office, stream: StreamId, opened: Open
) -> None:
    have(office, ONE)
    begin(office, stream, _1="Den första")
    begin(office, stream)
    page = opened(AssessmentPage)
    go_on = [b for b in page.findChildren(QPushButton) if b.text() == "Fortsätt skriva"]
    assert len({b.accessibleName() for b in go_on if b.isVisible()}) >= 1
    assert texts(page).count("Prov är inte signerad.") == 2
    assert "Mottaglighet · inget är besvarat" in texts(page)


@pytest.mark.req("F068")
def test_the_same_form_again_begins_with_the_answers_and_shows_what_was_not_copied(
    office: Office, stream: StreamId, opened: Open
) -> None:
    have(office, ONE)
    sign(office, stream, _1="Vill sluta", _2=4, _3="Därför")
    have(office, ONE, TWO)
    page = opened(AssessmentPage)
    press(page, "Läs formuläret")
    office.settle()
    press(page, "Gör ny utifrån denna")
    office.settle()

    editor = writing(page)
    said = texts(editor)
    assert "1 svar är kopierade från det tidigare formuläret. Gå igenom dem." in said
    assert "4 (frågas på nytt)" not in said, "the last number is not shown before the new one"
    press(page, "Visa 2 ställen att se över")
    assert "· Fråga 2: 4 (frågas på nytt)" in texts(editor)
    assert "· Fråga 3: Därför (frågan finns inte i den här versionen)" in texts(editor)
    press(page, "Ta bort det här meddelandet")
    editor.save_now()
    office.settle()
    assert "Därför" not in texts(editor)
    (draft,) = office.ask(lambda desk: desk.vault.drafts.all(stream))
    kept = office.ask(lambda desk: assessments.open_assessment(desk, stream, draft.entity))
    assert kept.carried is not None
    assert kept.carried.left == ()
    assert kept.carried.continues is not None


def test_a_draft_goes_on_in_the_newer_version_and_back_again(
    office: Office, stream: StreamId, opened: Open
) -> None:
    have(office, ONE)
    begin(office, stream, _1="Vill sluta", _3="Bara i ettan")
    have(office, ONE, TWO)
    page = opened(AssessmentPage)
    press(page, "Fortsätt skriva")
    office.settle()
    assert "Mallen finns i en nyare version." in texts(page)
    press(page, "Fortsätt i ny version (2.0)")
    office.settle()
    assert writing(page)._draft.template.version == "2.0"
    assert "kopierade från den förra versionen" in texts(page)
    press(page, "Gå tillbaka till version 1.0")
    office.settle()
    back = writing(page)
    assert back._draft.template.version == "1.0"
    assert b"Bara i ettan" in dump_response(back.form.response())
    assert len(office.ask(lambda desk: desk.vault.drafts.all(stream))) == 1


def test_what_does_not_come_along_is_told_before_the_signature(
    office: Office, stream: StreamId, opened: Open
) -> None:
    have(office, ONE)
    begin(office, stream, _1="Vill sluta", _3="Bara i ettan")
    have(office, ONE, TWO)
    page = opened(AssessmentPage)
    press(page, "Fortsätt skriva")
    office.settle()
    press(page, "Fortsätt i ny version")
    office.settle()
    press(page, "Kontrollera och signera")
    assert "Dessa svar kom inte med hit:" in texts(page)
    assert "Ett signerat formulär kan inte ändras." in texts(page)


def test_measures_over_time_are_seen_read_and_walked_through(
    office: Office, stream: StreamId, opened: Open, clock: Any, qtbot: QtBot
) -> None:
    have(office, ONE)
    sign(office, stream, _1="Först", _2=3)
    page = opened(AssessmentPage)
    assert page.findChildren(OverTime) == [], "one time is no comparison"
    sign(office, stream, _1="Sedan", _2=8)
    page.load()
    office.settle()
    (over_time,) = page.findChildren(OverTime)
    rows = [each.text() for each in over_time.findChildren(QLabel)]
    assert "● Fråga 2" in rows
    assert [row for row in rows if row in ("3", "8", "2026-06-01")] == [
        *("2026-06-01", "3", "2026-06-01", "8")
    ]
    (chart,) = over_time.findChildren(LineChart)
    assert "Fråga 2: 3." in chart.accessibleDescription()
    press(page, "Över tid")
    assert chart.hasFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert "2026-06-01. Fråga 2: 3." in texts(over_time)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription() == "2026-06-01. Fråga 2: 8."
    assert not chart.grab().isNull()


def test_a_lock_in_the_middle_of_a_repetition_loses_nothing(
    office: Office, stream: StreamId, opened: Open
) -> None:
    asked = group("0", group("B", item("B.1"), text="Barn", repeats=True))
    have(office, version("1.0", asked))
    page = opened(AssessmentPage)
    press(page, "Börja: Prov")
    office.settle()
    QTest.keyClicks(_lines(page)[0], "Det stora")
    press(page, "Lägg till")
    QTest.keyClicks(_lines(page)[-1], "det yng")
    office.session.leaving.emit()  # and no pause since the last key
    office.settle()

    again = opened(AssessmentPage)
    press(again, "Fortsätt skriva")
    office.settle()
    kept = writing(again).form.filled
    assert [kept.node(each).values for each in kept.find_all("B.1")] == [
        ("Det stora",), ("det yng",),
    ]  # fmt: skip


def _lines(page: AssessmentPage) -> list[QLineEdit]:
    return [each for each in writing(page).form.findChildren(QLineEdit) if each.isVisible()]


def test_the_list_can_be_narrowed_to_one_purpose(
    office: Office, stream: StreamId, opened: Open
) -> None:
    have(office, ONE, behov.template().data)
    sign(office, stream, _1="Svar")
    page = opened(AssessmentPage)
    assert page._signed.purpose is None, "nothing to tell apart"
    office.ask(lambda desk: _signed_behov(desk, stream))
    page.load()
    office.settle()
    assert page._signed.purpose is not None
    assert len(page._signed.cards) == 2
    page._signed.purpose.set_value("responsivity")
    page._signed.purpose.edited.emit()
    assert len(page._signed.cards) == 1
    assert "Prov · 2026-06-01" in texts(page)


def _signed_behov(desk: Desk, stream: StreamId) -> None:
    from tests.app.usecases import typed_forms  # noqa: PLC0415 - needs a vault's fixtures first

    typed_forms.signed_assessment(desk, stream)


def test_a_signed_form_is_shown_in_the_standard_format_and_never_written(
    office: Office, stream: StreamId, opened: Open
) -> None:
    have(office, ONE)
    sign(office, stream, _1="Vill sluta", _2=4)
    page = opened(AssessmentPage)
    press(page, "Läs formuläret")
    office.settle()
    press(page, "Visa standardformat")
    assert isinstance(page._open, SignedAssessmentView)
    (text,) = [each for each in page._open.findChildren(QPlainTextEdit) if each.isVisible()]
    shown = json.loads(text.toPlainText())
    assert shown["resourceType"] == "QuestionnaireResponse"
    assert shown["item"][0]["item"][1]["answer"] == [{"valueInteger": 4}]
    assert text.isReadOnly()
    assert not any(
        word in each.lower() for each in buttons(page) for word in ("spara", "exportera")
    )


def test_a_signed_form_leads_to_its_paper(
    office: Office, stream: StreamId, opened: Open, qtbot: QtBot
) -> None:
    have(office, ONE)
    sign(office, stream, _1="Vill sluta")
    page = opened(AssessmentPage)
    press(page, "Läs formuläret")
    office.settle()
    with qtbot.waitSignal(office.session.navigate) as went:
        press(page, "Skriv ut eller lämna ut …")
    (entity,) = office.ask(lambda desk: state_of(desk, stream)).assessments
    assert went.args == [Destination.case(stream, CasePart.DOCUMENTS, entity.id)]
    assert (
        office.ask(lambda desk: [d for d in desk.vault.drafts.all(stream) if d.kind == KIND]) == []
    )
