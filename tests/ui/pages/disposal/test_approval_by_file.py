"""A protocol of disposal that is approved in a file, asked for on the page Gallring."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.casework.handover_facts import ConfirmedHow, TrustState
from app.casework.unit_facts import DisposalStatus
from app.forms.library import FormLibrary
from app.handover.key_card import KeyCard
from app.ids import EntityId, StreamId
from app.law.pack import LegalPack
from app.usecases.desk import Desk
from app.usecases.handover import receiving
from app.usecases.handover.approvals import approval_answers
from app.usecases.handover.cards import card_register as cards
from app.usecases.handover.cards.own_cards import make_own_card
from app.usecases.handover.cards.taking_cards import add_person
from app.usecases.keeping import disposal
from app.usecases.registers import RecipientKind
from tests.app.usecases import disposing
from tests.conftest import PASSPHRASE
from tests.fakes import StoppedClock
from tests.handover import make_side
from tests.ui.case_pages.conftest import press, texts
from tests.ui.conftest import Office
from tests.ui.neighbour import Neighbour
from ui.pages.disposal.page import DisposalPage

pytestmark = pytest.mark.req("X14")


@pytest.fixture
def due(office: Office, clock: StoppedClock) -> StreamId:
    stream = office.ask(lambda desk: disposing.due_case(desk, clock))
    office.ask(lambda desk: disposing.proposed(desk, stream))
    return stream


@pytest.fixture
def neighbour(
    office: Office, due: StreamId, tmp_path: Path, law: LegalPack, forms: FormLibrary
) -> Iterator[Neighbour]:
    """Somebody with a vault, five years on."""
    side = make_side(tmp_path / "granne", 1, law, forms)
    side.clock.pass_(days=5 * 365 + 3)
    made = Neighbour(office, side)
    confirmed_card(office.ask(own_card), side.desk)
    theirs = own_card(side.desk)
    made.here = office.ask(partial(confirmed_card, theirs))
    yield made
    side.vault.close()


def own_card(desk: Desk) -> KeyCard:
    """Of that year: none is valid for longer than one."""
    make_own_card(desk, {"valid_to": "2032-05-31"})
    return cards.card_of(desk, cards.own_card_now(desk))


def confirmed_card(card: KeyCard, desk: Desk) -> EntityId:
    entity = add_person(desk, card, RecipientKind.OWN_UNIT).entity
    assert entity is not None
    seen = cards.person(desk, entity)
    compared = msgspec.structs.replace(
        seen,
        state=TrustState.CONFIRMED,
        confirmed_how=ConfirmedHow.IN_PERSON,
        confirmed_on="2031-06-03",
    )
    cards.write(desk, [(entity, compared)])
    return entity


@pytest.fixture
def page(office: Office, qtbot: QtBot, neighbour: Neighbour) -> DisposalPage:
    made = DisposalPage(office.session)
    qtbot.addWidget(made)
    office.session.changed.connect(lambda changes: made.concerned(changes) and made.reload(changes))
    made.resize(900, 900)
    made.show()
    made.load()
    office.settle()
    return made


def take_in(path: Path, desk: Desk) -> None:
    arrival = receiving.open_package(desk, path)
    receiving.accept(desk, arrival, frozenset(row.key for row in arrival.look.rows))


def test_the_second_person_answers_in_a_file(
    page: DisposalPage, office: Office, neighbour: Neighbour
) -> None:
    assert "Ska attesteras. En akt förstörs bara när två personer står bakom det." in texts(page)
    press(page, "Be om godkännande i fil")
    office.settle()
    form = page.asking.form
    assert form is not None
    assert set(form.values()) == {"to", "role"}, "the protocol is of no case"
    form.set_values({"to": neighbour.here, "role": "Arkivansvarig"})
    press(page, "Visa det som lämnar")
    office.settle()
    assert "godkänner som Arkivansvarig att akten förstörs." in texts(page)
    press(page, "Försegla en fil")
    page.asking.file.make_in(neighbour.side.out)
    office.settle()
    assert "Väntar på attest av Olle Provsson" in texts(page)

    (path,) = neighbour.side.out.glob("*.aktpaket")
    take_in(path, neighbour.desk)
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
    office.ask(partial(take_in, sealed.path))
    page.load()
    office.settle()
    assert "Godkänd 2031-06-03 av Olle Provsson, Socialsekreterare." in texts(page)
    (row,) = office.ask(disposal.protocols)
    assert row.disposal.status is DisposalStatus.APPROVED
    assert row.disposal.approval is not None
