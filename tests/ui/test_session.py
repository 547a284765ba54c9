"""What every page is handed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.errors import Reason, Refusal
from app.ids import EntityId, StreamId
from app.usecases import settings
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from tests.ui.conftest import Office
from ui.session import Session


def save_minutes(desk: Desk) -> Changes:
    return settings.save_settings(desk, {"idle_minutes": 7})


def refuse(_: Desk) -> None:
    raise Refusal(Reason.CASE_UNKNOWN)


def test_a_write_is_told_after_its_own_page_has_been(session: Session, qtbot: QtBot) -> None:
    order: list[str] = []
    context = QObject()
    session.changed.connect(lambda changes: order.append("all"))
    with qtbot.waitSignal(session.changed) as told:
        session.run(save_minutes, lambda _: order.append("page"), context=context)
    assert order == ["page", "all"]
    assert told.args[0].touch(None, Part.SETTINGS)


def test_a_write_is_told_also_when_its_page_is_gone(session: Session, qtbot: QtBot) -> None:
    context = QObject()
    with qtbot.waitSignal(session.changed):
        session.run(save_minutes, lambda _: pytest.fail("the page is gone"), context=context)
        context.deleteLater()


def test_what_no_page_takes_is_refused_in_the_window(
    session: Session, office: Office, qtbot: QtBot
) -> None:
    taken: list[Refusal] = []
    context = QObject()
    session.run(refuse, lambda _: None, context=context, failed=taken.append)
    with qtbot.waitSignal(session.refused) as told:
        session.run(refuse, lambda _: None, context=context)
    assert [each.reason for each in taken] == [Reason.CASE_UNKNOWN]
    assert told.args[0].reason is Reason.CASE_UNKNOWN


def test_on_leaving_every_editor_is_asked_and_what_fails_is_counted(
    session: Session, office: Office, qtbot: QtBot
) -> None:
    page = QObject()
    session.leaving.connect(
        lambda: session.run(
            refuse, lambda _: None, context=page, failed=lambda _: pytest.fail("nobody is there")
        )
    )
    session.leaving.connect(lambda: session.run(save_minutes, lambda _: None, context=page))
    session.leave()
    office.settle()
    assert session.lost == 1
    assert office.ask(settings.own_settings).idle_minutes == 7


def test_changes_can_lie_in_a_result() -> None:
    changes = Changes.of(StreamId("s"), Part.CASE, entity=EntityId("e"))
    assert changes.touch(StreamId("s"), Part.CASE)
    assert not changes.touch(StreamId("t"), Part.CASE)
