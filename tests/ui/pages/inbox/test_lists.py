"""What was received and sent, and what the start page says of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.errors import Reason, Refusal
from app.ids import StreamId
from app.usecases.desk import Desk
from app.usecases.handover import receipts, receiving
from app.usecases.handover.logs import log_extracts
from app.usecases.handover.packages import lists
from app.usecases.watching import packages_todo, todo
from app.usecases.watching.todo import TodoItem, Urgency
from tests.fakes import StoppedClock
from tests.ui.conftest import Office
from tests.ui.looking import button, texts
from tests.ui.neighbour import Neighbour
from ui.navigation import Section
from ui.pages.inbox import presenter
from ui.pages.inbox.page import InboxPage
from ui.pages.inbox.received import ReceivedPlace
from ui.pages.inbox.sent import SentPlace
from ui.pages.todo.presenter import describe, opens


def received_by(office: Office, neighbour: Neighbour) -> StreamId:
    stream = neighbour.new_case()
    path = neighbour.seal(stream)

    def take(desk: Desk) -> None:
        arrival = receiving.open_package(desk, path)
        keys = frozenset(row.key for row in arrival.look.rows)
        receiving.accept(desk, arrival, keys)

    office.ask(take)
    return stream


def send(office: Office, neighbour: Neighbour, folder: Path) -> Path:
    """Something that is of no case, and so needs no gate."""
    typed = {"to": neighbour.here, "first_day": "2026-06-01", "last_day": "2026-06-01"}
    return office.ask(lambda desk: log_extracts.hand_over(desk, typed, folder)).path


def shown(office: Office, inbox: InboxPage, code: str) -> str:
    inbox.open_at(code)
    office.settle()
    QApplication.processEvents()
    return texts(inbox)


def due(office: Office) -> list[TodoItem]:
    codes = {
        packages_todo.RECEIPT_TO_MAKE,
        packages_todo.RECEIPT_AWAITED,
        packages_todo.URGENT_UNANSWERED,
    }
    return [item for item in office.ask(todo.todo) if item.code in codes]


@pytest.mark.req("X03")
def test_what_waits_for_a_receipt_stands_first_and_the_receipt_is_made_there(
    office: Office, neighbour: Neighbour, inbox: InboxPage
) -> None:
    received_by(office, neighbour)
    seen = shown(office, inbox, "received")
    assert "Kvittens ska göras (1)" in seen
    assert "Delning från Olle Provsson" in seen
    assert "2026-0101 Ek" in seen
    (place,) = inbox.findChildren(ReceivedPlace)
    button(inbox, "Gör kvittens").click()
    place.after.file.make_in(neighbour.side.out)  # what the dialog leads to
    office.settle()
    seen = texts(inbox)
    assert "Övriga (1)" in seen
    assert "Kvittens gjord" in seen
    assert "Den är läst igenom och hel." in seen, "what was told stays when the list is new"


@pytest.mark.req("X03")
def test_a_receipt_that_cannot_be_written_is_still_to_be_made(
    office: Office, neighbour: Neighbour, inbox: InboxPage, tmp_path: Path
) -> None:
    received_by(office, neighbour)
    shown(office, inbox, "received")
    (place,) = inbox.findChildren(ReceivedPlace)
    button(inbox, "Gör kvittens").click()
    place.after.file.make_in(tmp_path / "finns-inte")
    office.settle()
    assert "Kvittens ska göras (1)" in texts(inbox)
    assert "Mappen" in texts(inbox)


@pytest.mark.req("X03")
def test_a_sent_package_waits_until_its_receipt_is_opened(
    office: Office, neighbour: Neighbour, inbox: InboxPage, tmp_path: Path
) -> None:
    path = send(office, neighbour, tmp_path)
    seen = shown(office, inbox, "sent")
    assert "Väntar på kvittens (1)" in seen
    assert "Loggutdrag till Olle Provsson" in seen
    assert "30 dagar kvar" in seen
    arrival = receiving.open_package(neighbour.desk, path)
    refused = receiving.refuse(neighbour.desk, arrival, "Fel dagar.")
    assert refused.entity is not None
    made = receipts.make_receipt(neighbour.desk, refused.entity, neighbour.side.out)

    def take(desk: Desk) -> None:
        receiving.accept(desk, receiving.open_package(desk, made.path), frozenset())

    office.ask(take)
    (place,) = inbox.findChildren(SentPlace)
    place.load()
    office.settle()
    seen = texts(inbox)
    assert "Väntar på kvittens" not in seen.replace("Ett paket är framme när kvittensen", "")
    assert "Avböjt" in seen
    assert "Mottagarens skäl: Fel dagar." in seen


def test_a_file_that_was_never_written_is_told_of(
    office: Office, neighbour: Neighbour, inbox: InboxPage, tmp_path: Path
) -> None:
    def refused(desk: Desk) -> Reason:
        typed = {"to": neighbour.here, "first_day": "2026-06-01", "last_day": "2026-06-01"}
        with pytest.raises(Refusal) as stopped:
            log_extracts.hand_over(desk, typed, tmp_path / "finns-inte")
        return stopped.value.reason

    assert office.ask(refused) is Reason.FOLDER_MISSING
    seen = shown(office, inbox, "sent")
    assert "Inte skrivet till fil (1)" in seen
    assert due(office) == []


@pytest.mark.req("X03", "X12")
def test_the_start_page_reminds_of_receipts_and_leads_to_them(
    office: Office, neighbour: Neighbour, clock: StoppedClock, tmp_path: Path, inbox: InboxPage
) -> None:
    received_by(office, neighbour)
    send(office, neighbour, tmp_path)
    (item,) = due(office)
    assert item.code == packages_todo.RECEIPT_TO_MAKE
    assert describe(item).endswith("En kvittens ska göras")
    went = opens(item)
    assert (went.section, went.entity) == (Section.INBOX, item.entity)
    assert went.entity is not None
    inbox.show_entity(went.entity)
    office.settle()
    assert "Kvittens ska göras (1)" in texts(inbox)

    clock.pass_(days=6)
    (late,) = due(office)
    assert late.urgency is Urgency.LATE
    clock.pass_(days=1)
    codes = {each.code: each for each in due(office)}
    awaited = codes[packages_todo.RECEIPT_AWAITED]
    assert awaited.urgency is Urgency.TODAY
    assert awaited.entity is not None
    inbox.show_entity(awaited.entity)
    office.settle()
    assert "Väntar på kvittens (1)" in texts(inbox)


def sent_row(**changed: object) -> lists.SentRow:
    whole: dict[str, object] = {
        "entity": "e",
        "kind": "urgent",
        "package": "p",
        "to": "t",
        "name": "Olle Provsson",
        "unit": "Enheten",
        "number": 3,
        "sealed_at": "2026-06-01T09:00:00+02:00",
        "expires_on": "2026-06-08",
        "stream": None,
        "case_label": "",
        "records": 1,
        "waits": True,
        "overdue": False,
        "outcome": None,
        "answered_at": "",
        "reason": "",
        "not_written": "",
        "may_again": True,
    }
    return lists.SentRow(**{**whole, **changed})  # type: ignore[arg-type]  # a test names them


def test_what_stopped_a_file_is_told_in_the_words_of_the_refusal() -> None:
    row = sent_row(not_written=Reason.DISK_FULL.value, waits=False)
    (group,) = presenter.sent_groups([row])
    assert group.heading == "Inte skrivet till fil"
    assert any("full" in line for line in presenter.sent_lines(row))
    assert presenter.stopped_by("process_ended") == "Det avbröts innan filen var färdig."


def test_what_has_least_time_left_stands_first() -> None:
    rows = [sent_row(entity="b", expires_on="2026-07-01"), sent_row(entity="a")]
    (group,) = presenter.sent_groups(rows)
    assert [row.entity for row in group.rows] == ["a", "b"]
    assert [presenter.left_text(days) for days in (-1, 0, 1, 5)] == [
        "Tiden har gått ut",
        "Sista dagen i dag",
        "En dag kvar",
        "5 dagar kvar",
    ]
