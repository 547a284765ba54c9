"""Översikt gathers the whole case, and what the case's own course asks for is written there."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.casework import facts
from app.casework.projection import only_entity
from app.ids import StreamId
from app.usecases import reading, steps
from app.usecases.around import children
from tests.ui.cases import add_case
from tests.ui.conftest import Office
from tests.ui.looking import button, texts, visible
from ui.case_parts import CASE_PARTS
from ui.navigation import CasePart, Destination
from ui.pages.case.page import CasePage
from ui.pages.overview.page import OverviewPage
from ui.record_editor import RecordEditor
from ui.session import Session


@pytest.fixture
def stream(office: Office) -> StreamId:
    return add_case(office)


@pytest.fixture
def page(office: Office, qtbot: QtBot, stream: StreamId) -> OverviewPage:
    made = OverviewPage(office.session, stream)
    qtbot.addWidget(made)
    made.resize(1000, 2600)
    made.show()
    made.activateWindow()
    made.load()
    office.settle()
    office.session.changed.connect(made.reload)
    return made


def pressed(widget: Any, text: str) -> QAbstractButton:
    """The button, pressed from the keyboard."""
    found = button(widget, text)
    found.setFocus()
    QTest.keyClick(found, Qt.Key.Key_Space)
    return found


def fill(office: Office, page: OverviewPage, values: dict[str, str], save: str) -> None:
    editor = page.findChild(RecordEditor)
    assert editor is not None
    editor.form.set_values({**editor.form.values(), **values})
    editor.form.changed.emit()
    pressed(page, save)
    office.settle()


@pytest.mark.req("F162", "F152")
def test_every_section_is_there_also_when_nothing_has_been_noted(page: OverviewPage) -> None:
    said = texts(page)
    for empty in (
        "Handläggande enhet är inte vald.",
        "Inga insatser är beviljade.",
        "Inga uppföljningar är planerade eller gjorda.",
        "Inga skyddsåtgärder är noterade.",
        "Inga aktörer är noterade.",
        "Ingen har noterat om det finns barn.",
        "Inte noterat om de är uppmärksammade.",
        "Inget svar är noterat.",
    ):
        assert empty in said


@pytest.mark.parametrize(
    ("way", "part"),
    [
        ("Öppna Vägval", CasePart.ROUTE),
        ("Öppna Beslut", CasePart.DECISION),
        ("Öppna Uppföljning", CasePart.FOLLOW_UP),
        ("Öppna Barn", CasePart.CHILDREN),
        ("Öppna Nätverk", CasePart.NETWORK),
        ("Öppna Hot och risk", CasePart.THREAT),
    ],
)
def test_each_section_leads_to_where_it_is_done(
    office: Office, qtbot: QtBot, page: OverviewPage, stream: StreamId, way: str, part: CasePart
) -> None:
    ways = [each for each in page.findChildren(QPushButton) if each.text() == way]
    with qtbot.waitSignal(office.session.navigate) as went:
        ways[0].setFocus()
        QTest.keyClick(ways[0], Qt.Key.Key_Space)
    assert went.args == [Destination.case(stream, part)]


@pytest.mark.req("F152")
def test_what_is_known_of_children_is_seen_at_once(
    office: Office, page: OverviewPage, stream: StreamId
) -> None:
    typed = {
        "noted_on": "2026-05-20",
        "responsible": "yes",
        "at_risk": "unknown",
        "who": "Två barn, fyra och nio år",
    }
    office.session.run(
        lambda desk: children.note_children(desk, stream, typed), print, context=page
    )
    office.settle()
    assert "Två barn, fyra och nio år" in texts(page)
    assert "Ingen har noterat om det finns barn." not in texts(page)


@pytest.mark.req("F035")
def test_an_intake_is_answered_with_a_no_that_says_what_instead(
    office: Office, page: OverviewPage, stream: StreamId
) -> None:
    pressed(page, "Svara …")
    office.settle()
    no = {"answer": "declined", "answered_on": "2026-05-20", "reason": "Vill vänta"}
    fill(office, page, no, "Spara svaret")
    assert "Vad erbjuds i stället?" in texts(page)
    assert not office.ask(lambda desk: reading.state_of(desk, stream).of(facts.IntakeOutcome))
    fill(
        office,
        page,
        {"alternative": "Samtal på socialkontoret", "protected_by": "Inget hot är känt"},
        "Spara svaret",
    )
    said = texts(page)
    assert "Svar: Nej 2026-05-20" in said
    assert "Erbjuds i stället: Samtal på socialkontoret" in said
    assert "Skyddar under tiden: Inget hot är känt" in said


@pytest.mark.req("F145", "F173")
def test_gender_specific_factors_are_noted_with_the_ways(
    office: Office, page: OverviewPage
) -> None:
    pressed(page, "Notera …")
    office.settle()
    noticed = {"state": "noticed", "noted_on": "2026-05-20", "ways": "Enskilda samtal"}
    fill(office, page, noticed, "Spara")
    said = texts(page)
    assert "Könsspecifika faktorer: Uppmärksammade" in said
    assert "Enskilda samtal" in said


def test_a_step_is_skipped_from_the_bar_and_opened_again(
    office: Office, qtbot: QtBot, page: OverviewPage, stream: StreamId
) -> None:
    page.show_entity(steps.entity_of_mark(stream, "consent"))
    office.settle()
    assert "Steget Samtycke och definition" in texts(page)
    fill(office, page, {"mark": "skipped", "reason": "Frågas senare"}, "Spara")
    said = texts(page)
    assert "Samtycke och definition: Steget hoppas över, 2026-06-01" in said
    assert "Frågas senare" in said
    pressed(page, "Öppna Samtycke och definition igen")
    office.settle()
    fill(office, page, {"reason": "Nu går det"}, "Öppna steget igen")
    assert "Steget hoppas över" not in texts(page)


def test_a_step_that_nobody_may_skip_has_no_form(
    office: Office, page: OverviewPage, stream: StreamId
) -> None:
    page.show_entity(steps.entity_of_mark(stream, "decision"))
    office.settle()
    assert page.findChild(RecordEditor) is None


@pytest.mark.req("F162")
def test_the_print_is_the_paper_of_the_case(
    office: Office, qtbot: QtBot, page: OverviewPage, stream: StreamId
) -> None:
    with qtbot.waitSignal(office.session.navigate) as went:
        pressed(page, "Skriv ut översikten")
    assert went.args == [Destination.case(stream, CasePart.DOCUMENTS, only_entity(stream))]


def open_case(session: Session, office: Office, qtbot: QtBot, stream: StreamId) -> CasePage:
    made = CasePage(session, Destination.case(stream, CasePart.HISTORY), CASE_PARTS)
    qtbot.addWidget(made)
    made.resize(1280, 900)
    made.show()
    made.activateWindow()
    made.load()
    office.settle()
    return made


def test_the_bar_leads_to_skipping_a_step_and_says_who_is_next(
    office: Office, qtbot: QtBot, stream: StreamId
) -> None:
    page = open_case(office.session, office, qtbot, stream)
    assert "Nästa: handläggaren" in texts(page)
    pressed(page, "Fas 2: Vägval")
    assert "Steg: BOPS bedömning" in texts(page)
    assert "Bedömning av hot och risk saknas – öppna" in texts(page)
    with qtbot.waitSignal(office.session.navigate) as went:
        pressed(page, "Hoppa över steget Samtycke och definition")
    mark = steps.entity_of_mark(stream, "consent")
    assert went.args == [Destination.case(stream, CasePart.OVERVIEW, mark)]


def test_the_bar_closes_to_one_line_and_opens_again(
    office: Office, qtbot: QtBot, stream: StreamId
) -> None:
    page = open_case(office.session, office, qtbot, stream)
    high = page._process.sizeHint().height()
    pressed(page, "Fas 1: Kontakt, pågår, öppen")
    assert page._process.sizeHint().height() < high
    assert "Steg: Intresse" not in texts(page._process)
    assert page.focusWidget() is button(page, "Fas 1: Kontakt, pågår"), "the focus stays"
    pressed(page, "Fas 1: Kontakt, pågår")
    assert "Steg: Intresse" in texts(page._process)


@pytest.mark.req("F162")
def test_what_matters_first_is_in_sight_without_scrolling(
    office: Office, qtbot: QtBot, page: OverviewPage
) -> None:
    page.resize(1100, 530)  # the room that a window of 1280 × 820 leaves for a part
    office.settle()
    for heading in ("Närmast", "Ansvarig handläggare", "Identitet", "Handläggning", "Insatser"):
        (found,) = (each for each in visible(page, QLabel) if each.text() == heading)
        assert not found.visibleRegion().isEmpty(), heading
    assert "Inget att bevaka" in texts(page) or "Öppna Bevakning" in texts(page)


def test_an_identity_that_nobody_has_filled_in_is_said_to_be_so(page: OverviewPage) -> None:
    assert "Identiteten är inte ifylld. Den kan få vara okänd." in texts(page)
    assert "Personnummer" not in texts(page), "no empty lines take up room"
