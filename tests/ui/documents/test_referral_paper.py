"""Handlingar: a referral leaves with what BOPS has said only when the caseworker ticks it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.casework import facts
from app.disclosure.categories import Category
from app.disclosure.profiles import ACTIVE_CHOICE, PROFILES, Profile
from app.ids import EntityId, StreamId
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.reading import state_of
from app.usecases.route import referrals
from tests.app.usecases import typed_route
from tests.ui.case_pages.conftest import press
from tests.ui.conftest import Office
from tests.ui.documents.test_documents_page import (
    disclosing,
    entries,
    explain,
    look_through,
    type_request,
)
from ui.pages.documents.page import DocumentsPage

Open = Callable[[type[DocumentsPage]], DocumentsPage]

pytestmark = pytest.mark.req("F003", "F041", "F086")


def referred(desk: Desk, stream: StreamId) -> EntityId:
    typed_route.met(desk, stream)
    entity = new_entity(desk)
    referrals.refer(desk, stream, entity, typed_route.referral())
    return entity


def test_a_referral_leaves_without_bops_unless_it_is_ticked(
    office: Office, stream: StreamId, recipient: EntityId, opened: Open, tmp_path: Path
) -> None:
    entity = office.ask(lambda desk: referred(desk, stream))
    page = opened(DocumentsPage)
    page.show_entity(entity)
    assert page.subject().profile is Profile.REFERRAL

    press(page, "Lämna ut …")
    office.settle()
    gate = disclosing(page).gate
    usual = PROFILES[Profile.REFERRAL].categories - ACTIVE_CHOICE
    assert gate.request().allowed == usual
    assert Category.THREAT not in usual
    assert page._shown is not None
    names_recipient = page._shown.offered.consents[0].entity.id
    type_request(page, recipient, consent=names_recipient)
    look_through(office, page)
    explain(page, "Får stå kvar.")
    folder = tmp_path / "usb"
    folder.mkdir()
    disclosing(page).let_out(folder)
    office.settle()

    (entry,) = entries(office, stream)
    (sent,) = office.ask(lambda desk: state_of(desk, stream)).of(facts.Referral)
    assert (entry.document, entry.profile) == ("referral", "referral")
    assert entry.source == sent.latest.record.id
    assert "threat" in entry.stays
    (file,) = folder.iterdir()
    assert file.name.startswith("HV-")
