"""Brådskande: read in full at once, and there until somebody has said what was done."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from app.usecases.desk import Desk
from app.usecases.handover import receiving
from app.usecases.handover.cards.card_register import known_people
from app.usecases.handover.cases import urgent, urgent_arrivals
from tests.ui.conftest import Office
from tests.ui.looking import button, texts, visible
from tests.ui.neighbour import Neighbour
from ui.pages.inbox.page import InboxPage
from ui.pages.inbox.urgent import UrgentPlace

WORDS = "Ett barn i familjen har kommit hit i dag."


def _send(neighbour: Neighbour) -> Path:
    desk = neighbour.desk
    stream = neighbour.new_case()
    (person,) = (row.entity for row in known_people(desk))
    typed = {
        "person": person,
        "what": "children",
        "words": WORDS,
        "happened_on": desk.now().date().isoformat(),
        "agreed": "Vi gör skyddsbedömningen.",
        "ground": "within_board",
        "reason": "Båda kommunerna svarar",
    }
    return urgent.send_urgent(desk, stream, typed, neighbour.side.out).path


def _take_in(path: Path, desk: Desk) -> None:
    arrival = receiving.open_package(desk, path)
    receiving.accept(desk, arrival, frozenset(row.key for row in arrival.look.rows))


@pytest.mark.req("F084")
def test_what_is_urgent_is_read_and_dealt_with_by_keys(
    office: Office, neighbour: Neighbour, inbox: InboxPage
) -> None:
    office.ask(partial(_take_in, _send(neighbour)))
    inbox.open_at("urgent")
    office.settle()
    (place,) = visible(inbox, UrgentPlace)
    assert WORDS in texts(place)
    assert "Väntar på åtgärd (1)" in texts(place)

    button(place, "Skriv vad som är gjort").click()
    office.settle()
    editor = place.slot.editor
    assert editor is not None
    QTest.keyClicks(inbox.focusWidget(), "Jourhem ordnat.")
    button(place, "Signera").click()
    office.settle()

    assert "Åtgärdat (1)" in texts(place)
    (row,) = office.ask(urgent_arrivals.urgent_rows)
    assert row.message.dealt_words == "Jourhem ordnat."
