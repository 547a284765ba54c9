"""Opening a package, looking at it, and answering it: in a window, over two real vaults."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from app.casework.facts import Identity
from app.usecases import identity, notes, reading
from app.usecases.desk import Desk
from app.usecases.handover.packages import lists
from tests.ui.cases import IDENTITY, SECRETS
from tests.ui.conftest import Office
from tests.ui.looking import button, texts, visible
from tests.ui.neighbour import Neighbour, note_of
from ui.navigation import Destination
from ui.pages.inbox.opening import OpenPlace
from ui.pages.inbox.package_row import PackageRow
from ui.pages.inbox.page import InboxPage
from ui.widgets.marks import CheckMark


def opening(inbox: InboxPage) -> OpenPlace:
    (place,) = visible(inbox, OpenPlace)
    return place


def take(office: Office, inbox: InboxPage, path: Path) -> OpenPlace:
    place = opening(inbox)
    place.take_file(path)  # what the dialog of files leads to
    office.settle()
    QApplication.processEvents()
    return place


def press(office: Office, inbox: InboxPage, text: str) -> None:
    button(inbox, text).click()
    office.settle()
    QApplication.processEvents()


def cases_of(office: Office) -> list[str]:
    return office.ask(lambda desk: [row.case_number for row in desk.vault.index.cases()])


@pytest.mark.req("X03")
def test_a_case_is_looked_at_taken_in_and_receipted(
    office: Office, neighbour: Neighbour, inbox: InboxPage
) -> None:
    stream = neighbour.new_case()
    neighbour.note(stream, "Samtal om boendet.")
    path = neighbour.seal(stream)
    take(office, inbox, path)
    seen = texts(inbox)
    assert "Delning" in seen
    assert "Olle Provsson" in seen
    assert "Bekräftat nyckelkort: per telefon, 2026-05-28." in seen
    assert "Handläggning av ärendet" in seen
    assert "Nytt (" in seen
    assert "Journalanteckning, 2026-05-20" in seen
    assert cases_of(office) == [], "looking writes nothing"

    press(office, inbox, "Ta emot allt (")
    assert cases_of(office) == ["2026-0101"]
    seen = texts(inbox)
    assert "Delning från Olle Provsson" in seen
    assert "Kvittens ska göras" in seen
    assert path.exists()

    went: list[Destination] = []
    office.session.navigate.connect(went.append)
    press(office, inbox, "Öppna ärendet")
    assert went[0].stream == stream

    button(inbox, "Gör kvittens").click()
    opening(inbox).after.file.make_in(neighbour.side.out)  # what the dialog leads to
    office.settle()
    seen = texts(inbox)
    assert f"ligger i {neighbour.side.out}" in seen
    assert "Kvittens gjord" in seen
    assert len(list(neighbour.side.out.glob("*.aktpaket"))) == 2
    assert not [each for each in visible(inbox, QAbstractButton) if "Ångra" in each.text()]


def test_closing_and_stopping_leave_everything_as_it_was(
    office: Office, neighbour: Neighbour, inbox: InboxPage
) -> None:
    path = neighbour.seal(neighbour.new_case())
    take(office, inbox, path)
    press(office, inbox, "Stäng utan att ta emot")
    assert "Inget har tagits emot, och filen ligger kvar." in texts(inbox)
    assert not visible(inbox, PackageRow)
    assert cases_of(office) == []
    assert office.ask(lists.received_rows) == ()

    place = opening(inbox)
    place.take_file(path)
    place.work.stop.click()
    office.settle()
    QApplication.processEvents()
    assert "Avbrutet. Inget ur filen har tagits emot." in texts(inbox)
    take(office, inbox, path)
    assert visible(inbox, PackageRow), "it can be opened again"


def test_a_part_is_chosen_by_keys_alone(
    office: Office, neighbour: Neighbour, inbox: InboxPage
) -> None:
    stream = neighbour.new_case()
    kept = neighbour.note(stream, "Tas emot.")
    left = neighbour.note(stream, "Väljs bort.")
    take(office, inbox, neighbour.seal(stream))
    rows = {row.key: row for row in visible(inbox, PackageRow)}
    every = len([row for row in rows.values() if row.mark is not None])
    (gone,) = (row for key, row in rows.items() if left in key)
    assert gone.mark is not None
    gone.mark.setFocus()
    QTest.keyClick(gone.mark, Qt.Key.Key_Space)
    accept = button(inbox, f"Ta emot det valda ({every - 1})")
    accept.setFocus()
    QTest.keyClick(accept, Qt.Key.Key_Return)
    office.settle()
    found = office.ask(lambda desk: reading.state_of(desk, stream))
    assert {note.id for note in found.notes} == {kept}
    assert "Mottaget till en del" in texts(inbox)


def test_nothing_is_accepted_when_nothing_is_chosen(
    office: Office, neighbour: Neighbour, inbox: InboxPage
) -> None:
    take(office, inbox, neighbour.seal(neighbour.new_case()))
    press(office, inbox, "Välj inga")
    assert not button(inbox, "Ta emot det valda (0)").isEnabled()
    press(office, inbox, "Välj alla")
    assert button(inbox, "Ta emot allt (").isEnabled()


@pytest.mark.req("X03")
def test_a_no_needs_its_reason_and_is_receipted_too(
    office: Office, neighbour: Neighbour, inbox: InboxPage
) -> None:
    take(office, inbox, neighbour.seal(neighbour.new_case()))
    press(office, inbox, "Avböj paketet …")
    press(office, inbox, "Ja, avböj paketet")
    (preview,) = visible(inbox, OpenPlace)
    assert "Fyll i det här." in texts(inbox)
    assert preview._preview is not None
    preview._preview._refusing.form.set_values({"reason": "Fel mottagare."})
    press(office, inbox, "Ja, avböj paketet")
    seen = texts(inbox)
    assert "Avböjt" in seen
    assert "Skäl: Fel mottagare." in seen
    assert "Kvittens ska göras" in seen
    assert cases_of(office) == []


@pytest.mark.req("X03")
def test_what_both_have_changed_stands_first_with_both_wordings(
    office: Office, neighbour: Neighbour, inbox: InboxPage
) -> None:
    stream = neighbour.new_case()
    note = neighbour.note(stream, "Från början.")
    neighbour.share(stream)
    take(office, inbox, neighbour.seal(stream))
    press(office, inbox, "Ta emot allt (")

    def correct(text: str, desk: Desk) -> None:
        (shown,) = (each for each in reading.state_of(desk, stream).notes if each.id == note)
        typed = {**note_of(text), "correction_reason": "Fel"}
        notes.correct_note(desk, stream, shown.latest.record.id, typed)

    office.ask(lambda desk: correct("Ändrat här.", desk))
    correct("Ändrat hos grannen.", neighbour.desk)
    neighbour.note(stream, "Helt ny.")
    take(office, inbox, neighbour.seal(stream))
    rows = visible(inbox, PackageRow)
    assert note in rows[0].key
    assert "Ändrat på båda håll (1)" in texts(inbox)
    press(office, inbox, "Visa skillnaden")
    seen = texts(inbox)
    assert "Ändrat här." in seen
    assert "Ändrat hos grannen." in seen
    press(office, inbox, "Ta emot allt (2)")
    found = office.ask(lambda desk: reading.state_of(desk, stream))
    assert [each.disputed for each in found.notes] == [True, False]


@pytest.mark.req("X03", "X06")
def test_the_identity_is_masked_in_the_preview(
    office: Office, neighbour: Neighbour, inbox: InboxPage
) -> None:
    stream = neighbour.new_case()
    identity.save_identity(neighbour.desk, stream, IDENTITY)
    take(office, inbox, neighbour.seal(stream))
    for unfold in visible(inbox, QAbstractButton):
        if unfold.text().startswith(("Visa vad som står", "Visa skillnaden")):
            unfold.click()
    seen = texts(inbox)
    assert "Förnamn" in seen
    assert "dold" in seen
    assert not [secret for secret in SECRETS if secret in seen]
    assert Identity.__name__ not in seen


def test_a_package_from_nobody_known_shows_nothing_of_itself(
    office: Office, stranger: Neighbour, inbox: InboxPage
) -> None:
    stranger.exchange_cards(taken_in_here=False)
    take(office, inbox, stranger.seal(stranger.new_case()))
    seen = texts(inbox)
    assert not visible(inbox, PackageRow)
    assert "Avsändarens nyckelkort finns inte här, så inget visas." in seen
    assert "Handläggning av ärendet" not in seen


def test_a_sender_who_has_not_been_compared_is_told_of(
    office: Office, stranger: Neighbour, inbox: InboxPage
) -> None:
    stranger.exchange_cards(confirmed=False)
    take(office, inbox, stranger.seal(stranger.new_case()))
    seen = texts(inbox)
    assert "Nyckelkortet är inte bekräftat." in seen
    assert "jämför orden under Nyckelkort" in seen


def test_a_gap_in_the_numbers_is_told_of(
    office: Office, neighbour: Neighbour, inbox: InboxPage
) -> None:
    stream = neighbour.new_case()
    take(office, inbox, neighbour.seal(stream))
    press(office, inbox, "Ta emot allt (")
    neighbour.number += 1
    neighbour.note(stream, "En till.")
    take(office, inbox, neighbour.seal(stream))
    assert "Ett tidigare paket från avsändaren har inte kommit." in texts(inbox)


@pytest.mark.req("X03")
def test_an_acceptance_is_undone_and_made_again(
    office: Office, neighbour: Neighbour, inbox: InboxPage
) -> None:
    path = neighbour.seal(neighbour.new_case())
    take(office, inbox, path)
    press(office, inbox, "Ta emot allt (")
    press(office, inbox, "Ångra mottagandet")
    assert "Mottagandet är ångrat." in texts(inbox)
    assert cases_of(office) == []
    assert "Ångrat" in texts(inbox)
    take(office, inbox, path)
    press(office, inbox, "Ta emot allt (")
    assert cases_of(office) == ["2026-0101"]


def test_the_same_file_twice_says_that_it_has_been_taken_in(
    office: Office, neighbour: Neighbour, inbox: InboxPage
) -> None:
    path = neighbour.seal(neighbour.new_case())
    take(office, inbox, path)
    press(office, inbox, "Ta emot allt (")
    take(office, inbox, path)
    assert "Paketet är redan mottaget, 2026-06-01." in texts(inbox)


def test_a_lock_in_the_middle_leaves_a_way_back_and_no_path(
    office: Office, neighbour: Neighbour, inbox: InboxPage, qtbot: QtBot
) -> None:
    path = neighbour.seal(neighbour.new_case())
    take(office, inbox, path)
    place = inbox.place()
    assert str(path) not in str(place)
    again = InboxPage(office.session)
    qtbot.addWidget(again)
    again.show()
    again.restore(place)
    again.load()
    office.settle()
    assert "Inget ur det har tagits emot. Öppna filen igen" in texts(again)
    assert cases_of(office) == []


def test_a_file_that_is_no_package_is_refused_in_one_sentence(
    office: Office, inbox: InboxPage, tmp_path: Path
) -> None:
    path = tmp_path / "hej.aktpaket"
    path.write_bytes(b"hej")
    take(office, inbox, path)
    assert "Filen är inget förseglat paket." in texts(inbox)
    assert button(inbox, "Välj paketet").hasFocus() or button(inbox, "Välj paketet").isEnabled()


def test_many_rows_are_shown_in_parts_and_chosen_all_the_same(
    office: Office, neighbour: Neighbour, inbox: InboxPage
) -> None:
    stream = neighbour.new_case()
    for number in range(45):
        neighbour.note(stream, f"Anteckning {number}")
    take(office, inbox, neighbour.seal(stream))
    assert len(visible(inbox, PackageRow)) == 40
    press(office, inbox, "Välj inga")
    press(office, inbox, "Visa resten (")
    assert not [each for each in visible(inbox, QAbstractButton) if "resten" in each.text()]
    marks = visible(inbox, CheckMark)
    assert len(marks) > 45
    assert not any(mark.isChecked() for mark in marks)
    press(office, inbox, "Välj alla")
    assert all(mark.isChecked() for mark in marks)
