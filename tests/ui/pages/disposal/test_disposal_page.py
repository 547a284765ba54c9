"""Gallring, as a caseworker walks through it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.casework.unit_facts import DisposalStatus
from app.ids import StreamId
from app.usecases.keeping import disposal, retention
from tests.app.usecases import disposing
from tests.fakes import StoppedClock
from tests.ui.case_pages.conftest import fill_and_sign, press, texts
from tests.ui.conftest import Office
from ui.pages.disposal.page import DisposalPage

pytestmark = pytest.mark.req("X14")


@pytest.fixture
def due(office: Office, clock: StoppedClock) -> StreamId:
    return office.ask(lambda desk: disposing.due_case(desk, clock))


@pytest.fixture
def page(office: Office, qtbot: QtBot, due: StreamId) -> DisposalPage:
    made = DisposalPage(office.session)
    qtbot.addWidget(made)
    office.session.changed.connect(lambda changes: made.concerned(changes) and made.reload(changes))
    made.resize(900, 900)
    made.show()
    made.load()
    office.settle()
    return made


def number_of(office: Office, stream: StreamId) -> str:
    return office.ask(lambda desk: retention.look(desk, stream).case_number)


def test_the_list_tells_when_and_nothing_of_the_case(page: DisposalPage) -> None:
    read = texts(page)
    assert "Ska gallras nu (1)" in read
    assert "Får gallras från 2031-06-01, ska vara klart 2032-12-31." in read
    assert disposing.CANARY not in read
    assert "Björk" not in read


def test_why_names_the_law_and_what_began_the_five_years(
    page: DisposalPage, office: Office
) -> None:
    press(page, "Visa varför")
    office.settle()
    read = texts(page)
    assert "16 kap. 1 § socialtjänstlagen (2025:400)" in read
    assert "läst i lagtexten" in read
    assert "Räknas från det senast skrivna i akten" in read
    page.cover()
    assert "Räknas från det senast skrivna i akten" not in texts(page)


def test_from_proposal_to_protocol_by_two_people_and_two_questions(
    page: DisposalPage, office: Office, due: StreamId
) -> None:
    number = number_of(office, due)
    press(page, "Visa varför")
    office.settle()
    press(page, "Föreslå gallring")
    office.settle()
    fill_and_sign(office, page, reason="Arkivet har svarat.")
    assert "Föreslagen, väntar på en andra person" in texts(page)

    press(page, "Notera godkännandet")
    office.settle()
    fill_and_sign(office, page, name="Kim Provsson", title="Enhetschef", on="2031-06-03", seen=True)
    assert "Godkänd 2031-06-03 av Kim Provsson, Enhetschef." in texts(page)

    press(page, f"Förstör akten {number} …")
    assert page.act._act.keep.text() == "Behåll akten"
    assert page.act._act.keep.hasFocus() or not page.isActiveWindow()
    assert "Det går inte att ångra" in texts(page)
    press(page, f"Gå vidare och förstör {number} …")
    assert "Sista frågan" in texts(page)
    press(page, "Behåll akten")
    office.settle()
    assert office.ask(lambda desk: desk.vault.journal.records(due))

    press(page, f"Förstör akten {number} …")
    press(page, f"Gå vidare och förstör {number} …")
    press(page, f"Förstör akten {number} nu")
    office.settle()
    office.settle()
    assert office.ask(lambda desk: desk.vault.journal.records(due)) == ()
    read = texts(page)
    assert "Akten är förstörd och valvet är omskrivet" in read
    assert "Det finns inget avslutat ärende." in read
    assert f"Gallring av {number}" in read
    (row,) = office.ask(disposal.protocols)
    assert row.disposal.status is DisposalStatus.DONE


def test_an_exception_is_noted_and_lifted(
    page: DisposalPage, office: Office, due: StreamId
) -> None:
    press(page, "Visa varför")
    office.settle()
    press(page, "Notera ett hinder")
    office.settle()
    fill_and_sign(office, page, kind="supervision", reason="IVO granskar.", decided_on="2031-06-01")
    read = texts(page)
    assert "Väntar på något annat (1)" in read
    assert "Tillsyn eller anspråk på ersättning pågår" in read
    press(page, "Hindret har upphört")
    office.settle()
    fill_and_sign(office, page, lifted_on="2031-06-02", lifted_why="Avslutad.")
    assert "Ska gallras nu (1)" in texts(page)


def test_a_draft_of_a_proposal_finds_its_case_again(
    page: DisposalPage, office: Office, due: StreamId, qtbot: QtBot
) -> None:
    press(page, "Visa varför")
    office.settle()
    press(page, "Föreslå gallring")
    office.settle()
    assert page.slot.editor is not None
    page.slot.editor.form.set_values({"reason": "Halvskrivet"})
    page.slot.editor.form.changed.emit()
    page.slot.editor.save_now()
    office.settle()
    place = page.place()

    again = DisposalPage(office.session)
    qtbot.addWidget(again)
    again.restore(place)
    again.show()
    again.load()
    office.settle()
    office.settle()
    assert again.slot.editor is not None
    assert again.slot.editor.form.values()["reason"] == "Halvskrivet"

    third = DisposalPage(office.session)
    qtbot.addWidget(third)
    third.show()
    third.load()
    office.settle()
    press(third, "Fortsätt skriva")
    office.settle()
    assert third.slot.editor is not None
    assert third.slot.opened["stream"] == due
