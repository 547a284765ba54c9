from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.casework import facts
from app.ids import StreamId
from app.jsonvalue import JsonObject
from app.usecases import reading
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.route import routing
from tests.app.usecases import typed_forms, typed_route
from tests.ui.case_pages.conftest import editor, fill_and_sign, press, texts
from tests.ui.cases import identify
from tests.ui.conftest import Office
from tests.ui.looking import visible
from ui.navigation import CasePart, Destination
from ui.pages.route.page import RoutePage

Open = Callable[[type[RoutePage]], RoutePage]


def tell(office: Office, stream: StreamId, work: Callable[[Desk], object]) -> None:
    """Something written elsewhere, and every page told."""
    office.ask(work)
    parts = (Part.THREAT, Part.ROUTE, Part.CONSENT)
    office.session.changed.emit(Changes.of(stream, *parts))
    office.settle()


def say(office: Office, stream: StreamId, **changes: str) -> None:
    tell(office, stream, lambda desk: typed_route.say(desk, stream, **changes))


@pytest.mark.req("F037", "F039")
def test_what_leads_there_stands_beside_the_suggestion(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(RoutePage)
    assert "Till stadsdelen, med lokalpolisen" in texts(page)
    assert "Inget sagt än" in texts(page)

    say(office, stream)

    read = texts(page)
    assert "Till den centrala enheten" in read
    assert "Hotnivå enligt BOPS" in read
    assert "2026-05-20" in read


def test_the_way_to_a_referral_begins_with_what_must_come_before_it(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(RoutePage)
    page.restore({"opened": {"kind": "referral"}})
    office.settle()
    assert page.slot.opened["kind"] == "criteria"

    page.slot.close_editor()
    tell(office, stream, lambda desk: typed_route.met(desk, stream))
    page.reload(Changes.of(stream, Part.ROUTE))
    office.settle()
    page.restore({"opened": {"kind": "referral"}})
    office.settle()
    assert page.slot.opened["kind"] == "referral"


@pytest.mark.req("F001", "F039", "F061")
def test_the_unit_is_chosen_and_looked_at_again(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(RoutePage)
    press(page, "Välj enhet …")
    fill_and_sign(office, page, route="district", unit="", unit_name="Exempelenheten")
    read = texts(page)
    assert "Exempelenheten" in read
    assert "Pröva vägvalet igen" not in read

    say(office, stream)

    assert "Pröva vägvalet igen" in texts(page)
    press(page, "Byt eller bekräfta enhet …")
    values = editor(page).form.values()
    assert values["route"] == "central"
    fill_and_sign(office, page, reason="BOPS har bekräftat en hög hotbild.")
    read = texts(page)
    assert "Pröva vägvalet igen" not in read
    assert "Tidigare: 2026-06-01" not in read, "the same day puts right what stood there"


@pytest.mark.req("F041", "F073", "F077", "F078")
def test_the_criteria_are_judged_on_one_card_and_give_a_referral(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(RoutePage)
    tell(office, stream, lambda desk: typed_route.consent(desk, stream))
    say(office, stream)
    assert "Kvar: motiverad att hoppa av, definitionen av avhoppare." in texts(page)

    press(page, "Bedöm kriterierna …")
    office.settle()
    assert "har valt att lämna den organiserade brottsligheten" in texts(page)
    fill_and_sign(office, page, **typed_route.card())

    assert texts(page).count("Uppfyllt") == 5
    assert "Jag orkar inte mer." in texts(page)
    press(page, "Ny hänvisning …")
    office.settle()
    assert editor(page).form.values()["unit"], "the central unit is proposed (F002)"
    fill_and_sign(office, page, how="Bud", asks="Att ta över utredningen.")
    assert "Inte mottagen än" in texts(page)

    press(page, "Kvittens eller svar …")
    office.settle()
    fill_and_sign(office, page, received_on="2026-06-01", received_by="Enhetschef", accepted="yes")

    (referral,) = office.ask(lambda desk: reading.state_of(desk, stream)).of(facts.Referral)
    assert referral.latest.fact.received_by == "Enhetschef"
    assert referral.latest.fact.asks == "Att ta över utredningen."


@pytest.mark.req("F085", "F168")
def test_a_no_to_a_wish_says_what_it_lacks(office: Office, stream: StreamId, opened: Open) -> None:
    page = opened(RoutePage)
    press(page, "Nytt önskemål …")
    office.settle()
    fill_and_sign(office, page, **typed_route.wish())
    assert "Inget svar än" in texts(page)

    press(page, "Svara på önskemålet …")
    office.settle()
    fill_and_sign(office, page, answer="no", answered_on="2026-05-30", reason="Fullt.")

    assert "vem som skyddar under tiden" in texts(page)


@pytest.mark.req("F174", "F184")
def test_steps_lead_to_where_they_are_done(
    office: Office, stream: StreamId, opened: Open, qtbot: QtBot
) -> None:
    page = opened(RoutePage)
    tell(office, stream, lambda desk: typed_route.consent(desk, stream, "refused"))
    read = texts(page)
    assert "Att säga nej till samtycke är inte att säga nej till hjälp." in read
    assert "SoL 11 kap. 5 §" in read
    gone: list[Destination] = []
    office.session.navigate.connect(gone.append)

    link = next(
        each
        for each in page.findChildren(QPushButton)
        if each.accessibleName().startswith("Utred med det som den enskilde själv berättar")
    )
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Return)

    assert gone == [Destination.case(stream, CasePart.ASSESSMENT)]


@pytest.mark.req("F174")
def test_what_is_done_stands_apart_from_what_is_to_be_done(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(RoutePage)
    assert "Redan gjort" not in texts(page)

    typed = typed_route.unit()
    tell(office, stream, lambda desk: routing.choose_unit(desk, stream, typed))

    ways = [each.accessibleName() for each in visible(page, QPushButton)]
    assert "✓ Välj handläggande enhet" in texts(page)
    assert "Be BOPS om en hot- och riskbedömning" in ways
    assert not any("Välj handläggande enhet" in way for way in ways)


def test_a_draft_of_an_answer_comes_back_as_one(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(RoutePage)
    press(page, "Nytt önskemål …")
    office.settle()
    fill_and_sign(office, page, **typed_route.wish())
    press(page, "Svara på önskemålet …")
    office.settle()
    form = editor(page).form
    form.set_values({**form.values(), "answer": "no", "reason": "Fullt"})
    form.changed.emit()
    press(page, "Stäng")
    office.settle()

    press(page, "Fortsätt skriva")
    office.settle()

    assert "Svar på önskemålet" in texts(page)
    assert editor(page).form.values()["reason"] == "Fullt"


@pytest.mark.req("F012")
def test_the_age_suggests_a_group_and_blocks_none(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(RoutePage)
    press(page, "Välj enhet …")
    office.settle()
    assert "SIG efter den enskildes ålder" not in texts(page), "the age is not known"
    press(page, "Stäng")
    identify(office, stream)
    page.load()
    office.settle()
    press(page, "Välj enhet …")
    office.settle()
    assert "SIG efter den enskildes ålder: " in texts(page)
    assert "1990" not in texts(page), "the suggestion is no reveal"

    fill_and_sign(office, page, route="sig", unit="", unit_name="SIG för en annan ålder")

    assert "SIG för en annan ålder" in texts(page)


@pytest.mark.req("F001")
def test_two_choices_of_unit_are_shown_side_by_side(
    office: Office, stream: StreamId, opened: Open
) -> None:
    """What two copies of a case have each chosen is one conflict, never two units."""
    page = opened(RoutePage)
    for name in ("Den ena", "Den andra"):
        typed = typed_route.unit(unit_name=name, reason="Närmast")
        office.ask(partial(choose, stream, typed))
    office.ask(lambda desk: typed_forms.forked(desk, stream, "handling_unit"))
    page.load()
    office.settle()
    assert "Det här har ändrats på två håll." in texts(page)

    press(page, "Låt det här gälla")
    office.settle()
    page.load()
    office.settle()

    assert "Det här har ändrats på två håll." not in texts(page)


def choose(stream: StreamId, typed: JsonObject, desk: Desk) -> Changes:
    return routing.choose_unit(desk, stream, typed)
