from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ids import EntityId, StreamId
from app.usecases import drafting, notes, reading
from tests.app.usecases import typed_forms
from tests.ui.case_pages.conftest import editor, fill_and_sign, press, texts
from tests.ui.conftest import Office
from ui.pages.journal.note_card import NoteCard
from ui.pages.journal.page import SHOWN_AT_FIRST, JournalPage

Open = Callable[[type[JournalPage]], JournalPage]


def signed_note(office: Office, stream: StreamId, **changes: object) -> EntityId:
    entity = office.ask(drafting.new_entity)
    office.ask(lambda desk: notes.sign_note(desk, stream, entity, typed_forms.note(**changes)))
    return entity


@pytest.mark.req("X09")
def test_a_note_is_written_signed_and_read_back(office: Office, opened: Open) -> None:
    page = opened(JournalPage)
    page.new_note()
    office.settle()

    fill_and_sign(office, page, **typed_forms.note(heading="Första samtalet"))

    assert page.slot.editor is None
    read = texts(page)
    assert "Samtal: Första samtalet" in read
    assert "2026-05-28 kl. 14:30" in read
    assert read.index("Fakta") < read.index("Berättar att") < read.index("Bedömning")


@pytest.mark.req("X09")
def test_a_correction_is_a_new_entry_and_the_old_wording_stays_readable(
    office: Office, stream: StreamId, opened: Open
) -> None:
    signed_note(office, stream, facts="Kom klockan nio.")
    page = opened(JournalPage)
    press(page, "Rätta")
    office.settle()
    assert editor(page).form.values()["facts"] == "Kom klockan nio."

    fill_and_sign(office, page, facts="Kom klockan tio.", correction_reason="Skrev fel tid.")

    assert "Kom klockan tio." in texts(page)
    assert "Kom klockan nio." not in texts(page)
    press(page, "Visa tidigare lydelse")
    office.settle()
    struck = [
        each.text()
        for each in page.findChildren(QLabel)
        if each.isVisible() and QFont(each.font()).strikeOut()
    ]
    assert "Kom klockan nio." in struck
    assert "Kom klockan tio." not in struck


@pytest.mark.req("X09")
def test_what_the_client_holds_to_be_wrong_stands_at_the_note(
    office: Office, stream: StreamId, opened: Open
) -> None:
    signed_note(office, stream)
    page = opened(JournalPage)
    press(page, "Den enskilde anser felaktig")
    office.settle()

    fill_and_sign(office, page, stated_on="2026-06-01", words="Jag var inte där.")

    assert "anser uppgiften felaktig (2026-06-01): Jag var inte där." in texts(page)


def test_every_problem_stands_at_its_field_and_nothing_typed_is_lost(
    office: Office, opened: Open
) -> None:
    page = opened(JournalPage)
    page.new_note()
    office.settle()

    fill_and_sign(office, page, event="31 feb", facts="Viktigt.")

    assert editor(page).form.values()["event"] == "31 feb"
    assert editor(page).form.values()["facts"] == "Viktigt."
    assert "Rubrik" in texts(page)


def test_a_closed_form_waits_as_a_draft(office: Office, opened: Open) -> None:
    page = opened(JournalPage)
    page.new_note()
    office.settle()
    form = editor(page).form
    form.set_values({**form.values(), "facts": "Halvvägs"})
    form.changed.emit()
    press(page, "Stäng")
    office.settle()

    press(page, "Fortsätt skriva")
    office.settle()

    assert editor(page).form.values()["facts"] == "Halvvägs"


def test_the_open_form_comes_back_with_its_caret(
    office: Office, opened: Open, qtbot: QtBot
) -> None:
    page = opened(JournalPage)
    page.new_note()
    office.settle()
    form = editor(page).form
    form.set_values({**form.values(), "facts": "Det som skrevs före låsningen"})
    form.changed.emit()
    form.restore_place({"field": "facts", "position": 7})
    place = page.place()
    page.slot.close_editor()
    office.settle()

    again = opened(JournalPage)
    again.restore(place)
    office.settle()

    assert editor(again).form.values()["facts"] == "Det som skrevs före låsningen"
    assert again.place()["at"] == {"field": "facts", "position": 7}


def test_the_filter_looks_in_every_part_of_a_note(
    office: Office, stream: StreamId, opened: Open
) -> None:
    signed_note(office, stream, heading="Om boendet", facts="Lägenheten är kall.")
    signed_note(office, stream, heading="Om arbetet", type="meeting", facts="Söker praktik.")
    page = opened(JournalPage)

    page._words.set_value("KALL")
    page.show_entries()
    office.settle()
    assert "Om boendet" in texts(page)
    assert "Om arbetet" not in texts(page)

    page._words.set_value("kall praktik")
    page.show_entries()
    office.settle()
    assert "Ingen anteckning stämmer" in texts(page)


def test_a_long_journal_shows_the_latest_and_the_rest_when_asked(
    office: Office, stream: StreamId, opened: Open
) -> None:
    for number in range(SHOWN_AT_FIRST + 3):
        signed_note(
            office, stream, heading=f"Nummer {number:02}", event=f"2026-04-{number % 28 + 1:02}"
        )
    page = opened(JournalPage)
    assert texts(page).count("Samtal: Nummer") == SHOWN_AT_FIRST

    press(page, "Visa 3 äldre")
    office.settle()

    assert texts(page).count("Samtal: Nummer") == SHOWN_AT_FIRST + 3


def test_a_name_with_tags_is_shown_as_it_is(office: Office, stream: StreamId, opened: Open) -> None:
    signed_note(office, stream, heading="<b>fet</b> <img src=/etc/passwd>")
    assert "<b>fet</b> <img src=/etc/passwd>" in texts(opened(JournalPage))


@pytest.mark.req("X09")
def test_opening_the_journal_is_in_the_log_before_it_is_shown(
    office: Office, stream: StreamId, opened: Open
) -> None:
    opened(JournalPage)
    latest = office.ask(lambda desk: reading.access_log(desk, stream))
    assert any(
        entry.code == "part_opened" and entry.payload and entry.payload.get("part") == "journal"
        for entry in latest
    )


def test_what_has_just_been_signed_is_in_sight(
    office: Office, stream: StreamId, opened: Open
) -> None:
    for number in range(12):
        signed_note(office, stream, heading=f"Nummer {number}", event=f"2026-05-{number + 1:02}")
    page = opened(JournalPage)
    page.new_note()
    office.settle()

    fill_and_sign(office, page, **typed_forms.note(heading="Längst ned", event="2026-01-01"))

    (card,) = [each for each in page.findChildren(NoteCard) if "Längst ned" in texts(each)]
    assert not card.visibleRegion().isEmpty()
