"""Going through somebody else's log in the window, by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot

from app.casework.handover_facts import ReviewMark
from app.ids import EntityId
from app.log_codes import LogCode
from app.usecases import drafting
from app.usecases.handover.logs import log_reviews
from app.usecases.handover.logs.log_reviews import OpenedExtract
from tests.ui.conftest import Office
from tests.ui.looking import button, texts, visible
from ui.pages.log_review.extracts import ExtractsPlace
from ui.pages.log_review.page import LogReviewPage
from ui.pages.log_review.review import ReviewEditor

pytestmark = pytest.mark.req("X07", "X08")

Open = Callable[[str], LogReviewPage]


def place(page: LogReviewPage) -> ExtractsPlace:
    return next(iter(visible(page, ExtractsPlace)))


def read(office: Office, extract: EntityId) -> OpenedExtract:
    return office.ask(lambda desk: log_reviews.read_again(desk, extract))


def newest(office: Office) -> str:
    return office.ask(lambda desk: desk.vault.log.entries(limit=1)[0].code)


def latest(office: Office) -> list[str]:
    return office.ask(lambda desk: [each.code for each in desk.vault.log.entries(limit=5)])


def begun(office: Office, opened: Open) -> tuple[LogReviewPage, ReviewEditor]:
    page = opened("extracts")
    button(page, "Öppna").click()
    office.settle()
    button(page, "Dra stickprovet").click()
    office.settle()
    editor = place(page).editor
    assert editor is not None
    return page, editor


def press(qtbot: QtBot, table: QTableView, key: Qt.Key) -> None:
    table.setFocus()
    qtbot.keyClick(table, key)


def test_opening_an_extract_is_logged_before_its_rows_are_shown(
    office: Office, opened: Open, extract: EntityId
) -> None:
    page = opened("extracts")
    said = texts(page)
    assert "Logg hos Olle Provsson, Socialsekreterare, 2026-06-01 – 2026-06-01" in said
    assert "Inte granskad" in said
    assert "2026-0031" not in said
    button(page, "Öppna").click()
    office.settle()
    assert newest(office) == LogCode.LOG_SHOWN
    page_says = texts(page)
    assert "Visade identiteten: förnamn" in page_says
    assert "Handläggning" in page_says
    assert "2026-0031" in page_says


def test_rows_are_marked_by_keys_and_the_next_one_comes_by_itself(
    qtbot: QtBot, office: Office, opened: Open, extract: EntityId
) -> None:
    page, editor = begun(office, opened)
    sample = read(office, extract).sampled
    assert editor.browser.numbers() == list(sample)
    assert "0 av 25 rader i stickprovet har märke" in texts(page)
    table = editor.browser.table
    press(qtbot, table, Qt.Key.Key_M)
    assert editor.marks.of[sample[0]].mark is ReviewMark.NOTHING_TO_REMARK
    assert editor.browser.chosen() == [sample[1]]
    press(qtbot, table, Qt.Key.Key_U)
    assert editor.words.target().hasFocus()
    qtbot.keyClicks(editor.words.target(), "Tidigt?")
    qtbot.keyClick(editor.words.target(), Qt.Key.Key_Return)
    assert editor.marks.of[sample[1]].words == "Tidigt?"
    assert table.hasFocus()
    assert "2 av 25 rader i stickprovet har märke. Att utreda: 1." in texts(page)
    assert "Utreds: Tidigt?" in texts(page)
    editor.browser.go_to(0)
    press(qtbot, table, Qt.Key.Key_Delete)
    assert sample[0] not in editor.marks.of


def test_several_rows_are_marked_at_once(
    qtbot: QtBot, office: Office, opened: Open, extract: EntityId
) -> None:
    _page, editor = begun(office, opened)
    table = editor.browser.table
    table.selectAll()
    press(qtbot, table, Qt.Key.Key_M)
    assert set(editor.marks.of) == set(read(office, extract).sampled)


def test_the_marks_survive_a_lock(
    qtbot: QtBot, office: Office, opened: Open, extract: EntityId
) -> None:
    page, editor = begun(office, opened)
    editor.browser.table.selectAll()
    press(qtbot, editor.browser.table, Qt.Key.Key_M)
    editor.save_now()
    office.settle()
    review = read(office, extract).review
    assert review is not None
    register = office.desk.vault.journal.register
    kept = office.ask(lambda desk: drafting.get_draft(desk, register, review, log_reviews.KIND))
    assert kept is not None
    where = page.place()
    again = opened("extracts")
    again.restore(where)
    office.settle()
    other = place(again).editor
    assert other is not None
    assert len(other.marks.of) == 25
    assert other.browser.place() == editor.browser.place()


def test_it_is_signed_when_all_of_the_sample_is_marked(
    qtbot: QtBot, office: Office, opened: Open, extract: EntityId
) -> None:
    page, editor = begun(office, opened)
    visible(editor, QPlainTextEdit)[0].setPlainText("Inget att säga.")
    editor.sign()
    button(page, "Signera nu").click()
    office.settle()
    assert "Rader i stickprovet saknar märke" in texts(page)
    qtbot.waitUntil(editor.browser.table.hasFocus)
    editor.browser.table.selectAll()
    press(qtbot, editor.browser.table, Qt.Key.Key_M)
    editor.sign()
    button(page, "Signera nu").click()
    office.settle()
    said = texts(page)
    assert "Signerad 2026-06-01 av Maja Exempelsson" in said
    assert "Granskad, signerad 2026-06-01" in said
    assert read(office, extract).fact is not None
    button(page, "Visa som handling").click()
    qtbot.waitUntil(lambda: LogCode.PREVIEWED in latest(office), timeout=20_000)


def test_what_may_not_stand_in_the_words_is_said_with_its_row(
    qtbot: QtBot, office: Office, opened: Open, extract: EntityId
) -> None:
    page, editor = begun(office, opened)
    visible(editor, QPlainTextEdit)[0].setPlainText("Se nedan.")
    editor.browser.table.selectAll()
    press(qtbot, editor.browser.table, Qt.Key.Key_M)
    editor.browser.go_to(3)
    number = editor.browser.chosen()[0]
    editor.words.set_value("Ring 070-123 45 67")
    editor.put_investigate()
    editor.sign()
    button(page, "Signera nu").click()
    office.settle()
    assert f"Rad {number}:" in texts(page)
    assert editor.browser.chosen() == [number]


def test_a_broken_log_is_told_loudly(
    office: Office, opened: Open, extract: EntityId, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.pages.log_review import presenter  # noqa: PLC0415 - only here

    monkeypatch.setattr(presenter, "doubt_texts", lambda _fact: ("Loggen stämmer inte",))
    page = opened("extracts")
    button(page, "Öppna").click()
    office.settle()
    assert "Loggen stämmer inte" in texts(page)
