"""Nätverk: actors by function, by keys, with consent coverage beside each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.casework import facts
from app.ids import StreamId
from app.usecases import reading
from app.usecases.around import consents, network, threats
from app.usecases.drafting import new_entity
from tests.app.usecases import typed_forms
from tests.ui.case_pages.conftest import editor, fill_and_sign, press, texts
from tests.ui.conftest import Office
from ui.navigation import CasePart, Destination
from ui.pages.network.page import NetworkPage

Open = Callable[[type[NetworkPage]], NetworkPage]

pytestmark = pytest.mark.req("F009", "F010")


def add(office: Office, page: NetworkPage, **values: object) -> None:
    press(page, "Ny aktör")
    office.settle()
    fill_and_sign(office, page, **values)


@pytest.mark.req("F005", "F008")
def test_an_actor_is_added_and_shows_what_may_be_shared_with_it(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(NetworkPage)
    assert "Ännu finns ingen aktör" in texts(page)
    add(office, page, role="exit_coordinator", name="Samordnaren", contact="Polisens växel")
    read = texts(page)
    assert "Polisens avhopparsamordnare – Samordnaren" in read
    assert "Polisens växel" in read
    assert "Samtycke: nej" in read

    def consent(desk: object) -> object:
        state = reading.state_of(desk, stream)  # type: ignore[arg-type]
        (party,) = consents.parties_to_choose(desk, state)  # type: ignore[arg-type]
        typed = typed_forms.consent(parties=[{"party": party.code, "name": ""}])
        return consents.sign_consent(desk, stream, new_entity(desk), typed)  # type: ignore[arg-type]

    office.session.run(consent, lambda _: None, context=page)
    office.settle()
    assert "Samtycke: ja" in texts(page)


@pytest.mark.req("F004")
def test_a_second_leading_contact_is_explained_and_nothing_is_lost(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(NetworkPage)
    add(office, page, role="bops", name="BOPS", leads=True)
    press(page, "Ny aktör")
    office.settle()
    fill_and_sign(office, page, role="local_police", name="Områdespolis", leads=True)
    assert "Ärendet har redan en ledande kontakt hos polisen." in texts(page)
    assert editor(page).form.values()["name"] == "Områdespolis"
    fill_and_sign(office, page, leads=False)
    state = office.ask(lambda desk: reading.state_of(desk, stream))
    assert [each.latest.fact.leads for each in state.of(facts.Actor)] == [True, False]


def test_only_the_police_are_asked_whether_they_lead_and_kin_for_no_organisation(
    office: Office, opened: Open
) -> None:
    page = opened(NetworkPage)
    press(page, "Ny aktör")
    office.settle()
    form = editor(page).form
    shown = {}
    for role in ("bops", "kin", "probation"):
        form.set_values({**form.values(), "role": role})
        shown[role] = tuple(form.field(name).isVisible() for name in ("leads", "organisation"))
    assert shown == {"bops": (True, True), "kin": (False, False), "probation": (False, True)}


@pytest.mark.req("F030")
def test_a_personal_number_is_pointed_out_and_not_repeated(office: Office, opened: Open) -> None:
    page = opened(NetworkPage)
    press(page, "Ny aktör")
    office.settle()
    form = editor(page).form
    form.set_values({**form.values(), "note": "Hotas av 19900101-9802."})
    form.changed.emit()
    assert "tycks innehålla ett personnummer" in texts(page)
    assert "9802" not in page._warning.text()
    press(page, "Stäng")
    office.settle()
    assert "tycks innehålla ett personnummer" not in texts(page)


def test_an_actor_is_ended_and_its_wordings_are_kept(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(NetworkPage)
    add(office, page, role="school", name="Rektor")
    press(page, "Ändra eller avsluta")
    office.settle()
    fill_and_sign(office, page, valid_from="2026-01-01", valid_to="2026-05-31")
    read = texts(page)
    assert "Inte aktör idag" in read
    assert "Samtycke: nej" not in read
    assert "Tidigare lydelse: Skola – Rektor" in read


@pytest.mark.req("F007")
def test_who_answers_for_protection_is_asked_for(
    office: Office, stream: StreamId, opened: Open
) -> None:
    said = {"owner": "bops", "assessed_on": "2026-05-01", "level": "low", "type": "latent"}
    office.ask(lambda d: threats.sign_threat_assessment(d, stream, new_entity(d), said))
    page = opened(NetworkPage)
    hint = "lokalpolisområdet svarar för skyddsbehovet"
    assert hint in texts(page)
    add(office, page, role="local_police", name="Lokalpolisområde")
    assert hint not in texts(page)
    state = office.ask(lambda desk: reading.state_of(desk, stream))
    rows = office.ask(lambda desk: network.actor_rows(desk, state))
    assert rows[0].fact.role is facts.ActorRole.LOCAL_POLICE


def test_a_link_leads_to_consent(office: Office, stream: StreamId, opened: Open) -> None:
    page = opened(NetworkPage)
    went: list[object] = []
    office.session.navigate.connect(went.append)
    press(page, "Öppna Samtycke")
    assert went == [Destination.case(stream, CasePart.CONSENT)]
