"""From the process bar all the way to the form that answers what is missing."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.ids import StreamId
from app.jsonvalue import JsonObject
from app.usecases import drafting
from app.usecases.around import children
from app.usecases.route import referrals, wishes
from tests.app.usecases import typed_route
from tests.ui.cases import add_case
from tests.ui.conftest import Office
from tests.ui.looking import button, texts, visible
from ui.case_parts import CASE_PARTS
from ui.navigation import Destination
from ui.pages.case.page import CasePage
from ui.record_editor import RecordEditor
from ui.widgets.wrapping import WrappingButton


@pytest.mark.parametrize(
    ("phase", "way", "heading"),
    [
        ("Kontakt", "Skyddet av identiteten är inte kontrollerat", "Skydd av identiteten"),
        ("Kontakt", "Identiteten är inte ifylld", "Identitet"),
        ("Kontakt", "Inte noterat om den enskilde är inskriven", "Svar på intresseanmälan"),
        ("Vägval", "Kriterier och definition är inte prövade", "Kriterier"),
        ("Vägval", "Handläggande enhet är inte vald", "Handläggande enhet"),
        ("Vägval", "Önskemål om program är inte besvarat", "Svar på önskemålet"),
        ("Vägval", "Hänvisningen är inte kvitterad", "Kvittens och svar på hänvisningen"),
        ("Utredning", "Ingen har noterat om det finns barn", "Vad som är känt om barn"),
        ("Utredning", "⚠ Barn har aktualiserats", "Barn har aktualiserats"),
        ("Utredning", "Inte noterat om könsspecifika faktorer", "Könsspecifika faktorer"),
        ("Vägval", "Samtycke är inte tillfrågat", "Samtycke"),
        ("Vägval", "Bedömning av hot och risk saknas", "Uppgift från BOPS"),
        ("Utredning", "Underlaget är inte kommunicerat", "Kommunicering före beslut"),
        ("Utredning", "Beslut saknas", "Beslut"),
        ("Genomförande", "Plan saknas", "Version 1"),
    ],
)
def test_the_way_ends_in_the_form(
    office: Office, qtbot: QtBot, phase: str, way: str, heading: str
) -> None:
    stream = add_case(office)
    _has(office, stream, way)
    page = CasePage(office.session, Destination.case(stream), CASE_PARTS)
    qtbot.addWidget(page)
    page.resize(1400, 1200)
    page.show()
    page.load()
    office.settle()
    _open_phase(page, phase)
    with qtbot.waitSignal(office.session.navigate) as went:
        button(page._process, way).click()
    assert went.args is not None
    _arrive(office, page, went.args[0])
    (editor,) = visible(page, RecordEditor)
    assert heading in texts(editor.parentWidget())
    page.load()
    office.settle()
    assert visible(page, RecordEditor) == [editor]


def _has(office: Office, stream: StreamId, way: str) -> None:
    """What must stand in the case for this to be missing in it."""
    if way.startswith("Önskemål"):
        entity = office.ask(drafting.new_entity)
        office.ask(lambda desk: wishes.note_wish(desk, stream, entity, typed_route.wish()))
    elif way.startswith("Hänvisningen"):
        entity = office.ask(drafting.new_entity)
        office.ask(lambda desk: typed_route.met(desk, stream))
        office.ask(lambda desk: referrals.refer(desk, stream, entity, typed_route.referral()))
    elif way.startswith("⚠ Barn"):
        entity = office.ask(drafting.new_entity)
        typed: JsonObject = {"raised_on": "2026-05-30", "what": "Ett barn.", "report": "to_do"}
        office.ask(lambda desk: children.raise_alert(desk, stream, entity, typed))


def _open_phase(page: CasePage, name: str) -> None:
    """With everything that is missing in it."""
    for made in visible(page._process, QPushButton):
        if made.property("phase") and name in made.text() and not made.property("current"):
            made.click()
    more = [made for made in visible(page._process, QPushButton) if made.text().startswith("och ")]
    for made in more:
        made.click()
        assert isinstance(page.focusWidget(), WrappingButton)


def _arrive(office: Office, page: CasePage, to: Destination) -> None:
    """As the window does it."""
    assert page.moves_to(to, to)
    page.restore(to.place)
    office.settle()
