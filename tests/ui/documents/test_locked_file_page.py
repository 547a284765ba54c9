"""Handlingar: a locked file is the third way out, and its passphrase is on the screen once."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from app.ids import EntityId, StreamId
from app.usecases import drafting, identity
from storage.handover import age
from tests.screens.measure import ambiguous, cut, unnamed, unreached
from tests.ui.case_pages.conftest import texts
from tests.ui.conftest import Office
from tests.ui.documents.test_documents_page import (
    begin,
    disclosing,
    entries,
    explain,
    look_through,
    pane,
    type_request,
)
from ui.pages.documents import disclosing as disclosing_module
from ui.pages.documents.page import DocumentsPage
from ui.pages.documents.telling import PassphraseOnce
from ui.theme import Theme

Open = Callable[[type[DocumentsPage]], DocumentsPage]

pytestmark = pytest.mark.req("X03")


@pytest.fixture
def unprotected(office: Office, stream: StreamId) -> None:
    typed = {"level": "none", "checked_on": "2026-05-01"}
    office.ask(lambda desk: identity.set_protection(desk, stream, typed))


def by_key(qtbot: QtBot, page: DocumentsPage, text: str) -> None:
    """Reached as a keyboard reaches it, and pressed with the space bar."""
    (found,) = [
        each
        for each in page.findChildren(QPushButton)
        if each.isVisible() and each.text().startswith(text)
    ]
    assert found.focusPolicy() & Qt.FocusPolicy.TabFocus
    found.setFocus()
    qtbot.keyClick(found, Qt.Key.Key_Space)


def told(page: DocumentsPage) -> PassphraseOnce | None:
    return next((each for each in page.findChildren(PassphraseOnce) if each.isVisible()), None)


def words_on(card: PassphraseOnce) -> str:
    (found,) = [each for each in card.findChildren(QLabel) if each.accessibleName() == "Lösenordet"]
    return found.text()


def open_with(path: Path, passphrase: str) -> bytes:
    out = io.BytesIO()
    with path.open("rb") as file:
        age.decrypt(file, out, [age.PassphraseIdentity(bytearray(passphrase.encode()))])
    return out.getvalue()


@pytest.mark.usefixtures("unprotected")
def test_a_paper_is_locked_by_keys_and_its_passphrase_shown_once(
    qtbot: QtBot,
    office: Office,
    stream: StreamId,
    recipient: EntityId,
    opened: Open,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    monkeypatch.setattr(
        disclosing_module, "choose_folder", lambda _parent, _title, _start, done: done(folder)
    )
    page = opened(DocumentsPage)
    begin(office, page)
    type_request(page, recipient)
    look_through(office, page)
    explain(page, "Numret går till jourtelefonen.")
    by_key(qtbot, page, "Låst fil med lösenord")
    assert "Filen låses. Det tar några sekunder." in texts(page)
    assert not pane(page).lock.isEnabled()
    assert not pane(page).let_out.isEnabled()
    office.settle()

    (entry,) = entries(office, stream)
    assert (entry.form, entry.not_written) == ("locked_file", "")
    (file,) = folder.iterdir()
    assert file.name == f"{entry.document_id}.pdf.age"
    card = told(page)
    assert card is not None
    passphrase = words_on(card)
    assert len(passphrase.split()) >= 6
    kept = office.ask(lambda desk: desk.vault.blobs.get(stream, entry.blob))
    assert open_with(file, passphrase) == kept
    read = texts(page)
    assert "Aldrig i samma kuvert" in read
    assert "Form: Låst fil med lösenord" in read
    assert office.ask(lambda desk: drafting.list_drafts(desk, stream)) == ()

    page.cover()
    assert words_on(card) == ""
    assert passphrase not in texts(page)
    by_key(qtbot, page, "Visa lösenordet")
    assert words_on(card) == passphrase
    by_key(qtbot, page, "Jag har skrivit av det")
    office.settle()
    assert told(page) is None
    page.load()
    office.settle()
    assert passphrase not in texts(page)
    assert QApplication.clipboard().text() != passphrase


@pytest.mark.usefixtures("unprotected")
def test_the_key_that_was_pressed_last_does_not_close_the_passphrase(
    office: Office, recipient: EntityId, opened: Open, tmp_path: Path
) -> None:
    page = opened(DocumentsPage)
    begin(office, page)
    type_request(page, recipient)
    look_through(office, page)
    explain(page, "Jourtelefonen.")
    disclosing(page).lock_and_let_out(tmp_path)
    office.settle()
    card = told(page)
    assert card is not None
    assert page.window().focusWidget() is card._toggle
    begin(office, page)
    assert told(page) is card, "another disclosure does not take it away"
    page.cover()


@pytest.mark.parametrize("level", [None, "protected_registration"])
def test_without_a_checked_no_to_protection_there_is_no_such_button(
    office: Office, stream: StreamId, recipient: EntityId, opened: Open, level: str | None
) -> None:
    if level is not None:
        typed = {"level": level, "checked_on": "2026-05-01", "shown_by": "tax_agency"}
        office.ask(lambda desk: identity.set_protection(desk, stream, typed))
    page = opened(DocumentsPage)
    begin(office, page)
    type_request(page, recipient)
    look_through(office, page)
    assert not pane(page).lock.isVisible()
    assert "lämnas ingen fil med lösenord" in texts(page)


@pytest.mark.usefixtures("unprotected")
def test_protection_that_comes_while_one_looks_stops_the_file(
    office: Office, stream: StreamId, recipient: EntityId, opened: Open, tmp_path: Path
) -> None:
    page = opened(DocumentsPage)
    begin(office, page)
    type_request(page, recipient)
    look_through(office, page)
    explain(page, "Jourtelefonen.")
    typed = {"level": "both", "checked_on": "2026-05-02", "shown_by": "oral"}
    office.ask(lambda desk: identity.set_protection(desk, stream, typed))
    disclosing(page).lock_and_let_out(tmp_path)
    office.settle()
    assert entries(office, stream) == []
    assert list(tmp_path.glob("*.age")) == []
    assert told(page) is None
    assert "lämnas ingen fil med lösenord" in texts(page)


@pytest.mark.usefixtures("unprotected")
def test_a_locked_file_that_cannot_be_written_is_told_and_spends_its_copy_number(
    office: Office, stream: StreamId, recipient: EntityId, opened: Open, tmp_path: Path
) -> None:
    page = opened(DocumentsPage)
    begin(office, page)
    type_request(page, recipient)
    look_through(office, page)
    explain(page, "Jourtelefonen.")
    disclosing(page).lock_and_let_out(tmp_path / "finns inte")
    office.settle()
    (entry,) = entries(office, stream)
    assert entry.not_written == "folder_missing"
    assert told(page) is None
    assert pane(page).inspection.copy_number == 2
    assert pane(page).lock.isEnabled()


@pytest.mark.parametrize("percent", [100, 200])
def test_the_passphrase_can_be_read_and_reached_at_any_size(
    qtbot: QtBot, theme: Theme, percent: int
) -> None:
    theme.set_text_percent(percent)
    window = QMainWindow()
    card = PassphraseOnce("GP-7K3Q-X9M2.pdf.age", "abborre adress afton " * 2 + "abborre adress")
    window.setCentralWidget(card)
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    QApplication.processEvents()
    found = [fault for look in (cut, unreached, ambiguous, unnamed) for fault in look(window)]
    theme.set_text_percent(100)
    assert found == []
