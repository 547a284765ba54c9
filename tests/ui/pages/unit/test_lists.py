"""The lists across cases, with something in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.casework import facts
from app.casework.facts import Outcome
from app.casework.projection import only_entity
from app.casework.unit_facts import UnitNote
from app.ids import EntityId, StreamId
from app.ports import LogCode
from app.usecases import writing
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.unit import unit_notes
from tests.app.casework import build
from tests.app.usecases import typed_forms
from tests.ui.case_pages.conftest import press
from tests.ui.conftest import Office
from tests.ui.looking import button, texts
from ui.navigation import CasePart, Destination
from ui.page import Page
from ui.pages.unit.gender import GenderPlace
from ui.pages.unit.noes import NoesPlace
from ui.pages.unit.notebook import NotebookPlace
from ui.session import Session

Make = Callable[[Callable[[Session], Page]], Page]
CANARY = "Kanariefågel"


def refused(desk: Desk) -> tuple[StreamId, EntityId]:
    stream, entity = typed_forms.opened_case(desk), new_entity(desk)
    fact = build.decision(
        "2026-05-01", outcome=Outcome.REFUSED, interventions=(), alternative_support=CANARY
    )
    writing.add(desk, stream, entity, fact)
    return stream, entity


def lists_logged(desk: Desk) -> list[object]:
    rows = reversed(desk.vault.log.entries(limit=500))
    return [(row.payload or {}).get("list") for row in rows if row.code == LogCode.CASE_LISTED]


@pytest.mark.req("F170")
def test_what_is_missing_stands_out_and_words_are_shown_only_when_asked(
    office: Office, place: Make
) -> None:
    office.ask(refused)
    page = place(NoesPlace)
    shown = texts(page)
    assert "2026-05-01 · Avslag" in shown
    assert "Saknas: Vem som skyddar under tiden" in shown
    assert "Saknas: Senare kontakt" in shown
    assert "Saknas: Vad som erbjöds i stället" not in shown
    assert CANARY not in shown

    button(page, "Visa vad som står").click()
    office.settle()
    assert f"Vad som erbjöds i stället: {CANARY}" in texts(page)
    page.cover()
    assert CANARY not in texts(page)
    assert not button(page, "Visa vad som står").isChecked()
    assert office.ask(lists_logged) == ["noes", "noes_with_words"]


@pytest.mark.req("F170")
def test_words_that_arrive_after_the_page_was_covered_are_not_shown(
    office: Office, place: Make
) -> None:
    office.ask(refused)
    page = place(NoesPlace)
    button(page, "Visa vad som står").click()
    page.cover()
    office.settle()
    assert office.ask(lists_logged)[-1] == "noes_with_words"
    assert CANARY not in texts(page)


@pytest.mark.req("F170")
def test_a_no_is_opened_where_it_was_said(office: Office, place: Make) -> None:
    stream, entity = office.ask(refused)
    page = place(NoesPlace)
    gone: list[Destination] = []
    office.session.navigate.connect(gone.append)
    opens = button(page, "Öppna i ärendet")
    opens.setFocus()
    QTest.keyClick(opens, Qt.Key.Key_Return)
    assert gone == [Destination.case(stream, CasePart.DECISION, entity)]


@pytest.mark.req("F170")
def test_small_counts_are_hidden_for_publication_and_the_year_is_chosen(
    office: Office, place: Make
) -> None:
    office.ask(refused)
    page = place(NoesPlace)
    assert isinstance(page, NoesPlace)
    assert "–" not in texts(page).split("\n")
    button(page, "För publicering").click()
    assert texts(page).split("\n").count("–") == 2  # the refusal, and the sum
    page._year.set_value("2026")
    page._year.edited.emit()
    assert "2026-05-01 · Avslag" in texts(page)


@pytest.mark.req("F145", "F173")
def test_ways_are_listed_and_their_counts_can_be_published(office: Office, place: Make) -> None:
    def noted(desk: Desk) -> None:
        stream = typed_forms.opened_case(desk)
        fact = facts.GenderFactors(
            noted_on="2026-05-01", state=facts.GenderState.NOTICED, ways="Egen kontaktperson"
        )
        writing.add(desk, stream, only_entity(stream), fact)

    office.ask(noted)
    page = place(GenderPlace)
    assert "Egen kontaktperson" in texts(page)
    assert "2026-0" not in texts(page)
    assert "–" not in texts(page).split("\n")
    button(page, "För publicering").click()
    assert texts(page).split("\n").count("–") == 2


def test_two_versions_of_a_note_are_shown_until_somebody_chooses(
    office: Office, place: Make
) -> None:
    def forked(desk: Desk) -> None:
        entity, register = new_entity(desk), desk.vault.journal.register
        unit_notes.keep_note(desk, entity, {"heading": "Gården", "text": "Från början"})
        records = writing.case_records(desk, register)
        for text in ("Öppet till nio", "Öppet till tio"):
            fact = UnitNote(heading="Gården", text=text, noted_on="2026-05-01")
            entry = writing.entry_upon(records, entity, fact)
            writing.append(desk, register, records, [entry])

    office.ask(forked)
    page = place(NotebookPlace)
    assert "Det här har ändrats på två håll." in texts(page)
    press(page, "Låt det här gälla")
    office.settle()
    QApplication.processEvents()
    assert "Det här har ändrats på två håll." not in texts(page)
    assert "Ändra anteckningen" in texts(page)
