"""Work over every case: told how far it has come, stopped, and replaced by a newer question."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.errors import Reason, Refusal
from app.progress import Progress
from app.usecases.desk import Desk
from tests.ui.conftest import Office
from tests.ui.looking import button, texts
from ui import long_look
from ui.long_look import LongLook


@pytest.fixture
def looking(qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch) -> LongLook:
    monkeypatch.setattr(long_look, "SHOWN_AFTER_MS", 0)
    made = LongLook(office.session)
    qtbot.addWidget(made)
    made.show()
    return made


def held_up(by: threading.Event, answer: str) -> Callable[[Desk, Progress], str]:
    """Goes on, step by step, until it is let go."""

    def work(_desk: Desk, progress: Progress) -> str:
        while not by.wait(0.002):
            progress(3, 10)
        return answer

    return work


def test_it_shows_how_far_it_has_come_while_short_work_is_done(
    qtbot: QtBot, office: Office, looking: LongLook
) -> None:
    let_go, found = threading.Event(), []
    looking.look(held_up(let_go, "allt"), found.append)
    qtbot.waitUntil(lambda: looking._under_way.isVisible() and looking._bar.value() == 3)
    assert office.ask(lambda _desk: "ett utkast") == "ett utkast"
    assert looking._bar.maximum() == 10
    assert found == []
    let_go.set()
    qtbot.waitUntil(lambda: found == ["allt"])
    assert not looking._under_way.isVisible()


def test_it_can_be_stopped_and_begun_again(qtbot: QtBot, office: Office, looking: LongLook) -> None:
    let_go, found = threading.Event(), []
    looking.look(held_up(let_go, "allt"), found.append)
    qtbot.waitUntil(looking.stop.isVisible)
    looking.stop.click()
    qtbot.waitUntil(lambda: "Avbruten" in texts(looking))
    assert not looking._under_way.isVisible()
    let_go.set()
    button(looking, "Läs igen").click()
    office.settle()
    assert found == ["allt"]
    assert "Avbruten" not in texts(looking)


def test_a_newer_question_is_the_only_one_answered(
    qtbot: QtBot, office: Office, looking: LongLook
) -> None:
    never, now, found = threading.Event(), threading.Event(), []
    now.set()
    looking.look(held_up(never, "gammalt"), found.append)
    looking.look(held_up(now, "nytt"), found.append)
    qtbot.waitUntil(lambda: bool(found))
    office.settle()
    assert found == ["nytt"]
    assert "Avbruten" not in texts(looking)


def test_what_is_refused_is_told_by_the_window(office: Office, looking: LongLook) -> None:
    def refuse(_desk: Desk, _progress: Progress) -> None:
        raise Refusal(Reason.AUTHOR_UNKNOWN)

    told: list[Refusal] = []
    office.session.refused.connect(told.append)
    looking.look(refuse, lambda _found: None)
    office.settle()
    assert [each.reason for each in told] == [Reason.AUTHOR_UNKNOWN]
    assert not looking._under_way.isVisible()
