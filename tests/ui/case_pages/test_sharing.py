"""Dela, by mouse and keyboard: a case shared, handed over, sealed, and read for a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.casework.standing import Whose
from app.forms.library import FormLibrary
from app.ids import StreamId
from app.law.pack import LegalPack
from app.log_codes import LogCode
from app.usecases import notes, visits
from app.usecases.drafting import new_entity
from app.usecases.handover import receiving
from app.usecases.watching import packages_todo
from tests.app.usecases import typed_forms
from tests.handover import make_side
from tests.ui.case_pages.conftest import press, texts
from tests.ui.conftest import Office
from tests.ui.neighbour import Neighbour
from ui.case_parts import CASE_PARTS
from ui.navigation import CasePart, Destination, Section
from ui.pages.case.page import CasePage
from ui.pages.journal.page import JournalPage
from ui.pages.sharing.page import SharingPage

Opened = Callable[[type[SharingPage]], SharingPage]


@pytest.fixture
def neighbour(
    office: Office, tmp_path: Path, law: LegalPack, forms: FormLibrary
) -> Iterator[Neighbour]:
    side = make_side(tmp_path / "granne", 1, law, forms)
    made = Neighbour(office, side)
    made.exchange_cards()
    yield made
    side.vault.close()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "ut"
    folder.mkdir()
    return folder


def fill(page: SharingPage, **values: object) -> None:
    assert page.leaving is not None
    form = page.leaving.form
    form.set_values({**form.values(), **values})
    form.changed.emit()


def seal(office: Office, page: SharingPage, folder: Path) -> Path:
    """As after the folder has been chosen."""
    assert page.leaving is not None
    page.file.seal_in(folder, page.leaving.make())
    office.settle()
    return next(folder.glob("*.aktpaket"))


def share_form(neighbour: Neighbour, **changes: object) -> dict[str, object]:
    return {
        "person": neighbour.here,
        "role": "co_worker",
        "scope": "whole",
        "ground": "within_board",
        "reason": "Vi handlägger tillsammans",
    } | changes


@pytest.mark.req("X08", "F086")
def test_what_leaves_stands_beside_what_stays_before_anything_is_sealed(
    office: Office, opened: Opened, neighbour: Neighbour, out: Path, stream: StreamId
) -> None:
    page = opened(SharingPage)
    assert "Ärendet är ditt." in texts(page)
    press(page, "Dela med någon")
    office.settle()
    fill(page, **share_form(neighbour))
    press(page, "Visa vad som lämnar")
    office.settle()
    told = texts(page)
    assert "Lämnar" in told
    assert "Stannar" in told
    assert "Olle Provsson" in told
    assert "Hot- och riskbedömning från BOPS" in told
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Ändra", "the harmless one"
    first = next(each for each in page.findChildren(QLabel) if each.text() == "Till")
    assert not first.visibleRegion().isEmpty(), "what is to be read has come into sight"
    path = seal(office, page, out)
    assert path.name in texts(page)
    assert page.leaving is None
    assert office.ask(lambda desk: desk.vault.drafts.all(stream)) == ()
    office.settle()
    focused = page.window().focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text().startswith("Dela med någon"), "the keyboard goes on where it began"
    assert "Olle Provsson, Centrala avhopparteamet" in texts(page)
    assert "Ett paket väntar på kvittens." in texts(page)
    arrival = receiving.open_package(neighbour.desk, path)
    receiving.accept(neighbour.desk, arrival, frozenset(row.key for row in arrival.look.rows))
    assert visits.standing_of(neighbour.desk, stream).whose is Whose.SHARED


@pytest.mark.req("F038", "X02")
def test_what_is_missing_is_told_at_its_field_and_everything_typed_comes_back(
    office: Office, opened: Opened, neighbour: Neighbour
) -> None:
    page = opened(SharingPage)
    press(page, "Lämna över ärendet")
    office.settle()
    assert "BOPS har inte sagt hur högt hotet är." in texts(page)
    fill(page, reason="Hen flyttar till Provstad")
    press(page, "Visa vad som lämnar")
    office.settle()
    assert page.leaving is not None
    assert "Till vem?" in texts(page.leaving)
    place = page.place()
    office.session.leaving.emit()
    office.settle()
    again = opened(SharingPage)
    again.restore(place)
    office.settle()
    assert again.leaving is not None
    assert again.leaving.form.values()["reason"] == "Hen flyttar till Provstad"


@pytest.mark.req("F036", "F038")
def test_a_case_is_handed_over_and_taken_back(
    office: Office, opened: Opened, neighbour: Neighbour, out: Path, stream: StreamId
) -> None:
    page = opened(SharingPage)
    press(page, "Lämna över ärendet")
    office.settle()
    fill(page, person=neighbour.here, ground="transfer", reason="Hen flyttar")
    press(page, "Visa vad som lämnar")
    office.settle()
    assert "varje läsning behöver ett skäl" in texts(page)
    seal(office, page, out)
    stands = office.ask(lambda desk: visits.standing_of(desk, stream))
    assert stands.whose is Whose.HANDED_OVER
    office.settle()
    assert "Inget svar har kommit än." in texts(page), "who sealed it goes on reading"
    press(page, "Ta tillbaka")
    office.settle()
    assert page.slot.editor is not None
    page.slot.editor.form.set_values({"reason": "Fel mottagare"})
    page.slot.editor.form.changed.emit()
    page.slot.editor._sign_now()
    office.settle()
    assert office.ask(lambda desk: visits.standing_of(desk, stream)).whose is Whose.OWN
    assert "Återtaget" in texts(page)


@pytest.mark.req("X08")
def test_an_excerpt_is_written_and_a_share_ended(
    office: Office, opened: Opened, neighbour: Neighbour, out: Path, stream: StreamId
) -> None:
    office.ask(lambda desk: notes.sign_note(desk, stream, new_entity(desk), typed_forms.note()))
    page = opened(SharingPage)
    press(page, "Skriv utdrag")
    office.settle()
    editor = page.slot.editor
    assert editor is not None
    about = page.shown.sources[0].record if page.shown else ""
    editor.form.set_values({"about": about, "heading": "Sömn", "text": "Behöver ha det tyst."})
    editor.form.changed.emit()
    editor._sign_now()
    office.settle()
    assert "Behöver ha det tyst." in texts(page)
    press(page, "Dela med någon")
    office.settle()
    fill(page, **share_form(neighbour))
    seal(office, page, out)
    office.settle()
    press(page, "Avsluta delningen")
    office.settle()
    assert page.slot.editor is not None
    page.slot.editor.form.set_values({"ended_on": "2026-06-01", "ended_why": "Klart"})
    page.slot.editor.form.changed.emit()
    page.slot.editor._sign_now()
    office.settle()
    assert "Delningen avslutad" in texts(page)


@pytest.mark.req("F038", "X07")
def test_a_case_that_was_handed_over_opens_only_for_a_reason(
    qtbot: QtBot, office: Office, opened: Opened, neighbour: Neighbour, out: Path, stream: StreamId
) -> None:
    page = opened(SharingPage)
    press(page, "Lämna över ärendet")
    office.settle()
    fill(page, person=neighbour.here, ground="transfer", reason="Hen flyttar")
    seal(office, page, out)
    office.settle()
    case = CasePage(
        office.session,
        Destination(Section.CASES, stream, CasePart.JOURNAL, None, {}),
        CASE_PARTS,
    )
    qtbot.addWidget(case)
    case.resize(900, 700)
    case.show()
    case.load()
    office.settle()
    assert "Ärendet lämnades över till Olle Provsson" in texts(case)
    assert not case.findChildren(JournalPage)
    press(case, "Läs ärendet")
    office.settle()
    assert not case.findChildren(JournalPage), "a reason is needed"
    gate = case._gate
    assert gate is not None
    gate.form.set_values({"reason": "asked", "words": "Provstad frågar om ett datum"})
    gate._open.setFocus()
    qtbot.keyClick(gate._open, Qt.Key.Key_Space)
    office.settle()
    assert case.findChildren(JournalPage)
    assert "Överlämnat: går bara att läsa" in texts(case)
    assert not [
        each
        for each in case.findChildren(QPushButton)
        if each.text() == "Ny anteckning" and each.isVisible()
    ]
    codes = office.ask(lambda desk: [each.code for each in desk.vault.log.entries(stream=stream)])
    assert codes.index(LogCode.CASE_OPENED) < codes.index(LogCode.HANDED_OVER_CASE_READ)


@pytest.mark.req("F084")
def test_something_urgent_is_told_from_the_page_and_waits_for_its_receipt(
    office: Office, opened: Opened, neighbour: Neighbour, out: Path
) -> None:
    page = opened(SharingPage)
    press(page, "Meddela något brådskande")
    office.settle()
    fill(
        page,
        person=neighbour.here,
        what="danger",
        words="Okänd bil utanför i natt.",
        ground="within_board",
        reason="Fara",
    )
    press(page, "Visa vad som lämnar")
    office.settle()
    assert "Uppgifter om barn" in texts(page)
    path = seal(office, page, out)

    package = receiving.open_package(neighbour.desk, path).package
    assert [record.kind_name for record in package.payload.records] == ["urgent"]
    waiting = office.ask(lambda desk: list(packages_todo.items(desk, desk.now().date())))
    assert [each.code for each in waiting] == [packages_todo.URGENT_UNANSWERED]
