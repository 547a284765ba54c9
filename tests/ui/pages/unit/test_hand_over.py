"""Lämna register: chosen, looked at and sealed; and taken in at the other's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.casework.handover_facts import TrustState
from app.forms.library import FormLibrary
from app.law.pack import LegalPack
from app.usecases import legal_packs
from app.usecases.forms import method_packs
from app.usecases.handover import receiving
from app.usecases.handover.cards import card_register
from app.usecases.handover.packages.arrivals import Look, LookRow, RowState
from app.usecases.handover.registers import register_packages
from app.usecases.unit import units
from tests.app.usecases import test_legal_packs, test_method_packs
from tests.app.usecases.handover.registers.register_exchange import UNIT, asked, filled
from tests.app.usecases.test_templates import template
from tests.handover import Side, make_side
from tests.screens.measure import cut, unnamed, unreached
from tests.ui.conftest import Office
from tests.ui.looking import button, texts, visible
from tests.ui.neighbour import Neighbour
from ui.pages.inbox import choosing
from ui.pages.inbox.opening import OpenPlace
from ui.pages.inbox.package_row import PackageRow
from ui.pages.inbox.page import InboxPage
from ui.pages.settings.page import SettingsPage
from ui.pages.templates.page import TemplatesPage
from ui.pages.unit.hand_over import HandOverRegisterPlace
from ui.theme import Theme
from ui.widgets.marks import CheckMark

pytestmark = pytest.mark.req("X19", "F032")


@pytest.fixture
def neighbour(
    office: Office, tmp_path: Path, law: LegalPack, forms: FormLibrary
) -> Iterator[Neighbour]:
    side = make_side(tmp_path / "granne", 1, law, forms)
    made = Neighbour(office, side)
    made.exchange_cards()
    yield made
    side.vault.close()


def here(office: Office) -> Side:
    """The office's own vault as a side of an exchange."""
    return Side(office.desk, None, office.desk.now, Path(), Path(), "")  # type: ignore[arg-type]  # not opened


def test_without_anybody_or_anything_the_way_there_is_told(
    office: Office, place: Callable[..., HandOverRegisterPlace]
) -> None:
    said = texts(place(HandOverRegisterPlace))
    assert "Ta först emot mottagarens nyckelkort" in said
    assert "Visa vad som lämnas" not in said


def test_what_leaves_stands_beside_what_stays_before_anything_is_sealed(
    office: Office,
    neighbour: Neighbour,
    place: Callable[..., HandOverRegisterPlace],
    tmp_path: Path,
) -> None:
    unit = office.work(partial(filled, here(office)))
    page = place(HandOverRegisterPlace)
    assert page.form is not None
    assert "Delegationsordning" in texts(page)
    page.look()
    office.settle()
    assert "Fyll i det här." in texts(page), "to whom"

    page.form.set_values({"to": neighbour.here, "units": [unit], "delegation": ["order"]})
    button(page, "Visa vad som lämnas").click()
    office.settle()
    said = texts(page)
    assert "Till Olle Provsson" in said
    assert f"Provavdelningen; {UNIT}" in said, "and what it lies under"
    assert "Allt i ärendena, loggen och enhetens anteckningar." in said
    assert button(page, "Ändra").hasFocus(), "the harmless one"
    assert list(tmp_path.glob("*.aktpaket")) == []

    button(page, "Försegla registret").click()
    visible(page, QFileDialog)[0].reject()
    page.file.make_in(tmp_path)
    office.settle()
    (file,) = tmp_path.glob("*.aktpaket")
    assert file.name in texts(page)
    look = receiving.open_package(neighbour.desk, file).look
    assert {row.kind for row in look.rows} == {"unit", "delegation_order"}


def focused() -> QWidget:
    at = QApplication.focusWidget()
    assert at is not None
    return at


@pytest.mark.parametrize("percent", [100, 200])
def test_both_steps_can_be_read_reached_and_named(
    office: Office,
    neighbour: Neighbour,
    place: Callable[..., HandOverRegisterPlace],
    theme: Theme,
    percent: int,
) -> None:
    unit = office.work(partial(filled, here(office)))
    theme.set_text_percent(percent)
    try:
        page = place(HandOverRegisterPlace)
        assert page.form is not None
        page.form.set_values({"to": neighbour.here, "units": [unit]})
        button(page, "Visa vad som lämnas").click()
        office.settle()
        QApplication.processEvents()
        assert cut(page) == []
        assert unnamed(page) == []
        assert unreached(page) == []
    finally:
        theme.set_text_percent(100)


