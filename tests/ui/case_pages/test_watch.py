"""The page Bevakning: days of the law and of the case, tasks, and times started by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.casework import facts
from app.ids import StreamId
from app.usecases import drafting, reading
from app.usecases.planning import plans
from app.usecases.route.intake_outcomes import entity_of_answer
from app.usecases.watching import tasks, todo
from tests.app.usecases import typed_forms
from tests.fakes import StoppedClock
from tests.ui.case_pages.conftest import editor, fill_and_sign, press, texts
from tests.ui.conftest import Office
from ui.navigation import CasePart, Destination
from ui.pages.todo.presenter import opens
from ui.pages.watch.page import WatchPage

Open = Callable[[type[WatchPage]], WatchPage]


def tasks_of(office: Office, stream: StreamId) -> list[facts.Task]:
    return [each.latest.fact for each in office.ask(lambda desk: tasks.tasks_of(desk, stream))]


@pytest.mark.req("X12")
def test_a_day_of_the_law_shows_its_law_and_leads_to_where_it_is_dealt_with(
    office: Office, stream: StreamId, opened: Open, clock: StoppedClock
) -> None:
    clock.pass_(days=159)  # 2026-11-07: three days too late
    page = opened(WatchPage)

    read = texts(page)
    assert "⚠ Sex månader sedan ansökan utan beslut" in read
    assert "3 dagar för sent · ons 2026-11-04, v. 45" in read
    assert "12 § förvaltningslagen (2017:900)" in read
    gone: list[Destination] = []
    office.session.navigate.connect(gone.append)
    press(page, "Gå till beslut")
    assert gone == [Destination.case(stream, CasePart.DECISION, gone[0].entity)]


@pytest.mark.req("X12", "F035")
def test_an_intake_that_waits_leads_to_its_answer(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(WatchPage)
    assert "sedan 28 dagar" in texts(page), "at once has no day to be late by"
    gone: list[Destination] = []
    office.session.navigate.connect(gone.append)
    press(page, "Gå till översikten")

    (intake,) = office.ask(lambda desk: reading.state_of(desk, stream)).intakes
    there = Destination.case(stream, CasePart.OVERVIEW, entity_of_answer(intake.id))
    assert gone == [there]
    (waits,) = (row for row in office.ask(todo.todo) if row.code == "intake_waits")
    assert opens(waits) == there, "from Att göra too"


@pytest.mark.req("X12")
def test_a_task_is_made_put_off_and_done(office: Office, stream: StreamId, opened: Open) -> None:
    page = opened(WatchPage)
    press(page, "Ny uppgift")
    office.settle()
    fill_and_sign(office, page, what="Ring boendet", due_on="2026-06-13", recurrence="weekly")
    assert "Ring boendet" in texts(page)
    assert "om 12 dagar · lör 2026-06-13, v. 24" in texts(page)

    press(page, "Vänta en vecka")
    office.settle()
    assert "Väntar till 2026-06-08" in texts(page)

    press(page, "Klar")
    office.settle()
    (task,) = tasks_of(office, stream)
    assert (task.due_on, task.wait_until, task.done_on) == ("2026-06-20", "", "")


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(WatchPage)
    press(page, "Ny uppgift")
    office.settle()
    fill_and_sign(office, page, what="Ring", due_on="31 februari 2027")

    assert "Den dagen finns inte i kalendern" in texts(page)
    assert editor(page).form.values()["what"] == "Ring"
    assert tasks_of(office, stream) == []


@pytest.mark.req("X12")
def test_a_time_is_started_by_hand_and_ended_with_what_came_of_it(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(WatchPage)
    press(page, "Starta en tid")
    office.settle()
    fill_and_sign(office, page, rule="transfer_answer", started_on="2026-05-29", about="Uppsala")
    assert "En månad sedan överflyttning begärdes: Uppsala" in texts(page)
    assert "om 28 dagar · mån 2026-06-29, v. 27" in texts(page)

    press(page, "Avsluta tiden")
    office.settle()
    fill_and_sign(office, page, ended_on="2026-06-01", outcome="Ärendet tas emot")

    read = texts(page)
    assert "Uppsala" not in read
    assert "Avslutade tider" in read
    assert "Ärendet tas emot" in read


def test_a_reminder_of_our_own_may_be_noted_as_dealt_with(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(
        lambda desk: plans.fix_plan(
            desk, stream, drafting.new_entity(desk), typed_forms.plan(follow_up_on="2026-06-10")
        )
    )
    page = opened(WatchPage)
    assert "Planen ska följas upp" in texts(page)

    press(page, "Hanterad")
    office.settle()
    form = editor(page).form
    form.set_values({**form.values(), "outcome": "Flyttat till nästa möte"})
    form.changed.emit()
    press(page, "Stäng")
    office.settle()
    press(page, "Fortsätt skriva")
    office.settle()
    assert "Hanterad: Planen ska följas upp" in texts(page)
    fill_and_sign(office, page)

    assert not any(line == "Planen ska följas upp" for line in texts(page).splitlines())
    (task,) = tasks_of(office, stream)
    assert (task.raised_by, task.due_on) == ("plan_follow_up", "2026-06-10")
    assert task.outcome == "Flyttat till nästa möte"


def test_the_time_of_the_law_cannot_be_ticked_off(office: Office, opened: Open) -> None:
    page = opened(WatchPage)
    assert "Sex månader sedan ansökan" in texts(page)
    with pytest.raises(AssertionError, match="no button"):
        press(page, "Hanterad")


def test_the_form_comes_back_after_a_lock(office: Office, opened: Open) -> None:
    page = opened(WatchPage)
    press(page, "Starta en tid")
    office.settle()
    place = page.place()

    again = opened(WatchPage)
    again.restore(place)
    office.settle()

    assert "Vilken dag började den?" in texts(again)


def test_looking_at_the_watch_is_logged(office: Office, stream: StreamId, opened: Open) -> None:
    opened(WatchPage)
    (row,) = office.ask(lambda desk: reading.access_log(desk, stream, limit=2))[1:]
    assert row.payload == {"stream": stream, "part": "watch"}
