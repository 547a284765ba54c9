"""The frame of a case, its history and the start page."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from app.casework import facts
from app.casework.history import Change
from app.casework.projection import only_entity
from app.ids import EntityId, StreamId
from app.ports import LogCode
from app.usecases import drafting, identity
from app.usecases.desk import Desk
from app.usecases.planning import plans
from tests.app.usecases import typed_forms
from tests.fakes import StoppedClock
from tests.ui.cases import IDENTITY, SECRETS, add_case, identify, label_of
from tests.ui.conftest import Office
from tests.ui.looking import button, texts
from ui.case_parts import CASE_PARTS
from ui.change_words import changed
from ui.field_names import FIELDS
from ui.navigation import CasePart, Destination, Section
from ui.pages.assessment.page import AssessmentPage
from ui.pages.case.page import CasePage
from ui.pages.case.process_bar import ProcessBar
from ui.pages.case.strip import band_of
from ui.pages.cases.new_case import NewCase
from ui.pages.cases.page import CasesPage
from ui.pages.history.page import HistoryPage
from ui.pages.todo.page import TodoPage
from ui.widgets.wrapping import WrappingButton


def open_case(
    office: Office, qtbot: QtBot, stream: StreamId, part: CasePart = CasePart.OVERVIEW
) -> CasePage:
    page = CasePage(office.session, Destination.case(stream, part), CASE_PARTS)
    qtbot.addWidget(page)
    page.resize(1100, 900)
    page.show()
    page.activateWindow()
    page.load()
    office.settle()
    return page


def test_the_strip_says_which_case_and_how_protected(office: Office, qtbot: QtBot) -> None:
    stream = add_case(office)
    page = open_case(office, qtbot, stream)
    said = texts(page._strip)
    assert label_of(office, stream) in said
    assert "Ansökan" in said
    assert "⚠ Skyddet är inte kontrollerat" in said
    assert "Ansvarig: Maja Exempelsson, Socialsekreterare" in said
    typed = {"level": "both", "checked_on": "2026-05-02", "shown_by": "oral", "valid_to": ""}
    office.session.run(
        lambda desk: identity.set_protection(desk, stream, typed), print, context=page
    )
    office.session.changed.connect(page.reload)
    office.settle()
    assert "⚠ Sekretessmarkering och skyddad folkbokföring" in texts(page._strip)


def test_a_case_has_its_band_for_good(office: Office) -> None:
    first, second = StreamId("a" * 36), StreamId("b" * 36)
    assert band_of(first) == band_of(first)
    assert len({band_of(StreamId(f"{n}")) for n in range(60)}) == 6
    assert band_of(first) != band_of(second)


def test_the_process_bar_names_what_is_missing_and_leads_there(
    office: Office, qtbot: QtBot
) -> None:
    stream = add_case(office)
    typed = {"level": "none", "checked_on": "2026-05-02", "shown_by": "", "valid_to": ""}
    office.ask(lambda desk: identity.set_protection(desk, stream, typed))
    page = open_case(office, qtbot, stream)
    assert button(page, "Fas 1: Kontakt, pågår, öppen").focusPolicy() & Qt.FocusPolicy.TabFocus
    assert "Inte noterat om den enskilde är inskriven" in texts(page)
    button(page, "Fas 3: Utredning och beslut").click()
    assert page.focusWidget() is button(page, "Fas 3: Utredning och beslut")
    assert "Inte noterat om den enskilde är inskriven" not in texts(page)
    with qtbot.waitSignal(office.session.navigate) as went:
        button(page, "Utredning saknas").click()
    assert went.args == [Destination.case(stream, CasePart.ASSESSMENT)]


def test_the_process_bar_gives_way_to_a_form_and_comes_back(office: Office, qtbot: QtBot) -> None:
    stream = add_case(office)
    page = open_case(office, qtbot, stream, CasePart.ASSESSMENT)
    (bar,) = page.findChildren(ProcessBar)
    page.findChildren(AssessmentPage)[0]._begin(office.desk.forms.offered()[0].key)
    office.settle()
    assert not bar.isVisible()
    button(page, "Stäng").click()
    office.settle()
    assert bar.isVisible()


def test_what_is_late_is_named_first_in_words_and_leads_to_the_very_plan(
    office: Office, qtbot: QtBot, clock: StoppedClock
) -> None:
    stream = add_case(office)
    entity = office.ask(drafting.new_entity)
    typed = typed_forms.plan(follow_up_on="2026-06-10")
    office.ask(lambda desk: plans.fix_plan(desk, stream, entity, typed))
    page = open_case(office, qtbot, stream)
    assert "skulle ha följts upp" not in texts(page)

    clock.pass_(days=10)
    page.load()
    office.settle()
    step = button(page, "Fas 5: Genomförande, försenat")
    assert step.text() == "5. Genomförande (försenat)"
    assert step.property("iconName") == "warning"
    bar = page.findChild(ProcessBar)
    assert bar is not None
    ways = [each.accessibleName() for each in bar.findChildren(WrappingButton)]
    assert ways[0] == "⚠ Planen skulle ha följts upp 2026-06-10 – öppna"
    with qtbot.waitSignal(office.session.navigate) as went:
        button(page, "⚠ Planen skulle ha följts upp").click()
    assert went.args == [Destination.case(stream, CasePart.PLAN, entity)]


def test_parts_are_tabs_that_the_keyboard_turns(office: Office, qtbot: QtBot) -> None:
    page = open_case(office, qtbot, add_case(office))
    tabs = page.findChild(QTabBar)
    assert tabs is not None
    titles = [tabs.tabText(number) for number in range(tabs.count())]
    assert titles[0] == "Översikt"
    assert titles[-1] == "Historik"
    for title in titles[1:]:
        QTest.keyClick(page, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        office.settle()
        assert tabs.tabText(tabs.currentIndex()) == title
    QTest.keyClick(page, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert tabs.currentIndex() == 0


def test_opening_a_case_and_its_parts_is_in_the_log_once_each(office: Office, qtbot: QtBot) -> None:
    stream = add_case(office)
    open_case(office, qtbot, stream, CasePart.HISTORY)
    entries = office.ask(lambda desk: desk.vault.log.entries(stream=stream))
    opened = [entry.code for entry in entries if entry.code == LogCode.CASE_OPENED]
    parts = [entry.payload for entry in entries if entry.code == LogCode.PART_OPENED]
    assert len(opened) == 1
    assert [part["part"] for part in parts if part is not None] == ["history"]


def test_history_shows_what_replaced_what_and_never_the_identity(
    office: Office, qtbot: QtBot
) -> None:
    stream = add_case(office)
    identify(office, stream)
    changed = {**IDENTITY, "given_name": "Kimberly-Ann"}
    office.ask(lambda desk: identity.save_identity(desk, stream, changed))
    page = HistoryPage(office.session, stream)
    qtbot.addWidget(page)
    page.resize(900, 1200)
    page.show()
    page.load()
    office.settle()
    said = texts(page)
    assert "Ersätter det som skrevs 2026-06-01 09:00:" in said
    assert "Förnamn: •••  →  •••" in said
    assert not any(secret in said for secret in SECRETS)
    button(page, "Visa loggen").click()
    office.settle()
    assert "Öppnade historiken" in texts(page)


def test_the_start_page_says_what_is_late_and_opens_it(
    office: Office, qtbot: QtBot, clock: StoppedClock
) -> None:
    stream = add_case(office, received="2025-11-01")
    identify(office, stream)

    def draft(desk: Desk) -> EntityId:
        entity = EntityId(desk.new_id())
        drafting.save_draft(
            desk, stream, entity, "journal_note", body={"facts": "hemligt"}, place={}
        )
        return entity

    entity = office.ask(draft)
    page = TodoPage(office.session)
    qtbot.addWidget(page)
    page.resize(900, 900)
    page.show()
    page.load()
    office.settle()
    said = texts(page)
    assert "⚠ Försenat (2)" in said
    assert "Anmälan eller ansökan väntar på svar" in said
    assert "Sex månader sedan ansökan utan beslut" in said
    assert "Utkast (1)" in said
    assert "Välj var säkerhetskopior ska ligga" in said
    assert not any(secret in said for secret in (*SECRETS, "hemligt"))
    with qtbot.waitSignal(office.session.navigate) as went:
        button(page, f"{label_of(office, stream)}   ·   Journalanteckning").click()
    assert went.args == [Destination.case(stream, CasePart.JOURNAL, entity)]
    with qtbot.waitSignal(office.session.navigate) as went:
        button(page, "Välj var säkerhetskopior").click()
    assert went.args == [Destination(Section.SETTINGS)]


def test_an_empty_vault_says_how_one_begins(office: Office, qtbot: QtBot) -> None:
    page = TodoPage(office.session)
    qtbot.addWidget(page)
    page.resize(900, 900)
    page.show()
    page.load()
    office.settle()
    assert "Valvet är tomt" in texts(page)
    with qtbot.waitSignal(office.session.navigate) as went:
        button(page, "Öppna ett paket").click()
    assert went.args == [Destination(Section.INBOX)]
    with qtbot.waitSignal(office.session.navigate) as went:
        button(page, "Skapa ditt första ärende").click()

    cases = CasesPage(office.session)
    qtbot.addWidget(cases)
    cases.restore(went.args[0].place)
    assert went.args[0].section is Section.CASES
    cases.show()
    cases.load()
    office.settle()
    new = cases.findChild(NewCase)
    assert new is not None
    assert new._editor.form.values()["case_number"] == "2026-0001"

    add_case(office)
    page.load()
    office.settle()
    assert "Valvet är tomt" not in texts(page)


def test_a_first_case_that_has_been_begun_is_gone_on_with(office: Office, qtbot: QtBot) -> None:
    def begin(desk: Desk) -> None:
        stream = drafting.new_stream(desk)
        entity = only_entity(stream)
        drafting.save_draft(desk, stream, entity, "case_file", body={"wish": "Jag"}, place={})

    office.ask(begin)
    page = TodoPage(office.session)
    qtbot.addWidget(page)
    page.show()
    page.load()
    office.settle()
    assert "Utkast (1)" in texts(page)
    assert "Skapa ditt första ärende" not in texts(page)


def test_every_field_of_every_kind_has_a_name_in_the_history() -> None:
    shapes = [
        each
        for each in vars(facts).values()
        if isinstance(each, type) and issubclass(each, facts.Fact)
    ]
    names = {field.name for shape in shapes for field in msgspec.structs.fields(shape)}
    assert len(names) > 80
    assert names - set(FIELDS) == set()


def test_a_change_is_told_in_the_words_of_the_forms() -> None:
    told = changed("protection", Change("level", "none", "both"))
    assert told == "Nivå: Inget skydd  →  Sekretessmarkering och skyddad folkbokföring"
    assert changed("plan", Change("goals/1/words", "", "bo")) == "Mål 1, Med egna ord: –  →  bo"