def test_it_is_done_with_the_keys_alone(
    office: Office, neighbour: Neighbour, place: Callable[..., HandOverRegisterPlace]
) -> None:
    office.work(partial(filled, here(office)))
    page = place(HandOverRegisterPlace)
    page.activateWindow()
    assert page.form is not None
    page.form.focus_first()
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    for _ in range(40):
        at = focused()
        if isinstance(at, CheckMark) and UNIT in at.text():
            QTest.keyClick(at, Qt.Key.Key_Space)
        if at is button(page, "Visa vad som lämnas"):
            break
        QTest.keyClick(at, Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    office.settle()
    assert "Lämnas" in texts(page)
    assert UNIT in texts(page)


def test_what_was_changed_here_is_never_ticked_for_anybody(
    office: Office, neighbour: Neighbour, qtbot: QtBot
) -> None:
    look = Look(
        (
            LookRow("a", RowState.CONFLICT, "unit", "", "", replaces=True),
            LookRow("b", RowState.NEW, "unit", "", "", needs=("a",)),
            LookRow("c", RowState.CONFLICT, "plan", "", ""),
        )
    )
    assert choosing.takeable(look) == {"a", "b", "c"}
    assert choosing.at_first(look) == {"c"}

    unit = filled(neighbour.side)
    own = here(office)
    typed = {"kind": "unit", "name": UNIT, "note": "Vårt."}
    office.work(lambda: units.add_unit(own.desk, unit, typed))
    path = register_packages.hand_over(
        neighbour.desk,
        asked(neighbour.side, _receiver(office, neighbour), templates=[]),
        neighbour.side.out,
    ).path
    inbox = InboxPage(office.session)
    office.session.changed.connect(inbox.reload)
    qtbot.addWidget(inbox)
    inbox.resize(1000, 900)
    inbox.show()
    inbox.load()
    office.settle()
    (opening,) = visible(inbox, OpenPlace)
    opening.take_file(path)
    office.settle()
    QApplication.processEvents()
    said = texts(inbox)
    assert f"Enhet: {UNIT}" in said
    assert "Det här har du ändrat, och avsändaren har det på ett annat sätt." in said
    assert "Lagpaketets kontrollsumma" in said
    row = next(each for each in visible(inbox, PackageRow) if UNIT in each.accessibleName())
    assert row.mark is not None
    assert not row.mark.isChecked()
    button(inbox, "Välj alla").click()
    assert not row.mark.isChecked()

    button(inbox, "Ta emot det valda (").click()
    office.settle()
    today = office.desk.now().date()
    assert office.work(lambda: units.unit_on(office.desk, unit, today)).unit.note == "Vårt."
    assert len(office.work(lambda: legal_packs.installed(office.desk))) == 1
    signed = "Signerat av Olle Provsson, Centrala avhopparteamet, bekräftat nyckelkort"
    assert signed in _page(office, qtbot, SettingsPage)
    assert signed[0].lower() + signed[1:] in _page(office, qtbot, TemplatesPage)
    office.work(lambda: _distrust(office, neighbour))
    assert "spärrat nyckelkort" in _page(office, qtbot, SettingsPage)


def _receiver(office: Office, neighbour: Neighbour) -> Any:
    """Only who it is at the neighbour's is asked for."""
    fingerprint = office.work(lambda: here(office).fingerprint)
    return type("Receiver", (), {"fingerprint": fingerprint})


def _distrust(office: Office, neighbour: Neighbour) -> None:
    known = card_register.person(office.desk, neighbour.here)
    revoked = msgspec.structs.replace(known, state=TrustState.REVOKED, revoked_on="2026-06-01")
    card_register.write(office.desk, [(neighbour.here, revoked)])


def _page(office: Office, qtbot: QtBot, kind: Callable[..., Any]) -> str:
    page = kind(office.session)
    qtbot.addWidget(page)
    page.show()
    page.load()
    office.settle()
    return texts(page)


def test_a_plain_file_is_said_to_have_no_signature(office: Office, qtbot: QtBot) -> None:
    def taken_in() -> None:
        legal_packs.install(office.desk, test_legal_packs.pack())
        method_packs.install_pack(office.desk, test_method_packs.pack(template("1.0.0")))

    office.work(taken_in)
    said = _page(office, qtbot, SettingsPage)
    assert "Utan underskrift: kontrollsumma att läsa upp" in said
    assert "utan underskrift: kontrollsumma att läsa upp" in _page(office, qtbot, TemplatesPage)
