"""Two versions that stand against each other: found, compared and settled in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.casework import facts
from app.casework.codec import kind_name
from app.ids import EntityId, StreamId
from app.usecases import conflicts, registers, writing
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.registers import RecipientKind
from app.usecases.writing import Entry
from tests.ui.cases import add_case, identify
from tests.ui.conftest import Office
from tests.ui.looking import button, texts, visible
from ui.conflict_card import ConflictCard
from ui.dispute_list import DisputeList
from ui.navigation import CasePart, Destination
from ui.page import Page
from ui.pages.overview.page import OverviewPage
from ui.pages.recipients.page import RecipientsPage


def fork(desk: Desk, stream: StreamId, entity: EntityId, *sides: facts.Fact) -> None:
    """Versions that build on the same one, as two vaults make them."""
    records = writing.case_records(desk, stream)
    kind = kind_name(type(sides[0]))
    mine = [each for each in records if (each.content.entity, each.kind_name) == (entity, kind)]
    parents = tuple([each.id for each in mine][-1:])
    for side in sides:
        writing.append(desk, stream, records, [Entry(entity, side, "2026-05-20", parents)])


def shown(office: Office, qtbot: QtBot, page: Page) -> Page:
    def changed(changes: Changes) -> None:
        if page.concerned(changes):
            page.reload(changes)

    office.session.changed.connect(changed)
    qtbot.addWidget(page)
    page.resize(1000, 900)
    page.show()
    page.load()
    office.settle()
    QApplication.processEvents()
    return page


def task(what: str) -> facts.Task:
    return facts.Task(what=what, owner="Handläggare", due_on="2026-07-01")


def disputed_task(office: Office, stream: StreamId) -> EntityId:
    def work(desk: Desk) -> EntityId:
        entity = new_entity(desk)
        writing.add(desk, stream, entity, task("Ring"))
        fork(desk, stream, entity, task("Ring i dag"), task("Ring i morgon"))
        return entity

    return office.ask(work)


@pytest.mark.req("X03")
def test_the_overview_names_what_is_disputed_and_settles_it_by_keys(
    office: Office, qtbot: QtBot
) -> None:
    stream = add_case(office)
    disputed_task(office, stream)
    page = shown(office, qtbot, OverviewPage(office.session, stream))
    seen = texts(page)
    assert "Två versioner står mot varandra (1)" in seen
    assert "Uppgift att göra, 2026-05-20" in seen
    assert "Ring i morgon" not in seen, "folded until it is asked for"
    unfold = button(page, "Visa Uppgift att göra")
    unfold.setFocus()
    QTest.keyClick(unfold, Qt.Key.Key_Return)
    QApplication.processEvents()
    seen = texts(page)
    assert "Ring i dag" in seen
    assert "Ring i morgon" in seen
    (card,) = visible(page, ConflictCard)
    first, _second = visible(card, QPushButton)
    assert first.hasFocus() or not page.isActiveWindow()
    QTest.keyClick(first, Qt.Key.Key_Return)
    office.settle()
    office.settle()
    assert "Två versioner står mot varandra" not in texts(page)
    assert office.ask(lambda desk: conflicts.conflicts(desk, stream)) == ()


def test_each_leads_to_the_part_where_it_stands(office: Office, qtbot: QtBot) -> None:
    stream = add_case(office)
    entity = disputed_task(office, stream)
    page = shown(office, qtbot, OverviewPage(office.session, stream))
    went: list[Destination] = []
    office.session.navigate.connect(went.append)
    button(page, "Öppna bevakningen").click()
    assert went == [Destination.case(stream, CasePart.WATCH, entity)]


@pytest.mark.req("X06")
def test_a_disputed_identity_is_counted_and_says_nothing(office: Office, qtbot: QtBot) -> None:
    stream = add_case(office)
    identify(office, stream)

    def work(desk: Desk) -> None:
        one = facts.Identity(given_name="Kim", family_name="Hemlig", phone="070-555 01 03")
        other = facts.Identity(given_name="Kimmy", family_name="Hemlig", phone="070-555 01 03")
        fork(desk, stream, EntityId(stream), one, other)

    office.ask(work)
    page = shown(office, qtbot, OverviewPage(office.session, stream))
    seen = texts(page)
    assert "Två versioner står mot varandra (1)" in seen
    assert "Identiteten har ändrats på två håll." in seen
    assert "Kim" not in seen
    assert "Hemlig" not in seen


def test_a_case_without_disputes_says_nothing_of_them(office: Office, qtbot: QtBot) -> None:
    page = shown(office, qtbot, OverviewPage(office.session, add_case(office)))
    assert not visible(page, DisputeList)


@pytest.mark.req("X03")
def test_a_recipient_that_was_changed_apart_is_settled_on_its_page(
    office: Office, qtbot: QtBot
) -> None:
    def work(desk: Desk) -> None:
        entity, register = new_entity(desk), desk.vault.journal.register
        typed = {"name": "Registrator", "organisation": "Järva", "kind": "authority"}
        registers.add_recipient(desk, entity, typed)
        sides = (
            facts.Recipient(name=name, organisation="Järva", kind=RecipientKind.AUTHORITY)
            for name in ("Registrator, plan 2", "Registrator, plan 3")
        )
        fork(desk, register, entity, *sides)

    office.ask(work)
    page = shown(office, qtbot, RecipientsPage(office.session))
    assert "Två versioner står mot varandra (1)" in texts(page)
    button(page, "Visa Mottagare").click()
    (card,) = visible(page, ConflictCard)
    assert "Namn" in texts(card)
    assert "Organisation" not in texts(card), "only where they differ"
    visible(card, QPushButton)[0].click()
    office.settle()
    office.settle()
    assert "Två versioner står mot varandra" not in texts(page)
