"""Asking for an approval on one side and answering on the other, in real windows."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.casework.facts import ApprovalOutcome
from app.handover.approval_standing import ApprovalStanding
from app.ids import EntityId, StreamId
from app.usecases import registers
from app.usecases.desk import Desk
from app.usecases.handover import receiving
from app.usecases.handover.approvals import approval_answers, approval_requests
from app.usecases.reading import state_of
from tests.app.usecases import typed_forms
from tests.conftest import PASSPHRASE
from tests.ui.conftest import Office
from tests.ui.looking import button, texts, visible
from tests.ui.neighbour import Neighbour
from ui.approval_asking import AskApproval
from ui.pages.decision.page import DecisionPage
from ui.pages.inbox.approvals import ApprovalsPlace
from ui.pages.inbox.approvals_answering import Answering
from ui.pages.inbox.page import InboxPage

pytestmark = pytest.mark.req("X08")


def settle(office: Office) -> None:
    office.settle()
    QApplication.processEvents()


def press(office: Office, page: QWidget, text: str) -> None:
    button(page, text).click()
    settle(office)


def take_in(desk: Desk, path: object) -> None:
    arrival = receiving.open_package(desk, path)  # type: ignore[arg-type]  # a path in a test
    receiving.accept(desk, arrival, frozenset(row.key for row in arrival.look.rows))


def decided(desk: Desk) -> StreamId:
    stream = typed_forms.opened_case(desk)
    typed_forms.signed_assessment(desk, stream)
    typed_forms.signed_decision(desk, stream)
    return stream


@pytest.fixture
def page(office: Office, neighbour: Neighbour, qtbot: QtBot) -> DecisionPage:
    stream = office.ask(decided)
    made = DecisionPage(office.session, stream)
    qtbot.addWidget(made)
    office.session.changed.connect(lambda changes: made.concerned(changes) and made.reload(changes))
    made.resize(900, 900)
    made.show()
    made.load()
    settle(office)
    return made


def fill(asking: AskApproval, **values: object) -> None:
    assert asking.form is not None
    asking.form.set_values({**asking.form.values(), **values})
    asking.form.changed.emit()


def test_a_decision_is_sent_and_comes_back_approved(
    office: Office, neighbour: Neighbour, page: DecisionPage
) -> None:
    assert "Ska attesteras." in texts(page)
    assert "osäkert, ska kontrolleras av en jurist" in texts(page)
    press(office, page, "Be om attest …")
    fill(page.asking, to=neighbour.here, reason="Beslutar enligt delegationsordningen.")
    assert page.asking.form is not None
    assert page.asking.form.values()["role"] == "Socialsekreterare", "as the key card says"
    fill(page.asking, role="Enhetschef")
    assert not page.asking.seal.isVisible(), "nothing is sealed that has not been looked at"
    press(office, page, "Visa det som lämnar")
    seen = texts(page)
    assert "attesterar det som Enhetschef." in seen
    assert "Lämnar" in seen
    assert page.asking.preview.pages > 0
    assert page.asking.seal.isVisible()

    button(page, "Försegla en fil").click()
    page.asking.file.make_in(neighbour.side.out)
    settle(office)
    assert "Väntar på attest av Olle Provsson" in texts(page)
    assert "Den är läst igenom och hel." in texts(page)
    (path,) = neighbour.side.out.glob("*.aktpaket")

    take_in(neighbour.desk, path)
    (request,) = approval_answers.requests_to_me(neighbour.desk)
    sealed = approval_answers.answer(
        neighbour.desk,
        request.stream,
        request.entity,
        {"outcome": "approved"},
        bytearray(PASSPHRASE.encode()),
        folder=neighbour.side.out,
        looked_at=request.asked.blob,
    )
    office.ask(partial(_accept, sealed.path))
    page.load()
    settle(office)
    assert "Attesterad av Olle Provsson, Socialsekreterare, som Enhetschef" in texts(page)
    assert "avancerad elektronisk underskrift, inte kvalificerad" in texts(page)


def _accept(path: object, desk: Desk) -> None:
    take_in(desk, path)


def test_what_is_typed_after_the_look_puts_the_document_away(
    office: Office, neighbour: Neighbour, page: DecisionPage
) -> None:
    press(office, page, "Be om attest …")
    fill(page.asking, to=neighbour.here, reason="Beslutar.")
    press(office, page, "Visa det som lämnar")
    assert page.asking.preview.pages > 0
    fill(page.asking, role="Ordförande")
    assert page.asking.preview.pages == 0
    assert not page.asking.seal.isVisible()


def test_what_is_missing_is_told_at_its_field(
    office: Office, neighbour: Neighbour, page: DecisionPage
) -> None:
    press(office, page, "Be om attest …")
    press(office, page, "Visa det som lämnar")
    assert "Vem ska attestera?" in texts(page)
    assert page.asking.preview.pages == 0
    assert not page.asking.seal.isVisible()


def test_a_request_is_withdrawn(office: Office, neighbour: Neighbour, page: DecisionPage) -> None:
    press(office, page, "Be om attest …")
    fill(page.asking, to=neighbour.here, reason="Beslutar.")
    press(office, page, "Visa det som lämnar")
    button(page, "Försegla en fil").click()
    page.asking.file.make_in(neighbour.side.out)
    settle(office)
    press(office, page, "Ta tillbaka begäran")
    assert "Ska attesteras." in texts(page)
    stream = page.case_stream
    standing = office.ask(partial(_standing, stream))
    assert standing is ApprovalStanding.NOT_ASKED


def _standing(stream: StreamId, desk: Desk) -> ApprovalStanding:
    state = state_of(desk, stream)
    return approval_requests.approval_row(desk, state, state.decisions[0]).view.standing


# -------------------------------------------------------------------------------- the approver


@pytest.fixture
def asked(office: Office, neighbour: Neighbour) -> EntityId:
    """The neighbour has asked whoever sits at the office."""
    stream = decided(neighbour.desk)
    state = state_of(neighbour.desk, stream)
    own = office.ask(registers.own_card)
    people = {
        row.person.name: row.entity for row in approval_requests.people_to_ask(neighbour.desk)
    }
    typed = {
        "about": state.decisions[0].latest.record.id,
        "to": people[own.name],
        "role": "Enhetschef",
        "reason": "Beslutar.",
    }
    seen = approval_requests.prepare(neighbour.desk, stream, typed)
    sealed = approval_requests.ask(
        neighbour.desk, stream, typed, neighbour.side.out, looked_at=seen.digest
    )
    office.ask(partial(_accept, sealed.path))
    (request,) = office.ask(approval_answers.requests_to_me)
    return request.entity


def place(office: Office, inbox: InboxPage) -> ApprovalsPlace:
    inbox.open_at("approvals")
    settle(office)
    (found,) = visible(inbox, ApprovalsPlace)
    return found


def answering(office: Office, inbox: InboxPage) -> Answering:
    press(office, inbox, "Läs och svara")
    (shown,) = visible(inbox, Answering)
    return shown


def test_the_document_is_read_and_signed(
    office: Office, neighbour: Neighbour, inbox: InboxPage, asked: EntityId
) -> None:
    shown_at = place(office, inbox)
    assert "Väntar på svar" in texts(inbox)
    assert "Från Olle Provsson" in texts(inbox)
    assert "bekräftat nyckelkort" in texts(inbox)
    card = answering(office, inbox)
    assert card.preview.pages > 0
    assert "attesterar det som Enhetschef." in texts(card)

    card.approve.click()
    assert "Skriv din lösenfras." in texts(card)
    card.passphrase.line().setText("fel fras")
    card.seal_in(neighbour.side.out)
    settle(office)
    assert card.passphrase.text() == "", "a passphrase is used once"
    assert list(neighbour.side.out.glob("*.aktpaket")) != []
    before = len(list(neighbour.side.out.glob("*.aktpaket")))

    card.passphrase.line().setText(PASSPHRASE)
    card.seal_in(neighbour.side.out)
    settle(office)
    assert len(list(neighbour.side.out.glob("*.aktpaket"))) == before + 1
    assert shown_at.answering is None, "the document is put away when it has been answered"
    assert "Attesterat" in texts(inbox)
    assert "Den är läst igenom och hel." in texts(inbox)


def test_a_no_needs_its_reason(
    office: Office, neighbour: Neighbour, inbox: InboxPage, asked: EntityId
) -> None:
    place(office, inbox)
    card = answering(office, inbox)
    card.passphrase.line().setText(PASSPHRASE)
    card._outcome = ApprovalOutcome.DECLINED
    card.seal_in(neighbour.side.out)
    settle(office)
    (request,) = office.ask(approval_answers.requests_to_me)
    assert request.waits
    card.reason.set_values({"reason": "Fel delegation."})
    card.passphrase.line().setText(PASSPHRASE)
    card.seal_in(neighbour.side.out)
    settle(office)
    assert "Inte attesterat" in texts(inbox)


def test_covering_leaves_neither_document_nor_passphrase(
    office: Office, neighbour: Neighbour, inbox: InboxPage, asked: EntityId
) -> None:
    shown_at = place(office, inbox)
    card = answering(office, inbox)
    card.passphrase.line().setText("hemlig fras")
    inbox.cover()
    assert card.preview.pages == 0
    assert card.passphrase.text() == ""
    assert shown_at.answering is None


def test_the_request_is_found_from_what_came_in(
    office: Office, neighbour: Neighbour, inbox: InboxPage, asked: EntityId
) -> None:
    inbox.show_entity(asked)
    settle(office)
    assert visible(inbox, ApprovalsPlace)
