"""Nyckelkort in a window: a real vault, real cards, the keyboard."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.errors import Reason, Refusal
from app.forms.library import FormLibrary
from app.handover import fingerprint as fingerprints
from app.handover.card_codes import codes_of, read_codes
from app.handover.trust import Trust
from app.law.pack import LegalPack
from app.usecases.handover.cards import card_files, own_cards
from app.usecases.handover.cards import card_register as cards
from app.usecases.handover.cards.own_cards import make_own_card
from app.usecases.watching.todo import todo
from tests.app.handover.card_tools import made
from tests.fakes import StoppedClock
from tests.handover import Side, make_side
from tests.ui.conftest import Office
from tests.ui.looking import button, texts, visible
from ui.messages import sentence
from ui.navigation import Destination, Section
from ui.pages.keys.ask import Ask
from ui.pages.keys.codes import CodeView
from ui.pages.keys.own_card import OwnCardView
from ui.pages.keys.page import KeysPage
from ui.pages.keys.person_card import PersonCard
from ui.pages.todo.presenter import describe, opens
from ui.theme import Theme
from ui.widgets.notice import Notice

VALID = {"valid_to": "2027-06-01"}


@pytest.fixture
def other(tmp_path: Path, law: LegalPack, forms: FormLibrary) -> Iterator[Side]:
    """Olle Provsson of another municipality, with a card of his own."""
    side = make_side(tmp_path / "olle", 1, law, forms)
    yield side
    side.vault.close()


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> KeysPage:
    made_here = KeysPage(office.session)
    qtbot.addWidget(made_here)
    office.session.changed.connect(
        lambda changes: made_here.reload(changes) if made_here.concerned(changes) else None
    )
    made_here.resize(1000, 800)
    made_here.show()
    made_here.load()
    office.settle()
    return made_here


def press(page: QWidget, office: Office, text: str) -> None:
    """By the keyboard."""
    found = button(page, text)
    found.setFocus()
    QTest.keyClick(found, Qt.Key.Key_Space)
    office.settle()


def form(page: KeysPage) -> Ask:
    (found,) = visible(page, Ask)
    return found


def fill(page: KeysPage, **values: object) -> None:
    ask = form(page)
    ask.form.set_values({**ask.form.values(), **values})


def submit(page: KeysPage, office: Office) -> None:
    QTest.keyClick(form(page), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    office.settle()


def own_file(side: Side, *, root: bool = False) -> bytes:
    return cards.own_card_now(side.desk, root=root).card.encode()


def bring(page: KeysPage, office: Office, data: bytes, folder: Path, name: str = "kort") -> None:
    path = folder / f"{name}.aktvalv-nyckelkort"
    path.write_bytes(data)
    page._arrival.take_file(path)
    office.settle()


def take_in_other(page: KeysPage, office: Office, other: Side, folder: Path) -> PersonCard:
    bring(page, office, own_file(other), folder)
    submit(page, office)
    (card,) = visible(page, PersonCard)
    return card


def words_of(other: Side) -> tuple[str, ...]:
    return fingerprints.words(other.fingerprint, other.desk.card_words)


@pytest.mark.req("X03")
def test_the_own_card_is_made_renewed_and_revoked_by_the_keyboard(
    page: KeysPage, office: Office
) -> None:
    assert "Du har inget nyckelkort än." in texts(page)
    press(page, office, "Gör mitt nyckelkort")
    assert form(page).form.values() == {"valid_to": "2027-06-01"}
    fill(page, valid_to="2028-01-01")
    submit(page, office)
    assert "Välj 2027-06-01 eller tidigare." in texts(page)
    fill(page, valid_to="2027-06-01")
    submit(page, office)
    card = office.ask(cards.own_card_now)
    shown = texts(page)
    assert "Gäller till och med 2027-06-01." in shown
    for number, word in enumerate(fingerprints.words(card.fingerprint, office.desk.card_words), 1):
        assert f"{number} {word}" in shown
    assert fingerprints.digits(card.fingerprint) in shown
    press(page, office, "Förnya")
    submit(page, office)
    assert office.ask(cards.own_card_now).serial == 2
    press(page, office, "Spärra …")
    fill(page, why="lost", day="2026-06-01")
    submit(page, office)
    assert "Spärrat från och med 2026-06-01. Någon annan kan ha nyckeln." in texts(page)
    assert "Förnya" not in texts(page)


def test_the_own_card_is_saved_as_a_file_without_a_name(
    page: KeysPage, office: Office, tmp_path: Path
) -> None:
    office.ask(lambda desk: make_own_card(desk, VALID))
    page.load()
    office.settle()
    (view,) = visible(page, OwnCardView)
    path = tmp_path / "nyckelkort-1.aktvalv-nyckelkort"
    view.save_to(path)
    office.settle()
    assert path.read_bytes() == office.ask(cards.own_card_now).card.encode()
    assert "Sparad som nyckelkort-1.aktvalv-nyckelkort." in texts(page)


@pytest.mark.req("X03")
def test_a_card_is_looked_at_taken_in_and_confirmed_by_listening(
    page: KeysPage, office: Office, other: Side, tmp_path: Path
) -> None:
    bring(page, office, own_file(other), tmp_path)
    assert "Olle Provsson" in texts(page)
    assert "Det är inte bekräftat förrän du har jämfört orden" in texts(page)
    assert not office.ask(cards.known_people), "looking takes nothing in"
    submit(page, office)
    (card,) = visible(page, PersonCard)
    assert card.accessibleName() == "Olle Provsson, Inte bekräftat"
    assert "Tar inte emot något om en person med skyddade personuppgifter" in texts(card)

    press(card, office, "Visa kortet")
    press(card, office, "Bekräfta")
    row = office.ask(cards.known_people)[0]
    ask, words = form(page), words_of(other)
    asked = card.shown.asked
    hidden = [words[number - 1] for number in asked]
    assert not [word for word in hidden if f" {word}" in texts(page)], "they are to be heard"
    assert sum(f"{n} {word}" in texts(ask) for n, word in enumerate(words, 1)) == 9
    typed = {f"word_{number}": "anka" for number in asked}
    fill(page, how="phone", words="010-000 00 00", **typed)
    submit(page, office)
    assert texts(ask).count("Ordet stämmer inte.") >= 3
    assert office.ask(cards.known_people)[0].trust is Trust.SEEN
    edits = [each for each in visible(ask, QLineEdit) if each.text() == "anka"]
    for edit, word in zip(edits, hidden, strict=True):
        edit.setFocus()
        edit.selectAll()
        edit.insert(word)  # QTest knows no key for "å"
    submit(page, office)
    (card,) = visible(page, PersonCard)
    assert card.accessibleName() == "Olle Provsson, Bekräftat"
    assert "Bekräftat 2026-06-01: per telefon. 010-000 00 00." in texts(card)
    assert office.ask(lambda desk: cards.person(desk, row.entity)).confirmed_words


@pytest.mark.req("X03")
def test_another_key_under_a_known_name_is_red_and_asks_who_it_is(
    page: KeysPage, office: Office, other: Side, tmp_path: Path
) -> None:
    take_in_other(page, office, other, tmp_path)
    bring(page, office, made("Olle Provsson").text.encode(), tmp_path, "annat")
    (notice,) = [each for each in visible(page, Notice) if "Annan nyckel" in each.text()]
    assert notice.property("role") == "notice-error"
    submit(page, office)
    assert sentence(Refusal(Reason.KEY_CARD_OTHER_KEY)) in texts(page)
    assert len(office.ask(cards.known_people)) == 1
    fill(page, who="same_person")
    submit(page, office)
    (card,) = visible(page, PersonCard)
    assert "Annan nyckel än förut." in texts(card)
    assert office.ask(cards.known_people)[0].trust is Trust.SEEN


def test_the_same_card_and_one_of_ones_own_are_told_of(
    page: KeysPage, office: Office, other: Side, tmp_path: Path
) -> None:
    take_in_other(page, office, other, tmp_path)
    bring(page, office, own_file(other), tmp_path, "igen")
    assert "Nyckelkortet finns redan här." in texts(page)
    office.ask(lambda desk: make_own_card(desk, VALID))
    own = office.ask(cards.own_card_now).card.encode()
    bring(page, office, own, tmp_path, "eget")
    assert "Det här är ditt eget nyckelkort." in texts(page)
    bring(page, office, b"nonsense", tmp_path, "trasigt")
    assert "Nyckelkortet går inte att läsa." in texts(page)
    assert not visible(page, Ask)


def test_a_code_reader_types_the_codes_in_any_order(
    page: KeysPage, office: Office, other: Side
) -> None:
    codes = codes_of(own_file(other))
    page._arrival._codes.set_value(codes[2] + "\n")
    page._arrival._read_codes()
    assert f"1 av {len(codes)} koder är lästa. Läs också: 1, 2" in texts(page)
    page._arrival._codes.set_value("\n".join(reversed(codes)).lower())
    page._arrival._read_codes()
    office.settle()
    assert "Olle Provsson" in texts(page)
    submit(page, office)
    assert len(visible(page, PersonCard)) == 1


def test_the_codes_on_the_screen_can_be_read(page: KeysPage, office: Office) -> None:
    office.ask(lambda desk: make_own_card(desk, VALID))
    page.load()
    office.settle()
    press(page, office, "Visa som koder")
    read = []
    for code in visible(page, CodeView):
        shown = code.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        size = (shown.bytesPerLine(), shown.height())
        image = Image.frombytes("L", size, bytes(shown.constBits()))
        (found,) = zxingcpp.read_barcodes(image)
        read.append(found.text)
    found = read_codes(" ".join(read))
    assert found is not None
    assert found.data == office.ask(cards.own_card_now).card.encode()
    press(page, office, "Dölj koderna")
    assert not visible(page, CodeView)


def test_a_card_is_distrusted_and_stands_on_top(
    page: KeysPage, office: Office, other: Side, tmp_path: Path
) -> None:
    take_in_other(page, office, other, tmp_path)
    bring(page, office, made("Anna Andersson").text.encode(), tmp_path, "anna")
    submit(page, office)
    assert [each.shown.person.name for each in visible(page, PersonCard)] == [
        "Anna Andersson",
        "Olle Provsson",
    ]
    olle = visible(page, PersonCard)[1]
    press(olle, office, "Visa kortet")
    press(olle, office, "Lita inte på kortet")
    fill(page, words="Datorn är stulen")
    submit(page, office)
    first = visible(page, PersonCard)[0]
    assert first.accessibleName() == "Olle Provsson, Spärrat"
    assert "Spärrat från och med 2026-06-01. Datorn är stulen." in texts(first)


def test_a_revocation_that_comes_as_a_file_is_told_and_taken_in(
    page: KeysPage, office: Office, other: Side, tmp_path: Path
) -> None:
    take_in_other(page, office, other, tmp_path)
    own_cards.revoke_own_cards(other.desk, {"why": "lost", "day": "2026-06-01"})
    own_cards.save_own_revocation(other.desk, tmp_path / "sparr")
    bring(page, office, (tmp_path / "sparr").read_bytes(), tmp_path, "in")
    assert "En spärr av en känd persons kort från och med 2026-06-01." in texts(page)
    press(page, office, "Ta emot")
    (card,) = visible(page, PersonCard)
    assert card.accessibleName() == "Olle Provsson, Spärrat"


def test_the_card_of_a_new_vault_is_signed_with_the_old_key(
    page: KeysPage, office: Office, tmp_path: Path
) -> None:
    office.ask(lambda desk: make_own_card(desk, VALID))
    page.load()
    office.settle()
    path = tmp_path / "nyckelkort-7.aktvalv-nyckelkort"
    path.write_text(made("Maja Exempelsson").text)
    (view,) = visible(page, OwnCardView)
    view.sign_successor(path)
    office.settle()
    assert "Sparad som nyckelkort-7-undertecknat.aktvalv-nyckelkort." in texts(page)
    assert (tmp_path / "nyckelkort-7-undertecknat.aktvalv-nyckelkort").exists()


def test_a_root_card_is_made_and_the_list_is_narrowed(
    page: KeysPage, office: Office, other: Side, tmp_path: Path
) -> None:
    office.ask(lambda desk: make_own_card(desk, VALID))
    page.load()
    office.settle()
    press(page, office, "Gör enhetens rotkort")
    submit(page, office)
    assert office.ask(lambda desk: cards.own_card_now(desk, root=True)).root
    assert "Enhetens rotkort" in texts(page)
    take_in_other(page, office, other, tmp_path)
    page._filter.set_value("olle prov")
    page._show_people()
    assert len(visible(page, PersonCard)) == 1
    page._filter.set_value("finns inte")
    page._show_people()
    assert "Ingen stämmer." in texts(page)


def test_an_open_form_comes_back_after_a_lock(page: KeysPage, office: Office, qtbot: QtBot) -> None:
    press(page, office, "Gör mitt nyckelkort")
    place = page.place()
    assert place == {"form": "renew", "about": "own"}
    again = KeysPage(office.session)
    qtbot.addWidget(again)
    again.show()
    again.restore(place)
    again.load()
    office.settle()
    assert visible(again, Ask)


def test_nothing_is_cut_at_twice_the_text_size(
    page: KeysPage, office: Office, other: Side, tmp_path: Path, theme: Theme
) -> None:
    office.ask(lambda desk: make_own_card(desk, VALID))
    card = take_in_other(page, office, other, tmp_path)
    press(card, office, "Visa kortet")
    press(card, office, "Bekräfta")
    theme.set_text_percent(200)
    try:
        office.settle()
        texts(page)
        (area,) = visible(page, QScrollArea)
        assert area.horizontalScrollBar().maximum() == 0
    finally:
        theme.set_text_percent(100)


def test_a_card_that_runs_out_stands_on_the_start_page_and_leads_here(
    office: Office, clock: StoppedClock
) -> None:
    office.ask(lambda desk: make_own_card(desk, VALID))
    assert "own_key_card" not in {item.code for item in office.ask(todo)}
    clock.pass_(days=340)
    (item,) = [item for item in office.ask(todo) if item.code == "own_key_card"]
    assert describe(item) == "tis 2027-06-01   ·   Ditt nyckelkort slutar gälla"
    assert opens(item) == Destination(Section.KEYS)


def test_a_page_that_is_closed_is_gone(office: Office, qtbot: QtBot, other: Side) -> None:
    """Nothing that was connected holds it."""
    office.ask(lambda desk: make_own_card(desk, VALID))
    office.ask(lambda desk: card_files.take_in(desk, own_file(other), {"kind": "municipality"}))
    page = KeysPage(office.session)
    page.show()
    page.load()
    office.settle()
    page.restore({"form": "renew", "about": "own"})
    office.settle()
    gone = weakref.ref(page)
    page.hide()
    page.deleteLater()
    del page
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None
