"""The page Uppföljning: late ones on top, one form at a time, marks as chart and table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.casework import facts
from app.casework.facts import FollowUpStatus
from app.ids import EntityId, StreamId
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.planning import follow_ups, plans
from app.usecases.reading import state_of
from tests.app.usecases import typed_forms
from tests.ui.case_pages.conftest import editor, fill_and_sign, press, texts
from tests.ui.conftest import Office
from ui.navigation import CasePart, Destination
from ui.pages.follow_up.page import FollowUpPage
from ui.widgets.line_chart import LineChart
from ui.widgets.text_table import TextTable

Open = Callable[[type[FollowUpPage]], FollowUpPage]


def done(**changes: Any) -> Mapping[str, Any]:
    return {
        "track": "social_services",
        "done_on": "2026-06-01",
        "participants": [{"function": "Den enskilde", "name": ""}],
        "design": "Stöd varje dag.",
        "threat": "same",
        "return_to_crime": "no",
        "facts": "Kom till alla möten.",
        "appraisal": "Stödet räcker.",
    } | changes


def plan_one(desk: Desk, stream: StreamId, day: str, track: str = "police") -> EntityId:
    entity = new_entity(desk)
    follow_ups.plan_follow_up(desk, stream, entity, {"track": track, "planned_on": day})
    return entity


def fixed_plan(desk: Desk, stream: StreamId) -> None:
    editing = plans.plan_to_edit(desk, stream)
    plans.fix_plan(desk, stream, editing.entity, typed_forms.plan(aims=editing.typed["aims"]))


def state(office: Office, stream: StreamId) -> list[facts.FollowUp]:
    found = office.ask(lambda desk: state_of(desk, stream)).of(facts.FollowUp)
    return [each.latest.fact for each in found]


@pytest.mark.req("F066")
def test_late_ones_stand_first_and_say_so_in_words(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: plan_one(desk, stream, "2026-07-01", "provider"))
    office.ask(lambda desk: plan_one(desk, stream, "2026-05-31", "social_services"))
    office.ask(lambda desk: plan_one(desk, stream, "2026-05-20"))

    read = texts(opened(FollowUpPage))

    order = [
        read.index(each)
        for each in (
            "Försenad: den skulle ha gjorts för 12 dagar sedan.",
            "Polisen: planerad 2026-05-20",
            "Försenad: den skulle ha gjorts i går.",
            "Socialtjänsten: planerad 2026-05-31",
            "Utföraren: planerad 2026-07-01",
        )
    ]
    assert order == sorted(order)
    assert read.count("Försenad") == 2


@pytest.mark.req("F066", "F067", "F097")
def test_one_is_planned_and_carried_out_and_the_next_one_is_planned(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: fixed_plan(desk, stream))
    page = opened(FollowUpPage)
    press(page, "Planera uppföljning")
    office.settle()
    assert "mottagande kommunen" in texts(page)
    fill_and_sign(office, page, track="joint", planned_on="2026-06-01")

    press(page, "Skriv uppföljningen")
    office.settle()
    asked = editor(page).form.values()
    assert [each["text"] for each in asked["goals"]] == ["Jag vill sova utan att vara rädd."]
    quality = [{"requirement": "Personal om natten", "met": "no", "words": "Ingen"}]
    fill_and_sign(office, page, **done(track="joint", quality=quality, next_on="2026-09-01"))

    read = texts(page)
    assert "Gemensam: gjord 2026-06-01" in read
    assert "Gemensam: planerad 2026-09-01" in read
    assert "Personal om natten\nInte uppfyllt · Ingen" in read
    assert [each.status for each in state(office, stream)] == [
        FollowUpStatus.DONE,
        FollowUpStatus.PLANNED,
    ]


def test_a_threat_that_may_have_grown_leads_to_the_police(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(FollowUpPage)
    press(page, "Skriv en som redan är gjord")
    office.settle()
    fill_and_sign(office, page, **done(threat="more", threat_words="Okänd bil."))
    gone: list[Destination] = []
    office.session.navigate.connect(gone.append)

    press(page, "Hot och risk")

    assert [each.part for each in gone] == [CasePart.THREAT]


@pytest.mark.req("F063", "F069")
def test_a_return_to_crime_leads_to_the_review_and_ends_nothing(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(FollowUpPage)
    press(page, "Skriv en som redan är gjord")
    office.settle()
    fill_and_sign(office, page, **done(return_to_crime="yes"))
    assert "Inget beslut upphör av det" in texts(page)
    gone: list[Destination] = []
    office.session.navigate.connect(gone.append)

    press(page, "Omprövning")

    assert [each.part for each in gone] == [CasePart.ASSESSMENT]


def test_one_is_cancelled_with_a_reason(office: Office, stream: StreamId, opened: Open) -> None:
    office.ask(lambda desk: plan_one(desk, stream, "2026-06-10"))
    page = opened(FollowUpPage)
    press(page, "Ställ in")
    office.settle()
    fill_and_sign(office, page, cancelled_why="Flyttad.")

    assert "Polisen: inställd, planerad 2026-06-10" in texts(page)
    assert "Flyttad." in texts(page)


def test_what_was_begun_of_one_is_gone_on_with(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: plan_one(desk, stream, "2026-06-10"))
    page = opened(FollowUpPage)
    press(page, "Skriv uppföljningen")
    office.settle()
    form = editor(page).form
    form.set_values({**form.values(), "design": "Halvskrivet"})
    form.changed.emit()
    page.slot.close_editor()
    office.settle()
    page.load()
    office.settle()

    press(page, "Ställ in")
    office.settle()

    assert editor(page).form.values()["design"] == "Halvskrivet"


@pytest.mark.req("F070")
def test_the_marks_of_the_goals_stand_in_a_chart_and_in_a_table(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: fixed_plan(desk, stream))
    for day, score in (("2026-05-01", "3"), ("2026-06-01", "6")):
        goals = [{"key": "1", "text": "Sova hela natten", "score": score}]
        plan = str(office.ask(lambda desk: state_of(desk, stream)).plans[0].latest.record.id)
        typed = done(done_on=day, goals=goals, plan=plan)
        office.ask(
            lambda desk, typed=typed: follow_ups.carry_out(  # type: ignore[misc]
                desk, stream, new_entity(desk), typed
            )
        )
    page = opened(FollowUpPage)

    (chart,) = page.findChildren(LineChart)
    assert chart.accessibleDescription() == (
        "2026-05-01. Sova hela natten: 3 av 10. 2026-06-01. Sova hela natten: 6 av 10."
    )
    (table,) = page.findChildren(TextTable)
    read = texts(table)
    for expected in ("● Sova hela natten", "2026-05-01", "2026-06-01"):
        assert expected in read
    chart.moved.emit(0)
    assert chart.accessibleDescription() == "2026-05-01. Sova hela natten: 3 av 10."


def test_two_wordings_stand_beside_each_other_until_one_is_chosen(
    office: Office, stream: StreamId, opened: Open
) -> None:
    entity = office.ask(lambda desk: plan_one(desk, stream, "2026-06-10"))
    office.ask(
        lambda desk: follow_ups.cancel_follow_up(desk, stream, entity, {"cancelled_why": "A"})
    )
    office.ask(lambda desk: typed_forms.forked(desk, stream, "follow_up"))
    page = opened(FollowUpPage)
    assert "ändrats på två håll" in texts(page)

    press(page, "Låt det här gälla")
    office.settle()

    assert "ändrats på två håll" not in texts(page)


def test_ctrl_n_plans_one_and_the_caret_comes_back(
    office: Office, opened: Open, qtbot: QtBot
) -> None:
    page = opened(FollowUpPage)
    page.activateWindow()
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.slot.editor is not None)
    office.settle()
    editor(page).form.restore_place({"field": "how", "position": 0})
    place = page.place()

    again = opened(FollowUpPage)
    again.restore(place)
    office.settle()

    assert again.place() == place


def test_the_last_one_stands_whole_and_those_before_it_are_folded(
    office: Office, stream: StreamId, opened: Open
) -> None:
    for day, said in (("2026-05-01", "Den första."), ("2026-06-01", "Den andra.")):
        typed = done(done_on=day, facts=said)
        office.ask(
            lambda desk, typed=typed: follow_ups.carry_out(  # type: ignore[misc]
                desk, stream, new_entity(desk), typed
            )
        )
    page = opened(FollowUpPage)
    assert "Den andra." in texts(page)
    assert "Den första." not in texts(page)

    press(page, "Visa")

    assert "Den första." in texts(page)


@pytest.mark.req("F066")
def test_one_is_planned_by_keyboard_alone(
    office: Office, stream: StreamId, opened: Open, qtbot: QtBot
) -> None:
    page = opened(FollowUpPage)
    page.activateWindow()
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.slot.editor is not None)
    office.settle()

    qtbot.keyClick(tabbed(qtbot, page, "Socialtjänsten"), Qt.Key.Key_Down)
    qtbot.keyClicks(tabbed(qtbot, page, "När ska den göras?"), "1 juli 2026")
    qtbot.keyClick(tabbed(qtbot, page, "Spara planeringen"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.slot.editor is None)
    office.settle()

    (fact,) = state(office, stream)
    assert (fact.track, fact.planned_on) == ("police", "2026-07-01")


def tabbed(qtbot: QtBot, page: QWidget, name: str) -> QWidget:
    """Tab until what is so named has the focus."""
    for _ in range(60):
        focus = page.window().focusWidget()
        if focus is not None and focus.accessibleName().startswith(name):
            return focus
        if isinstance(focus, QAbstractButton) and focus.text().startswith(name):
            return focus
        qtbot.keyClick(focus or page, Qt.Key.Key_Tab)
    raise AssertionError(name)
